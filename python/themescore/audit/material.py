"""What every part of an audit looks at: the mentions, where they are, and which themes are kin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.scoring.scoring import score
from themescore.theming.themes import Themes
from themescore.tokenizing.tokenizer import Tokenizer

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.corpora.corpus import Corpus
    from themescore.scoring.scores import Scores

_EXCLUSION = re.compile(r"\s*not( inside)?:")
# What is more than words, stars and question marks: docs/patterns.md.
_BEYOND_WORDS = re.compile(r"[()|{}<>~\\]|(^|\s)[/=]")
_BETWEEN_WORDS = re.compile(r"[\s\-‐‑'’·]+")


def words_of(pattern: str) -> list[str]:
    """Return the words of a pattern, folded, stars and all; none if it says more than words can."""
    folded = _core.form_of(pattern)
    # Folded too: a full-width bracket is a mark, but what it folds to is not.
    if _EXCLUSION.match(pattern) or _BEYOND_WORDS.search(pattern) or _BEYOND_WORDS.search(folded):
        return []
    return [word for word in _BETWEEN_WORDS.split(folded) if word]


class Spans:
    """Stretches of text, one or more to a document, that can be asked whether they overlap with others.

    Parameters
    ----------
    starts, ends : array of int
        In the corpus as one long text; in any order.
    """

    def __init__(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> None:
        order = np.argsort(starts, kind="stable")
        self._starts = starts[order]
        # The furthest end of all that start no later: one look says whether any of them reaches so far.
        self._reach = np.maximum.accumulate(ends[order]) if len(order) else ends

    def overlap(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Say of each stretch whether it shares a character with any of these."""
        before = np.searchsorted(self._starts, ends, side="left")
        found = before > 0
        found[found] = self._reach[before[found] - 1] > starts[found]
        return found


class Material:
    """A corpus with its themes found in it.

    Parameters
    ----------
    scores : Scores
        Of the themes.
    threads : int or None
        For what else has to be counted.
    """

    def __init__(self, scores: Scores, threads: int | None) -> None:
        self.scores, self.threads = scores, threads
        self.mentions = scores._counts.mentions
        self.forms = scores._counts.forms
        self.names = scores.themes.names
        self.patterns = [pattern.text for pattern in scores.themes._patterns]
        self.theme_of = np.array([pattern.theme for pattern in scores.themes._patterns], dtype=np.int64)
        lengths = [len(text) for text in self.corpus.texts]
        # One apart, so that stretches of two documents never touch.
        self._offsets = np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64) + 1)])

    @property
    def corpus(self) -> Corpus:
        """The documents."""
        return self.scores.corpus

    @cached_property
    def own(self) -> npt.NDArray[np.bool_]:
        """Which mentions are of the theme that their pattern stands in, not of one above it."""
        return np.asarray(self.theme_of[self.mentions["pattern"]] == self.mentions["theme"])

    @cached_property
    def counted(self) -> npt.NDArray[np.bool_]:
        """Which patterns can have mentions: exclusions cannot."""
        return np.array([not _EXCLUSION.match(text) for text in self.patterns])

    @cached_property
    def kin(self) -> npt.NDArray[np.bool_]:
        """Which themes are the same, or one above the other; shape (themes, themes)."""
        kin = np.eye(len(self.names), dtype=np.bool_)
        for index, theme in enumerate(self.scores.themes._themes):
            above = theme.parent
            while above >= 0:
                kin[index, above] = kin[above, index] = True
                above = self.scores.themes._themes[above].parent
        return kin

    def spans(self, mentions: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return where mentions start and end in the corpus as one long text."""
        at = self._offsets[mentions["document"]]
        return at + mentions["start"], at + mentions["end"]

    @cached_property
    def covered(self) -> Spans:
        """What is in a mention of any theme."""
        return Spans(*self.spans(self.mentions))

    def find(self, patterns: Sequence[str], boundary: str | None = None) -> Scores:
        """Look for patterns, each by itself: theme i of the result is pattern i."""
        themes = Themes({str(i): [pattern] for i, pattern in enumerate(patterns)}, any_word=True)
        return score(
            self.corpus,
            themes,
            tokenizer=self.scores.tokenizer,
            boundary=boundary or self.scores.boundary,
            threads=self.threads,
        )

    @cached_property
    def plain(self) -> Tokenizer:
        """The tokenizer with words as they are: no stems, no stop words left out."""
        tokenizer = Tokenizer.__new__(Tokenizer)
        tokenizer._settings = self.scores.tokenizer._settings | {"stem": None, "stop_words": ()}
        tokenizer._make(self.scores.tokenizer._entries)
        return tokenizer

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Stop words of all languages that there are, and the tokenizer's own."""
        words = set(self.scores.tokenizer.settings["stop_words"])
        for language in Tokenizer.stop_word_languages:
            words.update(_core.stop_words(language))
        return frozenset(words)

    def example(self, mention: Any) -> str:
        """Return the sentence that a mention stands in, with it in brackets, on one line."""
        document = int(mention["document"])
        start, end = self.scores._sentences(document)[int(mention["sentence"])]
        text, first, last = self.corpus.texts[document], int(mention["start"]), int(mention["end"])
        return " ".join(f"{text[start:first]}[{text[first:last]}]{text[last:end]}".split())


def commonest(values: Iterable[tuple[str, int]], most: int = 3) -> str:
    """Return the first of some values with their counts, as ``reforms 12, reform 3``."""
    values = list(values)
    text = ", ".join(f"{value} {number:,}" for value, number in values[:most])
    return text + (f" and {len(values) - most:,} more" if len(values) > most else "")
