"""What the core has made of themes or cues, kept for the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from themescore.tokenizing.tokenizer import Tokenizer
    from themescore.tokenizing.word_pattern import PatternTokenizer

_Made = TypeVar("_Made")


class LastCompiled(Generic[_Made]):
    """What was made for the last tokenizer, which serves every equal one.

    Copies and pickles begin without it.
    """

    def __init__(self) -> None:
        self._last: tuple[Tokenizer | PatternTokenizer, _Made] | None = None

    def get(self, tokenizer: Tokenizer | PatternTokenizer, make: Callable[[], _Made]) -> _Made:
        """Return what ``make()`` returns, which is called only where the last tokenizer was another."""
        last = self._last
        if last is None or last[0] != tokenizer:
            last = self._last = tokenizer, make()
        return last[1]

    def __reduce__(self) -> tuple[Any, ...]:
        return LastCompiled, ()
