"""What a comparison of groups is: a row for each theme and group, and what is to be said of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from themescore.corpora.frames import build
from themescore.errors import listed, warn_of

if TYPE_CHECKING:
    from themescore.comparing.comparing import Request
    from themescore.comparing.grouping import Groups
    from themescore.comparing.sensitivity import Sensitivity
    from themescore.evidence.evidence import Evidence
    from themescore.plots import ComparisonPlots
    from themescore.scoring.scores import Scores
    from themescore.tables import DisplayTable
    from themescore.trends.trend import Trend

__all__ = ["Comparison"]

_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One theme in one group against what the group is compared with.

    Of a group that is itself the baseline, what compares is nan.

    Parameters
    ----------
    theme, group : str
        Their names.
    documents, words, mentions : int
        Of the group.
    rate, low, high : float
        Mentions per 1,000 words, or what else the measure is, and its interval; nan where there is none.
    ratio, ratio_low, ratio_high : float
        The rate divided by that of the others, and its interval; with strata that of Mantel and Haenszel.
    log_odds, z : float
        Log odds against the others with an informative prior of 1,000 words, and what it is in standard
        deviations (Monroe, Colaresi, Quinn 2008); with strata their mean by precision.
    g2 : float
        Dunning's log-likelihood ratio over the four cells mention or other word by group or others; with
        strata their sum.
    p, q : float
        How often chance alone makes the rates differ as much (see `Comparison`), and the share of false
        findings among all rows with a q no larger; nan where there is nothing to compare.
    dispersion : float
        How unevenly the group's documents share the mentions (DP, Gries 2008): 0 to nearly 1; nan without
        mentions.
    difference, difference_low, difference_high : float
        The rate less that of the others, and its interval; with strata that of Mantel and Haenszel.
    other_rate : float
        The rate of the others, strata or not.
    g2_two_cell : float
        The same as g2 over the two cells of mentions alone (Rayson and Garside 2000).
    design_effect : float
        How many times the variance of the rate is that of words drawn one by one (Kish 1965): intervals that
        take words for independent are too narrow by its square root. nan for one document.
    range : int
        How many of the group's documents have a mention.
    dp_norm : float
        `dispersion` divided by the most that it can be (Lijffijt and Gries 2012): 0 to 1; nan for one
        document.
    juilland_d : float
        Juilland's D: 1 where all documents have the same rate, 0 where one has all mentions; nan for one
        document.
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
    difference: float
    difference_low: float
    difference_high: float
    other_rate: float
    g2_two_cell: float
    design_effect: float
    range: int
    dp_norm: float
    juilland_d: float


@dataclass(frozen=True)
class Measure:
    """What rates are of.

    Parameters
    ----------
    name : str
        As `Scores.compare` calls it.
    per : int
        Of how many words, or what else it counts against.
    counted, of : str
        What is counted, and against what.
    """

    name: str
    per: int
    counted: str
    of: str

    @property
    def unit(self) -> str:
        """What one of a rate means: mentions per 1,000 words."""
        return f"{self.counted} {self.short}"

    @property
    def short(self) -> str:
        """The unit as the head of a column."""
        return f"per {self.per:,} {self.of}"


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("rate", 1000, "mentions", "words"),
        Measure("sentences", 100, "sentences that mention it", "sentences"),
        Measure("share", 100, "mentions", "mentions of any theme"),
    )
}


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

    Within strata (`within`) groups are compared in each stratum and the strata combined by the weights of
    Mantel and Haenszel; documents are drawn, and groups dealt out, within each stratum. Where a group has a
    single document in a stratum, documents are drawn from the group as a whole: those intervals are on the
    wide side, and where fewer than five strata have mentions there is none.

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
        ratio without 1, where there is one. The largest difference comes first. Of two groups, each compared
        with the other, the one with more of a theme has the sentence.
    baseline : str
        What each group is compared with: ``rest``, ``all`` or a group.
    within : str or None
        What the strata are.
    measure : Measure
        What rates are of.
    interval : str
        The kind of interval.
    """

    by: str
    level: float
    replicates: int
    seed: int
    rows: tuple[ComparisonRow, ...]
    warnings: tuple[str, ...]
    findings: tuple[str, ...] = ()
    baseline: str = "rest"
    within: str | None = None
    measure: Measure = MEASURES["rate"]
    interval: str = "expanded"
    _scores: Scores | None = field(default=None, compare=False)
    _request: Request | None = field(default=None, compare=False)

    @property
    def groups(self) -> list[str]:
        """The groups, in order."""
        return list(dict.fromkeys(row.group for row in self.rows))

    @property
    def _groups(self) -> Groups | None:
        return None if self._request is None else self._request.groups

    def _with(self, warnings: tuple[str, ...], findings: tuple[str, ...]) -> Comparison:
        return replace(self, warnings=warnings, findings=findings)

    @property
    def others(self) -> str:
        """What each group is compared with, as a sentence calls it."""
        return {"rest": "the others", "all": "all documents"}.get(self.baseline, self.baseline)

    def to_frame(self) -> Any:
        """Return a frame with one row a theme and group.

        Columns: theme, group, documents, words, mentions, rate (of `measure`), low, high, ratio, ratio_low,
        ratio_high, log_odds, z, g2, p, q, dispersion, difference, difference_low, difference_high,
        other_rate, g2_two_cell, design_effect, range, dp_norm, juilland_d.
        """
        names = ComparisonRow.__slots__
        return build(
            {name: [getattr(row, name) for row in self.rows] for name in names},
            like=None if self._scores is None else self._scores._documents._frame,
        )

    def evidence(
        self,
        theme: str,
        group: object,
        *,
        order: str = "strongest",
        limit: int | None = None,
        context: int = 0,
        seed: int = 0,
    ) -> Evidence:
        """Return the sentences behind a row: those of a group that mention a theme.

        Parameters
        ----------
        theme : str
            The theme's name.
        group : object
            The group's name, as in `groups`, or its value.
        order, limit, context, seed
            As in `Scores.evidence`; the strongest first if nothing is said.

        Raises
        ------
        InputError, OptionError
            As in `Scores.evidence`.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Reform! Reform of prices.", "Reform.", "Prices rose a bit.", "Prices fell. No reform."]
        >>> corpus = ts.Corpus(texts, metadata={"source": ["party", "party", "bank", "bank"]})
        >>> comparison = ts.score(corpus, {"Reform": ["reform"]}).compare("source")
        >>> print(comparison.evidence("Reform", "bank", order="text"))
        3, sentence 2: No [reform].
        """
        from themescore.evidence.finding import of_comparison

        return of_comparison(self, theme, group, order=order, limit=limit, context=context, seed=seed)

    def sensitivity(self) -> Sensitivity:
        """Try whether the findings survive: what a sceptic asks next.

        Each finding is compared again without the document, and without the pattern, that it leans on most:
        the one without which the ratio is nearest to 1, of all that there are. Then by the other measures,
        with the other boundaries of words, and with mentions that count by their cues and places, of which
        the direction alone is told. Everything is computed anew, q as well. Of a pattern left out its
        mentions are; what another pattern would find in their place is not looked for.

        Returns
        -------
        Sensitivity
            One row a finding and change; ``fragile`` are those that do not hold.

        Examples
        --------
        >>> import themescore as ts
        >>> party = ["Reform. " * (3 + i % 2) + "Word. " * 20 for i in range(6)]
        >>> bank = ["Reform. " + "Word. " * 20 for i in range(6)]
        >>> corpus = ts.Corpus(party + bank, metadata={"source": ["party"] * 6 + ["bank"] * 6})
        >>> comparison = ts.score(corpus, {"Reform": ["reform"]}).compare("source")
        >>> frame = comparison.sensitivity().to_frame()
        >>> frame[frame.group == "party"][["change", "value", "ratio", "holds"]].round(2)
             change      value  ratio  holds
        5  document          1   3.05   True
        6   measure  sentences   3.13   True
        7  boundary       word   3.13   True
        8  boundary        any   3.13   True
        9   weights   emphasis   3.13   True
        """
        from themescore.comparing.sensitivity import sensitivity

        return sensitivity(self)

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
            If the comparison has strata or another measure than rates of words; if a group's value is neither
            a number nor a date, or two are the same time; if there are fewer
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
        from themescore.trends.rows import trend

        found = trend(
            self, autocorrelation=autocorrelation, penalty=penalty, min_size=min_size, threads=threads
        )
        warn_of(found.warnings, stacklevel=2)
        return found

    @property
    def plot(self) -> ComparisonPlots:
        """Plots: ``intervals``; see docs/plots.md.

        They need Altair: ``pip install "themescore[plot]"``.
        """
        from themescore.plots.registry import ComparisonPlots

        return ComparisonPlots(self)

    def display_table(self) -> DisplayTable:
        """Return a table of all rows, to be shown, printed or sent.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.Corpus(["Reform.", "Trade and peace."] * 6, metadata={"year": [2023, 2024] * 6})
        >>> comparison = ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"]}).compare("year")
        >>> comparison.display_table()
        DisplayTable('Themes by year': 4 rows, 12 columns)
        """
        from themescore.tables.contents import of_comparison

        return of_comparison(self)

    def __repr__(self) -> str:
        return f"Comparison(by {self.by!r}: {listed(self.groups)})"

    def __str__(self) -> str:
        """Return the comparison as a table for the terminal, the strongest group of a theme first."""
        from themescore.showing.texttables import comparison_text

        return comparison_text(self, _COLUMNS)

    def _repr_html_(self) -> str:
        from themescore.showing.view import comparison_table

        return comparison_table(self)
