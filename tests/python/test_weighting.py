"""Weightings: what can be said, and what happens when it cannot be."""

from __future__ import annotations

import math
import pickle
import re
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from themescore import _core
from themescore.errors import InputError, OptionError

TEXTS = ["reform reform trade", "trade grew", "", "prices prices prices trade"]


def test_the_python_in_the_page_on_weights_runs() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "weights.md"
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(blocks) == 2
    exec(compile("\n".join(blocks), "weights.md", "exec"), {})


def test_every_scheme_of_the_core_is_on_the_page_on_weights() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "weights.md").read_text(encoding="utf-8")
    for name in (*_core.TERM_FREQUENCIES, *_core.DOCUMENT_FREQUENCIES, *_core.NORMS):
        assert f"`{name}`" in page


def test_a_weighting_is_a_value() -> None:
    assert ts.Weighting() == ts.Weighting(tf="raw", idf="smooth", norm="l2")
    assert hash(ts.Weighting(base=10)) == hash(ts.Weighting(base=10.0))
    assert ts.Weighting(base=2) != ts.Weighting()
    assert pickle.loads(pickle.dumps(ts.Weighting.bm25("bm25+"))) == ts.Weighting.bm25("bm25+")
    with pytest.raises(AttributeError):
        ts.Weighting().tf = "log"


@pytest.mark.parametrize(
    "weighting",
    [
        ts.Weighting(),
        ts.Weighting.smart("Lpu"),
        ts.Weighting.smart("ltb", alpha=0.3),
        ts.Weighting.bm25(),
        ts.Weighting(base=10, pivot=3),
    ],
)
def test_what_a_weighting_shows_makes_it_again(weighting: ts.Weighting) -> None:
    assert eval(repr(weighting), {"Weighting": ts.Weighting}) == weighting


def test_the_cores_defaults_are_those_of_the_class() -> None:
    core, ours = _core.Weighting(), ts.Weighting()._compiled()
    names = [name for name in dir(core) if not name.startswith("_")]
    assert {name: getattr(core, name) for name in names} == {name: getattr(ours, name) for name in names}
    assert sorted(names) == sorted(field for field in ts.Weighting.__dataclass_fields__)


