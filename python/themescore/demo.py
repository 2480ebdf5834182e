"""The examples that come with the package, scored and shown: what `themescore demo` prints."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from themescore import __version__
from themescore.comparing.comparing import compare
from themescore.reading import read
from themescore.report import write_report
from themescore.scoring.scoring import score
from themescore.showing.figures import decimals_for, rate_text
from themescore.showing.terminal import printable, wrapped
from themescore.showing.texttables import comparison_text
from themescore.theming.themes import Themes

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.evidence.evidence import EvidenceSentence
    from themescore.scoring.scores import Scores

_BY = "agency"
# A number whose sentences are English, Chinese, and both in one.
_THEME, _GROUP = "Economy / Enterprise reform", "Beiling Provincial Party Committee"
_LONGEST = 300


def demo(page: str, columns: int) -> str:
    """Score the examples and write the page; return what there is to say about them.

    Parameters
    ----------
    page : str
        Where to write the page.
    columns : int
        How wide the terminal is.
    """
    with as_file(files("themescore") / "examples") as folder:
        corpus = read(folder / "reports", metadata=folder / "reports.csv")
        scores = score(corpus, Themes.load(folder / "themes.yaml"))
        comparison = compare(scores, _BY)
        title = "What the example reports emphasise, by agency"
        write_report(scores, page, title=title, comparison=comparison)
    return "\n".join(
        [
            f"themescore {__version__} on its example reports, all of them invented, in English and Chinese",
            scores._summary(),
            "",
            comparison_text(comparison, columns),
            "",
            *_evidence(scores, comparison, min(columns, 100)),
            "",
            f"All sentences, behind every number: {Path(page).absolute()}",
            "",
            f"The same in Python, in the folder {folder}",
            "  import themescore as ts",
            '  scores = ts.score(ts.read("reports", metadata="reports.csv"), ts.Themes.load("themes.yaml"))',
            f'  scores.report({str(Path(page).absolute())!r}, by="{_BY}")',
        ]
    )


def _evidence(scores: Scores, comparison: Comparison, columns: int) -> list[str]:
    row = next(row for row in comparison.rows if (row.theme, row.group) == (_THEME, _GROUP))
    rate = rate_text(row.rate, decimals_for([row.rate]))
    lines = [f"Behind one of these numbers: {_GROUP}, {_THEME}, {rate}"]
    for sentence in _telling(scores):
        lines += ["  " + line for line in wrapped(printable(str(sentence)), columns - 2, "  ")]
    return lines


def _telling(scores: Scores) -> list[EvidenceSentence]:
    """Return, for each document of the group, the shortest of the sentences with the most mentions."""
    groups = scores._documents._frame
    assert groups is not None
    chosen = []
    for document, group in zip(scores.ids, groups[_BY].to_list(), strict=True):
        if group == _GROUP:
            sentences = [
                sentence for sentence in scores.evidence(_THEME, document) if len(sentence.text) < _LONGEST
            ]
            chosen.append(min(sentences, key=lambda sentence: (-len(sentence.mentions), len(sentence.text))))
    return chosen
