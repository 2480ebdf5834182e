"""A comparison by time, theme by theme, as trends and breaks."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore import _core
from themescore.comparing.comparing import false_discovery_rates
from themescore.comparing.grouping import Groups
from themescore.errors import InputError, OptionError, check_whole_number, listed, shown
from themescore.scoring.counting import thread_count
from themescore.showing.view import counted
from themescore.trends.breaks import dispersion, find_breaks
from themescore.trends.findings import trend_findings
from themescore.trends.mann_kendall import mann_kendall, median_slopes, pair_slopes, sen_interval
from themescore.trends.times import looks_like_months, times_of
from themescore.trends.trend import Trend, TrendBreak, TrendRow

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison

    Floats = npt.NDArray[np.float64]

_AUTOCORRELATION = "hamed-rao"
_FEWEST_TIMES, _MOST_TIMES = 4, 2000
_ENOUGH_TIMES = 10
_MOST_DRAWN = 2**28  # numbers that are kept: 2 GB


class _Series(NamedTuple):
    """The groups in order of time, without those that have no value or no words."""

    places: npt.NDArray[np.int64]  # of the groups
    labels: list[str]
    times: Floats
    years: bool
    documents: npt.NDArray[np.int64]  # (times,)
    words: Floats  # (times,)
    mentions: Floats  # (themes, times)


class _Rule(NamedTuple):
    """What is asked of a break, and how sure things are to be."""

    level: float
    price: float
    line_price: float
    min_size: int
    autocorrelation: bool

    def prices(self, counts: Floats, words: Floats) -> tuple[Floats, Floats]:
        """Return what a break, and growth, costs in each series, (series, times)."""
        spread = dispersion(counts, words, autocorrelation=self.autocorrelation)
        return self.price * spread, self.line_price * spread

    def breaks(self, counts: Floats, words: Floats) -> list[list[int]]:
        """Return the breaks of each series, (series, times)."""
        if counts.shape[1] < 2 * self.min_size:
            return [[]] * len(counts)
        return find_breaks(counts, words, *self.prices(counts, words), self.min_size)


def trend(
    comparison: Comparison,
    *,
    autocorrelation: str | None = _AUTOCORRELATION,
    penalty: float | None = None,
    min_size: int = 2,
    threads: int | None = None,
) -> Trend:
    """Return each theme over time; `Comparison.trend` has the documentation, and warns."""
    scores, groups = comparison._scores, comparison._groups
    if scores is None or groups is None:
        raise InputError("this comparison has no documents behind it: take it from Scores.compare")
    if comparison.measure.name != "rate" or comparison.within is not None:
        raise InputError(
            "a trend is of mentions per 1,000 words, and of groups as they are: compare without measure= and "
            "within="
        )
    _check(autocorrelation, penalty)
    min_size = check_whole_number("min_size", min_size, 1, _MOST_TIMES)
    at_a_time = thread_count(threads)
    series = _series(comparison, groups)
    rule = _rule(comparison.level, len(series.times), penalty, min_size, autocorrelation is not None)
    drawn = comparison.replicates * len(groups.labels) * len(scores.themes.names)
    if drawn > _MOST_DRAWN:
        raise InputError(
            f"{comparison.replicates:,} replicates of {len(groups.labels):,} groups and "
            f"{len(scores.themes.names):,} themes are too many to keep: compare with fewer replicates, or by "
            "longer times, or score fewer themes"
        )
    words, mentions = _core.group_replicates(
        scores._counts,
        groups.of,
        len(groups.labels),
        replicates=comparison.replicates,
        seed=comparison.seed,
        threads=at_a_time,
    )
    drawn_words = words[:, series.places]
    # Drawn from documents without words a time has no rate; it is taken as it was.
    bare = drawn_words == 0
    drawn_words = np.where(bare, series.words, drawn_words)

    def of_theme(theme: int, name: str) -> tuple[TrendRow, list[TrendBreak]]:
        counts = series.mentions[theme]
        drawn = np.where(bare, counts, mentions[:, series.places, theme])
        return _of_theme(_Theme(name, counts, drawn, drawn_words), series, rule, at_a_time)

    found = [of_theme(theme, name) for theme, name in enumerate(scores.themes.names)]
    q = false_discovery_rates(np.array([row.p for row, _ in found])).tolist()
    rows = tuple(replace(row, q=value) for (row, _), value in zip(found, q, strict=True))
    breaks = tuple(one for _, some in found for one in some)
    result = Trend(
        by=comparison.by,
        level=comparison.level,
        autocorrelation=autocorrelation,
        times=tuple(series.labels),
        years=series.years,
        rows=rows,
        breaks=breaks,
        warnings=_notes(comparison, groups, series),
        _like=scores._documents._frame,
        _comparison=comparison,
    )
    return replace(result, findings=trend_findings(result))


def _check(autocorrelation: object, penalty: object) -> None:
    if autocorrelation not in (None, _AUTOCORRELATION):
        reason = f"autocorrelation={shown(autocorrelation)}: it can be {_AUTOCORRELATION!r} or None"
        raise OptionError(reason, option="autocorrelation", value=autocorrelation)
    if penalty is None:
        return
    if isinstance(penalty, bool) or not isinstance(penalty, (int, float)) or not 0 < penalty < math.inf:
        reason = f"penalty={shown(penalty)}: give a number above 0, or None for one that goes with the level"
        raise OptionError(reason, option="penalty", value=penalty)


def _rule(level: float, times: int, penalty: float | None, min_size: int, autocorrelation: bool) -> _Rule:
    """Return the rule; its prices are quantiles of F, because the dispersion is estimated.

    The place of a break is the best of about so many as there are times; the growth has no place. Differences
    of n values say as much of their spread as 2 (n - 1) / 3 draws (von Neumann 1941).
    """
    from scipy.stats import f

    freedom = 2 * (times - 1) / 3
    price = float(f.isf((1 - level) / times, 1, freedom)) if penalty is None else float(penalty)
    return _Rule(level, price, float(f.isf(1 - level, 1, freedom)), min_size, autocorrelation)


def _series(comparison: Comparison, groups: Groups) -> _Series:
    by = comparison.by
    shape = (-1, len(groups.labels))
    words = np.array([row.words for row in comparison.rows], dtype=float).reshape(shape)[0]
    documents = np.array([row.documents for row in comparison.rows]).reshape(shape)[0]
    mentions = np.array([row.mentions for row in comparison.rows], dtype=float).reshape(shape)
    places = np.array([i for i in range(len(groups.keys)) if i != groups.missing])
    times = times_of([groups.keys[i] for i in places], by)
    order = np.argsort(times.values)
    order = order[words[places[order]] > 0]
    if not _FEWEST_TIMES <= len(order) <= _MOST_TIMES:
        few = f"a trend needs {_FEWEST_TIMES}"
        many = f"a trend can have {_MOST_TIMES:,}; compare by longer times, such as months or years"
        number = counted(len(order), "time")
        raise InputError(
            f"column {shown(by)} has {number} with words: {few if len(order) < _FEWEST_TIMES else many}"
        )
    places = places[order]
    labels = [groups.labels[i] for i in places]
    return _Series(
        places,
        labels,
        times.values[order],
        times.years,
        documents[places],
        words[places],
        mentions[:, places],
    )


class _Theme(NamedTuple):
    """A theme's mentions by time, and those of replicates, (replicates, times), with their words."""

    name: str
    counts: Floats
    drawn: Floats
    drawn_words: Floats


