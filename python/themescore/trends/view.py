"""Trends as tables for the terminal and the notebook; in the latter what came from outside is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from themescore.showing.figures import (
    NONE,
    change_decimals,
    change_text,
    decimals_for,
    measure_text,
    probability_text,
    rate_text,
    theme_decimals,
)
from themescore.showing.terminal import aligned, cut, printable, width, wrapped
from themescore.showing.view import cell
from themescore.trends.findings import unit

if TYPE_CHECKING:
    from themescore.trends.trend import Trend, TrendRow

_LONGEST_NAME = 32
_SHORTEST_NAME = 12
_MOST_FINDINGS = 20
_SHOWN_THEMES = 40
_SHOWN_BREAKS = 3
_NOTHING = "No theme rises, falls or breaks by more than chance explains."


def trend_text(trend: Trend, columns: int) -> str:
    """Return trends as lines of at most so many columns, the names and breaks cut where they are long."""
    table = [_head(trend), *(_cells(trend, row) for row in trend.rows)]
    for column, shortest in ((-1, 6), (0, _SHORTEST_NAME)):
        longest = max(width(line[column]) for line in table)
        most = max(shortest, longest - max(0, max(map(width, aligned(table))) - columns))
        for line in table:
            line[column] = cut(line[column], most)
    lines = aligned(table)
    lines.insert(1, "─" * max(map(width, lines)))
    legend = (
        f"rates: mentions per 1,000 words. slope: their median change {unit(trend)}. In brackets: "
        f"{100 * trend.level:g}% interval. ▲ ▼: q below {1 - trend.level:.2g}, or a break up or down."
    )
    notes = [*_finding_lines(trend), *(f"! {printable(note)}" for note in trend.warnings)]
    below = [*wrapped(legend, columns), *(line for note in notes for line in wrapped(note, columns, "  "))]
    return "\n".join([*lines, "", *below])


def trend_table(trend: Trend) -> str:
    """Return trends as HTML."""
    left, right = "style='text-align: left'", "style='text-align: right'"
    head = "".join(
        f"<th {left if i == 0 else right}>{cell(name)}</th>" for i, name in enumerate(_head(trend))
    )
    lines = [
        "<tr>"
        + "".join(
            f"<{tag} {align}>{cell(value)}</{tag}>"
            for value, (tag, align) in zip(
                _cells(trend, row), [("th", left), *[("td", right)] * 8], strict=True
            )
        )
        + "</tr>"
        for row in trend.rows[:_SHOWN_THEMES]
    ]
    shown = trend.findings[:_MOST_FINDINGS]
    found = "".join(f"<li><bdi>{html.escape(finding)}</bdi></li>" for finding in shown)
    more = [
        f"{number:,} more {what}"
        for number, what in (
            (len(trend.rows) - _SHOWN_THEMES, "themes in .to_frame()"),
            (len(trend.findings) - _MOST_FINDINGS, "findings in .findings"),
        )
        if number > 0
    ]
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        f"<p>slope: median change of the rate {cell(unit(trend))}</p>"
        + (f"<ul>{found}</ul>" if found else f"<p>{_NOTHING}</p>")
        + "".join(f"<p>{text}</p>" for text in more)
        + "".join(f"<p>! <bdi>{html.escape(note)}</bdi></p>" for note in trend.warnings)
    )


def _head(trend: Trend) -> list[str]:
    first, last = printable(trend.times[0]), printable(trend.times[-1])
    return [
        "theme",
        cut(first, 12),
        cut(last, 12),
        "slope",
        f"{100 * trend.level:g}%",
        "",
        "tau",
        "q",
        "breaks",
    ]


def _cells(trend: Trend, row: TrendRow) -> list[str]:
    rates = row.rate_first, row.rate_last
    decimals = theme_decimals(rates, decimals_for(rates))
    digits = change_decimals(row.slope, row.slope_low, row.slope_high)
    low, high = (change_text(bound, digits) for bound in (row.slope_low, row.slope_high))
    breaks = [
        f"{'▲' if found.after > found.before else '▼'} {printable(found.at)}"
        for found in trend.breaks
        if found.theme == row.theme
    ]
    more = f" +{len(breaks) - _SHOWN_BREAKS}" if len(breaks) > _SHOWN_BREAKS else ""
    return [
        cut(printable(row.theme), _LONGEST_NAME),
        *(rate_text(rate, decimals) for rate in rates),
        change_text(row.slope, digits),
        "" if NONE in (low, high) else f"({low} to {high})",
        ("▲" if row.z > 0 else "▼") if row.q < 1 - trend.level else "",
        measure_text(row.tau),
        probability_text(row.q),
        " ".join(breaks[:_SHOWN_BREAKS]) + more,
    ]


def _finding_lines(trend: Trend) -> list[str]:
    if not trend.findings:
        return [_NOTHING]
    more = len(trend.findings) - _MOST_FINDINGS
    lines = [f"- {finding}" for finding in trend.findings[:_MOST_FINDINGS]]
    return [*lines, f"  and {more:,} more in .findings"] if more > 0 else lines
