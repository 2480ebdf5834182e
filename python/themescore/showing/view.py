"""What is ours as small tables for the notebook: every string that came from outside is escaped."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from themescore.corpora.documents import missing

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison
    from themescore.corpora.documents import Document
    from themescore.theming.cues import CueKind

_SHOWN_CHARACTERS = 80
_SHOWN_PATTERNS = 20
_SHOWN_THEMES = 40
_SHOWN_GROUPS = 20
_SHOWN_FINDINGS = 10


def counted(number: int, word: str) -> str:
    """Return ``1 document`` or ``1,204 documents``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def cell(value: object, characters: int = _SHOWN_CHARACTERS) -> str:
    """Return the start of a value, escaped, nothing if it is missing; <bdi> keeps its direction to itself."""
    text = value if isinstance(value, str) else "" if missing(value) else str(value)
    start = " ".join(text[:characters].split())
    return f"<bdi>{html.escape(start)}{'…' if len(text) > characters else ''}</bdi>"


def corpus_table(summary: str, documents: Sequence[Document], columns: Sequence[str], more: int) -> str:
    """Return the first documents of a corpus as HTML."""
    body = (
        [
            cell(document.id),
            *(cell(document.metadata[name]) for name in columns),
            f"{len(document.text):,}",
            cell(document.text),
        ]
        for document in documents
    )
    return _table("Corpus", summary, ["id", *columns, "characters", "text"], body, more)


def theme_table(summary: str, themes: Iterable[tuple[str, int, Sequence[str]]]) -> str:
    """Return themes as HTML, one row each: its own name, how deep it is nested, and its own patterns."""
    body = (
        [
            "&emsp;" * depth + cell(name),
            ", ".join(cell(pattern) for pattern in patterns[:_SHOWN_PATTERNS])
            + (f" and {len(patterns) - _SHOWN_PATTERNS:,} more" if len(patterns) > _SHOWN_PATTERNS else ""),
        ]
        for name, depth, patterns in themes
    )
    return _table("Themes", summary, ["theme", "patterns"], body, 0)


def cue_table(summary: str, kinds: Iterable[CueKind]) -> str:
    """Return a cue lexicon as HTML, one row a kind; patterns with a level of their own say it."""
    body = (
        [
            cell(kind.name),
            str(kind.level),
            kind.scope,
            ", ".join(
                cell(pattern.text) + (f" ({pattern.level})" if pattern.level != kind.level else "")
                for pattern in kind.patterns[:_SHOWN_PATTERNS]
            )
            + (
                f" and {len(kind.patterns) - _SHOWN_PATTERNS:,} more" * (len(kind.patterns) > _SHOWN_PATTERNS)
            ),
        ]
        for kind in kinds
    )
    return _table("Cues", summary, ["kind", "level", "scope", "patterns"], body, 0)


def cleaning_table(
    summary: str, steps: Iterable[Sequence[str]], removed: Iterable[tuple[str, int, str]]
) -> str:
    """Return what was removed as HTML: by step, and the texts that were removed most often."""
    head = ["step", "documents", "places", "characters removed", "put in", "most in one document"]
    body = [[cell(value) for value in row] for row in steps]
    often = [[cell(step), f"{number:,}", cell(text, 160)] for step, number, text in removed]
    table = _table("Cleaning", summary, head, body, 0)
    if often:
        table += _table("Removed", "most often, by step", ["step", "times", "text"], often, 0)
    return table + "<p>all of it in <code>.to_frame()</code></p>"


def weight_table(weights: Mapping[str, float]) -> str:
    """Return the weights of the measure emphasis as HTML."""
    body = ([cell(name), f"{weight:g}"] for name, weight in weights.items())
    return _table("Weights", "a mention counts its cue's times its place's", ["", "weight"], body, 0)


def _within(comparison: Comparison) -> str:
    if comparison.within is None:
        return ""
    return f"; ratios within {cell(comparison.within)}, combined as Mantel and Haenszel do"


def _findings(comparison: Comparison) -> str:
    if not comparison.findings:
        return "<p>No theme differs between the groups by more than chance explains.</p>"
    shown = comparison.findings[:_SHOWN_FINDINGS]
    more = len(comparison.findings) - len(shown)
    items = "".join(f"<li><bdi>{html.escape(finding)}</bdi></li>" for finding in shown)
    return f"<ul>{items}</ul>" + (f"<p>{more:,} more in .findings</p>" if more else "")


