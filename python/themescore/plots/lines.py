"""Themes over time: rates with their intervals, slopes and breaks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from themescore.errors import InputError, check_flag
from themescore.plots import style
from themescore.showing.figures import change_decimals, change_text, replicates_text
from themescore.trends.times import times_of

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison, ComparisonRow
    from themescore.trends.trend import Trend, TrendBreak, TrendRow

__all__ = ["lines"]

_MOST_THEMES = 12  # that are drawn unless they are named
_MANY_TIMES = 80  # that need a wide panel
_MOST_BAND = 2.5  # times the highest rate: further up an interval leaves its panel


def lines(trend: Trend, *, themes: str | Iterable[str] | None = None, same_scale: bool = False) -> Any:
    """Draw each theme over time, with its interval, its slope and its breaks: a panel a theme.

    Parameters
    ----------
    themes : str or list of str, optional
        Those to draw. If not given, those with a trend or break first, then by q, twelve at most, and none
        that is never mentioned.
    same_scale : bool
        Whether all panels have the same vertical axis. Of intervals that reach above two and a half times
        the highest rate the rest is cut off.

    Returns
    -------
    altair.ConcatChart
        A panel each in ``.concat``; the data of each: time, label, rate, low, high, mentions, words,
        documents, slope (the line of Sen's slope), and level (between breaks).

    Raises
    ------
    InputError
        No such theme; a trend that was not made by `Comparison.trend`.

    Examples
    --------
    >>> import themescore as ts
    >>> texts = ["Reform goes on. " * (1 + year) + "Trade grew. " * (70 - year) for year in range(12)]
    >>> corpus = ts.Corpus(texts, metadata={"year": list(range(2010, 2022))})
    >>> trend = ts.score(corpus, {"Reform": ["reform"]}).compare("year").trend()
    >>> len(trend.plot.lines().concat)
    1
    """
    check_flag("same_scale", same_scale)
    comparison: Comparison | None = trend._comparison
    if comparison is None or comparison._groups is None:
        raise InputError("this trend has no series behind it: take it from Comparison.trend")
    rows = {row.theme: row for row in trend.rows}
    if themes is None:
        alpha = 1 - trend.level
        mentioned = [row for row in trend.rows if row.mentions] or list(trend.rows)
        found = sorted(mentioned, key=lambda row: (not (row.breaks or row.q < alpha), _last_nan(row.q)))
        picked = [row.theme for row in found[:_MOST_THEMES]]
    else:
        picked = style.chosen(themes, list(rows), "theme")
    keys = dict(zip(comparison._groups.labels, comparison._groups.keys, strict=True))
    times = dict(
        zip(trend.times, times_of([keys[at] for at in trend.times], trend.by).values.tolist(), strict=True)
    )
    columns = 1 if len(picked) == 1 else 2 if len(picked) <= 4 or len(times) > _MANY_TIMES else 3
    size = {1: (620, 300), 2: (430 if len(times) > _MANY_TIMES else 350, 190), 3: (250, 150)}[columns]
    series = {theme: _series(trend, comparison, rows[theme], times) for theme in picked}
    everything = [row for some in series.values() for row in some]
    tops = {theme: _top(everything if same_scale else series[theme]) for theme in picked}
    panels = [
        _panel(trend, rows[theme], series[theme], times, size, tops[theme], i % columns == 0)
        for i, theme in enumerate(picked)
    ]
    chart = alt.concat(*panels, columns=columns, spacing=22)
    shown = _left_out(trend, picked) if themes is None else ""
    if any((row["high"] or 0) > tops[theme] for theme in picked for row in series[theme]):
        shown = f" Intervals that leave their panel reach further up.{shown}"
    none = ", which a time without a mention does not have"
    without = none if any(row["low"] is None for row in everything) else ""
    broken = (
        " Orange: a break, the levels before and after it, and from when to when it may have been; in "
        "brackets, in how many of the replicates it was found."
        if any(rows[theme].breaks for theme in picked)
        else ""
    )
    return style.finished(
        chart,
        f"Themes by {style.name(trend.by)}",
        [
            f"Blue: mentions per 1,000 words, and the interval of each{without}. Dashed: Sen's slope, grey "
            f"if chance explains it (q of {1 - trend.level:.2g} or more).{broken}{shown}",
            style.interval_source(comparison)
            + " Slopes: Sen (1968), Mann-Kendall"
            + (" by Hamed and Rao." if trend.autocorrelation else "."),
        ],
        columns * (size[0] + 50),
    )


def _left_out(trend: Trend, picked: list[str]) -> str:
    """Say which themes have no panel, and why."""
    never = [style.name(row.theme) for row in trend.rows if not row.mentions and row.theme not in picked]
    more = len(trend.rows) - len(picked) - len(never)
    told = f" {len(picked)} of {len(picked) + more} themes; name others in themes=." if more else ""
    if never:
        named = ", ".join(style.cut_to(one, 200, 11) for one in never[:3])
        told += f" Never mentioned: {named}{f' and {len(never) - 3} more' if len(never) > 3 else ''}."
    return told


def _top(rows: list[dict[str, Any]]) -> float:
    """Return where the vertical axis ends, so that intervals of few documents do not flatten the rates."""
    rates = max(max(row["rate"], row["level"] or 0, row["slope"] or 0) for row in rows)
    highest = max(row["high"] or 0 for row in rows)
    return max(min(highest, _MOST_BAND * rates), rates) or 1.0


def _last_nan(q: float) -> float:
    return math.inf if math.isnan(q) else q


def _series(
    trend: Trend, comparison: Comparison, row: TrendRow, times: dict[str, float]
) -> list[dict[str, Any]]:
    own: dict[str, ComparisonRow] = {r.group: r for r in comparison.rows if r.theme == row.theme}
    rates = np.array([own[at].rate for at in trend.times])
    at = np.array([times[label] for label in trend.times])
    slopes = np.median(rates - row.slope * at) + row.slope * at
    levels = _levels(trend, row.theme, times, own)
    return [
        {
            "time": times[label],
            "label": style.name(label),
            "rate": float(rates[i]),
            "low": style.number(own[label].low),
            "high": style.number(own[label].high),
            "mentions": own[label].mentions,
            "words": own[label].words,
            "documents": own[label].documents,
            "slope": style.number(max(float(slopes[i]), 0.0)),
            "level": levels[i] if row.breaks else None,
            "part": sum(one.time <= times[label] for one in _breaks(trend, row.theme)),
        }
        for i, label in enumerate(trend.times)
    ]


def _breaks(trend: Trend, theme: str) -> list[TrendBreak]:
    return [one for one in trend.breaks if one.theme == theme]


def _levels(trend: Trend, theme: str, times: dict[str, float], own: dict[str, ComparisonRow]) -> list[float]:
    """Return the level that each time is part of: the mentions per 1,000 words from break to break."""
    borders = [one.time for one in _breaks(trend, theme)]
    parts = [sum(border <= times[label] for border in borders) for label in trend.times]
    levels = {}
    for part in set(parts):
        rows = [own[label] for label, of in zip(trend.times, parts, strict=True) if of == part]
        levels[part] = 1000 * sum(row.mentions for row in rows) / sum(row.words for row in rows)
    return [levels[part] for part in parts]


def _panel(
    trend: Trend,
    row: TrendRow,
    series: list[dict[str, Any]],
    times: dict[str, float],
    size: tuple[int, int],
    top: float,
    titled: bool,
) -> Any:
    first, last = series[0]["time"], series[-1]["time"]
    whole = trend.years and last - first >= 4
    axis = alt.Axis(
        grid=False,
        format="d" if whole else "~g",
        tickMinStep=1 if whole else alt.Undefined,
        tickCount=size[0] // 50,
    )
    if not whole and len(series) <= size[0] // 45:
        labels = " : ".join(
            f"abs(datum.value - {one['time']!r}) < 1e-9 ? {_quoted(one['label'])}" for one in series
        )
        axis = alt.Axis(grid=False, values=[one["time"] for one in series], labelExpr=f"{labels} : ''")
    x = alt.X(
        "time:Q", title=style.name(trend.by), scale=alt.Scale(domain=[first, last], nice=False), axis=axis
    )
    scale = alt.Scale(domain=[0, top], nice=True)
    beside = alt.Axis(labelFlush=True)  # a number that stands out above would move the title
    unit = "mentions per 1,000 words"
    title = unit if titled else None
    base = alt.Chart(style.rows_of(series)).encode(x=x)
    tooltip = [
        alt.Tooltip("label:N", title=style.name(trend.by)),
        alt.Tooltip("rate:Q", title=unit, format=",.2f"),
        alt.Tooltip("low:Q", title=f"{100 * trend.level:g}% interval from", format=",.2f"),
        alt.Tooltip("high:Q", title="to", format=",.2f"),
        *(alt.Tooltip(f"{name}:Q", format=",") for name in ("mentions", "words", "documents")),
    ]
    few = len(series) <= 60
    layers = [
        *_break_layers(trend, row.theme, times, x["scale"]),
        base.mark_area(color=style.SKY, opacity=0.3, clip=True).encode(
            y=alt.Y("low:Q", title=title, scale=scale, axis=beside), y2="high:Q"
        ),
        base.mark_line(
            color=style.BLUE, strokeWidth=1.5, point={"color": style.BLUE, "size": 18} if few else False
        ).encode(y=alt.Y("rate:Q", title=title, scale=scale, axis=beside), tooltip=tooltip),
    ]
    alone = _without_neighbour(series)
    if alone:  # an area needs two times that follow one another
        bar = alt.Chart(style.rows_of(alone)).mark_rule(
            color=style.SKY, opacity=0.5, strokeWidth=4, clip=True
        )
        y = alt.Y("low:Q", title=title, scale=scale, axis=beside)
        layers.insert(-1, bar.encode(x=x, y=y, y2="high:Q"))
    if row.breaks:
        layers.append(
            base.mark_line(color=style.VERMILION, strokeWidth=2, interpolate="linear").encode(
                y=alt.Y("level:Q", title=title, scale=scale, axis=beside), detail="part:N"
            )
        )
    if not math.isnan(row.slope):
        layers.append(
            base.mark_line(
                color=style.BLACK if row.q < 1 - trend.level else style.GREY,
                strokeDash=[5, 4],
                strokeWidth=1.2,
            ).encode(y=alt.Y("slope:Q", title=title, scale=scale, axis=beside))
        )
    heading = alt.TitleParams(
        text=style.cut_to(style.name(row.theme), size[0], 13),
        subtitle=_told(trend, row),
        anchor="start",
        frame="group",
        fontSize=13,
        subtitleFontSize=10.5,
        subtitleColor="#555555",
        subtitlePadding=3,
    )
    return alt.layer(*layers, data=base.data).properties(width=size[0], height=size[1], title=heading)


def _without_neighbour(series: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the times that have an interval while those before and after have none."""
    there = [False, *(row["low"] is not None for row in series), False]
    around = zip(there, there[1:], there[2:], strict=False)
    return [
        row
        for row, (before, own, after) in zip(series, around, strict=True)
        if own and not before and not after
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _break_layers(trend: Trend, theme: str, times: dict[str, float], x: Any) -> list[Any]:
    found = [
        {
            "time": one.time,
            "earliest": times[one.earliest],
            "latest": times[one.latest],
            "label": style.name(one.at),
            "from": style.name(one.earliest),
            "to": style.name(one.latest),
            "before": one.before,
            "after": one.after,
            "found": one.found,
            "share": replicates_text(one.found),
        }
        for one in _breaks(trend, theme)
    ]
    if not found:
        return []
    tooltip = [
        alt.Tooltip("label:N", title="break"),
        alt.Tooltip("from:N", title="between"),
        alt.Tooltip("to:N", title="and"),
        alt.Tooltip("before:Q", title="per 1,000 words before", format=",.2f"),
        alt.Tooltip("after:Q", title="after", format=",.2f"),
        alt.Tooltip("share:N", title="found in replicates"),
    ]
    chart = alt.Chart(style.rows_of(found))
    wide = chart.mark_rect(color=style.ORANGE, opacity=0.22).encode(
        x=alt.X("earliest:Q", scale=x), x2="latest:Q", tooltip=tooltip
    )
    rule = chart.mark_rule(color=style.VERMILION, strokeWidth=1, strokeDash=[2, 2]).encode(
        x=alt.X("time:Q", scale=x), tooltip=tooltip
    )
    return [wide, rule]


def _told(trend: Trend, row: TrendRow) -> list[str]:
    unit = "a year" if trend.years else f"a unit of {style.name(trend.by)}"
    if math.isnan(row.slope):
        return ["no slope"]
    places = change_decimals(row.slope, row.slope_low, row.slope_high)
    text = f"{change_text(row.slope, places)} {unit}"
    if not math.isnan(row.slope_low):
        text += f" ({change_text(row.slope_low, places)} to {change_text(row.slope_high, places)})"
    if not math.isnan(row.q):
        text += f", q {row.q:.2g}" if row.q >= 0.001 else ", q <0.001"
    breaks = _breaks(trend, row.theme)
    names = ", ".join(f"{style.name(one.at)} ({replicates_text(one.found)})" for one in breaks[:3])
    more = f" and {len(breaks) - 3} more" if len(breaks) > 3 else ""
    if not breaks:
        return [text, "no break"]
    return [text, f"break{'s' if len(breaks) > 1 else ''}: {names}{more}"]
