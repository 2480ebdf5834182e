"""The estimators with our own words and themes: the numbers of `dtm` and `score`, frames, parameters."""

from __future__ import annotations

import pickle
import subprocess
import sys
import warnings
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import sklearn
import themescore as ts
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline, make_union
from themescore.errors import InputError, OptionError, ThemeFileError
from themescore.sklearn import TermVectorizer, ThemeVectorizer

PAST = [
    "Tax reform and trade.",
    "Trade grew. 深化改革。",
    "Reforms fell, 公共安全 rose.",
    "",
    "安全 trade trade",
]
NEW = ["Trade, 改革 and zebras.", "", "Wages rose."]
LABELS = [1, 1, 0, 0, 1]
THEMES = {"Reform": ["reform*", "tax reform", "改革"], "Trade": ["trade"], "安全": ["安全"]}
WEIGHTINGS = [
    ts.Weighting(),
    ts.Weighting.bm25("lucene"),
    ts.Weighting(tf="log", idf="plain", norm="pivoted"),
    ts.Weighting(tf="augmented", idf="max", norm="l1"),
    ts.Weighting(tf="log", norm="char_length", alpha=0.3),
]


@pytest.mark.parametrize("weighting", WEIGHTINGS)
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {}),
        ({"ngram_range": (1, 2)}, {"ngrams": [1, 2]}),
        (
            {"ngram_range": (2, 2), "across_sentences": True, "threads": 2},
            {"ngrams": 2, "across_sentences": True},
        ),
        ({"min_df": 2}, {"min_df": 2}),
        ({"max_df": 0.4, "max_features": 3}, {"max_df": 0.4, "top_terms": 3}),
        ({"vocabulary": ["trade", "改革", "zebra"]}, {"vocabulary": ["trade", "改革", "zebra"]}),
        ({"stop_words": "english"}, {"tokenizer": ts.Tokenizer(stop_words="english")}),
        (
            {"stop_words": ["trade"], "tokenizer": ts.Tokenizer(stem="english")},
            {"tokenizer": ts.Tokenizer(stop_words=["trade"], stem="english")},
        ),
    ],
)
def test_the_matrix_is_that_of_dtm(
    ours: dict[str, Any], theirs: dict[str, Any], weighting: ts.Weighting
) -> None:
    vectorizer = TermVectorizer(weighting=weighting, **ours)
    expected = ts.dtm(PAST, weighting=weighting, **theirs)
    matrix = vectorizer.fit_transform(PAST)
    assert tuple(vectorizer.get_feature_names_out()) == expected.terms
    assert matrix.toarray().tobytes() == expected.matrix.toarray().tobytes()
    assert vectorizer.transform(PAST).toarray().tobytes() == expected.matrix.toarray().tobytes()


@pytest.mark.parametrize("weighting", WEIGHTINGS)
def test_one_text_is_weighed_by_the_texts_that_were_fitted(weighting: ts.Weighting) -> None:
    vectorizer = TermVectorizer(weighting=weighting).fit(PAST)
    reference = ts.Reference.fit(PAST)
    for text in PAST:
        alone = ts.dtm([text], weighting=weighting, reference=reference)
        row = dict(
            zip(vectorizer.get_feature_names_out(), vectorizer.transform([text]).toarray()[0], strict=True)
        )
        assert alone.matrix.toarray()[0].tolist() == [row[term] for term in alone.terms]


