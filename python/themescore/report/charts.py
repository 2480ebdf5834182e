"""Rates with their intervals on one line, drawn as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.showing.figures import direction

if TYPE_CHECKING:
    from themescore.comparing.comparison import ComparisonRow

_WIDTH, _HEIGHT, _MARGIN = 260, 28, 8
_TICKS = 4


def ticks_to(high: float) -> list[float]:
    """Return round numbers from 0 to `high` or a little above."""
    if high <= 0:
        return [0.0, 1.0]
    rough = high / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * i for i in range(math.ceil(high / step - 1e-9) + 1)]


def axis(ticks: Sequence[float]) -> str:
    """Return the scale above the lines."""
    labels = "".join(
        f'<text x="{_at(tick, ticks)}" y="{_HEIGHT - 7}" text-anchor="middle">{tick:g}</text>'
        f'<path class="grid" d="M{_at(tick, ticks)} {_HEIGHT - 3}V{_HEIGHT}"/>'
        for tick in ticks
    )
    return _svg(labels)


def chart(row: ComparisonRow, overall: float, ticks: Sequence[float]) -> str:
    """Return a group's line: its rate, its interval, and the rate of all documents."""
    kind = {1: "up", -1: "down", 0: "level"}[direction(row)]
    middle = _HEIGHT // 2
    grid = "".join(f"M{_at(tick, ticks)} 0V{_HEIGHT}" for tick in ticks)
    parts = [f'<path class="grid" d="{grid}"/><path class="all" d="M{_at(overall, ticks)} 0V{_HEIGHT}"/>']
    if not math.isnan(row.low):
        parts.append(
            f'<path class="bar {kind}" d="M{_at(row.low, ticks)} {middle}H{_at(row.high, ticks)}'
            f'M{_at(row.low, ticks)} {middle - 4}v8M{_at(row.high, ticks)} {middle - 4}v8"/>'
        )
    parts.append(f'<circle class="dot {kind}" cx="{_at(row.rate, ticks)}" cy="{middle}" r="4.5"/>')
    return _svg("".join(parts))


def _at(value: float, ticks: Sequence[float]) -> str:
    place = _MARGIN + (_WIDTH - 2 * _MARGIN) * value / ticks[-1]
    return f"{place:.1f}"


def _svg(inside: str) -> str:
    # The numbers stand beside it, so it says nothing to who cannot see it.
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return f'<svg {size} aria-hidden="true">{inside}</svg>'
