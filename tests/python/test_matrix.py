"""Document-term matrices: what can be asked for, and what cannot."""

from __future__ import annotations

import collections
import math
import pickle

import numpy as np
import pytest
import themescore as ts
from themescore import _core
from themescore.errors import InputError, OptionError

TEXTS = ["Reform goes on. Trade goes on.", "Trade grew, and reform goes.", ""]


def test_ngrams_end_where_a_sentence_ends_unless_they_are_asked_not_to() -> None:
    assert "on trade" not in ts.dtm(TEXTS, ngrams=2).terms
    assert "on trade" in ts.dtm(TEXTS, ngrams=2, across_sentences=True).terms
    assert "grew and" in ts.dtm(TEXTS, ngrams=2).terms


def test_the_ngrams_of_a_matrix_are_those_of_the_tokenizer() -> None:
    tokenizer = ts.Tokenizer(stop_words=["goes"], stem="english" if ts.Tokenizer.stem_languages else None)
    matrix = ts.dtm(TEXTS, ngrams=[2, 3], tokenizer=tokenizer)
    ours = {term for text in TEXTS for term in tokenizer.ngrams(text, [2, 3], separator=" ")}
    assert set(matrix.terms) == ours


def test_matrices_are_the_same_bytes_for_any_number_of_threads() -> None:
    texts = [" ".join(f"w{(i * k) % 13}" for k in range(i % 17)) + "改革开放" for i in range(50)]
    one, eight = (ts.dtm(texts, ngrams=[1, 2], min_df=2, top_terms=40, threads=n) for n in (1, 8))
    assert one.terms == eight.terms
    for name in ("data", "indices", "indptr"):
        assert getattr(one.matrix, name).tobytes() == getattr(eight.matrix, name).tobytes()


def test_an_int_is_a_number_of_documents_and_a_float_a_share() -> None:
    assert ts.dtm(TEXTS, max_df=1).terms == ("and", "grew", "on")
    assert ts.dtm(TEXTS, max_df=1.0).terms == ts.dtm(TEXTS).terms
    assert ts.dtm(TEXTS, min_df=2).terms == ts.dtm(TEXTS, min_df=0.5).terms == ("goes", "reform", "trade")
    assert ts.dtm(TEXTS, min_df=np.int64(2)).terms == ts.dtm(TEXTS, min_df=np.float32(0.5)).terms


def test_terms_are_chosen_before_they_are_weighed() -> None:
    matrix = ts.dtm(TEXTS, min_df=2, weighting=ts.Weighting(tf="proportion", idf="none", norm="none")).matrix
    assert matrix.toarray()[:2].sum(axis=1) == pytest.approx([1, 1])


def test_a_vocabulary_keeps_its_order_and_unknown_terms_have_empty_columns() -> None:
    matrix = ts.dtm(TEXTS, vocabulary=["trade", "zebra", "goes"])
    assert matrix.terms == ("trade", "zebra", "goes")
    assert matrix.matrix.toarray().tolist() == [[1, 0, 2], [1, 0, 1], [0, 0, 0]]
    assert np.isfinite(matrix.weigh(ts.Weighting(idf="plain")).matrix.toarray()).all()


