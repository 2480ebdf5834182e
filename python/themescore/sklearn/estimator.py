"""What the estimators have in common: texts in, frames out, and files."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils._set_output import _get_output_config
from sklearn.utils.validation import check_is_fitted

from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import values_of
from themescore.saved import SavedFormat

__all__ = ["TextTransformer", "texts_of"]


def texts_of(documents: object) -> Corpus | Sequence[Any]:
    """Return a corpus as it is, and a list, Series, array or whatever can be iterated over as a sequence.

    Raises
    ------
    InputError
        One str, which would be taken apart into letters; a frame, a dict, a set.
    """
    if isinstance(documents, Corpus):
        return documents
    return values_of(documents, "the texts", "for one document give [text], for a frame one of its columns")


class TextTransformer(TransformerMixin, BaseEstimator, ABC):
    """An estimator whose input is texts; what is fitted can be saved."""

    _format: ClassVar[SavedFormat]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the parameters and what was fitted to a file: JSON, with its version and a checksum.

        Parameters
        ----------
        path : str or path
            The file.

        Raises
        ------
        NotFittedError
            If nothing has been fitted.
        WriteError
            If it cannot be written; a file that was there is whole.
        """
        check_is_fitted(self)
        self._format.write(path, self._data())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read an estimator that `save` wrote.

        Parameters
        ----------
        path : str or path
            The file.

        Raises
        ------
        ReadError
            A file that is none, is cut short, was changed, or is of a version that is not known.
        """
        return cls._format.read(path, cls._of)

    @abstractmethod
    def _data(self) -> dict[str, Any]:
        """Return the parameters and what was fitted as JSON can hold it."""

    @classmethod
    @abstractmethod
    def _of(cls, data: Any) -> Self:
        """Return the estimator of parsed JSON, of which nothing is taken on trust."""

    def _contained(self, documents: object, values: Any) -> Any:
        """Return the values in what `set_output` asks for; scikit-learn itself refuses sparse ones."""
        container = _get_output_config("transform", self)["dense"]
        is_sparse = scipy.sparse.issparse(values)
        if container == "pandas":
            index = documents.index if isinstance(documents, pd.Series) else None
            if isinstance(documents, Corpus):
                index = pd.Index(documents.ids, dtype=object, name="id")
            frames: Any = pd.DataFrame
            make = frames.sparse.from_spmatrix if is_sparse else frames
            return make(values, index=index, columns=self.get_feature_names_out())
        return values.toarray() if is_sparse and container != "default" else values

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[Any]:  # noqa: ARG002
        """Return the names of the columns.

        Parameters
        ----------
        input_features : object, optional
            Not looked at; it is there because scikit-learn passes it.
        """
        check_is_fitted(self)
        return np.array(self._names(), dtype=object)

    @abstractmethod
    def _names(self) -> list[str]:
        """Return the names of the columns."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
