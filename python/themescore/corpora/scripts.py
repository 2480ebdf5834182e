"""Which scripts a text is written in, and which language where its script says so."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

# The first word of a letter's Unicode name is its script, but for these.
_NAMED_OTHERWISE = {
    "CJK": "Han",
    "HENTAIGANA": "Hiragana",
    "IDEOGRAPHIC": "Han",
    "KATAKANA-HIRAGANA": "Katakana",
    "MASU": "Katakana",
    "MODIFIER": "",
    "ROMAN": "Latin",
    "TURNED": "Latin",
}
_FIRST_OF_TWO = ("OLD", "NEW", "TAI", "SORA", "PAU", "WARANG")  # as in OLD PERSIAN

# Scripts that, today, are used for one language alone.
_LANGUAGE = {
    "Armenian": "Armenian",
    "Georgian": "Georgian",
    "Greek": "Greek",
    "Hangul": "Korean",
    "Hiragana": "Japanese",
    "Katakana": "Japanese",
    "Khmer": "Khmer",
    "Lao": "Lao",
    "Sinhala": "Sinhala",
    "Thai": "Thai",
}
_KANA = ("Hiragana", "Katakana")
# Of Han and kana together. Japanese prose has some half of kana; Chinese that quotes a name, next to none.
_JAPANESE_FROM, _CHINESE_TO = 0.2, 0.05


def scripts_of(text: str) -> Counter[str]:
    """Return how many letters of each script a text has; digits, marks and punctuation are of none."""
    found: Counter[str] = Counter()
    for char, number in Counter(text).items():
        script = script_of(char)
        if script:
            found[script] += number
    return found


@cache  # a million characters at most, and every text has the same few
def script_of(char: str) -> str:
    """Return the script of a letter: ``Latin``, ``Han``, ``Cyrillic``; nothing for what is no letter.

    Full-width, mathematical and other letters with a plain counterpart are of its script.
    """
    if not unicodedata.category(char).startswith("L"):
        return ""
    plain = unicodedata.normalize("NFKC", char)[0]
    # Some letters come apart into a mark and a letter.
    first, *rest = unicodedata.name(plain if plain.isalpha() else char, "").split(" ")
    if first in _FIRST_OF_TWO and rest:
        return f"{first} {rest[0]}".title()
    return _NAMED_OTHERWISE.get(first, first.title())


def main_script(letters: Mapping[str, int]) -> str:
    """Return the script of most letters; nothing where there are none."""
    return max(letters, key=lambda script: (letters[script], script), default="")


def language_of(letters: Mapping[str, int]) -> str:
    """Return the language that the script of most letters is for; nothing where it is for several.

    Han is Chinese without kana and Japanese with it. Latin, Cyrillic and Arabic letters say nothing.
    """
    script = main_script(letters)
    kana = sum(letters.get(name, 0) for name in _KANA)
    if script in ("Han", *_KANA):
        share = kana / (kana + letters.get("Han", 0))
        return "Japanese" if share >= _JAPANESE_FROM else "Chinese" if share <= _CHINESE_TO else ""
    return _LANGUAGE.get(script, "")


def shares(letters: Mapping[str, int]) -> dict[str, float]:
    """Return the share of each script in the letters, the largest first."""
    total = sum(letters.values())
    return {script: letters[script] / total for script in by_size(letters)}


def by_size(letters: Mapping[str, int]) -> list[str]:
    """Return the scripts, that of most letters first."""
    return sorted(letters, key=lambda script: (-letters[script], script))


def together(several: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Return the letters of several texts together."""
    total: Counter[str] = Counter()
    for letters in several:
        total.update(letters)
    return total
