"""Scores that were saved without their texts compare, profile and explain as before."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import themescore as ts
from themescore import _core
from themescore.errors import InputError, ReadError, ThemescoreWarning
from themescore.scoring.counting import compiled
from themescore.scoring.saving import FORMAT

pytestmark = pytest.mark.mostly_python

PARTS = (
    "mentions", "mentioned_sentences", "forms", "terms", "words", "characters", "sentences",
    "words_of_sentence",
)  # fmt: skip


def again(scores: ts.Scores, folder: Path) -> ts.Scores:
    scores.save(folder / "scores.parquet", texts=False)
    return ts.Scores.load(folder / "scores.parquet")


def page(scores: ts.Scores, folder: Path) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        scores.report(folder / "page.html", by="group")
    return (folder / "page.html").read_bytes()


@pytest.fixture(scope="module")
def minutes(shared_data: Path) -> ts.Corpus:
    """Enough of real texts, in both languages, for intervals that come of documents and of sentences."""
    groups = {"fomc-minutes": ("one", 7), "work-reports-zh": ("two", 3), "sotu": ("three", 6)}
    texts, metadata = [], []
    for name, (group, number) in groups.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ThemescoreWarning)
            corpus = ts.read(shared_data / f"{name}.jsonl")
        texts += [text[:6000] for text in corpus.texts[:number]]
        metadata += [(group, year) for year in range(number)]
    columns = {"group": [group for group, _ in metadata], "year": [2000 + year for _, year in metadata]}
    return ts.Corpus(texts, metadata=columns)


REAL_THEMES = {
    "Economy": {"Growth": ["growth", "增长", "econom*"], "Prices": ["price*", "inflation", "物价"]},
    "Reform": ["reform*", "改革"],
    "Law": ["law*", "congress", "法律"],
}


def asked(scores: ts.Scores) -> list[object]:
    """All that is worked out of scores without whole texts."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        comparisons = [
            scores.compare("group", replicates=200, **more)
            for more in (
                {}, {"measure": "sentences"}, {"measure": "share"}, {"interval": "bca"}, {"within": "year"},
                {"baseline": "two"},
            )
        ]  # fmt: skip
        by_year = scores.compare("year", replicates=200)
        profiles = scores.profiles("group")
        found: list[object] = [repr(each.to_frame().to_dict()) for each in comparisons]
        found += [each.findings for each in comparisons]
        found += [each.warnings for each in comparisons]
        found.append(repr(by_year.trend().to_frame().to_dict()))
        found.append(repr(profiles.to_frame().to_dict()))
        found.append(repr(scores.profiles(measure="emphasis", themes="leaf").to_frame().to_dict()))
        found.append(str(profiles.similarity()))
        found.append(str(scores.profiles("group").moves("year", replicates=200)))
        for measure in ("emphasis", "tfidf"):
            found += [
                str(scores.explain(theme, document, measure=measure))
                for theme in scores.themes.names
                for document in range(len(scores.ids))
            ]
    return [*found, [str(one.message) for one in caught]]


@pytest.mark.parametrize("with_reference", [False, True], ids=["own", "reference"])
def test_without_texts_comparisons_profiles_and_explanations_are_the_same(
    minutes: ts.Corpus, with_reference: bool, tmp_path: Path
) -> None:
    themes = ts.Themes(REAL_THEMES)
    reference = ts.Reference.fit(minutes[:9], themes) if with_reference else None
    scores = ts.score(minutes, themes, reference=reference)
    loaded = again(scores, tmp_path)
    expected = asked(scores)
    assert "Chinese words" in str(expected)
    assert asked(loaded) == expected
    twice = again(loaded, tmp_path)
    assert str(twice.explain("Reform", 0)) == str(scores.explain("Reform", 0))
    assert page(loaded, tmp_path) == page(scores, tmp_path)


def test_without_texts_sensitivity_says_what_it_could_not_try(minutes: ts.Corpus, tmp_path: Path) -> None:
    scores = ts.score(minutes, REAL_THEMES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        whole, kept = (
            each.compare("group", replicates=200).sensitivity() for each in (scores, again(scores, tmp_path))
        )
    assert kept.warnings == ("other boundaries were not tried: the texts were not saved",)
    assert len(kept.rows) > 5
    assert repr(kept.rows) == repr(tuple(row for row in whole.rows if row.change != "boundary"))


def check_tables(loaded: ts.Scores, scores: ts.Scores) -> None:
    assert loaded.mentions.equals(scores.mentions)
    for measure in _core.MEASURES:
        assert loaded.table(measure).equals(scores.table(measure))
    assert str(loaded.evidence("Reform")) == str(scores.evidence("Reform"))


def test_a_file_that_does_not_know_the_words_of_sentences_is_still_read(tmp_path: Path) -> None:
    scores = ts.score(
        ts.Corpus(["Reform. No trade.", "改革。"], metadata={"agency": ["a", "b"]}), REAL_THEMES
    )
    path = tmp_path / "scores.parquet"
    scores.save(path, texts=False)
    table = pq.read_table(path)
    settings = FORMAT.read(path, lambda _, settings: settings)
    later = {name: settings.pop(name) for name in ("format", "version")}
    assert later["version"] == 1
    FORMAT.write(path, table.drop_columns(["words_of_sentences", "han_words", "length"]), settings)
    loaded = ts.Scores.load(path)
    check_tables(loaded, scores)
    for ask in (
        lambda: loaded.compare("agency"),
        lambda: loaded.profiles(),
        lambda: loaded.explain("Reform", 0),
    ):
        with pytest.raises(InputError, match="saved without the texts"):
            ask()
    check_tables(again(loaded, tmp_path), scores)
    for lost in ("words_of_sentences", "han_words", "length"):  # some, but not all: not a file of that time
        FORMAT.write(path, table.drop_columns([lost]), settings)
        with pytest.raises(ReadError, match="does not hold what scores have"):
            ts.Scores.load(path)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("mentions", np.zeros(3)),
        ("mentions", "all"),
        ("words", [[1, 2]]),
        ("words", np.array([2.0, 3.0])),
        ("words", [1]),
        ("sentences", [-1, 3]),
        ("words_of_sentence", []),
        ("forms", ["b", "a"]),
        ("forms", [1]),
        ("forms", ["\ud800"]),
        ("terms", None),
    ],
)
def test_counts_of_wrong_parts_are_an_error(part: str, value: Any) -> None:
    themes = ts.Themes({"Reform": ["reform"]})
    counts = ts.score(["Reform goes.", "No. Reform!"], themes)._counts
    parts = {name: getattr(counts, name) for name in PARTS}
    theme_set = compiled(themes, ts.Tokenizer())
    same = _core.Counts(theme_set, **parts)
    assert same.mentions.tobytes() == counts.mentions.tobytes()
    assert same.words_of_sentence.tolist() == [2, 1, 1]
    with pytest.raises((_core.OptionError, TypeError, UnicodeEncodeError)):
        _core.Counts(theme_set, **{**parts, part: value})
