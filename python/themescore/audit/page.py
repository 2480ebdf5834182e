"""An audit on one page, for the terminal and for the notebook."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from themescore.audit.patterns import FOREIGN, NEVER
from themescore.showing.figures import NONE
from themescore.showing.terminal import cut, printable, width, wrapped
from themescore.showing.view import _table

if TYPE_CHECKING:
    from themescore.audit.audit import Findings
    from themescore.audit.patterns import PatternRow

_ROWS = 20  # of a table; all of them are in the frame
_PER_THEME = 5
_WARNINGS = 30
_NAMES = 30
_AROUND = 44  # columns of an example on either side of the mention

_EXAMPLE = "first example"

_Row = TypeVar("_Row", bound=NamedTuple)


class Section(NamedTuple):
    """A table of the page.

    Parameters
    ----------
    title, note : str
        What it shows.
    head : list of str
        Names of the columns, those with figures begin with ``#``.
    body : list of lists of str
        The cells.
    more : int
        How many rows are not shown.
    """

    title: str
    note: str
    head: list[str]
    body: list[list[str]]
    more: int


def text_page(summary: str, warnings: Sequence[str], found: Findings, columns: int) -> str:
    """Return the page as lines of at most so many columns."""
    lines = wrapped(f"Audit: {printable(summary)}", columns)
    lines += [""] if warnings else ["", "nothing stands out"]
    for warning in warnings[:_WARNINGS]:
        lines += wrapped(f"! {printable(warning)}", columns, "  ")
    if len(warnings) > _WARNINGS:
        lines.append(f"! {len(warnings) - _WARNINGS:,} more in .warnings")
    for section in sections(found):
        lines += ["", *wrapped(f"{section.title}: {section.note}", columns)]
        lines += _aligned(section, columns)
        if section.more:
            lines.append(f"  {section.more:,} more")
    return "\n".join(lines)


def html_page(summary: str, warnings: Sequence[str], found: Findings) -> str:
    """Return the page as HTML, every string from outside escaped."""
    shown = list(warnings[:_WARNINGS])
    if len(warnings) > _WARNINGS:
        shown.append(f"{len(warnings) - _WARNINGS:,} more in .warnings")
    notes = "".join(f"<li><bdi>{html.escape(note)}</bdi></li>" for note in shown)
    parts = [
        f"<p><b>Audit</b>: {html.escape(summary)}</p>",
        f"<ul>{notes}</ul>" if notes else "<p>nothing stands out</p>",
    ]
    for section in sections(found):
        head = [name.removeprefix("#") for name in section.head]
        body = ([f"<bdi>{html.escape(value)}</bdi>" for value in row] for row in section.body)
        parts.append(_table(section.title, section.note, head, body, section.more))
    return "".join(parts)


def sections(found: Findings) -> list[Section]:
    """Return the tables that have something in them."""
    given = [
        _patterns(found),
        _silent(found),
        _overlaps(found),
        _near_misses(found),
        _neighbours(found),
        _consistency(found),
        _inside(found),
    ]
    return [section for section in given if section.body]


def _patterns(found: Findings) -> Section:
    themes: dict[str, list[PatternRow]] = {}
    for row in found.patterns:
        themes.setdefault(row.theme, []).append(row)
    body = []
    for theme, rows in list(themes.items())[:_ROWS]:
        top = max(rows, key=lambda row: row.mentions)
        used = [f"{top.pattern}", _percent(top.share), top.forms] if top.mentions else ["", "", ""]
        silent = sum(not row.mentions for row in rows)
        body.append([theme, f"{len(rows):,}", f"{silent:,}", f"{found.mentions[theme]:,}", *used])
    head = ["theme", "#patterns", "#without a mention", "#mentions", "strongest pattern", "#share", "finds"]
    note = "which do the work, and which do none"
    return Section("Patterns", note, head, body, max(0, len(themes) - _ROWS))


def _silent(found: Findings) -> Section:
    themes: dict[str, list[str]] = {}
    for row in found.patterns:
        if not row.mentions and row.note != FOREIGN:
            more = "" if row.note == NEVER else f" ({row.note})"
            themes.setdefault(row.theme, []).append(row.pattern + more)
    body = []
    for theme, names in list(themes.items())[:_ROWS]:
        rest = f" and {len(names) - _NAMES:,} more" if len(names) > _NAMES else ""
        body.append([theme, ", ".join(names[:_NAMES]) + rest])
    return Section(
        "Patterns without a mention", "to mend or to drop", ["theme", ""], body, max(0, len(themes) - _ROWS)
    )


def _overlaps(found: Findings) -> Section:
    shown, more = _some(found.overlaps)
    body = [
        [
            f"{row.theme}: {row.pattern}",
            f"{row.other_theme}: {row.other_pattern}",
            f"{row.mentions:,}",
            f"{row.same:,}",
            f"{_percent(row.share)}, {_percent(row.other_share)}",
            row.forms,
        ]
        for row in shown
    ]
    head = ["pattern", "and", "#mentions", "#the same", "#of each theme", "finds"]
    return Section("Overlaps", "words that count for two themes", head, body, more)


def _near_misses(found: Findings) -> Section:
    likely = [row for row in found.near_misses if row.likely]
    shown, _ = _some(_by_theme(likely), 2 * _ROWS)
    body = [
        [
            row.theme,
            row.pattern,
            row.found,
            f"{row.mentions:,}",
            f"{row.documents:,}",
            row.kind,
            around(row.example),
        ]
        for row in shown
    ]
    head = ["theme", "pattern", "in the texts", "#times", "#documents", "how", _EXAMPLE]
    doubtful = len(found.near_misses) - len(likely)
    note = "not found, but close to a pattern" + (
        f"; {doubtful:,} less likely in .near_misses" if doubtful else ""
    )
    return Section("Near misses", note, head, body, len(likely) - len(shown))


def _neighbours(found: Findings) -> Section:
    themes: dict[str, list[str]] = {}
    for row in found.neighbours:
        if row.direction == "+":
            themes.setdefault(row.theme, []).append(f"{row.word} {row.near:,} ({_times(row.ratio)})")
    body = [[theme, ", ".join(words)] for theme, words in list(themes.items())[:_ROWS]]
    note = (
        "in no theme, within three words of its mentions, by G2; how often, and how many times as often as "
        "elsewhere"
    )
    return Section("Neighbours", note, ["theme", "words"], body, max(0, len(themes) - _ROWS))


def _consistency(found: Findings) -> Section:
    shown, more = _some(found.consistency)
    body = [
        [
            row.theme,
            f"{row.patterns:,}",
            f"{row.documents:,}",
            _decimal(row.alpha),
            _decimal(row.kr20),
            row.reason or (row.weakest and f"{row.weakest}: {_decimal(row.alpha_without)}"),
        ]
        for row in shown
    ]
    head = ["theme", "#patterns", "#documents", "#alpha", "#KR-20", "alpha without the weakest"]
    return Section(
        "Consistency",
        "do the patterns of a theme go together over documents: by rates (alpha), by presence (KR-20)",
        head,
        body,
        more,
    )


def _inside(found: Findings) -> Section:
    shown, more = _some(found.inside)
    body = [
        [row.theme, f"{row.mentions:,}", f"{row.inside:,}", _percent(row.share), row.words] for row in shown
    ]
    head = ["theme", "#mentions", "#inside", "#share", "commonest longer words"]
    return Section("Inside longer words", "mentions that are a part of one", head, body, more)


def _some(rows: Sequence[_Row], most: int = _ROWS) -> tuple[Sequence[_Row], int]:
    return rows[:most], max(0, len(rows) - most)


def _by_theme(rows: Iterable[_Row]) -> list[_Row]:
    """Return the first rows of each theme."""
    kept: dict[str, list[_Row]] = {}
    for row in rows:
        kept.setdefault(row[0], []).append(row)
    return [row for of_theme in kept.values() for row in of_theme[:_PER_THEME]]


def around(example: str, columns: int = _AROUND) -> str:
    """Return a sentence cut so that the words in brackets stay in sight."""
    before, bracket, rest = example.partition("[")
    found, close, after = rest.partition("]")
    if width(before) > columns:
        before = "…" + cut(before[::-1], columns)[:-1][::-1]
    return before + bracket + found + close + cut(after, columns)


def _percent(share: float) -> str:
    return NONE if math.isnan(share) else f"{share:.0%}"


def _decimal(value: float) -> str:
    return NONE if math.isnan(value) else f"{value:.2f}"


def _times(ratio: float) -> str:
    return "only here" if math.isinf(ratio) else f"{ratio:.1f}x" if ratio < 10 else f"{ratio:,.0f}x"


def _aligned(section: Section, columns: int) -> list[str]:
    right = [name.startswith("#") for name in section.head]
    table = [[name.removeprefix("#") for name in section.head]]
    table += [[printable(value) for value in row] for row in section.body]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    if len(section.head) == 2:  # a list to each theme
        lists = (wrapped(f"{name}: {text}", columns - 2, "    ") for name, text in table[1:])
        return [f"  {line}" for lines in lists for line in lines]
    examples = [""] * len(table)
    if section.head[-1] == _EXAMPLE:  # on a line of its own
        examples = ["", *(row[-1] for row in table[1:])]
        table, widths, right = [row[:-1] for row in table], widths[:-1], right[:-1]
    # Text gives way before figures, the widest first, the last column as far as it has to.
    while sum(widths) + 2 * len(widths) > columns:
        texts = [i for i in range(len(widths)) if not right[i] and widths[i] > 12]
        if not texts:
            break
        widest = max(texts, key=lambda i: widths[i])
        widths[widest] -= 1
    lines = []
    for row, example in zip(table, examples, strict=True):
        cells = []
        for value, most, is_right in zip(row, widths, right, strict=True):
            value = cut(value, most)
            pad = " " * (most - width(value))
            cells.append(pad + value if is_right else value + pad)
        lines.append("  " + "  ".join(cells).rstrip())
        if example:
            lines.append("      " + example)
    return lines
