"""Documents made to do harm: no network, nothing written, bounded time and memory."""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from documents import docx, odt, paragraph, pdf, zipped
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

SEEN: list[str] = []
WATCHING: list[bool] = []
_WATCHED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
    "ftplib.",
)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what reaches beyond the process, as the interpreter tells of it: of any library in Python."""
    if not WATCHING:
        return
    if event.startswith(_WATCHED):
        SEEN.append(f"{event} {arguments[:2]}")
    elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        SEEN.append(f"written: {arguments[0]}")


@pytest.fixture(scope="module", autouse=True)
def watched() -> Iterator[None]:
    sys.addaudithook(_watch)  # cannot be taken away again
    WATCHING.append(True)
    yield
    WATCHING.clear()


def read(path: Path) -> list[str]:
    """Return the texts, or what was said instead; fail if anything was opened but to be read."""
    SEEN.clear()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ThemescoreWarning)
            texts = list(ts.read(path).texts)
    except ReadError as error:
        texts = [error.kind]
    assert SEEN == []
    return texts


def test_the_watch_sees_a_socket_and_a_file_that_is_written(tmp_path: Path) -> None:
    import socket

    SEEN.clear()
    with socket.socket() as opened:
        opened.settimeout(0.1)
        with pytest.raises(OSError):
            opened.connect(("127.0.0.1", 9))
    (tmp_path / "x").write_text("x")
    assert any("socket.connect" in event for event in SEEN)
    assert any("written" in event for event in SEEN)


URL = "http://example.org/x"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = "".join(
    f'<Relationship Id="r{kind}" Type="{RELATIONSHIP}/{kind}" Target="{URL}" TargetMode="External"/>'
    for kind in ("image", "attachedTemplate", "hyperlink", "oleObject")
)
PICTURE = (
    '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{RELATIONSHIP}" r:link="rimage"/></w:drawing></w:r>'
)
LINKS = {
    "a.html": f"""<html><head><link rel="stylesheet" href="{URL}"><script src="{URL}"></script>
<meta http-equiv="refresh" content="0; url={URL}"><base href="{URL}"></head>
<body onload="fetch('{URL}')"><img src="{URL}"><iframe src="{URL}"></iframe><object data="{URL}"></object>
<svg><script href="{URL}"/><use href="{URL}#x"/></svg>Reform.</body></html>""".encode(),
    "b.docx": docx(
        paragraph(f'<w:r><w:instrText>INCLUDETEXT "{URL}"</w:instrText></w:r>', PICTURE, "Reform."),
        **{
            "word/_rels/document.xml.rels": "<Relationships xmlns="
            f'"http://schemas.openxmlformats.org/package/2006/relationships">{EXTERNAL}</Relationships>',
            "word/vbaProject.bin": "Sub AutoOpen() : Shell(1) : End Sub",
        },
    ),
    "c.odt": odt(
        f'<text:p><d:image xmlns:d="d" xmlns:x="x" x:href="{URL}"/>Reform.</text:p>'
        f'<text:section><text:section-source xmlns:x="x" x:href="{URL}"/></text:section>'
    ),
    "d.rtf": rf'{{\rtf1{{\*\template {URL}}}{{\field{{\*\fldinst INCLUDETEXT "{URL}"}}}}Reform.}}'.encode(),
    "e.pdf": pdf(
        [["Reform."]],
        trailer=f"/OpenAction<</S/URI/URI({URL})>>/AA<</O<</S/JavaScript/JS(app.launchURL)>>>>",
    ),
    "f.md": f"Reform. ![x]({URL}) <script src='{URL}'></script>".encode(),
    "g.json": f'{{"$ref": "{URL}", "a": "Reform."}}'.encode(),
}


@pytest.mark.parametrize("name", LINKS)
def test_no_link_is_followed_and_nothing_is_run_or_written(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(LINKS[name])
    assert any("Reform." in text for text in read(tmp_path / name))
    (tmp_path / "all.zip").write_bytes(zipped({name: LINKS[name]}))
    read(tmp_path / "all.zip")


def loop_of_pages() -> bytes:
    """Return a PDF whose tree of pages leads back to itself."""
    return pdf([["Reform."]]).replace(b"/Type/Page/Parent 2 0 R", b"/Type/Pages/Kids[2 0 R]")


def cyclic_reference() -> bytes:
    """Return a PDF in which the length of a stream is that of itself."""
    return pdf([["Reform."]]).replace(b"<</Length 51>>", b"<</Length 5 0 R>>")


HOSTILE = {
    "nested-tags.html": b"<html><body>" + b"<div><b>" * 100_000 + b"Reform.",
    "attributes.html": b"<html><p " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">Reform.",
    "entities.html": b"<html>" + b"&amp" * 500_000 + b"Reform.",
    "comment.html": b"<html><!--" + b"-" * 2_000_000 + b"Reform.",
    "nested-controls.docx": docx(
        "<w:sdt><w:sdtContent>" * 20_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 20_000
    ),
    "pages.pdf": loop_of_pages(),
    "length.pdf": cyclic_reference(),
    "huge.pdf": pdf([["Reform."]]).replace(b"/Count 1", b"/Count 2000000000"),
    "nested.pdf": pdf([["Reform."]]).replace(b"/MediaBox[0 0 612 792]", b"/MediaBox" + b"[" * 50_000),
    "words.rtf": b"{\\rtf1 " + b"\\f1\\b0 " * 100_000 + b"Reform.}",
    "bin.rtf": b"{\\rtf1 \\bin2147483647 Reform.}",
    "numbers.rtf": b"{\\rtf1 \\uc99999 \\u-99999 \\f-1 \\ansicpg0 Reform.}",
    "spaces.odt": odt("<text:p>" + "<text:s text:c='99999999'/>" * 10_000 + "Reform.</text:p>"),
    "deep.json": b'{"a":' * 100_000,
    "digits.json": b'{"a": ' + b"9" * 1_000_000 + b"}",
    "times.srt": b"00:00:00,000 --> " * 100_000,
    "tags.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<c.a" * 300_000,
    "quotes.csv": b'text\n"' + b'""' * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_take_forever_does_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    began = time.process_time()
    assert len(read(tmp_path / name)) == 1
    assert (
        time.process_time() - began < 10
    )  # most take a tenth of a second, on a machine that has nothing else to do


def test_memory_stays_bounded(tmp_path: Path) -> None:
    """All of them, one after the other, in a process that may have 1 GB more than it begins with."""
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    code = """
import resource, warnings
import themescore as ts
import mammoth, pypdf, resiliparse.extract.html2text
with open("/proc/self/statm") as file:
    size = int(file.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 2**30, size + 2**30))
warnings.simplefilter("ignore")
for number, document in enumerate(ts.stream(".", on_error="collect")):
    pass
"""
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)


def test_only_a_tag_with_very_many_attributes_is_refused(tmp_path: Path) -> None:
    many = " ".join(f"a{number}" for number in range(9_000))
    long = "1 2 " * 50_000  # as in the paths of a map
    for tag in (f"<p {many}>", f"<p d='{long}'>", f'<p d = "{long}">', f"<p a=x{'>' * 50_000}"):
        (tmp_path / "a.html").write_text(f"<html>{tag}Reform.")
        assert "Reform." in read(tmp_path / "a.html")[0]
    more = " ".join(f"a{number}" for number in range(10_100))
    for tag in (f"<p {more}>", f'<p ="><p {more}>', f"<p a=='><p {more}>", f"<p ' \" {more}", f"<p/{more}"):
        (tmp_path / "a.html").write_text(f"<html>{tag}Reform.")
        assert read(tmp_path / "a.html") == ["size"]
