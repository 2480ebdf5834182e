"""What has to be said beside the numbers of a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore import _core
from themescore.comparing.chinese_share import language_gap
from themescore.comparing.grouping import cell_sizes, compared_strata
from themescore.errors import listed, shown
from themescore.showing.view import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from themescore.comparing.comparing import Request
    from themescore.comparing.comparison import Comparison
    from themescore.comparing.grouping import Groups
    from themescore.scoring.scores import Scores

_MOST_OF = 0.5  # of a group's words; a document with more of them decides what the group's rate is
_MANY_ROWS = 20
_NAMED = 5


def notes(comparison: Comparison, scores: Scores, request: Request) -> tuple[str, ...]:
    """Return what has to be said, a sentence each."""
    groups = request.groups
    documents = np.bincount(groups.of, minlength=len(groups.labels))
    return (
        *_few_documents(groups, documents),
        *_without_value(groups, documents),
        *_without_words(comparison, groups),
        *_dominated(scores, groups, documents),
        *_languages(comparison, scores, request),
        *_strata(comparison, request),
        *_without_mention(comparison),
        *_many(comparison),
    )


def _few_documents(groups: Groups, documents: npt.NDArray[np.int64]) -> Iterator[str]:
    single = [label for label, number in zip(groups.labels, documents, strict=True) if number == 1]
    few = [
        label
        for label, number in zip(groups.labels, documents, strict=True)
        if 1 < number < _core.ENOUGH_DOCUMENTS
    ]
    if single:
        yield (
            f"{groups.name} {listed(single)}: one document only, so the interval says how its sentences "
            "differ, not how other documents would"
        )
    if few:
        yield (
            f"{groups.name} {listed(few)}: fewer than {_core.ENOUGH_DOCUMENTS} documents, so the intervals "
            "are wide and rough (drawn from their sentences too)"
        )


def _without_value(groups: Groups, documents: npt.NDArray[np.int64]) -> Iterator[str]:
    if groups.missing is not None:
        number = counted(int(documents[groups.missing]), "document")
        label = groups.labels[groups.missing]
        yield f"{number} without a value in {groups.name!r}: compared as group {label!r}"


def _without_words(comparison: Comparison, groups: Groups) -> Iterator[str]:
    words = {row.group: row.words for row in comparison.rows}
    bare = [label for label in groups.labels if not words.get(label, 0)]
    if bare:
        yield f"{groups.name} {listed(bare)}: no words at all"


def _dominated(scores: Scores, groups: Groups, documents: npt.NDArray[np.int64]) -> Iterator[str]:
    words, of = scores._counts.words, np.array(groups.of)
    totals = np.bincount(of, words, minlength=len(groups.labels))
    largest = [
        f"{shown(scores.ids[i])} has {words[i] / totals[of[i]]:.0%} of the words of {groups.labels[of[i]]}"
        for i in np.flatnonzero(words > _MOST_OF * totals[of])
        if documents[of[i]] > 2
    ]
    if largest:
        more = f", and {len(largest) - _NAMED:,} more like it" if len(largest) > _NAMED else ""
        yield f"one document decides a group's rate: {'; '.join(largest[:_NAMED])}{more}"


def _languages(comparison: Comparison, scores: Scores, request: Request) -> Iterator[str]:
    if comparison.measure.name != "rate":
        return
    gap = language_gap(scores._counts.words, scores._han_words(), request.groups, request.strata)
    if gap is not None:
        strata = request.strata
        where = "" if comparison.within is None else f" in {strata.name} {strata.labels[gap.stratum]}"
        yield (
            f"{gap.text}{where}: a Chinese word is not an English word, so rates per word differ where "
            "emphasis does not; compare by sentences instead, or within a column that says the language"
        )


def _strata(comparison: Comparison, request: Request) -> Iterator[str]:
    if comparison.within is None:
        return
    strata = request.strata
    cells = cell_sizes(request.groups, strata)
    there = compared_strata(cells, request.baseline)
    if not there.all():
        left = [label for label, compared in zip(strata.labels, there, strict=True) if not compared]
        number = counted(int(cells[:, ~there].sum()), "document")
        alone = request.baseline is None
        against = "one group only" if alone else f"nothing to compare with {comparison.baseline}"
        yield f"{number} in {strata.name} with {against}, left out of what compares: {listed(left)}"
    if request.drawn_from == _core.DrawnFrom.group and there.any():
        yield (
            f"a group has a single document in a {strata.name}, so documents are drawn from the groups as a "
            "whole; the intervals are on the wide side"
        )


def _without_mention(comparison: Comparison) -> Iterator[str]:
    mentions: dict[str, int] = {}
    for row in comparison.rows:
        mentions[row.theme] = mentions.get(row.theme, 0) + row.mentions
    never = [theme for theme, number in mentions.items() if number == 0]
    if never:
        yield f"no document mentions {listed(never)}"


def _many(comparison: Comparison) -> Iterator[str]:
    p = [row.p for row in comparison.rows if row.p == row.p]
    alpha = 1 - comparison.level
    below = sum(value < alpha for value in p)
    surviving = sum(row.q < alpha for row in comparison.rows)
    if len(p) >= _MANY_ROWS and below > surviving:
        yield (
            f"{below:,} of {len(p):,} differences would each pass for real (p below {alpha:.2g}), where "
            f"chance alone gives about {len(p) * alpha:.0f}: of all taken together {surviving:,} are left (q)"
        )
