"""Mentions that are only a part of a longer word."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from themescore import _core
from themescore.audit.material import Material, commonest

# China's, 3.5%: endings, which make no other word.
_ENDING = re.compile("['’]s?$|[%％‰]$")


class InsideRow(NamedTuple):
    """A theme and the longer words that its mentions stand in.

    Parameters
    ----------
    theme : str
        Its name.
    mentions : int
        All of them.
    inside : int
        Those that are a part of a longer word; a possessive and a per cent sign make none.
    share : float
        The second divided by the first.
    words : str
        The commonest longer words.
    """

    theme: str
    mentions: int
    inside: int
    share: float
    words: str


def inside_rows(material: Material) -> list[InsideRow]:
    """Return the themes with mentions inside longer words, in their order."""
    mentions = material.mentions
    total = np.bincount(mentions["theme"], minlength=len(material.names))
    partly = mentions[mentions["inside"] != _core.WHOLE_WORDS]
    words: dict[int, Counter[str]] = {}
    for theme, form, inside in zip(
        partly["theme"].tolist(), partly["form"].tolist(), partly["inside"].tolist(), strict=True
    ):
        word = material.forms[inside]
        if _ENDING.sub("", word) != material.forms[form]:
            words.setdefault(theme, Counter())[word] += 1
    return [
        InsideRow(
            material.names[theme],
            int(total[theme]),
            found.total(),
            found.total() / int(total[theme]),
            commonest(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])), 5),
        )
        for theme, found in sorted(words.items())
    ]
