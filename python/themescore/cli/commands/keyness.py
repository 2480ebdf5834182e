"""``themescore keyness``: the words of a group."""

from __future__ import annotations

from themescore import _core
from themescore.cli.command import Command, Options
from themescore.cli.inputs import read_corpus
from themescore.cli.options import READING, THREADS, Option, by, measure, out
from themescore.cli.output import Output
from themescore.cli.parts import frame_rows, frame_table
from themescore.cli.screen import fitted
from themescore.cli.writing import check_outputs, write_table
from themescore.errors import check_whole_number
from themescore.showing.terminal import cut, printable

_TOP = 10  # shown of each group, if nothing else is said


def _run(options: Options, out: Output) -> None:
    from themescore.comparing.key_terms import keyness

    check_outputs(options)
    if options.top is not None:
        check_whole_number("top", options.top, 1, 2**63 - 1)
    corpus = read_corpus(options, out)
    found = keyness(
        corpus,
        options.by,
        measure=options.measure or "g2",
        ngrams=options.ngrams or 1,
        min_df=options.min_df,
        threads=options.threads,
    )
    if out.json:
        out.result(
            by=found.by,
            measures=list(found.measures),
            groups=list(found.groups),
            terms=frame_rows(found.to_frame(options.top)),
        )
    else:
        blocks = []
        for name, rows in found._shown(options.top or _TOP):
            table = [found._head, *([printable(row[0]), *row[1:]] for row in rows)]
            room = None if out.columns is None else out.columns - 2
            lines, _ = fitted(table, numbers=range(1, len(found._head)), columns=room)
            head = f"{printable(found.by)} {printable(name)}"
            head = head if out.columns is None else cut(head, out.columns)
            blocks.append("\n".join([head, *(f"  {line}" for line in lines)]))
        out.show("\n\n".join(blocks))
    if options.out:
        write_table(frame_table(found.to_frame(options.top)), options.out, out)


COMMAND = Command(
    "keyness",
    _run,
    "Find the words that a group of documents uses more than all others do.",
    params=[
        *READING,
        by("The metadata column that says which group a document is in.", required=True),
        measure(
            _core.KEYNESS_MEASURES,
            f"By what terms are in order (g2, if not given): {', '.join(_core.KEYNESS_MEASURES)}. May be "
            "given more than once; the first gives the order.",
            default=None,
            section="comparing",
            multiple=True,
        ),
        Option(
            "--ngrams",
            "comparing",
            "Words that follow each other, so many a term (1); may be given more than once.",
            type=int,
            multiple=True,
            metavar="N",
        ),
        Option(
            "--min-df",
            "comparing",
            "Leave out terms that fewer documents have (1).",
            type=int,
            default=1,
            metavar="N",
        ),
        Option(
            "--top",
            "output",
            f"So many terms of each group: shown are {_TOP}, --out and --json have all, if not given.",
            type=int,
            metavar="N",
        ),
        out("the terms, with all columns"),
        THREADS,
    ],
    examples=[
        "themescore keyness reports/ --metadata reports.csv --by agency",
        "themescore keyness reports/ --metadata reports.csv --by agency --measure log_odds_z --top 5",
    ],
)
