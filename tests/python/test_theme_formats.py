"""Theme files of any format: which it is, how it is written, and what all of them have in common."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
import themescore as ts
from theme_files import CAT, CSV, DIC, DICX, JSON, LC3, YAML, YKD, load, refused
from themescore.errors import OptionError, ThemeFileError, ThemescoreWarning
from themescore.themefiles.categories import escaped
from themescore.themefiles.formats import read_source
from themescore.themefiles.source import ThemeSource

pytestmark = pytest.mark.mostly_python

# Which format it is


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (DIC, ["A", "B"]),
        (DICX, ["A", "B"]),
        (DICX.replace(",", ";"), ["A", "B"]),
        (CAT, ["A", "A / B"]),
        (YKD, ["A", "A / B"]),
        (LC3, ["A", "B"]),
        (CSV, ["A", "B"]),
        (CSV.replace(",", "\t"), ["A", "B"]),
        (CSV.replace(",", ";"), ["A", "B"]),
        (JSON, ["A", "B"]),
        (YAML, ["A", "B"]),
    ],
)
@pytest.mark.parametrize(
    "name", ["themes", "themes.dic", "themes.ykd", "themes.yaml", "themes.json", "themes.csv"]
)
def test_the_content_tells_the_format_and_not_the_suffix(
    tmp_path: Path, content: str, names: list[str], name: str
) -> None:
    themes = load(tmp_path, content, name)
    assert themes.names == names
    assert themes.patterns["A"][:1] == ["x*"]
    assert themes.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "A:\n  - word (1)\n",
        "# WordStat's words\nA:\n  - word (1)\n",
        "+A: [x]\n",
        "theme,pattern: [x]\n",
        "'%': [x]\n",
    ],
)
def test_yaml_that_looks_like_another_format_is_yaml(tmp_path: Path, text: str) -> None:
    source = ThemeSource(tmp_path / "themes", text.encode())
    assert read_source(source, None, None).name == "yaml"


def test_the_format_can_be_named(tmp_path: Path) -> None:
    assert load(tmp_path, YAML, format="yaml").names == ["A", "B"]
    assert "no line with %" in str(refused(tmp_path, YAML, format="liwc"))
    with pytest.raises(OptionError, match="format='stata'"):
        load(tmp_path, YAML, format="stata")


@pytest.mark.parametrize(
    "name", ["yaml", "json", "csv", "tsv", "xlsx", "liwc", "liwc22", "wordstat", "yoshikoder", "lexicoder"]
)
@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\x1a", b"\xef\xbb\xbf", b"PK\x03\x04", b"<", b"{", b"%\n", b"+"]
)
def test_a_file_with_nothing_in_it_is_an_error_in_every_format(
    tmp_path: Path, name: str, content: bytes
) -> None:
    refused(tmp_path, content, format=name)


# Encodings and line ends


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("content", [DIC, DICX, CAT, YKD, LC3, CSV, JSON])
def test_marks_and_line_ends_make_no_difference(
    tmp_path: Path, content: str, encoding: str, ends: str
) -> None:
    plain = load(tmp_path, content)
    other = load(tmp_path, content.replace("\n", ends).encode(encoding))
    assert other == plain
    assert [(one.line, one.column) for one in other._patterns] == [
        (one.line, one.column) for one in plain._patterns
    ]


def test_an_xml_declaration_names_the_encoding(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{YKD}'.replace('"A"', '"é"')
    assert load(tmp_path, text.encode("latin-1")).names == ["é", "é / B"]
    error = refused(tmp_path, text.replace("ISO-8859-1", "EBCDIC-42"))
    assert "the encoding 'EBCDIC-42', which is not known" in error.reason


def test_what_is_no_utf_8_is_never_guessed(tmp_path: Path) -> None:
    content = DIC.replace("y z", "été").encode("cp1252")
    error = refused(tmp_path, content)
    assert error.line == 6
    assert '"cp1252"' in str(error.hint)
    assert load(tmp_path, content, encoding="cp1252").patterns["B"] == ["été"]
    with pytest.raises(OptionError, match="encoding='klingon' is not known"):
        load(tmp_path, content, encoding="klingon")


def test_utf_16_without_a_mark_is_told(tmp_path: Path) -> None:
    error = refused(tmp_path, DIC.encode("utf-16-le"))
    assert error.hint == 'Give encoding="utf-16-le".'
    assert load(tmp_path, DIC.encode("utf-16-le"), encoding="utf-16-le").names == ["A", "B"]


@pytest.mark.parametrize("content", [DIC, CAT, LC3])
def test_control_characters_are_no_text(tmp_path: Path, content: str) -> None:
    error = refused(tmp_path, content.replace("x*", "x\x1b$B*"))
    assert "the character U+001B" in error.reason
    assert "encoding=" in str(error.hint)


def test_the_end_mark_of_dos_is_no_word(tmp_path: Path) -> None:
    assert load(tmp_path, CAT + "\x1a").problems == []


# Words of other programs


@pytest.mark.parametrize(
    ("word", "pattern"),
    [
        ("reform*", "reform*"),
        ("AT&T", "AT&T"),
        ("state-owned", "state-owned"),
        ("PENITEN*(CIARY", "PENITEN*\\(CIARY"),
        ("a|b {c} <d> ~ \\", "a\\|b \\{c\\} \\<d\\> \\~ \\\\"),
        ("=x a=b /y c/d", "\\=x a=b \\/y c/d"),
        ("not: x", "\\not: x"),
        ("not inside: x", "\\not inside: x"),
        ("nothing: x", "nothing: x"),
        ("really?", "really\\?"),
    ],
)
def test_what_means_something_in_our_patterns_alone_is_escaped(word: str, pattern: str) -> None:
    assert escaped(word, question_mark=False) == pattern


def test_a_question_mark_of_wordstat_s_stays(tmp_path: Path) -> None:
    assert escaped("x?y", question_mark=True) == "x?y"
    assert load(tmp_path, "A\n\twom?n (1)\n").patterns == {"A": ["wom?n"]}


def test_words_that_are_no_patterns_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    themes = load(tmp_path, "%\n1\tA\n%\n:-)\t1\nx\t1\n＊\t1\n")
    assert themes.patterns == {"A": ["x"]}
    assert [(problem.line, problem.text) for problem in themes.problems] == [(4, ":-)"), (6, "＊")]
    assert all("no pattern of ours" in problem.reason for problem in themes.problems)


def test_one_warning_counts_the_problems_and_shows_the_first(tmp_path: Path) -> None:
    path = tmp_path / "t.dic"
    path.write_text("%\n1\tA\n%\nx\t1\n" + "".join(f"y{n}\t9\n" for n in range(8)))
    with pytest.warns(ThemescoreWarning) as caught:
        themes = ts.Themes.load(path)
    (warning,) = caught
    assert "8 things are not in the themes as written, see .problems: line 5: 'y0" in str(warning.message)
    assert str(warning.message).endswith("and 3 more")
    assert len(themes.problems) == 8


# Patterns that say nothing, or too much

NO_PATTERN = ["", "*", "**", "?", "。，!", "x" * 10_000, "(a|b", "A ~999999999 B", "(" * 500]


@pytest.mark.parametrize("pattern", NO_PATTERN)
def test_what_is_no_pattern_is_an_error_with_its_line_in_our_formats(tmp_path: Path, pattern: str) -> None:
    for text, line in (
        (f"A:\n  - x\n  - '{pattern}'\n", 3),
        (json.dumps({"A": ["x", pattern]}, indent=1), 4),
        (f'theme,pattern\nA,x\nA,"{pattern}"\n', 3),
    ):
        if not pattern and text.startswith("theme"):
            continue  # an empty cell is a theme without patterns
        error = refused(tmp_path, text)
        assert error.line == line
        assert error.column is not None


@pytest.mark.parametrize("word", NO_PATTERN[1:])
def test_what_is_no_pattern_is_listed_with_its_line_in_those_of_others(tmp_path: Path, word: str) -> None:
    for text, line in ((f"%\n1\tA\n%\nx\t1\n{word}\t1\n", 5), (f"A\n\tx (1)\n\t{word} (1)\n", 3)):
        themes = load(tmp_path, text)
        seen = {pattern.line for pattern in themes._patterns} | {problem.line for problem in themes.problems}
        assert line in seen
        assert themes.patterns["A"][0] == "x"


# Sizes


@pytest.mark.parametrize(
    "text",
    [
        "".join("\t" * n + f"T{n}\n" for n in range(1000)) + "\t" * 1000 + "x (1)\n",
        "%\n" + "".join("\t" * n + f"{n} T{n}\n" for n in range(1000)) + "%\nx\t999\n",
        "theme,pattern\n" + " / ".join(f"T{n}" for n in range(1000)) + ",x\n",
        "".join(" " * n + f"T{n}:\n" for n in range(1000)) + " " * 1000 + "- x\n",
    ],
)
def test_nesting_of_a_thousand_is_refused_in_every_format(tmp_path: Path, text: str) -> None:
    name = "t.cat" if text.endswith("(1)\n") else "t"
    assert "nested more than 50 deep" in refused(tmp_path, text, name).reason


@pytest.mark.slow
def test_tens_of_thousands_of_patterns_are_read_in_every_format(tmp_path: Path) -> None:
    words = [f"w{n}" for n in range(100_000)]
    started = time.process_time()
    assert load(tmp_path, "+A\n" + "\n".join(words)).patterns == {"A": words}
    words = words[:12_000]
    for text in (
        "%\n1\tA\n%\n" + "".join(f"{word}\t1\n" for word in words),
        "A\n" + "".join(f"\t{word} (1)\n" for word in words),
        '<dictionary><cnode name="A">'
        + "".join(f'<pnode name="{word}"/>\n' for word in words)
        + "</cnode></dictionary>",
        "theme,pattern\n" + "".join(f"A,{word}\n" for word in words),
        '{"A": ["' + '",\n"'.join(words) + '"]}',
        "A:\n" + "".join(f"- {word}\n" for word in words),
    ):
        assert load(tmp_path, text).patterns == {"A": words}
    assert time.process_time() - started < 120


def test_ten_thousand_themes_with_one_pattern_are_read_and_saved(tmp_path: Path) -> None:
    themes = load(tmp_path, "".join(f"T{n}\n\tx (1)\n" for n in range(10_000)))
    assert len(themes) == 10_000
    assert set(map(tuple, themes.patterns.values())) == {("x",)}
    for suffix in (".yaml", ".json", ".csv"):
        themes.save(tmp_path / f"t{suffix}")
        assert ts.Themes.load(tmp_path / f"t{suffix}") == themes


@pytest.mark.parametrize(
    "text",
    [
        "%\n1\tA\n%\n" + "1 " * 500_000 + "x\n",
        "%\n1\tA\n%\n" + "(" * 500_000 + "\n",
        "%\n1\tA\n%\nx\t" + "<(" * 300_000 + "\n",
        "%\n1\tA\n%\nx  " + "1" * 500_000 + "x\n",
        "A\n\t" + "( " * 500_000 + "\n",
        "A\n\t" + "x" + " " * 500_000 + "x\n",
        "A\n" + "\t" * 500_000 + "x (1\n",
        "+A" + " " * 500_000 + "1,2,3x\nw\n",
        "<dictionary " + "a" * 500_000,
        "theme,pattern\n" + '"' * 500_001,
        '{"A": "' + "\\" * 500_001,
        "A: " + "- " * 500_000,
    ],
)
def test_no_line_takes_more_than_its_length(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(ThemeFileError):
        load(tmp_path, text)
    assert time.process_time() - started < 5
