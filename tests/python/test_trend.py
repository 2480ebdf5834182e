"""Themes over time: each number computed a second way, what is said of it, and what cannot be asked."""

from __future__ import annotations

import inspect
import json
import math
import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pymannkendall
import pytest
import themescore as ts
from scipy.stats import f, false_discovery_control, theilslopes
from themescore import _core
from themescore.errors import InputError, OptionError, ThemescoreWarning
from themescore.trends import rows as trend_rows
from themescore.trends.breaks import best_steps, dispersion
from themescore.trends.trend import TrendBreak, TrendRow

pytestmark = pytest.mark.mostly_python

THEMES = {"Reform": ["reform"], "Trade": ["trade"], "Peace": ["peace"], "Nothing": ["zzz"]}
YEARS = [2000 + year for year in range(24) if year not in (5, 6, 13)]  # with gaps


def document(reform: int, trade: int, peace: int, other: int) -> str:
    """A text of one-word sentences; capitals, because a sentence does not begin with a small letter."""
    return "Reform. " * reform + "Trade. " * trade + "Peace. " * peace + "Word. " * other


def compared(texts: list[str], times: Any, **options: Any) -> ts.Comparison:
    corpus = ts.Corpus(texts, metadata={"when": times})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.score(corpus, THEMES).compare("when", **options)


def trend_of(comparison: ts.Comparison, **options: Any) -> ts.Trend:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return comparison.trend(**options)


@pytest.fixture(scope="module")
def comparison() -> ts.Comparison:
    """Reform rises steadily, trade jumps in 2015, and peace does neither; six documents a year."""
    generator = np.random.default_rng(8)
    texts, times = [], []
    for year in YEARS:
        for _ in range(6):
            means = 4 + 0.4 * (year - 2000), 12 if year >= 2015 else 3, 6, 150
            texts.append(document(*generator.poisson(means)))
            times.append(year)
    return compared(texts, times, replicates=400)


@pytest.fixture(scope="module")
def trend(comparison: ts.Comparison) -> ts.Trend:
    return trend_of(comparison)


def rates_of(comparison: ts.Comparison, theme: str) -> np.ndarray:
    return np.array([row.rate for row in comparison.rows if row.theme == theme])


def row_of(trend: ts.Trend, theme: str) -> TrendRow:
    return next(row for row in trend.rows if row.theme == theme)


@pytest.mark.parametrize("theme", ["Reform", "Trade", "Peace"])
def test_a_row_is_what_scipy_and_pymannkendall_make_of_the_rates(
    comparison: ts.Comparison, theme: str
) -> None:
    rates = rates_of(comparison, theme)
    row = row_of(trend_of(comparison, autocorrelation=None), theme)
    slope = theilslopes(rates, YEARS, alpha=0.95)
    assert row.slope == pytest.approx(slope.slope, rel=1e-10)
    assert (row.slope_low, row.slope_high) == pytest.approx((slope.low_slope, slope.high_slope), rel=1e-10)
    test = pymannkendall.original_test(rates)
    assert (row.tau, row.z, row.p) == pytest.approx((test.Tau, test.z, test.p), rel=1e-10, abs=1e-15)
    assert (row.first, row.last, row.times) == ("2000", "2023", len(YEARS))
    assert (row.rate_first, row.rate_last) == (rates[0], rates[-1])
    assert row.correction == 1


def test_what_was_made_to_rise_jump_and_stay_is_found_to(trend: ts.Trend) -> None:
    reform, trade, peace = (row_of(trend, theme) for theme in ("Reform", "Trade", "Peace"))
    assert reform.q < 0.01
    # 1,000 times 0.4 of some 170 words a year, and the words grow too
    assert reform.slope_low < 2.1 < reform.slope_high
    assert peace.q > 0.05
    assert [(found.theme, found.at) for found in trend.breaks] == [("Trade", "2015")]
    assert (reform.breaks, trade.breaks, peace.breaks) == (0, 1, 0)


