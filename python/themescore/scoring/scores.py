"""Scores: documents by themes, with the mentions and sentences behind every number."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from themescore.corpora.corpus import Corpus
from themescore.corpora.frames import build
from themescore.scoring.asking import ShowingScores
from themescore.scoring.emphasis import EmphasisWeights
from themescore.scoring.groups import ComparingScores
from themescore.showing.figures import decimals_for
from themescore.showing.view import counted
from themescore.weighing.weighting import Weighting

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from themescore.theming.cues import Cues
    from themescore.theming.themes import Themes
    from themescore.tokenizing.tokenizer import Tokenizer
    from themescore.weighing.reference import Reference

__all__ = ["Scores"]

_SHOWN_DOCUMENTS = 20
_SHOWN_THEMES = 12
_COLUMNS = 100  # of a terminal


class Scores(ShowingScores, ComparingScores):
    """What `score` returns: documents by themes, and every mention behind the numbers.

    In a notebook, and by ``print``, it shows itself as a table of rates. It does not change.
    """

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

        The schema's metadata say, as JSON under ``themescore``, what the themes and the other settings were;
        a Parquet file that is made of the table keeps them.

        Examples
        --------
        >>> import themescore as ts
        >>> text = "The reform of state-owned enterprises goes on."
        >>> scores = ts.score([text], {"Enterprises": ["state owned enterprise*"]})
        >>> mention = scores.mentions.to_pylist()[0]
        >>> text[mention["start"] : mention["end"]], mention["form"], mention["pattern"]
        ('state-owned enterprises', 'state owned enterprises', 'state owned enterprise*')
        """
        from themescore.scoring.mention_table import mention_table

        return mention_table(self)

    def save(self, path: str | os.PathLike[str], *, texts: bool = True) -> None:
        """Save the scores to a Parquet file, which `load` and every reader of Parquet can read.

        It has one row a document: ``id``, ``text``, the metadata (``metadata.year``), ``words``,
        ``sentences``, ``characters``, the list of its ``mentions`` and of the sentences that they stand in
        (``mentioned_sentences``), and for each measure the list of its themes' scores. The file's metadata
        say how they came about: themes, tokenizer, boundary, cues, reference and versions as JSON, and a
        checksum. Of texts that were cleaned it has the originals and the way to them. docs/frames.md shows
        how DuckDB opens it.

        Parameters
        ----------
        path : str or path
            The file; one that is there is replaced once the new one is complete.
        texts : bool
            Whether the texts are saved. Without them the sentences with mentions are: what is loaded again
            has the tables, mentions, evidence, comparisons, profiles and explanations, and no other weights.

        Raises
        ------
        WriteError
            If it cannot be written; a file that was there is whole.
        InputError
            If the texts are not there, because they came from an iterator, or were cleaned by a step of your
            own; metadata that no Arrow table can hold.
        OptionError
            If the path ends as that of another format, such as .csv.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> import themescore as ts
        >>> scores = ts.score(["Reform goes on.", "改革。"], {"Reform": ["reform", "改革"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "scores.parquet")
        ...     scores.save(path)
        ...     again = ts.Scores.load(path)
        >>> print(again.evidence("Reform"))
        0, sentence 1: [Reform] goes on.
        1, sentence 1: [改革]。
        """
        from themescore.scoring.saving import save

        save(self, path, texts)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, threads: int | None = None) -> Scores:
        """Read scores that `save` wrote.

        Where the file has the texts, they are counted again and what is found is held against what was saved,
        so that every number is what it was.

        Parameters
        ----------
        path : str or path
            The file.
        threads : int, optional
            As in `score`.

        Raises
        ------
        ReadError
            A file that is none, is cut short, was changed, is of a version that is not known, or was counted
            by a themescore that found something else.
        """
        from themescore.scoring.loading import load

        return load(path, threads)

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

    def __str__(self) -> str:
        """Return the rates as a table for the terminal."""
        from themescore.showing.texttables import score_text

        ids, names, rates, more = self._shown()
        decimals = decimals_for(rates.ravel().tolist())
        lines = [f"{self._summary()}; mentions per 1,000 words", ""]
        lines.append(score_text(ids, names, rates, _COLUMNS, decimals))
        left_out = [
            counted(number, word) for number, word in zip(more, ("document", "theme"), strict=True) if number
        ]
        if left_out:
            lines += ["", f'{" and ".join(left_out)} more in .table("rate")']
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return the rates as a table for the notebook."""
        from themescore.showing.view import score_table

        return score_table(self._summary(), *self._shown())

    def _shown(self) -> tuple[Sequence[str], Sequence[str], npt.NDArray[np.float64], tuple[int, int]]:
        """Return the first ids, themes and their rates, and how many documents and themes more there are."""
        return (
            self.ids[:_SHOWN_DOCUMENTS],
            self._themes.names[:_SHOWN_THEMES],
            self._measured("rate")[:_SHOWN_DOCUMENTS, :_SHOWN_THEMES],
            (max(0, len(self._documents) - _SHOWN_DOCUMENTS), max(0, len(self._themes) - _SHOWN_THEMES)),
        )


def _score_again(
    corpus: Corpus,
    themes: Themes,
    tokenizer: Tokenizer,
    boundary: str,
    cues: Cues | Literal[False],
    reference: Reference | None,
) -> Scores:
    from themescore.scoring.scoring import score

    return score(corpus, themes, tokenizer=tokenizer, boundary=boundary, cues=cues, reference=reference)
