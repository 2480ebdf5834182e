"""Terms of groups: how much more often against how often."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from themescore.plots import style
from themescore.plots.labels import placed, radii_of, texts_of
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.key_terms import Keyness

    Values = npt.NDArray[np.float64]

__all__ = ["effect"]

_MOST_GROUPS = 6
_FEW_SPOTS = 10  # all of which may be named; of more two thirds
_LEAST_SIZE, _MOST_SIZE = 12, 120  # of a point, in square pixels
_ADDED = 0.5  # to both counts, where one is 0


def effect(
    keyness: Keyness, groups: str | Iterable[str] | None = None, *, top: int = 300, labels: int = 25
) -> Any:
    """Draw each group's terms: to the right the more often, upwards the more its own; a panel a group.

    Parameters
    ----------
    groups : str or list of str, optional
        Those to draw. If not given, the first six, without those that have no term of their own.
    top : int
        How many terms of each group, by the first measure.
    labels : int
        How many of them are named at most, as far as there is room, out of twice as many: the first by
        measure times log ratio, so that neither what is frequent nor what is rare is named for that alone.
        Where several lie on one spot one is named, and how many more there are.

    Returns
    -------
    altair.ConcatChart
        A panel each in ``.concat``. The data of its points: term, rate (per 1,000 words), ratio (the rate
        divided by that of the others; 0.5 added to both counts where one is 0), count, other_count,
        documents, dispersion, and the measure.

    Raises
    ------
    InputError
        No such group.
    OptionError
        A number below 1.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.Corpus(
    ...     ["Prices rose. Prices fell.", "Prices rose.", "Trade fell.", "Trade and reform."],
    ...     metadata={"source": ["bank", "bank", "party", "party"]},
    ... )
    >>> chart = ts.keyness(corpus, "source").plot.effect("bank")
    >>> [(row["term"], row["rate"]) for row in chart.concat[0].layer[-1].data.values][:2]
    [('prices', 500.0), ('rose', 333.33)]
    """
    top, labels = style.at_most("top", top), style.at_most("labels", labels)
    picked = style.chosen(groups, keyness.groups, "group")
    ratios = _ratios(keyness)
    drawn = picked if groups is not None else picked[:_MOST_GROUPS]
    none = [group for group in drawn if not _terms(keyness, keyness.groups.index(group), ratios, 1)]
    if groups is not None or len(none) == len(drawn):
        none = []
    drawn = [group for group in drawn if group not in none]
    size = (620.0, 440.0) if len(drawn) == 1 else (430.0, 330.0)
    panels = [_panel(keyness, keyness.groups.index(group), ratios, size, top, labels) for group in drawn]
    measure, of_each = keyness.measures[0], f"each {keyness.by}"
    shown = (
        f"; {len(drawn)} of {len(picked)} groups, name others in groups="
        if len(drawn) + len(none) < len(picked)
        else ""
    )
    return style.finished(
        alt.concat(*panels, columns=2, spacing=24),
        f"Terms that {style.name(drawn[0] if groups is not None and len(drawn) == 1 else of_each)} uses "
        "more than the others",
        [
            f"The first {top:,} terms of a group by {measure}. Named, where there is room, are those that "
            f"stand out by {measure} and ratio together; +2: two more on the same spot. The larger a point, "
            f"the more of the group's documents have the term{shown}.{_without(none)}",
            f"Source: {counted(len(keyness.terms), 'term')} in {counted(len(keyness.groups), 'group')}; "
            "where one side lacks a term, 0.5 is added to both counts. No intervals: words are not drawn "
            "one by one.",
        ],
        min(len(drawn), 2) * (size[0] + 50),
    )


def _ratios(keyness: Keyness) -> Values:
    """Return rates divided by those of the others, groups x terms."""
    counts, others = (keyness._columns[name].astype(float) for name in ("count", "other_count"))
    words, other_words = (
        _words(keyness._columns[name], 1.0 * keyness._columns[of])
        for name, of in (("rate", "count"), ("other_rate", "other_count"))
    )
    added = np.where((counts == 0) | (others == 0), _ADDED, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios: Values = (counts + added) / words / ((others + added) / other_words)
    return ratios


def _words(rates: Values, counts: Values) -> Values:
    """Return the words of each side, (groups, 1), from a term that it has; nan where it has none."""
    best = counts.argmax(axis=1)
    rows = np.arange(len(counts))
    with np.errstate(divide="ignore", invalid="ignore"):
        words: Values = 1000 * counts[rows, best] / rates[rows, best]
    return words[:, None]


def _without(groups: list[str]) -> str:
    if not groups:
        return ""
    return f" No term of its own: {', '.join(style.cut_to(style.name(one), 200, 11) for one in groups)}."


def _terms(keyness: Keyness, group: int, ratios: Values, top: int) -> list[int]:
    """Return the first terms that a group has more of than the others."""
    counts = keyness._columns["count"][group]
    return [i for i in keyness._order(group).tolist() if counts[i] > 0 and ratios[group, i] > 1][:top]


def _panel(
    keyness: Keyness, group: int, ratios: Values, size: tuple[float, float], top: int, labels: int
) -> Any:
    columns, measure = keyness._columns, keyness.measures[0]
    order = _terms(keyness, group, ratios, top)
    terms = style.names(keyness.terms[i] for i in order)
    rows: list[dict[str, Any]] = [
        {
            "term": term,
            "rate": float(columns["rate"][group][i]),
            "ratio": float(ratios[group, i]),
            "count": int(columns["count"][group][i]),
            "other_count": int(columns["other_count"][group][i]),
            "other_rate": float(columns["other_rate"][group][i]),
            "documents": int(columns["documents"][group][i]),
            "dispersion": style.number(columns["dispersion"][group][i]),
            "measure": style.number(columns[measure][group][i]),
        }
        for i, term in zip(order, terms, strict=True)
    ]
    ends = [_ends([row[name] for row in rows]) for name in ("rate", "ratio")]
    points = [
        (_pixel(row["rate"], ends[0], size[0]), size[1] - _pixel(row["ratio"], ends[1], size[1]))
        for row in rows
    ]
    named = [
        {
            "text": label.text,
            "align": label.align,
            "rate": _value(label.x, ends[0], size[0]),
            "ratio": _value(size[1] - label.y, ends[1], size[1]),
        }
        for label in placed(points, *_names(rows, terms, 2 * labels), size, most=labels, radii=_radii(rows))
    ]
    x = alt.X(
        "rate:Q",
        title="occurrences per 1,000 words of the group (log scale)",
        scale=alt.Scale(type="log", domain=list(ends[0]), nice=False),
        axis=_axis(ends[0]),
    )
    y = alt.Y(
        "ratio:Q",
        title="times as often as the others (log scale)",
        scale=alt.Scale(type="log", domain=list(ends[1]), nice=False),
        axis=_axis(ends[1]),
    )
    dots = (
        alt.Chart(style.rows_of(rows))
        .mark_circle(color=style.BLUE, opacity=0.55)
        .encode(
            x=x,
            y=y,
            size=alt.Size(
                "documents:Q", scale=alt.Scale(range=[_LEAST_SIZE, _MOST_SIZE], zero=True), legend=None
            ),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("count:Q", format=","),
                alt.Tooltip("rate:Q", title="per 1,000 words", format=",.3~f"),
                alt.Tooltip("other_rate:Q", title="of the others", format=",.3~f"),
                alt.Tooltip("ratio:Q", title="times as often", format=",.3~r"),
                alt.Tooltip("documents:Q", format=","),
                alt.Tooltip("dispersion:Q", format=".2f"),
                alt.Tooltip("measure:Q", title=measure, format=",.2f"),
            ],
        )
    )
    text = alt.Chart(style.rows_of(named)).encode(x=x, y=y, text="text:N", color=alt.value(style.BLACK))
    name = style.cut_to(style.name(keyness.groups[group]), size[0], 13)
    return alt.layer(*texts_of(text), dots).properties(
        width=size[0],
        height=size[1],
        title=alt.TitleParams(
            name if rows else f"{name}: no term of its own", anchor="start", frame="group", fontSize=13
        ),
    )


def _names(rows: list[dict[str, Any]], terms: list[str], most: int) -> tuple[list[str], list[int]]:
    """Return what would be written beside each term, and those that stand out most.

    Not all: beside the frequent words, which hardly differ, there is always room.

    The product of how sure and how much is that of Xiao and others (2014) for volcano plots.
    """
    spots: dict[tuple[float, float], list[int]] = {}
    for i, row in enumerate(rows):
        spots.setdefault((round(math.log(row["rate"]), 3), round(math.log(row["ratio"]), 3)), []).append(i)
    weights = [(row["measure"] or 0) * math.log2(row["ratio"]) for row in rows]
    texts, order = list(terms), []
    for spot in spots.values():
        best = max(spot, key=lambda i: weights[i])
        order.append(best)
        if len(spot) > 1:
            texts[best] += f" +{len(spot) - 1}"
    most = min(most, max(len(order) * 2 // 3, _FEW_SPOTS))
    return texts, sorted(order, key=lambda i: -weights[i])[:most]


def _radii(rows: list[dict[str, Any]]) -> list[float]:
    """Return the radius of each point: its area grows with the documents that have the term."""
    return radii_of([row["documents"] for row in rows], _LEAST_SIZE, _MOST_SIZE)


def _axis(ends: tuple[float, float]) -> Any:
    """Return an axis with some three to nine round numbers."""
    decades = math.log10(ends[1] / ends[0])
    steps = (1,) if decades > 3.5 else (1, 3) if decades > 1.8 else (1, 2, 5)
    powers = range(math.floor(math.log10(ends[0])), math.ceil(math.log10(ends[1])) + 1)
    values = [step * 10.0**power for power in powers for step in steps]
    return alt.Axis(values=[value for value in values if ends[0] <= value <= ends[1]], format="~g")


def _ends(values: list[float]) -> tuple[float, float]:
    low, high = min(values, default=1.0), max(values, default=10.0)
    return low / 1.3, max(high * 1.3, low * 3)


def _pixel(value: float, ends: tuple[float, float], size: float) -> float:
    return float(np.log(value / ends[0]) / np.log(ends[1] / ends[0]) * size)


def _value(pixel: float, ends: tuple[float, float], size: float) -> float:
    return float(ends[0] * (ends[1] / ends[0]) ** (pixel / size))
