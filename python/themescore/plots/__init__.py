"""Plots: what `Scores.plot`, `Comparison.plot`, `Trend.plot`, `Keyness.plot` and `Profiles.plot` draw.

They need Altair, which ``pip install "themescore[plot]"`` brings; it is imported when the first is drawn.
Each plot is a file here and a line in `themescore.plots.registry`. See docs/plots.md.
"""

from themescore.plots.registry import ComparisonPlots, KeynessPlots, ProfilesPlots, ScoresPlots, TrendPlots
from themescore.plots.saving import save

__all__ = ["ComparisonPlots", "KeynessPlots", "ProfilesPlots", "ScoresPlots", "TrendPlots", "save"]
