"""Scores: documents by themes, with the mentions and sentences behind every number."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from themescore import _core
from themescore.corpus import Corpus
from themescore.document_list import SentencePlace
from themescore.emphasis import EmphasisWeights
from themescore.errors import InputError, OptionError, check_option, listed, shown, warn_of
from themescore.exposures import sentence_keys
from themescore.frames import build
from themescore.view import counted
from themescore.weighting import Weighting, as_weighting, check_unseen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from themescore.comparison import Comparison
    from themescore.cues import Cues
    from themescore.document_list import DocumentList
    from themescore.evidence import Evidence
    from themescore.grouping import By
    from themescore.plots import ScoresPlots
    from themescore.profiles import Profiles
    from themescore.reference import Reference
    from themescore.score_explanation import ScoreExplanation
    from themescore.tables import DisplayTable
    from themescore.themes import Themes
    from themescore.tokenizer import Tokenizer

__all__ = ["Scores"]

_SHOWN_DOCUMENTS = 20
_SHOWN_THEMES = 12


class Scores:
    """What `score` returns: documents by themes, and every mention behind the numbers.

    In a notebook it shows itself as a table of rates. It does not change.
    """

    def __init__(
        self,
        documents: DocumentList,
        themes: Themes,
        tokenizer: Tokenizer,
        boundary: str,
        cues: Cues | None,
        counts: _core.Counts,
        reference: Reference | None = None,
    ) -> None:
        self._documents, self._themes, self._tokenizer, self._counts = documents, themes, tokenizer, counts
        self._boundary = boundary
        self._cues = cues
        self._reference = reference
        self._sentence_cache: dict[int, list[tuple[int, int]]] = {}

    @property
    def corpus(self) -> Corpus:
        """The documents that were scored.

        Raises
        ------
        InputError
            If they came from an iterator, whose texts were let go.
        """
        if not isinstance(self._documents, Corpus):
            raise InputError(
                "the texts came from an iterator and were let go once they were counted; for what needs them "
                "whole, score a Corpus of them"
            )
        return self._documents

    @property
    def ids(self) -> tuple[str, ...]:
        """The documents' names, in order."""
        return self._documents.ids

    @property
    def metadata(self) -> Any:
        """What is known about the documents, as `Corpus.metadata` has it."""
        return self._documents.metadata

    @property
    def themes(self) -> Themes:
        """The themes that they were scored by."""
        return self._themes

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that found the words; its `taught` lists the words that it learned."""
        return self._tokenizer

    @property
    def boundary(self) -> str:
        """Where a mention may begin and end: see `score`."""
        return self._boundary

    @property
    def cues(self) -> Cues | None:
        """The cue lexicon; None if there was none."""
        return self._cues

    @property
    def reference(self) -> Reference | None:
        """What says how rare words and forms are; None if the documents themselves do."""
        return self._reference

    @property
    def words(self) -> npt.NDArray[np.int64]:
        """Words of each document, shape (documents,); numbers are words, punctuation is not."""
        return self._counts.words.copy()

    def table(
        self,
        measure: str = "tfidf",
        *,
        weights: EmphasisWeights | None = None,
        weighting: Weighting | None = None,
    ) -> Any:
        """Return documents by themes: one row a document, one column a theme.

        Parameters
        ----------
        measure : {"tfidf", "emphasis", "rate", "share", "count"}
            - ``count``: mentions.
            - ``rate``: mentions per 1,000 words; 0 for a document without words.
            - ``share``: mentions divided by those of all top-level themes; 0 for a document that mentions
              none. The shares of the top-level themes add up to 1. That of a nested theme is above its
              parent's where it has more mentions: see `mentions`.
            - ``tfidf``: the sum, over the forms found, of tf(c) idf(df), where c is the theme's mentions of
              the form and df the number of documents that mention it, divided by the norm of the document's
              vector over all its words: all three as `weighting` has them. By default c times
              ln((1 + N) / (1 + df)) + 1, N the number of documents, divided by the Euclidean length: from 0.
              A reference (see `score`) says N and df, where there is one.
              With patterns of one word and ``boundary="word"`` it is the sum of the columns that `dtm` has
              for those words, and with the default that of scikit-learn's ``TfidfVectorizer``, given the same
              words (its own word pattern leaves out those of one letter).
            - ``emphasis``: ``tfidf`` with each mention multiplied by the weights of the cue that governs it,
              of its place, and of its pattern, if that has one. See docs/emphasis.md.
        weights : EmphasisWeights, optional
            The weights of ``emphasis``; ``EmphasisWeights()`` if not given.
        weighting : Weighting, optional
            How ``tfidf`` and ``emphasis`` weigh the words and forms; ``Weighting()`` if not given.

        Returns
        -------
        frame
            Of the library that the metadata came in with: pandas with the ids as its index, or another with
            a first column ``id``. Pandas where there is no metadata.

        Raises
        ------
        OptionError
            Another value of `measure`; weights or a weighting for one that has none.
        InputError
            Words or forms that the reference has never seen, and a weighting that has no weight for them.

        Examples
        --------
        >>> import themescore as ts
        >>> scores = ts.score(["Reform and trade.", "Trade."], {"Reform": ["reform"], "Trade": ["trade"]})
        >>> scores.table("share")
            Reform  Trade
        id
        0      0.5    0.5
        1      0.0    1.0
        >>> scores.table("tfidf", weighting=ts.Weighting.bm25())
            Reform  Trade
        id
        0     0.23   0.06
        1     0.00   0.10
        """
        values = self._measured(measure, weights, weighting)
        columns = {name: values[:, i] for i, name in enumerate(self._themes.names)}
        return build(columns, like=self._documents._frame, index=("id", self.ids))

    def _measured(
        self, measure: str, weights: EmphasisWeights | None = None, weighting: Weighting | None = None
    ) -> npt.NDArray[Any]:
        check_measure(measure, weights, weighting)
        weighting = as_weighting(weighting)
        if self._reference is not None:
            self._check_unseen(weighting)
        by_mention = as_weights(weights)._compiled(self._themes)
        values = self._counts.measure(measure, by_mention, weighting._compiled(), self._collection)
        return values.astype(np.int64) if measure == "count" else values

    @cached_property
    def _collection(self) -> _core.Collection:
        if self._reference is None:
            return self._counts.collection()
        return self._reference._of_counts(self._counts, self._themes, self._boundary)

    def _check_unseen(self, weighting: Weighting) -> None:
        counts, collection = self._counts, self._collection
        found = set(counts.mentions["form"].tolist())  # the rest are what mentions are inside of
        unseen = [
            counts.forms[i] for i, df in enumerate(collection.form_frequencies) if not df and i in found
        ]
        unseen += [term for term, df in zip(counts.terms, collection.term_frequencies, strict=True) if not df]
        check_unseen(weighting, collection, list(dict.fromkeys(unseen)), "the reference")

    @cached_property
    def mentions(self) -> pa.Table:
        """Every mention, in order of document, start and theme.

        Columns: document, theme, pattern (as written in the theme file), form (what was found, normalised),
        start and end (code points of the document's text, half-open), inside (the form of the whole words, if
        only a part of one was taken; null otherwise), sentence (of the document, from 0), position (how many
        words of the document come before it), cue (the kind of the cue that governs it, or null), cue_level
        (1 to 3; 0 without a cue), place ("headline", "repeated headline", "lead", "body" or "closing"),
        quoted (whether it stands between quotation marks). Of a corpus that was cleaned also original_start
        and original_end: the smallest span of the original that holds the mention.

        A theme that contains others has their mentions and those of its own patterns, where they overlap the
        first and longest: with "trade" and "growth" in two nested themes and "trade growth" in a third, the
        text "trade growth" is one mention of the parent, and one of each of the three.

        Examples
        --------
        >>> import themescore as ts
        >>> text = "The reform of state-owned enterprises goes on."
        >>> scores = ts.score([text], {"Enterprises": ["state owned enterprise*"]})
        >>> mention = scores.mentions.to_pylist()[0]
        >>> text[mention["start"] : mention["end"]], mention["form"], mention["pattern"]
        ('state-owned enterprises', 'state owned enterprises', 'state owned enterprise*')
        """
        from themescore.mention_table import mention_table

        return mention_table(self)

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
        from themescore.evidence_finding import evidence

        return evidence(
            self,
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

        return ScoresPlots(self)

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

        return of_scores(self, measure)

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
        score: the product divided by the document's length, 3.98
          0.53, stress 2, body  The meeting stressed that [reform] must go on.
        """
        from themescore.score_explanation import explain

        check_option("measure", measure, ("emphasis", "tfidf"))
        check_measure(measure, weights, weighting)
        place = self._theme(theme), self._document(document)
        return explain(self, *place, measure, weights, as_weighting(weighting))

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
        from themescore.comparing import compare

        comparison = compare(
            self,
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
        from themescore.profile_making import profiles

        found = profiles(self, by, measure=measure, themes=themes, weights=weights, weighting=weighting)
        warn_of(found.warnings, stacklevel=2)
        return found

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
            Another language.

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

        write_report(self, path, by=by, comparison=comparison, title=title, language=language)

    def _theme(self, name: str) -> int:
        if name not in self._themes:
            raise InputError(f"no theme {shown(name)}: there is {listed(self._themes.names)}")
        return self._themes.names.index(name)

    def _document(self, key: str | int) -> int:
        return self._documents._position(key)

    def _sentences(self, document: int) -> list[tuple[int, int]]:
        """Return the sentences of a document; found again, once, when first asked for."""
        if document not in self._sentence_cache:
            self._sentence_cache[document] = self._tokenizer.sentences(self.corpus.texts[document])
        return self._sentence_cache[document]

    def _mentioned_sentence(self, document: int, number: int) -> tuple[int, int, str]:
        """Return where a sentence with mentions begins and ends in its document, and its text."""
        place = int(np.searchsorted(self._sentence_keys, document << 32 | number))
        found = self._counts.mentioned_sentences[place]
        start, end = int(found["start"]), int(found["end"])
        return start, end, self._documents._sentence(SentencePlace(place, document, start, end))

    @cached_property
    def _sentence_keys(self) -> npt.NDArray[np.int64]:
        return sentence_keys(self._counts.mentioned_sentences)

    def __reduce__(self) -> tuple[Any, ...]:
        # Counted again rather than kept: the texts, themes and tokenizer are all that it takes.
        cues = False if self._cues is None else self._cues
        again = (self.corpus, self._themes, self._tokenizer, self._boundary, cues, self._reference)
        return _score_again, again

    def _summary(self) -> str:
        # A theme that contains others has their mentions too; counted at the top, each is counted once.
        top_level = np.array([theme.parent < 0 for theme in self._themes._themes])
        mentions = int(top_level[self._counts.mentions["theme"]].sum())
        return (
            f"{counted(len(self._documents), 'document')}, {counted(len(self._themes), 'theme')}, "
            f"{counted(mentions, 'mention')} in {counted(int(self._counts.words.sum()), 'word')}"
        )

    def __repr__(self) -> str:
        return f"Scores({self._summary()})"

    def _repr_html_(self) -> str:
        """Return the rates as a table for the notebook."""
        from themescore.view import score_table

        return score_table(
            self._summary(),
            self.ids[:_SHOWN_DOCUMENTS],
            self._themes.names[:_SHOWN_THEMES],
            self._measured("rate")[:_SHOWN_DOCUMENTS, :_SHOWN_THEMES],
            (max(0, len(self._documents) - _SHOWN_DOCUMENTS), max(0, len(self._themes) - _SHOWN_THEMES)),
        )


def check_measure(measure: object, weights: object, weighting: object) -> None:
    """Raise OptionError unless there is such a measure, and it has the weights and the weighting."""
    check_option("measure", measure, _core.MEASURES)
    if weights is not None and measure != "emphasis":
        reason = f"weights are for measure='emphasis', not for {measure!r}: leave out one of the two"
        raise OptionError(reason, option="weights", value=weights)
    if weighting is not None and measure not in ("tfidf", "emphasis"):
        reason = f"a weighting is for 'tfidf' and 'emphasis', not for {measure!r}: leave out one of the two"
        raise OptionError(reason, option="weighting", value=weighting)
    as_weights(weights)
    as_weighting(weighting)


def as_weights(weights: object) -> EmphasisWeights:
    """Return the weights, the default ones for None."""
    if weights is None:
        return EmphasisWeights()
    if not isinstance(weights, EmphasisWeights):
        reason = f"weights are of type {type(weights).__name__}: give themescore.EmphasisWeights"
        raise OptionError(reason, option="weights", value=weights)
    return weights


def _score_again(
    corpus: Corpus,
    themes: Themes,
    tokenizer: Tokenizer,
    boundary: str,
    cues: Cues | Literal[False],
    reference: Reference | None,
) -> Scores:
    from themescore.scoring import score

    return score(corpus, themes, tokenizer=tokenizer, boundary=boundary, cues=cues, reference=reference)
