"""The command ``themescore``: the whole job from a shell."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from themescore import __version__, _core
from themescore.cli_themes import add_themes_command
from themescore.comparing import compare
from themescore.comparison import MEASURES
from themescore.corpus import Corpus
from themescore.demo import demo
from themescore.errors import InputError, ThemescoreError, place
from themescore.figures import decimals_for
from themescore.files import why
from themescore.reading import read
from themescore.report import write_report
from themescore.report.wording import LANGUAGES
from themescore.scores import Scores
from themescore.scoring import score
from themescore.spreadsheet import write_csv
from themescore.terminal import printable, wrapped
from themescore.texttables import comparison_text, score_text
from themescore.themes import Themes

__all__ = ["main"]

_ERROR, _INTERRUPTED, _PIPE_CLOSED = 1, 130, 141
_COLUMNS = 100  # where there is no terminal to say
_SHOWN_DOCUMENTS = 60  # on a terminal
_SHOWN_FAILURES = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code.

    0 if all went well, 1 for an error that it names or a theme file in which ``themes check`` finds problems,
    2 for a mistake in the options, 130 after Ctrl-C.

    Parameters
    ----------
    arguments : list of str, optional
        Those of the command line if not given.
    """
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show comes out as \u6539, and not as a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code = int(options.run(options) or 0)
        sys.stdout.flush()
    except ThemescoreError as error:
        _say(f"themescore: error: {error}")
        return _ERROR
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough of it; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:  # of ours are those of files; what is left is the output itself
        _say(f"themescore: error: cannot write the output: {why(error)}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _ERROR
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="themescore",
        description="What a set of reports emphasises, how groups differ, and the sentences that show it.",
    )
    parser.add_argument("--version", action="version", version=f"themescore {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "score",
        help="score documents by themes",
        description="Score documents by themes: a table here, a page with every sentence in --html.",
        epilog="In --out, text that a spreadsheet would run as a formula (it begins with = + - @ or tab and "
        "is no number) has an apostrophe before it; a warning says so. All other cells are as they came in.",
    )
    run.add_argument(
        "path",
        metavar="PATH",
        help="a folder of reports (.txt, .md, .html, .docx, .pdf), a report, a .csv or a .jsonl",
    )
    run.add_argument(
        "--themes",
        required=True,
        metavar="FILE",
        help="the themes and their patterns: YAML, or another of the formats of themescore themes",
    )
    run.add_argument("--themes-encoding", metavar="ENC", help="of the theme file (UTF-8)")
    run.add_argument("--any-word", action="store_true", help="allow the pattern *, which finds every word")
    run.add_argument("--by", metavar="COLUMN", help="compare groups of documents by this metadata column")
    run.add_argument(
        "--within", metavar="COLUMN", help="compare them where this column is the same, for instance year"
    )
    run.add_argument(
        "--compare",
        choices=tuple(MEASURES),
        default="rate",
        help="by mentions per 1,000 words (rate, the default), by sentences that mention it per 100 "
        "sentences (sentences), by the share of all mentions (share)",
    )
    run.add_argument("--metadata", metavar="FILE", help="a .csv with a column id and what is known of each")
    run.add_argument("--text", metavar="COLUMN", help='the column of texts in a .csv or .jsonl ("text")')
    run.add_argument("--id", metavar="COLUMN", help='the column of ids ("id")')
    run.add_argument(
        "--measure",
        choices=_core.MEASURES,
        default="rate",
        help="what the table shows: mentions per 1,000 words (rate, the default), mentions (count), share of "
        "all mentions (share), tf-idf as scikit-learn computes it (tfidf), the same weighed by cues such as "
        "must, and by place (emphasis)",
    )
    run.add_argument("--html", metavar="FILE", help="write a page in which every number opens its sentences")
    run.add_argument("--language", choices=LANGUAGES, default="en", help="of that page's own words")
    run.add_argument("--out", metavar="FILE", help="write the table as .csv")
    run.add_argument("--threads", type=int, metavar="N", help="as many as there are processors if not given")
    run.add_argument("--encoding", metavar="ENC", help="of the documents, for instance gb18030 (UTF-8)")
    run.set_defaults(run=_score)
    show = commands.add_parser(
        "demo",
        help="score the example reports that come with themescore",
        description="Score the example reports that come with themescore, all of them invented.",
    )
    show.add_argument(
        "--html", metavar="FILE", default="themescore-demo.html", help="where to write the page"
    )
    show.set_defaults(run=_demo)
    add_themes_command(commands)
    return parser


