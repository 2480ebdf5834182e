"""The page to send to somebody: every number opens into its sentences. `page.html` is the template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from themescore.comparing.comparing import compare
from themescore.comparing.comparison import Comparison
from themescore.errors import InputError, check_option
from themescore.files import check_no_other_format, write_named
from themescore.report.content import Content
from themescore.report.page import page
from themescore.report.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from themescore.comparing.grouping import By
    from themescore.scoring.scores import Scores

__all__ = ["check_page_name", "write_report"]


def write_report(
    scores: Scores,
    path: str | os.PathLike[str],
    *,
    by: By | None = None,
    title: str | None = None,
    comparison: Comparison | None = None,
    language: str = "en",
) -> None:
    """Write one self-contained HTML page; `Scores.report` has the documentation."""
    given: object = path
    if not isinstance(given, (str, os.PathLike)) or not isinstance(os.fspath(given), str):
        raise InputError(f"path is of type {type(given).__name__}: give the path of the file to write")
    check_page_name(Path(path))
    if title is not None and not isinstance(title, str):
        raise InputError(f"title is of type {type(title).__name__}: give a str")
    check_option("language", language, LANGUAGES)
    if comparison is not None:
        _check_comparison(scores, comparison, by)
    elif by is not None:
        comparison = compare(scores, by)
    html = page(Content(scores, comparison, Wording(language)), title)
    write_named("the report", Path(path), html.encode("utf-8", "replace"))


def check_page_name(path: Path) -> None:
    """Raise OptionError if a file's name says that it is no web page."""
    advice = "the report is a web page: let its name end in .html; a browser prints it as PDF"
    check_no_other_format(path, (".html", ".htm"), advice)


def _check_comparison(scores: Scores, comparison: object, by: object) -> None:
    if not isinstance(comparison, Comparison):
        kind = type(comparison).__name__
        raise InputError(f"comparison is of type {kind}: give what Scores.compare returned")
    if by is not None:
        raise InputError("by= and comparison= are both given: the comparison has its groups, leave out by=")
    if comparison._scores is not None and comparison._scores is not scores:
        raise InputError("the comparison is of other scores: give one that these scores' compare returned")
