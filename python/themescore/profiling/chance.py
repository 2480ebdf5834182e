"""What chance alone does to the distance of two profiles: documents drawn again, and dealt out anew."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore import _core
from themescore.comparing.comparing import expanded_tails
from themescore.comparing.grouping import Groups
from themescore.profiling.similarity import Distance

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.profiling.profiles import Profiles

    Values = npt.NDArray[np.float64]

_ROUNDING = 1e-12
_BLOCK = 2**22  # numbers at a time


class Cells(NamedTuple):
    """The groups' periods that have documents."""

    keys: list[tuple[int, int]]  # group and period, in order
    of: npt.NDArray[np.int64]  # by document; -1 for one that has no group or period
    pairs: list[tuple[int, int]]  # cells that follow each other


def cells_of(groups: Groups, periods: Groups) -> Cells:
    """Return the groups' periods that have documents, in order; what lacks a group or a period is in none."""
    own = list(zip(groups.of, periods.of, strict=True))
    keys = sorted({key for key in own if key[0] != groups.missing and key[1] != periods.missing})
    number = {key: i for i, key in enumerate(keys)}
    pairs = [(i, i + 1) for i in range(len(keys) - 1) if keys[i][0] == keys[i + 1][0]]
    return Cells(keys, np.array([number.get(key, -1) for key in own]), pairs)


def _group_of(cells: Cells) -> tuple[list[int], int]:
    """Return each document's cell and how many there are; what is in none is in one of its own, the last."""
    rest = bool((cells.of < 0).any())
    of = np.where(cells.of < 0, len(cells.keys), cells.of)
    return of.tolist(), len(cells.keys) + rest


def intervals(
    profiles: Profiles,
    cells: Cells,
    kind: Distance,
    distances: Values,
    level: float,
    drawing: tuple[int, int, int],
) -> Values:
    """Return net, low and high of each move."""
    first, second = (np.array(side) for side in zip(*cells.pairs, strict=True))
    of, number = _group_of(cells)
    one_stratum = [0] * len(of), 1
    units: npt.NDArray[np.int64] = np.asarray(
        _core.resampling_units(profiles._scores._counts, of, number, *one_stratum, _core.DrawnFrom.group)
    )
    squares = np.concatenate(
        [
            kind.between(kind.prepare(drawn[:, first]), kind.prepare(drawn[:, second])) ** 2
            for drawn in _drawn(profiles, cells, *drawing)
        ]
    )
    bounds = np.full((len(cells.pairs), 3), np.nan)
    for i, (a, b) in enumerate(cells.pairs):
        there = squares[~np.isnan(squares[:, i]), i]
        tail = expanded_tails(units[[a, b]], None, level, None)[0]
        if math.isnan(distances[i]) or not len(there) or tail == 0:
            continue
        square = distances[i] ** 2
        bias = there.mean() - square
        low, high = np.quantile(there, [tail, 1 - tail]) - 2 * bias
        bounds[i] = np.sqrt(np.clip([square - bias, low, high], 0, 1))
    return bounds


def _drawn(profiles: Profiles, cells: Cells, replicates: int, seed: int, threads: int) -> Iterator[Values]:
    """Yield the bootstrap's mentions, replicates x cells x themes, as many at a time as memory holds."""
    counts = profiles._scores._counts
    of, number = _group_of(cells)
    step = max(1, min(replicates, _BLOCK // (number * len(profiles._scores.themes.names))))
    for block, start in enumerate(range(0, replicates, step)):
        own = int(np.random.SeedSequence(seed, spawn_key=(0, block)).generate_state(1, np.uint64)[0])
        size = min(step, replicates - start)
        _, mentions = _core.group_replicates(counts, of, number, replicates=size, seed=own, threads=threads)
        yield mentions[:, : len(cells.keys)][:, :, profiles._columns]


def dealt(
    mentions: npt.NDArray[Any],
    cells: Cells,
    pair: tuple[int, int],
    kind: Distance,
    observed: float,
    deals: int,
    seed: tuple[int, int],
) -> tuple[float, float]:
    """Return the mean distance of the deals and p."""
    before, after = (np.flatnonzero(cells.of == cell) for cell in pair)
    number, first = len(before) + len(after), len(before)
    if number < 3 or math.isnan(observed):
        return math.nan, math.nan
    table = mentions[np.concatenate([before, after])].astype(np.float64)
    whole = table.sum(axis=0)
    every = math.comb(number, first) <= deals
    ways = _all_ways(number, first) if every else _some_ways(number, first, deals, seed)
    distances = []
    for way in ways:
        # Whole numbers: the product is exact, whoever computes it in whatever order.
        own = way @ table
        distances.append(kind.between(kind.prepare(own), kind.prepare(whole - own)))
    found = np.concatenate(distances)
    as_far = int((np.nan_to_num(found) >= observed - _ROUNDING).sum())
    p = as_far / len(found) if every else (as_far + 1) / (len(found) + 1)
    return float(np.nanmean(found)), p


def _all_ways(number: int, first: int) -> Iterator[Values]:
    """Yield all ways to choose the documents of the first period, ways x documents, 1 for one chosen."""
    chosen = np.array(list(itertools.combinations(range(number), first)))
    way = np.zeros((len(chosen), number))
    np.put_along_axis(way, chosen, 1.0, axis=1)
    yield way


def _some_ways(number: int, first: int, deals: int, seed: tuple[int, int]) -> Iterator[Values]:
    """Yield ways chosen by chance.

    They are made of the generator's bits, which are the same in all versions of numpy.
    """
    bits = np.random.PCG64(np.random.SeedSequence(seed[0], spawn_key=(1, seed[1])))
    step = max(1, _BLOCK // number)
    for start in range(0, deals, step):
        size = min(step, deals - start)
        keys = bits.random_raw(size * number).reshape(size, number)
        way = np.zeros((size, number))
        np.put_along_axis(way, np.argsort(keys, axis=1, kind="stable")[:, :first], 1.0, axis=1)
        yield way


def smallest_p(before: int, after: int) -> float:
    """Return the smallest p that so many documents can have.

    Where both periods have as many, each deal is there twice.
    """
    return (2 if before == after else 1) / math.comb(before + after, before)
