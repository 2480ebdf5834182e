"""Key word in context: every place where a pattern is found, with the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from themescore import _core
from themescore.corpus import Corpus
from themescore.counting import as_corpus, as_tokenizer, check_boundary, compiled, count, thread_count
from themescore.errors import (
    InputError,
    ThemeFileError,
    check_option,
    check_text,
    check_whole_number,
    listed,
    shown,
)
from themescore.frames import build
from themescore.themes import Themes
from themescore.view import counted

if TYPE_CHECKING:
    import narwhals as nw
    import numpy.typing as npt

    from themescore.tokenizer import Tokenizer

__all__ = ["Kwic", "KwicLine", "kwic"]

_WIDEST_WINDOW = 10_000
_SENTENCE = "sentence"
_ORDERS = ("document", "left", "right", "match")
_THEME = "kwic"  # the one theme that the patterns are
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
        check_option("by", by, _ORDERS)
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
        points of the document's text, half-open).

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
        if self.window != _SENTENCE:
            return 0, _END
        sentences, matches = self._counts.mentioned_sentences, self._matches
        keys = sentences["document"].astype(np.int64) << 32 | sentences["sentence"]
        own = sentences[
            np.searchsorted(keys, matches["document"].astype(np.int64) << 32 | matches["sentence"])
        ]
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
        if self.window == _SENTENCE:
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
        from themescore.concordance_view import kwic_text

        return kwic_text(self, self._summary())

    def _repr_html_(self) -> str:
        from themescore.concordance_view import kwic_html

        return kwic_html(self, self._summary())


def kwic(
    corpus: Corpus | Sequence[str],
    pattern: str | Sequence[str],
    *,
    window: int | str = 5,
    sort: str | None = None,
    tokenizer: Tokenizer | None = None,
    boundary: str = "part",
    threads: int | None = None,
) -> Kwic:
    """Show every place where a pattern is found, with the words before and after it.

    The patterns are matched as those of one theme are by `score`: a word counts once, for the first and
    longest match.

    Parameters
    ----------
    corpus : Corpus or list of str
        The documents.
    pattern : str or list of str
        What to look for, in the language of docs/patterns.md: words, phrases, ``reform*``, ``/regex/``,
        ``A ~3 B``, ``not: ...``.
    window : int or "sentence"
        How many words are shown before, and after, from 0 to 10,000; the sentence if that is said. Words run
        over the ends of sentences, not of documents.
    sort : {"document", "left", "right", "match"}, optional
        The order: that of the documents and their text; by the words before a match, the nearest first; by
        the words after it; by its form. Words are compared by their forms, which are case folded, in the
        order of their code points, as many of them as are shown; what is alike stays in the order of the
        text. ``document`` if not given.
    tokenizer : Tokenizer, optional
        How words and sentences are found; ``Tokenizer()`` if not given.
    boundary : {"part", "word", "any"}
        Where a match may begin and end, as in `score`.
    threads : int, optional
        From 1; as many as there are processors if not given. The result is the same for any number.

    Returns
    -------
    Kwic
        One line a match.

    Raises
    ------
    ThemeFileError
        A pattern with a mistake in it: it shows where.
    InputError
        No pattern, or one that is not a str; a corpus or tokenizer that cannot be used.
    OptionError
        A window, an order, a boundary or a number of threads that cannot be had.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.Corpus(
    ...     ["Reform goes on. The reforms of 2023 went far.", "全面深化改革开放。"], ids=["gansu", "henan"]
    ... )
    >>> print(ts.kwic(corpus, ["reform*", "改革"], window=3))
    3 matches of 'reform*', '改革' in 2 of 2 documents
    <BLANKLINE>
    gansu                Reform   goes on. The
    gansu  goes on. The  reforms  of 2023 went
    henan      全面深化  改革     开放
    """
    if isinstance(corpus, Iterator):
        raise InputError(
            "the corpus is an iterator, whose texts are let go, and kwic shows them: give a Corpus or a list"
        )
    corpus = as_corpus(corpus)
    tokenizer = as_tokenizer(tokenizer)
    check_boundary(boundary, tokenizer)
    window = _window(window)
    order = "document" if sort is None else sort
    check_option("sort", order, _ORDERS)
    number = thread_count(threads)
    patterns = _patterns(pattern)
    counts = count(
        corpus, _theme_set(patterns, tokenizer), tokenizer, threads, boundary=boundary, terms=False
    )
    return Kwic(corpus, tokenizer, patterns, window, number, counts).sorted(order)


def one_line(text: str) -> str:
    """Return a text with each run of white space as one space, and none around it."""
    return " ".join(text.split())


def _window(window: object) -> int | str:
    if window == _SENTENCE:
        return _SENTENCE
    return check_whole_number("window", window, 0, _WIDEST_WINDOW, f", or {_SENTENCE!r}")


def _patterns(pattern: object) -> tuple[str, ...]:
    several = [pattern] if isinstance(pattern, str) else pattern
    if not isinstance(several, (list, tuple)):
        kind = type(pattern).__name__
        raise InputError(f"pattern is of type {kind}: give a str, or a list of them")
    if not several:
        raise InputError("no pattern: the list is empty")
    return tuple(dict.fromkeys(check_text("pattern", one) for one in several))


def _theme_set(patterns: Sequence[str], tokenizer: Tokenizer) -> _core.ThemeSet:
    try:
        return compiled(Themes({_THEME: list(patterns)}), tokenizer)
    except ThemeFileError as error:
        reason = error.reason.removeprefix(f"theme {shown(_THEME)}, ")
        if error.column is not None:
            reason = f"column {error.column} of {reason}"
        raise ThemeFileError(
            reason, line=error.line, column=error.column, source=error.source, hint=error.hint
        ) from None


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
