"""That the fuzzing of theme files runs, and finds nothing in a moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TARGET = Path(__file__).resolve().parents[1] / "fuzz" / "theme_files.py"


@pytest.mark.mostly_python
@pytest.mark.parametrize(
    "name", ["liwc", "liwc22", "wordstat", "yoshikoder", "lexicoder", "csv", "xlsx", "json", "yaml"]
)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    command = [sys.executable, TARGET, name, "--seconds", "0.3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" 0 findings\n")
