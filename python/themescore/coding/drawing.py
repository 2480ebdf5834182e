"""Which sentences are drawn for hand-coding, and with what probability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore.comparing.grouping import groups_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores


class Drawn(NamedTuple):
    """A sentence drawn for a theme.

    Parameters
    ----------
    theme, document, sentence : int
        Their positions.
    found : bool
        Whether the program found the theme there.
    weight : float
        How many sentences it stands for: one over the probability that it was drawn.
    """

    theme: int
    document: int
    sentence: int
    found: bool
    weight: float


def draw(
    scores: Scores, n: int, negatives: float, stratify: str | None, seed: int
) -> tuple[list[Drawn], dict[int, tuple[int, int]]]:
    """Draw sentences, in an order that says nothing; also return how many there are for each theme.

    A theme's sentences are those with a mention and those without, each again by group. Themes get as many
    items each as there are to have; within a theme the groups get theirs in proportion, and at least one.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    group_of, frames = _groups(scores, stratify), _Sentences(scores)
    themes = [theme for theme in range(len(scores.themes.names)) if len(frames.found(theme))]
    totals = {theme: (len(frames.found(theme)), frames.number - len(frames.found(theme))) for theme in themes}
    without = round(n * negatives)
    drawn: list[Drawn] = []
    for found, size in ((True, n - without), (False, without)):
        sizes = evenly(size, [totals[theme][0 if found else 1] for theme in themes])
        for theme, wanted in zip(themes, sizes, strict=True):
            sentences = frames.found(theme) if found else frames.others(theme)
            strata = group_of[frames.document[sentences]]
            labels, members = np.unique(strata, return_counts=True)
            if wanted < len(labels):  # too few for every group: all sentences alike
                strata, labels, members = np.zeros_like(strata), np.array([0]), np.array([len(strata)])
            for label, take in zip(labels, in_proportion(wanted, members.tolist()), strict=True):
                pool = sentences[strata == label]
                # Sorted by random numbers, as plain as it can be: the same with every version of numpy.
                for at in pool[np.argsort(random.random(len(pool)), kind="stable")[:take]].tolist():
                    place = int(frames.document[at]), int(frames.sentence[at])
                    drawn.append(Drawn(theme, *place, found, len(pool) / take))
    return [drawn[i] for i in np.argsort(random.random(len(drawn)), kind="stable")], totals


class _Sentences:
    """All sentences of a corpus with a word in them, numbered through."""

    def __init__(self, scores: Scores) -> None:
        document, sentence = [], []
        for at, text in enumerate(scores.corpus.texts):
            for number, (start, end) in enumerate(scores._sentences(at)):
                if any(map(str.isalnum, text[start:end])):
                    document.append(at)
                    sentence.append(number)
        self.document = np.array(document, dtype=np.int64)
        self.sentence = np.array(sentence, dtype=np.int64)
        self.number = len(document)
        mentions = scores._counts.mentions
        largest = int(max(self.sentence.max(initial=0), mentions["sentence"].max(initial=0))) + 1
        keys = self.document * largest + self.sentence
        of_mention = mentions["document"].astype(np.int64) * largest + mentions["sentence"]
        self._theme = mentions["theme"]
        # A mention of marks alone may be in a sentence without words, which nobody codes.
        self._at = np.searchsorted(keys, of_mention)
        self._kept = (self._at < len(keys)) & (keys[np.minimum(self._at, len(keys) - 1)] == of_mention)

    def found(self, theme: int) -> npt.NDArray[np.int64]:
        """Return the sentences that mention a theme, in order."""
        return np.unique(self._at[self._kept & (self._theme == theme)])

    def others(self, theme: int) -> npt.NDArray[np.int64]:
        """Return the sentences that do not."""
        return np.setdiff1d(np.arange(self.number), self.found(theme), assume_unique=True)


def _groups(scores: Scores, stratify: str | None) -> npt.NDArray[Any]:
    if stratify is None:
        return np.zeros(len(scores.corpus), dtype=np.int64)
    return np.array(groups_of(scores._documents, stratify).of, dtype=np.int64)


def evenly(size: int, available: Sequence[int]) -> list[int]:
    """Share out so many items as evenly as there are items to have; the first get what does not divide."""
    shares = [0] * len(available)
    left = min(size, sum(available))
    while left:
        open_ = [i for i, most in enumerate(available) if shares[i] < most]
        each = max(1, left // len(open_))
        for i in open_:
            more = min(each, available[i] - shares[i], left)
            shares[i] += more
            left -= more
    return shares


def in_proportion(size: int, members: Sequence[int]) -> list[int]:
    """Share out items in proportion to members, at least one each; as many as there are groups or more.

    By largest remainders; of equal ones the first group gets it.
    """
    total = sum(members)
    size = min(size, total)
    if not size:
        return [0] * len(members)
    shares = [1] * len(members)
    rest = size - len(members)
    # The guaranteed one is part of the group's share, not on top of it.
    wanted = [max(0.0, size * number / total - 1) for number in members]
    scale = rest / sum(wanted) if sum(wanted) else 0.0
    exact = [value * scale for value in wanted]
    for i, value in enumerate(exact):
        shares[i] += min(int(value), members[i] - shares[i])
    order = sorted(range(len(members)), key=lambda i: (int(exact[i]) - exact[i], i))
    while sum(shares) < size:
        for i in order:
            if sum(shares) < size and shares[i] < members[i]:
                shares[i] += 1
    return shares
