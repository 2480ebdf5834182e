"""Dates as reports write them, in Chinese and English; what can be read in two ways is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import numpy as np

from themescore.corpora.documents import missing, values_of
from themescore.errors import InputError, check_flag, shown

__all__ = ["dates"]

_MONTHS = {
    name: number
    for number, full in enumerate(
        "january february march april may june july august september october november december".split(),  # noqa: SIM905
        start=1,
    )
    for name in (full, full[:3], *(["sept"] if full == "september" else []))
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"

_YEAR_FIRST = re.compile(rf"(\d{{4}})(?:([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}){_TIME})?)?", re.ASCII)
_TOGETHER = re.compile(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME, re.ASCII)
_CHINESE = re.compile(
    r"(\d{4})年(?:(\d{1,2})月份?(?:(\d{1,2})[日号號](?:\(?(?:星期|周|週)[1-6日天]\)?)?"
    r"(?:\d{1,2}[:时時]\d{2}(?:[:分](?:\d{2}秒?)?)?)?)?)?"
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}({_MONTH})\.?\s+(?:{_DAY}\s*,?\s+)?(\d{{4}})", re.ASCII | re.I)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}{_DAY}[\s-](?:of\s+)?({_MONTH})\.?,?[\s-](\d{{4}}){_TIME}", re.ASCII | re.I
)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}", re.ASCII)

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NUMERALS = re.compile("[一二三四五六七八九]?十[一二三四五六七八九]?|[〇○零一二三四五六七八九]+")
_SHOWN_ROWS = 3
_KNOWN = "such as 2023-09-26, 2023/9/26, 2023年9月26日, September 26, 2023 or 26 Sept 2023"


def dates(values: Any, *, day_first: bool | None = None) -> list[date | None]:
    """Return dates as `datetime.date`, of whatever way they are written in, for `trend` and `compare`.

    Known are 2023-09-26, 2023/9/26, 2023.9.26 and 20230926, with or without a time; 2023年9月26日 and
    二〇二三年九月二十六日; September 26, 2023, Sept. 26, 2023 and 26 September 2023; with a day of the
    week; and years and months alone, which stand for their first day. A missing value stays None.

    Parameters
    ----------
    values : list, Series, array or column
        The dates: text, or dates already.
    day_first : bool, optional
        Whether 03/04/2023 is 3 April (True) or 4 March (False). If it is not said, what could be both is an
        error.

    Returns
    -------
    list of datetime.date or None
        One for each value.

    Raises
    ------
    InputError
        If something is no date, or could be two; the rows are named, counted from 1.

    Examples
    --------
    >>> import themescore as ts
    >>> ts.dates(["2023年9月26日", "Sept. 27, 2023", "2023/9/28"])[1]
    datetime.date(2023, 9, 27)
    >>> ts.dates(["03/04/2023"], day_first=True)
    [datetime.date(2023, 4, 3)]
    """
    if day_first is not None:
        check_flag("day_first", day_first)
    found: list[date | None] = []
    problems: list[str] = []
    for row, value in enumerate(values_of(values, "values", "give a list of dates, [date]"), start=1):
        try:
            found.append(None if missing(value) else date_of(value, day_first=day_first))
        except ValueError as error:
            found.append(None)
            problems.append(f"row {row}: {error}")
    if problems:
        more = f"; and {len(problems) - _SHOWN_ROWS:,} more rows" if len(problems) > _SHOWN_ROWS else ""
        raise InputError(f"dates: {'; '.join(problems[:_SHOWN_ROWS])}{more}")
    return found


def date_of(value: object, *, day_first: bool | None = None) -> date:
    """Return one value as a date; raise ValueError, with the reason, if it is none or could be two."""
    if isinstance(value, datetime):  # and pandas.Timestamp
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, np.datetime64):
        moment: Any = value.astype("datetime64[D]").item()
        if isinstance(moment, date):
            return moment
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # a year, or 20230926
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)}, of type {type(value).__name__}, is no date")
    text = unicodedata.normalize("NFKC", _western(value)).strip()
    text = re.sub(r"\s+", " ", text)
    for found in _readings(text, value, day_first):
        try:
            return date(*found)
        except ValueError as error:  # month 13, 30 February
            raise ValueError(f"{shown(value)} is no date: {error}") from None
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"{shown(value)} has a year of two digits: write all four")
    raise ValueError(f"{shown(value)} is no date that is known, {_KNOWN}")


def _readings(text: str, value: str, day_first: bool | None) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day of the first form that fits."""
    if match := _TOGETHER.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_FIRST.fullmatch(text):
        yield int(match[1]), int(match[3] or 1), int(match[4] or 1)
    elif match := _CHINESE.fullmatch(text.replace(" ", "")):
        yield int(match[1]), int(match[2] or 1), int(match[3] or 1)
    elif match := _MONTH_FIRST.fullmatch(text):
        yield int(match[3]), _MONTHS[match[1].lower()], int(match[2] or 1)
    elif match := _DAY_FIRST.fullmatch(text):
        yield int(match[3]), _MONTHS[match[2].lower()], int(match[1])
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if day_first is None and first != second and first <= 12 and second <= 12:
            one, other = (date(year, *pair).strftime("%-d %B") for pair in ((second, first), (first, second)))
            raise ValueError(f"{shown(value)} can be {one} or {other}: give day_first=True or False")
        yield (
            (year, second, first)
            if (first > 12 if day_first is None else day_first)
            else (year, first, second)
        )


def _western(text: str) -> str:
    """Return a date with Chinese numerals in digits: 二〇二三年九月二十六日 is 2023年9月26日."""
    return _NUMERALS.sub(_number, text) if "年" in text else text


def _number(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return match[0].translate(_DIGITS)
    return str(10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0))
