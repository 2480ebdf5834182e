"""The document-term matrix."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Document
from themescore.errors import InputError, OptionError, check_text, check_whole_number, listed, shown
from themescore.scoring.counting import as_corpus, as_tokenizer, compiled, count_documents, term_options
from themescore.showing.view import counted
from themescore.tokenizing.tokenizer import LONGEST_NGRAM, Tokenizer, whole_numbers
from themescore.weighing.reference import Reference, as_reference
from themescore.weighing.weighting import Weighting, as_weighting, check_unseen

if TYPE_CHECKING:
    import numpy.typing as npt
    import scipy.sparse

__all__ = ["DocumentTermMatrix", "dtm"]

_ALL = 2**63 - 1


class DocumentTermMatrix:
    """Documents by terms; what `dtm` returns.

    Parameters
    ----------
    matrix : scipy.sparse.csr_array
        Shape (documents, terms), columns sorted within each row, 64-bit indices.
    terms : tuple of str
        The columns: forms of words, or n-grams of them joined by a blank, in the order of their code points;
        or the vocabulary that was given.
    ids : tuple of str
        The rows.
    characters : array of int, optional
        Code points of each document's text, shape (documents,), all of it, whatever the terms are. Only
        ``Weighting(norm="char_length")`` needs them.
    ngrams : tuple of int
        Of how many words terms are.
    across_sentences : bool
        Whether an n-gram may run from one sentence into the next.
    """

    __slots__ = ("_across_sentences", "_characters", "_ids", "_matrix", "_ngrams", "_terms")

    # Millions of n-grams are not made strings before somebody looks at them: _core.TermStrings.
    _terms: tuple[str, ...] | _core.TermStrings

    def __init__(
        self,
        matrix: scipy.sparse.csr_array,
        terms: Iterable[str] | _core.TermStrings,
        ids: Iterable[str],
        characters: npt.NDArray[np.int64] | None = None,
        ngrams: tuple[int, ...] = (1,),
        across_sentences: bool = False,
    ) -> None:
        self._matrix = matrix
        self._terms = terms if isinstance(terms, _core.TermStrings) else tuple(terms)
        self._ids = tuple(ids)
        self._characters = characters
        self._ngrams, self._across_sentences = ngrams, across_sentences

    @property
    def matrix(self) -> scipy.sparse.csr_array:
        """The counts or weights."""
        return self._matrix

    @property
    def terms(self) -> tuple[str, ...]:
        """The columns."""
        if not isinstance(self._terms, tuple):
            self._terms = tuple(self._terms.tolist())
        return self._terms

    @property
    def ids(self) -> tuple[str, ...]:
        """The rows."""
        return self._ids

    @property
    def characters(self) -> npt.NDArray[np.int64] | None:
        """Code points of each document's text."""
        return self._characters

    @property
    def ngrams(self) -> tuple[int, ...]:
        """Of how many words terms are."""
        return self._ngrams

    @property
    def across_sentences(self) -> bool:
        """Whether an n-gram may run from one sentence into the next."""
        return self._across_sentences

    def __reduce__(self) -> tuple[Any, ...]:
        kept = (self.matrix, self.terms, self.ids, self.characters, self.ngrams, self.across_sentences)
        return DocumentTermMatrix, kept

    def weigh(
        self, weighting: Weighting | None = None, *, reference: Reference | None = None
    ) -> DocumentTermMatrix:
        """Return the matrix with its counts weighed, as float64.

        Parameters
        ----------
        weighting : Weighting, optional
            ``Weighting()`` if not given: scikit-learn's default.
        reference : Reference, optional
            Another corpus, whose N, df and means take the place of those of these documents. For n-grams it
            has to be fitted with the same `ngrams` and `across_sentences`.

        Returns
        -------
        DocumentTermMatrix
            With the same rows and columns, and a cell wherever this one has one.

        Raises
        ------
        InputError
            A matrix that holds no counts: one that has been weighed. A norm by characters for a matrix that
            does not know them. Terms that the reference has never seen, and a weighting that has no weight
            for them; or n-grams of other sizes than it was fitted with.
        OptionError
            A weighting that is none.

        Examples
        --------
        >>> import themescore as ts
        >>> counts = ts.dtm(["Reform, reform!", "Trade and reform."])
        >>> counts.weigh(ts.Weighting(tf="log", base=2, idf="none", norm="none")).matrix.toarray()
        array([[0., 2., 0.],
               [1., 1., 1.]])
        """
        indices, indptr = self.matrix.indices.copy(), self.matrix.indptr.copy()
        return self._weighed(as_weighting(weighting), as_reference(reference), indices, indptr)

    def _weighed(self, weighting: Weighting, reference: Reference | None, indices: Any, indptr: Any) -> Self:
        cells = self._cells()
        columns = self.matrix.shape[1]
        if reference is None:
            collection = _core.collection_of(*cells, columns)
        else:
            collection = self._referred(reference, weighting)
        weights = _core.weigh(*cells, weighting._compiled(), collection, self._lengths(weighting))
        matrix = _csr(weights, indices, indptr, columns)
        return type(self)(matrix, self._terms, self.ids, self.characters, self.ngrams, self.across_sentences)

    def _referred(self, reference: Reference, weighting: Weighting) -> _core.Collection:
        reference._check_ngrams(self.ngrams, self.across_sentences)
        others = [term for term in self.terms if term.count(" ") + 1 not in self.ngrams]
        if others:
            sizes = ", ".join(map(str, self.ngrams))
            raise InputError(
                f"the matrix is of n-grams of {sizes} words, and {listed(others)} is not: "
                "leave it out of the vocabulary, or give its number of words in ngrams="
            )
        collection = reference._of_terms(self.terms, self.ngrams)
        pairs = zip(self.terms, collection.term_frequencies, strict=True)
        check_unseen(weighting, collection, [term for term, df in pairs if df == 0], "the reference")
        return collection

    def _lengths(self, weighting: Weighting) -> npt.NDArray[np.int64] | None:
        """Return the characters of each document, None if the norm does not look at them."""
        if not _core.norm_needs_characters(weighting.norm):
            return None
        documents = len(self.matrix.indptr) - 1
        if self.characters is None or np.shape(self.characters) != (documents,):
            has = "none" if self.characters is None else "those of others"
            raise InputError(
                f"norm={weighting.norm!r} needs the characters of each document, and the matrix has {has}: "
                "take what ts.dtm returns, or give DocumentTermMatrix(..., characters=)"
            )
        return self.characters

    def _cells(self) -> tuple[Any, Any, Any]:
        matrix = self.matrix
        if matrix.dtype.kind not in "iu":
            raise InputError(
                f"the matrix holds {matrix.dtype}, not counts: weigh what ts.dtm returns without a weighting"
            )
        return matrix.indptr, matrix.indices, matrix.data

    def __repr__(self) -> str:
        documents, terms = counted(len(self.ids), "document"), counted(self.matrix.shape[1], "term")
        return f"DocumentTermMatrix({documents}, {terms}, {self.matrix.nnz:,} cells that are not zero)"


