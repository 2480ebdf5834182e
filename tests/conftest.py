"""The one place that knows where data for the tests is."""

from __future__ import annotations

from pathlib import Path

import pytest
import themescore

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real texts that are too large, or not ours, to be part of the project."""
    folder = CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the shared texts, which are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example reports and themes that the package carries."""
    return Path(themescore.__file__).parent / "examples"
