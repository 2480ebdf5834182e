"""Reads report pages for the tests, strictly; and the strings that must come out as text."""

from __future__ import annotations

import base64
import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import themescore as ts

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</script><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "--><script>document.title='ran'</script><!--",
    "</textarea></select></option><iframe srcdoc='<script>parent.document.title=1</script>'>",
    "javascript:alert(1)",
    "data:text/html,<b>x",
    "]]>",
    "\u202eevil\u202c",
    "\u202eleft open",
    "\" onmouseover='alert(1)' x=\"",
    "{{script}} &lt;b&gt; &amp;",
]


class Page(HTMLParser):
    """Reads a page strictly: every tag must be closed in order, ids must be unique."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.numbers: list[dict[str, str]] = []
        self.ids: set[str] = set()
        self._texts: dict[str, list[str]] = {}
        self.items: dict[str, dict[str, str]] = {}
        self._item: str | None = None
        self._marks: list[list[str]] = []
        self._small = 0
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"
        self.content = {tag: "".join(texts) for tag, texts in self._texts.items()}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attributes}
        assert len(values) == len(attributes), f"an attribute is there twice: {attributes}"
        self.tags.append((tag, values))
        if "id" in values:
            assert values["id"] not in self.ids, f"the id {values['id']} is there twice"
            self.ids.add(values["id"])
        if tag == "li" and "data-t" in values:
            self._item = values["id"]
            self.items[self._item] = dict.fromkeys(values["data-t"].split(), "") | {"": ""}
        if tag == "a" and ("td" in self.open or "data-t" in values):
            self.numbers.append(values)
        if tag == "mark":
            self._marks.append(values["data-t"].split())
        self._small += tag == "small"
        if tag not in VOID:
            self.open.append(tag)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> is out of order"
        self._small -= tag == "small"
        if tag == "mark":
            self._marks.pop()
        if tag == "li":
            self._item = None

    def handle_data(self, data: str) -> None:
        if self.open:
            self._texts.setdefault(self.open[-1], []).append(data)
        if self._item is not None and not self._small:
            self.items[self._item][""] += data
            for theme in self._marks[-1] if self._marks else []:
                self.items[self._item][theme] += data

    def links(self) -> list[dict[str, str]]:
        """Return the numbers that open sentences."""
        return self.numbers

    def packed(self) -> Page:
        """Return the list of sentences that the script puts in the place of the few that need none."""
        (data,) = re.findall(r'<script type="text/plain" id="packed">([\w+/=]+)</script>', self.html)
        return Page(gzip.decompress(base64.b64decode(data)).decode())

    def text(self) -> str:
        return " ".join(" ".join(self.content.values()).split())


def written(scores: ts.Scores, folder: Path, **options: Any) -> Page:
    path = folder / "report.html"
    scores.report(path, **options)
    return Page(path.read_text(encoding="utf-8"))
