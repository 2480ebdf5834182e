"""Strings from outside as HTML: escaped, each with a direction and a language of its own."""

from __future__ import annotations

import html
import re

_LONGEST = 200
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


def name(value: object, longest: int = _LONGEST) -> str:
    """Return an id, a theme, a value: on one line, cut if it is very long."""
    text = str(value)
    line = " ".join(text[: longest + 1].split())
    shown = line if len(text) <= longest else line[:longest] + "…"
    return f"<bdi{language(shown)}>{escaped(shown)}</bdi>"


def language(text: str) -> str:
    """Return the attribute ``lang`` for text whose script says what it is, as fonts are chosen by it."""
    han = len(_HAN.findall(text))
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    # A word in Latin letters weighs like two characters, about what it takes in Chinese.
    if han + kana + hangul <= 2 * len(_LATIN.findall(text)):
        return ""
    return ' lang="ko"' if hangul > han else ' lang="ja"' if kana else ' lang="zh"'
