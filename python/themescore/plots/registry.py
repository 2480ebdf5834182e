"""Which plots there are: a line for each, named like its file and the function there."""

from __future__ import annotations

from importlib import import_module
from types import MethodType
from typing import Any

from themescore.plots.saving import needs_altair

__all__ = ["ComparisonPlots", "KeynessPlots", "ProfilesPlots", "ScoresPlots", "TrendPlots"]


class _Plot:
    """A plot that is imported, and Altair with it, when it is asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, plots: _Plots | None, owner: type) -> Any:
        needs_altair()
        function = getattr(import_module(f"themescore.plots.{self._name}"), self._name)
        return function if plots is None else MethodType(function, plots._of)


class _Plots:
    """The plots of something; each returns an Altair chart."""

    def __init__(self, of: Any) -> None:
        self._of = of

    def __repr__(self) -> str:
        names = [name for name, value in vars(type(self)).items() if isinstance(value, _Plot)]
        return f"{type(self).__name__}({', '.join(names)})"


class ScoresPlots(_Plots):
    """What `Scores.plot` draws."""

    heatmap = _Plot()
    dispersion = _Plot()
    side_by_side = _Plot()


class ComparisonPlots(_Plots):
    """What `Comparison.plot` draws."""

    intervals = _Plot()


class TrendPlots(_Plots):
    """What `Trend.plot` draws."""

    lines = _Plot()


class KeynessPlots(_Plots):
    """What `Keyness.plot` draws."""

    effect = _Plot()


class ProfilesPlots(_Plots):
    """What `Profiles.plot` draws."""

    correspondence = _Plot()
