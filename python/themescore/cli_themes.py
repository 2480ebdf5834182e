"""The commands ``themescore themes``: convert, check and show theme files."""

from __future__ import annotations

import argparse
import os
import warnings
from typing import Any

from themescore.errors import InputError, ThemescoreWarning
from themescore.terminal import aligned, printable
from themescore.themefiles.formats import FORMATS
from themescore.themes import Themes
from themescore.view import counted

_HAS_PROBLEMS = 1


def add_themes_command(commands: Any) -> None:
    """Add the command to those of ``themescore``."""
    themes = commands.add_parser(
        "themes",
        help="convert, check or show theme files",
        description="Convert, check or show theme files: YAML, JSON, tables (.csv .tsv .xlsx), and "
        "dictionaries of LIWC (.dic .dicx), WordStat (.cat), Yoshikoder (.ykd) and Lexicoder (.lc3 .lcd).",
    )
    ways = themes.add_subparsers(title="commands", required=True, metavar="COMMAND")
    convert = _add(
        ways,
        "convert",
        "write a theme file in another format",
        "examples:\n"
        "  themescore themes convert policy.cat policy.yaml\n"
        "  themescore themes convert old.dic themes.csv --encoding cp1252",
    )
    convert.add_argument("input", metavar="IN", help="the file to read")
    convert.add_argument("output", metavar="OUT", help="what to write: .yaml, .json, .csv or .tsv")
    convert.set_defaults(run=_convert)
    check = _add(
        ways,
        "check",
        "list what is not understood; exit code 1 if there is anything",
        "example:\n  themescore themes check policy.cat",
    )
    check.add_argument("input", metavar="FILE", help="the file to read")
    check.set_defaults(run=_check)
    show = _add(
        ways,
        "show",
        "show the tree of themes with the number of patterns",
        "example:\n  themescore themes show policy.yaml",
    )
    show.add_argument("input", metavar="FILE", help="the file to read")
    show.set_defaults(run=_show)


def _add(ways: Any, name: str, text: str, examples: str) -> argparse.ArgumentParser:
    way: argparse.ArgumentParser = ways.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    way.add_argument(
        "--format", choices=list(FORMATS), help="of the file to read; otherwise its content tells"
    )
    way.add_argument("--encoding", metavar="ENC", help="of the file to read, for instance cp1252 (UTF-8)")
    way.add_argument("--any-word", action="store_true", help="allow the pattern *, which finds every word")
    return way


def _load(options: argparse.Namespace) -> Themes:
    return Themes.load(
        options.input, format=options.format, encoding=options.encoding, any_word=options.any_word
    )


def _convert(options: argparse.Namespace) -> int:
    if os.path.realpath(options.input) == os.path.realpath(options.output):
        raise InputError(f"OUT {printable(options.output)}: IN is the same file; name another")
    themes = _load(options)
    themes.save(options.output)
    print(f"{printable(options.output)}: {themes._summary()}")
    return 0


def _check(options: argparse.Namespace) -> int:
    with warnings.catch_warnings():
        # They say less than what is printed here.
        warnings.simplefilter("ignore", ThemescoreWarning)
        themes = _load(options)
    for problem in themes.problems:
        print(printable(f"{options.input}, {problem}"))
    found = counted(len(themes.problems), "problem") if themes.problems else "no problems"
    print(f"{printable(options.input)}: {themes._summary()}, {found}")
    return _HAS_PROBLEMS if themes.problems else 0


def _show(options: argparse.Namespace) -> int:
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
    print("\n".join(aligned(table)))
    print(f"\n{themes._summary()}")
    return 0
