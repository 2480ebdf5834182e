"""Words of a corpus that are close to a word of a pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from themescore import _core

_SHORTEST_STEM = 3
_SHORTEST_START = 4
_SHORTEST_EDIT = 5
_SHORTEST_HAN_EDIT = 3
_SHORTEST_STARRED = 6
_SAME_START = 2

STEM, START, EDIT = "same stem", "begins with it", "one letter away"
HAN_EDIT = "one character away"
PART = "part of it"


def one_edit(first: str, second: str) -> bool:
    """Say whether one letter more, less, changed or swapped with its neighbour makes one of the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


class CloseWords:
    """The vocabulary of a corpus, asked for what is close to the words of patterns.

    Parameters
    ----------
    vocabulary : list of str
        Forms of words.
    wanted : list of str
        Words of patterns, folded, with their stars: all that will be asked for.
    stem : callable
        From a form to its stem.
    """

    def __init__(
        self, vocabulary: Iterable[str], wanted: Iterable[str], stem: Callable[[str], str] | None
    ) -> None:
        self._found: dict[str, dict[str, str]] = {word: {} for word in wanted}
        whole = [word for word in self._found if word.isalpha()]
        starred = [word for word in self._found if word[:-1].isalpha() and word[-1] == "*" and len(word) > 6]
        by_stem = _grouped((stem(w), w) for w in whole if stem and len(w) >= _SHORTEST_STEM)
        by_start = {word for word in whole if len(word) >= _SHORTEST_START and not _core.is_han(word)}
        by_edit = _grouped((key, w) for w in whole if _long_enough(w) for key in _shortened(w))
        by_letters = _grouped((w[:_SAME_START], w) for w in starred if not _core.is_han(w[:-1]))
        starts = {len(word) for word in by_start}
        for form in vocabulary:
            if not form.isalpha():
                continue
            if stem:
                for word in by_stem.get(stem(form), ()):
                    self._keep(word, form, STEM)
            for length in starts:
                if form[:length] in by_start:
                    self._keep(form[:length], form, START)
            for key in _shortened(form) if by_edit else ():
                for word in by_edit.get(key, ()):
                    if one_edit(word, form):
                        kind = EDIT if not _core.is_han(word) else PART if form in word else HAN_EDIT
                        self._keep(word, form, kind)
            for word in by_letters.get(form[:_SAME_START], ()):
                start = word[:-1]
                ends = range(len(start) - 1, len(start) + 2)
                if not form.startswith(start) and any(one_edit(start, form[:end]) for end in ends):
                    self._keep(word, form, EDIT)

    def _keep(self, word: str, form: str, kind: str) -> None:
        if form != word:
            self._found[word].setdefault(form, kind)

    def of(self, word: str) -> dict[str, str]:
        """Return the forms close to a word, and in what way: the closest way that holds."""
        return self._found[word]


def _long_enough(word: str) -> bool:
    return len(word) >= (_SHORTEST_HAN_EDIT if _core.is_han(word) else _SHORTEST_EDIT)


def _shortened(word: str) -> Iterator[str]:
    """Yield a word and all that is left of it without one letter: close words share one of these."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for key, word in pairs:
        groups.setdefault(key, set()).add(word)
    return groups
