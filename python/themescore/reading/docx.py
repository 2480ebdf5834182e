"""Word documents: text as it reads with all changes accepted, tables and content controls among it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from themescore.errors import ReadError
from themescore.reading.archive import NO_ARCHIVE
from themescore.reading.damage import damaged
from themescore.reading.html import visible_text
from themescore.reading.needed import needed
from themescore.reading.properties import of_docx
from themescore.reading.record import Place, Record, Source

_MOST_UNPACKED = 64 * 2**20  # mammoth takes some 50 times as much, and five minutes
# The numbers of notes, which would part the words beside them, and the arrows that lead back.
_MARKS = ('a[href^="#footnote-"]', 'a[href^="#endnote-"]')


def read_docx(source: Source) -> Iterator[Record]:
    """Yield the one document of a .docx."""
    mammoth = needed("mammoth", source.path)
    with source.opened() as file:
        _check_size(source)
        try:
            # Links and pictures stay where they are: only what the file itself holds is looked at.
            page = mammoth.convert_to_html(
                file,
                convert_image=mammoth.images.img_element(_nothing),
                external_file_access=False,
                include_embedded_style_map=False,
            )
        except ReadError:
            raise
        except Exception as error:  # whatever a damaged file leads the parsers to
            raise damaged(source.path, ".docx", error) from None
        metadata = of_docx(file) if source.properties else {}
    yield Record(visible_text(page.value, source.path, _MARKS), Place(source.path), metadata=metadata)


def _check_size(source: Source) -> None:
    try:
        with source.opened() as file, zipfile.ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist() if member.filename.endswith(".xml"))
    except NO_ARCHIVE as error:
        raise damaged(source.path, ".docx", error) from None
    if size > _MOST_UNPACKED:
        reason = f"unpacks to {size >> 20:,} MB of text, more than {_MOST_UNPACKED >> 20}: split it"
        raise ReadError(reason, path=source.path, kind="size")


def _nothing(_image: object) -> dict[str, str]:
    return {"src": ""}
