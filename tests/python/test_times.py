"""Which values of metadata are times, and which."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from themescore.errors import InputError
from themescore.trends.times import looks_like_months, times_of

pytestmark = pytest.mark.mostly_python

MIDDLE = 2021 + (31 + 28 + 31 + 30 + 31 + 30) / 365  # 1 July


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2021, 2021),
        (2021.25, 2021.25),
        (np.int16(2021), 2021),
        (np.float32(2021.5), 2021.5),
        (Decimal("2021.5"), 2021.5),
        (Fraction(4043, 2), 2021.5),
        ("2021", 2021),
        (" 2021.5 ", 2021.5),
        ("2021-07", MIDDLE),
        ("2021/7", MIDDLE),
        ("2021-07-01", MIDDLE),
        ("2021Q3", MIDDLE),
        ("2021-q3", MIDDLE),
        ("2021年7月", MIDDLE),
        ("2021年7月1日", MIDDLE),
        ("2021年", 2021),
        ("２０２１年７月", MIDDLE),
        ("2021-07-01T00:00:00", MIDDLE),
        ("2021-07-01 12:00", MIDDLE + 0.5 / 365),
        (date(2021, 7, 1), MIDDLE),
        (datetime(2021, 7, 1, 12), MIDDLE + 0.5 / 365),
        (datetime(2021, 7, 1, tzinfo=UTC), MIDDLE),
        (pd.Timestamp("2021-07-01"), MIDDLE),
        (pd.Period("2021Q3"), MIDDLE),
        (np.datetime64("2021-07"), MIDDLE),
        (np.datetime64("2021-07-01T12:00:00.000000000"), MIDDLE + 0.5 / 365),
        (date(2020, 12, 31), 2020 + 365 / 366),
    ],
)
def test_a_time_is_a_number_or_a_date_in_years(value: object, expected: float) -> None:
    found = times_of([value], "when")
    assert found.years
    assert found.values.tolist() == pytest.approx([expected], abs=1e-9)


@pytest.mark.parametrize(
    "value",
    [
        "Spring",
        "2021-13",
        "2021-02-30",
        "",
        "2021-",
        "03/05/2021",
        "nan",
        "1e999",
        "2021Q5",
        True,
        float("inf"),
        b"2021",
        2j,
        ("2021",),
        np.datetime64("NaT"),
    ],
)
def test_what_is_no_time_is_named_with_its_column_and_what_works(value: Any) -> None:
    with pytest.raises(InputError, match=r"column 'when' holds .*neither a number nor a date.*'2021-03-05'"):
        times_of([2020, value], "when")


def test_numbers_that_are_no_years_are_taken_as_they_are() -> None:
    found = times_of([-3, "10", 9.5], "meeting")
    assert not found.years
    assert found.values.tolist() == [-3, 10, 9.5]


def test_dates_and_years_mix_and_dates_and_other_numbers_do_not() -> None:
    assert times_of([2020, date(2021, 1, 1)], "when").values.tolist() == [2020, 2021]
    with pytest.raises(InputError, match="'when' holds dates, and 7, which is no year"):
        times_of([7, date(2021, 1, 1)], "when")


def test_one_time_written_in_two_ways_is_an_error() -> None:
    with pytest.raises(InputError, match="'when' holds 2021 and '2021-01', which are the same time"):
        times_of([2021, 2022, "2021-01"], "when")


def test_numbers_that_look_like_months_or_days_are_told() -> None:
    assert looks_like_months([202101.0, 202112.0])
    assert looks_like_months([20210131.0, 20210201.0])
    assert not looks_like_months([202113.0, 202112.0])
    assert not looks_like_months([2021.0, 2022.0])
    assert not looks_like_months([202101.5])
