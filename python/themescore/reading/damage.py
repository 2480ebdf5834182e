"""What is said of a file that is not whole, whatever its parser calls that."""

from __future__ import annotations

from pathlib import Path

from themescore.errors import ReadError
from themescore.files import why

_LONGEST = 200  # characters of what another library says


def damaged(path: Path, what: str, error: Exception) -> ReadError:
    """Return the error of a file that its parser gave up; `what` is the format: ``.docx``."""
    said = " ".join(why(error).split())[:_LONGEST] or type(error).__name__
    return ReadError(
        f"is damaged, or no {what}: {said}. Get it again, or save it anew", path=path, kind="damaged"
    )
