"""What becomes of findings: each change is made a second time, by hand."""

from __future__ import annotations

import math
import warnings

import numpy as np
import polars as pl
import pytest
import themescore as ts
from comparisons import THEMES, compared, document, numbers_of, random_texts, row_of
from themescore.comparing.comparison import ComparisonRow
from themescore.comparing.exposures import RatioWithout
from themescore.comparing.sensitivity import SensitivityRow
from themescore.errors import InputError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

GROUPS: list[object] = ["a"] * 10 + ["b"] * 12
TWO = {"Reform": ["reform", "renewal"], "Trade": ["trade"], "Nothing": ["zzz"]}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    texts = random_texts(4, [(5, 5, 50)] * 10 + [(12, 5, 60)] * 12)
    return [text.replace("Reform.", "Renewal.", 2 if i % 3 else 0) for i, text in enumerate(texts)]


def scored(texts: list[str], groups: list[object], themes: object = TWO, **options: object) -> ts.Scores:
    corpus = ts.Corpus(texts, ids=[f"d{i}" for i in range(len(texts))], metadata={"group": groups})
    return ts.score(corpus, themes, **options)  # type: ignore[arg-type]


def quietly(scores: ts.Scores, **options: object) -> ts.Comparison:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return scores.compare("group", **options)  # type: ignore[arg-type]


def change_of(found: ts.Sensitivity, change: str, value: str | None = None) -> SensitivityRow:
    (row,) = (
        row
        for row in found.rows
        if (row.theme, row.group, row.change) == ("Reform", "b", change) and value in (None, row.value)
    )
    return row


def alike(row: SensitivityRow, expected: ComparisonRow) -> None:
    for name in ("ratio", "ratio_low", "ratio_high", "q"):
        # By their names, so that nan is nan.
        assert repr(getattr(row, name)) == repr(getattr(expected, name)), name


def test_the_document_left_out_is_the_one_without_which_least_is_left(texts: list[str]) -> None:
    row = change_of(quietly(scored(texts, GROUPS)).sensitivity(), "document")
    without = [
        row_of(
            quietly(scored(texts[:i] + texts[i + 1 :], GROUPS[:i] + GROUPS[i + 1 :]), replicates=100),
            "Reform",
            "b",
        ).ratio
        for i in range(len(texts))
    ]
    least = int(np.argmin(without))
    assert row.value == f"d{least}"
    alike(
        row,
        row_of(
            quietly(scored(texts[:least] + texts[least + 1 :], GROUPS[:least] + GROUPS[least + 1 :])),
            "Reform",
            "b",
        ),
    )


def test_a_pattern_left_out_is_a_theme_without_it(texts: list[str]) -> None:
    row = change_of(quietly(scored(texts, GROUPS)).sensitivity(), "pattern")
    without = {
        pattern: row_of(quietly(scored(texts, GROUPS, {**TWO, "Reform": [pattern]})), "Reform", "b")
        for pattern in ("reform", "renewal")
    }
    left, other = sorted(without, key=lambda pattern: without[pattern].ratio)
    assert row.value == other
    alike(row, without[left])


@pytest.mark.parametrize("measure", ["sentences", "share"])
def test_other_measures_are_those_of_compare(texts: list[str], measure: str) -> None:
    scores = scored(texts, GROUPS)
    alike(
        change_of(quietly(scores).sensitivity(), "measure", measure),
        row_of(quietly(scores, measure=measure), "Reform", "b"),
    )


def test_other_boundaries_are_those_of_score() -> None:
    texts = ["改革开放。" * (2 + i % 2) + "发展。" * 9 for i in range(6)] + ["改革。" + "发展。" * 9] * 6
    groups: list[object] = ["b"] * 6 + ["a"] * 6
    themes = {"Reform": ["改革"], "Growth": ["发展"]}
    found = quietly(scored(texts, groups, themes)).sensitivity()
    for boundary in ("word", "any"):
        again = quietly(scored(texts, groups, themes, boundary=boundary))
        alike(change_of(found, "boundary", boundary), row_of(again, "Reform", "b"))
    # As whole words there is none in 改革开放, so the finding turns round.
    assert not change_of(found, "boundary", "word").same_direction


def test_weights_are_those_of_cues_and_places() -> None:
    stressed = "A headline\n\nThe meeting stressed that reform must go on. " + "Word word word. " * 9
    plain = "A headline\n\nTrade. " + "Word word word. " * 5 + "Reform goes on. " + "Word word. " * 5
    texts = [plain + "Reform goes on." * (1 + i % 2) for i in range(6)] + [stressed] * 6
    scores = scored(texts, ["b"] * 6 + ["a"] * 6, {"Reform": ["reform"], "Trade": ["trade"]})
    found = quietly(scores).sensitivity()
    row = change_of(found, "weights")
    weights, sums = ts.EmphasisWeights(), {"a": 0.0, "b": 0.0}
    for mention in scores.mentions.to_pylist():
        if mention["theme"] == "Reform":
            group = "b" if int(mention["document"][1:]) < 6 else "a"
            sums[group] += weights.by_level[mention["cue_level"]] * weights.by_place[mention["place"]]
    words = scores.words
    assert row.ratio == pytest.approx(sums["b"] / words[:6].sum() / (sums["a"] / words[6:].sum()), rel=1e-12)
    assert row.ratio < row_of(quietly(scores), "Reform", "b").ratio
    assert math.isnan(row.q)


