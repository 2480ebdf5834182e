"""Words and sentences of a text, as the scores see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

from themescore import _core
from themescore.errors import InputError, TextError, check_option

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Token", "Tokenizer", "Tokens"]

_Result = TypeVar("_Result")


class Token(NamedTuple):
    """A piece of a text that is not white space.

    Parameters
    ----------
    start, end : int
        Code points of the text, half-open: ``text[start:end]`` is the token as it was written.
    form : str
        What makes ``Reform`` and ``REFORM`` one word: NFKC, case folded.
    kind : {"word", "number", "punctuation", "symbol", "other"}
        Words and numbers are what rates are counted per.
    """

    start: int
    end: int
    form: str
    kind: str


class Tokens(Sequence[Token]):
    """The tokens of one text, in order of their start; what `Tokenizer.tokens` returns."""

    def __init__(
        self,
        starts: npt.NDArray[np.int64],
        ends: npt.NDArray[np.int64],
        kinds: npt.NDArray[np.uint8],
        forms: list[str],
    ) -> None:
        self._starts, self._ends, self._kinds, self._forms = starts, ends, kinds, forms

    def __len__(self) -> int:
        return len(self._forms)

    @overload
    def __getitem__(self, key: int) -> Token: ...
    @overload
    def __getitem__(self, key: slice) -> Tokens: ...
    def __getitem__(self, key: int | slice) -> Token | Tokens:
        """Return one token, or the tokens of a slice."""
        if isinstance(key, slice):
            return Tokens(self._starts[key], self._ends[key], self._kinds[key], self._forms[key])
        kind = _core.TOKEN_KINDS[self._kinds[key]]
        return Token(int(self._starts[key]), int(self._ends[key]), self._forms[key], kind)

    def __iter__(self) -> Iterator[Token]:
        return (self[i] for i in range(len(self)))

    def to_frame(self) -> Any:
        """Return a pandas frame with the columns start, end, form and kind."""
        import pandas as pd

        kinds = [_core.TOKEN_KINDS[kind] for kind in self._kinds]
        return pd.DataFrame({"start": self._starts, "end": self._ends, "form": self._forms, "kind": kinds})

    def __repr__(self) -> str:
        first = ", ".join(token.form for token in self[:8])
        return f"Tokens({len(self):,}: {first}{', …' if len(self) > 8 else ''})"

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())


class Tokenizer:
    """Finds the words and sentences of a text in English, Chinese and both at once.

    Words are those of Unicode's UAX #29, version 15.0. Between Chinese and any other script there is always a
    border. Sentences are those of UAX #29 with rules for real reports: a full-width stop needs no space after
    it, abbreviations and initials do not end a sentence, nor does a line break that only wraps a line.

    Parameters
    ----------
    han : {"bigram"}
        How a run of Chinese characters is cut. "bigram": every two neighbouring characters are a
        word, so that a pattern of two or more characters is found wherever it stands; a character on its own
        is a word.

    Raises
    ------
    OptionError
        Another value of `han`.

    Examples
    --------
    >>> from themescore import Tokenizer
    >>> tokenizer = Tokenizer()
    >>> tokenizer.words("关于国有Enterprise reform的论述")
    ['关于', '于国', '国有', 'Enterprise', 'reform', '的论', '论述']
    >>> text = "He spoke。New Gansu reported it."
    >>> [text[start:end] for start, end in tokenizer.sentences(text)]
    ['He spoke。', 'New Gansu reported it.']
    """

    def __init__(self, *, han: str = "bigram") -> None:
        check_option("han", han, _core.HAN_SEGMENTERS)
        self._core = _core.Tokenizer(han=han)

    @property
    def han(self) -> str:
        """How a run of Chinese characters is cut."""
        return self._core.han

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text; white space is none.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().tokens("State-owned!")[2]
        Token(start=6, end=11, form='owned', kind='word')
        """
        return Tokens(*_of_text(self._core.tokens, text))

    def words(self, text: str) -> list[str]:
        """Return the words of a text as they are written, in order; numbers are words, punctuation is not.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().words("Growth of 3.5 percent, the Province's best.")
        ['Growth', 'of', '3.5', 'percent', 'the', "Province's", 'best']
        """
        return [
            text[token.start : token.end] for token in self.tokens(text) if token.kind in ("word", "number")
        ]

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of each sentence, without the white space around it.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.
        """
        return _of_text(self._core.sentences, text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tokenizer) and self.han == other.han

    def __hash__(self) -> int:
        return hash((Tokenizer, self.han))

    def __getstate__(self) -> dict[str, str]:
        return {"han": self.han}

    def __setstate__(self, state: dict[str, str]) -> None:
        self._core = _core.Tokenizer(han=state["han"])

    def __repr__(self) -> str:
        return f"Tokenizer(han={self.han!r})"


def _of_text(function: Callable[[str], _Result], text: object) -> _Result:
    """Call the core with a text; its errors become ours."""
    if not isinstance(text, str):
        raise InputError(f"a text is a str, not {type(text).__name__}")
    try:
        return function(text)
    except _core.InputError as error:
        raise TextError(error.message, offset=error.offset) from None