def test_a_matrix_of_nothing_is_empty() -> None:
    assert ts.dtm(TEXTS, ngrams=50).matrix.shape == (3, 0)
    assert ts.dtm(TEXTS, min_df=3).matrix.shape == (3, 0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"min_df": -1}, "min_df=-1: it can be a whole number from 0"),
        ({"min_df": 1.5}, "min_df=1.5: a share is from 0.0 to 1.0"),
        ({"max_df": math.nan}, "max_df=nan"),
        ({"max_df": "half"}, "max_df='half'"),
        ({"min_df": True}, "min_df=True"),
        ({"min_df": 3, "max_df": 2}, "min_df=3 is 3 of 3 documents, more than max_df=2, 2"),
        ({"top_terms": 0}, "top_terms=0"),
        ({"top_terms": 2.5}, "top_terms=2.5"),
        ({"ngrams": 0}, "ngrams=0"),
        ({"ngrams": []}, "ngrams: give at least one number"),
        ({"ngrams": 101}, "ngrams=101: it can be a whole number from 1 to 100"),
        ({"vocabulary": ["a"], "min_df": 2}, "a vocabulary is taken as it is"),
        ({"vocabulary": ["a"], "top_terms": 2}, "a vocabulary is taken as it is"),
    ],
)
def test_options_that_cannot_be_are_errors(given: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as error:
        ts.dtm(TEXTS, **given)
    assert message in str(error.value)


@pytest.mark.parametrize("vocabulary", ["reform", [], [1], [None], ["a", "b", "a"], ["\ud800"], 3])
def test_a_vocabulary_that_is_none_is_an_error(vocabulary: object) -> None:
    with pytest.raises(InputError, match="vocabulary"):
        ts.dtm(TEXTS, vocabulary=vocabulary)


def test_a_reference_that_was_fitted_without_ngrams_says_so() -> None:
    reference = ts.Reference.fit(TEXTS)
    with pytest.raises(InputError, match=r"fitted with ngrams=\[1\].*and the matrix is of ngrams=\[2\]"):
        ts.dtm(TEXTS[:1], ngrams=2, vocabulary=["goes on"], weighting=ts.Weighting(), reference=reference)


def test_counts_of_more_than_32_bits_are_weighed_and_every_array_has_64() -> None:
    matrix = ts.dtm(["reform trade trade", "trade"])
    assert [array.dtype for array in (matrix.matrix.data, matrix.matrix.indices, matrix.matrix.indptr)] == [
        np.dtype(np.int64)
    ] * 3
    matrix.matrix.data[:] = [2**33, 2**40, 2**52]
    weights = matrix.weigh(ts.Weighting(idf="none", norm="l1")).matrix.toarray()
    assert weights.tolist() == [[2**33 / (2**33 + 2**40), 2**40 / (2**33 + 2**40)], [0.0, 1.0]]


@pytest.mark.parametrize("sizes", [[1], [2], [1, 2], [3], [1, 3], [2, 4], [1, 2, 3, 4, 5]])
@pytest.mark.parametrize("threads", [1, 3])
def test_ngrams_of_random_words_are_in_the_order_of_their_code_points(sizes: list[int], threads: int) -> None:
    random = np.random.default_rng(len(sizes) + 10 * threads)
    words = ["a", "ab", "abc", "b", "z", "é", "企业", "改革", "10", "x" * 40]
    texts = [" ".join(random.choice(words, size=random.integers(0, 60))) for _ in range(40)]
    matrix = ts.dtm(texts, ngrams=sizes, threads=threads)
    counted = [
        collections.Counter(
            " ".join(text.split()[i : i + size])
            for size in sizes
            for i in range(len(text.split()) - size + 1)
        )
        for text in texts
    ]
    assert list(matrix.terms) == sorted(set().union(*counted))
    assert matrix.matrix.toarray().tolist() == [[row[term] for term in matrix.terms] for row in counted]


def test_a_matrix_is_pickled_and_cannot_be_changed() -> None:
    matrix = ts.dtm(TEXTS, ngrams=[1, 2], across_sentences=True, weighting=ts.Weighting())
    again = pickle.loads(pickle.dumps(matrix))
    for name in ("terms", "ids", "ngrams", "across_sentences"):
        assert getattr(again, name) == getattr(matrix, name)
        with pytest.raises(AttributeError):
            setattr(matrix, name, ())
    assert (again.matrix != matrix.matrix).nnz == 0
    assert again.characters is not None
    assert again.characters.tolist() == [len(text) for text in TEXTS]


def test_terms_are_strings_only_when_somebody_looks() -> None:
    strings = ts.dtm(TEXTS, ngrams=2)._terms
    assert isinstance(strings, _core.TermStrings)
    assert strings.tolist() == sorted(strings.tolist()) != []
    assert strings.take([len(strings) - 1, 0]) == [strings.tolist()[-1], strings.tolist()[0]]
    with pytest.raises(IndexError):
        strings.take([len(strings)])
