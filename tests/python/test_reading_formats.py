"""OpenDocument, RTF, captions and JSON: their text, all of it, or an error that says what to do."""

from __future__ import annotations

import contextlib
import json
import random
import tracemalloc
import warnings
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from documents import odt, xlsx, zipped
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python


def text_of(path: Path, data: bytes | str, **options: Any) -> str:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return ts.read(path, **options).texts[0]


def error_of(path: Path, data: bytes | str, **options: Any) -> ReadError:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ReadError) as caught:
        ts.read(path, **options)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


# --- OpenDocument ---


def test_an_open_document_is_what_stands_on_its_page(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:h>国有<text:span>企业</text:span>改革</text:h>"
        "<text:p>One   <text:span> two</text:span>\n three<text:s text:c='3'/>&amp;<text:tab/>four."
        "<text:line-break/>Five.<office:annotation><text:p>never</text:p></office:annotation></text:p>"
        "<text:p>Reform<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>The note.</text:p></text:note-body></text:note> goes on.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>left</text:p></table:table-cell>"
        "<table:table-cell><text:p>right</text:p></table:table-cell></table:table-row></table:table>"
        "<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>"
    )
    assert text_of(tmp_path / "a.odt", odt(body)) == (
        "国有企业改革\n\nOne two three   &\tfour.\nFive.\n\nReform goes on.\n\n"
        "left\nright\n\nitem\n\nThe note."
    )


def test_an_open_document_that_is_none_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    good = odt("<text:p>Reform.</text:p>")
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert error_of(path, b"Reform.").kind == "damaged"
    assert error_of(path, good[:-40]).kind == "damaged"
    assert error_of(path, odt("<text:p>Reform.")).kind == "damaged"
    assert error_of(path, odt("<text:p/>")).kind == "empty"
    assert error_of(path, odt("", **{"META-INF/manifest.xml": manifest})).kind == "encrypted"
    assert error_of(path, zipped({"mimetype": "application/vnd.oasis.opendocument.text"})).kind == "damaged"
    other = error_of(path, zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}))
    assert (other.kind, "save it as .xlsx or .csv" in other.reason) == ("format", True)


def test_a_document_type_in_an_open_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    for inside in (f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">', f'<!ENTITY l0 "ha">{laughs}'):
        data = odt("<text:p>&x; &l11; Reform.</text:p>", f"<!DOCTYPE d [{inside}]>")
        assert "document type" in error_of(tmp_path / "a.odt", data).reason


def test_a_million_nested_elements_are_no_matter(tmp_path: Path) -> None:
    deep = "<text:span>" * 200_000 + "Reform." + "</text:span>" * 200_000
    data = odt(f"<text:p>{deep}</text:p>" + "<text:p>" * 1000 + "deep" + "</text:p>" * 1000)
    assert text_of(tmp_path / "a.odt", data).split() == ["Reform.", "deep"]


def test_a_bomb_among_office_documents_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    data = odt(f"<text:p>{'x' * (40 * 2**20)}</text:p>")
    assert len(data) < 2**17
    (tmp_path / "a.odt").write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match="200 times its size"):
            ts.read(tmp_path / "a.odt")
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


