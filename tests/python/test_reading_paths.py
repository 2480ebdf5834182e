"""What `read` and `stream` are given: globs, lists, and the ids that documents get from them."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from documents import pdf, zipped
from text_files import failures, write, write_csv, write_jsonl
from themescore.errors import InputError, ReadError, ThemescoreWarning

pytestmark = [pytest.mark.filterwarnings("error"), pytest.mark.mostly_python]


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ids(path: Any, **options: Any) -> tuple[str, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.read(path, **options)
        assert [document.id for document in ts.stream(path, **options)] == list(corpus.ids)
    return corpus.ids


def reports(*names: str) -> None:
    for name in names:
        write(Path("reports", name), name)


# --- globs ---


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("reports/*.txt", ["a", "b"]),
        ("reports/**/*.txt", ["2023/a", "2024/deep/c", "2024/x", "a", "b"]),
        ("reports/*/*.txt", ["2023/a", "2024/x"]),
        ("reports/202[34]/*", ["2023/a", "2024/x"]),
        ("reports/20?3/*", ["2023/a"]),
        ("reports/**", ["2023/a", "2024/deep/c.md", "2024/deep/c.txt", "2024/x", "a", "b"]),
        ("reports/**/deep/c.*", ["2024/deep/c.md", "2024/deep/c.txt"]),
        ("**/c.md", ["reports/2024/deep/c"]),
        ("*/a.txt", ["reports/a"]),
        ("reports/**/.*.txt", [".hidden"]),
    ],
)
def test_a_glob_names_files(pattern: str, found: list[str]) -> None:
    reports("a.txt", "b.txt", "2023/a.txt", "2024/x.txt", "2024/deep/c.txt", "2024/deep/c.md", ".hidden.txt")
    reports("~$b.txt")
    assert list(ids(pattern)) == found
    assert list(ids(Path.cwd() / pattern)) == found
    # As Python itself has it, without what is hidden; to it a "**" at the end stands for folders alone.
    there = Path().glob(pattern)
    if pattern != "reports/**":
        hidden = pattern.endswith(".*.txt")
        names = {str(path).removeprefix("reports/") for path in there if path.is_file()}
        assert set(ts.read(pattern).texts) == {
            name for name in names if hidden or not Path(name).name.startswith((".", "~"))
        }


def test_a_file_of_that_very_name_is_no_glob() -> None:
    reports("[1].txt", "1.txt", "a*.txt", "ab.txt")
    assert ids("reports/[1].txt") == ("[1]",)
    assert ids("reports/a*.txt") == ("a*",)
    Path("reports/a*.txt").unlink()
    assert ids("reports/a*.txt") == ("ab",)


def test_a_glob_that_names_nothing_says_so() -> None:
    with pytest.raises(ReadError, match="reports: no such file"):
        ts.read("reports/*.txt")
    reports("a.txt")
    with pytest.raises(ReadError, match="no file is named so; the working folder is "):
        ts.read("reports/*.pdf")


def test_tables_are_read_where_the_glob_names_their_suffix() -> None:
    reports("a.txt")
    write_csv(Path("reports/1.csv"), ["id", "text"], ["x", "Reform."])
    write_csv(Path("reports/2.csv"), ["text"], ["Trade."], ["Peace."])
    write(Path("reports/z.zip"), zipped({"in.txt": "Growth."}))
    assert ids("reports/*.csv") == ("x", "2/0", "2/1")
    assert ids("reports/*") == ("a",)
    assert ids("reports/*.zip") == ("z.zip/in",)
    with pytest.warns(
        ThemescoreWarning, match=r"reports/\*: 3 files of other kinds skipped \(.csv: 2, .zip: 1\)"
    ):
        ts.read("reports/*")


def test_a_circle_of_links_is_gone_through_once() -> None:
    reports("a/x.txt")
    Path("reports/a/round").symlink_to("..")
    Path("reports/a/gone.txt").symlink_to("gone.txt")
    Path("reports/folder.txt").mkdir()
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read("reports/**/*.txt")
    assert corpus.ids == ("a/x",)
    assert failures(corpus) == [("gone.txt", None, "link"), ("folder.txt", None, "directory")]


def test_folders_that_are_thousands_deep() -> None:
    reports("x.txt")
    here = Path.cwd()
    os.chdir("reports")
    for _ in range(1100):  # deeper than Python calls itself
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(here)
    assert ts.read("reports/**/*.txt").ids == ("x",)
    deepest = Path("reports", *["d"] * 1100)
    while deepest != Path("reports"):
        deepest.rmdir()
        deepest = deepest.parent


# --- lists ---


def test_a_list_is_read_in_its_order_and_ids_say_where_from() -> None:
    reports("2023/a.txt", "2024/a.txt", "2024/b.txt")
    write(Path("other/c.pdf"), pdf([["Reform."]]))
    assert ids(["reports/2024", "reports/2023"]) == ("2024/a", "2024/b", "2023/a")
    assert ids(["reports/2024/b.txt", "reports/2024/a.txt"]) == ("b", "a")
    assert ids(("reports", Path("other/c.pdf"))) == (
        "reports/2023/a",
        "reports/2024/a",
        "reports/2024/b",
        "other/c",
    )
    assert ids(["reports"]) == ids("reports")
    assert ids(["reports/2024/a.txt"]) == ("a",)
    assert ids(["reports/*/a.txt", "other"]) == ("reports/2023/a", "reports/2024/a", "other/c")
    assert ts.read(Path("reports/2024").glob("*.txt")).ids in {("a", "b"), ("b", "a")}


def test_archives_in_a_list_say_which_they_are() -> None:
    for name in ("x", "y"):
        write(Path(f"{name}.zip"), zipped({"a.txt": name, "b/c.txt": name}))
    write(Path("a.txt"))
    assert ids(["x.zip", "y.zip"]) == ("x.zip/a", "x.zip/b/c", "y.zip/a", "y.zip/b/c")
    assert ids(["x.zip", "a.txt"]) == ("x.zip/a", "x.zip/b/c", "a")
    assert ids(["x.zip"]) == ("a", "b/c")


def test_a_file_that_is_named_twice_is_read_once() -> None:
    reports("a.txt", "sub/b.txt")
    assert ids(["reports", "reports/a.txt", "reports/../reports/sub", "reports/**/*.txt"]) == ("a", "sub/b")


def test_tables_beside_a_folder_are_read_where_they_are_named() -> None:
    reports("a.txt")
    write_csv(Path("reports/t.csv"), ["text", "year"], ["Trade.", "2023"])
    write_jsonl(Path("reports/j.jsonl"), {"id": "007", "text": "Peace."})
    corpus = ts.read(["reports", "reports/t.csv", "reports/j.jsonl"])  # and no warning of files skipped
    assert corpus.ids == ("a", "t/0", "007")
    assert corpus.failures == []
    assert corpus["t/0"].metadata["year"] == 2023


def test_ids_that_two_tables_have_are_an_error_with_their_places() -> None:
    for name in ("a.csv", "b.csv"):
        write_csv(Path(name), ["id", "text"], ["1", "x"])
    with pytest.raises(InputError, match=r"twice: '1' \(a.csv, line 2; b.csv, line 2\)"):
        ts.read(["a.csv", "b.csv"])


def test_what_cannot_be_read_in_a_list_stops_nothing() -> None:
    reports("a.txt", "b.txt")
    write(Path("bad.txt"), b"\xff")
    write(Path("x.png"))
    write(Path("bad.zip"), "no archive")
    os.mkfifo("pipe.txt")
    given = ["reports", "gone.txt", "bad.txt", "x.png", "bad.zip", "pipe.txt", "none*.txt"]
    with pytest.warns(
        ThemescoreWarning, match=r"^reports and 6 more: 5 documents could not be read \("
    ) as caught:
        corpus = ts.read(given)
    assert "1 file of other kinds skipped (.png: 1)" in str(caught[0].message)
    assert corpus.ids == ("reports/a", "reports/b")
    assert failures(corpus) == [
        ("gone.txt", None, "unreadable"),
        ("x.png", None, "skipped"),
        ("bad.zip", None, "damaged"),
        ("none*.txt", None, "unreadable"),
        ("bad.txt", 1, "encoding"),
        ("pipe.txt", None, "special"),
    ]
    with pytest.raises(ReadError, match=r"gone\.txt: no such file"):
        ts.read(given, on_error="raise")
    with pytest.raises(
        ReadError, match=r"gone.txt and 1 more: none of 2 documents could be read; the first: gone.txt"
    ):
        ts.read(["gone.txt", "also-gone.txt"])
    with pytest.raises(ReadError, match=r"no documents \(skipped: .png: 1\): give .txt"):
        ts.read(["x.png", "x.png"])


def test_metadata_are_joined_to_the_documents_of_a_list() -> None:
    reports("2023/a.txt", "2024/a.txt")
    write_csv(Path("reports/table.csv"), ["id", "year"], ["2023/a", "2023"], ["2024/a", "2024"])
    corpus = ts.read(["reports/2023", "reports/2024"], metadata="reports/table.csv")
    assert corpus.metadata["year"].to_list() == [2023, 2024]
    assert ts.read("reports/**/*", metadata="reports/table.csv").ids == ("2023/a", "2024/a")


# --- while it is read ---


def test_a_file_that_becomes_shorter_is_a_failure() -> None:
    rows = [{"id": str(number), "text": "Reform goes on. " * 100} for number in range(100)]
    write_jsonl(Path("a.jsonl"), *rows)
    documents = ts.stream("a.jsonl")
    next(documents)
    os.truncate("a.jsonl", 80_000)
    with pytest.warns(ThemescoreWarning, match="2 documents could not be read"):
        assert 0 < len(list(documents)) < 99
    assert [failure.kind for failure in documents.failures] == [
        "malformed",
        "changed",
    ]  # the line, and the file
    assert "read it again" in documents.failures[-1].reason
