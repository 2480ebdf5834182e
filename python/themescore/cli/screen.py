"""Tables for a terminal that may be narrow."""

from __future__ import annotations

from collections.abc import Sequence

from themescore.showing.terminal import cut, isolated, width

_GAP = "  "
_NARROWEST_NAME = 8


def fitted(
    table: Sequence[Sequence[str]], *, numbers: Sequence[int], columns: int | None, least: int = 2
) -> tuple[list[str], int]:
    """Return rows, the head first, as lines of at most so many columns, and how many columns were left out.

    Columns are left out from the right, but for the first `least`; then the cells of the first are cut, the
    name of the row. `numbers` are the columns that are set right. Without a limit all is there.
    """
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    shown = len(widths)
    if columns is not None:
        while shown > least and sum(widths[:shown]) + len(_GAP) * (shown - 1) > columns:
            shown -= 1
        over = sum(widths[:shown]) + len(_GAP) * (shown - 1) - columns
        if over > 0:
            widths[0] = max(widths[0] - over, min(_NARROWEST_NAME, widths[0]))
    lines = []
    for row in table:
        cells = []
        for at, (cell, room) in enumerate(zip(row[:shown], widths[:shown], strict=True)):
            text = cut(cell, room)
            pad = " " * (room - width(text))
            cells.append(pad + text if at in numbers else isolated(text) + pad)
        lines.append(_GAP.join(cells).rstrip())
    return [lines[0], "─" * (sum(widths[:shown]) + len(_GAP) * (shown - 1)), *lines[1:]], len(widths) - shown
