"""Pages of more than there is room for: what they keep, and that they say what they leave out."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from report_pages import Page, written
from themescore.report.choosing import Mentioned, Rows

pytestmark = pytest.mark.mostly_python

THEMES = 30


@pytest.fixture(scope="module")
def large_scores() -> ts.Scores:
    """A thousand documents, every fifth sentence of which stresses what it says, of words drawn by chance."""
    random = np.random.default_rng(3)
    words = [f"word{number}" for number in range(3000)]
    texts = []
    for _ in range(1000):
        sentences = []
        for number in range(40):
            said = " ".join(words[i] for i in random.integers(0, len(words), 12))
            theme = f"theme{random.integers(THEMES)}x"
            sentences.append(f"We {'must' if number % 5 == 0 else 'may'} {said} {theme}.")
        texts.append(" ".join(sentences))
    corpus = ts.Corpus(texts, metadata={"part": [f"part {i % 4}" for i in range(1000)]})
    return ts.score(corpus, {f"Theme {i}": [f"theme{i}x"] for i in range(THEMES)})


@pytest.fixture(scope="module")
def large_page(large_scores: ts.Scores, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return written(large_scores, tmp_path_factory.mktemp("large"), by="part")


@pytest.fixture(scope="module")
def packed(large_page: Page) -> Page:
    return large_page.packed()


def test_a_thousand_documents_and_thirty_themes_stay_below_three_megabytes(large_page: Page) -> None:
    assert len(large_page.html.encode()) < 3_000_000
    numbers = [link for link in large_page.links() if "data-t" not in link]
    assert len(numbers) == large_page.html.count('<a href="#all">') - 1000  # those of the rows


def test_every_link_of_a_large_page_leads_to_a_place_that_is_there(large_page: Page) -> None:
    targets = {values["href"] for tag, values in large_page.tags if tag == "a"}
    assert all(target[1:] in large_page.ids for target in targets)


def test_a_large_page_keeps_the_strongest_sentence_of_nearly_every_number(
    packed: Page, large_scores: ts.Scores
) -> None:
    tried, without = 0, 0
    for theme in range(0, THEMES, 10):
        name = large_scores.themes.names[theme]
        for document in range(0, 1000, 50):
            weights = {found.sentence: found.weight for found in large_scores.evidence(name, document)}
            items = {number: packed.items.get(f"s{document}-{number}") for number in weights}
            kept = [weights[number] for number, item in items.items() if item and str(theme) in item]
            tried += bool(weights)
            without += bool(weights) and not kept
            # Of those that are equally strong any may be kept.
            assert not kept or max(kept) == max(weights.values())
    assert tried > 30
    assert without < 0.2 * tried


def test_a_large_page_says_how_many_sentences_there_are(
    large_page: Page, packed: Page, large_scores: ts.Scores
) -> None:
    total = len(large_scores._counts.mentioned_sentences)
    assert f"This page holds {len(packed.items):,} of {total:,} sentences" in large_page.text()
    sections = [values for tag, values in packed.tags if tag == "section"]
    assert len(sections) == 1000
    theme = large_scores.themes.names[7]
    counts = large_scores.table("count")[theme].tolist()
    for values in sections[::100]:
        document = int(values["id"][1:])
        assert int(values["data-s"].split()[7]) == len(large_scores.evidence(theme, document))
        assert int(values["data-n"].split()[7]) == counts[document]
    of_group = next(link for link in large_page.links() if link.get("data-t") == "7" and "data-g" in link)
    evidence = large_scores.evidence(theme, by="part", group=f"part {of_group['data-g']}")
    assert int(of_group["data-s"]) == len(evidence)


def test_who_runs_no_script_sees_some_sentences_of_every_group(large_page: Page) -> None:
    documents = {int(key[1:].split("-")[0]) % 4 for key in large_page.items}
    assert documents == {0, 1, 2, 3}
    assert "need JavaScript" in large_page.text()


def test_a_small_page_holds_all_sentences_as_they_are(tmp_path: Path) -> None:
    page = written(ts.score(["Reform. Trade. Reform."], {"R": ["reform"]}), tmp_path)
    assert 'id="packed"' not in page.html
    assert sorted(page.items) == ["s0-0", "s0-2"]
    assert "All sentences with a mention" in page.text()


def test_ten_thousand_documents_keep_those_with_the_most_mentions_in_the_table(tmp_path: Path) -> None:
    corpus = ts.Corpus(
        [f"{'Reform. ' * (i % 7)}Word." for i in range(10_000)],
        metadata={"part": [i % 3 for i in range(10_000)]},
    )
    scores = ts.score(corpus, {f"T{i}": ["reform" if i else "word"] for i in range(THEMES)})
    page = written(scores, tmp_path, comparison=scores.compare("part", replicates=100))
    rows = [int(d) for d in re.findall(r'<tr data-d="(\d+)"', page.html)]
    assert 900 < len(rows) <= 1000
    assert {row % 7 for row in rows} == {6}
    assert f"Shown are {len(rows):,} of 10,000 documents" in page.text()
    assert "all 10,000" in page.text()
    assert len(page.html.encode()) < 3_000_000


def test_two_hundred_themes_with_long_names_stay_below_three_megabytes(tmp_path: Path) -> None:
    themes = {
        f"{'关于进一步深化改革扩大开放的若干意见' * 3} {'A rather long name of a theme ' * 3}{i}": [
            f"word{i}x"
        ]
        for i in range(200)
    }
    texts = [" ".join(f"Word{(i * 7 + j) % 200}x is here." for j in range(60)) for i in range(500)]
    scores = ts.score(ts.Corpus(texts, metadata={"g": [i % 100 for i in range(500)]}), themes)
    comparison = scores.compare("g", replicates=100)
    page = written(scores, tmp_path, comparison=comparison)
    assert len(page.html.encode()) < 3_000_000
    assert "Shown are" in page.text()
    # Of 100 groups each theme shows those with the highest rates.
    assert "and 95 more groups, with lower rates" in page.text()


def test_the_rows_kept_are_those_with_the_most_mentions_in_their_order() -> None:
    counts = np.zeros((5000, 100), np.int64)
    many = [4, 17, 999, 4998]
    counts[many, 3] = 5
    rows = Rows(counts, list(range(100)), np.zeros(5000, np.int64), 0)
    assert len(rows.documents) == 300
    assert set(many) < set(rows.documents.tolist())
    assert (np.diff(rows.documents) > 0).all()
    assert len(Rows(counts[:300], list(range(100)), np.zeros(300, np.int64), 0).documents) == 300


def test_sentences_come_by_how_much_the_numbers_would_miss_them() -> None:
    texts = ["Trade fell. We must trade. Trade rose.", "Trade was. Trade is."]
    scores = ts.score(texts, {"Trade": ["trade"]}, cues={"duty": {"level": 3, "patterns": ["must"]}})
    mentioned = Mentioned(scores)
    of = np.zeros(2, np.int64)
    order = mentioned.by_strength(of, 0, np.arange(2)).tolist()
    assert sorted(order) == list(range(5))
    assert order[0] == 1  # what must
    # After the twenty first of all documents come the first of each in the table, and then the rest.
    many = ts.score(["Trade fell. " * 30, "Trade rose."], {"Trade": ["trade"]})
    for rows, place in (([0, 1], 20), ([0], 30)):
        found = Mentioned(many).by_strength(of, 0, np.array(rows)).tolist()
        assert found.index(30) == place
    assert mentioned.per_number.tolist() == [[3], [2]]