def _of_theme(theme: _Theme, series: _Series, rule: _Rule, threads: int) -> tuple[TrendRow, list[TrendBreak]]:
    """Return a theme's row, without q, and its breaks."""
    name, counts, drawn, drawn_words = theme
    rates = 1000 * counts / series.words
    slopes = pair_slopes(series.times, rates)
    slope = float(np.median(slopes))
    test = mann_kendall(series.times, rates, slope, autocorrelation=rule.autocorrelation)
    low = high = documents_low = documents_high = math.nan
    if not math.isnan(test.z):
        low, high = sen_interval(slopes, test.variance, rule.level)
        medians = median_slopes(series.times, 1000 * drawn / drawn_words, threads=threads)
        tails = [(1 - rule.level) / 2, (1 + rule.level) / 2]
        documents_low, documents_high = np.quantile(medians, tails).tolist()
    breaks = _breaks(theme, series, rule, threads)
    row = TrendRow(
        theme=name,
        times=len(series.times),
        first=series.labels[0],
        last=series.labels[-1],
        mentions=int(counts.sum()),
        rate_first=float(rates[0]),
        rate_last=float(rates[-1]),
        tau=test.tau,
        z=test.z,
        p=test.p,
        q=math.nan,
        correction=test.correction,
        slope=slope,
        slope_low=low,
        slope_high=high,
        documents_low=documents_low,
        documents_high=documents_high,
        breaks=len(breaks),
    )
    return row, breaks


