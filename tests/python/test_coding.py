"""Sentences to code: drawn as they should be."""

from __future__ import annotations

from typing import Any

import pytest
import themescore as ts
from coded_sheets import TEXTS, THEMES, corpus, sheet
from hypothesis import given
from hypothesis import strategies as st
from themescore.coding.drawing import evenly, in_proportion
from themescore.errors import InputError, OptionError

pytestmark = pytest.mark.mostly_python


@given(st.integers(0, 60), st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_items_are_shared_out_as_evenly_as_there_are(size: int, available: list[int]) -> None:
    shares = evenly(size, available)
    assert sum(shares) == min(size, sum(available))
    assert all(0 <= got <= most for got, most in zip(shares, available, strict=True))
    # Whoever has fewer than somebody else, by more than one, has all there are.
    for got, most in zip(shares, available, strict=True):
        assert got == most or got >= max(shares) - 1


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.data())
def test_items_are_shared_out_in_proportion_with_at_least_one(
    members: list[int], data: st.DataObject
) -> None:
    size = data.draw(st.integers(len(members), sum(members) + 3))
    shares = in_proportion(size, members)
    assert sum(shares) == min(size, sum(members))
    assert all(1 <= got <= most for got, most in zip(shares, members, strict=True))
    if size >= sum(members):
        assert shares == members


def test_proportions_worked_by_hand() -> None:
    assert in_proportion(10, [60, 30, 10]) == [6, 3, 1]
    assert in_proportion(4, [97, 2, 1]) == [2, 1, 1]


def test_weights_add_up_to_the_sentences_there_are() -> None:
    for options in ({}, {"stratify": "year"}):
        key = sheet(14, **options).key
        assert key["themes"] == {name: {"found": 8, "others": 24} for name in ("Trade", "Reform")}
        for theme, number in key["themes"].items():
            for found, name in ((True, "found"), (False, "others")):
                weights = [
                    i["weight"] for i in key["items"].values() if (i["theme"], i["found"]) == (theme, found)
                ]
                assert sum(weights) == pytest.approx(number[name])


def test_groups_are_drawn_in_proportion() -> None:
    items = sheet(16, stratify="year").key["items"].values()
    trade = [i["document"] in ("r6", "r7") for i in items if i["theme"] == "Trade" and i["found"]]
    assert (len(trade), sum(trade)) == (4, 1)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    assert sheet().key == sheet().key
    assert sheet().to_frame().equals(sheet(threads=2).to_frame())
    drawn, other = sheet(10), sheet(10, seed=1)
    assert list(drawn.to_frame()["sentence"]) != list(other.to_frame()["sentence"])


def test_every_sentence_has_the_same_chance() -> None:
    drawn = [i["document"] for s in range(200) for i in sheet(4, seed=s).key["items"].values() if i["found"]]
    counts = [drawn.count(f"r{i}") for i in range(8)]
    # 400 draws over 8 documents; chi-square of 7 degrees of freedom is above 24.3 once in a thousand.
    assert sum((count - 50) ** 2 / 50 for count in counts) < 24.3


def test_the_offsets_lead_back_to_the_text() -> None:
    by_id = dict(zip(corpus().ids, TEXTS, strict=True))
    for item in sheet().key["items"].values():
        text = by_id[item["document"]]
        assert text[item["start"] : item["end"]] == item["text"]
        assert [text[a:b].lower() for a, b, _ in item["mentions"]] == [
            pattern for *_, pattern in item["mentions"]
        ]
        assert bool(item["mentions"]) == item["found"]


def test_a_blind_sheet_says_nothing_of_what_was_found() -> None:
    drawn = sheet(16)
    assert drawn.columns == ("item", "theme", "document", "sentence", "context", "code", "coder", "note")
    frame = drawn.to_frame()
    assert not frame["sentence"].str.contains("[", regex=False).any()
    # Found and not found are mixed in every half.
    found = [item["found"] for item in drawn.key["items"].values()]
    assert 0 < sum(found[:8]) < 8


def test_a_sheet_that_is_not_blind_marks_the_mention() -> None:
    frame = sheet(blind=False).to_frame()
    marked = frame["sentence"].str.contains(r"\[(?:Trade|Reform)\]")
    assert (marked == (frame["found"] == "yes")).all()
    assert 0 < marked.sum() < len(frame)


def test_context_is_what_stands_around() -> None:
    drawn = ts.Themes({"T": ["trade"]}).sample(["One. Two trade. Three. Four."], 1, negatives=0, context=1)
    assert drawn.to_frame()["context"].tolist() == ["One. […] Three."]
    assert set(sheet(context=0).to_frame()["context"]) == {""}


def test_fewer_sentences_than_asked_for_are_all_drawn() -> None:
    assert len(sheet(1000)) == 8 + 8 + 24 + 24


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 0}, "n=0"),
        ({"seed": -1}, "seed"),
        ({"negatives": 1.5}, "negatives"),
        ({"negatives": True}, "negatives"),
        ({"context": 99}, "context"),
        ({"boundary": "x"}, "boundary"),
    ],
)
def test_options_out_of_range_are_errors(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        THEMES.sample(corpus(), **options)


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(InputError, match="no theme has a mention"):
        THEMES.sample(["Nothing here."])
    with pytest.raises(InputError, match="no metadata column"):
        sheet(stratify="month")
