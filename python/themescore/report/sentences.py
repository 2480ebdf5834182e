"""Every sentence that mentions a theme, once, with what each theme found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from themescore.report.markup import escaped, language

if TYPE_CHECKING:
    from themescore.scores import Scores

# A stretch without mentions is cut in its middle if it is longer than any sentence that was meant as one.
_LONGEST_STRETCH = 2000
_KEPT = 500


class Sentence(NamedTuple):
    """A sentence that mentions themes.

    Parameters
    ----------
    number : int
        Which sentence of its document, from 0.
    themes : tuple of int
        The themes that it mentions.
    html : str
        The sentence, escaped; each mention in <mark>, which names its themes in ``data-t``.
    lang : str
        The attribute ``lang``, or nothing.
    """

    number: int
    themes: tuple[int, ...]
    html: str
    lang: str


def gather(scores: Scores) -> list[list[Sentence]]:
    """Return the sentences with mentions of each document, in the order of the text."""
    found = scores._counts.mentions
    documents: list[list[Sentence]] = [[] for _ in scores.ids]
    names = ("document", "sentence", "start", "end", "theme")
    rows = zip(*(found[name].tolist() for name in names), strict=True)
    for (document, number), group in groupby(rows, key=lambda row: row[:2]):
        start, _, text = scores._mentioned_sentence(document, number)
        spans = [(row[2] - start, row[3] - start, row[4]) for row in group]
        html = "".join(_marked(piece, themes) for piece, themes in _pieces(text, spans))
        themes = tuple(sorted({theme for _, _, theme in spans}))
        documents[document].append(Sentence(number, themes, html, language(text[:_KEPT])))
    return documents


def first_sentences(documents: Sequence[Sequence[Sentence]]) -> dict[tuple[int, int], int]:
    """Return, for each document and theme, the number of the first sentence that mentions it."""
    first: dict[tuple[int, int], int] = {}
    for document, sentences in enumerate(documents):
        for sentence in sentences:
            for theme in sentence.themes:
                first.setdefault((document, theme), sentence.number)
    return first


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


def _marked(piece: str, themes: tuple[int, ...]) -> str:
    if themes:
        return f'<mark data-t="{" ".join(map(str, themes))}">{escaped(piece)}</mark>'
    if len(piece) <= _LONGEST_STRETCH:
        return escaped(piece)
    return (
        f"{escaped(piece[:_KEPT])} <em>[{len(piece) - 2 * _KEPT:,} characters left out]</em> "
        f"{escaped(piece[-_KEPT:])}"
    )
