"""Web pages: what a reader sees of them, paragraph by paragraph. Nothing is fetched, nothing runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from themescore.errors import OptionError, ReadError
from themescore.files import check_encoding, codec
from themescore.reading.html_limits import check_tags
from themescore.reading.needed import needed
from themescore.reading.properties import of_page
from themescore.reading.record import Place, Record, Source

_LOOKED_AT = 1024  # bytes; where the HTML standard has the encoding stand
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]+)""", re.I)
# What pages mean by these names, by the Encoding Standard of the WHATWG.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "cp1252"}


def read_html(source: Source) -> Iterator[Record]:
    """Yield the one document of a web page."""
    with source.opened() as file:
        data = file.read()
    page, replaced = source.decoded(data, _declared(data))
    check_tags(page, source.path)
    metadata = of_page(page, source.path) if source.properties else {}
    yield Record(visible_text(page, source.path), Place(source.path), metadata=metadata, replaced=replaced)


def visible_text(page: str, path: Path, without: Sequence[str] = ()) -> str:
    """Return the text of a page without its tags.

    `without` are selectors of elements that are left out.

    Raises
    ------
    ReadError
        If there is none, or Resiliparse is missing.
    """
    extract = needed("resiliparse.extract.html2text", path).extract_plain_text
    text: str = extract(page, list_bullets=False, alt_texts=False, skip_elements=[*without])
    if not text.strip():
        reason = "holds no text: its sentences may be pictures, or made by a script"
        raise ReadError(reason, path=path, kind="empty")
    return text


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page says it has."""
    if codec(data[:4], None)[1]:
        return None  # a byte-order mark says more
    found = _CHARSET.search(data[:_LOOKED_AT])
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        # One that says so in ASCII is not UTF-16.
        return None if name.startswith("utf-16") else check_encoding(_MEANT.get(name, name))
    except OptionError:
        return None
