"""What is made of a corpus: samples, groups, several as one, without what is there twice."""

from __future__ import annotations

import operator
import pickle
import warnings
from collections import Counter
from itertools import pairwise
from typing import Any

import pandas as pd
import polars as pl
import pytest
import themescore as ts
from corpora import IDS, LIBRARIES, TEXTS, corpus
from themescore.errors import InputError, OptionError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

YEARS = [2021] * 10 + [2022] * 3 + [2023]


def of_years() -> ts.Corpus:
    return ts.Corpus([f"text {i}" for i in range(14)], metadata={"year": YEARS})


# Samples


def test_the_same_seed_draws_the_same_documents_in_their_order_and_fewer_are_some_of_them() -> None:
    whole = of_years()
    drawn = [whole.sample(n, seed=3).ids for n in range(1, 15)]
    assert [len(ids) for ids in drawn] == list(range(1, 15))
    for ids, more in pairwise(drawn):
        assert set(ids) < set(more)
        assert list(ids) == sorted(ids, key=int)
    assert drawn[-1] == whole.ids
    assert {whole.sample(5, seed=seed).ids for seed in range(20)} != {drawn[4]}


def test_every_document_is_drawn_as_often_as_any_other() -> None:
    drawn = Counter(name for seed in range(700) for name in of_years().sample(2, seed=seed).ids)
    # 100 times each, with a standard deviation of 9.3: all of the 14 within four of them.
    assert len(drawn) == 14
    assert all(63 < number < 137 for number in drawn.values())


def test_a_sample_by_group_has_so_many_of_each_and_all_of_a_smaller_one() -> None:
    sample = of_years().sample(3, seed=1, by="year")
    assert list(sample.metadata["year"]) == [2021] * 3 + [2022] * 3 + [2023]
    assert len(of_years().sample(2, by=lambda document: int(document.id) % 5)) == 10


@pytest.mark.parametrize(("n", "seed"), [(0, 0), (15, 0), (True, 0), (2.5, 0), ("3", 0), (2, -1), (2, None)])
def test_samples_that_cannot_be_drawn_are_refused(n: Any, seed: Any) -> None:
    with pytest.raises(OptionError, match=r"n=|seed="):
        of_years().sample(n, seed=seed)


# Groups


