"""What is left of documents whose texts were not saved: what was counted, and the sentences with mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.corpora.document_list import DocumentList, SentencePlace
from themescore.corpora.documents import Failure
from themescore.errors import InputError

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import numpy.typing as npt

_NO_TEXTS = "the scores were saved without the texts (texts=False)"


class SavedDocuments(DocumentList):
    """Documents that were saved; of their texts there are the sentences with mentions."""

    _where_texts_went = "were not saved"
    _no_texts = f"{_NO_TEXTS}, and what needs them whole cannot be had"

    def __init__(
        self,
        ids: tuple[str, ...],
        frame: nw.DataFrame[Any] | None,
        failures: tuple[Failure, ...],
        replacements: dict[str, int],
        sentences: Sequence[str],
    ) -> None:
        self._ids, self._frame, self._positions = ids, frame, None
        self._failures, self._replacements = failures, replacements
        self._sentences = sentences

    def _sentence(self, place: SentencePlace) -> str:
        return self._sentences[place.number]


class KeptNumbers(NamedTuple):
    """What was worked out of all words of the texts, which were not saved.

    Parameters
    ----------
    tables : dict of array
        Documents by themes, by measure.
    han_words : array or None
        Words of each document that begin with a Han character; None in files from before these were kept.
    lengths : array or None
        What each document's weights are divided by, as `Weighting()` has it; the same.
    """

    tables: dict[str, npt.NDArray[Any]]
    han_words: npt.NDArray[np.int64] | None = None
    lengths: npt.NDArray[np.float64] | None = None


class SavedCounts:
    """What was counted, as far as files had it that know nothing of the words of sentences."""

    def __init__(
        self,
        mentions: npt.NDArray[Any],
        mentioned_sentences: npt.NDArray[Any],
        forms: list[str],
        terms: list[str],
        *,
        words: npt.NDArray[Any],
        sentences: npt.NDArray[Any],
        characters: npt.NDArray[Any],
    ) -> None:
        self.mentions, self.mentioned_sentences = mentions, mentioned_sentences
        self.forms, self.terms = forms, terms
        self.words, self.sentences, self.characters = words, sentences, characters

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise InputError(needs_texts("this"))


def needs_texts(what: str) -> str:
    """Return why something cannot be had of scores that were saved without texts."""
    return f"{what} needs all words of the texts, and {_NO_TEXTS}: save them with texts, or score again"
