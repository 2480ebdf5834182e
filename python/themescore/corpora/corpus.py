"""The documents that everything else is computed from: texts, their ids and what is known about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from themescore.corpora.document_list import SentencePlace
from themescore.corpora.documents import Document, Failure, check_ids, check_texts, missing, values_of
from themescore.corpora.frames import align, as_frame, column_names, rows, take
from themescore.corpora.operations import CorpusOperations
from themescore.corpora.originals import Originals
from themescore.errors import DocumentLookupError, InputError, check_option, listed, shown
from themescore.showing.view import corpus_table, counted

if TYPE_CHECKING:
    import narwhals as nw

__all__ = ["Corpus"]

_SHOWN_DOCUMENTS = 8
_SHOWN_COLUMNS = 5


class Corpus(CorpusOperations, Originals):
    """Documents in a fixed order, each with an id, its text as it came in, and its metadata.

    A corpus does not change: slices, `filter`, `sample`, `group` give new ones, which share the texts, and so
    does ``a + b``.

    Parameters
    ----------
    texts : list of str
        One text a document: a list, a Series, an array or an Arrow column.
    ids : list of str or int, optional
        One name a document, each once; an int becomes its str. Positions, from "0", if not given.
    metadata : frame, dict of columns or list of dicts, optional
        One row a document: a pandas or polars frame, a pyarrow table. With a column ``id`` (or a pandas index
        that is named so, or whose labels are the ids), rows are joined to the documents by value, and each
        must have its counterpart; otherwise by position.
    errors : {"strict", "replace"}
        What becomes of a lone surrogate in a text: a TextError, or one U+FFFD, counted in `replacements`.

    Raises
    ------
    InputError
        No documents; a text that is not a str; ids that are missing or there twice; metadata that does not
        fit.
    TextError
        A lone surrogate in a text.
    OptionError
        Another value of `errors`.

    Examples
    --------
    >>> from themescore import Corpus
    >>> corpus = Corpus(
    ...     ["Reform goes on.", "改革开放。"],
    ...     ids=["gansu", "henan"],
    ...     metadata={"year": [2023, 2024]},
    ... )
    >>> corpus
    Corpus(2 documents, 20 characters; metadata: year)
    >>> corpus["henan"].text
    '改革开放。'
    >>> corpus.filter(year=2023).ids
    ('gansu',)
    """

    _texts: tuple[str, ...]

    def __init__(self, texts: Any, ids: Any = None, metadata: Any = None, *, errors: str = "strict") -> None:
        check_option("errors", errors, ("strict", "replace"))
        values = values_of(
            texts,
            "texts",
            "for one document give [text], for a frame use Corpus.from_frame, for files ts.read",
        )
        if not values:
            raise InputError("no documents: the list of texts is empty")
        names: Sequence[object] = range(len(values))
        if ids is not None:
            names = values_of(ids, "ids", "give one id for each text")
            if len(names) != len(values):
                raise InputError(f"{len(names):,} ids for {len(values):,} texts: give one id for each text")
        checked = check_ids(names)
        kept, replaced = check_texts(values, checked, replace=errors == "replace")
        frame = None if metadata is None else align(metadata, checked, given=ids is not None)
        self._fill(checked, kept, frame, (), replaced)

    @classmethod
    def from_frame(
        cls, frame: Any, text: str = "text", id: str | None = None, *, errors: str = "strict"
    ) -> Corpus:
        """Make a corpus of a frame with one row a document; its other columns are the metadata.

        Parameters
        ----------
        frame : pandas or polars frame, pyarrow table, dict of columns or list of dicts
            The documents. Also a Hugging Face ``Dataset``, a relation of DuckDB, or whatever else hands over
            a table by Arrow's protocol: metadata are then pyarrow tables. docs/frames.md has one of each.
        text : str
            The column with the texts.
        id : str, optional
            The column with the ids: ``id`` if there is one and nothing else is said, otherwise row numbers
            from "0".
        errors : {"strict", "replace"}
            As in `Corpus`.

        Raises
        ------
        InputError
            If a column is not there, or what it holds cannot be used.

        Examples
        --------
        >>> import pandas as pd
        >>> from themescore import Corpus
        >>> frame = pd.DataFrame({"body": ["Reform goes on."], "id": ["01"], "year": [2023]})
        >>> Corpus.from_frame(frame, text="body")["01"]
        Document('01', 15 characters, year=2023)
        """
        table = as_frame(frame, "the frame")
        key = "id" if id is None and "id" in table.columns and text != "id" else id
        for option, column in (("text", text), ("id", key)):
            if column is not None and column not in table.columns:
                raise InputError(
                    f"the frame has no column {shown(column)}; it has {column_names(table)}: name one "
                    f"of them in {option}="
                )
        if text == key:
            raise InputError(f"text and id are both column {shown(text)}: give each a column of its own")
        ids = None if key is None else table[key].to_list()
        corpus = cls(table[text].to_list(), ids=ids, errors=errors)
        rest = table.drop([column for column in (text, key) if column is not None])
        corpus._frame = take(rest, range(len(corpus)))
        return corpus

    @classmethod
    def from_spacy(cls, docs: Iterable[Any], id: str | None = None) -> Corpus:
        """Make a corpus of spaCy's ``Doc`` objects.

        The text of a document is ``doc.text``, so that offsets are those of spaCy: ``doc.char_span(start,
        end)`` is a mention. What has a name in ``doc.user_data`` or is an attribute of ``doc._`` is metadata.

        Parameters
        ----------
        docs : iterable of Doc
            A list of them, or what ``nlp.pipe`` returns.
        id : str, optional
            The name of what holds the ids: ``id`` if all have that, otherwise numbers from "0".

        Raises
        ------
        InputError
            If something is no ``Doc``, has no such attribute, or holds what cannot be used.

        Examples
        --------
        >>> from themescore import Corpus
        >>> import spacy  # doctest: +SKIP
        >>> nlp = spacy.blank("en")  # doctest: +SKIP
        >>> Corpus.from_spacy(nlp.pipe(["Reform goes on.", "Trade grew."]))  # doctest: +SKIP
        Corpus(2 documents, 26 characters)
        """
        from themescore.exchange.spacy import from_spacy

        return from_spacy(cls, docs, id)

    @classmethod
    def _of(
        cls,
        ids: tuple[str, ...],
        texts: tuple[str, ...],
        frame: nw.DataFrame[Any] | None,
        failures: tuple[Failure, ...],
        replacements: dict[str, int],
    ) -> Corpus:
        """Make a corpus of parts that were checked already."""
        corpus = cls.__new__(cls)
        corpus._fill(ids, texts, frame, failures, replacements)
        return corpus

    def _fill(
        self,
        ids: tuple[str, ...],
        texts: tuple[str, ...],
        frame: nw.DataFrame[Any] | None,
        failures: tuple[Failure, ...],
        replacements: dict[str, int],
    ) -> None:
        self._ids, self._texts, self._frame = ids, texts, frame
        self._failures, self._replacements, self._positions = failures, replacements, None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, in order, as they came in, or as `clean` left them."""
        return self._texts

    def __iter__(self) -> Iterator[Document]:
        for name, text, row in zip(self._ids, self._texts, rows(self._frame, len(self)), strict=True):
            yield Document(name, text, row)

    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    @overload
    def __getitem__(self, key: int | str) -> Document: ...
    def __getitem__(self, key: int | str | slice) -> Document | Corpus:
        """Return a document by position or id, or a corpus of a slice of positions."""
        if isinstance(key, slice):
            try:
                positions = range(len(self))[key]
            except (TypeError, ValueError) as error:
                raise DocumentLookupError(f"a slice goes by position, from 0: {error}") from None
            return self._take(positions, f"the slice {key.start}:{key.stop}")
        position = self._position(key)
        frame = self._frame if self._frame is None else self._frame[position : position + 1]
        return Document(self._ids[position], self._texts[position], next(rows(frame, 1)))

    def filter(self, predicate: Callable[[Document], bool] | None = None, /, **equal: object) -> Corpus:
        """Return the documents that satisfy every condition, in their order.

        Parameters
        ----------
        predicate : callable, optional
            Called with each `Document`; what it returns is taken as true or false.
        **equal
            Metadata column and the value it has to have; a list allows each of its values, None means
            missing.

        Raises
        ------
        InputError
            If there is no such column, or no document is left.

        Examples
        --------
        >>> from themescore import Corpus
        >>> corpus = Corpus(["a b", "c", "d"], metadata={"year": [2022, 2023, 2024]})
        >>> corpus.filter(year=[2022, 2024]).texts
        ('a b', 'd')
        >>> corpus.filter(lambda document: len(document.text) > 1).ids
        ('0',)
        """
        kept: Sequence[int] = range(len(self))
        for column, wanted in equal.items():
            if self._frame is None or column not in self._frame.columns:
                there = "no metadata" if self._frame is None else f"metadata {column_names(self._frame)}"
                raise InputError(f"no metadata column {shown(column)}: the corpus has {there}")
            choices = list(wanted) if isinstance(wanted, (list, tuple, set, frozenset)) else [wanted]
            values = self._frame[column].to_list()
            fitting = [
                position for position in kept if any(_equal(values[position], choice) for choice in choices)
            ]
            if not fitting:
                distinct = list(dict.fromkeys(shown(values[position]) for position in kept))
                more = f" and {len(distinct) - 10:,} other values" if len(distinct) > 10 else ""
                there = ", ".join(distinct[:10])
                raise InputError(f"no document has {shown(column)} = {listed(choices)}; it is {there}{more}")
            kept = fitting
        if predicate is not None:
            chosen = set(kept)
            documents = enumerate(self)
            kept = [
                position for position, document in documents if position in chosen and predicate(document)
            ]
        return self._take(kept, "the filter")

    def _take(self, positions: Sequence[int], what: str) -> Corpus:
        if not positions:
            raise InputError(f"no documents: {what} leaves none of {len(self):,}")
        ids = tuple(self._ids[position] for position in positions)
        texts = tuple(self._texts[position] for position in positions)
        replaced = {name: self._replacements[name] for name in ids if name in self._replacements}
        frame = self._frame if self._frame is None else take(self._frame, positions)
        corpus = self._of(ids, texts, frame, self._failures, replaced)
        if self._cleaning is not None:
            corpus._cleaning = self._cleaning._take(positions)
        return corpus

    def _sentence(self, place: SentencePlace) -> str:
        return self._texts[place.document][place.start : place.end]

    def _summary(self) -> str:
        columns = [] if self._frame is None else self._frame.columns
        parts = [f"{counted(len(self), 'document')}, {counted(sum(map(len, self._texts)), 'character')}"]
        if columns:
            more = f", {len(columns) - _SHOWN_COLUMNS} more" if len(columns) > _SHOWN_COLUMNS else ""
            names = (name if name.isprintable() and len(name) < 40 else shown(name) for name in columns)
            parts.append(f"metadata: {', '.join(list(names)[:_SHOWN_COLUMNS])}{more}")
        if self._failures:
            parts.append(f"{counted(len(self._failures), 'failure')}")
        if self._cleaning is not None:
            parts.append(self._cleaning._of_corpus())
        return "; ".join(parts)

    def __repr__(self) -> str:
        return f"Corpus({self._summary()})"

    def _repr_html_(self) -> str:
        """Return the first documents as a table for the notebook."""
        columns = [] if self._frame is None else self._frame.columns[:_SHOWN_COLUMNS]
        first = [self[position] for position in range(min(len(self), _SHOWN_DOCUMENTS))]
        return corpus_table(self._summary(), first, columns, len(self) - len(first))


def _equal(value: object, wanted: object) -> bool:
    return missing(value) if missing(wanted) else bool(value == wanted)