def test_groups_share_out_the_documents_and_are_named_as_a_comparison_names_them() -> None:
    whole = ts.Corpus([*TEXTS, "Reform."], metadata={"agency": ["b", None, "a", "b"]})
    groups = whole.group("agency")
    assert {name: part.ids for name, part in groups.items()} == {
        "a": ("2",),
        "b": ("0", "3"),
        "(missing)": ("1",),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        comparison = ts.score(whole, {"Reform": ["reform*"]}).compare("agency")
    assert list(groups) == comparison.groups


def test_one_group_is_a_group_and_a_column_that_is_not_there_is_named() -> None:
    assert list(corpus(year=[1, 1, 1]).group("year")) == ["1"]
    with pytest.raises(InputError, match="no metadata column 'month'"):
        corpus(year=[1, 1, 1]).group("month")


def test_parts_share_the_texts_and_a_thousand_groups_take_no_time() -> None:
    big = "x" * 1_000_000
    whole = ts.Corpus([big] * 1000, metadata={"number": list(range(1000))})
    parts = whole.group("number")
    assert len(parts) == 1000
    assert all(part.texts[0] is big for part in parts.values())


# Several as one


def test_two_corpora_follow_each_other_with_the_columns_of_both() -> None:
    new = ts.Corpus(["Calm."], ids=["tibet"], metadata={"month": [5]})
    both = corpus(year=[2021, 2022, None]) + new
    assert both.ids == (*IDS, "tibet")
    assert both.texts == (*TEXTS, "Calm.")
    years = both.metadata["year"]
    assert years[:2].tolist() == [2021, 2022]  # whole numbers in spite of the gaps
    assert str(years.dtype) == "Int64"
    assert years.isna().tolist() == [False, False, True, True]
    assert both["tibet"].metadata["month"] == 5


@pytest.mark.parametrize("make", LIBRARIES)
def test_metadata_stay_in_the_library_of_the_first_that_has_any(make: Any) -> None:
    parts = [
        ts.Corpus(["a"], ids=["a"]),
        ts.Corpus(["b"], ids=["b"], metadata=make({"year": [1]})),
        ts.Corpus(["c"], ids=["c"], metadata={"name": ["改革"]}),
    ]
    whole = ts.concat(parts)
    assert type(whole.metadata) is type(make({"year": [1]}))
    assert whole["b"].metadata["year"] == 1
    assert whole["c"].metadata["name"] == "改革"
    assert [document.metadata["name"] for document in whole.filter(name=None)] == [None, None] or make is (
        pd.DataFrame
    )
    assert whole.filter(name=None).ids == ("a", "b")


def test_columns_of_one_type_keep_it() -> None:
    frame = pd.DataFrame({"kind": pd.Categorical(["a", "b", "a"]), "day": pd.to_datetime(["2024-01-02"] * 3)})
    whole = ts.Corpus(TEXTS, metadata=frame)
    again = ts.concat([whole[:1], whole[1:]])
    assert again.metadata.dtypes.tolist() == frame.dtypes.tolist()
    assert again.metadata["kind"].tolist() == ["a", "b", "a"]
    days = pl.DataFrame({"day": pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 1, 3), eager=True)})
    whole = ts.Corpus(TEXTS, metadata=days)
    assert ts.concat({"x": whole, "y": whole}).metadata.equals(pl.concat([days, days]))


def test_ids_that_are_there_twice_are_an_error_that_says_where_and_what_to_do() -> None:
    with pytest.raises(InputError, match=r"'gansu' in corpora 0 and 1.* and 'hebei' in|'gansu'.*keep_first"):
        corpus() + corpus()
    whole = ts.concat({"old": corpus(), "new": corpus()})
    assert whole.ids == tuple(f"{name}/{own}" for name in ("old", "new") for own in IDS)
    assert whole["new/henan"].text == "改革开放。"


def test_the_first_of_an_id_can_be_kept_and_what_was_dropped_is_listed() -> None:
    other = ts.Corpus(["Another.", "New."], ids=["henan", "tibet"], metadata={"year": [1, 2]})
    whole = ts.concat([corpus(), other], keep_first=True)
    assert whole.ids == (*IDS, "tibet")
    assert whole["henan"].text == "改革开放。"
    assert whole["tibet"].metadata == {"year": 2}
    assert whole.dropped == [ts.Duplicate("henan", "henan")]
    assert whole[:2].dropped == []


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_numbers_and_text_in_one_column_are_refused(make: Any) -> None:
    numbers = ts.Corpus(["a"], ids=["a"], metadata=make({"year": [2021]}))
    text = ts.Corpus(["b"], ids=["b"], metadata=make({"year": ["2021"]}))
    with pytest.raises(InputError, match="'year' is numbers in corpus 0 and text in corpus 1"):
        numbers + text
    gap = ts.Corpus(["c"], ids=["c"], metadata={"year": [None]})
    assert (numbers + gap).metadata["year"].to_list()[0] == 2021


