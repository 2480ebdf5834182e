"""What a worker does: it reads the files that it is asked for, one after the other, until nobody asks.

It is started by `process.py`, and imports no more of the package than the readers.
"""

from __future__ import annotations

import os
import queue
import threading
import warnings
from typing import Any, BinaryIO

from themescore.errors import ReadError
from themescore.reading.formats import reader_of
from themescore.reading.messages import greeting, receive, say_outcome, send, source_of
from themescore.reading.noting import noted
from themescore.reading.outcomes import checked
from themescore.reading.record import Record, Source


def main() -> None:
    """Answer what comes on the standard input; end at its end, also in the middle of a file."""
    asked, answers = _own_streams()
    answers.write(greeting(__file__))
    answers.flush()
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    # Beside the reading, so that nobody has to wait for a file that takes hours once the asker is gone.
    threading.Thread(target=_listen, args=(asked, waiting), daemon=True).start()
    while True:
        send(answers, *answer(source_of(waiting.get())))


def answer(source: Source) -> tuple[dict[str, object], bytes]:
    """Return what came of a file as a message: an empty one where the asker has to read it itself."""
    try:
        outcome = _outcome(source)
        return ({}, b"") if outcome is None else say_outcome(outcome, source)
    except BaseException:  # whatever it is, it is to be raised where it was asked for
        return {}, b""


def _outcome(source: Source) -> Record | ReadError | None:
    """Return the one document of a file, or why it has none; None where that is not all of it."""
    outcomes: list[Record | ReadError] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            reader = reader_of(source)
            if reader.many:
                return None
            for outcome in reader.read(source):
                record = outcome if isinstance(outcome, ReadError) else checked(outcome, source.replace)
                outcomes.append(noted(record, source))
        except ReadError as error:
            outcomes.append(error)
    return outcomes[0] if len(outcomes) == 1 and not caught else None


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the standard streams, and leave others in their place: a library may print something."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return asked, answers


def _listen(asked: BinaryIO, waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    while (message := receive(asked)) is not None:
        waiting.put(message[0])
    os._exit(0)
