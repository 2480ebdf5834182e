"""Which encoding a text in Latin letters is in that has few characters beyond ASCII: told word by word.

That is English with a foreign name, a curly quotation mark or a dash, above all. Its ASCII letters say in
which language it is, and so which encodings are usual; the rest is said by the words that hold other
characters. A name may be of any language whatever the encoding, so that each word is weighed by itself, in
the language in which it is likeliest.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from typing import NamedTuple

from themescore.reading.detected import Detected
from themescore.reading.plausibility import WESTERN, letters_of_ascii
from themescore.reading.word_scores import best_score_of, has_accents, is_strange, word_scores

_FEWEST_LETTERS = 6  # of ASCII, for each byte beyond it
_LONGEST_RUN = 3  # bytes beyond ASCII that follow each other: words in other scripts have more
_MOST_CONTROLS = 0.01  # of the bytes: there are none in a text
_MOST_WORDS = 60
_LONGEST_WORD = 80  # bytes
_ASCII_SAMPLE = 4_000
_BASES = 6  # languages that are tried for the text as a whole

_TEMPER = 2.0  # letters of a word are not independent of each other
_TEMPER_ASCII = 3.0
_SWITCH = -3.0  # a word of another language than the text's
_UNUSUAL = -5.0  # a text in an encoding that is not usual in its language

_CERTAIN = 0.99
_RIVALS = 7
_AHEAD = 1.0  # by how much the words must speak for the likeliest, in which it differs from another
_AHEAD_OF_OLD = 3.0  # the same, if the other is of DOS or the old Macintosh, which the prior rules out else
_AHEAD_IF_OLD = 15.0  # the same, if it is itself
_AGAINST, _SHARE_AGAINST = 2.0, 0.2  # how much single words may speak against it: of what others say for it
_STRANGE = 0.2  # share of words
_OLD = ("mac_roman", "cp850", "cp437")

_ESCAPE = re.compile(rb'\\[nrtbf"/]')
_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_LETTER = re.compile(rb"[A-Za-z]")
# What parts words; none is the second byte of a character.
_PARTING = bytes.maketrans(b'"(),;:<>=&!?#*+' + bytes(range(32)), b" " * 47)
_CENTRAL = ("cs", "pl", "hu", "ro", "sk", "sl", "hr")
_BALTIC = ("lt", "lv", "et")


class _Encoding(NamedTuple):
    prior: float
    """The logarithm of how usual it is, beside Windows-1252 for English."""
    languages: tuple[str, ...] = ()
    """That are usually written in it and in Latin letters."""


# The likeliest first: where several give the same text, it is the one that is named.
_ENCODINGS = {
    "cp1252": _Encoding(0.0, WESTERN),
    "cp1250": _Encoding(-0.5, _CENTRAL),
    "cp1254": _Encoding(-0.5, ("tr",)),
    "cp1257": _Encoding(-0.5, _BALTIC),
    "cp1258": _Encoding(-0.5, ("vi",)),
    "iso8859_2": _Encoding(-1.5, _CENTRAL),
    "iso8859_15": _Encoding(-4.0, WESTERN),
    "iso8859_9": _Encoding(-2.0, ("tr",)),
    "iso8859_13": _Encoding(-2.5, _BALTIC),
    "mac_roman": _Encoding(-5.0, WESTERN),
    "cp850": _Encoding(-6.0, WESTERN),
    "cp437": _Encoding(-6.0, WESTERN),
    "cp1251": _Encoding(-0.5),
    "cp1253": _Encoding(-0.5),
    "cp1255": _Encoding(-1.0),
    "cp1256": _Encoding(-1.0),
    "iso8859_7": _Encoding(-2.0),
    "iso8859_5": _Encoding(-3.0),
    "koi8_r": _Encoding(-2.0),
    "cp874": _Encoding(-1.0),
    "gb18030": _Encoding(0.0),
    "big5": _Encoding(-0.5),
    "shift_jis": _Encoding(-0.5),
    "euc_jp": _Encoding(-1.0),
    "euc_kr": _Encoding(-0.5),
}


class _Reading(NamedTuple):
    name: str
    """The first encoding that gives it."""
    words: tuple[str, ...]
    score: float
    base: str
    """The language that the text is in for the most part."""


def is_sparse(start: bytes) -> bool:
    """Say whether a text in Latin letters has few characters beyond ASCII, most of them alone."""
    runs = [len(run) for run in _RUN.findall(start)]
    beyond = sum(runs)
    if len(_CONTROL.findall(start)) > _MOST_CONTROLS * len(start):
        return False
    letters = len(_LETTER.findall(start))
    # In UTF-16 kana are digits and letters, and every second byte is a digit.
    few = beyond * _FEWEST_LETTERS <= letters and letters * 1.5 >= len(start) - start.count(b" ")
    return few and sum(run for run in runs if run <= _LONGEST_RUN) >= 0.8 * beyond


def weigh_words(start: bytes) -> tuple[Detected, bool]:
    """Return the likeliest encoding of a text with few characters beyond ASCII.

    Said is also whether its language has such letters of its own, so that whole lines tell more than English
    ones would.
    """
    readings = _readings(start)
    if not readings:
        return Detected(None, 0.0, ()), False
    first, *others = readings
    confidence = 1 / sum(math.exp(max(-700.0, other.score - first.score)) for other in readings)
    fits = _fits(first.words) and all(_is_ahead(first, other) for other in others[:_RIVALS])
    named = tuple(reading.name for reading in readings[:4])
    certain = fits and confidence >= _CERTAIN
    found = Detected(first.name if certain else None, confidence if fits else 0.0, named)
    return found, has_accents(first.base)


def _readings(start: bytes) -> list[_Reading]:
    """Return what the text may be, the likeliest first."""
    words = _words(start)
    ascii_ = {name: score / _TEMPER_ASCII for name, score in letters_of_ascii(start[:_ASCII_SAMPLE]).items()}
    bases = sorted(ascii_, key=ascii_.__getitem__, reverse=True)[:_BASES]
    found: dict[tuple[str, ...], _Reading] = {}
    for name, encoding in _ENCODINGS.items():
        decoded = _decoded(words, start, name)
        if decoded is None:
            continue
        score, base = max(
            (
                ascii_[base]
                + encoding.prior
                + _UNUSUAL * (base not in encoding.languages)
                + sum(_in_text(word, base, name) for word in decoded) / _TEMPER,
                base,
            )
            for base in bases
        )
        same = found.get(decoded)
        found[decoded] = _Reading(same.name if same else name, decoded, score, base)
        if same and same.score > score:
            found[decoded] = same
    return sorted(found.values(), key=lambda reading: -reading.score)


def _words(start: bytes) -> list[bytes]:
    """Return different words with bytes beyond ASCII, from all of the text."""
    # In JSON a word may follow the letter of an escape.
    parted = _ESCAPE.sub(b" ", start).translate(_PARTING).split()
    words = list(dict.fromkeys(_cut(word) for word in parted if not word.isascii()))
    return words[:: -(-len(words) // _MOST_WORDS)] if words else []


def _cut(word: bytes) -> bytes:
    """Return the part of a long word about its first byte beyond ASCII: the rest is no word."""
    if len(word) <= _LONGEST_WORD:
        return word
    found = _RUN.search(word)
    at = max(0, found.start() - _LONGEST_WORD // 2) if found else 0
    return word[at : at + _LONGEST_WORD]


def _decoded(words: list[bytes], start: bytes, name: str) -> tuple[str, ...] | None:
    try:
        codecs.getincrementaldecoder(name)().decode(start)
        decoded = tuple(word.decode(name) for word in words)
    except UnicodeError:
        return None
    if name == "cp1258":
        return tuple(unicodedata.normalize("NFC", word) for word in decoded)
    return decoded


def _in_text(word: str, base: str, encoding: str) -> float:
    """Return the score of a word in a text in some language, of which it need not be."""
    switched = _alone(word, encoding) + _SWITCH
    return max(word_scores(word).get(base, switched), switched)


def _alone(word: str, encoding: str) -> float:
    """Return the score of a word in the language in which it is likeliest."""
    # Vietnamese has most accents of all, and no other encoding has its letters.
    return best_score_of(word, vietnamese=encoding == "cp1258")


def _apart(word: str, reading: _Reading) -> float:
    """Return the score of a word by which readings are compared word by word.

    In a text in English nearly every word with an accent is foreign, in whatever language it is.
    """
    if has_accents(reading.base):
        return _in_text(word, reading.base, reading.name)
    return _alone(word, reading.name)


def _is_ahead(first: _Reading, other: _Reading) -> bool:
    """Say whether a reading is the likelier one by its words as well, and not by what is usual alone."""
    ahead = [
        _apart(word, first) - _apart(instead, other)
        for word, instead in zip(first.words, other.words, strict=True)
        if word != instead
    ]
    least = _AHEAD_IF_OLD if first.name in _OLD else _AHEAD_OF_OLD if other.name in _OLD else _AHEAD
    support = sum(score for score in ahead if score > 0)
    against = support - sum(ahead)
    return support - against >= least and against <= _AGAINST + _SHARE_AGAINST * support


def _fits(words: tuple[str, ...]) -> bool:
    """Say whether hardly a word is one that nobody writes."""
    return sum(map(is_strange, words)) <= _STRANGE * len(words)
