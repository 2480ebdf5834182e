"""A corpus and its metadata, from columns or a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from corpora import IDS, LIBRARIES, TEXTS, columns, corpus
from themescore.errors import InputError

pytestmark = pytest.mark.mostly_python

# Metadata


def test_without_metadata_there_is_a_pandas_frame_without_columns() -> None:
    frame = ts.Corpus(TEXTS).metadata
    assert isinstance(frame, pd.DataFrame)
    assert frame.shape == (3, 0)


@pytest.mark.parametrize("make", LIBRARIES)
def test_metadata_stays_in_its_library(make: Any) -> None:
    made = ts.Corpus(TEXTS, ids=IDS, metadata=make({"year": [2021, 2022, 2023], "who": ["x", "y", "z"]}))
    assert type(made.metadata) is type(make({}))
    assert columns(made.metadata) == {"year": [2021, 2022, 2023], "who": ["x", "y", "z"]}
    assert columns(made[1:].metadata) == {"year": [2022, 2023], "who": ["y", "z"]}
    assert columns(made[::-2].metadata) == {"year": [2023, 2021], "who": ["z", "x"]}
    assert type(made[1:].metadata) is type(make({}))


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_column_id_joins_metadata_by_value(make: Any) -> None:
    made = ts.Corpus(TEXTS, ids=IDS, metadata=make({"id": ["hebei", "gansu", "henan"], "n": [3, 1, 2]}))
    assert columns(made.metadata) == {"n": [1, 2, 3]}


def test_a_column_of_whole_numbers_joins_ids_that_are_digits() -> None:
    made = ts.Corpus(["a", "b"], ids=["2", "1"], metadata={"id": [1, 2], "n": ["one", "two"]})
    assert columns(made.metadata) == {"n": ["two", "one"]}


def test_a_pandas_index_with_the_ids_joins_by_value() -> None:
    frame = pd.DataFrame({"n": [3, 1, 2]}, index=["hebei", "gansu", "henan"])
    assert columns(ts.Corpus(TEXTS, ids=IDS, metadata=frame).metadata) == {"n": [1, 2, 3]}
    named = frame.rename_axis("id")
    assert columns(ts.Corpus(TEXTS, ids=IDS, metadata=named).metadata) == {"n": [1, 2, 3]}


def test_a_numbered_pandas_index_is_no_id() -> None:
    frame = pd.DataFrame({"n": [1, 2, 3]})
    assert columns(ts.Corpus(TEXTS, ids=["2", "0", "1"], metadata=frame).metadata) == {"n": [1, 2, 3]}


def test_ids_that_do_not_agree_with_the_metadata_are_named_both_ways() -> None:
    with pytest.raises(
        InputError, match="texts without a row: 'hebei'; rows without a text: 'hubei', 'hunan'"
    ):
        ts.Corpus(TEXTS, ids=IDS, metadata={"id": ["hubei", "gansu", "henan", "hunan"], "n": [0, 1, 2, 3]})


def test_an_id_that_is_twice_in_the_metadata_is_named() -> None:
    with pytest.raises(
        InputError, match="every metadata id must be there once, rows counted from 1: 'henan' in rows 2 and 3"
    ):
        ts.Corpus(TEXTS, ids=IDS, metadata={"id": ["gansu", "henan", "henan"], "n": [1, 2, 3]})


def test_metadata_with_ids_for_texts_without_is_refused_and_not_matched_by_position() -> None:
    with pytest.raises(InputError, match=r"give ids= as well, or use Corpus\.from_frame"):
        ts.Corpus(TEXTS, metadata={"id": ["hebei", "gansu", "henan"], "n": [3, 1, 2]})


@pytest.mark.parametrize("rows", [2, 4])
def test_metadata_of_another_length_is_refused_with_both_numbers(rows: int) -> None:
    with pytest.raises(InputError, match=f"metadata has {rows} rows for 3 texts"):
        ts.Corpus(TEXTS, metadata={"n": list(range(rows))})


def test_a_list_of_dicts_is_a_table_and_years_with_gaps_stay_whole() -> None:
    made = ts.Corpus(TEXTS, metadata=[{"year": 2021}, {"who": "x"}, {"year": 2023, "who": "y"}])
    assert made.metadata["year"].astype("string").tolist() == ["2021", pd.NA, "2023"]
    assert made.metadata["who"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        (pl.DataFrame({"n": [1, 2, 3]}).lazy(), "lazy frame after its .collect"),
        (3, "metadata is a int"),
        ("reports.csv", "metadata is a str"),
        ([1, 2, 3], "row 0 is of type int: each row must be a dict"),
        ({"n": 3}, "column 'n' is one int: give a list"),
        ({"n": "abc"}, "column 'n' is one str"),
        ({"n": [1, 2, 3], "m": [1]}, r"different lengths \('n': 3, 'm': 1\)"),
        ({2023: [1, 2, 3]}, "a column named 2023, of type int"),
        (pd.DataFrame([[1, 2], [3, 4], [5, 6]], columns=["n", "n"]), "rename or drop"),
        ({"n": ["a", "\ud800", "c"]}, "column 'n', row 1: .* holds a lone surrogate"),
        (
            pd.DataFrame({"n": pd.Series([1, 2, "\ud800"], dtype=object)}),
            "column 'n', row 2: .* lone surrogate",
        ),
        ({"n": {"a": 1, "b": 2, "c": 3}}, "column 'n' is one dict: give a list"),
    ],
)
def test_what_cannot_be_metadata_is_refused_with_the_reason(metadata: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus(TEXTS, metadata=metadata)


def test_columns_with_the_names_of_our_own_tables_are_kept() -> None:
    names = ["document", "theme", "text", "start", "end", "self", "metadata", "index", "level_0"]
    made = corpus(**{name: [name, "b", "c"] for name in names})
    assert list(made.metadata.columns) == names
    assert made[0].metadata == {name: name for name in names}
    assert made.filter(self="b", metadata="b").ids == ("henan",)
    assert "document" in made._repr_html_()


@pytest.mark.parametrize("make", LIBRARIES)
def test_writing_into_a_frame_does_not_reach_the_corpus(make: Any) -> None:
    given = make({"n": [1, 2, 3]})
    made = ts.Corpus(TEXTS, metadata=given)
    for frame in (given, made.metadata):
        if isinstance(frame, pd.DataFrame):
            frame.loc[0, "n"] = 99
        elif isinstance(frame, pl.DataFrame):
            frame[0, "n"] = 99
    assert columns(made.metadata) == {"n": [1, 2, 3]}


# From a frame


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_frame_becomes_a_corpus_with_the_other_columns_as_metadata(make: Any) -> None:
    made = ts.Corpus.from_frame(make({"body": TEXTS, "name": IDS, "year": [1, 2, 3]}), text="body", id="name")
    assert made.texts == tuple(TEXTS)
    assert made.ids == tuple(IDS)
    assert columns(made.metadata) == {"year": [1, 2, 3]}
    assert type(made.metadata) is type(make({}))


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_frame_of_texts_alone_has_documents_without_metadata(make: Any) -> None:
    made = ts.Corpus.from_frame(make({"text": TEXTS}))
    assert made.ids == ("0", "1", "2")
    assert [document.metadata for document in made] == [{}, {}, {}]
    assert made[1:][0].metadata == {}
    assert columns(made.metadata) == {}
    assert "Reform" in made._repr_html_()


def test_a_column_id_is_taken_for_the_ids_unless_another_is_named() -> None:
    frame = {"text": TEXTS, "id": IDS, "code": ["01", "02", "03"]}
    assert ts.Corpus.from_frame(frame).ids == tuple(IDS)
    other = ts.Corpus.from_frame(frame, id="code")
    assert other.ids == ("01", "02", "03")
    assert columns(other.metadata) == {"id": IDS}
    assert columns(other[1:].metadata) == {"id": IDS[1:]}


def test_a_shuffled_frame_keeps_its_rows_together() -> None:
    frame = pd.DataFrame({"text": TEXTS, "id": IDS, "n": [1, 2, 3]}).iloc[[2, 0, 1]]
    made = ts.Corpus.from_frame(frame)
    assert [(document.id, document.text, document.metadata["n"]) for document in made] == [
        ("hebei", TEXTS[2], 3),
        ("gansu", TEXTS[0], 1),
        ("henan", TEXTS[1], 2),
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            {"text": "body"},
            "the frame has no column 'body'; it has 'text', 'year': name one of them in text=",
        ),
        ({"id": "name"}, "the frame has no column 'name'; .* name one of them in id="),
        ({"id": "text"}, "text and id are both column 'text'"),
    ],
)
def test_a_column_that_is_not_there_is_named_with_those_that_are(options: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus.from_frame({"text": TEXTS, "year": [1, 2, 3]}, **options)


def test_a_frame_without_rows_is_no_corpus() -> None:
    with pytest.raises(InputError, match="no documents"):
        ts.Corpus.from_frame(pd.DataFrame({"text": []}))


def test_numbers_with_gaps_as_ids_are_refused_instead_of_becoming_1_0() -> None:
    with pytest.raises(InputError, match=r"id in row 1 is 1.0, of type float"):
        ts.Corpus.from_frame(pd.DataFrame({"text": TEXTS, "id": [1, None, 3]}))
