"""How the benchmarks measure: ours and a peer in turn, so that whatever else the machine does meets both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

SHORTEST = 0.2
PACKAGES = {"icu": "PyICU"}


@dataclass(frozen=True)
class Pairs:
    """Seconds of ours and of the peer, round by round."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratios(self) -> list[float]:
        """How many times as fast ours was, round by round."""
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=True)]


def peer(name: str) -> ModuleType | None:
    """Return the module, or None after saying that it is missing."""
    try:
        return import_module(name)
    except ImportError:
        print(f"{name} is not installed, so it is left out (pip install {PACKAGES.get(name, name)})")
        return None


def seconds(job: Callable[[], object]) -> float:
    """Return how long the job takes, the mean of as many runs as make SHORTEST seconds."""
    runs = 0
    start = time.perf_counter()
    while (taken := time.perf_counter() - start) < SHORTEST:
        job()
        runs += 1
    return taken / runs


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> Pairs:
    """Run ours, the peer and ours again in each round, after one that does not count.

    Ours is the mean of both: the machine's speed changes while a slow peer runs.
    """
    pairs = Pairs([], [])
    for number in range(rounds + 1):
        before, their, after = seconds(ours), seconds(theirs), seconds(ours)
        if number > 0:
            pairs.ours.append((before + after) / 2)
            pairs.theirs.append(their)
    return pairs


def spread(values: list[float]) -> str:
    """Return the median, and the lowest and the highest."""
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"
