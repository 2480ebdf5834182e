"""Documents or groups by themes, as colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from themescore.corpora.documents import missing
from themescore.errors import InputError, check_option, shown
from themescore.plots import style
from themescore.profiling.making import profiles
from themescore.showing.figures import decimals_for, rate_text
from themescore.trends.times import times_of

if TYPE_CHECKING:
    from themescore.comparing.grouping import By
    from themescore.profiling.profiles import Profiles
    from themescore.scoring.scores import Scores

__all__ = ["heatmap"]

_MEASURES = {
    "rate": "mentions per 1,000 words",
    "share": "share of mentions",
    "tfidf": "tf-idf",
    "emphasis": "emphasis",
}
_LONGEST_HEAD = 200  # pixels
_MOST_NUMBERS = 200  # cells that have their number in them
_MOST_SENTENCES = 2000  # cells that have one in their tooltip
_DATES = ("date", "year", "quarter", "month", "time", "日期", "年份", "年")


def heatmap(
    scores: Scores,
    by: By | None = None,
    *,
    measure: str = "rate",
    themes: str = "top",
    order: str = "cluster",
    date: str | None = None,
) -> Any:
    """Draw what each document or group emphasises: a row each, a column a theme.

    Parameters
    ----------
    by : str or callable, optional
        A metadata column, or a function of each `Document`: a row for each group; for each document if not
        given.
    measure : {"rate", "share", "tfidf", "emphasis"}
        As in `Scores.profiles`.
    themes : {"top", "leaf"}
        Those at the top, or those that hold no others.
    order : {"cluster", "date", "given"}
        Rows and columns that are alike side by side, as `Profiles.order` has them; rows by time; or as they
        come.
    date : str, optional
        The metadata column of times for ``order="date"``. If not given, the groups are times, and documents
        have a column named date, year, quarter, month or time.

    Returns
    -------
    altair.Chart or altair.LayerChart
        Its data: row, theme, value, mentions, words and, for up to 2,000 cells, sentence.

    Raises
    ------
    InputError
        No such column; values that are no times; more than 1,000 rows.
    OptionError
        Another value of an option.

    Examples
    --------
    >>> import themescore as ts
    >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
    >>> chart = scores.plot.heatmap(order="given")
    >>> [(cell["row"], cell["theme"], cell["value"]) for cell in chart.data.values][:2]
    [('0', 'Reform', 333.33), ('0', 'Trade', 333.33)]
    """
    check_option("measure", measure, tuple(_MEASURES))
    check_option("order", order, ("cluster", "date", "given"))
    made = profiles(scores, by, measure=measure, themes=themes)
    style.check_rows(len(made.labels), "groups" if by else "documents", "group them with by=")
    rows, columns = _order(scores, made, order, date)
    labels, heads = style.names(made.labels), style.names(made.themes)
    cells = _cells(scores, made, labels, heads)
    per, unit = len(rows), _MEASURES[measure]
    column = 46 if len(columns) <= 24 else 26 if len(columns) <= 60 else 18
    pixels = column * len(columns)
    number_format = ".0%" if measure == "share" else ",.2~f"
    chart = (
        alt.Chart(style.rows_of(cells))
        .mark_rect(stroke="white", strokeWidth=1 if per <= 100 else 0.3)
        .encode(
            x=_heads([heads[i] for i in columns], "top"),
            y=alt.Y(
                "row:N",
                title=None,
                scale=alt.Scale(domain=[labels[i] for i in rows]),
                axis=alt.Axis(
                    **style.short_labels(labels, style.label_size(per)),
                    labelPadding=5,
                    ticks=False,
                    domain=False,
                ),
            ),
            color=alt.Color(
                "value:Q",
                title=unit,
                scale=alt.Scale(
                    range=["#F7FAFD", "#9CC4E4", "#2B7BBA", "#08306B"], domain=[0, _top(cells)], nice=True
                ),
                legend=alt.Legend(
                    format=number_format, gradientLength=min(160, max(60, per * style.step(per)))
                ),
            ),
            tooltip=_tooltip(made.by, unit, number_format, "sentence" in cells[0]),
        )
        .properties(width=pixels, height=alt.Step(style.step(per)))
    )
    if len(cells) <= _MOST_NUMBERS:
        chart = alt.layer(chart, _numbers(chart, _top(cells)), data=chart.data)
    if per > style.TALL:
        below = alt.Chart(style.rows_of(cells[:1])).mark_point(opacity=0)
        below = below.encode(x=_heads([heads[i] for i in columns], "bottom"), y="row:N")
        chart = alt.layer(chart, below, data=chart.data).resolve_axis(x="independent")
    return style.finished(
        chart,
        f"What each {made.by or 'document'} emphasises",
        [
            f"{unit[0].upper()}{unit[1:]}; {_order_text(order)}.",
            style.source(scores),
        ],
        pixels + style.label_width(labels) + 150,
    )


def _heads(names: list[str], orient: str) -> Any:
    size = 11 if len(names) <= 60 else 10
    axis = alt.Axis(
        **style.short_labels(names, size, pixels=_LONGEST_HEAD),
        orient=orient,
        labelAngle=-40,
        labelAlign="left" if orient == "top" else "right",
        ticks=False,
        domain=False,
    )
    return alt.X("theme:N", title=None, scale=alt.Scale(domain=names), axis=axis)


def _numbers(chart: Any, top: float) -> Any:
    return chart.mark_text(fontSize=10).encode(
        text="text:N",
        color=alt.when(alt.datum.value > 0.55 * top).then(alt.value("white")).otherwise(alt.value("#222222")),
    )


def _cells(scores: Scores, made: Profiles, labels: list[str], heads: list[str]) -> list[dict[str, Any]]:
    of = np.arange(len(scores.ids)) if made._groups is None else np.array(made._groups.of)
    words = np.bincount(of, weights=scores.words, minlength=len(labels))
    counts, values = made._counts, made._values
    sentences = _sentences(scores, made, of) if counts.size <= _MOST_SENTENCES else None
    decimals = decimals_for(values.ravel().tolist())
    cells = []
    for i, label in enumerate(labels):
        for j, head in enumerate(heads):
            value = float(values[i, j])
            cell: dict[str, Any] = {"row": label, "theme": head, "value": style.number(value)}
            cell |= {"mentions": int(counts[i, j]), "words": int(words[i])}
            cell["text"] = f"{value:.0%}" if made.measure == "share" else rate_text(value, decimals)
            if sentences is not None:
                cell["sentence"] = sentences.get((i, j), "")
            cells.append(cell)
    return cells


def _sentences(scores: Scores, made: Profiles, of: Any) -> dict[tuple[int, int], str]:
    """Return a sentence for each row and theme: that of the first mention."""
    mentions = scores._counts.mentions
    place = np.full(len(scores.themes.names), -1)
    place[made._columns] = np.arange(len(made._columns))
    column, row = place[mentions["theme"]], of[mentions["document"]]
    there = np.flatnonzero(column >= 0)
    _, first = np.unique(row[there] * len(made._columns) + column[there], return_index=True)
    return {(int(row[i]), int(column[i])): style.excerpt(scores, mentions[i]) for i in there[first].tolist()}


def _order(scores: Scores, made: Profiles, order: str, date: str | None) -> tuple[list[int], list[int]]:
    given = list(range(len(made.labels))), list(range(len(made.themes)))
    if order == "given" or min(map(len, given)) == 0:
        return given
    if order == "date":
        return _by_time(scores, made, date), given[1]
    rows, columns = made.order()
    places = [{label: i for i, label in enumerate(names)} for names in (made.labels, made.themes)]
    return [places[0][label] for label in rows], [places[1][name] for name in columns]


def _by_time(scores: Scores, made: Profiles, date: str | None) -> list[int]:
    """Return the rows by time, those without one last."""
    if made._groups is not None and date is None:
        keys, column = list(made._groups.keys), str(made.by)
    else:
        frame = scores._documents._frame
        there = [] if frame is None else frame.columns
        column = date or next((name for name in there if name.lower() in _DATES), "")
        if frame is None or column not in there:
            wanted = f"date={shown(column)}" if column else 'order="date"'
            raise InputError(f"{wanted}: name the metadata column that says when, in date=")
        keys = frame[column].to_list()
        if made._groups is not None:
            keys = _earliest(keys, made._groups.of, len(made.labels), column)
    known = [key for key in dict.fromkeys(keys) if not missing(key)]
    times = dict(zip(known, times_of(known, column).values.tolist(), strict=True)) if known else {}
    return sorted(range(len(keys)), key=lambda i: np.inf if missing(keys[i]) else times[keys[i]])


def _earliest(keys: list[Any], of: list[int], number: int, column: str) -> list[Any]:
    known = [key for key in dict.fromkeys(keys) if not missing(key)]
    times = dict(zip(known, times_of(known, column).values.tolist(), strict=True))
    first: list[Any] = [None] * number
    for key, group in zip(keys, of, strict=True):
        if not missing(key) and (first[group] is None or times[key] < times[first[group]]):
            first[group] = key
    return first


def _top(cells: list[dict[str, Any]]) -> float:
    return max((cell["value"] or 0 for cell in cells), default=0) or 1


def _tooltip(by: str | None, unit: str, number_format: str, sentence: bool) -> list[Any]:
    fields = [
        alt.Tooltip("row:N", title=style.name(by) if by else "document"),
        alt.Tooltip("theme:N", title="theme"),
        alt.Tooltip("value:Q", title=unit, format=number_format),
        alt.Tooltip("mentions:Q", title="mentions", format=","),
        alt.Tooltip("words:Q", title="words", format=","),
    ]
    return fields + ([alt.Tooltip("sentence:N", title="for instance")] if sentence else [])


def _order_text(order: str) -> str:
    if order == "cluster":
        return "rows, and columns, that are alike stand side by side"
    return "rows by time" if order == "date" else "rows as they come"
