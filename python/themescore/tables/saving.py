"""Tables as bytes: HTML and LaTeX by great-tables, workbooks by openpyxl, CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from themescore.showing.spreadsheet import guarded
from themescore.showing.terminal import printable, width

if TYPE_CHECKING:
    from themescore.tables.display import DisplayTable

_NEEDS = 'tables as {} need {}: pip install "themescore[plot]"'
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # in XML
_LONGEST_CELL = 32_000  # characters; Excel takes 32,767
_WIDEST, _WIDEST_HEAD = 40, 14
# A name written from right to left leaves what stands beside it in its place.
_CSS = "td, th { unicode-bidi: isolate; } .gt_stub { white-space: nowrap; }"


def great_table(table: DisplayTable) -> Any:
    """Return a table as a ``great_tables.GT``; `DisplayTable.great_table` has the documentation."""
    try:
        import great_tables
    except ImportError:
        raise ImportError(_NEEDS.format("HTML and LaTeX", "great-tables"), name="great_tables") from None
    import pandas as pd

    # Numbers for names: those of the columns may be any text, and need not differ from each other.
    keys = [str(i) for i in range(len(table.columns))]
    cells = [[printable(text) for text in row] for row in table.texts]
    frame = pd.DataFrame(cells, columns=keys, dtype=str)
    names = 2 if table.grouped else 1
    made = great_tables.GT(
        frame,
        rowname_col=keys[names - 1],
        groupname_col=keys[0] if table.grouped else None,
        # Its own, as rules of style name it, and not random, so that the same table gives the same file.
        id=f"t{hashlib.sha256(repr((table.title, cells)).encode('utf-8', 'replace')).hexdigest()[:10]}",
    )
    made = made.tab_header(printable(table.title), printable(table.subtitle))
    made = made.tab_stubhead(printable(table.columns[names - 1].label))
    made = made.cols_label(
        {key: printable(column.label) for key, column in zip(keys, table.columns, strict=True)}
    )
    for align, wanted in (("left", True), ("right", False)):
        chosen = [keys[i] for i, column in enumerate(table.columns) if column.text is wanted and i >= names]
        if chosen:
            made = made.cols_align(align=align, columns=chosen)
    for over, first, last in _spanners(table):
        made = made.tab_spanner(printable(over), columns=keys[first : last + 1], id=f"over-{first}")
    for note in table.notes:
        made = made.tab_source_note(printable(note))
    return made.tab_options(row_group_font_weight="bold", heading_title_font_weight="bold").opt_css(_CSS)


def _spanners(table: DisplayTable) -> list[tuple[str, int, int]]:
    """Return what stands above heads, with the first and last column below it."""
    found: list[tuple[str, int, int]] = []
    for i, column in enumerate(table.columns):
        if column.over and found and found[-1][0] == column.over and found[-1][2] == i - 1:
            found[-1] = (column.over, found[-1][1], i)
        elif column.over:
            found.append((column.over, i, i))
    return found


def fragment(table: DisplayTable) -> str:
    """Return it as HTML for a notebook."""
    return str(great_table(table).as_raw_html())


def html(table: DisplayTable) -> bytes:
    """Return it as a page."""
    return str(great_table(table).as_raw_html(make_page=True)).encode()


def tex(table: DisplayTable) -> bytes:
    """Return it as LaTeX, over several pages if it is long."""
    return str(great_table(table).as_latex(use_longtable=len(table.rows) > 40)).encode()


def xlsx(table: DisplayTable) -> bytes:
    """Return it as a workbook: heads in sight, all digits, the notes on a second sheet."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise ImportError(_NEEDS.format(".xlsx", "openpyxl"), name="openpyxl") from None
    book = Workbook()
    sheet = book.active
    sheet.title = "table"
    heads = [" ".join(f"{column.over} {column.label or column.name}".split()) for column in table.columns]
    for row, values in enumerate([heads, *table.rows], start=1):
        for at, (value, column) in enumerate(zip(values, table.columns, strict=True), start=1):
            cell = sheet.cell(row, at)
            if isinstance(value, str):
                cell.value = _ILLEGAL.sub("\ufffd", value)[:_LONGEST_CELL]
                cell.data_type, cell.number_format = "s", "@"  # whatever it begins with
            elif value is not None and math.isfinite(value):
                cell.value, cell.number_format = value, column.number_format
            if row == 1:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, head in enumerate(heads, start=1):
        widest = max([min(width(head), _WIDEST_HEAD), *(width(row[at - 1]) for row in table.texts[:1000])])
        sheet.column_dimensions[get_column_letter(at)].width = min(widest, _WIDEST) + 2
    sheet.freeze_panes = "C2" if table.grouped else "B2"
    about = book.create_sheet("about")
    for row, text in enumerate([table.title, table.subtitle, *table.notes], start=1):
        cell = about.cell(row, 1, _ILLEGAL.sub("\ufffd", text)[:_LONGEST_CELL])
        cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    about.column_dimensions["A"].width = 100
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def comma_separated(table: DisplayTable) -> bytes:
    """Return it as CSV, with all digits, and nothing where there is no number."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    for row in [[column.name for column in table.columns], *table.rows]:
        writer.writerow([guarded(value) if isinstance(value, str) else _number(value) for value in row])
    return buffer.getvalue().encode("utf-8", "replace")


def _number(value: Any) -> Any:
    return "" if value is None or math.isnan(value) else value


FORMATS: dict[str, Callable[[DisplayTable], bytes]] = {
    ".html": html,
    ".tex": tex,
    ".xlsx": xlsx,
    ".csv": comma_separated,
}
