"""Defaults of options from themescore.toml, completion, and a machine that is not as one wishes."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from themescore.cli import main

pytestmark = [
    pytest.mark.mostly_python,
    pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning"),
]

ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "PYTHONIOENCODING")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, in two columns of a table, and their themes."""
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(
        "id,body,text\na,改革,Reform goes on here.\nb,x,Trade grew.\n", encoding="utf-8"
    )
    Path("themes.yaml").write_text("Reform: [reform, 改革]\n", encoding="utf-8")
    return tmp_path


def scored(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, dict[str, float]]:
    """The measure, and the score of each document."""
    capsys.readouterr()
    assert main(["score", "in.csv", "--json", *arguments]) == 0, capsys.readouterr().err
    whole = json.loads(capsys.readouterr().out)
    return whole["measure"], {row["id"]: row["scores"]["Reform"] for row in whole["documents"]}


def test_options_have_defaults_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("themescore.toml").write_text(
        '[defaults]\nthemes = "themes.yaml"\ntext = "body"\n[score]\nmeasure = "count"\n', encoding="utf-8"
    )
    assert scored(capsys) == ("count", {"a": 1, "b": 0})
    # What is said on the command line counts more: one word of four.
    assert scored(capsys, "--measure", "rate", "--text", "text") == ("rate", {"a": 250.0, "b": 0.0})
    Path("themescore.toml").write_text(
        '[defaults]\nthemes = "themes.yaml"\ntext = "body"\n[score]\ntext = "text"\n', encoding="utf-8"
    )
    assert scored(capsys) == ("rate", {"a": 250.0, "b": 0.0})  # what stands below the command, too
    assert main(["kwic", "in.csv", "改革"]) == 0
    printed = capsys.readouterr()
    assert "1 match" in printed.out
    assert printed.err == "settings: themescore.toml\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_of_windows_are_taken(
    folder: Path, capsys: pytest.CaptureFixture[str], mark: bytes
) -> None:
    Path("themescore.toml").write_bytes(mark + b'[score]\r\nthemes = "themes.yaml"\r\nmeasure = "count"\r\n')
    assert scored(capsys)[0] == "count"


def test_a_path_in_it_goes_from_its_own_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub").mkdir()
    Path("sub", "own.toml").write_text('[score]\nthemes = "../themes.yaml"\n', encoding="utf-8")
    assert scored(capsys, "--config", "sub/own.toml")[1]["a"] == 250.0


