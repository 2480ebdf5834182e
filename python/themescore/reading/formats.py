"""The formats that can be read. To add one: a file like `plain.py` beside this one, and a line here."""

from __future__ import annotations

from themescore.errors import ReadError
from themescore.reading.captions import read_captions
from themescore.reading.content import suffix_of
from themescore.reading.csv import read_csv
from themescore.reading.docx import read_docx
from themescore.reading.html import read_html
from themescore.reading.json import read_json
from themescore.reading.jsonl import read_jsonl
from themescore.reading.odt import read_odt
from themescore.reading.parquet import read_parquet
from themescore.reading.pdf import read_pdf
from themescore.reading.plain import read_plain
from themescore.reading.record import Reader, Source
from themescore.reading.rtf import read_rtf
from themescore.reading.xlsx import read_xlsx
from themescore.reading.zip import read_zip

FORMATS: dict[str, Reader] = {
    ".txt": Reader(read_plain),
    ".md": Reader(read_plain),
    ".markdown": Reader(read_plain),
    ".html": Reader(read_html, slow=True),
    ".htm": Reader(read_html, slow=True),
    ".pdf": Reader(read_pdf, slow=True),
    ".docx": Reader(read_docx, slow=True),
    ".odt": Reader(read_odt, slow=True),
    ".rtf": Reader(read_rtf, slow=True),
    ".srt": Reader(read_captions),
    ".vtt": Reader(read_captions),
    # Only what is something else by its content: a web page, or a .docx.
    ".doc": Reader(read_docx, slow=True),
    ".jsonl": Reader(read_jsonl, many=True),
    ".json": Reader(read_json, many=True),
    ".csv": Reader(read_csv, many=True),
    ".tsv": Reader(read_csv, many=True),
    ".xlsx": Reader(read_xlsx, many=True),
    ".parquet": Reader(read_parquet, many=True),
    ".zip": Reader(read_zip, many=True),
}


def reader_of(source: Source) -> Reader:
    """Return the reader of a file, by its content where that is not what its name says.

    Raises
    ------
    ReadError
        If the file cannot be opened, or is of a kind that is not read.
    """
    suffix = suffix_of(source)
    if source.one and FORMATS[suffix].many and suffix != ".zip":
        reason = f"was skipped: is a {suffix} by its content, which holds many documents; read it by itself"
        raise ReadError(reason, path=source.path, kind="skipped")
    return FORMATS[suffix]
