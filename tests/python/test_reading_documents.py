"""Web pages, Word documents and PDF: their text, all of it, or an error that says what to do."""

from __future__ import annotations

import contextlib
import io
import random
import socket
import subprocess
import sys
import tracemalloc
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from documents import docx, paragraph, pdf, run
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python


def text_of(path: Path, data: bytes, **options: Any) -> str:
    path.write_bytes(data)
    return ts.read(path, **options).texts[0]


def error_of(path: Path, data: bytes, **options: Any) -> ReadError:
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        ts.read(path, **options)
    assert str(path) in str(caught.value)
    return caught.value


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("something was looked for in the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


# --- web pages ---

PAGE = """<!DOCTYPE html><html><head><title>No text</title><style>p { color: red }</style>
<script>document.write("never")</script></head><body>
<h1>国有<b>企业</b>改革</h1><p>One <i>two</i>
three &amp; four.<br>Five.</p><ul><li>a</li><li>b</li></ul><!-- never -->
<table><tr><td>c</td><td>d</td></tr></table><img src="https://example.org/x.png" alt="never">
<iframe src="https://example.org/"></iframe><p>最后。</p></body></html>"""


def test_a_web_page_is_what_a_reader_sees_of_it(tmp_path: Path) -> None:
    text = text_of(tmp_path / "page.html", PAGE.encode())
    assert " ".join(text.split()) == "国有企业改革 One two three & four. Five. a b c d 最后。"
    # What stands apart for a reader stands apart: no sentence runs from a heading into a paragraph.
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:5] == ["国有企业改革", "One two three & four.", "Five.", "a", "b"]
    assert "never" not in text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
        ("big5", "<meta charset=big5>"),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="big5">'),
        ("utf-16", ""),
        ("utf-8", '<meta charset="no-such-thing">'),
    ],
)
def test_a_page_says_its_encoding(encoding: str, declared: str, tmp_path: Path) -> None:
    page = f"<html><head>{declared}</head><body><p>國務院的報告。</p></body></html>"
    assert text_of(tmp_path / "page.htm", page.encode(encoding)).strip() == "國務院的報告。"


def test_an_encoding_that_is_named_is_believed_more_than_the_page(tmp_path: Path) -> None:
    page = '<html><head><meta charset="utf-8"></head><body>改革</body></html>'.encode("gb18030")
    assert error_of(tmp_path / "page.html", page).kind == "encoding"
    assert text_of(tmp_path / "page.html", page, encoding="gb18030").strip() == "改革"
    corpus = ts.read(tmp_path / "page.html", errors="replace")
    assert corpus.replacements == {"page": corpus.texts[0].count("\ufffd")}


def test_a_page_of_a_hundred_thousand_nested_tags_keeps_its_text(tmp_path: Path) -> None:
    deep = "<html><body>" + "<div><b>" * 50_000 + "reform" + "</b></div>" * 50_000 + "<p>after</p>"
    assert text_of(tmp_path / "deep.html", deep.encode()).split() == ["reform", "after"]


def test_a_page_without_text_is_an_error(tmp_path: Path) -> None:
    page = b"<html><body><script>write()</script><img src='x.png'></body></html>"
    assert error_of(tmp_path / "page.html", page).kind == "empty"


# --- Word documents ---


