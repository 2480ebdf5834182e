"""Where in each document a theme is mentioned, like a bar code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from themescore.errors import InputError, OptionError, check_option
from themescore.plots import style
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores

__all__ = ["dispersion"]

_PIXELS = 620
_MOST_MARKS = 5000  # beyond that mentions that fall on the same pixel are one
_MOST_SENTENCES = 1500
_MOST_THEMES = len(style.CATEGORIES)


def dispersion(
    scores: Scores,
    themes: str | Iterable[str],
    documents: str | int | Sequence[str | int] | None = None,
    *,
    along: str = "share",
) -> Any:
    """Draw where in each document themes are mentioned: a line a document, a stroke a mention.

    Parameters
    ----------
    themes : str or list of str
        One theme or up to seven, a colour each.
    documents : str, int or list of them, optional
        Ids or positions; all documents with words if not given.
    along : {"share", "words"}
        Whether lines are all of the same length, or as long as the documents.

    Returns
    -------
    altair.LayerChart
        The data of its strokes: document, theme, place (percent of the document's words before the mention,
        or how many), mentions (1, unless several fall on one pixel), form, sentence.

    Raises
    ------
    InputError
        No such theme or document, or none with words; more than 1,000 documents.
    OptionError
        More than seven themes; another value of `along`.

    Examples
    --------
    >>> import themescore as ts
    >>> scores = ts.score(["Reform goes on. No reform."], {"Reform": ["reform"]})
    >>> chart = scores.plot.dispersion("Reform")
    >>> [stroke["place"] for stroke in chart.layer[1].data.values]
    [0.0, 80.0]
    """
    check_option("along", along, ("share", "words"))
    picked = style.chosen(themes, scores.themes.names, "theme")
    if len(picked) > _MOST_THEMES:
        reason = f"{len(picked)} themes: so many colours cannot be told apart; name up to {_MOST_THEMES}"
        raise OptionError(reason, option="themes", value=themes)
    places = _documents(scores, documents)
    style.check_rows(len(places), "documents", "name some in documents=")
    labels, heads = style.names(scores.ids[i] for i in places), style.names(picked)
    strokes = _strokes(
        scores, [scores.themes.names.index(one) for one in picked], places, labels, heads, along
    )
    words = scores.words
    bars = [
        {"document": label, "end": 100.0 if along == "share" else int(words[i]), "words": int(words[i])}
        for i, label in zip(places, labels, strict=True)
    ]
    rows = len(labels)
    high = max(style.step(rows), min((6 if rows <= 100 else 3) * len(heads), 30))
    title = "percent of the document's words" if along == "share" else "words from the beginning"
    y = alt.Y(
        "document:N",
        title=None,
        scale=alt.Scale(domain=labels, paddingInner=0.25),
        axis=alt.Axis(
            **style.short_labels(labels, style.label_size(rows)), labelPadding=5, ticks=False, domain=False
        ),
    )
    x = alt.X("end:Q", stack=None, title=title, axis=alt.Axis(grid=False, tickCount=10))
    base = alt.Chart(style.rows_of(bars)).mark_bar(color="#EEEEEE").encode(x=x, y=y)
    marks = (
        alt.Chart(style.rows_of(strokes))
        .mark_tick(
            thickness=1.5 if len(strokes) < 1000 else 1, bandSize=high * 0.75 / len(heads), opacity=0.85
        )
        .encode(
            x=alt.X("place:Q", axis=None if rows > style.TALL else alt.Undefined),
            y=y,
            color=alt.Color(
                "theme:N",
                title=None,
                scale=alt.Scale(domain=heads, range=list(style.CATEGORIES[: len(heads)])),
                legend=alt.Legend(
                    orient="top", symbolType="square", columns=style.legend_columns(heads, _PIXELS)
                )
                if len(heads) > 1
                else None,
            ),
            tooltip=[
                alt.Tooltip("document:N"),
                alt.Tooltip("theme:N"),
                alt.Tooltip("place:Q", title=title, format=",.1f" if along == "share" else ","),
                alt.Tooltip("mentions:Q", format=","),
                alt.Tooltip("form:N", title="found"),
                alt.Tooltip("sentence:N"),
            ],
        )
    )
    if len(heads) > 1:
        marks = marks.encode(yOffset=alt.YOffset("theme:N", sort=heads, scale=alt.Scale(domain=heads)))
    layers = [base, marks]
    if rows > style.TALL:
        layers.append(style.axis_above(alt.Chart(base.data), x))
    number = sum(stroke["mentions"] for stroke in strokes)
    about = f"{counted(number, 'mention')} in {counted(len(labels), 'document')}; a stroke is a mention"
    if len(strokes) < number:
        about += ", or several on one spot"
    return style.finished(
        style.resolved(alt.layer(*layers).properties(width=_PIXELS, height=high * rows), rows),
        f"Where {picked[0]} is mentioned" if len(heads) == 1 else "Where themes are mentioned",
        [f"{about}.", style.source(scores)],
        _PIXELS + style.label_width(labels),
    )


def _documents(scores: Scores, given: str | int | Sequence[str | int] | None) -> list[int]:
    words = scores.words
    if given is None:
        found = np.flatnonzero(words).tolist()
    else:
        several = [given] if isinstance(given, (str, int)) else list(given)
        found = [i for i in dict.fromkeys(map(scores._document, several)) if words[i]]
    if not found:
        raise InputError("none of the documents has words, so there is nowhere to mention anything")
    return found


def _strokes(
    scores: Scores, themes: list[int], places: list[int], labels: list[str], heads: list[str], along: str
) -> list[dict[str, Any]]:
    mentions = scores._counts.mentions
    line = np.full(len(scores.ids), -1)
    line[places] = np.arange(len(places))
    colour = np.full(len(scores.themes.names), -1)
    colour[themes] = np.arange(len(themes))
    found = mentions[(line[mentions["document"]] >= 0) & (colour[mentions["theme"]] >= 0)]
    words = scores.words[found["document"]]
    at: npt.NDArray[np.float64] = found["position"].astype(float)
    if along == "share":
        at = 100 * at / words
    first, number = _merged(found, at)
    forms = scores._counts.forms
    spoken = len(first) <= _MOST_SENTENCES
    return [
        {
            "document": labels[line[found["document"][i]]],
            "theme": heads[colour[found["theme"][i]]],
            "place": float(at[i]),
            "mentions": int(many),
            "form": style.name(forms[found["form"][i]]),
            "sentence": style.excerpt(scores, found[i]) if spoken else "",
        }
        for i, many in zip(first.tolist(), number.tolist(), strict=True)
    ]


def _merged(found: Any, at: npt.NDArray[np.float64]) -> tuple[Any, Any]:
    """Return the mentions that have a stroke, and how many each stands for."""
    if len(found) <= _MOST_MARKS:
        return np.arange(len(found)), np.ones(len(found), dtype=int)
    pixel = np.floor(at / max(float(at.max()), 1) * _PIXELS).astype(np.int64)
    keys = np.stack([found["document"].astype(np.int64), found["theme"].astype(np.int64), pixel])
    _, first, number = np.unique(keys, axis=1, return_index=True, return_counts=True)
    return first, number