def dtm(
    corpus: Corpus | Sequence[str] | Iterator[str | Document],
    *,
    weighting: Weighting | None = None,
    reference: Reference | None = None,
    ngrams: int | Iterable[int] = 1,
    across_sentences: bool = False,
    min_df: float = 1,
    max_df: float = 1.0,
    top_terms: int | None = None,
    vocabulary: Iterable[str] | None = None,
    tokenizer: Tokenizer | None = None,
    threads: int | None = None,
) -> DocumentTermMatrix:
    """Count or weigh the words of each document.

    Parameters
    ----------
    corpus : Corpus, list of str, or iterator of str or Document
        The documents. Of an iterator each text is let go once it is counted, so that there may be more of it
        than memory; its ids are the documents', or numbers from "0".
    weighting : Weighting, optional
        How the counts are weighed (float64); ``Weighting()`` is scikit-learn's default. If not given, the
        matrix holds the counts (int64).
    reference : Reference, optional
        For a weighting: as in `DocumentTermMatrix.weigh`.
    ngrams : int or list of int
        Words in a term, from 1 to 100: 2 for bigrams, ``[1, 2]`` for words and bigrams. Stop words and
        punctuation are left out before, and do not keep their neighbours apart.
    across_sentences : bool
        Whether an n-gram may run from one sentence into the next.
    min_df, max_df : int or float
        Terms that fewer, or more, documents have are left out: a number of documents if it is an int, a share
        of them if it is a float, as in scikit-learn.
    top_terms : int, optional
        How many terms to keep: those that occur most often in all documents together, of equals the first.
    vocabulary : list of str, optional
        The columns, in their order, each in its form; those that no document has are empty. Nothing else is
        counted, and nothing is chosen by frequency.
    tokenizer : Tokenizer, optional
        As in `score`. Its `stop_words` are left out and its `stem` makes words one.
    threads : int, optional
        As in `score`.

    Notes
    -----
    Terms are chosen before they are weighed, as by scikit-learn: n, the mean, and the norm of a document are
    those of the terms that are left.

    Raises
    ------
    InputError
        A corpus, tokenizer, vocabulary or reference that cannot be used.
    OptionError
        A weighting that is none; numbers, or a number of threads, that cannot be; a vocabulary and something
        to choose by.

    Examples
    --------
    >>> import themescore as ts
    >>> matrix = ts.dtm(["Reform goes on.", "On with reform, reform!"])
    >>> matrix.terms
    ('goes', 'on', 'reform', 'with')
    >>> matrix.matrix.toarray()
    array([[1, 1, 1, 0],
           [0, 1, 2, 1]])
    >>> ts.dtm(["Reform goes on.", "On with reform, reform!"], ngrams=[1, 2], min_df=2).terms
    ('on', 'reform')
    """
    if weighting is not None:
        weighting = as_weighting(weighting)
    reference = as_reference(reference)
    if reference is not None and weighting is None:
        raise OptionError(
            "a reference is for a weighting: give one, such as weighting=Weighting()", option="reference"
        )
    if not isinstance(corpus, Iterator):
        corpus = as_corpus(corpus)
        document_limits(min_df, max_df, len(corpus))  # what cannot be is said before the work
    tokenizer = as_tokenizer(tokenizer)
    if reference is not None:
        reference._check_tokenizer(tokenizer)
    sizes = whole_numbers("ngrams", ngrams, 1, LONGEST_NGRAM)
    if reference is not None:
        reference._check_ngrams(tuple(sizes), bool(across_sentences))
    given = None if vocabulary is None else vocabulary_terms(vocabulary)
    top = _ALL if top_terms is None else check_whole_number("top_terms", top_terms, 1, _ALL)
    if given is not None and ((min_df, max_df) != (1, 1.0) or top_terms is not None):
        reason = "a vocabulary is taken as it is: leave out min_df, max_df and top_terms, or the vocabulary"
        raise OptionError(reason, option="vocabulary", value=vocabulary)
    options = term_options(sizes, bool(across_sentences))
    counts, documents = count_documents(corpus, compiled(None, tokenizer), tokenizer, threads, **options)
    least, most = document_limits(min_df, max_df, len(documents))
    chooses = least > 1 or most < len(documents) or top_terms is not None
    terms: Any
    if given is not None:
        column_of = {term: column for column, term in enumerate(counts.terms)}
        terms = given
        cells = counts.take_terms([column_of.get(term, -1) for term in given])
    elif chooses:
        columns = counts.choose_terms(least, most, top).tolist()
        terms = counts.term_strings.take(columns)
        cells = counts.take_terms(columns)
    else:
        terms = counts.term_strings
        cells = counts.term_counts()
    matrix = DocumentTermMatrix(
        _csr(*cells, len(terms)),
        terms,
        documents.ids,
        counts.characters.copy(),
        tuple(sizes),
        bool(across_sentences),
    )
    if weighting is None:
        return matrix
    # The counts are nobody's: what they share with the weights need not be there twice.
    return matrix._weighed(weighting, reference, matrix.matrix.indices, matrix.matrix.indptr)