@pytest.mark.parametrize("settings", [{}, {"token_pattern": "sklearn", "strip_accents": "ascii"}])
def test_the_characters_are_those_of_the_texts_as_they_came(settings: dict[str, Any]) -> None:
    texts = [
        "\u0130stanbul trade \uff21",
        "na\xefve Reform \U0001f600 trade",
        "",
        "Trade",
    ]  # some letters fall or grow
    weighting = ts.Weighting(tf="raw", idf="none", norm="char_length")
    vectorizer = TermVectorizer(weighting=weighting, **settings)
    found = vectorizer.fit_transform(texts)
    counts = TermVectorizer(weighting=ts.Weighting(idf="none", norm="none"), **settings).fit_transform(texts)
    expected = counts.toarray() / np.sqrt([max(len(text), 1) for text in texts])[:, None]
    np.testing.assert_allclose(found.toarray(), expected, rtol=1e-15)
    for same in (pd.Series(texts), ts.Corpus(texts), np.array(texts, dtype=object), iter(texts)):
        assert vectorizer.fit_transform(same).toarray().tobytes() == found.toarray().tobytes()
    assert vectorizer.transform(texts[1:]).toarray().tobytes() == found.toarray()[1:].tobytes()
    assert vectorizer.transform([]).shape[0] == 0


def test_the_idf_is_that_of_the_formula() -> None:
    vectorizer = TermVectorizer(weighting=ts.Weighting.bm25("lucene")).fit(PAST)
    df = vectorizer.document_frequency_
    assert df[vectorizer.vocabulary_["trade"]] == 3
    assert vectorizer.n_documents_ == 5
    np.testing.assert_allclose(vectorizer.idf_, np.log(1 + (5 - df + 0.5) / (df + 0.5)), rtol=1e-15)
    with pytest.raises(AttributeError):
        vectorizer.idf_ = df


