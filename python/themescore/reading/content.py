"""What a file is by its first bytes, where its name says something else."""

from __future__ import annotations

import re
import zipfile

from themescore.errors import ReadError
from themescore.reading.record import Source

# What zipfile raises for a damaged archive; NotImplementedError for one that says it needs a later version.
NO_ARCHIVE = (OSError, ValueError, zipfile.BadZipFile, NotImplementedError)

_LOOKED_AT = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, Excel and PowerPoint until 2003; encrypted ones since
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
_OFFICE = (".doc", ".docx", ".pdf")


def suffix_of(source: Source) -> str:
    """Return the suffix of a file's format, which is that of its name unless its content is another.

    A web page is taken for what its name says, unless that is an office document: any text may hold tags.

    Raises
    ------
    ReadError
        If it is no file, cannot be read, or is an office document of before 2007.
    """
    suffix = source.path.suffix.lower()
    with source.opened() as file:
        start = file.read(_LOOKED_AT)
    if b"%PDF-" in start and (start.startswith(b"%PDF-") or suffix == ".pdf"):
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        return ".docx" if _is_docx(source) else suffix
    if start.startswith(_OLE):
        reason = "is an office document of before 2007, or encrypted: save it as .docx without a password"
        raise ReadError(reason, path=source.path, kind="format")
    if suffix in _OFFICE and _HTML.match(start.removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    return suffix


def _is_docx(source: Source) -> bool:
    try:
        with source.opened() as file, zipfile.ZipFile(file) as archive:
            return "word/document.xml" in archive.namelist()
    except NO_ARCHIVE:
        return False
