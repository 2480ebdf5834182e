"""Explanations by every kind of weighting: they add up to the table, by the factors of the formulas."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
import themescore as ts
from themescore import EmphasisWeights, Weighting
from themescore.errors import InputError, OptionError

pytestmark = pytest.mark.mostly_python

TOLERANCE = 1e-12
THEMES = ts.Themes(
    {
        "Reform": [
            {"pattern": "=Reform", "weight": 1.5},
            "reform*",
            {"pattern": "tax reform", "weight": 2},
            "改革",
        ],
        "Trade": {"Goods": [{"pattern": "trade", "weight": 0.5}, {"pattern": "*rade", "weight": 3}]},
        "安全": ["安全"],
    }
)
TEXTS = [
    "Reform goes on\nReform goes on\n\nReform, reform and trade.\n\nIt stressed that tax reform must go on.",
    "Trade grew. Trade, trade and more trade in grade trade! 必须深化改革，公共安全。",
    "Prices rose. Nothing of it.",
    "",
    "It is necessary to reform taxes. Tax reform: reforms, reformers, reform reform reform.",
]
PAST = [*TEXTS[:2], "Prices fell and reforms came. 安全", "Trade and tax reform.", "wages", "taxes and wages"]
SMART = [
    "".join(letters) for letters in itertools.product("nlabL", "ntp", "ncub") if letters != ("n", "n", "n")
]
GRID = {
    "default": Weighting(),
    **{
        f"{variant} {k1} {b}": Weighting.bm25(variant, k1=k1, b=b)
        for variant in ("robertson", "lucene", "atire", "bm25+", "bm25l")
        for k1, b in ((1.5, 0.75), (0.9, 1.0), (1.2, 0.0))
    },
    **{code: Weighting.smart(code) for code in SMART},
    "augmented": Weighting(tf="augmented", k=0.3),
    "log average": Weighting(tf="log_average", base=2, norm="l1"),
    "log smooth": Weighting(tf="log_smooth", smoothing=0.5),
    "proportions": Weighting(tf="proportion", idf="max", norm="none"),
    "largest": Weighting(tf="max_proportion", idf="plain", idf_plus=1),
    "pivoted": Weighting(tf="log", norm="pivoted", slope=0.4, pivot=3),
}
SMOOTH = {
    "default": Weighting(),
    "lucene": Weighting.bm25("lucene"),
    "robertson": Weighting.bm25("robertson"),
    "bm25l": Weighting.bm25("bm25l"),
    "bnb": Weighting.smart("bnb"),
    "augmented pivoted": Weighting(tf="augmented", norm="pivoted"),
    "log average": Weighting(tf="log_average", idf="plain", df_plus=0.5, ratio_plus=1),
}
WEIGHTS = {
    "default": EmphasisWeights(),
    "equal": EmphasisWeights.equal(),
    "others": EmphasisWeights(level_2=7, headline=0.25, closing=0),
}


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    return ts.score(TEXTS, THEMES)


@pytest.fixture(scope="module")
def referred() -> ts.Scores:
    return ts.score(TEXTS, THEMES, reference=ts.Reference.fit(PAST, THEMES))


def largest_difference(scores: ts.Scores, weights: EmphasisWeights, weighting: Weighting) -> float:
    """Return by how much rows and mentions are off the table, as a part of it."""
    table = scores.table("emphasis", weights=weights, weighting=weighting)
    largest = 0.0
    for theme, document in itertools.product(scores.themes.names, range(len(scores.ids))):
        score = float(table[theme].iloc[document])
        explained = scores.explain(theme, document, weights=weights, weighting=weighting)
        assert explained.score == score
        assert explained.weighting == weighting
        for parts in (explained.rows, explained.mentions):
            off = abs(math.fsum(part.score for part in parts) - score)
            largest = max(largest, off / abs(score) if score else off)
        for row in explained.rows:
            product = row.tf * row.rarity * row.weight * row.cue * row.place
            assert row.score == pytest.approx(product / explained.length, rel=1e-14)
    return largest


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("weighting", GRID.values(), ids=GRID)
def test_an_explanation_adds_up_to_the_table(
    scores: ts.Scores, weights: EmphasisWeights, weighting: Weighting
) -> None:
    assert largest_difference(scores, weights, weighting) < TOLERANCE


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("weighting", SMOOTH.values(), ids=SMOOTH)
def test_an_explanation_adds_up_with_a_reference(
    referred: ts.Scores, weights: EmphasisWeights, weighting: Weighting
) -> None:
    assert largest_difference(referred, weights, weighting) < TOLERANCE


def test_the_grid_has_scores_to_explain_and_forms_with_several_rows(scores: ts.Scores) -> None:
    rows = scores.explain("Reform", 0).rows
    assert Counter(row.form for row in rows)["reform"] == 2
    filled = sum((scores.table("tfidf", weighting=each).to_numpy() != 0).any() for each in GRID.values())
    assert filled == len(GRID)


@pytest.mark.parametrize("weighting", GRID.values(), ids=GRID)
def test_tfidf_is_explained_without_the_weights_of_cues_places_and_patterns(
    scores: ts.Scores, weighting: Weighting
) -> None:
    table = scores.table("tfidf", weighting=weighting)
    for theme, document in itertools.product(scores.themes.names, range(len(scores.ids))):
        explained = scores.explain(theme, document, measure="tfidf", weighting=weighting)
        assert explained.score == table[theme].iloc[document]
        for parts in (explained.rows, explained.mentions):
            assert math.fsum(part.score for part in parts) == pytest.approx(explained.score, rel=TOLERANCE)
        assert all((row.weight, row.cue, row.place) == (1, 1, 1) for row in explained.rows)
        assert len({row.form for row in explained.rows}) == len(explained.rows)
        assert "tfidf" in repr(explained).splitlines()[0]


def test_the_factors_of_bm25_are_its_saturated_frequency_and_its_idf() -> None:
    texts = ["trade trade trade prices", "trade fell", "prices and wages rose", "wages fell"]
    explained = ts.score(texts, {"Trade": ["trade"]}, cues=False).explain(
        "Trade", 0, weighting=Weighting.bm25("lucene", k1=1.2, b=0.5), weights=EmphasisWeights.equal()
    )
    n = np.array([4, 2, 4, 2])
    relative = 1 - 0.5 + 0.5 * n[0] / n.mean()
    (row,) = explained.rows
    assert (row.frequency, row.weight, row.cue, row.place, explained.length) == (3, 1, 1, 1, 1)
    assert row.tf == pytest.approx(3 / (3 + 1.2 * relative), rel=1e-14)
    assert row.rarity == pytest.approx(np.log(1 + (4 - 2 + 0.5) / (2 + 0.5)), rel=1e-14)
    assert row.score == pytest.approx(row.tf * row.rarity, rel=1e-14)
    assert [mention.score for mention in explained.mentions] == [pytest.approx(row.score / 3, rel=1e-14)] * 3


def test_rows_of_one_form_share_its_tf_by_their_frequency() -> None:
    themes = ts.Themes({"T": [{"pattern": "=Trade", "weight": 5}, {"pattern": "trade", "weight": 2}]})
    rows = ts.score(["Trade trade trade"], themes).explain("T", 0, weighting=Weighting.smart("lnn")).rows
    found = {(row.form, row.frequency, row.weight): row.tf for row in rows}
    tf = 1 + math.log10(3)
    assert found == {
        ("trade", 1, 5): pytest.approx(tf / 3, rel=1e-14),
        ("trade", 2, 2): pytest.approx(tf * 2 / 3, rel=1e-14),
    }


def test_the_norm_of_the_characters_is_the_length_of_an_explanation(scores: ts.Scores) -> None:
    explained = scores.explain("Reform", 0, weighting=Weighting.smart("ltb", alpha=0.75))
    assert explained.length == pytest.approx(len(TEXTS[0]) ** 0.75, rel=1e-14)


def test_tf_is_the_frequency_by_default_and_is_shown_where_it_is_not(scores: ts.Scores) -> None:
    plain = scores.explain("Reform", 4)
    assert [row.tf for row in plain.rows] == [row.frequency for row in plain.rows]
    assert "tf" not in repr(plain).splitlines()[1].split()
    assert "weighted by" not in repr(plain)
    weighed = scores.explain("Reform", 4, weighting=Weighting.bm25())
    assert repr(weighed).splitlines()[1].split()[:3] == ["form", "frequency", "tf"]
    assert "tf: what tf='lucene' makes of the frequency" in repr(weighed)
    assert "weighted by Weighting(tf='lucene'" in weighed._repr_html_()
    assert ">tf</th>" in weighed._repr_html_()
    frame = weighed.to_frame()
    assert frame.columns.tolist() == ["form", "frequency", "tf", "rarity", "weight", "cue", "place", "score"]
    assert frame["score"].sum() == pytest.approx(weighed.score, rel=TOLERANCE)


def test_what_cannot_be_explained_is_an_error(scores: ts.Scores, referred: ts.Scores) -> None:
    with pytest.raises(OptionError, match="measure='rate': it can be 'emphasis' or 'tfidf'"):
        scores.explain("Reform", 0, measure="rate")
    with pytest.raises(OptionError, match="weights are for measure='emphasis'"):
        scores.explain("Reform", 0, measure="tfidf", weights=EmphasisWeights())
    with pytest.raises(OptionError, match=r"give a themescore\.Weighting"):
        scores.explain("Reform", 0, weighting="ltc")
    with pytest.raises(InputError, match=r"never seen .*, and idf='plain' has no weight"):
        referred.explain("Reform", 4, weighting=Weighting(idf="plain"))
    empty = scores.explain("Reform", 3, weighting=Weighting.bm25())
    assert (empty.score, empty.rows, empty.mentions) == (0, (), ())