@pytest.mark.mostly_python
def test_every_scheme_of_the_core_can_be_asked_for() -> None:
    for tf in _core.TERM_FREQUENCIES:
        for idf in _core.DOCUMENT_FREQUENCIES:
            for norm in _core.NORMS:
                weights = ts.dtm(TEXTS).weigh(ts.Weighting(tf=tf, idf=idf, norm=norm)).matrix
                assert np.isfinite(weights.data).all(), (tf, idf, norm)
                assert weights.data.dtype == np.float64


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tf": "Raw"}, "tf='Raw': it can be 'raw' or"),
        ({"idf": None}, "idf=None"),
        ({"norm": "l3"}, "norm='l3': it can be 'none' or 'l1' or 'l2' or 'pivoted' or 'char_length'"),
        ({"base": 1}, "base=1: it can be a number above 1"),
        ({"base": math.nan}, "base=nan"),
        ({"base": True}, "base=True"),
        ({"k": 1.5}, "k=1.5: it can be a number from 0 to 1"),
        ({"smoothing": 0}, "smoothing=0: it can be a number above 0"),
        ({"df_plus": -1}, "df_plus=-1: it can be a number from 0"),
        ({"slope": "0.2"}, "slope='0.2'"),
        ({"alpha": 1}, "alpha=1: it can be a number from 0 and below 1"),
        ({"alpha": -0.1}, "alpha=-0.1"),
        ({"alpha": None}, "alpha=None"),
        ({"pivot": 0}, "pivot=0: it can be a number above 0"),
        ({"k1": math.inf}, "k1=inf"),
    ],
)
def test_what_cannot_be_is_an_error_that_says_what_can(given: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as error:
        ts.Weighting(**given)
    assert message in str(error.value)
    assert error.value.option in given


@pytest.mark.parametrize("code", ["", "lt", "ltcx", "xtc", "lxc", "ltx", "ltB", None, 3, "LTC"])
def test_a_smart_code_that_there_is_not_is_an_error(code: object) -> None:
    with pytest.raises(OptionError, match="one of n l a b L, then one of n t p, then one of n c u b"):
        ts.Weighting.smart(code)


def test_other_peoples_parameters_are_checked() -> None:
    for make in (
        lambda: ts.Weighting.sklearn(norm="max"),
        lambda: ts.Weighting.quanteda("raw"),
        lambda: ts.Weighting.quanteda(scheme_df="smooth"),
        lambda: ts.Weighting.bm25("BM25"),
        lambda: ts.dtm(TEXTS, weighting="ltc"),
        lambda: ts.dtm(TEXTS).weigh("tfidf"),
    ):
        with pytest.raises(OptionError):
            make()


def test_what_has_been_weighed_cannot_be_weighed_again() -> None:
    with pytest.raises(InputError, match="float64, not counts"):
        ts.dtm(TEXTS, weighting=ts.Weighting()).weigh()


def test_a_matrix_that_was_given_zeros_weighs_them_as_absent() -> None:
    counts = ts.dtm(["a b", "b"])
    counts.matrix.data[0] = 0  # a is nowhere now
    weights = counts.weigh(ts.Weighting(tf="log", idf="plain", norm="none"))
    assert weights.matrix.toarray().tolist() == [[0, 0], [0, 0]]


def test_weighing_leaves_the_counts_as_they_are() -> None:
    counts = ts.dtm(TEXTS)
    before = counts.matrix.copy()
    weights = counts.weigh()
    weights.matrix.eliminate_zeros()
    weights.matrix.data[:] = 0
    assert (counts.matrix != before).nnz == 0
    assert np.array_equal(counts.matrix.indices, before.indices)


def test_weights_are_the_same_bytes_for_any_number_of_threads() -> None:
    texts = [f"reform {'trade ' * (i % 7)} word{i % 11} 改革开放" for i in range(60)]
    weighting = ts.Weighting.bm25("bm25l")
    one, two, eight = (ts.dtm(texts, weighting=weighting, threads=n).matrix for n in (1, 2, 8))
    tables = [
        ts.score(texts, {"R": ["reform", "改革"]}, threads=n).table("tfidf", weighting=weighting)
        for n in (1, 2, 8)
    ]
    for other in (two, eight):
        assert one.data.tobytes() == other.data.tobytes()
        assert one.indices.tobytes() == other.indices.tobytes()
    assert all(table.equals(tables[0]) for table in tables)


def test_documents_without_words_and_an_empty_corpus_weigh_nothing() -> None:
    matrix = ts.dtm(["", "。！"], weighting=ts.Weighting.smart("Lnu")).matrix
    assert matrix.shape == (2, 0)
    table = ts.score(["", "x"], {"Reform": ["reform"]}).table("tfidf", weighting=ts.Weighting.bm25())
    assert table["Reform"].tolist() == [0, 0]


def test_emphasis_takes_a_weighting_and_with_equal_weights_is_tfidf() -> None:
    scores = ts.score(TEXTS, {"Reform": ["reform"], "All": ["reform", "trade", "prices"]})
    weighting = ts.Weighting(tf="log", idf="plain", norm="l1")
    equal = scores.table("emphasis", weights=ts.EmphasisWeights.equal(), weighting=weighting)
    tfidf = scores.table("tfidf", weighting=weighting)
    assert np.allclose(equal, tfidf, rtol=1e-14, atol=0)
    assert tfidf.to_numpy().max() > 0


def test_a_form_is_counted_once_for_each_theme() -> None:
    """Two mentions of one form weigh 1 + ln 2 together, and one mention of each of two forms 1 + 1."""
    weighting = ts.Weighting(tf="log", idf="none", norm="none")
    scores = ts.score(["reform reform trade"], {"One": ["reform"], "Two": ["reform", "trade"]})
    assert scores.table("tfidf", weighting=weighting).iloc[0].tolist() == pytest.approx(
        [1 + math.log(2), 2 + math.log(2)]
    )


def test_a_weighting_is_for_the_measures_that_weigh() -> None:
    scores = ts.score(TEXTS, {"Reform": ["reform"]})
    with pytest.raises(OptionError, match="a weighting is for 'tfidf' and 'emphasis', not for 'rate'"):
        scores.table("rate", weighting=ts.Weighting())
    with pytest.raises(OptionError, match=r"give a themescore\.Weighting"):
        scores.table("tfidf", weighting="ltc")


LONG = [
    "Reform, reform — trade!",
    "改革开放 and \U0001f600",
    "",
    "  \n",
    "é trade grew; prices. 改革",
    "trade",
]


@pytest.mark.parametrize("alpha", [0, 0.375, 0.5, 0.99])
@pytest.mark.parametrize("code", ["nnb", "ltb", "apb", "Lnb"])
def test_the_norm_b_of_smart_divides_by_a_power_of_the_characters_of_the_text(
    code: str, alpha: float
) -> None:
    plain = ts.dtm(LONG, weighting=ts.Weighting.smart(code[:2] + "n"))
    expected = plain.matrix.toarray() / np.array([max(len(text), 1) for text in LONG])[:, None] ** alpha
    weighting = ts.Weighting.smart(code, alpha=alpha)
    for given in (LONG, ts.Corpus(LONG), iter(LONG), (ts.Document(str(i), t) for i, t in enumerate(LONG))):
        found = ts.dtm(given, weighting=weighting, min_df=1)
        np.testing.assert_allclose(found.matrix.toarray(), expected, rtol=1e-14, atol=0)
        assert found.characters.tolist() == [len(text) for text in LONG]
    reference = ts.Reference.fit(LONG)
    referred = ts.dtm(LONG, weighting=weighting, reference=reference).matrix.toarray()
    np.testing.assert_allclose(referred, expected, rtol=1e-14, atol=0)


def test_themes_are_divided_by_the_characters_of_the_whole_text_too() -> None:
    themes = {"Reform": ["reform", "改革"], "Trade": ["trade"]}
    corpus, stream = ts.score(LONG, themes), ts.score(iter(LONG), themes)
    plain = corpus.table("tfidf", weighting=ts.Weighting.smart("ltn")).to_numpy()
    expected = plain / np.array([max(len(text), 1) for text in LONG])[:, None] ** 0.25
    assert plain.any(axis=0).all()
    for scores in (corpus, stream):
        found = scores.table("tfidf", weighting=ts.Weighting.smart("ltb", alpha=0.25)).to_numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-14, atol=0)


