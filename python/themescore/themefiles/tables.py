"""Themes as a table: a row a pattern, with the columns theme and pattern, and weight and note if need be."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from themescore.errors import ThemeFileError, listed, shown
from themescore.files import lines_of
from themescore.showing.spreadsheet import guarded, unguarded
from themescore.themefiles.categories import Category, category
from themescore.themefiles.source import SEPARATOR, Scalar, ThemeSource

COLUMNS = ("theme", "pattern", "weight", "note")
_DELIMITERS = (",", "\t", ";")
_LEVELS = re.compile(r"(?:^| )/(?= |$)|>")
_CELL = 2**31 - 1

Row = tuple[int, Sequence[Scalar]]


def is_csv(head: str) -> bool:
    """Whether the first line has the columns theme and pattern."""
    return _delimiter(head) is not None


def load_csv(source: ThemeSource) -> dict[str, Any]:
    """Return the themes of a CSV or TSV file."""
    delimiter = _delimiter(source.text)
    if delimiter is None:
        raise source.error(
            "no columns theme and pattern",
            1,
            hint="A table of themes begins with a line such as: theme,pattern",
        )
    root = Category()
    add_rows(_rows(source, delimiter), root, source)
    return root.tree()


def _delimiter(text: str) -> str | None:
    return delimiter_of(text, lambda names: {"theme", "pattern"} <= set(names))


def delimiter_of(text: str, is_head: Callable[[Sequence[str]], bool]) -> str | None:
    """Return what is between the cells of a table, None if it is not one.

    Parameters
    ----------
    text : str
        The table, or its beginning.
    is_head : callable
        Whether the first line with text, cut into `column_name`, is the head of such a table.
    """
    for line in lines_of(text[:10_000]):
        if not line.strip():
            continue
        for delimiter in _DELIMITERS:
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            if is_head(list(map(column_name, cells))):
                return delimiter
        return None
    return None


def column_name(cell: str) -> str:
    """Return the name of a column as it is compared: people write Theme and THEME."""
    return cell.strip().casefold()


def _rows(source: ThemeSource, delimiter: str) -> Iterator[Row]:
    for line, cells in csv_rows(source, delimiter):
        yield line, [_placed(cell, line, source) for cell in cells]


def csv_rows(source: ThemeSource, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file, each with its first line, and its cells without blanks round them."""
    # The limit of 128 KB a cell is the whole process's; see reading/table.py.
    csv.field_size_limit(max(_CELL, csv.field_size_limit()))
    reader = csv.reader(lines_of(source.text), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            hint = 'A cell in quotes writes each of its own twice, "".'
            raise source.error(f"quotation marks that do not pair ({error})", line, hint=hint) from None
        if cells is None:
            return
        yield line, [cell.strip() for cell in cells]


def _placed(cell: str, line: int, source: ThemeSource) -> Scalar:
    text = unguarded(cell)
    column = source.lines[line - 1].find(text) + 1
    return Scalar(text, line, max(1, column), exact=column > 0, plain=False)


def add_rows(rows: Iterable[Row], root: Category, source: ThemeSource, *, place: str = "") -> None:
    """Put the rows of a table, of which the first with text names the columns, into the categories.

    Parameters
    ----------
    rows : iterable
        The number of each row, and its cells.
    root : Category
        What the themes are put into.
    source : ThemeSource
        The file.
    place : str
        What comes before the reason of an error, where a file has several tables.
    """
    filled = ((number, cells) for number, cells in rows if any(cells))
    number, head = next(filled)
    names = [column_name(cell) for cell in head]
    twice = listed(name for name in COLUMNS if names.count(name) > 1)
    if twice:
        raise source.error(f"{place}columns that are there twice: {twice}", number)
    strange = [cell for cell, name in zip(head, names, strict=True) if name not in COLUMNS and name]
    if strange:
        source.problem(number, ", ".join(strange), f"{place}columns that are not read")
    at = {name: names.index(name) for name in COLUMNS if name in names}
    for number, cells in filled:
        if any(cells[len(head) :]):
            raise source.error(
                f"{place}{len(cells)} cells where there are {len(head)} columns",
                number,
                hint="Put quotes round a cell with the separator in it.",
            )
        row = {name: cells[index] for name, index in at.items() if index < len(cells) and cells[index]}
        _add_row(number, row, root, source, place)


def _add_row(number: int, row: Mapping[str, Scalar], root: Category, source: ThemeSource, place: str) -> None:
    theme, pattern = row.get("theme"), row.get("pattern")
    if theme is None:
        if row:
            text = " ".join(row.values())
            source.problem(number, text, f"{place}a row without a theme: not read")
        return
    owner = root
    for level in _LEVELS.split(theme):
        if not level.strip():
            raise source.error(f"{place}theme {shown(str(theme))}: a level without a name", number)
        owner = category(owner, Scalar(level.strip(), number, theme.column, plain=False), source, again=True)
    if pattern is None:
        if len(row) > 1:
            source.problem(number, " ".join(row.values()), f"{place}a row without a pattern: not read")
        return
    extra = {name: row[name] for name in ("weight", "note") if name in row}
    owner.patterns.append({"pattern": pattern, **extra} if extra else pattern)


def save_csv(themes: Mapping[str, Any]) -> str:
    """Return nested themes as CSV; raise ThemeFileError for what a table cannot hold."""
    return _table(themes, ",")


def save_tsv(themes: Mapping[str, Any]) -> str:
    """Return nested themes as tab-separated values."""
    return _table(themes, "\t")


def _table(themes: Mapping[str, Any], delimiter: str) -> str:
    if "themes" in themes:  # the file itself, written in full
        if "exclusive" in themes:
            raise _cannot("the themes are exclusive")
        themes = themes["themes"]
    rows = list(_saved("", themes))
    last = max((index for row in rows for index, cell in enumerate(row) if cell), default=1)
    width = max(2, last + 1)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS[:width])
    for row in rows:
        writer.writerow([guarded(cell) for cell in row[:width]])
    return buffer.getvalue()


