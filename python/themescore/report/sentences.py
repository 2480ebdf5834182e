"""The sentences that mention a theme, each once, with what each theme found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from themescore.corpora.documents import missing
from themescore.corpora.frames import rows
from themescore.report.markup import escaped

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.report.content import Content

# A stretch without mentions is cut in its middle if it is longer than any sentence that was meant as one.
_LONGEST_STRETCH = 2000
_KEPT = 500


class Sentences:
    """Sentences as HTML, by their number in `Mentioned`.

    A mention stands in <mark>, which names its themes in ``data-t``, as the sentence does.
    """

    def __init__(self, content: Content) -> None:
        self._content, self._say = content, content.say
        self._mentions = content.scores._counts.mentions
        of = content.mentioned.of_mention
        self._begins = np.searchsorted(of, np.arange(len(content.mentioned.document) + 1)).tolist()
        self._document = content.mentioned.document.tolist()
        self._metadata = list(rows(content.scores._documents._frame, len(content.ids)))
        self._labels: dict[tuple[int, ...], str] = {}

    def size(self) -> int:
        """Return about how many bytes all of them take."""
        found = self._content.scores._counts.mentioned_sentences
        characters = int((found["end"] - found["start"]).sum())
        # Chinese takes three bytes a character; the tags about as many as these.
        han = sum(text_bytes(term) for term in self._content.scores._counts.terms[:2000])
        letters = sum(map(len, self._content.scores._counts.terms[:2000])) or 1
        return int(characters * han / letters) + 140 * len(found) + 30 * len(self._mentions)

    def item(self, number: int) -> str:
        """Return a sentence as an item of the list."""
        found = self._mentions[self._begins[number] : self._begins[number + 1]]
        document, sentence = self._document[number], int(found["sentence"][0])
        start, _, text = self._content.scores._mentioned_sentence(document, sentence)
        spans = list(
            zip(
                (found["start"] - start).tolist(),
                (found["end"] - start).tolist(),
                found["theme"].tolist(),
                strict=True,
            )
        )
        themes = tuple(sorted({theme for _, _, theme in spans}))
        if themes not in self._labels:
            self._labels[themes] = self._label(themes)
        html = "".join(self._marked(piece, marked) for piece, marked in _pieces(text, spans))
        return (
            f'<li id="s{document}-{sentence}" value="{sentence + 1}" data-t="{" ".join(map(str, themes))}">'
            f"<bdi{self._say.lang(text[:_KEPT])}>{html}</bdi> <small>{self._labels[themes]}</small></li>"
        )

    def sections(self, items: dict[int, str], documents: Iterable[int]) -> str:
        """Return a section for each of these documents, with those of their sentences that are given."""
        of: dict[int, list[int]] = defaultdict(list)
        for number in sorted(items):
            of[self._document[number]].append(number)
        return "\n".join(self._section(document, of[document], items) for document in documents)

    def _section(self, document: int, numbers: list[int], items: dict[int, str]) -> str:
        content, say = self._content, self._say
        values = "; ".join(
            f"{say.name(column)}: {say.name(value)}"
            for column, value in self._metadata[document].items()
            if not missing(value)
        )
        listed = "\n".join(items[number] for number in numbers)
        has = bool(content.mentioned.per_number[document].any())
        inside = f"<ol>{listed}</ol>" if listed else "" if has else f"<p>{say('no_theme')}</p>"
        total = say("sentences", n=int(content.scores._counts.sentences[document]))
        of = say("of_document", shown=len(numbers), sentences=total) + say("then") if listed else ""
        group = f' data-g="{int(content.group_of[document])}"' if content.groups else ""
        mentions = " ".join(map(str, content.counts[document].tolist()))
        data = f' data-n="{mentions}" data-w="{int(content.words[document])}"'
        if not content.complete:
            data += f' data-s="{" ".join(map(str, content.mentioned.per_number[document].tolist()))}"'
        return (
            f'<section id="d{document}"{group}{data}><h3>{say.name(content.ids[document])}</h3>'
            f'<p class="aside">{of}{say("words", n=int(content.words[document]))}'
            f"{say('full_stop') + ' ' if values else ''}{values}</p>{inside}</section>"
        )

    def _label(self, themes: tuple[int, ...]) -> str:
        """Return the themes' names without those that contain another of them."""
        content = self._content
        containing = set()
        for theme in themes:
            parent = content.parents[theme]
            while parent >= 0:
                containing.add(parent)
                parent = content.parents[parent]
        names = (self._say.name(content.themes[theme]) for theme in themes if theme not in containing)
        return self._say("comma").join(names)

    def _marked(self, piece: str, themes: tuple[int, ...]) -> str:
        if themes:
            return f'<mark data-t="{" ".join(map(str, themes))}">{escaped(piece)}</mark>'
        if len(piece) <= _LONGEST_STRETCH:
            return escaped(piece)
        left_out = self._say("left_out", n=len(piece) - 2 * _KEPT)
        return f"{escaped(piece[:_KEPT])} <em>[{left_out}]</em> {escaped(piece[-_KEPT:])}"


def text_bytes(text: str) -> int:
    """Return how many bytes a text takes."""
    return len(text.encode("utf-8", "replace"))


def documents_of(content: Content, numbers: npt.NDArray[np.int64]) -> list[int]:
    """Return the documents of some sentences, in order."""
    return [document for document, _ in groupby(sorted(content.mentioned.document[numbers].tolist()))]


def _pieces(text: str, spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield a sentence in pieces with the themes that each is a mention of.

    Mentions of different themes may overlap, so a mention may be in several pieces.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for span_start, span_end, theme in spans:
        opening[span_start].append(theme)
        closing[span_end].append(theme)
    themes: list[int] = []
    at = 0
    for edge in sorted({*opening, *closing}):
        if edge > at:
            yield text[at:edge], tuple(sorted(set(themes)))
            at = edge
        for theme in closing[edge]:
            themes.remove(theme)
        themes += opening[edge]
    if at < len(text):
        yield text[at:], ()
