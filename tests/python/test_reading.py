from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from themescore.errors import InputError, OptionError, ReadError, ThemescoreWarning

TEXT = "\ufeff改革 goes on.\r\nSecond line\rthird\u2028x\x0c\x00 \t end"


@pytest.fixture(autouse=True)
def _no_unexpected_warnings() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def write(path: Path, text: str | bytes = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def write_csv(path: Path, *rows: list[Any], **options: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, **options).writerows(rows)
    return path


def write_jsonl(path: Path, *rows: Any) -> Path:
    return write(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))


def failures(corpus: ts.Corpus) -> list[tuple[str, int | None, str]]:
    return [(Path(path).name, line, kind) for path, line, kind, _ in corpus.failures]


# A folder


def test_a_folder_is_read_with_its_subfolders_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ["b.txt", "a.md", "sub/c.txt", "sub/a/x.TXT", "a-b.txt", "2023.report.txt"]:
        write(tmp_path / name, name)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("2023.report", "a-b", "a", "b", "sub/a/x", "sub/c")
    assert corpus["sub/a/x"].text == "sub/a/x.TXT"
    assert corpus.failures == []
    assert corpus.metadata.shape == (6, 0)


def test_files_that_differ_in_the_suffix_alone_keep_it(tmp_path: Path) -> None:
    for name in ["a.txt", "a.md", "a.txt.md", "b.md"]:
        write(tmp_path / name, name)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("a.md", "a.txt", "a.txt.md", "b")
    assert corpus["a.txt.md"].text == "a.txt.md"


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in ["a.txt", ".b.txt", ".git/c.txt"]:
        write(tmp_path / name)
    assert ts.read(tmp_path).ids == ("a",)


def test_files_of_other_kinds_are_listed_and_warned_about(tmp_path: Path) -> None:
    for name in ["a.txt", "b.pdf", "c.PDF", "d.docx", "README", "metadata.csv"]:
        write(tmp_path / name)
    with pytest.warns(ThemescoreWarning, match=r"5 files of other kinds skipped \(.*\.pdf: 2"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("a",)
    assert {(name, kind) for name, _, kind in failures(corpus)} == {
        (name, "skipped") for name in ["b.pdf", "c.PDF", "d.docx", "README", "metadata.csv"]
    }
    assert corpus[:1].failures == corpus.failures


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "good")
    write(tmp_path / "b.txt", b"first\nsecond \xff")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "d.txt")
    os.mkfifo(tmp_path / "e.txt")
    write(tmp_path / "f.txt" / "inner.txt", "inner")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to("/dev/zero")
    with pytest.warns(ThemescoreWarning, match="6 documents could not be read"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("a", "f.txt/inner")
    assert sorted(failures(corpus)) == [
        ("b.txt", 2, "encoding"),
        ("c.txt", None, "link"),
        ("d.txt", None, "link"),
        ("e.txt", None, "special"),
        ("f.txt", None, "directory"),
        ("round", None, "link"),
        ("z.txt", None, "special"),
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_breaks_while_it_is_read_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/proc/self/mem")
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path)
    assert failures(corpus) == [("b.txt", None, "unreadable")]
    assert "input/output error" in corpus.failures[0].reason


def test_a_file_without_permission_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt").chmod(0)
    if os.access(tmp_path / "b.txt", os.R_OK):
        pytest.skip("this user, probably root, may read everything")
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path)
    assert "permission denied" in corpus.failures[0].reason


