"""Patterns with a mistake in them: each is an error that names the column, and none takes long."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from themescore import _core

# By docs/patterns.md; the column is where the mistake is, counted from 1.
BROKEN = {
    "(a|b": 1,
    "a (b|(c d) e": 3,
    "a)": 2,
    "a | b": 3,
    "|a": 1,
    "(a|)": 4,
    "(|a)": 2,
    "(a||b)": 4,
    "()": 2,
    "a ()": 4,
    "firm(s|ed)": 5,
    "(a|b)c": 6,
    "{T": 1,
    "a T}": 4,
    "{}": 1,
    "{ }": 1,
    "{T}s": 4,
    "a ~ b": 3,
    "a ~x b": 3,
    "a ~101 b": 4,
    "a ~99999999999999999999 b": 4,
    "a ~-1 b": 3,
    "~3 b": 1,
    "a ~3": 5,
    "a ~3 ~3 b": 6,
    "a ~3 <~3> b": 6,
    "(a ~3) b": 6,
    "(~3 a) b": 2,
    "a <~3 b": 7,
    "a <~> b": 4,
    "a <~101> b": 5,
    "a <3> b": 3,
    "a > b": 3,
    "a < b": 3,
    "<same sentence> a": 1,
    "a <same sentence>": 18,
    "a <same page> b": 3,
    "a <same sentence b": 3,
    "a <same sentence> <same document> b": 19,
    "(a <same sentence> b)": 4,
    "/a": 1,
    "b /a": 3,
    "//": 1,
    "/(a/": 1,
    "/a{5,2}/": 1,
    "/[/": 1,
    "/*/": 1,
    r"/(a)\1/": 1,
    "=": 1,
    "= a": 1,
    "a =": 3,
    "=(a|b)": 1,
    "a\\": 2,
    "not:": 5,
    "not: ": 6,
    "not inside:": 12,
    "not: not: a": 6,
    "not:not inside: a": 5,
    "not inside:  not: a": 14,
    "": 1,
    "  ": 1,
    ",": 1,
    "*": 1,
    "* a": 1,
    "* ~3 a": 1,
    "a *": 3,
    "a ~3 *": 6,
    "(a | b *)": 8,
    "(a | *) b": 6,
    "a <same sentence> b *": 21,
    "a <same sentence> *": 19,
    "* *": 1,
    "not: *": 6,
    "a ** b": 3,
    "a ?": 3,
    "改*革": 2,
    "改?": 2,
    "a＊": 2,
    "a" * 1001: 1001,
}


@pytest.mark.parametrize(
    ("text", "column"),
    BROKEN.items(),
)
def test_a_broken_pattern_is_an_error_that_names_its_column(text: str, column: int) -> None:
    with pytest.raises(_core.PatternError) as raised:
        _core.check_pattern(text)
    assert raised.value.message
    assert raised.value.column == column


def test_a_star_alone_has_to_be_allowed() -> None:
    for text in ("*", "not: *", "(a | *)", "a <same sentence> *"):
        with pytest.raises(_core.PatternError, match=r"finds every word; .* any_word=True"):
            _core.check_pattern(text)
        _core.check_pattern(text, any_word=True)
    for text in ("* a", "* *", "**", "?", "=*"):
        with pytest.raises(_core.PatternError):
            _core.check_pattern(text, any_word=True)


def test_a_gap_ends_where_its_digits_end() -> None:
    for text in ("a ~1.5 b", "a ~3rd b", "改革~3企业"):
        _core.check_pattern(text)


def test_not_with_an_escaped_colon_is_a_word() -> None:
    _core.check_pattern("not: not\\: a")


def theme_set(*patterns: str) -> _core.ThemeSet:
    """Make a theme of each pattern: T0, T1 and so on, the first two in one called Top."""
    themes = [(-1, "Top", False), (0, "T0", False), (0, "T1", False)]
    themes += [(-1, f"T{i}", False) for i in range(2, len(patterns))]
    return _core.ThemeSet(themes, [(i + 1, text) for i, text in enumerate(patterns)], _core.Tokenizer())


@pytest.mark.parametrize(
    ("patterns", "index", "column"),
    [
        (["a", "b {T9}"], 1, 3),  # no such theme
        (["a", "b {Top / T9}"], 1, 3),
        (["a", "b", "c {T0 / Top}"], 2, 3),
        (["a {T0}"], 0, 3),  # it needs itself
        (["a", "b {Top}"], 1, 3),  # it is a part of Top
        (["a {T1}", "b {T0}"], 0, 3),
        (["a", "b", "c {T3}", "d {T4}", "e {T2}"], 2, 3),
        (["a <same sentence> {T0}"], 0, 19),
        (["a", "not: a {T1}"], 1, 8),
        (["a", "not inside: (a|{T1})"], 1, 16),
    ],
)
def test_a_reference_that_cannot_be_followed_is_an_error(
    patterns: list[str], index: int, column: int
) -> None:
    with pytest.raises(_core.PatternError) as raised:
        theme_set(*patterns)
    assert (raised.value.index, raised.value.column) == (index, column)


def test_a_reference_by_a_name_that_two_themes_have_is_an_error() -> None:
    themes = [(-1, "A", False), (0, "Trade", False), (-1, "B", False), (2, "Trade", False)]
    patterns = [(1, "export*"), (3, "import*")]
    _core.ThemeSet(themes, [*patterns, (2, "a {A / Trade}")], _core.Tokenizer())
    with pytest.raises(_core.PatternError) as raised:
        _core.ThemeSet(themes, [*patterns, (2, "a {Trade}")], _core.Tokenizer())
    assert (raised.value.index, raised.value.column) == (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "a ~0 b",
        "a ~100 b",
        "a <~5> b",
        "a~3 b",
        "国有(企业|公司)",
        "(国有|state owned)(企业|firm)",
        "((a|b)|c)",
        "(a)",
        "(a ~3 b|c) d",
        "a <same sentence> b <same document> c",
        "not: a <same sentence> b",
        "not inside: a",
        r"/a\/b/",
        r"\/a",
        r"\=a",
        "a/b",
        "a=b",
        "and/or",
        r"\(a\)",
        r"C\*",
        r"a \~3 b",
        "AT&T",
        "C++",
        "刚果（金）",
        "=IT",
        "=US*",
        "=国有*",
        "a" * 1000,
        "|".join(["(a", *["b"] * 400, "c)"]),
    ],
)
def test_what_the_grammar_allows_is_read(text: str) -> None:
    _core.check_pattern(text)


def test_alternatives_written_out_are_at_most_a_thousand_phrases() -> None:
    pair = "(a|b)"
    _core.check_pattern(" ".join([pair] * 9))  # 512
    with pytest.raises(_core.PatternError):
        _core.check_pattern(" ".join([pair] * 10))
    with pytest.raises(_core.PatternError):
        _core.check_pattern(" ".join([pair] * 150))  # 2 ** 150
    with pytest.raises(_core.PatternError):
        _core.check_pattern(" <~1> ".join(["a"] * 100))


def test_deep_brackets_are_read_or_refused_and_do_no_harm() -> None:
    for depth in (2, 10):
        _core.check_pattern("(" * depth + "a" + ")" * depth)
    for depth in (100, 499):
        with suppress(_core.PatternError):
            _core.check_pattern("(" * depth + "a" + ")" * depth)
    with pytest.raises(_core.PatternError):
        _core.check_pattern("(" * 999 + "a")


@pytest.mark.parametrize(("text", "expression"), [("a" * 100_000, "(a+)+$"), ("a" * 5_000, "(a|a)*b"),
                                                  ("a" * 5_000, "(.*)(.*)(.*)(.*)b")])  # fmt: skip
def test_no_regular_expression_takes_long(text: str, expression: str) -> None:
    tokenizer = _core.Tokenizer()
    themes = _core.ThemeSet([(-1, "T", False)], [(0, f"/{expression}/")], tokenizer)
    began = time.process_time()
    counts = _core.count([text + " a"], themes, tokenizer, boundary="part", threads=1)
    assert time.process_time() - began < 2
    assert len(counts.mentions) == (2 if expression == "(a+)+$" else 0)


def test_a_regular_expression_too_large_is_an_error() -> None:
    with pytest.raises(_core.PatternError):
        _core.check_pattern("/((a{100}){100}){100}/")


def seconds(text: str, *patterns: str) -> float:
    """Return what a text takes of the processor, with a theme of each pattern, T0 and so on."""
    tokenizer = _core.Tokenizer()
    nodes = [(-1, f"T{i}", False) for i in range(len(patterns))]
    themes = _core.ThemeSet(nodes, list(enumerate(patterns)), tokenizer)
    began = time.process_time()
    _core.count([text], themes, tokenizer, boundary="part", threads=1)
    return time.process_time() - began


def test_many_gaps_over_a_long_sentence_take_time_that_grows_with_the_sentence_alone() -> None:
    for pattern in (" <~100> ".join(["a*"] * 5), " ~100 ".join(["a*"] * 10)):
        assert seconds("a " * 1000, pattern) < 15


def test_many_references_with_gaps_between_take_no_long_time() -> None:
    assert seconds("a " * 200, "a", " ~12 ".join(["{T0}"] * 5)) < 1
