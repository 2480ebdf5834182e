"""Strings from outside as HTML: escaped, and what language they are in."""

from __future__ import annotations

import html
import re
import unicodedata

# No character that HTML forbids: they would be dropped, or make the page ill-formed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_HAN, _KANA, _HANGUL = (
    re.compile(pattern)
    for pattern in ("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", "[\u3040-\u30ff]", "[\uac00-\ud7af]")
)
_LATIN = re.compile("[A-Za-z]+")


def escaped(text: str) -> str:
    """Return text that is safe between tags and in a quoted attribute."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def bare(text: str) -> str:
    """Return text for where there is no markup to keep its direction to itself: without what sets one."""
    return escaped("".join(char for char in text if unicodedata.category(char) != "Cf"))


def shortened(text: str, longest: int) -> str:
    """Return text on one line, with an ellipsis if it is longer than that."""
    line = " ".join(text[: longest + 1].split())
    return line if len(text) <= longest else line[:longest] + "…"


def script_language(text: str) -> str:
    """Return the code of the language that the script speaks for, as fonts are chosen by it; or nothing.

    Of what is in Latin letters English is assumed.
    """
    latin = len(_LATIN.findall(text))
    if text.isascii():
        return "en" if latin else ""
    han, kana, hangul = (len(pattern.findall(text)) for pattern in (_HAN, _KANA, _HANGUL))
    # A word in Latin letters weighs like two characters, about what it takes in Chinese.
    if han + kana + hangul <= 2 * latin:
        return "en" if latin else ""
    return "ko" if hangul > han else "ja" if kana else "zh"
