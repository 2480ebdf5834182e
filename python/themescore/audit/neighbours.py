"""The words beside a theme's mentions that belong to no theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore import _core
from themescore.audit.material import Material

if TYPE_CHECKING:
    import numpy.typing as npt

WINDOW = 3  # words on either side
_FEWEST = 3  # times beside a mention
_WORD = _core.TOKEN_KINDS.index("word")
_COUNTED = (_WORD, _core.TOKEN_KINDS.index("number"))


class NeighbourRow(NamedTuple):
    """A word beside the mentions of a theme.

    Parameters
    ----------
    theme, word : str
        The word as its form, which is in no theme's mentions there.
    near, elsewhere : int
        How often it stands within three words of a mention, in the same sentence, and anywhere else.
    ratio : float
        Its frequency near divided by that elsewhere; inf if it is nowhere else.
    g2 : float
        Log-likelihood over the four cells this word or another, near or elsewhere.
    direction : {"+", "-"}
        Whether it is more frequent near than elsewhere.
    """

    theme: str
    word: str
    near: int
    elsewhere: int
    ratio: float
    g2: float
    direction: str


class _Words(NamedTuple):
    """All words and numbers of the corpus, one after another."""

    ids: npt.NDArray[np.int64]  # into `forms`
    sentences: npt.NDArray[np.int64]  # of the whole corpus
    first: npt.NDArray[np.int64]  # for each mention, the first word that it touches
    last: npt.NDArray[np.int64]
    eligible: npt.NDArray[np.bool_]
    forms: list[str]


def neighbour_rows(material: Material, most: int = 10) -> list[NeighbourRow]:
    """Return, for each theme, the words that its mentions attract most, and those that they avoid most."""
    words = _words(material)
    everywhere = np.bincount(words.ids[words.eligible], minlength=len(words.forms))
    rows = []
    for theme, name in enumerate(material.names):
        of_theme = material.mentions["theme"] == theme
        beside = _beside(words, words.first[of_theme], words.last[of_theme])
        near = np.bincount(words.ids[beside[words.eligible[beside]]], minlength=len(words.forms))
        elsewhere = everywhere - near
        if not near.sum() or not elsewhere.sum():
            continue
        g2 = log_likelihood(near, elsewhere)
        expected = (near + elsewhere) * (near.sum() / everywhere.sum())
        attracted = np.flatnonzero((near >= _FEWEST) & (near > expected))
        avoided = np.flatnonzero((expected >= _FEWEST) & (near < expected))
        for found, direction in ((attracted, "+"), (avoided, "-")):
            for word in sorted(found.tolist(), key=lambda i: (-g2[i], words.forms[i]))[:most]:
                here, there = int(near[word]), int(elsewhere[word])
                ratio = here / near.sum() / (there / elsewhere.sum()) if there else np.inf
                rows.append(
                    NeighbourRow(
                        name, words.forms[word], here, there, float(ratio), float(g2[word]), direction
                    )
                )
    return rows


def log_likelihood(near: npt.NDArray[np.int64], elsewhere: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return G2 = 2 sum of O ln(O / E) over the four cells, for each word; Dunning (1993)."""
    here, there = float(near.sum()), float(elsewhere.sum())
    share = (near + elsewhere) / (here + there)
    total = np.zeros(len(near))
    for observed, expected in (
        (near, here * share),
        (elsewhere, there * share),
        (here - near, here * (1 - share)),
        (there - elsewhere, there * (1 - share)),
    ):
        some = observed > 0
        total[some] += observed[some] * np.log(observed[some] / expected[some])
    return 2 * np.maximum(total, 0)


def _beside(
    words: _Words, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the words within the window of any of the mentions, each once."""
    found = []
    worded = first <= last  # a mention of marks alone touches no word
    first, last = first[worded], last[worded]
    for distance in range(1, WINDOW + 1):
        for anchor, place in ((first, first - distance), (last, last + distance)):
            there = (place >= 0) & (place < len(words.ids))
            anchor, place = anchor[there], place[there]
            found.append(place[words.sentences[place] == words.sentences[anchor]])
    return np.unique(np.concatenate(found))


def _words(material: Material) -> _Words:
    numbers: dict[str, int] = {}
    ids, sentences, eligible = [], [], []
    mentions = material.mentions
    first, last = np.zeros(len(mentions), np.int64), np.zeros(len(mentions), np.int64)
    borders = np.searchsorted(mentions["document"], np.arange(len(material.corpus) + 1))
    before = sentences_before = 0
    for document, text in enumerate(material.corpus.texts):
        tokens = material.plain.tokens(text)
        counted = np.isin(tokens._kinds, _COUNTED)
        starts, ends = tokens._starts[counted], tokens._ends[counted]
        forms = [form for form, is_word in zip(tokens._forms, counted.tolist(), strict=True) if is_word]
        opening = np.array([start for start, _ in material.scores._sentences(document)], dtype=np.int64)
        here = slice(int(borders[document]), int(borders[document + 1]))
        touched = mentions[here]
        first[here] = before + np.searchsorted(ends, touched["start"], side="right")
        last[here] = before + np.searchsorted(starts, touched["end"], side="left") - 1
        taken = np.zeros(len(starts) + 1, np.int64)
        np.add.at(taken, first[here] - before, 1)
        np.add.at(taken, last[here] - before + 1, -1)
        ids.append(np.array([numbers.setdefault(form, len(numbers)) for form in forms], dtype=np.int64))
        sentences.append(sentences_before + np.searchsorted(opening, starts, side="right"))
        eligible.append((np.cumsum(taken)[:-1] == 0) & (tokens._kinds[counted] == _WORD))
        before += len(starts)
        sentences_before += len(opening) + 1
    all_ids = np.concatenate(ids)
    content = np.array([form not in material.stop_words for form in numbers], dtype=np.bool_)
    return _Words(
        all_ids,
        np.concatenate(sentences),
        first,
        last,
        np.concatenate(eligible) & (content[all_ids] if len(content) else np.zeros(0, np.bool_)),
        list(numbers),
    )
