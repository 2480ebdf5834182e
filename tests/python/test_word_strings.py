"""`Tokenizer.words` gives out strings that it has made before; they have to be the right ones."""

from __future__ import annotations

import random

import pytest
from themescore import Tokenizer


def surfaces(tokenizer: Tokenizer, text: str) -> list[str]:
    """Return the words by their places in the text, each a new string."""
    kinds = ("word", "number")
    return [text[token.start : token.end] for token in tokenizer.tokens(text) if token.kind in kinds]


def random_text(generator: random.Random, alphabet: str, words: int, longest: int) -> str:
    lengths = (generator.randint(1, longest) for _ in range(words))
    return " ".join("".join(generator.choices(alphabet, k=length)) for length in lengths)


LONG = pytest.mark.mostly_python  # with sanitizers one text of each width is enough


@pytest.mark.parametrize(
    "alphabet",
    [
        "abcdefgh",
        pytest.param("abçdéfÿþ", marks=LONG),
        pytest.param("abcĀēѡ", marks=LONG),
        "国有企业改革发展",
        pytest.param("ab國有企業", marks=LONG),
        "a𠀀𠀁𡃁b",
        pytest.param("aΩ\N{COMBINING ACUTE ACCENT}ñ", marks=LONG),
    ],
)
def test_words_are_what_stands_in_the_text(alphabet: str) -> None:
    tokenizer = Tokenizer()
    generator = random.Random(1)
    # More distinct words than are remembered, so that they take each other's places.
    for _ in range(2):
        text = random_text(generator, alphabet, 45_000, 12)
        assert tokenizer.words(text) == surfaces(tokenizer, text)


def test_words_of_texts_of_other_widths_are_not_mixed_up() -> None:
    tokenizer = Tokenizer()
    # Of the same bytes, read as code points of one, two and four bytes.
    texts = [
        "A",
        "AA",
        "AAAA",
        "AAAAAAAA",
        "䅁",
        "䅁䅁",
        "䅁䅁䅁䅁",
        "a䅁",
        "ab𠀀",
        "AAAAAAAAAAAA 䅁䅁䅁䅁䅁䅁 𠀀",
    ]
    for _ in range(2):
        for text in texts:
            assert tokenizer.words(text) == surfaces(tokenizer, text)
            assert [word.isascii() for word in tokenizer.words(text)] == [
                word.isascii() for word in surfaces(tokenizer, text)
            ]


def test_a_word_that_comes_back_is_no_new_string() -> None:
    tokenizer = Tokenizer()
    first, second = (tokenizer.words(f"{mark} 国有企业 internationalisation")[1:] for mark in "一二")
    assert first == second
    assert all(a is b for a, b in zip(first, second, strict=True))


def test_words_of_a_text_with_nul_inside() -> None:
    tokenizer = Tokenizer()
    text = "a\0b 国\0有 a\0\0 \0ab ab"
    assert tokenizer.words(text) == surfaces(tokenizer, text)
    assert tokenizer.words(text) == surfaces(tokenizer, text)
