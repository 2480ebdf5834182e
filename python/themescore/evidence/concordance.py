"""Key word in context: every place where a pattern is found, with the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from themescore import _core
from themescore.comparing.exposures import sentence_keys
from themescore.corpora.frames import build
from themescore.errors import check_option, listed
from themescore.showing.view import counted

if TYPE_CHECKING:
    import narwhals as nw
    import numpy.typing as npt

    from themescore.corpora.corpus import Corpus
    from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["Kwic", "KwicLine"]

SENTENCE = "sentence"
ORDERS = ("document", "left", "right", "match")
_END = 2**32 - 1  # beyond every text


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A place where a pattern is found, with the words around it.

    Parameters
    ----------
    document : str
        The document's id.
    first_word, last_word : int
        The words of the document that the match takes, from 0, half-open; a word of which it takes only a
        part is one of them.
    pre, keyword, post : str
        What stands before, the match, and what stands after, each on one line without white space around it.
    pattern : str
        The pattern that found it.
    form : str
        What was found, normalised.
    inside : str or None
        The form of the whole words, if only a part of one was taken.
    sentence : int
        Which sentence of the document, from 0.
    start, end : int
        Code points of the document's text, half-open.
    """

    document: str
    first_word: int
    last_word: int
    pre: str
    keyword: str
    post: str
    pattern: str
    form: str
    inside: str | None
    sentence: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.document}, sentence {self.sentence + 1}: {self.pre} [{self.keyword}] {self.post}"