def test_failures_make_a_table(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.pdf")
    with pytest.warns(ThemescoreWarning):
        table = pd.DataFrame(ts.read(tmp_path).failures)
    assert list(table.columns) == ["path", "line", "kind", "reason"]
    assert table["path"].tolist() == [str(tmp_path / "b.pdf")]


def test_on_error_raise_stops_at_the_first_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", b"\xff")
    with pytest.raises(ReadError, match=r"b\.txt, line 1: not UTF-8 at byte 0 \(FF\)") as caught:
        ts.read(tmp_path, on_error="raise")
    assert (caught.value.line, caught.value.kind) == (1, "encoding")


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "no documents: a folder must hold .txt, .md files"),
        (["a.pdf", "b.pdf", "c.csv"], r"no documents \(skipped: .pdf: 2, .csv: 1\)"),
        (
            ["bad1.txt", "bad2.txt", "a.pdf"],
            "none of 2 documents could be read; the first: .*bad1.txt, line 1",
        ),
        (["bad1.txt"], "not UTF-8 at byte 0"),
    ],
)
def test_a_folder_that_gives_no_document_is_an_error(tmp_path: Path, names: list[str], says: str) -> None:
    for name in names:
        write(tmp_path / name, b"\xff")
    with pytest.raises(ReadError, match=says):
        ts.read(tmp_path)


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system allows UTF-8 only")
def test_a_file_name_that_is_not_utf8_gives_an_id_that_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    assert ts.read(tmp_path).ids == (r"caf\xe9",)


# One text file


def test_a_text_is_not_changed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.b.txt", TEXT)
    corpus = ts.read(str(path))
    assert corpus.ids == ("a.b",)
    assert corpus.texts == (TEXT[1:],)  # without the mark at the very start


def test_a_mark_inside_a_text_is_kept(tmp_path: Path) -> None:
    assert ts.read(write(tmp_path / "a.txt", "\ufeff\ufeffa\ufeff")).texts == ("\ufeffa\ufeff",)


@pytest.mark.parametrize("text", ["", " \n", "a\nb", "a\rb\r", "a\r\nb\r\n", "\x00", "a\x85b\u2029c\x0cd"])
def test_line_ends_white_space_and_nul_are_kept(tmp_path: Path, text: str) -> None:
    assert ts.read(write(tmp_path / "a.txt", text)).texts == (text,)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_says_the_encoding(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding.endswith("e") else TEXT[1:]  # the others write the mark themselves
    assert ts.read(write(tmp_path / "a.txt", text.encode(encoding))).texts == (TEXT[1:],)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "shift-jis", "utf-16-le", "cp1252"])
def test_an_encoding_that_is_named_is_used(tmp_path: Path, encoding: str) -> None:
    text = "Café – “reform”" if encoding == "cp1252" else "改革\r\n日"
    assert ts.read(write(tmp_path / "a.txt", text.encode(encoding)), encoding=encoding).texts == (text,)


def test_gb18030_of_four_bytes_is_read(tmp_path: Path) -> None:
    text = "㐀𠮷😀"
    assert ts.read(write(tmp_path / "a.txt", text.encode("gb18030")), encoding="gb18030").texts == (text,)


def test_a_mark_is_believed_more_than_the_option(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "改革".encode("utf-8-sig"))
    write(tmp_path / "b.txt", "改革".encode("gb18030"))
    assert ts.read(tmp_path, encoding="gb18030").texts == ("改革", "改革")


@pytest.mark.parametrize(
    ("bad", "byte", "line"),
    [
        (b"a\n\xc0\xaf", 2, 2),  # overlong
        (b"a\r\r\xe6\x94", 3, 3),  # truncated
        (b"a\r\n\r\n\xed\xa0\x80", 5, 3),  # a surrogate
        (b"\xf4\x90\x80\x80", 0, 1),  # above U+10FFFF
        (b"\xef\xbb\xbfab\xff", 5, 1),  # the mark counts as bytes
        ("改革".encode("gb18030"), 0, 1),
    ],
)
def test_ill_formed_utf8_names_byte_and_line_and_offers_encoding(
    tmp_path: Path, bad: bytes, byte: int, line: int
) -> None:
    with pytest.raises(ReadError, match=f"not UTF-8 at byte {byte} .*give encoding=") as caught:
        ts.read(write(tmp_path / "a.txt", bad))
    assert caught.value.line == line
    assert caught.value.path == str(tmp_path / "a.txt")


