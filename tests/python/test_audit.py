"""What an audit finds, on corpora small enough to count by hand."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import scipy.sparse
import themescore as ts
from hypothesis import given
from hypothesis import strategies as st
from themescore import _core
from themescore.agreement import cronbach_alpha, kr20
from themescore.audit.closeness import one_edit
from themescore.audit.consistency import alphas
from themescore.audit.material import Spans
from themescore.audit.neighbours import log_likelihood
from themescore.audit.page import around

pytestmark = pytest.mark.mostly_python


def rows(frame: Any, *columns: str) -> list[tuple[Any, ...]]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def audit(texts: list[str], themes: dict[str, Any], **options: Any) -> ts.Audit:
    return ts.Themes(themes).audit(texts, **options)


# Patterns


def test_patterns_that_never_match_and_that_only_lose_are_told_apart() -> None:
    found = audit(
        ["State owned enterprises. State owned enterprise."],
        {"Firms": ["state owned", "state owned enterprise*", "factory"]},
    )
    assert rows(found.patterns, "pattern", "mentions", "alone", "note") == [
        ("state owned", 0, 2, "always part of a match of 'state owned enterprise*'"),
        ("state owned enterprise*", 2, 2, ""),  # all of the theme, but of two mentions
        ("factory", 0, 0, "never matches"),
    ]
    assert rows(found.unmatched, "pattern") == [("state owned",), ("factory",)]
    assert found.warnings[0] == "1 pattern of 3 never match: 'factory'"
    assert found.warnings[1].endswith("they change nothing: 'state owned'")


def test_a_pattern_with_most_of_its_theme_is_named_with_its_share() -> None:
    found = audit(["trade " * 17 + "export " * 7], {"Trade": ["trade", "export"], "One": ["trade"]})
    assert rows(found.dominant, "theme", "pattern", "mentions", "share") == [("Trade", "trade", 17, 17 / 24)]
    assert "'Trade': 71% of its 24 mentions come from one pattern, 'trade'" in found.warnings


def test_a_half_is_not_most_and_nine_mentions_are_too_few() -> None:
    assert audit(["trade " * 10 + "export " * 10], {"T": ["trade", "export"]}).dominant.empty
    assert audit(["trade " * 8 + "export"], {"T": ["trade", "export"]}).dominant.empty


def test_documents_and_forms_are_counted() -> None:
    found = audit(["Reform, reforms, REFORM.", "Nothing.", "A reform."], {"R": ["reform*"]})
    assert rows(found.patterns, "mentions", "documents", "forms") == [(4, 2, "reform 3, reforms 1")]


def test_patterns_of_a_language_that_is_not_there_are_one_warning() -> None:
    found = audit(["改革开放。改革。"], {"R": ["改革", "外贸", "reform*", "trade"]})
    assert "none of the 2 patterns not in Chinese matches" in found.warnings[0]
    assert found.warnings[1] == "1 pattern of 2 never match: '外贸'"


# Overlaps


def test_the_same_words_in_two_themes_are_an_overlap_in_kin_they_are_not() -> None:
    found = audit(
        ["Clean energy and energy."],
        {"Green": ["clean energy"], "Power": {"All": ["energy"], "Clean": ["clean energy"]}},
    )
    assert rows(
        found.overlaps, "theme", "pattern", "other_theme", "other_pattern", "mentions", "same", "share"
    ) == [
        ("Green", "clean energy", "Power / All", "energy", 1, 0, 1.0),
        ("Green", "clean energy", "Power / Clean", "clean energy", 1, 1, 1.0),
        ("Power / All", "energy", "Power / Clean", "clean energy", 1, 0, 0.5),
    ]


def overlapping(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[bool]:
    return [any(set(range(a, b)) & set(range(c, d)) for c, d in others) for a, b in spans]


stretches = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda p: (p[0], sum(p))), max_size=8
)


@given(stretches, stretches)
def test_overlap_is_a_shared_character(spans: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    def ends(pairs: list[tuple[int, int]]) -> list[Any]:
        return [np.array([pair[i] for pair in pairs], dtype=np.int64) for i in range(2)]

    assert Spans(*ends(others)).overlap(*ends(spans)).tolist() == overlapping(spans, others)


# Near misses


def test_inflections_slips_and_longer_words_are_near_misses_with_an_example() -> None:
    found = audit(
        [
            "Exports grew. The exporter left. We exprot more. An export. Prices.",
            "Exports fell. A rice price.",
        ],
        {"Trade": ["export"], "Prices": ["prices"]},
    )
    assert rows(found.near_misses, "theme", "found", "kind", "mentions", "documents", "likely") == [
        ("Trade", "exports", "same stem", 2, 2, True),
        ("Trade", "exporter", "same stem", 1, 1, True),
        ("Trade", "exprot", "one letter away", 1, 1, False),
        ("Prices", "price", "same stem", 1, 1, True),
    ]
    assert found.near_misses["example"][0] == "[Exports] grew."


def test_a_slip_is_likely_if_it_is_rare_beside_the_word() -> None:
    found = audit(["reform " * 10 + "reforn"], {"R": ["reform"]})
    assert rows(found.near_misses, "found", "likely") == [("reforn", True)]
    found = audit(["reform " * 9 + "reforn"], {"R": ["reform"]})
    assert rows(found.near_misses, "found", "likely") == [("reforn", False)]
    # Of a long pattern that finds nothing the slip may be its own.
    misspelt = {"R": ["reforn", "goverment", "protact*", "x"]}
    found = audit(["A reform. Government. Protectors."], misspelt)
    assert rows(found.near_misses, "found", "likely") == [
        ("government", True),
        ("protectors", False),
        ("reform", False),
    ]


def test_one_word_of_a_phrase_may_differ() -> None:
    found = audit(["Interest rates. An interest rate. Interested."], {"M": ["interest rate"]})
    assert rows(found.near_misses, "pattern", "found", "mentions") == [("interest rate", "interest rates", 1)]


def test_what_another_theme_counts_is_no_near_miss() -> None:
    assert audit(["Exports."], {"A": ["export"], "B": ["exports"]}).near_misses.empty


def test_a_star_finds_what_is_a_letter_away_from_its_beginning() -> None:
    found = audit(["Manufacturing. Manfacturing. Mandate."], {"I": ["manufactur*"]})
    assert rows(found.near_misses, "found", "kind") == [("manfacturing", "one letter away")]


def test_chinese_that_words_hide_is_a_near_miss_with_its_words() -> None:
    text = "改善人民生活。民生。内蒙古。"
    found = audit([text], {"L": ["民生"], "M": ["蒙古"]})
    assert rows(found.near_misses, "theme", "pattern", "found", "kind", "example") == [
        ("L", "民生", "人民生活", "inside other words", "改善人[民生]活。"),
        ("M", "蒙古", "内蒙古", "inside other words", "内[蒙古]。"),
    ]
    assert audit([text], {"L": ["民生"], "M": ["蒙古"]}, boundary="any").near_misses.empty


def test_a_single_character_is_in_many_words_without_being_missed() -> None:
    found = audit(["依法治国，宪法，依法。"], {"L": ["法"], "N": ["中国"]})
    assert rows(found.near_misses, "found", "mentions", "likely") == [
        ("依法", 1, False),
        ("依法治国", 1, False),
        ("宪法", 1, False),
    ]


def test_chinese_words_of_three_characters_may_differ_in_one() -> None:
    found = audit(
        ["国营企业。国有企业。发展数字经济。"], {"S": ["国有企业"], "D": ["数字化"], "两": ["国有"]}
    )
    assert rows(found.near_misses, "theme", "found", "kind", "likely") == [
        ("S", "国营企业", "one character away", True),
        ("D", "数字", "part of it", False),
    ]


def close_by_definition(word: str) -> set[str]:
    letters = "abc"
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in halves if b}
        | {a + c + b for a, b in halves for c in letters}
        | {a + c + b[1:] for a, b in halves if b for c in letters}
        | {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    ) - {word}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_one_letter_more_less_changed_or_swapped(first: str, second: str) -> None:
    assert one_edit(first, second) == (second in close_by_definition(first))


# Neighbours


def test_neighbours_are_counted_within_three_words_of_the_same_sentence() -> None:
    text = "Deepen bold reform now today soon later. Deepen other things. Unrelated deepen words. " * 3
    found = audit([text], {"R": ["reform"]})
    near = {row[0]: row[1:] for row in rows(found.neighbours, "word", "near", "elsewhere", "direction")}
    # "later" is the fourth word after it. Of the 15 words near 3 are "deepen", of the others 6 of 18.
    assert near == {
        "bold": (3, 0, "+"),
        "now": (3, 0, "+"),
        "soon": (3, 0, "+"),
        "today": (3, 0, "+"),
        "deepen": (3, 6, "-"),
    }


def test_words_of_themes_and_stop_words_are_no_neighbours() -> None:
    text = "the reform of the sound bank. " * 4 + "Others sleep well."
    found = audit([text], {"R": ["reform"], "B": ["bank"]})
    assert rows(found.neighbours, "theme", "word", "near") == [("R", "sound", 4), ("B", "sound", 4)]


def test_log_likelihood_is_dunnings() -> None:
    near, elsewhere = np.array([5, 0, 12, 3]), np.array([3, 40, 12, 100])
    expected = []
    for a, b in zip(near, elsewhere, strict=True):
        table = np.array([[a, b], [near.sum() - a, elsewhere.sum() - b]], dtype=float)
        e = np.outer(table.sum(1), table.sum(0)) / table.sum()
        filled = table > 0
        expected.append(2 * (table[filled] * np.log(table[filled] / e[filled])).sum())
    assert log_likelihood(near, elsewhere) == pytest.approx(expected)
    one = _core.statistic("g2", 5, float(near.sum()), 3, float(elsewhere.sum()))
    assert log_likelihood(near, elsewhere)[0] == pytest.approx(one)


# Consistency


def test_alpha_and_kr20_are_of_rates_and_of_presence() -> None:
    texts = ["tax levy x x", "tax tax levy x x x", "x x x", "tax x"]
    found = audit(texts, {"T": ["tax", "levy", "toll"]})
    counts = np.array([[1, 1], [2, 1], [0, 0], [1, 0]])
    words = np.array([4, 6, 3, 2])
    (row,) = rows(found.consistency, "patterns", "documents", "alpha", "kr20", "weakest", "reason")
    assert row[:2] == (2, 4)
    assert row[2] == pytest.approx(cronbach_alpha(1000 * counts / words[:, None]))
    assert row[3] == pytest.approx(kr20(counts > 0))
    assert row[4:] == ("", "")


@given(
    st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=3, max_size=9).filter(
        lambda table: len({sum(row) for row in table}) > 1
    )
)
def test_alpha_from_sums_is_that_of_the_table(table: list[list[int]]) -> None:
    dense = np.array(table, dtype=float)
    alpha, without = alphas(scipy.sparse.csr_array(dense))
    assert alpha == pytest.approx(cronbach_alpha(dense), abs=1e-9)
    for item in range(4):
        expected = cronbach_alpha(np.delete(dense, item, axis=1))
        assert without[item] == pytest.approx(expected, abs=1e-6, nan_ok=True)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["tax", "tax", "tax"], "only one pattern has mentions"),
        (["x", "y", "z"], "no mentions"),
        (["tax levy", "tax"], "fewer than 3 documents"),
        (["tax levy"] * 3, "the same rate in every document"),
    ],
)
def test_where_there_is_no_alpha_there_is_a_reason(texts: list[str], reason: str) -> None:
    found = audit(texts, {"T": ["tax", "levy"]})
    (row,) = rows(found.consistency, "alpha", "reason")
    assert math.isnan(row[0])
    assert row[1] == reason
    assert reason in str(found)


# Inside longer words


def test_mentions_inside_longer_words_are_counted_possessives_are_not() -> None:
    found = audit(
        ["数据安全，公共安全，公共安全，安全。China's 3.5%"], {"S": ["安全"], "C": ["china", "3.5"]}
    )
    assert rows(found.inside, "theme", "mentions", "inside", "share", "words") == [
        ("S", 4, 3, 0.75, "公共安全 2, 数据安全 1")
    ]


# The page


def test_the_page_is_text_and_html_with_everything_escaped() -> None:
    hostile = "<script>alert(1)</script>"
    found = audit([f"reform {hostile} reforms\x1b[31m. " * 4], {hostile: ["reform"]})
    html = found._repr_html_()
    assert "<script" not in html
    assert "\x1b" not in str(found)
    assert repr(found) == str(found)
    assert "Near misses" in html


def test_frames_are_of_the_library_of_the_metadata() -> None:
    corpus = ts.Corpus(["exports"], metadata=pl.DataFrame({"year": [2020]}))
    found = ts.Themes({"T": ["export"]}).audit(corpus)
    tables = (
        "patterns",
        "unmatched",
        "dominant",
        "overlaps",
        "near_misses",
        "neighbours",
        "consistency",
        "inside",
    )
    assert all(isinstance(getattr(found, name), pl.DataFrame) for name in tables)
    assert found.near_misses["found"].to_list() == ["exports"]


def test_an_example_is_cut_around_its_mention() -> None:
    assert around("a" * 99 + " [mention] " + "b" * 99, 10) == "…" + "a" * 8 + " [mention] " + "b" * 8 + "…"
    assert around("short [mention].", 10) == "short [mention]."


def test_the_examples_of_the_package(examples: Path) -> None:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    themes = ts.Themes.load(examples / "themes.yaml")
    found = themes.audit(corpus)
    texts = " ".join(corpus.texts)
    # Looked up in the texts themselves.
    for pattern in found.unmatched["pattern"]:
        assert (
            not re.search(rf"\b{pattern}\b" if pattern.isascii() else pattern, texts, re.I)
            or pattern == "碳排放"
        )
    assert ("碳排放", "钢碳排放") in rows(found.near_misses, "pattern", "found")
    assert any("audit the languages apart" in warning for warning in found.warnings)
    assert themes.audit(corpus, threads=1)._repr_html_() == themes.audit(corpus, threads=3)._repr_html_()


@pytest.mark.parametrize("texts", [[""], ["。。"], ["  "], ["😀"], ["a\x00b"]])
def test_texts_with_nothing_in_them_are_no_trouble(texts: list[str]) -> None:
    assert "no pattern matches" in str(audit(texts, {"T": ["trade", "外贸"]}))


def test_patterns_beyond_words_are_counted_and_have_no_near_misses() -> None:
    # What the parser of patterns does not know yet it refuses; marks in words it takes.
    found = audit(["C++ and AT&T, 3.5% of it"], {"T": ["C++", "AT&T", "3.5"]})
    assert rows(found.patterns, "mentions") == [(1,), (1,), (1,)]


def test_a_stemming_tokenizer_finds_inflections_itself() -> None:
    tokenizer = ts.Tokenizer(stem="english")
    assert audit(["Exports. Export."], {"T": ["export"]}, tokenizer=tokenizer).near_misses.empty


def test_a_full_width_bracket_in_a_phrase_is_a_mark() -> None:
    found = audit(["刚果（金） trades with us. 刚果（金） trade."], {"C": ["刚果（金） trade", "ｔｒａｄｅ"]})
    assert rows(found.patterns, "mentions") == [(1,), (0,)]


def test_the_page_stops_after_thirty_warnings() -> None:
    themes = {f"T{i}": ["trade", "export"] for i in range(12)}
    found = audit(["trade " * 11 + "export"], themes)
    assert len(found.warnings) > 30
    assert f"! {len(found.warnings) - 30} more in .warnings" in str(found)
    assert f"<li><bdi>{len(found.warnings) - 30} more in .warnings" in found._repr_html_()


def test_a_star_alone_that_is_allowed_is_no_trouble() -> None:
    found = ts.Themes({"All": ["*"], "T": ["trade"]}, any_word=True).audit(["Trade grew."])
    assert rows(found.patterns, "mentions") == [(2,), (1,)]
