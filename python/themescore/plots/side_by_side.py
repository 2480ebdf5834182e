"""Two documents, theme by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from themescore.errors import InputError, check_option
from themescore.plots import style
from themescore.profiling.making import profiles

if TYPE_CHECKING:
    from themescore.scoring.scores import Scores

__all__ = ["side_by_side"]

_PIXELS = 460
_UNITS = {
    "rate": "mentions per 1,000 words",
    "share": "share of the document's mentions",
    "tfidf": "tf-idf",
    "emphasis": "emphasis",
}


def side_by_side(
    scores: Scores,
    document_a: str | int,
    document_b: str | int,
    *,
    measure: str = "rate",
    themes: str = "top",
) -> Any:
    """Draw two documents against each other: a line a theme, a point each document.

    The theme that the first has most more of stands first. There are no intervals: two texts are what they
    are.

    Parameters
    ----------
    document_a, document_b : str or int
        Ids or positions.
    measure : {"rate", "share", "tfidf", "emphasis"}
        As in `Scores.profiles`.
    themes : {"top", "leaf"}
        Those at the top, or those that hold no others.

    Returns
    -------
    altair.LayerChart
        Its data: theme, document, value, mentions, words, sentence.

    Raises
    ------
    InputError
        No such document, or the same twice.
    OptionError
        Another value of an option.

    Examples
    --------
    >>> import themescore as ts
    >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
    >>> chart = scores.plot.side_by_side(0, 1)
    >>> [(row["theme"], row["document"], row["value"]) for row in chart.data.values][:2]
    [('Reform', '0', 333.33), ('Reform', '1', 0.0)]
    """
    check_option("measure", measure, tuple(_UNITS))
    pair = [scores._document(document_a), scores._document(document_b)]
    if pair[0] == pair[1]:
        raise InputError(f"both documents are {scores.ids[pair[0]]!r}: name two")
    made = profiles(scores, measure=measure, themes=themes)
    labels = style.names(scores.ids[i] for i in pair)
    heads = style.names(made.themes)
    values = made._values[pair]
    order = sorted(range(len(heads)), key=lambda j: float(values[1, j] - values[0, j]))
    rows = _rows(scores, made, pair, labels, heads, order)
    unit = _UNITS[measure]
    shape = ".0%" if measure == "share" else ",.2~f"
    high = 26 if len(heads) <= style.TALL else style.step(len(heads)) + 3
    y = alt.Y(
        "theme:N",
        sort=[heads[j] for j in order],
        title=None,
        axis=alt.Axis(
            **style.short_labels(heads, min(style.label_size(len(heads)), 11)),
            grid=True,
            gridColor="#F0F0F0",
            ticks=False,
            domain=False,
            labelPadding=10,
        ),
    )
    base = alt.Chart(style.rows_of(rows)).encode(y=y)
    # Where nothing is mentioned 0 is the end of an axis, not its middle.
    scale = alt.Scale(zero=True) if values[values == values].any() else alt.Scale(domain=[0, 1])
    lines = base.mark_rule(strokeWidth=2, color="#C9C9C9").encode(x="min(value):Q", x2="max(value):Q")
    points = base.mark_point(size=90, filled=True, opacity=1).encode(
        x=alt.X("value:Q", title=unit, axis=alt.Axis(format=shape, tickCount=8), scale=scale),
        color=alt.Color(
            "document:N",
            title=None,
            scale=alt.Scale(domain=labels, range=[style.BLUE, style.VERMILION]),
            legend=alt.Legend(orient="top", columns=style.legend_columns(labels, _PIXELS)),
        ),
        shape=alt.Shape(
            "document:N", title=None, scale=alt.Scale(domain=labels, range=["circle", "diamond"])
        ),
        tooltip=[
            alt.Tooltip("theme:N"),
            alt.Tooltip("document:N"),
            alt.Tooltip("value:Q", title=unit, format=shape),
            alt.Tooltip("mentions:Q", format=","),
            alt.Tooltip("words:Q", format=","),
            alt.Tooltip("sentence:N", title="for instance"),
        ],
    )
    words = [f"{label} {int(scores.words[i]):,} words" for i, label in zip(pair, labels, strict=True)]
    return style.finished(
        alt.layer(lines, points, data=base.data).properties(width=_PIXELS, height=alt.Step(high)),
        f"{labels[0]} and {labels[1]}",
        [
            "From the theme that the first has most more of, to that which the second has.",
            f"Source: {', '.join(words)}.",
        ],
        _PIXELS + style.label_width(heads),
    )


def _rows(
    scores: Scores, made: Any, pair: list[int], labels: list[str], heads: list[str], order: list[int]
) -> list[dict[str, Any]]:
    mentions = scores._counts.mentions
    rows = []
    for j in order:
        for i, label in zip(pair, labels, strict=True):
            own = mentions[(mentions["document"] == i) & (mentions["theme"] == made._columns[j])]
            rows.append(
                {
                    "theme": heads[j],
                    "document": label,
                    "value": style.number(made._values[i, j]),
                    "mentions": int(made._counts[i, j]),
                    "words": int(scores.words[i]),
                    "sentence": style.excerpt(scores, own[0]) if len(own) else "",
                }
            )
    return rows