def test_options_that_may_be_given_more_than_once_are_a_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("themescore.toml").write_text(
        '[keyness]\nby = "body"\nmeasure = ["pmi", "g2"]\ntop = 1\nquiet = true\n', encoding="utf-8"
    )
    assert main(["keyness", "in.csv", "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["measures"] == ["pmi", "g2"]
    assert printed.err == ""


def test_what_it_writes_unasked_stays_in_its_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("work").mkdir()
    Path("work", "link").symlink_to("..")
    Path("work", "themescore.toml").write_text('[read]\nout = "out.csv"\n', encoding="utf-8")
    os.chdir("work")
    assert main(["read", "../in.csv"]) == 0
    assert Path("out.csv").exists()
    for target in ("../out.csv", str(folder / "out.csv"), "link/out.csv"):
        Path("themescore.toml").write_text(f'[read]\nout = "{target}"\n', encoding="utf-8")
        capsys.readouterr()
        assert main(["read", "../in.csv"]) == 1
        assert "writes into its own folder alone" in capsys.readouterr().err
        assert not (folder / "out.csv").exists()
    assert main(["read", "../in.csv", "--config", "themescore.toml"]) == 0
    assert (folder / "out.csv").exists()


def test_it_can_be_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("themescore.toml").write_text("[scor]\n", encoding="utf-8")
    assert main(["read", "in.csv", "--config", os.devnull]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[score]\nmesure = "rate"\n', "[score]: no option 'mesure'; did you mean 'measure'?"),
        ('[read]\nthemes = "x"\n', "[read]: no option 'themes'"),
        ("[scor]\n", "no command [scor]; did you mean 'score'?"),
        ("[themes.chek]\n", "no command [themes.chek]; did you mean 'themes.check'"),
        ("[defaults]\nthreds = 3\n", "no command has an option 'threds'; did you mean 'threads'"),
        ('by = "x"\n', "'by' is in no table"),
        ('themes = "x"\n', "themes is a command here"),
        ('[score]\nthreads = "three"\n', "[score] threads = 'three': it can be a whole number"),
        ("[score]\nthreads = 2.5\n", "threads = 2.5: it can be a whole number"),
        ("[score]\nthreads = true\n", "threads = True: it can be a whole number"),
        ("[score]\nby = 2023\n", "by = 2023: it can be text, in quotes"),
        ('[score]\nmeasure = "cout"\n', "did you mean 'count'?"),
        ("[score]\njson = 1\n", "json = 1: it can be true or false"),
        ('[score]\nconfig = "x"\n', "no option 'config'"),
        ("[score\n", "not TOML: "),
        ("[score]\nby = agency\n", 'Write text in quotes: by = "agency"'),
    ],
)
def test_a_mistake_in_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    Path("themescore.toml").write_text(text, encoding="utf-8")
    assert main(["score", "in.csv", "--themes", "themes.yaml"]) == 1
    (error,) = capsys.readouterr().err.splitlines()
    assert error.startswith("themescore: error: themescore.toml")
    assert says in error


def test_a_file_that_cannot_be_read_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("old.toml").write_bytes(b'[score]\nby = "\xb8\xc4"\n')
    for given, says in (
        ("old.toml", "old.toml, line 2: not UTF-8"),
        ("none.toml", "none.toml: no such file"),
        (".", "is a folder"),
    ):
        assert main(["read", "in.csv", "--config", given]) == 1
        assert says in capsys.readouterr().err


def completed(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a shell is told of the last word of a line."""
    monkeypatch.setenv("_THEMESCORE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    assert main([]) == 0
    return [answer.partition(",")[2] for answer in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("themescore ke", ["keyness"]),
        ("themescore themes ", ["convert", "check", "show"]),
        ("themescore score --mea", ["--measure"]),
        ("themescore score x --measure e", ["emphasis"]),
        ("themescore completion ", ["bash", "zsh", "fish"]),
    ],
)
def test_a_shell_is_told_how_a_word_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, words: list[str]
) -> None:
    assert completed(line, monkeypatch, capsys) == words


def test_completion_does_not_mind_a_broken_settings_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("themescore.toml").write_text("[", encoding="utf-8")
    assert completed("themescore score --mea", monkeypatch, capsys) == ["--measure"]


def test_the_script_for_bash_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = f"source {script}; complete -p themescore"
    done = subprocess.run(["bash", "-c", asked], capture_output=True, encoding="utf-8", check=True)
    assert "-F _themescore_completion" in done.stdout


def test_a_locale_of_ascii_and_a_home_that_is_not_there_do_not_matter(folder: Path) -> None:
    Path("文").mkdir()
    Path("文", "河南.txt").write_text("深化改革。", encoding="utf-8")
    poor = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "HOME": "/proc/no/such/home"}
    done = subprocess.run(
        [sys.executable, "-m", "themescore", "kwic", "文", "改革", "--json", "--out", "出.csv"],
        capture_output=True,
        env=ENVIRONMENT | poor,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    whole = json.loads(done.stdout)
    assert whole["patterns"] == ["改革"]
    assert [row["document"] for row in whole["matches"]] == ["河南"]
    assert Path("出.csv").read_text(encoding="utf-8").startswith("document,from,to,pre,keyword,post")


def test_ctrl_c_stops_the_core_within_a_second_and_leaves_no_file(folder: Path) -> None:
    rows = [
        json.dumps({"id": i, "text": f"Reform goes on. Word {i}. " * 40, "group": i % 7}) for i in range(3000)
    ]
    Path("many.jsonl").write_text("\n".join(rows), encoding="utf-8")
    line = "compare many.jsonl --themes themes.yaml --by group --replicates 1000000 --out out.csv"
    # Says when the core begins, and is interrupted in it.
    code = (
        "import sys; from themescore import _core, cli; from themescore.comparing import comparing; "
        "from types import SimpleNamespace; "
        "compare = _core.compare; "
        "comparing._core = SimpleNamespace(**vars(_core)); "
        "comparing._core.compare = lambda *a: (print('ready', flush=True), compare(*a))[1]; "
        f"sys.exit(cli.main({shlex.split(line)!r}))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.2)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    # A second on a machine of one's own; the tests run side by side.
    assert time.monotonic() - start < 5
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert sorted(path.name for path in folder.iterdir()) == ["in.csv", "many.jsonl", "themes.yaml"]
