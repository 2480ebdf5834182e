"""Slow files read ahead by workers, while the others are read here: whether, and by how many."""

from __future__ import annotations

import contextlib
import os
import statistics
import time
from collections.abc import Generator, Iterator
from typing import NamedTuple

from themescore.errors import ReadError, check_whole_number
from themescore.reading.crew import Crew
from themescore.reading.formats import FORMATS
from themescore.reading.noting import with_fields
from themescore.reading.opening import Opened
from themescore.reading.process import can_start
from themescore.reading.record import Record, Source

_MOST_WORKERS = 64
_MOST_BY_DEFAULT = 8  # each takes up to 100 MB
# By name nobody can tell what a file takes: a page of HTML some milliseconds, a PDF a hundred times that. So
# the first ones are read here, and timed.
_FIRST = 4
_PAYS = 3.0  # seconds that the rest will take, from which on workers are started


class Taken(NamedTuple):
    """A file in its turn.

    Parameters
    ----------
    source : Source
        The file.
    name : str
        Its id, if it is one document.
    outcome : Record, ReadError or None
        What a worker made of it; None where it is still to be read.
    """

    source: Source
    name: str
    outcome: Record | ReadError | None = None


def check_workers(workers: object) -> int | None:
    """Return `workers`, or raise OptionError unless there can be so many."""
    hint = ", or None for as many as pay"
    return None if workers is None else check_whole_number("workers", workers, 1, _MOST_WORKERS, hint)


def read_ahead(taken: Taken) -> Record | ReadError:
    """Return what a worker made of a file as it would have come out here: with its id."""
    assert taken.outcome is not None
    if isinstance(taken.outcome, Record):
        with_fields(taken.outcome, taken.source)
        taken.outcome.id = taken.name
    return taken.outcome


@contextlib.contextmanager
def each_file(found: Opened, workers: int | None) -> Iterator[Iterator[Taken]]:
    """Give the files in their order, each to be read before the next is taken.

    `workers` is the number of processes, None to start as many as pay where they do. At the end, and wherever
    it is left before, none of them is there any more.
    """
    with contextlib.closing(_each_file(found, workers)) as files:
        yield files


def _each_file(found: Opened, workers: int | None) -> Generator[Taken, None, None]:
    slow = [source for source, _ in found.sources if _is_slow(source)]
    most = workers or _processors()
    if most > 1 and not can_start():
        most = 1
    crew: Crew | None = None
    number = first = 0  # how many slow files were taken, and of those before there were workers
    times: list[float] = []
    try:
        for source, name in found.each():
            if not _is_slow(source):
                yield Taken(source, name)
                continue
            left = len(slow) - number
            if crew is None and min(most, left) > 1 and (workers is not None or _pays(times, left)):
                crew, first = Crew(slow[number:], min(most, left)), number
            number += 1
            if crew is not None:
                yield Taken(source, name, crew.take(number - 1 - first))
                continue
            began = time.thread_time()
            yield Taken(source, name)
            times.append(time.thread_time() - began)
    finally:
        if crew is not None:
            crew.close()


def _is_slow(source: Source) -> bool:
    """Say whether a file is one for a worker. Members of archives are unpacked here, one after the other."""
    reader = FORMATS.get(source.path.suffix.lower())
    return source.member is None and reader is not None and reader.slow


def _pays(times: list[float], left: int) -> bool:
    """Say whether what is left will take long enough."""
    # The median, because the first file of a format takes its library's import too.
    return len(times) >= _FIRST and statistics.median(times) * left > _PAYS


def _processors() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, _MOST_BY_DEFAULT)
