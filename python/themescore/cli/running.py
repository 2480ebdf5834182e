"""`main`: from a command line to an exit code, whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from themescore.cli.output import say
from themescore.cli.suggest import hint
from themescore.errors import ThemescoreError, shown
from themescore.files import why

__all__ = ["main"]

_NAME = "themescore"
_ERROR, _UNREAD, _INTERRUPTED, _PIPE_CLOSED = 1, 3, 130, 141
_COMPLETE = "_THEMESCORE_COMPLETE"
"""The variable in which a shell says that it asks how a line goes on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code.

    0 if all went well, 1 for an error that it names or a theme file in which ``themes check`` finds problems,
    2 for a mistake in the options, 3 for documents that cannot be read with ``--strict``, 130 after Ctrl-C,
    141 if whoever reads the output has enough of it.

    Parameters
    ----------
    arguments : list of str, optional
        Those of the command line if not given.

    Raises
    ------
    SystemExit
        After a mistake in the options (2), and after ``--help`` and ``--version`` (0).
    """
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show comes out as \u6539, and not as a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except ThemescoreError as error:
        say(f"{_NAME}: error: {error}")
        return _exit_code(error)
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:  # of ours are those of files; what is left is the output itself
        say(f"{_NAME}: error: cannot write the output: {why(error)}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _ERROR
    return code


def _run(arguments: list[str]) -> int:
    from themescore.cli.registry import themescore

    command = themescore()
    if _COMPLETE in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, _NAME, _COMPLETE, os.environ[_COMPLETE])
    try:
        # Not command.main(), which has exit codes of its own for Ctrl-C and a closed pipe.
        with command.make_context(_NAME, arguments) as context:
            return int(command.invoke(context) or 0)
    except click.exceptions.Exit as leaving:
        sys.stdout.flush()
        raise SystemExit(leaving.exit_code) from None
    except click.exceptions.NoArgsIsHelpError as error:  # whose message is the help itself
        say(error.format_message())
        raise SystemExit(error.exit_code) from None
    except click.ClickException as error:
        _explain(error)
        raise SystemExit(error.exit_code) from None


def _explain(error: click.ClickException) -> None:
    """Print how the command is used, and what is wrong, in one line."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        say(context.get_usage())
    message = " ".join(error.format_message().split()).removesuffix(".")
    if isinstance(error, click.NoSuchOption) and context is not None:
        options = [option for param in context.command.get_params(context) for option in param.opts]
        long = [option for option in options if option.startswith("--")]
        message = f"no option {shown(error.option_name)}{hint(error.option_name, long)}"
    more = "" if context is None else f" ({context.command_path} --help says more)"
    say(f"{_NAME}: error: {message[:1].lower()}{message[1:]}{more}")


def _exit_code(error: ThemescoreError) -> int:
    from themescore.cli.inputs import UnreadError

    return _UNREAD if isinstance(error, UnreadError) else _ERROR
