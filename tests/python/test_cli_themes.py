"""``themescore themes``: convert, check, show."""

from __future__ import annotations

from pathlib import Path

import pytest
import themescore as ts
from themescore.cli import main

pytestmark = pytest.mark.mostly_python

DIC = "%\n1\tA\n2\tB\n%\nx*\t1\ny\t1\t2\n改革\t2\n"


@pytest.fixture
def dic(tmp_path: Path) -> Path:
    path = tmp_path / "t.dic"
    path.write_text(DIC, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".csv", ".tsv"])
def test_convert_writes_what_load_reads(
    dic: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out{suffix}"
    assert main(["themes", "convert", str(dic), str(out)]) == 0
    assert ts.Themes.load(out) == ts.Themes.load(dic)
    printed = capsys.readouterr()
    assert printed.out.endswith(f"out{suffix}: 2 themes, 4 patterns\n")
    assert printed.err == ""


def test_convert_says_what_is_lost(dic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dic.write_text(DIC + "z\t7\n")
    assert main(["themes", "convert", str(dic), str(tmp_path / "out.yaml")]) == 0
    assert "line 8: 'z\\t7': code 7 is not defined" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("t.dic", "IN is the same file"),
        ("out.dic", "theme files are saved as '.csv'"),
        ("gone/out.csv", "no such file"),
    ],
)
def test_convert_refuses_what_it_cannot_write(
    dic: Path, tmp_path: Path, output: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["themes", "convert", str(dic), str(tmp_path / output)]) == 1
    assert says in capsys.readouterr().err
    assert dic.read_text("utf-8") == DIC


def test_check_finds_nothing_in_a_good_file(dic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "check", str(dic)]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{dic}: 2 themes, 4 patterns, no problems\n"
    assert printed.err == ""


def test_check_lists_every_problem_and_exits_with_1(dic: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dic.write_text(DIC.replace("2\tB", "2\tB\n3\tC") + "".join(f"z{n}\t7\n" for n in range(20)))
    assert main(["themes", "check", str(dic)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{dic}, line 4: 'C': a theme without patterns, zero everywhere"
    assert lines[1] == f"{dic}, line 9: 'z0\\t7': code 7 is not defined: the word is not read"
    assert lines[-1] == f"{dic}: 3 themes, 4 patterns, 21 problems"
    assert len(lines) == 22


def test_check_names_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("A: [x]\nA: [y]\n")
    assert main(["themes", "check", str(path)]) == 1
    assert "line 2, column 1: theme 'A' is there twice" in capsys.readouterr().err


def test_show_is_the_tree_with_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(
        "Economy:\n  - econom*\n  - 贸易: [export*, import*]\n    Money: {Rates: rate*}\nB: x\n", "utf-8"
    )
    assert main(["themes", "show", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "theme      own patterns  with sub-themes",
        "Economy               1                4",
        "  贸易                2                2",
        "  Money               0                1",
        "    Rates             1                1",
        "B                     1                1",
        "",
        "5 themes, 5 patterns",
    ]


def test_names_in_a_file_do_not_control_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"A\\u001b[2J": ["x", "x"]}')
    main(["themes", "show", str(path)])
    main(["themes", "check", str(path)])
    printed = capsys.readouterr()
    assert "\x1b" not in printed.out + printed.err


def test_format_and_encoding_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(DIC.encode("gb18030"))
    assert main(["themes", "show", str(path)]) == 1
    assert "give --encoding, for instance" in capsys.readouterr().err
    assert main(["themes", "show", str(path), "--format", "liwc", "--encoding", "gb18030"]) == 0


@pytest.mark.parametrize(
    "command", [["themes"], ["themes", "convert", "x"], ["themes", "check", "x", "--format", "y"]]
)
def test_a_mistake_in_the_options_exits_with_2(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(command)
    assert leaving.value.code == 2
    assert "usage: themescore themes" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["convert", "check", "show"])
def test_help_has_an_example_that_is_a_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["themes", command, "--help"])
    assert leaving.value.code == 0
    assert f"  themescore themes {command} policy." in capsys.readouterr().out
