"""What becomes of findings, in sentences and as a table."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING

from themescore.showing.figures import NONE, ratio_number
from themescore.showing.terminal import printable, wrapped
from themescore.showing.view import cell

if TYPE_CHECKING:
    from themescore.comparing.comparison import ComparisonRow
    from themescore.comparing.sensitivity import Sensitivity, SensitivityRow

_COLUMNS = 110
_SHOWN = 40


def sensitivity_text(sensitivity: Sensitivity) -> str:
    """Return the findings, surest first, as lines for the terminal."""
    if not sensitivity.found:
        return "Nothing was found that could be tried."
    lines = []
    for found in _ordered(sensitivity):
        head = f"{_mark(sensitivity, found)} {printable(sensitivity.by)} {printable(found.group)}, "
        ratio = _ratio(found)
        times = f"{ratio} times" if ratio[0].isdigit() or ratio[0] == "<" else ratio
        said = f"{head}{printable(found.theme)}: {times}; {_said(sensitivity, found)}"
        lines += wrapped(said, _COLUMNS, "  ")
    lines += ["", "+ holds with every change  - does not with one at least"]
    return "\n".join([*lines, *(f"! {note}" for note in sensitivity.warnings)])


def sensitivity_table(sensitivity: Sensitivity) -> str:
    """Return the same as HTML."""
    if not sensitivity.found:
        return "<p>Nothing was found that could be tried.</p>"
    left = "style='text-align: left'"
    ordered = _ordered(sensitivity)
    body = "".join(
        f"<tr><td>{_mark(sensitivity, found)}</td><td {left}>{cell(found.group)}</td>"
        f"<th {left}>{cell(found.theme)}</th><td style='text-align: right'>{_ratio(found)}</td>"
        f"<td {left}>{html.escape(_said(sensitivity, found))}</td></tr>"
        for found in ordered[:_SHOWN]
    )
    more = len(ordered) - _SHOWN
    return (
        f"<table><thead><tr><th></th><th {left}>{cell(sensitivity.by)}</th><th {left}>theme</th>"
        f"<th>ratio</th><th {left}>and then</th></tr></thead><tbody>{body}</tbody></table>"
        + (f"<p>{more:,} more in .to_frame()</p>" if more > 0 else "")
        + "<p>+ holds with every change, - does not with one at least</p>"
        + "".join(f"<p>! {html.escape(note)}</p>" for note in sensitivity.warnings)
    )


def _ordered(sensitivity: Sensitivity) -> list[ComparisonRow]:
    """Return the findings, those that hold first, then by how many changes they do not stand."""
    fragile = {
        (found.theme, found.group): sum(not row.holds for row in sensitivity.of(found))
        for found in sensitivity.found
    }
    return sorted(
        sensitivity.found, key=lambda row: (fragile[row.theme, row.group], -abs(math.log(row.ratio)))
    )


def _mark(sensitivity: Sensitivity, found: ComparisonRow) -> str:
    return "+" if all(row.holds for row in sensitivity.of(found)) else "-"


def _said(sensitivity: Sensitivity, found: ComparisonRow) -> str:
    rows = sensitivity.of(found)
    said = [f"not {_change(row)} ({_becomes(row, sensitivity.level)})" for row in rows if not row.holds]
    standing = sorted((row for row in rows if row.holds), key=lambda row: row.ratio)
    if standing:
        weakest = standing[0] if found.ratio > 1 else standing[-1]
        ends = list(dict.fromkeys((_ratio(standing[0]), _ratio(standing[-1]))))
        others = f"with all {'other changes' if said else 'changes'}"
        least = f", nearest to 1 {_change(weakest)}" if len(ends) > 1 else ""
        said.append(f"{' to '.join(ends)} {others}{least}")
    return "; ".join(said)


def _becomes(row: SensitivityRow, level: float) -> str:
    if math.isnan(row.ratio):
        return "no mention left"
    if row.rate == 0:
        return f"no mention left in {printable(row.group)}"
    if math.isnan(row.q) or not row.same_direction:
        return _ratio(row)
    if row.q < 1 - level:
        return f"{_ratio(row)}, interval {ratio_number(row.ratio_low)} to {ratio_number(row.ratio_high)}"
    return f"{_ratio(row)}, q {row.q:.2g}"


def _change(row: SensitivityRow) -> str:
    value = printable(row.value)
    return {
        "document": f"without document {value!r}",
        "pattern": f"without pattern {value!r}",
        "measure": f"as {value}" if row.value != "sentences" else "by sentences",
        "boundary": f"with boundary {value!r}",
        "weights": "weighed by cue and place",
    }[row.change]


def _ratio(row: ComparisonRow | SensitivityRow) -> str:
    if math.isnan(row.ratio):
        return NONE
    if row.rate == 0:
        return "none"
    return "only here" if row.other_rate == 0 else ratio_number(row.ratio)
