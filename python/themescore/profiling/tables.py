"""Profiles, correspondence analyses and moves as text for the terminal and tables for the notebook."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from themescore.profiling.findings import MOST_PROFILES, axis_sentence, carried, largest_first, p_text
from themescore.profiling.leaf_order import best_order
from themescore.showing.figures import NONE
from themescore.showing.terminal import aligned, cut, printable, width, wrapped
from themescore.showing.texttables import score_text
from themescore.showing.view import cell, counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.profiling.correspondence import Correspondence
    from themescore.profiling.moves import Moves
    from themescore.profiling.profiles import Profiles

    Values = npt.NDArray[np.float64]

_COLUMNS = 100
_MOST_ROWS = 20
_MOST_FINDINGS = 14
_LONGEST_NAME = 32
_LONGEST_THEME = 20
_SHORTEST_NAME = 12
_LEFT, _RIGHT = "style='text-align: left'", "style='text-align: right'"


def profiles_text(profiles: Profiles) -> str:
    """Return the distances of the first profiles, those that are alike side by side, and the findings."""
    labels, distances, more = _shown(profiles)
    table = score_text(labels, labels, distances, _COLUMNS, 2, corner="")
    return "\n".join([_summary(profiles), "", table, *(["", *more] if more else []), *_told(profiles)])


def profiles_table(profiles: Profiles) -> str:
    """Return the same as HTML, darker where two are more alike."""
    labels, distances, more = _shown(profiles)
    top = float(np.nanmax(distances, initial=0)) or 1.0
    head = "".join(f"<th style='text-align: center'>{cell(label)}</th>" for label in labels)
    body = "".join(
        f"<tr><th {_LEFT}>{cell(label)}</th>"
        + "".join(
            # See-through, so that the text stands out from it in light and dark notebooks.
            "<td style='text-align: center; "
            f"background: rgba(58, 130, 200, {0 if math.isnan(d) else 0.55 * (1 - d / top):.2f})'>"
            f"{NONE if math.isnan(d) else f'{d:.2f}'}</td>"
            for d in row
        )
        + "</tr>"
        for label, row in zip(labels, distances.tolist(), strict=True)
    )
    return (
        f"<p><b>Profiles</b>: {html.escape(_summary(profiles))}; darker: more alike</p>"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{_paragraphs(more)}{_list(profiles.findings)}"
        f"{_paragraphs(f'! {note}' for note in profiles.warnings)}"
    )


def _summary(profiles: Profiles) -> str:
    what = "document" if profiles.by is None else "group"
    by = "" if profiles.by is None else f" by {printable(profiles.by)}"
    kind, _ = profiles._usual
    return f"{counted(len(profiles), what)}{by}, {counted(len(profiles.themes), 'theme')}; {kind.name}"


def _shown(profiles: Profiles) -> tuple[list[str], Values, list[str]]:
    _, distances = profiles._usual
    few = distances[:MOST_PROFILES, :MOST_PROFILES]
    order = best_order(few)
    left = len(profiles) - len(few)
    more = [f"{left:,} more; all of them in .similarity()"] if left else []
    return [profiles.labels[i] for i in order], few[np.ix_(order, order)], more


def _told(thing: Profiles | Moves | Correspondence) -> list[str]:
    """Return findings and warnings as lines."""
    findings = () if not hasattr(thing, "findings") else thing.findings
    lines = [f"- {finding}" for finding in findings[:_MOST_FINDINGS]]
    if len(findings) > _MOST_FINDINGS:
        lines.append(f"  and {len(findings) - _MOST_FINDINGS:,} more in .findings")
    lines += [f"! {printable(note)}" for note in thing.warnings]
    return ["", *(part for line in lines for part in wrapped(line, _COLUMNS, "  "))] if lines else []


def moves_text(moves: Moves) -> str:
    """Return the largest moves, what carries them, and what chance gives, as lines."""
    head, rows, more = _move_rows(moves)
    table = [head, *([*map(printable, row[:3]), *row[3:]] for row in rows)]
    lines = aligned(table, left=3)
    too_wide = max(map(width, lines)) - _COLUMNS
    if too_wide > 0:  # of long names the ends are lost
        longest = max(max(width(row[0]) for row in table) - too_wide, _SHORTEST_NAME)
        lines = aligned([[cut(row[0], longest), *row[1:]] for row in table], left=3)
    out = [lines[0], "─" * max(map(width, lines)), *lines[1:]]
    legend = wrapped(_legend(moves), _COLUMNS)
    return "\n".join([*out, *(["", *more] if more else []), "", *legend, *_told(moves)])


def moves_table(moves: Moves) -> str:
    """Return the same as HTML."""
    head, rows, more = _move_rows(moves)
    return (
        f"{_rows_table(head, rows, 3)}{_paragraphs([*more, _legend(moves)])}{_list(moves.findings)}"
        f"{_paragraphs(f'! {note}' for note in moves.warnings)}"
    )


def _move_rows(moves: Moves) -> tuple[list[str], list[list[str]], list[str]]:
    """Return head, rows and what is left out, the largest move first; those without a distance come last."""
    percent = f"{100 * moves.level:g}%"
    head = [moves.by or "", moves.over, "most of all", "distance", "chance", "net", percent, "q"]
    rows = []
    for i in largest_first(moves)[:_MOST_ROWS]:
        row = moves.rows[i]
        most = [f"{cut(theme, _LONGEST_THEME)} {a} → {b}" for theme, a, b in carried(moves, i)[:1]]
        interval = NONE if math.isnan(row.low) else f"{row.low:.2f} to {row.high:.2f}"
        numbers = [NONE if math.isnan(v) else f"{v:.2f}" for v in (row.distance, row.chance, row.net)]
        what = most[0] if most else NONE
        rows.append([row.group, f"{row.before} to {row.after}", what, *numbers, interval, p_text(row.q)])
    left = len(moves.rows) - len(rows)
    return head, rows, [f"{left:,} more in .to_frame()"] if left else []


def _legend(moves: Moves) -> str:
    return (
        f"distance: {moves._kind.name}, 0 to 1. chance: the mean of documents dealt out anew between the two "
        f"periods. net: the distance without what chance adds, and its interval. q: of a permutation test. "
        "All themes of a move in .contributions()."
    )


def correspondence_text(found: Correspondence) -> str:
    """Return what lies at the ends of the first two dimensions, and the points on them, as lines."""
    head, rows, more = _points(found)
    table = [head, *([cut(printable(row[0]), _LONGEST_NAME), *row[1:]] for row in rows)]
    lines = aligned(table)
    out = [lines[0], "─" * max(map(width, lines)), *lines[1:]]
    said = [line for sentence in _axes(found) for line in wrapped(f"- {sentence}", _COLUMNS, "  ")]
    return "\n".join([*out, *(["", *more] if more else []), "", *said, *_told(found)])


def correspondence_table(found: Correspondence) -> str:
    """Return the same as HTML."""
    head, rows, more = _points(found)
    return (
        f"{_rows_table(head, rows, 1)}{_paragraphs(more)}{_list(_axes(found))}"
        f"{_paragraphs(f'! {note}' for note in found.warnings)}"
    )


def _axes(found: Correspondence) -> list[str]:
    return [axis_sentence(found, d) for d in range(min(2, len(found.inertia)))]


def _points(found: Correspondence) -> tuple[list[str], list[list[str]], list[str]]:
    dimensions = min(2, len(found.inertia))
    head = [
        "",
        "mass",
        *(name for d in range(dimensions) for name in (f"dim {d + 1}", "contribution")),
        "quality",
    ]
    rows, left = [], 0
    for points in (found.profiles, found.themes):
        for i, name in enumerate(points.names[:_MOST_ROWS]):
            numbers = [f"{points.mass[i]:.1%}"]
            for d in range(dimensions):
                numbers += [f"{points.coordinates[i, d]:.2f}", f"{points.contributions[i, d]:.0%}"]
            quality = float(points.cos2[i, :dimensions].sum())
            rows.append([name, *numbers, NONE if math.isnan(quality) else f"{quality:.0%}"])
        left += max(0, len(points.names) - _MOST_ROWS)
    return head, rows, [f"{left:,} more in .to_frame()"] if left else []


def _rows_table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int) -> str:
    """Return rows as HTML, the first `left` columns set left and the others right."""

    def line(row: Sequence[str], tag: str) -> str:
        cells = (f"<{tag} {_LEFT if i < left else _RIGHT}>{cell(v)}</{tag}>" for i, v in enumerate(row))
        return f"<tr>{''.join(cells)}</tr>"

    body = "".join(line(row, "td") for row in rows)
    return f"<table><thead>{line(head, 'th')}</thead><tbody>{body}</tbody></table>"


def _list(sentences: Sequence[str]) -> str:
    items = "".join(f"<li><bdi>{html.escape(s)}</bdi></li>" for s in sentences[:_MOST_FINDINGS])
    more = len(sentences) - _MOST_FINDINGS
    return (f"<ul>{items}</ul>" if items else "") + (f"<p>{more:,} more in .findings</p>" if more > 0 else "")


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p><bdi>{html.escape(line)}</bdi></p>" for line in lines)
