"""The sentences behind a number."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from themescore.showing.view import counted

__all__ = ["Evidence", "EvidenceSentence"]

_SHOWN_SENTENCES = 50
STRONGEST = "strongest"


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that mentions a theme.

    Parameters
    ----------
    document : str
        The document's id.
    sentence : int
        Which sentence of the document, from 0.
    start, end : int
        Code points of the document's text, half-open.
    text : str
        The sentence as it was written.
    mentions : tuple of (int, int)
        Start and end of each mention in the document, in order.
    weight : float
        What its strongest mention counts in the measure ``emphasis``: the product of the weights of its cue,
        its place and its pattern.
    why : tuple of str
        What makes it so: the cue and its level, the place if it is not the body, the weight of the pattern if
        it is not 1; and how many mentions there are, if several.
    before, after : str
        The sentences around it that were asked for, as they were written.
    original : tuple of (int, int), optional
        Where it stands in the original, if the corpus was cleaned: see `Corpus.original`.
    """

    document: str
    sentence: int
    start: int
    end: int
    text: str
    mentions: tuple[tuple[int, int], ...]
    weight: float = 1.0
    why: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    original: tuple[int, int] | None = None

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the sentence in order, and whether each is a mention."""
        at = 0
        for start, end in self.mentions:
            yield self.text[at : start - self.start], False
            yield self.text[start - self.start : end - self.start], True
            at = end - self.start
        yield self.text[at:], False

    def __str__(self) -> str:
        return self._line("")

    def _reasons(self) -> str:
        """Return what it counts, and why."""
        return ": ".join(filter(None, (f"{self.weight:g}", ", ".join(self.why))))

    def _line(self, marks: str) -> str:
        text = "".join(f"[{part}]" if mentioned else part for part, mentioned in self.parts())
        around = (f"\n  {' '.join(part.split())}" if part else "" for part in (self.before, self.after))
        before, after = around
        text = f"\n  {' '.join(text.split())}" if before else f" {' '.join(text.split())}"
        return f"{self.document}, sentence {self.sentence + 1}{marks}:{before}{text}{after}"


class Evidence(Sequence[EvidenceSentence]):
    """The sentences that mention a theme; what `Scores.evidence` returns.

    Printed, mentions stand in brackets; in a notebook they are highlighted.

    Attributes
    ----------
    theme : str
        The theme's name.
    order : {"text", "strongest", "sample"}
        The order of the sentences.
    """

    def __init__(
        self, theme: str, sentences: Sequence[EvidenceSentence], like: Any, order: str = "text"
    ) -> None:
        self.theme, self.order = theme, order
        self._sentences = tuple(sentences)
        self._like = like

    def __len__(self) -> int:
        return len(self._sentences)

    @overload
    def __getitem__(self, key: int) -> EvidenceSentence: ...
    @overload
    def __getitem__(self, key: slice) -> Evidence: ...
    def __getitem__(self, key: int | slice) -> EvidenceSentence | Evidence:
        """Return one sentence, or the evidence of a slice."""
        if isinstance(key, slice):
            return Evidence(self.theme, self._sentences[key], self._like, self.order)
        return self._sentences[key]

    def to_frame(self) -> Any:
        """Return a frame with one row a sentence, of the library of the metadata.

        Columns: document, sentence, start, end, mentions (how many), text, weight, why (joined by commas),
        before and after (the sentences around it that were asked for). Of a corpus that was cleaned also
        original_start and original_end: where it stands in the original.
        """
        from themescore.corpora.frames import build

        columns: dict[str, list[Any]] = {
            name: [getattr(sentence, name) for sentence in self]
            for name in ("document", "sentence", "start", "end")
        }
        columns["mentions"] = [len(sentence.mentions) for sentence in self]
        columns["text"] = [sentence.text for sentence in self]
        columns["weight"] = [sentence.weight for sentence in self]
        columns["why"] = [", ".join(sentence.why) for sentence in self]
        columns["before"] = [sentence.before for sentence in self]
        columns["after"] = [sentence.after for sentence in self]
        originals = [sentence.original for sentence in self if sentence.original is not None]
        if originals:
            columns["original_start"] = [start for start, _ in originals]
            columns["original_end"] = [end for _, end in originals]
        return build(columns, like=self._like)

    def __str__(self) -> str:
        if not self:
            return f"no sentence mentions {self.theme}"
        weighed = self.order == STRONGEST
        return "\n".join(sentence._line(f" ({sentence._reasons()})" if weighed else "") for sentence in self)

    def __repr__(self) -> str:
        return f"Evidence({self.theme!r}: {counted(len(self), 'sentence')})"

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr><th style='text-align: left; vertical-align: top'>"
            f"<bdi>{html.escape(sentence.document)}</bdi></th>{self._reasons(sentence)}"
            "<td style='text-align: left; white-space: normal'>"
            f"{_faint(sentence.before)}{highlighted(sentence)}{_faint(sentence.after)}</td></tr>"
            for sentence in self[:_SHOWN_SENTENCES]
        )
        more = len(self) - _SHOWN_SENTENCES
        tail = f"<p>{more:,} more; all of them in <code>.to_frame()</code></p>" if more > 0 else ""
        summary = f"<b>{html.escape(self.theme)}</b>: {counted(len(self), 'sentence')}"
        return f"<p>{summary}</p><table><tbody>{rows}</tbody></table>{tail}"

    def _reasons(self, sentence: EvidenceSentence) -> str:
        if self.order != STRONGEST:
            return ""
        return f"<td style='text-align: left; vertical-align: top'>{html.escape(sentence._reasons())}</td>"


def _faint(text: str) -> str:
    """Return sentences around another as HTML, escaped, paler in light and dark notebooks."""
    return f"<div style='opacity: 0.6'><bdi>{html.escape(text)}</bdi></div>" if text else ""


def highlighted(sentence: EvidenceSentence) -> str:
    """Return the sentence as HTML, escaped, with its mentions in <mark>."""
    pieces = (
        f"<mark>{html.escape(part)}</mark>" if mentioned else html.escape(part)
        for part, mentioned in sentence.parts()
    )
    return f"<bdi>{''.join(pieces)}</bdi>"
