"""Traces that a wrong encoding leaves in a text."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"


def _continuation() -> str:
    """Return what bytes 80 to BF look like when they are read as Latin-1 or as Windows-1252."""
    chars = {chr(byte) for byte in range(0x80, 0xC0)}
    chars |= set(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore"))
    return "".join(re.escape(char) for char in sorted(chars))


# UTF-8 that was read as Latin-1 or Windows-1252: the first byte of a character, then the others. Â, Ã and â
# seldom stand before such a character in any language; of the other first bytes two characters side by side
# are asked for. Then U+FFFD as UTF-8 read as GBK, what memory that was never written to looks like in GBK,
# and the control characters that quotation marks of Windows-1252 are in Latin-1.
_NEXT = f"[{_continuation()}]"
_MOJIBAKE = re.compile(
    f"[ÂÃ]{_NEXT}|â[€„†‚\x80-\x84]{_NEXT}|(?:[Ð-ß]{_NEXT}){{2}}|(?:[à-ï]{_NEXT}{{2}}){{2}}|ï»¿"
    "|锟斤拷|烫烫烫|屯屯屯|[\x80-\x84\x86-\x9f]"
)
_SHOWN = 12


def mojibake(text: str) -> str | None:
    """Return the first place of a text that looks like another encoding, None if there is none."""
    if text.isascii():
        return None
    found = _MOJIBAKE.search(text)
    return None if found is None else text[found.start() : found.start() + _SHOWN].split("\n")[0]
