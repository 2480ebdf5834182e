"""Files of what was fitted: JSON with the version of its format and a checksum, never code."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from themescore.errors import ReadError, ThemescoreError, WriteError
from themescore.files import opened, why, write_file
from themescore.tokenizing.lexicon import Entry
from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["DamagedError", "SavedFormat", "are_frequencies", "tokenizer_data", "tokenizer_of"]

_Made = TypeVar("_Made")


class DamagedError(Exception):
    """What a file holds is not what was saved there.

    Parameters
    ----------
    reason : str
        What is wrong, to be read after the file's name.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SavedFormat:
    """A kind of file: one line that says what it is, and one of JSON.

    Parameters
    ----------
    name : str
        What it holds, in a word or two.
    version : int
        The one that is written; it is raised when files of the old one would be misread, or when an older
        themescore would misread the new ones.
    oldest : int, optional
        The oldest one that is read; `version` if not given.
    """

    def __init__(self, name: str, version: int, *, oldest: int | None = None) -> None:
        self.name, self.version = name, version
        self.oldest = version if oldest is None else oldest

    def write(self, path: str | os.PathLike[str], data: dict[str, Any]) -> None:
        """Write a file; one that was there is whole if it cannot be written.

        Raises
        ------
        WriteError
            If it cannot be written.
        """
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        head = {
            "format": f"themescore {self.name}",
            "version": self.version,
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        try:
            write_file(Path(path), json.dumps(head).encode() + b"\n" + body + b"\n")
        except (OSError, ValueError) as error:
            raise WriteError(why(error), path=path) from None

    def read(self, path: str | os.PathLike[str], make: Callable[[Any], _Made]) -> _Made:
        """Return what `make` makes of the JSON of a file, of which it has to take nothing on trust.

        Raises
        ------
        ReadError
            A file that is of another kind, is cut short, was changed, is of a version that is not known, or
            holds what `make` has no use for.
        """
        path = Path(path)
        with opened(path) as file:
            head, _, body = file.read().partition(b"\n")
        try:
            self._check_head(self._parsed(head), body.removesuffix(b"\n"))
            data = self._parsed(body)
            try:
                return make(data)
            except (KeyError, TypeError, AttributeError, ValueError, ThemescoreError) as error:
                reason = f"does not hold what a {self.name} has ({type(error).__name__}: {error})"
                raise DamagedError(reason) from None
        except DamagedError as error:
            raise ReadError(error.reason, path=path, kind=self.name) from None

    def _parsed(self, text: bytes) -> Any:
        try:
            return json.loads(text.decode())
        except (ValueError, RecursionError):
            raise DamagedError(self._none()) from None

    def _check_head(self, head: Any, body: bytes) -> None:
        if not isinstance(head, dict) or head.get("format") != f"themescore {self.name}":
            raise DamagedError(self._none())
        version = head.get("version")
        if type(version) is not int or not self.oldest <= version <= self.version:
            known = f"{self.version}" if self.oldest == self.version else f"{self.oldest} to {self.version}"
            raise DamagedError(
                f"is a {self.name} of version {version!r}, this themescore reads {known}: "
                "fit and save it again, or install the themescore that saved it"
            )
        if head.get("sha256") != hashlib.sha256(body).hexdigest():
            raise DamagedError("was cut short or changed since it was saved: fit and save it again")

    def _none(self) -> str:
        return f"is no {self.name} that themescore saved, or is damaged: fit and save it again"


def are_frequencies(documents: object, means: Iterable[object], frequencies: Iterable[object]) -> bool:
    """Whether these can be a number of documents, means over them, and numbers of documents with a term."""
    return (
        type(documents) is int
        and 0 < documents < 2**63
        and all(isinstance(mean, (int, float)) and math.isfinite(mean) and mean >= 0 for mean in means)
        and all(type(df) is int and 0 <= df <= documents for df in frequencies)
    )


def tokenizer_data(tokenizer: Tokenizer) -> dict[str, Any]:
    """Return a tokenizer as JSON can hold it."""
    state = tokenizer.__getstate__()
    return {"settings": state["settings"], "entries": [list(entry) for entry in state["entries"]]}


def tokenizer_of(data: Any) -> Tokenizer:
    """Return the tokenizer of parsed JSON.

    Raises
    ------
    DamagedError
        Settings that no tokenizer has, such as the path of a lexicon.
    KeyError, TypeError, ValueError, ThemescoreError
        Whatever else is no tokenizer.
    """
    settings = data["settings"]
    if set(settings) != set(Tokenizer().settings):
        raise DamagedError("holds settings that no tokenizer has")
    tokenizer = Tokenizer(**settings)
    entries = tuple(Entry(*entry) for entry in data["entries"])
    if entries:
        state = {"settings": tokenizer.settings, "entries": entries}
        tokenizer = Tokenizer.__new__(Tokenizer)
        tokenizer.__setstate__(state)
    return tokenizer
