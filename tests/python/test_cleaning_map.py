"""From a span of a cleaned text to the original and back: held against a map of every single character."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.span_map import SpanMap

pytestmark = pytest.mark.mostly_python

Char = tuple[str, int, int, bool]  # what stands there, its span of the original, whether it was kept

TEXTS = st.text("ab é中\n\f-\U0001f600", max_size=30)
CHOICES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["", " ", "xy"])), max_size=6
)


def characters(text: str) -> list[Char]:
    return [(char, i, i + 1, True) for i, char in enumerate(text)]


def edited(chars: list[Char], edits: list[Edit]) -> list[Char]:
    """The same edits, character by character."""
    out: list[Char] = []
    at = 0
    for edit in edits:
        out += chars[at : edit.start]
        gone = chars[edit.start : edit.end]
        out += [(char, gone[0][1], gone[-1][2], False) for char in edit.replacement]
        at = edit.end
    return out + chars[at:]


def edits_for(text: str, choices: list[tuple[int, int, str]]) -> list[Edit]:
    found: list[Edit] = []
    for start, length, word in sorted(choices):
        end = min(start + length, len(text))
        if start < end and (not found or start >= found[-1].end):
            found.append(Edit(start, end, "", word))
    return found


def cleaned(text: str, rounds: list[list[tuple[int, int, str]]]) -> tuple[str, SpanMap, list[Char]]:
    spans, chars, now = SpanMap.identity(len(text)), characters(text), text
    for choices in rounds:
        edits = edits_for(now, choices)
        chars = edited(chars, edits)
        now, step = Edits.of(edits).apply(now)
        spans = spans.then(step)
    return now, spans, chars


@given(TEXTS, st.lists(CHOICES, max_size=3), st.integers(0, 40), st.integers(0, 40))
def test_a_span_leads_to_the_characters_that_it_comes_from(
    text: str, rounds: list[list[tuple[int, int, str]]], first: int, second: int
) -> None:
    now, spans, chars = cleaned(text, rounds)
    assert now == "".join(char for char, *_ in chars)
    assert (spans.length, spans.original_length) == (len(now), len(text))
    start, end = sorted((min(first, len(now)), min(second, len(now))))
    low, high = spans.to_original(start, end)
    if start < end:
        assert (low, high) == (chars[start][1], chars[end - 1][2])
        inside = set().union(*(range(a, b) for _, a, b, _ in chars[start:end]))
        pieces = spans.pieces(start, end)
        assert {at for a, b in pieces for at in range(a, b)} == inside
        assert all(before[1] < after[0] for before, after in pairwise(pieces))
    else:
        assert low == high
        assert spans.pieces(start, end) == []
    for at, (char, a, b, kept) in enumerate(chars):
        assert spans.to_original(at, at + 1) == (a, b)
        if kept:
            assert text[a] == char == now[at]


@given(TEXTS, st.lists(CHOICES, max_size=3), st.integers(0, 30), st.integers(0, 30))
def test_a_span_of_the_original_leads_to_all_that_was_kept_of_it(
    text: str, rounds: list[list[tuple[int, int, str]]], first: int, second: int
) -> None:
    now, spans, chars = cleaned(text, rounds)
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    low, high = spans.to_cleaned(start, end)
    assert 0 <= low <= high <= len(now)
    # What stands for a span counts as kept of each part of it.
    touched = [at for at, (_, a, b, _) in enumerate(chars) if a < end and b > start]
    if touched and start < end:
        assert (low, high) == (touched[0], touched[-1] + 1)
    else:
        # An empty span in the midst of what was replaced lies where that begins.
        assert low == high
        assert all(b <= start for _, a, b, _ in chars[:low])
        assert all(b > start for _, a, b, _ in chars[low:])


@given(TEXTS, st.lists(CHOICES, min_size=3, max_size=3))
def test_steps_compose_in_any_grouping(text: str, rounds: list[list[tuple[int, int, str]]]) -> None:
    now, maps = text, []
    for choices in rounds:
        now, step = Edits.of(edits_for(now, choices)).apply(now)
        maps.append(step)
    one, two, three = maps
    left, right = one.then(two).then(three), one.then(two.then(three))
    everywhere = np.arange(len(now))
    for ours, theirs in zip(
        left.spans_to_original(everywhere, everywhere + 1),
        right.spans_to_original(everywhere, everywhere + 1),
        strict=True,
    ):
        assert ours.tolist() == theirs.tolist()


def test_many_spans_at_once_are_as_one_after_the_other() -> None:
    now, spans, _ = cleaned("one two\nthree-\nfour", [[(7, 1, " "), (13, 2, "")], [(0, 4, "")]])
    assert now == "two threefour"
    starts, ends = np.array([0, 4, 8, 13, 2]), np.array([3, 13, 8, 13, 5])
    low, high = spans.spans_to_original(starts, ends)
    one_by_one = [spans.to_original(a, b) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == one_by_one
    assert one_by_one == [(4, 7), (8, 19), (12, 12), (19, 19), (6, 9)]


def test_a_text_of_which_nothing_is_left_leads_nowhere() -> None:
    now, spans, _ = cleaned("abc", [[(0, 3, "")]])
    assert (now, len(spans)) == ("", 0)
    assert spans.to_original(0, 0) == (0, 0)
    assert spans.to_cleaned(0, 3) == (0, 0)
    assert spans.then(SpanMap.identity(0)) == spans


def test_a_map_takes_thirteen_bytes_a_cut() -> None:
    text = "word " * 10_000
    choices = [(i, 1, "") for i in range(4, len(text), 50)]
    _, spans = Edits.of(edits_for(text, choices)).apply(text)
    assert spans.nbytes <= 13 * (len(choices) + 1) + 4
