"""Documents and archives, most of them written here byte by byte, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}


def docx(body: str, prologue: str = "", footnotes: str = "", **more: str) -> bytes:
    """Return a .docx whose document has this body in WordprocessingML; `more` are other parts."""
    parts = {**_PARTS, **more}
    if footnotes:
        parts["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/footnotes"/></Relationships>'
        )
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{_WORD}">{footnotes}</w:footnotes>'
    document = f'{prologue}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, "word/document.xml": document}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    """Return a paragraph of runs, each of plain text or of markup."""
    return f"<w:p>{''.join(text if text.startswith('<') else run(text) for text in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf(pages: Sequence[Sequence[str]], trailer: str = "") -> bytes:
    """Return a PDF with lines of ASCII on its pages."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for i, lines in enumerate(pages):
        stream = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * i} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>",
            f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        ]
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return bytes(data + end.encode())


def zipped(members: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def zipped_as(names: Mapping[bytes, str | bytes]) -> bytes:
    """Return a zip archive whose names are these bytes, without a mark of their encoding."""
    stand_ins = {f"{position:0{len(name)}}": name for position, name in enumerate(names)}
    assert [len(stand_in) for stand_in in stand_ins] == [len(name) for name in names]
    data = zipped(dict(zip(stand_ins, names.values(), strict=True)))
    for stand_in, name in stand_ins.items():
        assert data.count(stand_in.encode()) == 2  # before the member, and in the directory
        data = data.replace(stand_in.encode(), name)
    return data


_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def odt(body: str, prologue: str = "", **parts: str) -> bytes:
    """Return an .odt whose text has this body."""
    spaces = " ".join(f'xmlns:{name}="{_OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"{prologue}<office:document-content {spaces}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


def xlsx(*rows: Sequence[object], formats: Mapping[str, str] | None = None) -> bytes:
    """Return a workbook of one sheet with these rows; `formats` are those of cells such as ``A2``."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for cell, shown_as in (formats or {}).items():
        book.active[cell].number_format = shown_as
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
