"""How far each group's profile moved from one period to the next, and whether chance explains it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.comparing.comparing import LEVEL, REPLICATES, SEED, check_numbers, false_discovery_rates
from themescore.comparing.grouping import Groups, groups_of
from themescore.corpora.frames import build
from themescore.errors import InputError, check_option, listed, shown
from themescore.profiling.chance import cells_of, dealt, intervals, smallest_p
from themescore.profiling.findings import FEW_MENTIONS
from themescore.profiling.similarity import DISTANCES, Distance, sums_by
from themescore.scoring.counting import thread_count
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.profiling.profiles import Profiles

    Values = npt.NDArray[np.float64]

__all__ = ["Moves"]

MEASURES = ("jensen-shannon", "hellinger")
ALL = "all documents"


@dataclass(frozen=True, slots=True)
class Move:
    """One group from one period to the next that it has.

    Parameters
    ----------
    group, before, after : str
        The group and the two periods.
    documents_before, documents_after, mentions_before, mentions_after : int
        What the two profiles rest on.
    distance : float
        How far the two profiles lie apart, 0 to 1; nan where one of them has no mention.
    chance : float
        How far they lie apart on the average if the documents are dealt out anew between the two periods; nan
        where there is one document in each.
    net : float
        The distance without what chance adds to it; 0 where chance adds as much.
    low, high : float
        The interval of `net`.
    p, q : float
        How often chance alone sets them as far apart (see `Moves`), and the share of false findings among all
        moves with a q no larger; nan where there is one document in each period.
    """

    group: str
    before: str
    after: str
    documents_before: int
    documents_after: int
    mentions_before: int
    mentions_after: int
    distance: float
    chance: float
    net: float
    low: float
    high: float
    p: float
    q: float


@dataclass(frozen=True, eq=False, repr=False)
class Moves:
    """How far each group's profile moved from period to period; what `Profiles.moves` returns.

    Shares that are counted are never quite the same, even of two samples of one source, and so `distance` is
    never 0. Three numbers beside it say how much of it is chance.

    - `p` is that of a permutation test: the documents of the two periods, which keep their mentions, are
      dealt out anew between them, in all ways if there are no more than the bootstrap draws, otherwise as
      many times as it draws. p is the share of deals, with the one that there is, that lie no less apart.
      It asks nothing of how mentions come about, but that under chance any document might have been of either
      period. q is p corrected for the number of moves (Benjamini and Hochberg 1995). With few documents there
      are few deals, and p cannot be small.
    - `chance` is the mean distance of those deals.
    - `net` is the root of what is left of the squared distance once the bias that the bootstrap shows is
      taken off: twice the squared distance minus the mean of its replicates (Efron and Tibshirani 1993,
      10.6). `low` and `high` are percentiles of the replicates, moved by twice that bias, for the replicates
      have it twice, and no lower than 0. What is drawn are documents; in a period of fewer than five their
      sentences too, as in `Comparison`.

    Attributes
    ----------
    by, over : str or None, str
        The metadata columns of the groups (None for all documents together) and of the periods.
    measure : str
        ``"jensen-shannon"`` or ``"hellinger"``.
    level : float
        The confidence level.
    replicates, seed : int
        Of the bootstrap and the deals.
    themes : tuple of str
        What the profiles are made of.
    rows : tuple of Move
        By group, then period.
    warnings : tuple of str
        What has to be said beside the numbers.
    """

    by: str | None
    over: str
    measure: str
    level: float
    replicates: int
    seed: int
    themes: tuple[str, ...]
    rows: tuple[Move, ...]
    warnings: tuple[str, ...]
    _before: Values = field(repr=False)  # moves x themes, shares
    _after: Values = field(repr=False)
    _like: Any = field(default=None)

    @property
    def _kind(self) -> Distance:
        return DISTANCES[self.measure]

    @cached_property
    def _parts(self) -> Values:
        """What each theme adds to each move, signed by its direction; absolute values add up to 1."""
        parts = self._kind.apart(self._kind.prepare(self._before), self._kind.prepare(self._after))
        total = parts.sum(axis=1, keepdims=True)
        out: Values = np.zeros(parts.shape)
        np.divide(np.sign(self._after - self._before) * parts, total, out=out, where=total > 0)
        out[np.isnan(parts)] = np.nan
        return out

    def to_frame(self) -> Any:
        """Return a frame with one row a move.

        Columns: group, before, after, documents_before, documents_after, mentions_before, mentions_after,
        distance, chance, net, low, high, p, q.
        """
        names = Move.__slots__
        return build({name: [getattr(row, name) for row in self.rows] for name in names}, like=self._like)

    def contributions(self) -> Any:
        """Return a frame with one row a move and theme: what carries the move.

        Columns: group, before, after, theme, share_before and share_after (of all mentions), contribution:
        the theme's part of the squared distance, which for Jensen-Shannon is the divergence, negative where
        its share fell; the absolute values of a move add up to 1.
        """
        themes = len(self.themes)
        columns: dict[str, Any] = {
            name: [getattr(row, name) for row in self.rows for _ in range(themes)]
            for name in ("group", "before", "after")
        }
        columns["theme"] = list(self.themes) * len(self.rows)
        columns["share_before"] = self._before.ravel()
        columns["share_after"] = self._after.ravel()
        columns["contribution"] = self._parts.ravel()
        return build(columns, like=self._like)

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """A sentence for each move that chance hardly explains, with a q below 1 - `level`.

        The largest `net` comes first. Where there is none, one for the largest of all, which says why.
        """
        from themescore.profiling.findings import move_findings

        return move_findings(self)

    def __repr__(self) -> str:
        by = "all documents" if self.by is None else f"by {self.by!r}"
        return f"Moves({by} over {self.over!r}: {counted(len(self.rows), 'move')})"

    def __str__(self) -> str:
        """Return the moves as a table for the terminal, the largest first."""
        from themescore.profiling.tables import moves_text

        return moves_text(self)

    def _repr_html_(self) -> str:
        from themescore.profiling.tables import moves_table

        return moves_table(self)


def moves(
    profiles: Profiles,
    over: str,
    *,
    measure: str = "jensen-shannon",
    level: float = LEVEL,
    replicates: int = REPLICATES,
    seed: int = SEED,
    threads: int | None = None,
) -> Moves:
    """Follow the groups from period to period; `Profiles.moves` has the documentation, and warns."""
    check_option("measure", measure, MEASURES)
    check_numbers(level, replicates, seed)
    scores, kind = profiles._scores, DISTANCES[measure]
    periods = groups_of(scores._documents, over)
    groups = profiles._groups or Groups([ALL], [ALL], [0] * len(scores.ids), None, ALL)
    cells = cells_of(groups, periods)
    if not cells.pairs:
        other = "" if profiles.by is None else f", or group by another than {shown(profiles.by)}"
        raise InputError(
            f"no group has documents of two values of {shown(over)}: give a column of periods that documents "
            f"of one group differ in{other}"
        )
    mentions = profiles._document_counts
    within = cells.of >= 0
    sums = sums_by(cells.of[within], len(cells.keys), mentions[within])
    first, second = (np.array(side) for side in zip(*cells.pairs, strict=True))
    distances = kind.between(kind.prepare(sums[first]), kind.prepare(sums[second]))
    drawing = replicates, seed, thread_count(threads)
    bounds = intervals(profiles, cells, kind, distances, level, drawing)
    chances = [
        dealt(mentions, cells, pair, kind, float(d), replicates, (seed, number))
        for number, (pair, d) in enumerate(zip(cells.pairs, distances.tolist(), strict=True))
    ]
    q = false_discovery_rates(np.array([p for _, p in chances]))
    documents = np.bincount(cells.of[within], minlength=len(cells.keys)).tolist()
    totals = sums.sum(axis=1).astype(int).tolist()
    rows = tuple(
        Move(
            group=groups.labels[cells.keys[a][0]],
            before=periods.labels[cells.keys[a][1]],
            after=periods.labels[cells.keys[b][1]],
            documents_before=documents[a],
            documents_after=documents[b],
            mentions_before=totals[a],
            mentions_after=totals[b],
            distance=float(distances[i]),
            chance=chances[i][0],
            net=float(bounds[i, 0]),
            low=float(bounds[i, 1]),
            high=float(bounds[i, 2]),
            p=chances[i][1],
            q=float(q[i]),
        )
        for i, (a, b) in enumerate(cells.pairs)
    )
    shares = DISTANCES["jensen-shannon"].prepare(sums)
    notes = _notes(groups, periods, profiles.by, over, rows, level)
    frame = scores._documents._frame
    args = (profiles.by, over, measure, level, replicates, seed, profiles.themes, rows, notes)
    return Moves(*args, shares[first], shares[second], frame)


def _notes(
    groups: Groups, periods: Groups, by: str | None, over: str, rows: Sequence[Move], level: float
) -> tuple[str, ...]:
    notes = []
    for sorted_by, name in ((groups, by), (periods, over)):
        if sorted_by.missing is not None:
            number = counted(sorted_by.of.count(sorted_by.missing), "document")
            notes.append(f"{number} without a value in {name!r}: left out")
    moved = {row.group for row in rows}
    still = [label for i, label in enumerate(groups.labels) if i != groups.missing and label not in moved]
    if still:
        notes.append(f"{by} {listed(still)}: documents of one {over} only, so nothing to move from")
    bare = [f"{row.group}, {row.before} to {row.after}" for row in rows if math.isnan(row.distance)]
    if bare:
        notes.append(f"{listed(bare)}: no mention on one side, so no distance")
    told = [row for row in rows if not math.isnan(row.distance)]
    rough = [row for row in told if min(row.mentions_before, row.mentions_after) < FEW_MENTIONS]
    if rough:
        notes.append(
            f"{counted(len(rough), 'move')} with fewer than {FEW_MENTIONS} mentions on one side: distance, "
            "net and interval are rough"
        )
    single = [row for row in told if row.documents_before == row.documents_after == 1]
    if single:
        notes.append(
            f"{counted(len(single), 'move')} of one document to one: no p, for nothing can be dealt out; the "
            "interval says how their sentences differ, not how other documents would"
        )
    few = [
        row
        for row in told
        if row not in single and smallest_p(row.documents_before, row.documents_after) > 1 - level
    ]
    if few:
        notes.append(
            f"{counted(len(few), 'move')} with too few documents for p to be below {1 - level:.2g}, however "
            "far the profiles lie apart"
        )
    return tuple(notes)
