"""Estimators for scikit-learn: texts in, documents x terms or documents x themes out.

They need scikit-learn, which ``pip install "themescore[sklearn]"`` brings.

Examples
--------
>>> from themescore.sklearn import TermVectorizer, ThemeVectorizer
>>> texts = ["Reform and trade.", "Trade grew."]
>>> TermVectorizer(token_pattern="sklearn").fit_transform(texts).toarray().round(2)
array([[0.63, 0.  , 0.63, 0.45],
       [0.  , 0.81, 0.  , 0.58]])
>>> ThemeVectorizer({"Trade": ["trade"]}, measure="rate").fit_transform(texts)
array([[333.33],
       [500.  ]])
"""

try:
    import sklearn as _sklearn  # noqa: F401
except ModuleNotFoundError as _error:
    if _error.name != "sklearn":
        raise
    raise ModuleNotFoundError(
        'themescore.sklearn needs scikit-learn: pip install "themescore[sklearn]"', name="sklearn"
    ) from None

from themescore.sklearn.term_vectorizer import TermVectorizer
from themescore.sklearn.theme_vectorizer import ThemeVectorizer

__all__ = ["TermVectorizer", "ThemeVectorizer"]
