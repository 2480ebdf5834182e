"""From a corpus and themes to scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from themescore.corpus import Corpus
from themescore.counting import as_corpus, as_tokenizer, count
from themescore.scores import Scores
from themescore.themes import Themes
from themescore.tokenizer import Tokenizer

__all__ = ["score"]


def score(
    corpus: Corpus | Sequence[str],
    themes: Themes | Mapping[str, Any],
    *,
    tokenizer: Tokenizer | None = None,
    threads: int | None = None,
) -> Scores:
    """Find and weigh the themes of each document.

    Parameters
    ----------
    corpus : Corpus or list of str
        The documents.
    themes : Themes or dict
        The themes and their patterns.
    tokenizer : Tokenizer, optional
        How words and sentences are found; ``Tokenizer()`` if not given.
    threads : int, optional
        From 1; as many as there are processors if not given. The result is the same for any number.

    Returns
    -------
    Scores
        Documents by themes, and every mention behind the numbers.

    Raises
    ------
    InputError
        A corpus or tokenizer that cannot be used.
    ThemeFileError
        Themes with a mistake in them.
    OptionError
        A number of threads that cannot be had.

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
    corpus = as_corpus(corpus)
    if not isinstance(themes, Themes):
        themes = Themes(themes)
    tokenizer = as_tokenizer(tokenizer)
    return Scores(corpus, themes, tokenizer, count(corpus, themes, tokenizer, threads))
