"""`read`: a folder, what is said on the way, real texts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest
import themescore as ts
from text_files import failures, write, write_jsonl
from themescore.errors import ReadError, ThemescoreWarning

pytestmark = pytest.mark.filterwarnings("error")


# A folder


def test_a_folder_is_read_with_its_subfolders_in_the_order_of_paths(tmp_path: Path) -> None:
    for name in ["b.txt", "a.md", "sub/c.txt", "sub/a/x.TXT", "a-b.txt", "2023.report.txt"]:
        write(tmp_path / name, name)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("2023.report", "a-b", "a", "b", "sub/a/x", "sub/c")
    assert corpus["sub/a/x"].text == "sub/a/x.TXT"
    assert corpus.failures == []
    assert corpus.metadata.shape == (6, 0)


def test_files_that_differ_in_the_suffix_alone_keep_it(tmp_path: Path) -> None:
    for name in ["a.txt", "a.md", "a.txt.md", "b.md"]:
        write(tmp_path / name, name)
    corpus = ts.read(tmp_path)
    assert corpus.ids == ("a.md", "a.txt", "a.txt.md", "b")
    assert corpus["a.txt.md"].text == "a.txt.md"


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in ["a.txt", ".b.txt", ".git/c.txt"]:
        write(tmp_path / name)
    assert ts.read(tmp_path).ids == ("a",)


def test_files_of_other_kinds_are_listed_and_warned_about(tmp_path: Path) -> None:
    for name in ["a.txt", "b.png", "c.PNG", "d.pptx", "README", "metadata.csv", "~$a.docx", ".hidden.txt"]:
        write(tmp_path / name)
    with pytest.warns(ThemescoreWarning, match=r"5 files of other kinds skipped \(.*\.png: 2"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("a",)
    assert {(name, kind) for name, _, kind in failures(corpus)} == {
        (name, "skipped") for name in ["b.png", "c.PNG", "d.pptx", "README", "metadata.csv"]
    }
    assert corpus[:1].failures == corpus.failures


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "good")
    write(tmp_path / "b.txt", b"first\nsecond \xff")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "d.txt")
    os.mkfifo(tmp_path / "e.txt")
    write(tmp_path / "f.txt" / "inner.txt", "inner")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to("/dev/zero")
    with pytest.warns(ThemescoreWarning, match="6 documents could not be read"):
        corpus = ts.read(tmp_path)
    assert corpus.ids == ("a", "f.txt/inner")
    assert sorted(failures(corpus)) == [
        ("b.txt", 2, "encoding"),
        ("c.txt", None, "link"),
        ("d.txt", None, "link"),
        ("e.txt", None, "special"),
        ("f.txt", None, "directory"),
        ("round", None, "link"),
        ("z.txt", None, "special"),
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_breaks_while_it_is_read_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/proc/self/mem")
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path)
    assert failures(corpus) == [("b.txt", None, "unreadable")]
    assert "input/output error" in corpus.failures[0].reason


def test_a_file_without_permission_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt").chmod(0)
    if os.access(tmp_path / "b.txt", os.R_OK):
        pytest.skip("this user, probably root, may read everything")
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(tmp_path)
    assert "permission denied" in corpus.failures[0].reason


def test_failures_make_a_table(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.pdf")
    with pytest.warns(ThemescoreWarning):
        table = pd.DataFrame(ts.read(tmp_path).failures)
    assert list(table.columns) == ["path", "line", "kind", "reason"]
    assert table["path"].tolist() == [str(tmp_path / "b.pdf")]


def test_on_error_raise_stops_at_the_first_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", b"\xff")
    with pytest.raises(ReadError, match=r"b\.txt, line 1: not UTF-8 at byte 0 \(FF\)") as caught:
        ts.read(tmp_path, on_error="raise")
    assert (caught.value.line, caught.value.kind) == (1, "encoding")


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (
            [],
            "no documents: a folder must hold .txt, .md, .markdown, .*, .odt, .rtf, .srt, .vtt, .doc files",
        ),
        (["a.png", "b.png", "c.csv"], r"no documents \(skipped: .png: 2, .csv: 1\)"),
        (
            ["bad1.txt", "bad2.txt", "a.png"],
            "none of 2 documents could be read; the first: .*bad1.txt, line 1",
        ),
        (["bad1.txt"], "not UTF-8 at byte 0"),
    ],
)
def test_a_folder_that_gives_no_document_is_an_error(tmp_path: Path, names: list[str], says: str) -> None:
    for name in names:
        write(tmp_path / name, b"\xff")
    with pytest.raises(ReadError, match=says):
        ts.read(tmp_path)


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system allows UTF-8 only")
def test_a_file_name_that_is_not_utf8_gives_an_id_that_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text")
    assert ts.read(tmp_path).ids == (r"caf\xe9",)


# On the way


def test_progress_goes_to_stderr_and_only_if_it_is_asked_for_or_takes_long(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.txt")
    ts.read(tmp_path)
    ts.read(tmp_path, progress=False)
    assert capfd.readouterr() == ("", "")
    ts.read(tmp_path, progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "reading" in err


def test_no_bar_is_drawn_into_a_file_however_long_it_takes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("themescore.showing.progress._DELAY", 0.0)
    path = write_jsonl(tmp_path / "a.jsonl", *({"text": "reform"} for _ in range(3)))
    ts.score(ts.read(path), {"Reform": ["reform"]})
    assert capfd.readouterr() == ("", "")


def test_a_bar_is_drawn_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("themescore.showing.progress._DELAY", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    path = write_jsonl(tmp_path / "a.jsonl", *({"text": "reform"} for _ in range(3)))
    ts.score(ts.read(path), {"Reform": ["reform"]})
    shown = capsys.readouterr().err
    assert "reading" in shown
    assert "counting" in shown


def test_importing_the_package_does_not_import_the_large_libraries() -> None:
    modules = "themescore.corpora.corpus, themescore.reading, themescore.theming.themes"
    code = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "pyarrow", "narwhals", "polars", "yaml", "tqdm", "scipy"} & set(done.stdout.split())


# Real texts


def test_the_example_reports_are_read_with_their_table(examples: Path) -> None:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    assert corpus.failures == []
    assert len(corpus) == len(list((examples / "reports").iterdir()))
    for document in corpus:
        file = next((examples / "reports").glob(f"{document.id}.*"))
        assert document.text.encode() == file.read_bytes()
    assert {"province", "year"} <= set(corpus.metadata.columns)


@pytest.mark.parametrize(
    ("name", "count"),
    [("sotu", 245), ("work-reports-zh", 72), ("fomc-minutes", 196), ("fomc-statements", 159)],
)
def test_shared_jsonl_files_are_read_whole(shared_data: Path, name: str, count: int) -> None:
    with warnings.catch_warnings():  # some of the minutes have lost characters
        warnings.filterwarnings("ignore", ".*12 documents .* what is left of characters", ThemescoreWarning)
        corpus = ts.read(shared_data / f"{name}.jsonl")
    rows = [
        json.loads(line) for line in (shared_data / f"{name}.jsonl").read_text("utf-8").split("\n") if line
    ]
    assert len(corpus) == count
    assert corpus.texts == tuple(row["text"] for row in rows)
    assert corpus.ids == tuple(str(row["id"]) for row in rows)


def test_the_shared_csv_is_read_as_pandas_reads_it(shared_data: Path) -> None:
    path = shared_data / "work-report-2024-parallel.csv"
    corpus = ts.read(path, text="中文")
    frame = pd.read_csv(
        path, encoding="utf-8-sig", dtype={"中文": str}, keep_default_na=False, na_values=[""]
    )
    assert corpus.texts == tuple(frame.pop("中文").fillna(""))
    assert list(corpus.metadata.columns) == list(frame.columns)
    numbers = frame.select_dtypes("number").dropna(axis="columns", how="all")
    assert numbers.shape[1] > 5
    pd.testing.assert_frame_equal(corpus.metadata[numbers.columns], numbers)
