"""Values of metadata as points in time."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore.errors import InputError, shown

if TYPE_CHECKING:
    import numpy.typing as npt

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_QUARTER = re.compile(r"(\d{4})[- ]?[Qq]([1-4])", re.ASCII)
_DATE = re.compile(r"(\d{4})([-/]\d{1,2}){0,2}", re.ASCII)
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", re.ASCII)
_YEARS = range(1000, 3000)  # whole numbers that are taken for years
_WORKS = "numbers, dates, or text such as '2021', '2021-03', '2021-03-05' and '2021Q3'"


class Times(NamedTuple):
    """Points in time, in the order that they were given in.

    Parameters
    ----------
    values : array of float
        Years as decimals, or the numbers as they are.
    years : bool
        Whether they are years.
    """

    values: npt.NDArray[np.float64]
    years: bool


def times_of(values: Sequence[object], by: str) -> Times:
    """Return the times that a column's values stand for; raise InputError for one that is none, or two alike.

    Dates, and text that says one, are counted in years: 2 July 2021 is 2021.5. What is left unsaid is the
    first: '2021-03' is 1 March, '2021Q3' 1 July. Numbers are times as they are.
    """
    read = [_time(value, by) for value in values]
    odd = [value for value, (time, dated) in zip(values, read, strict=True) if not (dated or _is_year(time))]
    if odd and any(dated for _, dated in read):
        raise InputError(
            f"column {shown(by)} holds dates, and {shown(odd[0])}, which is no year: give dates or numbers "
            "alone"
        )
    first: dict[float, object] = {}
    for value, (time, _) in zip(values, read, strict=True):
        if time in first:
            raise InputError(
                f"column {shown(by)} holds {shown(first[time])} and {shown(value)}, which are the same time: "
                "write it in one way"
            )
        first[time] = value
    return Times(np.array([time for time, _ in read]), not odd)


def looks_like_months(values: Sequence[float]) -> bool:
    """Whether numbers such as 202103 or 20210305 seem to be meant as months or days."""

    def is_month(number: float) -> bool:
        whole, most = int(number), 10_000 * _YEARS.stop
        if number != whole or not 100 * _YEARS.start <= whole < most:
            return False
        year, rest = divmod(whole, 100) if whole < most / 100 else divmod(whole // 100, 100)
        return year in _YEARS and 1 <= rest <= 12

    return all(map(is_month, values))


def _is_year(number: float) -> bool:
    return _YEARS.start <= number < _YEARS.stop


def _time(value: object, by: str) -> tuple[float, bool]:
    """Return a value as a number, and whether it was a date."""
    found: float | date | None = None
    if isinstance(value, bool):
        pass
    elif isinstance(value, str):
        found = _from_text(value)
    elif isinstance(value, date):  # and datetime, and pandas.Timestamp
        found = value
    elif isinstance(value, np.datetime64):
        found = _from_numpy(value)
    elif isinstance(value, (Real, Decimal)):
        found = float(value)
    elif hasattr(value, "start_time"):  # pandas.Period
        found = value.start_time
    if found is None or (isinstance(found, float) and not np.isfinite(found)):
        raise InputError(
            f"column {shown(by)} holds {shown(value)}, which is neither a number nor a date: a trend needs "
            f"times; give {_WORKS}"
        )
    return (_decimal_year(found), True) if isinstance(found, date) else (found, False)


def _from_text(text: str) -> float | date | None:
    text = unicodedata.normalize("NFKC", text).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if quarter := _QUARTER.fullmatch(text):
        return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    if chinese := _CHINESE.fullmatch(text):
        text = "-".join(part for part in chinese.groups() if part)
    try:
        if _DATE.fullmatch(text):
            return date(*[*map(int, re.split("[-/]", text)), 1, 1][:3])
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _from_numpy(value: np.datetime64) -> date | None:
    moment: Any = value.astype("datetime64[us]").item()
    return moment if isinstance(moment, date) else None


def _decimal_year(day: date) -> float:
    """Return a date, or moment, in years: how much of its year is over."""
    length = 366 if calendar.isleap(day.year) else 365
    over = float(day.timetuple().tm_yday - 1)
    if isinstance(day, datetime):
        over += (day.hour + day.minute / 60 + day.second / 3600) / 24
    return day.year + over / length
