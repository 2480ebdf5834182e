"""RTF: the text of the page in the code pages that the file names, without what was deleted or is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from themescore.errors import ReadError
from themescore.reading.properties import tidy
from themescore.reading.record import Place, Record, Source
from themescore.reading.rtf_words import CHARACTERS, CODE_PAGES, LEFT_OUT, SYSTEMS

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SEVERAL_BYTES = ("cp932", "cp936", "cp949", "cp950")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# By column: the group of \info that says it.
_PROPERTIES = {"title": b"title", "author": b"author", "created": b"creatim", "description": b"doccomm"}
_TWICE = b"{\\upr"  # without and with Unicode
_MOST_PROPERTIES = 2**20  # bytes from the start of the file


def read_rtf(source: Source) -> Iterator[Record]:
    """Yield the one document of an .rtf."""
    with source.opened() as file:
        data = file.read()
    if not data.startswith(b"{\\rtf"):
        raise ReadError("is no .rtf: it does not begin with {\\rtf", path=source.path, kind="damaged")
    page = _Page(source.replace)
    if not page.read(data):
        reason = "ends in the middle: its last brackets are missing, and text may be too; get it whole"
        raise ReadError(reason, path=source.path, kind="damaged")
    if page.bad and not source.replace:
        reason = f'{page.bad}: save it anew, or give errors="replace" to put U+FFFD where it cannot be read'
        raise ReadError(reason, path=source.path, kind="encoding")
    text = page.text()
    if not text.strip():
        reason = "holds no text: its sentences may be pictures"
        raise ReadError(reason, path=source.path, kind="empty")
    metadata = tidy(_properties(data[:_MOST_PROPERTIES])) if source.properties else {}
    yield Record(text, Place(source.path), metadata=metadata, replaced=page.replaced)


class _Group(NamedTuple):
    """What holds from an opening bracket to the one that closes it."""

    left_out: bool = False
    hidden: bool = False
    deleted: bool = False
    note: bool = False
    fonts: bool = False
    font: int = -1
    fallback: int = 1  # how many characters after \u stand for it in programs without Unicode


class _Page:
    """The text of an RTF, in one pass without recursion."""

    def __init__(self, replace: bool) -> None:
        self._replace = replace
        self._now = _Group()
        self._outer: list[_Group] = []
        self._body: list[str] = []
        self._notes: list[str] = []
        self._bytes = bytearray()  # of characters that are not finished
        self._default_page = "cp1252"
        self._default_font = 0
        self._pages: dict[int, str] = {}
        self._optional = False  # after \*: a destination that a reader may pass over
        self._skip = 0
        self.bad = ""
        self.replaced = 0

    def text(self) -> str:
        text = "".join([*self._body, *self._notes]).rstrip("\n")
        # Characters beyond the first 65,536 are written as two halves.
        return _PAIRS.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)

    def read(self, data: bytes) -> bool:
        """Take in a file; say whether all its brackets are closed."""
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            word, number, hexadecimal, symbol, bracket, run = match.groups()
            if run is not None:
                self._run(run)
            elif word is not None:
                value = None if number is None else int(number)
                if word == b"bin":
                    position += max(0, value or 0)
                else:
                    self._word(word.decode(), value)
            elif hexadecimal is not None:
                self._run(bytes.fromhex(hexadecimal.decode()))
            elif symbol is not None:
                self._symbol(symbol)
            elif bracket is not None:
                self._finish()
                self._optional, self._skip = False, 0
                if bracket == b"{":
                    self._outer.append(self._now)
                elif len(self._outer) > 1:
                    if self._now.note and not self._outer[-1].note:
                        self._notes.append("\n\n")
                    self._now = self._outer.pop()
                else:
                    return True
        self._finish()
        return False

    def _run(self, run: bytes) -> None:
        if self._skip:
            taken = min(self._skip, len(run))
            self._skip -= taken
            run = run[taken:]
        if not (self._now.left_out or self._now.fonts or self._now.hidden or self._now.deleted):
            self._bytes += run

    def _add(self, text: str) -> None:
        self._finish()
        now = self._now
        if not (now.left_out or now.fonts or now.hidden or now.deleted):
            (self._notes if now.note else self._body).append(text)

    def _finish(self) -> None:
        """Make text of the bytes that have come, now that no more of the same kind follow."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        page = self._pages.get(self._now.font if self._now.font >= 0 else self._default_font)
        page = page or self._default_page
        if page == "cp1252" and self._default_page in _SEVERAL_BYTES:
            page = self._default_page  # Western by name alone: such a system has none of its letters as bytes
        try:
            text = data.decode(page)
        except UnicodeDecodeError as error:
            self.bad = (
                self.bad or f"bytes {data[error.start : error.start + 2].hex(' ').upper()} not in {page}"
            )
            text = data.decode(page, "replace")
            self.replaced += text.count("\ufffd")
        (self._notes if self._now.note else self._body).append(text)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._optional = True
        elif self._skip:
            self._skip -= 1
        elif symbol in b"{}\\":
            self._run(symbol)
        elif symbol in b"\r\n":
            self._add("\n\n")
        elif symbol in b"~_":
            self._add("\xa0" if symbol == b"~" else "\u2011")

    def _word(self, word: str, value: int | None) -> None:
        if word == "u" and value is not None:
            self._add(chr(value % 0x10000))
            self._skip = self._now.fallback
        elif self._skip:
            self._skip -= 1
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        else:
            self._finish()
            self._state(word, value)
        self._optional = False

    def _state(self, word: str, value: int | None) -> None:
        now = self._now
        on = value is None or value != 0
        if word in ("shptxt", "ud"):  # a text box; text of which there is an older form before it
            self._now = now._replace(left_out=False)
        elif word == "fonttbl":
            self._now = now._replace(fonts=True)
        elif word == "footnote":
            self._now = now._replace(note=True)
        elif self._optional or word in LEFT_OUT:
            self._now = now._replace(left_out=True)
        elif word == "f" and value is not None:
            self._now = now._replace(font=value)
        elif word == "fcharset" and now.fonts:
            if value in CODE_PAGES:
                self._pages[now.font] = CODE_PAGES[value]
        elif word == "plain":
            self._now = now._replace(font=-1, hidden=False)
        elif word == "v":
            self._now = now._replace(hidden=on)
        elif word == "deleted":
            self._now = now._replace(deleted=on)
        elif word == "uc" and value is not None:
            self._now = now._replace(fallback=max(0, min(value, 100)))
        elif word == "deff" and value is not None:
            self._default_font = value
        elif word == "ansicpg" and value is not None:
            self._default_page = _known(value) or self._default_page
        elif word in SYSTEMS:
            self._default_page = SYSTEMS[word]


