"""Groups against each other: every number computed a second way, and the warnings that belong to it."""

from __future__ import annotations

import inspect
import math
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
import themescore as ts
from comparisons import THEMES, document
from scipy.stats import chi2_contingency, false_discovery_control, permutation_test
from themescore import _core
from themescore.comparing import comparing
from themescore.errors import InputError, OptionError, ThemescoreWarning


def compared(texts: list[str], groups: list[object], **options: object) -> ts.Comparison:
    corpus = ts.Corpus(texts, metadata={"group": groups})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.score(corpus, THEMES).compare("group", **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many() -> tuple[list[str], list[object]]:
    generator = np.random.default_rng(3)
    texts = [document(*generator.poisson((3, 5, 80))) for _ in range(40)]
    texts += [document(*generator.poisson((6, 5, 80))) for _ in range(40)]
    return texts, ["a"] * 40 + ["b"] * 40


def test_rates_ratios_and_counts_are_those_of_plain_counting() -> None:
    frame = compared([document(2, 1, 7), document(1, 0, 9), document(1, 4, 35)], ["a", "a", "b"]).to_frame()
    row = frame[(frame.theme == "Reform") & (frame.group == "a")].iloc[0]
    assert (row.documents, row.words, row.mentions) == (2, 20, 3)
    assert row.rate == 1000 * 3 / 20
    assert row.ratio == pytest.approx((3 / 20) / (1 / 40))
    other = frame[(frame.theme == "Reform") & (frame.group == "b")].iloc[0]
    assert other.ratio == pytest.approx((1 / 40) / (3 / 20))


def test_g2_is_scipys_log_likelihood_ratio() -> None:
    texts = [document(2, 1, 7), document(1, 1, 9), document(1, 4, 35)]
    for row in compared(texts, ["a", "a", "b"]).rows:
        others = [
            r for r in compared(texts, ["a", "a", "b"]).rows if r.theme == row.theme and r.group != row.group
        ]
        table = [
            [row.mentions, row.words - row.mentions],
            [sum(r.mentions for r in others), sum(r.words - r.mentions for r in others)],
        ]
        if row.theme == "Nothing":
            assert row.g2 == 0
        else:
            expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            assert row.g2 == pytest.approx(expected, rel=1e-10)


def test_log_odds_are_those_of_monroe_colaresi_and_quinn(many: tuple[list[str], list[object]]) -> None:
    for row in compared(*many).rows:
        other = next(r for r in compared(*many).rows if r.theme == row.theme and r.group != row.group)
        if row.theme == "Nothing":
            assert math.isnan(row.log_odds)
            continue
        prior = 1000 * (row.mentions + other.mentions) / (row.words + other.words)
        delta, variance = 0.0, 0.0
        for sign, (mentions, words) in ((1, (row.mentions, row.words)), (-1, (other.mentions, other.words))):
            delta += sign * math.log((mentions + prior) / (words + 1000 - mentions - prior))
            variance += 1 / (mentions + prior)
        assert row.log_odds == pytest.approx(delta, rel=1e-10)
        assert row.z == pytest.approx(delta / math.sqrt(variance), rel=1e-10)


def test_p_is_that_of_scipys_permutation_test_over_documents() -> None:
    generator = np.random.default_rng(6)
    numbers = [generator.poisson((2 + 2 * (i < 4), 3, 40)) for i in range(9)]
    words, mentions = (np.array(v, float) for v in zip(*((sum(n), n[0]) for n in numbers), strict=True))

    def difference(own: np.ndarray, others: np.ndarray) -> float:
        own, others = own.astype(int), others.astype(int)
        rates = (mentions[of].sum() / words[of].sum() for of in (own, others))
        return abs(next(rates) - next(rates))

    # All 126 ways to choose four of nine documents.
    exact = permutation_test(
        (np.arange(4), np.arange(4, 9)), difference, n_resamples=np.inf, alternative="greater"
    ).pvalue
    comparison = compared([document(*n) for n in numbers], ["a"] * 4 + ["b"] * 5, replicates=40_000)
    row = next(r for r in comparison.rows if (r.theme, r.group) == ("Reform", "a"))
    assert 0.01 < exact < 0.9
    assert row.p == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 40_000))


