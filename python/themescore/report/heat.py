"""The heat table: documents by themes, each number a link to its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from themescore.figures import rate_text
from themescore.report.markup import name
from themescore.theme_tree import SEPARATOR

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.report.content import Content

SHADES = 8
# A very short document can have any rate: the few highest share the darkest shade.
_TOP_QUANTILE = 0.98


def heat_table(content: Content) -> str:
    """Return the table with its legend."""
    borders = _borders(content.rates)
    head = "".join(_head(content, theme) for theme in range(len(content.themes)))
    bodies = [_body(content, group, borders) for group in range(len(content.groups))]
    if not bodies:
        bodies = [f"<tbody>{_rows(content, content.members(None), borders)}</tbody>"]
    return (
        f"{_legend(content, borders)}"
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="heat-caption">'
        '<table class="heat"><caption id="heat-caption">Mentions per 1,000 words, documents by themes'
        "</caption>"
        f'<thead><tr><th scope="col" class="first">document</th><th scope="col">words</th>{head}</tr></thead>'
        f"<tbody>{_summary_row(content, None, f'all {len(content.ids):,}', borders)}</tbody>"
        f"{''.join(bodies)}</table></div>"
    )


def _borders(rates: npt.NDArray[np.float64]) -> list[float]:
    """Return the rates above which the next darker shade begins; none if there is no rate above 0."""
    above = rates[rates > 0]
    if not len(above):
        return []
    # Steps that grow: most rates are low, and their differences count too.
    top = float(np.quantile(above, _TOP_QUANTILE))
    return [top * (step / SHADES) ** 2 for step in range(1, SHADES)]


def _shade(rate: float, borders: Sequence[float]) -> int:
    return 0 if rate <= 0 else 1 + sum(rate > border for border in borders)


def _legend(content: Content, borders: Sequence[float]) -> str:
    if not borders:
        return ""
    edges = [rate_text(border, content.decimals) for border in borders]
    labels = ["0", f"to {edges[0]}", *(f"to {edge}" for edge in edges[1:]), f"over {edges[-1]}"]
    swatches = "".join(f'<li class="h{shade}">{label}</li>' for shade, label in enumerate(labels))
    return (
        f'<p class="legend-title" id="legend">Shade: mentions per 1,000 words, the same for all themes; '
        f'the steps grow with the rate</p><ol class="legend" aria-labelledby="legend">{swatches}</ol>'
    )


def _head(content: Content, theme: int) -> str:
    above, _, own = content.themes[theme].rpartition(SEPARATOR)
    parent = f'<small>{name(above)}&nbsp;/</small> <span class="own">' if above else "<span>"
    nested = ' class="nested"' if above else ""
    # The panel takes a theme's name from here.
    return f'<th scope="col" id="full{theme}"{nested}>{parent}{name(own)}</span></th>'


def _body(content: Content, group: int, borders: Sequence[float]) -> str:
    documents = content.members(group)
    # The panel takes a group's name from here.
    label = f'<span id="group{group}">{name(content.groups[group])}</span>'
    return (
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{2 + len(content.themes)}">{label}</th></tr>'
        f"{_summary_row(content, group, f'all {len(documents):,}', borders)}"
        f"{_rows(content, documents, borders)}</tbody>"
    )


def _summary_row(content: Content, group: int | None, label: str, borders: Sequence[float]) -> str:
    rates = content.pooled(group)
    words = int(content.words[content.members(group)].sum())
    cells = "".join(
        f'<td class="h{_shade(float(rate), borders)}">'
        f"{content.group_link(theme, group, content.rate(float(rate)))}</td>"
        for theme, rate in enumerate(rates)
    )
    return f'<tr class="sum"><th scope="row" class="first">{label}</th><td>{words:,}</td>{cells}</tr>'


def _rows(content: Content, documents: npt.NDArray[np.int64], borders: Sequence[float]) -> str:
    lines = []
    for document in documents.tolist():
        cells = "".join(
            f'<td class="h{_shade(rate, borders)}">{content.link(theme, document, content.rate(rate))}</td>'
            for theme, rate in enumerate(content.rates[document].tolist())
        )
        lines.append(
            f'<tr data-d="{document}"><th scope="row" class="first">'
            f'<a href="#d{document}">{name(content.ids[document])}</a></th>'
            f"<td>{int(content.words[document]):,}</td>{cells}</tr>"
        )
    return "\n".join(lines)
