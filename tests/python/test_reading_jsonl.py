"""`read`: JSON lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import themescore as ts
from text_files import failures, write, write_jsonl
from themescore.errors import InputError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

pytestmark = pytest.mark.filterwarnings("error")

TEXT = "\ufeff改革 goes on.\r\nSecond line\rthird\u2028x\x0c\x00 \t end"


def test_a_jsonl_gives_texts_ids_and_typed_metadata(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": TEXT, "year": 2023, "tags": ["x", {"y": 1}], "share": 0.5, "final": True},
        {"id": 2, "text": "", "year": None, "who": "02"},
    ]
    corpus = ts.read(write_jsonl(tmp_path / "a.jsonl", *rows))
    assert corpus.ids == ("a", "2")
    assert corpus.texts == (TEXT, "")
    assert list(corpus.metadata.columns) == ["year", "tags", "share", "final", "who"]
    assert corpus[0].metadata["tags"] == ["x", {"y": 1}]
    assert str(corpus.metadata["year"].dtype) == "Int64"
    assert corpus[1].metadata["who"] == "02"


def test_columns_of_a_jsonl_are_named_by_options(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", {"id": "x", "text": "no", "body": "yes", "code": "01"})
    corpus = ts.read(path, text="body", id="code")
    assert (corpus.ids, corpus.texts) == (("01",), ("yes",))
    assert corpus[0].metadata == {"id": "x", "text": "no"}


def test_rows_without_ids_are_numbered_also_past_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a"}\n\n{"text": 3}\n{"text": "c"}')
    with pytest.warns(ThemescoreWarning, match=r"1 document could not be read \(a\.jsonl, line 3\)"):
        assert ts.read(path).ids == ("0", "2")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_jsonl_lines_end_with_any_line_end_but_not_with_u2028(tmp_path: Path, ends: str) -> None:
    lines = ['{"id": "1", "text": "a\u2028b\x85c"}', "", '{"id": "2", "text": 5}', '{"id": "3", "text": "d"}']
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(write(tmp_path / "a.jsonl", "\ufeff" + ends.join(lines)))
    assert corpus.texts == ("a\u2028b\x85c", "d")
    assert failures(corpus) == [("a.jsonl", 3, "type")]


@pytest.mark.parametrize(
    ("line", "kind", "says"),
    [
        ('{"text": "x"', "malformed", "not JSON: .* at column"),
        ("[1]", "malformed", "the line is a list, not an object"),
        ('{"body": "x"}', "malformed", "no 'text'; the object has 'body': name one in text="),
        ('{"text": null}', "type", "'text' is null, not text"),
        ('{"text": 3}', "type", "'text' is a number, not text"),
        ('{"text": ["x"]}', "type", "'text' is a list, not text"),
        ('{"text": "x", "id": null}', "id", "the id in 'id' is null"),
        ('{"text": "x", "id": 1.5}', "id", "the id in 'id' is a number"),
        ('{"text": "x", "id": true}', "id", "the id in 'id' is true or false"),
        ('{"text": "x"}', "id", "no id, though other documents of this file have one"),
        ('{"text": "x", "text": "y"}', "malformed", "'text' is there twice"),
        ('{"id": "x", "text": "a\\ud800"}', "surrogate", r"offset 1 of the text: a lone surrogate U\+D800"),
        ('{"id": "x", "text": "a", "who": "\\udfff"}', "surrogate", "column 'who': a lone surrogate"),
        ('{"id": "\\udfff", "text": "a"}', "surrogate", "the id .* holds a lone surrogate"),
        ('{"id": "x", "n": ' + "9" * 5000 + "}", "malformed", "not JSON that can be read"),
        ("[" * 100_000, "malformed", "not JSON"),
    ],
)
def test_a_bad_line_is_listed_with_its_number_and_the_others_are_read(
    tmp_path: Path, line: str, kind: str, says: str
) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "1", "text": "a"}\n' + line + '\n{"id": "3", "text": "c"}\n')
    with pytest.warns(ThemescoreWarning, match=r"a\.jsonl, line 2"):
        corpus = ts.read(path)
    assert corpus.ids == ("1", "3")
    assert failures(corpus) == [("a.jsonl", 2, kind)]
    with pytest.raises(ReadError, match=says) as caught:
        ts.read(path, on_error="raise")
    assert caught.value.line == 2


def test_a_bad_byte_spoils_one_line_of_a_jsonl(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "\xff"}\r\n{"text": "c"}')
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path)
    assert corpus.texts == ("a", "c")
    assert failures(corpus) == [("a.jsonl", 2, "encoding")]
    assert "at byte 28 (FF" in corpus.failures[0].reason
    replaced = ts.read(path, errors="replace")
    assert replaced.texts == ("a", "\ufffd", "c")
    assert replaced.replacements == {"1": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8", "U8", "utf_8", "utf-8-sig"])
def test_a_bad_byte_spoils_one_line_however_utf8_is_spelled(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "a"}\n{"text": "\xff"}\n{"text": "c"}')
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path, encoding=encoding)
    assert corpus.texts == ("a", "c")
    assert failures(corpus) == [("a.jsonl", 2, "encoding")]


def test_lone_surrogates_in_a_jsonl_are_replaced_on_request(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"id": "x", "text": "a\\ud800b\\ud83d\\ude00", "who": "\\udfff"}')
    corpus = ts.read(path, errors="replace")
    assert corpus.texts == ("a\ufffdb😀",)
    assert corpus.replacements == {"x": 1}
    assert corpus[0].metadata == {"who": "\ufffd"}


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_jsonl_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    rows = '{"text": "改革上਍x"}\n{"text": "ਊ"}'  # in UTF-16 these letters have the bytes of line ends
    path = write(tmp_path / "a.jsonl", rows.encode(encoding))
    assert ts.read(path, encoding=encoding).texts == ("改革上਍x", "ਊ")


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_a_jsonl_without_documents_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match="no documents: it is empty"):
        ts.read(write(tmp_path / "a.jsonl", text))


def test_ids_that_are_there_twice_are_named_with_their_lines(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", *({"id": i, "text": "x"} for i in ["a", "b", "a"]))
    with pytest.raises(InputError, match=r"twice: 'a' \(.*a\.jsonl, line 1; .*a\.jsonl, line 3\).*id="):
        ts.read(path)
