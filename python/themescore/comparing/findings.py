"""What a comparison found, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from themescore.comparing.grouping import groups_of
from themescore.showing.figures import rate_text, ratio_number
from themescore.showing.terminal import printable
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison, ComparisonRow
    from themescore.scoring.scores import Scores

_MOST_OF = 0.5  # what more than half of the mentions share is worth saying


def findings(comparison: Comparison, scores: Scores) -> tuple[str, ...]:
    """Return a sentence for each row that chance hardly explains, the largest ratio, or smallest, first.

    That is q below 1 - level, and an interval of the ratio without 1, where there is one. Of two groups that
    are compared with each other, the one with more of a theme has a sentence.
    """
    sure = [row for row in comparison.rows if is_finding(row, comparison.level)]
    sure.sort(key=lambda row: -abs(math.log(row.ratio)))
    numbers = {name: number for number, name in enumerate(scores.themes.names)}
    groups = comparison._groups or groups_of(scores._documents, comparison.by)
    if len(groups.labels) == 2 and comparison.baseline == "rest":
        sure = [row for row in sure if row.ratio > 1]  # the other group's row says the same
    group_of = np.array(groups.of)
    sentences = []
    for row in sure:
        own = _own(scores, numbers[row.theme], group_of == groups.labels.index(row.group))
        what = _found(comparison, scores, row, own) if row.mentions else _never(comparison, row)
        sentences.append(f"{printable(comparison.by)} {printable(row.group)}: {what}")
    return tuple(sentences)


def is_finding(row: ComparisonRow, level: float) -> bool:
    """Whether chance hardly explains a row: a small q, and an interval of the ratio without 1."""
    return row.q < 1 - level and _is_apart(row)


def _is_apart(row: ComparisonRow) -> bool:
    """Whether the interval of the ratio is without 1, or only one of the two sides has mentions at all."""
    if math.isnan(row.ratio_low):
        return row.mentions == 0 or row.other_rate == 0
    return not row.ratio_low <= 1 <= row.ratio_high


def _never(comparison: Comparison, row: ComparisonRow) -> str:
    has = "have" if comparison.baseline in ("rest", "all") else "has"
    others = f"which {printable(comparison.others)} {has} {_how_often(comparison, row.other_rate)}"
    return f"no mention of {printable(row.theme)}, {others}"


def _how_often(comparison: Comparison, rate: float) -> str:
    measure = comparison.measure
    if measure.name == "sentences":
        return f"in {rate_text(rate, 1)} of {measure.per:,} sentences"
    return f"{rate_text(rate, 1)} times in {measure.per:,} {measure.of}"


def _own(scores: Scores, theme: int, in_group: npt.NDArray[np.bool_]) -> npt.NDArray[np.void]:
    """Return the mentions of a theme in a group's documents."""
    mentions = scores._counts.mentions
    own: npt.NDArray[np.void] = mentions[(mentions["theme"] == theme) & in_group[mentions["document"]]]
    return own


def _found(comparison: Comparison, scores: Scores, row: ComparisonRow, own: npt.NDArray[np.void]) -> str:
    details = [f"{row.range:,} of {counted(row.documents, 'document')}"]
    form, share, documents = _most(own, "form")
    if share > _MOST_OF:
        name = printable(scores._counts.forms[form])
        details.append(f"{share:.0%} of it {name!r}, in {documents:,} of them")
    document, share, _ = _most(own, "document")
    if share > _MOST_OF and row.documents > 1:
        details.append(f"{share:.0%} of it in {printable(scores.ids[document])!r} alone")
    if comparison.measure.name != "rate":
        details.append(f"by {comparison.measure.of}")
    theme, others = printable(row.theme), printable(comparison.others)
    if math.isnan(row.ratio_low):
        often = f"{theme} {_how_often(comparison, row.rate)}, and {others} never"
    else:
        often = f"{theme} {ratio_number(row.ratio)} times as often as {others}"
        if comparison.within is not None:
            often += f" within {printable(comparison.within)}"
        low, high = ratio_number(row.ratio_low), ratio_number(row.ratio_high)
        details.insert(0, f"{100 * comparison.level:g}% interval {low} to {high}")
    return f"{often} ({'; '.join(details)})"


def _most(own: npt.NDArray[np.void], column: str) -> tuple[int, float, int]:
    """Return the value that most mentions have, their share, and how many documents have it."""
    values, counts = np.unique(own[column], return_counts=True)
    top = int(values[counts.argmax()])
    documents = np.unique(own["document"][own[column] == top])
    return top, float(counts.max() / len(own)), len(documents)
