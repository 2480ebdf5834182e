"""Groups of documents against each other, with intervals."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.counting import thread_count
from themescore.errors import OptionError, ThemescoreWarning, check_whole_number, listed, shown
from themescore.findings import findings
from themescore.frames import build
from themescore.grouping import Groups, groups_of
from themescore.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scores import Scores
    from themescore.trend import Trend

__all__ = ["Comparison"]

LEVEL, REPLICATES, SEED = 0.95, 2000, 0  # unless something else is asked for
_FEWEST_REPLICATES = 100
_MOST_REPLICATES = 1_000_000
_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One theme in one group against all other groups.

    Parameters
    ----------
    theme, group : str
        Their names.
    documents, words, mentions : int
        Of the group.
    rate, low, high : float
        Mentions per 1,000 words and its interval; nan where there is none.
    ratio, ratio_low, ratio_high : float
        The rate divided by that of the other groups, and its interval.
    log_odds, z : float
        Log odds against the other groups with an informative prior of 1,000 words, and what it is in standard
        deviations (Monroe, Colaresi, Quinn 2008).
    g2 : float
        Dunning's log-likelihood ratio over the four cells mention or other word by group or others.
    p, q : float
        How often chance alone makes the rates differ as much (see `Comparison`), and the share of false
        findings among all rows with a q no larger; nan where there is nothing to compare.
    dispersion : float
        How unevenly the group's documents share the mentions (DP, Gries 2008): 0 to nearly 1; nan without
        mentions.
    """

    theme: str
    group: str
    documents: int
    words: int
    mentions: int
    rate: float
    low: float
    high: float
    ratio: float
    ratio_low: float
    ratio_high: float
    log_odds: float
    z: float
    g2: float
    p: float
    q: float
    dispersion: float


