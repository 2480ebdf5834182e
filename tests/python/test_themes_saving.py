"""Themes that are saved are read as they were."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from themescore.errors import ThemeFileError, ThemescoreWarning
from themescore.theming.forms import RESERVED

pytestmark = pytest.mark.filterwarnings("error")


SCALARS = st.one_of(
    st.text(min_size=1),
    st.text("NOyes01.-:#*&![]{}'\"\\ \t\n，改\x85\u2028\ufeff😀", min_size=1, max_size=8),
    st.sampled_from(
        ["NO", "~", "null", "<<", "=", "-", "?", "- x", "a: b", "a #b", "007", "y", "\x7f", "\ufffe"]
    ),
)


def usable(text: str) -> bool:
    """Whether the pattern is one for the parser of patterns, which is not what is tried here."""
    try:
        ts.Themes({"A": [text]})
    except ThemeFileError:
        return False
    return True


# Words that mean something where a name stands are no names; test_themes_yaml.py has them.
NAMES = SCALARS.filter(
    lambda text: bool(text.strip()) and " / " not in f" {text} " and text.strip() not in RESERVED
)
PATTERNS = st.lists(SCALARS.filter(usable), min_size=1, max_size=3, unique=True)
TREES = st.recursive(
    PATTERNS,
    lambda below: st.one_of(
        st.dictionaries(NAMES, below, min_size=1, max_size=3),
        st.tuples(PATTERNS, st.dictionaries(NAMES, below, min_size=1, max_size=2)).map(
            lambda pair: [*pair[0], pair[1]]
        ),
    ),
    max_leaves=8,
)


@pytest.mark.mostly_python
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_saved_is_loaded_again(tmp_path: Path, tree: dict[str, Any]) -> None:
    themes = ts.Themes(tree)
    path = tmp_path / "round.yml"
    themes.save(path)
    again = ts.Themes.load(path)
    assert again == themes
    assert again.to_dict() == themes.to_dict()
    # Another reader of YAML finds the same text.
    assert ts.Themes(yaml.safe_load(path.read_bytes())) == themes


def test_a_saved_file_is_one_that_an_analyst_would_write(tmp_path: Path) -> None:
    with pytest.warns(ThemescoreWarning):
        themes = ts.Themes(
            {"Reform": ["state-owned enterprise*", "*form", "国有"], "NO": ["007"], "Empty": []}
        )
    themes.save(tmp_path / "t.yaml")
    assert (tmp_path / "t.yaml").read_text("utf-8") == (
        'Reform:\n  - state-owned enterprise*\n  - "*form"\n  - 国有\n"NO":\n  - "007"\nEmpty: []\n'
    )


def test_names_of_ten_thousand_characters_and_long_patterns_are_saved(tmp_path: Path) -> None:
    themes = ts.Themes({"n" * 10_000: {"m: " * 3000: ["p" * 999, "国 " * 400 + "x"]}})
    themes.save(tmp_path / "t.yaml")
    assert ts.Themes.load(tmp_path / "t.yaml") == themes


def test_saving_replaces_a_file_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("old")
    path.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(path)
    (tmp_path / "hard.yaml").hardlink_to(path)
    ts.Themes({"A": ["x"]}).save(tmp_path / "link.yaml")
    assert path.read_text() == "A:\n  - x\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (tmp_path / "link.yaml").is_symlink()
    assert (
        tmp_path / "hard.yaml"
    ).read_text() == "old"  # a new file took the name; the old one was not written
    assert sorted(file.name for file in tmp_path.iterdir()) == ["hard.yaml", "link.yaml", "t.yaml"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("folder.yaml", "cannot be written: is a folder"),
        ("gone/t.yaml", "cannot be written: no such file or directory"),
        ("t.dic", "theme files are saved as '.csv', '.tsv', '.json', '.yaml', '.yml', not '.dic'"),
        ("t", "not ''"),
    ],
)
def test_a_file_that_cannot_be_saved_says_why(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(ThemeFileError, match=says):
        ts.Themes({"A": ["x"]}).save(tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.yaml"]


def test_where_a_file_cannot_be_written_to_its_end_the_old_one_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    ts.Themes({"A": ["x"]}).save(path)
    code = (
        "import resource, sys, themescore as ts\n"
        "themes = ts.Themes({'A': [f'word{n}' for n in range(10_000)]})\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: themes.save(sys.argv[1])\n"
        "except ts.errors.ThemeFileError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "t.yaml: cannot be written: file too large" in done.stdout
    assert ts.Themes.load(path) == ts.Themes({"A": ["x"]})
    assert [file.name for file in tmp_path.iterdir()] == ["t.yaml"]
