"""The sentences behind a number."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from themescore.view import counted

if TYPE_CHECKING:
    from themescore.scores import Scores

__all__ = ["Evidence", "EvidenceSentence"]

_SHOWN_SENTENCES = 50


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
    """

    document: str
    sentence: int
    start: int
    end: int
    text: str
    mentions: tuple[tuple[int, int], ...]

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the sentence in order, and whether each is a mention."""
        at = 0
        for start, end in self.mentions:
            yield self.text[at : start - self.start], False
            yield self.text[start - self.start : end - self.start], True
            at = end - self.start
        yield self.text[at:], False

    def __str__(self) -> str:
        text = "".join(f"[{part}]" if mentioned else part for part, mentioned in self.parts())
        return f"{self.document}, sentence {self.sentence + 1}: {' '.join(text.split())}"


class Evidence(Sequence[EvidenceSentence]):
    """The sentences that mention a theme; what `Scores.evidence` returns.

    Printed, mentions stand in brackets; in a notebook they are highlighted.
    """

    def __init__(self, theme: str, sentences: Sequence[EvidenceSentence], like: Any) -> None:
        self.theme = theme
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
            return Evidence(self.theme, self._sentences[key], self._like)
        return self._sentences[key]

    def to_frame(self) -> Any:
        """Return a frame with the columns document, sentence, start, end, mentions (how many) and text."""
        from themescore.frames import build

        columns = {
            name: [getattr(sentence, name) for sentence in self]
            for name in ("document", "sentence", "start", "end")
        }
        columns["mentions"] = [len(sentence.mentions) for sentence in self]
        columns["text"] = [sentence.text for sentence in self]
        return build(columns, like=self._like)

    def __str__(self) -> str:
        return "\n".join(map(str, self)) if self else f"no sentence mentions {self.theme}"

    def __repr__(self) -> str:
        return f"Evidence({self.theme!r}: {counted(len(self), 'sentence')})"

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr><th style='text-align: left; vertical-align: top'>"
            f"<bdi>{html.escape(sentence.document)}</bdi></th>"
            f"<td style='text-align: left; white-space: normal'>{highlighted(sentence)}</td></tr>"
            for sentence in self[:_SHOWN_SENTENCES]
        )
        more = len(self) - _SHOWN_SENTENCES
        tail = f"<p>{more:,} more; all of them in <code>.to_frame()</code></p>" if more > 0 else ""
        summary = f"<b>{html.escape(self.theme)}</b>: {counted(len(self), 'sentence')}"
        return f"<p>{summary}</p><table><tbody>{rows}</tbody></table>{tail}"


def highlighted(sentence: EvidenceSentence) -> str:
    """Return the sentence as HTML, escaped, with its mentions in <mark>."""
    pieces = (
        f"<mark>{html.escape(part)}</mark>" if mentioned else html.escape(part)
        for part, mentioned in sentence.parts()
    )
    return f"<bdi>{''.join(pieces)}</bdi>"


def collect(scores: Scores, theme: int, document: int | None = None) -> Evidence:
    """Gather the sentences that mention a theme, by its index, in one document or all."""
    mentions = scores._counts.mentions
    wanted = mentions["theme"] == theme
    if document is not None:
        wanted &= mentions["document"] == document
    found = mentions[wanted]
    # Mentions come in order, so a sentence begins wherever document or sentence changes.
    changed = (np.diff(found["document"]) != 0) | (np.diff(found["sentence"]) != 0)
    sentences = []
    for group in np.split(found, np.flatnonzero(changed) + 1) if len(found) else []:
        at, number = int(group["document"][0]), int(group["sentence"][0])
        start, end, text = scores._mentioned_sentence(at, number)
        spans = tuple(zip(group["start"].tolist(), group["end"].tolist(), strict=True))
        sentences.append(EvidenceSentence(scores.ids[at], number, start, end, text, spans))
    return Evidence(scores.themes.names[theme], sentences, scores._documents._frame)
