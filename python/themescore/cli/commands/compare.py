"""``themescore compare``: groups against each other."""

from __future__ import annotations

import click

from themescore.cli.command import Command, Options
from themescore.cli.inputs import load_themes, read_corpus
from themescore.cli.options import (
    LANGUAGE,
    READING,
    THEMED,
    THREADS,
    TITLE,
    WITHIN,
    Option,
    by,
    compared,
    html,
    out,
)
from themescore.cli.output import COLUMNS, Output
from themescore.cli.parts import comparison_part, frame_table, one_or_several, write_page
from themescore.cli.writing import check_outputs, write_table


def _run(options: Options, out: Output) -> None:
    from themescore.comparing.comparing import compare
    from themescore.scoring.scoring import score
    from themescore.showing.texttables import comparison_text

    check_outputs(options)
    themes = load_themes(options)
    corpus = read_corpus(options, out)
    comparison = compare(
        score(corpus, themes, cues=None if options.html else False, threads=options.threads),
        options.by,
        baseline=options.baseline,
        within=one_or_several(options.within),
        measure=options.measure,
        interval=options.interval,
        level=options.level,
        replicates=options.replicates,
        seed=options.seed,
        threads=options.threads,
    )
    out.show(comparison_text(comparison, out.columns or COLUMNS))
    if out.json:
        out.result(comparison=comparison_part(comparison))
    if options.out:
        write_table(frame_table(comparison.to_frame()), options.out, out)
    if options.html:
        scores = comparison._scores
        assert scores is not None
        write_page(scores, comparison, options, out)


COMMAND = Command(
    "compare",
    _run,
    "Compare groups of documents, theme by theme: rates and ratios with intervals, and what differs by more "
    "than chance.",
    params=[
        *READING,
        *THEMED,
        by("The metadata column that says which group a document is in.", required=True),
        WITHIN,
        compared("--measure"),
        Option(
            "--baseline",
            "comparing",
            "What each group is compared with: all others (rest, if not given), all documents (all), or a "
            "group.",
            default="rest",
            metavar="NAME",
        ),
        Option(
            "--level",
            "comparing",
            "The confidence level (0.95).",
            type=float,
            default=0.95,
            metavar="NUMBER",
        ),
        Option(
            "--interval",
            "comparing",
            "The kind of interval: expanded (if not given), percentile or bca.",
            type=click.Choice(["expanded", "percentile", "bca"]),
            default="expanded",
            metavar="NAME",
        ),
        Option(
            "--replicates",
            "comparing",
            "How often documents are drawn again (2000).",
            type=int,
            default=2000,
            metavar="N",
        ),
        Option("--seed", "comparing", "Of the draws (0).", type=int, default=0, metavar="N"),
        out("the rows, with all statistics"),
        html("Write a page in which every number opens its sentences."),
        TITLE,
        LANGUAGE,
        THREADS,
    ],
    examples=[
        "themescore compare reports/ --themes themes.yaml --metadata reports.csv --by agency",
        "themescore compare reports/ --themes themes.yaml --metadata reports.csv --by agency --within year "
        "--out rows.csv",
    ],
)
