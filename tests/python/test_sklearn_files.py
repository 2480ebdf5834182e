"""Files of fitted estimators, which have to load for years, and which a stranger may have sent."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from saved_files import with_right_checksum
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import TfidfVectorizer
from themescore.errors import ReadError, WriteError
from themescore.sklearn import TermVectorizer, ThemeVectorizer

pytestmark = pytest.mark.mostly_python

SAVED = Path(__file__).parent / "saved"
PAST = ["Tax reform and trade.", "Trade grew. 深化改革。", "Reforms fell, 公共安全 rose.", "", "安全 trade"]
NEW = ["Trade, 改革 and zebras.", "", "It was stressed that tax reform must grow. Trade grew: 安全。"]
THEMES = ts.Themes(
    {"Reform": ["reform*", {"pattern": "tax reform", "weight": 2}, "改革"], "Trade": {"Goods": ["trade"]}}
)
WORDS = {"stop_words": ["and", "it"], "ngram_range": (1, 2), "sublinear_tf": True, "min_df": 1, "max_df": 0.6}
BM25 = ts.Weighting.bm25("lucene", k1=1.2)
TOKENIZER = ts.Tokenizer(lexicon=["公共安全"], stem="english", stop_words="english")
FITTED: dict[str, Callable[[], Any]] = {
    "words-1.json": lambda: TermVectorizer(token_pattern="sklearn", **WORDS).fit(PAST),
    "terms-1.json": lambda: TermVectorizer(tokenizer=TOKENIZER, weighting=BM25).fit(PAST),
    "themes-1.json": lambda: ThemeVectorizer(THEMES, measure="emphasis", weighting=BM25).fit(PAST),
}


def transformed(vectorizer: Any) -> np.ndarray:
    values = vectorizer.transform(NEW)
    return values.toarray() if hasattr(values, "toarray") else values


@pytest.fixture(params=FITTED)
def fitted(request: pytest.FixtureRequest) -> Any:
    return FITTED[request.param]()


@pytest.mark.parametrize("name", FITTED)
def test_a_file_of_version_1_loads_as_what_is_fitted_today(name: str) -> None:
    today = FITTED[name]()
    kept = type(today).load(SAVED / name)
    assert list(kept.get_feature_names_out()) == list(today.get_feature_names_out())
    np.testing.assert_allclose(transformed(kept), transformed(today), rtol=1e-14)


def test_words_of_version_1_are_weighed_as_by_tfidf_vectorizer() -> None:
    peer = TfidfVectorizer(**WORDS).fit(PAST)
    kept = TermVectorizer.load(SAVED / "words-1.json")
    assert kept.vocabulary_ == peer.vocabulary_
    np.testing.assert_allclose(transformed(kept), peer.transform(NEW).toarray(), rtol=1e-12)


def test_what_is_loaded_is_the_same_and_saves_the_same(fitted: Any, tmp_path: Path) -> None:
    path = tmp_path / "vectorizer.json"
    fitted.save(path)
    first = path.read_bytes()
    loaded = type(fitted).load(path)
    assert transformed(loaded).tobytes() == transformed(fitted).tobytes()
    loaded.save(path)
    assert path.read_bytes() == first
    assert transformed(loaded.fit(PAST)).tobytes() == transformed(fitted).tobytes()
    assert transformed(pickle.loads(pickle.dumps(loaded))).tobytes() == transformed(fitted).tobytes()


@pytest.mark.parametrize(
    "settings",
    [
        {"vocabulary": ["trade", "zebra", "改革"], "dtype": np.float32, "threads": 2},
        {"vocabulary": {"trade": 1, "zebra": 0}, "binary": True},
        {"vocabulary": {"trade"}, "min_df": np.int64(1), "max_df": np.float64(0.9)},
        {"token_pattern": "sklearn", "stop_words": "english", "strip_accents": "unicode", "norm": None},
        {"token_pattern": "sklearn", "lowercase": False, "max_features": np.int64(3)},
        {"stop_words": "english", "across_sentences": True, "ngram_range": [np.int64(1), 2]},
    ],
)
def test_every_parameter_is_kept(settings: dict[str, Any], tmp_path: Path) -> None:
    vectorizer, path = TermVectorizer(**settings).fit(PAST), tmp_path / "vectorizer.json"
    vectorizer.save(path)
    loaded = TermVectorizer.load(path)
    for each in (loaded, loaded.fit(PAST)):
        assert each.vocabulary_ == vectorizer.vocabulary_
        assert transformed(each).tobytes() == transformed(vectorizer).tobytes()
        assert each.transform(NEW).dtype == vectorizer.transform(NEW).dtype


@pytest.mark.parametrize(
    "cues", [None, False, {"duty": {"level": 3, "patterns": ["tax"]}, "negation": ["not"]}]
)
def test_cues_and_weights_are_kept(cues: Any, tmp_path: Path) -> None:
    weights, path = ts.EmphasisWeights(lead=3), tmp_path / "vectorizer.json"
    vectorizer = ThemeVectorizer(THEMES, measure="emphasis", weights=weights, cues=cues, boundary="any")
    vectorizer.fit(PAST).save(path)
    assert transformed(ThemeVectorizer.load(path)).tobytes() == transformed(vectorizer).tobytes()


def test_a_file_cut_short_or_changed_anywhere_is_an_error_or_loads_the_same(
    fitted: Any, tmp_path: Path
) -> None:
    path, expected = tmp_path / "vectorizer.json", transformed(fitted).tobytes()
    fitted.save(path)
    whole = path.read_bytes()
    for place in range(0, len(whole) - 1, 1 + len(whole) // 500):
        path.write_bytes(whole[:place])
        with pytest.raises(ReadError):
            type(fitted).load(path)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with contextlib.suppress(ReadError):
            assert transformed(type(fitted).load(path)).tobytes() == expected


def test_another_version_another_kind_and_a_pickle_are_errors(fitted: Any, tmp_path: Path) -> None:
    path, kind = tmp_path / "vectorizer.json", type(fitted)
    fitted.save(path)
    other = ThemeVectorizer if kind is TermVectorizer else TermVectorizer
    with pytest.raises(ReadError, match=r"is no t\w+ vectorizer that themescore saved"):
        other.load(path)
    with_right_checksum(path, lambda data: None, version=2)
    with pytest.raises(ReadError, match="of version 2, this themescore reads 1"):
        kind.load(path)
    path.write_bytes(pickle.dumps(fitted))
    with pytest.raises(ReadError, match=r"is no t\w+ vectorizer"):
        kind.load(path)
    with pytest.raises(ReadError):
        kind.load(tmp_path)
    with pytest.raises(WriteError):
        fitted.save(tmp_path)


@pytest.mark.parametrize("vectorizer", [TermVectorizer(), ThemeVectorizer(THEMES)])
def test_what_is_not_fitted_is_not_saved(vectorizer: Any, tmp_path: Path) -> None:
    with pytest.raises(NotFittedError):
        vectorizer.save(tmp_path / "vectorizer.json")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(documents=0),
        lambda data: data.update(documents=10**30),
        lambda data: data.update(documents=True),
        lambda data: data.update(mean_words=float("nan")),
        lambda data: data.update(mean_types=-1),
        lambda data: data.update(terms=[]),
        lambda data: data.update(terms="trade"),
        lambda data: data["terms"].append("more"),
        lambda data: data["terms"].__setitem__(0, data["terms"][1]),
        lambda data: data["terms"].__setitem__(0, "\ud800"),
        lambda data: data["terms"].__setitem__(0, 1),
        lambda data: data["document_frequency"].__setitem__(0, 99),
        lambda data: data["document_frequency"].__setitem__(0, -1),
        lambda data: data["document_frequency"].__setitem__(0, 1.0),
        lambda data: data.pop("terms"),
        lambda data: data.update(parameters=None),
        lambda data: data["parameters"].update(analyzer="char"),
        lambda data: data["parameters"].update(token_pattern="("),
        lambda data: data["parameters"].update(stop_words=[1]),
        lambda data: data["parameters"].update(ngram_range=[2, 1]),
        lambda data: data["parameters"].update(dtype="object"),
        lambda data: data["parameters"].update(dtype="no type"),
        lambda data: data["parameters"].update(weighting={"tf": "exec"}),
        lambda data: data["parameters"].update(weighting={"os": "exec"}),
        lambda data: data["parameters"].update(norm="l3"),
        lambda data: data["parameters"].update(threads="all"),
        lambda data: data["parameters"].update(tokenizer={"settings": {"lexicon": "/etc/hostname"}}),
        lambda data: [1],
    ],
)
def test_what_no_term_vectorizer_has_is_an_error(tmp_path: Path, change: Callable[[dict], object]) -> None:
    path = tmp_path / "vectorizer.json"
    FITTED["words-1.json"]().save(path)
    with_right_checksum(path, lambda data: None)
    TermVectorizer.load(path)
    with_right_checksum(path, change)
    with pytest.raises(ReadError, match="has"):
        TermVectorizer.load(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(themes={}),
        lambda data: data.update(themes={"A": ["(("]}),
        lambda data: data.update(themes=["a"]),
        lambda data: data.update(any_word=1),
        lambda data: data.update(measure="os"),
        lambda data: data.update(weighting={"base": 0}),
        lambda data: data.update(weights={"lead": -1}),
        lambda data: data.update(weights=[1]),
        lambda data: data.update(boundary="all"),
        lambda data: data.update(cues={"duty": 3}),
        lambda data: data.update(cues="cues.yaml"),
        lambda data: data.update(threads=0),
        lambda data: data.update(tokenizer=None),
        lambda data: data.update(reference={}),
        lambda data: data["reference"].update(documents=-1),
        lambda data: data["reference"]["tokenizer"]["settings"].update(hmm=False),
        lambda data: data.pop("reference"),
        lambda data: 3,
    ],
)
def test_what_no_theme_vectorizer_has_is_an_error(tmp_path: Path, change: Callable[[dict], object]) -> None:
    path = tmp_path / "vectorizer.json"
    FITTED["themes-1.json"]().save(path)
    with_right_checksum(path, lambda data: None)
    ThemeVectorizer.load(path)
    with_right_checksum(path, change)
    with pytest.raises(ReadError, match="has"):
        ThemeVectorizer.load(path)
