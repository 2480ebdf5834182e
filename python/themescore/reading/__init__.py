"""From files to a corpus. `formats.py` is the list of formats; each has a file of its own beside it."""

from themescore.reading.collect import read

__all__ = ["read"]
