"""A corpus: what goes in, what comes out, how it is shown."""

from __future__ import annotations

import copy
import math
import pickle
from collections import UserString
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import themescore as ts
from corpora import IDS, LIBRARIES, TEXTS, corpus
from themescore.errors import DocumentLookupError, InputError, OptionError, TextError

pytestmark = pytest.mark.mostly_python

# What goes in


def test_texts_come_out_as_they_went_in() -> None:
    hard = ["", " \t\r\n", "a\x00b", "\ufeffmark", "a\r\nb\rc\u2028d\x0ce", "e\u0301 é ﷺ \u200d\u202e 😀𠮷"]
    assert ts.Corpus(hard).texts == tuple(hard)


@pytest.mark.parametrize(
    "make",
    [
        list,
        tuple,
        iter,
        np.array,
        pd.Series,
        pd.Index,
        pl.Series,
        pa.array,
        lambda texts: pa.chunked_array([texts]),
    ],
    ids=["list", "tuple", "iterator", "numpy", "Series", "Index", "polars", "arrow", "chunked"],
)
def test_texts_and_ids_can_be_any_column(make: Any) -> None:
    made = ts.Corpus(make(TEXTS), ids=make(IDS))
    assert made.texts == tuple(TEXTS)
    assert made.ids == tuple(IDS)
    assert {type(text) for text in made.texts} == {str}


def test_ids_are_positions_if_none_are_given() -> None:
    assert ts.Corpus(TEXTS).ids == ("0", "1", "2")


def test_whole_numbers_as_ids_become_their_digits() -> None:
    assert ts.Corpus(TEXTS, ids=[7, 12345678901234567890, np.int64(-1)]).ids == (
        "7",
        "12345678901234567890",
        "-1",
    )


def test_strings_as_ids_are_kept_exactly() -> None:
    ids = ["007", " a ", "a\x00b"]
    assert ts.Corpus(TEXTS, ids=ids).ids == tuple(ids)


