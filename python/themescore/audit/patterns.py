"""Which patterns do the work: those that never match, and those that carry a theme."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore import _core
from themescore.audit.material import Material, commonest
from themescore.errors import shown

if TYPE_CHECKING:
    import numpy.typing as npt

MOST = 0.5  # a pattern with a larger share of its theme's mentions carries it
ENOUGH = 10  # mentions of a theme, before its shares say anything
NEVER = "never matches"
FOREIGN = "never matches, like all patterns in its script"


class PatternRow(NamedTuple):
    """A pattern and what it finds.

    Parameters
    ----------
    theme, pattern : str
        As in the themes.
    mentions, documents : int
        That count for the theme.
    share : float
        Of the theme's mentions, those of nested themes among them; nan if it has none.
    alone : int or None
        Mentions that the pattern would have if it were the only one; None if it cannot stand alone.
    forms : str
        What it finds most.
    note : str
        What to look at: empty if there is nothing.
    """

    theme: str
    pattern: str
    mentions: int
    documents: int
    share: float
    alone: int | None
    forms: str
    note: str


def pattern_rows(material: Material) -> list[PatternRow]:
    """Return every pattern that can have mentions, in the order of the themes."""
    mentions = material.mentions[material.own]
    of_theme = np.bincount(material.mentions["theme"], minlength=len(material.names))
    number = np.bincount(mentions["pattern"], minlength=len(material.patterns))
    pairs = np.unique(np.stack([mentions["pattern"], mentions["document"]]), axis=1)
    documents = np.bincount(pairs[0], minlength=len(material.patterns))
    kinds, how_often = np.unique(
        np.stack([mentions["pattern"], mentions["form"]]), axis=1, return_counts=True
    )
    forms: dict[int, list[tuple[str, int]]] = {}
    for (pattern, form), times in zip(kinds.T.tolist(), how_often.tolist(), strict=True):
        forms.setdefault(pattern, []).append((material.forms[form], times))
    in_theme = np.bincount(material.theme_of[material.counted], minlength=len(material.names))
    alone, instead = _alone(material)
    foreign = _foreign(material, number > 0)
    rows = []
    for index in np.flatnonzero(material.counted).tolist():
        theme = int(material.theme_of[index])
        total = int(of_theme[theme])
        share = number[index] / total if total else np.nan
        note = ""
        if number[index] == 0:
            taken = instead.get(index)
            note = f"always part of a match of {shown(taken)}" if taken else NEVER
            if index in foreign:
                note = FOREIGN
        elif share > MOST and in_theme[theme] > 1 and total >= ENOUGH:
            note = "most of the theme"
        rows.append(
            PatternRow(
                material.names[theme],
                material.patterns[index],
                int(number[index]),
                int(documents[index]),
                float(share),
                alone.get(index),
                commonest(sorted(forms.get(index, []), key=lambda pair: (-pair[1], pair[0]))),
                note,
            )
        )
    return rows


def is_chinese(pattern: str) -> bool:
    """Say whether a pattern holds a Chinese character."""
    return any(map(_core.is_han, pattern))


def _foreign(material: Material, matched: npt.NDArray[np.bool_]) -> set[int]:
    """Return the patterns of the script that no mention is in, if another has some: texts in one language."""
    scripts: dict[bool, list[int]] = {True: [], False: []}
    for index in np.flatnonzero(material.counted).tolist():
        scripts[is_chinese(material.patterns[index])].append(index)
    silent = {index for indices in scripts.values() if not matched[indices].any() for index in indices}
    return silent if matched.any() else set()


def _alone(material: Material) -> tuple[dict[int, int], dict[int, str]]:
    """Return the mentions of each pattern by itself, and what those that only lose lose to."""
    # A reference to another theme means nothing outside of the themes.
    usable = [
        i
        for i in np.flatnonzero(material.counted).tolist()
        if "{" not in material.patterns[i] and "<" not in material.patterns[i]
    ]
    if not usable:
        return {}, {}
    found = material.find([material.patterns[i] for i in usable])._counts.mentions
    numbers = np.bincount(found["theme"], minlength=len(usable))
    alone = dict(zip(usable, numbers.tolist(), strict=True))
    won = set(np.unique(material.mentions["pattern"][material.own]).tolist())
    instead = {}
    for place, index in enumerate(usable):
        if index in won or not numbers[place]:
            continue
        starts, ends = material.spans(found[found["theme"] == place])
        rivals = material.mentions[material.mentions["theme"] == material.theme_of[index]]
        rival_starts, rival_ends = material.spans(rivals)
        # Rivals of one theme do not overlap, so the first that ends after the start is the one.
        at = np.minimum(np.searchsorted(rival_ends, starts, side="right"), max(0, len(rivals) - 1))
        if len(rivals):
            hit = (rival_starts[at] < ends) & (rival_ends[at] > starts)
            taken = Counter(rivals["pattern"][at[hit]].tolist())
            if taken:
                instead[index] = material.patterns[taken.most_common(1)[0][0]]
    return alone, instead