def test_a_binary_count_is_one_before_it_is_weighed() -> None:
    weighting = ts.Weighting(norm="none", idf="none")
    matrix = TermVectorizer(binary=True, weighting=weighting).fit_transform(PAST)
    assert set(matrix.data) == {1.0}
    assert TermVectorizer(binary=True, max_features=1).fit(["b b b", "a b", "a"]).vocabulary_ == {"a": 0}


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"token_pattern": "x+"}, OptionError, "token_pattern"),
        ({"token_pattern": "sklearn", "tokenizer": ts.Tokenizer()}, OptionError, "leave out one of the two"),
        ({"lowercase": False}, OptionError, "a tokenizer has its own form of a word"),
        ({"strip_accents": "ascii"}, OptionError, "a tokenizer has its own form of a word"),
        ({"stop_words": ["a"], "tokenizer": ts.Tokenizer(stop_words=["b"])}, OptionError, "has stop words"),
        ({"stop_words": 3, "token_pattern": "sklearn"}, InputError, "a list of words"),
        ({"tokenizer": "jieba"}, InputError, "give a themescore.Tokenizer"),
        ({"weighting": "tfidf"}, OptionError, "give a themescore.Weighting"),
        ({"weighting": ts.Weighting(), "norm": "l1"}, OptionError, "norm='l1' is part of a weighting"),
        ({"use_idf": 1}, OptionError, "use_idf"),
        ({"binary": "yes"}, OptionError, "binary"),
        ({"across_sentences": None}, OptionError, "across_sentences"),
        ({"threads": 0}, OptionError, "threads"),
    ],
)
def test_parameters_that_cannot_be(settings: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        TermVectorizer(**settings).fit(PAST)


def test_frames_of_pandas_are_sparse_and_have_the_labels_of_the_texts() -> None:
    vectorizer = TermVectorizer(max_df=2)
    expected = vectorizer.fit_transform(PAST)
    vectorizer.set_output(transform="pandas")
    series = pd.Series(PAST, index=list("abcde"))
    corpus = ts.Corpus(PAST, ids=list("vwxyz"))
    for texts, index in ((PAST, list(range(5))), (series, list("abcde")), (corpus, list("vwxyz"))):
        for frame in (vectorizer.fit_transform(texts), vectorizer.transform(texts)):
            assert list(frame.index) == index
            assert list(frame.columns) == list(vectorizer.get_feature_names_out())
            assert {str(kind) for kind in frame.dtypes} == {"Sparse[float64, 0.0]"}
            assert (frame.sparse.to_coo() != expected).nnz == 0
    assert vectorizer.transform([]).shape == (0, len(vectorizer.vocabulary_))


def test_a_model_takes_a_sparse_frame_as_the_matrix_that_it_is() -> None:
    models = []
    for output in ("default", "pandas"):
        words = TermVectorizer().set_output(transform=output)
        with warnings.catch_warnings():
            warnings.filterwarnings("error", "pandas.DataFrame with sparse columns")
            models.append(make_pipeline(words, LogisticRegression()).fit(PAST, LABELS)[-1])
    assert models[0].coef_.tobytes() == models[1].coef_.tobytes()


def test_frames_of_polars_are_dense() -> None:
    vectorizer = TermVectorizer().set_output(transform="polars")
    frame = vectorizer.fit_transform(PAST)
    assert isinstance(frame, pl.DataFrame)
    assert frame.columns == list(vectorizer.get_feature_names_out())
    assert np.array_equal(frame.to_numpy(), TermVectorizer().fit_transform(PAST).toarray())


def test_the_configuration_of_scikit_learn_is_heeded() -> None:
    with sklearn.config_context(transform_output="pandas"):
        assert isinstance(TermVectorizer().fit_transform(PAST), pd.DataFrame)
        assert isinstance(ThemeVectorizer(THEMES).fit_transform(PAST), pd.DataFrame)
    if "sparse_interface" in sklearn.get_config():
        with sklearn.config_context(sparse_interface="sparray"):
            assert type(TermVectorizer().fit_transform(PAST)).__name__ == "csr_array"


@pytest.mark.filterwarnings("ignore:pandas.DataFrame with sparse columns found")
def test_beside_other_columns_and_before_a_model() -> None:
    frame = pd.DataFrame({"text": PAST, "year": [2020, 2021, 2022, 2023, 2024]}, index=list("abcde"))
    columns = ColumnTransformer(
        [("terms", TermVectorizer(), "text"), ("themes", ThemeVectorizer(THEMES), "text")],
        remainder="passthrough",
    )
    for output in ("default", "pandas"):
        pipeline = make_pipeline(columns.set_output(transform=output), LogisticRegression(max_iter=1000))
        assert pipeline.fit(frame, LABELS).predict(frame).shape == (5,)
    wide = clone(columns).set_output(transform="pandas").fit_transform(frame)
    assert list(wide.index) == list("abcde")
    assert {"terms__trade", "themes__Trade", "remainder__year"} <= set(wide.columns)
    union = make_union(TermVectorizer(), ThemeVectorizer(THEMES)).fit(PAST)
    assert union.transform(NEW).shape == (3, len(union.get_feature_names_out()))


@pytest.mark.parametrize("measure", ["tfidf", "emphasis", "rate", "share", "count"])
def test_the_themes_are_scored_as_by_a_reference(measure: str) -> None:
    vectorizer = ThemeVectorizer(THEMES, measure=measure)
    ours = vectorizer.fit_transform(PAST)
    assert list(vectorizer.get_feature_names_out()) == list(THEMES)
    assert ours.dtype == np.float64
    assert ours.tolist() == ts.score(PAST, THEMES).table(measure).to_numpy().tolist()
    scores = ts.score(NEW, THEMES, reference=ts.Reference.fit(PAST, THEMES))
    assert vectorizer.transform(NEW).tolist() == scores.table(measure).to_numpy().tolist()
    assert vectorizer.transform([]).shape == (0, 3)


def test_a_theme_vectorizer_takes_what_score_takes() -> None:
    themes, tokenizer = ts.Themes(THEMES), ts.Tokenizer(stem="english")
    weights, weighting = ts.EmphasisWeights(headline=5), ts.Weighting.bm25("lucene")
    cues = ts.Cues({"duty": {"level": 3, "patterns": ["tax"]}})
    texts = ts.Corpus(PAST, ids=list("abcde"))
    vectorizer = ThemeVectorizer(
        themes,
        measure="emphasis",
        weighting=weighting,
        weights=weights,
        tokenizer=tokenizer,
        boundary="word",
        cues=cues,
        threads=2,
    ).set_output(transform="pandas")
    scores = ts.score(texts, themes, tokenizer=tokenizer, boundary="word", cues=cues)
    expected = scores.table("emphasis", weights=weights, weighting=weighting)
    pd.testing.assert_frame_equal(vectorizer.fit_transform(texts), expected)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"measure": "tf"}, OptionError),
        ({"measure": "rate", "weighting": ts.Weighting()}, OptionError),
        ({"weights": ts.EmphasisWeights()}, OptionError),
        ({"measure": "emphasis", "weights": [1]}, OptionError),
        ({"weighting": "ltc"}, OptionError),
        ({"boundary": "sentence"}, OptionError),
        ({"cues": 3}, InputError),
        ({"tokenizer": 3}, InputError),
        ({"themes": {}}, ThemeFileError),
        ({"themes": {"A": ["(("]}}, ThemeFileError),
    ],
)
def test_parameters_that_a_theme_vectorizer_cannot_have(
    settings: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ThemeVectorizer(**{"themes": THEMES, **settings}).fit(PAST)


@pytest.mark.parametrize("wrong", ["one text", {"a": "text"}, pd.DataFrame({"text": PAST}), [b"bytes"], 3])
def test_what_is_no_list_of_texts(wrong: Any) -> None:
    for vectorizer in (TermVectorizer(), ThemeVectorizer(THEMES)):
        with pytest.raises(InputError):
            vectorizer.fit(wrong)
        with pytest.raises(InputError):
            vectorizer.fit(PAST).transform(wrong)


@pytest.mark.parametrize(
    "vectorizer",
    [
        TermVectorizer(tokenizer=ts.Tokenizer(lexicon=["公共安全"], stem="english"), weighting=WEIGHTINGS[1]),
        TermVectorizer(token_pattern="sklearn", stop_words="english"),
        ThemeVectorizer(ts.Themes(THEMES), measure="emphasis", cues={"duty": ["tax"]}),
    ],
)
def test_clones_and_pickles(vectorizer: Any) -> None:
    twin = clone(vectorizer)
    with pytest.raises(NotFittedError):
        twin.transform(NEW)
    expected = np.asarray(_dense(vectorizer.fit(PAST).transform(NEW)))
    again = pickle.loads(pickle.dumps(vectorizer))
    assert again.get_params() == vectorizer.get_params() == twin.get_params()
    assert _dense(again.transform(NEW)).tobytes() == expected.tobytes()
    assert _dense(twin.fit(PAST).transform(NEW)).tobytes() == expected.tobytes()


def test_a_search_over_measures_and_weightings() -> None:
    texts, labels = PAST * 4, LABELS * 4
    pipeline = make_pipeline(ThemeVectorizer(THEMES), LogisticRegression())
    grid = {"themevectorizer__measure": ["tfidf", "rate"], "themevectorizer__boundary": ["part", "word"]}
    assert GridSearchCV(pipeline, grid, cv=2).fit(texts, labels).best_score_ > 0.5
    pipeline = make_pipeline(TermVectorizer(), LogisticRegression())
    grid = {"termvectorizer__weighting": WEIGHTINGS[:3], "termvectorizer__ngram_range": [(1, 1), (1, 2)]}
    assert GridSearchCV(pipeline, grid, cv=2).fit(texts, labels).best_score_ > 0.5


def test_the_number_of_threads_changes_nothing() -> None:
    one, eight = (TermVectorizer(token_pattern="sklearn", threads=threads) for threads in (1, 8))
    texts = PAST * 30
    assert one.fit_transform(texts).data.tobytes() == eight.fit_transform(texts).data.tobytes()


def test_without_scikit_learn_one_line_says_what_to_install() -> None:
    code = "import sys; sys.modules['sklearn'] = None; import themescore.sklearn"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert last.endswith('themescore.sklearn needs scikit-learn: pip install "themescore[sklearn]"')


def _dense(values: Any) -> np.ndarray:
    return values.toarray() if hasattr(values, "toarray") else values
