"""Tables to send to somebody: what `Scores.display_table` and its like return. See docs/tables.md.

Typeset by great-tables, which ``pip install "themescore[plot]"`` brings; it is imported when it is needed.
"""

from themescore.tables.display import Column, DisplayTable

__all__ = ["Column", "DisplayTable"]
