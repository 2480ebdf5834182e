"""From a corpus and a pattern to key words in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from themescore.errors import InputError, ThemeFileError, check_option, check_text, check_whole_number, shown
from themescore.evidence.concordance import ORDERS, SENTENCE, Kwic
from themescore.scoring.counting import as_corpus, as_tokenizer, check_boundary, compiled, count, thread_count
from themescore.theming.themes import Themes

if TYPE_CHECKING:
    from themescore import _core
    from themescore.corpora.corpus import Corpus
    from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["kwic"]

_WIDEST_WINDOW = 10_000
_THEME = "kwic"  # the one theme that the patterns are


def kwic(
    corpus: Corpus | Sequence[str],
    pattern: str | Sequence[str],
    *,
    window: int | str = 5,
    sort: str | None = None,
    tokenizer: Tokenizer | None = None,
    boundary: str = "part",
    threads: int | None = None,
) -> Kwic:
    """Show every place where a pattern is found, with the words before and after it.

    The patterns are matched as those of one theme are by `score`: a word counts once, for the first and
    longest match.

    Parameters
    ----------
    corpus : Corpus or list of str
        The documents.
    pattern : str or list of str
        What to look for, in the language of docs/patterns.md: words, phrases, ``reform*``, ``/regex/``,
        ``A ~3 B``, ``not: ...``; ``*`` is every word.
    window : int or "sentence"
        How many words are shown before, and after, from 0 to 10,000; the sentence if that is said. Words run
        over the ends of sentences, not of documents.
    sort : {"document", "left", "right", "match"}, optional
        The order: that of the documents and their text; by the words before a match, the nearest first; by
        the words after it; by its form. Words are compared by their forms, which are case folded, in the
        order of their code points, as many of them as are shown; what is alike stays in the order of the
        text. ``document`` if not given.
    tokenizer : Tokenizer, optional
        How words and sentences are found; ``Tokenizer()`` if not given.
    boundary : {"part", "word", "any"}
        Where a match may begin and end, as in `score`.
    threads : int, optional
        From 1; as many as there are processors if not given. The result is the same for any number.

    Returns
    -------
    Kwic
        One line a match.

    Raises
    ------
    ThemeFileError
        A pattern with a mistake in it: it shows where.
    InputError
        No pattern, or one that is not a str; a corpus or tokenizer that cannot be used.
    OptionError
        A window, an order, a boundary or a number of threads that cannot be had.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.Corpus(
    ...     ["Reform goes on. The reforms of 2023 went far.", "全面深化改革开放。"], ids=["gansu", "henan"]
    ... )
    >>> print(ts.kwic(corpus, ["reform*", "改革"], window=3))
    3 matches of 'reform*', '改革' in 2 of 2 documents
    <BLANKLINE>
    gansu                Reform   goes on. The
    gansu  goes on. The  reforms  of 2023 went
    henan      全面深化  改革     开放
    """
    if isinstance(corpus, Iterator):
        raise InputError(
            "the corpus is an iterator, whose texts are let go, and kwic shows them: give a Corpus or a list"
        )
    corpus = as_corpus(corpus)
    tokenizer = as_tokenizer(tokenizer)
    check_boundary(boundary, tokenizer)
    window = _window(window)
    order = "document" if sort is None else sort
    check_option("sort", order, ORDERS)
    number = thread_count(threads)
    patterns = _patterns(pattern)
    counts = count(
        corpus, _theme_set(patterns, tokenizer), tokenizer, threads, boundary=boundary, terms=False
    )
    return Kwic(corpus, tokenizer, patterns, window, number, counts).sorted(order)


def _window(window: object) -> int | str:
    if window == SENTENCE:
        return SENTENCE
    return check_whole_number("window", window, 0, _WIDEST_WINDOW, f", or {SENTENCE!r}")


def _patterns(pattern: object) -> tuple[str, ...]:
    several = [pattern] if isinstance(pattern, str) else pattern
    if not isinstance(several, (list, tuple)):
        kind = type(pattern).__name__
        raise InputError(f"pattern is of type {kind}: give a str, or a list of them")
    if not several:
        raise InputError("no pattern: the list is empty")
    return tuple(dict.fromkeys(check_text("pattern", one) for one in several))


def _theme_set(patterns: Sequence[str], tokenizer: Tokenizer) -> _core.ThemeSet:
    try:
        # Among thousands of patterns a * may be a slip; who asks for it here means it.
        return compiled(Themes({_THEME: list(patterns)}, any_word=True), tokenizer)
    except ThemeFileError as error:
        reason = error.reason.removeprefix(f"theme {shown(_THEME)}, ")
        if error.column is not None:
            reason = f"column {error.column} of {reason}"
        raise ThemeFileError(
            reason, line=error.line, column=error.column, source=error.source, hint=error.hint
        ) from None
