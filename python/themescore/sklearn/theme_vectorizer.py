"""Texts to documents x themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from sklearn.utils.validation import check_is_fitted

from themescore.corpora.corpus import Corpus
from themescore.saved import SavedFormat, tokenizer_data, tokenizer_of
from themescore.scoring.counting import as_tokenizer
from themescore.scoring.emphasis import EmphasisWeights
from themescore.scoring.options import check_measure
from themescore.scoring.scores import Scores
from themescore.scoring.scoring import as_cues, score
from themescore.sklearn.estimator import TextTransformer, texts_of
from themescore.theming.cues import Cues
from themescore.theming.themes import Themes
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.weighing.reference import Reference
from themescore.weighing.weighting import Weighting

__all__ = ["ThemeVectorizer"]


class ThemeVectorizer(TextTransformer):
    """Texts to documents x themes: what `Scores.table` has, by the df of the texts that it was fitted on.

    Parameters
    ----------
    themes : Themes or dict
        The themes and their patterns: the columns.
    measure : {"tfidf", "emphasis", "rate", "share", "count"}
        As of `Scores.table`.
    weighting : Weighting, optional
        For "tfidf" and "emphasis", as of `Scores.table`.
    weights : EmphasisWeights, optional
        For "emphasis", as of `Scores.table`.
    tokenizer, boundary, threads
        As of `score`.
    cues : Cues, dict or False, optional
        As of `score`; only "emphasis" looks at them.

    Attributes
    ----------
    themes_ : Themes
        The themes.
    reference_ : Reference
        How many of the texts that it was fitted on have each word and form.

    Examples
    --------
    >>> from themescore.sklearn import ThemeVectorizer
    >>> vectorizer = ThemeVectorizer({"Reform": ["reform*", "改革"], "Trade": ["trade"]})
    >>> vectorizer.fit(["Reforms go on.", "深化改革。Trade grew."]).transform(["Trade and reform."])
    array([[0.64, 0.43]])
    >>> vectorizer.set_output(transform="pandas").transform(["Trade grew."])
       Reform  Trade
    0     0.0   0.71
    """

    _format = SavedFormat("theme vectorizer", 1)

    themes_: Themes
    reference_: Reference

    def __init__(
        self,
        themes: Themes | Mapping[str, Any],
        *,
        measure: str = "tfidf",
        weighting: Weighting | None = None,
        weights: EmphasisWeights | None = None,
        tokenizer: Tokenizer | None = None,
        boundary: str = "part",
        cues: Cues | Mapping[str, Any] | Literal[False] | None = None,
        threads: int | None = None,
    ) -> None:
        self.themes = themes
        self.measure = measure
        self.weighting = weighting
        self.weights = weights
        self.tokenizer = tokenizer
        self.boundary = boundary
        self.cues = cues
        self.threads = threads

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: ARG002
        """Learn in how many texts each word is, and each form of the themes.

        Parameters
        ----------
        X : Corpus, list of str, Series or array
            The texts.
        y : object, optional
            Not looked at.

        Raises
        ------
        InputError, ThemeFileError, OptionError
            As `score` and `Scores.table`.
        """
        themes = self._checked()
        self.reference_ = Reference.fit(
            texts_of(X), themes, tokenizer=self.tokenizer, boundary=self.boundary, threads=self.threads
        )
        self.themes_ = themes
        return self

    def fit_transform(self, X: Any, y: object = None) -> Any:  # noqa: ARG002
        """Return what ``fit(X).transform(X)`` would, counting once.

        Parameters
        ----------
        X, y
            As in `fit`.
        """
        themes = self._checked()
        scores = self._scores(texts_of(X), themes)
        self.reference_ = Reference._counted(scores._counts, themes, scores.tokenizer, self.boundary)
        self.themes_ = themes
        return self._contained(X, self._measured(scores))

    def transform(self, X: Any) -> Any:
        """Return the measure of each theme in texts.

        Parameters
        ----------
        X : Corpus, list of str, Series or array
            The texts; there may be none.

        Returns
        -------
        ndarray of shape (n_documents, n_themes)
            Of float64; a frame after ``set_output``.

        Raises
        ------
        NotFittedError
            If nothing has been fitted.
        InputError
            Texts that cannot be used; words or forms that are new, and a weighting that has no weight for
            them.
        """
        check_is_fitted(self)
        texts = texts_of(X)
        if not len(texts):
            return self._contained(X, np.zeros((0, len(self.themes_))))
        scores = self._scores(texts, self.themes_, self.reference_)
        return self._contained(X, self._measured(scores))

    def _checked(self) -> Themes:
        """Return the themes, after a look at the parameters that fitting alone would pass over."""
        check_measure(self.measure, self.weights, self.weighting)
        as_cues(self.cues)
        return self.themes if isinstance(self.themes, Themes) else Themes(self.themes)

    def _scores(
        self, texts: Corpus | Sequence[str], themes: Themes, reference: Reference | None = None
    ) -> Scores:
        return score(
            texts,
            themes,
            tokenizer=self.tokenizer,
            boundary=self.boundary,
            cues=self.cues if self.measure == "emphasis" else False,
            reference=reference,
            threads=self.threads,
        )

    def _measured(self, scores: Scores) -> npt.NDArray[np.float64]:
        values = scores._measured(self.measure, self.weights, self.weighting)
        return values.astype(np.float64, copy=False)

    def _names(self) -> list[str]:
        return self.themes_.names

    def _data(self) -> dict[str, Any]:
        cues = as_cues(self.cues)
        return {
            "themes": self.themes_.to_dict(),
            "any_word": self.themes_._any_word,
            "measure": self.measure,
            "weighting": None if self.weighting is None else asdict(self.weighting),
            "weights": None if self.weights is None else asdict(self.weights),
            "tokenizer": tokenizer_data(as_tokenizer(self.tokenizer)),
            "boundary": self.boundary,
            "cues": None if cues is None else cues.to_dict(),
            "threads": self.threads,
            "reference": self.reference_._data(),
        }

    @classmethod
    def _of(cls, data: Any) -> Self:
        weighting, weights, cues = data["weighting"], data["weights"], data["cues"]
        themes = Themes(data["themes"], any_word=data["any_word"])
        vectorizer = cls(
            themes,
            measure=data["measure"],
            weighting=None if weighting is None else Weighting(**weighting),
            weights=None if weights is None else EmphasisWeights(**weights),
            tokenizer=tokenizer_of(data["tokenizer"]),
            boundary=data["boundary"],
            cues=False if cues is None else Cues(cues),
            threads=data["threads"],
        )
        vectorizer.themes_ = themes
        vectorizer.reference_ = Reference._of(data["reference"])
        vectorizer.transform([""])  # whatever else is wrong is said now
        return vectorizer
