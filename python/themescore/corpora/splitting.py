"""Pieces of texts that keep their place: sentences, paragraphs, sections, windows of words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore import _core
from themescore.corpora.frames import take, with_columns
from themescore.errors import (
    InputError,
    OptionError,
    ThemescoreWarning,
    check_option,
    check_whole_number,
    listed,
    shown,
)
from themescore.scoring.counting import as_tokenizer

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus
    from themescore.tokenizing.tokenizer import Tokenizer

COLUMNS = ("parent", "start", "end")

_WORDS = [kind in ("word", "number") for kind in _core.TOKEN_KINDS]

_LINE = re.compile(r"[^\r\n]+")
_FENCE = re.compile(r"\s*(```|~~~)")
_MARKDOWN = re.compile(r"\s{0,3}#{1,6}\s+(?P<heading>.*?)\s*#*\s*")
_LONGEST_HEADING = 80
_NUMBERED = re.compile(
    r"""
    第[〇零一二三四五六七八九十百0-9]{1,6}[编編篇部章节節](?![\w])    # 第三章
    | [〇零一二三四五六七八九十]{1,3}、\S                              # 一、
    | [(（][〇零一二三四五六七八九十]{1,3}[)）]\s*\S                    # （一）
    | (?:[Cc]hapter|[Pp]art|[Ss]ection|[Aa]nnex|[Aa]ppendix
       |CHAPTER|PART|SECTION|ANNEX|APPENDIX)\ (?:[0-9]{1,3}|[IVXLC]{1,7}|[A-Z])\b
    | [0-9]{1,2}(?:\.[0-9]{1,2}){1,3}\.?\s+\S                         # 2.1 Prices
    | (?:[0-9]{1,2}|[IVX]{1,5})\.\s+[^\W\d_a-z]                       # 2. Prices, II. Prices
    """,
    re.VERBOSE,
)
_ENDS_LIKE_A_SENTENCE = (*".。!！?？;；:：,，、", "……", ".”", '."', "。”")


class Piece(NamedTuple):
    """A part of a text: its code points, half-open, and the heading that it stands under."""

    start: int
    end: int
    heading: str | None = None


def split(
    corpus: Corpus, into: str, size: int | None, tokenizer: Tokenizer | None, columns: Sequence[str]
) -> Corpus:
    """Cut the texts of a corpus; `Corpus.split` has the documentation."""
    check_option("into", into, _CUTTERS)
    if (size is None) is (into == "words"):
        hint = "give size=, how many words a piece has" if size is None else "size= is for into='words'"
        raise OptionError(f"into={into!r}: {hint}", option="size", value=size)
    if size is not None:
        check_whole_number("size", size, 1, 2**31 - 1)
    names = _column_names(corpus, columns, into == "sections")
    found = _CUTTERS[into](as_tokenizer(tokenizer), size or 0)
    pieces = [_trimmed(text, found(text)) for text in corpus.texts]
    bare = [name for name, own in zip(corpus.ids, pieces, strict=True) if not own]
    if len(bare) == len(pieces):
        raise InputError(f"no text has {into}: all {len(bare):,} are empty or white space")
    if bare:
        warnings.warn(
            f"documents without {into}, of which nothing is left: {listed(bare)}",
            ThemescoreWarning,
            stacklevel=3,
        )
    parents = [at for at, own in enumerate(pieces) for _ in own]
    flat = [piece for own in pieces for piece in own]
    ids = tuple(
        f"{name}#{number}"
        for name, own in zip(corpus.ids, pieces, strict=True)
        for number in range(1, len(own) + 1)
    )
    texts = tuple(corpus.texts[at][piece.start : piece.end] for at, piece in zip(parents, flat, strict=True))
    values: list[list[Any]] = [
        [corpus.ids[at] for at in parents],
        [piece.start for piece in flat],
        [piece.end for piece in flat],
        [piece.heading for piece in flat],
    ]
    frame = None if corpus._frame is None else take(corpus._frame, parents)
    # zip: only sections have a heading.
    return corpus._of(
        ids,
        texts,
        with_columns(frame, dict(zip(names, values, strict=False))),
        corpus._failures,
        {},
    )


def _column_names(corpus: Corpus, columns: Sequence[str], headings: bool) -> list[str]:
    names = [columns] if isinstance(columns, str) else list(columns)
    if len(names) != len(COLUMNS) or not all(isinstance(name, str) for name in names):
        reason = f"columns={shown(columns)}: name three, for the parent's id, the start and the end"
        raise OptionError(reason, option="columns", value=columns)
    names += ["heading"] if headings else []
    there = [] if corpus._frame is None else corpus._frame.columns
    taken = [name for at, name in enumerate(names) if name in there or name in names[:at]]
    if taken:
        raise InputError(
            f"the metadata would have two columns {listed(taken)}: name others in columns=, for instance "
            'columns=("section", "start in section", "end in section")'
            + ("" if taken != ["heading"] else ", or rename that of the metadata")
        )
    return names


def _trimmed(text: str, pieces: Iterator[Piece]) -> list[Piece]:
    """Return the pieces without the white space around them, and none that is nothing else."""
    kept = []
    for start, end, heading in pieces:
        part = text[start:end]
        inner = part.strip()
        if inner:
            start += len(part) - len(part.lstrip())
            kept.append(Piece(start, start + len(inner), heading))
    return kept


def _sentences(tokenizer: Tokenizer, _size: int) -> Callable[[str], Iterator[Piece]]:
    return lambda text: (Piece(start, end) for start, end in tokenizer.sentences(text))


def _paragraphs(tokenizer: Tokenizer, _size: int) -> Callable[[str], Iterator[Piece]]:
    def found(text: str) -> Iterator[Piece]:
        numbers, sentences = tokenizer._core.paragraphs(text), tokenizer.sentences(text)
        changes = [at for at, (one, other) in enumerate(pairwise(numbers), start=1) if one != other]
        return _between(text, [sentences[at][0] for at in changes])

    return found


def _between(text: str, borders: Sequence[int]) -> Iterator[Piece]:
    for start, end in pairwise(sorted({0, *borders, len(text)})):
        yield Piece(start, end)


def _windows(tokenizer: Tokenizer, size: int) -> Callable[[str], Iterator[Piece]]:
    def found(text: str) -> Iterator[Piece]:
        starts, _, kinds, _ = tokenizer._core.tokens(text)
        words = [start for start, kind in zip(starts.tolist(), kinds.tolist(), strict=True) if _WORDS[kind]]
        # What stands before the first word of a window, such as a bracket, is the end of the one before.
        return _between(text, words[size::size])

    return found


def _sections(_tokenizer: Tokenizer, _size: int) -> Callable[[str], Iterator[Piece]]:
    def found(text: str) -> Iterator[Piece]:
        at: int = 0
        heading: str | None = None
        fenced = False
        for line in _LINE.finditer(text):
            fenced ^= _FENCE.match(line[0]) is not None
            new = None if fenced else heading_of(line[0])
            if new is not None:
                yield Piece(at, line.start(), heading)
                at, heading = line.start(), new
        yield Piece(at, len(text), heading)

    return found


def heading_of(line: str) -> str | None:
    """Return the heading that a line is, None if it is none.

    One is marked as in Markdown, or numbered, short and no sentence.
    """
    if len(line) > 4 * _LONGEST_HEADING:
        return None
    marked = _MARKDOWN.fullmatch(line)
    if marked:
        return marked["heading"] or None
    line = line.strip()
    sentence = line.endswith(_ENDS_LIKE_A_SENTENCE) or "。" in line
    return None if len(line) > _LONGEST_HEADING or sentence or not _NUMBERED.match(line) else line


_CUTTERS: dict[str, Callable[[Tokenizer, int], Callable[[str], Iterator[Piece]]]] = {
    "sentences": _sentences,
    "paragraphs": _paragraphs,
    "sections": _sections,
    "words": _windows,
}
