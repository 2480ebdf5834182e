"""`properties=` and `front_matter=`: what documents say of themselves."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
import themescore as ts
from documents import docx, odt, pdf
from text_files import failures, write
from themescore.errors import OptionError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python


def properties_of(path: Path, data: str | bytes) -> Any:
    return ts.read(write(path, data), properties=True)[0].metadata


def test_a_web_page_says_title_author_date_and_description(tmp_path: Path) -> None:
    head = (
        "<title> 深化\n改革 </title><meta name=Author content='发改委'>"
        "<meta name='PubDate' content='2023年9月26日'>"
        "<meta property='og:description' content='A &amp; B'>"
    )
    page = f"<html><head><meta charset=gb2312>{head}</head><body><p>改革开放。</p></body></html>"
    assert properties_of(tmp_path / "a.html", page.encode("gb18030")) == {
        "title": "深化 改革", "author": "发改委", "date": dt.date(2023, 9, 26), "description": "A & B",
        "encoding": "gb18030", "encoding_confidence": None,
    }  # fmt: skip
    plain = ts.read(write(tmp_path / "b.html", "<html><body><p>x</p></body></html>"), properties=True)
    assert plain[0].metadata == dict.fromkeys(("title", "author", "date", "description"))
    assert ts.read(tmp_path / "b.html")[0].metadata == {}


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (
            '<meta property="article:published_time" content="2023-09-26T08:00:00+08:00">',
            dt.date(2023, 9, 26),
        ),
        ('<meta name="DC.Date" content="Sept. 26, 2023"><meta name=date content=2020>', dt.date(2023, 9, 26)),
        ('<meta name="date" content="03/04/2023">', "03/04/2023"),
        ('<meta name="date" content=" ">', None),
    ],
)
def test_a_date_of_a_page_is_a_date_where_it_can_only_be_one(
    meta: str, expected: Any, tmp_path: Path
) -> None:
    assert properties_of(tmp_path / "a.html", f"<html><head>{meta}</head><p>x</html>")["date"] == expected


def test_a_pdf_has_title_author_and_the_day_it_was_made(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Reform goes on.")))
    writer.add_metadata({"/Title": "改革", "/Author": "Li", "/CreationDate": "D:20230926101500+08'00'"})
    stored = io.BytesIO()
    writer.write(stored)
    found = properties_of(tmp_path / "a.pdf", stored.getvalue())
    assert found == {"title": "改革", "author": "Li", "created": dt.date(2023, 9, 26), "description": None}


def test_a_word_document_has_them_too(tmp_path: Path) -> None:
    core = (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>改革</dc:title><dc:creator>Li</dc:creator><dcterms:created>2023-09-26T10:15:00Z"
        "</dcterms:created></cp:coreProperties>"
    )
    expected = {"title": "改革", "author": "Li", "created": dt.date(2023, 9, 26), "description": None}
    assert properties_of(tmp_path / "a.docx", with_core(core)) == expected
    nothing = dict.fromkeys(expected)
    bomb = f"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>{core.replace('改革', '&a;')}"
    for index, damaged in enumerate([core[:-5], bomb, None]):
        assert properties_of(tmp_path / f"{index}.docx", with_core(damaged)) == nothing


def with_core(core: str | None) -> bytes:
    stored = io.BytesIO(docx("<w:p><w:r><w:t>Reform goes on.</w:t></w:r></w:p>"))
    if core is not None:
        with zipfile.ZipFile(stored, "a") as archive:
            archive.writestr("docProps/core.xml", core)
    return stored.getvalue()


def test_an_opendocument_text_has_them_too_and_its_author_wrote_it_first(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    meta = (
        f'<office:document-meta xmlns:office="{urn}office:1.0" xmlns:meta="{urn}meta:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<meta:initial-creator>Li</meta:initial-creator><dc:creator>Wang</dc:creator>"
        "<meta:creation-date>2023-09-26T10:15:00.123456789</meta:creation-date>"
        "<dc:title> 深化\n改革 </dc:title></office:meta></office:document-meta>"
    )
    body = "<text:p>Reform goes on.</text:p>"
    expected = {"title": "深化 改革", "author": "Li", "created": dt.date(2023, 9, 26), "description": None}
    assert properties_of(tmp_path / "a.odt", odt(body, **{"meta.xml": meta})) == expected
    bomb = f"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>{meta.replace('改革', '&a;')}"
    for index, parts in enumerate([{"meta.xml": meta[:-5]}, {"meta.xml": bomb}, {}]):
        assert properties_of(tmp_path / f"{index}.odt", odt(body, **parts)) == dict.fromkeys(expected)
    assert ts.read(tmp_path / "a.odt")[0].metadata == {}


# As LibreOffice 7.4 writes it: the title twice, the one who changed it last as a second author.
RTF_INFO = (
    rb"{\info{\upr{\title \'3f\'3f \'96 r\'e9sum\'e9}{\*\ud{\title \u25913\'3f\u38761\'3f \u8211\'96 "
    rb"r\u233\'e9sum\u233\'e9}}}{\subject Plans}{\doccomm A description}{\author L\u464\'3f \{x\} \\ y}"
    rb"{\creatim\yr2023\mo9\dy26\hr10\min15}{\author Wang}{\revtim\yr0\mo0\dy0\hr0\min0}}"
)


def rtf(information: bytes, head: bytes = rb"{\rtf1\ansi") -> bytes:
    return head + rb"{\fonttbl{\f0 Times;}}" + information + rb"\pard Reform goes on.\par}"


def test_an_rtf_has_them_too(tmp_path: Path) -> None:
    expected = {
        "title": "改革 – résumé",
        "author": r"Lǐ {x} \ y",
        "created": dt.date(2023, 9, 26),
        "description": "A description",
    }
    assert properties_of(tmp_path / "a.rtf", rtf(RTF_INFO)) == expected
    chinese = rtf(rb"{\info{\title \'b8\'c4\'b8\'ef}{\creatim\yr2023\mo0\dy0}}", rb"{\rtf1\ansi\ansicpg936")
    assert properties_of(tmp_path / "b.rtf", chinese) == dict.fromkeys(expected) | {"title": "改革"}
    assert ts.read(tmp_path / "a.rtf")[0].metadata == {}
    assert ts.read(tmp_path / "a.rtf")[0].text == "Reform goes on."


@pytest.mark.parametrize("information", [b"", rb"{\info}", rb"{\info{\titlex y}{\title}}"])
def test_an_rtf_need_not_say_anything_of_itself(information: bytes, tmp_path: Path) -> None:
    found = properties_of(tmp_path / "a.rtf", rtf(information))
    assert found == {"title": None, "author": None, "created": None, "description": None}


def test_the_information_of_an_rtf_is_looked_for_at_its_start(tmp_path: Path) -> None:
    far = rtf(rb"{\*\x " + b"a" * 2**20 + b"}" + RTF_INFO)
    assert set(properties_of(tmp_path / "a.rtf", far).values()) == {None}


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_properties_that_do_not_unpack_are_none(suffix: str, tmp_path: Path) -> None:
    stored = io.BytesIO()
    whole = with_core("x" * 999) if suffix == "docx" else odt("<text:p>x</text:p>", **{"meta.xml": "x" * 999})
    name = "docProps/core.xml" if suffix == "docx" else "meta.xml"
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, old.read(member))
        place = new.getinfo(name).header_offset + 30 + len(name)
    data = bytearray(stored.getvalue())
    data[place] = 0xFF  # a kind of block that there is not
    assert set(properties_of(tmp_path / f"a.{suffix}", bytes(data)).values()) == {None}


MATTER = (
    '---\ntitle: "改革: 开放"\nyear: 2023\ncode: 007\ndate: 2023-09-26\n'
    "draft: no\npublic: true\nshare: 0.5\ntags: [a, b]\nempty:\n---\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_front_matter_is_columns_and_no_text_on_request(end: str, suffix: str, tmp_path: Path) -> None:
    whole = (MATTER + "Reform goes on.\n---\nx").replace("\n", end)
    path = write(tmp_path / f"a{suffix}", whole)
    assert ts.read(path).texts == (whole,)
    document = ts.read(path, front_matter=True)[0]
    assert document.text == f"Reform goes on.{end}---{end}x"
    assert document.metadata == {
        "title": "改革: 开放", "year": 2023, "code": "007", "date": dt.date(2023, 9, 26), "draft": "no",
        "public": True, "share": 0.5, "tags": "a; b", "empty": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        " ---\na: 1\n---\nx",
        "x\n---\na: 1\n---\n",
        "---\na: 1\nx",
        "---\nJust words.\n---\nx",
        "----\na: 1\n----\n",
    ],
)
def test_what_is_no_front_matter_is_text(text: str, tmp_path: Path) -> None:
    corpus = ts.read(write(tmp_path / "a.md", text), front_matter=True)
    assert corpus.texts == (text,)
    assert list(corpus.metadata.columns) == []


@pytest.mark.parametrize(
    ("block", "line", "reason"),
    [
        ("a: 1\na: 2", 3, "'a' is there twice"),
        ("a: 1\nb: {c: 1}", 3, "'b' holds more than one value can"),
        ("a: [[1]]", 2, "more than one value can"),
        ("a: 1\nb: [", 4, "no YAML"),
        ("a: 1\n\tb: 2", 3, "no YAML"),
        ("day: 2023-02-30", 2, "which is no date"),
        ("? [a]\n: 1", 2, "a name that is no word"),
    ],
)
def test_front_matter_that_is_no_table_is_a_failure_with_its_line(
    block: str, line: int, reason: str, tmp_path: Path
) -> None:
    write(tmp_path / "good.md", "x")
    write(tmp_path / "bad.md", f"---\n{block}\n---\nx")
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path, front_matter=True)
    assert failures(corpus) == [("bad.md", line, "malformed")]
    assert reason in corpus.failures[0].reason


def test_front_matter_makes_no_objects_and_does_not_grow(tmp_path: Path) -> None:
    hostile = "---\na: !!python/object/apply:os.system [exit]\n---\nx"
    assert ts.read(write(tmp_path / "a.md", hostile), front_matter=True)[0].metadata == {"a": "exit"}
    levels = "\n".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 9))
    laughs = f"---\nl0: &l0 [{', '.join('x' * 10)}]\n{levels}\n---\nx"
    with pytest.raises(ReadError, match="'l1' holds more than one value can"):
        ts.read(write(tmp_path / "a.md", laughs), front_matter=True)


def test_an_id_in_front_matter_is_a_column_beside_the_id(tmp_path: Path) -> None:
    corpus = ts.read(write(tmp_path / "a.md", "---\nid: 7\ntext: t\n---\nx"), front_matter=True)
    assert (corpus.ids, corpus[0].metadata) == (("a",), {"id_": 7, "text_": "t"})


@pytest.mark.parametrize("option", ["properties", "front_matter"])
def test_they_can_be_true_or_false(option: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=f"{option}=1: it can be True or False"):
        ts.read(write(tmp_path / "a.txt"), **{option: 1})  # type: ignore[arg-type]
