"""Documents drawn by chance, and sorted into groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore.comparing.grouping import any_groups_of
from themescore.errors import check_whole_number

if TYPE_CHECKING:
    from themescore.comparing.grouping import By
    from themescore.corpora.corpus import Corpus


def sample(corpus: Corpus, n: int, seed: int, by: By | None) -> Corpus:
    """Draw documents; `Corpus.sample` has the documentation."""
    check_whole_number("seed", seed, 0, 2**64 - 1)
    most = len(corpus) if by is None else 2**63 - 1
    n = check_whole_number("n", n, 1, most, ", which is how many documents there are" * (by is None))
    # Sorted by random numbers, as plain as it can be: the same with every version of numpy, and a smaller
    # sample is a part of a larger one.
    random = np.random.Generator(np.random.PCG64(seed)).random(len(corpus))
    of = np.zeros(len(corpus), np.int64) if by is None else np.array(any_groups_of(corpus, by).of)
    order = np.lexsort((random, of))
    _, firsts = np.unique(of[order], return_index=True)
    rank = np.arange(len(order)) - firsts[of[order]]  # groups are numbered from 0, without gaps
    return corpus._take(np.sort(order[rank < n]).tolist(), "the sample")


def group(corpus: Corpus, by: By) -> dict[str, Corpus]:
    """Sort documents into groups; `Corpus.group` has the documentation."""
    groups = any_groups_of(corpus, by)
    of = np.array(groups.of)
    order = np.argsort(of, kind="stable")
    ends = np.cumsum(np.bincount(of, minlength=len(groups.labels)))[:-1]
    parts = np.split(order, ends)
    return {
        label: corpus._take(part.tolist(), "the group")
        for label, part in zip(groups.labels, parts, strict=True)
    }
