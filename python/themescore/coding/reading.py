"""Sheets that came back from their coders, put beside their key."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from themescore.coding.files import rows_of
from themescore.coding.result import CodingResult
from themescore.errors import InputError, ReadError, shown
from themescore.files import check_encoding, opened

# fmt: off
_YES = frozenset([
    "yes", "y", "1", "x", "true", "t", "ja", "j", "oui", "o", "si", "sí", "wahr", "vrai", "是", "对", "有",
    "✓", "✔", "√", "+", "v",
])
_NO = frozenset([
    "no", "n", "0", "false", "f", "nein", "non", "falsch", "faux", "否", "不是", "不", "无",
    "✗", "✘", "×", "-",
])
# fmt: on
_NOTHING = frozenset(["", "?", "??", "na", "n/a", "nan", "none", "unsure", "不确定"])
_MOST_BYTES = 256 * 2**20
_ITEM_KEYS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "text": (str,),
    "found": (bool,),
    "weight": (int, float),
}


def read_sheets(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    key: str | os.PathLike[str] | None,
    encoding: str | None,
) -> CodingResult:
    """Read sheets; `CodingSheet.read` has the documentation."""
    files = [Path(paths)] if isinstance(paths, (str, os.PathLike)) else [Path(path) for path in paths]
    if not files:
        raise InputError("no coding sheets: give at least one file")
    encoding = check_encoding(encoding)
    given = None if key is None else load_key(Path(key))
    used: dict[str, Any] | None = given
    codes: dict[str, dict[str, int]] = {}
    notes: list[str] = []
    stems = [path.stem for path in files]
    for path in files:
        unnamed = path.stem if stems.count(path.stem) == 1 else f"{path.parent.name}/{path.stem}"
        here: list[int] = []
        rows = rows_of(path, encoding)
        head = _head(path, next(rows, None))
        for number, row in rows:
            item = _get(row, head, "item").strip()
            if not item:
                raise ReadError("the item's name is missing", path=path, line=number, kind="malformed")
            if used is None:
                used = _find_key(item, files, path)
            _check(used, item, row, head, path, number)
            code = _code(_get(row, head, "code"), path, number)
            if code is None:
                continue
            coder = " ".join(_get(row, head, "coder").split()) or unnamed
            before = codes.setdefault(coder, {}).setdefault(item, code)
            if before != code:
                reason = f"{shown(coder)} coded item {item} twice, as yes and as no: leave one row"
                raise ReadError(reason, path=path, line=number, kind="malformed")
            here.append(code)
        if here and all(here):
            notes.append(
                f"{path.name}: no sentence was coded no; an empty cell counts as not coded, not as no"
            )
    if used is None:
        raise ReadError("no items: the sheet has a header and nothing else", path=files[0])
    return CodingResult(used, codes, notes)


def load_key(path: Path) -> dict[str, Any]:
    """Return a key, checked.

    Raises
    ------
    ReadError
        If it is none.
    """
    with opened(path) as file:
        data = file.read(_MOST_BYTES + 1)
    try:
        key = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        key = None
    if not isinstance(key, dict) or key.get("format") != "themescore coding key":
        raise ReadError(
            "is no key of a coding sheet: it comes with the sheet, from CodingSheet.save", path=path
        )
    if key.get("version") != 1:
        reason = f"is a key of version {shown(key.get('version'))}, and this themescore knows version 1"
        raise ReadError(reason, path=path)
    themes, items = key.get("themes"), key.get("items")
    whole = (
        isinstance(key.get("sheet"), str)
        and isinstance(themes, dict)
        and isinstance(items, dict)
        and all(_is_theme(theme) for theme in themes.values())
        and all(_is_item(item, themes) for item in items.values())
    )
    if not whole:
        raise ReadError(
            "was changed or cut short: sample again with the same options for a new one", path=path
        )
    return key


def _is_theme(theme: object) -> bool:
    return isinstance(theme, dict) and all(
        type(theme.get(name)) is int and theme[name] >= 0 for name in ("found", "others")
    )


def _is_item(item: object, themes: dict[str, Any]) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(name), kind) for name, kind in _ITEM_KEYS.items())
        and item["theme"] in themes
        and 0 < item["weight"] < 1e15
    )


def _find_key(item: str, files: list[Path], path: Path) -> dict[str, Any]:
    """Return the key that the item belongs to, from the folders of the sheets."""
    sheet = item.rpartition("-")[0]
    seen = 0
    for folder in dict.fromkeys(file.parent for file in files):
        for candidate in sorted(folder.glob("*.key.json")):
            seen += 1
            try:
                key = load_key(candidate)
            except ReadError:
                continue
            if key["sheet"] == sheet:
                return key
    found = (
        "there is no *.key.json beside it"
        if not seen
        else f"none of the {seen} beside it is of sheet {sheet!r}"
    )
    raise ReadError(
        f"the sheet's key is missing: {found}. Give key=, or save the same sample again", path=path
    )


def _head(path: Path, first: tuple[int, list[str]] | None) -> dict[str, int]:
    names = [] if first is None else [" ".join(cell.split()).casefold() for cell in first[1]]
    for needed in ("item", "code"):
        if names.count(needed) != 1:
            what = "no column" if needed not in names else "more than one column"
            raise ReadError(
                f"{what} {needed!r}: the first row of a coding sheet names its columns", path=path, line=1
            )
    return {name: position for position, name in enumerate(names) if name}


def _get(row: list[str], head: dict[str, int], name: str) -> str:
    # A spreadsheet leaves out empty cells at the end of a row.
    return row[head[name]] if name in head and head[name] < len(row) else ""


def _check(
    key: dict[str, Any], item: str, row: list[str], head: dict[str, int], path: Path, number: int
) -> None:
    known = key["items"].get(item)
    if known is None:
        reason = f"item {shown(item)} is not in the key of sheet {key['sheet']!r}"
        raise ReadError(reason, path=path, line=number, kind="malformed")
    theme, text = _get(row, head, "theme"), _get(row, head, "sentence")
    moved = theme.strip() and _letters(theme) != _letters(known["theme"])
    # Excel may have cut it.
    if moved or (text.strip() and not _letters(known["text"]).startswith(_letters(text)[:200])):
        which = "theme" if moved else "sentence"
        raise ReadError(
            f"the {which} is not that of item {item}: was a column sorted without the others, or the file "
            "saved in another encoding?",
            path=path,
            line=number,
            kind="malformed",
        )


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _code(cell: str, path: Path, number: int) -> int | None:
    text = unicodedata.normalize("NFKC", cell).strip().casefold().removesuffix(".0").removesuffix(",0")
    if text in _NOTHING:
        return None
    if text in _YES or text in _NO:
        return int(text in _YES)
    reason = f"column 'code': {shown(cell)} is neither yes nor no; write yes or no, or leave it empty"
    raise ReadError(reason, path=path, line=number, kind="malformed")
