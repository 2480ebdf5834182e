"""The words of a text, as a slow matcher needs them: with their characters, forms and inner borders."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from themescore import Tokenizer, _core

_PASSED_OVER = {"-", "'", "\u00b7", "\u2010", "\u2013", "\u2027", "\u30fb"}
_ENDINGS = ("'s", "%", "\u2030", "\u2031", "\u066a", "\u0609", "\u060a")
_LINE_BREAKS = set("\n\v\f\r\x85\u2028\u2029")


@dataclass
class Character:
    """A Han character with the marks on it; `end` is before a line break that follows."""

    form: str
    start: int
    end: int


@dataclass
class TextWord:
    """A token that a phrase does not pass over; in bigram mode a whole run of Han is one."""

    start: int
    end: int
    surface: str
    form: str
    term: str
    counted: bool  # a word or a number
    sentence: int
    position: int  # of words and numbers, how many come before
    han: list[Character] = field(default_factory=list)
    pairs: bool = False
    starts: frozenset[int] = frozenset()  # inner borders
    ends: frozenset[int] = frozenset()
    stem: str = ""  # the form without an ending such as 's, if it has one
    stem_end: int = 0

    @cached_property
    def size(self) -> int:
        return len(self.han) or 1

    @cached_property
    def last_pair(self) -> int:
        return max(0, self.size - 2)


class TextWords:
    """A text cut into words, sentences and paragraphs."""

    def __init__(self, text: str, tokenizer: Tokenizer) -> None:
        self.text = text
        self.tokenizer = tokenizer
        plain = Tokenizer(**(tokenizer.settings | {"stem": None}))
        spans = tokenizer.sentences(text)
        self.paragraphs = tokenizer._core.paragraphs(text)
        self.words: list[TextWord] = []
        position = 0
        sentence = 0
        for token in plain.tokens(text):
            counted = token.kind in ("word", "number")
            before, position = position, position + counted
            if not counted and self._is_passed_over(token.start, token.end, token.form):
                continue
            while sentence + 1 < len(spans) and spans[sentence + 1][0] <= token.start:
                sentence += 1
            term = tokenizer._core.term_of(token.form)
            surface = text[token.start : token.end]
            word = TextWord(token.start, token.end, surface, token.form, term, counted, sentence, before)
            word.han = self._characters(word)
            word.pairs = bool(word.han) and tokenizer.han == "bigram"
            if word.pairs and self.words and token.start < self.words[-1].end:
                self.words[-1].han.append(word.han[-1])
                self.words[-1].end = word.end
                continue
            if word.han:
                starts, ends = tokenizer._core.han_cuts(word.form)
                word.starts, word.ends = frozenset(starts), frozenset(ends)
            elif counted:
                self._find_ending(word)
            self.words.append(word)

    def term_of(self, form: str) -> str:
        return self.tokenizer._core.term_of(form)

    def _is_passed_over(self, start: int, end: int, form: str) -> bool:
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        alone = before.isspace() and after.isspace()
        doubled = (start > 0 and before == self.text[start]) or (
            end < len(self.text) and after == self.text[start]
        )
        return form in _PASSED_OVER and not alone and not doubled

    def _characters(self, word: TextWord) -> list[Character]:
        if not is_han(word.surface[0]):
            return []
        characters: list[Character] = []
        for i, c in enumerate(word.surface, word.start):
            if is_han(c):
                characters.append(Character("", i, i + 1))
            elif c not in _LINE_BREAKS:
                characters[-1].end = i + 1
        at = -1
        for c in word.form:
            at += is_han(c)
            characters[at].form += c
        return characters

    # The last code point of the surface that has the form of the ending's first is where it begins.
    def _find_ending(self, word: TextWord) -> None:
        for ending in _ENDINGS:
            if len(word.form) > len(ending) and word.form.endswith(ending):
                word.stem = word.form.removesuffix(ending)
                firsts = [i for i, c in enumerate(word.surface) if _core.form_of(c) == ending[0]]
                word.stem_end = word.start + firsts[-1]
                return


def is_han(character: str) -> bool:
    return _core.is_han(character)


def characters_of(form: str) -> list[str]:
    """Cut a form of Han into characters, each with the marks on it."""
    characters: list[str] = []
    for c in form:
        if is_han(c) or not characters:
            characters.append(c)
        else:
            characters[-1] += c
    return characters
