"""Dictionaries that people keep, against counts made of the same files by other readers, and their notes."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from themescore.errors import ThemeFileError, ThemescoreWarning
from themescore.themefiles.formats import read_source
from themescore.themefiles.source import ThemeSource

COUNTED = [
    "RID.cat",
    "actually_ykd.cat",
    "issue-459.cat",
    "issue-819.ykd",
    "laver-garry.cat",
    "laver-garry.ykd",
    "laver_garry.ykd",
    "mary.cat",
    "mary.lc3",
    "mary.lcd",
    "mary.ykd",
    "mary.yml",
    "moral_foundations_dictionary.dic",
    "newsmap/chinese_simplified.yml",
    "newsmap/english.yml",
    "yoshi.ykd",
]
MARY = {"A CATEGORY": ["lamb", "little", "more"], "ANOTHER CATEGORY": ["had", "mary"]}


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "dictionaries"


def load(path: Path, **options: Any) -> ts.Themes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.Themes.load(path, **options)


def found(themes: ts.Themes) -> dict[str, list[str]]:
    """What each theme that has patterns holds, in alphabetical order, case aside."""
    return {name: sorted(map(str.lower, patterns)) for name, patterns in themes.patterns.items() if patterns}


def reported(themes: ts.Themes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.reason) for problem in themes.problems]


def categories(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, int]]:
    """What a reader found, before any pattern is looked at: names with the number of words."""
    for name, value in tree.items():
        full = above + name
        if isinstance(value, list):
            yield full, len(value)
        elif "themes" in value or "patterns" in value:
            yield full, len(value["patterns"])
            yield from categories(value["themes"], f"{full} > ")
        else:
            yield from categories(value, f"{full} > ")


@pytest.mark.parametrize("name", COUNTED)
def test_a_reader_finds_every_category_and_every_word(folder: Path, name: str) -> None:
    expected = json.loads((folder / "counts.json").read_text("utf-8"))[name]
    source = ThemeSource.read(folder / name)
    tree = read_source(source, None, None).load(source)
    counts = dict(categories(tree.get("themes", tree)))
    assert counts == expected["counts"]
    assert list(counts) == list(expected["counts"])
    assert sum(counts.values()) == expected["values"]
    assert source.problems == []


def test_every_counted_file_is_tried(folder: Path) -> None:
    assert set(COUNTED) == set(json.loads((folder / "counts.json").read_text("utf-8")))


# What our patterns say otherwise, by file: each is listed with its line.
READ_AS = {
    "RID.cat": {2014: ("QUOTA-*", "read as 'QUOTA', ")},
    "moral_foundations_dictionary.dic": {69: ("fair-*", "read as 'fair', ")},
}


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_found_is_in_the_themes_or_listed(folder: Path, name: str) -> None:
    expected = json.loads((folder / "counts.json").read_text("utf-8"))[name]
    themes = load(folder / name)
    assert not any("no pattern of ours" in problem.reason for problem in themes.problems)
    other = {
        p.line: (p.text, p.reason[: p.reason.index(",") + 2])
        for p in themes.problems
        if "read as" in p.reason
    }
    assert other == READ_AS.get(name, {})
    twice = [problem.line for problem in themes.problems if "kept once" in problem.reason]
    assert sum(map(len, themes.patterns.values())) == expected["values"] - len(twice)
    # Both dictionaries hold the word without the hyphen too.
    assert set(twice) <= set(other)


def test_a_star_behind_a_hyphen_finds_the_word_with_and_without_it(folder: Path) -> None:
    scores = ts.score(["Fair-minded. A fair trial."], load(folder / "moral_foundations_dictionary.dic"))
    found = [m["start"] for m in scores.mentions.to_pylist() if m["theme"] == "FairnessVirtue"]
    assert found == [0, 15]


@pytest.mark.parametrize("name", ["mary.cat", "mary.ykd", "mary.yml", "mary.lcd", "mary.lc3", "mary.dic"])
def test_mary_is_the_same_in_every_format(folder: Path, name: str) -> None:
    themes = load(folder / name)
    plain = {theme.upper().replace("_", " "): words for theme, words in found(themes).items()}
    assert plain == MARY
    assert themes.problems == []


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("mary_doubleterm.dic", []),
        ("mary_multipletabs.dic", []),
        ("mary_zeropadding.dic", [(9, "code 03 is not defined: the other codes are read")]),
        ("mary_missingcat.dic", [(9, "code 03 is not defined: the other codes are read")]),
    ],
)
def test_untidy_liwc_files_are_read_and_unknown_codes_listed(
    folder: Path, name: str, problems: list[tuple[int, str]]
) -> None:
    themes = load(folder / name)
    assert found(themes) == {
        "A_CATEGORY": ["lamb", "little", "more"],
        "ANOTHER_CATEGORY": ["had", "little", "mary"],
    }
    assert reported(themes) == problems


def test_liwc_conditions_are_listed_and_ten_categories_are_left(folder: Path) -> None:
    themes = load(folder / "liwc_extracodes.dic")
    assert set(found(themes)) == {
        "verb", "past", "whatever", "family", "affect", "posemo", "cogmech", "tentat", "whatever2", "time",
    }  # fmt: skip
    empty = {problem.text for problem in themes.problems if "without patterns" in problem.reason}
    assert empty == {"filler", "discrep", "cause", "insight", "humans", "friend"}
    conditions = {
        problem.line: problem.reason for problem in themes.problems if "conditions" in problem.reason
    }
    assert "<of>131/125" in conditions[20]
    assert "(02 134)126" in conditions[23]
    assert themes.patterns["time"] == ["like"]
    with pytest.warns(ThemescoreWarning, match="2 things are not in the themes as written"):
        ts.Themes.load(folder / "liwc_extracodes.dic")


def test_a_hierarchy_of_liwc_is_kept(folder: Path) -> None:
    themes = load(folder / "liwc_hierarchical.dic")
    assert set(found(themes)) == {
        "verb",
        "misc / whatever",
        "misc / family",
        "misc / affect",
        "misc / posemo",
        "past",
        "past / cogmech",
        "past / insight / tentat",
        "else / whatever2",
        "else / time",
    }
    assert themes.patterns["past"] == ["liked"]
    assert "nothing" in themes
    assert themes.patterns["nothing"] == []
    assert (28, "code 721 is not defined: the other codes are read") in reported(themes)


def test_the_moral_foundations_have_a_pattern_for_each_of_324_lines(folder: Path) -> None:
    path = folder / "moral_foundations_dictionary.dic"
    themes = load(path)
    lines = {pattern.line for pattern in themes._patterns} | {problem.line for problem in themes.problems}
    assert len(lines) == 324
    assert themes.names[0] == "HarmVirtue"
    assert len(themes.names) == 11


def test_a_category_that_is_called_na_stays_one(folder: Path) -> None:
    themes = load(folder / "issue-459.cat")
    assert themes.patterns["SOUTH / NA"] == ["Namibia", "Namibian*", "Windhoek"]


def test_words_with_underscores_are_phrases_in_wordstat(folder: Path) -> None:
    themes = load(folder / "laver-garry.cat")
    assert themes.names[:2] == ["CULTURE", "CULTURE / CULTURE-HIGH"]
    assert themes.patterns["CULTURE"] == ["PEOPLE", "WAR IN IRAQ", "CIVIL WAR"]


def test_patterns_of_several_words_are_phrases_in_yoshikoder(folder: Path) -> None:
    themes = load(folder / "issue-819.ykd")
    assert themes.patterns["Dictionary / pos / A"] == ["A word"]
    assert themes.patterns["Dictionary / pos / B"] == ["B word"]


def test_a_category_with_words_and_subcategories_keeps_both(folder: Path) -> None:
    themes = load(folder / "yoshi.ykd")
    assert themes.patterns["New dictionary / A category"] == ["lamb", "little"]
    assert themes.patterns["New dictionary / A category / A subcategory"] == ["more"]


def test_yoshikoder_s_xml_is_told_under_another_suffix(folder: Path) -> None:
    assert load(folder / "actually_ykd.cat").patterns["New dictionary / Another category"] == ["had", "mary"]


def test_the_odd_bracket_of_the_regressive_imagery_is_a_character(folder: Path) -> None:
    themes = load(folder / "RID.cat")
    places = {pattern.line: pattern.text for pattern in themes._patterns}
    assert places[2329] == "PENITEN*\\(CIARY"


def test_the_regressive_imagery_has_four_levels_and_an_empty_category(folder: Path) -> None:
    themes = load(folder / "RID.cat")
    assert max(name.count(" / ") for name in themes) == 3
    empty = [problem.text for problem in themes.problems if "without patterns" in problem.reason]
    assert empty == ["TEST5"]


@pytest.mark.parametrize(
    ("name", "encoding", "letters"),
    [
        ("windows-1252.cat", "cp1252", ["Š", "Ž", "Ÿ"]),
        ("iso-8859-2.cat", "iso-8859-2", ["Č", "Ď", "Ě"]),
        ("iso-8859-14.cat", "iso-8859-14", ["Ḃ", "Ċ", "Ḋ"]),
        ("shift-jis.cat", "shift_jis", ["あ", "い", "う"]),
        ("euc-jp.cat", "euc_jp", ["あ", "い", "う"]),
    ],
)
def test_an_encoding_is_named_by_the_user_and_suggested_to_her(
    folder: Path, name: str, encoding: str, letters: list[str]
) -> None:
    with pytest.raises(ThemeFileError, match=r"(?s)not UTF-8 .*encoding=") as caught:
        ts.Themes.load(folder / name)
    assert caught.value.hint is not None
    assert f'"{encoding.replace("iso-", "iso")}"' in caught.value.hint
    themes = load(folder / name, encoding=encoding)
    assert len(themes.patterns["LATIN"]) == 3
    assert themes.patterns["NON-LATIN"] == letters


def test_latin_1_that_is_ascii_needs_no_encoding(folder: Path) -> None:
    assert load(folder / "iso-8859-1.cat").patterns == {
        "LATIN": ["B", "C", "D"],
        "NON-LATIN": ["Bh", "Ch", "Dh"],
    }


def test_the_wrong_encoding_is_refused_where_it_gives_control_characters(folder: Path) -> None:
    with pytest.raises(ThemeFileError, match=r"U\+008A"):
        ts.Themes.load(folder / "windows-1252.cat", encoding="latin-1")


@pytest.mark.parametrize("language", ["english", "chinese_simplified"])
def test_newsmap_keeps_norway_and_namibia(folder: Path, language: str) -> None:
    themes = load(folder / "newsmap" / f"{language}.yml")
    assert "EUROPE / NORTH / NO" in themes
    assert "AFRICA / SOUTH / NA" in themes
    if language == "chinese_simplified":
        assert "挪威*" in themes.patterns["EUROPE / NORTH / NO"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "name", ["laver-garry.cat", "moral_foundations_dictionary.dic", "mary.lc3", "yoshi.ykd"]
)
def test_every_line_end_gives_the_same_themes(folder: Path, tmp_path: Path, name: str, ends: str) -> None:
    text = (folder / name).read_bytes().decode().replace("\r\n", "\n").replace("\n", ends)
    path = tmp_path / name
    path.write_bytes(text.encode())
    assert load(path) == load(folder / name)
    places = [(pattern.line, pattern.text) for pattern in load(path)._patterns]
    assert places == [(pattern.line, pattern.text) for pattern in load(folder / name)._patterns]


@pytest.mark.parametrize("name", [*COUNTED, "liwc_hierarchical.dic", "liwc_extracodes.dic"])
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_every_dictionary_survives_in_our_formats(
    folder: Path, tmp_path: Path, name: str, suffix: str
) -> None:
    themes = load(folder / name)
    themes.save(tmp_path / f"t{suffix}")
    assert load(tmp_path / f"t{suffix}") == themes


@pytest.mark.parametrize(
    "name", ["laver-garry.cat", "moral_foundations_dictionary.dic", "newsmap/english.yml"]
)
def test_every_dictionary_survives_as_a_table(folder: Path, tmp_path: Path, name: str) -> None:
    themes = load(folder / name)
    for suffix in (".csv", ".tsv"):
        themes.save(tmp_path / f"t{suffix}")
        assert load(tmp_path / f"t{suffix}") == themes
