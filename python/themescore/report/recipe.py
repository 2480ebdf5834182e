"""The lines of Python that give the numbers of the page again, and the files that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from themescore.comparing.comparing import LEVEL, REPLICATES, SEED
from themescore.themefiles.yaml_writer import save_yaml
from themescore.theming.cues import Cues
from themescore.tokenizing.tokenizer import Tokenizer

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.scoring.scores import Scores

_MORE_THAN_A_NAME = "not in this page"


def recipe(scores: Scores, comparison: Comparison | None) -> str:
    """Return the code; a comment stands where something is not in the page."""
    options = {
        "tokenizer": _tokenizer(scores.tokenizer),
        "boundary": None if scores.boundary == "part" else repr(scores.boundary),
        "cues": _cues(scores),
    }
    metadata = "" if scores._documents._frame is None else ', metadata="reports.csv"'
    lines = [
        "import themescore as ts",
        "",
        f'corpus = ts.read("reports"{metadata})',
        'themes = ts.Themes.load("themes.yaml")',
        f"scores = ts.score(corpus, themes{_keywords(options)})",
    ]
    if comparison is None:
        lines.append('scores.report("report.html")')
    else:
        lines.append(f"comparison = scores.compare({_comparison(scores, comparison)}")
        lines.append('scores.report("report.html", comparison=comparison)')
    return "\n".join(lines)


def cue_file(scores: Scores) -> str | None:
    """Return the cues as a file, None where there are none or the usual ones."""
    if scores.cues is None or scores.cues == Cues.default():
        return None
    return save_yaml(scores.cues.to_dict())


def taught_file(scores: Scores) -> str | None:
    """Return the words that the tokenizer was taught in jieba's format; None if there are none."""
    words = [entry for entry in scores.tokenizer._entries if entry.frequency != 0]
    if not words:
        return None
    return "".join(" ".join(str(part) for part in entry if part not in (None, "")) + "\n" for entry in words)


def _keywords(options: dict[str, str | None]) -> str:
    return "".join(f", {name}={value}" for name, value in options.items() if value is not None)


def _cues(scores: Scores) -> str | None:
    if scores.cues is None:
        return "False"
    return None if cue_file(scores) is None else 'ts.Cues.load("cues.yaml")'


def _tokenizer(tokenizer: Tokenizer) -> str | None:
    usual = Tokenizer().settings
    given: dict[str, Any] = {
        name: value for name, value in tokenizer.settings.items() if value != usual[name]
    }
    arguments = [f"{name}={value!r}" for name, value in given.items()]
    if any(entry.frequency != 0 for entry in tokenizer._entries):
        arguments.append('lexicon="words.txt"')
    removed = [entry.word for entry in tokenizer._entries if entry.frequency == 0]
    if removed:
        arguments.append(f"without={removed!r}")
    return f"ts.Tokenizer({', '.join(arguments)})" if arguments else None


def _comparison(scores: Scores, comparison: Comparison) -> str:
    """Return the arguments with the bracket that closes them, and what has to be said of them."""
    frame = scores._documents._frame
    columns = set() if frame is None else set(frame.columns)
    strange = [
        name for name in (comparison.by, comparison.within) if name is not None and name not in columns
    ]
    options = {
        "baseline": None if comparison.baseline == "rest" else repr(comparison.baseline),
        "within": None if comparison.within is None else repr(comparison.within),
        "measure": None if comparison.measure.name == "rate" else repr(comparison.measure.name),
        "interval": None if comparison.interval == "expanded" else repr(comparison.interval),
        "level": None if comparison.level == LEVEL else repr(comparison.level),
        "replicates": None if comparison.replicates == REPLICATES else repr(comparison.replicates),
        "seed": None if comparison.seed == SEED else repr(comparison.seed),
    }
    said = f"  # {', '.join(map(repr, strange))}: {_MORE_THAN_A_NAME}" if strange else ""
    return f"{comparison.by!r}{_keywords(options)}){said}"