def test_a_word_document_reads_as_with_all_changes_accepted(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = "".join(
        [
            paragraph("全面深化", run("改革", "<w:rPr><w:b/></w:rPr>"), "开放。"),
            paragraph(
                "Reform ",
                f'<w:ins w:id="1" w:author="a">{run("goes ")}</w:ins>',
                '<w:del w:id="2" w:author="a"><w:r><w:delText>never </w:delText></w:r></w:del>',
                "on.",
            ),
            f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>",
            f"<w:tbl><w:tr>{cell(paragraph('left'))}{cell(paragraph('right'))}</w:tr></w:tbl>",
            paragraph("A &lt;script&gt; &amp; tag."),
        ]
    )
    text = text_of(tmp_path / "report.docx", docx(body))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[:3] == ["全面深化改革开放。", "Reform goes on.", "In a control."]
    assert lines[-1] == "A <script> & tag."
    assert text.split()[-6:-4] == ["left", "right"]
    assert "never" not in text
    scores = ts.score(ts.read(tmp_path / "report.docx"), {"Reform": ["reform goes on", "深化改革"]})
    assert scores.table("count").to_numpy().tolist() == [[2]]


def test_notes_stand_at_the_end_and_their_numbers_part_no_words(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("The note says trade.")}</w:footnote>'
    data = docx(paragraph("Reform goes", reference, " on. Next.") + paragraph("End."), footnotes=note)
    text = text_of(tmp_path / "report.docx", data)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines == ["Reform goes on. Next.", "End.", "The note says trade."]


def test_a_word_document_that_is_none_any_more(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert error_of(path, b"Reform goes on.").kind == "damaged"
    assert error_of(path, docx(paragraph("Reform."))[:-40]).kind == "damaged"
    assert error_of(path, docx("<w:p><w:r>")).kind == "damaged"
    assert error_of(path, docx("")).kind == "empty"
    old = error_of(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert (old.kind, "save it as .docx" in old.reason) == ("format", True)
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert error_of(path, workbook.getvalue()).kind == "damaged"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("themescore.reading.docx._MOST_UNPACKED", 32 * 2**20)
    data = docx(paragraph("x" * (33 * 2**20)))
    assert len(data) < 2**20
    tracemalloc.start()
    try:
        assert error_of(tmp_path / "bomb.docx", data).kind == "size"
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()


def test_entities_are_neither_multiplied_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    inside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    for prologue in (inside, f'<!DOCTYPE d [<!ENTITY l0 "ha"><!ENTITY x "&l11;">{laughs}]>'):
        (tmp_path / "report.docx").write_bytes(docx(paragraph("&x; Reform."), prologue))
        text = ""
        with contextlib.suppress(ReadError):
            text = ts.read(tmp_path / "report.docx").texts[0]
        assert "SECRET" not in text
        assert len(text) < 1000


# --- PDF ---


def test_a_pdf_has_its_pages_in_order_with_form_feeds_between(tmp_path: Path) -> None:
    data = pdf([["Reform goes on", "and on."], ["Trade \\(and peace\\)."]])
    text = text_of(tmp_path / "report.pdf", data)
    assert [page.split() for page in text.split("\f")] == [
        ["Reform", "goes", "on", "and", "on."],
        ["Trade", "(and", "peace)."],
    ]


def test_a_sentence_runs_over_the_end_of_a_page(tmp_path: Path) -> None:
    lines = [
        "The province reports that the reform of",
        "state-owned enterprises went on during",
        "the whole of the year and that state-owned",
        "enterprises will go on with it in the next",
        "one as well because much remains.",
    ]
    text = text_of(tmp_path / "report.pdf", pdf([lines[:3], lines[3:]]))
    scores = ts.score([text], {"Reform": ["state owned enterprises will"]})
    assert scores.table("count").to_numpy().tolist() == [[1]]


def test_a_pdf_without_text_damaged_or_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    assert error_of(path, pdf([[]])).kind == "empty"
    assert "OCR" in error_of(path, pdf([[]])).reason
    assert error_of(path, b"Reform goes on.").kind == "damaged"
    assert error_of(path, b"%PDF-1.7\n").kind == "damaged"
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Reform."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    encrypted = io.BytesIO()
    writer.write(encrypted)
    assert error_of(path, encrypted.getvalue()).kind == "encrypted"


# --- whatever the name says ---


def test_the_content_says_what_a_file_is(tmp_path: Path) -> None:
    data = {
        "a.txt": pdf([["Reform."]]),
        "b.md": docx(paragraph("Reform.")),
        "c.doc": b"<html><body><p>Reform.</p></body></html>",
        "d.doc": docx(paragraph("Reform.")),
        "e.pdf": b"\xef\xbb\xbf<!DOCTYPE html>\n<html><body>Reform.</body></html>",
        "f.docx": pdf([["Reform."]]),
    }
    for name, content in data.items():
        (tmp_path / name).write_bytes(content)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("a", "b", "c", "d", "e", "f")
    assert {text.strip() for text in corpus.texts} == {"Reform."}
    assert {document.text.strip() for document in ts.stream(tmp_path)} == {"Reform."}


def test_a_text_with_tags_stays_a_text(tmp_path: Path) -> None:
    page = "<html><body>Reform.</body></html>\n"
    assert text_of(tmp_path / "page.txt", page.encode()) == page


def test_in_a_folder_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(docx(paragraph("Reform.")))
    (tmp_path / "cut.docx").write_bytes(docx(paragraph("Reform."))[:200])
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "pictures.pdf").write_bytes(pdf([[], []]))
    (tmp_path / "plain.txt").write_text("Reform.")
    (tmp_path / "big5.html").write_bytes("<html><meta charset=utf-8>國務院</html>".encode("big5"))
    with pytest.warns(ThemescoreWarning, match="4 documents could not be read"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("good", "plain")
    failures = {Path(failure.path).name: failure.kind for failure in corpus.failures}
    assert failures == {
        "cut.docx": "damaged",
        "old.doc": "format",
        "pictures.pdf": "empty",
        "big5.html": "encoding",
    }


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_damage_of_any_kind_is_text_or_an_error(suffix: str, tmp_path: Path) -> None:
    good = {
        "docx": docx(paragraph("Reform goes on. 改革。") * 5),
        "pdf": pdf([["Reform goes on."] * 5] * 3),
        "html": PAGE.encode(),
    }[suffix]
    generator = random.Random(1)
    path = tmp_path / f"report.{suffix}"
    read = 0
    for _ in range(300):
        data = bytearray(good)
        for _ in range(generator.choice([1, 2, 20])):
            data[generator.randrange(len(data))] = generator.randrange(256)
        if generator.random() < 0.3:
            del data[generator.randrange(len(data)) :]
        path.write_bytes(data)
        with contextlib.suppress(ReadError), warnings.catch_warnings():
            warnings.simplefilter("ignore", ThemescoreWarning)
            read += len(ts.read(path))
    assert 0 < read < 300


@pytest.mark.parametrize(
    ("module", "name"), [("mammoth", "a.docx"), ("pypdf", "a.pdf"), ("resiliparse", "a.html")]
)
def test_without_its_library_one_line_says_what_to_install(module: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Reform.")))
    (tmp_path / "a.pdf").write_bytes(pdf([["Reform."]]))
    (tmp_path / "a.html").write_bytes(b"<html>Reform.</html>")
    code = f"import sys; sys.modules[{module!r}] = None; import themescore as ts; ts.read({name!r})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    last = done.stderr.strip().splitlines()[-1]
    assert f'{name}: reading .{name.partition(".")[2]} needs {module}: pip install "themescore[read]"' in last


def test_a_folder_of_which_a_part_waits_for_a_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Reform.")))
    (tmp_path / "b.txt").write_bytes(b"Reform.")
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.warns(ThemescoreWarning, match=r'; pip install "themescore\[read\]" brings what is missing$'):
        assert ts.read(tmp_path).ids == ("b",)
    (tmp_path / "a.docx").unlink()
    (tmp_path / "c.txt").write_bytes(b"\xff")
    with pytest.warns(ThemescoreWarning, match="corpus.failures says more$"):
        ts.read(tmp_path)
