"""Profiles and themes on common axes: a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from themescore.errors import InputError
from themescore.plots import style
from themescore.plots.labels import placed, radii_of, texts_of
from themescore.showing.terminal import cut
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.profiling.profiles import Profiles

__all__ = ["correspondence"]

_WIDTH = 640.0
_LEAST, _MOST = 200.0, 640.0  # the height
_KINDS = ("profile", "theme")
_MOST_ALWAYS = 20  # of each kind, that are named even where there is no room beside their points
_LEAST_SIZE, _MOST_SIZE = 25, 220  # of a point, in square pixels
_MANY = 30  # profiles, from which on names are cut as short as can be told apart
_SHORT = (14, 20, 26)  # columns of such names


def correspondence(profiles: Profiles, *, labels: int = 60) -> Any:
    """Draw the map of a correspondence analysis: profiles that are alike lie close together.

    Both axes have the same scale. A theme lies on the side of the profiles that emphasise it; how far a
    profile is from a theme means nothing. Pale points are not well shown by these two dimensions.

    Parameters
    ----------
    labels : int
        How many points are named at most, as far as there is room, themes first. Twenty themes, and twenty
        profiles if there are no more, are named in any case.

    Returns
    -------
    altair.LayerChart
        The data of its points: kind, name, dimension_1, dimension_2, mass, quality, mentions.

    Raises
    ------
    InputError
        As in `Profiles.correspondence`; profiles that are all the same.
    OptionError
        A number below 1.

    Examples
    --------
    >>> import themescore as ts
    >>> texts = ["Trade. Trade. Trade. Peace.", "Trade. Trade. Peace.", "Peace. Peace. Trade."]
    >>> scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"]), {"Trade": ["trade"], "Peace": ["peace"]})
    >>> chart = scores.profiles().plot.correspondence()
    >>> [(p["name"], p["dimension_1"]) for p in chart.layer[-1].data.values][:2]
    [('a', -0.31), ('b', -0.14)]
    """
    labels = style.at_most("labels", labels)
    found = profiles.correspondence()
    dimensions = min(len(found.inertia), 2)
    if not dimensions:
        raise InputError("all profiles are the same, so there is no map to draw")
    what = style.name(profiles.by) if profiles.by else "document"
    kinds = {"profile": what if what != "theme" else "group", "theme": "theme"}
    total = profiles._counts.sum()
    points: list[dict[str, Any]] = []
    for kind, some in zip(_KINDS, (found.profiles, found.themes), strict=True):
        for i, label in enumerate(style.names(some.names)):
            at = some.coordinates[i].tolist()
            points.append(
                {
                    "kind": kinds[kind],
                    "name": label,
                    "dimension_1": at[0],
                    "dimension_2": at[1] if dimensions == 2 else 0.0,
                    "mass": float(some.mass[i]),
                    "quality": style.number(float(some.cos2[i, :dimensions].sum())),
                    "mentions": round(float(some.mass[i] * total)),
                    "_weight": float(some.contributions[i, :dimensions] @ found.explained[:dimensions]),
                }
            )
    x_ends, y_ends, height = _frame(points)
    chart = _chart(points, kinds, x_ends, y_ends, height, found.explained.tolist(), labels)
    left = len(found.profiles.left_out) + len(found.themes.left_out)
    return style.finished(
        chart,
        "Which documents emphasise alike" if profiles.by is None else f"Who emphasises alike, by {what}",
        [
            "Correspondence analysis of mentions. Points of one kind that lie close together are alike; a "
            "theme lies on the side of those that emphasise it, and its distance from them means nothing. "
            "Pale: badly shown here." + (f" {left} without a mention left out." if left else ""),
            f"{style.source(profiles._scores)} {counted(int(total), 'mention')}; total inertia "
            f"{found.total_inertia:.3g}.",
        ],
        _WIDTH + 60,
    )


def _frame(points: list[dict[str, Any]]) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Return the ends of both axes, of the same scale, and the height in pixels."""
    (x_low, x_high), (y_low, y_high) = (
        (min(0.0, *(p[name] for p in points)), max(0.0, *(p[name] for p in points)))
        for name in ("dimension_1", "dimension_2")
    )
    wide, high = x_high - x_low, y_high - y_low
    unit = max(1.24 * wide / _WIDTH, 1.16 * high / _MOST)  # of a pixel
    height = min(max(1.16 * high / unit, _LEAST), _MOST)
    x, y = (x_low + x_high) / 2, (y_low + y_high) / 2
    half_x, half_y = unit * _WIDTH / 2, unit * height / 2
    return (x - half_x, x + half_x), (y - half_y, y + half_y), height