def test_replacing_counts_what_was_put_in_and_not_what_was_there(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"x\xff\xffy \xef\xbf\xbd")
    write(tmp_path / "b.txt", "fine \ufffd")
    corpus = ts.read(tmp_path, errors="replace")
    assert corpus.texts == ("x\ufffd\ufffdy \ufffd", "fine \ufffd")
    assert corpus.replacements == {"a": 2}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_not_read_as_letters_with_nuls_between(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(ReadError, match=f'as in UTF-16: give encoding="{encoding}"'):
        ts.read(write(tmp_path / "a.txt", "Reform goes on.".encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-9", "hex", 3, "a\x00b"])
def test_an_encoding_that_is_not_known_is_an_option_error(tmp_path: Path, encoding: Any) -> None:
    with pytest.raises(OptionError, match=r"encoding=.* is not known") as caught:
        ts.read(write(tmp_path / "a.txt"), encoding=encoding)
    assert caught.value.option == "encoding"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone", "no such file or directory; the working folder is "),
        ("a.pdf", "give a folder of texts, or a file that ends in .txt, .md, .jsonl, .csv"),
        ("x" * 5000, "file name too long"),
        ("a\x00b", "null"),
    ],
)
def test_a_path_that_cannot_be_read_says_why(tmp_path: Path, name: str, says: str) -> None:
    write(tmp_path / "a.pdf")
    with pytest.raises(ReadError, match=says):
        ts.read(tmp_path / name)


@pytest.mark.parametrize("path", [None, 3, b"bytes", ["a.txt"]])
def test_what_is_no_path_is_an_option_error(path: Any) -> None:
    with pytest.raises(OptionError, match="give the path of a folder or file"):
        ts.read(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="pipe, socket or device"):
        ts.read(tmp_path / "a.txt")


@pytest.mark.parametrize("option", ["on_error", "errors"])
def test_options_with_other_words_are_refused(tmp_path: Path, option: str) -> None:
    with pytest.raises(OptionError, match=f"{option}='ignore'"):
        ts.read(write(tmp_path / "a.txt"), **{option: "ignore"})  # type: ignore[arg-type]


# JSON lines


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


# CSV


def test_a_csv_gives_texts_ids_and_typed_metadata(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ["id", "text", "year", "code", "share", "final", "long", "note", "gap"],
        ["01", 'said "x",\r\nthen y\rz', 2023, "01", "0.5", "true", "1" * 20, "NA", "1"],
        ["02", "", 2024, "10", "-1e3", "False", "1", "null", ""],
    )
    corpus = ts.read(path)
    assert corpus.ids == ("01", "02")
    assert corpus.texts == ('said "x",\r\nthen y\rz', "")
    assert corpus[0].metadata == {
        "year": 2023, "code": "01", "share": 0.5, "final": True, "long": "1" * 20, "note": "NA", "gap": 1,
    }  # fmt: skip
    assert corpus.metadata["gap"].isna().tolist() == [False, True]
    assert str(corpus.metadata["gap"].dtype) == "Int64"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_may_have_semicolons_or_tabs(tmp_path: Path, delimiter: str) -> None:
    path = write_csv(tmp_path / "a.csv", ["id", "text"], ["x", "a,b;c\td"], delimiter=delimiter)
    assert ts.read(path).texts == ("a,b;c\td",)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_csv_may_end_its_lines_in_any_way(tmp_path: Path, ends: str) -> None:
    lines = ["text,n", '"a\rb\nc",1', "", "d,2,3", "e\x00f,3"]
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(write(tmp_path / "a.csv", "\ufeff" + ends.join(lines)))
    assert corpus.texts == ("a\rb\nc", "e\x00f")
    assert failures(corpus) == [("a.csv", 6, "malformed")]
    assert corpus.failures[0].reason.startswith("3 cells where there are 2 columns")


def test_a_cell_of_a_megabyte_is_read(tmp_path: Path) -> None:
    text = "改革 " * 500_000
    assert ts.read(write_csv(tmp_path / "a.csv", ["text"], [text])).texts == (text,)


def test_a_quote_that_is_not_closed_does_not_swallow_the_rest_in_silence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'text,n\na,1\n"b,2\nc,3\nd,4\n')
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path)
    assert corpus.texts == ("a",)
    assert failures(corpus) == [("a.csv", 3, "malformed")]
    assert "those after it were not read" in corpus.failures[0].reason


