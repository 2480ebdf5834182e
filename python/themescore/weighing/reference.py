"""A reference corpus: how rare words and forms are elsewhere, so that one report can be scored."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Document
from themescore.errors import InputError, check_option, listed
from themescore.saved import DamagedError, SavedFormat, are_frequencies, tokenizer_data, tokenizer_of
from themescore.scoring.counting import as_tokenizer, compiled, count_documents
from themescore.showing.view import counted
from themescore.theming.themes import Themes
from themescore.theming.tree import core_themes
from themescore.tokenizing.tokenizer import LONGEST_NGRAM, Tokenizer, whole_numbers

__all__ = ["Reference"]

_FORMAT = SavedFormat("reference", 2, oldest=1)  # 1 had no n-grams
_WORDS = (1,)


class _Ngrams(NamedTuple):
    """What a reference knows of n-grams beside its words."""

    sizes: tuple[int, ...]
    """Of how many words; 1 among them if words are terms too."""
    across_sentences: bool
    mean_words: float
    """The mean number of terms of these sizes in a document, and of distinct ones."""
    mean_types: float
    terms: Mapping[str, int]
    """Documents with each n-gram of two words or more."""


@dataclass(frozen=True, repr=False)
class Reference:
    """How many of a corpus's documents have each word, and mention each form of a set of themes.

    Made by `Reference.fit` or `Reference.load`; it does not change. Given to `score` or `dtm`, its N and df
    take the place of those of the corpus at hand, and so do its means where a weighting looks at them.

    Examples
    --------
    >>> import themescore as ts
    >>> themes = {"Reform": ["reform", "tax reform"], "Trade": ["trade"]}
    >>> past = ["Tax reform and trade.", "Trade grew.", "Trade fell, and prices rose."]
    >>> reference = ts.Reference.fit(past, themes)
    >>> reference
    Reference(3 documents, 8 words, 2 forms)
    >>> ts.score(["Trade and tax reform."], themes, reference=reference).table("tfidf")
        Reform  Trade
    id
    0     0.58   0.35
    """

    documents: int
    """How many documents it is made of."""
    mean_words: float
    """Their mean number of words, stop words aside."""
    mean_types: float
    """Their mean number of distinct words, stop words aside."""
    tokenizer: Tokenizer
    """What found the words."""
    boundary: str
    """Where a mention may begin and end: see `score`."""
    _terms: Mapping[str, int] = field(hash=False)
    _forms: Mapping[str, int] = field(hash=False)
    _themes: str | None  # a digest of the themes that found the forms
    _ngrams: _Ngrams | None = field(default=None, hash=False)

    @classmethod
    def fit(
        cls,
        corpus: Corpus | Sequence[str] | Iterator[str | Document],
        themes: Themes | Mapping[str, Any] | None = None,
        *,
        ngrams: int | Iterable[int] = 1,
        across_sentences: bool = False,
        tokenizer: Tokenizer | None = None,
        boundary: str = "part",
        threads: int | None = None,
    ) -> Reference:
        """Count in how many documents of a corpus each word is, and each form that themes find.

        Parameters
        ----------
        corpus : Corpus, list of str, or iterator of str or Document
            The documents. Of an iterator each text is let go once it is counted.
        themes : Themes or dict, optional
            The themes that will be scored. Without them, or for others, only themes that find single words
            can be scored, and a form has the document frequency of that word: one that is part of a longer
            Chinese word, as 安全 of 公共安全, is not counted there.
        ngrams, across_sentences
            As in `dtm`, which the reference then serves with the same two, and with words alone: what `score`
            and a matrix of words need is counted in any case.
        tokenizer, boundary, threads
            As in `score`; what is scored by the reference needs the same tokenizer.

        Raises
        ------
        InputError, ThemeFileError, OptionError
            As in `score`; sizes of n-grams that cannot be.

        Examples
        --------
        >>> import themescore as ts
        >>> reference = ts.Reference.fit(["Tax reform.", "Tax reform and trade."], ngrams=[1, 2])
        >>> reference
        Reference(2 documents, 4 words, 0 forms, 3 n-grams)
        >>> reference.frequency("tax reform")
        2
        >>> ts.dtm(["Tax reform."], ngrams=[1, 2], weighting=ts.Weighting(), reference=reference).terms
        ('reform', 'tax', 'tax reform')
        """
        check_option("boundary", boundary, _core.BOUNDARIES)
        sizes = tuple(whole_numbers("ngrams", ngrams, 1, LONGEST_NGRAM))
        across_sentences = bool(across_sentences)
        tokenizer = as_tokenizer(tokenizer)
        if themes is not None and not isinstance(themes, Themes):
            themes = Themes(themes)
        theme_set = compiled(themes, tokenizer)
        options: dict[str, Any] = {"boundary": boundary}
        if sizes != _WORDS:
            options |= {"ngrams": sorted({1, *sizes}), "across_sentences": across_sentences}
        counts, _ = count_documents(corpus, theme_set, tokenizer, threads, **options)
        return cls._counted(counts, themes, tokenizer, boundary, sizes, across_sentences)

    @classmethod
    def _counted(
        cls,
        counts: _core.Counts,
        themes: Themes | None,
        tokenizer: Tokenizer,
        boundary: str,
        sizes: tuple[int, ...] = _WORDS,
        across_sentences: bool = False,
    ) -> Reference:
        """Return the reference of documents whose words and n-grams of these sizes have been counted."""
        collection = counts.collection()
        forms = zip(counts.forms, collection.form_frequencies, strict=True)
        known = dict(zip(counts.terms, collection.term_frequencies, strict=True))
        ngrams = None
        if sizes != _WORDS:
            lengths = [term.count(" ") + 1 for term in counts.terms]
            collection = counts.term_collection([i for i, size in enumerate(lengths) if size in sizes])
            longer = {term: df for term, df in known.items() if " " in term}
            means = collection.mean_words, collection.mean_types
            ngrams = _Ngrams(sizes, across_sentences, *means, longer)
            collection = counts.term_collection([i for i, size in enumerate(lengths) if size == 1])
            known = {term: df for term, df in known.items() if " " not in term}
        return cls(
            collection.documents,
            collection.mean_words,
            collection.mean_types,
            tokenizer,
            boundary,
            known,
            # Those without are the longer words that mentions are inside of.
            {form: df for form, df in forms if df},
            None if themes is None else _digest(themes),
            ngrams,
        )

    @property
    def ngrams(self) -> tuple[int, ...]:
        """Of how many words the terms are that it was fitted with; ``(1,)`` if only words."""
        return _WORDS if self._ngrams is None else self._ngrams.sizes

    @property
    def across_sentences(self) -> bool:
        """Whether its n-grams run from one sentence into the next."""
        return self._ngrams is not None and self._ngrams.across_sentences

    def frequency(self, term: str) -> int:
        """Return how many documents have a word or n-gram, given in its form; 0 for one that was never seen.

        Examples
        --------
        >>> import themescore as ts
        >>> ts.Reference.fit(["Trade grew.", "Trade fell."]).frequency("trade")
        2
        """
        longer = {} if self._ngrams is None else self._ngrams.terms
        return self._terms.get(term, 0) or longer.get(term, 0)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the reference to a file: JSON, with the version of its format and a checksum.

        Raises
        ------
        WriteError
            If it cannot be written; a file that was there is whole.
        """
        _FORMAT.write(path, self._data())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Reference:
        """Read a reference that `save` wrote.

        Raises
        ------
        ReadError
            A file that is none, is cut short, was changed, or is of a version that is not known.
        """
        return _FORMAT.read(path, cls._of)

    def _data(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "mean_words": self.mean_words,
            "mean_types": self.mean_types,
            "tokenizer": tokenizer_data(self.tokenizer),
            "boundary": self.boundary,
            "themes": self._themes,
            "terms": self._terms,
            "forms": self._forms,
            "ngrams": None if self._ngrams is None else self._ngrams._asdict(),
        }

    @classmethod
    def _of(cls, data: Any) -> Reference:
        """Return the reference of parsed JSON, of which nothing is taken on trust."""
        documents, means = data["documents"], (data["mean_words"], data["mean_types"])
        boundary, themes = data["boundary"], data["themes"]
        tables = data["terms"], data["forms"]
        ngrams = None if data.get("ngrams") is None else _ngrams_of(data["ngrams"], documents)
        sound = boundary in _core.BOUNDARIES and (themes is None or type(themes) is str)
        for table in tables:
            sound = sound and _are_terms(documents, means, table)
        if not sound:
            raise DamagedError("holds numbers that no reference has")
        return cls(
            documents,
            float(means[0]),
            float(means[1]),
            tokenizer_of(data["tokenizer"]),
            boundary,
            *tables,
            themes,
            ngrams,
        )

    def _check_tokenizer(self, tokenizer: Tokenizer) -> None:
        if tokenizer != self.tokenizer:
            raise InputError(
                f"the reference was made with {self.tokenizer!r}, not {tokenizer!r}: "
                "give tokenizer=reference.tokenizer, or fit the reference with yours"
            )

    def _check_ngrams(self, sizes: tuple[int, ...], across_sentences: bool) -> None:
        """Raise InputError unless it knows n-grams of these sizes; words it always knows."""
        if sizes == _WORDS or (sizes, across_sentences) == (self.ngrams, self.across_sentences):
            return
        wanted = f"ngrams={list(sizes)}, across_sentences={across_sentences}"
        raise InputError(
            f"the reference was fitted with ngrams={list(self.ngrams)}, "
            f"across_sentences={self.across_sentences}, and the matrix is of {wanted}: "
            f"Reference.fit(corpus, {wanted}), or give the matrix what the reference has"
        )

    def _of_terms(self, terms: Sequence[str], sizes: tuple[int, ...] = _WORDS) -> _core.Collection:
        """Return the collection of the columns of a matrix, of words or of its own n-grams."""
        collection = _core.Collection()
        collection.documents = self.documents
        if sizes == _WORDS or self._ngrams is None:
            collection.mean_words, collection.mean_types = self.mean_words, self.mean_types
            collection.largest_frequency = self._largest
        else:
            collection.mean_words, collection.mean_types = self._ngrams.mean_words, self._ngrams.mean_types
            largest = max(self._ngrams.terms.values(), default=0)
            collection.largest_frequency = max(largest, self._largest if 1 in sizes else 0)
        collection.term_frequencies = [self.frequency(term) for term in terms]
        return collection

    def _of_counts(self, counts: _core.Counts, themes: Themes, boundary: str) -> _core.Collection:
        """Return the collection of what themes found."""
        collection = self._of_terms(counts.terms)
        if self._themes == _digest(themes) and self.boundary == boundary:
            known = self._forms
        else:
            known = self._terms
            found = sorted(set(counts.mentions["form"].tolist()))
            several = [counts.forms[i] for i in found if len(self.tokenizer.words(counts.forms[i])) > 1]
            if several:
                raise InputError(
                    f"the reference was not made with these themes (boundary={boundary!r}) and does not know "
                    f"how rare {listed(several)} is: Reference.fit(corpus, themes, boundary={boundary!r})"
                )
        collection.form_frequencies = [known.get(form, 0) for form in counts.forms]
        return collection

    @cached_property
    def _largest(self) -> int:
        return max(self._terms.values(), default=0)

    def __repr__(self) -> str:
        words, forms = counted(len(self._terms), "word"), counted(len(self._forms), "form")
        longer = "" if self._ngrams is None else f", {counted(len(self._ngrams.terms), 'n-gram')}"
        return f"Reference({counted(self.documents, 'document')}, {words}, {forms}{longer})"


