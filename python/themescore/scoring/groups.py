"""What compares documents and groups of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.errors import warn_of
from themescore.scoring.base import ScoredDocuments

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.comparing.grouping import By
    from themescore.profiling.profiles import Profiles
    from themescore.scoring.emphasis import EmphasisWeights
    from themescore.weighing.weighting import Weighting


class ComparingScores(ScoredDocuments):
    """Comparisons of groups, and profiles."""

    def compare(
        self,
        by: By,
        *,
        baseline: object = "rest",
        within: By | Sequence[By] | None = None,
        measure: str = "rate",
        interval: str = "expanded",
        level: float = 0.95,
        replicates: int = 2000,
        seed: int = 0,
        threads: int | None = None,
    ) -> Comparison:
        """Compare groups of documents, each against all others, theme by theme.

        Parameters
        ----------
        by : str or callable
            The metadata column that says which group a document is in, or a function that says it of a
            `Document`. Documents without a value are a group of their own, named ``(missing)``.
        baseline : {"rest", "all"} or a group
            What each group is compared with: the other groups together, all documents, or one group.
        within : str, callable or a list of them, optional
            Groups are compared in each stratum, documents that have these values in common (the same year),
            and the strata combined. Without it groups of documents from other years differ as years do.
        measure : {"rate", "sentences", "share"}
            What rates are: mentions per 1,000 words; sentences that mention the theme per 100 sentences,
            which documents of several languages ask for; mentions per 100 mentions of any theme.
        interval : {"expanded", "percentile", "bca"}
            Percentiles of the bootstrap, widened by Student's t for few documents; as they are; with bias and
            acceleration corrected (Efron 1987). docs/comparing.md shows what each covers.
        level : float
            Confidence level of the intervals, between 0 and 1.
        replicates : int
            How many times the bootstrap draws, and the permutation test deals, from 100.
        seed : int
            Where its random numbers begin, from 0; the same seed gives the same
            intervals for any number of threads, up to rounding of the C library's logarithm between machines.
        threads : int, optional
            As in `score`.

        Returns
        -------
        Comparison
            One row a theme and group: rates, ratios and differences with their intervals, log odds, G², p and
            q of a permutation test, dispersion.

        Raises
        ------
        InputError
            If there is no such column or baseline, or all documents are in one group.
        OptionError
            If `measure`, `interval`, `level`, `replicates`, `seed` or `threads` cannot be.

        Warns
        -----
        ThemescoreWarning
            Groups of few documents, of none with a value, without words, of other languages, or decided by
            one document; strata with one group only.

        Examples
        --------
        >>> import themescore as ts
        >>> corpus = ts.Corpus(
        ...     ["Reform! Reform of prices.", "Reform.", "Prices rose a bit.", "Prices fell. No reform."],
        ...     metadata={"source": ["party", "party", "bank", "bank"]},
        ... )
        >>> comparison = ts.score(corpus, {"Reform": ["reform"]}).compare("source")
        >>> comparison.to_frame()[["theme", "group", "mentions", "words", "ratio"]]
            theme  group  mentions  words  ratio
        0  Reform   bank         1      8   0.21
        1  Reform  party         3      5   4.80
        """
        from themescore.comparing.comparing import compare

        self._check_kept("compare")
        comparison = compare(
            self._scores,
            by,
            baseline=baseline,
            within=within,
            measure=measure,
            interval=interval,
            level=level,
            replicates=replicates,
            seed=seed,
            threads=threads,
        )
        warn_of(comparison.warnings, stacklevel=2)
        return comparison

    def profiles(
        self,
        by: By | None = None,
        *,
        measure: str = "share",
        themes: str = "top",
        weights: EmphasisWeights | None = None,
        weighting: Weighting | None = None,
    ) -> Profiles:
        """Return what each document or group emphasises, to say which are alike and which moved most.

        Parameters
        ----------
        by : str or callable, optional
            A metadata column, or a function of each `Document`: a profile for each of the groups, as in
            `compare`. One for each document if not given.
        measure : {"share", "rate", "tfidf", "emphasis"}
            What is compared. ``share``: mentions divided by those of all themes of the profile; of a group,
            those of its documents together. ``rate``: mentions per 1,000 words. ``tfidf``, ``emphasis``: as
            in `table`; of a group, the mean of its documents.
        themes : {"top", "leaf"}
            Those at the top, whose mentions are their own and those of all below; or those that hold no
            others. With both at once a mention would count twice.
        weights, weighting : optional
            As in `table`.

        Returns
        -------
        Profiles
            With ``similarity``, ``nearest``, ``order``, ``correspondence`` and ``moves``. See
            docs/profiles.md.

        Raises
        ------
        InputError
            If there is no such column, or all documents are in one group.
        OptionError
            Another value of an option; weights or a weighting for a measure that has none.

        Warns
        -----
        ThemescoreWarning
            Profiles without a mention or of few; documents without a group; themes that hold others and have
            patterns of their own, if ``themes="leaf"``.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Trade. Trade. Trade. Peace.", "Trade. Trade. Peace.", "Peace. Peace. Trade."]
        >>> scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"]), {"Trade": ["trade"], "Peace": ["peace"]})
        >>> print(scores.profiles())
        3 documents, 2 themes; Jensen-Shannon distance
        <BLANKLINE>
              a     b     c
        ───────────────────
        a     0  0.08  0.36
        b  0.08     0  0.29
        c  0.36  0.29     0
        <BLANKLINE>
        - closest: a and b (Jensen-Shannon distance 0.08)
        ...
        """
        from themescore.profiling.making import profiles

        self._check_kept("profiles")
        found = profiles(
            self._scores, by, measure=measure, themes=themes, weights=weights, weighting=weighting
        )
        warn_of(found.warnings, stacklevel=2)
        return found