def test_a_break_says_the_levels_around_it_and_how_sure_it_is(
    comparison: ts.Comparison, trend: ts.Trend
) -> None:
    (found,) = trend.breaks
    rows = [row for row in comparison.rows if row.theme == "Trade"]
    for level, some in (
        (found.before, [row for row in rows if int(row.group) < 2015]),
        (found.after, [row for row in rows if int(row.group) >= 2015]),
    ):
        assert level == pytest.approx(1000 * sum(r.mentions for r in some) / sum(r.words for r in some))
    assert found.time == 2015
    assert found.earliest <= "2015" <= found.latest
    assert found.found > 0.9


def test_found_is_the_share_of_replicates_with_a_break_next_to_it(
    comparison: ts.Comparison, trend: ts.Trend
) -> None:
    """Each is cut alone, at the price of the series, by what test_breaks.py holds against others."""
    (found,) = trend.breaks
    scores, groups = comparison._scores, comparison._groups
    assert scores is not None
    assert groups is not None
    words, mentions = _core.group_replicates(
        scores._counts, groups.of, len(YEARS), replicates=400, seed=0, threads=1
    )
    rows = [row for row in comparison.rows if row.theme == "Trade"]
    as_it_was = [np.array([[getattr(row, name) for row in rows]], float) for name in ("mentions", "words")]
    price = f.isf(0.05 / len(YEARS), 1, 2 * (len(YEARS) - 1) / 3) * dispersion(
        *as_it_was, autocorrelation=True
    )
    at = YEARS.index(2015)
    near = [
        any(abs(other - at) <= 1 for breaks, _ in best_steps(c[None], w[None], price, 2) for other in breaks)
        for c, w in zip(mentions[:, :, 1], words, strict=True)
    ]
    assert found.found == np.mean(near)


def test_the_interval_over_documents_is_that_of_the_slopes_of_replicates(
    comparison: ts.Comparison, trend: ts.Trend
) -> None:
    scores, groups = comparison._scores, comparison._groups
    assert scores is not None
    assert groups is not None
    words, mentions = _core.group_replicates(
        scores._counts, groups.of, len(YEARS), replicates=400, seed=0, threads=1
    )
    slopes = [theilslopes(rates, YEARS).slope for rates in 1000 * mentions[:, :, 0] / words]
    row = row_of(trend, "Reform")
    expected = np.quantile(slopes, [0.025, 0.975])
    assert (row.documents_low, row.documents_high) == pytest.approx(expected, rel=1e-10)


def test_q_is_scipys(trend: ts.Trend) -> None:
    frame = trend.to_frame()
    there = frame.p.notna()
    assert frame.q[there].to_numpy() == pytest.approx(false_discovery_control(frame.p[there]), rel=1e-12)
    assert frame.theme[~there].tolist() == ["Nothing"]


def test_a_theme_without_mentions_has_no_p_and_no_interval(trend: ts.Trend) -> None:
    row = row_of(trend, "Nothing")
    assert row.slope == 0
    for value in (row.tau, row.z, row.p, row.q, row.slope_low, row.documents_high):
        assert math.isnan(value)


def test_gaps_count_as_the_time_that_they_are() -> None:
    """The same rates at the same places, but for the last, which is 95 years later."""
    texts = [document(n, 1, 1, 100) for n in (1, 2, 3, 4, 5)]
    for times, expected in (([2000, 2001, 2002, 2003, 2004], None), ([2000, 2001, 2002, 2003, 2099], None)):
        found = trend_of(compared(texts, times))
        rates = rates_of(compared(texts, times), "Reform")
        expected = theilslopes(rates, times).slope
        assert row_of(found, "Reform").slope == pytest.approx(expected, rel=1e-10)


def test_times_are_in_order_of_time_and_not_of_text() -> None:
    texts = [document(n, 1, 1, 100) for n in (10, 2, 9, 1)]
    found = trend_of(compared(texts, ["10", "2", "9", "1"]))
    assert found.times == ("1", "2", "9", "10")
    assert row_of(found, "Reform").tau == 1
    assert not found.years


