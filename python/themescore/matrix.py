"""The document-term matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from themescore.corpus import Corpus
from themescore.counting import as_corpus, as_tokenizer, compiled, count
from themescore.errors import check_option
from themescore.tokenizer import Tokenizer
from themescore.view import counted

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

    def __repr__(self) -> str:
        documents, terms = counted(len(self.ids), "document"), counted(len(self.terms), "term")
        return f"DocumentTermMatrix({documents}, {terms}, {self.matrix.nnz:,} cells that are not zero)"


def dtm(
    corpus: Corpus | Sequence[str],
    *,
    weight: str = "count",
    tokenizer: Tokenizer | None = None,
    threads: int | None = None,
) -> DocumentTermMatrix:
    """Count or weigh the words of each document.

    Parameters
    ----------
    corpus : Corpus or list of str
        The documents.
    weight : {"count", "tfidf"}
        How often the term occurs (int64), or count x (ln((1 + N) / (1 + df)) + 1) with rows of
        Euclidean length 1, as scikit-learn's ``TfidfVectorizer`` has it by default (float64).
    tokenizer, threads
        As in `score`.

    Raises
    ------
    InputError
        A corpus or tokenizer that cannot be used.
    OptionError
        Another value of `weight`, or a number of threads that cannot be had.

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
    import scipy.sparse

    check_option("weight", weight, ("count", "tfidf"))
    corpus = as_corpus(corpus)
    tokenizer = as_tokenizer(tokenizer)
    counts = count(corpus, compiled(None, tokenizer), tokenizer, threads)
    data, indices, indptr = counts.term_tfidf() if weight == "tfidf" else counts.term_counts()
    terms = tuple(counts.terms)
    # The constructor would copy the indices into 32 bits wherever they fit.
    matrix: Any = scipy.sparse.csr_array((len(corpus), len(terms)), dtype=data.dtype)
    matrix.data, matrix.indices, matrix.indptr = data, indices, indptr
    matrix.has_sorted_indices = True
    matrix.has_canonical_format = True
    return DocumentTermMatrix(matrix, terms, corpus.ids)
