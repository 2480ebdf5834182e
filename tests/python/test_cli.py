"""The command line, in this process and as a process of its own."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from themescore.cli import main
from themescore.cli.suggest import with_options
from themescore.showing.spreadsheet import guarded
from themescore.showing.terminal import cut, printable, width, wrapped
from themescore.showing.texttables import comparison_text

pytestmark = pytest.mark.mostly_python

ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "PYTHONIOENCODING")}


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "themescore", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT | environment,
        timeout=120,
        check=False,
    )


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two documents; in one of them reform is 1 word of 4, in the other none of 2."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "gansu.txt").write_text("Reform goes on here.", encoding="utf-8")
    (folder / "河南.txt").write_text("Trade grew.", encoding="utf-8")
    (tmp_path / "themes.yaml").write_text("Reform: [reform*]\n贸易: [trade, 贸易]\n", encoding="utf-8")
    (tmp_path / "about.csv").write_text("id,source\ngansu,party\n河南,bank\n", encoding="utf-8")
    return folder


def test_the_version_is_that_of_the_package() -> None:
    done = command("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"themescore {ts.__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [[], ["score"], ["score", "x"], ["nonsense"], ["score", "x", "--themes", "y", "--measure", "z"]],
)
def test_a_mistake_in_the_options_exits_with_2_and_says_how_to_use_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert "usage: themescore" in capsys.readouterr().err


def test_the_table_shows_mentions_per_1000_words(reports: Path) -> None:
    done = command("score", reports, "--themes", reports.parent / "themes.yaml")
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [re.split(r"\s{2,}", line.strip()) for line in done.stdout.splitlines()]
    assert ["document", "Reform", "贸易"] in rows
    assert ["gansu", "250.0", "0"] in rows
    assert ["河南", "0", "500.0"] in rows


def test_columns_line_up_though_chinese_takes_two_places(reports: Path) -> None:
    done = command("score", reports, "--themes", reports.parent / "themes.yaml")
    table = [line for line in done.stdout.splitlines()[2:] if line]
    assert len({width(line) for line in table}) == 1


def test_measures_other_than_the_rate_can_be_had(reports: Path) -> None:
    done = command("score", reports, "--themes", reports.parent / "themes.yaml", "--measure", "count")
    assert re.search(r"^gansu +1 +0$", done.stdout, re.MULTILINE)
    done = command("score", reports, "--themes", reports.parent / "themes.yaml", "--measure", "emphasis")
    # Four words, as rare as each other, and no cue: a half.
    assert re.search(r"^gansu +0\.50* +0$", done.stdout, re.MULTILINE)


def test_groups_are_compared_and_small_ones_warned_of_once(reports: Path) -> None:
    about = reports.parent / "about.csv"
    done = command(
        "score", reports, "--themes", reports.parent / "themes.yaml", "--metadata", about, "--by", "source"
    )
    assert done.returncode == 0
    assert re.search(r"^  party +250\.0 .*only here", done.stdout, re.MULTILINE)
    assert re.search(r"^  bank +0 +none", done.stdout, re.MULTILINE)
    assert (done.stdout + done.stderr).count("one document only") == 1
    assert "Warning" not in done.stderr


def test_out_writes_the_whole_table_as_csv(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.csv"
    done = command(
        "score", reports, "--themes", reports.parent / "themes.yaml", "--out", out, "--measure", "count"
    )
    assert done.returncode == 0
    assert out.read_text(encoding="utf-8") == "id,Reform,贸易\ngansu,1,0\n河南,0,1\n"
    assert str(out) in done.stderr


def test_html_writes_the_page_and_says_where(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["score", str(reports), "--themes", "themes.yaml", "--html", "page.html"]) == 0
    assert str(tmp_path / "page.html") in capsys.readouterr().err
    assert "<mark" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_text_that_a_spreadsheet_would_run_is_guarded_and_said_so(tmp_path: Path) -> None:
    ids = ["=1+2", "@SUM(A1)", "-5", "+a", "'=x", "plain", "it's"]
    lines = io.StringIO()
    csv.writer(lines).writerows([["id", "text"], *([name, "reform"] for name in ids)])
    (tmp_path / "in.csv").write_text(lines.getvalue(), encoding="utf-8")
    (tmp_path / "t.yaml").write_text("=Reform: [reform]\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    done = command("score", tmp_path / "in.csv", "--themes", tmp_path / "t.yaml", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "5 ids or theme names begin like a formula" in done.stderr
    with out.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["id", "'=Reform"]
    written = [row[0] for row in rows]
    assert written == ["'=1+2", "'@SUM(A1)", "-5", "'+a", "''=x", "plain", "it's"]
    assert [re.sub(r"^'(?='*[=+\-@\t\r])", "", name) for name in written] == ids


@pytest.mark.parametrize(
    ("text", "safe"), [("\t=1", "'\t=1"), ("-3.5", "-3.5"), ("-3-4", "'-3-4"), ("", ""), ("改革", "改革")]
)
def test_plain_numbers_and_words_are_left_as_they_are(text: str, safe: str) -> None:
    assert guarded(text) == safe


def test_the_encoding_of_the_theme_file_can_be_named(reports: Path) -> None:
    (reports.parent / "old.yaml").write_bytes("改革: [reform*]\n".encode("gb18030"))
    refused = command("score", reports, "--themes", reports.parent / "old.yaml")
    assert refused.returncode == 1
    assert "give --themes-encoding, for instance" in refused.stderr
    done = command("score", reports, "--themes", reports.parent / "old.yaml", "--themes-encoding", "gb18030")
    assert done.returncode == 0
    assert "改革" in done.stdout


def test_an_error_or_a_warning_names_options_of_the_command_and_not_parameters_of_python(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(reports.parent)
    Path("names.csv").write_text("file,source\ngansu,party\n河南,bank\n", encoding="utf-8")
    assert main(["read", "reports", "--metadata", "names.csv"]) == 1
    assert capsys.readouterr().err.endswith("or name it in --id\n")
    assert main(["score", "reports", "--themes", "themes.yaml", "--by", "source"]) == 1
    assert "is given as --metadata where" in capsys.readouterr().err
    (reports / "old.txt").write_bytes("深化改革，扩大开放，加强党的建设。".encode("gb18030"))
    (reports / "odd.txt").write_bytes("The naïve view".encode("cp1252"))
    assert main(["read", "reports"]) == 0
    said = capsys.readouterr().err
    assert "give --encoding to be sure" in said
    assert 'give --encoding, perhaps "cp1252"' in said
    assert "1 document could not be read (odd.txt, line 1); all of them are listed below" in said


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("name it in id=", "name it in --id"),
        ('give double_encoded="mend", or "keep"', 'give --double-encoded mend, or "keep"'),
        ("say any_word=True", "say --any-word"),
        ("give seed=", "give seed="),  # which the command does not have
        ("'id=x' is no file; my_id= and a=id=b", "'id=x' is no file; my_id= and a=id=b"),
    ],
)
def test_what_only_looks_like_a_parameter_is_left_as_it_is(message: str, says: str) -> None:
    options = {"id": "--id", "double_encoded": "--double-encoded", "any_word": "--any-word"}
    assert with_options(message, options) == says


def test_a_page_by_the_name_of_another_format_is_refused_before_anything_is_read(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(reports.parent)
    assert main(["report", "nowhere", "--themes", "themes.yaml", "--html", "page.pdf"]) == 1
    assert "'page.pdf': the report is a web page" in capsys.readouterr().err
    assert not Path("page.pdf").exists()


def test_a_star_alone_has_to_be_allowed(reports: Path) -> None:
    (reports.parent / "all.yaml").write_text('All: ["*"]\n')
    refused = command("score", reports, "--themes", reports.parent / "all.yaml")
    assert refused.returncode == 1
    assert "a * alone finds every word" in refused.stderr
    done = command("score", reports, "--themes", reports.parent / "all.yaml", "--any-word")
    assert done.returncode == 0


def test_a_mistake_in_a_theme_file_is_shown_with_its_line_and_a_caret(reports: Path) -> None:
    bad = reports.parent / "bad.yaml"
    bad.write_text("Reform:\n  - reform*\n  - [\n", encoding="utf-8")
    done = command("score", reports, "--themes", bad)
    assert done.returncode == 1
    assert done.stderr.startswith(f"themescore: error: {bad}, line ")
    assert "    ^" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["nowhere", "--themes", "themes.yaml"], "no such file"),
        (["reports", "--themes", "none.yaml"], "none.yaml: "),
        (["reports", "--themes", "themes.yaml", "--by", "party"], "no metadata column 'party'"),
        (["reports", "--themes", "themes.yaml", "--threads", "0"], "threads=0"),
        (["reports", "--themes", "themes.yaml", "--encoding", "klingon"], "encoding='klingon'"),
        (["reports", "--themes", "themes.yaml", "--out", "table.doc"], ".csv"),
        (["reports", "--themes", "themes.yaml", "--out", "folder.csv"], "is a folder"),
        (["reports", "--themes", "themes.yaml", "--html", "no/such/page.html"], "no/such/page.html: "),
    ],
)
def test_an_error_is_one_line_and_exit_code_1(
    reports: Path,
    options: list[str],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(reports.parent)
    (reports.parent / "folder.csv").mkdir()
    assert main(["score", *options]) == 1
    error = capsys.readouterr().err
    assert error.startswith("themescore: error: ")
    assert error.count("\n") == 1
    assert says in error


def test_documents_that_cannot_be_read_are_listed_at_the_end(reports: Path) -> None:
    (reports / "bad.txt").write_bytes(b"\xff\xfa\xfb reform")
    done = command("score", reports, "--themes", reports.parent / "themes.yaml")
    assert done.returncode == 0
    assert "gansu" in done.stdout
    lines = done.stderr.splitlines()
    assert lines[0].startswith("warning: ")
    assert lines[-2] == "not read: 1"
    assert "bad.txt" in lines[-1]
    assert "encoding" in lines[-1]


def test_ids_cannot_control_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"id": "a\\u001b[31mb\\u202ec", "text": "reform"}\n', encoding="utf-8"
    )
    (tmp_path / "t.yaml").write_text("Reform: [reform]\n", encoding="utf-8")
    done = command("score", tmp_path / "in.jsonl", "--themes", tmp_path / "t.yaml")
    assert r"a\x1b[31mb\u202ec" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_terminal_that_knows_ascii_only_gets_escapes_and_no_traceback(reports: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = command("score", reports, "--themes", reports.parent / "themes.yaml", **ascii_only)
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert r"\u6cb3\u5357" in done.stdout


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_no_line_is_longer_than_the_terminal(
    examples: Path, columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    files = ["--themes", str(examples / "themes.yaml"), "--metadata", str(examples / "reports.csv")]
    assert main(["score", str(examples / "reports"), *files, "--by", "agency"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20
    assert max(map(width, lines)) <= columns


def test_a_reader_that_stops_early_is_no_error(examples: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "themescore",
            "score",
            examples / "reports",
            "--themes",
            examples / "themes.yaml",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 141
    assert errors == b""


def test_ctrl_c_exits_with_130_and_no_traceback(tmp_path: Path) -> None:
    theme_file = tmp_path / "t.yaml"
    theme_file.write_text("Reform: [reform*]\n", encoding="utf-8")
    code = (
        "import sys, time; from themescore import cli; from themescore.scoring import scoring; "
        "scoring.score = lambda *a, **k: (print('ready', flush=True), time.sleep(60)); "
        f"sys.exit(cli.main(['score', {str(tmp_path)!r}, '--themes', {str(theme_file)!r}]))"
    )
    (tmp_path / "a.txt").write_text("reform", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_the_demo_prints_table_evidence_and_how_to_do_it_and_writes_the_page(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "demo.html"
    done = command("demo", "--html", page)
    assert (done.returncode, done.stderr) == (0, "")
    # The mentions of party building in a thousand words of the three reports from Beiling.
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    scores = ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))
    beiling = np.array([name.startswith("beiling") for name in corpus.ids])
    rate = (
        1000 * scores.table("count")["Party building"].to_numpy()[beiling].sum() / scores.words[beiling].sum()
    )
    assert re.search(rf"Beiling Provincial Party Committee +{rate:.1f} +\([\d.]+ to [\d.]+\)", done.stdout)
    evidence = re.findall(r"^  beiling-20\d\d, sentence \d+: ", done.stdout, re.MULTILINE)
    assert len(evidence) == 3
    assert "[国有" in done.stdout
    assert str(page) in done.stdout
    code = [line[2:] for line in done.stdout.splitlines()[-3:]]
    before = page.read_bytes()
    page.unlink()
    monkeypatch.chdir(examples)
    exec("\n".join(code), {})
    assert page.stat().st_size > 0.9 * len(before)


def test_the_demo_writes_into_the_working_folder_if_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    assert (tmp_path / "themescore-demo.html").is_file()
    assert str(tmp_path / "themescore-demo.html") in capsys.readouterr().out


@pytest.mark.parametrize("most", [1, 2, 5, 9, 30])
def test_wrapped_lines_fit_and_lose_nothing(most: int) -> None:
    text = "改革开放以来，we have come 很远的路。 A-very-long-word-without-a-space! （好）ends"
    lines = wrapped(text, most)
    assert all(width(line) <= max(most, 2) + (2 if most < 9 else 0) for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_closing_mark_does_not_begin_a_line() -> None:
    assert wrapped("深化改革。", 8) == ["深化改", "革。"]


@pytest.mark.parametrize(
    ("text", "most", "shown"), [("reform", 6, "reform"), ("reform", 5, "refo…"), ("深化改革", 6, "深化…")]
)
def test_cut_text_fits(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown


def test_what_cannot_be_seen_is_written_out() -> None:
    assert printable("a\u200b\x07\n  b 改") == r"a\u200b\x07 b 改"


def test_an_output_that_is_an_input_too_is_refused_and_the_input_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Reform.", encoding="utf-8")
    themes = tmp_path / "themes.yaml"
    themes.write_text("Reform: [reform]", encoding="utf-8")
    assert main(["score", str(tmp_path / "a.txt"), "--themes", str(themes), "--html", str(themes)]) == 1
    assert "--themes is the same file" in capsys.readouterr().err
    assert themes.read_text(encoding="utf-8") == "Reform: [reform]"


def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Reform.", encoding="utf-8")
    (tmp_path / "themes.yaml").write_text("Reform: [reform]", encoding="utf-8")
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    arguments = ["score", str(tmp_path / "a.txt"), "--themes", str(tmp_path / "themes.yaml")]
    assert main([*arguments, "--html", str(pipe)]) == 1
    assert pipe.is_fifo()


def test_groups_are_compared_by_sentences_and_within_years(
    examples: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    command = ["score", str(examples / "reports"), "--themes", str(examples / "themes.yaml")]
    command += ["--metadata", str(examples / "reports.csv"), "--by", "agency"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert main([*command, "--compare", "sentences", "--within", "year"]) == 0
        corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
        scores = ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))
        comparison = scores.compare("agency", within="year", measure="sentences")
    wanted = comparison_text(comparison, 80)
    assert wanted in capsys.readouterr().out
    assert "sentences that mention it per 100 sentences" in " ".join(wanted.split())


def test_how_to_compare_needs_groups(examples: Path, capsys: Any) -> None:
    command = ["score", str(examples / "reports"), "--themes", str(examples / "themes.yaml")]
    assert main([*command, "--within", "year"]) == 1
    assert "name them with --by" in capsys.readouterr().err


def test_the_page_may_be_in_chinese(tmp_path: Path, examples: Path) -> None:
    page = tmp_path / "page.html"
    command = ["score", str(examples / "reports"), "--themes", str(examples / "themes.yaml")]
    assert main([*command, "--html", str(page), "--language", "zh"]) == 0
    assert '<html lang="zh-Hans"' in page.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        main([*command, "--html", str(page), "--language", "fr"])
