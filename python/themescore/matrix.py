"""The document-term matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from themescore import _core
from themescore.corpus import Corpus
from themescore.counting import as_corpus, as_tokenizer, compiled, count
from themescore.errors import InputError, OptionError, listed
from themescore.reference import Reference, as_reference
from themescore.tokenizer import Tokenizer
from themescore.view import counted
from themescore.weighting import Weighting, as_weighting, check_unseen

if TYPE_CHECKING:
    import scipy.sparse

__all__ = ["DocumentTermMatrix", "dtm"]


@dataclass(frozen=True, slots=True, repr=False)
class DocumentTermMatrix:
    """Documents by terms; what `dtm` returns.

    Parameters
    ----------
    matrix : scipy.sparse.csr_array
        Shape (documents, terms), columns sorted within each row, 64-bit indices.
    terms : tuple of str
        The columns: forms of words, in the order of their code points.
    ids : tuple of str
        The rows.
    """

    matrix: scipy.sparse.csr_array
    terms: tuple[str, ...]
    ids: tuple[str, ...]

    def weigh(
        self, weighting: Weighting | None = None, *, reference: Reference | None = None
    ) -> DocumentTermMatrix:
        """Return the matrix with its counts weighed, as float64.

        Parameters
        ----------
        weighting : Weighting, optional
            ``Weighting()`` if not given: scikit-learn's default.
        reference : Reference, optional
            Another corpus, whose N, df and means take the place of those of these documents.

        Returns
        -------
        DocumentTermMatrix
            With the same rows and columns, and a cell wherever this one has one.

        Raises
        ------
        InputError
            A matrix that holds no counts: one that has been weighed. Terms that the reference has never seen,
            and a weighting that has no weight for them; or n-grams, of which a reference knows none.
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
        weighting = as_weighting(weighting)
        cells = self._cells()
        reference = as_reference(reference)
        if reference is None:
            collection = _core.collection_of(*cells, len(self.terms))
        else:
            collection = self._referred(reference, weighting)
        weights = _core.weigh(*cells, weighting._compiled(), collection)
        matrix = _csr(weights, self.matrix.indices.copy(), self.matrix.indptr.copy(), len(self.terms))
        return DocumentTermMatrix(matrix, self.terms, self.ids)

    def _referred(self, reference: Reference, weighting: Weighting) -> _core.Collection:
        collection = reference._of_terms(self.terms)
        pairs = zip(self.terms, collection.term_frequencies, strict=True)
        unseen = [term for term, df in pairs if df == 0]
        ngrams = [term for term in unseen if " " in term]
        if ngrams:
            raise InputError(
                f"a reference knows words, not n-grams such as {listed(ngrams)}: leave out ngrams="
            )
        check_unseen(weighting, collection, unseen, "the reference")
        return collection

    def _cells(self) -> tuple[Any, Any, Any]:
        matrix = self.matrix
        if matrix.dtype.kind not in "iu":
            raise InputError(
                f"the matrix holds {matrix.dtype}, not counts: weigh what ts.dtm returns without a weighting"
            )
        return matrix.indptr, matrix.indices, matrix.data

    def __repr__(self) -> str:
        documents, terms = counted(len(self.ids), "document"), counted(len(self.terms), "term")
        return f"DocumentTermMatrix({documents}, {terms}, {self.matrix.nnz:,} cells that are not zero)"


def dtm(
    corpus: Corpus | Sequence[str],
    *,
    weighting: Weighting | None = None,
    reference: Reference | None = None,
    tokenizer: Tokenizer | None = None,
    threads: int | None = None,
) -> DocumentTermMatrix:
    """Count or weigh the words of each document.

    Parameters
    ----------
    corpus : Corpus or list of str
        The documents.
    weighting : Weighting, optional
        How the counts are weighed (float64); ``Weighting()`` is scikit-learn's default. If not given, the
        matrix holds the counts (int64).
    reference : Reference, optional
        For a weighting: as in `DocumentTermMatrix.weigh`.
    tokenizer, threads
        As in `score`.

    Raises
    ------
    InputError
        A corpus or tokenizer that cannot be used.
    OptionError
        A weighting that is none, or a number of threads that cannot be had.

    Examples
    --------
    >>> import themescore as ts
    >>> matrix = ts.dtm(["Reform goes on.", "On with reform, reform!"])
    >>> matrix.terms
    ('goes', 'on', 'reform', 'with')
    >>> matrix.matrix.toarray()
    array([[1, 1, 1, 0],
           [0, 1, 2, 1]])
    """
    if weighting is not None:
        weighting = as_weighting(weighting)
    reference = as_reference(reference)
    if reference is not None and weighting is None:
        raise OptionError(
            "a reference is for a weighting: give one, such as weighting=Weighting()", option="reference"
        )
    corpus = as_corpus(corpus)
    tokenizer = as_tokenizer(tokenizer)
    if reference is not None:
        reference._check_tokenizer(tokenizer)
    counts = count(corpus, compiled(None, tokenizer), tokenizer, threads)
    data, indices, indptr = counts.term_counts()
    terms = tuple(counts.terms)
    matrix = DocumentTermMatrix(_csr(data, indices, indptr, len(terms)), terms, corpus.ids)
    return matrix if weighting is None else matrix.weigh(weighting, reference=reference)


def _csr(data: Any, indices: Any, indptr: Any, columns: int) -> Any:
    import scipy.sparse

    # The constructor would copy the indices into 32 bits wherever they fit.
    matrix: Any = scipy.sparse.csr_array((len(indptr) - 1, columns), dtype=data.dtype)
    matrix.data, matrix.indices, matrix.indptr = data, indices, indptr
    matrix.has_sorted_indices = True
    matrix.has_canonical_format = True
    return matrix
