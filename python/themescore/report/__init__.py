"""The page to send to somebody: every number opens into its sentences. `page.html` is the template."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from themescore.comparing import compare
from themescore.errors import InputError, WriteError
from themescore.files import why, write_file
from themescore.report.content import Content
from themescore.report.page import page

if TYPE_CHECKING:
    from themescore.comparison import Comparison
    from themescore.scores import Scores

__all__ = ["write_report"]


def write_report(
    scores: Scores,
    path: str | os.PathLike[str],
    *,
    by: str | None = None,
    title: str | None = None,
    comparison: Comparison | None = None,
) -> None:
    """Write one self-contained HTML page; `Scores.report` has the documentation.

    A `comparison` of these scores that is there already is shown as it is, instead of one computed for `by`.
    """
    given: object = path
    if not isinstance(given, (str, os.PathLike)) or not isinstance(os.fspath(given), str):
        raise InputError(f"path is of type {type(given).__name__}: give the path of the file to write")
    if title is not None and not isinstance(title, str):
        raise InputError(f"title is of type {type(title).__name__}: give a str")
    if comparison is None and by is not None:
        comparison = compare(scores, by)
    html = page(Content(scores, comparison), title)
    try:
        write_file(Path(path), html.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise WriteError(f"the report cannot be written: {why(error)}", path=path) from None
