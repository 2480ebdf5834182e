"""Theme files of other programs, tables and JSON: small files, well-made and not."""

from __future__ import annotations

import builtins
import contextlib
import datetime as dt
import io
import json
import time
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import themescore as ts
from themescore.errors import OptionError, ThemeFileError, ThemescoreWarning
from themescore.themefiles.categories import escaped
from themescore.themefiles.formats import read_source
from themescore.themefiles.lexicoder import _heading
from themescore.themefiles.source import ThemeSource

DIC = "%\n1\tA\n2\tB\n%\nx*\t1\ny z\t1\t2\n"
CAT = "A\n\tx* (1)\n\tB\n\t\ty_z (2)\n"
YKD = (
    '<dictionary><cnode name="A"><pnode name="x*"/><cnode name="B"><pnode name="y z"/></cnode></cnode>'
    "</dictionary>"
)
LC3 = "+A\n x* \n+B\ny z\n"
CSV = "theme,pattern\nA,x*\nB,y z\n"
DICX = "DicTerm,A,B\nx*,X,\ny z,,X\n"
JSON = '{"A": ["x*"], "B": "y z"}'
YAML = "A: [x*]\nB: y z\n"


def load(tmp_path: Path, content: str | bytes, name: str = "themes", **options: Any) -> ts.Themes:
    """Load a file, without its warnings: what they say is in `problems`."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.Themes.load(path, **options)


def refused(tmp_path: Path, content: str | bytes, name: str = "themes", **options: Any) -> ThemeFileError:
    with pytest.raises(ThemeFileError) as caught:
        load(tmp_path, content, name, **options)
    assert str(tmp_path / name) in str(caught.value)
    return caught.value


def problems(themes: ts.Themes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.reason) for problem in themes.problems]


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


# LIWC


def test_liwc_without_the_second_percent_is_read_and_said(tmp_path: Path) -> None:
    themes = load(tmp_path, DIC.replace("B\n%\n", "B\n"))
    assert themes.patterns == {"A": ["x*", "y z"], "B": ["y z"]}
    assert problems(themes) == [(1, "the second line with % is missing: categories end before line 4")]


def test_liwc_without_any_words_and_second_percent_is_an_error(tmp_path: Path) -> None:
    assert "no patterns in any theme" in refused(tmp_path, "%\n1\tA\n2\tB\n").reason


@pytest.mark.parametrize(
    ("line", "words", "reason"),
    [
        ("w  1", {"A": ["w"]}, None),
        ("w 1 2", {"A": ["w"], "B": ["w"]}, None),
        ("w\t\t\t01 002 ", {"A": ["w"], "B": ["w"]}, None),
        ("a b c\t1", {"A": ["a b c"]}, None),
        ("a b  1  2", {"A": ["a b"], "B": ["a b"]}, None),
        ("24 7\t1", {"A": ["24 7"]}, None),
        ("w  1\t2", {"A": ["w"], "B": ["w"]}, None),
        ("w\t1\t1", {"A": ["w"]}, None),
        ("  w\t1", {"A": ["w"]}, None),
        ("w\t7", {}, "code 7 is not defined: the word is not read"),
        ("w\t7 8 1", {"A": ["w"]}, "codes 7, 8 are not defined: the other codes are read"),
        ("w", {}, "a word without a code: not read"),
        ("a b", {}, "a word without a code: not read"),
        ("w\tA", {}, "'A' where a code is expected: the word is not read"),
        ("w\t1 A", {"A": ["w"]}, "'A' where a code is expected: the other codes are read"),
        (
            "w (02 134)1 2",
            {"B": ["w"]},
            "conditions are not supported ('(02 134)1'): the other codes are read",
        ),
        ("w\t<of>1/2", {}, "conditions are not supported ('<of>1/2'): the word is not read"),
        ("w\t(1", {}, "conditions are not supported ('(1'): the word is not read"),
        ("%", {}, "a third line with %: not read"),
    ],
)
def test_a_line_of_liwc(tmp_path: Path, line: str, words: dict[str, list[str]], reason: str | None) -> None:
    themes = load(tmp_path, f"%\n1\tA\n2\tB\n%\nq\t1 2\n{line}\n")
    for name in ("A", "B"):
        assert themes.patterns[name] == ["q", *words.get(name, [])]
    assert problems(themes) == ([] if reason is None else [(6, reason)])
    assert all(pattern.line == 6 for pattern in themes._patterns if pattern.text != "q")


def test_categories_of_liwc_2015_have_long_names_and_levels(tmp_path: Path) -> None:
    themes = load(tmp_path, "%\n1\tfunction (Function Words)\n\t2\tpronoun (Pronouns)\n%\nthe\t1\ni\t1\t2\n")
    assert themes.patterns == {
        "function (Function Words)": ["the", "i"],
        "function (Function Words) / pronoun (Pronouns)": ["i"],
    }


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("1\tA\n1\tB\n2\tC", 3, "code 1 is there twice: words with it are in A"),
        ("1\tA\n2\tA", 3, "a category that is there twice: put together"),
        ("1\tA\n2", 3, "a code without a name: called by the code"),
        ("1\tA\n2\tPro / Con", 3, "' / ' joins the names of nested themes: called 'Pro/Con'"),
    ],
)
def test_what_is_odd_among_liwc_s_categories_is_listed(
    tmp_path: Path, head: str, line: int, reason: str
) -> None:
    themes = load(tmp_path, f"%\n{head}\n%\nx\t1\ny\t2\n")
    assert (line, reason) in problems(themes)
    assert themes.patterns["A"][0] == "x"


# WordStat


@pytest.mark.parametrize(
    ("text", "patterns", "expected"),
    [
        ("A\n    x (1)\n    B\n        y (1)\n", {"A": ["x"], "A / B": ["y"]}, []),
        ("A\n\tpeniten_x (1)\n", {"A": ["peniten x"]}, []),
        ("A\n\tx (1)\ny (1)\n", {"A": ["x"]}, [(3, "a word in no category: not read")]),
        (
            "A\n\tx (1)\n\t@RULE [x NEAR y] (1)\n",
            {"A": ["x"]},
            [(3, "a rule of WordStat's, which is not supported: not read")],
        ),
        (
            "A\n\tx (1)\n\t\ty (1)\n",
            {"A": ["x", "y"]},
            [(3, "indented below a word, which is no category: taken as beside it")],
        ),
        (
            "A\n\tB\n\t\tx (1)\n        C\n\t\ty (1)\n",
            {"A": [], "A / B": ["x"], "A / C": ["y"]},
            [(4, "indented unlike the others: look whether it is in the right place")],
        ),
        (
            "A\n\tx (1)\nA\n\ty (1)\n",
            {"A": ["x", "y"]},
            [(3, "a category that is there twice: put together")],
        ),
    ],
)
def test_levels_and_words_of_wordstat(
    tmp_path: Path, text: str, patterns: dict[str, list[str]], expected: list[tuple[int, str]]
) -> None:
    themes = load(tmp_path, text)
    assert themes.patterns == patterns
    assert problems(themes) == expected


def test_a_single_blank_before_a_category_is_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "A\n\tx (1)\n B\n\ty (1)\n")
    assert themes.patterns == {"A": ["x"], "A / B": ["y"]}
    assert problems(themes) == [(3, "indented unlike the others: look whether it is in the right place")]


def test_weights_of_wordstat_are_weights(tmp_path: Path) -> None:
    themes = load(tmp_path, "A\n\tx (1)\n\ty (0.5)\n\tz (-2)\n\tw (1,5)\n")
    assert [pattern.weight for pattern in themes._patterns] == [1, 0.5, -2, 1.5]


# Lexicoder


@pytest.mark.parametrize(
    "line",
    [
        "+A B",
        "+ A B ",
        "+A B+",
        "+A B#ff0000",
        "+A B #00FF7f",
        "+A B (255, 0, 10)",
        "+A B rgb(1,2,3)",
        "+A B 255,0,10",
    ],
)
def test_marks_and_colours_are_not_part_of_lexicoder_s_names(line: str) -> None:
    assert _heading(line.strip()) == "A B"


def test_what_is_odd_in_lexicoder_is_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "w\n+A\nx\n++B\ny\n", format="lexicoder")
    assert themes.patterns == {"A": ["x"], "B": ["y"]}
    assert problems(themes) == [
        (1, "a word in no category: not read"),
        (4, "more than one plus: read as a category that is in no other"),
    ]


# Yoshikoder


def test_descriptions_become_notes(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        '<dictionary><cnode name="A" desc="about"><pnode name="x" desc="why"/></cnode>'
        '<cnode name="B" desc="B"><pnode name="y" desc=""/></cnode></dictionary>',
    )
    assert [theme.note for theme in themes._themes] == ["about", None]
    assert [pattern.note for pattern in themes._patterns] == ["why", None]


def test_what_is_odd_in_yoshikoder_is_listed(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        '<dictionary patternengine="regexp">\n<pnode name="w"/>\n<cnode name="A" colour="red">\n'
        '<pnode name="x"/>\nwords\n<pnode/>\n<znode name="z"><pnode name="v"/></znode>\n'
        "</cnode>\n</dictionary>",
    )
    assert themes.patterns == {"A": ["x"]}
    assert problems(themes) == [
        (1, "a pattern engine that is not known: patterns are read as words with *"),
        (2, "a word in no category: not read"),
        (3, "an attribute of <cnode> that is not known: not read"),
        (5, "text between the elements: not read"),
        (6, "a word without a name: not read"),
        (7, "an element that is not known: not read"),
        (7, "a word in no category: not read"),
    ]


SECRET = "file-that-must-not-be-read"
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prologue",
    [
        "<!DOCTYPE dictionary>",
        f'<!DOCTYPE d [<!ENTITY a0 "lol">{BOMB}]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///SECRET">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///SECRET"> %p;]>',
    ],
)
def test_xml_with_a_document_type_is_refused_before_anything_is_expanded(
    tmp_path: Path, prologue: str
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    text = f"<?xml version='1.0'?>\n{prologue.replace('/SECRET', str(tmp_path / 'secret'))}\n"
    started = time.process_time()
    error = refused(tmp_path, text + YKD.replace("x*", "&a;"))
    assert time.process_time() - started < 2
    assert (error.line, error.reason) == (2, "a document type (<!DOCTYPE>), which is not supported")
    assert SECRET not in str(error)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html><body/></html>", "XML of another kind: it begins with <html>"),
        (YKD.replace("</cnode></cnode>", "</cnode>"), "not well-formed XML: mismatched tag"),
        (YKD.replace("x*", "&x;"), "not well-formed XML: undefined entity"),
        (YKD[:-5], "not well-formed XML"),
        ("<dictionary/>", "no categories"),
        ("<dictionary>" + '<cnode name="a">' * 100_000, "nested more than 50 deep"),
    ],
)
def test_xml_that_cannot_be_read_says_why(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(tmp_path, text).reason


def test_one_very_long_attribute_is_read_in_time(tmp_path: Path) -> None:
    started = time.process_time()
    themes = load(tmp_path, YKD.replace('"A"', f'"A" desc="{"d" * 10_000_000}"'))
    assert len(themes._themes[0].note or "") == 10_000_000
    assert time.process_time() - started < 10


# Tables


def test_a_table_has_themes_patterns_weights_and_notes(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        'Note;PATTERN;Weight; Theme\n;x*;;A / B\n"say ""so""";y;2.5;A>C\n;;;D\n\n;not: x y;;A > B\n',
    )
    assert themes.patterns == {"A": [], "A / B": ["x*", "not: x y"], "A / C": ["y"], "D": []}
    assert [(one.weight, one.note) for one in themes._patterns] == [(1, None), (1, None), (2.5, 'say "so"')]
    assert problems(themes) == [(4, "a theme without patterns, zero everywhere")]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("A,x\n,y\n", 3, "a row without a theme: not read"),
        ("A,x\nB,,3\n", 3, "a row without a pattern: not read"),
    ],
)
def test_rows_that_say_too_little_are_listed(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    themes = load(tmp_path, "theme,pattern,weight\n" + rows)
    assert (line, reason) in problems(themes)


def test_columns_that_are_not_read_are_listed(tmp_path: Path) -> None:
    themes = load(tmp_path, "theme,pattern,source,\nA,x,book,\n")
    assert [(problem.line, problem.text, problem.reason) for problem in themes.problems] == [
        (1, "source", "columns that are not read")
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("theme,pattern\nA,re(form\n", 2, "pattern 're(form'"),
        ("theme,pattern,weight\nA,x,heavy\n", 2, "the weight 'heavy'"),
        ('theme,pattern,weight\nA,x,"0,5"\n', 2, "Write for instance 0.5."),
        ("theme,pattern\nA,x,y\n", 2, "3 cells where there are 2 columns"),
        ("theme,pattern\nA / / B,x\n", 2, "a level without a name"),
        ("theme,pattern\n>A,x\n", 2, "a level without a name"),
        ("theme,pattern,Theme\nA,x,B\n", 1, "columns that are there twice: 'theme'"),
        ('theme,pattern\nA,"x\nB,y\n', 2, "quotation marks that do not pair"),
    ],
)
def test_a_mistake_in_a_table_names_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    error = refused(tmp_path, text)
    assert error.line == line
    assert says in str(error)


