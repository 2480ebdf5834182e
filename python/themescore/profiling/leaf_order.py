"""The order of rows in a heat map: alike ones side by side.

scipy's `optimal_leaf_ordering` does not always return the best order that a tree allows (its issue 11227),
so the order is found here; the tree is scipy's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

_DECIMALS = 12  # what differs by less is the same: rounding is not to decide which comes first
_MOST_IN_BEST_ORDER = 2000  # rows whose best order is found in seconds


def best_order(distances: Values) -> list[int]:
    """Return the rows so that those that are alike stand side by side; rows without a distance come last.

    Average linkage, and of all orders that its tree allows the one with the shortest way from row to row
    (Bar-Joseph, Gifford, Jaakkola 2001); up to 2,000 rows, beyond which the tree's own order is taken. Of the
    two ends, the row that comes first in the table stands first.
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    there = ~np.isnan(np.diagonal(distances))
    known = np.flatnonzero(there)
    if len(known) > 2:
        own = np.round(distances[np.ix_(known, known)], _DECIMALS)
        tree = linkage(squareform(own, checks=False), method="average")
        few = len(known) <= _MOST_IN_BEST_ORDER
        leaves = np.array(shortest_way(tree, own)) if few else leaves_list(tree)
        known = known[leaves[::-1] if leaves[0] > leaves[-1] else leaves]
    return [int(i) for i in (*known, *np.flatnonzero(~there))]


class _Node(NamedTuple):
    """A node of the tree: a leaf, or two nodes with the shortest ways through both."""

    leaves: npt.NDArray[np.int64]
    below: tuple[_Node, _Node] | None
    ways: Values  # [i, j]: from leaf i of the first node below to leaf j of the second; empty for a leaf


def shortest_way(tree: Values, distances: Values) -> list[int]:
    """Return the leaves in the order, of all that the tree allows, in which neighbours are closest in sum.

    Parameters
    ----------
    tree : array, shape (rows - 1, 4)
        As scipy's `linkage` returns it.
    distances : array, shape (rows, rows)
        Of each row from each.
    """
    nodes = [_Node(np.array([i]), None, np.zeros((0, 0))) for i in range(len(distances))]
    for first, second in tree[:, :2].astype(int).tolist():
        nodes.append(_joined(nodes[first], nodes[second], distances))
    root = nodes[-1]
    start, end = np.unravel_index(int(root.ways.argmin()), root.ways.shape)
    return _walked(root, int(start), len(root.ways) + int(end), distances)


def _joined(first: _Node, second: _Node, distances: Values) -> _Node:
    between = distances[np.ix_(first.leaves, second.leaves)]
    # From each leaf of the first node through all of it and on to each leaf of the second.
    across = between
    if first.below:
        size = len(first.ways)
        across = np.concatenate(
            [_shortest(first.ways, between[size:]), _shortest(first.ways.T, between[:size])], axis=0
        )
    ways = across
    if second.below:
        size = len(second.ways)
        ways = np.concatenate(
            [_shortest(across[:, size:], second.ways.T), _shortest(across[:, :size], second.ways)], axis=1
        )
    return _Node(np.concatenate([first.leaves, second.leaves]), (first, second), ways)


def _shortest(first: Values, second: Values) -> Values:
    """Return the smallest first[i, k] + second[k, j] over all k, for each i and j."""
    rows, middle, columns = *first.shape, second.shape[1]
    out = np.full((rows, columns), np.inf)
    if middle <= min(rows, columns):
        for k in range(middle):
            np.minimum(out, first[:, k, None] + second[k], out=out)
    elif rows <= columns:
        for i in range(rows):
            out[i] = (first[i, :, None] + second).min(axis=0)
    else:
        for j in range(columns):
            out[:, j] = (first + second[:, j]).min(axis=1)
    return out


def _walked(root: _Node, start: int, end: int, distances: Values) -> list[int]:
    """Return the leaves on the shortest way through a node from one of its leaves to another."""
    order, left = [], [(root, start, end)]
    while left:
        node, start, end = left.pop()
        if node.below is None:
            order.append(int(node.leaves[0]))
            continue
        first, second = node.below
        size = len(first.leaves)
        if start >= size:  # the other way round
            first, second, start, end = second, first, start - size, end
        else:
            end -= size
        between = distances[np.ix_(first.leaves, second.leaves)]
        ways = _ways_from(first, start)[:, None] + between + _ways_from(second, end)
        at, on = np.unravel_index(int(ways.argmin()), ways.shape)
        left += [(second, int(on), end), (first, start, int(at))]
    return order


def _ways_from(node: _Node, leaf: int) -> Values:
    """Return the shortest ways through a node from one of its leaves to each; there is none within a half."""
    if node.below is None:
        return np.zeros(1)
    ways = np.full(len(node.leaves), np.inf)
    size = len(node.ways)
    if leaf < size:
        ways[size:] = node.ways[leaf]
    else:
        ways[:size] = node.ways[:, leaf - size]
    return ways
