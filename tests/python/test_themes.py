"""Themes as they are made in Python, and real ones."""

from __future__ import annotations

import copy
import pickle
import warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
import yaml
from themescore.errors import OptionError, ThemeFileError, ThemescoreWarning
from themescore.scoring.counting import compiled
from yaml_themes import NESTED, WRONG, load

pytestmark = pytest.mark.filterwarnings("error")


# Themes


def test_names_go_down_into_nested_themes_parents_first() -> None:
    assert ts.Themes(NESTED).names == [
        "Reform",
        "Economy",
        "Economy / Trade",
        "Economy / Trade / Out",
        "Economy / Trade / In",
        "Economy / Money",
        "Party",
        "Party / Building",
    ]


def test_patterns_are_each_theme_s_own() -> None:
    patterns = ts.Themes(NESTED).patterns
    assert patterns["Economy"] == ["econom*"]
    assert patterns["Economy / Trade"] == []
    assert patterns["Economy / Trade / In"] == ["import*"]
    assert list(patterns) == ts.Themes(NESTED).names


def test_the_tables_for_the_core_name_parents_by_index() -> None:
    themes = ts.Themes(NESTED)
    assert [theme.parent for theme in themes._themes] == [-1, -1, 1, 2, 2, 1, -1, 6]
    assert [(pattern.theme, pattern.text) for pattern in themes._patterns] == [
        (0, "reform*"),
        (0, "国有企业"),
        (1, "econom*"),
        (3, "export*"),
        (4, "import*"),
        (5, "interest rate*"),
        (7, "party building"),
        (7, "党建"),
    ]
    assert {(pattern.line, pattern.column) for pattern in themes._patterns} == {(None, None)}


def test_themes_are_a_collection_of_their_names() -> None:
    themes = ts.Themes(NESTED)
    assert len(themes) == 8
    assert list(themes) == themes.names
    assert "Party / Building" in themes
    assert "Building" not in themes


def test_to_dict_makes_the_same_themes_again() -> None:
    themes = ts.Themes(NESTED)
    assert ts.Themes(themes.to_dict()) == themes
    assert list(themes.to_dict()) == ["Reform", "Economy", "Party"]
    assert list(themes.to_dict()["Economy"][1]) == ["Trade", "Money"]


def test_equality_is_of_names_patterns_and_their_order() -> None:
    themes = ts.Themes({"A": ["x", "y"], "B": ["z"]})
    assert themes == ts.Themes({"A": ("x", "y"), "B": "z"})
    assert hash(themes) == hash(ts.Themes({"A": ("x", "y"), "B": "z"}))
    assert themes != ts.Themes({"B": ["z"], "A": ["x", "y"]})
    assert themes != ts.Themes({"A": ["y", "x"], "B": ["z"]})
    assert themes != ts.Themes({"A": ["x", "y"], "B": ["Z"]})
    assert themes != {"A": ["x", "y"], "B": ["z"]}


def test_changing_what_comes_out_does_not_change_the_themes() -> None:
    themes = ts.Themes({"A": ["x"]})
    themes.names.append("B")
    themes.patterns["A"].append("y")
    themes.to_dict()["A"].append("y")
    assert (themes.names, themes.patterns) == (["A"], {"A": ["x"]})


def test_notes_and_labels_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "themes.yaml"
    path.write_text(
        "Economy:\n  note: both\n  themes:\n    Trade:\n      labels: {zh: 贸易, de: Handel}\n"
        "      patterns:\n        - {pattern: export*, note: of goods}\n        - import*\nLaw: [law]\n",
        encoding="utf-8",
    )
    themes = ts.Themes.load(path)
    assert themes.notes == {"Economy": "both"}
    assert themes.labels == {"Economy / Trade": {"zh": "贸易", "de": "Handel"}}
    assert themes.pattern_notes == {"Economy / Trade": {"export*": "of goods"}}
    themes.labels["Economy / Trade"]["zh"] = "changed"
    assert themes.labels["Economy / Trade"]["zh"] == "贸易"


def test_a_star_alone_finds_every_word_if_that_is_said_to_be_meant(tmp_path: Path) -> None:
    with pytest.raises(ThemeFileError, match=r"a \* alone finds every word; .*any_word=True"):
        ts.Themes({"All": ["*"]})
    themes = ts.Themes({"All": ["*"], "Reform": ["reform"]}, any_word=True)
    texts = ["Reform: 国有企业 and 7%!", "reform"]
    assert ts.score(texts, themes).table("count")["All"].tolist() == [4, 1]
    assert ts.score(texts, pickle.loads(pickle.dumps(themes))).table("count")["All"].tolist() == [4, 1]
    path = tmp_path / "themes.yaml"
    themes.save(path)
    with pytest.raises(ThemeFileError, match="line 2, column 6"):
        ts.Themes.load(path)
    assert ts.Themes.load(path, any_word=True) == themes
    with pytest.raises(OptionError, match="any_word='yes'"):
        ts.Themes.load(path, any_word="yes")  # type: ignore[arg-type]


