"""The one pass over the texts that scores, matrices and comparisons are made of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.corpora.document_list import DocumentList
from themescore.corpora.documents import Document
from themescore.errors import (
    InputError,
    OptionError,
    TextError,
    ThemeFileError,
    check_option,
    check_whole_number,
)
from themescore.scoring.streaming import Arrivals, StreamedDocuments
from themescore.showing.progress import progress_bar
from themescore.theming.tree import core_themes
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.tokenizing.word_pattern import PatternTokenizer

if TYPE_CHECKING:
    from tqdm import tqdm

    from themescore.theming.themes import Themes

_MOST_THREADS = 1024
_MOST_BY_DEFAULT = 64


def count(
    corpus: Corpus,
    theme_set: _core.ThemeSet,
    tokenizer: Tokenizer | PatternTokenizer,
    threads: int | None,
    **options: Any,
) -> _core.Counts:
    """Tokenise, match and count; a progress bar if it takes long. Options are those of `counter_of`."""
    counter = counter_of(theme_set, tokenizer, threads, **options)
    with progress_bar(total=len(corpus), what="counting", unit="documents") as bar:
        _add(counter, corpus.texts, corpus.ids, bar)
    return _finished(counter)


def count_stream(
    documents: Iterator[str | Document],
    theme_set: _core.ThemeSet,
    tokenizer: Tokenizer | PatternTokenizer,
    threads: int | None,
    *,
    keep: bool = False,
    **options: Any,
) -> tuple[_core.Counts, StreamedDocuments]:
    """Count documents as they come, each text let go once it is counted.

    With `keep`, what came with them and the sentences that mention themes are kept.
    """
    counter = counter_of(theme_set, tokenizer, threads, **options)
    arrivals = Arrivals(keep=keep)
    with progress_bar(what="counting", unit="documents") as bar:
        for texts in arrivals.batches(documents):
            _add(counter, texts, arrivals.ids, bar)
            arrivals.counted(texts, counter.mentioned_sentences())
            del texts  # not held while the next ones come
    if not arrivals.ids:
        raise InputError("no documents: the iterator of texts is empty")
    return _finished(counter), StreamedDocuments(arrivals)


def count_documents(
    documents: Corpus | Sequence[str] | Iterator[str | Document],
    theme_set: _core.ThemeSet,
    tokenizer: Tokenizer | PatternTokenizer,
    threads: int | None,
    *,
    keep: bool = False,
    **options: Any,
) -> tuple[_core.Counts, DocumentList]:
    """Count a corpus, a list of texts or an iterator of them; return what is known of them too."""
    if isinstance(documents, Iterator):
        return count_stream(documents, theme_set, tokenizer, threads, keep=keep, **options)
    corpus = as_corpus(documents)
    return count(corpus, theme_set, tokenizer, threads, **options), corpus


def term_options(sizes: list[int], across_sentences: bool) -> dict[str, Any]:
    """Return the options of `counter_of` for a matrix of n-grams of these sizes."""
    words = sizes == [1]
    return {
        "ngrams": None if words else sizes,
        "across_sentences": across_sentences,
        "sentences": not (words or across_sentences),
    }


def counter_of(
    theme_set: _core.ThemeSet,
    tokenizer: Tokenizer | PatternTokenizer,
    threads: int | None,
    *,
    boundary: str = "part",
    cues: _core.CueLexicon | None = None,
    ngrams: Sequence[int] | None = None,
    across_sentences: bool = False,
    sentences: bool = True,
    terms: bool = True,
) -> _core.CorpusCounter:
    """Return what counts documents.

    Terms are words if `ngrams` is None. Words alone, and n-grams across sentences, do not need `sentences`:
    without them a document counts as one. Mentions alone do not need `terms`.
    """
    return _core.CorpusCounter(
        theme_set,
        tokenizer._core,
        boundary=boundary,
        cues=cues,
        ngrams=ngrams,
        across_sentences=across_sentences,
        sentences=sentences,
        terms=terms,
        threads=thread_count(threads),
    )


def _add(counter: _core.CorpusCounter, texts: Iterable[str], ids: Sequence[str], bar: tqdm[Any]) -> None:
    before = bar.n
    try:
        counter.add(list(texts), on_progress=lambda done: bar.update(before + done - bar.n))
    except _core.InputError as error:
        raise TextError(error.message, document=ids[error.document], offset=error.offset) from None
    except _core.LimitError as error:
        raise InputError(_too_many(error)) from None


def _finished(counter: _core.CorpusCounter) -> _core.Counts:
    try:
        return counter.finish()
    except _core.LimitError as error:
        raise InputError(_too_many(error)) from None


def _too_many(error: _core.LimitError) -> str:
    return f"{error}, which is all that can be counted: count the documents in parts"


def compiled(themes: Themes | None, tokenizer: Tokenizer | PatternTokenizer) -> _core.ThemeSet:
    """Return the themes as the core matches them; none at all for None."""
    if themes is None:
        return _core.ThemeSet([], [], tokenizer._core)
    return themes._last_compiled.get(tokenizer, lambda: _compiled(themes, tokenizer))


def _compiled(themes: Themes, tokenizer: Tokenizer | PatternTokenizer) -> _core.ThemeSet:
    nodes, patterns = core_themes(themes._themes, themes._patterns)
    try:
        return _core.ThemeSet(
            nodes, patterns, tokenizer._core, exclusive=themes._exclusive, any_word=themes._any_word
        )
    except _core.PatternError as error:
        pattern = themes._patterns[error.index]
        reason = f"theme {themes.names[pattern.theme]!r}, pattern {pattern.text!r}: {error.message}"
        raise ThemeFileError(reason, line=pattern.line, source=pattern.text, column=error.column) from None


def taught(tokenizer: Tokenizer, theme_set: _core.ThemeSet) -> Tokenizer:
    """Return the tokenizer with the Chinese phrases of the themes that its lexicon lacks."""
    return tokenizer.teach(word for word in theme_set.han_runs if tokenizer._is_unknown(word))


def thread_count(threads: object) -> int:
    """Return how many threads to use: those that this process may run on, if nothing is said."""
    if threads is None:
        usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return min(usable or 1, _MOST_BY_DEFAULT)
    hint = ", or None for as many as there are processors"
    return check_whole_number("threads", threads, 1, _MOST_THREADS, hint)


def as_corpus(corpus: Corpus | Sequence[str]) -> Corpus:
    """Return a corpus, made of a plain list of texts if need be."""
    return corpus if isinstance(corpus, Corpus) else Corpus(corpus)


def as_tokenizer(tokenizer: object) -> Tokenizer:
    """Return the tokenizer, the default one for None."""
    if tokenizer is None:
        return Tokenizer()
    if not isinstance(tokenizer, Tokenizer):
        raise InputError(f"tokenizer is of type {type(tokenizer).__name__}: give a themescore.Tokenizer")
    return tokenizer


def check_boundary(boundary: object, tokenizer: Tokenizer) -> None:
    """Raise OptionError unless there is such a boundary, and it can be had with the tokenizer."""
    check_option("boundary", boundary, _core.BOUNDARIES)
    if boundary == "word" and tokenizer.han == "bigram":
        raise OptionError(
            "boundary='word' needs words, and han='bigram' finds none in Chinese: leave out one of the two",
            option="boundary",
            value=boundary,
        )