def _saved(above: str, themes: Mapping[str, Any]) -> Iterator[list[str]]:
    for name, value in themes.items():
        full = above + name
        below: Mapping[str, Any] = {}
        items: Sequence[Any] = []
        if isinstance(value, list):
            items = [item for item in value if not _is_theme(item)]
            below = {key: theme for item in value if _is_theme(item) for key, theme in item.items()}
        elif "patterns" in value or "themes" in value:
            for key in ("exclusive", "note", "labels"):
                if key in value:
                    raise _cannot(f"theme {shown(full)} has {key}")
            items, below = value.get("patterns", []), value.get("themes", {})
        else:
            below = value
        _check(name, f"the name {shown(name)}", levels=True)
        for item in items:
            cells = item if isinstance(item, dict) else {"pattern": item}
            for key in ("pattern", "note"):
                _check(cells.get(key, "x"), f"theme {shown(full)}, {key} {shown(cells.get(key, ''))}")
            yield [full, *(_written(cells.get(key)) for key in COLUMNS[1:])]
        if not items and not below:
            yield [full, "", "", ""]
        yield from _saved(full + SEPARATOR, below)


def _is_theme(item: Any) -> bool:
    return isinstance(item, dict) and "pattern" not in item


def _written(value: Any) -> str:
    return "" if value is None else str(value)


def _check(text: str, what: str, *, levels: bool = False) -> None:
    """Raise ThemeFileError for text that would be read otherwise than it was written."""
    if levels and ">" in text:
        raise _cannot(f"{what} has a > in it, which separates levels there")
    if text != text.strip():
        raise _cannot(f"{what} begins or ends with a blank")
    if "\r" in text or "\n" in text or "\0" in text:
        raise _cannot(f"{what} has a line end in it")


def _cannot(reason: str) -> ThemeFileError:
    return ThemeFileError(f"a table cannot hold this: {reason}", hint="Save it as .yaml or .json.")
