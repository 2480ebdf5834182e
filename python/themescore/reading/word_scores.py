"""How likely a word with characters beyond ASCII is: its letters, and where its signs stand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from themescore.reading.loan_words import plain
from themescore.reading.plausibility import MARKS, NEIGHBOURS, SIGNS, Letters, elsewhere, languages

# All are natural logarithms.
_MISPLACED = -5.0
_SCRIPT = -3.0  # a word in another script than the text's
_PUNCTUATION = -2.5  # or a digit
_CONTROL = -12.0
_MARK, _SYMBOL, _RARE = -4.5, -5.5, -8.0
_BORROWED = -9.0  # a letter of a neighbouring language
_UNKNOWN = -2.0  # after a letter that the language has not
_ELSEWHERE = -4.0  # a letter of ASCII in a language of another script
_AFTER_SIGN = -0.5  # a sign after another, or a blank
_LOAN = -1.0  # an English word with its accents
_CONTRACTION = 6.0  # what follows the apostrophe is of a closed set
_STRANGE, _PLAIN = -9.0, -4.0  # the least score of a character beyond ASCII, and of another

# Not after a short name: Lluís of a Macintosh is Llu’s in Windows-1252.
_CONTRACTED = re.compile(
    r"(?:\b(?:I|it|he|we|[^\W\d_]{4,})’(?:[sdm]|re|ve|ll)|[^\W\d_]{2}n’t)\b", re.IGNORECASE
)
_HEAD, _TAIL = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
# What stands before and after an apostrophe: l’eau, people’s; and after one that begins a word: ’tis.
_HEADS = frozenset(
    [
        *["c", "d", "j", "l", "m", "n", "o", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "presqu"],
        *["aujourd", "all", "dall", "dell", "nell", "sull", "un", "quest"],
    ]
)
_TAILS = frozenset(["s", "t", "d", "m", "n", "re", "ve", "ll", "em", "er"])
_CLIPPED = frozenset(["em", "n", "s", "t", "til", "tis", "twas", "cause"])
_RARE_SIGNS = frozenset("‹›†‡‚·÷×¨´¾ªº¥")
_INVISIBLE = frozenset("\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f")
_OPENING, _CLOSING = frozenset("‚„“‘«‹¿¡"), frozenset("”»›")
_BEFORE_LETTER = _OPENING | _INVISIBLE | frozenset("…–—’©§†‡")
_AFTER_LETTER = _CLOSING | _INVISIBLE | frozenset("…–—’™®©²³¹°†‡·")
_MONEY = frozenset("£€¥¤")


@lru_cache(maxsize=4096)
def word_scores(word: str) -> dict[str, float]:
    """Return the logarithm of a word's probability, in each language that it may be of."""
    wrong = _MISPLACED * _misplaced(word) + _CONTRACTION * len(_CONTRACTED.findall(word))
    scores = {
        name: wrong + _in_language(name, word) + _SCRIPT * (not _is_latin(name)) for name in _possible(word)
    }
    known = plain(word)
    if known is not None:
        scores["en"] = wrong + _in_language("en", known) + _LOAN
    return scores


@lru_cache(maxsize=4096)
def best_score_of(word: str, *, vietnamese: bool) -> float:
    """Return the score of a word in the language in which it is likeliest, which may be Vietnamese or not."""
    return max(score for name, score in word_scores(word).items() if vietnamese or name != "vi")


def has_accents(name: str) -> bool:
    """Say whether a language has several letters beyond ASCII of its own, as English has not."""
    language = languages()[name]
    return isinstance(language, Letters) and language.accented


def is_strange(word: str) -> bool:
    """Say whether a word, or what stands for one, is such as nobody writes."""
    beyond = sum(char > "\x7f" for char in word)
    return max(word_scores(word).values()) < _STRANGE * beyond + _PLAIN * (len(word) + 1 - beyond)


def _is_latin(name: str) -> bool:
    language = languages()[name]
    return isinstance(language, Letters) and language.latin


