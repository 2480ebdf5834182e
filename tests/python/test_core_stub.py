"""The stub of the core says what the module has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
EXCEPTIONS = "tests/python/core_stub_exceptions.txt"


@pytest.mark.slow
@pytest.mark.skipif("ASAN_OPTIONS" in os.environ, reason="mypy under a sanitizer takes minutes")
def test_the_stub_has_the_names_and_signatures_of_the_module() -> None:
    pytest.importorskip("mypy.stubtest", reason="needs mypy, which `make lint` installs")
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "themescore._core", "--allowlist", EXCEPTIONS],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
