"""What trends there are, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from themescore.showing.figures import change_decimals, decimals_for, rate_text, replicates_text
from themescore.showing.terminal import printable
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.trends.trend import Trend, TrendBreak, TrendRow

_MOST_BREAKS = 4


def trend_findings(trend: Trend) -> tuple[str, ...]:
    """Return a sentence for each theme that rises or falls, or has a break, in order of the themes."""
    sentences = []
    for row in trend.rows:
        breaks = [found for found in trend.breaks if found.theme == row.theme]
        moves = row.q < 1 - trend.level
        if not moves and not breaks:
            continue
        number = _number(trend, row.times)
        parts = [_moved(trend, row, number) if moves else f"no steady rise or fall ({number})"]
        parts += [_broke(found) for found in _surest(breaks)]
        if len(breaks) > _MOST_BREAKS:
            parts.append(f"{len(breaks) - _MOST_BREAKS:,} more in .breaks")
        sentences.append(f"{printable(row.theme)}: {'; '.join(parts)}")
    return tuple(sentences)


def unit(trend: Trend) -> str:
    """Return what slopes are for."""
    return "a year" if trend.years else f"per unit of {printable(trend.by)}"


def _number(trend: Trend, times: int) -> str:
    yearly = trend.years and all(label.isdecimal() and len(label) == 4 for label in trend.times)
    return counted(times, "year" if yearly else "time")


def _moved(trend: Trend, row: TrendRow, number: str) -> str:
    up = row.z > 0
    if row.slope == 0:
        most, least = ("rises", "falls") if up else ("falls", "rises")
        return f"{most} more often than it {least} (tau {row.tau:.2f}; the median change is 0; {number})"
    decimals = change_decimals(row.slope)
    bounds = (row.slope_low, row.slope_high) if row.slope > 0 else (-row.slope_high, -row.slope_low)
    size, low, high = (f"{value + 0.0:,.{decimals}f}" for value in (abs(row.slope), *bounds))
    between = "" if math.isnan(row.slope_low) else f"{100 * trend.level:g}% interval {low} to {high}; "
    verb = "rises" if row.slope > 0 else "falls"
    return f"{verb} by {size} mentions per 1,000 words {unit(trend)} ({between}{number})"


def _surest(breaks: list[TrendBreak]) -> list[TrendBreak]:
    """Return the breaks that most replicates find, in order of time."""
    surest = sorted(breaks, key=lambda found: -found.found)[:_MOST_BREAKS]
    return sorted(surest, key=lambda found: found.time)


def _broke(found: TrendBreak) -> str:
    way = "upwards" if found.after > found.before else "downwards"
    at = "in" if len(found.at) == 4 and found.at.isdecimal() else "at"
    decimals = decimals_for([max(found.before, found.after)])
    levels = f"from {rate_text(found.before, decimals)} to {rate_text(found.after, decimals)}"
    first, last = printable(found.earliest), printable(found.latest)
    between = "" if first == last else f"{first} to {last}; "
    found_in = f"found in {replicates_text(found.found)} of replicates"
    return f"breaks {way} {at} {printable(found.at)}, {levels} ({between}{found_in})"
