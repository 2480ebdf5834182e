"""How far coders agree."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from themescore.coding.estimates import NOTHING, alpha_of_sums, bootstrap, columns_of, kappa_of_sums

ALL = "(all)"
_REPLICATES, _SEED = 2000, 0


def agreement_rows(
    key: Mapping[str, Any], codes: Mapping[str, Mapping[str, int]], level: float
) -> list[dict[str, Any]]:
    """Return the agreement of each two coders and, if there are more, of all: together, then by theme."""
    rows = []
    groups: list[tuple[str, ...]] = list(itertools.combinations(codes, 2))
    if len(codes) > 2:
        groups.append(tuple(codes))
    for coders in groups:
        both = [codes[coder] for coder in coders]
        items = [item for item in key["items"] if sum(item in marks for marks in both) > 1]
        themes: dict[str, list[str]] = {}
        for item in items:
            themes.setdefault(key["items"][item]["theme"], []).append(item)
        for theme, of_theme in [(ALL, items), *themes.items()]:
            if of_theme:
                rows.append(_row(codes, theme, coders, of_theme, level))
    return rows


def _row(
    codes: Mapping[str, Mapping[str, int]],
    theme: str,
    coders: tuple[str, ...],
    items: Sequence[str],
    level: float,
) -> dict[str, Any]:
    marks = [[codes[c][item] for c in coders if item in codes[c]] for item in items]
    yes = np.array([sum(row) for row in marks], dtype=np.float64)
    number = np.array([len(row) for row in marks], dtype=np.float64)
    units = np.stack([yes, number - yes, 2 * yes * (number - yes) / (number - 1)], axis=1)
    kappa = NOTHING
    if len(coders) == 2:
        cells = np.array([[a and b, a and not b, b and not a, not (a or b)] for a, b in marks])
        kappa = bootstrap(cells.astype(np.float64), kappa_of_sums, level, _REPLICATES, _SEED)
    alpha = bootstrap(units, alpha_of_sums, level, _REPLICATES, _SEED)
    agreed = float(((yes == 0) | (yes == number)).mean())
    columns = columns_of("kappa", [kappa]) | columns_of("alpha", [alpha])
    return {
        "theme": theme,
        "coders": ", ".join(coders),
        "items": len(items),
        "agreed": agreed,
        **{name: value[0] for name, value in columns.items()},
    }
