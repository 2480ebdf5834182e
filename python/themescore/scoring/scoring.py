"""From a corpus and themes to scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Document
from themescore.errors import InputError
from themescore.scoring.counting import as_tokenizer, check_boundary, compiled, count_documents, taught
from themescore.scoring.scores import Scores
from themescore.theming.cues import Cues
from themescore.theming.themes import Themes
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.weighing.reference import Reference, as_reference

__all__ = ["score"]


def score(
    corpus: Corpus | Sequence[str] | Iterator[str | Document],
    themes: Themes | Mapping[str, Any],
    *,
    tokenizer: Tokenizer | None = None,
    boundary: str = "part",
    teach: bool = False,
    cues: Cues | Mapping[str, Any] | Literal[False] | None = None,
    reference: Reference | None = None,
    threads: int | None = None,
) -> Scores:
    """Find and weigh the themes of each document.

    Parameters
    ----------
    corpus : Corpus, list of str, or iterator of str or Document
        The documents. Of an iterator each text is let go once its mentions are taken, so that there may be
        more of it than memory: see Notes.
    themes : Themes or dict
        The themes and their patterns.
    tokenizer : Tokenizer, optional
        How words and sentences are found; ``Tokenizer()`` if not given.
    boundary : {"part", "word", "any"}
        Where a mention may begin and end. "part": at the border of a word, or of a part of two characters or
        more of a longer Chinese word: 安全 is found in 公共安全, 民生 is not found in 人民生活, 印度 not in
        印度尼西亚; and before the ending of a possessive or a per cent sign. "word": at the border of a word
        only, save where a Chinese pattern has a ``*`` at its edge. "any": anywhere in a run of Chinese. The
        column ``inside`` of `Scores.mentions` names the longer word.
    teach : bool
        Whether the Chinese phrases of the themes that the tokenizer's lexicon lacks are taught to it first. A
        phrase that a longer word straddles may then be found, but what one theme finds depends on what else
        the themes hold: see docs/word-parts.md. ``Scores.tokenizer`` shows what was taught.
    cues : Cues, dict or False, optional
        The words that say what a text stresses; ``Cues.default()`` if not given. With False no mention has a
        cue, which saves their cost.
    reference : Reference, optional
        Another corpus, whose N and df take the place of this one's in ``tfidf`` and ``emphasis``: so one
        report can be scored. A word or form that it has never seen has df 0, for which the default weighting
        has a weight.
    threads : int, optional
        From 1; as many as there are processors if not given. The result is the same for any number.

    Returns
    -------
    Scores
        Documents by themes, and every mention behind the numbers.

    Notes
    -----
    Of an iterator's documents the ids (or numbers from "0"), the metadata and the sentences with mentions are
    kept: the numbers, `Scores.mentions`, `Scores.evidence` and the rest are as those of a corpus. Only
    `Scores.corpus` and pickling need the whole texts, and raise InputError. Memory grows with the words
    and the mentions: on English, some 0.2 MB for a megabyte of text (docs/large-collections.md).

    Raises
    ------
    InputError
        A corpus, tokenizer or cues that cannot be used; a reference made with another tokenizer, or one that
        does not know how rare a form of several words is, because it was made with other themes.
    ThemeFileError
        Themes or cues with a mistake in them.
    OptionError
        A number of threads or a boundary that cannot be had.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.Corpus(
    ...     ["Reform goes on. The reforms of 2023 went far.", "深化改革。Trade grew."], ids=["gansu", "henan"]
    ... )
    >>> scores = ts.score(corpus, {"Reform": ["reform*", "改革"], "Trade": ["trade"]})
    >>> scores.table("count")
           Reform  Trade
    id
    gansu       2      0
    henan       1      1
    """
    if not isinstance(themes, Themes):
        themes = Themes(themes)
    tokenizer = as_tokenizer(tokenizer)
    check_boundary(boundary, tokenizer)
    theme_set = compiled(themes, tokenizer)
    if teach:
        tokenizer = taught(tokenizer, theme_set)
    lexicon = as_cues(cues)
    compiled_cues = None if lexicon is None else lexicon._compiled(tokenizer)
    reference = as_reference(reference)
    if reference is not None:
        reference._check_tokenizer(tokenizer)
    counts, documents = count_documents(
        corpus, theme_set, tokenizer, threads, keep=True, boundary=boundary, cues=compiled_cues
    )
    scores = Scores(documents, themes, tokenizer, boundary, lexicon, counts, reference)
    if reference is not None:
        _ = scores._collection  # says at once what the reference does not know
    return scores


def as_cues(cues: object) -> Cues | None:
    """Return the cues, the default ones for None and none for False."""
    if cues is None:
        return Cues.default()
    if cues is False:
        return None
    if isinstance(cues, Mapping):
        return Cues(cues)
    if not isinstance(cues, Cues):
        raise InputError(f"cues are of type {type(cues).__name__}: give themescore.Cues, or False for none")
    return cues
