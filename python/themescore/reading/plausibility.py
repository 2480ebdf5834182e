"""How likely a text is in a language: what encodings are told apart by.

The bytes of a file are a text in many encodings. Which of these texts somebody has written is told by how
often letters follow each other, and Chinese characters and Hangul occur (`letters.json`, made by
scripts/letter_statistics.py). A score is the logarithm of a probability of the whole text, so that scores of
texts of different lengths, made of the same bytes, can be compared.
"""

from __future__ import annotations

import json
import unicodedata
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

# A character of ASCII is as likely in every language: how much English a Chinese text holds says nothing of
# its encoding. What it says of the language is bounded (`evidence_of_ascii`).
_ASCII = -3.2
_CONTROL = -12.0
_MARK = -4.5  # a quotation mark or dash
_SYMBOL = -5.5  # another punctuation mark or sign that is no rarity
_SELDOM = -9.0  # a letter of the alphabet after one that it does not follow in the tables
_RARE = -11.0
_NOTHING = -16.0  # unassigned, private, or a control character above ASCII: in no text
_BORROWED = -8.0  # in a language in Latin letters, a letter of a neighbour's: naïve, Zürich
_BORROWED_ENGLISH = -6.0  # in one that has none of its own
_FOREIGN = -8.0  # a letter beside one of another script, on top of what it costs by itself
_BESIDE = -1.5  # the same, of Chinese characters
_UNKNOWN = -2.0  # what follows a letter that is not of the alphabet
_MISPLACED = -5.0  # a sign between two letters, a capital after a small letter
MARKS = frozenset("“”‘’–—")
NEIGHBOURS = frozenset("éèêëàáâäãåæçíìîïñóòôöõøúùûüýœßðþ")
SIGNS = frozenset(
    "‐‑‒―′″“”‘’‚„«»‹›–—…·•§°€£©®™½¼¾²³¹\u00a0´¨±×÷†‡‰¿¡ºª№¥\u00ad\u200b\u200c\u200d\u200e\u200f،؛؟"
)
_INSIDE = frozenset("’·–—\u00ad\u200b\u200c\u200d…")
_OPENING = frozenset("‚„¿¡")  # not at the end of a word
_WIDE = frozenset(
    "，。、：；？！“”‘’（）《》〈〉「」『』【】〔〕—…·～〜　％\u3000\u200b①②③④⑤⑥⑦⑧⑨⑩○〇々ー・／－＋"
)
_MOST_EVIDENCE = 10.0
_MORE_EVIDENCE = 3.0  # for each byte beyond ASCII
WESTERN = ("en", "fr", "de", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "sq", "id", "ca")
# The least mean score of characters beyond ASCII that is believed: a little below what texts of the languages
# have; few characters differ more from the mean.
_USUAL = -5.6
_USUAL_ELSEWHERE = -4.8
_FEW = -4.0
_USUAL_WESTERN = -9.0  # which borrow: an English text may have no other letters beyond ASCII


class Language(ABC):
    """What is expected of a text in one language; `score` is what a subclass knows.

    Parameters
    ----------
    usual : float
        The least mean score of characters beyond ASCII that is believed, if there are many of them.
    """

    usual = -8.0

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], float] = {}

    def score(self, pairs: Mapping[tuple[str, str], int]) -> float:
        """Return the score of a text, given how often each character follows each."""
        return sum(self.cost(pair) * count for pair, count in pairs.items())

    def fits(self, pairs: Mapping[tuple[str, str], int]) -> bool:
        """Say whether the characters beyond ASCII are as likely as a text of the language has them."""
        beyond = [(pair, count) for pair, count in pairs.items() if pair[1] > "\x7f"]
        total = sum(count for _, count in beyond)
        return sum(self.cost(pair) * count for pair, count in beyond) > self.usual * total + _FEW

    def cost(self, pair: tuple[str, str]) -> float:
        """Return the score of one character after another."""
        cost = self._known.get(pair)
        if cost is None:
            cost = self._known[pair] = self._after(*pair)
        return cost

    @abstractmethod
    def _after(self, before: str, char: str) -> float: ...


