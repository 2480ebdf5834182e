"""What the patterns all but find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore import _core
from themescore.audit.closeness import EDIT, HAN_EDIT, PART, START, STEM, CloseWords
from themescore.audit.material import Material, Spans, words_of
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.weighing.matrix import dtm

if TYPE_CHECKING:
    import numpy.typing as npt

BORDER = "inside other words"
_MOST_VARIANTS = 200  # of one word of a pattern, so that a short one does not bring in half the dictionary
_KINDS = (STEM, HAN_EDIT, EDIT, START, PART)
# A slip of the pen is much rarer than the word itself, or the word is a long one.
_OFTEN, _RARE, _LONG = 10, 0.02, 7


class NearMissRow(NamedTuple):
    """Words of the corpus that a pattern all but finds.

    Parameters
    ----------
    theme, pattern : str
        The pattern.
    found : str
        What stands in the texts, in its form.
    kind : str
        "same stem", "one character away" (Chinese), "one letter away", "begins with it", "part of it" (a word
        in a Chinese pattern), or "inside other words" (a Chinese pattern that begins or ends within a word).
    mentions, documents : int
        Where it is in no mention: of any theme, or of the pattern's own for "inside other words".
    likely : bool
        False where it is mostly another word: "begins with it", "part of it", and "one letter away" if the
        first letter differs, or it is more than a fiftieth as frequent as what the pattern finds, or the
        pattern finds nothing and is short or has a star.
    example : str
        The first sentence with it, in brackets.
    """

    theme: str
    pattern: str
    found: str
    kind: str
    mentions: int
    documents: int
    likely: bool
    example: str


def near_miss_rows(material: Material) -> list[NearMissRow]:
    """Return the near misses theme by theme, the likely ones first, by mentions."""
    rows = [*_close(material), *_at_borders(material)]
    order = {name: i for i, name in enumerate(material.names)}
    return sorted(
        rows, key=lambda row: (order[row.theme], not row.likely, -row.mentions, row.found, row.pattern)
    )


def _close(material: Material) -> Iterator[NearMissRow]:
    """Yield what is close to a pattern, word by word."""
    phrases = {i: words_of(pattern) for i, pattern in enumerate(material.patterns)}
    terms = dtm(material.corpus, tokenizer=material.plain, threads=material.threads).terms
    if material.scores.tokenizer.han == "bigram":
        terms = tuple(term for term in terms if not _core.is_han(term))  # pairs are no words
    vocabulary = [term for term in terms if term not in material.stop_words]
    wanted = [word for words in phrases.values() for word in words if word not in material.stop_words]
    close = CloseWords(vocabulary, wanted, _stemmer())
    # In one theme what is found counts once, for the pattern that it is closest to.
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for i, words in phrases.items():
        for at, word in enumerate(words):
            variants = close.of(word) if word not in material.stop_words else {}
            closest = sorted(variants.items(), key=lambda pair: (_KINDS.index(pair[1]), pair[0]))
            for form, kind in closest[:_MOST_VARIANTS]:
                key = (int(material.theme_of[i]), " ".join([*words[:at], form, *words[at + 1 :]]))
                rank = (_KINDS.index(kind), i)
                best[key] = min(best.get(key, rank), rank)
    phrase_list = list(dict.fromkeys(phrase for _, phrase in best))
    if not phrase_list:
        return
    number = {phrase: i for i, phrase in enumerate(phrase_list)}
    found = material.find(phrase_list)._counts.mentions
    left = found[~material.covered.overlap(*material.spans(found))]
    by_phrase = _split(left, len(phrase_list))
    own = np.bincount(material.mentions["pattern"][material.own], minlength=len(material.patterns)).tolist()
    for (theme, phrase), (kind_rank, i) in best.items():
        mentions = by_phrase[number[phrase]]
        if len(mentions):
            where = (material.names[theme], material.patterns[i], phrase, _KINDS[kind_rank])
            yield _row(
                material,
                where,
                mentions,
                _likely(_KINDS[kind_rank], phrase, words_of(where[1]), mentions, own[i]),
            )


def _likely(kind: str, phrase: str, words: Sequence[str], mentions: npt.NDArray[Any], found: int) -> bool:
    if kind == EDIT:
        initials = [word[0] for word in words] == [word[0] for word in phrase.split()]
        if not found:
            return initials and "*" not in "".join(words) and max(map(len, words)) >= _LONG
        return initials and found >= _OFTEN and len(mentions) <= max(1, _RARE * found)
    return kind in (STEM, HAN_EDIT)


def _at_borders(material: Material) -> Iterator[NearMissRow]:
    """Yield Chinese patterns where the words of the text do not let a mention begin or end."""
    han = [
        i for i, pattern in enumerate(material.patterns) if any(map(_core.is_han, "".join(words_of(pattern))))
    ]
    if not han or material.scores.boundary == "any" or material.scores.tokenizer.han == "bigram":
        return
    scores = material.find([material.patterns[i] for i in han], boundary="any")
    forms = scores._counts.forms
    for i, found in zip(han, _split(scores._counts.mentions, len(han)), strict=True):
        kin = material.kin[material.theme_of[i]][material.mentions["theme"]]
        taken = Spans(*material.spans(material.mentions[kin]))
        # Without a longer word it would have been found, unless another theme excludes it.
        left = found[~taken.overlap(*material.spans(found)) & (found["inside"] != _core.WHOLE_WORDS)]
        # A single character is in many words, and in most of them it is no word.
        likely = len(material.patterns[i].strip("*")) > 1
        kinds, first = np.unique(left["inside"], return_inverse=True)
        order = np.argsort(first, kind="stable")
        groups = np.split(left[order], np.searchsorted(first[order], np.arange(1, len(kinds))))
        for inside, mentions in zip(kinds.tolist(), groups, strict=False):  # no kinds: one empty group
            where = (material.names[material.theme_of[i]], material.patterns[i], forms[inside], BORDER)
            yield _row(material, where, mentions, likely)


def _row(
    material: Material, where: tuple[str, str, str, str], mentions: npt.NDArray[Any], likely: bool
) -> NearMissRow:
    documents = len(np.unique(mentions["document"]))
    return NearMissRow(*where, len(mentions), documents, likely, material.example(mentions[0]))


def _split(mentions: npt.NDArray[Any], themes: int) -> list[npt.NDArray[Any]]:
    """Return the mentions of each theme, in their order."""
    order = np.argsort(mentions["theme"], kind="stable")
    borders = np.searchsorted(mentions["theme"][order], np.arange(1, themes))
    return np.split(mentions[order], borders)


def _stemmer() -> Callable[[str], str] | None:
    if "english" not in Tokenizer.stem_languages:
        return None
    return Tokenizer(han="bigram", stem="english")._core.term_of
