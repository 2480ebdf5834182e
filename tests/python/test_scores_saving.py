"""Saved scores are the same when they are loaded."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
import themescore as ts
from corpora import LIBRARIES
from saved_scores import IDS, TEXTS, THEMES, again, changed, check_same, corpus
from themescore.errors import InputError, OptionError, ReadError, ThemescoreWarning, WriteError

pytestmark = pytest.mark.mostly_python


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    return ts.score(corpus(), THEMES)


@pytest.fixture(params=[True, False], ids=["with texts", "without texts"])
def texts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def page(scores: ts.Scores, folder: Path, **options: Any) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        scores.report(folder / "page.html", **options)
    return (folder / "page.html").read_bytes()


def test_scores_are_the_same_after_saving(scores: ts.Scores, tmp_path: Path, texts: bool) -> None:
    loaded = again(scores, tmp_path, texts=texts)
    check_same(loaded, scores)
    assert page(loaded, tmp_path) == page(scores, tmp_path)
    check_same(again(loaded, tmp_path, texts=texts), scores)


def test_with_texts_everything_can_be_asked_again(scores: ts.Scores, tmp_path: Path) -> None:
    loaded = again(scores, tmp_path, texts=True)
    assert loaded.corpus.texts == tuple(TEXTS)
    assert page(loaded, tmp_path, by="agency") == page(scores, tmp_path, by="agency")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        frames = [each.compare("agency").to_frame() for each in (loaded, scores)]
    assert frames[0].equals(frames[1])
    assert str(loaded.explain("Reform", "007")) == str(scores.explain("Reform", "007"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda scores: scores.explain("Reform", 0, weighting=ts.Weighting.bm25()),
        lambda scores: scores.table("tfidf", weighting=ts.Weighting.bm25()),
        lambda scores: scores.table("emphasis", weights=ts.EmphasisWeights(lead=9)),
        lambda scores: scores.corpus,
        lambda scores: scores.compare(lambda document: document.id),
        lambda scores: scores.profiles(lambda document: document.id),
        lambda scores: scores.profiles("agency", measure="tfidf", weighting=ts.Weighting.bm25()),
        lambda scores: scores.evidence("Reform", context=1),
        lambda scores: pickle.dumps(scores),
    ],
)
def test_without_texts_what_needs_them_says_so(
    scores: ts.Scores, tmp_path: Path, ask: Callable[[ts.Scores], object]
) -> None:
    loaded = again(scores, tmp_path, texts=False)
    with pytest.raises(InputError, match=r"saved without the texts|texts, which were not saved"):
        ask(loaded)


def test_no_text_is_in_a_file_without_texts(scores: ts.Scores, tmp_path: Path) -> None:
    again(scores, tmp_path, texts=False)
    table = pq.read_table(tmp_path / "scores.parquet")
    assert "text" not in table.column_names
    assert "Nothing at all" not in str(table.to_pylist())


@pytest.mark.parametrize(
    "options",
    [
        {"cues": False},
        {"cues": {"stress": {"level": 3, "scope": "sentence", "patterns": ["nothing"]}}},
        {"boundary": "any"},
        {"tokenizer": ts.Tokenizer(lexicon=["国有企业改革"], stop_words=["the"])},
        {"tokenizer": ts.Tokenizer(han="bigram", simplify=False)},
        {"teach": True},
    ],
    ids=["no cues", "cues", "boundary", "taught", "bigram", "teach"],
)
def test_settings_come_back(tmp_path: Path, texts: bool, options: dict[str, Any]) -> None:
    made = ts.score(corpus(), THEMES, **options)
    check_same(again(made, tmp_path, texts=texts), made)


def test_a_reference_comes_back(tmp_path: Path, texts: bool) -> None:
    themes = ts.Themes(THEMES)
    reference = ts.Reference.fit(TEXTS[:3], themes)
    made = ts.score(corpus(), themes, reference=reference)
    loaded = again(made, tmp_path, texts=texts)
    check_same(loaded, made)
    assert loaded.reference is not None


def test_themes_come_back_with_all_that_is_written_of_them(tmp_path: Path, texts: bool) -> None:
    themes = ts.Themes(
        {
            "exclusive": True,
            "themes": {
                "All": {"patterns": ["*"], "note": "every word", "labels": {"zh": "全部"}},
                "Reform": {"patterns": ["reform", "改革"], "exclusive": True},
            },
        },
        any_word=True,
    )
    made = ts.score(corpus(), themes)
    loaded = again(made, tmp_path, texts=texts)
    check_same(loaded, made)
    assert loaded.themes.labels == themes.labels


def test_scores_of_a_stream_are_saved_without_texts_and_say_so_otherwise(tmp_path: Path) -> None:
    made = ts.score(iter(corpus()), THEMES)
    with pytest.raises(InputError, match=r"iterator.*say texts=False"):
        made.save(tmp_path / "scores.parquet")
    check_same(again(made, tmp_path, texts=False), made)
    with pytest.raises(OptionError, match="texts='no'"):
        made.save(tmp_path / "scores.parquet", texts="no")  # type: ignore[arg-type]


def test_one_document_without_mentions_or_words(tmp_path: Path, texts: bool) -> None:
    made = ts.score([""], {"Reform": ["reform"]})
    check_same(again(made, tmp_path, texts=texts), made)


# Texts that were cleaned


def cleaned() -> ts.Corpus:
    footer = "\n© 2024 The Office"
    texts = [
        f"Growth of indus-\ntry and reform, which went on, as every-\nbody said.{footer}",
        f"Trade grew by four per cent, and so did reform.{footer}",
        "改革开放。",
        "",
    ]
    corpus = ts.Corpus(texts, ids=list("abcd"), metadata={"year": [1, 2, 3, 4]})
    return ts.clean(corpus, ["hyphenation", "web_boilerplate"])


def test_scores_of_cleaned_texts_lead_to_the_originals_again(tmp_path: Path) -> None:
    corpus = cleaned()
    assert corpus.cleaning is not None
    made = ts.score(corpus, THEMES)
    assert "original_start" in made.mentions.column_names
    loaded = again(made, tmp_path, texts=True)
    check_same(loaded, made)
    assert loaded.corpus.cleaning is not None
    assert loaded.corpus.cleaning.maps == corpus.cleaning.maps
    assert loaded.corpus.cleaning.steps == corpus.cleaning.steps
    assert loaded.corpus.cleaning.to_frame().equals(corpus.cleaning.to_frame())
    assert loaded.corpus.cleaning.summary().equals(corpus.cleaning.summary())
    assert [loaded.corpus.original(name) for name in corpus.ids] == [
        corpus.original(name) for name in corpus.ids
    ]
    check_same(again(ts.score(corpus[1:3], THEMES), tmp_path, texts=True), ts.score(corpus[1:3], THEMES))


def test_without_texts_the_places_in_the_originals_stay_in_the_file(tmp_path: Path) -> None:
    made = ts.score(cleaned(), THEMES)
    loaded = again(made, tmp_path, texts=False)
    assert loaded.mentions.equals(made.mentions.drop_columns(["original_start", "original_end"]))
    rows = pl.read_parquet(tmp_path / "scores.parquet")["mentions"].explode().drop_nulls().struct.unnest()
    assert rows["original_start"].to_list() == made.mentions["original_start"].to_pylist()


def test_texts_cleaned_by_a_step_of_ones_own_are_not_saved_in_silence(tmp_path: Path) -> None:
    from themescore.cleaning.edits import Edit, Edits
    from themescore.cleaning.step import PlainStep

    class Own(PlainStep):
        name = "own"

        def edits(self, text: str) -> Edits:
            return Edits.of([Edit(0, 1, "first")] if text else [])

    made = ts.score(ts.clean(corpus(), [Own()]), THEMES)
    with pytest.raises(InputError, match="a step of your own, 'own', which cannot be saved"):
        made.save(tmp_path / "scores.parquet")


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows["original"].__setitem__(0, "Another text."),
        lambda rows: rows["original"].__setitem__(0, None),
        lambda rows: rows["original_segments"][0][0].update(start=1),
        lambda rows: rows["original_segments"][0][0].update(cut=1),
        lambda rows: rows["original_segments"][0].pop(),
        lambda rows: rows["original_segments"].__setitem__(0, None),
        lambda rows: rows["removed"][0][0].update(step=9),
        lambda rows: rows["removed"][0][0].update(end=10**6),
        lambda rows: rows["settings"]["cleaning"][0].update(name="os.system"),
        lambda rows: rows["settings"]["cleaning"][0].update(options={"command": "x"}),
        lambda rows: rows["settings"].pop("cleaning"),
    ],
)
def test_cleaning_that_never_was_is_refused(tmp_path: Path, change: Callable[[dict], object]) -> None:
    path = tmp_path / "scores.parquet"
    changed(ts.score(cleaned(), THEMES), path, True, change)
    with pytest.raises(ReadError, match=r"scores\.parquet: (does not hold|holds)"):
        ts.Scores.load(path)


# Metadata


@pytest.mark.parametrize("make", LIBRARIES)
def test_metadata_come_back_in_their_library(tmp_path: Path, make: Any, texts: bool) -> None:
    cells = {
        "year": [2021, 2022, 2023, 2024, 2025, 2026],
        "text": IDS,
        "metadata.": [1.5] * 6,
        "": [True] * 6,
    }
    made = ts.score(corpus(metadata=make(cells)), THEMES)
    loaded = again(made, tmp_path, texts=texts)
    assert type(loaded.metadata) is type(made.metadata)
    assert loaded.metadata.equals(made.metadata)


def test_types_of_pandas_and_polars_come_back(tmp_path: Path) -> None:
    days = pd.to_datetime(["2024-01-02", None, "2024-01-04"] * 2)
    frame = pd.DataFrame(
        {
            "day": days,
            "zone": days.tz_localize("Asia/Shanghai"),
            "kind": pd.Categorical(list("abcabc"), categories=list("cba"), ordered=True),
            "gaps": pd.array([1, None, 3, 4, 5, 6], dtype="Int64"),
            "object": ["x", None, "y", "z", "", "01"],
        }
    )
    loaded = again(ts.score(corpus(metadata=frame), THEMES), tmp_path, texts=True)
    pd.testing.assert_frame_equal(loaded.metadata, frame)
    polars = pl.from_pandas(frame).with_columns(pl.col("object").cast(pl.Enum(["x", "y", "z", "", "01"])))
    loaded = again(ts.score(corpus(metadata=polars), THEMES), tmp_path, texts=True)
    assert loaded.metadata.drop("kind").equals(polars.drop("kind"))
    assert loaded.metadata.schema["object"] == polars.schema["object"]
    assert loaded.metadata["kind"].cast(pl.String).equals(polars["kind"].cast(pl.String))


def test_a_column_that_arrow_cannot_hold_is_named(tmp_path: Path) -> None:
    made = ts.score(corpus(metadata={"year": list(range(6)), "mixed": [1, "x", 2.5, None, "y", 3]}), THEMES)
    with pytest.raises(InputError, match="metadata column 'mixed' fits into no Arrow table"):
        made.save(tmp_path / "scores.parquet")
    assert not list(tmp_path.iterdir())


def test_what_could_not_be_read_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"reform \xff")
    (folder / "good.txt").write_bytes(b"reform")
    with pytest.warns(ThemescoreWarning):
        made = ts.score(ts.read(folder), {"Reform": ["reform"]})
    loaded = again(made, tmp_path, texts=True)
    assert loaded.corpus.failures == made.corpus.failures != []


# Other programs


def test_other_programs_read_the_mentions(scores: ts.Scores, tmp_path: Path, texts: bool) -> None:
    path = tmp_path / "scores.parquet"
    scores.save(path, texts=texts)
    expected = scores.mentions.num_rows
    assert pl.read_parquet(path)["mentions"].list.len().sum() == expected
    assert pd.read_parquet(path)["mentions"].map(len).sum() == expected
    found = duckdb.sql(f"select id, unnest(mentions, recursive := true) from '{path}'").fetchall()
    rows = scores.mentions.select(["document", "theme", "pattern", "form", "start", "end"]).to_pylist()
    assert [row[:6] for row in found] == [tuple(row.values()) for row in rows]


def test_the_settings_are_in_the_files_metadata(scores: ts.Scores, tmp_path: Path) -> None:
    scores.save(tmp_path / "scores.parquet")
    settings = pl.read_parquet_metadata(tmp_path / "scores.parquet")["themescore"]
    for part in (
        '"party building"',
        '"boundary": "part"',
        f'"themescore": "{ts.__version__}"',
        '"han": "jieba"',
    ):
        assert part in settings


def test_the_table_of_mentions_alone_is_a_parquet_file_for_anybody(scores: ts.Scores, tmp_path: Path) -> None:
    path = tmp_path / "mentions.parquet"
    pq.write_table(scores.mentions, path)
    rows = scores.mentions.to_pylist()
    assert pl.read_parquet(path).to_dicts() == rows
    frame = pd.read_parquet(path)
    assert frame["form"].tolist() == [row["form"] for row in rows]
    found = duckdb.sql(f"select count(*) from '{path}' where theme = 'Reform'").fetchall()
    assert found == [(sum(row["theme"] == "Reform" for row in rows),)]


def test_the_same_scores_give_the_same_bytes(scores: ts.Scores, tmp_path: Path) -> None:
    for name in "ab":
        scores.save(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_scores_are_not_saved_under_the_name_of_another_format(scores: ts.Scores, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"'scores\.csv': scores are saved as \.parquet"):
        scores.save(tmp_path / "scores.csv")
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_written_is_an_error(scores: ts.Scores, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="is a folder"):
        scores.save(tmp_path)
    with pytest.raises(WriteError, match="no such file"):
        scores.save(tmp_path / "none" / "scores.parquet")


def test_a_theme_that_looks_like_the_checksum_changes_nothing(tmp_path: Path, texts: bool) -> None:
    hostile = "sha256:" + "0" * 64
    made = ts.score(ts.Corpus([hostile], ids=[hostile], metadata={hostile: [hostile]}), {hostile: ["sha256"]})
    check_same(again(made, tmp_path, texts=texts), made)


def test_a_file_of_the_first_version_is_still_read() -> None:
    loaded = ts.Scores.load(Path(__file__).parent / "saved" / "scores-1.parquet")
    assert loaded.ids == ("007", "12345678901234567890", "甘肃", "a\nb")
    assert loaded.table("count")["Reform"].tolist() == [2, 1, 0, 0]
    assert loaded.table("count")["Economy / Trade"].tolist() == [1, 0, 0, 1]
    assert loaded.words.tolist() == [11, 1, 0, 3]
    assert [sentence.text for sentence in loaded.evidence("Reform", "12345678901234567890")] == ["改革开放。"]
    assert loaded.metadata["name"].tolist() == ["a", "b", "", "=1+1"]
