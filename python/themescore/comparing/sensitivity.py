"""Whether what a comparison found is still there when something is left out or counted in another way."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.comparing.comparison import MEASURES
from themescore.comparing.exposures import RatioWithout, sizes, theme_counts
from themescore.comparing.findings import is_finding
from themescore.corpora.corpus import Corpus
from themescore.corpora.frames import build
from themescore.errors import InputError, ThemescoreWarning
from themescore.scoring.emphasis import EmphasisWeights, mention_factors
from themescore.showing.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from themescore.comparing.comparing import Request
    from themescore.comparing.comparison import Comparison, ComparisonRow
    from themescore.scoring.scores import Scores

__all__ = ["Sensitivity"]

_BOUNDARIES = ("part", "word", "any")


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """What one change makes of one finding.

    Parameters
    ----------
    theme, group : str
        Of the finding.
    change : str
        ``document`` or ``pattern``, one of which is left out; ``measure``, ``boundary`` or ``weights``, which
        are others.
    value : str
        Which.
    rate, other_rate, ratio, ratio_low, ratio_high, q : float
        As in `Comparison`, with the change; of weights the rates and their ratio alone.
    same_direction : bool
        Whether the ratio is on the same side of 1.
    holds : bool
        Whether it is a finding as before, in the same direction; of weights `same_direction`.
    """

    theme: str
    group: str
    change: str
    value: str
    rate: float
    other_rate: float
    ratio: float
    ratio_low: float
    ratio_high: float
    q: float
    same_direction: bool
    holds: bool


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """What becomes of the findings of a comparison; what `Comparison.sensitivity` returns.

    Attributes
    ----------
    by : str
        What was compared by.
    level : float
        The confidence level.
    found : tuple of ComparisonRow
        The findings, as the comparison has them.
    rows : tuple of SensitivityRow
        By finding, then change.
    warnings : tuple of str
        What could not be tried.
    """

    by: str
    level: float
    found: tuple[ComparisonRow, ...]
    rows: tuple[SensitivityRow, ...]
    warnings: tuple[str, ...]
    _like: Any = field(default=None, compare=False)

    @property
    def fragile(self) -> list[SensitivityRow]:
        """The rows that do not hold."""
        return [row for row in self.rows if not row.holds]

    def of(self, found: ComparisonRow) -> list[SensitivityRow]:
        """Return the rows of one finding."""
        return [row for row in self.rows if (row.theme, row.group) == (found.theme, found.group)]

    def to_frame(self) -> Any:
        """Return a frame with one row a finding and change.

        Columns: theme, group, change, value, rate, other_rate, ratio, ratio_low, ratio_high, q,
        same_direction, holds.
        """
        names = SensitivityRow.__slots__
        return build({name: [getattr(row, name) for row in self.rows] for name in names}, like=self._like)

    def __repr__(self) -> str:
        fragile = {(row.theme, row.group) for row in self.fragile}
        return f"Sensitivity({len(self.found):,} findings, {len(fragile):,} of them fragile)"

    def __str__(self) -> str:
        """Return a sentence or two for each finding."""
        from themescore.comparing.sensitivity_view import sensitivity_text

        return sensitivity_text(self)

    def _repr_html_(self) -> str:
        from themescore.comparing.sensitivity_view import sensitivity_table

        return sensitivity_table(self)


def sensitivity(comparison: Comparison) -> Sensitivity:
    """Try what becomes of the findings; `Comparison.sensitivity` has the documentation."""
    scores, request = comparison._scores, comparison._request
    if scores is None or request is None:
        raise InputError("this comparison was not made by Scores.compare, so it cannot be made again")
    found = [row for row in comparison.rows if is_finding(row, comparison.level)]
    trial = _Trial(scores, request, found)
    rows: list[SensitivityRow] = []
    with progress_bar(what="trying changes", unit="comparisons", total=trial.total) as bar:
        for change, value, about, again in trial.changes():
            rows += _judged(about, again, change, value, comparison.level)
            bar.update()
    rows += trial.weighted()
    order = {(row.theme, row.group): i for i, row in enumerate(found)}
    rows.sort(key=lambda row: order[row.theme, row.group])
    like = scores._documents._frame
    return Sensitivity(comparison.by, comparison.level, tuple(found), tuple(rows), trial.warnings, like)


def _judged(
    about: list[ComparisonRow], again: tuple[ComparisonRow, ...], change: str, value: str, level: float
) -> Iterator[SensitivityRow]:
    rows = {(row.theme, row.group): row for row in again}
    for before in about:
        row = rows[before.theme, before.group]
        same = _direction(row.ratio) == _direction(before.ratio)
        holds = same and is_finding(row, level)
        numbers = row.rate, row.other_rate, row.ratio, row.ratio_low, row.ratio_high, row.q
        yield SensitivityRow(row.theme, row.group, change, value, *numbers, same, holds)


def _direction(ratio: float) -> int:
    return int(ratio > 1) - int(ratio < 1)


class _Trial:
    """The changes that are tried, each with the findings that it is tried on."""

    def __init__(self, scores: Scores, request: Request, found: list[ComparisonRow]) -> None:
        self._scores, self._request, self._found = scores, request, found
        self._numbers = {name: number for number, name in enumerate(scores.themes.names)}
        self._labels = {label: number for number, label in enumerate(request.groups.labels)}
        self._of, self._strata = np.array(request.groups.of), np.array(request.strata.of)
        self._documents: dict[int, list[ComparisonRow]] = {}
        self._patterns: dict[int, list[ComparisonRow]] = {}
        for row in found:
            self._documents.setdefault(self._document(row), []).append(row)
            pattern = self._pattern(row)
            if pattern is not None:
                self._patterns.setdefault(pattern, []).append(row)
        self._measures = [name for name in MEASURES if name != request.measure]
        if sum(theme.parent < 0 for theme in scores.themes._themes) < 2 and "share" in self._measures:
            self._measures.remove("share")  # a theme alone has all of the mentions
        self._boundaries = [name for name in _BOUNDARIES if name != scores.boundary]
        self.warnings: tuple[str, ...] = ()
        if not isinstance(scores._documents, Corpus):
            self._boundaries = []
            went = scores._documents._where_texts_went
            self.warnings = (f"other boundaries were not tried: the texts {went}",)

    @property
    def total(self) -> int:
        """How many comparisons it takes."""
        if not self._found:
            return 0
        others = len(self._measures) + len(self._boundaries)
        return len(self._documents) + len(self._patterns) + others

    def changes(self) -> Iterator[tuple[str, str, list[ComparisonRow], tuple[ComparisonRow, ...]]]:
        """Yield what is changed, to what, for which findings, and what is found then."""
        scores, request, names = self._scores, self._request, self._scores.themes.names
        counts = scores._counts
        for document, about in self._documents.items():
            less = _core.without_document(counts, document)
            yield "document", scores.ids[document], about, request.without(document).rows(less, names)
        for pattern, about in self._patterns.items():
            less = _core.without_pattern(counts, pattern)
            yield "pattern", scores.themes._patterns[pattern].text, about, request.rows(less, names)
        if not self._found:
            return
        for measure in self._measures:
            rows = replace(request, measure=measure).rows(counts, names)
            yield "measure", measure, self._found, rows
        for boundary in self._boundaries:
            yield "boundary", boundary, self._found, request.rows(self._with_boundary(boundary), names)

    def weighted(self) -> Iterator[SensitivityRow]:
        """Yield what the findings are if mentions count by their cues and places."""
        weights, mentions = EmphasisWeights(), self._scores._counts.mentions
        factor = mention_factors(mentions, weights, self._scores.themes).product
        words = self._scores._counts.words.astype(float)
        for row in self._found:
            own = mentions["theme"] == self._numbers[row.theme]
            counts = np.bincount(mentions["document"][own], factor[own], minlength=len(words)).astype(float)
            sides = self._sides(row)
            rate, other_rate = sides.rates(counts, words)
            ratio = sides.ratio(counts, words)
            same = _direction(ratio) == _direction(row.ratio)
            numbers = 1000 * rate, 1000 * other_rate, ratio, math.nan, math.nan, math.nan
            yield SensitivityRow(row.theme, row.group, "weights", "emphasis", *numbers, same, same)

    def _with_boundary(self, boundary: str) -> _core.Counts:
        from themescore.scoring.scoring import score

        scores = self._scores
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ThemescoreWarning)  # said when they were scored
            again = score(
                scores.corpus,
                scores.themes,
                tokenizer=scores.tokenizer,
                boundary=boundary,
                cues=False,
                threads=self._request.threads,
            )
        return again._counts

    def _sides(self, row: ComparisonRow) -> RatioWithout:
        own = self._of == self._labels[row.group]
        if self._request.against_all:
            others = np.ones_like(own)
        elif self._request.baseline is not None:
            others = self._of == self._request.baseline
        else:
            others = ~own
        return RatioWithout(own, others, self._strata)

    def _document(self, row: ComparisonRow) -> int:
        """Return the document without which the ratio is nearest to 1, or on its other side."""
        measure = self._request.measure
        counts = theme_counts(self._scores, self._numbers[row.theme], measure)
        ratios = self._sides(row).without_each(counts, sizes(self._scores, measure))
        return int(np.argmin(_strength(ratios, row)))

    def _pattern(self, row: ComparisonRow) -> int | None:
        """Return the pattern of which the same is true; None where one has all of the theme's mentions."""
        scores, measure, theme = self._scores, self._request.measure, self._numbers[row.theme]
        mentions, sides = scores._counts.mentions, self._sides(row)
        patterns = np.unique(mentions["pattern"][mentions["theme"] == theme])
        if len(patterns) < 2:
            return None
        ratios = []
        for pattern in patterns:
            kept = mentions["pattern"] != pattern
            ratios.append(
                sides.ratio(theme_counts(scores, theme, measure, kept), sizes(scores, measure, kept))
            )
        return int(patterns[np.argmin(_strength(np.array(ratios), row))])


def _strength(ratios: npt.NDArray[np.float64], row: ComparisonRow) -> npt.NDArray[np.float64]:
    """Return how far ratios are from 1 on the finding's side: not at all where neither has a mention."""
    with np.errstate(divide="ignore"):
        logs = np.log(ratios) * _direction(row.ratio)
    return np.where(np.isnan(logs), 0, logs)
