"""What goes in and out of a command: the standard input, tables as files, what cannot be read."""

from __future__ import annotations

import ast
import csv
import io
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
import themescore as ts
from command_line import fill, give
from themescore.cli import main
from themescore.corpora.documents import missing
from themescore.scoring import scoring
from themescore.showing.progress import progress_bar

pytestmark = [
    pytest.mark.mostly_python,
    pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning"),
]

Run = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    fill(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line that has to go well; return what it prints on the standard output."""

    def run(line: str) -> str:
        capsys.readouterr()
        code = main(shlex.split(line))
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return printed.out

    return run


def corpus() -> ts.Corpus:
    return ts.read("reports", metadata="about.csv")


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "csv"])
def test_a_corpus_that_was_written_is_read_again_as_it_was(run: Run, folder: Path, ending: str) -> None:
    texts = ["a\r\nb\n", " blank \t", 'cell "quoted", 改革 \U0001f600\x00e\u0301', "", "'", "last\x85\u2028"]
    ids = ["007", "12345678901234567890", "改革", "\U0001f600", "a b", "x\ny"]
    years = [2021, None, 2023, 2024, 2025, 2026]
    rows = [{"id": i, "text": t, "year": y} for i, t, y in zip(ids, texts, years, strict=True)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    Path("in.jsonl").write_text(lines, encoding="utf-8")
    run(f"read in.jsonl --out out.{ending}")
    if ending == "parquet":
        table = pq.read_table("out.parquet").to_pydict()
    else:
        again = ts.read(f"out.{ending}")
        table = {"id": list(again.ids), "text": list(again.texts), "year": list(again.metadata["year"])}
    assert table["id"] == ids
    assert table["text"] == texts
    assert [None if missing(year) else year for year in table["year"]] == years


def test_a_corpus_as_csv_guards_formulas_and_says_so(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in.jsonl").write_text('{"id": "a", "text": "=1+1"}\n{"id": "b", "text": "one"}\n', encoding="utf-8")
    assert main(["read", "in.jsonl", "--out", "out.csv"]) == 0
    assert "out.csv: 1 cell begins like a formula, so it has an apostrophe" in capsys.readouterr().err
    assert Path("out.csv").read_text(encoding="utf-8") == "id,text\na,'=1+1\nb,one\n"


def test_the_standard_input_is_one_plain_text(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, "深化改革。".encode("gb18030"))
    (match,) = json.loads(run("kwic - 改革 --encoding gb18030 --json"))["matches"]
    assert (match["document"], match["start"]) == ("stdin", 2)


def test_the_standard_input_may_be_json_lines(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mark in (b"", b"\xef\xbb\xbf\r\n  "):
        give(monkeypatch, mark + '{"id": "01", "body": "改革", "year": 3}\n'.encode())
        (document,) = json.loads(run("read - --text body --json"))["documents"]
        assert document == {"id": "01", "characters": 2, "metadata": {"year": 3}}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "standard input is empty"),
        (b"\xff\xfa", "standard input, line 1: not UTF-8"),
        (b'{"id": 1}', "standard input, line 1: no 'text'"),
        (b'{"tekst": "a"}', "did you mean 'tekst'?"),
    ],
)
def test_what_is_wrong_with_the_standard_input_is_said_of_it(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    says: str,
) -> None:
    give(monkeypatch, data)
    assert main(["read", "-", *(["--text", "text"] if b"tekst" in data else [])]) == 1
    error = capsys.readouterr().err
    assert error.startswith("themescore: error: ")
    assert says in error
    assert "/tmp" not in error
    assert "stdin." not in error


def test_a_bad_line_of_the_standard_input_is_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, b'{"id": "a", "text": "x"}\nno JSON\n')
    assert main(["read", "-", "--json"]) == 0
    printed = capsys.readouterr()
    (failure,) = json.loads(printed.out)["failures"]
    assert (failure["path"], failure["line"], failure["kind"]) == ("standard input", 2, "malformed")
    assert "stdin." not in printed.err
    assert "themescore-" not in printed.err


def test_texts_are_cleaned_as_the_api_cleans_them(run: Run, folder: Path) -> None:
    page = "Annual report\n\nReform goes on {}.\n\n{}\n\f"
    text = "".join(
        page.format(word, number) for number, word in enumerate(("here", "there", "well"), start=1)
    )
    (folder / "reports" / "pages.txt").write_text(text, encoding="utf-8")
    run("read reports --clean page_headers --clean page_numbers --out out.jsonl")
    rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = ts.clean(ts.read("reports"), ["page_headers", "page_numbers"])
    assert [row["text"] for row in rows] == list(wanted.texts)
    assert text.count("Annual") == 3
    assert not any("Annual" in row["text"] for row in rows)


def test_strict_lists_what_cannot_be_read_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "reports" / "notes.odg").write_bytes(b"of a kind that is not read")
    line = ["score", "reports", "--themes", "themes.yaml", "--out", "out.csv", "--strict"]
    assert main(line) == 0
    Path("out.csv").unlink()
    (folder / "reports" / "bad.txt").write_bytes(b"\xff\xfa\xfb")
    assert main(line[:-1]) == 0
    Path("out.csv").unlink()
    capsys.readouterr()
    assert main(line) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "bad.txt, line 1: not UTF-8" in printed.err
    assert printed.err.splitlines()[-1].startswith("themescore: error: 1 document could not be read")
    assert not Path("out.csv").exists()


def test_quiet_leaves_errors_alone_on_the_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "reports" / "bad.txt").write_bytes(b"\xff\xfa\xfb")
    line = ["score", "reports", "--themes", "themes.yaml", "--out", "out.csv", "--quiet"]
    assert main(line) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "gansu" in printed.out
    assert main([*line, "--themes", "none.yaml"]) == 1
    assert "none.yaml" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("options", "hidden"), [([], False), (["--quiet"], True)])
def test_a_terminal_sees_how_far_it_is_unless_it_is_to_be_quiet(
    folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], hidden: bool
) -> None:
    seen = []

    def looked_at(*_: object, **__: object) -> ts.Scores:
        with progress_bar(range(1), what="trying", unit="tries") as bar:
            seen.append(bool(bar.disable))
        return ts.score(["Reform."], ts.Themes.load("themes.yaml"))

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(scoring, "score", looked_at)
    assert main(["score", "reports", "--themes", "themes.yaml", *options]) == 0
    assert seen == [hidden]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_table_is_the_same_in_every_format(run: Run, folder: Path, ending: str) -> None:
    path = Path(f"out.{ending}")
    run(f"score reports --themes themes.yaml --measure rate --out {path}")
    rates = ts.score(corpus(), ts.Themes.load("themes.yaml")).table("rate")
    wanted = [(name, *row) for name, row in zip(rates.index, rates.to_numpy().tolist(), strict=True)]
    if ending == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        found = [(row[0], *map(ast.literal_eval, row[1:])) for row in rows]
    elif ending == "jsonl":
        objects = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        head, found = list(objects[0]), [tuple(row.values()) for row in objects]
    elif ending == "parquet":
        table = pq.read_table(path)
        head, found = table.column_names, [tuple(row.values()) for row in table.to_pylist()]
    else:
        head, *found = openpyxl.load_workbook(path)["table"].iter_rows(values_only=True)
    assert list(head) == ["id", "Reform", "贸易"]
    assert found == wanted


def test_a_workbook_runs_no_formula(run: Run, folder: Path) -> None:
    Path("in.csv").write_text("id,text\n=1+2,reform\n007,reform\n", encoding="utf-8")
    run("kwic in.csv reform --out out.xlsx")
    cells = [row[0] for row in openpyxl.load_workbook("out.xlsx")["table"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+2", "s"), ("007", "s")]


def test_missing_openpyxl_is_said_before_the_work(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert main(["kwic", "nowhere", "reform", "--out", "x.xlsx"]) == 1
    assert 'pip install "themescore[plot]"' in capsys.readouterr().err
