"""How well themes are found, from the codes of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from themescore.coding.estimates import Interval, exact_interval, factor, recall, share


class Quality(NamedTuple):
    """How well one theme is found.

    Parameters
    ----------
    theme : str
        Its name.
    found, others : int
        Sentences of the corpus with and without a mention.
    found_coded, others_coded : int
        How many of them were coded.
    precision, missed, recall, factor : Interval
        Share of the found that are right; share of the others that should have been found; share of the right
        ones that were found; the first divided by the last.
    """

    theme: str
    found: int
    others: int
    found_coded: int
    others_coded: int
    precision: Interval
    missed: Interval
    recall: Interval
    factor: Interval


def quality_rows(
    key: Mapping[str, Any], codes: Mapping[str, Mapping[str, int]], level: float
) -> list[Quality]:
    """Return one row a theme; an item that several coded counts as the mean of their codes."""
    by_item: dict[str, list[int]] = {}
    for marks in codes.values():
        for item, code in marks.items():
            by_item.setdefault(item, []).append(code)
    coded: dict[tuple[str, bool], tuple[list[float], list[float]]] = {}
    for item, marks_of_item in by_item.items():
        known = key["items"][item]
        values, weights = coded.setdefault((known["theme"], known["found"]), ([], []))
        values.append(sum(marks_of_item) / len(marks_of_item))
        weights.append(known["weight"])
    rows = []
    for theme, number in key["themes"].items():
        found, others = number["found"], number["others"]
        right = coded.get((theme, True), ([], []))
        wrong = coded.get((theme, False), ([], []))
        precision = share(*right, level)
        # Where there are no other sentences none can be missed.
        missed = share(*wrong, level, exact_interval) if others else Interval(0.0, 0.0, 0.0)
        rows.append(
            Quality(
                theme,
                found,
                others,
                len(right[0]),
                len(wrong[0]),
                precision,
                missed,
                recall(precision, missed, found, others),
                factor(precision, missed, found, others),
            )
        )
    return rows