def test_dates_are_counted_in_years() -> None:
    texts = [document(n, 1, 1, 100 - n) for n in (1, 2, 3, 4)]
    dates = [date(2020, 1, 1), date(2020, 7, 1), date(2021, 1, 1), date(2021, 7, 2)]
    found = trend_of(compared(texts, dates))
    assert found.years
    # A rate of 1,000 / 102 more each half year.
    assert row_of(found, "Reform").slope == pytest.approx(2 * 1000 / 102, rel=0.01)


def test_documents_without_a_time_and_times_without_words_are_left_out_and_named() -> None:
    texts = [document(n, 1, 1, 100) for n in (1, 2, 3, 4, 5)] + [document(90, 1, 1, 9), "", "..."]
    comparison = compared(texts, [2001, 2002, 2003, 2004, 2005, None, 2006, 2007])
    with pytest.warns(ThemescoreWarning) as caught:
        found = comparison.trend()
    said = found.warnings
    assert [str(warning.message) for warning in caught] == ["".join(f"\n- {note}" for note in said)]
    assert "1 document without a value in 'when': left out of the trend" in said
    assert "when '2006', '2007': no words at all, left out of the trend" in said
    assert found.times == ("2001", "2002", "2003", "2004", "2005")
    assert row_of(found, "Reform").mentions == 15
    assert any(note.startswith("5 times only: a trend of less than 10 is rough") for note in said)
    assert any(note.startswith("5 of 5 times with one document only") for note in said)


def test_a_year_with_a_gap_in_its_column_is_a_year() -> None:
    frame = pd.DataFrame({"when": [2001, 2002, None, 2003, 2004]})
    found = trend_of(compared([document(n, 1, 1, 50) for n in range(5)], frame["when"]))
    assert found.times == ("2001", "2002", "2003", "2004")


def test_a_replicate_of_documents_without_words_is_taken_as_the_time_was() -> None:
    texts = [document(n, 2, 1, 60) for n in range(1, 9)] + ["..."] * 24
    found = trend_of(compared(texts, [2000 + n % 8 for n in range(32)]))
    row = row_of(found, "Reform")
    assert row.documents_low <= row.slope <= row.documents_high


def test_too_few_times_are_an_error() -> None:
    texts = [document(n, 1, 1, 50) for n in range(4)]
    with pytest.raises(InputError, match="column 'when' has 3 times with words: a trend needs 4"):
        compared([*texts, "..."][1:], [2001, 2002, 2003, 2004]).trend()


def test_a_column_that_is_no_time_is_an_error_with_its_value() -> None:
    texts = [document(n, 1, 1, 50) for n in range(4)]
    with pytest.raises(InputError, match="column 'when' holds 'Party', which is neither a number nor a date"):
        compared(texts, ["2001", "2002", "2003", "Party"]).trend()


def test_more_than_memory_holds_is_an_error_that_says_what_helps(
    comparison: ts.Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trend_rows, "_MOST_DRAWN", 400 * len(YEARS) * len(THEMES) - 1)
    with pytest.raises(InputError, match="400 replicates of 21 groups and 4 themes are too many to keep"):
        comparison.trend()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("autocorrelation", "yes"),
        ("autocorrelation", True),
        ("penalty", 0),
        ("penalty", "bic"),
        ("penalty", float("inf")),
        ("min_size", 0),
        ("min_size", 1.5),
        ("threads", 0),
    ],
)
def test_an_option_out_of_range_is_named(comparison: ts.Comparison, option: str, value: Any) -> None:
    with pytest.raises(OptionError, match=f"{option}="):
        comparison.trend(**{option: value})


