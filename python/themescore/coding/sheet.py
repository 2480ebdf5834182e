"""A sheet of sentences for people to code, and the key that says what the program found."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themescore.coding.drawing import Drawn, draw
from themescore.coding.files import save_csv, save_xlsx
from themescore.errors import InputError, OptionError, WriteError, check_whole_number, shown
from themescore.files import write_named
from themescore.scoring.scoring import score
from themescore.showing.view import _table, cell, counted

if TYPE_CHECKING:
    from themescore.coding.result import CodingResult
    from themescore.corpora.corpus import Corpus
    from themescore.scoring.scores import Scores
    from themescore.theming.themes import Themes
    from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["CodingSheet"]

COLUMNS = ("item", "theme", "document", "sentence", "context", "code", "coder", "note")
_FOUND = "found"
_SAVERS = {".csv": save_csv, ".xlsx": save_xlsx}
_MOST_ITEMS, _MOST_CONTEXT = 100_000, 20
_SHOWN = 10


class CodingSheet:
    """Sentences to be coded by hand; what `Themes.sample` returns.

    For each, the coder writes into ``code`` whether the sentence speaks of the theme: yes or no. What the
    program found is not in the sheet but in its key, a second file, so that the sheet can be mailed to a
    coder as it is.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import pandas as pd
    >>> import themescore as ts
    >>> texts = ["Exports grew. Prices fell.", "The export cable broke. It rained."]
    >>> sheet = ts.Themes({"Trade": ["export*"]}).sample(texts, 4, negatives=0.5)
    >>> sheet
    CodingSheet(4 items, 1 theme)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "sheet.csv")
    ...     sheet.save(path)
    ...     table = pd.read_csv(path)
    ...     table["code"] = ["yes" if text == "Exports grew." else "no" for text in table["sentence"]]
    ...     table.to_csv(path, index=False)
    ...     result = ts.CodingSheet.read(path)
    >>> result.to_frame()[["theme", "precision", "recall"]]
       theme  precision  recall
    0  Trade        0.5     1.0
    """

    def __init__(self, rows: Sequence[dict[str, str]], key: dict[str, Any], like: Any) -> None:
        self._rows, self._key, self._like = tuple(rows), key, like

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the sheet's columns, in order."""
        return COLUMNS if self._key["blind"] else (*COLUMNS[:5], _FOUND, *COLUMNS[5:])

    @property
    def key(self) -> dict[str, Any]:
        """What the program found: for each item its document, span, mentions and weight. A copy."""
        copy: dict[str, Any] = json.loads(json.dumps(self._key))
        return copy

    def to_frame(self) -> Any:
        """Return the sheet as a frame, of the library that the corpus's metadata came in with."""
        from themescore.corpora.frames import build

        return build({name: [row[name] for row in self._rows] for name in self.columns}, like=self._like)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the sheet, and beside it its key, ``sheet.key.json`` for ``sheet.csv``.

        The key stays with you: it says what the program found and how the sentences were drawn, and `read`
        needs it. Give coders the sheet alone. A lost key can be made again by sampling with the same
        corpus, themes and options. Text that a spreadsheet would run as a formula has an apostrophe before
        it.

        Parameters
        ----------
        path : str or path
            ``.csv`` (UTF-8 with a mark, which Excel needs) or ``.xlsx`` (with openpyxl: ``pip install
            "themescore[read]"``).

        Raises
        ------
        WriteError
            If it cannot be written, or openpyxl is missing.
        """
        target = Path(path)
        if target.suffix.lower() not in _SAVERS:
            raise WriteError(f"a coding sheet ends in .csv or .xlsx, not {shown(target.suffix)}", path=path)
        data = _SAVERS[target.suffix.lower()](
            target, self.columns, ([row[name] for name in self.columns] for row in self._rows)
        )
        text = json.dumps(self._key, ensure_ascii=False, indent=1)
        # The key first: a sheet without one is of no use.
        for file, content in ((target.with_suffix(".key.json"), text.encode()), (target, data)):
            write_named("the sheet", file, content)

    @staticmethod
    def read(
        paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        key: str | os.PathLike[str] | None = None,
        encoding: str | None = None,
    ) -> CodingResult:
        """Read sheets that came back, of one coder or several.

        Columns may be in another order, cells separated by commas, semicolons or tabs; codes are yes, y, 1,
        x, true, 是 and no, n, 0, false, 否, in any case; an empty cell or ``?`` is not coded. A coder is
        named in the column ``coder``, or else by the name of the file.

        Parameters
        ----------
        paths : path or list of paths
            The ``.csv`` or ``.xlsx`` files.
        key : path, optional
            The key; looked for in the sheets' folders if not given.
        encoding : str, optional
            Of CSV files without a mark; UTF-8 if not given.

        Raises
        ------
        ReadError
            A file that cannot be read, or a cell that makes no sense: it names row and column.
        InputError
            No files.
        """
        from themescore.coding.reading import read_sheets

        return read_sheets(paths, key, encoding)

    def __repr__(self) -> str:
        kind = "" if self._key["blind"] else ", not blind"
        return (
            f"CodingSheet({counted(len(self), 'item')}, {counted(len(self._key['themes']), 'theme')}{kind})"
        )

    def _repr_html_(self) -> str:
        head = [name for name in self.columns if name not in ("code", "coder", "note")]
        body = ([cell(row[name], 200) for name in head] for row in self._rows[:_SHOWN])
        return _table("Coding sheet", repr(self), head, body, max(0, len(self) - _SHOWN))


def sample(
    themes: Themes,
    corpus: Corpus | Sequence[str],
    n: int,
    *,
    seed: int,
    stratify: str | None,
    negatives: float,
    context: int,
    blind: bool,
    tokenizer: Tokenizer | None,
    boundary: str,
    threads: int | None,
) -> CodingSheet:
    """Draw a coding sheet; `Themes.sample` has the documentation."""
    check_whole_number("n", n, 1, _MOST_ITEMS)
    check_whole_number("seed", seed, 0, 2**64 - 1)
    check_whole_number("context", context, 0, _MOST_CONTEXT)
    if isinstance(negatives, bool) or not isinstance(negatives, (int, float)) or not 0 <= negatives <= 1:
        reason = f"negatives={shown(negatives)}: it can be a number from 0 to 1, such as 0.25"
        raise OptionError(reason, option="negatives", value=negatives)
    scores = score(corpus, themes, tokenizer=tokenizer, boundary=boundary, threads=threads)
    drawn, totals = draw(scores, n, negatives, stratify, seed)
    if not drawn:
        raise InputError("no theme has a mention in these documents, so there is nothing to draw")
    settings = {"n": n, "seed": seed, "stratify": stratify, "negatives": negatives, "context": context}
    sheet = _fingerprint(scores, {**settings, "boundary": boundary, "blind": blind})
    names = [f"{sheet}-{number:0{len(str(len(drawn)))}}" for number in range(1, len(drawn) + 1)]
    rows, items = [], {}
    for name, item in zip(names, drawn, strict=True):
        mentions = _mentions(scores, item)
        rows.append(_row(scores, name, item, mentions, context, blind))
        start, end = scores._sentences(item.document)[item.sentence]
        items[name] = {
            "theme": scores.themes.names[item.theme],
            "document": scores.corpus.ids[item.document],
            "sentence": item.sentence,
            "start": start,
            "end": end,
            "text": _plain(scores, item.document, item.sentence),
            "found": item.found,
            "mentions": mentions,
            "weight": item.weight,
        }
    key = {
        "format": "themescore coding key",
        "version": 1,
        "sheet": sheet,
        "blind": blind,
        "settings": settings,
        "themes": {
            scores.themes.names[theme]: {"found": found, "others": others}
            for theme, (found, others) in totals.items()
        },
        "items": items,
    }
    return CodingSheet(rows, key, scores.corpus._frame)


def _row(
    scores: Scores, name: str, item: Drawn, mentions: list[list[Any]], context: int, blind: bool
) -> dict[str, str]:
    document, number = item.document, item.sentence
    last = len(scores._sentences(document))
    before = [_plain(scores, document, at) for at in range(max(0, number - context), number)]
    after = [_plain(scores, document, at) for at in range(number + 1, min(last, number + 1 + context))]
    text = _plain(scores, document, number)
    if not blind:
        text = _marked(scores, item, mentions)
    return {
        "item": name,
        "theme": scores.themes.names[item.theme],
        "document": scores.corpus.ids[document],
        "sentence": text,
        "context": " ".join([*before, "[…]", *after]) if before or after else "",
        _FOUND: "yes" if item.found else "no",
        "code": "",
        "coder": "",
        "note": "",
    }


def _plain(scores: Scores, document: int, number: int) -> str:
    start, end = scores._sentences(document)[number]
    return " ".join(scores.corpus.texts[document][start:end].split())


def _marked(scores: Scores, item: Drawn, mentions: list[list[Any]]) -> str:
    text = scores.corpus.texts[item.document]
    at, stop = scores._sentences(item.document)[item.sentence]
    parts = []
    for start, end, _ in mentions:
        parts += [text[at:start], "[", text[start:end], "]"]
        at = end
    return " ".join("".join([*parts, text[at:stop]]).split())


def _mentions(scores: Scores, item: Drawn) -> list[list[Any]]:
    mentions = scores._counts.mentions
    here = mentions[
        (mentions["document"] == item.document)
        & (mentions["sentence"] == item.sentence)
        & (mentions["theme"] == item.theme)
    ]
    patterns = scores.themes._patterns
    return [[int(m["start"]), int(m["end"]), patterns[int(m["pattern"])].text] for m in here]


def _fingerprint(scores: Scores, settings: dict[str, Any]) -> str:
    """Return a short name that a sheet of other texts, themes or options does not have."""
    digest = hashlib.sha256()
    for part in (settings, scores.themes.to_dict(), scores.tokenizer.settings, scores.corpus.ids):
        digest.update(json.dumps(part, ensure_ascii=True, default=str).encode() + b"\n")
    for text in scores.corpus.texts:
        digest.update(hashlib.sha256(text.encode()).digest())
    # A letter first and none of e: no spreadsheet takes it for a number or a date.
    return "s" + digest.hexdigest()[:6].replace("e", "k")
