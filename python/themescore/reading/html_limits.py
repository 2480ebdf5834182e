"""What a web page may not have, because its parser takes the square of it in time."""

from __future__ import annotations

import re
from pathlib import Path

from themescore.errors import ReadError

_MOST_ATTRIBUTES = 10_000  # of one tag: half a second. 100,000 take a minute
# As the HTML standard cuts a tag: a quotation mark opens a value right after "=" alone.
_ATTRIBUTE = r"""(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+|))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE})*+")
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def check_tags(page: str, path: Path) -> None:
    """Raise ReadError for a tag with more attributes than any page has."""
    for tag in _TAG.finditer(page):
        if tag.end() - tag.start() < 2 * _MOST_ATTRIBUTES:
            continue
        count = sum(1 for _ in _ATTRIBUTES.finditer(page, tag.start(), tag.end()))
        if count > _MOST_ATTRIBUTES:
            line = page.count("\n", 0, tag.start()) + 1
            reason = f"a tag with {count:,} attributes, which would take very long: save the page anew"
            raise ReadError(reason, path=path, line=line, kind="size")