def _known(number: int) -> str | None:
    """Return Python's name of a code page."""
    name = {65001: "utf-8", 10000: "mac_roman", 54936: "gb18030"}.get(number, f"cp{number}")
    try:
        b" ".decode(name)
    except LookupError:
        return None
    return name


def _properties(data: bytes) -> dict[str, object]:
    """Return what a file says of itself; None of what it does not say, or not in full."""
    at = data.find(b"{\\info")
    information = _group(data, at) if at >= 0 else b""
    head = data[: data.find(b"{", 1)]
    found: dict[str, object] = dict.fromkeys(_PROPERTIES)
    for column, word in _PROPERTIES.items():
        place = re.search(rb"\{\\" + word + rb"(?![a-z])", information)
        if place is None:
            continue
        twice = information.endswith(_TWICE, 0, place.start())
        group = _group(information, place.start() - (len(_TWICE) if twice else 0))
        if column == "created":
            parts = [re.search(rb"\\" + part + rb"([0-9]{1,4})", group) for part in (b"yr", b"mo", b"dy")]
            # A day that nobody set is written as 0.
            numbers = [int(part[1]) if part else 0 for part in parts]
            found[column] = "{:04}-{:02}-{:02}".format(*numbers) if all(numbers) else None
        else:
            page = _Page(replace=True)
            page.read(head + group.replace(b"\\" + word, b"") + b"}")
            found[column] = page.text()
    return found


def _group(data: bytes, start: int) -> bytes:
    """Return what stands from an opening bracket to the one that closes it; nothing if none does."""
    depth, position = 0, start
    while match := _TOKEN.match(data, position):
        position = match.end()
        depth += {b"{": 1, b"}": -1}.get(match[5], 0)
        if depth == 0:
            return data[start:position]
    return b""