def test_what_is_not_said_is_what_comparison_trend_says() -> None:
    said = inspect.signature(ts.Comparison.trend).parameters
    internal = inspect.signature(trend_rows.trend).parameters
    for name in ("autocorrelation", "penalty", "min_size", "threads"):
        assert said[name].default == internal[name].default


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_the_numbers_are_the_same_for_any_number_of_threads(comparison: ts.Comparison, threads: int) -> None:
    first, second = trend_of(comparison, threads=3), trend_of(comparison, threads=threads)
    pd.testing.assert_frame_equal(first.to_frame(), second.to_frame(), check_exact=True)
    pd.testing.assert_frame_equal(first.breaks_frame(), second.breaks_frame(), check_exact=True)


def test_a_smaller_penalty_finds_more_breaks_and_a_longer_level_fewer(comparison: ts.Comparison) -> None:
    usual, cheap = trend_of(comparison), trend_of(comparison, penalty=1.0, min_size=1)
    assert len(cheap.breaks) > len(usual.breaks)
    assert not trend_of(comparison, min_size=11).breaks  # two such levels would take 22 times of 21


def test_the_level_decides_what_is_said(comparison: ts.Comparison) -> None:
    assert row_of(trend_of(comparison), "Reform").slope_low > 0
    strict = ts.score(comparison._scores.corpus, THEMES)  # type: ignore[union-attr]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = strict.compare("when", level=1 - 1e-14, replicates=100).trend()
    assert found.findings == ()


def test_findings_say_the_numbers_of_the_rows(trend: ts.Trend) -> None:
    row, (found,) = row_of(trend, "Reform"), trend.breaks
    reform, trade = (next(s for s in trend.findings if s.startswith(theme)) for theme in ("Reform", "Trade"))
    said = re.fullmatch(
        r"Reform: rises by ([\d.]+) mentions per 1,000 words a year "
        r"\(95% interval ([\d.]+) to ([\d.]+); 21 years\)",
        reform,
    )
    assert said
    assert [float(n) for n in said.groups()] == pytest.approx(
        [row.slope, row.slope_low, row.slope_high], rel=0.05
    )
    assert "breaks upwards in 2015, from " in trade
    assert f"found in {math.floor(100 * found.found)}% of replicates)" in trade
    assert not any(s.startswith(("Peace", "Nothing")) for s in trend.findings)


def test_what_falls_is_said_to_fall_with_its_interval_turned_round() -> None:
    generator = np.random.default_rng(3)
    texts = [document(30 - n, 1, 1, 200 + int(generator.integers(9))) for n in range(14)]
    found = trend_of(compared(texts, list(range(2000, 2014))))
    (finding,) = (s for s in found.findings if s.startswith("Reform"))
    said = re.match(r"Reform: falls by ([\d.]+) .*\(95% interval ([\d.]+) to ([\d.]+); 14 years\)", finding)
    assert said
    size, low, high = map(float, said.groups())
    assert low <= size <= high


def test_a_theme_that_is_mostly_absent_rises_though_its_median_change_is_none() -> None:
    counts = [0] * 22 + [1, 2, 3, 4, 5, 6]
    found = trend_of(
        compared([document(n, 1, 1, 200) for n in counts], list(range(1990, 2018))), autocorrelation=None
    )
    assert row_of(found, "Reform").slope == 0
    (finding,) = (s for s in found.findings if s.startswith("Reform"))
    assert "rises more often than it falls (tau 0.6" in finding


def test_a_variable_that_is_no_year_is_named_in_the_sentence() -> None:
    found = trend_of(compared([document(n, 1, 1, 90) for n in range(12)], list(range(12))))
    (finding,) = (s for s in found.findings if s.startswith("Reform"))
    assert "mentions per 1,000 words per unit of when (" in finding
    assert finding.count("12 times") == 1


def test_the_most_certain_breaks_are_said_and_the_others_counted() -> None:
    levels = np.repeat([2, 30, 2, 30, 2, 30], 8)
    found = trend_of(compared([document(int(n), 1, 1, 400) for n in levels], list(range(1950, 1998))))
    breaks = [one for one in found.breaks if one.theme == "Reform"]
    assert [one.at for one in breaks] == ["1958", "1966", "1974", "1982", "1990"]
    (finding,) = (s for s in found.findings if s.startswith("Reform"))
    assert finding.count("breaks ") == 4
    assert finding.endswith("; 1 more in .breaks")


