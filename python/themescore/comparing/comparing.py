"""Comparing groups of documents: what is asked of the core, and what its answer is made into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from themescore import _core
from themescore.comparing.comparison import MEASURES, Comparison, ComparisonRow
from themescore.comparing.findings import findings
from themescore.comparing.grouping import (
    Groups,
    cell_sizes,
    compared_strata,
    group_number,
    groups_of,
    strata_of,
)
from themescore.comparing.notes import notes
from themescore.errors import InputError, OptionError, check_option, check_whole_number, listed, shown
from themescore.scoring.counting import thread_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from themescore.comparing.grouping import By
    from themescore.scoring.scores import Scores

LEVEL, REPLICATES, SEED = 0.95, 2000, 0  # unless something else is asked for
INTERVALS = ("expanded", "percentile", "bca")
_FEWEST_REPLICATES = 100
_MOST_REPLICATES = 1_000_000
_EXPOSURES = {
    "rate": _core.Exposure.words,
    "sentences": _core.Exposure.sentences,
    "share": _core.Exposure.mentions,
}


@dataclass(frozen=True)
class Request:
    """What is compared with what, and how: all that it takes to ask again of other counts.

    Parameters
    ----------
    groups, strata : Groups
        How the documents are sorted.
    baseline : int or None
        The group that is the baseline; None for the rest, or for all.
    against_all : bool
        Whether the baseline is all documents.
    measure, interval, level, replicates, seed, threads
        As in `Scores.compare`.
    """

    groups: Groups
    strata: Groups
    baseline: int | None
    against_all: bool
    measure: str
    interval: str
    level: float
    replicates: int
    seed: int
    threads: int

    @property
    def drawn_from(self) -> _core.DrawnFrom:
        """Draw within strata where each group that is compared there has documents to draw from."""
        cells = cell_sizes(self.groups, self.strata)
        there = cells[:, compared_strata(cells, self.baseline)]
        stratified = len(self.strata.labels) > 1 and not (there == 1).any()
        return _core.DrawnFrom.cell if stratified else _core.DrawnFrom.group

    def _shrunk(self) -> float | None:
        """Return to what share draws within cells make variances smaller; None where groups are drawn from.

        Of a cell of n documents it is (n - 1) / n, of a group 1 - cells / documents; the smallest of those
        is taken. Cells of few documents, of which sentences are drawn too, are not among them.
        """
        if self.drawn_from == _core.DrawnFrom.group:
            return None
        cells = cell_sizes(self.groups, self.strata)
        enough = (cells >= _core.ENOUGH_DOCUMENTS).sum(axis=1)
        return float((1 - enough / np.maximum(cells.sum(axis=1), 1)).min())

    def without(self, document: int) -> Request:
        """Return the same of all documents but one."""
        groups, strata = (
            sorted_by._replace(of=sorted_by.of[:document] + sorted_by.of[document + 1 :])
            for sorted_by in (self.groups, self.strata)
        )
        return replace(self, groups=groups, strata=strata)

    def rows(self, counts: _core.Counts, themes: Sequence[str]) -> tuple[ComparisonRow, ...]:
        """Return what the core says of such counts, a row for each theme and group."""
        options = _core.ComparisonOptions()
        options.exposure = _EXPOSURES[self.measure]
        options.per = MEASURES[self.measure].per
        options.drawn_from = self.drawn_from
        options.bca = self.interval == "bca"
        options.replicates, options.seed, options.threads = self.replicates, self.seed, self.threads
        if self.baseline is not None:
            options.baseline = _core.Baseline(_core.BaselineKind.group, self.baseline)
        elif self.against_all:
            options.baseline = _core.Baseline(_core.BaselineKind.all)
        grouping = (self.groups.of, len(self.groups.labels), self.strata.of, len(self.strata.labels))
        if self.interval == "expanded":
            units = np.asarray(_core.resampling_units(counts, *grouping, options.drawn_from))
            tails = expanded_tails(units, self._shrunk(), self.level, self.baseline)
        else:
            tails = [(1 - self.level) / 2] * len(self.groups.labels)
        return _rows(_core.compare(counts, *grouping, tails, options), themes, self.groups.labels)


def compare(
    scores: Scores,
    by: By,
    *,
    baseline: object = "rest",
    within: By | Sequence[By] | None = None,
    measure: str = "rate",
    interval: str = "expanded",
    level: float = LEVEL,
    replicates: int = REPLICATES,
    seed: int = SEED,
    threads: int | None = None,
) -> Comparison:
    """Compare groups of documents; `Scores.compare` has the documentation, and warns."""
    _check(measure, interval, level, replicates, seed)
    groups = groups_of(scores._documents, by)
    strata = strata_of(scores._documents, within)
    own = _baseline_group(groups, baseline)
    request = Request(
        groups,
        strata,
        own,
        own is None and baseline == "all",
        measure,
        interval,
        level,
        replicates,
        seed,
        thread_count(threads),
    )
    comparison = Comparison(
        groups.name,
        level,
        replicates,
        seed,
        request.rows(scores._counts, scores.themes.names),
        (),
        baseline=str(baseline) if own is None else groups.labels[own],
        within=None if within is None else strata.name,
        measure=MEASURES[measure],
        interval=interval,
        _scores=scores,
        _request=request,
    )
    return comparison._with(notes(comparison, scores, request), findings(comparison, scores))


def _rows(
    columns: dict[str, npt.NDArray[np.float64]], themes: Sequence[str], labels: Sequence[str]
) -> tuple[ComparisonRow, ...]:
    columns["low"], columns["high"] = columns.pop("rate_low"), columns.pop("rate_high")
    columns["q"] = false_discovery_rates(columns["p"])
    lists = {name: values.tolist() for name, values in columns.items()}
    lists["theme"] = [themes[i] for i in lists["theme"]]
    lists["group"] = [labels[i] for i in lists["group"]]
    names = ComparisonRow.__slots__
    return tuple(ComparisonRow(*values) for values in zip(*(lists[name] for name in names), strict=True))


def _check(measure: object, interval: object, level: object, replicates: object, seed: object) -> None:
    check_option("measure", measure, tuple(MEASURES))
    check_option("interval", interval, INTERVALS)
    check_numbers(level, replicates, seed)


def check_numbers(level: object, replicates: object, seed: object) -> None:
    """Raise OptionError where one of them cannot be."""
    if isinstance(level, bool) or not isinstance(level, (int, float)) or not 0 < level < 1:
        reason = f"level={shown(level)}: it can be a number between 0 and 1, such as 0.95"
        raise OptionError(reason, option="level", value=level)
    check_whole_number("replicates", replicates, _FEWEST_REPLICATES, _MOST_REPLICATES)
    check_whole_number("seed", seed, 0, 2**64 - 1)


def _baseline_group(groups: Groups, baseline: object) -> int | None:
    """Return which group is the baseline; None for the rest, or for all."""
    if isinstance(baseline, str) and baseline in ("rest", "all"):
        return None
    number = group_number(groups, baseline)
    if number is not None:
        return number
    raise InputError(
        f"baseline={shown(baseline)} is no group of {groups.name!r}: give 'rest', 'all' or one of "
        f"{listed(groups.labels)}"
    )


def false_discovery_rates(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return q for each p, nan where that is nan (Benjamini and Hochberg 1995)."""
    q = np.full(len(p), np.nan)
    there = np.flatnonzero(~np.isnan(p))
    order = there[np.argsort(p[there])]
    raised = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(raised[::-1])[::-1]
    bounded: npt.NDArray[np.float64] = np.minimum(q, 1)
    return bounded


def expanded_tails(
    units: npt.NDArray[np.int64], shrunk: float | None, level: float, baseline: int | None
) -> list[float]:
    """Return, for each group, the share of replicates outside of the interval at either end.

    Expanded percentile interval: Phi(-sqrt(n / (n - 1)) t), with t the quantile of Student's t of n - 1
    degrees of freedom and n the smaller of the group's units and those it is compared with. Where cells are
    drawn from, n / (n - 1) is what undoes that each makes its variance smaller.
    """
    # Not scipy.stats, which takes longer to import than most comparisons take.
    from scipy.special import ndtr, stdtrit

    others = units.sum() - units if baseline is None else np.full_like(units, units[baseline])
    if baseline is not None:
        others[baseline] = units[baseline]
    n = np.minimum(units, others).astype(float)
    few = n < 2
    n[few] = 2
    undone = n / (n - 1) if shrunk is None else 1 / shrunk
    tails = ndtr(-np.sqrt(undone) * stdtrit(n - 1, (1 + level) / 2))
    return [0.0 if is_few else float(tail) for is_few, tail in zip(few, tails, strict=True)]
