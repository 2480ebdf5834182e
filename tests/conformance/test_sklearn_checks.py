"""scikit-learn's own checks of estimators, on ours."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.exceptions import SkipTestWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils import get_tags
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data
from themescore.sklearn import TermVectorizer, ThemeVectorizer

THEMES = {"Reform": ["reform*"], "Trade": ["trade"]}
# Words that the rows of numbers below are made of.
OF_NUMBERS = {"Even": ["zero*", "two*"], "Odd": ["one*", "three*"]}
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.mark.parametrize(
    "estimator", [TermVectorizer(), TermVectorizer(token_pattern="sklearn"), ThemeVectorizer(THEMES)]
)
def test_the_input_is_declared_as_by_tfidf_vectorizer_and_passes_the_one_check_for_texts(
    estimator: Any,
) -> None:
    ours, theirs = get_tags(estimator), get_tags(TfidfVectorizer())
    assert ours.input_tags == theirs.input_tags
    assert ours.requires_fit == theirs.requires_fit
    assert ours.no_validation == theirs.no_validation
    with pytest.warns(SkipTestWarning, match="Can't test estimator"):
        results = check_estimator(estimator)
    assert [(result["check_name"], result["status"]) for result in results] == [
        ("check_estimator_cloneable", "passed")
    ]


def as_texts(numbers: Any) -> list[str]:
    """Rows of numbers as texts: a word for each column and the last digit before its point."""
    rows = np.asarray(numbers, dtype=float)
    return [" ".join(f"{DIGITS[int(abs(x)) % 10]}{'x' * i}" for i, x in enumerate(row)) for row in rows]


class OfNumbers(BaseEstimator):
    """Put before an estimator of texts: takes numbers, which nearly all of the checks give."""

    def fit(self, X: Any, y: object = None) -> Any:
        return super().fit(as_texts(validate_data(self, X)))

    def fit_transform(self, X: Any, y: object = None) -> Any:
        return super().fit_transform(as_texts(validate_data(self, X)))

    def transform(self, X: Any) -> Any:
        check_is_fitted(self)
        return super().transform(as_texts(validate_data(self, X, reset=False)))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = False, True
        return tags


class TermsOfNumbers(OfNumbers, TermVectorizer):
    pass


class ThemesOfNumbers(OfNumbers, ThemeVectorizer):
    pass


@pytest.mark.parametrize(
    "estimator",
    [
        TermsOfNumbers(),
        TermsOfNumbers(token_pattern="sklearn", ngram_range=(1, 2)),
        ThemesOfNumbers(OF_NUMBERS),
        ThemesOfNumbers(OF_NUMBERS, measure="rate"),
    ],
)
def test_given_texts_made_of_numbers_the_estimators_pass_the_checks_for_numbers(estimator: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)
        results = check_estimator(estimator, on_fail=None)
    failed = [(r["check_name"], str(r["exception"])) for r in results if r["status"] == "failed"]
    passed = sum(result["status"] == "passed" for result in results)
    print(f"{type(estimator).__name__}: {passed} of {len(results)} checks passed")
    assert failed == []
    assert passed > 40
