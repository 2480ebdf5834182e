"""The one place that knows where data for the tests is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import themescore
from hypothesis import settings

# How long an example takes depends on what else the processors do.
settings.register_profile("themescore", deadline=None)
# With sanitizers each takes several times as long, and the fuzz targets try more of them there.
settings.register_profile("sanitizers", deadline=None, max_examples=20)
settings.load_profile("themescore")

CHECKOUT = Path(__file__).resolve().parents[1]
NEEDS_DATA = "needs the shared texts"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real texts that are too large, or not ours, to be part of the project."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        absent = f"{NEEDS_DATA}, which are not at {folder}"
        if os.environ.get("THEMESCORE_NEEDS_DATA") == "1":
            pytest.fail(absent)
        pytest.skip(absent)
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example reports and themes that the package carries."""
    return Path(themescore.__file__).parent / "examples"


# Around all others, so that the line is the last.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say in one line how much was left untested."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    number = sum(NEEDS_DATA in str(report.longrepr) for report in skipped)
    if number:
        terminalreporter.write_line(
            f"{number} skipped for want of the shared texts; THEMESCORE_NEEDS_DATA=1 makes them fail"
        )
