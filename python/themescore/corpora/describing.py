"""What an analyst should know of a corpus before she starts: looked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from themescore.corpora.description import CorpusDescription, RepeatedLine, Size
from themescore.corpora.documents import missing
from themescore.corpora.duplicates import duplicates
from themescore.corpora.marks import REPLACEMENT, mojibake
from themescore.corpora.scripts import language_of, main_script, scripts_of, together
from themescore.scoring.counting import as_tokenizer, compiled, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from themescore.corpora.corpus import Corpus
    from themescore.tokenizing.tokenizer import Tokenizer

# A line that is boilerplate stands in so many documents, and in this share of them.
_LEAST_DOCUMENTS, _LEAST_SHARE = 3, 0.05
_SHORTEST_LINE, _LONGEST_LINE = 2, 300


def describe(corpus: Corpus, tokenizer: Tokenizer | None, threads: int | None) -> CorpusDescription:
    """Look at a corpus; `Corpus.describe` has the documentation."""
    tokenizer = as_tokenizer(tokenizer)
    counts = count(corpus, compiled(None, tokenizer), tokenizer, threads, terms=False)
    letters = [scripts_of(text) for text in corpus.texts]
    marks = {
        name: text.count(REPLACEMENT)
        for name, text in zip(corpus.ids, corpus.texts, strict=True)
        if REPLACEMENT in text
    }
    found = ((name, mojibake(text)) for name, text in zip(corpus.ids, corpus.texts, strict=True))
    words = counts.words
    return CorpusDescription(
        documents=len(corpus),
        words=int(words.sum()),
        sentences=int(counts.sentences.sum()),
        characters=int(counts.characters.sum()),
        median_words=float(np.median(words)),
        smallest=Size(corpus.ids[int(words.argmin())], int(words.min())),
        largest=Size(corpus.ids[int(words.argmax())], int(words.max())),
        scripts=dict(together(letters).most_common()),
        documents_by_script=_counted(main_script(each) for each in letters),
        documents_by_language=_counted(language_of(each) for each in letters),
        empty=tuple(name for name, number in zip(corpus.ids, words.tolist(), strict=True) if not number),
        duplicates=tuple(duplicates(corpus, "text")),
        replacement_marks=marks,
        mojibake={name: place for name, place in found if place is not None},
        repeated_lines=tuple(_repeated_lines(corpus.texts)),
        missing=_missing(corpus),
        failures=len(corpus.failures),
        _like=corpus._frame,
    )


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(Counter(name for name in names if name).most_common())


def _repeated_lines(texts: Sequence[str]) -> list[RepeatedLine]:
    """Return the lines that many documents have, the most frequent first."""
    least = max(_LEAST_DOCUMENTS, _LEAST_SHARE * len(texts))
    # Numbers first and the lines themselves in a second go: all lines at once would be the corpus again.
    documents: Counter[int] = Counter()
    for text in texts:
        documents.update({hash(line) for line in _lines(text)})
    often = {key for key, number in documents.items() if number >= least}
    if not often:
        return []
    found: Counter[str] = Counter()
    for text in texts:
        # Not a set, whose order is another in every process.
        found.update(list(dict.fromkeys(line for line in _lines(text) if hash(line) in often)))
    return [RepeatedLine(line, number) for line, number in found.most_common() if number >= least]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        stripped = line.strip()
        # What has no letter is a rule or a page number.
        if _SHORTEST_LINE <= len(stripped) <= _LONGEST_LINE and any(char.isalpha() for char in stripped):
            yield stripped


def _missing(corpus: Corpus) -> dict[str, int]:
    frame = corpus._frame
    if frame is None:
        return {}
    counted = {name: sum(map(missing, frame[name].to_list())) for name in frame.columns}
    return {name: number for name, number in counted.items() if number}
