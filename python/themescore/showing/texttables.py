"""Scores and comparisons as text for the terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.showing.figures import (
    NONE,
    decimals_for,
    direction,
    rate_interval,
    rate_text,
    ratio_interval,
    ratio_text,
    strongest_first,
    theme_decimals,
)
from themescore.showing.terminal import aligned, cut, printable, width, wrapped

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison, ComparisonRow

_NARROWEST = 40
_LONGEST_NAME = 32
_SHORTEST_NAME = 12
_LONGEST_HEAD = 12
_MOST_FINDINGS = 10
_NO_RATE_INTERVALS = -2
_MARKS = {1: "▲", -1: "▼", 0: " "}


def comparison_text(comparison: Comparison, columns: int) -> str:
    """Return a comparison, theme by theme, as lines of at most so many columns.

    What there is no room for is left out in this order: G², documents, ends of names, mentions, intervals of
    rates.
    """
    columns = max(columns, _NARROWEST)
    for extra in (2, 1, 0):
        lines, needed = _comparison_lines(comparison, extra, None)
        if needed <= columns:
            break
    else:
        lines = _with_cut_names(comparison, columns)
    percent = f"{100 * comparison.level:g}%"
    legend = (
        f"rate: {comparison.measure.unit}. ratio: {_ratio_of(comparison)}. In brackets: {percent} intervals. "
        "▲ ▼: the ratio's interval lies above or below 1."
    )
    notes = [*_finding_lines(comparison), *(f"! {printable(note)}" for note in comparison.warnings)]
    # A line longer than this is hard to read, however wide the window.
    room = min(columns, 110)
    return "\n".join(
        [*lines, "", *wrapped(legend, room), *(line for note in notes for line in wrapped(note, room, "  "))]
    )


def _ratio_of(comparison: Comparison) -> str:
    others = {"rest": "all other groups together", "all": "all documents together"}
    against = others.get(comparison.baseline, printable(comparison.baseline))
    if comparison.within is not None:
        return (
            f"the rates within each {printable(comparison.within)} divided by those of {against} there, "
            "combined as Mantel and Haenszel do"
        )
    return f"the rate divided by that of {against}"


def _finding_lines(comparison: Comparison) -> list[str]:
    if not comparison.findings:
        return ["No theme differs between the groups by more than chance explains."]
    more = len(comparison.findings) - _MOST_FINDINGS
    lines = [f"- {finding}" for finding in comparison.findings[:_MOST_FINDINGS]]
    return [*lines, f"  and {more:,} more in .findings"] if more > 0 else lines


def _with_cut_names(comparison: Comparison, columns: int) -> list[str]:
    names = 2 + max(width(printable(row.group)) for row in comparison.rows)
    for extra in (0, -1, _NO_RATE_INTERVALS):
        _, needed = _comparison_lines(comparison, extra, None)
        if names - (needed - columns) >= _SHORTEST_NAME:
            break
    longest = max(names - (needed - columns), _SHORTEST_NAME)
    return _comparison_lines(comparison, extra, longest)[0]


def _comparison_lines(comparison: Comparison, extra: int, longest: int | None) -> tuple[list[str], int]:
    """Return the table's lines and how many columns they take; `longest` is the widest that a name may be."""
    by = printable(comparison.by)
    head = _chosen([by, "rate", "", "ratio", "", "", "mentions", "documents", "G²"], extra)
    usual = decimals_for(row.rate for row in comparison.rows)
    table, themes = [head], []
    for theme, rows in strongest_first(comparison.rows).items():
        themes.append((len(table), printable(theme)))
        decimals = theme_decimals((row.rate for row in rows), usual)
        table += [_comparison_row(row, decimals, extra, longest) for row in rows]
    lines = aligned(table)
    needed = max(map(width, lines))
    out = [lines[0], "─" * needed]
    starts = dict(themes)
    for number, line in enumerate(lines[1:], start=1):
        if number in starts:
            out += [""] * (number > 1) + [cut(starts[number], needed)]
        out.append(line)
    return out, needed


def _comparison_row(row: ComparisonRow, decimals: int, extra: int, longest: int | None) -> list[str]:
    group = printable(row.group)
    cells = [
        "  " + (group if longest is None else cut(group, longest - 2)),
        rate_text(row.rate, decimals),
        _bracketed(rate_interval(row, decimals)),
        ratio_text(row),
        _bracketed(ratio_interval(row)),
        _MARKS[direction(row)],
        f"{row.mentions:,}",
        f"{row.documents:,}",
        NONE if math.isnan(row.g2) else f"{row.g2:.1f}",
    ]
    return _chosen(cells, extra)


def _chosen(cells: list[str], extra: int) -> list[str]:
    """Return the cells that there is room for: so many of mentions, documents and G², or fewer."""
    if extra == _NO_RATE_INTERVALS:
        return cells[:2] + cells[3:6]
    return cells[: 7 + extra]


def _bracketed(interval: str) -> str:
    return f"({interval})" if " " in interval else ""


def score_text(
    ids: Sequence[str],
    names: Sequence[str],
    values: npt.NDArray[np.float64],
    columns: int | None,
    decimals: int,
    corner: str = "document",
) -> str:
    """Return documents by themes as lines of at most so many columns, any number of them for None.

    Themes that there is no room for stand in a table of their own below. `corner` stands over the ids.
    """
    first = [cut(printable(name), _LONGEST_NAME) for name in ids]
    heads = [wrapped(printable(name), _LONGEST_HEAD) for name in names]
    body = [[rate_text(float(value), decimals) for value in row] for row in values]
    widths = [
        max(*map(width, heads[i]), *(width(row[i]) for row in body)) if body else max(map(width, heads[i]))
        for i in range(len(names))
    ]
    blocks: list[list[int]] = []
    taken = 0
    for i, needed in enumerate(widths):
        if not blocks or (columns is not None and taken + 2 + needed > columns):
            blocks.append([])
            taken = max(map(width, [corner, *first]))
        blocks[-1].append(i)
        taken += 2 + needed
    return "\n\n".join("\n".join(_block(corner, first, heads, body, block)) for block in blocks)


def _block(
    corner: str,
    ids: Sequence[str],
    heads: Sequence[Sequence[str]],
    body: Sequence[Sequence[str]],
    block: Sequence[int],
) -> list[str]:
    deepest = max(len(heads[i]) for i in block)
    table = []
    for line in range(deepest):
        # Names stand on the rule below them.
        row = [corner if line == deepest - 1 else ""]
        for i in block:
            at = line - (deepest - len(heads[i]))
            row.append(heads[i][at] if at >= 0 else "")
        table.append(row)
    table += [[name, *(row[i] for i in block)] for name, row in zip(ids, body, strict=True)]
    lines = aligned(table)
    return [*lines[:deepest], "─" * max(map(width, lines)), *lines[deepest:]]
