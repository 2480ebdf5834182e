"""``themescore report``: the page to send to somebody."""

from __future__ import annotations

from themescore.cli.command import Command, Options
from themescore.cli.inputs import load_themes, read_corpus
from themescore.cli.options import LANGUAGE, READING, THEMED, THREADS, TITLE, WITHIN, by, compared, html
from themescore.cli.output import Output
from themescore.cli.parts import one_or_several, write_page
from themescore.cli.writing import check_outputs
from themescore.errors import InputError


def _run(options: Options, out: Output) -> None:
    from themescore.comparing.comparing import compare
    from themescore.scoring.scoring import score

    check_outputs(options)
    if options.by is None and (options.within or options.measure != "rate"):
        raise InputError("--within and --measure say how groups are compared: name them with --by")
    themes = load_themes(options)
    corpus = read_corpus(options, out)
    scores = score(corpus, themes, threads=options.threads)
    comparison = None
    if options.by is not None:
        comparison = compare(
            scores,
            options.by,
            within=one_or_several(options.within),
            measure=options.measure,
            threads=options.threads,
        )
    write_page(scores, comparison, options, out)
    out.show_wrapped(scores._summary())
    out.result(summary=scores._summary())


COMMAND = Command(
    "report",
    _run,
    "Write one file to send to somebody: a page in which every number opens its sentences.",
    params=[
        *READING,
        *THEMED,
        by("Compare groups of documents by this metadata column."),
        WITHIN,
        compared("--measure"),
        html("The page to write.", required=True),
        TITLE,
        LANGUAGE,
        THREADS,
    ],
    examples=[
        "themescore report reports/ --themes themes.yaml --metadata reports.csv --by agency --html page.html",
        "themescore report reports/ --themes themes.yaml --html 报告.html --language zh --title 报告",
    ],
)
