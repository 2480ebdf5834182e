"""Labels beside points that do not lie on each other."""

from __future__ import annotations

import itertools
import math
from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

import altair as alt

from themescore.showing.terminal import cut, width

_CHARACTER = 0.56  # of the letters' size: digits are the widest that are common
_LINE = 1.25
_GAP = 8  # from the middle of a point of the usual radius
_RADIUS = 4
_LARGE = 6  # the radius of points under which a line would be lost
_LONGEST = 34
_FURTHER = (0, 12, 24, 40, 60, 90)  # pixels, for labels that cannot be left out


_Box = tuple[float, float, float, float]  # left, top, right, bottom


class Label(NamedTuple):
    """A label, where it is anchored, in pixels, and by which of its sides.

    One that is `apart` from its point needs a line to it, from `near`, where its frame is nearest.
    """

    point: int
    text: str
    x: float
    y: float
    align: str
    apart: bool = False
    near: tuple[float, float] = (0, 0)


def placed(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    order: Sequence[int],
    size: tuple[float, float],
    letters: float = 11,
    most: int = 40,
    always: Container[int] = (),
    radii: Sequence[float] | None = None,
) -> list[Label]:
    """Place labels beside their points, the first in order first; leave out those that find no room.

    Those that are always named stand further away, if need be, and in the worst case on other points.

    Parameters
    ----------
    points : sequence of (float, float)
        In pixels; labels do not cover them.
    texts : sequence of str
        One for each point.
    order : sequence of int
        The points that are to have a label, the most important first.
    size : (float, float)
        Of the chart, which labels do not leave.
    letters : float
        The size of the letters.
    most : int
        How many labels there are at most.
    always : container of int
        Points that are not left out; they come first in `order`.
    radii : sequence of float, optional
        Of the points, 4 pixels if not given.
    """
    boxes: list[_Box] = []
    found: list[Label] = []
    radii = [_RADIUS] * len(points) if radii is None else radii
    dots = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for point in order:
        if len(found) == most:
            break
        text = cut(texts[point], _LONGEST)
        half, line = width(text) * letters * _CHARACTER / 2, letters * _LINE / 2
        tries: list[tuple[int, list[_Box]]] = [(0, dots)]
        if point in always:
            tries += itertools.product(_FURTHER, (dots,))
            tries += itertools.product(_FURTHER, ([],))
        wider = max(radii[point] - _RADIUS, 0)
        for (x, y, align), away, of in (
            (place, *one) for one in tries for place in _places(*points[point], line, one[0] + wider)
        ):
            left = x - {"left": 0, "center": half, "right": 2 * half}[align]
            box = (left, y - line, left + 2 * half, y + line)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
            free = inside and not any(_overlap(box, other) for other in boxes)
            if not free or any(_overlap(box, dot) for dot in of):
                continue
            near = _nearest(points[point], box)
            if any(_crosses(own, box) for own in lines):
                continue
            behind = [*boxes, *(dot for i, dot in enumerate(dots) if i != point and radii[i] > _LARGE)]
            if away > 0 and of and any(_crosses((points[point], near), other) for other in behind):
                continue
            boxes.append(box)
            found.append(Label(point, text, x, y, align, away > 0, near))
            if away > 0:
                lines.append((points[point], near))
            break
    return found


def radii_of(values: Sequence[float], least: float, most: float) -> list[float]:
    """Return the radii of points whose areas grow with the values, from `least` for 0 to `most`."""
    highest = max(values, default=0) or 1
    return [math.sqrt((least + (most - least) * value / highest) / math.pi) for value in values]


def _places(x: float, y: float, line: float, away: float) -> Iterator[tuple[float, float, str]]:
    """Yield where a label may be: right, left, above, below, then aslant."""
    beside, up = _GAP + away, line + _GAP - 2 + away
    yield from (
        (x + beside, y, "left"),
        (x - beside, y, "right"),
        (x, y - up, "center"),
        (x, y + up, "center"),
    )
    for rise in (-line - away, line + away):
        yield from ((x + beside, y + rise, "left"), (x - beside, y + rise, "right"))


def _nearest(point: tuple[float, float], box: _Box) -> tuple[float, float]:
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])


def _crosses(line: tuple[tuple[float, float], tuple[float, float]], box: _Box) -> bool:
    """Whether a line goes through a box, looked at every two pixels."""
    (x, y), (to_x, to_y) = line
    steps = max(int(math.hypot(to_x - x, to_y - y) / 2), 1)
    along = ((x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(steps + 1))
    return any(box[0] < at_x < box[2] and box[1] < at_y < box[3] for at_x, at_y in along)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def texts_of(chart: Any) -> list[Any]:
    """Return the layers of text for a chart whose rows have text and align."""
    return [
        chart.transform_filter(alt.datum.align == align).mark_text(
            fontSize=11, align=align, baseline="middle"
        )
        for align in ("left", "right", "center")
    ]