def keyness_table(
    by: str,
    head: Sequence[str],
    groups: Iterable[tuple[str, list[list[str]]]],
    notes: Iterable[str],
) -> str:
    """Return the first terms of each group as HTML."""
    left, right = "style='text-align: left'", "style='text-align: right'"
    names = "".join(f"<th {left if i < 1 else right}>{cell(name)}</th>" for i, name in enumerate(head))
    lines = [
        f"<tr><td {left}>{'' if i else cell(group)}</td><th {left}>{cell(term)}</th>"
        + "".join(f"<td {right}>{html.escape(value)}</td>" for value in values)
        + "</tr>"
        for group, rows in itertools.islice(groups, _SHOWN_GROUPS)
        for i, (term, *values) in enumerate(rows)
    ]
    return (
        f"<table><thead><tr><th {left}>{cell(by)}</th>{names}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table><p>all terms in .to_frame()</p>"
        + "".join(f"<p>! <bdi>{html.escape(note)}</bdi></p>" for note in notes)
    )


def _table(title: str, summary: str, head: Iterable[str], body: Iterable[Sequence[str]], more: int) -> str:
    columns = "".join(f"<th style='text-align: left'>{cell(name)}</th>" for name in head)
    rows = "".join(
        f"<tr><th style='text-align: left'>{first}</th>"
        + "".join(f"<td style='text-align: left'>{value}</td>" for value in rest)
        + "</tr>"
        for first, *rest in body
    )
    return (
        f"<p><b>{title}</b>: {html.escape(summary)}</p><table><thead><tr>{columns}</tr></thead>"
        f"<tbody>{rows}</tbody></table>" + (f"<p>{more:,} more</p>" if more else "")
    )


def score_table(
    summary: str,
    ids: Sequence[str],
    names: Sequence[str],
    rates: npt.NDArray[np.float64],
    more: tuple[int, int],
) -> str:
    """Return the rates of the first documents and themes as HTML, darker where they are higher.

    `more` says how many documents and themes are not shown.
    """
    from themescore.showing.figures import decimals_for, rate_text

    top = float(rates.max(initial=0)) or 1.0
    decimals = decimals_for([top])
    head = "".join(f"<th style='text-align: center'>{cell(name)}</th>" for name in names)
    body = "".join(
        f"<tr><th style='text-align: left'>{cell(name)}</th>"
        + "".join(
            # See-through, so that the text stands out from it in light and dark notebooks.
            "<td style='text-align: center; "
            f"background: rgba(58, 130, 200, {(0.3 * rate / top) ** 0.5:.2f})'>"
            f"{html.escape(rate_text(rate, decimals))}</td>"
            for rate in row
        )
        + "</tr>"
        for name, row in zip(ids, rates.tolist(), strict=True)
    )
    rest = [counted(number, word) for number, word in zip(more, ("document", "theme"), strict=True) if number]
    tail = f"<p>{' and '.join(rest)} more; all of them in <code>.table()</code></p>" if rest else ""
    return (
        f"<p><b>Scores</b>: {html.escape(summary)}; mentions per 1,000 words</p>"
        f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>{tail}"
    )


def comparison_table(comparison: Comparison) -> str:
    """Return a comparison as HTML, theme by theme, the strongest group first."""
    from themescore.showing import figures

    usual = figures.decimals_for(row.rate for row in comparison.rows)
    percent = f"{100 * comparison.level:g}%"
    left, right = "style='text-align: left'", "style='text-align: right'"
    head = "".join(
        f"<th {left if i < 2 else right}>{name}</th>"
        for i, name in enumerate(
            [
                "theme",
                cell(comparison.by),
                comparison.measure.short,
                percent,
                f"times {cell(comparison.others)}",
                percent,
                "",
            ]
        )
    ) + "".join(f"<th {right}>{name}</th>" for name in ("mentions", "documents"))
    lines = []
    themes = figures.strongest_first(comparison.rows)
    for theme, rows in list(themes.items())[:_SHOWN_THEMES]:
        decimals = figures.theme_decimals((row.rate for row in rows), usual)
        for i, row in enumerate(rows[:_SHOWN_GROUPS]):
            values = [
                figures.rate_text(row.rate, decimals),
                figures.rate_interval(row, decimals),
                figures.ratio_text(row),
                figures.ratio_interval(row),
                {1: "▲", -1: "▼", 0: ""}[figures.direction(row)],
                f"{row.mentions:,}",
                f"{row.documents:,}",
            ]
            lines.append(
                f"<tr><th {left}>{'' if i else cell(theme)}</th><td {left}>{cell(row.group)}</td>"
                + "".join(f"<td {right}>{html.escape(value)}</td>" for value in values)
                + "</tr>"
            )
    cut = len(themes) > _SHOWN_THEMES or len(comparison.groups) > _SHOWN_GROUPS
    notes = [*comparison.warnings, *(["more themes or groups in .to_frame()"] if cut else [])]
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
        f"<p>▲ ▼: the interval of the ratio lies above or below 1{_within(comparison)}</p>"
        + _findings(comparison)
        + "".join(f"<p>! <bdi>{html.escape(note)}</bdi></p>" for note in notes)
    )
