"""Themes and theme files in YAML for tests."""

from __future__ import annotations

from pathlib import Path

import pytest
import themescore as ts
from themescore.errors import ThemeFileError

WRONG = "re(form"  # a pattern with a mistake in the middle

NESTED = {
    "Reform": ["reform*", "国有企业"],
    "Economy": ["econom*", {"Trade": {"Out": ["export*"], "In": "import*"}, "Money": ["interest rate*"]}],
    "Party": {"Building": ["party building", "党建"]},
}


def load(tmp_path: Path, text: str | bytes, name: str = "themes.yaml") -> ts.Themes:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ts.Themes.load(path)


def refused(tmp_path: Path, text: str | bytes) -> ThemeFileError:
    with pytest.raises(ThemeFileError) as caught:
        load(tmp_path, text)
    return caught.value
