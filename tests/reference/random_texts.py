"""Random texts, made of what some patterns find, or nearly, and of other words."""

from __future__ import annotations

from random import Random

from reference.patterns import (
    Alternatives,
    AnyWord,
    Exact,
    Expression,
    Glob,
    Item,
    Pattern,
    Phrase,
    Reference,
    Regex,
    Word,
)
from reference.phrases import phrase_count

HAN_WORDS = [
    *(
        "国有企业改革",
        "国有企业",
        "中国",
        "发展中国家",
        "北京市",
        "印度尼西亚",
        "人民生活",
        "数据安全",
        "民生",
        "法治",
    ),
    *(
        "高质量发展",
        "内蒙古自治区",
        "改革开放",
        "中华人民共和国",
        "安全生产",
        "生活",
        "社会主义市场经济",
        "现代化",
    ),
    *(
        "新",
        "法",
        "国",
        "國有企業",
        "數據安全",
        "香港特别行政区政府",
        "深化",
        "有企",
        "安",
        "企业",
        "新型城镇化",
    ),
]
BETWEEN = [*[" "] * 12, *["-", " - ", "--", ", ", "，", ",", "; ", "'", "·"]]
BETWEEN += ["", "", "", "、", "–", "—", "\u200b", "・"]
ENDS = [". ", "。", "! ", "？", "\n", ".\n", "。\n", "\n\n", ".\n\n", "。\n\n", ". A ", ".\r\n\r\n"]

_LONGEST = 150
TRADITIONAL = str.maketrans("国业数据发经济东", "國業數據發經濟東")
WIDE = str.maketrans("abAB7", "ａｂＡＢ７")


def random_text(random: Random, patterns: list[Pattern], words: list[str]) -> str:
    maker = _TextMaker(random, patterns, words)
    # The core matches a long sentence in pieces.
    if random.randrange(40) == 0 and sum(phrase_count(pattern.expression) for pattern in patterns) < 10:
        return " ".join(maker.piece() for _ in range(200))
    text = ""
    for _ in range(random.randrange(1, random.choice([4, 12, 20]))):
        text += maker.piece()
        text += random.choice(ENDS) if random.randrange(9) == 0 else random.choice(BETWEEN)
        if len(text) > _LONGEST:
            break
    return _wrapped(random, text) if random.randrange(25) == 0 else text


# Lines that are full, so that their breaks are those of a wrapped text.
def _wrapped(random: Random, text: str) -> str:
    line_break = random.choice(["\n", "\r\n", "\u2028"])
    lines, columns = "", 0
    for c in (text * 10)[: 2 * _LONGEST]:
        columns += 1 if c < "\u1100" else 2
        lines += c
        if columns >= 44:
            lines += line_break
            columns = 0
    return lines


class _TextMaker:
    def __init__(self, random: Random, patterns: list[Pattern], words: list[str]) -> None:
        self.random, self.patterns, self.words = random, patterns, words

    def piece(self) -> str:
        if self.random.randrange(3):
            pattern = self.random.choice(self.patterns)
            expression = pattern.expression
            if pattern.scopes and self.random.randrange(3) == 0:
                expression = self.random.choice(pattern.scopes).condition
            return self._varied(self._expression(expression, 3))
        return self._filler()

    def _filler(self) -> str:
        return self.random.choice(self.words if self.random.randrange(4) else HAN_WORDS)

    def _varied(self, text: str) -> str:
        chance = self.random.randrange(30)
        if chance == 0:
            return text.upper()
        if chance == 1:
            return text.translate(TRADITIONAL)
        if chance == 2:
            return text.translate(WIDE)
        return text + self.random.choice(["", "", "", "", "'s", "%", "业", "化", "-"])

    def _expression(self, expression: Expression, depth: int) -> str:
        parts = [self._phrase(phrase, depth) for phrase in expression.phrases]
        text = parts[0]
        for gap, part in zip(expression.gaps, parts[1:], strict=True):
            fillers = self.random.randrange(min(gap.words, 4) + 2)
            middle = "".join(self.random.choice([" ", ", ", ""]) + self._filler() for _ in range(fillers))
            turned = gap.either and self.random.randrange(2)
            left, right = (part, text) if turned else (text, part)
            text = left + middle + self.random.choice([" ", " ", ""]) + right
        return text

    def _phrase(self, phrase: Phrase, depth: int) -> str:
        text = ""
        for i, item in enumerate(phrase.items):
            text += self.random.choice([" ", " ", " ", "", "-", ", "]) if i else ""
            text += self._item(item, depth) + ("" if self.random.randrange(25) else "'s")
        return text

    def _item(self, item: Item, depth: int) -> str:
        match item:
            case Word(text):
                before = self.random.choice(["", "", "现代"]) if item.open_start else ""
                return before + text + (self.random.choice(["", "", "业", "化"]) if item.open_end else "")
            case Glob(text):
                return "".join(self._letters() if c in "*?" else c for c in text)
            case Exact(inner):
                return self._item(inner, depth)
            case Regex(text):
                return self.random.choice(text.split("|")).strip("().*?+[]") or "a"
            case AnyWord():
                return self._filler()
            case Reference(theme):
                own = [p for p in self.patterns if p.theme == theme and not p.kind]
                if not own or not depth:
                    return "a"
                return self._expression(self.random.choice(own).expression, depth - 1)
            case Alternatives(choices):
                return self._expression(self.random.choice(choices), depth)

    def _letters(self) -> str:
        return self.random.choice(["a", "b", "", "7", "s", "or"])
