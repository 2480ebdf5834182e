"""`dates`: dates as reports write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import themescore as ts
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st
from themescore.errors import InputError, OptionError

pytestmark = pytest.mark.mostly_python

DAY = dt.date(2023, 9, 26)


@pytest.mark.parametrize(
    "written",
    [
        "2023年9月26日", "2023 年 9 月 26 日", "2023年09月26号", "二〇二三年九月二十六日",
        "二○二三年九月二十六日",
        "二零二三年九月二十六日", "2023年9月26日（星期二）", "2023年9月26日 10:00", "２０２３年９月２６日",
        "Sept. 26, 2023", "Sep 26, 2023", "September 26, 2023", "SEPTEMBER 26 2023", "26 September 2023",
        "26th of September 2023", "26-Sep-2023", "Tuesday, September 26, 2023",
        "Tue, 26 Sep 2023 10:00:00 GMT",
        "2023-09-26", "2023-9-26", "2023/9/26", "2023.9.26", "20230926", "2023-09-26T10:00:00Z",
        "2023-09-26 10:00:00.5+08:00", " 2023-09-26 ", "26/09/2023", "09/26/2023", "26.9.2023",
        DAY, dt.datetime(2023, 9, 26, 23, 59), np.datetime64("2023-09-26T12"), pd.Timestamp("2023-09-26"),
        20230926,
    ],
)  # fmt: skip
def test_every_way_of_writing_a_date_is_that_date(written: Any) -> None:
    assert ts.dates([written]) == [DAY]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_dates_in_english_are_what_dateutil_makes_of_them(day: dt.date) -> None:
    for form in ["%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%Y-%m-%d", "%Y/%m/%d", "%A, %B %d, %Y"]:
        written = day.strftime(form)
        assert ts.dates([written]) == [parser.parse(written).date()] == [day]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_dates_in_chinese_numerals_are_read(day: dt.date) -> None:
    digits = "〇一二三四五六七八九"

    def number(value: int) -> str:
        tens, ones = divmod(value, 10)
        ten = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
        return ten + (digits[ones] if ones else "")

    year = "".join(digits[int(figure)] for figure in str(day.year))
    assert ts.dates([f"{year}年{number(day.month)}月{number(day.day)}日"]) == [day]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("2023年9月", (2023, 9, 1)),
        ("2023年", (2023, 1, 1)),
        ("Sept 2023", (2023, 9, 1)),
        (2023, (2023, 1, 1)),
    ],
)
def test_what_is_left_unsaid_is_the_first(written: Any, first: tuple[int, int, int]) -> None:
    assert ts.dates([written]) == [dt.date(*first)]


def test_what_can_be_two_dates_is_refused_unless_it_is_said_which() -> None:
    with pytest.raises(InputError, match=r"row 2: '03/04/2023' can be 3 April or 4 March: give day_first="):
        ts.dates(["2023-01-01", "03/04/2023"])
    assert ts.dates(["03/04/2023"], day_first=True) == [dt.date(2023, 4, 3)]
    assert ts.dates(["03/04/2023"], day_first=False) == [dt.date(2023, 3, 4)]
    assert ts.dates(["04/04/2023"]) == [dt.date(2023, 4, 4)]
    with pytest.raises(InputError, match=r"month must be in 1\.\.12"):
        ts.dates(["26/09/2023"], day_first=False)
    with pytest.raises(OptionError):
        ts.dates(["2023"], day_first="yes")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023-02-30", "day"),
        ("2023年13月1日", "month"),
        ("03/04/23", "a year of two digits"),
        ("yesterday", "is no date that is known"),
        ("", "is no date that is known"),
        ("September", "is no date that is known"),
        (3.5, "of type float, is no date"),
        (True, "of type bool, is no date"),
    ],
)
def test_what_is_no_date_says_why(written: Any, reason: str) -> None:
    with pytest.raises(InputError, match=f"dates: row 1: .*{reason}"):
        ts.dates([written])


def test_rows_that_are_no_dates_are_named_a_few_at_a_time() -> None:
    with pytest.raises(InputError, match=r"row 1: .*; row 2: .*; row 3: .*; and 7 more rows$"):
        ts.dates(["x"] * 10)


def test_a_column_of_a_frame_can_be_given_and_missing_values_stay() -> None:
    for column in [
        pd.Series(["2023-09-26", None]),
        pl.Series(["2023-09-26", None]),
        pa.array(["2023-09-26", None]),
        np.array(["2023-09-26", None], dtype=object),
    ]:
        assert ts.dates(column) == [DAY, None]
    with pytest.raises(InputError, match="give a list of dates"):
        ts.dates("2023-09-26")


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_dates_are_what_a_trend_goes_by() -> None:
    written = ["2021年3月5日", "March 5, 2022", "2023/3/5", "20240305"]
    frame = pd.DataFrame({"text": ["Reform goes on."] * 4, "date": ts.dates(written)})
    scores = ts.score(ts.Corpus.from_frame(frame), {"Reform": ["reform"]})
    assert scores.compare(by="date").to_frame()["group"].nunique() == 4
    assert scores.compare(by="date").trend().to_frame()["theme"].tolist() == ["Reform"]
