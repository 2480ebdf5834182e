"""What is known of documents beside their texts: ids, metadata, what could not be read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from operator import index as as_index
from typing import TYPE_CHECKING, Any, NamedTuple

from themescore.corpora.documents import Failure
from themescore.corpora.frames import to_native
from themescore.errors import DocumentLookupError, did_you_mean, shown

if TYPE_CHECKING:
    import narwhals as nw


class SentencePlace(NamedTuple):
    """Where a sentence that mentions a theme stands.

    Parameters
    ----------
    number : int
        Which it is of those of all documents.
    document : int
        Its document's position.
    start, end : int
        Code points of the document's text, half-open.
    """

    number: int
    document: int
    start: int
    end: int


class DocumentList(ABC):
    """Documents in a fixed order, each with an id and metadata.

    What holds their texts, or what is left of them, is built on it.
    """

    _ids: tuple[str, ...]
    _frame: nw.DataFrame[Any] | None
    _failures: tuple[Failure, ...]
    _replacements: dict[str, int]
    _positions: dict[str, int] | None
    _where_texts_went = "came from an iterator and were let go"
    # What to say where whole texts are asked for and there are none.
    _no_texts = (
        "the texts came from an iterator and were let go once they were counted; for what needs them whole, "
        "score a Corpus of them"
    )

    @property
    def ids(self) -> tuple[str, ...]:
        """The documents' names, in order."""
        return self._ids

    @property
    def metadata(self) -> Any:
        """What is known about the documents, one row each in their order.

        A copy, of the library that it came in with, without the ids. A pandas frame with no columns where
        there is no metadata.
        """
        return to_native(self._frame, len(self))

    @property
    def failures(self) -> list[Failure]:
        """What `read` could not read, one row each; empty for a corpus made in another way."""
        return list(self._failures)

    @property
    def replacements(self) -> dict[str, int]:
        """How many characters were replaced by U+FFFD, for each document that has any."""
        return dict(self._replacements)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, name: object) -> bool:
        """Say whether a document has this id."""
        return isinstance(name, str) and name in self._by_id()

    def _position(self, key: int | str) -> int:
        if isinstance(key, str):
            if key in self._by_id():
                return self._by_id()[key]
            hint = did_you_mean(key, self._ids) or "ids lists what there is"
            raise DocumentLookupError(f"no document {shown(key)}: {hint}")
        try:
            return range(len(self))[as_index(key)]
        except TypeError:
            raise DocumentLookupError(
                f"a document is named by position or id, not by {type(key).__name__}; "
                "to choose by a condition use Corpus.filter"
            ) from None
        except IndexError:
            raise DocumentLookupError(f"no document {key}: there are {len(self):,}, counted from 0") from None

    def _by_id(self) -> dict[str, int]:
        if self._positions is None:
            self._positions = {name: position for position, name in enumerate(self._ids)}
        return self._positions

    @abstractmethod
    def _sentence(self, place: SentencePlace) -> str:
        """Return a sentence that mentions a theme."""