def _demo(options: argparse.Namespace) -> None:
    print(demo(options.html, _columns(sys.stdout) or _COLUMNS))


def _score(options: argparse.Namespace) -> None:
    if options.out and Path(options.out).suffix.lower() != ".csv":
        raise InputError(f"--out {printable(options.out)}: the table is written as .csv, so name it so")
    _check_outputs(options)
    themes = Themes.load(options.themes, encoding=options.themes_encoding, any_word=options.any_word)
    corpus = read(
        options.path,
        text=options.text,
        id=options.id,
        metadata=options.metadata,
        encoding=options.encoding,
    )
    scores = score(corpus, themes, threads=options.threads)
    comparison = None
    if options.by is None and (options.within is not None or options.compare != "rate"):
        raise InputError("--within and --compare say how groups are compared: name them with --by")
    if options.by is not None:
        comparison = compare(
            scores, options.by, within=options.within, measure=options.compare, threads=options.threads
        )
    columns = _columns(sys.stdout)
    _print_scores(scores, options.measure, columns)
    if comparison is not None:
        print()
        print(comparison_text(comparison, columns or _COLUMNS))
    if options.out:
        _write_table(scores, options.measure, Path(options.out))
    if options.html:
        write_report(scores, options.html, comparison=comparison, language=options.language)
        _say(f"page: {Path(options.html).absolute()}")
    _list_failures(corpus)


def _check_outputs(options: argparse.Namespace) -> None:
    """Raise InputError if a file to be written is one that is read, or both are one."""
    taken = {"PATH": options.path, "--themes": options.themes, "--metadata": options.metadata}
    for option, path in (("--out", options.out), ("--html", options.html)):
        if not path:
            continue
        for other, used in taken.items():
            if used and os.path.realpath(used) == os.path.realpath(path):
                raise InputError(f"{option} {printable(path)}: {other} is the same file; name another")
        taken[option] = path


def _print_scores(scores: Scores, measure: str, columns: int | None) -> None:
    values = scores._measured(measure)
    shown = values if columns is None else values[:_SHOWN_DOCUMENTS]
    decimals = 0 if values.dtype.kind == "i" else decimals_for(values.ravel().tolist())
    print("\n".join(wrapped(f"{scores._summary()}; measure: {measure}", columns or _COLUMNS)) + "\n")
    print(score_text(scores.ids[: len(shown)], scores.themes.names, shown, columns, decimals))
    if len(shown) < len(values):
        print(f"{len(values) - len(shown):,} documents more: --out FILE.csv writes all of them")


def _write_table(scores: Scores, measure: str, path: Path) -> None:
    rows = zip(scores.ids, scores._measured(measure).tolist(), strict=True)
    guarded = write_csv(path, ["id", *scores.themes.names], ([name, *values] for name, values in rows))
    if guarded:
        _say(
            f"warning: {path}: {guarded:,} ids or theme names begin like a formula, "
            "so they have an apostrophe before them"
        )
    _say(f"table: {path.absolute()}")


def _list_failures(corpus: Corpus) -> None:
    failures = [failure for failure in corpus.failures if failure.kind != "skipped"]
    if failures:
        _say(f"not read: {len(failures):,}")
    for failure in failures[:_SHOWN_FAILURES]:
        _say(f"  {place(failure.path, failure.line)}: {failure.reason}")
    if len(failures) > _SHOWN_FAILURES:
        _say(f"  and {len(failures) - _SHOWN_FAILURES:,} more")


def _columns(stream: TextIO) -> int | None:
    """Return the width of the terminal that is written to, None if it is a file or a pipe."""
    if not stream.isatty() and "COLUMNS" not in os.environ:
        return None
    return shutil.get_terminal_size().columns


def _say(text: str) -> None:
    """Print to stderr, line by line: what is not our own text must not control the terminal."""
    for line in text.split("\n"):
        # Word by word, because blanks inside a line hold up a caret below it.
        print(" ".join(printable(word) for word in line.split(" ")), file=sys.stderr)


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    _say(f"warning: {message}")
