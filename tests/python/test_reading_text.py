"""`read`: one text file, its encoding, and paths that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from text_files import write
from themescore.errors import OptionError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.filterwarnings("error")

TEXT = "\ufeff改革 goes on.\r\nSecond line\rthird\u2028x\x0c\x00 \t end"


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
    with pytest.warns(ThemescoreWarning, match=f"not UTF-8: {encoding} 1"):
        corpus = ts.read(write(tmp_path / "a.txt", "Reform goes on.".encode(encoding)))
    assert corpus.texts == ("Reform goes on.",)


def test_what_may_be_utf16_or_not_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r'as in UTF-16: give encoding="utf-16-..", or "utf-8" if not'):
        ts.read(write(tmp_path / "a.txt", b"\x00A\x01B"))


@pytest.mark.parametrize("encoding", ["utf-9", "hex", 3, "a\x00b"])
def test_an_encoding_that_is_not_known_is_an_option_error(tmp_path: Path, encoding: Any) -> None:
    with pytest.raises(OptionError, match=r"encoding=.* is not known") as caught:
        ts.read(write(tmp_path / "a.txt"), encoding=encoding)
    assert caught.value.option == "encoding"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone", "no such file or directory; the working folder is "),
        ("a.png", "give a folder of texts, or a file that ends in .txt, .md, .markdown, .html, .htm, .pdf"),
        ("x" * 5000, "file name too long"),
        ("a\x00b", "null"),
    ],
)
def test_a_path_that_cannot_be_read_says_why(tmp_path: Path, name: str, says: str) -> None:
    write(tmp_path / "a.png")
    with pytest.raises(ReadError, match=says):
        ts.read(tmp_path / name)


@pytest.mark.parametrize("path", [None, 3, b"bytes", [], [3], {"a.txt": 1}])
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