@pytest.mark.parametrize(
    ("corpora", "says"),
    [
        ([], "no corpora"),
        ({}, "no corpora"),
        ([["a"]], "corpus 0 is a list"),
        (corpus(), "corpora are a Corpus"),
        ("ab", "corpora are a str"),
        ({1.5: corpus()}, "name in row 1 is 1.5"),
        ({"\ud800": corpus()}, "lone surrogate"),
    ],
)
def test_what_cannot_be_put_together_is_refused(corpora: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.concat(corpora)


def test_adding_something_else_is_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        operator.add(corpus(), ["a text"])


def test_what_was_replaced_and_could_not_be_read_comes_along(tmp_path: Any) -> None:
    (tmp_path / "bad.txt").write_bytes(b"a\xff")
    (tmp_path / "good.txt").write_bytes(b"a")
    read = ts.read(tmp_path)
    replaced = ts.Corpus(["a\ud800"], ids=["x"], errors="replace")
    whole = ts.concat({"read": read, "made": replaced})
    assert whole.replacements == {"made/x": 1}
    assert whole.failures == read.failures
    assert len(ts.concat({"a": read, "b": read}).failures) == 1


def test_parts_of_a_corpus_put_together_are_the_corpus() -> None:
    whole = of_years()
    again = ts.concat(whole.group("year").values())
    assert again.ids == whole.ids
    assert again.texts == whole.texts
    assert again.metadata.equals(whole.metadata)


# What is there twice


def test_texts_that_are_there_twice_are_found_dropped_and_listed() -> None:
    whole = ts.Corpus(["a", "b", "a", "A", "b", "a"], ids=list("uvwxyz"), metadata={"n": range(6)})
    expected = [("w", "u"), ("y", "v"), ("z", "u")]
    assert whole.duplicates() == expected
    once = whole.deduplicate()
    assert once.ids == ("u", "v", "x")
    assert once.metadata["n"].tolist() == [0, 1, 3]
    assert once.dropped == expected
    assert pickle.loads(pickle.dumps(once)).dropped == expected
    assert whole.dropped == []
    assert list(pd.DataFrame(once.dropped).columns) == ["id", "same_as"]


def test_what_makes_two_the_same_can_be_a_column_and_none_is_like_no_other() -> None:
    whole = ts.Corpus(list("abcd"), ids=list("abcd"), metadata={"url": ["x", None, "x", None]})
    assert whole.duplicates("url") == [("c", "a")]
    assert whole.deduplicate("id").ids == whole.ids
    with pytest.raises(
        InputError, match="it can be 'text', 'id' or a metadata column, of which there is 'url'"
    ):
        whole.duplicates("link")
    lists = ts.Corpus(["a"], metadata=pl.DataFrame({"tags": [["x"]]}))
    with pytest.raises(InputError, match="'tags' of document '0' holds a list"):
        lists.deduplicate("tags")


def test_corpora_that_were_cleaned_keep_the_way_to_their_originals() -> None:
    cleaned = ts.clean(ts.Corpus(["Growth of indus-\ntry.", "Trade."], ids=["a", "b"]), ["hyphenation"])
    other = ts.clean(ts.Corpus(["Pol-\nicy goes on."], ids=["c"]), ["page_numbers", "hyphenation"])
    whole = ts.concat([cleaned, ts.Corpus(["As it is."], ids=["d"]), other])
    assert whole.texts == ("Growth of industry.", "Trade.", "As it is.", "Policy\ngoes on.")
    assert [whole.original(name) for name in "abdc"] == [
        "Growth of indus-\ntry.", "Trade.", "As it is.", "Pol-\nicy goes on.",
    ]  # fmt: skip
    assert [whole.to_original("a", 10, 18), whole.to_original("c", 0, 6)] == [(10, 20), (0, 8)]
    assert whole.cleaning is not None
    assert [step.name for step in whole.cleaning.steps] == ["hyphenation", "page_numbers", "hyphenation"]
    frame = whole.cleaning.to_frame()
    assert frame[["document", "step", "text"]].values.tolist() == [
        ["a", "hyphenation", "-\n"], ["c", "hyphenation", "-\n"], ["c", "hyphenation", " "],
    ]  # fmt: skip
    assert (cleaned + other)["c"].text == "Policy\ngoes on."
    assert ts.concat([cleaned[1:], ts.Corpus(["x"], ids=["y"])]).original("b") == "Trade."
