"""Parameters of a `TermVectorizer` that are in scikit-learn's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from themescore.errors import InputError, OptionError, check_flag, check_whole_number, shown
from themescore.tokenizing.tokenizer import LONGEST_NGRAM
from themescore.weighing.matrix import vocabulary_terms
from themescore.weighing.weighting import Weighting, as_weighting

__all__ = ["columns_of", "ngram_sizes", "weighting_of"]

_DEFAULTS = {"norm": "l2", "use_idf": True, "smooth_idf": True, "sublinear_tf": False}


def weighting_of(weighting: object, tfidf: Mapping[str, Any]) -> Weighting:
    """Return the weighting, which `tfidf` says in the words of ``TfidfVectorizer`` if it is None.

    Raises
    ------
    OptionError
        A weighting, or a value in `tfidf`, that there is not; both of them.
    """
    for name in ("use_idf", "smooth_idf", "sublinear_tf"):
        check_flag(name, tfidf[name])
    if weighting is None:
        return Weighting.sklearn(**tfidf)
    for name, value in tfidf.items():
        if value != _DEFAULTS[name]:
            raise OptionError(
                f"{name}={shown(value)} is part of a weighting, and weighting= is given: "
                "leave out one of the two",
                option=name,
                value=value,
            )
    return as_weighting(weighting)


def ngram_sizes(ngram_range: Any) -> list[int]:
    """Return how many words a term can have, or raise OptionError."""
    if not isinstance(ngram_range, Sequence) or isinstance(ngram_range, str) or len(ngram_range) != 2:
        raise OptionError(
            f"ngram_range={shown(ngram_range)}: give two whole numbers, such as (1, 2)",
            option="ngram_range",
            value=ngram_range,
        )
    low, high = (check_whole_number("ngram_range", size, 1, LONGEST_NGRAM) for size in ngram_range)
    if low > high:
        raise OptionError(
            f"ngram_range={shown(ngram_range)}: the first is the smaller one",
            option="ngram_range",
            value=ngram_range,
        )
    return list(range(low, high + 1))


def columns_of(vocabulary: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    """Return the column of each term of a vocabulary that was given, or raise InputError."""
    terms = vocabulary_terms(sorted(vocabulary) if isinstance(vocabulary, (set, frozenset)) else vocabulary)
    if not isinstance(vocabulary, Mapping):
        return {term: column for column, term in enumerate(terms)}
    columns = {term: int(vocabulary[term]) for term in terms}
    if sorted(columns.values()) != list(range(len(columns))):
        raise InputError("vocabulary: its columns are not the numbers from 0, each once")
    return columns
