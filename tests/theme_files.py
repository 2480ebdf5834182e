"""Theme files small enough to stand in a test: read, refused, and what was said of them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from themescore.errors import ThemeFileError, ThemescoreWarning

# Two themes in each format.
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
