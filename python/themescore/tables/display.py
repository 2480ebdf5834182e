"""A table with a title, heads, numbers as they are read, and notes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themescore.files import check_ending, write_named
from themescore.tables import saving

__all__ = ["Column", "DisplayTable"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name : str
        As the frame and the file for a spreadsheet call it.
    label : str
        What its head shows.
    over : str
        What stands above the heads of this column and of its neighbours with the same; nothing if empty.
    text : bool
        Whether it holds text, not numbers.
    number_format : str
        How a spreadsheet shows its numbers.
    """

    name: str
    label: str
    over: str = ""
    text: bool = False
    number_format: str = "General"


@dataclass(frozen=True, repr=False)
class DisplayTable:
    """A table to be shown, printed or sent; what `Scores.display_table` and its like return.

    A notebook shows it. `save` writes it; `great_table` hands it to great-tables, to be changed further.

    Attributes
    ----------
    title, subtitle : str
        What it shows, and of what.
    columns : tuple of Column
        The first names the rows.
    rows : tuple of tuple
        The values, None and nan where there is none: what .csv and .xlsx hold, with all digits.
    texts : tuple of tuple of str
        The same as people read them: what a notebook, .html and .tex show.
    notes : tuple of str
        What stands below it.
    grouped : bool
        Whether the first column names groups of rows, and the second the rows.
    """

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    grouped: bool = False

    def great_table(self) -> Any:
        """Return it as a ``great_tables.GT``, whose methods change what it looks like.

        Raises
        ------
        ImportError
            Without great-tables.

        Examples
        --------
        >>> import themescore as ts
        >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
        >>> table = scores.display_table().great_table().tab_header("Two reports")
        >>> "Two reports" in table.as_raw_html()
        True
        """
        return saving.great_table(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, by its ending: .html, .tex, .xlsx or .csv.

        Parameters
        ----------
        path : str or path
            Where to; a file that is there is replaced once the new one is complete.

        Raises
        ------
        OptionError
            Another ending.
        WriteError
            If the file cannot be written.
        ImportError
            Without great-tables for .html and .tex, without openpyxl for .xlsx.

        Notes
        -----
        .html is a page of its own that needs no network. .tex is a table for ``booktabs``; Chinese in it
        needs XeLaTeX or LuaLaTeX with a Chinese font. In .csv a cell that a spreadsheet would run has an
        apostrophe before it; in .xlsx text is text.

        Examples
        --------
        >>> import tempfile, pathlib
        >>> import themescore as ts
        >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     scores.display_table("count").save(pathlib.Path(folder) / "counts.csv")
        ...     print(pathlib.Path(folder, "counts.csv").read_text().rstrip())
        document,Reform,Trade
        0,1,1
        1,0,1
        """
        path = Path(path)
        write = saving.FORMATS[check_ending("a table", path, saving.FORMATS)]
        write_named("the table", path, write(self))

    def __repr__(self) -> str:
        return f"DisplayTable({self.title!r}: {len(self.rows):,} rows, {len(self.columns):,} columns)"

    def _repr_html_(self) -> str:
        return saving.fragment(self)
