"""What documents say of themselves: the head of a web page, properties of office documents and PDF."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

from themescore.reading.archive import NO_MEMBER
from themescore.reading.date_parsing import date_of
from themescore.reading.needed import needed

# By column: the names of <meta> that mean it, the surest first.
_META = {
    "title": ("dc.title", "dcterms.title", "citation_title", "articletitle", "og:title"),
    "author": ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author"),
    "date": (
        "article:published_time", "datepublished", "dc.date", "dcterms.date", "dc.date.issued",
        "dcterms.issued", "citation_publication_date", "pubdate", "publishdate", "publish-date",
        "publication_date", "date",
    ),
    "description": ("description", "dc.description", "dcterms.description", "og:description"),
}  # fmt: skip
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CORE = "docProps/core.xml"
_CORE_NAMES = {
    "title": f"{_DUBLIN_CORE}title",
    "author": f"{_DUBLIN_CORE}creator",
    "created": "{http://purl.org/dc/terms/}created",
    "description": f"{_DUBLIN_CORE}description",
}
_ODF_META = ".//{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# OpenDocument 1.3, part 3, 4.3: dc:creator is who changed it last.
_ODF_NAMES = {
    "title": f".//{_DUBLIN_CORE}title",
    "author": f"{_ODF_META}initial-creator",
    "created": f"{_ODF_META}creation-date",
    "description": f".//{_DUBLIN_CORE}description",
}
_DATED = ("date", "created")
_MOST = 2**20  # bytes of properties


def of_page(page: str, path: Path) -> dict[str, object]:
    """Return what the head of a web page says."""
    tree = needed("resiliparse.parse.html", path).HTMLTree.parse(page)
    said: dict[str, str] = {}
    for element in tree.document.query_selector_all("meta[content]"):
        for attribute in ("name", "property", "itemprop"):
            name = element.getattr(attribute, "") or ""
            if name.strip():
                said.setdefault(name.strip().lower(), element.getattr("content", ""))
    found = {
        column: next((said[name] for name in names if said.get(name, "").strip()), None)
        for column, names in _META.items()
    }
    found["title"] = found["title"] or tree.title
    return tidy(found)


def of_docx(file: BinaryIO) -> dict[str, object]:
    """Return what a Word document has among its properties; nothing where they cannot be read."""
    return _of_member(file, _CORE, _CORE_NAMES)


def of_odt(file: BinaryIO) -> dict[str, object]:
    """Return what an OpenDocument text has among its properties; nothing where they cannot be read."""
    return _of_member(file, "meta.xml", _ODF_NAMES)


def _of_member(file: BinaryIO, name: str, names: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, str | None] = dict.fromkeys(names)
    with contextlib.suppress(KeyError, ET.ParseError, ValueError, *NO_MEMBER):
        with zipfile.ZipFile(file) as archive, archive.open(name) as member:
            data = member.read(_MOST + 1)
        # No program writes a DTD there; what is in one could be expanded without end.
        if len(data) <= _MOST and b"<!DOCTYPE" not in data:
            root = ET.fromstring(data)
            found = {column: root.findtext(path) for column, path in names.items()}
    return tidy(found)


def of_pdf(information: Any) -> dict[str, object]:
    """Return what a PDF has among its properties, given what pypdf calls its metadata."""
    found: dict[str, object] = dict.fromkeys(_CORE_NAMES)
    names = {"title": "title", "author": "author", "created": "creation_date", "description": "subject"}
    for column, name in names.items():
        # A date that is none, text that is of no kind: the other properties are still there.
        with contextlib.suppress(Exception):
            found[column] = getattr(information, name, None)
    return tidy(found)


def tidy(found: Mapping[str, object]) -> dict[str, object]:
    """Return texts without blanks around them, None for what is empty, and dates where they are some."""
    tidy: dict[str, object] = {}
    for column, value in found.items():
        text = " ".join(value.split()) if isinstance(value, str) else value
        tidy[column] = text if text not in ("", None) else None
        if column in _DATED and text:
            with contextlib.suppress(ValueError):
                tidy[column] = date_of(text)
    return tidy