def test_a_row_without_an_id_is_listed_and_the_columns_stay_in_step(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["id", "text", "n"], ["a", "x", 1], ["", "y", 2], ["c", "z", 3])
    with pytest.warns(ThemescoreWarning):
        corpus = ts.read(path)
    assert failures(corpus) == [("a.csv", 3, "id")]
    assert corpus["c"].metadata == {"n": 3}


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("", {}, "is empty: a table begins with the names of its columns"),
        ("body,n\nx,1\n", {}, "no column 'text'; there are 'body', 'n': name one of them in text="),
        ("text,n\nx,1\n", {"id": "code"}, "no column 'code'; .* name one of them in id="),
        ("text,n,n\nx,1,2\n", {}, "columns that are there twice: 'n'"),
        ("text,n\n", {}, "no documents: it is empty"),
        ('text,"n\nx,1\n', {}, "line 1: quotation marks that do not pair"),
    ],
)
def test_a_csv_that_is_no_table_of_texts_says_what_is_there(
    tmp_path: Path, text: str, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(ReadError, match=says):
        ts.read(write(tmp_path / "a.csv", text), **options)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", "+3", ""], [1, -2, 3, None]),
        (["1", "2.5", "-.5", "1e3"], [1.0, 2.5, -0.5, 1000.0]),
        (["1", "01"], ["1", "01"]),
        (["9223372036854775807"], [2**63 - 1]),
        (["9223372036854775808"], ["9223372036854775808"]),
        (["１"], ["１"]),
        (["1", "x"], ["1", "x"]),
        (["nan", "inf"], ["nan", "inf"]),
        (["TRUE", "false", ""], [True, False, None]),
        (["true", "1"], ["true", "1"]),
        (["", ""], [None, None]),
        (["1 "], ["1 "]),
        (["=1+1", "@x"], ["=1+1", "@x"]),
    ],
)
def test_cells_are_numbers_only_where_that_loses_nothing(
    tmp_path: Path, cells: list[str], values: list[object]
) -> None:
    path = write_csv(tmp_path / "a.csv", ["text", "x"], *(["t", cell] for cell in cells))
    frame = ts.read(path).metadata
    found = [None if pd.isna(value) else value for value in frame["x"].tolist()]
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


# A table of metadata beside


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for name in ["gansu", "henan", "2023/hebei"]:
        write(tmp_path / "reports" / f"{name}.txt", name)
    return tmp_path / "reports"


ROWS = [["id", "province", "n"], ["henan", "Henan", 2], ["2023/hebei", "", 3], ["gansu", "Gansu", 1]]


def test_a_side_table_is_joined_by_value(tmp_path: Path, reports: Path) -> None:
    corpus = ts.read(reports, metadata=write_csv(tmp_path / "meta.csv", *ROWS))
    assert corpus.ids == ("2023/hebei", "gansu", "henan")
    assert corpus.metadata["n"].tolist() == [3, 1, 2]
    assert corpus.metadata["province"].isna().tolist() == [True, False, False]
    assert list(corpus.metadata.columns) == ["province", "n"]


def test_a_side_table_may_be_a_frame_whose_library_is_kept(reports: Path) -> None:
    frame = pl.DataFrame(ROWS[1:], schema=["id", "province", "n"], orient="row")
    corpus = ts.read(reports, metadata=frame)
    assert isinstance(corpus.metadata, pl.DataFrame)
    assert corpus.metadata["n"].to_list() == [3, 1, 2]


def test_ids_of_a_side_table_stay_text(tmp_path: Path) -> None:
    write(tmp_path / "r" / "01.txt")
    write(tmp_path / "r" / "1.txt")
    corpus = ts.read(
        tmp_path / "r", metadata=write_csv(tmp_path / "m.csv", ["id", "n"], ["1", "one"], ["01", "nil"])
    )
    assert corpus.metadata["n"].tolist() == ["nil", "one"]


