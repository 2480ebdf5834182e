"""Every notebook runs from top to bottom, and is kept without its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.mostly_python

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def outputs(notebook: Any, start: str) -> str:
    """What the code cell that begins like this showed, as text and HTML."""
    cell = next(c for c in notebook.cells if c.cell_type == "code" and c.source.startswith(start))
    return "".join(str(data) for out in cell.outputs for data in out.get("data", {}).values())


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest) -> Any:
    notebook = nbformat.read(request.param, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "clear the results before a commit"
    return NotebookClient(notebook, timeout=300, kernel_name="python3").execute()


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


def test_every_cell_runs_and_prints_no_error(executed: Any) -> None:
    shown = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert shown
    assert not [output for output in shown if output.output_type == "error"]


@pytest.mark.parametrize("executed", NOTEBOOKS[:1], indirect=True, ids=["first"])
def test_the_first_notebook_shows_the_scores_and_the_marked_sentences(executed: Any) -> None:
    assert "Prices and money" in outputs(executed, "scores = ts.score")
    assert "<mark>Party building</mark>" in outputs(executed, "scores.evidence")
    assert "Haiyuan" in outputs(executed, "comparison =")


@pytest.mark.parametrize("executed", NOTEBOOKS[1:2], indirect=True, ids=["second"])
def test_the_second_notebook_shows_the_audit_and_what_the_coders_said(executed: Any) -> None:
    assert "and &#x27;Green&#x27; share" in outputs(executed, "audit =")
    assert "exports" in outputs(executed, "audit.near_misses")
    # Nine of the twelve found are right to one coder, ten to the other.
    assert "79%" in outputs(executed, "result = ")


@pytest.mark.parametrize("executed", NOTEBOOKS[2:3], indirect=True, ids=["third"])
def test_the_third_notebook_shows_findings_and_what_they_hang_on(executed: Any) -> None:
    assert "Prices and money 25 times as often as the others" in outputs(executed, "from pathlib")
    assert "without document &#x27;merrin-2023&#x27;" in outputs(executed, "sensitivity = ")
    assert "No theme differs between the groups" in outputs(executed, "def period")
