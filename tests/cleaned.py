"""Texts to clean, and what is left of them."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import themescore as ts
from themescore.errors import ThemescoreWarning


def cleaned(text: str | Sequence[str], *steps: object) -> str:
    texts = [text] if isinstance(text, str) else list(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.clean(ts.Corpus(texts), steps).texts[0]


def paged(lines: Sequence[str], header: str, footer: str, size: int = 8) -> str:
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    return "\f".join(
        "\n".join([header.format(number), *page, footer.format(number)]).strip("\n")
        for number, page in enumerate(pages, start=1)
    )


def lines_of(count: int) -> list[str]:
    return [
        f"Line {chr(97 + i % 26)}{chr(97 + i // 26)} is about something of its own." for i in range(count)
    ]
