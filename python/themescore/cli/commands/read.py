"""``themescore read``: what comes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from themescore.cli.command import Command, Options
from themescore.cli.inputs import read_corpus
from themescore.cli.options import READING, flag, out
from themescore.cli.output import COLUMNS, Output
from themescore.cli.screen import fitted
from themescore.cli.values import plain
from themescore.cli.writing import Table, check_outputs, write_table
from themescore.errors import InputError
from themescore.showing.terminal import aligned, cut, printable, width, wrapped
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus
    from themescore.corpora.documents import Document

_ENDINGS = (".jsonl", ".csv", ".parquet")
_SHOWN_DOCUMENTS = 60  # on a terminal
_LEAST_BESIDE = 30  # columns for what stands beside the numbers
_LONGEST_VALUES = (60, 40, 24)  # of a cell, tried in this order until all columns fit


def _run(options: Options, out: Output) -> None:
    check_outputs(options, _ENDINGS)
    corpus = read_corpus(options, out)
    out.result(
        documents=[
            {"id": document.id, "characters": len(document.text), "metadata": dict(document.metadata)}
            for document in (() if not out.json else corpus)
        ]
    )
    if options.describe:
        _describe(corpus, out)
    else:
        _show(corpus, out)
    if options.out:
        write_table(_table(corpus), options.out, out, "corpus")


def _describe(corpus: Corpus, out: Output) -> None:
    rows = corpus.describe()._rows()
    out.result(
        description=[
            {"subject": subject, "value": value, "detail": detail} for subject, value, detail in rows
        ]
    )
    lines = aligned([[subject, f"{value:,}"] for subject, value, _ in rows])
    room = COLUMNS if out.columns is None else out.columns
    longest = max(map(width, lines))
    beside = room - longest - 2 >= _LEAST_BESIDE
    for line, (_, _, detail) in zip(lines, rows, strict=True):
        parts = wrapped(detail, room - longest - 2 if beside else room - 4)
        first = f"  {parts[0]}" if beside else ""
        out.show(f"{line}{' ' * (longest - width(line))}{first}".rstrip())
        indent = " " * (longest + 2 if beside else 4)
        for part in parts[1 if beside else 0 :]:
            if part:
                out.show(indent + part)


def _show(corpus: Corpus, out: Output) -> None:
    if out.json:
        return
    out.show_wrapped(_summary(corpus))
    out.show()
    names = [] if corpus._frame is None else corpus._frame.columns
    documents = corpus if out.columns is None else corpus[:_SHOWN_DOCUMENTS]
    for longest in _LONGEST_VALUES:
        table = _cells(documents, names, longest if out.columns is not None else None)
        lines, left_out = fitted(table, numbers=[1], columns=out.columns)
        if not left_out:
            break
    out.show("\n".join(lines))
    more = len(corpus) - len(documents)
    if more:
        out.show_wrapped(f"{counted(more, 'document')} more: --out FILE.jsonl writes all of them")
    if left_out:
        out.show_wrapped(f"{counted(left_out, 'column')} more in a wider window")


def _cells(documents: Iterable[Document], names: Sequence[str], longest: int | None) -> list[list[str]]:
    """Return a row for each document, below the head; no cell is longer than `longest`, if that is given."""

    def short(value: Any) -> str:
        value = plain(value)
        text = "" if value is None else str(value)
        return printable(text) if longest is None else cut(printable(text[:1000]), longest)

    table = [["document", "characters", *map(short, names)]]
    for document in documents:
        size = f"{len(document.text):,}"
        table.append([short(document.id), size, *map(short, document.metadata.values())])
    return table


def _summary(corpus: Corpus) -> str:
    sizes = sorted(len(text) for text in corpus.texts)
    parts = [
        counted(len(sizes), "document"),
        f"{counted(sum(sizes), 'character')} (smallest {sizes[0]:,}, median {sizes[len(sizes) // 2]:,}, "
        f"largest {sizes[-1]:,})",
    ]
    empty = sum(not text.strip() for text in corpus.texts)
    if empty:
        parts.append(f"{empty:,} empty")
    kinds = Counter(failure.kind for failure in corpus.failures)
    if kinds:
        counts = ", ".join(f"{kind}: {number:,}" for kind, number in kinds.most_common())
        parts.append(f"{sum(kinds.values()):,} not read ({counts})")
    return "; ".join(parts)


def _table(corpus: Corpus) -> Table:
    columns: list[tuple[str, Sequence[Any]]] = [("id", corpus.ids), ("text", corpus.texts)]
    if corpus._frame is not None:
        for name in corpus._frame.columns:
            if name in ("id", "text"):
                raise InputError(
                    f"the metadata have a column {name!r} beside the {name}s themselves: rename it"
                )
            columns.append((name, corpus._frame[name].to_list()))
    return Table(columns)


COMMAND = Command(
    "read",
    _run,
    "Read documents and show what came in: how many, how large, what is known of each, what could not be "
    "read.",
    params=[
        *READING,
        flag(
            "--describe",
            "output",
            "Show sizes, scripts, languages, duplicates, signs of wrong encodings, repeated lines and gaps "
            "in the metadata, in place of the documents.",
        ),
        out("the documents with their metadata", ".jsonl, .csv or .parquet"),
    ],
    examples=[
        "themescore read reports/ --metadata reports.csv",
        "themescore read reports/ --metadata reports.csv --out corpus.jsonl",
        "themescore read reports/ --describe",
        "themescore read - < corpus.jsonl",
    ],
    notes="In .jsonl and .parquet texts are as they came in. In .csv, text that a spreadsheet would run as a "
    "formula (it begins with = + - @ or tab and is no number) has an apostrophe before it; a warning says "
    "so.",
)
