"""The options that several commands have: one name, one meaning, in one place.

An option of `read` that is to be had in the shell is a line in `READ`: its name there is that of the keyword.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from themescore.cli.config import settings_of


class _File(click.Path):
    """The name of a file or folder, which a shell completes as one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return it, but nothing for a name: `"$UNSET"` is not the working folder."""
        if value == "":
            self.fail("it is empty; write . for the working folder", param, ctx)
        return super().convert(value, param, ctx)


FILE = _File()


class Argument(click.Argument):
    """An argument that says in the help what it is."""

    section = "arguments"

    def __init__(self, name: str, text: str, **settings: Any) -> None:
        super().__init__([name], **settings)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return its name and what it is."""
        return self.make_metavar(ctx), self.text


class Option(click.Option):
    """An option below one of the heads of the help."""

    def __init__(self, name: str, section: str, text: str, **settings: Any) -> None:
        super().__init__([name], help=text, **settings)
        self.section = section


def flag(name: str, section: str, text: str) -> Option:
    """Return an option that is there or not."""
    return Option(name, section, text, is_flag=True)


PATH = Argument(
    "path",
    "A folder of reports (.txt, .md, .html, .docx, .odt, .rtf, .pdf ...), a report, a .zip of them, a table "
    "(.csv, .tsv, .xlsx, .parquet, .jsonl, .json), or a glob in quotes; - for what the standard input holds: "
    "JSON lines, or one plain text.",
    metavar="PATH",
    type=FILE,
)

METADATA = Option(
    "--metadata",
    "reading",
    "A table (.csv, .tsv, .xlsx, .parquet, .jsonl) with a column id, and what is known of each document.",
    metavar="FILE",
    type=FILE,
)
TEXT = Option("--text", "reading", 'The column of texts in a table ("text").', metavar="COLUMN")
ID = Option("--id", "reading", 'The column of ids ("id").', metavar="COLUMN")
ENCODING = Option(
    "--encoding",
    "reading",
    "Of the documents, for instance gb18030; if not given it is found out.",
    metavar="ENC",
)
ERRORS = Option(
    "--errors",
    "reading",
    "What is no character in the encoding makes a file unreadable (strict, if not given), or becomes U+FFFD "
    "(replace).",
    type=click.Choice(["strict", "replace"]),
    default="strict",
    metavar="NAME",
)
DOUBLE_ENCODED = Option(
    "--double-encoded",
    "reading",
    "Text that was taken for another encoding and saved so, Ã© for é: said (warn, if not given), put right "
    "(mend), or meant (keep).",
    type=click.Choice(["warn", "mend", "keep"]),
    default="warn",
    metavar="NAME",
)
FILE_NAMES = Option(
    "--file-names",
    "reading",
    "What the names of files say, as metadata columns: '{province}/{date:%Y-%m-%d}_{agency}.txt'.",
    metavar="TEMPLATE",
)
PROPERTIES = flag(
    "--properties",
    "reading",
    "Take title, author and date of web pages, office documents and PDF as metadata.",
)
FRONT_MATTER = flag(
    "--front-matter",
    "reading",
    "Take a block of YAML at the start of .md and .txt as metadata, off the text.",
)
WORKERS = Option(
    "--workers",
    "reading",
    "How many processes read office documents, PDF and web pages: if not given as many as there are "
    "processors, where it pays; 1 for none. The documents are the same.",
    type=int,
    metavar="N",
)
READ = (METADATA, TEXT, ID, ENCODING, ERRORS, DOUBLE_ENCODED, FILE_NAMES, PROPERTIES, FRONT_MATTER, WORKERS)
"""What is handed on to `read`, each by its name."""

CLEAN = Option(
    "--clean",
    "reading",
    "Leave out what is no text of the documents: pdf (headers, page numbers, hyphens and ends of lines), web "
    "(buttons, navigation), or the name of a step, such as page_headers; may be given more than once.",
    multiple=True,
    metavar="STEP",
)
STRICT = flag("--strict", "reading", "Stop with exit code 3 if any document cannot be read.")
READING = (PATH, *READ, CLEAN, STRICT)

THEMES = Option(
    "--themes",
    "themes",
    "The themes and their patterns: YAML, or another of the formats of themescore themes.",
    metavar="FILE",
    type=FILE,
    required=True,
)
THEMES_ENCODING = Option("--themes-encoding", "themes", "Of the theme file (UTF-8).", metavar="ENC")
ANY_WORD = flag("--any-word", "themes", "Allow the pattern *, which finds every word.")
THEMED = (THEMES, THEMES_ENCODING, ANY_WORD)

WITHIN = Option(
    "--within",
    "comparing",
    "Compare where this metadata column is the same, for instance year; may be given more than once.",
    metavar="COLUMN",
    multiple=True,
)
COMPARED = {
    "rate": "mentions per 1,000 words",
    "sentences": "sentences that mention it per 100 sentences",
    "share": "share of all mentions",
}
"""The measures of a comparison; a test holds them against those of `Scores.compare`."""


def by(text: str, *, required: bool = False) -> Option:
    """Return the option that says what the groups are."""
    return Option("--by", "comparing", text, metavar="COLUMN", required=required)


def measure(
    choices: Iterable[str], text: str, *, default: str | None, section: str, multiple: bool = False
) -> Option:
    """Return the option that says what is measured, which is another thing in each command."""
    return Option(
        "--measure",
        section,
        text,
        type=click.Choice(list(choices)),
        default=None if multiple else default,
        metavar="NAME",
        multiple=multiple,
    )


def compared(name: str) -> Option:
    """Return the option that says what groups are compared by."""
    meanings = ", ".join(f"{text} ({key})" for key, text in COMPARED.items())
    return Option(
        name,
        "comparing",
        f"What rates are of: {meanings}; rate if not given.",
        type=click.Choice(list(COMPARED)),
        default="rate",
        metavar="NAME",
    )


LANGUAGE = Option(
    "--language", "output", "Of the page's own words: en (if not given) or zh.",
    type=click.Choice(["en", "zh"]), default="en", metavar="NAME",
)  # fmt: skip
TITLE = Option("--title", "output", "The title of the page.", metavar="TEXT")
THREADS = Option(
    "--threads",
    "other",
    "As many as there are processors if not given; the numbers are the same.",
    type=int,
    metavar="N",
)


def html(text: str, **settings: Any) -> Option:
    """Return the option that says where a page is written."""
    return Option("--html", "output", text, metavar="FILE", type=FILE, **settings)


def out(what: str, endings: str = ".csv, .jsonl, .parquet or .xlsx") -> Option:
    """Return the option that says where a table is written."""
    return Option("--out", "output", f"Write {what} as {endings}.", metavar="FILE", type=FILE)


COMMON = (
    flag("--json", "other", "Print one JSON object in place of what people read."),
    flag("--quiet", "other", "Print nothing but errors on the standard error."),
    Option(
        "--config",
        "other",
        "Where defaults of options come from (themescore.toml of the working folder, if there is one).",
        metavar="FILE",
        type=FILE,
        is_eager=True,  # before the options that have their defaults from it
        expose_value=False,
        callback=settings_of,
    ),
)
"""What every command has."""
