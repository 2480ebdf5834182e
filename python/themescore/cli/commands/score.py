"""``themescore score``: documents by themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themescore import _core
from themescore.cli.command import Command, Options
from themescore.cli.inputs import load_themes, read_corpus
from themescore.cli.options import (
    LANGUAGE,
    READING,
    THEMED,
    THREADS,
    TITLE,
    WITHIN,
    by,
    compared,
    html,
    measure,
    out,
)
from themescore.cli.output import COLUMNS, Output
from themescore.cli.parts import comparison_part, one_or_several, write_page
from themescore.cli.writing import Table, check_outputs, write_table
from themescore.errors import InputError
from themescore.showing.figures import decimals_for

if TYPE_CHECKING:
    from themescore.scoring.scores import Scores

_SHOWN_DOCUMENTS = 60  # on a terminal


def _run(options: Options, out: Output) -> None:
    from themescore.comparing.comparing import compare
    from themescore.scoring.scoring import score
    from themescore.showing.texttables import comparison_text

    check_outputs(options)
    themes = load_themes(options)
    corpus = read_corpus(options, out)
    scores = score(corpus, themes, threads=options.threads)
    comparison = None
    if options.by is None and (options.within or options.compare != "rate"):
        raise InputError("--within and --compare say how groups are compared: name them with --by")
    if options.by is not None:
        comparison = compare(
            scores,
            options.by,
            within=one_or_several(options.within),
            measure=options.compare,
            threads=options.threads,
        )
    _show(scores, options.measure, out)
    if comparison is not None:
        out.show()
        out.show(comparison_text(comparison, out.columns or COLUMNS))
        out.result(comparison=comparison_part(comparison))
    if options.out:
        values = scores._measured(options.measure)
        columns = [("id", scores.ids), *zip(themes.names, values.T.tolist(), strict=True)]
        write_table(Table(columns, ("id or theme name", "ids or theme names")), options.out, out)
    if options.html:
        write_page(scores, comparison, options, out)


def _show(scores: Scores, measure: str, out: Output) -> None:
    from themescore.showing.texttables import score_text

    values = scores._measured(measure)
    if out.json:
        names = scores.themes.names
        out.result(
            measure=measure,
            documents=[
                {"id": name, "words": words, "scores": dict(zip(names, row, strict=True))}
                for name, words, row in zip(scores.ids, scores.words.tolist(), values.tolist(), strict=True)
            ],
            comparison=None,
        )
        return
    shown = values if out.columns is None else values[:_SHOWN_DOCUMENTS]
    decimals = 0 if values.dtype.kind == "i" else decimals_for(values.ravel().tolist())
    summary = f"{scores._summary()}; measure: {measure}"
    out.show_wrapped(summary)
    out.show()
    out.show(score_text(scores.ids[: len(shown)], scores.themes.names, shown, out.columns, decimals))
    if len(shown) < len(values):
        out.show_wrapped(f"{len(values) - len(shown):,} documents more: --out FILE.csv writes all of them")


COMMAND = Command(
    "score",
    _run,
    "Score documents by themes: a table here, a page with every sentence in --html.",
    params=[
        *READING,
        *THEMED,
        measure(
            _core.MEASURES,
            "What the table shows: mentions per 1,000 words (rate, if not given), mentions (count), share of "
            "all mentions (share), tf-idf as scikit-learn computes it (tfidf), the same weighed by cues such "
            "as must, and by place (emphasis).",
            default="rate",
            section="output",
        ),
        by("Compare groups of documents by this metadata column, too."),
        WITHIN,
        compared("--compare"),
        out("the table"),
        html("Write a page in which every number opens its sentences."),
        TITLE,
        LANGUAGE,
        THREADS,
    ],
    examples=[
        "themescore score reports/ --themes themes.yaml",
        "themescore score reports/ --themes themes.yaml --measure tfidf --out scores.csv",
        "themescore score reports/ --themes themes.yaml --metadata reports.csv --by agency --html page.html",
    ],
    notes="In --out as .csv, text that a spreadsheet would run as a formula (it begins with = + - @ or tab "
    "and is no number) has an apostrophe before it; a warning says so. All other cells are as they came in.",
)