def test_terminal_and_notebook_show_the_rows_and_what_was_found(trend: ts.Trend) -> None:
    text, html = str(trend), trend._repr_html_()
    assert max(map(len, text.splitlines())) <= 100
    for shown in (" ".join(text.split()), html):
        for finding in trend.findings:
            assert finding in shown
        assert "▲ 2015" in shown
    assert html.count("<li>") == len(trend.findings)
    assert repr(trend) == "Trend(by 'when': 4 themes, 21 times, '2000' to '2023')"


def test_where_nothing_moves_it_says_so() -> None:
    found = trend_of(compared([document(2, 1, 1, 50)] * 6, list(range(2000, 2006))))
    assert found.findings == ()
    for shown in (str(found), found._repr_html_()):
        assert "No theme rises, falls or breaks by more than chance explains." in shown


def test_names_are_escaped() -> None:
    corpus = ts.Corpus(
        [f"Reform.{' Reform.' * n} Word goes on." for n in range(12)],
        metadata={"<i>when\x1b": list(range(12))},
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = ts.score(corpus, {"<b>\u202e": ["reform"]}).compare("<i>when\x1b").trend()
    assert found.findings
    html = found._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert "\x1b" not in str(found)


def test_long_names_are_cut_to_the_width_of_the_terminal() -> None:
    corpus = ts.Corpus(
        [f"Reform.{' Reform.' * n} Word goes on." for n in range(12)],
        metadata={"when": [date(2020, 1, 1 + n) for n in range(12)]},
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = ts.score(corpus, {"改革" * 40: ["reform"]}).compare("when").trend()
    assert max(len(line) for line in str(found).splitlines()[:3]) <= 100


def test_frames_are_of_the_library_of_the_metadata() -> None:
    frame = pl.DataFrame({"when": list(range(2000, 2012))})
    corpus = ts.Corpus([document(1 + 9 * (n > 5), 1, 1, 50) for n in range(12)], metadata=frame)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = ts.score(corpus, THEMES).compare("when").trend()
    assert isinstance(found.to_frame(), pl.DataFrame)
    assert found.to_frame().columns == list(TrendRow.__slots__)
    assert isinstance(found.breaks_frame(), pl.DataFrame)
    assert found.breaks_frame().columns == list(TrendBreak.__slots__)


def records(path: Path) -> tuple[list[str], list[int]]:
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [record["text"] for record in read], [int(record["date"][:4]) for record in read]


def test_the_minutes_break_when_the_pandemic_and_the_bottlenecks_came(shared_data: Path) -> None:
    """Stated before: COVID-19 from 2020; supply bottlenecks from 2021; inflation more often than in 2000."""
    texts, years = records(shared_data / "fomc-minutes.jsonl")
    corpus = ts.Corpus(texts, metadata={"year": years})
    themes = {
        "Pandemic": ["pandemic", "COVID*"],
        "Supply": ["supply", "bottleneck*"],
        "Inflation": ["inflation*"],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = ts.score(corpus, themes).compare("year", replicates=500).trend()
    breaks = {one.theme: one for one in found.breaks}
    assert (breaks["Pandemic"].at, breaks["Supply"].at) == ("2020", "2021")
    assert min(breaks["Pandemic"].found, breaks["Supply"].found) > 0.9
    inflation = row_of(found, "Inflation")
    assert inflation.q < 0.05
    assert inflation.slope_low > 0


@pytest.mark.parametrize("options", [{"measure": "sentences"}, {"within": "kind"}])
def test_other_measures_and_strata_have_no_trend(options: dict[str, str]) -> None:
    metadata = {"year": list(range(2000, 2012)), "kind": ["x", "y"] * 6}
    corpus = ts.Corpus(["Reform goes on. Trade grew."] * 12, metadata=metadata)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        comparison = ts.score(corpus, {"Reform": ["reform"]}).compare("year", **options)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="compare without measure= and within="):
        comparison.trend()
