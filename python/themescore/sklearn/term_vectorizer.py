"""Texts to documents x terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn import get_config
from sklearn.utils.validation import check_array, check_is_fitted

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.errors import InputError, OptionError, check_flag, check_whole_number, shown
from themescore.saved import DamagedError, SavedFormat, are_frequencies, tokenizer_data, tokenizer_of
from themescore.scoring.counting import compiled, count, term_options
from themescore.sklearn.estimator import TextTransformer, texts_of
from themescore.sklearn.parameters import columns_of, ngram_sizes, weighting_of
from themescore.sklearn.words import Words
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.weighing.matrix import document_limits, vocabulary_terms
from themescore.weighing.weighting import Weighting, check_unseen

__all__ = ["TermVectorizer"]

_ALL = 2**63 - 1
_DTYPES = (np.dtype(np.float64), np.dtype(np.float32))


class _Cells(NamedTuple):
    """Counts as a CSR matrix, whose columns are some of the terms."""

    data: npt.NDArray[np.int64]
    indices: npt.NDArray[np.int64]
    indptr: npt.NDArray[np.int64]
    terms: npt.NDArray[np.int64]
    """Which, in order."""


_NO_CELLS = _Cells(*(np.zeros(size, dtype=np.int64) for size in (0, 0, 1, 0)))


class TermVectorizer(TextTransformer):
    r"""Texts to documents x terms, as scikit-learn's ``TfidfVectorizer``, with the words of a `Tokenizer`.

    With ``token_pattern="sklearn"`` words, columns and numbers are those of ``TfidfVectorizer`` with the same
    parameters. See docs/scikit-learn.md.

    Parameters
    ----------
    tokenizer : Tokenizer, optional
        What finds the words; ``Tokenizer()`` if not given.
    token_pattern : str, optional
        "sklearn": words are found as by ``TfidfVectorizer`` and not by a tokenizer, which is to say by its
        ``(?u)\b\w\w+\b`` in the lowered text, with no regard to sentences. That pattern itself can be given
        too, and ``(?u)\b\w+\b``, which has words of one character.
    lowercase, strip_accents : bool; {"ascii", "unicode"} or None
        As of ``TfidfVectorizer``, for a `token_pattern`.
    stop_words : str or list of str, optional
        As of `Tokenizer`, for one that has none; with a `token_pattern` a list, or scikit-learn's own for
        "english".
    ngram_range : (int, int)
        Words in a term, at least and at most: from 1 to 100.
    across_sentences : bool
        Whether an n-gram may run from one sentence into the next; with a `token_pattern` it does.
    min_df, max_df : int or float
        Terms that fewer, or more, documents have are left out: a number of documents if it is an int, a share
        of them if it is a float.
    max_features : int, optional
        How many terms to keep: those that occur most often in all documents together.
    vocabulary : list of str or dict, optional
        The terms in order, or each with its column; nothing is then chosen by frequency.
    binary : bool
        Whether a term counts once in a document that has it.
    weighting : Weighting, optional
        How the counts are weighed, if not in the words of the next four.
    norm, use_idf, smooth_idf, sublinear_tf : {"l1", "l2"} or None; bool; bool; bool
        As of ``TfidfVectorizer``.
    dtype : dtype
        float64, or float32 to halve the memory: weights are worked out in float64 and then rounded.
    threads : int, optional
        From 1; as many as there are processors if not given. The result is the same for any number.

    Attributes
    ----------
    vocabulary_ : dict
        Each term's column.
    document_frequency_ : ndarray of shape (n_features,)
        How many of the documents that it was fitted on have the term.
    n_documents_ : int
        How many documents these were.
    mean_words_, mean_types_ : float
        The means of the sum of their counts, and of the number of their distinct terms, which some
        weightings look at.

    Examples
    --------
    >>> import themescore as ts
    >>> from themescore.sklearn import TermVectorizer
    >>> vectorizer = TermVectorizer(weighting=ts.Weighting(tf="log", base=2, idf="none", norm="none"))
    >>> vectorizer.fit_transform(["Reform, reform!", "Trade and reform."]).toarray()
    array([[0., 2., 0.],
           [1., 1., 1.]])
    >>> vectorizer.get_feature_names_out()
    array(['and', 'reform', 'trade'], dtype=object)
    >>> vectorizer.set_output(transform="pandas").transform(["Trade, trade!"])
       and  reform  trade
    0  0.0     0.0    2.0
    """

    _format = SavedFormat("term vectorizer", 1)

    vocabulary_: dict[str, int]
    document_frequency_: npt.NDArray[np.int64]
    n_documents_: int
    mean_words_: float
    mean_types_: float

    def __init__(
        self,
        *,
        tokenizer: Tokenizer | None = None,
        token_pattern: str | None = None,
        lowercase: bool = True,
        strip_accents: str | None = None,
        stop_words: str | Iterable[str] | None = None,
        ngram_range: tuple[int, int] = (1, 1),
        across_sentences: bool = False,
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Iterable[str] | Mapping[str, int] | None = None,
        binary: bool = False,
        weighting: Weighting | None = None,
        norm: str | None = "l2",
        use_idf: bool = True,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
        dtype: npt.DTypeLike = np.float64,
        threads: int | None = None,
    ) -> None:
        self.tokenizer = tokenizer
        self.token_pattern = token_pattern
        self.lowercase = lowercase
        self.strip_accents = strip_accents
        self.stop_words = stop_words
        self.ngram_range = ngram_range
        self.across_sentences = across_sentences
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary
        self.binary = binary
        self.weighting = weighting
        self.norm = norm
        self.use_idf = use_idf
        self.smooth_idf = smooth_idf
        self.sublinear_tf = sublinear_tf
        self.dtype = dtype
        self.threads = threads

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: ARG002
        """Learn the terms of texts and how many of these have each.

        Parameters
        ----------
        X : Corpus, list of str, Series or array
            The texts.
        y : object, optional
            Not looked at.

        Raises
        ------
        InputError
            Texts, a tokenizer, stop words or a vocabulary that cannot be used; texts without a term.
        OptionError
            A parameter with a value that it cannot have, or parameters that do not go together.
        """
        self._fit(X)
        return self

    def fit_transform(self, X: Any, y: object = None) -> Any:  # noqa: ARG002
        """Return what ``fit(X).transform(X)`` would, counting once.

        Parameters
        ----------
        X, y
            As in `fit`.
        """
        texts = texts_of(X)
        return self._contained(X, self._weighed(self._fit(texts), texts))

    def transform(self, X: Any) -> Any:
        """Return the weights of the terms in texts, by the df and the means of those that it was fitted on.

        Parameters
        ----------
        X : Corpus, list of str, Series or array
            The texts; there may be none.

        Returns
        -------
        csr_matrix of shape (n_documents, n_features)
            A frame after ``set_output``: of sparse columns in pandas, of dense ones in polars. A csr_array
            where scikit-learn is configured so.

        Raises
        ------
        NotFittedError
            If nothing has been fitted.
        InputError
            Texts that cannot be used; a term that none of the texts had that it was fitted on, which only a
            given vocabulary has, and a weighting that has no weight for it.
        """
        check_is_fitted(self)
        texts = texts_of(X)
        cells = self._found(self._counts(texts)) if len(texts) else _NO_CELLS
        return self._contained(X, self._weighed(cells, texts))

    def inverse_transform(self, X: Any) -> list[npt.NDArray[Any]]:
        """Return the terms of each row of a matrix, in the order of the columns.

        Parameters
        ----------
        X : matrix, array or frame of shape (n_documents, n_features)
            What `transform` returns.

        Raises
        ------
        InputError
            A matrix with another number of columns.
        """
        names = self.get_feature_names_out()
        matrix = scipy.sparse.csr_array(check_array(X, accept_sparse="csr"))
        if matrix.shape[1] != len(names):
            raise InputError(f"a matrix of {matrix.shape[1]:,} columns: there are {len(names):,} terms")
        matrix.sort_indices()
        rows = zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        return [names[matrix.indices[first:last][matrix.data[first:last] != 0]] for first, last in rows]

    @property
    def idf_(self) -> npt.NDArray[np.float64]:
        """The inverse document frequency of each term, shape (n_features,); 1 for a weighting without."""
        check_is_fitted(self)
        collection = self._collection(np.arange(len(self.vocabulary_)))
        collection.form_frequencies = collection.term_frequencies
        return _core.mention_idf(self._weighting()._compiled(), collection)

    def _fit(self, documents: Any) -> _Cells:
        """Set what is fitted and return the counts."""
        self._weighting()
        texts = texts_of(documents)
        if not len(texts):
            raise InputError("no documents: the list of texts is empty")
        fixed = None if self.vocabulary is None else columns_of(self.vocabulary)
        counts = self._counts(texts)
        if fixed is None:
            columns = self._chosen(counts, len(texts))
            terms = counts.term_strings.take(columns.tolist())
            self.vocabulary_ = {term: place for place, term in enumerate(terms)}
            cells = self._cells(counts, columns, np.arange(len(columns)))
        else:
            self.vocabulary_ = fixed
            cells = self._found(counts)
        collection = _core.collection_of(cells.indptr, cells.indices, cells.data, len(cells.terms))
        self.document_frequency_ = np.zeros(len(self.vocabulary_), dtype=np.int64)
        self.document_frequency_[cells.terms] = collection.term_frequencies
        self.n_documents_ = collection.documents
        self.mean_words_, self.mean_types_ = collection.mean_words, collection.mean_types
        return cells

    def _counts(self, texts: Corpus | Sequence[Any]) -> _core.Counts:
        check_flag("across_sentences", self.across_sentences)
        check_flag("binary", self.binary)
        if np.dtype(self.dtype) not in _DTYPES:
            raise OptionError(
                f"dtype={shown(self.dtype)}: weights are float64 or float32", option="dtype", value=self.dtype
            )
        sizes = ngram_sizes(self.ngram_range)
        words = self._words()
        return count(
            words.corpus(texts),
            compiled(None, words.tokenizer),
            words.tokenizer,
            self.threads,
            **term_options(sizes, self.across_sentences),
        )

    def _words(self) -> Words:
        return Words.of(
            tokenizer=self.tokenizer,
            token_pattern=self.token_pattern,
            lowercase=self.lowercase,
            strip_accents=self.strip_accents,
            stop_words=self.stop_words,
        )

    def _weighting(self) -> Weighting:
        tfidf = {name: getattr(self, name) for name in ("norm", "use_idf", "smooth_idf", "sublinear_tf")}
        return weighting_of(self.weighting, tfidf)

    def _chosen(self, counts: _core.Counts, documents: int) -> npt.NDArray[np.int64]:
        """Return the columns of the counts that are kept, in order."""
        least, most = document_limits(self.min_df, self.max_df, documents)
        columns = counts.choose_terms(least, most, _ALL)
        if not len(columns):
            raise InputError(
                "no term: the texts hold none but stop words, or min_df and max_df leave none over"
            )
        if self.max_features is None:
            return columns
        limit = check_whole_number("max_features", self.max_features, 1, _ALL)
        if len(columns) <= limit:
            return columns
        data, indices, _ = counts.term_counts()
        totals = np.bincount(indices, None if self.binary else data, columns[-1] + 1)[columns]
        # Which of equals scikit-learn keeps is what numpy's quicksort makes of them; else it is the first.
        kind: Literal["stable", "quicksort"] = "stable" if self.token_pattern is None else "quicksort"
        order = np.argsort(-totals.astype(self.dtype), kind=kind)
        return np.sort(columns[order[:limit]])

    def _found(self, counts: _core.Counts) -> _Cells:
        """Return the counts of the terms of the vocabulary that the texts have."""
        places = np.array([self.vocabulary_.get(term, -1) for term in counts.terms], dtype=np.int64)
        known = np.flatnonzero(places >= 0)
        known = known[np.argsort(places[known])]
        return self._cells(counts, known, places[known])

    def _cells(
        self, counts: _core.Counts, columns: npt.NDArray[np.int64], terms: npt.NDArray[np.int64]
    ) -> _Cells:
        data, indices, indptr = counts.take_terms(columns.tolist())
        return _Cells(np.ones_like(data) if self.binary else data, indices, indptr, terms)

    def _collection(self, terms: npt.NDArray[np.int64]) -> _core.Collection:
        """Return what the weights of some of the terms look at beside the document."""
        collection = _core.Collection()
        collection.documents = self.n_documents_
        collection.mean_words, collection.mean_types = self.mean_words_, self.mean_types_
        collection.largest_frequency = int(self.document_frequency_.max())
        collection.term_frequencies = self.document_frequency_[terms].tolist()
        return collection

    def _weighed(self, cells: _Cells, texts: Corpus | Sequence[Any]) -> Any:
        weighting, collection = self._weighting(), self._collection(cells.terms)
        unseen = cells.terms[self.document_frequency_[cells.terms] == 0]
        if len(unseen):
            check_unseen(weighting, collection, [self._names()[term] for term in unseen], "the vectorizer")
        # Of the texts as they came: some are changed before their words are found.
        given = texts.texts if isinstance(texts, Corpus) else texts
        characters = np.fromiter(map(len, given), dtype=np.int64, count=len(given))
        weights = _core.weigh(
            cells.indptr, cells.indices, cells.data, weighting._compiled(), collection, characters
        )
        shape = len(cells.indptr) - 1, len(self.vocabulary_)
        # Some estimators of scikit-learn take no matrix with longer indices.
        index = np.int32 if max(*shape, len(weights)) <= np.iinfo(np.int32).max else np.int64
        arrays: Any = (
            weights.astype(self.dtype, copy=False),
            cells.terms[cells.indices].astype(index),
            cells.indptr.astype(index),
        )
        sparray = get_config().get("sparse_interface") == "sparray"
        return (scipy.sparse.csr_array if sparray else scipy.sparse.csr_matrix)(arrays, shape=shape)

    def _names(self) -> list[str]:
        return sorted(self.vocabulary_, key=self.vocabulary_.__getitem__)

    def _data(self) -> dict[str, Any]:
        words = self._words()
        plain = words.tokenizer if isinstance(words.tokenizer, Tokenizer) else None
        parameters = self.get_params(deep=False) | {
            # The words themselves: a name may stand for others tomorrow.
            "tokenizer": None if plain is None else tokenizer_data(plain),
            "stop_words": list(words.stop_words) or None,
            "ngram_range": [int(size) for size in self.ngram_range],
            "vocabulary": None if self.vocabulary is None else self.vocabulary_,
            "weighting": None if self.weighting is None else asdict(self.weighting),
            "dtype": np.dtype(self.dtype).name,
        }
        numpy_free = {k: v.item() if isinstance(v, np.generic) else v for k, v in parameters.items()}
        return {
            "parameters": numpy_free,
            "terms": self._names(),
            "document_frequency": self.document_frequency_.tolist(),
            "documents": self.n_documents_,
            "mean_words": self.mean_words_,
            "mean_types": self.mean_types_,
        }

    @classmethod
    def _of(cls, data: Any) -> Self:
        parameters = dict(data["parameters"])
        if parameters["tokenizer"] is not None:
            parameters["tokenizer"] = tokenizer_of(parameters["tokenizer"])
        if parameters["weighting"] is not None:
            parameters["weighting"] = Weighting(**parameters["weighting"])
        parameters["ngram_range"] = tuple(parameters["ngram_range"])
        parameters["dtype"] = np.dtype(parameters["dtype"])
        vectorizer = cls(**parameters)
        terms = vocabulary_terms(data["terms"])
        documents, means = data["documents"], (data["mean_words"], data["mean_types"])
        frequencies = data["document_frequency"]
        if len(frequencies) != len(terms) or not are_frequencies(documents, means, frequencies):
            raise DamagedError("holds numbers that no term vectorizer has")
        vectorizer.vocabulary_ = {term: column for column, term in enumerate(terms)}
        vectorizer.document_frequency_ = np.array(frequencies, dtype=np.int64)
        vectorizer.n_documents_ = documents
        vectorizer.mean_words_, vectorizer.mean_types_ = map(float, means)
        vectorizer.transform([""])  # whatever else is wrong is said now
        return vectorizer
