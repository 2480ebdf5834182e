"""Hand-coding: what is drawn, what comes back from a spreadsheet, what the codes say."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import themescore as ts
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from scipy.stats import binomtest
from themescore.agreement import cohen_kappa, krippendorff_alpha, wilson_interval
from themescore.coding.drawing import evenly, in_proportion
from themescore.coding.estimates import (
    Interval,
    alpha_of_sums,
    exact_interval,
    factor,
    kappa_of_sums,
    recall,
    share,
)
from themescore.errors import InputError, OptionError, ReadError, ThemescoreWarning, WriteError

pytestmark = pytest.mark.mostly_python

WORDS = ("grew", "fell", "rose", "sank", "went", "came", "held", "slid")
TEXTS = [f"Trade {word}. The weather {word}. Reform {word}. Rain {word}." for word in WORDS]
THEMES = ts.Themes({"Trade": ["trade"], "Reform": ["reform"]})


def corpus() -> ts.Corpus:
    years = [2020] * 6 + [2021] * 2
    return ts.Corpus(TEXTS, ids=[f"r{i}" for i in range(8)], metadata={"year": years})


def sheet(n: int = 16, **options: Any) -> ts.CodingSheet:
    return THEMES.sample(corpus(), n, **{"negatives": 0.5, **options})


def truth(drawn: ts.CodingSheet) -> dict[str, str]:
    return {name: "yes" if item["found"] else "no" for name, item in drawn.key["items"].items()}


def coded(drawn: ts.CodingSheet, codes: dict[str, str], coder: str = "") -> pd.DataFrame:
    frame = drawn.to_frame()
    return frame.assign(code=[codes.get(item, "") for item in frame["item"]], coder=coder)


def returned(
    folder: Path, drawn: ts.CodingSheet, codes: dict[str, str], name: str = "sheet.csv", **how: Any
) -> Path:
    """Save a sheet, and in its place what a coder made of it."""
    drawn.save(folder / "sheet.csv")
    path = folder / name
    coded(drawn, codes).to_csv(path, index=False, **how)
    return path


# Drawing


@given(st.integers(0, 60), st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_items_are_shared_out_as_evenly_as_there_are(size: int, available: list[int]) -> None:
    shares = evenly(size, available)
    assert sum(shares) == min(size, sum(available))
    assert all(0 <= got <= most for got, most in zip(shares, available, strict=True))
    # Whoever has fewer than somebody else, by more than one, has all there are.
    for got, most in zip(shares, available, strict=True):
        assert got == most or got >= max(shares) - 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.data())
def test_items_are_shared_out_in_proportion_with_at_least_one(
    members: list[int], data: st.DataObject
) -> None:
    size = data.draw(st.integers(len(members), sum(members) + 3))
    shares = in_proportion(size, members)
    assert sum(shares) == min(size, sum(members))
    assert all(1 <= got <= most for got, most in zip(shares, members, strict=True))
    if size >= sum(members):
        assert shares == members


def test_proportions_worked_by_hand() -> None:
    assert in_proportion(10, [60, 30, 10]) == [6, 3, 1]
    assert in_proportion(4, [97, 2, 1]) == [2, 1, 1]


def test_weights_add_up_to_the_sentences_there_are() -> None:
    for options in ({}, {"stratify": "year"}):
        key = sheet(14, **options).key
        assert key["themes"] == {name: {"found": 8, "others": 24} for name in ("Trade", "Reform")}
        for theme, number in key["themes"].items():
            for found, name in ((True, "found"), (False, "others")):
                weights = [
                    i["weight"] for i in key["items"].values() if (i["theme"], i["found"]) == (theme, found)
                ]
                assert sum(weights) == pytest.approx(number[name])


def test_groups_are_drawn_in_proportion() -> None:
    items = sheet(16, stratify="year").key["items"].values()
    trade = [i["document"] in ("r6", "r7") for i in items if i["theme"] == "Trade" and i["found"]]
    assert (len(trade), sum(trade)) == (4, 1)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert sheet().key == sheet().key
    assert sheet().to_frame().equals(sheet(threads=2).to_frame())
    drawn, other = sheet(10), sheet(10, seed=1)
    assert list(drawn.to_frame()["sentence"]) != list(other.to_frame()["sentence"])


def test_every_sentence_has_the_same_chance() -> None:
    drawn = [i["document"] for s in range(200) for i in sheet(4, seed=s).key["items"].values() if i["found"]]
    counts = [drawn.count(f"r{i}") for i in range(8)]
    # 400 draws over 8 documents; chi-square of 7 degrees of freedom is above 24.3 once in a thousand.
    assert sum((count - 50) ** 2 / 50 for count in counts) < 24.3


def test_the_offsets_lead_back_to_the_text() -> None:
    by_id = dict(zip(corpus().ids, TEXTS, strict=True))
    for item in sheet().key["items"].values():
        text = by_id[item["document"]]
        assert text[item["start"] : item["end"]] == item["text"]
        assert [text[a:b].lower() for a, b, _ in item["mentions"]] == [
            pattern for *_, pattern in item["mentions"]
        ]
        assert bool(item["mentions"]) == item["found"]


def test_a_blind_sheet_says_nothing_of_what_was_found() -> None:
    drawn = sheet(16)
    assert drawn.columns == ("item", "theme", "document", "sentence", "context", "code", "coder", "note")
    frame = drawn.to_frame()
    assert not frame["sentence"].str.contains("[", regex=False).any()
    # Found and not found are mixed in every half.
    found = [item["found"] for item in drawn.key["items"].values()]
    assert 0 < sum(found[:8]) < 8


def test_a_sheet_that_is_not_blind_marks_the_mention() -> None:
    frame = sheet(blind=False).to_frame()
    marked = frame["sentence"].str.contains(r"\[(?:Trade|Reform)\]")
    assert (marked == (frame["found"] == "yes")).all()
    assert 0 < marked.sum() < len(frame)


def test_context_is_what_stands_around() -> None:
    drawn = ts.Themes({"T": ["trade"]}).sample(["One. Two trade. Three. Four."], 1, negatives=0, context=1)
    assert drawn.to_frame()["context"].tolist() == ["One. […] Three."]
    assert set(sheet(context=0).to_frame()["context"]) == {""}


def test_fewer_sentences_than_asked_for_are_all_drawn() -> None:
    assert len(sheet(1000)) == 8 + 8 + 24 + 24


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 0}, "n=0"),
        ({"seed": -1}, "seed"),
        ({"negatives": 1.5}, "negatives"),
        ({"negatives": True}, "negatives"),
        ({"context": 99}, "context"),
        ({"boundary": "x"}, "boundary"),
    ],
)
def test_options_out_of_range_are_errors(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        THEMES.sample(corpus(), **options)


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(InputError, match="no theme has a mention"):
        THEMES.sample(["Nothing here."])
    with pytest.raises(InputError, match="no metadata column"):
        sheet(stratify="month")


# Files


def test_a_sheet_is_csv_that_excel_reads_with_its_key_beside_it(tmp_path: Path) -> None:
    hostile = ts.Themes({"=T": ["trade"]}).sample(["=1+1 trade.", "@x trade", "-2+3 trade"], 3, negatives=0)
    hostile.save(tmp_path / "sheet.csv")
    data = (tmp_path / "sheet.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert all(not cell.startswith(("=", "@", "-")) for row in rows for cell in row)
    assert json.loads((tmp_path / "sheet.key.json").read_text(encoding="utf-8")) == hostile.key
    text = data.decode()
    assert "found" not in text
    assert "weight" not in text
    result = ts.CodingSheet.read(returned(tmp_path, hostile, dict.fromkeys(hostile.key["items"], "yes")))
    assert result.to_frame()["precision"].tolist() == [1.0]


def test_a_workbook_goes_out_and_comes_back(tmp_path: Path) -> None:
    drawn = sheet()
    path = tmp_path / "sheet.xlsx"
    drawn.save(path)
    book = load_workbook(path)
    page = book.active
    assert [cell.value for cell in page[1]] == list(drawn.columns)
    answers: list[Any] = ["Yes", 1, True, "x", "是"]
    for row, item in enumerate(drawn.to_frame()["item"], start=2):
        yes = drawn.key["items"][item]["found"]
        page.cell(row, 6).value = answers[row % 5] if yes else [0, "No", False, "否"][row % 4]
    page.cell(1, 9).value = "my own"
    book.save(path)
    frame = ts.CodingSheet.read(path).to_frame()
    assert frame["precision"].tolist() == [1, 1]
    assert frame["recall"].tolist() == [1, 1]
    assert frame["found_coded"].tolist() == [4, 4]


def test_characters_that_no_workbook_holds_do_not_stop_it(tmp_path: Path) -> None:
    themes = ts.Themes({"T": ["trade"]})
    drawn = themes.sample(["trade \x00\x08 " + "word " * 20_000], 1, negatives=0)
    drawn.save(tmp_path / "sheet.xlsx")
    assert "\ufffd" in load_workbook(tmp_path / "sheet.xlsx").active.cell(2, 4).value


def test_without_openpyxl_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (tmp_path / "x.xlsx").write_bytes(b"")
    with pytest.raises(WriteError, match=r'pip install "themescore\[read\]"'):
        sheet().save(tmp_path / "sheet.xlsx")
    with pytest.raises(ReadError, match=r'pip install "themescore\[read\]"'):
        ts.CodingSheet.read(tmp_path / "x.xlsx")
    assert not (tmp_path / "sheet.key.json").exists()


@pytest.mark.parametrize(
    "how",
    [
        {"sep": ","},
        {"sep": ";", "encoding": "utf-8-sig"},
        {"sep": "\t", "encoding": "utf-16"},
        {"sep": ";", "lineterminator": "\r\n"},
    ],
)
def test_what_spreadsheets_make_of_csv_is_read(tmp_path: Path, how: dict[str, Any]) -> None:
    drawn = sheet()
    result = ts.CodingSheet.read(returned(tmp_path, drawn, truth(drawn), **how))
    assert result.to_frame()["precision"].tolist() == [1, 1]
    assert result.coders == ("sheet",)


def test_columns_in_another_order_rows_sorted_and_cells_cut_are_read(tmp_path: Path) -> None:
    drawn = sheet()
    drawn.save(tmp_path / "sheet.csv")
    frame = coded(drawn, truth(drawn))[["code", "theme", "item"]].sort_values("theme")
    lines = [
        "sep=;",
        " CODE ;Theme;item;note",
        *(";".join(row) for row in frame.itertuples(index=False)),
        ";;;",
        "",
    ]
    (tmp_path / "anna.csv").write_text("\n".join(lines), encoding="utf-8")
    result = ts.CodingSheet.read([tmp_path / "anna.csv"])
    assert result.to_frame()["found_coded"].tolist() == [4, 4]
    assert result.coders == ("anna",)


YES = ["yes", "Yes", " Y ", "1", "1.0", "1,0", "x", "X", "TRUE", "是", "ｙｅｓ", "１"]
NO = ["no", "N", "0", "0.0", "false", "否"]


@pytest.mark.parametrize(("yes", "no"), [*((yes, "no") for yes in YES), *(("yes", no) for no in NO)])
def test_yes_and_no_are_read_as_people_write_them(tmp_path: Path, yes: str, no: str) -> None:
    drawn = sheet(8)
    codes = {item: yes if code == "yes" else no for item, code in truth(drawn).items()}
    frame = ts.CodingSheet.read(returned(tmp_path, drawn, codes)).to_frame()
    assert (frame["precision"] == 1).all()
    assert (frame["recall"] == 1).all()


def test_cells_left_empty_are_not_coded_and_that_is_said(tmp_path: Path) -> None:
    drawn = sheet(8)
    only_yes = {item: "x" for item, code in truth(drawn).items() if code == "yes"}
    result = ts.CodingSheet.read(returned(tmp_path, drawn, only_yes))
    assert any("no sentence was coded no" in note for note in result.warnings)
    assert any("4 of 8 items are not coded" in note for note in result.warnings)
    assert result.to_frame()["recall"].isna().all()


def _spoil(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    frame.loc[1, column] = value
    return frame


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda f: _spoil(f, "code", "maybe"), "line 3: column 'code': 'maybe'"),
        (lambda f: _spoil(f, "item", "s123-9"), "line 3: item 's123-9' is not in the key"),
        (lambda f: _spoil(f, "item", ""), "line 3: the item's name is missing"),
        (lambda f: _spoil(f, "theme", "Other"), "line 3: the theme is not that of item"),
        (lambda f: f.assign(sentence=f["sentence"].to_list()[::-1]), "sorted without the others"),
        (lambda f: f.drop(columns="code"), "line 1: no column 'code'"),
        (lambda f: f.drop(columns="item"), "line 1: no column 'item'"),
        (lambda f: f.assign(Code="yes"), "more than one column 'code'"),
        (lambda f: pd.concat([f, f.assign(code="no")]), "twice, as yes and as no"),
        (lambda f: f.head(0), "a header and nothing else"),
    ],
)
def test_mistakes_are_named_by_row_and_column(tmp_path: Path, spoil: Any, message: str) -> None:
    drawn = sheet()
    drawn.save(tmp_path / "sheet.csv")
    path = tmp_path / "back.csv"
    spoil(coded(drawn, dict.fromkeys(drawn.key["items"], "yes"))).to_csv(path, index=False)
    with pytest.raises(ReadError, match=message):
        ts.CodingSheet.read(path)


def test_files_that_are_no_sheets_are_errors(tmp_path: Path) -> None:
    files = {
        "a.csv": b"",
        "b.csv": b"item,code\n\xff\xfe\xff,yes\n",
        "c.xlsx": b"PK\x03\x04 no archive",
        "d.pdf": b"x",
        "e.csv": b'item,code\n"never closed,yes\n',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError, match=name):
            ts.CodingSheet.read(tmp_path / name)
    with pytest.raises(ReadError, match="nowhere"):
        ts.CodingSheet.read(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="no coding sheets"):
        ts.CodingSheet.read([])
    book = Workbook()
    book.active.append(["item", "code"])
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(ReadError, match="a header and nothing else"):
        ts.CodingSheet.read(tmp_path / "f.xlsx")


def test_the_key_is_found_named_or_missed(tmp_path: Path) -> None:
    drawn = sheet()
    path = returned(tmp_path, drawn, truth(drawn), "anna.csv")
    away = tmp_path / "away"
    away.mkdir()
    (tmp_path / "sheet.key.json").rename(away / "k.json")
    with pytest.raises(ReadError, match=r"the sheet's key is missing: there is no \*.key.json"):
        ts.CodingSheet.read(path)
    assert ts.CodingSheet.read(path, key=away / "k.json").coders == ("anna",)
    sheet(seed=3).save(tmp_path / "other.csv")
    with pytest.raises(ReadError, match="none of the 1 beside it"):
        ts.CodingSheet.read(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: [],
        lambda key: {**key, "version": 2},
        lambda key: {**key, "items": {"a": {}}},
        lambda key: {**key, "themes": {"Trade": {"found": -1, "others": 2}}},
        lambda key: {**key, "items": {n: {**i, "weight": -1} for n, i in key["items"].items()}},
        lambda key: {**key, "items": {n: {**i, "theme": "?"} for n, i in key["items"].items()}},
        lambda key: {k: v for k, v in key.items() if k != "sheet"},
    ],
)
def test_a_key_that_was_changed_is_refused(tmp_path: Path, spoil: Any) -> None:
    drawn = sheet()
    path = returned(tmp_path, drawn, truth(drawn))
    (tmp_path / "bad.json").write_text(json.dumps(spoil(drawn.key)), encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.json"):
        ts.CodingSheet.read(path, key=tmp_path / "bad.json")


def test_a_sheet_has_a_suffix_that_it_can_be_saved_as(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"\.csv or \.xlsx"):
        sheet().save(tmp_path / "sheet.ods")
    with pytest.raises(WriteError, match="cannot be written"):
        sheet().save(tmp_path / "no" / "sheet.csv")


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
