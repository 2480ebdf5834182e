"""What rates are of, how documents share them, and what is said of all that."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pytest
import themescore as ts
from comparisons import THEMES, compared, document, numbers_of, random_texts, row_of
from scipy import stats
from themescore import _core
from themescore.errors import OptionError, ThemescoreWarning

NESTED = {"Economy": {"Reform": ["reform"], "Trade": ["trade"]}, "Peace": ["peace"]}


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return random_texts(4, [(3, 5, 40)] * 7 + [(14, 5, 40)] * 2 + [(6, 5, 60)] * 12)


GROUPS = ["a"] * 9 + ["b"] * 12


def notes_of(texts: list[str], groups: list[object], **options: object) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.Corpus(texts, metadata={"group": groups})
        return list(ts.score(corpus, THEMES).compare("group", **options).warnings)  # type: ignore[arg-type]


def test_sentences_are_counted_once_however_often_they_mention_a_theme() -> None:
    texts = ["Reform reform. Reform goes on. No.", "Reform. No. No. No.", "Trade. Reform. No."]
    row = row_of(compared(texts, metadata={"group": ["a", "a", "b"]}, measure="sentences"), "Reform", "a")
    assert row.mentions == 4
    assert row.rate == pytest.approx(100 * 3 / 7)
    assert row.other_rate == pytest.approx(100 / 3)
    assert row.ratio == pytest.approx((3 / 7) / (1 / 3))


def test_shares_are_of_the_mentions_of_themes_at_the_top() -> None:
    texts = ["Reform trade peace reform.", "Peace.", "Trade and peace."]
    corpus = ts.Corpus(texts, metadata={"group": ["a", "a", "b"]})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        comparison = ts.score(corpus, NESTED).compare("group", measure="share")
    assert row_of(comparison, "Economy", "a").rate == pytest.approx(100 * 3 / 5)
    assert row_of(comparison, "Economy / Reform", "a").rate == pytest.approx(100 * 2 / 5)
    assert row_of(comparison, "Peace", "a").rate == pytest.approx(100 * 2 / 5)
    assert row_of(comparison, "Economy", "a").other_rate == pytest.approx(50)


@pytest.mark.parametrize(("measure", "column"), [("sentences", 2), ("share", None)])
def test_intervals_and_p_are_of_the_measure(texts: list[str], measure: str, column: int | None) -> None:
    """One-word sentences: sentences are words here; shares are of the two themes."""
    comparison = compared(texts, metadata={"group": GROUPS}, measure=measure, replicates=4000)
    numbers = numbers_of(texts)
    sizes = numbers[:, 2] if column == 2 else numbers[:, 0] + numbers[:, 1]
    row = row_of(comparison, "Reform", "b")
    assert row.rate == pytest.approx(100 * numbers[9:, 0].sum() / sizes[9:].sum(), rel=1e-12)
    drawn = np.random.default_rng(1).integers(9, 21, (4000, 12))
    rates = 100 * numbers[drawn, 0].sum(axis=1) / sizes[drawn].sum(axis=1)
    tail = stats.norm.cdf(-math.sqrt(9 / 8) * stats.t.ppf(0.975, 8))  # nine documents in the smaller group
    low, high = np.quantile(rates, [tail, 1 - tail])
    assert [row.low, row.high] == pytest.approx([low, high], abs=0.06 * (high - low))
    if measure == "sentences":
        words = row_of(compared(texts, metadata={"group": GROUPS}, replicates=4000), "Reform", "b")
        assert row.p == words.p
        assert row.low == pytest.approx(words.low / 10)


def test_difference_is_rate_less_other_rate_with_an_interval_of_the_same_draws(texts: list[str]) -> None:
    comparison = compared(texts, metadata={"group": GROUPS}, interval="percentile", seed=3)
    row = row_of(comparison, "Reform", "a")
    assert row.difference == pytest.approx(row.rate - row.other_rate, rel=1e-12)
    of = [int(group == "b") for group in GROUPS]
    counts = ts.score(texts, THEMES)._counts
    words, mentions = _core.group_replicates(counts, of, 2, replicates=2000, seed=3, threads=1)
    rates = 1000 * mentions[:, :, 0] / words
    ends = np.quantile(rates[:, 0] - rates[:, 1], [0.025, 0.975])
    assert [row.difference_low, row.difference_high] == pytest.approx(ends, rel=1e-10)


def bca(values: np.ndarray, estimate: float, acceleration: float) -> np.ndarray:
    """Efron's ends, by scipy's normal distribution."""
    bias = stats.norm.ppf(((values < estimate).sum() + (values == estimate).sum() / 2) / len(values))
    z = bias + stats.norm.ppf([0.025, 0.975])
    ends: np.ndarray = np.quantile(values, stats.norm.cdf(bias + z / (1 - acceleration * z)))
    return ends


def test_bca_is_efrons_with_the_jackknife_of_the_documents(texts: list[str]) -> None:
    comparison = compared(texts, metadata={"group": GROUPS}, interval="bca", seed=3)
    numbers, of = numbers_of(texts), np.array([int(group == "b") for group in GROUPS])
    counts = ts.score(texts, THEMES)._counts
    words, mentions = _core.group_replicates(counts, of.tolist(), 2, replicates=2000, seed=3, threads=1)
    rates = mentions[:, :, 0] / words

    def rate(kept: np.ndarray, group: int) -> float:
        own = kept & (of == group)
        return float(numbers[own, 0].sum() / numbers[own, 2].sum())

    influence = []  # of each document on the rate of its group and on the ratio, over its group's number
    everything = np.ones(len(of), bool)
    for i in range(len(of)):
        kept = everything.copy()
        kept[i] = False
        influence.append((rate(kept, of[i]), rate(kept, 0) / rate(kept, 1)))
    left_out = np.array(influence)
    centred = np.zeros_like(left_out)
    for group in (0, 1):
        n = (of == group).sum()
        centred[of == group] = (n - 1) * (left_out[of == group].mean(axis=0) - left_out[of == group]) / n
    own = centred[of == 0, 0]
    row = row_of(comparison, "Reform", "a")
    for values, estimate, part, found in (
        (rates[:, 0], rate(everything, 0), own, np.array([row.low, row.high]) / 1000),
        (rates[:, 0] / rates[:, 1], row.ratio, centred[:, 1], np.array([row.ratio_low, row.ratio_high])),
    ):
        acceleration = (part**3).sum() / (6 * (part**2).sum() ** 1.5)
        assert abs(acceleration) > 1e-3
        assert found == pytest.approx(bca(values, estimate, acceleration), rel=1e-9)


def test_bca_of_a_rate_is_scipys_within_the_error_of_so_many_draws(texts: list[str]) -> None:
    numbers = numbers_of(texts)[9:]
    expected = stats.bootstrap(
        (numbers[:, 0], numbers[:, 2]),
        lambda mentions, words, axis: mentions.sum(axis=axis) / words.sum(axis=axis),
        paired=True,
        n_resamples=20_000,
        method="BCa",
        rng=np.random.default_rng(2),
    ).confidence_interval
    comparison = compared(texts, metadata={"group": GROUPS}, interval="bca", replicates=20_000)
    row = row_of(comparison, "Reform", "b")
    width = 1000 * (expected.high - expected.low)
    assert [row.low, row.high] == pytest.approx([1000 * expected.low, 1000 * expected.high], abs=0.04 * width)


def test_the_design_effect_is_the_variance_of_the_ratio_estimator_over_that_of_words(
    texts: list[str],
) -> None:
    row = row_of(compared(texts, metadata={"group": GROUPS}), "Trade", "b")
    mentions, words = numbers_of(texts)[9:, 1:].T
    rate = mentions.sum() / words.sum()
    by_documents = 12 / 11 * ((mentions - rate * words) ** 2).sum() / words.sum() ** 2
    assert row.design_effect == pytest.approx(by_documents / (rate * (1 - rate) / words.sum()), rel=1e-10)


def test_the_same_text_again_and_again_has_a_design_effect_of_0_and_clumps_have_a_large_one() -> None:
    alike = compared([document(2, 1, 17)] * 8, metadata={"group": list("aaaabbbb")})
    assert row_of(alike, "Reform", "a").design_effect == pytest.approx(0, abs=1e-12)
    clumped = compared([document(20, 1, 60), *[document(0, 1, 80)] * 7], metadata={"group": list("aaaabbbb")})
    assert row_of(clumped, "Reform", "a").design_effect > 10


def test_measures_of_dispersion_are_those_of_their_formulas(texts: list[str]) -> None:
    row = row_of(compared(texts, metadata={"group": GROUPS}), "Reform", "a")
    mentions, _, words = numbers_of(texts)[:9].T
    dp = np.abs(mentions / mentions.sum() - words / words.sum()).sum() / 2
    rates = mentions / words
    assert row.dispersion == pytest.approx(dp, rel=1e-12)
    assert row.dp_norm == pytest.approx(dp / (1 - words.min() / words.sum()), rel=1e-12)
    assert row.juilland_d == pytest.approx(1 - rates.std() / rates.mean() / math.sqrt(8), rel=1e-12)
    assert row.range == (mentions > 0).sum()


def test_dispersion_has_its_ends() -> None:
    alike = row_of(compared([document(2, 1, 17)] * 8, metadata={"group": list("aaaabbbb")}), "Reform", "a")
    assert (alike.dispersion, alike.dp_norm, alike.juilland_d, alike.range) == (0, 0, 1, 4)
    alone = compared([document(2, 1, 17), *[document(0, 1, 19)] * 7], metadata={"group": list("aaaabbbb")})
    row = row_of(alone, "Reform", "a")
    assert (row.dispersion, row.dp_norm, row.range) == (0.75, 1, 1)
    assert row.juilland_d == pytest.approx(0, abs=1e-15)


def test_an_unknown_measure_or_interval_is_named() -> None:
    for option in ("measure", "interval"):
        with pytest.raises(OptionError, match=option):
            compared(["reform", "trade"], metadata={"group": ["a", "b"]}, **{option: "tfidf"})


def test_a_document_that_decides_the_rate_of_its_group_is_named() -> None:
    texts = [document(1, 1, 300), *[document(1, 1, 20)] * 5, *[document(1, 1, 20)] * 6]
    notes = notes_of(texts, ["a"] * 6 + ["b"] * 6)
    assert "one document decides a group's rate: '0' has 73% of the words of a" in notes
    assert not any("decides" in note for note in notes_of(texts[1:], ["a"] * 5 + ["b"] * 6))


def test_groups_in_other_languages_are_not_compared_by_words_without_a_word() -> None:
    texts = ["深化改革，扩大开放。经济发展。"] * 5 + ["Reform goes on. The economy grows."] * 5
    groups: list[object] = ["cn"] * 5 + ["en"] * 5
    (note,) = (note for note in notes_of(texts, groups) if "Chinese" in note)
    assert note.startswith("group cn is 100% Chinese words and en 0%")
    assert not any("Chinese" in note for note in notes_of(texts, groups, measure="sentences"))
    assert not any("Chinese" in note for note in notes_of(texts[5:] * 2, groups))


def test_languages_that_strata_keep_apart_are_no_matter() -> None:
    chinese, english = "深化改革，扩大开放。经济发展。", "Reform goes on. The economy grows."
    metadata = {
        "language": ["zh"] * 6 + ["en"] * 6,
        "group": [*"aaaabb", *"aabbbb"],  # a has more of the Chinese ones, in either half
        "half": [*"xxyyxy", *"xyxxyy"],
    }
    for within, told in (("language", False), ("half", True)):
        comparison = compared([chinese] * 6 + [english] * 6, metadata=metadata, within=within)
        assert any("Chinese" in note for note in comparison.warnings) == told, within


def test_themes_that_nobody_mentions_are_named() -> None:
    assert "no document mentions 'Nothing'" in notes_of(["reform trade"] * 10, list("aaaaabbbbb"))


def test_many_rows_with_small_p_by_chance_are_said_to_be_so() -> None:
    generator = np.random.default_rng(12)
    themes = {f"T{i}": [f"word{i}"] for i in range(40)}
    texts = [
        " ".join(f"word{i}" for i in range(40) for _ in range(int(generator.poisson(3)))) for _ in range(20)
    ]
    corpus = ts.Corpus(texts, metadata={"group": ["a", "b"] * 10})
    with pytest.warns(ThemescoreWarning, match="of 80 differences would each pass for real"):
        comparison = ts.score(corpus, themes).compare("group")
    assert comparison.findings == ()


def test_findings_speak_of_the_measure_the_baseline_and_the_strata() -> None:
    texts = random_texts(6, [(2, 3, 50)] * 20 + [(8, 3, 50)] * 20)
    metadata = {"group": ["a"] * 20 + ["b"] * 20, "year": [1, 2] * 20}
    first = compared(texts, metadata=metadata, baseline="a", measure="sentences", within="year").findings[0]
    assert first.startswith("group b: Reform ")
    assert " times as often as a within year (95% interval " in first
    assert first.endswith("by sentences)")
    none = compared(
        [*texts[:20], *[document(0, 3, 50)] * 20], metadata=metadata, baseline="a", measure="sentences"
    )
    rate = row_of(none, "Reform", "a").rate
    assert f"group b: no mention of Reform, which a has in {rate:.1f} of 100 sentences" in none.findings


def test_the_frame_has_the_new_columns_after_those_that_programs_rely_on(texts: list[str]) -> None:
    names = list(compared(texts, metadata={"group": GROUPS}).to_frame().columns)
    first = "theme group documents words mentions rate low high ratio ratio_low ratio_high log_odds z g2 p q"
    assert " ".join(names).startswith(f"{first} dispersion ")
    assert isinstance(compared(texts, metadata=pd.DataFrame({"group": GROUPS})).to_frame(), pd.DataFrame)