def as_reference(reference: object) -> Reference | None:
    """Return the reference, or None for none."""
    if reference is not None and not isinstance(reference, Reference):
        raise InputError(
            f"reference is of type {type(reference).__name__}: give a themescore.Reference, "
            "made by Reference.fit(corpus, themes) or Reference.load(path)"
        )
    return reference


def _are_terms(documents: object, means: tuple[object, object], table: Mapping[str, object]) -> bool:
    """Whether these can be words or n-grams and how many documents have each, which is not none."""
    return (
        are_frequencies(documents, means, table.values())
        and 0 not in table.values()
        and _core.find_surrogate("".join(table)) < 0
    )


def _ngrams_of(data: Any, documents: object) -> _Ngrams:
    """Return what parsed JSON knows of n-grams, of which nothing is taken on trust."""
    sizes, across, terms = data["sizes"], data["across_sentences"], data["terms"]
    means = data["mean_words"], data["mean_types"]
    sound = type(across) is bool and all(type(size) is int for size in sizes)
    sound = sound and whole_numbers("ngrams", sizes, 1, LONGEST_NGRAM) == sizes != [1]
    sound = sound and {term.count(" ") + 1 for term in terms} <= {*sizes} - {1}
    if not sound or not _are_terms(documents, means, terms):
        raise DamagedError("holds n-grams that no reference has")
    return _Ngrams(tuple(sizes), across, float(means[0]), float(means[1]), terms)


def _digest(themes: Themes) -> str:
    found = [*core_themes(themes._themes, themes._patterns), themes._exclusive]
    return hashlib.sha256(json.dumps(found, ensure_ascii=True).encode()).hexdigest()
