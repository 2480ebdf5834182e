"""Groups compared: what stands out, and each theme's rates with their intervals, drawn and as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore import _core
from themescore.comparing.exposures import sizes, theme_counts
from themescore.comparing.findings import is_finding
from themescore.report.charts import axis, chart, ticks_to
from themescore.report.choosing import groups_per_theme
from themescore.report.markup import escaped
from themescore.showing.figures import (
    NONE,
    decimals_for,
    direction,
    rate_text,
    ratio_number,
    strongest_first,
    theme_decimals,
    totals,
)

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison, ComparisonRow
    from themescore.report.content import Content

_MOST_SAID = 6


def percent(comparison: Comparison) -> str:
    """Return the level of the intervals."""
    return f"{100 * comparison.level:g}%"


def others(content: Content, comparison: Comparison) -> str:
    """Return what each group is compared with."""
    known = {"rest": "rest", "all": "all_of_them"}.get(comparison.baseline)
    return content.say.name(comparison.baseline) if known is None else content.say(known)


def _interval(content: Content, low: str, high: str) -> str:
    return content.say("range", low=escaped(low), high=escaped(high))


def _ratio_interval(content: Content, row: ComparisonRow) -> str:
    if math.isnan(row.ratio_low):
        return NONE
    return _interval(content, ratio_number(row.ratio_low), ratio_number(row.ratio_high))


def standing_out(content: Content, comparison: Comparison) -> str:
    """Return in words what groups have more of than chance explains, the surest first."""
    say = content.say
    than = others(content, comparison)
    clear = [row for row in comparison.rows if row.ratio > 1 and is_finding(row, comparison.level)]
    if not clear:
        return f"<p>{say('none_stands_out', others=than)}</p>"
    lines = []
    # Without an interval: nobody else mentions it.
    clear.sort(key=lambda row: -math.inf if math.isnan(row.ratio_low) else -row.ratio_low)
    for row in clear[:_MOST_SAID]:
        theme, group = content.themes.index(row.theme), content.groups.index(row.group)
        alone = row.other_rate == 0
        times = (
            say("and_nobody", others=than)
            if alone
            else say("times_the", ratio=escaped(ratio_number(row.ratio)), others=than)
        )
        interval = (
            say("full_stop")
            if math.isnan(row.ratio_low)
            else say("interval_in", percent=percent(comparison), interval=_ratio_interval(content, row))
        )
        what = say(
            "stands_out",
            group=say.name(row.group),
            theme=say.name(row.theme),
            link=content.group_link(theme, group, times),
        )
        # The blank stays outside, so that the line can break there.
        blank = " " * interval.startswith(" ")
        lines.append(f'<li>{what}{blank}<span class="whole">{interval.strip()}</span></li>')
    how = say(
        "how_listed",
        more=say("some_of", shown=_MOST_SAID, n=len(clear)) if len(clear) > _MOST_SAID else "",
        alpha=f"{1 - comparison.level:.2g}",
        contrasts=sum(not math.isnan(row.p) for row in comparison.rows),
    )
    within = "" if comparison.within is None else " " + say("within", within=say.name(comparison.within))
    return f'<ul class="findings">{"".join(lines)}</ul><p class="aside">{how}{within}</p>'


def group_table(content: Content, comparison: Comparison) -> str:
    """Return the table, one body a theme."""
    say, by, level = content.say, content.say.name(comparison.by), percent(comparison)
    few = any(row.documents < _core.ENOUGH_DOCUMENTS for row in comparison.rows)
    key = say(
        "key",
        dot='<span class="dot"></span>',
        bar='<span class="bar"></span>',
        all='<span class="all"></span>',
        percent=level,
    )
    key += " " + say("key_few", n=_core.ENOUGH_DOCUMENTS) if few else ""
    sums, overall = totals(comparison.rows), _overall(content, comparison)
    room = groups_per_theme(len(content.themes), len(content.groups))
    bodies = "".join(
        _body(content, comparison, theme, rows, room, (sums[theme], overall[theme]))
        for theme, rows in strongest_first(comparison.rows).items()
    )
    unit, short = (say(f"{kind}_{comparison.measure.name}") for kind in ("unit", "short"))
    interval = say("interval", percent=level)
    return (
        '<div class="scroll tall" role="region" tabindex="0" aria-labelledby="groups-caption">'
        f'<table class="groups"><caption id="groups-caption">{say("groups_caption", unit=unit, by=by)}'
        f'<span class="key">{key}</span></caption>'
        f'<thead><tr><th scope="col" class="first">{by}</th><th scope="col" class="chart">{short}</th>'
        f'<th scope="col">{say("rate")}</th><th scope="col">{interval}</th>'
        f'<th scope="col">{say("times_head", others=others(content, comparison))}</th>'
        f'<th scope="col">{interval}</th>'
        f'<th scope="col">{say("mentions_head")}</th>'
        f'<th scope="col">{say("documents_head")}</th></tr></thead>'
        f"{bodies}</table></div>"
    )


def _overall(content: Content, comparison: Comparison) -> dict[str, float]:
    """Return the rate of each theme in all documents, by what the comparison measures."""
    measure = comparison.measure
    total = float(sizes(content.scores, measure.name).sum())
    if not total:
        return dict.fromkeys(content.themes, 0.0)
    counts = (
        [
            float(theme_counts(content.scores, theme, "sentences").sum())
            for theme in range(len(content.themes))
        ]
        if measure.name == "sentences"
        else content.counts.sum(axis=0).tolist()
    )
    return {name: measure.per * count / total for name, count in zip(content.themes, counts, strict=True)}


def _body(
    content: Content,
    comparison: Comparison,
    theme: str,
    rows: Sequence[ComparisonRow],
    room: int,
    of_all: tuple[int, float],
) -> str:
    say, index = content.say, content.themes.index(theme)
    total, overall = of_all
    usual = (
        content.decimals
        if comparison.measure.name == "rate"
        else decimals_for(row.rate for row in comparison.rows)
    )
    decimals = theme_decimals((row.rate for row in rows), usual)
    ticks = ticks_to(
        max([overall, *(max(row.rate, 0 if math.isnan(row.high) else row.high) for row in rows[:room])])
    )
    depth = min(content.depth[index], 4)
    head = (
        f'<tr class="theme"><th scope="rowgroup" class="first in{depth}">'
        f'{_theme_name(content, index)}</th><td class="chart">{axis(ticks)}</td><td>'
        f"{content.group_link(index, None, escaped(rate_text(overall, decimals)))}</td>"
        f'<td class="all-label" colspan="3">{say("all_of_them")}</td><td>{total:,}</td>'
        f"<td>{len(content.ids):,}</td></tr>"
    )
    lines = [_row(content, row, depth, chart(row, overall, ticks), (index, decimals)) for row in rows[:room]]
    if len(rows) > room:
        more = say("more_groups", n=len(rows) - room)
        lines.append(f'<tr><td class="more in{depth}" colspan="8">{more}</td></tr>')
    return f"<tbody>{head}{''.join(lines)}</tbody>"


def _row(
    content: Content, row: ComparisonRow, depth: int, drawn: str, theme_and_decimals: tuple[int, int]
) -> str:
    say, group = content.say, content.groups.index(row.group)
    theme, decimals = theme_and_decimals
    interval = (
        NONE
        if math.isnan(row.low)
        else _interval(content, rate_text(row.low, decimals), rate_text(row.high, decimals))
    )
    few = "*" if row.documents < _core.ENOUGH_DOCUMENTS else ""
    return (
        f'<tr data-g="{group}"><th scope="row" class="first in{depth}">{say.name(row.group)}</th>'
        f'<td class="chart">{drawn}</td>'
        f"<td>{content.group_link(theme, group, escaped(rate_text(row.rate, decimals)))}</td>"
        f"<td>{interval}</td><td>{_sign(content, row)}{_ratio(content, row)}</td>"
        f"<td>{_ratio_interval(content, row)}</td><td>{row.mentions:,}</td>"
        f"<td>{row.documents:,}{few}</td></tr>"
    )


def _ratio(content: Content, row: ComparisonRow) -> str:
    if math.isnan(row.ratio) or not row.mentions:
        return NONE
    return content.say("ratio_only") if row.other_rate == 0 else escaped(ratio_number(row.ratio))


def _sign(content: Content, row: ComparisonRow) -> str:
    way = direction(row)
    if not way:
        return ""
    kind, key, sign = ("up", "above", "▲") if way > 0 else ("down", "below", "▼")
    return f'<span class="{kind}" title="{content.say(key)}">{sign}</span> '


def _theme_name(content: Content, theme: int) -> str:
    parent = content.parents[theme]
    above = f"<small>{content.say.name(content.themes[parent])} /</small> " if parent >= 0 else ""
    return above + content.say.name(content.short(theme))
