"""The one pass over the texts that scores, matrices and comparisons are made of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore import _core
from themescore.corpus import Corpus
from themescore.errors import InputError, TextError, ThemeFileError, check_whole_number
from themescore.progress import progress_bar
from themescore.theme_tree import core_themes
from themescore.tokenizer import Tokenizer
from themescore.word_pattern import PatternTokenizer

if TYPE_CHECKING:
    from themescore.themes import Themes

_MOST_THREADS = 1024
_MOST_BY_DEFAULT = 64


def count(
    corpus: Corpus,
    theme_set: _core.ThemeSet,
    tokenizer: Tokenizer | PatternTokenizer,
    threads: int | None,
    *,
    boundary: str = "part",
    cues: _core.CueLexicon | None = None,
    ngrams: Sequence[int] | None = None,
    across_sentences: bool = False,
    sentences: bool = True,
) -> _core.Counts:
    """Tokenise, match and count; a progress bar if it takes long.

    Terms are words if `ngrams` is None. Words alone, and n-grams across sentences, do not need `sentences`:
    without them a document counts as one.
    """
    with progress_bar(total=len(corpus), what="counting", unit="documents") as bar:
        try:
            return _core.count(
                list(corpus.texts),
                theme_set,
                tokenizer._core,
                boundary=boundary,
                cues=cues,
                ngrams=ngrams,
                across_sentences=across_sentences,
                sentences=sentences,
                threads=thread_count(threads),
                on_progress=lambda done: bar.update(done - bar.n),
            )
        except _core.InputError as error:
            raise TextError(error.message, document=corpus.ids[error.document], offset=error.offset) from None


def compiled(themes: Themes | None, tokenizer: Tokenizer | PatternTokenizer) -> _core.ThemeSet:
    """Return the themes as the core matches them; none at all for None."""
    if themes is None:
        return _core.ThemeSet([], [], tokenizer._core)
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