def _in_order(points: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    """Return which points are named first, and those that have a name whether there is room or not."""
    by_weight = sorted(range(len(points)), key=lambda i: -points[i].pop("_weight"))
    themes = [i for i in by_weight if points[i]["kind"] == "theme"]
    profiles = [i for i in by_weight if points[i]["kind"] != "theme"]
    always = themes[:_MOST_ALWAYS] + (profiles if len(profiles) <= _MOST_ALWAYS else [])
    return [*dict.fromkeys([*always, *themes, *profiles])], always


def _short(names: list[str]) -> list[str]:
    """Return the names of profiles: where there are many cut short, yet no two alike."""
    if len(names) > _MANY:
        for most in _SHORT:
            cuts = [cut(name, most) for name in names]
            if len(set(cuts)) == len(set(names)):
                return cuts
    return names


def _chart(
    points: list[dict[str, Any]],
    kinds: dict[str, str],
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
    height: float,
    explained: list[float],
    labels: int,
) -> Any:
    unit = (x_ends[1] - x_ends[0]) / _WIDTH
    pixels = [((p["dimension_1"] - x_ends[0]) / unit, (y_ends[1] - p["dimension_2"]) / unit) for p in points]
    order, always = _in_order(points)
    radii = radii_of([p["mass"] for p in points], _LEAST_SIZE, _MOST_SIZE)
    named = [
        {
            "text": label.text,
            "align": label.align,
            "kind": points[label.point]["kind"],
            "dimension_1": x_ends[0] + label.x * unit,
            "dimension_2": y_ends[1] - label.y * unit,
            "from_1": x_ends[0] + label.near[0] * unit if label.apart else None,
            "from_2": y_ends[1] - label.near[1] * unit if label.apart else None,
            "to_1": points[label.point]["dimension_1"],
            "to_2": points[label.point]["dimension_2"],
        }
        for label in placed(
            pixels,
            _short([p["name"] for p in points if p["kind"] != "theme"])
            + [p["name"] for p in points if p["kind"] == "theme"],
            order,
            (_WIDTH, height),
            most=labels,
            always=set(always[:labels]),
            radii=radii,
        )
    ]
    no_axis = dict.fromkeys(("labels", "ticks", "domain"), False)  # where there is one dimension
    x, y = (
        axis(
            f"dimension_{i + 1}:Q",
            title=f"dimension {i + 1} ({explained[i]:.0%} of the inertia)" if i < len(explained) else "",
            scale=alt.Scale(domain=list(ends), nice=False),
            axis=alt.Axis(grid=False, tickCount=5, **({} if i < len(explained) else no_axis)),
        )
        for i, (axis, ends) in enumerate(((alt.X, x_ends), (alt.Y, y_ends)))
    )
    scale = alt.Scale(domain=[kinds["profile"], kinds["theme"]], range=[style.BLUE, style.VERMILION])
    color = alt.Color("kind:N", title=None, scale=scale, legend=alt.Legend(orient="top"))
    zero = alt.Chart(style.rows_of([{"zero": 0}]))
    cross = [
        zero.mark_rule(color="#D5D5D5").encode(x=alt.X("zero:Q", scale=x["scale"])),
        zero.mark_rule(color="#D5D5D5").encode(y=alt.Y("zero:Q", scale=y["scale"])),
    ]
    text = alt.Chart(style.rows_of(named)).encode(
        x=x, y=y, text="text:N", color=alt.Color("kind:N", scale=scale, legend=None)
    )
    from_x, from_y = x.copy(), y.copy()
    from_x["shorthand"], from_y["shorthand"] = "from_1:Q", "from_2:Q"
    leads = (
        alt.Chart(style.rows_of([row for row in named if row["from_1"] is not None]))
        .mark_rule(strokeWidth=0.7, opacity=0.8)
        .encode(
            x=from_x, y=from_y, x2="to_1:Q", y2="to_2:Q", color=alt.Color("kind:N", scale=scale, legend=None)
        )
    )
    dots = (
        alt.Chart(style.rows_of(points))
        .mark_point(filled=True)
        .encode(
            x=x,
            y=y,
            color=color,
            shape=alt.Shape(
                "kind:N", title=None, scale=alt.Scale(domain=scale["domain"], range=["circle", "diamond"])
            ),
            size=alt.Size("mass:Q", scale=alt.Scale(range=[_LEAST_SIZE, _MOST_SIZE], zero=True), legend=None),
            opacity=alt.Opacity(
                "quality:Q", scale=alt.Scale(domain=[0, 0.5], range=[0.25, 0.95], clamp=True), legend=None
            ),
            tooltip=[
                alt.Tooltip("kind:N"),
                alt.Tooltip("name:N"),
                alt.Tooltip("dimension_1:Q", format=".3f"),
                alt.Tooltip("dimension_2:Q", format=".3f"),
                alt.Tooltip("quality:Q", format=".0%"),
                alt.Tooltip("mass:Q", format=".1%"),
                alt.Tooltip("mentions:Q", format=","),
            ],
        )
    )
    return alt.layer(*cross, leads, *texts_of(text), dots).properties(width=_WIDTH, height=height)
