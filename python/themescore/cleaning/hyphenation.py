"""Words that were parted at the ends of lines, and soft hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.step import Step

SOFT = "\xad"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_END = r"[ \t]*(?:\r\n?\f?|\n\f?|[\f\v\x85\u2028])[ \t]*"
# The hyphen first, which a search finds fastest.
_PARTED = re.compile(rf"[-‐](?<=[{_LETTER}][-‐]){_END}(?=[{_LETTER}])")
_SOFT = re.compile(rf"{SOFT}+(?:{_END}(?=[{_LETTER}]))?")
_GAP = re.compile(r"[^\s]*([ \t]+)(?=\S)")
_IN_END = re.compile(r"[\r\n\f\v\x85\u2028]+")
_WORD = re.compile(rf"[{_LETTER}]+(?:[-‐][{_LETTER}]+)*")
_TAIL = re.compile(rf"[{_LETTER}]+(?:[-‐][{_LETTER}]+)*\Z")
_LONGEST = 60  # characters of a word that are looked at
# After these a hyphen stays where nothing else is known: they are written with one before almost any word.
_KEEPS = frozenset(["self", "ex", "non", "quasi", "well", "so", "half", "cross", "all", "like"])
# Words that are as often the second part of a word written as one.
_ENDINGS = frozenset(
    [
        "able",
        "ability",
        "ever",
        "fore",
        "ful",
        "hood",
        "less",
        "out",
        "self",
        "selves",
        "ship",
        "some",
        "ward",
    ]
)
# "short- and long-term": the hyphen stands for what follows later.
_SUSPENDED = frozenset(["and", "or", "to", "nor", "but", "as", "und", "et"])


class _Parted(NamedTuple):
    start: int
    end: int
    left: str
    right: str


@dataclass(frozen=True)
class Hyphenation(Step):
    """Put words together that were parted at the ends of lines, and remove soft hyphens.

    A hyphen between letters of the Latin alphabet at the end of a line goes, or it stays (state-/owned), by
    what the texts themselves have within their lines: the spelling found more often wins. The line then ends
    after the word. Where they have neither, the hyphen stays if both parts are words of their own in the
    texts, or the second is and the first is one such as "self"; otherwise it goes. Before a capital letter
    the parts come together only if the texts have the word with its hyphen (Anglo-/American); "short- and" is
    left alone. Chinese is never touched.
    """

    name: ClassVar[str] = "hyphenation"

    def prepare(self, texts: Sequence[str]) -> Callable[[str], Edits]:
        """Return what finds the edits of one of these texts."""
        parted = [word for text in texts for word in _parted(text)]
        return partial(_edits, _counted(texts, parted) if parted else Counter())


def _parted(text: str) -> Iterable[_Parted]:
    for match in _PARTED.finditer(text):
        left = _TAIL.search(text[max(0, match.start() - _LONGEST) : match.start()])
        right = _WORD.match(text, match.end(), match.end() + _LONGEST)
        if left is not None and right is not None:
            yield _Parted(match.start(), match.end(), left[0], right[0])


def _counted(texts: Sequence[str], parted: Sequence[_Parted]) -> Counter[str]:
    """Return how often the texts have each word that is asked for within a line, in small letters."""
    asked = set()
    for word in parted:
        left, right = word.left.lower(), word.right.lower()
        asked |= {left + right, f"{left}-{right}", left.rpartition("-")[2], left, right}
    counts: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower().replace("‐", "-"))
        counts.update(filter(asked.__contains__, words))
        for word in words:
            if "-" in word:
                counts.update(filter(asked.__contains__, word.split("-")))
    # What was parted is no word of its own.
    counts.subtract(word.left.lower() for word in parted)
    counts.subtract(word.right.lower() for word in parted)
    return counts


def _edits(counts: Counter[str], text: str) -> Edits:
    found: list[Edit] = []
    if SOFT in text:
        for match in _SOFT.finditer(text):
            found += _moved(text, Edit(*match.span(), "soft hyphen"))
    for word in _parted(text):
        edit = _edit(word, counts)
        if edit is not None:
            found += _moved(text, edit)
    return Edits.of(found)


def _moved(text: str, edit: Edit) -> list[Edit]:
    """Return what puts a word together, and the end of its line after it, so that lines stay."""
    end = _IN_END.search(text, edit.start, edit.end)
    gap = _GAP.match(text, edit.end) if end is not None else None
    if end is None or gap is None:
        return [edit]
    return [edit, Edit(*gap.span(1), "the line ends after the word", end[0])]


def _edit(word: _Parted, counts: Counter[str]) -> Edit | None:
    """Return what takes the place of a hyphen and a line's end, if anything."""
    left, right = word.left.lower(), word.right.lower()
    whole, hyphened = counts[left + right], counts[f"{left}-{right}"]
    if right in _SUSPENDED and whole <= 0:
        return None
    # Only the line's end goes, the hyphen before it stays.
    keep = partial(Edit, word.start + 1, word.end)
    if word.right[0].isupper() and not word.left.isupper():
        return keep("the texts have it with its hyphen") if hyphened > 0 else None
    if hyphened > 0 and hyphened >= whole:
        return keep("the texts have it with its hyphen")
    if whole > 0:
        return Edit(word.start, word.end, "the texts have it as one word")
    last = left.rpartition("-")[2]
    if counts[right] > 0 and last in _KEEPS:
        return keep("its first part is written with a hyphen")
    if counts[right] > 0 and counts[last] > 0 and min(len(last), len(right)) > 2 and right not in _ENDINGS:
        return keep("both parts are words in the texts")
    return Edit(word.start, word.end, "a part of it is no word in the texts")
