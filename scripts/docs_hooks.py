"""What MkDocs is told in Python: formulas become MathML, and guides say what their examples begin with.

A fence ``math`` holds LaTeX, as GitHub takes it; browsers show MathML without a script.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import jieba
from latex2mathml.converter import convert

_CODE = re.compile(r"<code>[^<]*</code>")
_BEGINNING = (
    "*In the examples `ts`, `corpus`, `themes` and `scores` are "
    "[what every page begins with](index.md#what-every-page-begins-with), unless the page makes its own.*"
)

# It cuts Chinese for the search, and would say so in every build.
jieba.setLogLevel(logging.WARNING)


def on_config(config: Any) -> Any:
    """Add the fence to those that MkDocs knows."""
    fences = config["mdx_configs"].setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "math", "class": "math", "format": _formula})
    return config


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Say below the title of a guide what its examples begin with: who comes by a link has not read it."""
    guide = "/" not in page.file.src_uri and page.file.src_uri != "index.md"
    if not guide or "```python\n" not in markdown or "import themescore" in markdown:
        return markdown
    title, _, rest = markdown.partition("\n")
    return f"{title}\n\n{_BEGINNING}\n{rest}"


def on_page_content(html: str, **_: Any) -> str:
    """Take the backslash from a bar in the code of a table, where it has to be written, as GitHub does."""
    return re.sub(r"<td>.*?</td>", lambda cell: _CODE.sub(_bars, cell[0]), html, flags=re.DOTALL)


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """Warn of references that led nowhere, which is a failure in a strict build."""
    for found in re.findall(r"\]\[(themescore[\w.]*)\]", output):
        logging.getLogger("mkdocs.hooks").warning("%s: no page has %s", page.file.src_uri, found)
    return output


def _bars(code: re.Match[str]) -> str:
    return code[0].replace(r"\|", "|")


def _formula(source: str, *_: Any, **__: Any) -> str:
    return f'<div class="formula">{convert(source.strip(), display="block")}</div>'