def vocabulary_terms(vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of a vocabulary that was given, or raise InputError."""
    terms = (
        ()
        if isinstance(vocabulary, (str, bytes)) or not isinstance(vocabulary, Iterable)
        else tuple(vocabulary)
    )
    if not terms:
        raise InputError("vocabulary: give a list of terms, each in its form, at least one")
    for term in terms:
        check_text("vocabulary", term)
    if len(set(terms)) < len(terms):
        twice = [term for term, number in Counter(terms).items() if number > 1]
        raise InputError(f"vocabulary: {listed(twice)} more than once; give each term once")
    return terms


def document_limits(min_df: object, max_df: object, documents: int) -> tuple[int, int]:
    """Return how many documents a term has at least and at most, or raise OptionError."""
    least, most = _documents("min_df", min_df, documents), _documents("max_df", max_df, documents)
    if least > most:
        raise OptionError(
            f"min_df={min_df} is {least:,} of {documents:,} documents, more than max_df={max_df}, {most:,}",
            option="min_df",
            value=min_df,
        )
    return least, most


def _documents(option: str, given: object, documents: int) -> int:
    """Return a number of documents, of which a float is a share."""
    if isinstance(given, (float, np.floating)):
        share = float(given)
        if not 0 <= share <= 1:  # not a number is neither
            reason = (
                f"{option}={shown(given)}: a share is from 0.0 to 1.0; give an int for a number of documents"
            )
            raise OptionError(reason, option=option, value=given)
        return math.ceil(share * documents) if option == "min_df" else math.floor(share * documents)
    return check_whole_number(option, given, 0, _ALL, ", or a share of the documents from 0.0 to 1.0")


def _csr(data: Any, indices: Any, indptr: Any, columns: int) -> Any:
    import scipy.sparse

    # The constructor would copy the indices into 32 bits wherever they fit.
    matrix: Any = scipy.sparse.csr_array((len(indptr) - 1, columns), dtype=data.dtype)
    matrix.data, matrix.indices, matrix.indptr = data, indices, indptr
    matrix.has_sorted_indices = True
    matrix.has_canonical_format = True
    return matrix
