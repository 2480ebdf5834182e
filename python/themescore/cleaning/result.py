"""What cleaning removed: nothing disappears without a row that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore.cleaning.edits import Edits
from themescore.cleaning.span_map import SpanMap
from themescore.cleaning.step import Step
from themescore.corpora.documents import names_missing
from themescore.errors import DocumentLookupError
from themescore.showing.terminal import aligned, cut, printable
from themescore.showing.view import cleaning_table, counted

if TYPE_CHECKING:
    import narwhals as nw
    import numpy.typing as npt

_SHOWN_TEXTS = 4  # of a step
_LOOKED_AT = 20_000  # removals of a step, for those that are shown
_COLUMNS = 80


@dataclass(frozen=True)
class Removals:
    """What one step removed from one document.

    Parameters
    ----------
    step : int
        Which of the steps.
    starts, ends : arrays of int
        The spans, in the original.
    reasons, replacements : arrays of int
        Which of `reason_texts` and `replacement_texts` each has.
    """

    step: int
    starts: npt.NDArray[np.integer]
    ends: npt.NDArray[np.integer]
    reasons: npt.NDArray[np.integer]
    replacements: npt.NDArray[np.integer]
    reason_texts: tuple[str, ...]
    replacement_texts: tuple[str, ...]

    @classmethod
    def of(cls, step: int, edits: Edits, before: SpanMap) -> Removals:
        """Return the edits of a text that earlier steps had made, with their places in the original.

        What an earlier step had put in has its row already. Where one had removed something inside of what is
        removed now, there is a row for each side of it.
        """
        pieces = before.all_pieces(edits.starts, edits.ends)
        kept = pieces.kept
        of = pieces.of[kept]
        first = np.append(True, of[1:] != of[:-1])[: len(of)]
        # What takes the place of several pieces takes that of the first.
        nothing = len(edits.replacement_texts)
        return cls(
            step,
            pieces.starts[kept].astype(np.int64),
            pieces.ends[kept].astype(np.int64),
            edits.reasons[of],
            np.where(first, edits.replacements[of], nothing).astype(np.int32),
            edits.reason_texts,
            (*edits.replacement_texts, ""),
        )

    @property
    def removed(self) -> int:
        """How many characters of the original are gone."""
        return int((self.ends - self.starts).sum())

    @property
    def inserted(self) -> int:
        """How many characters stand in their place."""
        lengths = np.array([len(text) for text in self.replacement_texts], np.int64)
        return int(lengths[self.replacements].sum())


class _StepSum(NamedTuple):
    step: str
    documents: int
    places: int
    removed: int
    inserted: int
    most: float


class Cleaning:
    r"""What `clean` removed from the documents of a corpus, step by step; ``corpus.cleaning``.

    Attributes
    ----------
    steps : tuple
        The steps, in order, with their options.
    maps : tuple of SpanMap
        The way from the text of each document to its original and back.

    Examples
    --------
    >>> import themescore as ts
    >>> text = "Trade grew by four per cent, and so did wages.\n© 2024 The Office"
    >>> corpus = ts.clean(ts.Corpus([text], ids=["a"]), ["web_boilerplate"])
    >>> corpus.cleaning
    Cleaning(web_boilerplate: 1 place in 1 of 1 document, 18 of 64 characters)
    >>> corpus.cleaning.to_frame().iloc[0].to_dict()
    {'document': 'a', 'step': 'web_boilerplate', 'start': 46, 'end': 64, 'text': '\n© 2024 The Office',
    'replacement': '', 'reason': 'copyright'}
    """

    def __init__(
        self,
        steps: Sequence[Step],
        ids: Sequence[str],
        originals: Sequence[str],
        maps: Sequence[SpanMap],
        removals: Sequence[tuple[Removals, ...]],
        like: nw.DataFrame[Any] | None,
    ) -> None:
        self.steps, self.maps = tuple(steps), tuple(maps)
        self._ids, self._originals, self._removals = tuple(ids), tuple(originals), tuple(removals)
        self._like = like

    def _take(self, positions: Sequence[int]) -> Cleaning:
        """Return what is known of some of the documents."""
        return Cleaning(
            self.steps,
            [self._ids[position] for position in positions],
            [self._originals[position] for position in positions],
            [self.maps[position] for position in positions],
            [self._removals[position] for position in positions],
            self._like,
        )

    def originals_of(
        self,
        documents: npt.NDArray[np.integer],
        starts: npt.NDArray[np.integer],
        ends: npt.NDArray[np.integer],
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return where spans of the texts stand in the originals.

        Parameters
        ----------
        documents : array of int
            The position of the document of each span.
        starts, ends : arrays of int
            Code points of its text, half-open.
        """
        low, high = np.zeros(len(documents), np.int64), np.zeros(len(documents), np.int64)
        order = np.argsort(documents, kind="stable")
        firsts = np.searchsorted(documents[order], np.arange(len(self.maps) + 1)).tolist()
        for spans, first, last in zip(self.maps, firsts[:-1], firsts[1:], strict=True):
            if first < last:
                own = order[first:last]
                # Unsigned numbers would not go below zero.
                low[own], high[own] = spans.spans_to_original(
                    starts[own].astype(np.int64), ends[own].astype(np.int64)
                )
        return low, high

    def to_frame(self, document: str | None = None) -> Any:
        """Return all that was removed, one row a place, of the library of the metadata.

        Columns: document, step, start and end (code points of the original, half-open), text (what stood
        there), replacement (what stands there now: mostly nothing), reason. No two rows overlap, and the rows
        and the text of the document together are the whole original.

        Parameters
        ----------
        document : str, optional
            The id of the document; all if not given.

        Raises
        ------
        DocumentLookupError
            If there is no such document.
        """
        from themescore.corpora.frames import build

        names = [step.name for step in self.steps]
        columns: dict[str, list[Any]] = {
            name: [] for name in ("document", "step", "start", "end", "text", "replacement", "reason")
        }
        for position in self._positions(document):
            original = self._originals[position]
            rows = []
            for part in self._removals[position]:
                for start, end, reason, put in zip(
                    part.starts.tolist(),
                    part.ends.tolist(),
                    part.reasons.tolist(),
                    part.replacements.tolist(),
                    strict=True,
                ):
                    texts = (part.replacement_texts[put], part.reason_texts[reason])
                    rows.append((start, end, names[part.step], *texts))
            rows.sort()
            columns["document"] += [self._ids[position]] * len(rows)
            columns["text"] += [original[start:end] for start, end, *_ in rows]
            for place, name in enumerate(("start", "end", "step", "replacement", "reason")):
                columns[name] += [row[place] for row in rows]
        return build(columns, like=self._like)

    def summary(self) -> Any:
        """Return what each step did, one row a step, of the library of the metadata.

        Columns: step, documents (in how many it did something), places, removed and inserted (characters),
        most (the largest share of a document's original that it removed).
        """
        from themescore.corpora.frames import build

        sums = self._sums()
        columns = {name: [getattr(row, name) for row in sums] for name in _StepSum._fields}
        return build(columns, like=self._like)

    def _positions(self, document: str | None) -> Sequence[int]:
        if document is None:
            return range(len(self._ids))
        if document not in self._ids:
            there = names_missing(self._ids, ())
            raise DocumentLookupError(f"no document {document!r}; there are {there}")
        return [self._ids.index(document)]

    def _sums(self) -> list[_StepSum]:
        sums = []
        for number, step in enumerate(self.steps):
            own = [
                (part, len(original))
                for parts, original in zip(self._removals, self._originals, strict=True)
                for part in parts
                if part.step == number
            ]
            sums.append(
                _StepSum(
                    step.name,
                    len(own),
                    sum(len(part.starts) for part, _ in own),
                    sum(part.removed for part, _ in own),
                    sum(part.inserted for part, _ in own),
                    max((part.removed / length for part, length in own), default=0.0),
                )
            )
        return sums

    def _often(self) -> list[tuple[str, int, str]]:
        """Return what each step removed most often: its name, how often, and the text."""
        out = []
        for number, step in enumerate(self.steps):
            counts: Counter[str] = Counter()
            left = _LOOKED_AT
            for parts, original in zip(self._removals, self._originals, strict=True):
                for part in parts:
                    if part.step == number and left > 0:
                        left -= len(part.starts)
                        spans = zip(part.starts.tolist(), part.ends.tolist(), strict=True)
                        counts.update(" ".join(original[start:end][:400].split()) for start, end in spans)
            del counts[""]
            out += [(step.name, times, text) for text, times in counts.most_common(_SHOWN_TEXTS)]
        return out

    def _totals(self) -> str:
        touched = sum(bool(parts) for parts in self._removals)
        places = sum(len(part.starts) for parts in self._removals for part in parts)
        removed = sum(part.removed for parts in self._removals for part in parts)
        return (
            f"{counted(places, 'place')} in {touched:,} of {counted(len(self._ids), 'document')}, "
            f"{removed:,} of {counted(sum(map(len, self._originals)), 'character')}"
        )

    def _of_corpus(self) -> str:
        """Return what a corpus says of its cleaning in its one line."""
        return f"cleaned: {', '.join(step.name for step in self.steps) or 'no step'}"

    def __repr__(self) -> str:
        return f"Cleaning({', '.join(step.name for step in self.steps) or 'no step'}: {self._totals()})"

    def _rows(self) -> list[list[str]]:
        return [
            [row.step, *(f"{number:,}" for number in row[1:5]), f"{100 * row.most:.1f}%"]
            for row in self._sums()
        ]

    def __str__(self) -> str:
        head = ["step", "documents", "places", "removed", "put in", "most"]
        lines = aligned([head, *self._rows()])
        often = [
            cut(f"  {step}, {_times(times)}: {printable(text)}", _COLUMNS)
            for step, times, text in self._often()
        ]
        return "\n".join([self._totals(), *lines, *often])

    def _repr_html_(self) -> str:
        return cleaning_table(self._totals(), self._rows(), self._often())


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
