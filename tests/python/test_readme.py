"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import doc_pages
import pytest
import themescore as ts
from themescore.cli import main

pytestmark = pytest.mark.mostly_python

README = doc_pages.README.read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_the_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = doc_pages.blocks(doc_pages.README, "python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert isinstance(names["scores"], ts.Scores)
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_the_theme_file_in_the_readme_finds_what_its_comment_says(tmp_path: Path) -> None:
    (text,) = doc_pages.blocks(doc_pages.README, "yaml")
    path = tmp_path / "themes.yaml"
    path.write_text(text, encoding="utf-8")
    themes = ts.Themes.load(path)
    assert themes.names == ["Enterprise reform", "Economy", "Economy / Prices", "Economy / Trade"]
    assert ts.score(["State owned enterprises"], themes).table("count").loc["0", "Enterprise reform"] == 1


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_the_command_in_the_readme_runs_on_the_examples(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = re.findall(r"^    (themescore score .*)$", README, flags=re.MULTILINE)
    monkeypatch.chdir(examples)
    words = [word.replace("report.html", str(tmp_path / "report.html")) for word in shlex.split(line)]
    assert main(words[1:]) == 0
    assert (tmp_path / "report.html").exists()


def test_the_mixed_sentence_of_the_readme_holds_what_it_says() -> None:
    (sentence,) = re.findall(r"`(国有Enterprise reform[^`]*)`", README)
    table = ts.score([sentence], {"Party": ["party building"], "State": ["国有"]}).table("count")
    assert table.loc["0"].to_dict() == {"Party": 1, "State": 1}
