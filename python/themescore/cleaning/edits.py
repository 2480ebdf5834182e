"""What a step does to a text: spans of it that are removed, or give way to a blank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore.cleaning.span_map import SpanMap

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.integer]


class Edit(NamedTuple):
    """A span of a text that is removed, or replaced.

    Parameters
    ----------
    start, end : int
        The span, half-open; it is not empty.
    reason : str
        Why, in a few words.
    replacement : str
        What stands in its place.
    """

    start: int
    end: int
    reason: str
    replacement: str = ""


class Edits:
    """The edits of one step in one text, in order; they do not overlap.

    Parameters
    ----------
    starts, ends : arrays of int
        The spans.
    reasons, replacements : arrays of int
        Which of `reason_texts` and `replacement_texts` each edit has.
    """

    __slots__ = ("ends", "reason_texts", "reasons", "replacement_texts", "replacements", "starts")

    def __init__(
        self,
        starts: Integers,
        ends: Integers,
        reasons: Integers,
        replacements: Integers,
        reason_texts: Sequence[str],
        replacement_texts: Sequence[str],
    ) -> None:
        self.starts, self.ends = np.asarray(starts, np.int64), np.asarray(ends, np.int64)
        self.reasons = np.asarray(reasons, np.int32)
        self.replacements = np.asarray(replacements, np.int32)
        self.reason_texts, self.replacement_texts = tuple(reason_texts), tuple(replacement_texts)

    @classmethod
    def of(cls, edits: Sequence[Edit]) -> Edits:
        """Return a list of edits, in any order, as arrays; one that begins inside another begins after it."""
        kept: list[Edit] = []
        for edit in sorted(edits):
            start = max(edit.start, kept[-1].end) if kept else edit.start
            if start < edit.end:
                kept.append(edit._replace(start=start))
        reasons: dict[str, int] = {}
        replacements: dict[str, int] = {}
        return cls(
            np.array([edit.start for edit in kept], np.int64),
            np.array([edit.end for edit in kept], np.int64),
            np.array([reasons.setdefault(edit.reason, len(reasons)) for edit in kept], np.int32),
            np.array(
                [replacements.setdefault(edit.replacement, len(replacements)) for edit in kept], np.int32
            ),
            list(reasons),
            list(replacements),
        )

    def __len__(self) -> int:
        return len(self.starts)

    def apply(self, text: str) -> tuple[str, SpanMap]:
        """Return the text without what is removed, and the map from it to this text."""
        words = [self.replacement_texts[code] for code in self.replacements.tolist()]
        parts: list[str] = []
        at = 0
        for start, end, word in zip(self.starts.tolist(), self.ends.tolist(), words, strict=True):
            parts += (text[at:start], word)
            at = end
        parts.append(text[at:])
        # Kept and inserted segments in turn; those without a character are none.
        lengths = np.array([len(part) for part in parts], np.int64)
        starts = np.zeros(len(parts), np.int64)
        starts[2::2] = self.ends
        starts[1::2] = self.starts
        ends = np.full(len(parts), len(text), np.int64)
        ends[:-1:2] = self.starts
        ends[1::2] = self.ends
        there = lengths > 0
        cuts = np.concatenate([[0], np.cumsum(lengths[there])])
        kept = np.arange(len(parts)) % 2 == 0
        return "".join(parts), SpanMap(cuts, starts[there], ends[there], kept[there], len(text))
