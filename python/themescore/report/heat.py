"""The heat table: documents by themes, each number a link to its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from themescore.report.markup import escaped
from themescore.showing.figures import rate_text
from themescore.theming.tree import SEPARATOR

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.report.content import Content

SHADES = 8
# A very short document can have any rate: the few highest share the darkest shade.
_TOP_QUANTILE = 0.98
_LONG = 30  # characters of a name that needs room
_MANY = 16  # themes, of which more take smaller print


def heat_table(content: Content) -> str:
    """Return the table with its legend, and what of all it shows."""
    say, rows = content.say, content.rows
    borders = _borders(content.rates)
    head = "".join(_head(content, theme) for theme in rows.themes.tolist())
    documents = rows.documents
    bodies = [
        _body(content, group, documents[content.group_of[documents] == group], borders)
        for group in (rows.groups.tolist() if content.groups else [])
    ]
    if not bodies:
        bodies = [f"<tbody>{_rows(content, documents, borders)}</tbody>"]
    many = " many" if len(rows.themes) > _MANY else ""
    everything = _summary_row(content, None, say("all_n", n=len(content.ids)), borders)
    return (
        f"{_some(content)}{_legend(content, borders)}"
        f'<p class="aside keys" hidden>{say("heat_keys")}</p>'
        f'<a class="skip" href="#sentences">{say("skip_table")}</a>'
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="heat-caption">'
        f'<table class="heat{many}"><caption id="heat-caption">{say("heat_caption")}</caption>'
        f'<thead><tr><th scope="col" class="first">{say("document")}</th>'
        f'<th scope="col">{say("words_head")}</th>{head}</tr></thead>'
        f"<tbody>{everything}</tbody>{''.join(bodies)}</table></div>"
    )


def _some(content: Content) -> str:
    """Return what the table leaves out."""
    say, rows = content.say, content.rows
    notes = []
    if len(rows.documents) < len(content.ids):
        all_of_them, code = say("documents", n=len(content.ids)), '<code>scores.table("rate")</code>'
        notes.append(say("heat_some", shown=len(rows.documents), documents=all_of_them, code=code))
    if len(rows.groups) < len(content.groups):
        notes.append(say("heat_some_groups", shown=len(rows.groups), n=len(content.groups)))
    if len(rows.themes) < len(content.themes):
        themes = say("themes", n=len(content.themes))
        notes.append(say("heat_some_themes", shown=len(rows.themes), themes=themes))
    return "".join(f'<p class="aside">{note}</p>' for note in notes)


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
    say = content.say
    edges = [escaped(rate_text(border, content.decimals)) for border in borders]
    labels = ["0", *(say("to", high=edge) for edge in edges), say("over", low=edges[-1])]
    swatches = "".join(f'<li class="h{shade}">{label}</li>' for shade, label in enumerate(labels))
    return (
        f'<p class="legend-title" id="legend">{say("legend")}</p>'
        f'<ol class="legend" aria-labelledby="legend">{swatches}</ol>'
    )


def _head(content: Content, theme: int) -> str:
    above, _, own = content.themes[theme].rpartition(SEPARATOR)
    name = content.say.name
    parent = f'<small>{name(above)}&nbsp;/</small> <span class="own">' if above else "<span>"
    kind = ' class="long"' if len(own) > _LONG else ""
    # The script takes a theme's number and name from here.
    return f'<th scope="col" id="full{theme}"{kind}>{parent}{name(own)}</span></th>'


def _body(content: Content, group: int, documents: npt.NDArray[np.int64], borders: Sequence[float]) -> str:
    label = f'<span id="group{group}">{content.say.name(content.groups[group])}</span>'
    summary = _summary_row(content, group, content.say("all_n", n=len(content.members(group))), borders)
    columns = 2 + len(content.rows.themes)
    return (
        f'<tbody data-g="{group}"><tr class="group">'
        f'<th scope="rowgroup" colspan="{columns}">{label}</th></tr>'
        f"{summary}{_rows(content, documents, borders)}</tbody>"
    )


def _summary_row(content: Content, group: int | None, label: str, borders: Sequence[float]) -> str:
    rates = content.pooled(group)
    words = int(content.words[content.members(group)].sum())
    cells = "".join(
        f'<td class="h{_shade(float(rates[theme]), borders)}">'
        f"{content.group_link(theme, group, escaped(content.rate(float(rates[theme]))))}</td>"
        for theme in content.rows.themes.tolist()
    )
    return f'<tr class="sum"><th scope="row" class="first">{label}</th><td>{words:,}</td>{cells}</tr>'


def _rows(content: Content, documents: npt.NDArray[np.int64], borders: Sequence[float]) -> str:
    lines = []
    themes = content.rows.themes.tolist()
    for document in documents.tolist():
        rates = content.rates[document].tolist()
        cells = "".join(
            f'<td class="h{_shade(rates[theme], borders)}">'
            f"{content.link(theme, document, content.rate(rates[theme]))}</td>"
            for theme in themes
        )
        target = f"d{document}" if content.complete else "all"
        lines.append(
            f'<tr data-d="{document}"><th scope="row" class="first">'
            f'<a href="#{target}">{content.say.name(content.ids[document])}</a></th>'
            f"<td>{int(content.words[document]):,}</td>{cells}</tr>"
        )
    return "\n".join(lines)
