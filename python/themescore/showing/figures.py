"""Numbers as people read them, the same in the terminal, the notebook and the page."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themescore.comparing.comparison import ComparisonRow

NONE = "–"


def decimals_for(values: Iterable[float]) -> int:
    """Return how many decimals rates need, so that the largest has about three digits."""
    top = max((value for value in values if not math.isnan(value)), default=0.0)
    return 1 if top >= 10 or top == 0 else 2 if top >= 1 else 3


def theme_decimals(rates: Iterable[float], usual: int) -> int:
    """Return how many decimals a theme's rates need: the usual ones, unless all of them are below 1."""
    rates = list(rates)
    return usual if max(rates, default=0) >= 1 else max(usual, decimals_for(rates))


def rate_text(rate: float, decimals: int) -> str:
    """Return a rate; one that is above zero is never shown as zero."""
    if math.isnan(rate):
        return NONE
    least = 10.0**-decimals
    return f"<{least:.{decimals}f}" if 0 < rate < least / 2 else f"{rate:,.{decimals}f}" if rate else "0"


def ratio_number(ratio: float) -> str:
    """Return a ratio with two digits that count, and two decimals where it is close to 1."""
    if math.isnan(ratio):
        return NONE
    if ratio < 0.01:
        return "<0.01"
    return f"{ratio:.2f}" if ratio < 1.995 else f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:,.0f}"


def replicates_text(share: float) -> str:
    """Return a share of replicates as a percentage: 100% only where all of them have it."""
    return f"{math.floor(100 * share)}%"


def factor_text(value: float) -> str:
    """Return a factor with three digits that count, as short as it can be."""
    return f"{value:.3g}"


def measure_text(value: float) -> str:
    """Return a measure of any size with two decimals, fewer from 10 on."""
    if math.isnan(value):
        return NONE
    size = abs(value)
    return f"{value:,.{0 if size >= 100 else 1 if size >= 10 else 2}f}"


def probability_text(p: float) -> str:
    """Return a p or q."""
    return NONE if math.isnan(p) else "<0.001" if p < 0.001 else f"{p:.3f}"


def change_decimals(*changes: float) -> int:
    """Return how many decimals show the first two digits of the largest of some changes."""
    top = max((abs(change) for change in changes if not math.isnan(change)), default=0.0)
    return 1 if top == 0 else min(max(1 - math.floor(math.log10(top)), 0), 6)


def change_text(change: float, decimals: int) -> str:
    """Return a change with its sign."""
    if math.isnan(change):
        return NONE
    rounded = round(change, decimals)
    return f"{rounded:+,.{decimals}f}" if rounded else "0"


def rate_interval(row: ComparisonRow, decimals: int) -> str:
    """Return the interval of a rate."""
    if math.isnan(row.low):
        return NONE
    return f"{rate_text(row.low, decimals)} to {rate_text(row.high, decimals)}"


def ratio_interval(row: ComparisonRow) -> str:
    """Return the interval of a ratio."""
    if math.isnan(row.ratio_low):
        return NONE
    return f"{ratio_number(row.ratio_low)} to {ratio_number(row.ratio_high)}"


def ratio_text(row: ComparisonRow) -> str:
    """Return a ratio, or words where one of the two sides has no mention; nothing for the baseline itself."""
    if math.isnan(row.ratio):
        return NONE
    if row.mentions == 0:
        return "none"
    return "only here" if row.other_rate == 0 else ratio_number(row.ratio)


def direction(row: ComparisonRow) -> int:
    """Return 1 if the ratio's interval lies above 1, -1 if below, 0 if it contains 1 or there is none."""
    return int(row.ratio_low > 1) - int(row.ratio_high < 1)


def totals(rows: Iterable[ComparisonRow]) -> dict[str, int]:
    """Return the mentions of each theme in all groups together."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.theme] = sums.get(row.theme, 0) + row.mentions
    return sums


def strongest_first(rows: Iterable[ComparisonRow]) -> dict[str, list[ComparisonRow]]:
    """Return the rows of each theme, in order, the highest rate first."""
    themes: dict[str, list[ComparisonRow]] = {}
    for row in rows:
        themes.setdefault(row.theme, []).append(row)
    return {theme: sorted(group, key=lambda row: -row.rate) for theme, group in themes.items()}
