"""The formats that can be read. To add one: a file like `plain.py` beside this one, and a line here."""

from __future__ import annotations

from themescore.reading.content import suffix_of
from themescore.reading.csv import read_csv
from themescore.reading.docx import read_docx
from themescore.reading.html import read_html
from themescore.reading.jsonl import read_jsonl
from themescore.reading.pdf import read_pdf
from themescore.reading.plain import read_plain
from themescore.reading.record import Reader, Source

FORMATS: dict[str, Reader] = {
    ".txt": Reader(read_plain),
    ".md": Reader(read_plain),
    ".html": Reader(read_html),
    ".htm": Reader(read_html),
    ".pdf": Reader(read_pdf),
    ".docx": Reader(read_docx),
    # Only what is something else by its content: a web page, or a .docx.
    ".doc": Reader(read_docx),
    ".jsonl": Reader(read_jsonl, many=True),
    ".csv": Reader(read_csv, many=True),
    ".tsv": Reader(read_csv, many=True),
}


def reader_of(source: Source) -> Reader:
    """Return the reader of a file, by its content where that is not what its name says.

    Raises
    ------
    ReadError
        If the file cannot be opened, or is of a kind that is not read.
    """
    return FORMATS[suffix_of(source)]
