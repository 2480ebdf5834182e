"""One worker, as the process that asks sees it: started, asked for a file, stopped."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from themescore.errors import ReadError
from themescore.reading import worker
from themescore.reading.messages import greeting, outcome_of, receive, say_source, send
from themescore.reading.record import Record, Source

# Ctrl-C is for this process, which ends them. The packages are set up without what their __init__ imports,
# which takes as long again as the readers.
_START = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
import json, sys, types
given = json.loads(sys.argv[1])
sys.path[:] = given["path"]
sys.setrecursionlimit(given["depth"])
for name, folders in given["packages"].items():
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = folders
from themescore.reading.worker import main
main()
"""
_MOMENT = 5  # seconds
_PYTHON = re.compile(r"(?:python|pypy)w?[\d.]*t?d?(?:\.exe)?", re.I)


class GoneError(Exception):
    """A worker that ended before it had answered; `code` says how, as `subprocess` does."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def can_start() -> bool:
    """Say whether this program is a Python that runs what it is given: not one inside of another program."""
    return (
        bool(sys.executable)
        and not getattr(sys, "frozen", False)
        and _PYTHON.fullmatch(Path(sys.executable).name) is not None
    )


class Worker:
    """A process that reads files.

    Raises
    ------
    OSError
        If the system starts no more processes.
    """

    def __init__(self) -> None:
        packages = {name: list(sys.modules[name].__path__) for name in ("themescore", "themescore.reading")}
        given = {
            "path": [folder for folder in sys.path if isinstance(folder, str)],
            "depth": sys.getrecursionlimit(),
            "packages": packages,
        }
        self._process = subprocess.Popen(
            [sys.executable, *_flags(), "-P", "-c", _START, json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def greets(self) -> bool:
        """Wait until it has started; say whether it did, and is of this very package."""
        expected = greeting(worker.__file__)
        with contextlib.suppress(OSError):
            return self._from.read(len(expected)) == expected  # and not what site-packages print at a start
        return False

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def ask(self, source: Source) -> Record | ReadError | None:
        """Return what came of a file; None where it has to be read here.

        Raises
        ------
        GoneError
            If the worker ends before it answers.
        """
        message: tuple[Any, bytes] | None = None
        with contextlib.suppress(OSError):
            send(self._to, say_source(source))
            message = receive(self._from)
        if message is None:
            raise GoneError(self._ending())
        return outcome_of(*message, source) if message[0] else None

    def kill(self) -> None:
        """End it, whatever it is doing. Whoever waits for an answer gets a GoneError."""
        self._process.kill()

    def close(self) -> None:
        """End it and let go of it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._to, self._from):
            with contextlib.suppress(OSError):
                stream.close()

    def _ending(self) -> int:
        """Return how it ended; its pipes close a moment before."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(_MOMENT)
        self._process.kill()
        return self._process.wait()

    @property
    def _to(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _from(self) -> BinaryIO:
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]


def _flags() -> list[str]:
    """Return the options that this Python was started with, as far as they decide what comes of a file."""
    flags = sys.flags
    said = ["-I"] if flags.isolated else ["-E"] * flags.ignore_environment + ["-s"] * flags.no_user_site
    said += ["-S"] * flags.no_site + ["-B"] * flags.dont_write_bytecode
    return [*said, *(["-" + "O" * flags.optimize] if flags.optimize else []), "-X", f"utf8={flags.utf8_mode}"]
