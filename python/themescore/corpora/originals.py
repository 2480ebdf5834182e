"""The way from the texts of a cleaned corpus back to what they were."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from themescore.errors import OptionError, check_whole_number, shown

if TYPE_CHECKING:
    from themescore.cleaning import Cleaning


class Originals:
    """What leads from texts to their originals; a text that was not cleaned is its own."""

    _cleaning: Cleaning | None = None

    @property
    @abstractmethod
    def texts(self) -> tuple[str, ...]:
        """The texts, in order."""

    @abstractmethod
    def _position(self, key: int | str) -> int: ...

    @property
    def cleaning(self) -> Cleaning | None:
        """What `clean` removed, and where; None for a corpus that was not cleaned."""
        return self._cleaning

    def original(self, document: str | int) -> str:
        r"""Return a document's text as it was before it was cleaned.

        Parameters
        ----------
        document : str or int
            Its id or position.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.clean(ts.Corpus(["Growth of indus-\ntry."]), ["hyphenation"])
        >>> corpus.original(0)
        'Growth of indus-\ntry.'
        """
        position = self._position(document)
        return self.texts[position] if self._cleaning is None else self._cleaning._originals[position]

    def to_original(self, document: str | int, start: int, end: int) -> tuple[int, int]:
        r"""Return the span of the original that a span of a document's text comes from.

        It is the smallest that holds all of it; what was removed between its parts lies inside.
        `original_pieces` leaves that out.

        Parameters
        ----------
        document : str or int
            Its id or position.
        start, end : int
            Code points of the text, half-open.

        Raises
        ------
        OptionError
            If the text has no such span.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.clean(ts.Corpus(["Growth of indus-\ntry."]), ["hyphenation"])
        >>> corpus.texts[0][10:18], corpus.to_original(0, 10, 18)
        ('industry', (10, 20))
        """
        position = self._position(document)
        start, end = _checked(start, end, len(self.texts[position]), "the text")
        if self._cleaning is None:
            return start, end
        return self._cleaning.maps[position].to_original(start, end)

    def original_pieces(self, document: str | int, start: int, end: int) -> list[tuple[int, int]]:
        r"""Return the spans of the original that a span of a document's text comes from, in order.

        Parameters
        ----------
        document : str or int
            Its id or position.
        start, end : int
            Code points of the text, half-open.

        Raises
        ------
        OptionError
            If the text has no such span.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.clean(ts.Corpus(["Growth of indus-\ntry."]), ["hyphenation"])
        >>> corpus.original_pieces(0, 10, 18)
        [(10, 15), (17, 20)]
        """
        position = self._position(document)
        start, end = _checked(start, end, len(self.texts[position]), "the text")
        if self._cleaning is None:
            return [(start, end)] * (start < end)
        return self._cleaning.maps[position].pieces(start, end)

    def from_original(self, document: str | int, start: int, end: int) -> tuple[int, int]:
        r"""Return the span of a document's text that a span of its original has become.

        Where nothing of it was kept it is empty, and lies where it would have stood.

        Parameters
        ----------
        document : str or int
            Its id or position.
        start, end : int
            Code points of the original, half-open.

        Raises
        ------
        OptionError
            If the original has no such span.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.clean(ts.Corpus(["Growth of indus-\ntry."]), ["hyphenation"])
        >>> corpus.from_original(0, 10, 20)
        (10, 18)
        """
        position = self._position(document)
        start, end = _checked(start, end, len(self.original(position)), "the original")
        if self._cleaning is None:
            return start, end
        return self._cleaning.maps[position].to_cleaned(start, end)


def _checked(start: object, end: object, length: int, what: str) -> tuple[int, int]:
    low = check_whole_number("start", start, 0, length, f" characters of {what}")
    high = check_whole_number("end", end, 0, length, f" characters of {what}")
    if high < low:
        raise OptionError(
            f"end={shown(end)} is before start={shown(start)}: a span goes from start to end",
            option="end",
            value=end,
        )
    return low, high