@dataclass(frozen=True, repr=False)
class Comparison:
    """Each group against all others, theme by theme; what `Scores.compare` returns.

    The intervals are those of a bootstrap that draws whole documents within each group, because documents,
    not words, are what was sampled. In a group of fewer than five documents it draws, within each document
    drawn, its sentences again: a few documents agree by chance too often for their spread to be believed.
    The percentiles are widened for few documents by Student's t (Hesterberg 2015, "What teachers should know
    about the bootstrap", 3.4). There is no interval where the group has no mention, and none of a ratio where
    the others have none. If one of the two has none, 0.5 is added to both numbers of mentions before the
    ratio is taken.

    p is that of a permutation test: the groups are dealt out anew among the documents, which keep their words
    and mentions, as many times as the bootstrap draws, and p is the share of deals, with the one that there
    is, whose rate differs from that of the others by no less. It asks nothing of how words come about, but
    that under chance any document might have been of any group. q is p corrected for the number of rows
    (Benjamini and Hochberg 1995).

    Attributes
    ----------
    by : str
        The metadata column.
    level : float
        The confidence level.
    replicates, seed : int
        Of the bootstrap.
    rows : tuple of ComparisonRow
        By theme, then group.
    warnings : tuple of str
        What has to be said beside the numbers.
    findings : tuple of str
        A sentence for each row that chance hardly explains: with a q below 1 - `level` and an interval of the
        ratio without 1, where there is one. The largest difference comes first.
    """

    by: str
    level: float
    replicates: int
    seed: int
    rows: tuple[ComparisonRow, ...]
    warnings: tuple[str, ...]
    findings: tuple[str, ...] = ()
    _scores: Scores | None = field(default=None, compare=False)
    _groups: Groups | None = field(default=None, compare=False)

    @property
    def groups(self) -> list[str]:
        """The groups, in order."""
        return list(dict.fromkeys(row.group for row in self.rows))

    def to_frame(self) -> Any:
        """Return a frame with one row a theme and group.

        Columns: theme, group, documents, words, mentions, rate (mentions per 1,000 words), low, high, ratio,
        ratio_low, ratio_high, log_odds, z, g2, p, q, dispersion.
        """
        names = ComparisonRow.__slots__
        return build(
            {name: [getattr(row, name) for row in self.rows] for name in names},
            like=None if self._scores is None else self._scores._documents._frame,
        )

    def trend(
        self,
        *,
        autocorrelation: str | None = "hamed-rao",
        penalty: float | None = None,
        min_size: int = 2,
        threads: int | None = None,
    ) -> Trend:
        """Take the groups for times: how each theme rises or falls, how fast, and when it broke.

        Level, replicates and seed are those of the comparison. docs/trend.md says how far each number holds.

        Parameters
        ----------
        autocorrelation : {"hamed-rao"} or None
            Whether a series that remembers what it was, so that a chance run looks like a trend, widens the
            variance behind p and the intervals of slopes, and what a break has to be worth.
        penalty : float, optional
            What a break has to lessen the deviance by, in units of the dispersion. If not given, the quantile
            of F at (1 - `level`) / times with 1 and 2 (times - 1) / 3 degrees of freedom: 14 to 22.
        min_size : int
            The fewest times that a level lasts, from 1.
        threads : int, optional
            As in `score`.

        Returns
        -------
        Trend
            One row a theme, and one a break.

        Raises
        ------
        InputError
            If a group's value is neither a number nor a date, or two are the same time; if there are fewer
            than 4 times with words, or more than 2,000; if there are more than 2^28 replicates times groups
            times themes, which is 2 GB.
        OptionError
            If an option is out of range.

        Warns
        -----
        ThemescoreWarning
            Documents without a value and times without words, which are left out; few times; times of one
            document.

        Notes
        -----
        A time is a number as it is, or a date in years: '2021-03' is 1 March 2021, '2021Q3' 1 July. Times may
        be apart as they like. Each series is that of the rates r_t = 1000 c_t / n_t.

        - p: Mann (1945) and Kendall (1975), S the sum of the signs of r_u - r_t over all t < u, its variance
          corrected for ties and multiplied by what Hamed and Rao (1998) find in the ranks of the detrended
          rates, where that is above 1; corrected for continuity. For 10 times or fewer without ties or
          autocorrelation from all orders.
        - Slope: the median of (r_u - r_t) / (u - t); its interval from the variance of S (Sen 1968).
        - Breaks: the partition that makes the Poisson deviance 2 sum c ln(c / e) of its levels, plus a price
          for each break, the least (optimal partitioning); the price is `penalty` times the dispersion, which
          comes from the differences between neighbours. A series that a growth by the same share in all times
          explains as well has no break.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Reform goes on. " * (1 + year) + "Trade grew. " * (70 - year) for year in range(12)]
        >>> corpus = ts.Corpus(texts, metadata={"year": list(range(2010, 2022))})
        >>> trend = ts.score(corpus, {"Reform": ["reform"]}).compare("year").trend()
        >>> trend.to_frame()[["theme", "first", "last", "slope", "slope_low", "slope_high"]]
            theme first  last  slope  slope_low  slope_high
        0  Reform  2010  2021   6.44       6.27        6.62
        """
        from themescore.trend_rows import trend

        found = trend(
            self, autocorrelation=autocorrelation, penalty=penalty, min_size=min_size, threads=threads
        )
        for note in found.warnings:
            warnings.warn(note, ThemescoreWarning, stacklevel=2)
        return found

    def __repr__(self) -> str:
        return f"Comparison(by {self.by!r}: {listed(self.groups)})"

    def __str__(self) -> str:
        """Return the comparison as a table for the terminal, the strongest group of a theme first."""
        from themescore.texttables import comparison_text

        return comparison_text(self, _COLUMNS)

    def _repr_html_(self) -> str:
        from themescore.view import comparison_table

        return comparison_table(self)


