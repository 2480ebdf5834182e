"""Text that was encoded twice: UTF-8 that was taken for another encoding, and saved as UTF-8 again."""

from __future__ import annotations

import re
from typing import NamedTuple

from themescore.reading.plausibility import languages, pairs_of

# UTF-8 taken for Windows-1252, in which five bytes are no character: programs leave those as they are.
_HIGH = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_BYTES = {char: byte for byte, char in _HIGH.items()} | {chr(byte): byte for byte in range(0x80, 0x100)}
_CONTINUED = "".join(_HIGH[byte] for byte in range(0x80, 0xC0)) + "".join(map(chr, range(0x80, 0xC0)))
_AS_WESTERN = re.compile(
    f"(?:[\u00c2-\u00df][{_CONTINUED}]|[\u00e0-\u00ef][{_CONTINUED}]{{2}}|[\u00f0-\u00f4][{_CONTINUED}]{{3}})+"
)
_BEGINS = re.compile(f"[\u00c2-\u00f4][{_CONTINUED}]")
# UTF-8 taken for GBK: runs that are even in number of bytes come through, others lose a character.
_AS_CHINESE = re.compile("[\u4e00-\u9fff\ue000-\uf8ff\u20ac\u2014\u3000-\u303f\uff00-\uffef]{3,}")
# U+FFFD twice in UTF-8 taken for GBK, and what is left of memory that was never written, likewise.
_LOST = re.compile("(?:锟斤拷|锟斤|斤拷|烫烫烫|屯屯屯){1,}")
# The first two of the three bytes that a Chinese character or mark is in UTF-8, taken for GBK: two such
# characters are six bytes, of which GBK makes three.
_LEAD = "".join(
    bytes([lead, trail]).decode("gbk", "ignore")
    for lead in (0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF)
    for trail in range(0x80, 0xC0)
)
_BEGINS_CHINESE = re.compile(f"[{_LEAD}]..[{_LEAD}]|锟斤|烫烫烫|屯屯屯")
_LEAST_BYTES = 6
_LEAST_GAIN = 3.0  # by which a character has to be the likelier, as a logarithm


class Doubled(NamedTuple):
    """What of a text was encoded twice.

    Parameters
    ----------
    text : str
        The text, mended where it can be.
    mended, lost : int
        How many characters were encoded twice, and how many are what is left of others.
    """

    text: str
    mended: int
    lost: int


def look(text: str) -> Doubled:
    """Return what of a text was encoded twice, and the text without that."""
    # What is quick to look for is looked for first: nearly no text has any of it.
    is_western = not text.isascii() and _BEGINS.search(text) is not None
    is_chinese = not text.isascii() and _BEGINS_CHINESE.search(text) is not None
    if not is_western and not is_chinese:
        return Doubled(text, 0, 0)
    lost = sum(len(found[0]) for found in _LOST.finditer(text))
    count = 0
    certain = is_western and any(
        len(found[0]) > 2 and not _is_quoted(found[0]) for found in _AS_WESTERN.finditer(text)
    )

    def western(found: re.Match[str]) -> str:
        nonlocal count, lost
        once = _once(bytes(_BYTES[char] for char in found[0]), "utf-8")
        # A capital and a sign can be meant: CAFÉ». Two of them, or a character of three bytes, cannot.
        if once is None or (len(found[0]) == 2 and not _meant(found)):
            return found[0]
        if not certain and _is_quoted(found[0]):
            return found[0]
        if "\ufffd" in once:  # it was lost before: there is nothing to put right
            lost += once.count("\ufffd")
            return found[0]
        count += len(found[0])
        return once

    def chinese(found: re.Match[str]) -> str:
        nonlocal count, lost
        once = _from_gbk(found[0])
        if once is None:
            return found[0]
        if not once[1]:
            lost += len(found[0])
            return found[0]
        count += len(found[0])
        return once[0]

    mended = _AS_WESTERN.sub(western, text) if is_western else text
    mended = _AS_CHINESE.sub(chinese, mended) if is_chinese else mended
    return Doubled(mended, count, lost)


def _meant(found: re.Match[str]) -> bool:
    """Say whether one pair of characters is what a letter of a European language becomes: Ã© and not É»."""
    return found[0][0] in "\u00c2\u00c3\u00c4\u00c5\u00ce\u00cf\u00d0\u00d1" and not (
        # At the end of a word in capitals, in quotation marks: «CHÂ».
        found[0][1] in "»›”’“"
        and found.string[found.start() - 1 : found.start()].isupper()
        and not found.string[found.end() : found.end() + 1].isalpha()
    )


def _is_quoted(run: str) -> bool:
    """Say whether a run can be the end of a word and the marks after it: café’”, and café–’."""
    return len(run) == 3 and run[0].islower() and all(char in "–—‘’“”…»›" for char in run[1:])


def _once(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _from_gbk(run: str) -> tuple[str, bool] | None:
    """Return what a run of characters was before it was taken for GBK, and whether all of it is there.

    None if it is likelier as it is.
    """
    whole = True
    try:
        # In GBK as Windows has it, one byte is the euro.
        data = b"\x80".join(part.encode("gb18030") for part in run.split("\u20ac"))
        once = data.decode("utf-8")
    except UnicodeEncodeError:
        return None
    except UnicodeDecodeError as error:
        if error.start < max(_LEAST_BYTES, len(data) - 4):
            return None
        # The last byte of an odd number was dropped, or taken together with what came next.
        once, whole = data[: error.start].decode("utf-8"), False
    chinese = languages()["zh-hans"]
    before, after = chinese.score(pairs_of(run)), chinese.score(pairs_of(once))
    return (once, whole) if after - before > _LEAST_GAIN * len(run) else None
