"""A corpus and its scores in the hands of other libraries, and documents out of theirs."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet as pq
import pytest
import scipy.sparse
import themescore as ts
from corpora import LIBRARIES, columns
from themescore.errors import InputError

pytestmark = pytest.mark.mostly_python

# What gets lost on the way: leading zeros, digits beyond an int64, what looks like a formula, or missing, and
# every kind of character.
IDS = [
    "007", "12345678901234567890", "甘肃", "😀", "a\nb", "=1+1", "@SUM", "-2", "NA", "null", "1e5", "True",
    " x ",
]  # fmt: skip
TEXTS = [
    "Reform goes on.", "国有企业改革。", "a,b;\"c\"\t'd'", "😀𠮷 e\u0301", "one\r\ntwo\n\nthree\rfour",
    "=1+1", "", "-2", "NaN", "\u2028\ufeff\x0c", "007", "  ", "None",
]  # fmt: skip
NOTES = ["01", "x", "=1", "改", "a\nb", "", "NA", "1.0", "é", "😀", "0x1", " y", "-"]


def corpus(make: Any = pd.DataFrame) -> ts.Corpus:
    return ts.Corpus(TEXTS, ids=IDS, metadata=make({"note": NOTES, "year": list(range(2000, 2013))}))


def check_same(again: ts.Corpus, notes: list[str] = NOTES) -> None:
    assert again.ids == tuple(IDS)
    assert again.texts == tuple(TEXTS)
    cells = columns(again.metadata)
    assert cells["year"] == list(range(2000, 2013))
    assert ["" if note is None or note != note else note for note in cells["note"]] == notes


# Out and in again


@pytest.mark.parametrize("make", LIBRARIES)
def test_a_frame_of_a_corpus_is_of_its_library_and_makes_it_again(make: Any) -> None:
    made = corpus(make)
    frame = made.to_frame()
    assert type(frame) is type(make({"a": [1]}))
    assert list(columns(frame)) == ["id", "text", "note", "year"]
    check_same(ts.Corpus.from_frame(frame))
    other = made.to_frame(text="body", id="name")
    check_same(ts.Corpus.from_frame(other, text="body", id="name"))


def test_a_corpus_without_metadata_is_a_frame_too() -> None:
    frame = ts.Corpus(["a"], ids=["01"]).to_frame()
    assert columns(frame) == {"id": ["01"], "text": ["a"]}
    assert ts.Corpus(["a"]).to_arrow().to_pydict() == {"id": ["0"], "text": ["a"]}


def test_columns_that_have_the_name_are_not_lost(tmp_path: Path) -> None:
    made = ts.Corpus(["a"], metadata={"text": ["x"], "n": [1]})
    for table in (made.to_frame, made.to_arrow):
        with pytest.raises(InputError, match="two columns would be named 'text'"):
            table()
        assert set(columns(table(text="body"))) == {"id", "body", "text", "n"}
        with pytest.raises(InputError, match="two columns would be named 'n'"):
            table(text="n", id="n")


@pytest.mark.parametrize("make", LIBRARIES)
def test_arrow_and_its_files(make: Any, tmp_path: Path) -> None:
    table = corpus(make).to_arrow()
    check_same(ts.Corpus.from_frame(table))
    pq.write_table(table, tmp_path / "c.parquet")
    check_same(ts.Corpus.from_frame(pq.read_table(tmp_path / "c.parquet")))
    check_same(ts.Corpus.from_frame(pl.read_parquet(tmp_path / "c.parquet")))
    check_same(ts.Corpus.from_frame(pd.read_parquet(tmp_path / "c.parquet")))
    check_same(ts.read(tmp_path / "c.parquet"))
    pyarrow.feather.write_feather(table, tmp_path / "c.arrow")
    check_same(ts.Corpus.from_frame(pyarrow.feather.read_table(tmp_path / "c.arrow")))


@pytest.mark.parametrize("writer", ["pandas", "polars", "pyarrow"])
def test_comma_separated(writer: str, tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    if writer == "pandas":
        corpus().to_frame().to_csv(path, index=False)
    elif writer == "polars":
        corpus(pl.DataFrame).to_frame().write_csv(path)
    else:
        pa.csv.write_csv(corpus(pa.table).to_frame(), path)
    check_same(ts.read(path))


@pytest.mark.parametrize("writer", ["pandas", "polars"])
def test_lines_of_json(writer: str, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    if writer == "pandas":
        corpus().to_frame().to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        corpus(pl.DataFrame).to_frame().write_ndjson(path)
    check_same(ts.read(path))


def test_a_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "corpus.sqlite") as database:
        corpus().to_frame().to_sql("corpus", database, index=False)
        check_same(ts.Corpus.from_frame(pd.read_sql("select * from corpus", database)))
    database.close()


# DuckDB


def test_duckdb_sees_a_corpus_and_gives_one() -> None:
    documents = corpus(pl.DataFrame).to_arrow()  # noqa: F841 DuckDB finds tables by their names
    assert duckdb.sql("select count(*), max(year) from documents").fetchall() == [(13, 2012)]
    check_same(ts.Corpus.from_frame(duckdb.sql("select * from documents")))
    some = ts.Corpus.from_frame(duckdb.sql("select * from documents where year < 2002 order by year desc"))
    assert some.ids == (IDS[1], IDS[0])


def test_duckdb_asks_the_mentions() -> None:
    themes = {"Reform": ["reform", "改革"], "Trade": ["trade"]}
    texts = ["Reform and reform. Trade.", "改革。", "Trade."]
    scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"], metadata={"year": [1, 1, 2]}), themes)
    mentions, documents = scores.mentions, scores.corpus  # noqa: F841
    found = duckdb.sql("select theme, count(*) from mentions group by theme order by theme").fetchall()
    assert found == [("Reform", 3), ("Trade", 2)]
    found = duckdb.sql(
        'select year, substring(text, start + 1, "end" - start) from mentions '
        "join documents on documents.id = document where theme = 'Reform' order by all"
    ).fetchall()
    assert found == [(1, "Reform"), (1, "reform"), (1, "改革")]


# Arrow's protocol


def test_other_libraries_take_a_corpus_itself() -> None:
    made = corpus()
    check_same(ts.Corpus.from_frame(pl.DataFrame(made)))
    check_same(ts.Corpus.from_frame(pa.table(made)))
    check_same(ts.Corpus.from_frame(pa.RecordBatchReader.from_stream(made).read_all()))
    check_same(ts.Corpus.from_frame(made))


def test_tables_of_results_go_over_without_help() -> None:
    scores = ts.score(corpus(), {"Reform": ["reform", "改革"]})
    assert pl.from_arrow(scores.mentions).height == scores.mentions.num_rows > 0
    counts = pl.DataFrame(scores.table("count").reset_index())
    assert counts["Reform"].sum() == scores.mentions.num_rows
    assert pa.table(scores.evidence("Reform").to_frame()).num_rows == len(scores.evidence("Reform"))


def test_the_mentions_say_how_they_came_about(tmp_path: Path) -> None:
    scores = ts.score(corpus(), {"Reform": ["reform", "改革"]}, boundary="any")
    pq.write_table(scores.mentions, tmp_path / "mentions.parquet")
    settings = pq.read_schema(tmp_path / "mentions.parquet").metadata[b"themescore"].decode()
    assert '"boundary": "any"' in settings
    assert '"改革"' in settings


def test_numbers_are_numpys_and_scipys() -> None:
    made = corpus()
    scores = ts.score(made, {"Reform": ["reform", "改革"], "Two": ["one", "two"]})
    assert scores.table("count").to_numpy().dtype == np.int64
    matrix = ts.dtm(made)
    assert scipy.sparse.issparse(matrix.matrix)
    assert np.asarray(matrix.matrix.sum(axis=1)).ravel().tolist() == scores.words.tolist()


# Documents out of other tools


def quanteda_rows() -> list[list[object]]:
    """What ``quanteda::convert(corpus, to = "data.frame")`` has: doc_id, text, and the docvars."""
    return [[name, text, 2000 + at] for at, (name, text) in enumerate(zip(IDS, TEXTS, strict=True))]


def test_a_corpus_of_quanteda_through_arrow_and_back(tmp_path: Path) -> None:
    rows = quanteda_rows()
    table = pa.table(dict(zip(["doc_id", "text", "year"], zip(*rows, strict=True), strict=True)))
    pq.write_table(table, tmp_path / "corpus.parquet")
    made = ts.Corpus.from_frame(pq.read_table(tmp_path / "corpus.parquet"), id="doc_id")
    assert (made.ids, made.texts) == (tuple(IDS), tuple(TEXTS))
    assert made.to_arrow(id="doc_id").to_pydict() == table.to_pydict()


def test_a_corpus_of_quanteda_through_csv(tmp_path: Path) -> None:
    # As R's write.csv(..., row.names = FALSE, na = ""): text in quotes, quotes in it twice, numbers bare.
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(
        [["doc_id", "text", "year"], *quanteda_rows()]
    )
    (tmp_path / "corpus.csv").write_text(buffer.getvalue(), encoding="utf-8", newline="")
    made = ts.read(tmp_path / "corpus.csv", id="doc_id")
    assert (made.ids, made.texts) == (tuple(IDS), tuple(TEXTS))
    assert made.metadata["year"].tolist() == list(range(2000, 2013))


class Dataset:
    """What of a Hugging Face data set is looked at; the real one is in test_tools.py."""

    features = None

    def __init__(self, table: Any) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    def with_format(self, kind: str) -> Any:
        assert kind == "arrow"
        return self

    def __getitem__(self, key: slice) -> Any:
        return self.table[key]


def test_what_looks_like_a_data_set_is_one() -> None:
    check_same(ts.Corpus.from_frame(Dataset(corpus().to_arrow())))
    with pytest.raises(InputError, match="several data sets: choose one of 'train'"):
        ts.Corpus.from_frame({"train": Dataset(corpus().to_arrow())})


class Doc:
    """What of a spaCy Doc is looked at; the real one is in test_tools.py."""

    def __init__(self, text: object, **user_data: object) -> None:
        self.text, self.user_data = text, {("._.", "x", None, None): 1, **user_data}


def test_what_looks_like_a_doc_is_one() -> None:
    docs = [Doc(text, id=name, note=note) for text, name, note in zip(TEXTS, IDS, NOTES, strict=True)]
    made = ts.Corpus.from_spacy(iter(docs))
    assert (made.ids, made.texts) == (tuple(IDS), tuple(TEXTS))
    assert made.metadata["note"].tolist() == NOTES
    named = ts.Corpus.from_spacy(docs[1:2], id="note")
    assert named.ids == ("x",)
    assert list(named.metadata.columns) == ["id"]


@pytest.mark.parametrize(
    ("docs", "options", "says"),
    [
        (["a text"], {}, "doc 0 is a str: give the Docs that spaCy makes"),
        (Doc("a"), {}, "docs is one Doc"),
        (7, {}, "docs is one int"),
        ([], {}, "no documents"),
        (
            [Doc("a", id=1), Doc("b", name="x")],
            {"id": "id"},
            "doc 1 has no 'id' in user_data.*there is 'name'",
        ),
        ([Doc("a", id=None)], {}, r"id .* is missing"),
        ([Doc("a", id="x"), Doc("b", id="x")], {}, "every id must be there once"),
        ([Doc(b"a")], {}, "text 0 .* is bytes"),
    ],
)
def test_what_is_no_doc_is_refused(docs: Any, options: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus.from_spacy(docs, **options)


@pytest.mark.parametrize(
    "frame",
    [
        pl.LazyFrame({"text": ["a"]}),
        pl.Series("text", ["a"]),
        pa.array(["a"]),
        np.array(["a"]),
        "text",
        None,
    ],
    ids=["lazy", "series", "array", "numpy", "str", "none"],
)
def test_what_is_no_table_is_refused_with_what_to_give(frame: Any) -> None:
    with pytest.raises(InputError, match=r"the frame is a .*\(a lazy frame after its \.collect\(\)\)"):
        ts.Corpus.from_frame(frame)