def test_a_table_without_its_columns_says_what_it_needs(tmp_path: Path) -> None:
    assert "no columns theme and pattern" in refused(tmp_path, "name,word\nA,x\n", "t.csv").reason


def test_cells_that_a_spreadsheet_would_run_come_back_as_they_were(tmp_path: Path) -> None:
    themes = ts.Themes(
        {"=A": ["x", "y"], "+B": {"'=C": [{"pattern": "z", "note": "@SUM"}]}, "'D": ["-2", "-2x", "007"]}
    )
    for suffix in (".csv", ".tsv"):
        path = tmp_path / f"t{suffix}"
        themes.save(path)
        assert ts.Themes.load(path) == themes
    cells = [
        cell for line in (tmp_path / "t.tsv").read_text("utf-8").splitlines() for cell in line.split("\t")
    ]
    assert "'=A" in cells
    assert "'-2x" in cells
    assert not any(cell[:1] in ("=", "+", "@") for cell in cells)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"A": {"patterns": "x", "note": "n"}}, "theme 'A' has note"),
        ({"A": {"patterns": "x", "labels": {"zh": "甲"}}}, "theme 'A' has labels"),
        ({"A": {"B": {"themes": {"C": "x"}, "exclusive": True}}}, "theme 'A / B' has exclusive"),
        ({"exclusive": True, "themes": {"A": "x"}}, "the themes are exclusive"),
        ({"A>B": "x"}, "has a > in it"),
        ({" A": "x"}, "begins or ends with a blank"),
        ({"A": "x "}, "begins or ends with a blank"),
        ({"A": [{"pattern": "x", "note": "a\nb"}]}, "has a line end in it"),
    ],
)
def test_what_a_table_cannot_hold_is_refused_and_nothing_is_written(
    tmp_path: Path, mapping: Any, says: str
) -> None:
    with pytest.raises(ThemeFileError, match="a table cannot hold this") as caught:
        ts.Themes(mapping).save(tmp_path / "t.csv")
    assert says in str(caught.value)
    assert "Save it as .yaml or .json." in str(caught.value)
    assert list(tmp_path.iterdir()) == []