class Kwic(Sequence[KwicLine]):
    """The places where patterns are found, in their order; what `kwic` returns.

    What stands around a match is cut out of its text when it is asked for. Printed, matches stand below each
    other; in a notebook they are highlighted. A slice is a Kwic of those places.

    Attributes
    ----------
    patterns : tuple of str
        What was looked for.
    window : int or "sentence"
        How many words are shown before and after.
    """

    def __init__(
        self,
        corpus: Corpus,
        tokenizer: Tokenizer,
        patterns: tuple[str, ...],
        window: int | str,
        threads: int,
        counts: _core.Counts,
        rows: npt.NDArray[np.int64] | None = None,
    ) -> None:
        self.patterns, self.window = patterns, window
        self._corpus, self._tokenizer, self._threads, self._counts = corpus, tokenizer, threads, counts
        self._rows = np.arange(len(counts.mentions)) if rows is None else rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int) -> KwicLine: ...
    @overload
    def __getitem__(self, key: slice) -> Kwic: ...
    def __getitem__(self, key: int | slice) -> KwicLine | Kwic:
        """Return one place, or those of a slice."""
        if isinstance(key, slice):
            return self._with(self._rows[key])
        return next(iter(self._with(self._rows[[key]])))

    def __iter__(self) -> Iterator[KwicLine]:
        forms, ids, texts = self._counts.forms, self._corpus.ids, self._corpus.texts
        for match, around in zip(self._matches, self._contexts(), strict=True):
            document, start, end, inside = (
                int(match[name]) for name in ("document", "start", "end", "inside")
            )
            text = texts[document]
            yield KwicLine(
                ids[document],
                int(around["first_word"]),
                int(around["last_word"]),
                one_line(text[around["start"] : start]),
                one_line(text[start:end]),
                one_line(text[end : around["end"]]),
                self.patterns[match["pattern"]],
                forms[match["form"]],
                None if inside == _core.WHOLE_WORDS else forms[inside],
                int(match["sentence"]),
                start,
                end,
            )

    def sorted(self, by: str) -> Kwic:
        """Return the same places in another order.

        Parameters
        ----------
        by : {"document", "left", "right", "match"}
            As in `kwic`.

        Raises
        ------
        OptionError
            Another value of `by`.

        Examples
        --------
        >>> import themescore as ts
        >>> found = ts.kwic(["The reform of trade. A reform of banks."], "reform")
        >>> [line.pre for line in found.sorted("left")]
        ['The reform of trade. A', 'The']
        """
        check_option("by", by, ORDERS)
        rows = np.sort(self._rows)
        if by == "match":
            return self._with(rows[np.argsort(self._counts.mentions["form"][rows], kind="stable")])
        if by == "document" or not len(rows):
            return self._with(rows)
        in_order = self._with(rows)
        texts, places = in_order._places()
        order = _core.order_by_context(
            texts,
            self._tokenizer._core,
            places,
            window=self._words,
            left=by == "left",
            threads=self._threads,
        )
        return self._with(rows[order])

    def to_frame(self) -> Any:
        """Return a frame with one row a place, of the library of the corpus's metadata.

        Columns: document; from and to (words of the document that the match takes, from 0, half-open); pre,
        keyword and post (each on one line); pattern; form (of the match, normalised); inside (the form of the
        whole words, if only a part of one was taken); sentence (of the document, from 0); start and end (code
        points of the document's text, half-open). Of a corpus that was cleaned also original_start and
        original_end: the smallest span of the original that holds the match.

        Examples
        --------
        >>> import themescore as ts
        >>> frame = ts.kwic(["Reform goes on."], "reform*", window=1).to_frame()
        >>> frame[["document", "from", "to", "pre", "keyword", "post"]]
          document  from  to pre keyword  post
        0        0     0   1      Reform  goes
        """
        matches, around = self._matches, self._contexts()
        forms = [*self._counts.forms, None]
        inside = np.minimum(matches["inside"], len(forms) - 1)  # a match of whole words is inside of none
        ids, texts = self._corpus.ids, self._corpus.texts
        places = matches["document"].tolist()
        cuts = [around["start"], matches["start"], matches["end"], around["end"]]
        edges = list(zip(places, *(cut.tolist() for cut in cuts), strict=True))
        columns: dict[str, Any] = {
            "document": [ids[i] for i in places],
            "from": around["first_word"].astype(np.int64),
            "to": around["last_word"].astype(np.int64),
            "pre": [one_line(texts[i][left:start]) for i, left, start, _, _ in edges],
            "keyword": [one_line(texts[i][start:end]) for i, _, start, end, _ in edges],
            "post": [one_line(texts[i][end:right]) for i, _, _, end, right in edges],
            "pattern": [self.patterns[i] for i in matches["pattern"].tolist()],
            "form": [forms[i] for i in matches["form"].tolist()],
            "inside": [forms[i] for i in inside.tolist()],
        }
        for name in ("sentence", "start", "end"):
            columns[name] = matches[name].astype(np.int64)
        if self._corpus._cleaning is not None:
            spans = self._corpus._cleaning.originals_of(*(matches[n] for n in ("document", "start", "end")))
            columns["original_start"], columns["original_end"] = spans
        return build(_typed(columns, self._corpus._frame), like=self._corpus._frame)

    @property
    def _matches(self) -> npt.NDArray[Any]:
        matches: npt.NDArray[Any] = self._counts.mentions[self._rows]
        return matches

    @property
    def _words(self) -> int | None:
        """How many words the core looks at on either side; None for as many as there are."""
        return self.window if isinstance(self.window, int) else None

    def _with(self, rows: npt.NDArray[np.int64]) -> Kwic:
        return Kwic(
            self._corpus, self._tokenizer, self.patterns, self.window, self._threads, self._counts, rows
        )

    def _places(self) -> tuple[list[str], npt.NDArray[np.uint32]]:
        """Return the texts with matches, and the matches in them as the core takes them."""
        matches = self._matches
        documents, number = np.unique(matches["document"], return_inverse=True)
        places = np.empty((len(matches), 5), np.uint32)
        places[:, 0], places[:, 1], places[:, 2] = number, matches["start"], matches["end"]
        places[:, 3], places[:, 4] = self._limits()
        return [self._corpus.texts[i] for i in documents.tolist()], places

    def _limits(self) -> tuple[Any, Any]:
        """Return where what is shown around a match may begin, and where it has to end."""
        if self.window != SENTENCE:
            return 0, _END
        sentences, matches = self._counts.mentioned_sentences, self._matches
        own = sentences[np.searchsorted(sentence_keys(sentences), sentence_keys(matches))]
        return own["start"], own["end"]

    def _contexts(self) -> npt.NDArray[Any]:
        """Return the words of each match, and where what is shown around it begins and ends."""
        by_text = np.argsort(self._rows, kind="stable")  # mentions are in the order of the text
        texts, places = self._with(self._rows[by_text])._places()
        found = _core.word_contexts(
            texts, self._tokenizer._core, places, window=self._words, threads=self._threads
        )
        contexts = np.empty_like(found)
        contexts[by_text] = found
        if self.window == SENTENCE:
            contexts["start"], contexts["end"] = self._limits()
        return contexts

    def _asked(self) -> str:
        return listed(self.patterns)

    def _summary(self) -> str:
        if not len(self):
            return f"no match of {self._asked()} in {counted(len(self._corpus), 'document')}"
        documents = np.count_nonzero(np.bincount(self._counts.mentions["document"][self._rows]))
        matches = f"{len(self):,} match{'' if len(self) == 1 else 'es'}"
        return f"{matches} of {self._asked()} in {documents:,} of {counted(len(self._corpus), 'document')}"

    def __repr__(self) -> str:
        return f"Kwic({self._summary()})"

    def __str__(self) -> str:
        """Return the first places as lines for the terminal, the matches below each other."""
        from themescore.evidence.concordance_view import kwic_text

        return kwic_text(self, self._summary())

    def _repr_html_(self) -> str:
        from themescore.evidence.concordance_view import kwic_html

        return kwic_html(self, self._summary())


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space, and none around it."""
    return " ".join(text.split())


def _typed(columns: dict[str, Any], like: nw.DataFrame[Any] | None) -> dict[str, Any]:
    """Return columns whose types do not depend on whether there are rows, or values, in them."""
    texts = ("document", "pre", "keyword", "post", "pattern", "form", "inside")
    make: Callable[[str, Any], Any]
    if like is None or like.implementation.is_pandas_like():
        import pandas as pd

        kind = pd.Series(["text"]).dtype  # object before pandas 3
        make = lambda _, values: pd.Series(values, dtype=kind)  # noqa: E731
    else:
        import narwhals as nw

        make = lambda name, values: nw.new_series(name, values, nw.String(), backend=like.implementation)  # noqa: E731
    return {name: make(name, values) if name in texts else values for name, values in columns.items()}