def test_the_ids_of_a_side_table_may_stand_in_another_column(tmp_path: Path, reports: Path) -> None:
    rows = [["file", "id"], ["gansu", "1"], ["henan", "2"], ["2023/hebei", "3"]]
    corpus = ts.read(reports, id="file", metadata=write_csv(tmp_path / "m.csv", *rows))
    assert corpus.metadata["id"].tolist() == [3, 1, 2]


def test_no_table_is_used_that_is_not_named(tmp_path: Path, reports: Path) -> None:
    write_csv(tmp_path / "reports.csv", *ROWS)
    write_csv(reports / "metadata.csv", *ROWS)
    with pytest.warns(ThemescoreWarning, match="1 file of other kinds skipped"):
        assert ts.read(reports).metadata.shape == (3, 0)


def test_a_table_in_the_folder_is_not_reported_as_skipped_if_it_is_used(reports: Path) -> None:
    corpus = ts.read(reports, metadata=write_csv(reports / "metadata.csv", *ROWS))
    assert corpus.failures == []
    assert corpus.metadata["n"].tolist() == [3, 1, 2]


def test_rows_without_a_document_are_named_in_a_warning(tmp_path: Path, reports: Path) -> None:
    path = write_csv(tmp_path / "m.csv", *ROWS, ["hunan", "Hunan", 4])
    with pytest.warns(ThemescoreWarning, match="1 row without a document not used: 'hunan'"):
        assert len(ts.read(reports, metadata=path)) == 3


def test_the_row_of_a_file_that_could_not_be_read_is_no_surprise(tmp_path: Path, reports: Path) -> None:
    write(reports / "hunan.txt", b"\xff")
    path = write_csv(tmp_path / "m.csv", *ROWS, ["hunan", "Hunan", 4])
    with pytest.warns(ThemescoreWarning) as caught:
        ts.read(reports, metadata=path)
    assert ["could not be read" in str(warning.message) for warning in caught] == [True]


def test_documents_without_a_row_are_named_in_an_error(tmp_path: Path, reports: Path) -> None:
    path = write_csv(tmp_path / "m.csv", ["id", "n"], ["gansu.txt", 1], ["henan", 2])
    says = (
        r"documents without a row in .*m\.csv: '2023/hebei', 'gansu'; rows without a document: 'gansu\.txt'\."
    )
    with pytest.raises(InputError, match=says):
        ts.read(reports, metadata=path)


@pytest.mark.parametrize(
    ("table", "error", "says"),
    [
        ("name,n\ngansu,1\n", InputError, r"m\.csv has no column 'id' .*it has 'name', 'n'"),
        ("id,n\ngansu,1\ngansu,2\n", InputError, "must be there once: 'gansu' at positions 0 and 1"),
        ("id,n\ngansu,1\n,2\n", ReadError, r"m\.csv, line 3: no id: the cell in 'id' is empty"),
        ("id,n\ngansu,1,2\n", ReadError, r"m\.csv, line 2: 3 cells where there are 2 columns"),
        ("", ReadError, r"m\.csv: is empty"),
        (b"id,n\ngansu,\xff\n", ReadError, r"m\.csv, line 2: not UTF-8"),
    ],
)
def test_a_side_table_that_cannot_be_used_says_why(
    tmp_path: Path, reports: Path, table: str | bytes, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        ts.read(reports, metadata=write(tmp_path / "m.csv", table))


def test_a_side_table_that_is_no_csv_or_not_there_is_refused(tmp_path: Path, reports: Path) -> None:
    with pytest.raises(ReadError, match=r"m\.xlsx: is no \.csv"):
        ts.read(reports, metadata=tmp_path / "m.xlsx")
    with pytest.raises(ReadError, match=r"m\.csv: no such file"):
        ts.read(reports, metadata=tmp_path / "m.csv")


def test_a_side_table_in_utf8_stands_beside_texts_in_another_encoding(tmp_path: Path) -> None:
    write(tmp_path / "r" / "a.txt", "改革".encode("gb18030"))
    for encoding in ["utf-8", "gb18030"]:
        path = write(tmp_path / "m.csv", "id,省\na,甘肃\n".encode(encoding))
        corpus = ts.read(tmp_path / "r", metadata=path, encoding="gb18030")
        assert (corpus.texts, corpus[0].metadata) == (("改革",), {"省": "甘肃"})


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame])
def test_a_side_table_adds_to_what_the_file_says_itself(tmp_path: Path, make: Any) -> None:
    rows = [{"id": "a", "text": "x", "year": 2023}, {"id": "b", "text": "y"}]
    path = write_jsonl(tmp_path / "a.jsonl", *rows)
    corpus = ts.read(path, metadata=make({"id": ["b", "a"], "who": ["B", "A"]}))
    assert type(corpus.metadata) is make
    assert list(corpus.metadata.columns) == ["year", "who"]
    assert [document.metadata["who"] for document in corpus] == ["A", "B"]
    assert corpus[0].metadata["year"] == 2023
    with pytest.raises(InputError, match="both have: 'year'"):
        ts.read(path, metadata=make({"id": ["b", "a"], "year": [1, 2]}))


