"""What a comparison says in sentences is what its numbers say, and no more."""

from __future__ import annotations

import math
import re
import warnings

import pytest
import themescore as ts
from themescore.errors import ThemescoreWarning

pytestmark = pytest.mark.mostly_python

THEMES = {"Reform": ["reform*"], "Trade": ["trade"], "Peace": ["peace"]}


def compared(texts: list[str], groups: list[str], level: float = 0.95) -> ts.Comparison:
    corpus = ts.Corpus(texts, metadata={"agency": groups})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.score(corpus, THEMES).compare("agency", level=level)


@pytest.fixture(scope="module")
def comparison() -> ts.Comparison:
    """The first agency stresses reform, mostly by one word; the second alone has peace, in one document."""
    first = ["Reform now. Reforms and reform! Trade goes on here." + " It is so." * (i % 4) for i in range(9)]
    second = ["Trade goes on here. Reform once." + " It was so for long." * (5 + i % 3) for i in range(9)]
    second[3] += " Peace." * 40
    second[4] += " Peace." * 3
    return compared(first + second, ["first"] * 9 + ["second"] * 9)


def test_every_finding_is_of_a_row_that_chance_hardly_explains(comparison: ts.Comparison) -> None:
    sure = {
        (row.theme, row.group)
        for row in comparison.rows
        if row.q < 0.05 and (math.isnan(row.ratio_low) or not row.ratio_low <= 1 <= row.ratio_high)
    }
    # Of two groups either row says what the other says.
    assert sure == {(theme, {"first": "second", "second": "first"}[group]) for theme, group in sure}
    more = {
        (row.theme, row.group) for row in comparison.rows if (row.theme, row.group) in sure and row.ratio > 1
    }
    said = {(t, g) for t, g in more if any(g in s and t in s for s in comparison.findings)}
    assert said == more
    assert len(comparison.findings) == len(more) > 0


def test_of_three_groups_each_has_its_own_sentences() -> None:
    texts = ["Reform. " * 9 + "It is so." * (1 + i % 3) for i in range(8)]
    texts += ["Trade and reform. It is so." + " So." * (1 + i % 5) for i in range(16)]
    found = compared(texts, ["a"] * 8 + ["b", "c"] * 8)
    sure = {
        (row.theme, row.group)
        for row in found.rows
        if row.q < 0.05 and (math.isnan(row.ratio_low) or not row.ratio_low <= 1 <= row.ratio_high)
    }
    assert ("Reform", "a") in sure
    assert any(row.ratio < 1 and (row.theme, row.group) in sure for row in found.rows)
    assert {(t, g) for t, g in sure if any(f"agency {g}: " in s and t in s for s in found.findings)} == sure
    assert len(found.findings) == len(sure)


def test_a_finding_says_the_row_and_what_it_rests_on(comparison: ts.Comparison) -> None:
    row = next(r for r in comparison.rows if (r.theme, r.group) == ("Reform", "first"))
    (finding,) = (s for s in comparison.findings if s.startswith("agency first: Reform"))
    found = re.fullmatch(
        r"agency first: Reform ([\d.]+) times as often as the others \(95% interval ([\d.]+) to ([\d.]+); "
        r"9 of 9 documents; 67% of it 'reform', in 9 of them\)",
        finding,
    )
    assert found
    ratio, low, high = map(float, found.groups())
    assert (ratio, low, high) == pytest.approx((row.ratio, row.ratio_low, row.ratio_high), rel=0.05)


def test_one_document_that_has_most_of_it_is_named() -> None:
    texts = [f"Peace and reform.{' It is so.' * (i % 3)}" for i in range(8)]
    texts[5] += " Peace." * 30
    others = [f"Reform.{' It is so for long now.' * (6 + i % 3)}" for i in range(8)]
    found = compared(texts + others, ["a"] * 8 + ["b"] * 8)
    assert not any(s.startswith("agency b") for s in found.findings)
    (finding,) = (s for s in found.findings if s.startswith("agency a: Peace"))
    assert finding.endswith("8 of 8 documents; 100% of it 'peace', in 8 of them; 82% of it in '5' alone)")
    assert "times in 1,000 words, and the others never (" in finding
    more = [f"Peace.{' It is so.' * (i % 3)}" for i in range(8)]
    three = compared(texts + others + more, ["a"] * 8 + ["b"] * 8 + ["c"] * 8)
    (none,) = (s for s in three.findings if s.startswith("agency b: no mention of Peace"))
    row = next(r for r in three.rows if (r.theme, r.group) == ("Peace", "b"))
    assert none.endswith(f"which the others have {row.other_rate:.1f} times in 1,000 words")


def test_where_groups_are_alike_it_says_so() -> None:
    found = compared(["Reform and trade. It is so."] * 12, ["a", "b"] * 6)
    assert found.findings == ()
    sentence = "No theme differs between the groups by more than chance explains."
    assert sentence in str(found)
    assert sentence in found._repr_html_()


def test_findings_stand_below_the_table_and_in_the_notebook(comparison: ts.Comparison) -> None:
    text = " ".join(str(comparison).split())
    html = comparison._repr_html_()
    for finding in comparison.findings:
        assert f"- {finding}" in text
    assert html.count("<li>") == len(comparison.findings)


def test_names_are_escaped() -> None:
    texts = [f"Peace. Reform.{' It is so.' * (i % 3)}" for i in range(8)] + ["It is so for long."] * 8
    found = compared(texts, ["<b>\x1b"] * 8 + ["others"] * 8)
    assert found.findings
    assert "<b>" not in found._repr_html_()
    assert "\x1b" not in str(found)


def test_the_level_decides(comparison: ts.Comparison) -> None:
    texts = [f"Reform.{' Trade goes on.' * (3 + i % 4)}" for i in range(6)]
    texts += [f"Reform. Reform.{' Trade goes on.' * (3 + i % 4)}" for i in range(6)]
    groups = ["a"] * 6 + ["b"] * 6
    strict, lenient = (compared(texts, groups, level).findings for level in (0.9999, 0.9))
    assert len(strict) < len(lenient)
