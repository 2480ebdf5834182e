"""Every notebook runs from top to bottom, and is kept without its results."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.mostly_python

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")


def only(number: str) -> Any:
    """The test is of the notebook with this number."""
    wanted = [path for path in NOTEBOOKS if path.name.startswith(number)]
    return pytest.mark.parametrize("executed", wanted, indirect=True, ids=lambda path: path.stem)


def outputs(notebook: Any, start: str) -> str:
    """What the code cell that begins like this showed and printed, warnings aside, as text and HTML."""
    cell = next(c for c in notebook.cells if c.cell_type == "code" and c.source.startswith(start))
    printed = (out for out in cell.outputs if out.get("name") != "stderr")
    return "".join(
        str(data) for out in printed for data in (*out.get("data", {}).values(), out.get("text", ""))
    )


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest) -> Any:
    notebook = nbformat.read(request.param, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "clear the results before a commit"
    return NotebookClient(notebook, timeout=300, kernel_name="python3").execute()


def test_the_notebooks_are_numbered_as_their_titles_are() -> None:
    assert NOTEBOOKS
    for number, path in enumerate(NOTEBOOKS, 1):
        first = nbformat.read(path, as_version=4).cells[0].source
        assert path.name.startswith(f"{number:02d}-")
        assert first.startswith(f"# {number}. ")
        assert first.splitlines()[0].endswith("?")


def test_what_a_notebook_links_to_is_there() -> None:
    targets = [(path, target) for path in NOTEBOOKS for target in LINK.findall(path.read_text("utf-8"))]
    assert targets
    assert [(p.name, t) for p, t in targets if not t.startswith("http") and not (p.parent / t).exists()] == []


def test_every_cell_runs_and_prints_no_error(executed: Any) -> None:
    shown = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert shown
    assert not [output for output in shown if output.output_type == "error"]


@only("01")
def test_the_first_notebook_shows_the_scores_and_the_marked_sentences(executed: Any) -> None:
    assert "Prices and money" in outputs(executed, "scores = ts.score")
    assert "<mark>Party building</mark>" in outputs(executed, "scores.evidence")
    assert "Haiyuan" in outputs(executed, "comparison =")


@only("02")
def test_the_groups_have_findings_and_what_they_hang_on(executed: Any) -> None:
    assert "Prices and money 25 times as often as the others" in outputs(executed, "from pathlib")
    assert "without document &#x27;merrin-2023&#x27;" in outputs(executed, "sensitivity = ")
    assert "No theme differs between the groups" in outputs(executed, "def period")


@only("03")
def test_over_time_one_theme_breaks_and_another_rises(executed: Any) -> None:
    shown = outputs(executed, "comparison =")
    assert "Floods: no steady rise or fall (16 years); breaks upwards in 2016" in shown
    assert "2014 to 2017" in shown
    assert "Clean power: rises by" in shown
    assert "Shipping: " not in shown
    upper, lower = outputs(executed, "import warnings").split("Lower Sarn")
    assert "breaks upwards in 2016" in upper
    assert "breaks" not in lower
    assert "Floods" not in lower
    assert "Wildlife" not in lower
    keywords = outputs(executed, "def period")
    assert "barrier" in keywords
    assert "emissions" in keywords
    assert "iVBORw0KGgo" in outputs(executed, "import altair")  # a picture, which needs no network


@only("04")
def test_in_two_languages_a_gap_of_the_texts_and_one_of_the_dictionary_are_told_apart(executed: Any) -> None:
    assert "Party building (0%, 21%)" in outputs(executed, "print(*profiles")
    counts = outputs(executed, "top_level =")
    assert re.search(r"07 Livelihoods +Livelihoods +5 +9", counts)
    assert re.search(r"Green development +7 +4", counts)
    mended = outputs(executed, "more =")
    assert re.search(r"en +10 +7\nzh +11 +7", mended)
    assert re.search(r"en +0 +12 +31\nzh +17 +1 +43", outputs(executed, 'mentions["language"]'))


@only("05")
def test_the_audit_and_what_the_coders_said_are_shown(executed: Any) -> None:
    assert "and &#x27;Green&#x27; share" in outputs(executed, "audit =")
    assert "exports" in outputs(executed, "audit.near_misses")
    # Nine of the twelve found are right to one coder, ten to the other.
    assert "79%" in outputs(executed, "result = ")


@only("06")
def test_one_report_is_told_apart_by_the_others(executed: Any) -> None:
    # Of N = 13 documents: log(14 / (1 + df)) + 1 for a form that 0, 1 and 2 of them have.
    rarity = outputs(executed, "scores.explain")
    for df in range(3):
        assert f"{math.log(14 / (1 + df)) + 1:.2f}" in rarity
    assert "True" in outputs(executed, "import tempfile")
    assert re.search(r"Opening up +25.12 +2.29 +10.95 +4.18 +25.70", outputs(executed, "def which"))
    # One of fourteen documents is the first of all in one of fourteen deals.
    lowest = float(outputs(executed, "comparison.findings").rpartition(", ")[2].rstrip(")"))
    assert lowest >= round(1 / 14, 2)


@only("07")
def test_a_number_opens_into_its_sentences_and_is_mended(executed: Any) -> None:
    assert outputs(executed, "mentions = int").startswith("(16, 637, 25.1")
    assert outputs(executed, "scores.evidence").count("<mark>") == 16
    assert outputs(executed, "text = ") == "True"
    assert outputs(executed, "patterns = ").startswith("(15, ")
    assert outputs(executed, "comparison = ") == "(7.8, 7.4)"
