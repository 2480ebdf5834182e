"""What a comparison found, in sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from themescore.figures import rate_text, ratio_number
from themescore.terminal import printable
from themescore.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparison import ComparisonRow
    from themescore.scores import Scores

_MOST_OF = 0.5  # what more than half of the mentions share is worth saying


def findings(
    scores: Scores, by: str, rows: Sequence[ComparisonRow], groups: npt.NDArray[np.int64], level: float
) -> tuple[str, ...]:
    """Return a sentence for each row that chance hardly explains, the largest ratio, or smallest, first.

    That is q below 1 - `level`, and an interval of the ratio without 1, where there is one.
    """
    totals: dict[str, tuple[int, int]] = {}
    for row in rows:
        mentions, words = totals.get(row.theme, (0, 0))
        totals[row.theme] = mentions + row.mentions, words + row.words
    sure = [row for row in rows if row.q < 1 - level and _is_apart(row, totals[row.theme][0])]
    sure.sort(key=lambda row: -abs(math.log(row.ratio)))
    numbers = {name: number for number, name in enumerate(scores.themes.names)}
    labels = list(dict.fromkeys(row.group for row in rows))
    sentences = []
    for row in sure:
        mentions, words = totals[row.theme]
        if row.mentions:
            own = _own(scores, numbers[row.theme], groups == labels.index(row.group))
            what = _found(scores, row, own, level)
        else:
            others = rate_text(1000 * mentions / (words - row.words), 1)
            what = f"no mention of {printable(row.theme)}, of which the others have {others} in 1,000 words"
        sentences.append(f"{printable(by)} {printable(row.group)}: {what}")
    return tuple(sentences)


def _is_apart(row: ComparisonRow, mentions: int) -> bool:
    """Whether the interval of the ratio is without 1, or only one of the two sides has mentions at all."""
    if math.isnan(row.ratio_low):
        return row.mentions in (0, mentions)
    return not row.ratio_low <= 1 <= row.ratio_high


def _own(scores: Scores, theme: int, in_group: npt.NDArray[np.bool_]) -> npt.NDArray[np.void]:
    """Return the mentions of a theme in a group's documents."""
    mentions = scores._counts.mentions
    own: npt.NDArray[np.void] = mentions[(mentions["theme"] == theme) & in_group[mentions["document"]]]
    return own


def _found(scores: Scores, row: ComparisonRow, own: npt.NDArray[np.void], level: float) -> str:
    details = [f"{len(np.unique(own['document'])):,} of {counted(row.documents, 'document')}"]
    form, share, documents = _most(own, "form")
    if share > _MOST_OF:
        name = printable(scores._counts.forms[form])
        details.append(f"{share:.0%} of it {name!r}, in {documents:,} of them")
    document, share, _ = _most(own, "document")
    if share > _MOST_OF and row.documents > 1:
        details.append(f"{share:.0%} of it in {printable(scores.ids[document])!r} alone")
    theme = printable(row.theme)
    if math.isnan(row.ratio_low):
        often = f"{theme} {rate_text(row.rate, 1)} times in 1,000 words, and the others never"
    else:
        often = f"{theme} {ratio_number(row.ratio)} times as often as the others"
        low, high = ratio_number(row.ratio_low), ratio_number(row.ratio_high)
        details.insert(0, f"{100 * level:g}% interval {low} to {high}")
    return f"{often} ({'; '.join(details)})"


def _most(own: npt.NDArray[np.void], column: str) -> tuple[int, float, int]:
    """Return the value that most mentions have, their share, and how many documents have it."""
    values, counts = np.unique(own[column], return_counts=True)
    top = int(values[counts.argmax()])
    documents = np.unique(own["document"][own[column] == top])
    return top, float(counts.max() / len(own)), len(documents)
