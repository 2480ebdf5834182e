"""What codes say of themes: precision, recall, corrected rates, agreement."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import themescore as ts
from coded_sheets import TEXTS, THEMES, coded, corpus, returned, sheet, truth
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from themescore.agreement import cohen_kappa, krippendorff_alpha, wilson_interval
from themescore.coding.estimates import (
    Interval,
    alpha_of_sums,
    exact_interval,
    factor,
    kappa_of_sums,
    recall,
    share,
)
from themescore.errors import InputError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python


# Precision, recall, correction


def test_precision_is_the_share_that_is_right_with_wilsons_interval(tmp_path: Path) -> None:
    drawn = sheet()  # four found and four others a theme
    codes = truth(drawn)
    wrong = next(n for n, i in drawn.key["items"].items() if i["theme"] == "Trade" and i["found"])
    missed = next(n for n, i in drawn.key["items"].items() if i["theme"] == "Trade" and not i["found"])
    codes |= {wrong: "no", missed: "yes"}
    row = ts.CodingSheet.read(returned(tmp_path, drawn, codes)).to_frame().iloc[0]
    assert row["precision"] == 3 / 4
    assert (row["precision_low"], row["precision_high"]) == pytest.approx(wilson_interval(3, 4))
    # 8 found, 6 of them right; 24 others, a quarter of them missed: 6 of 12.
    assert row["recall"] == pytest.approx(6 / 12)
    assert row["factor"] == pytest.approx(12 / 8)
    assert row["recall_low"] < 0.5 < row["recall_high"]


def test_weights_count(tmp_path: Path) -> None:
    # 3 of 4 codes are right, but the wrong one stands for as much as they together.
    value = share([1, 1, 1, 0], [1, 1, 1, 3], 0.95)
    effective = 36 / 12
    assert value.value == pytest.approx(0.5)
    assert value[1:] == pytest.approx(wilson_interval(0.5 * effective, effective))


def test_with_every_sentence_coded_the_corrected_rate_is_the_true_one(tmp_path: Path) -> None:
    texts = ["Trade one. A trade wind. Commerce. Rain.", "Trade two. Commerce again. Snow. Trade winds."]
    right = {"Trade one.", "Trade two.", "Commerce.", "Commerce again."}
    themes = ts.Themes({"T": ["trade"]})
    drawn = themes.sample(texts, 100, negatives=0.5)
    codes = {name: "yes" if item["text"] in right else "no" for name, item in drawn.key["items"].items()}
    result = ts.CodingSheet.read(returned(tmp_path, drawn, codes))
    scores = ts.score(texts, themes)
    (row,) = result.corrected(scores).to_dict("records")
    assert row["rate"] == pytest.approx(1000 * 4 / scores.words.sum())
    assert row["corrected"] == pytest.approx(1000 * 4 / scores.words.sum())  # two wrong, two missed
    assert row["low"] < row["corrected"] < row["high"]
    by_document = result.corrected(scores, documents=True)
    assert list(by_document["document"]) == ["0", "1"]
    assert by_document["corrected"].to_list() == pytest.approx(by_document["rate"].to_list())


def test_rates_that_cannot_be_corrected_are_nan_and_said(tmp_path: Path) -> None:
    drawn = sheet(8, negatives=0)
    result = ts.CodingSheet.read(returned(tmp_path, drawn, truth(drawn)))
    with pytest.warns(ThemescoreWarning, match="no recall"):
        assert result.corrected(ts.score(corpus(), THEMES))["corrected"].isna().all()
    with pytest.raises(InputError, match="not scored: 'Trade', 'Reform'"):
        result.corrected(ts.score(corpus(), {"Other": ["x"]}))
    assert "–" in str(result)


@pytest.mark.parametrize(("p", "q"), [(0.9, 0.02), (0.6, 0.1), (0.95, 0.0), (0.8, 0.005)])
@pytest.mark.parametrize("n", [10, 30, 60])
def test_intervals_hold_what_they_say(n: int, p: float, q: float) -> None:
    """In 1,000 samples 95% intervals hold the truth in 94% or more."""
    random = np.random.default_rng(5)
    found, others = 300, 1500
    true_factor = p + q * others / found
    truth = (p / true_factor, true_factor)
    held = [0, 0]
    for right, wrong in zip(random.binomial(n, p, 1000), random.binomial(n, q, 1000), strict=True):
        precision = Interval(right / n, *wilson_interval(int(right), n))
        missed = Interval(wrong / n, *exact_interval(int(wrong), n, 0.95))
        sides = (recall(precision, missed, found, others), factor(precision, missed, found, others))
        for i, (interval, true) in enumerate(zip(sides, truth, strict=True)):
            held[i] += interval.low - 1e-12 <= true <= interval.high + 1e-12
    assert min(held) >= 940


def test_the_exact_interval_is_that_of_scipy() -> None:
    for trials in (1, 7, 40):
        for successes in range(trials + 1):
            scipy = binomtest(successes, trials).proportion_ci(0.9, method="exact")
            assert exact_interval(successes, trials, 0.9) == pytest.approx((scipy.low, scipy.high), abs=1e-12)


shares = st.tuples(st.integers(0, 20), st.integers(1, 20)).filter(lambda pair: pair[0] <= pair[1])


@given(shares, shares, st.integers(1, 50), st.integers(0, 500))
def test_an_interval_holds_its_number(
    right: tuple[int, int], wrong: tuple[int, int], found: int, others: int
) -> None:
    precision = Interval(right[0] / right[1], *wilson_interval(*right))
    missed = Interval(wrong[0] / wrong[1], *wilson_interval(*wrong))
    for interval in (recall(precision, missed, found, others), factor(precision, missed, found, others)):
        if not math.isnan(interval.value):
            assert 0 <= interval.low <= interval.value + 1e-9
            assert interval.value <= interval.high + 1e-9
    if right[0] + wrong[0] * others:
        assert 0 <= recall(precision, missed, found, others).high <= 1


# Agreement


marks = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=20)


@given(marks)
def test_agreement_from_sums_is_that_of_the_codes(pairs: list[tuple[int, int]]) -> None:
    cells = np.array([[a and b, a and not b, b and not a, not (a or b)] for a, b in pairs], dtype=float)
    units = np.array([[a + b, 2 - a - b, 2 * (a + b) * (2 - a - b)] for a, b in pairs], dtype=float)
    first, second = zip(*pairs, strict=True)
    assert kappa_of_sums(cells.sum(0)[None])[0] == pytest.approx(cohen_kappa(first, second), nan_ok=True)
    alpha = krippendorff_alpha([first, second])
    assert alpha_of_sums(units.sum(0)[None])[0] == pytest.approx(alpha, nan_ok=True)


def test_two_coders_are_compared(tmp_path: Path) -> None:
    drawn = sheet(20)
    anna, ben = truth(drawn), truth(drawn)
    changed = list(drawn.key["items"])[:4]
    ben |= {name: "no" if ben[name] == "yes" else "yes" for name in changed}
    drawn.save(tmp_path / "sheet.csv")
    # One file with both, the coder named in the column; another of a third, by the name of the file.
    both = pd.concat([coded(drawn, anna, "Anna"), coded(drawn, ben, "Ben")])
    both.to_csv(tmp_path / "both.csv", index=False)
    coded(drawn, dict(list(anna.items())[:10])).to_csv(tmp_path / "cleo.csv", index=False)
    result = ts.CodingSheet.read([tmp_path / "both.csv", tmp_path / "cleo.csv"])
    assert result.coders == ("Anna", "Ben", "cleo")
    frame = result.agreement.set_index(["coders", "theme"])
    row = frame.loc[("Anna, Ben", "(all)")]
    order = list(drawn.key["items"])
    codes = [[given[name] for name in order] for given in (anna, ben)]
    assert row["items"] == 20
    assert row["agreed"] == 16 / 20
    assert row["kappa"] == pytest.approx(cohen_kappa(*codes))
    assert row["alpha"] == pytest.approx(krippendorff_alpha(codes))
    assert row["kappa_low"] < row["kappa"] < row["kappa_high"]
    third = [anna[name] if i < 10 else None for i, name in enumerate(order)]
    everybody = frame.loc[("Anna, Ben, cleo", "(all)")]
    assert everybody["alpha"] == pytest.approx(krippendorff_alpha([*codes, third]))
    assert math.isnan(everybody["kappa"])
    assert list(result.disagreements["item"]) == changed
    assert ts.CodingSheet.read([tmp_path / "both.csv"]).agreement.equals(
        ts.CodingSheet.read([tmp_path / "both.csv"]).agreement
    )


def test_a_theme_may_be_named_like_the_row_of_all(tmp_path: Path) -> None:
    drawn = ts.Themes({"(all)": ["trade"]}).sample(TEXTS, 4)
    drawn.save(tmp_path / "sheet.csv")
    both = pd.concat([coded(drawn, truth(drawn), coder) for coder in ("a", "b")])
    both.to_csv(tmp_path / "both.csv", index=False)
    assert ts.CodingSheet.read(tmp_path / "both.csv").agreement["items"].tolist() == [4, 4]


def test_coders_who_disagree_count_half(tmp_path: Path) -> None:
    drawn = ts.Themes({"T": ["trade"]}).sample(["Trade."], 1, negatives=0)
    (name,) = drawn.key["items"]
    drawn.save(tmp_path / "sheet.csv")
    pd.concat([coded(drawn, {name: "yes"}, "a"), coded(drawn, {name: "no"}, "b")]).to_csv(
        tmp_path / "both.csv", index=False
    )
    assert ts.CodingSheet.read(tmp_path / "both.csv").to_frame()["precision"].tolist() == [0.5]


def test_the_result_shows_itself_escaped(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    drawn = ts.Themes({hostile: ["trade"]}).sample(TEXTS, 8)
    result = ts.CodingSheet.read(returned(tmp_path, drawn, truth(drawn)))
    assert "<script" not in result._repr_html_()
    assert "<script" not in drawn._repr_html_()
    assert hostile in str(result)
    assert "Trade" in drawn._repr_html_()


def test_the_worked_example_of_the_documentation() -> None:
    precision = share([1] * 6 + [0] * 2, [20] * 8, 0.95)
    missed = share([1] * 2 + [0] * 38, [30] * 40, 0.95, exact_interval)
    assert recall(precision, missed, 160, 1200).value == pytest.approx(120 / 180)
    assert factor(precision, missed, 160, 1200).value == pytest.approx(1.125)
    assert [round(end, 2) for end in precision[1:]] == [0.41, 0.93]
    assert [round(missed.low, 3), round(missed.high, 2)] == [0.006, 0.17]


def test_the_python_in_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")
    before, after = text.split('result = ts.CodingSheet.read(["anna.csv", "ben.xlsx"])')
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", before + "```", flags=re.DOTALL):
        exec(block, names)
    drawn = names["sheet"]
    coded(drawn, truth(drawn)).to_csv("anna.csv", index=False)
    coded(drawn, truth(drawn)).to_excel("ben.xlsx", index=False)
    rest = 'result = ts.CodingSheet.read(["anna.csv", "ben.xlsx"])' + after.split("```")[0]
    exec(rest, names)
    assert names["result"].coders == ("anna", "ben")
    assert set(names["result"].to_frame()["recall"]) == {1.0}