def compare(
    scores: Scores,
    by: str,
    *,
    level: float = LEVEL,
    replicates: int = REPLICATES,
    seed: int = SEED,
    threads: int | None = None,
) -> Comparison:
    """Compare the groups of a metadata column; `Scores.compare` has the documentation, and warns."""
    _check(level, replicates, seed)
    groups = groups_of(scores._documents, by)
    labels, group_of, missing_group = groups.labels, groups.of, groups.missing
    counts = scores._counts
    units = np.asarray(_core.resampling_units(counts, group_of, len(labels)))
    columns = _core.compare(
        counts,
        group_of,
        len(labels),
        _tails(units, level),
        replicates=replicates,
        seed=seed,
        threads=thread_count(threads),
    )
    columns["low"], columns["high"] = columns.pop("rate_low"), columns.pop("rate_high")
    columns["q"] = false_discovery_rates(columns["p"])
    theme_names = scores.themes.names
    lists = {name: values.tolist() for name, values in columns.items()}
    lists["theme"] = [theme_names[i] for i in lists["theme"]]
    lists["group"] = [labels[i] for i in lists["group"]]
    names = ComparisonRow.__slots__
    rows = tuple(ComparisonRow(*values) for values in zip(*(lists[name] for name in names), strict=True))
    notes = _notes(by, labels, np.bincount(group_of, minlength=len(labels)), missing_group, rows)
    sentences = findings(scores, by, rows, np.array(group_of), level)
    return Comparison(by, level, replicates, seed, rows, notes, sentences, scores, groups)


def _check(level: object, replicates: object, seed: object) -> None:
    if isinstance(level, bool) or not isinstance(level, (int, float)) or not 0 < level < 1:
        reason = f"level={shown(level)}: it can be a number between 0 and 1, such as 0.95"
        raise OptionError(reason, option="level", value=level)
    check_whole_number("replicates", replicates, _FEWEST_REPLICATES, _MOST_REPLICATES)
    check_whole_number("seed", seed, 0, 2**64 - 1)


def false_discovery_rates(p: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return q for each p, nan where that is nan (Benjamini and Hochberg 1995)."""
    q = np.full(len(p), np.nan)
    there = np.flatnonzero(~np.isnan(p))
    order = there[np.argsort(p[there])]
    raised = p[order] * len(order) / np.arange(1, len(order) + 1)
    q[order] = np.minimum.accumulate(raised[::-1])[::-1]
    bounded: npt.NDArray[np.float64] = np.minimum(q, 1)
    return bounded


def _tails(units: npt.NDArray[np.int64], level: float) -> list[float]:
    """Return, for each group, the share of replicates outside of the interval at either end.

    Expanded percentile interval: Phi(-sqrt(n / (n - 1)) t), with t the quantile of Student's t of n - 1
    degrees of freedom and n the smaller of the group's units and all others'.
    """
    from scipy.stats import norm, t

    n = np.minimum(units, units.sum() - units).astype(float)
    few = n < 2
    n[few] = 2
    tails = norm.cdf(-np.sqrt(n / (n - 1)) * t.ppf((1 + level) / 2, n - 1))
    return [0.0 if is_few else float(tail) for is_few, tail in zip(few, tails, strict=True)]


def _notes(
    by: str,
    labels: Sequence[str],
    documents: npt.NDArray[np.int64],
    missing_group: int | None,
    rows: Sequence[ComparisonRow],
) -> tuple[str, ...]:
    notes = []
    single = [label for label, number in zip(labels, documents, strict=True) if number == 1]
    few = [
        label for label, number in zip(labels, documents, strict=True) if 1 < number < _core.ENOUGH_DOCUMENTS
    ]
    if single:
        notes.append(
            f"{by} {listed(single)}: one document only, so the interval says how its sentences differ, "
            "not how other documents would"
        )
    if few:
        notes.append(
            f"{by} {listed(few)}: fewer than {_core.ENOUGH_DOCUMENTS} documents, so the intervals are wide "
            "and rough (drawn from their sentences too)"
        )
    if missing_group is not None:
        number = counted(int(documents[missing_group]), "document")
        notes.append(f"{number} without a value in {by!r}: compared as group {labels[missing_group]!r}")
    bare = [label for label in labels if all(row.words == 0 for row in rows if row.group == label)]
    if bare:
        notes.append(f"{by} {listed(bare)}: no words at all")
    return tuple(notes)
