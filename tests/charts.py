"""Charts for tests: made without a word about few documents, and as SVG."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import themescore as ts
from themescore.errors import ThemescoreWarning

T = TypeVar("T")


def quiet(make: Callable[[], T]) -> T:
    """What `make` returns, without our warnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return make()


def saved_svg(chart: Any, folder: Path) -> str:
    """A chart as the text of an SVG."""
    ts.plots.save(chart, folder / "chart.svg")
    return (folder / "chart.svg").read_text("utf-8")
