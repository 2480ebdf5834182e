"""What scikit-learn's own tests ask of its text vectorizers, asked of `TermVectorizer` beside them."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC
from themescore.sklearn import TermVectorizer

TRADE = [
    "The exports grew, and the tariffs fell.",
    "Exports of steel grew; exports of coal did not.",
    "Tariffs on steel are trade policy.",
    "Trade grew with the exports.",
]
SCHOOLS = [
    "The schools need teachers.",
    "Teachers teach, and pupils learn in the schools.",
    "New schools were built for the pupils.",
    "Pupils and teachers met in school.",
]
TEXTS = TRADE + SCHOOLS
LABELS = [0] * len(TRADE) + [1] * len(SCHOOLS)
NEW = ["Teachers of steel, tariffs of schools.", "Nothing known here.", ""]


def pair(**settings: Any) -> tuple[TermVectorizer, TfidfVectorizer]:
    return TermVectorizer(token_pattern="sklearn", **settings), TfidfVectorizer(**settings)


def assert_same(texts: list[str], new: list[str] = NEW, **settings: Any) -> TermVectorizer:
    ours, theirs = pair(**settings)
    matrix, other = ours.fit_transform(texts), theirs.fit_transform(texts)
    assert_array_equal(ours.get_feature_names_out(), theirs.get_feature_names_out())
    assert ours.vocabulary_ == theirs.vocabulary_
    assert_allclose(matrix.toarray(), other.toarray(), rtol=1e-12)
    assert_allclose(ours.transform(new).toarray(), theirs.transform(new).toarray(), rtol=1e-12)
    if settings.get("use_idf", True):
        assert_allclose(ours.idf_, theirs.idf_, rtol=1e-12)
    return ours


def assert_both_refuse(texts: Any, **settings: Any) -> None:
    for vectorizer in pair(**settings):
        with pytest.raises(ValueError):
            vectorizer.fit(texts)


@pytest.mark.parametrize("strip_accents", [None, "ascii", "unicode"])
@pytest.mark.parametrize("lowercase", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "J'ai mangé du kangourou ce midi, c'était pas très bon.",
        "Über die Straße nach Łódź, Ærøskøbing & Ðakovo; ﬁn №5 ½ x² Ⅷ",
        "ΟΔΟΣ ΣΟΦΟΣ Σ ΑΣ'Α ΑΣ. İstanbul IĞDIR DŽ ǅ",
        "اقْتِصَاد العربية ١٢٣ हिन्दी में ข้อมูล 日本語テキスト 国有企业改革 𝔘𝔫𝔦 𠀀𠀁 👍🏽",
        "snake_case _x_ __ e-mail don't 3.14 1,000 a b c\u0301d x\u00ady z\u200bw",
        "half \ud800\udc00 of \udfff a pair",
        "B\u0130B \u0391\u03a3 \u0391\u03a3\u0391 ﬀ ẞ ŉ",
    ],
)
def test_words_of_many_writings(text: str, lowercase: bool, strip_accents: str | None) -> None:
    assert_same([text], new=[text.upper()], lowercase=lowercase, strip_accents=strip_accents)
    assert_same([text, text.upper()], lowercase=lowercase, strip_accents=strip_accents, ngram_range=(1, 3))


@pytest.mark.parametrize("pattern", [r"(?u)\b\w\w+\b", r"(?u)\b\w+\b"])
def test_a_pattern_that_is_written_out(pattern: str) -> None:
    text = ["a bc def, g", "I am a c_d 5"]
    peer = TfidfVectorizer(token_pattern=pattern)
    ours = TermVectorizer(token_pattern=pattern)
    assert_allclose(ours.fit_transform(text).toarray(), peer.fit_transform(text).toarray(), rtol=1e-12)
    assert_array_equal(ours.get_feature_names_out(), peer.get_feature_names_out())


@pytest.mark.parametrize("ngram_range", [(1, 1), (1, 2), (2, 2), (1, 3), (3, 3), (1, 20)])
def test_ngrams(ngram_range: tuple[int, int]) -> None:
    assert_same(TEXTS, ngram_range=ngram_range)


@pytest.mark.parametrize("ngram_range", [(2, 1), (0, 1), (1, 101), (1,), "12", 2, (1.0, 2)])
def test_ngrams_that_cannot_be(ngram_range: Any) -> None:
    with pytest.raises(ValueError, match="ngram_range"):
        TermVectorizer(ngram_range=ngram_range).fit(TEXTS)


@pytest.mark.parametrize(
    "vocabulary",
    [
        ["tariffs", "schools", "zebra"],
        ("pupils",),
        {"steel": 2, "coal": 0, "trade": 1},
        {"teachers", "steel", "exports"},
        ["of steel", "steel", "Exports"],
    ],
)
@pytest.mark.filterwarnings("ignore:Upper case characters found in vocabulary")
def test_a_vocabulary_that_is_given(vocabulary: Any) -> None:
    ours = assert_same(TEXTS, vocabulary=vocabulary, ngram_range=(1, 2), min_df=3, max_features=1)
    assert set(ours.vocabulary_) == set(vocabulary)


@pytest.mark.parametrize("vocabulary", [["one", "one"], [], {}, {"a": 0, "b": 0}, {"a": 0, "b": 2}])
def test_a_vocabulary_that_cannot_be(vocabulary: Any) -> None:
    assert_both_refuse(TEXTS, vocabulary=vocabulary)


def test_a_vocabulary_in_a_pipeline() -> None:
    words = ["exports", "schools", "the"]
    fitted = [Pipeline([("words", each)]).fit(TEXTS) for each in pair(vocabulary=words)]
    ours, theirs = (pipeline.transform(NEW).toarray() for pipeline in fitted)
    assert_allclose(ours, theirs, rtol=1e-12)


@pytest.mark.parametrize("stop_words", ["english", ["the", "and"], ["THE", "of", "exports"], []])
@pytest.mark.filterwarnings("ignore:Your stop_words may be inconsistent")
def test_stop_words(stop_words: Any) -> None:
    assert_same(TEXTS, stop_words=stop_words, ngram_range=(1, 2))


def test_stop_words_that_there_are_not() -> None:
    assert_both_refuse(TEXTS, stop_words="klingon")


@pytest.mark.parametrize(
    ("texts", "settings"),
    [
        ([], {}),
        (["", "  "], {}),
        (["the", "of the"], {"stop_words": "english"}),
        (["a b c"], {}),
        (TEXTS, {"min_df": 9}),
        (TEXTS, {"min_df": 4, "max_df": 2}),
        (TEXTS, {"min_df": 0.9, "max_df": 0.5}),
        (TEXTS, {"max_df": 1.5}),
        (TEXTS, {"max_features": 0}),
        (TEXTS, {"norm": "l3"}),
        (TEXTS, {"strip_accents": "all"}),
    ],
)
def test_what_leaves_no_term_or_cannot_be(texts: list[str], settings: dict[str, Any]) -> None:
    assert_both_refuse(texts, **settings)


@pytest.mark.parametrize("wrong", ["one text", [None], [np.nan], [3], ["text", None]])
def test_what_is_no_list_of_texts(wrong: Any) -> None:
    ours, _ = pair()
    with pytest.raises(ValueError):
        ours.fit(wrong)
    ours.fit(TEXTS)
    with pytest.raises(ValueError):
        ours.transform(wrong)


def test_what_is_not_fitted() -> None:
    ours, _ = pair()
    for ask in (lambda: ours.transform(TEXTS), ours.get_feature_names_out, lambda: ours.idf_):
        with pytest.raises(NotFittedError):
            ask()
    with pytest.raises(NotFittedError):
        ours.inverse_transform(np.zeros((1, 1)))


def test_fitting_again_forgets_what_was() -> None:
    ours, theirs = pair()
    for texts in (TRADE, SCHOOLS):
        assert_allclose(
            ours.fit_transform(texts).toarray(), theirs.fit_transform(texts).toarray(), rtol=1e-12
        )
        assert ours.vocabulary_ == theirs.vocabulary_


@pytest.mark.parametrize("smooth_idf", [True, False])
@pytest.mark.parametrize("sublinear_tf", [True, False])
@pytest.mark.parametrize("norm", ["l1", "l2", None])
@pytest.mark.parametrize("use_idf", [True, False])
def test_weights(norm: str | None, use_idf: bool, smooth_idf: bool, sublinear_tf: bool) -> None:
    words = {"norm": norm, "use_idf": use_idf, "smooth_idf": smooth_idf, "sublinear_tf": sublinear_tf}
    assert_same([*TEXTS, "the the the steel steel", ""], **words)


def test_without_smoothing_a_term_that_no_text_had_has_no_weight() -> None:
    """scikit-learn gives it an infinite idf, and a document with it weights that are no numbers."""
    ours, theirs = pair(vocabulary=["steel", "zebra"], smooth_idf=False)
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        expected = theirs.fit_transform(TEXTS)
    assert_allclose(ours.fit_transform(TEXTS).toarray(), expected.toarray(), rtol=1e-12)
    with pytest.raises(ValueError, match="never seen 'zebra'"):
        ours.transform(["A zebra."])


@pytest.mark.parametrize("max_features", [1, 2, 3, 7, 10, 19, 1000])
@pytest.mark.parametrize("binary", [False, True])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_terms_that_occur_most_and_which_of_equals(max_features: int, binary: bool, dtype: Any) -> None:
    ours, theirs = pair(max_features=max_features, binary=binary, dtype=dtype)
    ours.fit(TEXTS), theirs.fit(TEXTS)
    assert_array_equal(ours.get_feature_names_out(), theirs.get_feature_names_out())


def test_the_order_of_the_texts_does_not_decide_which_of_equals_stays() -> None:
    ours, _ = pair(max_features=5)
    names = ours.fit(TEXTS).get_feature_names_out()
    assert_array_equal(ours.fit(TEXTS[::-1]).get_feature_names_out(), names)


@pytest.mark.parametrize(
    "limits", [{"max_df": 0.3}, {"max_df": 2}, {"min_df": 0.3}, {"min_df": 3}, {"max_df": 1}]
)
def test_terms_by_how_many_texts_have_them(limits: dict[str, Any]) -> None:
    assert_same(TEXTS, **limits)


def test_binary_counts() -> None:
    ours = assert_same(["exports exports exports steel", "steel"], binary=True, use_idf=False, norm=None)
    assert set(ours.transform(["steel steel"]).data) == {1.0}


def test_counts_are_those_of_count_vectorizer() -> None:
    ours, _ = pair(norm=None, use_idf=False)
    assert_array_equal(ours.fit_transform(TEXTS).toarray(), CountVectorizer().fit_transform(TEXTS).toarray())


def test_the_terms_of_a_row() -> None:
    ours, theirs = pair()
    matrix, other = ours.fit_transform(TEXTS), theirs.fit_transform(TEXTS)
    for given in (matrix, matrix.toarray(), matrix.tocoo()):
        for found, expected in zip(
            ours.inverse_transform(given), theirs.inverse_transform(other), strict=True
        ):
            assert_array_equal(found, np.sort(expected))
    with pytest.raises(ValueError, match="columns"):
        ours.inverse_transform(matrix[:, :3])


def test_parameters_are_set_as_by_name() -> None:
    ours, theirs = pair()
    for settings in ({"norm": "l1"}, {"use_idf": False}, {"sublinear_tf": True, "ngram_range": (1, 2)}):
        matrix = ours.set_params(**settings).fit_transform(TEXTS)
        assert_allclose(
            matrix.toarray(), theirs.set_params(**settings).fit_transform(TEXTS).toarray(), rtol=1e-12
        )


def test_a_search_for_the_best_parameters() -> None:
    grid = {
        "words__ngram_range": [(1, 1), (1, 2)],
        "words__norm": ["l1", "l2"],
        "words__stop_words": [None, "english"],
        "model__C": [0.1, 10.0],
    }
    found = []
    for words in pair():
        pipeline = Pipeline([("words", words), ("model", LogisticRegression(solver="liblinear"))])
        found.append(GridSearchCV(pipeline, grid, cv=2).fit(TEXTS, LABELS))
    ours, theirs = found
    assert ours.best_params_ == theirs.best_params_
    assert_array_equal(ours.cv_results_["mean_test_score"], theirs.cv_results_["mean_test_score"])
    assert_array_equal(ours.predict(NEW), theirs.predict(NEW))


def test_cross_validation() -> None:
    scores = [
        cross_val_score(Pipeline([("words", words), ("model", LinearSVC())]), TEXTS, LABELS, cv=4)
        for words in pair()
    ]
    assert_array_equal(scores[0], scores[1])


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"vocabulary": ["steel", "coal"]},
        {"vocabulary": {"steel": 1, "coal": 0}},
        {"vocabulary": {"steel", "coal"}},
        {"stop_words": "english", "ngram_range": (1, 2), "min_df": 2, "dtype": np.float32},
    ],
)
def test_pickles_and_clones(settings: dict[str, Any]) -> None:
    ours, _ = pair(**settings)
    again = pickle.loads(pickle.dumps(ours))
    assert again.get_params() == ours.get_params() == clone(ours).get_params()
    matrix = ours.fit_transform(TEXTS)
    fitted = pickle.loads(pickle.dumps(ours))
    assert fitted.transform(TEXTS).toarray().tobytes() == matrix.toarray().tobytes()
    assert again.fit_transform(TEXTS).toarray().tobytes() == matrix.toarray().tobytes()
    with pytest.raises(NotFittedError):
        clone(ours).transform(TEXTS)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, "float32"])
def test_the_type_of_the_weights(dtype: Any) -> None:
    ours, theirs = pair(dtype=np.dtype(dtype).type)
    matrix, other = ours.set_params(dtype=dtype).fit_transform(TEXTS), theirs.fit_transform(TEXTS)
    assert matrix.dtype == other.dtype == np.dtype(dtype)
    assert_allclose(matrix.toarray(), other.toarray(), rtol=1e-12 if other.dtype == np.float64 else 1e-6)


def test_a_type_that_weights_cannot_have() -> None:
    with pytest.raises(ValueError, match="float64 or float32"):
        TermVectorizer(dtype=np.int64).fit(TEXTS)


def test_texts_in_other_containers() -> None:
    ours, theirs = pair()
    expected = theirs.fit_transform(TEXTS).toarray()
    for texts in (tuple(TEXTS), np.array(TEXTS), np.array(TEXTS, dtype=object), (text for text in TEXTS)):
        assert_allclose(ours.fit_transform(texts).toarray(), expected, rtol=1e-12)


def test_no_number_of_features_goes_in() -> None:
    ours, theirs = pair()
    assert not hasattr(ours.fit(TEXTS), "n_features_in_")
    assert not hasattr(theirs.fit(TEXTS), "n_features_in_")


def test_no_texts_make_a_matrix_without_rows_as_of_count_vectorizer() -> None:
    ours, _ = pair()
    ours.fit(TEXTS)
    assert ours.transform([]).shape == CountVectorizer().fit(TEXTS).transform([]).shape
