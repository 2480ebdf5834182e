"""``themescore kwic``: key words in their context."""

from __future__ import annotations

import click

from themescore.cli.command import Command, Options
from themescore.cli.inputs import read_corpus
from themescore.cli.options import READING, THREADS, Argument, Option, out
from themescore.cli.output import Output
from themescore.cli.parts import frame_rows, frame_table
from themescore.cli.writing import check_outputs, write_table
from themescore.errors import check_whole_number
from themescore.showing.terminal import printable

_SHOWN_LINES = 60  # on a terminal


def _run(options: Options, out: Output) -> None:
    from themescore.evidence.concordance_making import kwic
    from themescore.evidence.concordance_view import aligned_lines

    check_outputs(options)
    if options.limit is not None:
        check_whole_number("limit", options.limit, 1, 2**63 - 1)
    corpus = read_corpus(options, out)
    found = kwic(
        corpus,
        list(options.pattern),
        window=int(options.window) if options.window.isdecimal() else options.window,
        sort=options.sort,
        boundary=options.boundary,
        threads=options.threads,
    )
    chosen = found[: options.limit]
    if out.json:
        out.result(
            patterns=list(found.patterns),
            window=found.window,
            found=len(found),
            matches=frame_rows(chosen.to_frame()),
        )
    else:
        out.show_wrapped(printable(found._summary()))
        shown = chosen if out.columns is None or options.limit else chosen[:_SHOWN_LINES]
        if len(shown):
            out.show()
            out.show("\n".join(aligned_lines(list(shown), out.columns)))
        if len(shown) < len(found):
            more = len(found) - len(shown)
            out.show_wrapped(f"{more:,} more: --limit N shows N, --out FILE.csv writes all of them")
    if options.out:
        write_table(frame_table(chosen.to_frame()), options.out, out)


COMMAND = Command(
    "kwic",
    _run,
    "Show every place where a pattern is found, with the words before and after it.",
    params=[
        *READING,
        Argument(
            "pattern",
            "What to look for, as themes do: words, phrases, reform*, 改革, 'A ~3 B', /regex/.",
            metavar="PATTERN...",
            nargs=-1,
            required=True,
        ),
        Option(
            "--window",
            "finding",
            "How many words are shown before and after (5), or sentence.",
            default="5",
            metavar="N",
        ),
        Option(
            "--sort",
            "finding",
            "The order: document (if not given), left (by the words before), right, match.",
            type=click.Choice(["document", "left", "right", "match"]),
            metavar="NAME",
        ),
        Option(
            "--boundary",
            "finding",
            "Where a match may begin and end: part (of a Chinese word too, if not given), word, any.",
            type=click.Choice(["part", "word", "any"]),
            default="part",
            metavar="NAME",
        ),
        Option(
            "--limit",
            "output",
            f"The first so many; a terminal shows {_SHOWN_LINES} if not given, everything else all.",
            type=int,
            metavar="N",
        ),
        out("the places, with their offsets in the text"),
        THREADS,
    ],
    examples=[
        'themescore kwic reports/ "reform*" 改革',
        'themescore kwic reports/ "reform*" --window sentence --limit 3',
        'themescore kwic - "reform*" --json < reports/beiling-2021.txt',
    ],
)
