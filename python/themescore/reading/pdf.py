"""PDF: the text of its pages in their order, with a form feed between one and the next."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from themescore.errors import ReadError
from themescore.reading.damage import damaged
from themescore.reading.needed import needed
from themescore.reading.properties import of_pdf
from themescore.reading.record import Place, Record, Source


def read_pdf(source: Source) -> Iterator[Record]:
    """Yield the one document of a PDF."""
    pypdf = needed("pypdf", source.path)
    with source.opened() as file, _quiet():
        try:
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                reason = "is encrypted: save it without a password"
                raise ReadError(reason, path=source.path, kind="encrypted")
            # Without the last line's end, after which no sentence goes on.
            pages = [page.extract_text().rstrip("\r\n") for page in reader.pages]
            metadata = of_pdf(reader.metadata) if source.properties else {}
        except ReadError:
            raise
        except Exception as error:  # whatever a damaged file leads the parser to
            raise damaged(source.path, "PDF", error) from None
    if not any(page.strip() for page in pages):
        reason = "holds no text, only pictures of it: run it through character recognition (OCR) first"
        raise ReadError(reason, path=source.path, kind="empty")
    yield Record("\f".join(pages), Place(source.path), metadata=metadata)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from logging what is not as the standard has it; what matters is an error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