# LIWC-22


def test_an_x_puts_a_word_of_liwc_22_into_a_category_and_a_number_with_that_weight(tmp_path: Path) -> None:
    text = 'DICTERM,affect,"time, long",改革\nhappy*,X,,\n"a lot, too",x,X,0.5\nbad :),-2,0,1\n'
    themes = load(tmp_path, text)
    assert themes.patterns == {
        "affect": ["happy*", "a lot, too", "bad :\\)"],
        "time, long": ["a lot, too"],
        "改革": ["a lot, too", "bad :\\)"],
    }
    assert [pattern.weight for pattern in themes._patterns] == [1, 1, -2, 1, 0.5, 1]
    assert [pattern.line for pattern in themes._patterns] == [2, 3, 4, 3, 3, 4]
    assert themes.problems == []


def test_what_liwc_22_does_not_say_is_listed_with_its_line(tmp_path: Path) -> None:
    text = "DicTerm,A,,B\nx,X,,yes\ny,,X,X\nz,,,\n,X,,\nv,,,X,X\nw,?,,\nnan,NaN,,\n*,X,,\nx,X,,\nu,X,,\n"
    themes = load(tmp_path, text)
    assert themes.patterns == {"A": ["x", "u"], "B": ["y", "v"]}
    assert problems(themes) == [
        (2, "'yes' where an X or a weight is expected: the other columns are read"),
        (3, "'X' in a column without a name: not read"),
        (4, "a word in no category: not read"),
        (5, "a row without a word: not read"),
        (6, "'X' in a column without a name: not read"),
        (7, "'?' where an X or a weight is expected: the word is not read"),
        (8, "'NaN' where an X or a weight is expected: the word is not read"),
        (9, "no pattern of ours, not read: a * alone finds every word; if that is meant, say any_word=True"),
        (10, "there twice in theme 'A': kept once"),
    ]


