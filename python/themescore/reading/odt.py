"""OpenDocument texts: what stands on the page, with all changes accepted, and the notes at the end."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from themescore.errors import ReadError
from themescore.reading.archive import NO_MEMBER, open_zip
from themescore.reading.damage import damaged
from themescore.reading.properties import of_odt
from themescore.reading.record import Place, Record, Source

_MOST_UNPACKED = 256 * 2**20  # bytes of content.xml
_BLOCK = 2**20
_SPACE = re.compile("[ \t\r\n]+")
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SHORT = {f"{_URN}{name}:1.0": name for name in ("text", "table", "office")}
_COUNT = f"{_URN}text:1.0 c"
_PARAGRAPHS = ("text:p", "text:h")
# What is in the file and not on the page: what was deleted, comments, numbers of notes, ruby.
_LEFT_OUT = (
    "text:tracked-changes",
    "text:note-citation",
    "text:ruby-text",
    "office:annotation",
    "office:forms",
    "office:scripts",
)
_MARKS = {"text:tab": "\t", "text:line-break": "\n"}


def read_odt(source: Source) -> Iterator[Record]:
    """Yield the one document of an .odt."""
    page = _Page(source)
    with source.opened() as file:
        try:
            with open_zip(file) as archive:
                _check_encrypted(archive, source)
                part = archive.getinfo("content.xml")
                if part.file_size > _MOST_UNPACKED:
                    reason = f"unpacks to more than {_MOST_UNPACKED >> 20} MB of text: split it"
                    raise ReadError(reason, path=source.path, kind="size")
                with archive.open(part) as content:
                    while block := content.read(_BLOCK):
                        page.feed(block)
                    page.close()
        except KeyError:
            raise ReadError("is damaged: it holds no text", path=source.path, kind="damaged") from None
        except (*NO_MEMBER, expat.ExpatError) as error:
            raise damaged(source.path, ".odt", error) from None
        metadata = of_odt(file) if source.properties else {}
    text = page.text()
    if not text.strip():
        reason = "holds no text: its sentences may be pictures"
        raise ReadError(reason, path=source.path, kind="empty")
    yield Record(text, Place(source.path), metadata=metadata)


def _check_encrypted(archive: zipfile.ZipFile, source: Source) -> None:
    try:
        part = archive.getinfo("META-INF/manifest.xml")
    except KeyError:
        return
    if part.file_size < _MOST_UNPACKED and b"encryption-data" in archive.read(part):
        raise ReadError("is encrypted: save it without a password", path=source.path, kind="encrypted")


class _Page:
    """The text of a content.xml, taken as the parser comes by: of any depth, and no tree is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._body: list[str] = []
        self._notes: list[str] = []
        self._out = self._body
        self._open: list[
            list[str]
        ] = []  # the paragraphs that are open: a note's or a frame's lies in another
        self._skipped = self._frames = self._cells = 0
        self._first_cell = True

    def feed(self, block: bytes) -> None:
        self._parser.Parse(block, False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def text(self) -> str:
        return "".join([*self._body, *self._notes]).rstrip("\n")

    def _refuse(self, *_: object) -> None:
        reason = "has a document type (<!DOCTYPE>) in it, which none has that a program saved: save it anew"
        raise ReadError(reason, path=self._source.path, kind="damaged")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _short(tag)
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in _PARAGRAPHS:
            self._open.append([])
        elif name == "text:note":
            self._out = self._notes
        elif name in _MARKS:
            self._add(_MARKS[name])
        elif name == "text:s":
            count = attributes.get(_COUNT, "1")
            self._add(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, 1000))
        elif name == "table:table-cell":
            self._cells += 1

    def _end(self, tag: str) -> None:
        name = _short(tag)
        if self._skipped:
            self._skipped -= 1
        elif name in _PARAGRAPHS and self._open:
            self._out.append("".join(self._open.pop()).strip(" "))
            # Cells of a row stand beside each other, paragraphs apart.
            self._out.append("\n" if self._cells else "\n\n")
        elif name == "text:note":
            self._out = self._body
        elif name == "table:table-cell":
            self._cells -= 1
        elif name == "table:table-row" and not self._cells:
            self._out.append("\n")

    def _characters(self, text: str) -> None:
        if not self._skipped and self._open:
            self._add(_SPACE.sub(" ", text), collapse=True)

    def _add(self, text: str, *, collapse: bool = False) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if collapse and text[:1] == " " and paragraph and paragraph[-1][-1:] == " ":
            text = text[1:]
        if text:
            paragraph.append(text)


def _short(tag: str) -> str:
    """Return an element's name with the usual prefix of its namespace, whatever the file calls that."""
    space, _, name = tag.rpartition(" ")
    return f"{_SHORT.get(space, '')}:{name}"
