"""A headline that stands a second time where the text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.step import PlainStep

_LOOKED_AT = 4000  # characters, and lines that are not blank
_LINES = 6
_LONGEST = 400
_SHORTEST = 20  # columns; less may begin a sentence as well
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
# What may follow a headline that the text begins with, where it is not a sentence that goes on.
_AFTER = re.compile(r"\s*(?:[。.!！?？|｜—–:：]|\s-\s)+\s*")
_BLANKS = " \t\xa0\u3000\u200b\ufeff"
_ENDS = _BLANKS + "#*_=。.!！?？:：|｜"


@dataclass(frozen=True)
class RepeatedHeadline(PlainStep):
    """Remove the first line of a text where it stands again as the start of the text.

    Among the next five lines that are not empty: a line that is the same but for blanks, case and the mark at
    its end, or that begins with it, twenty columns long or more, with a stop, colon, dash or bar after it.
    The first is kept.
    """

    name: ClassVar[str] = "repeated_headline"

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        lines = [line for line in _LINE.finditer(text, 0, _LOOKED_AT) if line[0].strip(_BLANKS)][:_LINES]
        if len(lines) < 2 or lines[0].end() - lines[0].start() > _LONGEST:
            return Edits.of([])
        headline = _key(lines[0][0])
        found = []
        for line in lines[1:]:
            if headline and _key(line[0]) == headline:
                end = re.compile(r"\r\n|\s|\Z").match(text, line.end())
                assert end is not None
                start = line.start() if end[0] else lines[0].end()
                found.append(Edit(start, end.end(), "the first line again"))
                break
            length = _beginning(line[0], headline)
            if length:
                found.append(
                    Edit(line.start(), line.start() + length, "the first line again, before the text")
                )
                break
        return Edits.of(found)


def _key(line: str) -> str:
    return " ".join(line.casefold().split()).strip(_ENDS)


def _beginning(line: str, headline: str) -> int:
    """Return how many characters of a line are the headline and the mark after it, 0 without it."""
    if len(headline) + sum(char > "\u2e80" for char in headline) < _SHORTEST:
        return 0
    words = headline.split()
    match = re.compile(r"\s+".join(map(re.escape, words)), re.I).match(line.lstrip())
    if match is None:
        return 0
    indent = len(line) - len(line.lstrip())
    after = _AFTER.match(line, indent + match.end())
    return 0 if after is None or after.end() == len(line) else after.end()
