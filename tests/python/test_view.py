"""Tables for the notebook: small, escaped, the right numbers."""

from __future__ import annotations

import math
import re
from html.parser import HTMLParser

import pytest
import themescore as ts
from themescore.showing.figures import decimals_for, rate_text, ratio_number

pytestmark = pytest.mark.mostly_python

HOSTILE = ["<script>alert(1)</script>", "' onclick='x", "\u202ereform", "</td></table>"]


class Cells(HTMLParser):
    """The rows of a table as lists of text, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert all(key == "style" for key, _ in attributes)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture
def scores() -> ts.Scores:
    # Four words and one mention; two words and none of reform.
    return ts.score(
        ts.Corpus(
            ["Reform goes on here.", "Trade grew."],
            ids=["gansu", "河南"],
            metadata={"source": ["party", "bank"]},
        ),
        {"Reform": ["reform*"], "Trade": ["trade"]},
    )


def test_scores_show_themselves_as_rates(scores: ts.Scores) -> None:
    html = scores._repr_html_()
    cells = Cells(html)
    assert cells.rows == [["", "Reform", "Trade"], ["gansu", "250.0", "0"], ["河南", "0", "500.0"]]
    assert "mentions per 1,000 words" in html


def test_printed_scores_are_a_table_of_rates(scores: ts.Scores) -> None:
    summary, _, head, _, *rows = str(scores).splitlines()
    assert summary.endswith("; mentions per 1,000 words")
    assert [head.split(), *map(str.split, rows)] == [
        ["document", "Reform", "Trade"],
        ["gansu", "250.0", "0"],
        ["河南", "0", "500.0"],
    ]
    assert repr(scores) == "Scores(2 documents, 2 themes, 2 mentions in 6 words)"


def test_what_is_left_out_of_printed_scores_is_counted() -> None:
    text = str(ts.score(["Reform."] * 21, {f"Theme {i}": ["reform"] for i in range(14)}))
    assert text.endswith('\n1 document and 2 themes more in .table("rate")')
    assert "Theme 11" in text
    assert "Theme 12" not in text


def test_a_comparison_shows_itself_theme_by_theme_the_strongest_group_first(scores: ts.Scores) -> None:
    with pytest.warns(ts.errors.ThemescoreWarning, match="one document only"):
        comparison = scores.compare("source")
    html = comparison._repr_html_()
    rows = Cells(html).rows
    assert [row[:3] for row in rows[1:]] == [
        ["Reform", "party", "250.0"],
        ["", "bank", "0"],
        ["Trade", "bank", "500.0"],
        ["", "party", "0"],
    ]
    assert "one document only" in html


def test_hostile_strings_come_out_as_text() -> None:
    corpus = ts.Corpus([f"reform {text}" for text in HOSTILE], ids=HOSTILE, metadata={"by": HOSTILE})
    scores = ts.score(corpus, {text: ["reform"] for text in HOSTILE})
    with pytest.warns(ts.errors.ThemescoreWarning):
        comparison = scores.compare("by")
    for html in (scores._repr_html_(), comparison._repr_html_(), scores.evidence(HOSTILE[0])._repr_html_()):
        cells = Cells(html)
        assert "script" not in cells.tags
        for match in re.finditer("\u202e", html):
            assert html.rfind("<bdi", 0, match.start()) > html.rfind("</bdi>", 0, match.start())
        assert {text for row in cells.rows for text in row} >= {HOSTILE[0]}


def test_many_documents_and_themes_are_cut_and_said_so() -> None:
    scores = ts.score(["reform"] * 30, {f"theme {i}": ["reform"] for i in range(15)})
    html = scores._repr_html_()
    rows = Cells(html).rows
    assert (len(rows), len(rows[0])) == (21, 13)
    assert "10 documents and 3 themes more" in html


def test_no_mentions_at_all_make_a_table_too() -> None:
    rows = Cells(ts.score(["Nothing."], {"Reform": ["reform"]})._repr_html_()).rows
    assert rows[1] == ["0", "0"]


@pytest.mark.parametrize(
    ("rate", "decimals", "shown"),
    [(0.0, 1, "0"), (0.04, 1, "<0.1"), (0.06, 1, "0.1"), (1234.56, 1, "1,234.6"), (math.nan, 1, "–")],
)
def test_a_rate_above_zero_is_never_shown_as_zero(rate: float, decimals: int, shown: str) -> None:
    assert rate_text(rate, decimals) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(0.001, "<0.01"), (0.5, "0.50"), (1.06, "1.06"), (9.42, "9.4"), (36.4, "36"), (1234.0, "1,234")],
)
def test_a_ratio_has_the_digits_that_count(ratio: float, shown: str) -> None:
    assert ratio_number(ratio) == shown


@pytest.mark.parametrize(("rates", "decimals"), [([38.3, 0.1], 1), ([9.5], 2), ([0.2, 0.03], 3), ([0.0], 1)])
def test_rates_have_about_three_digits(rates: list[float], decimals: int) -> None:
    assert decimals_for(rates) == decimals