def test_themes_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(ts.Themes(NESTED))) == ts.Themes(NESTED)


def test_any_mapping_will_do() -> None:
    assert ts.Themes(OrderedDict(A=["x"])).names == ["A"]


def test_nul_is_a_character_like_others_in_names_and_patterns(tmp_path: Path) -> None:
    themes = ts.Themes({"A\x00B": ["x\x00y"]})
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    assert themes.patterns == {"A\x00B": ["x\x00y"]}


def test_an_empty_theme_among_others_is_kept_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(
        ThemescoreWarning, match="themes without patterns, .* zero everywhere: 'B', 'C', 'C / D'$"
    ):
        themes = ts.Themes({"A": ["x"], "B": [], "C": {"D": []}, "E": {"F": "y"}})
    assert themes.names == ["A", "B", "C", "C / D", "E", "E / F"]
    with pytest.warns(ThemescoreWarning, match=r"themes\.yaml: themes without patterns.*: 'B'"):
        assert load(tmp_path, "A: x\nB:\n").patterns == {"A": ["x"], "B": []}


def test_a_pattern_that_is_twice_in_a_theme_is_kept_once_with_a_warning() -> None:
    with pytest.warns(ThemescoreWarning, match="there twice in a theme, kept once: 'x' in 'A'"):
        assert ts.Themes({"A": ["x", "y", "x"], "B": ["x"]}).patterns == {"A": ["x", "y"], "B": ["x"]}


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({}, "no themes"),
        ({"A": []}, "no patterns in any theme"),
        ({"A": {"B": {}}}, "no patterns in any theme"),
        ({"A": None}, "theme 'A': pattern 0 is None, of type NoneType"),
        ({"A": ["x", 2023]}, "theme 'A': pattern 1 is 2023, of type int"),
        ({"A": {"B": b"x"}}, "theme 'A / B': pattern 0 is b'x', of type bytes"),
        ({"A": {"x", "y"}}, "of type set"),
        ({"A": [["x"]]}, r"pattern 0 is \['x'\], of type list"),
        ({2023: ["x"]}, "a theme is named 2023, of type int"),
        ({"A": {None: ["x"]}}, "a theme in 'A' is named None"),
        ({"A": {" \t": ["x"]}}, "a theme in 'A' has an empty name"),
        ({"A / B": ["x"]}, "' / ' joins the names of nested themes"),
        ({"A /": ["x"]}, "' / ' joins"),
        ({"/ A": ["x"]}, "' / ' joins"),
        ({"A": [{"B": ["x"]}, {"B": ["y"]}]}, "theme 'A / B' is there twice"),
        ({"A": [""]}, "theme 'A', pattern ''"),
        ({"A": ["x\ud800"]}, "a lone surrogate in pattern"),
        ({"\ud800": ["x"]}, "a lone surrogate in its name"),
        ([("A", ["x"])], "themes are a dict of names and patterns, not list"),
        ("themes.yaml", r"(?s)not str.*Themes\.load\(path\)"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_theme_is_named_with_its_theme_and_type(mapping: Any, says: str) -> None:
    with pytest.raises(ThemeFileError, match=says) as caught:
        ts.Themes(mapping)
    assert caught.value.path is None


def nested(depth: int) -> dict[str, Any]:
    tree: Any = ["x"]
    for _ in range(depth):
        tree = {"A": tree}
    return tree


def test_nesting_goes_fifty_deep_and_no_further(tmp_path: Path) -> None:
    themes = ts.Themes(nested(50))
    assert len(themes) == 50
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    for depth in (51, 900):
        with pytest.raises(ThemeFileError, match="nested more than 50 deep"):
            ts.Themes(nested(depth))


def test_a_dict_that_contains_itself_is_refused() -> None:
    circle: dict[str, Any] = {}
    circle["A"] = circle
    with pytest.raises(ThemeFileError, match="nested more than 50 deep"):
        ts.Themes(circle)


def test_a_mistake_in_a_pattern_is_shown_under_the_pattern() -> None:
    with pytest.raises(ThemeFileError) as caught:
        ts.Themes({"A": {"B": [WRONG]}})
    error = caught.value
    assert error.reason.startswith(f"theme 'A / B', pattern {WRONG!r}: ")
    assert error.column is not None
    assert str(error).split("\n")[1:] == [f"    {WRONG}", "    " + " " * (error.column - 1) + "^"]


def test_the_notebook_table_escapes_names_and_patterns() -> None:
    shown = ts.Themes({"<b>": ["x"], "A": {"B": ["y&z"]}})._repr_html_()
    assert "<b></b>" not in shown
    assert "&lt;b&gt;" in shown
    assert "y&amp;z" in shown
    assert "&emsp;<bdi>B</bdi>" in shown


def test_themes_say_what_is_in_them_in_one_line() -> None:
    assert repr(ts.Themes({"A": ["x", "y"]})) == "Themes(1 theme, 2 patterns: A)"
    assert repr(ts.Themes({f"T{n}": "x" for n in range(10)})).endswith("T7, 2 more)")


# Real files


def test_the_example_themes_survive_a_round_trip(tmp_path: Path, examples: Path) -> None:
    themes = ts.Themes.load(examples / "themes.yaml")
    assert len(themes) > 3
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes
    lines = (examples / "themes.yaml").read_text("utf-8").split("\n")
    for pattern in themes._patterns:
        assert pattern.line is not None
        assert pattern.column is not None
        assert lines[pattern.line - 1][pattern.column - 1 :].startswith(pattern.text)


@pytest.mark.parametrize(
    ("name", "top", "country"), [("english", "AFRICA", "NO"), ("chinese_simplified", "AFRICA", "NO")]
)
def test_the_newsmap_dictionaries_load_with_norway(
    shared_data: Path, name: str, top: str, country: str
) -> None:
    path = shared_data / "dictionaries" / "newsmap" / f"{name}.yml"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        themes = ts.Themes.load(path)
    assert themes.names[0] == top
    assert "EUROPE / NORTH / NO" in themes
    with path.open("rb") as file:
        expected = yaml.load(file, Loader=yaml.BaseLoader)
    assert list(expected) == [theme.name for theme in themes._themes if theme.parent < 0]
    assert themes.patterns[f"EUROPE / NORTH / {country}"] == expected["EUROPE"]["NORTH"][country]


# What the core makes of them


def test_themes_and_cues_are_compiled_once_for_all_equal_tokenizers() -> None:
    themes, cues = ts.Themes({"reform": ["reform*", "改革"]}), ts.Cues({"duty": ["must"]})
    stemming = ts.Tokenizer(stem="english")
    for thing, get in ((themes, lambda one: compiled(themes, one)), (cues, cues._compiled)):
        first = get(ts.Tokenizer())
        assert get(ts.Tokenizer()) is first
        other = get(stemming)
        assert other is not first, thing
        assert get(ts.Tokenizer(stem="english")) is other
        assert get(ts.Tokenizer()) is not other


def test_themes_that_have_scored_with_one_tokenizer_score_with_another_as_new_ones_do() -> None:
    mapping = {"reform": ["reform"], "open": ["国有企业"]}
    themes, texts = ts.Themes(mapping), ["Reforms, a reform.", "国有企业"]
    for tokenizer in (
        ts.Tokenizer(),
        ts.Tokenizer(stem="english"),
        ts.Tokenizer(lexicon=["国有企业"]),
        ts.Tokenizer(han="bigram"),
        ts.Tokenizer(),
    ):
        scores = ts.score(texts, themes, tokenizer=tokenizer)
        again = ts.score(texts, ts.Themes(mapping), tokenizer=tokenizer)
        assert scores.mentions.equals(again.mentions)
    assert ts.score(texts, themes, tokenizer=ts.Tokenizer(stem="english")).table("count")["reform"].sum() == 2


def test_what_was_compiled_is_in_no_copy_and_no_pickle() -> None:
    themes, cues = ts.Themes({"reform": ["reform*"]}), ts.Cues({"duty": ["must"]})
    ts.score(["reform must go on"], themes, cues=cues)
    for thing in (themes, cues):
        for again in (pickle.loads(pickle.dumps(thing)), copy.copy(thing), copy.deepcopy(thing)):
            assert again == thing
    again = pickle.loads(pickle.dumps(themes))
    assert compiled(again, ts.Tokenizer()) is not compiled(themes, ts.Tokenizer())
    assert ts.score(["reform"], again).table("count").to_numpy().tolist() == [[1]]
