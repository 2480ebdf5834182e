"""The list of commands. A module is imported when its command, or its help, is asked for."""

from __future__ import annotations

import click

from themescore import __version__
from themescore.cli.command import Commands, Entry

ENTRIES = (
    Entry("read", "show what is read: documents, sizes, failures; write it as one file"),
    Entry("score", "score documents by themes"),
    Entry("compare", "compare groups of documents, with intervals"),
    Entry("keyness", "find the words that are a group's own"),
    Entry("kwic", "show every place where a pattern is found, in its context"),
    Entry("themes", "convert, check or show theme files"),
    Entry("report", "write a page in which every number opens its sentences"),
    Entry("demo", "score the example reports that come with themescore"),
    Entry("completion", "print the script that completes commands and options in a shell"),
)


def themescore() -> Commands:
    """Return the command that holds all others."""
    return Commands(
        "themescore",
        ENTRIES,
        "What a set of reports emphasises, how groups differ, and the sentences that show it.",
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help="Show the version.",
            )
        ],
    )


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"themescore {__version__}")
        context.exit()
