"""What a command is: its parameters, help with examples, a hint where a name is all but right."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any, NamedTuple

import click

from themescore.cli.config import SETTINGS
from themescore.cli.options import COMMON, Argument, Option
from themescore.cli.output import Output
from themescore.cli.suggest import hint, name_options, with_column_hint
from themescore.errors import ReadError, ThemescoreError, shown
from themescore.showing.progress import no_progress

_WIDEST_HELP = 100
_FOR_ALL = (
    "Each command has --help, with examples. Exit codes: 0 all went well, 1 an error that is named, 2 a "
    "mistake in the options, 3 documents that cannot be read with --strict, 130 stopped by Ctrl-C. Defaults "
    "of options come from themescore.toml, if the working folder has one."
)

Options = SimpleNamespace
"""What was asked for: an attribute an option."""
Run = Callable[[Options, Output], "int | None"]


class Entry(NamedTuple):
    """A command in the list of commands; its module has a `COMMAND`."""

    name: str
    help: str
    module: str = ""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "usage: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(heading.lower())


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command with its options by section, and examples.

    Parameters
    ----------
    name : str
        What it is called.
    run : callable
        Does it, with `Options` and an `Output`, and may return an exit code.
    text : str
        What it does, in a sentence or more.
    params : list of Argument and Option
        Its own; those that all commands have come after them.
    examples : list of str
        Commands as one would type them. Tests run them on the example reports of the package.
    notes : str
        What else there is to know.
    """

    context_class = _Context

    def __init__(
        self,
        name: str,
        run: Run,
        text: str,
        *,
        params: Sequence[click.Parameter],
        examples: Sequence[str],
        notes: str = "",
    ) -> None:
        super().__init__(
            name,
            callback=_callback(run),
            params=[*params, *COMMON],
            help=text,
            context_settings={"max_content_width": _WIDEST_HELP},
        )
        self.examples = tuple(examples)
        self.notes = notes

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments and options, each below the head of its section."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                section = param.section if isinstance(param, (Argument, Option)) else "other"
                sections.setdefault(section, []).append(record)
        for section, records in sections.items():
            with formatter.section(section):
                formatter.write_dl(records)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the notes, and the examples as they are: a broken line cannot be copied."""
        if self.notes:
            formatter.write_paragraph()
            formatter.write_text(self.notes)
        formatter.write_paragraph()
        formatter.write("examples:\n" if len(self.examples) > 1 else "example:\n")
        for example in self.examples:
            formatter.write(f"  {example}\n")


class Commands(click.Group):
    """A command that holds others, each imported when it is asked for."""

    context_class = _Context

    def __init__(
        self, name: str, entries: Iterable[Entry], text: str, *, params: Sequence[click.Parameter] = ()
    ) -> None:
        super().__init__(
            name, params=list(params), help=text, context_settings={"max_content_width": _WIDEST_HELP}
        )
        self.entries = {entry.name: entry for entry in entries}

    def list_commands(self, _: click.Context) -> list[str]:
        """Return their names in the order of the list."""
        return list(self.entries)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module = import_module(entry.module or f"themescore.cli.commands.{entry.name}")
        command: click.Command = module.COMMANDS[cmd_name] if entry.module else module.COMMAND
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; another name gets a hint."""
        if args and args[0] not in self.entries:
            ctx.fail(f"no command {shown(args[0])}{hint(args[0], self.entries)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list, without importing what is in it."""
        with formatter.section("commands"):
            formatter.write_dl([(entry.name, entry.help) for entry in self.entries.values()])
        formatter.write_paragraph()
        formatter.write_text(_FOR_ALL)


def _callback(run: Run) -> Callable[..., int]:
    def callback(**values: Any) -> int:
        context = click.get_current_context()
        paths = {param.name for param in context.command.params if isinstance(param.type, click.Path)}
        options = Options(
            **{name: value if name in paths else _decoded(value) for name, value in values.items()}
        )
        names = {
            str(param.name): param.opts[0]
            for param in context.command.params
            if isinstance(param, click.Option)
        }
        command = context.command_path.partition(" ")[2]
        out = Output(command, quiet=options.quiet, json=options.json, options=names)
        if SETTINGS in context.meta:
            out.note(f"settings: {context.meta[SETTINGS]}")
        with warnings.catch_warnings(), no_progress() if options.quiet else contextlib.nullcontext():
            warnings.showwarning = out.show_warning
            try:
                code = run(options, out)
            except ThemescoreError as error:
                if isinstance(error, ReadError):
                    with_column_hint(error, options)
                name_options(error, names)
                raise
        out.finish()
        return code or 0

    return callback


def _decoded(value: Any) -> Any:
    """Return text that came in where the locale knows ASCII only as the UTF-8 that it is.

    Not for paths: the bytes that name a file are those that came in.
    """
    if isinstance(value, tuple):
        return tuple(map(_decoded, value))
    if isinstance(value, str) and not value.isascii():
        with contextlib.suppress(UnicodeError):
            return value.encode("ascii", "surrogateescape").decode()
    return value
