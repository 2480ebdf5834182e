"""`file_names=`: what the paths of files say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import themescore as ts
from text_files import failures, write, write_csv
from themescore.errors import InputError, OptionError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

TEMPLATE = "{province}/{date:%Y-%m-%d}_{agency}.txt"


def test_fields_become_columns_and_dates_are_dates(tmp_path: Path) -> None:
    write(tmp_path / "甘肃" / "2023-09-26_发展_改革.txt")
    write(tmp_path / "gansu" / "2024-1-2_gov.txt")
    corpus = ts.read(tmp_path, file_names=TEMPLATE)
    assert corpus["甘肃/2023-09-26_发展_改革"].metadata == {
        "province": "甘肃", "date": dt.date(2023, 9, 26), "agency": "发展_改革",
    }  # fmt: skip
    assert corpus.filter(date=dt.date(2024, 1, 2)).ids == ("gansu/2024-1-2_gov",)
    streamed = {document.id: document.metadata for document in ts.stream(tmp_path, file_names=TEMPLATE)}
    assert streamed == {document.id: document.metadata for document in corpus}


@pytest.mark.parametrize(
    ("name", "template", "expected"),
    [
        ("report-007.txt", "{kind}-{number}.txt", {"kind": "report", "number": "007"}),
        ("report-007.txt", "{kind}-{number:d}", {"kind": "report", "number": 7}),
        ("a.b_2023年9月26日.txt", "{name}_{day:date}", {"name": "a.b", "day": dt.date(2023, 9, 26)}),
        ("x_y_2023.txt", "{_}_{year:d}", {"year": 2023}),
        ("20230926.txt", "{day:%Y%m%d}", {"day": dt.date(2023, 9, 26)}),
        ("Sep2023.txt", "{day:%b%Y}", {"day": dt.date(2023, 9, 1)}),
        ("(a)[b].txt", "({x})[{y}].txt", {"x": "a", "y": "b"}),
        ("{a}.txt", "{{{x}}}", {"x": "a"}),
    ],
)
def test_a_template_says_what_is_where(
    name: str, template: str, expected: dict[str, object], tmp_path: Path
) -> None:
    path = write(tmp_path / name)
    assert ts.read(tmp_path, file_names=template)[0].metadata == expected
    assert ts.read(path, file_names=template)[0].metadata == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("2023-09-26_a.txt", "it is in no folder, and the template has 1 folder"),
        ("p/q/2023-09-26_a.txt", "it is in 2 folders, and the template has 1 folder"),
        ("p/2023_a.txt", r"it fits up to 'p/'; then \{date:%Y-%m-%d\} is to come, and there is '2023_a.txt'"),
        ("p/2023-09-26.txt", "it fits up to 'p/2023-09-26'; then _ is to come, and there is '.txt'"),
        ("p/2023-13-26_a.txt", r"\{date:%Y-%m-%d\} is '2023-13-26': "),
        ("p/2023-02-30_a.txt", "day is out of range for month"),
        ("p/2023-09-26_a.md", "then .txt is to come, and there is '.md'|it fits up to"),
    ],
)
def test_a_name_that_does_not_fit_is_a_failure_that_says_where(
    name: str, reason: str, tmp_path: Path
) -> None:
    write(tmp_path / "p" / "2023-09-26_good.txt")
    bad = write(tmp_path / name)
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path, file_names=TEMPLATE)
    assert corpus.ids == ("p/2023-09-26_good",)
    assert failures(corpus) == [(bad.name, None, "name")]
    with pytest.raises(ReadError, match=reason):
        ts.read(tmp_path, file_names=TEMPLATE, on_error="raise")


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("a.txt", "has no field"),
        ("{a}_{a}", r"has \{a\} twice"),
        ("{a", "is no template"),
        ("{}", "named by one word"),
        ("{a b}", "named by one word"),
        ("{a[0]}", "named by one word"),
        ("{id}", "is not taken from its name"),
        ("{a:x}", "after the colon stands"),
        ("{a:%Q}", "%Q is not known"),
        ("{a:%m-%d}", "a date needs its year"),
        ("{a!r}", r"write \{a\}"),
        (3, "not str"),
    ],
)
def test_what_is_no_template_says_why(template: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=f"file_names=.*{reason}") as caught:
        ts.read(write(tmp_path / "a.txt"), file_names=template)
    assert caught.value.option == "file_names"


def test_a_column_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "x_2023.csv", ["text", "year"], ["a", 2024])
    with pytest.raises(InputError, match="column 'year' is in the file and in file_names="):
        ts.read(table, file_names="{_}_{year:d}")
    write(tmp_path / "r" / "a_2023.txt")
    side = write_csv(tmp_path / "m.csv", ["id", "year"], ["a_2023", 2024])
    with pytest.raises(InputError, match="columns that the documents and the metadata both have: 'year'"):
        ts.read(tmp_path / "r", file_names="{_}_{year:d}", metadata=side)
