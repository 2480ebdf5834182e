"""From files to documents. `formats.py` is the list of formats; each has a file of its own beside it."""

from themescore.reading.collect import read
from themescore.reading.date_parsing import dates
from themescore.reading.stream import DocumentStream, stream

__all__ = ["DocumentStream", "dates", "read", "stream"]
