"""Several workers that read the files of a list in its order, a few ahead of the one that is wanted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence

from themescore.errors import ReadError
from themescore.reading.process import GoneError, Worker
from themescore.reading.record import Record, Source

_AHEAD = 4  # files a worker; as many answers may wait
_MOST_WAITING = 64 * 2**20  # characters of answers that wait, from which on only the wanted file is read


class Crew:
    """So many workers, each with a thread that asks it.

    Parameters
    ----------
    sources : sequence of Source
        The files, in the order in which they are taken.
    workers : int
        How many processes.
    """

    def __init__(self, sources: Sequence[Source], workers: int) -> None:
        self._sources = sources
        self._ahead = _AHEAD * workers
        self._changed = threading.Condition()
        self._answers: dict[int, Record | ReadError | None] = {}
        self._next = self._wanted = self._characters = 0
        self._closed = False
        self._active = workers
        self._workers: set[Worker] = set()
        # Daemons, because a stream that is not read to its end must not keep Python from ending.
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def take(self, number: int) -> Record | ReadError | None:
        """Return what came of a file, once it is there; None if it has to be read here."""
        with self._changed:
            self._wanted = number
            self._changed.notify_all()
            while number not in self._answers:
                if not self._active:  # none could be started
                    return None
                self._changed.wait()
            answer = self._answers.pop(number)
            self._characters -= _length(answer)
            self._wanted = number + 1
            self._changed.notify_all()
            return answer

    def close(self) -> None:
        """End all workers, whatever they are doing."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            for worker in self._workers:
                worker.kill()
        for thread in self._threads:
            if thread is not threading.current_thread():  # where a stream is let go of decides the collector
                thread.join(5)

    def _work(self) -> None:
        """Ask one worker after another for files, until there are none; what a thread does."""
        worker: Worker | None = None
        try:
            while (number := self._number()) is not None:
                answer: Record | ReadError | None = None
                try:
                    if worker is None or worker.ended:
                        self._let_go(worker)
                        worker = self._started()
                    if worker is None:
                        break
                    answer = worker.ask(self._sources[number])
                except GoneError as error:
                    answer = _of_dead(self._sources[number], error.code)
                finally:
                    self._put(number, answer)
        finally:
            self._let_go(worker)
            with self._changed:
                self._active -= 1
                self._changed.notify_all()

    def _number(self) -> int | None:
        """Return the number of the file that is to be read next, once it is its turn; None at the end."""
        with self._changed:
            while not self._closed and self._next < len(self._sources):
                near = self._next < self._wanted + self._ahead and self._characters < _MOST_WAITING
                if near or self._next <= self._wanted:
                    self._next += 1
                    return self._next - 1
                self._changed.wait()
            return None

    def _put(self, number: int, answer: Record | ReadError | None) -> None:
        with self._changed:
            self._answers[number] = answer
            self._characters += _length(answer)
            self._changed.notify_all()

    def _started(self) -> Worker | None:
        """Return a new worker; None where none can be had."""
        with self._changed:
            if self._closed:
                return None
            try:
                worker = Worker()
            except (OSError, ValueError):  # no more processes; a path that no command line can hold
                return None
            self._workers.add(worker)
        if worker.greets():
            return worker
        self._let_go(worker)
        return None

    def _let_go(self, worker: Worker | None) -> None:
        if worker is not None:
            with self._changed:
                self._workers.discard(worker)
            worker.close()


def _length(answer: Record | ReadError | None) -> int:
    return len(answer.text) if isinstance(answer, Record) else 0


def _of_dead(source: Source, code: int) -> ReadError:
    """Return the error of a file whose worker has ended; `code` is negative for a signal."""
    how = f"exit code {code}"
    if code < 0:
        try:
            how = signal.Signals(-code).name
        except ValueError:
            how = f"signal {-code}"
    reason = (
        f"the process that read it was ended ({how}), as where memory runs out: read it by itself, with "
        "workers=1"
    )
    return ReadError(reason, path=source.path, kind="killed")
