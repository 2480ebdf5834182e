"""What scores are made of: documents, themes, and what one pass over the texts has counted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from themescore import _core
from themescore.comparing.exposures import sentence_keys
from themescore.corpora.corpus import Corpus
from themescore.corpora.document_list import SentencePlace
from themescore.errors import InputError, did_you_mean, listed, shown
from themescore.scoring.emphasis import EmphasisWeights
from themescore.scoring.options import as_weights, check_measure
from themescore.scoring.without_texts import KeptNumbers, needs_texts
from themescore.weighing.weighting import Weighting, as_weighting, check_unseen

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.corpora.document_list import DocumentList
    from themescore.scoring.scores import Scores
    from themescore.theming.cues import Cues
    from themescore.theming.themes import Themes
    from themescore.tokenizing.tokenizer import Tokenizer
    from themescore.weighing.reference import Reference


class ScoredDocuments:
    """Documents with what was counted in them: what the operations of `Scores` stand on."""

    # Where the words that numbers are made of were not saved.
    _kept: KeptNumbers | None = None

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
            If they came from an iterator, whose texts were let go, or were saved without their texts.
        """
        if not isinstance(self._documents, Corpus):
            raise InputError(self._documents._no_texts)
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

    def _measured(
        self, measure: str, weights: EmphasisWeights | None = None, weighting: Weighting | None = None
    ) -> npt.NDArray[Any]:
        check_measure(measure, weights, weighting)
        weighting = as_weighting(weighting)
        if self._kept is not None:
            if as_weights(weights) != EmphasisWeights() or weighting != Weighting():
                raise InputError(needs_texts("a table with other weights"))
            return self._kept.tables[measure].copy()
        if self._reference is not None:
            self._check_unseen(weighting)
        by_mention = as_weights(weights)._compiled(self._themes)
        values = self._counts.measure(measure, by_mention, weighting._compiled(), self._collection)
        return values.astype(np.int64) if measure == "count" else values

    def _check_kept(self, what: str) -> None:
        """Raise InputError where less is known of the words of the documents than `save` keeps today."""
        if self._kept is not None and self._kept.lengths is None:
            raise InputError(needs_texts(what))

    def _han_words(self) -> npt.NDArray[np.int64]:
        """Return how many words of each document begin with a Han character."""
        if self._kept is not None and self._kept.han_words is not None:
            return self._kept.han_words
        return _core.han_words(self._counts)

    def _lengths(self, weighting: Weighting) -> npt.NDArray[np.float64]:
        """Return what each document's weights are divided by; of saved numbers for `Weighting()` alone."""
        if self._kept is not None and self._kept.lengths is not None:
            return self._kept.lengths
        return self._counts.lengths(weighting._compiled(), self._collection)

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

    def _theme(self, name: str) -> int:
        if name not in self._themes:
            hint = did_you_mean(name, self._themes.names) if isinstance(name, str) else ""
            raise InputError(f"no theme {shown(name)}: {hint or f'there is {listed(self._themes.names)}'}")
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

    @property
    def _scores(self) -> Scores:
        return cast("Scores", self)
