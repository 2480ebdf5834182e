"""Documents that come one by one: each is checked, counted and let go, but for what is worth keeping."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.corpora.document_list import DocumentList, SentencePlace
from themescore.corpora.documents import Document, as_text, check_id, missing, surrogate_reason
from themescore.corpora.frames import as_frame
from themescore.errors import InputError, TextError, shown

if TYPE_CHECKING:
    import numpy.typing as npt

# Of the texts so many are held at a time: enough for threads to share.
_BATCH_CHARACTERS = 32_000_000
_BATCH_DOCUMENTS = 10_000

_BLOCK_CHARACTERS = 1_000_000  # of kept sentences: what one of them takes to be read


class StreamedDocuments(DocumentList):
    """Documents that came one by one; of their texts there are the sentences with mentions."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._ids = tuple(arrivals.ids)
        self._positions = arrivals.positions
        self._frame = arrivals.metadata.frame()
        self._failures, self._replacements = (), {}
        self._sentences = arrivals.sentences

    def _sentence(self, place: SentencePlace) -> str:
        return self._sentences[place.number]


class Arrivals:
    """What is known of the documents that have come so far.

    Parameters
    ----------
    keep : bool
        Whether metadata, and the sentences with mentions, are kept.
    """

    def __init__(self, *, keep: bool) -> None:
        self._keep = keep
        self.ids: list[str] = []
        self.positions: dict[str, int] = {}
        self.metadata = MetadataColumns()
        self.sentences = KeptSentences()

    def batches(self, documents: Iterator[str | Document]) -> Iterator[list[str]]:
        """Yield the texts in batches; raise InputError as soon as a document comes that cannot be used."""
        batch: list[str] = []
        characters = 0
        for document in documents:
            batch.append(self._take(document))
            characters += len(batch[-1])
            if characters >= _BATCH_CHARACTERS or len(batch) >= _BATCH_DOCUMENTS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

    def counted(self, texts: list[str], mentioned: npt.NDArray[Any]) -> None:
        """Keep the sentences with mentions of the batch that came last."""
        if self._keep:
            first = len(self.ids) - len(texts)
            columns = (mentioned[name].tolist() for name in ("document", "start", "end"))
            self.sentences.add(
                [texts[document - first][start:end] for document, start, end in zip(*columns, strict=True)]
            )

    def _take(self, document: str | Document) -> str:
        position = len(self.ids)
        metadata: Mapping[str, object] = {}
        value: object = document
        name = str(position)
        if isinstance(document, Document):
            name, value, metadata = check_id(document.id, position), document.text, document.metadata
        first = self.positions.setdefault(name, position)
        if first != position:
            raise InputError(
                f"every id must be there once: {shown(name)} is that of documents {first + 1:,} and "
                f"{position + 1:,}"
            )
        text = as_text(value, position, name)
        offset = _core.find_surrogate(text)
        if offset >= 0:
            raise TextError(surrogate_reason(text, offset), document=name, offset=offset)
        self.ids.append(name)
        if self._keep:
            self.metadata.add(metadata, f"the metadata of document {shown(name)}")
        return text


class MetadataColumns:
    """Metadata row by row, kept column by column."""

    def __init__(self) -> None:
        self._columns: dict[str, list[object]] = {}
        self._rows = 0

    def add(self, row: Mapping[str, object], where: str) -> None:
        """Add a row; raise InputError if it can be none of a table."""
        for column, value in row.items():
            if not isinstance(column, str):
                raise InputError(
                    f"{where} has a column named {shown(column)}, of type {type(column).__name__}: "
                    "make it text"
                )
            if isinstance(value, str) and _core.find_surrogate(value) >= 0:
                raise InputError(
                    f"{where}, column {shown(column)}: {shown(value)} holds a lone surrogate; replace it"
                )
            if column not in self._columns:
                self._columns[column] = [None] * self._rows
        for column, values in self._columns.items():
            value = row.get(column)
            values.append(None if missing(value) else value)
        self._rows += 1

    def frame(self) -> Any:
        """Return a pandas frame through narwhals, None if no row had any metadata."""
        return as_frame(self._columns) if self._columns else None


class KeptSentences:
    """Sentences in order, compressed block by block: they would be the most of what is kept."""

    def __init__(self) -> None:
        self._blocks: list[tuple[bytes, int]] = []  # compressed, and the size of what it was
        self._ends: list[npt.NDArray[Any]] = []  # by block: where each sentence ends in it
        self._firsts: list[int] = []  # by block: the number of its first sentence
        self._size = 0
        self._open = -1
        self._text = ""

    def __len__(self) -> int:
        return self._size

    def add(self, sentences: Iterable[str]) -> None:
        """Add sentences."""
        block: list[str] = []
        characters = 0
        for sentence in sentences:
            block.append(sentence)
            characters += len(sentence)
            if characters >= _BLOCK_CHARACTERS:
                self._close(block)
                block, characters = [], 0
        if block:
            self._close(block)

    def __getitem__(self, index: int) -> str:
        number = bisect_right(self._firsts, index) - 1
        if number != self._open:
            data, size = self._blocks[number]
            self._text = _codec().decompress(data, size, asbytes=True).decode()
            self._open = number
        at = index - self._firsts[number]
        ends = self._ends[number]
        return self._text[int(ends[at - 1]) if at else 0 : int(ends[at])]

    def _close(self, block: list[str]) -> None:
        data = "".join(block).encode()
        self._firsts.append(self._size)
        self._blocks.append((_codec().compress(data, asbytes=True), len(data)))
        ends = np.cumsum([len(sentence) for sentence in block], dtype=np.int64)
        self._ends.append(ends.astype(np.min_scalar_type(int(ends[-1]))))
        self._size += len(block)


def _codec() -> Any:
    import pyarrow as pa

    return pa.Codec("zstd")
