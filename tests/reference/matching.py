"""Where flat phrases match in the words of a text, whatever else matches there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, TypeAlias

from reference.patterns import Reference
from reference.phrases import Between, FlatPhrase, Segment, Want
from reference.words import TextWord, TextWords


class Piece(NamedTuple):
    """Characters `start` to `end` of a word of Han; of any other word 0 to 1.

    `pair` is for a pair of characters that is taken as a word, by a regular expression for instance.
    """

    word: int
    start: int
    end: int
    without_ending: bool = False
    pair: bool = False


Segments: TypeAlias = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Match:
    """Pieces of words by segment, and the code points from the first to the last."""

    segments: Segments
    start: int
    end: int
    order: tuple[tuple[int, int], ...] = field(compare=False, default=())

    @property
    def first(self) -> Piece:
        return self.segments[0][0]

    @property
    def last(self) -> Piece:
        return self.segments[-1][-1]


class Matcher:
    """Finds all the matches of flat phrases; `mentions_of(theme)` gives those that a reference stands for."""

    def __init__(self, words: TextWords, boundary: str, mentions_of) -> None:
        self.source = words
        self.words = words.words
        self.boundary = boundary
        self.mentions_of = mentions_of
        self._bound = cache(self._bound_segments)

    def all(self, phrases: list[FlatPhrase]) -> list[Match]:
        """Return every match; of those that start and end alike the one whose parts begin earliest, and are
        longest.
        """
        best: dict[tuple[int, int], Match] = {}
        for phrase in phrases:
            rest = self._rests(phrase)
            for w, word in enumerate(self.words):
                for c in range(word.size):
                    for match in rest(0, w, c):
                        key = match.start, match.end
                        if key not in best or match.order < best[key].order:
                            best[key] = match
        return list(best.values())

    # What finds the matches of the parts of a phrase from one on, at a place: of those that end alike the one
    # to be kept.
    def _rests(self, phrase: FlatPhrase) -> Callable[[int, int, int], list[Match]]:
        @cache
        def rest(at: int, w: int, c: int) -> list[Match]:
            best: dict[int, Match] = {}
            for segments in self._part(phrase.parts[at], w, c):
                for following in following_matches(at, segments[-1][-1]):
                    match = self._match(segments + following)
                    if match.end not in best or match.order < best[match.end].order:
                        best[match.end] = match
            return list(best.values())

        def following_matches(at: int, end: Piece) -> Iterator[Segments]:
            if at + 1 == len(phrase.parts):
                yield ()
                return
            for w, c in self._next(end, phrase.between[at]):
                if self.words[w].sentence == self.words[end.word].sentence:
                    for match in rest(at + 1, w, c):
                        yield match.segments

        return rest

    def _match(self, segments: Segments) -> Match:
        order = tuple((self._start(s[0]), -self._end(s[-1])) for s in segments)
        return Match(segments, order[0][0], -order[-1][1], order)

    def _part(self, part: Segment | Reference, w: int, c: int) -> Iterator[Segments]:
        if isinstance(part, Reference):
            for mention in self.mentions_of(part.theme):
                if (mention.first.word, mention.first.start) == (w, c):
                    yield mention.segments
            return
        for pieces in self._bound(part, w, c):
            yield (pieces,)

    def _bound_segments(self, segment: Segment, w: int, c: int) -> list[tuple[Piece, ...]]:
        return [pieces for pieces in self._segment(segment, w, c) if self._may_be_bound(segment, pieces)]

    # Where the next part may begin after a piece.
    def _next(self, end: Piece, between: Between) -> Iterator[tuple[int, int]]:
        word = self.words[end.word]
        if between.words < 0:
            if end.without_ending or (end.pair and end.start < word.last_pair):
                return
            if end.end < word.size:
                yield end.word, end.end
            elif end.word + 1 < len(self.words):
                yield end.word + 1, 0
            return
        before = self._token_at_end(end)
        sentence = word.sentence
        for w in range(end.word, len(self.words)):
            if self.words[w].sentence != sentence:
                break
            first = 0 if w > end.word else end.start + 1 if end.pair else end.end
            for c in range(first, self.words[w].size):
                here = self._token_at_start(w, c)
                if here > before and self._words_between(before, here) > between.words:
                    return  # and what comes later is farther away
                if here > before or (here == before and not word.pairs):
                    yield w, c

    # A token: the word, and of a run of Han that is cut into pairs the number of the pair.
    def _token_at_start(self, w: int, c: int) -> tuple[int, int]:
        word = self.words[w]
        return w, min(c, word.last_pair) if word.pairs else 0

    def _token_at_end(self, piece: Piece) -> tuple[int, int]:
        word = self.words[piece.word]
        at = piece.start if piece.pair else min(piece.end - 1, word.last_pair)
        return piece.word, at if word.pairs else 0

    def _words_between(self, before: tuple[int, int], after: tuple[int, int]) -> int:
        words_before = [self.words[w].position + pair for w, pair in (before, after)]
        return words_before[1] - words_before[0] - self.words[before[0]].counted

    # What the segment takes from a place on, with or without the ending of its last word.
    def _segment(self, segment: Segment, w: int, c: int) -> Iterator[tuple[Piece, ...]]:
        pieces = [Piece(w, c, c)]
        for i, want in enumerate(segment.wants):
            if pieces[-1].end == self.words[pieces[-1].word].size:
                pieces.append(Piece(pieces[-1].word + 1, 0, 0))
            piece = pieces[-1]
            if piece.word == len(self.words) or self.words[piece.word].sentence != self.words[w].sentence:
                return
            word = self.words[piece.word]
            if i + 1 == len(segment.wants) and self.boundary != "word" and self._stem_is(word, want):
                yield (*pieces[:-1], Piece(piece.word, 0, 1, True))
            taken = self._taken(word, piece.end, want, i == 0, i + 1 == len(segment.wants))
            if taken == 0:
                return
            pieces[-1] = piece._replace(end=piece.end + taken, pair=word.pairs and want.kind != "han")
        yield tuple(pieces)

    # How many characters of a word (one, if it is not of Han) are what is wanted; 0 if they are not.
    def _taken(self, word: TextWord, at: int, want: Want, first: bool, last: bool) -> int:
        if want.kind == "han":
            return int(bool(word.han) and word.han[at].form == want.text)
        if word.pairs:
            # A pair is a word, and nothing stands side by side with it that shares a character with it.
            if (at > 0 and not first) or (at < word.last_pair and not last):
                return 0
            return self._pair_taken(word, at, want)
        if at > 0 or (word.han and want.kind in ("term", "glob")):
            return 0
        return word.size if _satisfies(want, word.surface, word.form, word.term, word.counted) else 0

    def _pair_taken(self, word: TextWord, at: int, want: Want) -> int:
        pair = word.han[at : at + 2]
        if at > word.last_pair or want.kind in ("term", "glob"):
            return 0
        surface = self.source.text[pair[0].start : pair[-1].end]
        form = "".join(character.form for character in pair)
        return len(pair) if _satisfies(want, surface, form, form, True) else 0

    def _stem_is(self, word: TextWord, want: Want) -> bool:
        if not word.stem or want.kind in ("any", "han"):
            return False
        surface = word.surface[: word.stem_end - word.start]
        return _satisfies(want, surface, word.stem, self.source.term_of(word.stem), word.counted)

    def _may_be_bound(self, segment: Segment, pieces: tuple[Piece, ...]) -> bool:
        if self.boundary == "any":
            return True
        first, last = pieces[0], pieces[-1]
        starts_in = self.words[first.word]
        ends_in = self.words[last.word]
        starts_inside = first.start > 0
        ends_inside = last.end < ends_in.size
        one = len(pieces) == 1 and first.end - first.start == 1
        if one and starts_in.han and not starts_in.pairs:
            return (segment.open_start or not starts_inside) and (segment.open_end or not ends_inside)
        if self.boundary == "word" and (
            (starts_inside and not segment.open_start) or (ends_inside and not segment.open_end)
        ):
            return False
        start_border = starts_in.pairs or first.start in starts_in.starts
        end_border = ends_in.pairs or last.end in ends_in.ends
        return (not starts_inside or (start_border and first.end - first.start >= 2)) and (
            not ends_inside or (end_border and last.end - last.start >= 2)
        )

    def _start(self, piece: Piece) -> int:
        word = self.words[piece.word]
        return word.han[piece.start].start if word.han else word.start

    def _end(self, piece: Piece) -> int:
        word = self.words[piece.word]
        if piece.without_ending:
            return word.stem_end
        return word.han[piece.end - 1].end if word.han else word.end


def _satisfies(want: Want, surface: str, form: str, term: str, counted: bool) -> bool:
    match want.kind:
        case "term":
            return term == want.text
        case "any":
            return counted
        case "regex":
            return counted and re.fullmatch(want.text, form) is not None
        case "glob":
            return counted and _fits(want.text, form)
        case "exact":
            return surface == want.text
        case "exact glob":
            return counted and _fits(want.text, surface)
    return False


def _fits(glob: str, text: str) -> bool:
    expression = "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in glob)
    return re.fullmatch(expression, text, re.DOTALL) is not None
