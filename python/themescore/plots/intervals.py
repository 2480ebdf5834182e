"""A comparison as points with intervals around a line of reference."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt

from themescore.comparing.findings import is_finding
from themescore.errors import InputError, check_option
from themescore.plots import style
from themescore.showing.figures import strongest_first
from themescore.trends.times import times_of

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison, ComparisonRow

__all__ = ["intervals"]

_PIXELS = 440
_WIDEST = 64.0  # times as often, or as seldom: further out an arrow stands at the edge
_BETWEEN = "\u241f"  # of theme and group, in the name of a row; no printable name has it
_MORE, _LESS, _NEITHER = "more: a finding", "less: a finding", "chance could explain it"
_MOST_SENTENCES = 1000


def intervals(
    comparison: Comparison,
    *,
    value: str = "ratio",
    themes: str | Iterable[str] | None = None,
    groups: str | Iterable[str] | None = None,
    order: str = "strength",
) -> Any:
    """Draw each theme in each group as a point with its interval, findings in colour.

    Parameters
    ----------
    value : {"ratio", "rate", "difference"}
        How many times as often as what it is compared with, on a logarithmic axis; how often, with a grey
        stroke for the rate of the others; or how much more often.
    themes, groups : str or list of str, optional
        Those to draw; all if not given.
    order : {"strength", "given"}
        The themes with the strongest findings first, and in a theme the groups by rate, unless they are
        times; or as they come.

    Returns
    -------
    altair.LayerChart
        Its data: theme, group, value, low, high, finding, mentions, words, documents, q, sentence. Ratios
        beyond 64 times stand at the edge, with an arrow.

    Raises
    ------
    InputError
        No such theme or group; more than 1,000 themes in groups.
    OptionError
        Another value of an option.

    Examples
    --------
    >>> import themescore as ts
    >>> texts = ["Reform. " * (3 + i % 2) + "Word. " * 20 for i in range(6)]
    >>> texts += ["Reform. " + "Word. " * 20 for i in range(6)]
    >>> corpus = ts.Corpus(texts, metadata={"source": ["party"] * 6 + ["bank"] * 6})
    >>> chart = ts.score(corpus, {"Reform": ["reform"]}).compare("source").plot.intervals()
    >>> [(row["group"], row["value"], row["finding"]) for row in chart.data.values]
    [('party', 3.13, 'more: a finding'), ('bank', 0.32, 'less: a finding')]
    """
    check_option("value", value, ("ratio", "rate", "difference"))
    check_option("order", order, ("strength", "given"))
    wanted = set(style.chosen(themes, list(dict.fromkeys(row.theme for row in comparison.rows)), "theme"))
    of = set(style.chosen(groups, comparison.groups, "group"))
    rows = [row for row in comparison.rows if row.theme in wanted and row.group in of]
    if value != "rate":
        rows = [row for row in rows if not math.isnan(getattr(row, value))]
    if not rows:
        if any(row.mentions for row in comparison.rows if row.theme in wanted):
            raise InputError("nothing to draw: the group is what the others are compared with")
        raise InputError("nothing to draw: no group mentions any of the themes")
    style.check_rows(len(rows), "themes in groups", "name some in themes= or groups=")
    ordered = _ordered(comparison, rows, order)
    theme_names = dict(
        zip(comparison_themes(comparison), style.names(comparison_themes(comparison)), strict=True)
    )
    group_names = dict(zip(comparison.groups, style.names(comparison.groups), strict=True))
    headed = len(of) > 1 and any(len(some) > 1 for some in ordered.values())
    sentences = _sentences(comparison, rows)
    data: list[dict[str, Any]] = []
    axis: list[str] = []
    for theme, some in ordered.items():
        if headed:
            axis.append(theme_names[theme] + _BETWEEN)
        for row in some:
            key = f"{theme_names[theme]}{_BETWEEN}{group_names[row.group]}"
            axis.append(key)
            about = {"key": key, "theme": theme_names[theme], "group": group_names[row.group]}
            data.append(
                about | _numbers(comparison, row, value) | {"sentence": sentences.get((theme, row.group), "")}
            )
    _clip(data, value)
    chart = _chart(comparison, data, axis, value, headed)
    only = "" if len(of) > 1 else f" {group_names[next(iter(of))]}"
    within = "" if comparison.within is None else f" within {style.name(comparison.within)}"
    return style.finished(
        chart,
        f"Themes by {style.name(comparison.by)}{only}, against {style.name(comparison.others)}{within}",
        [
            "In colour: findings, with q below "
            f"{1 - comparison.level:.2g} and an interval of the ratio without 1."
            + (f" Grey stroke: the rate of {style.name(comparison.others)}." if value == "rate" else "")
            + (" Hollow: one side has no mention, so there is no interval." if _hollow(data) else ""),
            style.interval_source(comparison),
        ],
        _PIXELS + style.label_width(key.split(_BETWEEN)[headed] for key in axis) + 40,
    )


def comparison_themes(comparison: Comparison) -> list[str]:
    """Return the themes of a comparison, in order."""
    return list(dict.fromkeys(row.theme for row in comparison.rows))


def _ordered(comparison: Comparison, rows: list[ComparisonRow], order: str) -> dict[str, list[ComparisonRow]]:
    given: dict[str, list[ComparisonRow]] = {}
    for row in rows:
        given.setdefault(row.theme, []).append(row)
    if order == "given":
        return given
    strongest = strongest_first(rows)

    def strength(theme: str) -> tuple[bool, float]:
        found = [row for row in given[theme] if is_finding(row, comparison.level)]
        known = [abs(math.log(row.ratio)) for row in found or given[theme] if row.ratio > 0]
        return not found, -max(known, default=0.0)

    some = given if _are_times(comparison) else strongest
    return {theme: some[theme] for theme in sorted(given, key=strength)}


def _are_times(comparison: Comparison) -> bool:
    groups = comparison._groups
    if groups is None:
        return False
    try:
        times_of([key for key in groups.keys if key is not None], comparison.by)
    except InputError:
        return False
    return True


def _numbers(comparison: Comparison, row: ComparisonRow, value: str) -> dict[str, Any]:
    low, high = {
        "ratio": (row.ratio_low, row.ratio_high),
        "rate": (row.low, row.high),
        "difference": (row.difference_low, row.difference_high),
    }[value]
    found = is_finding(row, comparison.level)
    return {
        "value": style.number(getattr(row, value)),
        "low": style.number(low),
        "high": style.number(high),
        "finding": _NEITHER if not found else _MORE if row.ratio > 1 else _LESS,
        "rate": style.number(row.rate),
        "other_rate": style.number(row.other_rate),
        "mentions": row.mentions,
        "words": row.words,
        "documents": row.documents,
        "with_mention": row.range,
        "q": style.number(row.q),
    }


def _sentences(comparison: Comparison, rows: list[ComparisonRow]) -> dict[tuple[str, str], str]:
    scores, groups = comparison._scores, comparison._groups
    if scores is None or groups is None or len(rows) > _MOST_SENTENCES:
        return {}
    sentences: dict[tuple[str, str], str] = {}
    themes, found = scores.themes.names, scores._counts.mentions
    pairs = {(themes.index(row.theme), groups.labels.index(row.group)) for row in rows}
    for place, (theme, document) in enumerate(
        zip(found["theme"].tolist(), found["document"].tolist(), strict=True)
    ):
        pair = theme, groups.of[document]
        if pair in pairs:
            pairs.discard(pair)
            sentences[themes[theme], groups.labels[pair[1]]] = style.excerpt(scores, found[place])
            if not pairs:
                break
    return sentences


def _clip(data: list[dict[str, Any]], value: str) -> None:
    """Say where marks stand: at the edge for ratios that are further out."""
    for row in data:
        at, low, high = row["value"], row["low"], row["high"]
        if value == "ratio":
            at = min(max(at, 1 / _WIDEST), _WIDEST)
            low = None if low is None else min(max(low, 1 / _WIDEST), _WIDEST)
            high = _WIDEST if high is None and low is not None else high
            high = None if high is None else min(max(high, 1 / _WIDEST), _WIDEST)
        beyond = "no" if at == row["value"] else "left" if at > row["value"] else "right"
        row |= {"at": at, "from": low, "to": high, "beyond": beyond}
        row["out_left"] = low is not None and low != row["low"]
        row["out_right"] = high is not None and high != row["high"]


def _hollow(data: list[dict[str, Any]]) -> bool:
    return any(row["from"] is None and row["at"] is not None for row in data)


def _chart(
    comparison: Comparison, data: list[dict[str, Any]], axis: list[str], value: str, headed: bool
) -> Any:
    unit = comparison.measure.unit
    size = style.label_size(len(axis))
    label = f"split(datum.label, '{_BETWEEN}')"
    y = alt.Y(
        "key:N",
        title=None,
        scale=alt.Scale(domain=axis),
        axis=alt.Axis(
            **style.short_labels(
                [key.split(_BETWEEN)[headed and not key.endswith(_BETWEEN)] for key in axis],
                size,
                label=f"({label}[1] == '' ? {label}[0] : {label}[{1 if headed else 0}])",
            ),
            labelFontWeight=alt.when(f"{label}[1] == ''")
            .then(alt.value("bold"))
            .otherwise(alt.value("normal"))
            if headed
            else alt.Undefined,
            labelPadding=9,
            ticks=False,
            domain=False,
        ),
    )
    base = alt.Chart(style.rows_of(data)).encode(y=y)
    scale, ticks, titles = _scale(comparison, data, value, unit)
    tall = len(axis) > style.TALL
    # Of a tall picture each layer has its own axis of x, and only one is to be seen below.
    beside = {"axis": None} if tall else {"title": titles, "axis": ticks}
    x = alt.X("at:Q", scale=scale, **beside)
    color = alt.Color(
        "finding:N",
        title=None,
        scale=alt.Scale(domain=[_MORE, _LESS, _NEITHER], range=[style.BLUE, style.VERMILION, style.GREY]),
        legend=alt.Legend(orient="top", symbolType="circle"),
    )
    # A point beyond the edge says so, as the end of an interval does.
    shapes = alt.Scale(domain=["no", "left", "right"], range=["circle", "triangle-left", "triangle-right"])
    shape = alt.Shape("beyond:N", scale=shapes, legend=None)
    tooltip = [
        alt.Tooltip("theme:N"),
        alt.Tooltip("group:N", title=style.name(comparison.by)),
        alt.Tooltip("value:Q", title=value, format=",.2f"),
        alt.Tooltip("low:Q", title=f"{100 * comparison.level:g}% interval from", format=",.2f"),
        alt.Tooltip("high:Q", title="to", format=",.2f"),
        alt.Tooltip("q:Q", format=".3f"),
        alt.Tooltip("rate:Q", title=unit, format=",.2f"),
        alt.Tooltip("other_rate:Q", title=f"of {style.name(comparison.others)}", format=",.2f"),
        alt.Tooltip("mentions:Q", format=","),
        alt.Tooltip("words:Q", format=","),
        alt.Tooltip("documents:Q", format=","),
        alt.Tooltip("with_mention:Q", title="with a mention", format=","),
        alt.Tooltip("sentence:N", title="for instance"),
    ]
    spans = base.mark_rule(strokeWidth=2, opacity=1).encode(
        x=alt.X("from:Q", title=titles, scale=scale, axis=ticks), x2="to:Q", color=color, tooltip=tooltip
    )
    points = (
        base.transform_filter("isValid(datum.from)")
        .mark_point(size=46, filled=True, opacity=1)
        .encode(x=x, color=color, shape=shape, tooltip=tooltip)
    )
    hollow = (
        base.transform_filter("!isValid(datum.from) && isValid(datum.at)")
        .mark_point(size=46, filled=True, fill="white", opacity=1, strokeWidth=1.5)
        .encode(
            x=x,
            stroke=alt.Stroke("finding:N", scale=color["scale"], legend=None),
            shape=shape,
            tooltip=tooltip,
        )
    )
    arrows = [
        base.transform_filter(f"datum.out_{side}")
        .mark_point(shape=f"triangle-{side}", filled=True, size=40, opacity=1)
        .encode(x=alt.X(f"{end}:Q", scale=scale, **beside), color=color)
        for side, end in (("left", "from"), ("right", "to"))
    ]
    layers = [*_reference(base, value, scale, beside), spans, *arrows, hollow, points]
    if tall:
        layers.append(style.axis_above(base, alt.X("from:Q", title=titles, scale=scale, axis=ticks)))
    chart = alt.layer(*layers, data=base.data)
    return style.resolved(chart.properties(width=_PIXELS, height=alt.Step(style.step(len(axis)))), len(axis))


def _reference(base: Any, value: str, scale: Any, beside: dict[str, Any]) -> list[Any]:
    if value == "rate":
        ticks = base.mark_tick(color="#9A9A9A", thickness=2)
        return [ticks.encode(x=alt.X("other_rate:Q", scale=scale, **beside))]
    line = alt.Chart(style.rows_of([{"reference": 1 if value == "ratio" else 0}]))
    rule = line.mark_rule(color=style.BLACK, strokeDash=[4, 3])
    return [rule.encode(x=alt.X("reference:Q", scale=scale, **beside))]


def _scale(comparison: Comparison, data: list[dict[str, Any]], value: str, unit: str) -> tuple[Any, Any, str]:
    others = style.name(comparison.others)
    if value == "rate":
        there = any(row[name] for row in data for name in ("at", "to", "other_rate"))
        return alt.Scale(zero=True) if there else alt.Scale(domain=[0, 1]), alt.Axis(), unit
    if value == "difference":
        signed = alt.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value, '+~g')")
        return alt.Scale(), signed, f"{unit}, more than {others}"
    ends = [row[name] for row in data for name in ("at", "from", "to") if row[name]]
    low, high = min([*ends, 0.5]) / 1.1, max([*ends, 2]) * 1.1
    values = [2.0**power for power in range(-6, 7) if low <= 2.0**power <= high]
    axis = alt.Axis(
        values=values,
        labelExpr="datum.value < 1 ? '1/' + format(1 / datum.value, '.0f') : format(datum.value, '.0f')",
    )
    return (
        alt.Scale(type="log", domain=[low, high], nice=False),
        axis,
        f"times as often as {others} (log scale)",
    )
