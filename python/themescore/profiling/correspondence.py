"""Correspondence analysis: profiles and themes as points on common axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.corpora.frames import build
from themescore.errors import InputError, check_whole_number, listed

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

__all__ = ["Correspondence"]

_NO_INERTIA = 1e-24  # rounding leaves as much, of 1, where there is none
_SAME = 1e-9  # what differs by a smaller part is the same


@dataclass(frozen=True, eq=False, repr=False)
class Points:
    """The rows or the columns of the table.

    Parameters
    ----------
    names : tuple of str
        Those with a mention, in order.
    left_out : tuple of str
        Those without.
    mass : array, shape (points,)
        The share of all mentions.
    inertia : array, shape (points,)
        Mass times the squared chi-square distance from the average profile.
    coordinates : array, shape (points, dimensions)
        Principal coordinates.
    contributions : array, shape (points, dimensions)
        The share of the dimension's inertia that is the point's; each dimension's add up to 1.
    cos2 : array, shape (points, dimensions)
        The share of the point's inertia that lies in the dimension; each point's add up to 1, and are nan
        for one whose profile is the average.
    """

    names: tuple[str, ...]
    left_out: tuple[str, ...]
    mass: Values
    inertia: Values
    coordinates: Values
    contributions: Values
    cos2: Values


@dataclass(frozen=True, eq=False, repr=False)
class Correspondence:
    """Profiles and themes as points on common axes; what `Profiles.correspondence` returns.

    Two profiles lie close together where their shares of the themes are alike, in chi-square distance: a
    difference of a point or two counts more in a rare theme. A theme lies on the side of the profiles that
    emphasise it; how far a profile is from a theme means nothing. The centre is the average profile.

    Attributes
    ----------
    profiles, themes : Points
        The rows and columns of the table: their ``names``, ``left_out`` (without a mention), ``mass``,
        ``inertia``, ``coordinates`` (principal), ``contributions`` and ``cos2``, one column a dimension.
    inertia : array, shape (dimensions,)
        The principal inertias, the largest first: the squares of the singular values.
    warnings : tuple of str
        What has to be said beside the numbers.

    Notes
    -----
    The singular value decomposition of the standardised residuals (p_ij - r_i c_j) / sqrt(r_i c_j) of the
    table of mentions, p its shares, r and c the masses of rows and columns (Greenacre 1984, "Theory and
    Applications of Correspondence Analysis"; 2017, "Correspondence Analysis in Practice", appendix A). The
    total inertia is chi² / n.

    A dimension can be turned round without a change of meaning. So that it is always the same way round, the
    theme that contributes most to it lies on the positive side, of several the first.
    """

    profiles: Points
    themes: Points
    inertia: Values
    warnings: tuple[str, ...] = ()
    _like: Any = field(default=None)

    @property
    def explained(self) -> Values:
        """The share of the total inertia that is each dimension's; they add up to 1."""
        total = float(self.inertia.sum())
        return self.inertia / total if total else self.inertia.copy()

    @property
    def total_inertia(self) -> float:
        """The sum of the inertias: chi² of the table divided by its mentions."""
        return float(self.inertia.sum())

    def to_frame(self, dimensions: int = 2) -> Any:
        """Return a frame with one row a point, profiles before themes.

        Columns: kind ("profile" or "theme"), name, mass, inertia, quality (the cos2 of the dimensions that
        are shown, summed), and for each dimension its coordinate, contribution and cos2: dimension_1,
        contribution_1, cos2_1 and so on.

        Parameters
        ----------
        dimensions : int
            How many of the first dimensions, from 1; fewer where there are no more.

        Raises
        ------
        OptionError
            A number below 1.
        """
        most = min(check_whole_number("dimensions", dimensions, 1, 2**31 - 1), len(self.inertia))
        both = (self.profiles, self.themes)
        columns: dict[str, Any] = {
            "kind": [
                kind for kind, p in zip(("profile", "theme"), both, strict=True) for _ in range(len(p.names))
            ],
            "name": [name for points in both for name in points.names],
            "mass": np.concatenate([points.mass for points in both]),
            "inertia": np.concatenate([points.inertia for points in both]),
            "quality": np.concatenate([points.cos2[:, :most].sum(axis=1) for points in both]),
        }
        for d in range(most):
            columns[f"dimension_{d + 1}"] = np.concatenate([points.coordinates[:, d] for points in both])
            columns[f"contribution_{d + 1}"] = np.concatenate([points.contributions[:, d] for points in both])
            columns[f"cos2_{d + 1}"] = np.concatenate([points.cos2[:, d] for points in both])
        return build(columns, like=self._like)

    def __repr__(self) -> str:
        size = f"{len(self.profiles.names):,} profiles x {len(self.themes.names):,} themes"
        return f"Correspondence({size}; inertia {self.total_inertia:.3g})"

    def __str__(self) -> str:
        """Return the dimensions and the points on the first two as text for the terminal."""
        from themescore.profiling.tables import correspondence_text

        return correspondence_text(self)

    def _repr_html_(self) -> str:
        from themescore.profiling.tables import correspondence_table

        return correspondence_table(self)


def correspondence(
    counts: npt.NDArray[Any], names: Sequence[str], themes: Sequence[str], like: Any = None
) -> Correspondence:
    """Analyse a table of mentions, profiles by themes; `Profiles.correspondence` has the documentation."""
    table = np.asarray(counts, dtype=np.float64)
    rows, columns = np.flatnonzero(table.sum(axis=1)), np.flatnonzero(table.sum(axis=0))
    if len(rows) < 2 or len(columns) < 2:
        raise InputError(
            f"correspondence analysis needs two profiles and two themes with mentions, and there are "
            f"{len(rows)} and {len(columns)}: take other documents or themes"
        )
    shares = table[np.ix_(rows, columns)] / table.sum()
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    residuals = (shares - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    u, values, vt = np.linalg.svd(residuals, full_matrices=False)
    kept = np.flatnonzero(values**2 > _NO_INERTIA)[: min(len(rows), len(columns)) - 1]
    u, values, v = u[:, kept], values[kept], vt.T[:, kept]
    turn = _signs(v)
    inertia = values**2
    points = [
        _points(labels, found, mass, (residuals**2).sum(axis=axis), vectors * turn, values)
        for labels, found, mass, axis, vectors in ((names, rows, r, 1, u), (themes, columns, c, 0, v))
    ]
    return Correspondence(points[0], points[1], inertia, _notes(points, inertia), like)


def _points(
    labels: Sequence[str],
    found: npt.NDArray[np.int64],
    mass: Values,
    inertia: Values,
    vectors: Values,
    values: Values,
) -> Points:
    kept = set(found.tolist())
    coordinates = vectors * values / np.sqrt(mass)[:, None]
    own = inertia[:, None]
    cos2 = np.full(vectors.shape, np.nan)
    np.divide((vectors * values) ** 2, own, out=cos2, where=own > _NO_INERTIA)
    return Points(
        tuple(labels[i] for i in found.tolist()),
        tuple(label for i, label in enumerate(labels) if i not in kept),
        mass,
        inertia,
        coordinates,
        vectors**2,
        cos2,
    )


def _signs(vectors: Values) -> Values:
    """Return 1 or -1 for each column, so that its largest part becomes positive, of equal ones the first."""
    sizes = np.abs(vectors)
    first = (sizes >= sizes.max(axis=0) * (1 - _SAME)).argmax(axis=0)
    signs: Values = np.where(vectors[first, np.arange(vectors.shape[1])] < 0, -1.0, 1.0)
    return signs


def _notes(points: Sequence[Points], inertia: Values) -> tuple[str, ...]:
    notes = [
        f"{what} {listed(some.left_out)}: no mention, so left out"
        for what, some in zip(("profiles", "themes"), points, strict=True)
        if some.left_out
    ]
    if not len(inertia):
        notes.append("all profiles are the same: there is no dimension to tell them apart by")
    twins = np.flatnonzero(inertia[:-1] - inertia[1:] <= _SAME * inertia[:-1])
    if len(twins):
        pairs = ", ".join(f"{i + 1} and {i + 2}" for i in twins.tolist())
        notes.append(
            f"dimensions {pairs} have the same inertia, so that any two axes of their plane would do as well"
        )
    return tuple(notes)
