"""Documents of a path, one at a time."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from themescore.errors import InputError, OptionError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def lines(*rows: Any) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def same(found: Sequence[ts.Document], corpus: ts.Corpus) -> bool:
    return [(document.id, document.text) for document in found] == list(
        zip(corpus.ids, corpus.texts, strict=True)
    )


def test_a_folder_gives_the_documents_of_read(tmp_path: Path) -> None:
    folder = write(tmp_path, {"b.txt": "b", "a.txt": "改革\r\n", "a.md": "x", "sub/c.txt": "", ".d.txt": "d"})
    assert same(list(ts.stream(folder)), ts.read(folder))


def test_the_examples_have_the_scores_of_read(examples: Path) -> None:
    themes = ts.Themes.load(examples / "themes.yaml")
    found = ts.score(ts.stream(examples / "reports"), themes)
    expected = ts.score(ts.read(examples / "reports"), themes)
    assert found.table().equals(expected.table())


def test_lines_and_rows_come_with_their_metadata(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "one", "year": 2021}, {"id": "b", "text": "two", "year": 2022}]
    write(tmp_path, {"x.jsonl": lines(*rows), "x.csv": "id,text,year\na,one,2021\nb,two,2022\n"})
    for name in ("x.jsonl", "x.csv"):
        found = list(ts.stream(tmp_path / name))
        assert same(found, ts.read(tmp_path / name))
        assert [document.metadata for document in found] == [{"year": 2021}, {"year": 2022}]
    write(tmp_path, {"y.jsonl": lines({"body": "one"}, {"body": "two"})})
    assert [document.id for document in ts.stream(tmp_path / "y.jsonl", text="body")] == ["0", "1"]


def test_failures_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "good", "b.txt": b"bad \xff", "c.txt": "good", "d.bin": "?"})
    stream = ts.stream(tmp_path)
    assert [next(stream).id, next(stream).id] == ["a", "c"]
    with pytest.warns(ThemescoreWarning, match=r"1 document could not be read \(b.txt, line 1\).*\.failures"):
        assert list(stream) == []
    assert [failure.kind for failure in stream.failures] == ["skipped", "encoding"]
    with pytest.warns(ThemescoreWarning):
        assert stream.failures == ts.read(tmp_path).failures


def test_a_bad_line_is_one_failure(tmp_path: Path) -> None:
    rows = lines({"id": "a", "text": "one"}, {"id": "b"}, {"text": "three"}, {"id": "d", "text": "four"})
    write(tmp_path, {"x.jsonl": rows, "y.jsonl": lines({"text": "one"}, {"id": "b", "text": "two"})})
    stream = ts.stream(tmp_path / "x.jsonl")
    with pytest.warns(ThemescoreWarning):
        assert [document.id for document in stream] == ["a", "d"]
    assert [(failure.line, failure.kind) for failure in stream.failures] == [(2, "malformed"), (3, "id")]
    stream = ts.stream(tmp_path / "y.jsonl")
    with pytest.warns(ThemescoreWarning):
        assert [document.id for document in stream] == ["0"]
    assert "unlike the first" in stream.failures[0].reason


def test_errors_may_be_raised_or_replaced(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "good", "b.txt": b"bad \xff"})
    stream = ts.stream(tmp_path, on_error="raise")
    assert next(stream).id == "a"
    with pytest.raises(ReadError, match="not UTF-8"):
        next(stream)
    stream = ts.stream(tmp_path, errors="replace")
    assert [document.text for document in stream] == ["good", "bad \ufffd"]
    assert stream.replacements == {"b": 1}


def test_metadata_beside_the_documents_is_joined_by_id(tmp_path: Path) -> None:
    folder = write(tmp_path / "texts", {"a.txt": "Reform.", "b.txt": "Trade.", "c.txt": "Trade."})
    table = {"id": ["c", "b", "a", "z"], "source": ["bank", "party", "bank", "party"]}
    with pytest.warns(ThemescoreWarning, match="1 row without a document not used: 'z'"):
        found = ts.score(ts.stream(folder, metadata=table), {"Reform": ["reform"]})
    assert found.metadata["source"].tolist() == ["bank", "party", "bank"]
    assert next(ts.stream(folder, metadata=table)).metadata == {"source": "bank"}
    with pytest.raises(InputError, match="document 'a' has no row"):
        next(ts.stream(folder, metadata={"id": ["b"], "year": [2021]}))
    write(tmp_path, {"x.jsonl": lines({"id": "a", "text": "one", "source": "x"})})
    with pytest.raises(InputError, match="document 'a': column 'source'"):
        next(ts.stream(tmp_path / "x.jsonl", metadata=table))


def test_what_is_not_there_or_not_known_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        ts.stream(tmp_path / "none")
    with pytest.raises(OptionError, match="on_error"):
        ts.stream(tmp_path, on_error="ignore")
    with pytest.raises(OptionError, match="path is of type"):
        ts.stream(3)  # type: ignore[arg-type]
    with pytest.raises(ReadError, match="no documents"):
        next(ts.stream(tmp_path))


def test_one_document_is_held_at_a_time(tmp_path: Path) -> None:
    text = "reform of trade " * 10_000
    write(tmp_path, {"x.jsonl": lines(*({"text": text} for _ in range(50)))})
    tracemalloc.start()
    try:
        size = sum(len(document.text) for document in ts.stream(tmp_path / "x.jsonl"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size == 50 * len(text)
    assert peak < 8 * len(text)
