"""The words that a tokenizer knows: jieba's, and those that it is taught."""

from __future__ import annotations

import functools
import os
import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from themescore import _core
from themescore.errors import (
    InputError,
    LexiconError,
    ReadError,
    ThemescoreWarning,
    check_text,
    check_whole_number,
    listed,
    shown,
)
from themescore.files import opened, why

__all__ = ["TaughtWord"]

_HIGHEST_FREQUENCY = 10**12
_SEPARATOR = re.compile(r"[\s,;，；#]")  # in a word: what was meant for a frequency is none


class TaughtWord(NamedTuple):
    """A word that a tokenizer was taught.

    Parameters
    ----------
    word : str
        Chinese characters, as they are matched: simplified, unless the tokenizer keeps the writing.
    frequency : int
        How often it is taken to occur in the texts that jieba's lexicon was counted in, some 60 million words
        in all; 0 for a word that was removed.
    tag : str
        Its part of speech, in jieba's letters (``ns`` is a place, ``nr`` a person); empty if unknown.
    """

    word: str
    frequency: int
    tag: str = ""


class Entry(NamedTuple):
    """A word to be taught; a frequency of None is worked out so that the word is found."""

    word: str
    frequency: int | None = None
    tag: str = ""


@functools.cache
def base_lexicon() -> _core.HanLexicon:
    """Return jieba's lexicon, mapped once for all tokenizers."""
    path = Path(_core.__file__).with_name("han_lexicon.bin")
    try:
        return _core.HanLexicon(str(path))
    except _core.LexiconError as error:
        raise LexiconError(f"themescore is not whole, install it again: {error.message}", path=path) from None


def entries_of(given: Any, *, remove: bool = False) -> tuple[Entry, ...]:
    """Return what is to be taught: words, (word, frequency[, tag]), a dict of frequencies, or a file.

    Raises
    ------
    InputError
        If it is none of these.
    LexiconError
        If a line of the file is broken.
    """
    if given is None:
        return ()
    if isinstance(given, (str, os.PathLike)) and not remove:
        entries = _of_file(Path(given))
    elif isinstance(given, Mapping):
        entries = [_entry(pair) for pair in given.items()]
    elif isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
        entries = [_entry(item) for item in given]
    else:
        what = (
            "a list of words" if remove else "a list of words, a dict of frequencies, or the path of a file"
        )
        raise InputError(f"lexicon: give {what}, not {type(given).__name__}")
    if remove:
        entries = [Entry(entry.word, 0) for entry in entries]
    usable = [entry for entry in entries if _core.is_han(entry.word)]
    _say_unused([entry.word for entry in entries if not _core.is_han(entry.word)])
    return tuple(usable)


def _entry(given: Any) -> Entry:
    parts = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, (tuple, list)) else ()
    if not 1 <= len(parts) <= 3 or not isinstance(parts[0], str) or not parts[0].strip():
        raise InputError(f"lexicon: {shown(given)} is no word, (word, frequency) or (word, frequency, tag)")
    check_text("lexicon", parts[0])
    word, frequency, tag = parts + (None, "")[len(parts) - 1 :]
    # Asked first, because there may be a hundred thousand words.
    if frequency is not None and not (type(frequency) is int and 0 <= frequency <= _HIGHEST_FREQUENCY):
        check_whole_number(f"lexicon, frequency of {shown(word)}", frequency, 0, _HIGHEST_FREQUENCY)
    check_text(f"lexicon, tag of {shown(word)}", tag)
    return Entry(word.strip(), frequency, tag)


def _of_file(path: Path) -> list[Entry]:
    try:
        with opened(path) as file:
            data = file.read().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    except ReadError as error:
        raise LexiconError(error.reason, path=path) from None
    except (UnicodeError, ValueError) as error:
        raise LexiconError(f"is no path: {why(error)}", path=repr(path)) from None
    try:
        lines = _core.parse_user_dictionary(data)
    except _core.TaughtWordError as error:
        hint = "; save it as UTF-8" if "UTF-8" in error.message else ""
        raise LexiconError(error.message + hint, path=path, line=error.number) from None
    for number, word, *_ in lines:
        if _core.is_han(word[0]) and _SEPARATOR.search(word):
            reason = f"{shown(word)} is no word: a line is a word, its frequency and its tag, blanks between"
            raise LexiconError(reason, path=path, line=number)
    return [Entry(word, frequency, tag) for _, word, frequency, tag in lines]


def _say_unused(words: list[str]) -> None:
    if words:
        warnings.warn(
            f"not all Chinese characters, so not used as words of the lexicon: {listed(words)}",
            ThemescoreWarning,
            stacklevel=4,
        )