def test_a_category_of_liwc_22_that_is_there_twice_is_put_together(tmp_path: Path) -> None:
    themes = load(tmp_path, "DicTerm,A,A\nx,X,\ny,,X\n")
    assert themes.patterns == {"A": ["x", "y"]}
    assert problems(themes) == [(1, "a category that is there twice: put together")]


def test_a_dicx_without_its_columns_says_what_is_missing(tmp_path: Path) -> None:
    assert "no column DicTerm" in str(refused(tmp_path, "term,A\nx,X\n", format="liwc22"))
    assert "no categories" in str(refused(tmp_path, "DicTerm,,\nx,X,\n"))
    assert "quotation marks" in str(refused(tmp_path, 'DicTerm,A\n"x,X\n'))


# Workbooks


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another content for one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


SHEET = (
    "Themes",
    [["Theme", "Pattern", "Weight", "Note"], ["A / B", "x*", 2, "n"], ["A", 2023], ["A", "007"]],
)


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    themes = load(tmp_path, workbook(SHEET, ("More", [["pattern", "theme"], ["改革", "C"]]), ("Empty", [])))
    assert themes.patterns == {"A": ["2023", "007"], "A / B": ["x*"], "C": ["改革"]}
    assert themes._patterns[2][2:] == (2, 1, 2.0, "n")
    assert themes.problems == []


