"""Which span of an original each span of its cleaned text comes from, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.signedinteger]
    Flags = npt.NDArray[np.bool_]


class Pieces(NamedTuple):
    """What spans of a cleaned text are in the original, piece by piece.

    Parameters
    ----------
    of : array of int
        Which of the spans each piece belongs to.
    starts, ends : arrays of int
        The piece in the original.
    lengths : array of int
        How many characters of the cleaned text it is.
    kept : array of bool
        Whether it is characters that were kept, and not some that stand for others.
    """

    of: Integers
    starts: Integers
    ends: Integers
    lengths: Integers
    kept: Flags


class SpanMap:
    r"""Where the characters of a cleaned text stand in its original.

    The cleaned text is cut into segments. One is either characters that were kept, or some that stand for
    others, as a blank for the end of a line. What was removed lies between the segments. Looking up a span is
    a bisection among the cuts.

    Parameters
    ----------
    cuts : array of int
        Where the segments begin in the cleaned text, and where the last one ends.
    starts, ends : arrays of int
        The span of each segment in the original.
    kept : array of bool
        Whether a segment is characters that were kept.
    length : int
        The original's length.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.clean(ts.Corpus(["Growth of indus-\ntry."]), ["hyphenation"])
    >>> corpus.texts[0]
    'Growth of industry.'
    >>> corpus.cleaning.maps[0].to_original(10, 18)
    (10, 20)
    """

    __slots__ = ("_cuts", "_ends", "_kept", "_length", "_starts")

    def __init__(self, cuts: Integers, starts: Integers, ends: Integers, kept: Flags, length: int) -> None:
        # Half the memory for all texts below two billion characters.
        kind: type[np.signedinteger] = np.int32 if length < 2**31 else np.int64
        self._cuts, self._starts, self._ends = (part.astype(kind) for part in (cuts, starts, ends))
        self._kept, self._length = np.asarray(kept, bool), length

    @classmethod
    def identity(cls, length: int) -> SpanMap:
        """Return the map of a text of which nothing was changed."""
        whole = np.array([length] if length else [], np.int64)
        nothing = np.zeros_like(whole)
        return cls(np.concatenate([[0], whole]), nothing, whole, np.ones(len(whole), bool), length)

    @property
    def length(self) -> int:
        """How many characters the cleaned text has."""
        return int(self._cuts[-1])

    @property
    def original_length(self) -> int:
        """How many characters the original has."""
        return self._length

    @property
    def nbytes(self) -> int:
        """How much memory the arrays take."""
        return sum(part.nbytes for part in (self._cuts, self._starts, self._ends, self._kept))

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SpanMap) and (
            self._length == other._length
            and all(
                np.array_equal(getattr(self, name), getattr(other, name))
                for name in ("_cuts", "_starts", "_ends", "_kept")
            )
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"SpanMap({self.length:,} of {self._length:,} characters in {len(self):,} segments)"

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the original that holds what a span of the cleaned text comes from.

        It holds what was removed between its parts as well; `pieces` leaves that out. Of an empty span it is
        empty.
        """
        starts, ends = self.spans_to_original(np.array([start]), np.array([end]))
        return int(starts[0]), int(ends[0])

    def spans_to_original(self, starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
        """Do the same for many spans at once."""
        if not len(self):
            nowhere = np.zeros(len(starts), np.int64)
            return nowhere, nowhere
        # An empty span after the last character lies where that one ends.
        at_end = starts >= self.length
        first = self._segment(np.minimum(starts, self.length - 1))
        last = self._segment(np.maximum(ends, 1) - 1)
        low = self._starts[first] + np.where(self._kept[first], starts - self._cuts[first], 0)
        high = np.where(self._kept[last], self._starts[last] + ends - self._cuts[last], self._ends[last])
        low = np.where(at_end, self._ends[-1], low)
        return low.astype(np.int64), np.where(starts == ends, low, high).astype(np.int64)

    def to_cleaned(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the cleaned text that what was kept of a span of the original has become.

        Where nothing of it was kept it is empty, and lies where it would have stood.
        """
        if not len(self):
            return 0, 0
        first = int(np.searchsorted(self._ends, start, "right"))
        last = int(np.searchsorted(self._starts, end, "left")) - 1
        if first >= len(self):
            return self.length, self.length
        low = int(self._cuts[first])
        if self._kept[first]:
            low += max(0, start - int(self._starts[first]))
        if last < first or end <= start:
            return low, low
        high = int(self._cuts[last + 1])
        if self._kept[last]:
            high -= max(0, int(self._ends[last]) - end)
        return low, max(low, high)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans of the original that a span of the cleaned text comes from, in order."""
        found = self.all_pieces(np.array([start]), np.array([end]))
        out: list[tuple[int, int]] = []
        for low, high in zip(found.starts.tolist(), found.ends.tolist(), strict=True):
            # What stands for the same span, or a part of it, is one piece.
            if out and low <= out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            else:
                out.append((low, high))
        return out

    def all_pieces(self, starts: Integers, ends: Integers) -> Pieces:
        """Return the pieces of many spans, span by span."""
        first = np.searchsorted(self._cuts, starts, "right") - 1
        beyond = np.searchsorted(self._cuts, ends, "left")
        count = np.where(ends > starts, beyond - first, 0)
        of = np.repeat(np.arange(len(starts)), count)
        at = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count) + first[of]
        low, high = np.maximum(starts[of], self._cuts[at]), np.minimum(ends[of], self._cuts[at + 1])
        kept = self._kept[at]
        moved = self._starts[at] - self._cuts[at]
        return Pieces(
            of,
            np.where(kept, low + moved, self._starts[at]),
            np.where(kept, high + moved, self._ends[at]),
            high - low,
            kept,
        )

    def then(self, later: SpanMap) -> SpanMap:
        """Return the map of a text that was cleaned again: `later` leads from it to what this one made."""
        found = self.all_pieces(later._starts, later._ends)
        kept = later._kept[found.of]
        # What stands for something stands for all of it, in one segment.
        inserted = np.flatnonzero(~later._kept)
        low, high = self.spans_to_original(later._starts[inserted], later._ends[inserted])
        order = np.argsort(np.concatenate([found.of[kept], inserted]), kind="stable")
        lengths = np.concatenate([found.lengths[kept], np.diff(later._cuts)[inserted]])[order]
        return SpanMap(
            np.concatenate([[0], np.cumsum(lengths)]),
            np.concatenate([found.starts[kept], low])[order],
            np.concatenate([found.ends[kept], high])[order],
            np.concatenate([found.kept[kept], np.zeros(len(inserted), bool)])[order],
            self._length,
        )

    def _segment(self, positions: Integers) -> Integers:
        return np.searchsorted(self._cuts, positions, "right") - 1
