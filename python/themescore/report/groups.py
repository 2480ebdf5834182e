"""Groups compared: what stands out, and each theme's rates with their intervals, drawn and as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.figures import (
    NONE,
    direction,
    rate_interval,
    rate_text,
    ratio_interval,
    ratio_number,
    ratio_text,
    strongest_first,
    theme_decimals,
    totals,
)
from themescore.findings import is_finding
from themescore.report.markup import name

if TYPE_CHECKING:
    from themescore.comparison import Comparison, ComparisonRow
    from themescore.report.content import Content

_MOST_SAID = 6
_WIDTH, _HEIGHT, _MARGIN = 260, 28, 8
_TICKS = 4
_SIGNS = {
    1: '<span class="up" title="the interval lies above 1">▲</span>',
    -1: '<span class="down" title="the interval lies below 1">▼</span>',
    0: "",
}


def standing_out(content: Content, comparison: Comparison) -> str:
    """Return in words what groups have more of than chance explains, the surest first."""
    clear = [row for row in comparison.rows if row.ratio > 1 and is_finding(row, comparison.level)]
    if not clear:
        return "<p>No group mentions a theme more often than the others by more than chance explains.</p>"
    percent, alpha = f"{100 * comparison.level:g}%", f"{1 - comparison.level:.2g}"
    lines = []
    # Without an interval: nobody else mentions it.
    clear.sort(key=lambda row: -math.inf if math.isnan(row.ratio_low) else -row.ratio_low)
    for row in clear[:_MOST_SAID]:
        theme, group = content.themes.index(row.theme), content.groups.index(row.group)
        alone = row.other_rate == 0
        times = "and nobody else does" if alone else f"{ratio_number(row.ratio)} times as often as the others"
        interval = "" if math.isnan(row.ratio_low) else f" ({percent} interval {ratio_interval(row)})"
        lines.append(
            f"<li><strong>{name(row.group)}</strong> mentions <strong>{name(row.theme)}</strong> "
            f'{content.group_link(theme, group, times)}<span class="whole">{interval}.</span></li>'
        )
    more = f", {_MOST_SAID} of {len(clear)}" if len(clear) > _MOST_SAID else ""
    tested = sum(not math.isnan(row.p) for row in comparison.rows)
    return (
        f"<ul class='findings'>{''.join(lines)}</ul>"
        f'<p class="aside">Listed is what chance hardly explains, the surest first{more}: the interval of '
        "the ratio lies above 1, and if groups are dealt out anew among the documents a difference as large "
        f"is rare (q below {alpha}, corrected for {tested:,} contrasts).</p>"
    )


def group_table(content: Content, comparison: Comparison) -> str:
    """Return the table, one body a theme."""
    percent = f"{100 * comparison.level:g}%"
    sums = totals(comparison.rows)
    bodies = "".join(
        _body(content, theme, rows, sums[theme]) for theme, rows in strongest_first(comparison.rows).items()
    )
    return (
        '<div class="scroll tall" role="region" tabindex="0" aria-labelledby="groups-caption">'
        '<table class="groups"><caption id="groups-caption">Mentions per 1,000 words by '
        f"{name(comparison.by)}: <span class='key'><span class='dot'></span> rate, <span class='bar'></span> "
        f"{percent} interval, <span class='all'></span> all documents; each theme has a scale of its own. "
        "▲ ▼ the interval of the ratio lies above or below 1</span></caption>"
        f'<thead><tr><th scope="col" class="first">{name(comparison.by)}</th>'
        '<th scope="col" class="chart">per 1,000 words</th>'
        f'<th scope="col">rate</th><th scope="col">{percent} interval</th>'
        f'<th scope="col">times the others</th><th scope="col">{percent} interval</th>'
        '<th scope="col">mentions</th><th scope="col">documents</th></tr></thead>'
        f"{bodies}</table></div>"
    )


def _body(content: Content, theme: str, rows: Sequence[ComparisonRow], total: int) -> str:
    index = content.themes.index(theme)
    decimals = theme_decimals((row.rate for row in rows), content.decimals)
    words = sum(row.words for row in rows)
    overall = 1000 * total / words if words else 0.0
    high = max([overall, *(max(row.rate, 0 if math.isnan(row.high) else row.high) for row in rows)])
    ticks = _ticks(high)
    depth = min(content.depth[index], 4)
    head = (
        f'<tr class="theme"><th scope="rowgroup" class="first in{depth}">'
        f'{_theme_name(content, index)}</th><td class="chart">{_axis(ticks)}</td><td>'
        f"{content.group_link(index, None, rate_text(overall, decimals))}</td>"
        f'<td class="all-label" colspan="3">all documents</td><td>{total:,}</td>'
        f"<td>{len(content.ids):,}</td></tr>"
    )
    lines = []
    for row in rows:
        group = content.groups.index(row.group)
        ratio = ratio_text(row) if row.mentions else NONE
        lines.append(
            f'<tr data-g="{group}"><th scope="row" class="first in{depth}">{name(row.group)}</th>'
            f'<td class="chart">{_chart(row, overall, ticks)}</td>'
            f"<td>{content.group_link(index, group, rate_text(row.rate, decimals))}</td>"
            f"<td>{rate_interval(row, decimals)}</td>"
            f"<td>{_SIGNS[direction(row)]} {ratio}</td><td>{ratio_interval(row)}</td>"
            f"<td>{row.mentions:,}</td><td>{row.documents:,}</td></tr>"
        )
    return f"<tbody>{head}{''.join(lines)}</tbody>"


def _theme_name(content: Content, theme: int) -> str:
    parent = content.parents[theme]
    above = f"<small>{name(content.themes[parent])} /</small> " if parent >= 0 else ""
    return above + name(content.short(theme))


def _ticks(high: float) -> list[float]:
    """Return round numbers from 0 to `high` or a little above."""
    if high <= 0:
        return [0.0, 1.0]
    rough = high / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * i for i in range(math.ceil(high / step - 1e-9) + 1)]


def _at(value: float, ticks: Sequence[float]) -> str:
    place = _MARGIN + (_WIDTH - 2 * _MARGIN) * value / ticks[-1]
    return f"{place:.1f}"


def _svg(inside: str) -> str:
    # The numbers stand beside it, so it says nothing to who cannot see it.
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return f'<svg {size} aria-hidden="true">{inside}</svg>'


def _axis(ticks: Sequence[float]) -> str:
    labels = "".join(
        f'<text x="{_at(tick, ticks)}" y="{_HEIGHT - 7}" text-anchor="middle">{tick:g}</text>'
        f'<path class="grid" d="M{_at(tick, ticks)} {_HEIGHT - 3}V{_HEIGHT}"/>'
        for tick in ticks
    )
    return _svg(labels)


def _chart(row: ComparisonRow, overall: float, ticks: Sequence[float]) -> str:
    kind = {1: "up", -1: "down", 0: "level"}[direction(row)]
    middle = _HEIGHT // 2
    parts = [f'<path class="grid" d="M{_at(tick, ticks)} 0V{_HEIGHT}"/>' for tick in ticks]
    parts.append(f'<path class="all" d="M{_at(overall, ticks)} 0V{_HEIGHT}"/>')
    if not math.isnan(row.low):
        parts.append(
            f'<path class="bar {kind}" d="M{_at(row.low, ticks)} {middle}H{_at(row.high, ticks)}'
            f'M{_at(row.low, ticks)} {middle - 4}v8M{_at(row.high, ticks)} {middle - 4}v8"/>'
        )
    parts.append(f'<circle class="dot {kind}" cx="{_at(row.rate, ticks)}" cy="{middle}" r="4.5"/>')
    return _svg("".join(parts))