class Letters(Language):
    """A language written in letters: how often each follows each."""

    def __init__(self, alphabet: str, table: str, codes: str, step: float, *, western: bool) -> None:
        super().__init__()
        self.latin = "e" in alphabet
        self.usual = _USUAL_WESTERN if western else _USUAL if self.latin else _USUAL_ELSEWHERE
        self.accented = sum(char > "\x7f" for char in alphabet) > 1
        size = len(alphabet)
        self._rows = {
            first: {
                second: max(_SELDOM, -step * codes.index(table[row * size + column]))
                for column, second in enumerate(alphabet)
            }
            for row, first in enumerate(alphabet)
        }

    def of_ascii(self, pairs: Mapping[tuple[str, str], int]) -> float:
        """Return the score of pairs of small letters of ASCII."""
        rows = self._rows
        return sum(rows.get(before, {}).get(char, _RARE) * count for (before, char), count in pairs.items())

    def follows(self, before: str, char: str) -> float | None:
        """Return the score of a letter, or a blank, after another; None if one is not of the alphabet."""
        row = self._rows.get(before.lower()[0])
        return None if row is None else row.get(char.lower()[0])

    def has(self, chars: Collection[str]) -> bool:
        """Say whether one of these characters is of the language's alphabet."""
        return any(char in self._rows for char in chars)

    def _after(self, before: str, char: str) -> float:
        folded, last = char.lower()[0], before.lower()[0]
        known, after_known = folded in self._rows, last in self._rows and last != " "
        misplaced = _MISPLACED * (before.islower() and char.isupper())
        if char.isascii():
            if not after_known or last.isascii():
                # What follows a letter of the alphabet costs more than it would alone: not less after others.
                unknown = _UNKNOWN * (before > "\x7f" and before.isalpha())
                return _CONTROL if _is_control(char) else _ASCII + unknown
            if char.isalpha():
                return self._rows[last][folded] + misplaced if known else _ASCII + _FOREIGN
            return self._rows[last][" "] - 1.5
        if known:
            row = self._rows[last if after_known else " "]
            return row[folded] + (misplaced if after_known else _FOREIGN * before.isalpha())
        if char in SIGNS:
            wrong = _MISPLACED * (char in _OPENING and before.isalpha())
            return (_MARK if char in MARKS else _SYMBOL) + wrong
        if self.latin and folded in NEIGHBOURS:
            return (_BORROWED if self.accented else _BORROWED_ENGLISH) + misplaced
        return elsewhere(char) + misplaced


class Characters(Language):
    """A language whose characters are weighed one by one."""

    def _after(self, before: str, char: str) -> float:
        if char.isascii():
            beside = _BESIDE * (char.isalpha() and before > "\x7f" and before.isalpha())
            return _CONTROL if _is_control(char) else _ASCII + beside
        beside = _BESIDE * (before.isascii() and before.isalpha() and char.isalpha())
        return self._alone(char) + beside

    @abstractmethod
    def _alone(self, char: str) -> float: ...


class Chinese(Characters):
    """Chinese, in one of its two writings: how often each character occurs."""

    usual = -9.0

    def __init__(self, levels: Mapping[str, str], codes: str, step: float) -> None:
        super().__init__()
        self.costs = {
            char: -step * codes.index(code) - 0.2 for code, chars in levels.items() for char in chars
        }

    def _alone(self, char: str) -> float:
        if char in self.costs:
            return self.costs[char]
        if char in "，。、":
            return -3.5
        if char in _WIDE or "\uff10" <= char <= "\uff19":
            return _SYMBOL
        if "\u3041" <= char <= "\u30ff":
            return -10.0
        if "\u4e00" <= char <= "\u9fff":
            return -13.5
        return elsewhere(char) - 1.0


class Japanese(Characters):
    """Japanese: kana, and characters that JIS X 0208 has among its common ones."""

    usual = -8.3

    def __init__(self, traditional: Chinese, simplified: Chinese) -> None:
        super().__init__()
        self._chinese = (traditional, simplified)

    def _alone(self, char: str) -> float:
        if "\u3041" <= char <= "\u3093":
            return -4.6
        if "\u30a1" <= char <= "\u30f6" or char == "ー":
            return -6.0
        if char in "、。":
            return -3.5
        if char in _WIDE or "\uff10" <= char <= "\uff19":
            return _SYMBOL
        if "\u4e00" <= char <= "\u9fff":
            try:
                common = char.encode("euc_jp") < b"\xd0"
            except UnicodeEncodeError:
                return -15.0
            shared = max(language.costs.get(char, -14.0) for language in self._chinese) - 2.0
            return max(shared, -9.6 if common else -13.0)
        if "\uff61" <= char <= "\uff9f":  # half-width kana
            return -8.5
        return elsewhere(char) - 1.0


class Korean(Characters):
    """Korean: how often each syllable occurs."""

    usual = -8.3

    def __init__(self, levels: Mapping[str, str], codes: str, step: float) -> None:
        super().__init__()
        self._costs = {
            char: -step * codes.index(code) - 0.2 for code, chars in levels.items() for char in chars
        }

    def _alone(self, char: str) -> float:
        if char in self._costs:
            return self._costs[char]
        if "\uac00" <= char <= "\ud7a3":
            return -12.0
        if "\u4e00" <= char <= "\u9fff":
            return -12.5
        return _SYMBOL if char in _WIDE or char in SIGNS else elsewhere(char) - 1.0