def test_q_is_scipys(many: tuple[list[str], list[object]]) -> None:
    frame = compared(*many).to_frame()
    there = frame.p.notna()
    assert frame.q[there].to_numpy() == pytest.approx(false_discovery_control(frame.p[there]), rel=1e-12)
    assert frame.q[~there].isna().all()
    assert (~there).sum() == 2  # of the theme that nothing mentions
    many_p = np.random.default_rng(2).uniform(size=200)
    found = comparing.false_discovery_rates(many_p)
    assert found == pytest.approx(false_discovery_control(many_p), rel=1e-12)


def test_dispersion_is_half_of_how_far_the_shares_are_apart(many: tuple[list[str], list[object]]) -> None:
    texts, groups = many
    row = next(r for r in compared(texts, groups).rows if (r.theme, r.group) == ("Trade", "b"))
    own = np.array([[text.count("Trade"), text.count(".")] for text in texts[40:]])
    shares = own / own.sum(axis=0)
    assert row.dispersion == pytest.approx(np.abs(shares[:, 0] - shares[:, 1]).sum() / 2, rel=1e-12)


def test_a_difference_that_is_there_is_found_and_one_that_is_not_is_not(
    many: tuple[list[str], list[object]],
) -> None:
    """The groups were made to differ in one theme and not in the other."""
    rows = {(r.theme, r.group): r for r in compared(*many).rows}
    assert rows["Reform", "a"].q < 0.01
    assert rows["Trade", "a"].q > 0.05


def test_the_ratio_of_a_group_without_a_mention_has_half_a_mention_added_on_both_sides() -> None:
    rows = {
        (r.theme, r.group): r for r in compared([document(4, 0, 16), document(0, 0, 40)], ["a", "b"]).rows
    }
    assert rows["Reform", "b"].ratio == pytest.approx((0.5 / 40) / (4.5 / 20))
    assert math.isnan(rows["Reform", "b"].low)
    assert math.isnan(rows["Reform", "a"].ratio_high)
    assert rows["Reform", "a"].low < rows["Reform", "a"].rate < rows["Reform", "a"].high
    assert math.isnan(rows["Nothing", "a"].ratio)
    assert rows["Nothing", "a"].rate == 0


def test_intervals_are_those_of_a_bootstrap_over_documents_written_in_numpy(
    many: tuple[list[str], list[object]],
) -> None:
    """The replicates differ, so the bounds agree within their own Monte Carlo error: 3% of the width here."""
    texts, groups = many
    row = next(
        r for r in compared(texts, groups, replicates=20_000).rows if (r.theme, r.group) == ("Reform", "a")
    )
    counts = np.array([[text.count("Reform"), text.count(".")] for text in texts[:40]])
    draws = counts[np.random.default_rng(4).integers(0, 40, (20_000, 40))].sum(axis=1)
    rates = 1000 * draws[:, 0] / draws[:, 1]
    # Student's t of 39 degrees of freedom, 97.5%: 2.0227 (printed tables); times sqrt(40 / 39); normal tail.
    tail = 0.5 * math.erfc(2.0227 * math.sqrt(40 / 39) / math.sqrt(2))
    low, high = np.quantile(rates, [tail, 1 - tail])
    assert row.low == pytest.approx(low, abs=0.03 * (high - low))
    assert row.high == pytest.approx(high, abs=0.03 * (high - low))
    assert row.low < row.rate < row.high
    assert row.ratio_low < row.ratio < row.ratio_high < 1