def test_what_is_no_text_in_a_workbook_is_listed(tmp_path: Path) -> None:
    rows = [["theme", "pattern"], ["A", "x"], ["A", "=1+1"], ["A", dt.date(2023, 9, 26)], ["A", True]]
    themes = load(tmp_path, workbook(("T", rows), ("Notes", [["about"]])))
    assert themes.patterns == {"A": ["x"]}
    assert problems(themes) == [
        (1, "a sheet without the columns theme and pattern: not read"),
        (3, "sheet 'T': a cell with a formula, not text: not read"),
        (4, "sheet 'T': a cell with a date, not text: not read"),
        (5, "sheet 'T': a cell with true or false, not text: not read"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "not an Excel workbook that can be read"),
        (workbook(SHEET)[:-40], "not an Excel workbook that can be read"),
        (workbook(("T", [["a", "b"]])), "no sheet with the columns theme and pattern"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (
            with_part(workbook(SHEET), "xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
            "a document type (<!DOCTYPE>) in 'xl/workbook.xml'",
        ),
        (
            with_part(
                workbook(SHEET),
                "xl/workbook.xml",
                '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
            ),
            "a document type (<!DOCTYPE>) in 'xl/workbook.xml'",
        ),
        (with_part(workbook(SHEET), "xl/media/x.bin", b"\0" * 130 * 1024**2), "unpacks to more than 128 MB"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    started = time.process_time()
    assert says in refused(tmp_path, content).reason
    assert time.process_time() - started < 2


def test_a_workbook_that_lies_about_its_size_is_no_trap(tmp_path: Path) -> None:
    data = workbook(SHEET)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    wide = sheet.replace('ref="A1:D4"', 'ref="A1:XFD1048576"').replace('r="B4"', 'r="XFC4"', 1)
    started = time.process_time()
    themes = load(tmp_path, with_part(data, "xl/worksheets/sheet1.xml", wide.encode()))
    assert (4, "sheet 'Themes': more than 64 columns: the others are not read") in problems(themes)
    far = sheet.replace('<row r="4"', '<row r="99999999999"')
    themes = load(tmp_path, with_part(data, "xl/worksheets/sheet1.xml", far.encode()))
    assert problems(themes) == [
        (1_048_576, "sheet 'Themes': more than 1,048,576 rows: the others are not read")
    ]
    assert time.process_time() - started < 10


@pytest.mark.parametrize("column", [65, 66, 100, 16_384])
def test_what_stands_right_of_column_64_is_listed_with_its_row(tmp_path: Path, column: int) -> None:
    book = openpyxl.Workbook()
    for row in (["theme", "pattern"], ["A", "x"], ["A", "y"]):
        book.active.append(row)
    book.active.cell(3, column, "far away")
    book.active.cell(2, column).font = openpyxl.styles.Font(bold=True)  # a cell with nothing in it
    out = io.BytesIO()
    book.save(out)
    themes = load(tmp_path, out.getvalue())
    assert themes.patterns == {"A": ["x", "y"]}
    assert [(problem.line, problem.text) for problem in themes.problems] == [(3, "'far away'")]
    assert "more than 64 columns" in themes.problems[0].reason


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="4"', '<row r="2"'),  # a second row 2, and a row after 3
        ('<row r="2"', '<row r="5"'),
        ('r="B4"', 'r="A4"'),
        ('r="A2"', 'r="C2"'),
        ('<row r="4"', '<row r="4.0"'),
    ],
)
def test_rows_and_cells_out_of_order_are_an_error_and_none_is_lost(
    tmp_path: Path, old: str, new: str
) -> None:
    data = workbook(SHEET)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert old in sheet
    damaged = with_part(data, "xl/worksheets/sheet1.xml", sheet.replace(old, new).encode())
    assert "rows or cells out of order at" in refused(tmp_path, damaged).reason


def test_a_workbook_that_is_wider_than_anybody_writes_is_refused_in_time(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(2, 2_000))
    head = '<row r="1"><c r="A1" t="str"><v>theme</v></c><c r="B1" t="str"><v>pattern</v></c></row>'
    namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {namespace}><sheetData>{head}{rows}</sheetData></worksheet>"
    started = time.process_time()
    error = refused(tmp_path, with_part(workbook(SHEET), "xl/worksheets/sheet1.xml", sheet.encode()))
    assert "more than 10,000,000 cells right of column 64" in error.reason
    assert time.process_time() - started < 5


def test_a_missing_openpyxl_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *rest)

    data = workbook(SHEET)
    monkeypatch.setattr(builtins, "__import__", without)
    error = refused(tmp_path, data)
    assert error.reason == "reading .xlsx needs openpyxl"
    assert error.hint == 'pip install "themescore[read]"'


# JSON


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ('{"A": [2]}', 1, 3, "pattern 0 is 2, of type int"),
        ('{"A": [null]}', 1, 3, "pattern 0 is None"),
        ('{"A":\n  ["x", "re(form"]}', 2, 12, "pattern 're(form'"),
        ('{"A": "\\u0072e(form"}', 1, 8, "pattern 're(form'"),
        ('{"A": ["x",]}', 1, 12, "a comma before ]"),
        ('{"A": ["x"],}', 1, 13, "a comma before }"),
        ('{"A": ["x" "y"]}', 1, 12, "a comma or ] is expected"),
        ('{"A": ["x"', 1, 7, "a list that is not closed"),
        ('{"A": "x"', 1, 1, "an object that is not closed"),
        ('{"A": x}', 1, 7, "neither a text in quotes nor a list nor an object"),
        ('{"A": "x\n"}', 1, 9, "a text in quotes that cannot be read"),
        ('{"A" "x"}', 1, 6, "no colon after a name"),
        ('{"A": "x", B: "y"}', 1, 12, "a name in quotes is expected"),
        ('{"A": "x",\n"A": "y"}', 2, 1, "'A' is there twice, first in line 1"),
        ('{"A": "x"} {}', 1, 12, "something after the end"),
        ('{"A": [{"pattern": "x", "weight": 1e999}]}', 1, 26, "the weight inf, which is no finite number"),
        ('{"A": "\\ud800"}', 1, 8, "a lone surrogate"),
    ],
)
def test_a_mistake_in_json_names_line_and_column(
    tmp_path: Path, text: str, line: int, column: int, says: str
) -> None:
    error = refused(tmp_path, text, "t.json")
    assert says in error.reason
    assert (error.line, error.column) == (line, column)


