"""The libraries of formats that are not text, imported where such a file is read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from themescore.errors import ReadError


def needed(module: str, path: Path) -> ModuleType:
    """Return a module, or raise the ReadError of a file that cannot be read without it."""
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        reason = f'reading {path.suffix.lower()} needs {name}: pip install "themescore[read]"'
        raise ReadError(reason, path=path, kind="library") from None
