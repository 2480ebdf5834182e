r"""Words as the regular expression ``\b\w\w+\b`` finds them, which is how scikit-learn does by default."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import cache

from themescore import _core
from themescore.errors import check_text

__all__ = ["PATTERNS", "PatternTokenizer"]

PATTERNS = {"sklearn": 2, r"(?u)\b\w\w+\b": 2, r"(?u)\b\w+\b": 1}
"""The word patterns that there are, with the number of characters that a word has at least."""

# Unicode assigns no letter or digit beyond its planes 0 to 3, and a fifth of the code points takes a fifth
# of the time.
_LAST_PLANE_END = 0x40000


class PatternTokenizer:
    r"""Finds the words of a text by a pattern, with no regard to its sentences.

    Parameters
    ----------
    shortest : int
        How many characters a word has at least.
    lowercase : bool
        Whether A to Z are lowered; what is not ASCII is for the caller to lower, a whole text at a time.
    stop_words : iterable of str
        Words to leave out, as they stand in a text that has been lowered.

    Raises
    ------
    InputError
        A stop word that is no str, or holds a lone surrogate.
    """

    def __init__(self, shortest: int, *, lowercase: bool, stop_words: Iterable[str] = ()) -> None:
        words = [check_text("stop_words", word) for word in stop_words]
        self._core = _core.Tokenizer(
            simplify=False, stop_words=words, word_pattern=_pattern(shortest, lowercase)
        )


@cache
def _pattern(shortest: int, lowercase: bool) -> _core.WordPattern:
    return _core.WordPattern(_word_characters(), shortest=shortest, lower=lowercase)


@cache
def _word_characters() -> list[tuple[int, int]]:
    r"""Return the first and last of each range of ``\w``, of the Unicode version that this Python has."""
    characters = array("I", range(_LAST_PLANE_END)).tobytes().decode("utf-32", "surrogatepass")
    return [(found.start(), found.end() - 1) for found in re.finditer(r"\w+", characters)]
