"""What a command reads: the documents of a path or of the standard input, and themes."""

from __future__ import annotations

import codecs
import contextlib
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from themescore.cli.options import READ
from themescore.errors import InputError, ReadError, ThemescoreError
from themescore.files import check_encoding, codec, why
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.cli.command import Options
    from themescore.cli.output import Output
    from themescore.corpora.corpus import Corpus
    from themescore.theming.themes import Themes

STDIN = "-"
_STDIN_NAME = "standard input"
_NO_FAILURE = ("skipped", "directory")  # what was passed over, and is no document
_HEAD = 65536


class UnreadError(ThemescoreError):
    """Documents that could not be read, where ``--strict`` wants all of them."""


def read_corpus(options: Options, out: Output) -> Corpus:
    """Return the documents that the options name.

    Raises
    ------
    ThemescoreError
        As `themescore.read`.
    UnreadError
        Some cannot be read, and ``--strict`` was given; they are listed.
    """
    from themescore.reading import read

    chosen = {option.name: getattr(options, str(option.name)) for option in READ}
    with _path(options) as path, _named(path, options.path == STDIN, out):
        corpus = read(path, **chosen)
    name = str(path)
    out.failures = [
        failure._replace(path=_STDIN_NAME) if failure.path == name and options.path == STDIN else failure
        for failure in corpus.failures
    ]
    unread = [failure for failure in out.failures if failure.kind not in _NO_FAILURE]
    if options.strict and unread:
        out.list_failures()
        raise UnreadError(
            f"{counted(len(unread), 'document')} could not be read, and --strict asks for all: mend or take "
            "away what is listed, or leave out --strict"
        )
    return _cleaned(corpus, options.clean, out) if options.clean else corpus


def _cleaned(corpus: Corpus, steps: Sequence[str], out: Output) -> Corpus:
    from themescore.cleaning import clean

    cleaned = clean(corpus, list(steps))
    out.note(f"cleaned: {str(cleaned.cleaning).partition(chr(10))[0]}")
    return cleaned


def load_themes(options: Options) -> Themes:
    """Return the themes of ``--themes``."""
    from themescore.theming.themes import Themes

    return Themes.load(options.themes, encoding=options.themes_encoding, any_word=options.any_word)


@contextlib.contextmanager
def _path(options: Options) -> Iterator[Path]:
    """Give the path to read: what comes from the standard input is a file for so long."""
    if options.path != STDIN:
        yield Path(options.path)
        return
    if sys.stdin is None or sys.stdin.closed:
        raise InputError(f"{_STDIN_NAME} is closed: nothing can be read from it")
    stream = sys.stdin.buffer
    if sys.stdin.isatty() and not options.quiet:
        print("reading what you type; Ctrl-D at the start of a line ends it", file=sys.stderr)
    try:
        with tempfile.TemporaryDirectory(prefix="themescore-") as folder:
            head = stream.read(_HEAD)
            if not head:
                raise InputError(f"{_STDIN_NAME} is empty: there is nothing to read")
            path = Path(folder, f"stdin{'.jsonl' if _is_json_lines(head, options.encoding) else '.txt'}")
            with path.open("wb") as file:
                file.write(head)
                shutil.copyfileobj(stream, file, _HEAD)
            yield path
    except OSError as error:
        raise ReadError(f"cannot be kept while it is read: {why(error)}", path=_STDIN_NAME) from None


def _is_json_lines(head: bytes, encoding: str | None) -> bool:
    """Say whether the first line that is not blank begins an object."""
    name, skipped = codec(head[:4], check_encoding(encoding))
    text = codecs.getincrementaldecoder(name)("replace").decode(head[skipped:])
    return text.lstrip().startswith("{")


@contextlib.contextmanager
def _named(path: Path, renamed: bool, out: Output) -> Iterator[None]:
    """Call the file that holds the standard input by that name, in warnings and errors."""
    if not renamed:
        yield
        return
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        except ThemescoreError as error:
            error.reason = _renamed(error.reason, path)
            if isinstance(error, ReadError) and error.path == str(path):
                error.path = _STDIN_NAME
            raise
        finally:
            for warning in caught:
                out.warn(_renamed(str(warning.message), path))


def _renamed(message: str, path: Path) -> str:
    return message.replace(str(path), _STDIN_NAME).replace(path.name, _STDIN_NAME)
