"""What opens a number: sentences, an explanation; and what shows many of them: plots, tables, the page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from themescore.errors import check_option
from themescore.scoring.base import ScoredDocuments
from themescore.scoring.options import as_weights, check_measure
from themescore.weighing.weighting import as_weighting

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.comparing.grouping import By
    from themescore.evidence.evidence import Evidence
    from themescore.plots import ScoresPlots
    from themescore.scoring.emphasis import EmphasisWeights
    from themescore.scoring.explanation import ScoreExplanation
    from themescore.tables import DisplayTable
    from themescore.weighing.weighting import Weighting


class ShowingScores(ScoredDocuments):
    """Evidence, explanations, plots, tables and the report."""

    def evidence(
        self,
        theme: str,
        document: str | int | None = None,
        *,
        group: object = None,
        by: By | None = None,
        order: str = "text",
        limit: int | None = None,
        context: int = 0,
        seed: int = 0,
        weights: EmphasisWeights | None = None,
    ) -> Evidence:
        """Return the sentences that mention a theme.

        Parameters
        ----------
        theme : str
            The theme's name, as in ``scores.themes.names``.
        document : str or int, optional
            A document's id or position; all documents if not given.
        group : object, optional
            The name or value of a group: the sentences of its documents alone. That of documents without a
            value is ``(missing)``.
        by : str or callable, optional
            What `group` is one of: a metadata column, or a function of each `Document`.
        order : {"text", "strongest", "sample"}
            Of the documents and their text; by what the strongest mention of a sentence counts in the measure
            ``emphasis`` (the weights of its cue, place and pattern multiplied), the highest first, and where
            that is the same by what all its mentions count; or drawn by chance.
        limit : int, optional
            The first so many of them, from 1; all if not given.
        context : int
            How many sentences before and after are shown as well, from 0 to 20.
        seed : int
            Where the random numbers of a sample begin, from 0: the same seed draws the same sentences, and
            a smaller `limit` the first of them.
        weights : EmphasisWeights, optional
            What cues and places count; ``EmphasisWeights()`` if not given.

        Raises
        ------
        InputError
            If there is no such theme, document, column or group; for a context, if the texts came from an
            iterator.
        OptionError
            If an option is out of range, or of `group` and `by` one is given alone.

        Examples
        --------
        >>> import themescore as ts
        >>> scores = ts.score(["Trade grew. Reform goes on。深化改革。"], {"Reform": ["reform", "改革"]})
        >>> print(scores.evidence("Reform"))
        0, sentence 2: [Reform] goes on。
        0, sentence 3: 深化[改革]。
        >>> text = "It rained. Reform goes on. The meeting stressed that reform must go on. It snowed."
        >>> scores = ts.score([text], {"Reform": ["reform"]})
        >>> print(scores.evidence("Reform", order="strongest", limit=1, context=1))
        0, sentence 3 (1.5: stress 2):
          Reform goes on.
          The meeting stressed that [reform] must go on.
          It snowed.
        """
        from themescore.evidence.finding import evidence

        return evidence(
            self._scores,
            self._theme(theme),
            None if document is None else self._document(document),
            group=group,
            by=by,
            order=order,
            limit=limit,
            context=context,
            seed=seed,
            weights=as_weights(weights),
        )

    @property
    def plot(self) -> ScoresPlots:
        """Plots: ``heatmap``, ``dispersion``, ``side_by_side``; see docs/plots.md.

        They need Altair: ``pip install "themescore[plot]"``.
        """
        from themescore.plots.registry import ScoresPlots

        return ScoresPlots(self._scores)

    def display_table(self, measure: str = "rate") -> DisplayTable:
        """Return a table of documents by themes, to be shown, printed or sent.

        Parameters
        ----------
        measure : {"rate", "count", "share", "tfidf", "emphasis"}
            As in `table`.

        Raises
        ------
        OptionError
            Another value of `measure`.

        Examples
        --------
        >>> import themescore as ts
        >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
        >>> scores.display_table()
        DisplayTable('How often each theme is mentioned': 2 rows, 3 columns)
        """
        from themescore.tables.contents import of_scores

        return of_scores(self._scores, measure)

    def explain(
        self,
        theme: str,
        document: str | int,
        *,
        measure: str = "emphasis",
        weights: EmphasisWeights | None = None,
        weighting: Weighting | None = None,
    ) -> ScoreExplanation:
        """Return how a theme's score in a document comes about: frequency, rarity, cues and place.

        The scores of the rows, and those of the mentions, add up to what `table` has, by any weighting and
        with the reference where there is one. docs/weights.md says what frequency and rarity are where a
        weighting, such as BM25, does not simply multiply them.

        Parameters
        ----------
        theme : str
            The theme's name, as in ``scores.themes.names``.
        document : str or int
            The document's id or position.
        measure : {"emphasis", "tfidf"}
            Which of the two in `table` is explained; of ``tfidf`` all weights are 1, those of patterns too.
        weights, weighting : optional
            As in `table`.

        Raises
        ------
        InputError
            If there is no such theme or document; words or forms that the reference has never seen, and a
            weighting that has no weight for them.
        OptionError
            Another measure; weights or a weighting that are none; weights for ``tfidf``.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["The meeting stressed that reform must go on.", "Trade grew. So did wages."]
        >>> ts.score(texts, {"Reform": ["reform"]}).explain("Reform", 0)
        Reform in 0: emphasis 0.53 of 1 mention
        form    frequency  rarity  weight  cue  place  score
        reform          1    1.41       1  1.5      1   0.53
        score: the product divided by the document's norm, 3.98
          0.53, stress 2, body  The meeting stressed that [reform] must go on.
        """
        from themescore.scoring.explanation import explain

        check_option("measure", measure, ("emphasis", "tfidf"))
        check_measure(measure, weights, weighting)
        self._check_kept("explain")
        place = self._theme(theme), self._document(document)
        return explain(self._scores, *place, measure, weights, as_weighting(weighting))

    def report(
        self,
        path: str | os.PathLike[str],
        *,
        by: By | None = None,
        comparison: Comparison | None = None,
        title: str | None = None,
        language: str = "en",
    ) -> None:
        """Write one self-contained HTML page: themes by document, groups, the sentences behind them.

        It opens without a network, loads nothing and sends nothing. Each number opens its sentences, which
        can be searched. A page with more sentences than 3 MB hold keeps the strongest of each number and
        says how many there are: see docs/report.md.

        Parameters
        ----------
        path : str or path
            Where to; a file that is there is replaced once the new one is complete.
        by : str or callable, optional
            What to compare groups by, as in `compare`.
        comparison : Comparison, optional
            What `compare` of these scores returned, instead of `by`: with another baseline, measure, level.
        title : str, optional
            The page's heading.
        language : {"en", "zh"}
            The language of the page's own words, English or simplified Chinese. Texts and names stay as they
            are, and what a comparison warns of stays English.

        Raises
        ------
        WriteError
            If the file cannot be written; one that was there is whole.
        InputError
            As in `compare`; if both `by` and `comparison` are given, or that is of other scores.
        OptionError
            Another language; a path that ends as that of another format, such as .pdf.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> import themescore as ts
        >>> corpus = ts.Corpus(["Reform goes on.", "改革在继续。"], ids=["english", "chinese"])
        >>> scores = ts.score(corpus, {"Reform": ["reform", "改革"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder) / "report.html"
        ...     scores.report(path, language="zh")
        ...     print("2 份文档的主题侧重" in path.read_text(encoding="utf-8"))
        True
        """
        from themescore.report import write_report

        write_report(self._scores, path, by=by, comparison=comparison, title=title, language=language)
