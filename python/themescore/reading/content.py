"""What a file is by its first bytes, where its name says something else."""

from __future__ import annotations

import re

from themescore.errors import ReadError
from themescore.reading.archive import MOST_RATIO, NO_MEMBER, open_zip
from themescore.reading.record import Source

_LOOKED_AT = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, Excel and PowerPoint until 2003; encrypted ones since
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_OFFICE = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".xlsx")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second: with nothing in it
_PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MOST_TYPE = 200  # bytes of the part that names an OpenDocument file's type
_HARMLESS = 16 * 2**20  # bytes that an office document may unpack to at any ratio


def suffix_of(source: Source) -> str:
    """Return the suffix of a file's format, which is that of its name unless its content is another.

    A web page is taken for what its name says, unless that is an office document: any text may hold tags.

    Raises
    ------
    ReadError
        If it is no file, cannot be read, or is an office document of a kind that is not read.
    """
    suffix = source.path.suffix.lower()
    with source.opened() as file:
        start = file.read(_LOOKED_AT)
    if b"%PDF-" in start and (start.startswith(b"%PDF-") or suffix == ".pdf"):
        return ".pdf"
    if start.startswith(_ZIP):
        return _kind_of_zip(source) or suffix
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if start.startswith(b"PAR1"):
        return ".parquet"
    if start.startswith(_OLE):
        instead = ".xlsx" if suffix.startswith(".xls") else ".docx"
        reason = (
            f"is an office document of before 2007, or encrypted: save it as {instead} without a password"
        )
        raise ReadError(reason, path=source.path, kind="format")
    if suffix in _OFFICE and _HTML.match(start.removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    return suffix


def _kind_of_zip(source: Source) -> str | None:
    """Return the suffix of what is packed as a zip archive; None if that cannot be said."""
    try:
        with source.opened() as file, open_zip(file) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            kind = next((kind for name, kind in _PARTS.items() if name in parts), None)
            declared = parts.get("mimetype")
            if kind is None and declared is not None and declared.file_size < _MOST_TYPE:
                name = archive.read(declared).decode("ascii", "replace").strip()
                if name.startswith(_OPEN_DOCUMENT):
                    kind = _open_document(name.removeprefix(_OPEN_DOCUMENT), source)
            if kind is None:
                return ".zip"
            size = sum(part.file_size for part in parts.values())
            if size > max(_HARMLESS, MOST_RATIO * sum(part.compress_size for part in parts.values())):
                reason = f"unpacks to {size >> 20:,} MB, more than {MOST_RATIO} times its size, as none does"
                raise ReadError(f"{reason}: open it, and save it anew", path=source.path, kind="size")
            return kind
    except NO_MEMBER:
        return None


def _open_document(kind: str, source: Source) -> str:
    if kind.startswith("text"):
        return ".odt"
    instead = "as .xlsx or .csv" if kind.startswith("spreadsheet") else "as .pdf"
    reason = f"is an OpenDocument {kind}: save it {instead}"
    raise ReadError(reason, path=source.path, kind="format")