def test_an_id_of_a_megabyte_is_kept_and_not_repeated_in_messages() -> None:
    long = "x" * 1_000_000
    made = ts.Corpus(TEXTS, ids=[long, "b", "c"])
    assert made.ids[0] == long
    assert len(repr(made[0])) < 200
    with pytest.raises(InputError) as caught:
        ts.Corpus(["a", "b"], ids=[long, long])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ("one text", r"texts must be a list, not one str: for one document give \[text\]"),
        (b"one text", "not one bytes"),
        ({"a": "text"}, "not one dict"),
        ({"a", "b"}, "not one set"),
        (pd.DataFrame({"text": TEXTS}), "Corpus.from_frame"),
        (pl.DataFrame({"text": TEXTS}), "Corpus.from_frame"),
        (None, "not NoneType"),
        (3, "not int"),
        ([], "no documents"),
        (pd.Series([], dtype=str), "no documents"),
    ],
)
def test_what_is_not_a_list_of_texts_is_refused_with_what_to_write(texts: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus(texts)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, r"text 1 \(id 'henan'\) is missing \(None\)"),
        (math.nan, r"text 1 \(id 'henan'\) is missing \(nan\)"),
        (pd.NA, r"is missing \(<NA>\)"),
        (pd.NaT, r"is missing \(NaT\)"),
        (b"bytes", r"text 1 \(id 'henan'\) is bytes: decode it first"),
        (3, r"text 1 \(id 'henan'\) is 3, of type int: a text must be a str"),
        (["a"], "of type list"),
        (UserString("a"), "of type UserString"),
    ],
)
def test_what_is_not_a_text_is_named_with_position_id_and_type(value: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus(["a", value, "c"], ids=IDS)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, r"id in row 2 is missing \(None\)"),
        (math.nan, r"id in row 2 is missing \(nan\)"),
        (pd.NA, "id in row 2 is missing"),
        (1.0, "id in row 2 is 1.0, of type float: an id is a str or an int"),
        (True, "of type bool"),
        (b"a", "of type bytes"),
        ("a\ud800", "lone surrogate"),
    ],
)
def test_what_cannot_be_an_id_is_named_with_its_position(value: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        ts.Corpus(TEXTS, ids=["a", value, "c"])


def test_ids_that_are_there_twice_are_named_with_their_positions() -> None:
    with pytest.raises(InputError, match="once, rows counted from 1: 'a' in rows 1 and 3"):
        ts.Corpus(TEXTS, ids=["a", "b", "a"])
    with pytest.raises(InputError, match="'1' in rows 1 and 2"):
        ts.Corpus(["a", "b"], ids=[1, "1"])


def test_too_few_ids_are_refused_with_both_numbers() -> None:
    with pytest.raises(InputError, match="2 ids for 3 texts"):
        ts.Corpus(TEXTS, ids=["a", "b"])


def test_ids_in_one_string_are_refused() -> None:
    with pytest.raises(InputError, match="ids must be a list, not one str"):
        ts.Corpus(["a", "b"], ids="ab")


def test_a_lone_surrogate_names_the_document_and_the_offset() -> None:
    with pytest.raises(TextError, match=r"document 'henan', offset 4: a lone surrogate U\+D83D") as caught:
        ts.Corpus(["a", "改革😀x\ud83dy", "c"], ids=IDS)
    assert caught.value.document == "henan"
    assert caught.value.offset == 4


def test_replacing_lone_surrogates_keeps_offsets_and_counts_them() -> None:
    made = ts.Corpus(["a", "x\ud83d\ude00y\udfff", "\ufffd"], ids=IDS, errors="replace")
    assert made.texts == ("a", "x\ufffd\ufffdy\ufffd", "\ufffd")
    assert made.replacements == {"henan": 3}
    assert made[1:].replacements == {"henan": 3}
    assert made[:1].replacements == {}


def test_another_word_for_errors_is_refused() -> None:
    with pytest.raises(OptionError, match="it can be 'strict' or 'replace'"):
        ts.Corpus(TEXTS, errors="ignore")


# What comes out


@pytest.mark.parametrize("make", LIBRARIES)
def test_iterating_gives_documents_with_python_values(make: Any) -> None:
    documents = list(ts.Corpus(TEXTS, ids=IDS, metadata=make({"year": [2021, 2022, 2023]})))
    assert [(document.id, document.text, document.metadata) for document in documents] == [
        ("gansu", TEXTS[0], {"year": 2021}),
        ("henan", TEXTS[1], {"year": 2022}),
        ("hebei", TEXTS[2], {"year": 2023}),
    ]
    assert {type(document.metadata["year"]) for document in documents} == {int}


@pytest.mark.parametrize("key", [1, -2, "henan", np.int64(1)])
def test_a_document_is_found_by_position_and_by_id(key: Any) -> None:
    document = corpus(year=[2021, 2022, 2023])[key]
    assert (document.id, document.text, dict(document.metadata)) == ("henan", TEXTS[1], {"year": 2022})


def test_a_position_and_an_id_of_digits_are_not_the_same() -> None:
    made = ts.Corpus(["a", "b"], ids=["1", "0"])
    assert made[0].text == "a"
    assert made["0"].text == "b"


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("hennan", "no document 'hennan': did you mean 'henan'"),
        ("zzz", "ids lists"),
        (3, "no document 3: there are 3, counted from 0"),
        (-4, "no document -4"),
        (1.0, "not by float"),
        (None, "not by NoneType"),
        (slice("a", "b"), "a slice goes by position"),
        (slice(0, 2, 0), "a slice goes by position"),
    ],
)
def test_a_document_that_is_not_there_says_so(key: Any, says: str) -> None:
    with pytest.raises(DocumentLookupError, match=says):
        corpus()[key]


def test_a_slice_is_a_corpus() -> None:
    part = corpus(year=[2021, 2022, 2023])[1:]
    assert isinstance(part, ts.Corpus)
    assert part.ids == ("henan", "hebei")
    assert part["hebei"].metadata == {"year": 2023}
    assert len(part) == 2


def test_an_empty_slice_is_refused() -> None:
    with pytest.raises(InputError, match="no documents: the slice 5:9 leaves none of 3"):
        corpus()[5:9]


def test_membership_is_by_id() -> None:
    made = corpus()
    assert "gansu" in made
    assert "Reform goes on." not in made
    assert 0 not in made


