"""The tokens of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from themescore import _core

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Token", "Tokens"]


class Token(NamedTuple):
    """A piece of a text that is not white space.

    Parameters
    ----------
    start, end : int
        Code points of the text, half-open: ``text[start:end]`` is the token as it was written.
    form : str
        What makes ``Reform`` and ``REFORM``, 國 and 国 one word: NFKC, case folded, simplified Chinese; the
        stem, if the tokenizer has a stemmer.
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