# --- RTF ---


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Reform goes on.\par Next.", "Reform goes on.\n\nNext."),
        (r"a\line b\tab c\~d\_e\-f \{x\} \\", "a\nb\tc\xa0d\u2011ef {x} \\"),
        ("Re\r\nform", "Reform"),
        (r"\u25913\'b8\u-26775\'3f\uc2\u24320\'bf\'aa \uc0\u25918 .", "改革开 放."),
        (r"\u-10179?\u-8704?", "😀"),
        (r"caf\'e9\endash\rquote", "café–’"),
        (r"{\f1 \'b8\'c4\'b8\'ef}{\f2 \'d0\'ee\'f1}{\f3\'e9}", "改革Рос" + "é"),
        (r"\plain\f1 \'b8\'c4\plain  \'e9", "改 é"),
        (r"{\v hidden}a{\deleted gone}b\v x\v0 c", "abc"),
        (r"Reform{\footnote \chftn The note.} goes on.", "Reform goes on.The note."),
        (r"{\header never}{\footer never}{\*\unknown never}{\pict 00ff}x", "x"),
        (r'{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt link}}', "link"),
        (r"{\upr{never}{\*\ud\u25913 ?}}", "改"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.}}{\shprslt never}}", "In a box."),
        (r"\trowd left\cell right\cell\row after", "left\nright\n\nafter"),
        (r"{\listtext 1.\tab}item", "item"),
        (r"a{\*\bkmkstart x}b\bin4 }{\'c", "ab" + "c"),
        (r"{\info{\title never}{\author never}}Text", "Text"),
    ],
)
def test_rtf(body: str, text: str, tmp_path: Path) -> None:
    """By the specification 1.9.1 of RTF, case by case."""
    fonts = r"{\fonttbl{\f0 A;}{\f1\fcharset134 B;}{\f2\fcharset204 C;}{\f3\fcharset0{\*\falt X}D;}}"
    data = rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}{{\colortbl;\red0;}}{{\stylesheet{{\s0 Normal;}}}}{body}}}"
    assert text_of(tmp_path / "a.rtf", data.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (936, "深化改革。"),
        (950, "國務院功蓋許"),
        (932, "表示ソ能"),
        (1251, "Россия"),
        (1253, "Ελλάδα"),
        (65001, "改"),
    ],
)
def test_rtf_in_the_code_page_of_its_system(page: int, text: str, tmp_path: Path) -> None:
    # Some characters of Big5 and Shift-JIS have a backslash or a bracket for their second byte.
    data = text.encode("utf-8" if page == 65001 else f"cp{page}")
    escaped = "".join(f"\\'{byte:02x}" for byte in data)
    # As programs write it too: what is a letter of ASCII stands for itself.
    mixed = "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else f"\\'{b:02x}" for b in data)
    for body in (escaped, mixed):
        rtf = (
            rf"{{\rtf1\ansi\ansicpg{page}{{\fonttbl{{\f0\fcharset0 Arial;}}{{\f1\fcharset1 X;}}}}\f1 {body}}}"
        )
        assert text_of(tmp_path / "a.rtf", rtf) == text


def test_an_rtf_that_is_none_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    assert error_of(path, "Reform.").kind == "damaged"
    assert error_of(path, r"{\rtf1 Reform").kind == "damaged"
    assert error_of(path, r"{\rtf1{\pict 00}}").kind == "empty"
    bad = rf"{{\rtf1\ansicpg936 \'b8\par {'x' * 9}}}"
    assert error_of(path, bad).kind == "encoding"
    corpus = ts.read(path, errors="replace")
    assert (corpus.texts, corpus.replacements) == (("\ufffd\n\nxxxxxxxxx",), {"a": 1})


def test_brackets_by_the_million_are_no_matter(tmp_path: Path) -> None:
    deep = "{" * 300_000 + "Reform." + "}" * 300_000
    assert text_of(tmp_path / "a.rtf", rf"{{\rtf1 {deep}}}") == "Reform."


def test_damage_of_any_kind_is_text_or_an_error(tmp_path: Path) -> None:
    good = {
        "odt": odt("<text:p>Reform goes on. 改革。</text:p>" * 5),
        "rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset134 S;}}\f0 Reform \'b8\'c4\par\u25913? goes on.\par}" * 1,
        "vtt": b"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v A>Reform &amp; trade.\n\n" * 3,
    }
    generator = random.Random(1)
    for suffix, data in good.items():
        read = 0
        for _ in range(150):
            changed = bytearray(data)
            for _ in range(generator.choice([1, 2, 20])):
                changed[generator.randrange(len(changed))] = generator.randrange(256)
            if generator.random() < 0.3:
                del changed[generator.randrange(len(changed)) :]
            (tmp_path / f"a.{suffix}").write_bytes(changed)
            with contextlib.suppress(ReadError), warnings.catch_warnings():
                warnings.simplefilter("ignore", ThemescoreWarning)
                read += len(ts.read(tmp_path / f"a.{suffix}"))
        assert 0 < read < 150


# --- captions ---

SRT = """1\r
00:00:01,000 --> 00:00:02,500\r
<i>Reform goes on</i>\r
in {\\an8}the provinces.\r
\r
2\r
00:00:03,000 --> 00:00:04,000 X1:40 X2:600\r
改革开放。\r
3\r
00:00:05,000 --> 00:00:06,000\r
42\r
\r
"""


def test_captions_are_what_is_said(tmp_path: Path) -> None:
    said = "Reform goes on\nin the provinces.\n改革开放。\n42\n"
    assert text_of(tmp_path / "a.srt", SRT) == said
    assert text_of(tmp_path / "a.srt", SRT.encode("gb18030"), encoding="gb18030") == said
    vtt = (
        "WEBVTT - title\nKind: captions\n\nNOTE\nnever\n\nSTYLE\n::cue { color: red }\n\nintro\n"
        "00:01.000 --> 00:02.500 align:start position:0%\n<v Ann>Reform &amp; <b>trade</b> a < b.\n- Yes.\n\n"
        "01:00:03.000 --> 01:00:04.000\nYes.\n\n01:00:04.000 --> 01:00:05.000\nYes.\n"
    )
    assert text_of(tmp_path / "a.vtt", vtt) == "Reform & trade a < b.\n- Yes.\nYes.\nYes.\n"