@pytest.mark.parametrize("make", LIBRARIES)
def test_filtering_by_values_combines_conditions(make: Any) -> None:
    made = ts.Corpus(TEXTS, ids=IDS, metadata=make({"year": [2021, 2022, 2022], "who": ["x", "x", None]}))
    assert made.filter(year=2022).ids == ("henan", "hebei")
    assert made.filter(year=2022, who="x").ids == ("henan",)
    assert made.filter(year=[2021, 2022], who=("x",)).ids == ("gansu", "henan")
    assert made.filter(who=None).ids == ("hebei",)


def test_filtering_by_a_function_gets_documents() -> None:
    made = corpus(year=[2021, 2022, 2022])
    assert made.filter(lambda document: "改革" in document.text).ids == ("henan",)
    assert made.filter(lambda document: document.metadata["year"] == 2022, year=2022).ids == (
        "henan",
        "hebei",
    )


def test_filtering_by_a_column_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(InputError, match="no metadata column 'yaer': the corpus has metadata 'year', 'who'"):
        corpus(year=[1, 2, 3], who=["x", "y", "z"]).filter(yaer=1)
    with pytest.raises(InputError, match="the corpus has no metadata"):
        corpus().filter(year=1)


def test_filtering_to_nothing_names_the_values_that_there_are() -> None:
    with pytest.raises(InputError, match="no document has 'year' = '2021'; it is 2021, 2022"):
        corpus(year=[2021, 2022, 2022]).filter(year="2021")
    with pytest.raises(InputError, match="no documents: the filter leaves none of 3"):
        corpus().filter(lambda document: False)


def test_a_corpus_made_by_hand_has_no_failures() -> None:
    assert corpus().failures == []


@pytest.mark.parametrize("attribute", ["ids", "texts", "metadata", "failures", "replacements"])
def test_nothing_of_a_corpus_can_be_assigned(attribute: str) -> None:
    with pytest.raises(AttributeError):
        setattr(corpus(), attribute, [])


@pytest.mark.parametrize("again", [copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))])
def test_a_corpus_can_be_copied_and_pickled(again: Any) -> None:
    made = again(corpus(year=[2021, 2022, 2023]))
    assert made.ids == tuple(IDS)
    assert made["hebei"].metadata == {"year": 2023}


# What is shown


def test_a_corpus_says_what_is_in_it_in_one_line() -> None:
    assert repr(corpus(year=[1, 2, 3])) == "Corpus(3 documents, 28 characters; metadata: year)"
    assert repr(ts.Corpus(["a"])) == "Corpus(1 document, 1 character)"


def test_the_notebook_table_shows_the_first_documents_and_how_many_more() -> None:
    shown = ts.Corpus([f"text {n}" for n in range(100)])._repr_html_()
    assert "text 7" in shown
    assert "text 8" not in shown
    assert "92 more" in shown


def test_markup_in_texts_ids_and_column_names_is_shown_as_text() -> None:
    evil = "<script>alert(1)</script>"
    shown = ts.Corpus([evil], ids=[evil], metadata={evil: [evil]})._repr_html_()
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 5


def test_a_long_text_is_cut_in_the_notebook_table() -> None:
    assert len(ts.Corpus(["word " * 1_000_000])._repr_html_()) < 1000


def test_a_pandas_index_of_ids_joins_by_value_whether_text_or_numbers() -> None:
    by_name = ts.Corpus(
        ["a1", "b2"], ids=["a", "b"], metadata=pd.DataFrame({"g": ["B", "A"]}, index=["b", "a"])
    )
    assert by_name.metadata["g"].tolist() == ["A", "B"]
    by_number = ts.Corpus(
        ["a1", "b2"], ids=[10, 20], metadata=pd.DataFrame({"g": ["B", "A"]}, index=[20, 10])
    )
    assert by_number.metadata["g"].tolist() == ["A", "B"]


def test_a_pandas_index_that_shares_only_some_ids_is_an_error_that_names_the_others() -> None:
    with pytest.raises(InputError, match=r"ids without a row: 'a'.*rows without a text: 'x'"):
        ts.Corpus(["a1", "b2"], ids=["a", "b"], metadata=pd.DataFrame({"g": ["B", "A"]}, index=["b", "x"]))


def test_a_pandas_index_that_says_nothing_of_the_ids_joins_by_position() -> None:
    corpus = ts.Corpus(["a1", "b2"], ids=["a", "b"], metadata=pd.DataFrame({"g": ["A", "B"]}, index=[7, 9]))
    assert corpus.metadata["g"].tolist() == ["A", "B"]
