"""``themescore themes``: convert, check and show theme files."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING

import click

from themescore.cli.command import Command, Commands, Entry, Options
from themescore.cli.options import ANY_WORD, FILE, Argument, Option
from themescore.cli.output import Output
from themescore.errors import InputError, ThemescoreWarning
from themescore.showing.terminal import aligned, printable
from themescore.showing.view import counted
from themescore.themefiles.formats import FORMATS

if TYPE_CHECKING:
    from themescore.theming.themes import Themes

_HAS_PROBLEMS = 1

_INPUT = Argument("input", "The file to read.", metavar="FILE", type=FILE)
_READING = (
    Option(
        "--format",
        "reading",
        f"Of the file to read: {', '.join(FORMATS)}; otherwise its content tells.",
        type=click.Choice(list(FORMATS)),
        metavar="NAME",
    ),
    Option("--encoding", "reading", "Of the file to read, for instance cp1252 (UTF-8).", metavar="ENC"),
    ANY_WORD,
)


def _load(options: Options) -> Themes:
    from themescore.theming.themes import Themes

    return Themes.load(
        options.input, format=options.format, encoding=options.encoding, any_word=options.any_word
    )


def _convert(options: Options, out: Output) -> None:
    if os.path.realpath(options.input) == os.path.realpath(options.output):
        raise InputError(f"OUT {printable(options.output)}: IN is the same file; name another")
    themes = _load(options)
    themes.save(options.output)
    out.show(f"{printable(options.output)}: {themes._summary()}")
    out.result(themes=len(themes.names), patterns=sum(map(len, themes.patterns.values())))
    if out.json:
        out.wrote("themes", options.output)


def _check(options: Options, out: Output) -> int:
    with warnings.catch_warnings():
        # They say less than what is printed here.
        warnings.simplefilter("ignore", ThemescoreWarning)
        themes = _load(options)
    for problem in themes.problems:
        out.show(printable(f"{options.input}, {problem}"))
    found = counted(len(themes.problems), "problem") if themes.problems else "no problems"
    out.show(f"{printable(options.input)}: {themes._summary()}, {found}")
    out.result(
        themes=len(themes.names),
        patterns=sum(map(len, themes.patterns.values())),
        problems=[str(problem) for problem in themes.problems],
    )
    return _HAS_PROBLEMS if themes.problems else 0


def _show(options: Options, out: Output) -> None:
    themes = _load(options)
    parents = [theme.parent for theme in themes._themes]
    own = [len(patterns) for patterns in themes.patterns.values()]
    every = list(own)
    for index in range(len(parents) - 1, -1, -1):  # children come after their parents
        if parents[index] >= 0:
            every[parents[index]] += every[index]
    table = [["theme", "own patterns", "with sub-themes"]]
    for index, theme in enumerate(themes._themes):
        depth = theme.name.count(" / ")
        name = "  " * depth + printable(theme.name.rpartition(" / ")[2])
        table.append([name, f"{own[index]:,}", f"{every[index]:,}"])
    out.show("\n".join(aligned(table)))
    out.show(f"\n{themes._summary()}")
    out.result(
        themes=[
            {"name": name, "patterns": list(patterns), "with_sub_themes": all_of_it}
            for (name, patterns), all_of_it in zip(themes.patterns.items(), every, strict=True)
        ]
    )


COMMANDS = {
    "convert": Command(
        "convert",
        _convert,
        "Write a theme file in another format.",
        params=[
            Argument("input", "The file to read.", metavar="IN", type=FILE),
            Argument("output", "What to write: .yaml, .json, .csv or .tsv.", metavar="OUT", type=FILE),
            *_READING,
        ],
        examples=[
            "themescore themes convert policy.cat policy.yaml",
            "themescore themes convert old.dic themes.csv --encoding cp1252",
        ],
    ),
    "check": Command(
        "check",
        _check,
        "List what is not understood; exit code 1 if there is anything.",
        params=[_INPUT, *_READING],
        examples=["themescore themes check policy.cat"],
    ),
    "show": Command(
        "show",
        _show,
        "Show the tree of themes with the number of patterns.",
        params=[_INPUT, *_READING],
        examples=["themescore themes show policy.yaml"],
    ),
}
COMMAND = Commands(
    "themes",
    [
        Entry("convert", "write a theme file in another format", __name__),
        Entry("check", "list what is not understood; exit code 1 if there is anything", __name__),
        Entry("show", "show the tree of themes with the number of patterns", __name__),
    ],
    "Convert, check or show theme files: YAML, JSON, tables (.csv .tsv .xlsx), and dictionaries of LIWC "
    "(.dic .dicx), WordStat (.cat), Yoshikoder (.ykd) and Lexicoder (.lc3 .lcd).",
)
