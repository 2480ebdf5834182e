"""Cue lexicons: what can be written in them, and what is said of mistakes."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from themescore import Cues, EmphasisWeights, Tokenizer
from themescore.errors import ThemeFileError


def load(folder: Path, text: str) -> Cues:
    path = folder / "cues.yaml"
    path.write_text(text, encoding="utf-8")
    return Cues.load(path)


def test_a_file_says_levels_and_scopes(tmp_path: Path) -> None:
    cues = load(
        tmp_path,
        "duty:\n"
        "  level: 2\n"
        "  scope: clause\n"
        "  patterns: [must, {pattern: 必须, weight: 3}, {pattern: shall, scope: paragraph}]\n"
        "praise: great\n"
        "negation: [not, {pattern: not only, weight: 0}]\n",
    )
    assert [(kind.name, [tuple(pattern) for pattern in kind.patterns]) for kind in cues.kinds] == [
        ("duty", [("must", 2, "clause"), ("必须", 3, "clause"), ("shall", 2, "paragraph")]),
        ("praise", [("great", 1, "sentence")]),
    ]
    assert cues.negation == ("not",)


def test_cues_are_what_their_dict_makes(tmp_path: Path) -> None:
    for cues in (
        Cues.default(),
        load(tmp_path, "duty: {level: 2, patterns: [must, {pattern: 必须, weight: 3}]}"),
    ):
        again = Cues(cues.to_dict())
        assert again == cues
        assert hash(again) == hash(cues)
    assert Cues({"duty": "must"}) != Cues({"duty": ["must", "shall"]})


def test_the_shipped_lexicon_has_no_pattern_twice_and_both_languages_in_each_kind() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cues = Cues(Cues.default().to_dict())
    for kind in cues.kinds:
        texts = [pattern.text for pattern in kind.patterns]
        assert any(text.isascii() for text in texts)
        assert any(not text.isascii() for text in texts)
    source = (Path(__file__).parents[2] / "python/themescore/theming/cues.yaml").read_text(encoding="utf-8")
    lines = source.partition("negation:")[0].count("\n    - ")
    assert lines == sum(len(kind.patterns) for kind in cues.kinds)  # else one of them is there twice


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("duty:\n  level: 4\n  patterns: must", 2, "no level"),
        ("duty:\n  level: high\n  patterns: must", 2, "no level"),
        ("duty:\n  level: 0\n  patterns: must", 2, "no level"),
        ("duty:\n  scope: word\n  patterns: must", 2, "no scope"),
        ("duty:\n  weight: 2\n  patterns: must", 2, "no key"),
        ("duty:\n  level: 2", 1, "no patterns"),
        ("duty:\n  - {pattern: must, level: 3}", 2, "no key"),
        ("duty:\n  - {pattern: must, weight: 1.5}", 2, "no level"),
        ("duty:\n  - {weight: 3}", 1, "no pattern"),
        ("duty:\n  patterns:\n    - must (go", 3, "must"),
        ("duty: [must\n", 1, "brackets"),
        ("", None, "empty"),
        ("negation: [not]", None, "no cues"),
    ],
)
def test_a_mistake_is_shown_with_its_line(tmp_path: Path, text: str, line: int | None, message: str) -> None:
    with pytest.raises(ThemeFileError, match=message) as caught:
        load(tmp_path, text)
    assert caught.value.path is not None
    assert caught.value.path.endswith("cues.yaml")
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        [],
        "must",
        None,
        {1: "must"},
        {"duty": 3},
        {"duty": [["must"]]},
        {"duty": {"patterns": {"a": "b"}}},
    ],
)
def test_what_is_no_lexicon_is_refused(mapping: object) -> None:
    with pytest.raises(ThemeFileError):
        Cues(mapping)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ThemeFileError, match="missing"):
        Cues.load(tmp_path / "missing.yaml")
    with pytest.raises(ThemeFileError, match="path"):
        Cues.load(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The meeting stressed that reform is vital.", ["meeting stressed", "vital"]),
        ("We must reform, and should not wait.", ["must", "should"]),
        ("It was not stressed. He didn't stress that.", []),
        ("He not only stressed it.", ["stressed"]),
        ("会议强调，要深化改革，必须加快开放。", ["会议强调", "要", "必须", "加快"]),
        ("不是强调改革，没有承诺。", []),
        ("重要的是人民需要。", []),
        ("國務院強調，必須改革。", ["強調", "必須"]),
    ],
)
def test_the_shipped_lexicon_finds_what_stresses(text: str, cues: list[str]) -> None:
    assert [cue.text for cue in Cues.default().find(text)] == cues


def test_cues_are_found_by_the_tokenizer_that_is_given() -> None:
    assert [
        cue.text for cue in Cues({"duty": "stress"}).find("They stresses it.", Tokenizer(stem="english"))
    ] == ["stresses"]


def test_cues_and_weights_show_themselves() -> None:
    assert repr(Cues({"duty": ["must"], "negation": ["not"]})) == "Cues(1 kind, 1 pattern: duty)"
    page = Cues({"<b>": [{"pattern": "must", "weight": 3}]})._repr_html_()
    assert "<b>duty" not in page
    assert "&lt;b&gt;" in page
    assert "must</bdi> (3)" in page
    assert "repeated headline" in EmphasisWeights()._repr_html_()