def _breaks(theme: _Theme, series: _Series, rule: _Rule, threads: int) -> list[TrendBreak]:
    name, counts, drawn, drawn_words = theme
    places = rule.breaks(counts[None], series.words[None])[0]
    if not places:
        return []
    price, _ = rule.prices(counts[None], series.words[None])
    prices = np.broadcast_to(price, len(drawn))
    in_replicates, first, _ = _core.best_partitions(
        drawn, drawn_words, prices, min_size=rule.min_size, threads=threads
    )
    replicate_of = np.repeat(np.arange(len(drawn)), np.diff(first))
    borders = [0, *places, len(counts)]
    levels = [
        1000 * float(counts[start:stop].sum() / series.words[start:stop].sum())
        for start, stop in itertools.pairwise(borders)
    ]
    found = []
    for number, at in enumerate(places):
        start, stop = borders[number], borders[number + 2]
        again = start + _core.best_splits(
            drawn[:, start:stop], drawn_words[:, start:stop], min_size=rule.min_size, threads=threads
        )
        tails = [(1 - rule.level) / 2, (1 + rule.level) / 2]
        early, late = np.quantile(again, tails, method="inverted_cdf").tolist()
        near = np.unique(replicate_of[np.abs(in_replicates - at) <= 1])
        found.append(
            TrendBreak(
                theme=name,
                at=series.labels[at],
                time=float(series.times[at]),
                earliest=series.labels[min(early, at)],
                latest=series.labels[max(late, at)],
                before=levels[number],
                after=levels[number + 1],
                found=len(near) / len(drawn),
            )
        )
    return found


def _notes(comparison: Comparison, groups: Groups, series: _Series) -> tuple[str, ...]:
    by = comparison.by
    notes = []
    if groups.missing is not None:
        number = counted(groups.of.count(groups.missing), "document")
        notes.append(f"{number} without a value in {by!r}: left out of the trend")
    kept = {int(i) for i in series.places}
    bare = [label for i, label in enumerate(groups.labels) if i not in kept and i != groups.missing]
    if bare:
        notes.append(f"{by} {listed(bare)}: no words at all, left out of the trend")
    if not series.years and looks_like_months(series.times.tolist()):
        notes.append(
            f"the numbers in {by!r} look like months or days, and were taken as they are, so that a year is "
            "100 or 10,000 long: give dates, or text such as '2021-03'"
        )
    if len(series.times) < _ENOUGH_TIMES:
        notes.append(
            f"{counted(len(series.times), 'time')} only: a trend of less than {_ENOUGH_TIMES} is rough, and "
            "breaks are hardly found"
        )
    single = int((series.documents == 1).sum())
    if single:
        notes.append(
            f"{single:,} of {counted(len(series.times), 'time')} with one document only: how often and when "
            "replicates find a break, and documents_low and documents_high, say there how its sentences "
            "differ, not how other documents would"
        )
    return tuple(notes)
