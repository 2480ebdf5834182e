"""Which matches count: the rules of docs/patterns.md, one after another.

Where the description leaves a choice, the simplest reading is taken:

- Of several ways in which one pattern matches from one place to another, the form is that of the one whose
  parts begin earliest, and are longest.
- The form of a reference is the form of its mention, with a space on either side.
- A star at the edge of Chinese inside of a phrase is a gap of no words. What follows a gap may begin in the
  same word, where it could begin if it stood alone.
- Of pairs of characters, a string of characters ends in the last pair that holds its last one, and the next
  part begins in a later pair: between 国有 and 企业 in 国有企业 stands none. What takes a pair as a word (a
  regular expression, `=`, `*`) ends in that pair, so after a gap may come the pair that shares a character
  with it; side by side with it nothing stands that does.
- `inside` is there if any word of the match has characters, or an ending, that no part of the match takes; it
  names each word once.
- What lies in a place of `not inside` is no mention, but an exclusion there takes its words all the same.
- A regular expression is held against words of any script, and `=` is for whole words, of Chinese too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from themescore import Tokenizer

from reference.matching import Match, Matcher, Piece
from reference.patterns import Alternatives, Expression, Pattern, Reference, Theme
from reference.phrases import written_out
from reference.words import TextWord, TextWords

TOP = -1


class Mention(NamedTuple):
    theme: int
    pattern: int
    start: int
    end: int
    form: str
    inside: str | None
    sentence: int
    position: int


class CyclicReferenceError(ValueError):
    pass


class ThemeTree:
    """Themes, and which of them decide about the mentions of one.

    Parameters
    ----------
    themes : list of Theme
        Parents before their children.
    exclusive : bool
        Whether the themes at the top compete. Above them is TOP, which is no theme.
    """

    def __init__(self, themes: Sequence[Theme], exclusive: bool) -> None:
        self.themes, self.exclusive = themes, exclusive

    def lineage(self, theme: int) -> list[int]:
        """Return the theme, then its ancestors."""
        return [] if theme < 0 else [theme, *self.lineage(self.themes[theme].parent)]

    def below(self, root: int) -> list[int]:
        """Return the theme and all that are nested in it."""
        return [theme for theme in range(len(self.themes)) if root in (TOP, *self.lineage(theme))]

    def root(self, theme: int) -> int:
        """Return the theme whose nested themes have to be found together to find those of `theme`."""
        competing = [above for above, _ in self.branches(theme)]
        return competing[-1] if competing else theme

    def branches(self, theme: int) -> list[tuple[int, int]]:
        """Return what is exclusive above, nearest first, with the child of it that the theme is in."""
        pairs = pairwise([*self.lineage(theme), TOP])
        return [(above, child) for child, above in pairs if self._is_exclusive(above)]

    def _is_exclusive(self, theme: int) -> bool:
        return self.exclusive if theme == TOP else self.themes[theme].exclusive

    def decides(self, patterns: Sequence[Pattern], root: int) -> list[int]:
        """Return the patterns that matter to the mentions of `root` and the themes nested in it."""
        inside = set(self.below(root))
        above = set(self.lineage(root))
        return [i for i, p in enumerate(patterns) if p.theme in inside or (p.kind and p.theme in above)]


def check_references(tree: ThemeTree, patterns: Sequence[Pattern]) -> None:
    """Raise CyclicReferenceError if a theme needs its own mentions."""

    def visit(root: int, path: tuple[int, ...]) -> None:
        if root in path:
            raise CyclicReferenceError(f"theme {root}")
        for i in tree.decides(patterns, root):
            for theme in referred(patterns[i]):
                visit(tree.root(theme), (*path, root))

    for theme in range(len(tree.themes)):
        visit(tree.root(theme), ())


def referred(pattern: Pattern) -> set[int]:
    found: set[int] = set()

    def look(expression: Expression) -> None:
        for phrase in expression.phrases:
            for item in phrase.items:
                if isinstance(item, Reference):
                    found.add(item.theme)
                elif isinstance(item, Alternatives):
                    for choice in item.choices:
                        look(choice)

    for expression in (pattern.expression, *(scope.condition for scope in pattern.scopes)):
        look(expression)
    return found


def find(
    text: str, tree: ThemeTree, patterns: Sequence[Pattern], tokenizer: Tokenizer, boundary: str
) -> list[Mention]:
    """Return the mentions of a text, by start, then theme."""
    return _Text(text, tree, patterns, tokenizer, boundary).mentions()


class _Text:
    def __init__(
        self, text: str, tree: ThemeTree, patterns: Sequence[Pattern], tokenizer: Tokenizer, boundary: str
    ) -> None:
        self.source = TextWords(text, tokenizer)
        self.words = self.source.words
        self.tree, self.patterns = tree, patterns
        self.flat = cache(lambda expression: written_out(expression, tokenizer))
        self.run = cache(self._run)
        self.matches_of = cache(self._matches_of)
        self.matcher = Matcher(self.source, boundary, self._accepted)

    def mentions(self) -> list[Mention]:
        found = [
            self._mention(theme, pattern, match)
            for theme in range(len(self.tree.themes))
            for own, pattern, match in self.run(self.tree.root(theme))
            if own == theme
        ]
        return sorted(found, key=lambda mention: (mention.start, mention.theme))

    def _accepted(self, theme: int) -> list[Match]:
        return [match for own, _, match in self.run(self.tree.root(theme)) if own == theme]

    def _matches_of(self, pattern: int) -> list[Match]:
        """Return all matches of a pattern that meet its scopes."""
        wanted = self.patterns[pattern]
        matches = self.matcher.all(self.flat(wanted.expression))
        for scope in wanted.scopes:
            place = self._place_of(scope.place)
            places = {place(match) for match in self.matcher.all(self.flat(scope.condition))}
            matches = [match for match in matches if place(match) in places]
        return matches

    def _place_of(self, place: str) -> Callable[[Match], int]:
        def sentence(match: Match) -> int:
            return self.words[match.first.word].sentence

        if place == "sentence":
            return sentence
        if place == "paragraph":
            return lambda match: self.source.paragraphs[sentence(match)]
        return lambda match: 0

    # The mentions of all the themes nested in `root`, and its own: (theme, pattern, match).
    def _run(self, root: int) -> list[tuple[int, int, Match]]:
        inside = self.tree.below(root)
        deciding = self.tree.decides(self.patterns, root)
        candidates = []
        places: dict[int, list[Match]] = {}
        for i in deciding:
            pattern = self.patterns[i]
            if pattern.kind == "not inside":
                places.setdefault(pattern.theme, []).extend(self.matches_of(i))
            else:
                candidates += [(match, i) for match in self.matches_of(i)]
        candidates.sort(key=lambda c: (c[0].start, -c[0].end, self.patterns[c[1]].kind != "not", c[1]))

        found: list[tuple[int, int, Match]] = []
        free_from = dict.fromkeys(inside, 0)
        branch_end: dict[tuple[int, int], int] = {}
        for match, i in candidates:
            pattern = self.patterns[i]
            if pattern.kind == "not":
                for theme in inside:
                    if pattern.theme in self.tree.lineage(theme) and free_from[theme] <= match.start:
                        free_from[theme] = match.end
                continue
            line = self.tree.lineage(pattern.theme)
            if any(
                place.start <= match.start and match.end <= place.end
                for theme in line
                for place in places.get(theme, ())
            ):
                continue
            branches = self.tree.branches(pattern.theme)
            if any(
                above == other_above and child != other and end > match.start
                for above, child in branches
                for (other_above, other), end in branch_end.items()
            ):
                continue
            for theme in line:
                if theme not in free_from or free_from[theme] > match.start:
                    break
                free_from[theme] = match.end
                found.append((theme, i, match))
                if theme == pattern.theme:
                    for branch in branches:
                        branch_end[branch] = max(branch_end.get(branch, 0), match.end)
        return found

    def _mention(self, theme: int, pattern: int, match: Match) -> Mention:
        first = self.words[match.first.word]
        before = min(match.first.start, first.last_pair) if first.pairs else 0
        whole = None if self._takes_whole_words(match) else self._joined(self._widened(match))
        form = self._joined(match.segments)
        return Mention(
            theme, pattern, match.start, match.end, form, whole, first.sentence, first.position + before
        )

    def _takes_whole_words(self, match: Match) -> bool:
        pieces = [piece for segment in match.segments for piece in segment]
        for w in {piece.word for piece in pieces}:
            word = self.words[w]
            own = [piece for piece in pieces if piece.word == w]
            taken = {c for piece in own for c in range(piece.start, piece.end)}
            if any(piece.without_ending for piece in own) or (not word.pairs and len(taken) < word.size):
                return False
        return True

    # Whole words for parts of them, each once; of pairs those that the match touches are whole.
    def _widened(self, match: Match) -> list[list[Piece]]:
        segments: list[list[Piece]] = []
        for segment in match.segments:
            pieces = []
            for piece in segment:
                word = self.words[piece.word]
                if word.pairs:
                    last = piece.start if piece.pair else min(piece.end - 1, word.last_pair)
                    piece = Piece(piece.word, min(piece.start, last), min(last + 2, word.size))
                else:
                    piece = Piece(piece.word, 0, word.size)
                    if any(piece in earlier for earlier in segments):
                        continue
                pieces.append(piece)
            if pieces:
                segments.append(pieces)
        return segments

    def _joined(self, segments) -> str:
        return " ".join(self._of_segment(segment) for segment in segments)

    def _of_segment(self, pieces) -> str:
        text = ""
        after_han = False
        for piece in pieces:
            word = self.words[piece.word]
            text += "" if not text or (word.han and after_han) else " "
            text += self._form(word, piece)
            after_han = bool(word.han)
        return text

    # With a stemmer it is the stems.
    def _form(self, word: TextWord, piece: Piece) -> str:
        if word.han:
            return "".join(character.form for character in word.han[piece.start : piece.end])
        return self.source.term_of(word.stem) if piece.without_ending else word.term