def test_the_characters_are_those_of_the_text_whatever_terms_are_left() -> None:
    norm = ts.Weighting(tf="raw", idf="none", norm="char_length")
    chosen = ts.dtm(LONG, vocabulary=["trade", "zebra"], weighting=norm).matrix.toarray()
    assert chosen[5].tolist() == [1 / math.sqrt(5), 0]
    pairs = ts.dtm(LONG, ngrams=2, weighting=norm)
    assert set(pairs.matrix.data.tolist()) <= {1 / math.sqrt(len(text)) for text in LONG if text}


def test_a_matrix_that_does_not_know_its_characters_says_so() -> None:
    whole, norm = ts.dtm(LONG), ts.Weighting.smart("ltb")
    bare = ts.DocumentTermMatrix(whole.matrix, whole.terms, whole.ids)
    with pytest.raises(
        InputError, match=r"characters of each document, and the matrix has none.*characters="
    ):
        bare.weigh(norm)
    others = ts.DocumentTermMatrix(whole.matrix, whole.terms, whole.ids, whole.characters[1:])
    with pytest.raises(InputError, match="has those of others"):
        others.weigh(norm)
    assert bare.weigh().matrix.toarray().tolist() == whole.weigh().matrix.toarray().tolist()
    again = ts.DocumentTermMatrix(whole.matrix, whole.terms, whole.ids, np.array([len(t) for t in LONG]))
    assert again.weigh(norm).matrix.data.tobytes() == whole.weigh(norm).matrix.data.tobytes()
