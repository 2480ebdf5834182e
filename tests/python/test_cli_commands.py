"""The commands beside `score` and `themes`, and what all of them have: JSON, the standard input, files."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import themescore as ts
from command_line import fill, give
from themescore.cli import main
from themescore.cli.options import COMPARED
from themescore.cli.registry import themescore
from themescore.cli.values import plain
from themescore.comparing import comparison
from themescore.report.wording import LANGUAGES
from themescore.showing.terminal import width

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


ALL = [
    "read reports --metadata about.csv",
    "score reports --themes themes.yaml --metadata about.csv --by source",
    "compare reports --themes themes.yaml --metadata about.csv --by source",
    "keyness reports --metadata about.csv --by source",
    'kwic reports "reform*" 改革 trade',
    "report reports --themes themes.yaml --html page.html",
    "demo",
    "themes show themes.yaml",
    "themes check themes.yaml",
    "themes convert themes.yaml out.json",
    "completion bash",
]


@pytest.mark.parametrize("line", ALL)
def test_json_is_one_object_and_nothing_else(run: Run, line: str) -> None:
    whole = json.loads(run(f"{line} --json"), parse_constant=pytest.fail)
    command = line.split(" reports")[0] if " reports" in line else " ".join(line.split()[:2])
    assert whole["themescore"] == ts.__version__
    assert whole["command"] in command
    for key in ("failures", "warnings", "written"):
        assert isinstance(whole[key], list)


def leaves(command: click.Command, above: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from leaves(below, f"{above}{name} ")
    else:
        yield above.strip(), command


LEAVES = list(leaves(themescore()))


def test_all_commands_are_tried_here() -> None:
    names = [name for name, _ in LEAVES]
    assert len(names) == len(ALL)
    assert all(any(line.startswith(name) for line in ALL) for name in names)


@pytest.mark.parametrize(("name", "command"), LEAVES, ids=[name for name, _ in LEAVES])
def test_the_examples_in_the_help_run(
    run: Run,
    folder: Path,
    examples: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    command: Any,
) -> None:
    (folder / "policy.cat").write_text("TRADE\n\tEXPORT* (1)\n", encoding="utf-8")
    (folder / "old.dic").write_bytes("%\n1\tA\n%\ncafé\t1\n".encode("cp1252"))
    (folder / "policy.yaml").write_text("A: [x]\n", encoding="utf-8")
    for path in (examples / "reports").iterdir():
        (folder / "reports" / path.name).write_bytes(path.read_bytes())
    for old in ("gansu", "河南", "x", "y"):
        (folder / "reports" / f"{old}.txt").unlink()
    for file in ("themes.yaml", "reports.csv"):
        (folder / file).write_bytes((examples / file).read_bytes())
    assert command.examples
    capsys.readouterr()
    with pytest.raises(SystemExit) as leaving:
        main([*name.split(), "--help"])
    assert leaving.value.code == 0
    shown = capsys.readouterr().out
    for example in command.examples:
        assert f"  {example}\n" in shown  # whole, so that it can be copied
        line, _, source = example.partition(" < ")
        if source:
            give(monkeypatch, Path(source).read_bytes())
        run(line.removeprefix("themescore "))


def test_read_shows_documents_sizes_metadata_and_failures(run: Run, folder: Path) -> None:
    (folder / "reports" / "bad.txt").write_bytes(b"\xff\xfa\xfb")
    out = run("read reports")
    # 36, 16, 6 and 16 characters.
    assert out.startswith("4 documents; 74 characters (smallest 6, median 16, largest 36); 1 not read")
    assert re.search(r"^河南 +16$", out, re.MULTILINE)


def test_compare_writes_and_prints_what_the_api_says(run: Run, folder: Path) -> None:
    line = "compare reports --themes themes.yaml --metadata about.csv --by source --replicates 500 --seed 3"
    whole = json.loads(run(f"{line} --json --out rows.parquet"))["comparison"]
    scores = ts.score(corpus(), ts.Themes.load("themes.yaml"))
    wanted = scores.compare("source", replicates=500, seed=3)
    assert (whole["by"], whole["seed"], whole["replicates"]) == ("source", 3, 500)
    assert len(whole["rows"]) == len(wanted.rows) == 4
    nothing = 0
    for row, right in zip(whole["rows"], wanted.rows, strict=True):
        assert list(row) == list(comparison.ComparisonRow.__slots__)
        for key, value in row.items():
            there = getattr(right, key)
            nothing += there != there
            assert value == there or (value is None and there != there)
    assert nothing  # some are nan, and null
    frame = pq.read_table("rows.parquet").to_pylist()
    assert frame == whole["rows"]
    assert wanted.findings == tuple(whole["findings"])


def test_compare_takes_the_options_of_the_api(run: Run, folder: Path) -> None:
    line = "compare reports --themes themes.yaml --metadata about.csv --by source --within year"
    line += " --measure sentences --baseline bank --level 0.8 --interval percentile --replicates 200 --json"
    whole = json.loads(run(line))["comparison"]
    scores = ts.score(corpus(), ts.Themes.load("themes.yaml"))
    wanted = scores.compare(
        "source",
        within="year",
        measure="sentences",
        baseline="bank",
        level=0.8,
        interval="percentile",
        replicates=200,
    )
    assert [row["ratio"] for row in whole["rows"]] == [
        None if row.ratio != row.ratio else row.ratio for row in wanted.rows
    ]
    assert (whole["within"], whole["baseline"], whole["measure"]) == ("year", "bank", "sentences")


def test_keyness_is_that_of_the_api(run: Run, folder: Path) -> None:
    line = "keyness reports --metadata about.csv --by source --measure log_ratio --measure g2 --ngrams 2"
    terms = json.loads(run(f"{line} --top 3 --json"))["terms"]
    frame = ts.keyness(corpus(), "source", measure=["log_ratio", "g2"], ngrams=[2]).to_frame(3)
    assert terms == json.loads(frame.to_json(orient="records", double_precision=15)) or [
        (row["group"], row["term"], row["count"]) for row in terms
    ] == list(zip(frame["group"], frame["term"], frame["count"], strict=True))
    shown = run(line.replace(" --ngrams 2", ""))
    assert re.search(r"^source bank\n  term +log_ratio ", shown, re.MULTILINE)
    assert re.search(r"^  peace +", shown, re.MULTILINE)


def test_kwic_is_that_of_the_api(run: Run, folder: Path) -> None:
    whole = json.loads(run('kwic reports "reform*" goes 改革 --window 1 --sort match --json'))
    found = ts.kwic(corpus(), ["reform*", "goes", "改革"], window=1, sort="match")
    assert whole["found"] == len(found) == 4
    assert [line.keyword for line in found] == ["goes", "Reform", "Reform", "改革"]  # not as in the text
    assert [(row["document"], row["start"], row["pre"]) for row in whole["matches"]] == [
        (line.document, line.start, line.pre) for line in found
    ]
    assert len(json.loads(run('kwic reports "reform*" --limit 1 --json'))["matches"]) == 1


def test_lines_fit_a_narrow_window_and_chinese_stands_in_line(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, columns in [(line, columns) for line in ALL[:5] for columns in (50, 80, 160)]:
        monkeypatch.setenv("COLUMNS", str(columns))
        out = run(name)
        assert max(map(width, out.splitlines())) <= columns, name
    monkeypatch.setenv("COLUMNS", "60")
    out = run('kwic reports "reform*" 改革 --window 1')
    places = [(line, re.search("Reform|改革", line)) for line in out.splitlines()[2:]]
    assert {width(line[: found.start()]) for line, found in places if found} == {len("gansu  here.  ")}
    assert len(places) == 3


def test_read_describes_a_corpus_as_the_api_does(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = ts.read("reports").describe().to_frame()
    wanted = list(zip(frame["subject"], frame["value"], frame["detail"], strict=True))
    found = json.loads(run("read reports --describe --json"))["description"]
    assert [(row["subject"], row["value"], row["detail"]) for row in found] == wanted
    for columns in (50, 160):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = run("read reports --describe")
        assert max(map(width, out.splitlines())) <= columns
        words = " ".join(out.split())
        for subject, value, detail in wanted:
            assert f"{subject} {value:,}" in words
            assert detail.split(";")[0] in words


def test_columns_that_there_is_no_room_for_are_counted(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"read {examples / 'reports'} --metadata {examples / 'reports.csv'}"
    (head,) = [row for row in run(line).splitlines() if row.startswith("document ")]
    assert head.split()[2:] == ["title", "province", "agency", "year", "language", "kind"]
    monkeypatch.setenv("COLUMNS", "50")
    out = run(line).splitlines()
    assert max(map(width, out)) <= 50
    (head,) = [row for row in out if row.startswith("document ")]
    assert head.split()[2:] == ["title"]
    assert out[-1] == "5 columns more in a wider window"


def test_in_a_pipe_a_line_is_as_long_as_it_is(run: Run, folder: Path) -> None:
    (folder / "reports" / "long.txt").write_text("word " * 60 + "reform " + "word " * 60, encoding="utf-8")
    out = run("kwic reports reform --window 50")
    assert max(map(width, out.splitlines())) > 500
    assert "…" not in out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("read reports --out x.xlsx", "has to end in .jsonl, .csv or .parquet"),
        ("kwic reports reform --out x.txt", "has to end in .csv, .jsonl, .parquet or .xlsx"),
        ("kwic reports reform --out no/x.csv", "no/x.csv: cannot be written: there is no such folder"),
        ("kwic about.csv reform --text source --out about.csv", "PATH is the same file"),
        ("score reports --themes id.yaml --out x.jsonl", "two columns are named 'id'"),
        ("keyness reports --metadata about.csv --by sorce", "did you mean 'source'?"),
        ("keyness reports --metadata about.csv --by source --top 0", "top=0"),
        ("kwic reports reform --window some", "window='some'"),
        ("kwic reports reform --limit -1", "limit=-1"),
        ("read about.csv --text sourse", "did you mean 'source'?"),
        (
            "compare reports --themes themes.yaml --metadata about.csv --by source --within yaer",
            "did you mean 'year'?",
        ),
        ("report reports --themes themes.yaml --html p.html --within year", "name them with --by"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, says: str
) -> None:
    Path("id.yaml").write_text("id: [reform]\n")
    assert main(shlex.split(line)) == 1
    (error,) = [text for text in capsys.readouterr().err.splitlines() if not text.startswith("warning")]
    assert error.startswith("themescore: error: ")
    assert says in error


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("scor reports", "no command 'scor'; did you mean 'score'?"),
        ("themes chek x", "no command 'chek'; did you mean 'check'?"),
        ("score reports --theme x", "no option '--theme'; did you mean '--themes', "),
        ("completion tcsh", "'tcsh'"),
        ("read ''", "'PATH': it is empty"),
        ("read reports --out ''", "'--out': it is empty"),
        ("'a\x1b[31m'", r"'a\x1b[31m'"),
    ],
)
def test_a_mistake_in_a_name_gets_a_hint(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, says: str
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(shlex.split(line))
    assert leaving.value.code == 2
    usage, error = capsys.readouterr().err.splitlines()
    assert usage.startswith("usage: themescore")
    assert error.startswith("themescore: error: ")
    assert says in error
    assert "\x1b" not in error


@pytest.mark.parametrize("line", ["", "themes"])
def test_without_a_command_the_help_is_printed_line_by_line(
    capsys: pytest.CaptureFixture[str], line: str
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(shlex.split(line))
    assert leaving.value.code == 2
    without = capsys.readouterr()
    with pytest.raises(SystemExit):
        main([*shlex.split(line), "--help"])
    assert without.err == capsys.readouterr().out
    assert without.out == ""


def test_json_escapes_what_would_control_a_terminal(run: Run, folder: Path) -> None:
    Path("in.jsonl").write_text(json.dumps({"id": "a\x9b31m\u202e\U000e0001改", "text": "reform"}), "utf-8")
    out = run("read in.jsonl --json")
    assert all(char.isprintable() for char in out.replace("\n", ""))
    assert "改" in out
    assert json.loads(out)["documents"][0]["id"] == "a\x9b31m\u202e\U000e0001改"


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (float("inf"), None),
        (float("nan"), None),
        (np.float64(0.1), 0.1),
        (np.array([[1, 2]]), [[1, 2]]),
        (pd.NaT, None),
        (pd.NA, None),
        (pd.Timestamp("2023-09-26"), "2023-09-26T00:00:00"),
        (dt.date(2023, 9, 26), "2023-09-26"),
        ({1: (True, None)}, {"1": [True, None]}),
        (2**70, 2**70),
        (Decimal("0.10"), "0.10"),
    ],
)
def test_values_are_what_json_has(value: Any, made: Any) -> None:
    assert plain(value) == made
    assert type(plain(value)) is type(made)


def test_choices_are_those_of_the_api() -> None:
    assert tuple(COMPARED) == tuple(comparison.MEASURES)
    commands = dict(LEAVES)
    (language,) = [param for param in commands["report"].params if param.name == "language"]
    assert tuple(language.type.choices) == tuple(LANGUAGES)


def test_one_name_means_the_same_everywhere() -> None:
    """Of an option that several commands have, the kind of value and how often it may come are the same."""
    kinds: dict[str, set[Any]] = {}
    for name, command in LEAVES:
        for param in command.params:
            if isinstance(param, click.Option) and not name.startswith("themes "):
                kind = (param.type.name, param.is_flag, param.metavar)
                kinds.setdefault(param.opts[0], set()).add(kind)
    assert {option for option, several in kinds.items() if len(several) > 1} == set()
