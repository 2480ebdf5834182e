"""``themescore completion``: what makes a shell complete commands and options."""

from __future__ import annotations

import click

from themescore.cli.command import Command, Options
from themescore.cli.options import Argument
from themescore.cli.output import Output

_SHELLS = ("bash", "zsh", "fish")


def _run(options: Options, out: Output) -> None:
    from click.shell_completion import get_completion_class

    context = click.get_current_context().find_root()
    kind = get_completion_class(options.shell)
    assert kind is not None
    script = kind(context.command, {}, "themescore", "_THEMESCORE_COMPLETE")
    # Not script.source(), which runs the shell to see how old it is.
    text = script.source_template % script.source_vars()
    out.show(text)
    out.result(shell=options.shell, script=text)


COMMAND = Command(
    "completion",
    _run,
    "Print the script that completes commands, options and their values in a shell.",
    params=[
        Argument("shell", "bash, zsh or fish.", type=click.Choice(_SHELLS), metavar="SHELL"),
    ],
    examples=["themescore completion bash", "themescore completion zsh"],
    notes="For bash, put its output into ~/.local/share/bash-completion/completions/themescore; for zsh, "
    "into a file _themescore of a folder in $fpath; for fish, into "
    "~/.config/fish/completions/themescore.fish.",
)
