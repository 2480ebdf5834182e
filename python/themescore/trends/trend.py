"""Whether themes rise or fall over time, how fast, how sure that is, and when they changed their level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from themescore.corpora.frames import build
from themescore.errors import shown
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.plots import TrendPlots
    from themescore.tables import DisplayTable

__all__ = ["Trend", "TrendBreak", "TrendRow"]

_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One theme over time.

    Parameters
    ----------
    theme : str
        Its name.
    times : int
        How many there are.
    first, last : str
        The first and the last of them, as the groups are named.
    mentions : int
        In all of them.
    rate_first, rate_last : float
        Mentions per 1,000 words then.
    tau, z, p, q : float
        Kendall's tau-b; the Mann-Kendall statistic in standard deviations; its two-sided p; the share of
        false findings among all themes with a q no larger. nan where all rates are the same.
    correction : float
        What autocorrelation multiplied the variance behind `z`, `p` and the interval of the slope by, from 1.
    slope, slope_low, slope_high : float
        Sen's slope, the median of the changes between all pairs of times, in mentions per 1,000 words for
        each year (or unit of the variable), and its interval; nan where there are too few times for one.
    documents_low, documents_high : float
        Interval of the slope by a bootstrap over documents, which takes the years as they were.
    breaks : int
        How many times the level changed.
    """

    theme: str
    times: int
    first: str
    last: str
    mentions: int
    rate_first: float
    rate_last: float
    tau: float
    z: float
    p: float
    q: float
    correction: float
    slope: float
    slope_low: float
    slope_high: float
    documents_low: float
    documents_high: float
    breaks: int


@dataclass(frozen=True, slots=True)
class TrendBreak:
    """A time when a theme changed its level.

    Parameters
    ----------
    theme : str
        Its name.
    at : str
        The first time of the new level, as the groups are named.
    time : float
        The same as a number; dates are in years.
    earliest, latest : str
        The interval of `at`: where the bootstrap over documents puts the break between its neighbours.
    before, after : float
        Mentions per 1,000 words from the break before to this one, and from this one to the next.
    found : float
        The share of replicates of the bootstrap that have a break within one time of this one, where a break
        has to be worth as much as in the series itself.
    """

    theme: str
    at: str
    time: float
    earliest: str
    latest: str
    before: float
    after: float
    found: float


@dataclass(frozen=True, repr=False)
class Trend:
    """Each theme over time; what `Comparison.trend` returns.

    Attributes
    ----------
    by : str
        The metadata column.
    level : float
        The confidence level.
    autocorrelation : str or None
        Whether the series' own memory widens what is said of chance.
    times : tuple of str
        The groups in order of time.
    years : bool
        Whether slopes are for a year; for a unit of the variable otherwise.
    rows : tuple of TrendRow
        By theme.
    breaks : tuple of TrendBreak
        By theme, then time.
    warnings : tuple of str
        What has to be said beside the numbers.
    findings : tuple of str
        A sentence for each theme that rises or falls with a q below 1 - `level`, or has a break.
    """

    by: str
    level: float
    autocorrelation: str | None
    times: tuple[str, ...]
    years: bool
    rows: tuple[TrendRow, ...]
    breaks: tuple[TrendBreak, ...]
    warnings: tuple[str, ...]
    findings: tuple[str, ...] = ()
    _like: Any = field(default=None, compare=False)
    _comparison: Comparison | None = field(default=None, compare=False)

    def to_frame(self) -> Any:
        """Return a frame with one row a theme.

        Columns: theme, times, first, last, mentions, rate_first, rate_last, tau, z, p, q, correction, slope,
        slope_low, slope_high, documents_low, documents_high, breaks.
        """
        names = TrendRow.__slots__
        return build({name: [getattr(row, name) for row in self.rows] for name in names}, like=self._like)

    def breaks_frame(self) -> Any:
        """Return a frame with one row a break.

        Columns: theme, at, time, earliest, latest, before, after, found.
        """
        names = TrendBreak.__slots__
        return build({name: [getattr(row, name) for row in self.breaks] for name in names}, like=self._like)

    @property
    def plot(self) -> TrendPlots:
        """Plots: ``lines``; see docs/plots.md.

        They need Altair: ``pip install "themescore[plot]"``.
        """
        from themescore.plots.registry import TrendPlots

        return TrendPlots(self)

    def display_table(self) -> DisplayTable:
        """Return a table of all themes, to be shown, printed or sent.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Reform. " * (1 + year % 3) + "Trade goes on here." for year in range(2001, 2013)]
        >>> corpus = ts.Corpus(texts, metadata={"year": range(2001, 2013)})
        >>> themes = {"Reform": ["reform"], "Trade": ["trade"]}
        >>> ts.score(corpus, themes).compare("year").trend().display_table()
        DisplayTable('Themes over time, by year': 2 rows, 10 columns)
        """
        from themescore.tables.contents import of_trend

        return of_trend(self)

    def __repr__(self) -> str:
        times = f"{counted(len(self.times), 'time')}, {shown(self.times[0])} to {shown(self.times[-1])}"
        return f"Trend(by {self.by!r}: {counted(len(self.rows), 'theme')}, {times})"

    def __str__(self) -> str:
        """Return the trends as a table for the terminal."""
        from themescore.trends.view import trend_text

        return trend_text(self, _COLUMNS)

    def _repr_html_(self) -> str:
        from themescore.trends.view import trend_table

        return trend_table(self)
