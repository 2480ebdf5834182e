"""Words that count for two themes at once."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from themescore.audit.material import Material, commonest


class OverlapRow(NamedTuple):
    """Two patterns of two themes, neither above the other, that take the same words.

    Parameters
    ----------
    theme, pattern : str
        The first.
    other_theme, other_pattern : str
        The second.
    mentions : int
        Mentions of the first that share a character with one of the second.
    same : int
        How many of these are the same words exactly.
    share, other_share : float
        `mentions` as a share of the mentions of either theme.
    forms : str
        What the first finds there most.
    """

    theme: str
    pattern: str
    other_theme: str
    other_pattern: str
    mentions: int
    same: int
    share: float
    other_share: float
    forms: str


def overlap_rows(material: Material) -> list[OverlapRow]:
    """Return the pairs of patterns, those with the most shared mentions first."""
    mentions = material.mentions[material.own]
    starts, ends = material.spans(mentions)
    order = np.argsort(starts, kind="stable")
    mentions, starts, ends = mentions[order], starts[order], ends[order]
    themes = mentions["theme"].astype(np.int64)
    pairs: Counter[tuple[int, int]] = Counter()
    same: Counter[tuple[int, int]] = Counter()
    forms: dict[tuple[int, int], Counter[int]] = {}
    left = np.arange(len(mentions))
    step = 0
    while len(left):
        step += 1
        left = left[left + step < len(mentions)]
        # Once the neighbour at this distance starts behind it, so do all that follow.
        left = left[starts[left + step] < ends[left]]
        right = left + step
        strangers = ~material.kin[themes[left], themes[right]]
        for i, j in zip(left[strangers].tolist(), right[strangers].tolist(), strict=True):
            if mentions["pattern"][i] > mentions["pattern"][j]:
                i, j = j, i
            key = (int(mentions["pattern"][i]), int(mentions["pattern"][j]))
            pairs[key] += 1
            same[key] += int(starts[i] == starts[j] and ends[i] == ends[j])
            forms.setdefault(key, Counter())[int(mentions["form"][i])] += 1
    total = np.bincount(material.mentions["theme"], minlength=len(material.names))
    rows = []
    for (a, b), number in pairs.items():
        first, second = int(material.theme_of[a]), int(material.theme_of[b])
        found = [(material.forms[form], times) for form, times in forms[a, b].items()]
        rows.append(
            OverlapRow(
                material.names[first],
                material.patterns[a],
                material.names[second],
                material.patterns[b],
                number,
                same[a, b],
                number / int(total[first]),
                number / int(total[second]),
                commonest(sorted(found, key=lambda pair: (-pair[1], pair[0]))),
            )
        )
    return sorted(rows, key=lambda row: (-row.mentions, row.theme, row.pattern, row.other_theme))
