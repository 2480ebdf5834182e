"""Which encoding the user says that a file is in: one for all, or by patterns of paths."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from themescore.errors import OptionError, listed, shown
from themescore.files import check_encoding


class NamedEncodings:
    """The option ``encoding``; `all_files` is the one that was named for all of them, or None.

    Raises
    ------
    OptionError
        If it names what is no encoding.
    """

    def __init__(self, named: str | Mapping[str, str] | None) -> None:
        self.all_files = None if isinstance(named, Mapping) else check_encoding(named)
        self._patterns: dict[str, str] = {}
        for pattern, name in (named if isinstance(named, Mapping) else {}).items():
            encoding = check_encoding(name)
            if not isinstance(pattern, str) or encoding is None:
                raise OptionError(
                    f"encoding={{{shown(pattern)}: {shown(name)}}}: give a pattern of paths and an encoding, "
                    'such as {"old/*.txt": "gb18030"}',
                    option="encoding",
                    value=named,
                )
            self._patterns[pattern] = encoding
        self._unused = set(self._patterns)

    def of(self, path: Path, root: Path) -> str | None:
        """Return the encoding of a file; the first pattern that fits its path in the folder, or its name."""
        if self.all_files is not None:
            return self.all_files
        inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        for pattern, encoding in self._patterns.items():
            if fnmatchcase(inside, pattern) or fnmatchcase(path.name, pattern):
                self._unused.discard(pattern)
                return encoding
        return None

    def check_used(self) -> None:
        """Raise OptionError if a pattern fits no file."""
        if self._unused:
            raise OptionError(
                f"encoding=: no file fits {listed(sorted(self._unused))}; patterns are of paths in the "
                'folder, such as "old/*.txt"',
                option="encoding",
                value=sorted(self._unused),
            )