def test_the_replicates_that_can_be_had_are_those_that_the_intervals_are_read_off(
    many: tuple[list[str], list[object]],
) -> None:
    texts, labels = many
    scores = ts.score(ts.Corpus(texts, metadata={"group": labels}), THEMES)
    row = next(r for r in scores.compare("group", seed=5).rows if (r.theme, r.group) == ("Reform", "b"))
    of = [int(label == "b") for label in labels]
    words, mentions = _core.group_replicates(scores._counts, of, 2, replicates=2000, seed=5, threads=2)
    rates = 1000 * mentions[:, :, 0] / words
    tail = 0.5 * math.erfc(2.0227 * math.sqrt(40 / 39) / math.sqrt(2))
    assert np.quantile(rates[:, 1], [tail, 1 - tail]) == pytest.approx([row.low, row.high], rel=1e-4)


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_intervals_are_the_same_for_any_number_of_threads(
    many: tuple[list[str], list[object]], threads: int
) -> None:
    texts, groups = many
    first = compared(texts, groups, threads=3).to_frame()
    pd.testing.assert_frame_equal(
        compared(texts, groups, threads=threads).to_frame(), first, check_exact=True
    )


def test_another_seed_moves_the_intervals_and_nothing_else(many: tuple[list[str], list[object]]) -> None:
    first, second = (compared(*many, seed=seed).to_frame() for seed in (1, 2))
    assert not first["low"].equals(second["low"])
    pd.testing.assert_series_equal(first["rate"], second["rate"])
    pd.testing.assert_series_equal(first["g2"], second["g2"])


def test_fewer_documents_give_wider_intervals() -> None:
    def width(number: int) -> float:
        texts = [document(2 + i % 2, 1, 50) for i in range(number)] + [document(3, 1, 50)] * 20
        return next(
            r.high - r.low for r in compared(texts, ["a"] * number + ["b"] * 20).rows if r.group == "a"
        )

    assert width(2) > width(3) > width(6) > width(60) > 0


def test_a_group_of_one_document_is_drawn_by_its_sentences_and_the_warning_says_so() -> None:
    corpus = ts.Corpus(
        [document(3, 1, 30), *[document(2, 1, 30)] * 5], metadata={"group": ["one", *["many"] * 5]}
    )
    with pytest.warns(
        ThemescoreWarning, match="group 'one': one document only, so the interval says how its"
    ):
        comparison = ts.score(corpus, THEMES).compare("group")
    row = next(r for r in comparison.rows if (r.theme, r.group) == ("Reform", "one"))
    assert row.low < row.rate < row.high
    assert any("one document only" in warning for warning in comparison.warnings)


def test_documents_without_a_group_are_one_of_their_own_and_named() -> None:
    corpus = ts.Corpus(["reform", "trade", "word"], metadata={"group": ["a", None, float("nan")]})
    with pytest.warns(ThemescoreWarning, match=r"2 documents without a value in 'group'"):
        comparison = ts.score(corpus, THEMES).compare("group")
    assert comparison.groups == ["a", "(missing)"]


def test_years_with_a_gap_are_named_as_whole_numbers() -> None:
    corpus = ts.Corpus(["reform", "trade", "word"], metadata=pd.DataFrame({"year": [2023, 2021, None]}))
    with pytest.warns(ThemescoreWarning):
        comparison = ts.score(corpus, THEMES).compare("year")
    assert comparison.groups == ["2021", "2023", "(missing)"]


def test_a_value_that_cannot_be_a_group_is_named_with_column_document_and_type() -> None:
    frame = pd.DataFrame({"tags": ["a", ["b", "c"]]})
    scores = ts.score(ts.Corpus(["reform", "trade"], ids=["one", "two"], metadata=frame), THEMES)
    with pytest.raises(InputError, match=r"column 'tags' of document 'two' holds a value of type list"):
        scores.compare("tags")


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (["1", 1], ["1", "'1'"]),
        ([1.5, "1.5", None], ["1.5", "'1.5'", "(missing)"]),
        (["(missing)", None], ["'(missing)'", "(missing)"]),
        (["(missing)", "a"], ["(missing)", "a"]),
        (["1", 1, "'1'"], ["1", "'1'", "'1' (str)"]),
        (["a", "a "], ["a", "'a '"]),
        (["b'a'", b"a"], ["b'a'", "\"b'a'\""]),
    ],
)
def test_values_that_look_alike_are_told_apart(values: list[object], labels: list[str]) -> None:
    comparison = compared(["reform trade"] * len(values), values)
    assert sorted(comparison.groups) == sorted(labels)
    assert len(comparison.rows) == len(labels) * len(THEMES)


