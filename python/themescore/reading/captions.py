"""Captions of videos, .srt and .vtt: what is said, line by line, without numbers, times and marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from themescore.errors import ReadError
from themescore.reading.record import Place, Record, Source

_TIMES = re.compile(
    r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s.*)?"
)
_TAG = re.compile(
    r"</?(?:[ibuscv]|font|ruby|rt|lang)(?:[ .][^<>\n]*)?>|<(?:\d+:)?\d{2}:\d{2}\.\d{3}>|\{\\[^{}\n]*\}", re.I
)
_STAMP = re.compile(r"<(?:\d+:)?\d{2}:\d{2}\.\d{3}>")
_LINE_END = re.compile("\r\n|\r|\n")


def read_captions(source: Source) -> Iterator[Record]:
    """Yield the one document of a file of captions."""
    with source.opened() as file:
        data = file.read()
    content, replaced = source.decoded(data)
    lines = _LINE_END.split(content)
    text, timed = _text(lines)
    if not timed:
        reason = "holds no line with times such as 00:00:01,000 --> 00:00:02,000: is it a .txt?"
        raise ReadError(reason, path=source.path, kind="malformed")
    if not text:
        raise ReadError("holds times and no text", path=source.path, kind="empty")
    yield Record(text, Place(source.path), replaced=min(replaced, text.count("\ufffd")))


def _text(lines: list[str]) -> tuple[str, bool]:
    """Return what is said, and whether there are captions at all."""
    # Captions made by machine roll up: a line is shown again while the next one comes, word by word.
    rolling = any(_STAMP.search(line) for line in lines)
    webvtt = lines[0].startswith("WEBVTT")
    kept: list[str] = []
    timed = inside = False
    before = ""
    for line in lines:
        if _TIMES.fullmatch(line):
            if inside and kept and before.strip().isdecimal():
                kept.pop()  # its number, with no empty line before it
            timed = inside = True
        elif not line.strip():
            inside = False
        elif inside:
            said = _TAG.sub("", line).strip()
            if webvtt:
                said = html.unescape(said)
            if said and not (rolling and kept and kept[-1] == said):
                kept.append(said)
        before = line
    return "".join(f"{line}\n" for line in kept), timed
