"""Scores as a Parquet file: one row a document, with its mentions and their sentences inside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.corpora.document_list import SentencePlace
from themescore.corpora.tables import metadata_table
from themescore.errors import InputError, check_flag
from themescore.files import check_no_other_format
from themescore.scoring.cleaned import cleaning_columns, step_settings
from themescore.scoring.parquet import ParquetFormat
from themescore.scoring.settings import settings_of
from themescore.scoring.without_texts import SavedCounts
from themescore.weighing.weighting import Weighting

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores

FORMAT = ParquetFormat("scores", 1)
METADATA = "metadata."  # what metadata columns are called, so that they can have any name
SIZES = ("words", "sentences", "characters")
# Of all words, where texts and terms are not saved.
HAN_WORDS, LENGTHS, WORDS_OF_SENTENCES = "han_words", "length", "words_of_sentences"
_SOME_TERMS = 2000


def save(scores: Scores, path: str | os.PathLike[str], texts: bool) -> None:
    """Write scores to a file; `Scores.save` has the documentation."""
    check_flag("texts", texts)
    advice = "scores are saved as .parquet, to be loaded again; Scores.table gives a frame for other formats"
    check_no_other_format(Path(path), (".parquet",), advice)
    if texts and not isinstance(scores._documents, Corpus):
        raise InputError(f"{scores._documents._no_texts}; say texts=False to save what there is")
    cleaning = scores.corpus.cleaning if texts else None
    steps = None if cleaning is None else step_settings(cleaning)
    metadata = metadata_table(scores._documents)
    columns: dict[str, Any] = {"id": pa.array(scores.ids, pa.string())}
    if texts:
        columns["text"] = pa.array(scores.corpus.texts, pa.large_string())
        if cleaning is not None:
            columns |= cleaning_columns(cleaning)
    for name, column in zip(metadata.column_names, metadata.columns, strict=True):
        columns[METADATA + name] = column
    columns |= counted_columns(scores)
    columns["mentioned_sentences"] = _sentences(scores, texts)
    if not texts and not isinstance(scores._counts, SavedCounts):
        columns |= _of_words(scores)
    for measure in _core.MEASURES:
        columns[measure] = _lists(scores._measured(measure))
    fields = [
        # A field's own metadata say what Arrow alone does not know of its type.
        metadata.schema.field(name.removeprefix(METADATA)).with_name(name)
        if name.startswith(METADATA)
        else pa.field(name, column.type)
        for name, column in columns.items()
    ]
    table = pa.table(list(columns.values()), schema=pa.schema(fields))
    reference = scores.reference
    settings = settings_of(scores) | _frame_of(scores, metadata)
    settings["reference"] = None if reference is None else reference._data()
    terms = [] if texts else _some_terms(scores._counts.terms)
    FORMAT.write(path, table, settings | {"texts": texts, "terms": terms, "cleaning": steps})


def counted_columns(scores: Scores) -> dict[str, pa.Array]:
    """Return what was counted in each document: its sizes and its mentions."""
    counts = scores._counts
    columns = {name: pa.array(np.asarray(getattr(counts, name)), pa.int64()) for name in SIZES}
    table = scores.mentions.drop_columns("document").combine_chunks()
    arrays = [
        # As plain text, which every reader of Parquet understands.
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in (chunked.combine_chunks() for chunked in table.columns)
    ]
    names = [*table.column_names, "pattern_number"]
    arrays.append(pa.array(counts.mentions["pattern"].astype(np.int64)))
    rows = pa.StructArray.from_arrays(arrays, names)
    columns["mentions"] = _by_document(rows, counts.mentions["document"], len(scores.ids))
    return columns


def _of_words(scores: Scores) -> dict[str, pa.Array]:
    """Return what comparisons and explanations need to know of all words of the documents."""
    counts = scores._counts
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts.sentences)]), pa.int64())
    words = pa.array(counts.words_of_sentence.astype(np.int64))
    return {
        WORDS_OF_SENTENCES: pa.LargeListArray.from_arrays(offsets, words),
        HAN_WORDS: pa.array(scores._han_words()),
        LENGTHS: pa.array(scores._lengths(Weighting())),
    }


def _some_terms(terms: list[str]) -> list[str]:
    """Return what the report page looks at to see how texts are written."""
    first_han = next((term for term in terms if any(map(_core.is_han, term))), None)
    return sorted({*terms[:_SOME_TERMS], *([] if first_han is None else [first_han])})


def _sentences(scores: Scores, texts: bool) -> pa.Array:
    found = scores._counts.mentioned_sentences
    arrays = {name: pa.array(found[name].astype(np.int64)) for name in ("sentence", "start", "end")}
    if not texts:
        places = (found[name].tolist() for name in ("document", "start", "end"))
        arrays["text"] = pa.array(
            [
                scores._documents._sentence(SentencePlace(number, *place))
                for number, place in enumerate(zip(*places, strict=True))
            ],
            pa.string(),
        )
    rows = pa.StructArray.from_arrays(list(arrays.values()), list(arrays))
    return _by_document(rows, found["document"], len(scores.ids))


def _by_document(rows: pa.Array, documents: npt.NDArray[Any], count: int) -> pa.Array:
    """Return rows, which are in the order of their documents, as one list a document."""
    offsets = np.searchsorted(documents, np.arange(count + 1))
    return pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), rows)


def _lists(table: npt.NDArray[Any]) -> pa.Array:
    documents, themes = table.shape
    offsets = pa.array(np.arange(documents + 1) * themes, pa.int64())
    return pa.LargeListArray.from_arrays(offsets, pa.array(np.ascontiguousarray(table).ravel()))


def _frame_of(scores: Scores, metadata: pa.Table) -> dict[str, Any]:
    """Return what brings the metadata, and what is known of the documents beside, back as they were."""
    documents = scores._documents
    own = (metadata.schema.metadata or {}).get(b"pandas")
    return {
        "frame": None if documents._frame is None else documents._frame.implementation.value,
        "pandas": None if own is None else own.decode(),
        "failures": [list(failure) for failure in documents._failures],
        "replacements": documents._replacements,
    }