def test_json_escapes_and_u2028_are_text(tmp_path: Path) -> None:
    themes = load(tmp_path, '{"\\u6539\\u9769": ["\\ud83d\\ude00 a", "x\u2028y"]}', "t.json")
    assert themes.patterns == {"改革": ["😀 a", "x\u2028y"]}
    assert {pattern.line for pattern in themes._patterns} == {1}


@pytest.mark.parametrize(
    "text", ['{"A":' + "[" * 100_000, '{"A":' * 100_000, '{"A":' * 1000 + '"x"' + "}" * 1000]
)
def test_json_nested_without_end_is_refused_at_once(tmp_path: Path, text: str) -> None:
    started = time.process_time()
    assert refused(tmp_path, text).reason.endswith("nested more than 50 deep")
    assert time.process_time() - started < 2


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
@pytest.mark.mostly_python
def test_a_hundred_thousand_patterns_are_read_in_every_format(tmp_path: Path) -> None:
    words = [f"w{n}" for n in range(100_000)]
    started = time.process_time()
    for text in (
        "%\n1\tA\n%\n" + "".join(f"{word}\t1\n" for word in words),
        "A\n" + "".join(f"\t{word} (1)\n" for word in words),
        '<dictionary><cnode name="A">'
        + "".join(f'<pnode name="{word}"/>\n' for word in words)
        + "</cnode></dictionary>",
        "+A\n" + "\n".join(words),
        "theme,pattern\n" + "".join(f"A,{word}\n" for word in words),
        '{"A": ["' + '",\n"'.join(words) + '"]}',
        "A:\n" + "".join(f"- {word}\n" for word in words),
    ):
        assert load(tmp_path, text).patterns == {"A": words}
    assert time.process_time() - started < 120


@pytest.mark.mostly_python
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
