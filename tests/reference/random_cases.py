"""Random themes and texts in which they are found often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random

from themescore import Tokenizer

from reference.mentions import CyclicReferenceError, ThemeTree, check_references
from reference.patterns import (
    Alternatives,
    AnyWord,
    Exact,
    Expression,
    Gap,
    Glob,
    Item,
    Pattern,
    Phrase,
    Reference,
    Regex,
    Scope,
    Theme,
    Word,
    full_name,
    written,
)
from reference.phrases import phrase_count
from reference.random_texts import HAN_WORDS, random_text

WORDS = ["a", "b", "ab", "c", "Ab", "A", "don't", "7", "a's", "B’s", "7%", "reform", "reforms", "Reformed"]
MARKED = ["C++", "AT&T", "a-b", "a,b", "C*", "(a)", "7‰", "a/b", "b=a", "/a", "=b", "a~b", "{a}", "a|b", "a?"]
GLOBS = ["a*", "*b", "?b", "a?c", "*1", "a*b*", "a??", "*o*", "7*", "*s", "?7", "re*m*", "reform*"]
REGEXES = ["a|b", "a+", "[ab]b?", "reform(s|ed)?", ".", "..", "7.*", ".*s", "国.*", "a'?s?"]
EXACT = ["A", "a", "Ab", "ab", "B’s", "Reform", "REFORM", "7%", "a's", "国", "國有", "国有", "企業"]
EXACT_GLOBS = ["A*", "?b", "R*", "*s", "*m*"]
HAN = [
    *(
        "国有",
        "企业",
        "国有企业",
        "改革",
        "企业改革",
        "安全",
        "民生",
        "生活",
        "北京",
        "印度",
        "尼西亚",
        "发展",
    ),
    *(
        "国家",
        "质量",
        "自治",
        "内蒙古",
        "人民",
        "市场",
        "经济",
        "化",
        "新",
        "法",
        "国",
        "市",
        "民",
        "改革开放",
    ),
    *("國有企業", "數據", "香港", "特别", "政府", "现代", "代化", "共和国", "有企", "全生"),
]


@dataclass(frozen=True)
class Case:
    """One comparison: what is looked for, in what, and how."""

    themes: tuple[Theme, ...]
    patterns: tuple[Pattern, ...]
    text: str
    boundary: str = "part"
    tokenizer: tuple[tuple[str, object], ...] = ()
    exclusive: bool = False  # whether the themes at the top compete
    style: str = ""  # how the patterns are written

    @property
    def tree(self) -> ThemeTree:
        return ThemeTree(self.themes, self.exclusive)

    def __str__(self) -> str:
        lines = [f"tokenizer {dict(self.tokenizer)}, boundary {self.boundary!r}"]
        lines += ["exclusive"] if self.exclusive else []
        for i, theme in enumerate(self.themes):
            kind = " exclusive" if theme.exclusive else ""
            lines.append(f"theme {i} {full_name(self.themes, i)!r}{kind}")
            own = [(n, p) for n, p in enumerate(self.patterns) if p.theme == i]
            lines += [f"  [{n}] {written(p, self.themes, self.style)}" for n, p in own]
        return "\n".join([*lines, f"text {self.text!r}"])


@cache
def tokenizer_of(settings: tuple[tuple[str, object], ...]) -> Tokenizer:
    return Tokenizer(**dict(settings))


_MOST_PHRASES = 300
TOKENIZERS: list[dict[str, object]] = [{}, {}, {"hmm": False}, {"han": "bigram"}, {"simplify": False}]


def random_case(random: Random, *, old: bool = False) -> Case:
    """Make a case; with `old` of what patterns could say before they had operators."""
    settings = dict(random.choice(TOKENIZERS))
    if random.random() < 0.3 and "english" in Tokenizer.stem_languages:
        settings["stem"] = "english"
    boundaries = ["part", "part", "any"]
    if settings.get("han") != "bigram":
        boundaries.append("word")
    themes = _themes(random, old)
    exclusive = not old and random.random() < 0.1
    tree = ThemeTree(themes, exclusive)
    alphabet = _Alphabet(random)
    patterns: list[Pattern] = []
    for _ in range(random.choice([1, 1, 2, 3, 4, 5, 6])):
        filled = sorted({pattern.theme for pattern in patterns if not pattern.kind})
        maker = _PatternMaker(random, themes, alphabet, old, filled)
        pattern = maker.pattern()
        if patterns and not old and random.random() < 0.4:
            pattern = maker.like(random.choice(patterns), pattern)
        try:
            check_references(tree, [*patterns, pattern])
        except CyclicReferenceError:
            continue
        patterns.append(pattern)
    if not patterns:
        patterns = [Pattern(0, Expression((Phrase((Word("a"),)),)))]
    text = random_text(random, patterns, alphabet.text)
    boundary = random.choice(boundaries)
    style = "" if old else random.choice(["", "tight", "loose"])
    return Case(tuple(themes), tuple(patterns), text, boundary, tuple(settings.items()), exclusive, style)


def _themes(random: Random, old: bool) -> list[Theme]:
    themes: list[Theme] = []
    for i in range(random.choice([1, 2, 2, 3, 4, 5])):
        parent = random.randrange(i) if i and not old and random.random() < 0.6 else -1
        themes.append(Theme(f"T{i}", parent))
    parents = sorted({theme.parent for theme in themes} - {-1})
    for i in parents:
        if random.random() < 0.4:
            themes[i] = replace(themes[i], exclusive=True)
    return themes


class _Alphabet:
    """What a case is made of: of all words a few, so that they come back."""

    def __init__(self, random: Random) -> None:
        few = random.random() < 0.7
        self.words = random.sample(WORDS, 4) if few else WORDS
        self.marked = random.sample(MARKED, 2) if few else MARKED
        self.globs = random.sample(GLOBS, 4) if few else GLOBS
        self.regexes = random.sample(REGEXES, 3) if few else REGEXES
        self.exact = random.sample(EXACT, 3) if few else EXACT
        self.han = random.sample(HAN, 6) if few else HAN
        # Words of the text that hold some of them.
        self.text = self.words + [word for word in HAN_WORDS if any(part in word for part in self.han)]


class _PatternMaker:
    def __init__(
        self, random: Random, themes: list[Theme], alphabet: _Alphabet, old: bool, filled: list[int]
    ) -> None:
        self.random, self.themes, self.alphabet, self.old = random, themes, alphabet, old
        self.filled = [] if old or random.randrange(5) < 2 else filled

    def once_in(self, times: int) -> bool:
        return self.random.randrange(times) == 0

    def pattern(self) -> Pattern:
        theme = self.random.randrange(len(self.themes))
        if self.old:
            return Pattern(theme, Expression((self._old_phrase(),)))
        expression = self.expression(self.random.choice([0, 1, 1, 2]))
        scopes = []
        while self.once_in(5):
            place = self.random.choice(["sentence", "paragraph", "document"])
            scopes.append(Scope(place, self.expression(self.random.choice([0, 0, 1]))))
        kind = self.random.choice(["", "", "", "", "", "", "not", "not inside"])
        expressions = (expression, *(scope.condition for scope in scopes))
        if sum(map(phrase_count, expressions)) > _MOST_PHRASES:
            return self.pattern()
        return Pattern(theme, expression, tuple(scopes), kind)

    def like(self, other: Pattern, pattern: Pattern) -> Pattern:
        """Return the pattern with what is wanted by another one, and a word more or less."""
        line = ThemeTree(self.themes, False).lineage(other.theme)
        theme = self.random.choice([*line, pattern.theme])
        *phrases, last = other.expression.phrases
        word = self.word()
        items = self.random.choice(
            [(word, *last.items), (*last.items, word), last.items[1:], last.items[:-1]]
        )
        phrase = Phrase(items or (word,))
        if any(isinstance(item, AnyWord) for item in (phrase.items[0], phrase.items[-1])):
            phrase = last
        expression = Expression((*phrases, phrase), other.expression.gaps)
        if phrase_count(expression) > _MOST_PHRASES:
            return pattern
        return replace(pattern, theme=theme, expression=expression)

    def expression(self, depth: int) -> Expression:
        size = self.random.choice([1, 1, 1, 2, 2, 3] if depth else [1, 1, 1, 2])
        gaps = [Gap(self.random.choice([0, 1, 1, 2, 3, 5, 100]), self.once_in(3)) for _ in range(size - 1)]
        return Expression(tuple(self.phrase(depth) for _ in range(size)), tuple(gaps))

    def phrase(self, depth: int) -> Phrase:
        size = self.random.choice([1, 1, 1, 1, 1, 2, 2, 3])
        items: list[Item] = []
        for i in range(size):
            inner = 0 < i < size - 1
            if inner and self.once_in(4):
                items.append(AnyWord())
            elif depth and self.once_in(5):
                choices = tuple(self.expression(depth - 1) for _ in range(self.random.choice([1, 2, 2, 3])))
                items.append(Alternatives(choices))
            else:
                items.append(self.word())
        return Phrase(tuple(items))

    def word(self) -> Item:
        if self.filled and self.once_in(2):
            line = ThemeTree(self.themes, False).lineage(self.random.choice(self.filled))
            theme = self.random.choice(line)
            return Reference(theme, full=self.once_in(2))
        kind = self.random.randrange(16)
        if kind < 6:
            return Word(self.random.choice(self.alphabet.han), self.once_in(6), self.once_in(6))
        if kind < 8:
            return Glob(self.random.choice(self.alphabet.globs))
        if kind == 8:
            return Regex(self.random.choice(self.alphabet.regexes))
        if kind == 9:
            return self._exact()
        return Word(self.random.choice(self.alphabet.marked if kind == 10 else self.alphabet.words))

    def _exact(self) -> Exact:
        if self.once_in(3):
            return Exact(Glob(self.random.choice(EXACT_GLOBS)))
        text = self.random.choice(self.alphabet.exact)
        han = text[0] > "\u2e80"
        return Exact(Word(text, han and self.once_in(6), han and self.once_in(6)))

    def _old_phrase(self) -> Phrase:
        size = self.random.choice([1, 1, 2, 3, 4])
        items: list[Item] = []
        for i in range(size):
            first, last = i == 0, i == size - 1
            kind = self.random.randrange(8)
            if not first and not last and kind < 2:
                items.append(AnyWord())
            elif kind < 5:
                han = self.random.choice(self.alphabet.han)
                items.append(Word(han, first and self.once_in(4), last and self.once_in(4)))
            elif kind < 6:
                items.append(Glob(self.random.choice(self.alphabet.globs)))
            else:
                items.append(Word(self.random.choice([*self.alphabet.words, "C++", "a-b", "a,b"])))
        return Phrase(tuple(items))