@pytest.mark.parametrize("strata", [1, 3])
@pytest.mark.parametrize("others", ["rest", "all", "group"])
def test_ratios_without_each_document_are_those_of_a_loop(strata: int, others: str) -> None:
    generator = np.random.default_rng(strata)
    counts, sizes = generator.poisson(4, 30).astype(float), generator.integers(20, 60, 30).astype(float)
    group, stratum = generator.integers(0, 3, 30), generator.integers(0, strata, 30)
    own = group == 0
    other = {"rest": ~own, "all": np.ones(30, bool), "group": group == 1}[others]

    def ratio(kept: np.ndarray) -> float:
        above = below = 0.0
        for s in range(strata):
            here, there = kept & own & (stratum == s), kept & other & (stratum == s)
            n1, n2 = sizes[here].sum(), sizes[there].sum()
            if n1 and n2:
                above += counts[here].sum() * n2 / (n1 + n2)
                below += counts[there].sum() * n1 / (n1 + n2)
        return above / below

    sides = RatioWithout(own, other, stratum)
    assert sides.ratio(counts, sizes) == pytest.approx(ratio(np.ones(30, bool)), rel=1e-12)
    expected = [ratio(np.arange(30) != i) for i in range(30)]
    assert sides.without_each(counts, sizes) == pytest.approx(expected, rel=1e-12)


def test_a_finding_that_one_document_makes_does_not_hold_without_it() -> None:
    texts = [document(0, 3, 40)] * 5 + [document(60, 3, 40)] + [document(1, 3, 40)] * 20
    found = quietly(scored(texts, ["b"] * 6 + ["a"] * 20, THEMES)).sensitivity()
    assert found.found == ()  # not even found: one document is no habit
    assert str(found) == "Nothing was found that could be tried."
    assert found.to_frame().empty


def test_a_group_that_is_gone_with_its_only_document_is_no_finding() -> None:
    texts = [document(9, 3, 60)] + [document(1 + i % 2, 3, 40) for i in range(60)]
    found = quietly(scored(texts, ["b"] + ["a"] * 60, THEMES)).sensitivity()
    row = change_of(found, "document", "d0")
    assert not row.holds
    assert math.isnan(row.ratio)
    assert "not without document 'd0' (no mention left)" in str(found)


def test_what_is_shown_names_what_a_finding_hangs_on(texts: list[str]) -> None:
    found = quietly(scored([text.replace("Renewal", "Reform") for text in texts], GROUPS)).sensitivity()
    assert len(found.found) == 2
    for line in str(found).splitlines():
        assert len(line) <= 110
    page = found._repr_html_()
    assert page.count("<tr>") == len(found.found) + 1
    assert "holds with every change" in page


def test_names_are_escaped_and_the_frame_is_of_the_metadatas_library(texts: list[str]) -> None:
    themes = {"<b>Reform": ["reform"], "Trade": ["trade"]}
    corpus = ts.Corpus(texts, metadata=pl.DataFrame({"group": [f"<i>{group}" for group in GROUPS]}))
    found = ts.score(corpus, themes).compare("group").sensitivity()
    assert isinstance(found.to_frame(), pl.DataFrame)
    assert found.found
    assert "<b>R" not in found._repr_html_()
    assert "<i>b" not in found._repr_html_()


def test_other_boundaries_need_texts_and_it_says_so(texts: list[str]) -> None:
    documents = (
        ts.Document(f"d{i}", text, {"group": group})
        for i, (text, group) in enumerate(zip(texts, GROUPS, strict=True))
    )
    found = quietly(ts.score(documents, TWO)).sensitivity()
    assert {row.change for row in found.rows} == {"document", "pattern", "measure", "weights"}
    assert "! other boundaries were not tried" in str(found)


def test_baselines_and_strata_are_kept() -> None:
    means = [(3, 5, 50)] * 8 + [(9, 5, 50)] * 8 + [(5, 5, 50)] * 8
    texts = random_texts(1, means)
    metadata = {"group": ["a"] * 8 + ["b"] * 8 + ["c"] * 8, "year": [1, 2] * 12}
    comparison = compared(texts, metadata=metadata, baseline="a", within="year")
    found = comparison.sensitivity()
    row = change_of(found, "measure", "sentences")
    again = compared(texts, metadata=metadata, baseline="a", within="year", measure="sentences")
    alike(row, row_of(again, "Reform", "b"))
    assert numbers_of(texts).shape == (24, 3)


def test_a_comparison_made_by_hand_cannot_be_tried() -> None:
    with pytest.raises(InputError, match="was not made by"):
        ts.Comparison("group", 0.95, 2000, 0, (), ()).sensitivity()