def test_things_of_other_kinds_that_look_alike_are_numbered() -> None:
    class Alike:
        def __repr__(self) -> str:
            return "x"

    assert compared(["reform"] * 4, [Alike(), Alike(), Alike(), Alike()]).groups == [
        "x",
        "x (Alike)",
        "x (Alike) 2",
        "x (Alike) 3",
    ]


def test_only_documents_without_a_value_are_said_to_be_without_one() -> None:
    note = "without a value in 'group'"
    written = compared(["reform", "trade"], ["(missing)", "a"])
    assert not any(note in warning for warning in written.warnings)
    both = compared(["reform", "trade", "word"], ["(missing)", None, "a"])
    assert [warning for warning in both.warnings if note in warning] == [
        "1 document without a value in 'group': compared as group '(missing)'"
    ]


def test_what_is_not_said_is_what_scores_compare_says() -> None:
    said = inspect.signature(ts.Scores.compare).parameters
    internal = inspect.signature(comparing.compare).parameters
    for name in ("level", "replicates", "seed", "threads"):
        assert said[name].default == internal[name].default


def test_one_group_or_an_unknown_column_is_an_error_that_says_what_there_is() -> None:
    scores = ts.score(ts.Corpus(["a", "b"], metadata={"group": ["x", "x"], "year": [1, 2]}), THEMES)
    with pytest.raises(InputError, match="all 2 documents into one group, 'x'"):
        scores.compare("group")
    with pytest.raises(InputError, match=r"no metadata column 'grup'.*'group'"):
        scores.compare("grup")
    with pytest.raises(InputError, match=r"there is no metadata; a table of .* is given as metadata="):
        ts.score(["a"], THEMES).compare("group")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("level", 0),
        ("level", 1),
        ("level", 95),
        ("level", "0.9"),
        ("replicates", 10),
        ("seed", -1),
        ("seed", 1.5),
    ],
)
def test_an_option_out_of_range_is_named(option: str, value: object) -> None:
    scores = ts.score(ts.Corpus(["a", "b"], metadata={"group": ["x", "y"]}), THEMES)
    with pytest.raises(OptionError, match=f"{option}="):
        scores.compare("group", **{option: value})  # type: ignore[arg-type]


def test_the_frame_is_of_the_library_of_the_metadata() -> None:
    corpus = ts.Corpus(["reform", "trade"], metadata=pl.DataFrame({"group": ["x", "y"]}))
    with pytest.warns(ThemescoreWarning):
        frame = ts.score(corpus, THEMES).compare("group").to_frame()
    assert isinstance(frame, pl.DataFrame)
    assert frame.shape == (6, 26)


def test_the_examples_differ_as_they_were_written_to(examples: Path) -> None:
    """examples/README.md says what differs between whom; here the intervals say it too."""
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    scores = ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))
    with pytest.warns(ThemescoreWarning, match="fewer than 5 documents"):
        frame = scores.compare("agency").to_frame()
    highest = frame.loc[frame.groupby("theme")["rate"].idxmax()].set_index("theme")
    expected = {
        "Security and risk": "Haiyuan",
        "Party building": "Beiling",
        "Economy / Enterprise reform": "Beiling",
        "Livelihoods": "Qinglu",
        "Prices and money": "Merrin",
    }
    for theme, group in expected.items():
        row = highest.loc[theme]
        assert group in row["group"], theme
        assert row["ratio_low"] > 1, theme
    # Haiyuan opens up in one of its three reports only: the highest rate, and an interval that says as much.
    opening = highest.loc["Opening up"]
    assert "Haiyuan" in opening["group"]
    assert opening["ratio_low"] < 1 < opening["ratio"]
    green = frame[frame.theme == "Green development"].sort_values("rate")["group"].tolist()
    assert {name.split()[0] for name in green[-2:]} == {"Qinglu", "Tideway"}
