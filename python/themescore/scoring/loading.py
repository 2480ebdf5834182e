"""Scores from a Parquet file, of which nothing is taken on trust."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa

from themescore import _core
from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Failure, check_ids, check_texts
from themescore.corpora.frames import as_frame
from themescore.saved import DamagedError, tokenizer_of
from themescore.scoring.cleaned import cleaning_of
from themescore.scoring.counting import check_boundary, compiled, count
from themescore.scoring.saving import (
    FORMAT,
    HAN_WORDS,
    LENGTHS,
    METADATA,
    SIZES,
    WORDS_OF_SENTENCES,
    counted_columns,
)
from themescore.scoring.scoring import score
from themescore.scoring.without_texts import KeptNumbers, SavedCounts, SavedDocuments
from themescore.theming.cues import Cues
from themescore.theming.themes import Themes
from themescore.weighing.reference import Reference

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores
    from themescore.tokenizing.tokenizer import Tokenizer

_MENTION_FIELDS = {
    **dict.fromkeys(("theme", "pattern", "form", "inside", "cue", "place"), pa.string()),
    **dict.fromkeys(("start", "end", "sentence", "position", "cue_level", "pattern_number"), pa.int64()),
    "quoted": pa.bool_(),
}
_SENTENCE_FIELDS = {"sentence": pa.int64(), "start": pa.int64(), "end": pa.int64(), "text": pa.string()}


def load(path: str | os.PathLike[str], threads: int | None) -> Scores:
    """Read scores; `Scores.load` has the documentation."""
    return FORMAT.read(path, lambda table, settings: _scores_of(table, settings, threads))


def _scores_of(table: pa.Table, settings: dict[str, Any], threads: int | None) -> Scores:
    themes = Themes(settings["themes"], any_word=settings["any_word"])
    tokenizer = tokenizer_of(settings["tokenizer"])
    cues = None if settings["cues"] is None else Cues(settings["cues"])
    reference = None if settings["reference"] is None else Reference._of(settings["reference"])
    boundary = settings["boundary"]
    check_boundary(boundary, tokenizer)
    ids = check_ids(_column(table, "id", pa.string()).to_pylist())
    frame = _metadata(table, settings)
    failures = tuple(Failure(*row) for row in settings["failures"])
    replacements = {str(name): int(number) for name, number in settings["replacements"].items()}
    if settings["texts"] is not True:
        from themescore.scoring.scores import Scores

        counts = _saved_counts(table, settings, themes, tokenizer, cues)
        documents = SavedDocuments(ids, frame, failures, replacements, _sentence_texts(table))
        scores = Scores(documents, themes, tokenizer, boundary, cues, counts, reference)
        scores._kept = _kept_numbers(table, len(themes))
        return scores
    texts, _ = check_texts(_column(table, "text", pa.large_string()).to_pylist(), ids, replace=False)
    corpus = Corpus._of(ids, texts, frame, failures, replacements)
    if settings["cleaning"] is not None:
        corpus._cleaning = cleaning_of(table, settings["cleaning"], ids, texts, frame)
    scores = score(
        corpus,
        themes,
        tokenizer=tokenizer,
        boundary=boundary,
        cues=False if cues is None else cues,
        reference=reference,
        threads=threads,
    )
    for name, column in counted_columns(scores).items():
        if not pa.chunked_array([column]).equals(table[name]):
            raise DamagedError(
                f"holds other {name} than themescore {_core.__version__} finds in its texts; themescore "
                f"{settings['themescore']} saved it: install that, or score its texts again"
            )
    return scores


def _metadata(table: pa.Table, settings: dict[str, Any]) -> Any:
    kind = settings["frame"]
    names = [name for name in table.column_names if name.startswith(METADATA)]
    if kind is None or not names:
        return None
    fields = [table.schema.field(name).with_name(name.removeprefix(METADATA)) for name in names]
    own = settings["pandas"]
    schema = pa.schema(fields, None if own is None else {"pandas": own})
    arrow = pa.table([table[name] for name in names], schema=schema)
    if kind == "polars":
        import polars as pl

        polars = cast("pl.DataFrame", pl.from_arrow(arrow))
        polars.columns = arrow.column_names  # it gives a name to one that has none
        return as_frame(polars)
    return as_frame(arrow if kind == "pyarrow" else arrow.to_pandas())


def _knows_words(table: pa.Table) -> bool:
    """Say whether a file keeps numbers of all words; one that lacks some of them is damaged."""
    return not {HAN_WORDS, LENGTHS, WORDS_OF_SENTENCES}.isdisjoint(table.column_names)


def _kept_numbers(table: pa.Table, themes: int) -> KeptNumbers:
    tables = _tables(table, themes)
    if not _knows_words(table):
        return KeptNumbers(tables)
    han_words = _column(table, HAN_WORDS, pa.int64()).to_numpy()
    lengths = _column(table, LENGTHS, pa.float64()).to_numpy()
    words = _column(table, "words", pa.int64()).to_numpy()
    if (han_words < 0).any() or (han_words > words).any():
        raise DamagedError("holds documents with more Chinese words than words")
    if not (np.isfinite(lengths) & (lengths > 0)).all():
        raise DamagedError("holds documents of no length")
    return KeptNumbers(tables, han_words, lengths)


def _tables(table: pa.Table, themes: int) -> dict[str, npt.NDArray[Any]]:
    tables = {}
    for measure in _core.MEASURES:
        kind = pa.large_list(pa.int64() if measure == "count" else pa.float64())
        values = _column(table, measure, kind)
        lengths = np.diff(values.offsets.to_numpy())
        cells = values.flatten().to_numpy()
        if not (lengths == themes).all() or not np.isfinite(cells).all():
            raise DamagedError(f"holds another number of {measure} than it has themes")
        tables[measure] = cells.reshape(len(table), themes)
    return tables


def _column(table: pa.Table, name: str, kind: pa.DataType) -> pa.Array:
    """Return a column, which has a value in each row."""
    column = table[name].combine_chunks()
    if column.type != kind or column.null_count:
        raise DamagedError(f"holds {name} of another type than themescore saves")
    return column


def _rows(table: pa.Table, name: str, fields: dict[str, pa.DataType]) -> tuple[pa.Table, npt.NDArray[Any]]:
    """Return the rows of all documents and the document of each."""
    column = table[name].combine_chunks()
    if column.null_count:
        raise DamagedError(f"holds documents without {name}")
    rows = pa.Table.from_struct_array(column.flatten())
    # Where mentions of cleaned texts stand in the originals is there for other programs.
    found = {field.name: field.type for field in rows.schema if not field.name.startswith("original_")}
    if found != fields:
        raise DamagedError(f"holds other columns of {name} than themescore saves")
    lengths = np.diff(column.offsets.to_numpy())
    return rows, np.repeat(np.arange(len(table)), lengths)


def _sentence_texts(table: pa.Table) -> list[str]:
    rows, _ = _rows(table, "mentioned_sentences", _SENTENCE_FIELDS)
    texts: list[str] = rows["text"].to_pylist()
    lengths = (rows["end"].to_numpy() - rows["start"].to_numpy()).tolist()
    if any(text is None or len(text) != length for text, length in zip(texts, lengths, strict=True)):
        raise DamagedError("holds sentences of another length than it says")
    return texts


def _saved_counts(
    table: pa.Table, settings: dict[str, Any], themes: Themes, tokenizer: Tokenizer, cues: Cues | None
) -> _core.Counts:
    # What the core has for a text gives the types that it has for all; and checks the themes.
    theme_set = compiled(themes, tokenizer)
    empty = count(Corpus(["."]), theme_set, tokenizer, 1)
    rows, documents = _rows(table, "mentions", _MENTION_FIELDS)
    mentions = np.zeros(len(rows), empty.mentions.dtype)
    forms = sorted({*rows["form"].to_pylist(), *(form for form in rows["inside"].to_pylist() if form)})
    kinds = [] if cues is None else [kind.name for kind in cues._kinds]
    mentions["document"] = documents
    for name, values, none in (
        ("theme", themes.names, None),
        ("form", forms, None),
        ("inside", forms, _core.WHOLE_WORDS),
        ("cue", kinds, _core.NO_CUE),
        ("place", list(_core.PLACES), None),
    ):
        mentions[name] = _numbers(rows[name].to_pylist(), values, none)
    for name in ("start", "end", "sentence", "position", "cue_level", "quoted"):
        mentions[name] = rows[name].to_numpy()
    patterns = [pattern.text for pattern in themes._patterns]
    mentions["pattern"] = rows["pattern_number"].to_numpy()
    if [patterns[number] for number in mentions["pattern"].tolist()] != rows["pattern"].to_pylist():
        raise DamagedError("holds patterns that its themes have not got")
    found, owners = _rows(table, "mentioned_sentences", _SENTENCE_FIELDS)
    sentences = np.zeros(len(found), empty.mentioned_sentences.dtype)
    sentences["document"] = owners
    for name in ("sentence", "start", "end"):
        sentences[name] = found[name].to_numpy()
    sizes = {name: _column(table, name, pa.int64()).to_numpy() for name in SIZES}
    if any((size < 0).any() for size in sizes.values()):
        raise DamagedError("holds documents of less than no words")
    _check_places(mentions, sentences, sizes["characters"])
    terms = settings["terms"]
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise DamagedError("holds terms that are no words")
    if not _knows_words(table):
        # It has what was saved; what else is asked of it says why there is no more.
        return cast("_core.Counts", SavedCounts(mentions, sentences, forms, terms, **sizes))
    words = _column(table, WORDS_OF_SENTENCES, pa.large_list(pa.int64()))
    if (np.diff(words.offsets.to_numpy()) != sizes["sentences"]).any() or words.flatten().null_count:
        raise DamagedError("holds other sentences than it says")
    return _core.Counts(
        theme_set,
        mentions=mentions,
        mentioned_sentences=sentences,
        forms=forms,
        terms=sorted(set(terms)),
        words_of_sentence=words.flatten().to_numpy(),
        **sizes,
    )


def _numbers(values: list[str | None], names: list[str], none: int | None) -> list[int]:
    number = {name: at for at, name in enumerate(names)}
    return [none if value is None and none is not None else number[value] for value in values]  # type: ignore[index]


def _check_places(
    mentions: npt.NDArray[Any], sentences: npt.NDArray[Any], characters: npt.NDArray[Any]
) -> None:
    """Raise DamagedError unless every mention stands in one of the sentences, which are in order."""
    keys = sentences["document"].astype(np.int64) << 32 | sentences["sentence"]
    own = mentions["document"].astype(np.int64) << 32 | mentions["sentence"]
    at = np.searchsorted(keys, own)
    sound = (
        (np.diff(keys) > 0).all()
        and (at < len(keys)).all()
        and (sentences["start"] < sentences["end"]).all()
        and (sentences["end"] <= characters[sentences["document"]]).all()
    )
    if sound and len(own):
        inside = sentences[at]
        sound = (
            (keys[at] == own).all()
            and (inside["start"] <= mentions["start"]).all()
            and (mentions["start"] < mentions["end"]).all()
            and (mentions["end"] <= inside["end"]).all()
            and (np.diff(own) >= 0).all()
            and (mentions["cue_level"] <= _core.HIGHEST_CUE_LEVEL).all()
        )
    if not sound:
        raise DamagedError("holds mentions outside of its sentences")
