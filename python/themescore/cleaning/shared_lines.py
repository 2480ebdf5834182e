"""Lines at the ends of documents that many documents of a corpus share."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Real
from typing import Any, ClassVar, NamedTuple

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.step import Step
from themescore.errors import OptionError, check_option, check_whole_number, shown

_DEEPEST = 200  # lines
# Of the documents that share an ending, what stands above it: else they are copies of each other.
_DIFFERENT = 0.5
_LONGEST = 2000  # characters of a line that are compared one by one
_SIDES = {"end": (False,), "start": (True,), "both": (True, False)}


class _Line(NamedTuple):
    start: int
    end: int  # with what ends the line
    key: str


class _Shared(NamedTuple):
    """The beginnings, or endings, that many documents share, as a tree: of its root 0 the outermost lines."""

    follow: dict[tuple[int, str], int]
    documents: dict[int, int]
    borders: set[int]  # lines behind which the documents differ


@dataclass(frozen=True)
class SharedLines(Step):
    """Remove what many documents have at their ends, line for line.

    From the last line of a document upwards (or from the first downwards), as long as at least so many
    documents have exactly these lines there, without those that are empty, and at least half of these
    documents differ in what comes next: copies of one document are left alone. At least `lines` lines have to
    be found. Text that a footer varies, such as a date, ends the search.

    Parameters
    ----------
    at : {"end", "start", "both"}
        Where it is looked for.
    documents : int
        How many documents have to share it, from 2.
    share : float
        Which share of all documents that has to be as well, from 0 to 1.
    lines : int
        The fewest lines that are removed, from 1: with one, a closing phrase that many speeches have goes as
        well.
    """

    name: ClassVar[str] = "shared_lines"
    at: str = "end"
    documents: int = 3
    share: float = 0.1
    lines: int = 3

    def __post_init__(self) -> None:
        check_option("at", self.at, _SIDES)
        check_whole_number("documents", self.documents, 2, 2**31)
        check_whole_number("lines", self.lines, 1, _DEEPEST)
        share: Any = self.share
        if isinstance(share, bool) or not isinstance(share, Real) or not 0 <= float(share) <= 1:
            raise OptionError(
                f"share={shown(share)}: it can be a number from 0 to 1", option="share", value=share
            )

    def prepare(self, texts: Sequence[str]) -> Callable[[str], Edits]:
        """Return what finds the edits of one of these texts."""
        enough = max(self.documents, math.ceil(self.share * len(texts)))
        sides = [(from_start, _shared(texts, from_start, enough)) for from_start in _SIDES[self.at]]
        return partial(self._edits, sides)

    def _edits(self, sides: Sequence[tuple[bool, _Shared]], text: str) -> Edits:
        found = []
        for from_start, shared in sides:
            node, block = 0, []
            for line in _lines(text, from_start):
                node = shared.follow.get((node, line.key), -1)
                if node < 0:
                    break
                block.append((line, shared.documents[node], node in shared.borders))
            while block and not block[-1][2]:
                block.pop()
            if len(block) >= self.lines:
                # Line by line, so that each row of the table says how many have it.
                found += [
                    Edit(line.start, line.end, f"{count:,} documents have it at their {_END[from_start]}")
                    for line, count, _ in block
                ]
        return Edits.of(found)


_END = {True: "start", False: "end"}


def _shared(texts: Sequence[str], from_start: bool, enough: int) -> _Shared:
    """Return what at least so many texts share, line by line, as deep as it goes."""
    shared = _Shared({}, {}, set())
    going = {0: [_lines(text, from_start) for text in texts]}
    for _ in range(_DEEPEST):
        deeper: dict[int, list[Iterator[_Line]]] = {}
        for node, group in going.items():
            by_key = defaultdict(list)
            for lines in group:
                line = next(lines, None)
                by_key["" if line is None else line.key].append(lines)
            if len(by_key) >= max(2, _DIFFERENT * len(group)):
                shared.borders.add(node)
            for key, same in by_key.items():
                if key and len(same) >= enough:
                    number = len(shared.documents) + 1
                    shared.follow[node, key] = number
                    shared.documents[number] = len(same)
                    deeper[number] = same
        going = deeper
    return shared


def _lines(text: str, from_start: bool) -> Iterator[_Line]:
    """Yield the lines that are not blank from the first on, or from the last.

    Each comes with the empty lines on its inner side, so that nothing is left between it and the text.
    """
    return _downwards(text) if from_start else _upwards(text)


def _downwards(text: str) -> Iterator[_Line]:
    begin = at = 0
    key = ""
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        content = text[at:end].strip()
        if content:
            if key:
                yield _Line(begin, at, key)
                begin = at
            key = _key(content)
        at = end
    if key:
        yield _Line(begin, len(text), key)


def _upwards(text: str) -> Iterator[_Line]:
    end = at = len(text)
    key = ""
    while at > 0:
        start = text.rfind("\n", 0, at - 1) + 1
        content = text[start:at].strip()
        if content:
            if key:
                # From the end of the line above on.
                inner = start + len(text[start:at].rstrip())
                yield _Line(inner, end, key)
                end = inner
            key = _key(content)
        at = start
    if key:
        yield _Line(0, end, key)


def _key(content: str) -> str:
    """Return what a line is compared by: of a long one not all of it, which may be a whole document."""
    return " ".join(content.split()) if len(content) <= _LONGEST else f"{len(content)} {hash(content)}"