def test_captions_that_roll_up_say_a_line_once(tmp_path: Path) -> None:
    vtt = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nthe<00:00.500><c> reform</c><00:01.000><c> goes</c>\n\n"
        "00:02.000 --> 00:02.010\nthe reform goes\n \n\n"
        "00:02.010 --> 00:04.000\nthe reform goes\non<00:02.500><c> and</c><00:03.000><c> on</c>\n"
    )
    assert text_of(tmp_path / "a.vtt", vtt) == "the reform goes\non and on\n"


def test_captions_without_times_or_text(tmp_path: Path) -> None:
    assert error_of(tmp_path / "a.srt", "Reform goes on.").kind == "malformed"
    assert error_of(tmp_path / "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n").kind == "empty"


# --- JSON ---


def test_json_of_objects_or_of_ids_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = [
        {"id": "007", "text": "改革。\n", "year": 2023},
        {"id": 12345678901234567890, "text": "😀", "year": None},
        {"id": "甘肃\n", "text": "", "year": 2024},
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    corpus = ts.read(path)
    assert corpus.ids == ("007", "12345678901234567890", "甘肃\n")
    assert corpus.texts == ("改革。\n", "😀", "")
    assert corpus[0].metadata["year"] == 2023
    path.write_text(json.dumps({row["id"]: row["text"] for row in rows}), encoding="utf-8")
    assert (ts.read(path).ids, ts.read(path).texts) == (corpus.ids, corpus.texts)
    path.write_text('[{"body": "x"}, {"body": "y"}]', encoding="utf-8")
    assert ts.read(path, text="body").ids == ("0", "1")
    # With a mark, and with each of its documents replaced for itself.
    path.write_bytes(b'\xef\xbb\xbf[{"text": "a\xff"}, {"text": "b"}]')
    assert ts.read(path, errors="replace").replacements == {"0": 1}


def test_one_bad_item_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"id": "a", "text": "x"}, 3, {"id": "b"}, {"text": "x"}, {"id": 1.5, "text": "x"}]')
    with pytest.warns(ThemescoreWarning, match="4 documents"):
        corpus = ts.read(path)
    assert corpus.ids == ("a",)
    assert [(failure.kind, failure.reason[:7]) for failure in corpus.failures] == [
        ("malformed", "item 2:"),
        ("malformed", "item 3:"),
        ("id", "no id, "),
        ("id", "item 5:"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON: Expecting value at column 1"),
        ('{"text": "a"}\n{"text": "b"}\n', r"has to end in \.jsonl"),
        ("3", "holds a number, not a list"),
        ('{"a": "x", "a": "y"}', "'a' is there twice"),
        ("[" * 100_000, "not JSON that can be read"),
        ('{"a": {"text": "x"}}', "'a': is an object, not text"),
        ("[]", "it is empty"),
        ('[{"id": "a", "txt": "x"}]', r"no 'text'; the object has 'id', 'txt': name one in text="),
    ],
)
def test_json_that_is_none(content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(ReadError, match=says):
        ts.read(tmp_path / "a.json")


def test_columns_are_not_named_where_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": "x"}')
    with pytest.raises(ReadError, match="leave out text='body'"):
        ts.read(tmp_path / "a.json", text="body")


# --- whatever the name says ---


def test_the_content_says_what_a_file_is(tmp_path: Path) -> None:
    said = "1\n00:00:01,000 --> 00:00:02,000\nReform.\n"
    data = {
        "a.txt": odt("<text:p>Reform.</text:p>"),
        "b.doc": rb"{\rtf1 Reform.}",
        "c.rtf": b"<html><body>Reform.</body></html>",
        "d.docx": odt("<text:p>Reform.</text:p>"),
        "e.markdown": b"Reform.",
        "f.srt": said.encode(),
    }
    for name, content in data.items():
        (tmp_path / name).write_bytes(content)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("a", "b", "c", "d", "e", "f")
    assert {text.strip() for text in corpus.texts} == {"Reform."}
    # By itself also without a name that says anything.
    (tmp_path / "report").write_bytes(data["a.txt"])
    assert ts.read(tmp_path / "report").texts == ("Reform.",)


def test_a_table_under_another_name_is_read_by_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(xlsx(["text"], ["Reform."], ["Trade."]))
    (tmp_path / "b.txt").write_text("x")
    assert ts.read(tmp_path / "a.txt").ids == ("0", "1")
    with pytest.warns(ThemescoreWarning, match="1 file of other kinds"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("b",)
    assert "is a .xlsx by its content" in corpus.failures[0].reason