# On the way


def test_progress_goes_to_stderr_and_only_if_it_is_asked_for_or_takes_long(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.txt")
    ts.read(tmp_path)
    ts.read(tmp_path, progress=False)
    assert capfd.readouterr() == ("", "")
    ts.read(tmp_path, progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "reading" in err


def test_no_bar_is_drawn_into_a_file_however_long_it_takes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("themescore.progress._DELAY", 0.0)
    path = write_jsonl(tmp_path / "a.jsonl", *({"text": "reform"} for _ in range(3)))
    ts.score(ts.read(path), {"Reform": ["reform"]})
    assert capfd.readouterr() == ("", "")


def test_a_bar_is_drawn_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("themescore.progress._DELAY", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    path = write_jsonl(tmp_path / "a.jsonl", *({"text": "reform"} for _ in range(3)))
    ts.score(ts.read(path), {"Reform": ["reform"]})
    shown = capsys.readouterr().err
    assert "reading" in shown
    assert "counting" in shown


def test_importing_the_package_does_not_import_the_large_libraries() -> None:
    code = "import sys, themescore.corpus, themescore.reading, themescore.themes; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "pyarrow", "narwhals", "polars", "yaml", "tqdm", "scipy"} & set(done.stdout.split())


# Real texts


def test_the_example_reports_are_read_with_their_table(examples: Path) -> None:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    assert corpus.failures == []
    assert len(corpus) == len(list((examples / "reports").iterdir()))
    for document in corpus:
        file = next((examples / "reports").glob(f"{document.id}.*"))
        assert document.text.encode() == file.read_bytes()
    assert {"province", "year"} <= set(corpus.metadata.columns)


@pytest.mark.parametrize(
    ("name", "count"),
    [("sotu", 245), ("work-reports-zh", 72), ("fomc-minutes", 196), ("fomc-statements", 159)],
)
def test_shared_jsonl_files_are_read_whole(shared_data: Path, name: str, count: int) -> None:
    corpus = ts.read(shared_data / f"{name}.jsonl")
    rows = [
        json.loads(line) for line in (shared_data / f"{name}.jsonl").read_text("utf-8").split("\n") if line
    ]
    assert len(corpus) == count
    assert corpus.texts == tuple(row["text"] for row in rows)
    assert corpus.ids == tuple(str(row["id"]) for row in rows)


def test_the_shared_csv_is_read_as_pandas_reads_it(shared_data: Path) -> None:
    path = shared_data / "work-report-2024-parallel.csv"
    corpus = ts.read(path, text="中文")
    frame = pd.read_csv(
        path, encoding="utf-8-sig", dtype={"中文": str}, keep_default_na=False, na_values=[""]
    )
    assert corpus.texts == tuple(frame.pop("中文").fillna(""))
    assert list(corpus.metadata.columns) == list(frame.columns)
    numbers = frame.select_dtypes("number").dropna(axis="columns", how="all")
    assert numbers.shape[1] > 5
    pd.testing.assert_frame_equal(corpus.metadata[numbers.columns], numbers)
