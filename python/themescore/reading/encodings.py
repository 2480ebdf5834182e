"""Which encoding a file is in that says none and is not UTF-8: found out, or left open."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from themescore.errors import ReadError
from themescore.files import codec, decode_part
from themescore.reading.detected import Detected
from themescore.reading.foreign_words import is_sparse, weigh_words
from themescore.reading.plausibility import (
    WESTERN,
    best_score,
    evidence_of_ascii,
    languages,
    likely,
    misplaced,
    pairs_of,
    possible,
    without_ascii,
)

_SAMPLE = 2_000  # bytes that are weighed
START = 1 << 16  # bytes of a file that are looked at for them
_CERTAIN = 0.99
_LEAST = 10  # bytes
_LEAST_SELDOM = 20  # characters beyond ASCII
_DAMAGED = 0.8  # of the bytes beyond ASCII: where so many are UTF-8, the others are damaged
_TEMPER = 3.0  # letters are not independent of each other, so that a score is surer than it has a right to be
_NAMED = 4
_FEW = 0.1  # of the characters
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND = re.compile(rb"[\x80-\xff]+")
_ESCAPE = re.compile(r'\\[nrtbf"/]')
_ISO_2022_JP = re.compile(rb"\x1b\$[@B][\x21-\x7e]+\x1b\([BJ]")

_CENTRAL = ("cs", "pl", "hu", "ro", "sk", "sl", "hr")
_RUSSIAN = ("ru", "uk", "bg", "mk")
_CHINESE = ("zh-hans", "zh-hant")


class _Candidate(NamedTuple):
    names: tuple[str, ...]
    """Of the same characters as far as they go: the first that fits is it."""
    languages: tuple[str, ...]
    """That are written in it; none if all can be."""
    prior: float = 0.0


# The likeliest first: where several give the same text, it is the one that is named.
_CANDIDATES = (
    _Candidate(("gb18030",), _CHINESE),
    _Candidate(("big5", "cp950", "big5hkscs"), ("zh-hant",), -0.5),
    _Candidate(("cp1252",), WESTERN),
    _Candidate(("shift_jis", "cp932"), ("ja",), -0.5),
    _Candidate(("cp1251",), _RUSSIAN, -0.5),
    _Candidate(("cp1250",), _CENTRAL, -1.0),
    _Candidate(("cp1253",), ("el",), -1.0),
    _Candidate(("cp1254",), ("tr",), -1.0),
    _Candidate(("cp1255",), ("he",), -1.0),
    _Candidate(("cp1256",), ("ar", "fa", "ur"), -1.0),
    _Candidate(("cp1257",), ("lt", "lv", "et"), -1.0),
    _Candidate(("cp1258",), ("vi",), -1.0),
    _Candidate(("euc_jp",), ("ja",), -1.0),
    _Candidate(("euc_kr", "cp949"), ("ko",), -1.0),
    _Candidate(("koi8_r",), _RUSSIAN, -1.5),
    _Candidate(("koi8_u",), ("uk",), -1.5),
    _Candidate(("iso8859_2",), _CENTRAL, -1.5),
    _Candidate(("iso8859_15",), WESTERN, -2.0),
    _Candidate(("iso8859_5",), _RUSSIAN, -2.0),
    _Candidate(("iso8859_6",), ("ar",), -2.0),
    _Candidate(("iso8859_7",), ("el",), -1.5),
    _Candidate(("iso8859_8",), ("he",), -2.0),
    _Candidate(("iso8859_9",), ("tr",), -1.5),
    _Candidate(("iso8859_13",), ("lt", "lv", "et"), -2.0),
    _Candidate(("cp874",), ("th",), -1.5),
    _Candidate(("mac_roman",), WESTERN, -6.0),
    _Candidate(("cp850",), WESTERN, -7.0),
    _Candidate(("cp866",), _RUSSIAN, -8.0),
    _Candidate(("mac_cyrillic",), _RUSSIAN, -9.0),
)
_SELDOM = ("mac_roman", "mac_cyrillic", "cp850", "cp866")
_UTF16 = ("utf_16_le", "utf_16_be")


class _Reading(NamedTuple):
    language: str
    """In which the text is likeliest."""
    pairs: Counter[tuple[str, str]]
    languages: tuple[str, ...]
    """In which it could be."""


class Decoded(NamedTuple):
    """A file as text.

    Parameters
    ----------
    text : str
        The text, without a byte-order mark.
    replaced : int
        How many characters were replaced by U+FFFD.
    encoding : str
        What it was in.
    confidence : float or None
        How sure that is; None where it was no guess.
    """

    text: str
    replaced: int
    encoding: str
    confidence: float | None = None


def decode(data: bytes, path: Path, encoding: str | None, *, replace: bool) -> Decoded:
    """Return a file as text, in the encoding that it is said to be in or, if none is, that is found out.

    Raises
    ------
    ReadError
        Where bytes are no text in the encoding, or none is certain.
    """
    name, skipped = codec(data[:4], encoding)
    found = None if encoding is not None or skipped else detect(data)
    if found is None:
        text, replaced = decode_part(data[skipped:], name, path, line=1, offset=skipped, replace=replace)
        return Decoded(text, replaced, name)
    if found.encoding is not None:
        text, replaced = decode_part(data, found.encoding, path, line=1, offset=0, replace=replace)
        return Decoded(text, replaced, codecs.lookup(found.encoding).name, found.confidence)
    if found.candidates and set(found.candidates) <= set(_UTF16):
        reason = (
            "every second byte is a control character, as in UTF-16: give "
            f'encoding="{codecs.lookup(found.candidates[0]).name}", or "utf-8" if not'
        )
        raise ReadError(reason, path=path, kind="encoding")
    try:
        return Decoded(*decode_part(data, "utf-8", path, line=1, offset=0, replace=replace), "utf-8")
    except ReadError as error:
        raise _uncertain(error, found) from None


def _uncertain(error: ReadError, found: Detected) -> ReadError:
    """Return the error of a file that is not UTF-8 with the encodings that it could be in."""
    if not found.candidates:
        return error
    names = " or ".join(f'"{codecs.lookup(name).name}"' for name in found.candidates)
    where, _, _ = error.reason.partition(": give encoding=")
    reason = (
        f"{where}, and what else it is in cannot be told for sure: give encoding=, perhaps {names}; or "
        'errors="replace" to put U+FFFD where it cannot be read'
    )
    return ReadError(reason, path=error.path, line=error.line, kind="encoding")


def detect(data: bytes) -> Detected | None:
    """Return the encoding of a file without a byte-order mark; None where there is nothing to find out.

    That is so for UTF-8, and for what is UTF-8 but for a few bytes: those are damaged.
    """
    start = data[:START]
    if _ISO_2022_JP.search(start) and start.isascii():
        return Detected("iso2022_jp", 1.0, ("iso2022_jp",))
    if len(data) % 2 == 0 and _has_controls(start):
        found = _weigh(start[:_SAMPLE], [_Candidate((name,), ()) for name in _UTF16])
        if found.candidates:
            return found
    if _is_utf8(start, whole=len(start) == len(data)):
        # The rest may still be something else, and is damaged UTF-8 then.
        return None
    beyond = sum(len(run) for run in _BEYOND.findall(start))
    if sum(len(run) for run in _MULTIBYTE.findall(start)) > _DAMAGED * beyond:
        return None
    sparse: Detected | None = None
    if len(start) >= _LEAST and is_sparse(start):
        sparse, has_accents = weigh_words(start)
        if sparse.encoding is not None or not has_accents:
            return sparse
    candidates = [*_CANDIDATES]
    if len(data) % 2 == 0:
        candidates += [_Candidate((name,), (), -3.0) for name in _UTF16]
    whole = _weigh(start, candidates)
    if sparse is not None and whole.encoding not in sparse.candidates[:1]:
        return sparse
    return whole


def _is_utf8(start: bytes, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _has_controls(start: bytes) -> bool:
    """Say whether one byte of every two is a control character more often than in any text.

    A tab is one where there is a NUL as well: letters of India have it in UTF-16, and blanks have the NUL.
    """
    controls = bytes([*range(9), *range(14, 32)])
    for half in (start[::2], start[1::2]):
        there = len(half) - len(half.translate(None, controls + b"\t" * (b"\0" in half)))
        if there > 0.2 * len(half):
            return True
    return False


def _weigh(start: bytes, candidates: list[_Candidate]) -> Detected:
    """Return the likeliest of some encodings, with its share of the whole."""
    scores: dict[str, float] = {}  # by text: encodings that give the same are one
    names: dict[str, list[str]] = {}
    best: dict[str, _Reading] = {}
    lines, first = _sample(start), start[:_SAMPLE]
    evidence = evidence_of_ascii(lines)
    for candidate in candidates:
        wide = not candidate.languages
        for name in candidate.names:
            # Lines of UTF-16 do not end where a byte is that of a line end.
            text = _decoded(first if wide else lines, name)
            if text is not None:
                break
        else:
            continue
        composed = unicodedata.normalize("NFC", text) if name == "cp1258" else text
        # In JSON a word may follow the letter of an escape.
        composed = _ESCAPE.sub(" ", composed)
        pairs = pairs_of(composed)
        plain, beyond = without_ascii(pairs)
        wrong = plain + misplaced(composed)
        scale = len(lines) / len(first) if wide and len(candidates) > len(_UTF16) else 1.0
        for language in candidate.languages or likely(text):
            if not possible(language, text):
                continue
            score = scale * (languages()[language].score(beyond) + wrong) + candidate.prior
            score += 0.0 if wide else evidence[language]
            if text not in scores or score > scores[text]:
                scores[text], best[text] = score, _Reading(language, pairs, candidate.languages)
        if name not in names.setdefault(text, []):
            names[text].append(name)
    if not scores:
        return Detected(None, 0.0, ())
    order = sorted(scores, key=lambda text: -scores[text])
    highest = scores[order[0]]
    confidence = 1 / sum(math.exp(max(-700.0, (scores[text] - highest) / _TEMPER)) for text in order)
    named = tuple(names[text][0] for text in order[:_NAMED])
    winner = best[order[0]]
    fits = languages()[winner.language].fits(winner.pairs) or (
        named[0] in _UTF16 and _is_mostly_ascii(order[0])
    )
    fits = fits and not _is_unlikely(order[0], named[0])
    fits = fits and all(_differs_well(winner, best[text]) for text in order[1:_NAMED])
    certain = fits and confidence >= _CERTAIN and len(start) >= _LEAST
    return Detected(named[0] if certain else None, confidence if fits else 0.0, named)


def _differs_well(winner: _Reading, other: _Reading) -> bool:
    """Say whether a reading is the likelier one also by those characters alone in which it differs.

    Two encodings have most accents in common; how well these fit a language says nothing of the others.
    """
    if not winner.languages or not other.languages:
        return True
    ahead = best_score(winner.pairs - other.pairs, winner.languages)
    return ahead >= best_score(other.pairs - winner.pairs, other.languages)


def _is_unlikely(text: str, name: str) -> bool:
    """Say whether a text looks like no text, or like too little of one for an encoding that is seldom met."""
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    beyond = [char.isalpha() for char in text if char > "\x7f"]
    few = len(beyond) < _LEAST_SELDOM or sum(beyond) < 0.8 * len(beyond)
    return controls > 0.01 * len(text) or (name in _SELDOM and few)


def _is_mostly_ascii(text: str) -> bool:
    """Say whether a text is ASCII but for a few characters, which no other bytes are in UTF-16."""
    return sum(char > "\x7f" for char in text) < _FEW * len(text)


def _decoded(sample: bytes, name: str) -> str | None:
    """Return a part of a file as text, without a character that its end cuts; None if it is none."""
    try:
        return codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeError:
        return None


def _sample(start: bytes) -> bytes:
    """Return the lines that are not ASCII, so that a few accents in a long text are seen."""
    # No encoding of the list but UTF-16 has the byte of a line end within a character.
    lines, size = [], 0
    for line in _lines(start):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(lines)[: 2 * _SAMPLE]


def _lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\r\n]*[\r\n]|[^\r\n]+", data)