def _possible(word: str) -> list[str]:
    beyond = {char.lower()[0] for char in word if char > "\x7f" and char.isalpha()}
    wide = any(char >= "\u3000" for char in word)
    return [
        name
        for name, language in languages().items()
        if (language.latin or language.has(beyond) if isinstance(language, Letters) else wide)
    ]


def _in_language(name: str, word: str) -> float:
    language = languages()[name]
    pairs = zip(" " + word, word + " ", strict=True)
    if isinstance(language, Letters):
        return sum(_spelled(name, before, char) for before, char in pairs)
    return sum(language.cost(pair) for pair in pairs)


@cache
def _spelled(name: str, before: str, char: str) -> float:
    """Return the score of a character after another in a language that is written in letters."""
    language = languages()[name]
    assert isinstance(language, Letters)
    if not char.isalpha():
        end = language.follows(before, " ") if before.isalpha() else _AFTER_SIGN
        return (_UNKNOWN if end is None else end) + _sign(char)
    cost = language.follows(before if before.isalpha() else " ", char)
    if cost is not None:
        return cost
    first = language.follows(" ", char)
    if first is not None:  # after a letter of another alphabet
        return first + _UNKNOWN
    if char.isascii():
        return _BORROWED if language.latin else _ELSEWHERE
    return _BORROWED if language.latin and char.lower() in NEIGHBOURS else elsewhere(char)


def _sign(char: str) -> float:
    if char == " ":
        return 0.0
    if char.isascii():
        return _CONTROL if char < " " or char == "\x7f" else _PUNCTUATION
    if char in MARKS:
        return _MARK
    if char in SIGNS:
        return _RARE if char in _RARE_SIGNS else _SYMBOL
    return elsewhere(char)


def _misplaced(word: str) -> int:
    """Return how many characters beyond ASCII stand where none of their kind does."""
    padded = f" {word} "
    small = any(char.islower() for char in word)
    wrong = 0
    for at in range(1, len(padded) - 1):
        before, char, after = padded[at - 1], padded[at], padded[at + 1]
        if small and char.isupper() and before.isalpha() and not (char + before).isascii():
            wrong += 1
        if char.isascii():
            continue
        if not char.isalpha():
            wrong += _is_misplaced_sign(padded, at)
            continue
        wrong += before.isdigit() or after.isdigit()
        if not unicodedata.name(char, "").startswith("LATIN"):
            wrong += (before.isascii() and before.isalpha()) + (after.isascii() and after.isalpha())
    return wrong


def _is_misplaced_sign(padded: str, at: int) -> bool:
    before, char, after = padded[at - 1], padded[at], padded[at + 1]
    between = before.isalpha() and after.isalpha()
    if between and max(before, after) >= "\u2e80":
        return False  # Chinese has no blanks
    if char == "’":
        return _is_misplaced_apostrophe(padded, at)
    if char in "–—":
        # Between words without blanks; a single letter is none.
        one = 1 in (len(_head(padded, at)), len(_tail(padded, at)))
        return one if between else before == " " and after.isalpha()
    if char in _OPENING:
        return before.isalnum() or after == " "
    if char in _CLOSING:
        return after.isalnum() or before == " "
    if char in _MONEY:
        return not (before.isdigit() or after.isdigit())
    if char == "°":
        return before.isalpha() and before not in "nN"
    if char in "ªº":
        return before.isalpha()
    if char == "·":
        return between and (before + after).lower() != "ll"
    return (before.isalpha() and char not in _AFTER_LETTER) or (
        after.isalpha() and char not in _BEFORE_LETTER
    )


def _is_misplaced_apostrophe(padded: str, at: int) -> bool:
    before, after = padded[at - 1], padded[at + 1]
    if not after.isalpha():
        return False
    tail = _tail(padded, at).lower()
    if before == " ":
        return tail not in _CLIPPED
    return before.isalpha() and tail not in _TAILS and _head(padded, at).lower() not in _HEADS


def _head(padded: str, at: int) -> str:
    found = _HEAD.search(padded[:at])
    return found[0] if found else ""


def _tail(padded: str, at: int) -> str:
    found = _TAIL.match(padded, at + 1)
    return found[0] if found else ""
