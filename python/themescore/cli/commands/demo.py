"""``themescore demo``: the examples, scored and shown."""

from __future__ import annotations

from themescore.cli.command import Command, Options
from themescore.cli.options import html
from themescore.cli.output import COLUMNS, Output


def _run(options: Options, out: Output) -> None:
    from themescore.demo import demo

    out.show(demo(options.html, out.columns or COLUMNS))
    if out.json:
        out.wrote("page", options.html)


COMMAND = Command(
    "demo",
    _run,
    "Score the example reports that come with themescore, all of them invented.",
    params=[html("Where to write the page (themescore-demo.html).", default="themescore-demo.html")],
    examples=["themescore demo", "themescore demo --html demo.html"],
)