def _is_control(char: str) -> bool:
    return char < " " and char not in "\t\n\r\f"


def elsewhere(char: str) -> float:
    """Return what a character costs that no table has."""
    category = unicodedata.category(char)
    return _NOTHING if category in ("Cc", "Cn", "Co", "Cs") else _RARE


def pairs_of(text: str) -> Counter[tuple[str, str]]:
    """Return how often each character follows each."""
    return Counter(zip(" " + text, text, strict=False))


def without_ascii(pairs: Mapping[tuple[str, str], int]) -> tuple[float, dict[tuple[str, str], int]]:
    """Return the score of pairs of ASCII, which is the same in all languages, and the other pairs."""
    beyond = {pair: count for pair, count in pairs.items() if max(pair) > "\x7f"}
    rest = sum(pairs.values()) - sum(beyond.values())
    controls = sum(count for pair, count in pairs.items() if pair not in beyond and _is_control(pair[1]))
    return _ASCII * rest + (_CONTROL - _ASCII) * controls, beyond


def misplaced(text: str) -> float:
    """Return what signs cost that stand where no text has them, which pairs do not show.

    That is a sign between two letters, and a dash that begins a word.
    """
    wrong = sum(
        char > "\x7f" and not char.isalnum() and after.isalpha() and after < "\u2e80"  # Chinese has no blanks
        and (char not in _INSIDE and before < "\u2e80" if before.isalpha() else char in "–—")
        for before, char, after in zip(" " + text, text, text[1:], strict=False)
    )  # fmt: skip
    return _MISPLACED * wrong


def letters_of_ascii(data: bytes) -> dict[str, float]:
    """Return how likely the ASCII letters are in each language that is written in Latin letters."""
    return _of_ascii(_ascii_pairs(data))


def _of_ascii(pairs: Mapping[tuple[str, str], int]) -> dict[str, float]:
    return {
        name: language.of_ascii(pairs)
        for name, language in languages().items()
        if isinstance(language, Letters) and language.latin
    }


def _ascii_pairs(data: bytes) -> dict[tuple[str, str], int]:
    text = data.decode("ascii", "replace").lower()
    return {
        pair: count
        for pair, count in pairs_of(text).items()
        if "a" <= pair[0] <= "z" and "a" <= pair[1] <= "z"
    }


def evidence_of_ascii(data: bytes) -> dict[str, float]:
    """Return, for each language, how much less likely the ASCII letters make it than the best."""
    pairs = _ascii_pairs(data)
    scores = _of_ascii(pairs)
    best = max(scores.values())
    most = _MOST_EVIDENCE + _MORE_EVIDENCE * sum(byte > 0x7F for byte in data)
    others = dict.fromkeys(languages(), -min(most, sum(pairs.values()) / 20))
    return others | {name: max(score - best, -most) for name, score in scores.items()}


def best_score(pairs: Mapping[tuple[str, str], int], names: Iterable[str]) -> float:
    """Return the score of some pairs, each in the language in which it is likeliest."""
    among = [languages()[name] for name in names]
    return sum(max(language.cost(pair) for language in among) * count for pair, count in pairs.items())


def possible(name: str, text: str) -> bool:
    """Say whether a text has any letter of a language; one in Latin letters may have none beyond ASCII."""
    language = languages()[name]
    return not isinstance(language, Letters) or language.latin or language.has(set(text.lower()))


def likely(text: str) -> list[str]:
    """Return the languages that the characters of a text beyond ASCII may be of."""
    common = [char.lower()[0] for char, _ in Counter(text).most_common(40) if char > "\x7f"]
    wide = sum(char >= "\u3000" for char in common) * 2 > len(common)
    return [
        name
        for name, language in languages().items()
        if (isinstance(language, Letters) and (language.latin or language.has(common))) != wide
    ]


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their names."""
    data: Any = json.loads(Path(__file__).with_name("letters.json").read_text(encoding="utf-8"))
    codes, step, characters = data["codes"], data["step"], data["characters"]
    found: dict[str, Language] = {
        name: Letters(alphabet, table, codes, step, western=name in WESTERN)
        for name, (alphabet, table) in data["letters"].items()
    }
    simplified = Chinese(characters["zh-hans"], codes, step)
    traditional = Chinese(characters["zh-hant"], codes, step)
    found |= {"zh-hans": simplified, "zh-hant": traditional, "ja": Japanese(traditional, simplified)}
    found["ko"] = Korean(characters["ko"], codes, step)
    return found
