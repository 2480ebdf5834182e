"""Themes looked at beside a corpus, before anybody relies on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore.audit.consistency import ConsistencyRow, consistency_rows
from themescore.audit.inside import InsideRow, inside_rows
from themescore.audit.material import Material
from themescore.audit.near import NearMissRow, near_miss_rows
from themescore.audit.neighbours import NeighbourRow, neighbour_rows
from themescore.audit.overlaps import OverlapRow, overlap_rows
from themescore.audit.patterns import PatternRow, is_chinese, pattern_rows
from themescore.audit.warnings import warnings_of
from themescore.corpora.frames import build
from themescore.scoring.scoring import score

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus
    from themescore.theming.themes import Themes
    from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["Audit"]

_COLUMNS = 110


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that an audit found, as rows.

    Parameters
    ----------
    mentions : dict of str to int
        Mentions of each theme.
    two_scripts : bool
        Whether some documents have their mentions in Chinese and others have not.
    patterns, overlaps, near_misses, neighbours, consistency, inside : list of rows
        One a table.
    """

    mentions: dict[str, int]
    two_scripts: bool
    patterns: list[PatternRow]
    overlaps: list[OverlapRow]
    near_misses: list[NearMissRow]
    neighbours: list[NeighbourRow]
    consistency: list[ConsistencyRow]
    inside: list[InsideRow]


class Audit:
    """What is wrong, or may be, with themes on a corpus; what `Themes.audit` returns.

    Printed, or in a notebook, it is one page. Each table is a frame of the library that the metadata came in
    with. The measures are described in docs/audit.md.

    Examples
    --------
    >>> from themescore import Themes
    >>> themes = Themes({"Trade": ["free trade"], "Freedom": ["free", "freedom"]})
    >>> audit = themes.audit(["Free trade and freedom.", "Free trading."])
    >>> audit.warnings
    ("'Trade' and 'Freedom' share 1 mention (100% and 33% of theirs), most often free trade 1",)
    >>> audit.overlaps[["pattern", "other_pattern", "mentions", "same"]]
          pattern other_pattern  mentions  same
    0  free trade          free         1     0
    """

    def __init__(self, summary: str, found: Findings, like: Any) -> None:
        self._summary, self._found, self._like = summary, found, like
        self._warnings = warnings_of(found)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The findings that nobody should miss, in plain words."""
        return self._warnings

    @property
    def patterns(self) -> Any:
        """Every pattern and what it finds.

        Columns: theme, pattern, mentions, documents, share (of its theme's mentions), alone (its mentions if
        it were the only pattern), forms, note.
        """
        return self._frame(self._found.patterns, PatternRow)

    @property
    def unmatched(self) -> Any:
        """The patterns that have no mention, and whether others take what they would match."""
        return self._frame([row for row in self._found.patterns if not row.mentions], PatternRow)

    @property
    def dominant(self) -> Any:
        """The patterns with more than half of their theme's mentions, where it has others."""
        return self._frame([row for row in self._found.patterns if row.mentions and row.note], PatternRow)

    @property
    def overlaps(self) -> Any:
        """Pairs of patterns of two themes, neither above the other, that take the same words.

        Columns: theme, pattern, other_theme, other_pattern, mentions (that share a character), same (that are
        the same words exactly), share, other_share (of either theme's mentions), forms.
        """
        return self._frame(self._found.overlaps, OverlapRow)

    @property
    def near_misses(self) -> Any:
        """Words that a pattern all but finds.

        Columns: theme, pattern, found, kind, mentions, documents, likely, example.
        """
        return self._frame(self._found.near_misses, NearMissRow)

    @property
    def neighbours(self) -> Any:
        """Words beside a theme's mentions that are in no theme, and no stop words.

        Columns: theme, word, near (within three words), elsewhere, ratio (of the two frequencies), g2,
        direction ("+": more frequent near).
        """
        return self._frame(self._found.neighbours, NeighbourRow)

    @property
    def consistency(self) -> Any:
        """How the patterns of a theme go together over documents.

        Columns: theme, patterns (with mentions), documents (with words), alpha, kr20, weakest (the pattern
        without which alpha is highest), alpha_without, reason (why there is no alpha).
        """
        return self._frame(self._found.consistency, ConsistencyRow)

    @property
    def inside(self) -> Any:
        """Mentions that are parts of longer words.

        Columns: theme, mentions, inside, share, words (the commonest longer words).
        """
        return self._frame(self._found.inside, InsideRow)

    def _frame(self, rows: Sequence[NamedTuple], kind: Any) -> Any:
        columns = {name: [row[i] for row in rows] for i, name in enumerate(kind._fields)}
        return build(columns, like=self._like)

    def __str__(self) -> str:
        from themescore.audit.page import text_page

        return text_page(self._summary, self._warnings, self._found, _COLUMNS)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from themescore.audit.page import html_page

        return html_page(self._summary, self._warnings, self._found)


def audit(
    themes: Themes,
    corpus: Corpus | Sequence[str],
    *,
    tokenizer: Tokenizer | None = None,
    boundary: str = "part",
    threads: int | None = None,
) -> Audit:
    """Look at themes beside a corpus; `Themes.audit` has the documentation."""
    scores = score(corpus, themes, tokenizer=tokenizer, boundary=boundary, threads=threads)
    material = Material(scores, threads)
    totals = np.bincount(material.mentions["theme"], minlength=len(material.names)).tolist()
    found = Findings(
        dict(zip(material.names, totals, strict=True)),
        _two_scripts(material),
        pattern_rows(material),
        overlap_rows(material),
        near_miss_rows(material),
        neighbour_rows(material),
        consistency_rows(material),
        inside_rows(material),
    )
    return Audit(scores._summary(), found, scores.corpus._frame)


def _two_scripts(material: Material) -> bool:
    """Say whether a fifth of the documents or more has its mentions in Chinese, and a fifth has not."""
    chinese = np.array([is_chinese(pattern) for pattern in material.patterns])
    of_document = material.mentions["document"]
    number = np.bincount(of_document, minlength=len(material.corpus))
    in_chinese = np.bincount(
        of_document, weights=chinese[material.mentions["pattern"]], minlength=len(material.corpus)
    )
    share = in_chinese[number > 0] / number[number > 0]
    fewest = max(1, 0.2 * len(share))
    return bool((share > 0.5).sum() >= fewest and (share <= 0.5).sum() >= fewest)
