"""Comparing groups of documents: what is asked of the core, and what its answer is made into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore import _core
from themescore.comparison import MEASURES, Comparison, ComparisonRow
from themescore.comparison_notes import notes
from themescore.counting import thread_count
from themescore.errors import InputError, OptionError, check_option, check_whole_number, listed, shown
from themescore.findings import findings
from themescore.grouping import Groups, cell_sizes, compared_strata, groups_of, strata_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from themescore.grouping import By
    from themescore.scores import Scores

LEVEL, REPLICATES, SEED = 0.95, 2000, 0  # unless something else is asked for
INTERVALS = ("expanded", "percentile", "bca")
_FEWEST_REPLICATES = 100
_MOST_REPLICATES = 1_000_000
_EXPOSURES = {
    "rate": _core.Exposure.words,
    "sentences": _core.Exposure.sentences,
    "share": _core.Exposure.mentions,
}


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
    own_baseline = _baseline_group(groups, baseline)
    counts = scores._counts
    options = _core.ComparisonOptions()
    options.exposure = _EXPOSURES[measure]
    options.per = MEASURES[measure].per
    options.drawn_from = _drawn_from(groups, strata, own_baseline)
    options.bca = interval == "bca"
    options.replicates, options.seed, options.threads = replicates, seed, thread_count(threads)
    if own_baseline is not None:
        options.baseline = _core.Baseline(_core.BaselineKind.group, own_baseline)
    elif baseline == "all":
        options.baseline = _core.Baseline(_core.BaselineKind.all)
    grouping = (groups.of, len(groups.labels), strata.of, len(strata.labels))
    units = np.asarray(_core.resampling_units(counts, *grouping, options.drawn_from))
    if interval == "expanded":
        tails = _expanded_tails(units, level, own_baseline)
    else:
        tails = [(1 - level) / 2] * len(groups.labels)
    columns = _core.compare(counts, *grouping, tails, options)
    rows = _rows(columns, scores.themes.names, groups.labels)
    told = groups.labels[own_baseline] if own_baseline is not None else str(baseline)
    comparison = Comparison(
        groups.name,
        level,
        replicates,
        seed,
        rows,
        (),
        baseline=told,
        within=None if within is None else strata.name,
        measure=MEASURES[measure],
        interval=interval,
        _scores=scores,
        _groups=groups,
    )
    said = notes(comparison, scores, groups, strata, options.drawn_from == _core.DrawnFrom.cell)
    return comparison._with(said, findings(comparison, scores, np.array(groups.of)))


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
    if isinstance(level, bool) or not isinstance(level, (int, float)) or not 0 < level < 1:
        reason = f"level={shown(level)}: it can be a number between 0 and 1, such as 0.95"
        raise OptionError(reason, option="level", value=level)
    check_whole_number("replicates", replicates, _FEWEST_REPLICATES, _MOST_REPLICATES)
    check_whole_number("seed", seed, 0, 2**64 - 1)


def _baseline_group(groups: Groups, baseline: object) -> int | None:
    """Return which group is the baseline; None for the rest, or for all."""
    if isinstance(baseline, str) and baseline in ("rest", "all"):
        return None
    for number, (label, key) in enumerate(zip(groups.labels, groups.keys, strict=True)):
        # Not by ==, which says that True is 1.
        if baseline == label or (type(baseline) is type(key) and baseline == key):
            return number
    raise InputError(
        f"baseline={shown(baseline)} is no group of {groups.name!r}: give 'rest', 'all' or one of "
        f"{listed(groups.labels)}"
    )


def _drawn_from(groups: Groups, strata: Groups, baseline: int | None) -> _core.DrawnFrom:
    """Draw within strata where each group that is compared there has documents to draw from."""
    cells = cell_sizes(groups, strata)
    there = cells[:, compared_strata(cells, baseline)]
    stratified = len(strata.labels) > 1 and not (there == 1).any()
    return _core.DrawnFrom.cell if stratified else _core.DrawnFrom.group


def false_discovery_rates(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return q for each p, nan where that is nan (Benjamini and Hochberg 1995)."""
    q = np.full(len(p), np.nan)
    there = np.flatnonzero(~np.isnan(p))
    order = there[np.argsort(p[there])]
    raised = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(raised[::-1])[::-1]
    bounded: npt.NDArray[np.float64] = np.minimum(q, 1)
    return bounded


def _expanded_tails(units: npt.NDArray[np.int64], level: float, baseline: int | None) -> list[float]:
    """Return, for each group, the share of replicates outside of the interval at either end.

    Expanded percentile interval: Phi(-sqrt(n / (n - 1)) t), with t the quantile of Student's t of n - 1
    degrees of freedom and n the smaller of the group's units and those it is compared with.
    """
    from scipy.stats import norm, t

    others = units.sum() - units if baseline is None else np.full_like(units, units[baseline])
    if baseline is not None:
        others[baseline] = units[baseline]
    n = np.minimum(units, others).astype(float)
    few = n < 2
    n[few] = 2
    tails = norm.cdf(-np.sqrt(n / (n - 1)) * t.ppf((1 + level) / 2, n - 1))
    return [0.0 if is_few else float(tail) for is_few, tail in zip(few, tails, strict=True)]
