"""Keyness: every number computed a second way, and what is said of what cannot be compared."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import polars as pl
import pytest
import themescore as ts
from scipy.stats import chi2_contingency
from scipy.stats.contingency import relative_risk
from themescore import _core
from themescore.errors import InputError, OptionError, ThemescoreWarning

WORDS = ["reform", "trade", "prices", "bank", "party", "growth", "and", "the"]
PRIOR, PLUS = 400.0, 10.0


@pytest.fixture(scope="module")
def corpus() -> ts.Corpus:
    """Documents of three groups that differ in what they stress; one word is of one group alone."""
    generator = np.random.default_rng(11)
    texts, groups = [], []
    for group, name in enumerate(("east", "north", "west")):
        shares = generator.dirichlet(np.full(len(WORDS), 2.0))
        for number in range(6):
            words = list(generator.choice(WORDS, size=30 + 40 * number, p=shares))
            texts.append(" ".join(words + ["alone"] * (group == 1 and number == 2) * 4))
            groups.append(name)
    return ts.Corpus(texts, metadata={"region": groups})


@pytest.fixture(scope="module")
def frame(corpus: ts.Corpus) -> pd.DataFrame:
    found = ts.keyness(
        corpus, "region", measure=_core.KEYNESS_MEASURES, prior=PRIOR, per_million_plus=PLUS
    ).to_frame()
    assert isinstance(found, pd.DataFrame)
    return found


def plain_counts(corpus: ts.Corpus) -> tuple[np.ndarray, list[str], np.ndarray]:
    """Documents x terms, counted by Python."""
    split = [text.split() for text in corpus.texts]
    terms = sorted({word for words in split for word in words})
    counts = np.array([[words.count(term) for term in terms] for words in split])
    return counts, terms, np.array(corpus.metadata["region"])


def test_counts_rates_and_documents_are_those_of_plain_counting(
    corpus: ts.Corpus, frame: pd.DataFrame
) -> None:
    counts, terms, groups = plain_counts(corpus)
    assert len(frame) == 3 * len(terms)
    for row in frame.itertuples():
        column = counts[:, terms.index(row.term)]
        own = groups == row.group
        assert (row.count, row.other_count) == (column[own].sum(), column[~own].sum())
        assert row.documents == (column[own] > 0).sum()
        assert row.rate == pytest.approx(1000 * column[own].sum() / counts[own].sum(), rel=1e-15)
        assert row.other_rate == pytest.approx(1000 * column[~own].sum() / counts[~own].sum(), rel=1e-15)


def test_dispersion_is_half_of_how_far_the_shares_are_apart(corpus: ts.Corpus, frame: pd.DataFrame) -> None:
    counts, terms, groups = plain_counts(corpus)
    for row in frame.itertuples():
        own = counts[groups == row.group]
        column = own[:, terms.index(row.term)]
        if column.sum() == 0:
            assert math.isnan(row.dispersion)
            continue
        expected = np.abs(column / column.sum() - own.sum(1) / own.sum()).sum() / 2
        assert row.dispersion == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_a_term_that_every_document_has_alike_is_dispersed_not_at_all() -> None:
    corpus = ts.Corpus(["a b", "a b a b", "c d"], metadata={"g": [1, 1, 2]})
    frame = ts.keyness(corpus, "g").to_frame()
    assert frame[(frame.group == "1") & (frame.term == "a")].dispersion.item() == pytest.approx(0, abs=1e-15)


def cells(row: pd.Series) -> np.ndarray:
    words = 1000 * row["count"] / row["rate"] if row["rate"] else math.nan
    other = 1000 * row["other_count"] / row["other_rate"] if row["other_rate"] else math.nan
    return np.array([[row["count"], row["other_count"]], [words - row["count"], other - row["other_count"]]])


def scipys(**options: object) -> Callable[[np.ndarray], float]:
    return lambda table: float(chi2_contingency(table, **options).statistic)


def in_both(frame: pd.DataFrame) -> pd.DataFrame:
    both = frame[(frame["count"] > 0) & (frame["other_count"] > 0)]
    assert len(both) > 20
    return both


def signed(table: np.ndarray) -> int:
    expected = table.sum(1)[0] * table.sum(0)[0] / table.sum()
    return -1 if table[0, 0] < expected else 1


@pytest.mark.parametrize(
    ("measure", "statistic"),
    [
        ("chi2", scipys(correction=False)),
        ("g2", scipys(correction=False, lambda_="log-likelihood")),
    ],
)
def test_statistics_are_scipys(
    measure: str, statistic: Callable[[np.ndarray], float], frame: pd.DataFrame
) -> None:
    for _, row in in_both(frame).iterrows():
        table = cells(row)
        assert row[measure] == pytest.approx(signed(table) * statistic(table), rel=1e-10)


def g2_of(table: np.ndarray) -> float:
    return scipys(correction=False, lambda_="log-likelihood")(table)


def expected_of(table: np.ndarray) -> np.ndarray:
    return np.outer(table.sum(1), table.sum(0)) / table.sum()


def monroe(table: np.ndarray) -> tuple[float, float]:
    """Equations 15, 16, 19 and 22, for one word."""
    words = table.sum(0)
    alpha = PRIOR * table[0].sum() / table.sum()
    odds = [(y + alpha) / (n + PRIOR - y - alpha) for y, n in zip(table[0], words, strict=True)]
    delta = math.log(odds[0]) - math.log(odds[1])
    return delta, delta / math.sqrt(1 / (table[0, 0] + alpha) + 1 / (table[0, 1] + alpha))


@pytest.mark.parametrize(
    ("measure", "second_way"),
    [
        ("g2_two_cell", lambda t: signed(t) * 2 * float((t[0] * np.log(t[0] / expected_of(t)[0])).sum())),
        ("bic", lambda t: g2_of(t) - math.log(t.sum())),
        ("ell", lambda t: g2_of(t) / (t.sum() * math.log(expected_of(t)[0].min()))),
        ("pmi", lambda t: math.log(t[0, 0] * t.sum() / (t[0].sum() * t[:, 0].sum()))),
        (
            "relative_risk",
            lambda t: (
                relative_risk(
                    round(t[0, 0]), round(t[:, 0].sum()), round(t[0, 1]), round(t[:, 1].sum())
                ).relative_risk
            ),
        ),
        ("log_ratio", lambda t: float(np.diff(np.log2(t[0] / t.sum(0)))[0]) * -1),
        ("percent_diff", lambda t: float(100 * (t[0, 0] / t[:, 0].sum() / (t[0, 1] / t[:, 1].sum()) - 1))),
        ("odds_ratio", lambda t: float(t[0, 0] * t[1, 1] / (t[0, 1] * t[1, 0]))),
        ("difference", lambda t: float(-np.diff(t[0] / t.sum(0))[0] / (t[0] / t.sum(0)).sum())),
        (
            "simple_maths",
            lambda t: float(np.divide(*(1e6 * t[0] / t.sum(0) + PLUS))),
        ),
        ("log_odds", lambda t: monroe(t)[0]),
        ("log_odds_z", lambda t: monroe(t)[1]),
    ],
)
def test_measures_are_their_formulas(
    measure: str, second_way: Callable[[np.ndarray], float], frame: pd.DataFrame
) -> None:
    for _, row in in_both(frame).iterrows():
        # Near 0 only the absolute difference says something.
        assert row[measure] == pytest.approx(second_way(cells(row)), rel=1e-10, abs=1e-12)


def test_every_measure_is_looked_at_here_or_beside_quanteda() -> None:
    beside_quanteda = {"chi2_yates", "chi2_williams", "g2_yates", "g2_williams"}
    here = {
        "chi2", "g2", "g2_two_cell", "bic", "ell", "pmi", "relative_risk", "log_ratio", "percent_diff",
        "odds_ratio", "difference", "simple_maths", "log_odds", "log_odds_z",
    }  # fmt: skip
    assert here | beside_quanteda == set(_core.KEYNESS_MEASURES)


def test_ratios_add_a_constant_where_one_side_has_none(frame: pd.DataFrame) -> None:
    row = frame[(frame.group == "north") & (frame.term == "alone")].iloc[0]
    words, other = 1000 * row["count"] / row["rate"], frame[frame.group == "east"]["count"].sum()
    other += frame[frame.group == "west"]["count"].sum()
    assert row["relative_risk"] == pytest.approx((4.5 / words) / (0.5 / other), rel=1e-12)
    assert row["log_ratio"] == pytest.approx(math.log2(row["relative_risk"]), rel=1e-12)
    elsewhere = frame[(frame.group == "east") & (frame.term == "alone")].iloc[0]
    assert elsewhere["pmi"] == -math.inf
    assert elsewhere["g2"] < 0


def test_terms_are_in_the_order_of_the_first_measure(corpus: ts.Corpus) -> None:
    frame = ts.keyness(corpus, "region", measure=["log_ratio", "g2"]).to_frame()
    for _, group in frame.groupby("group"):
        assert group.log_ratio.is_monotonic_decreasing
    top = ts.keyness(corpus, "region", measure="log_ratio").to_frame(top=2)
    assert list(top.groupby("group").size()) == [2, 2, 2]
    assert "g2" not in top.columns


def test_a_group_without_words_has_no_measure_but_a_count() -> None:
    corpus = ts.Corpus(["reform goes on", "...", "reform"], metadata={"g": ["a", "b", "a"]})
    frame = ts.keyness(corpus, "g").to_frame()
    assert frame[frame.group == "b"].g2.isna().all()
    assert frame[frame.group == "b"].rate.eq(0).all()
    assert frame[frame.group == "a"].g2.isna().all()  # there is nothing to compare it with


def test_rare_terms_are_left_out_and_still_count_as_words(corpus: ts.Corpus, frame: pd.DataFrame) -> None:
    few = ts.keyness(corpus, "region", min_df=2).to_frame()
    assert set(frame.term) - set(few.term) == {"alone"}
    keys = ["group", "term"]
    both = few.merge(frame, on=keys, suffixes=("", "_all"))
    assert np.array_equal(both.g2, both.g2_all)


def test_ngrams_are_terms(corpus: ts.Corpus) -> None:
    bigrams = ts.keyness(corpus, "region", ngrams=2)
    assert all(" " in term for term in bigrams.terms)
    assert bigrams.to_frame()["count"].sum() == sum(len(text.split()) - 1 for text in corpus.texts)


def test_documents_that_come_one_by_one_give_the_same(corpus: ts.Corpus, frame: pd.DataFrame) -> None:
    documents = (
        ts.Document(id=str(i), text=text, metadata={"region": region})
        for i, (text, region) in enumerate(zip(corpus.texts, corpus.metadata["region"], strict=True))
    )
    streamed = ts.keyness(
        documents, "region", measure=_core.KEYNESS_MEASURES, prior=PRIOR, per_million_plus=PLUS
    )
    pd.testing.assert_frame_equal(streamed.to_frame(), frame)


def test_threads_change_nothing(corpus: ts.Corpus, frame: pd.DataFrame) -> None:
    for threads in (1, 2, 8):
        again = ts.keyness(corpus, "region", measure="g2", threads=threads).to_frame()
        assert again.g2.to_numpy().tobytes() == frame.g2.to_numpy().tobytes()


def test_a_frame_is_of_the_library_that_the_metadata_came_in_with(corpus: ts.Corpus) -> None:
    other = ts.Corpus(corpus.texts, metadata=pl.DataFrame({"region": list(corpus.metadata["region"])}))
    assert isinstance(ts.keyness(other, "region").to_frame(), pl.DataFrame)


def test_documents_without_a_value_are_a_group() -> None:
    corpus = ts.Corpus(["reform", "trade", "trade"], metadata={"g": ["a", None, "b"]})
    assert ts.keyness(corpus, "g").groups == ("a", "b", "(missing)")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"measure": "g3"}, "measure='g3'"),
        ({"measure": []}, "measure: give at least one"),
        ({"measure": ["g2", 3]}, "measure=3"),
        ({"prior": 0}, "prior=0: give a number above 0"),
        ({"zero_count": math.nan}, "zero_count=nan"),
        ({"per_million_plus": "1"}, "per_million_plus='1'"),
        ({"min_df": 2.0}, "min_df=2.0"),
        ({"ngrams": 0}, "ngrams"),
    ],
)
def test_options_that_cannot_be_are_said(corpus: ts.Corpus, options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        ts.keyness(corpus, "region", **options)  # type: ignore[arg-type]


def test_how_many_terms_is_a_number_from_one(corpus: ts.Corpus) -> None:
    for top in (0, -1, "3"):
        with pytest.raises(OptionError, match="top"):
            ts.keyness(corpus, "region").to_frame(top=top)  # type: ignore[arg-type]


def test_what_there_is_to_compare_by_is_said(corpus: ts.Corpus) -> None:
    with pytest.raises(InputError, match="no metadata column 'agency' to compare by: there is 'region'"):
        ts.keyness(corpus, "agency")
    with pytest.raises(InputError, match="there is no metadata"):
        ts.keyness(["reform"], "agency")
    with pytest.raises(InputError, match="into one group"):
        ts.keyness(ts.Corpus(["a", "b"], metadata={"g": [1, 1]}), "g")


def test_it_shows_itself(corpus: ts.Corpus) -> None:
    found = ts.keyness(corpus, "region")
    assert repr(found) == "Keyness(by 'region': 'east', 'north', 'west'; 9 terms)"
    text = str(found)
    assert text.startswith("region east\n  term ")
    assert len(text.splitlines()) == 3 * (1 + 1 + 9) + 2
    html = found._repr_html_()
    assert html.count("<tr>") == 1 + 3 * 9
    odd = ts.Corpus(["<b> x", "y"], metadata={"g": ["<i>", "\u202e"]})
    assert "<i>" not in ts.keyness(odd, "g")._repr_html_()
    assert "\u202e" not in str(ts.keyness(odd, "g"))


def test_groups_may_be_said_by_a_function() -> None:
    texts = ["Prices rose.", "Prices fell.", "Trade fell.", "Reform goes on."]
    years = [1999, 2001, 2004, 1990]
    corpus = ts.Corpus(texts, metadata={"year": years, "decade": [year // 10 * 10 for year in years]})

    def decade(document: ts.Document) -> int:
        return int(str(document.metadata["year"])) // 10 * 10

    found, expected = ts.keyness(corpus, decade), ts.keyness(corpus, "decade")
    assert found.by == "decade"
    pd.testing.assert_frame_equal(found.to_frame(), expected.to_frame())


def test_groups_in_different_languages_are_said_to_be() -> None:
    texts = ["Reform and trade go on.", "改革开放继续推进。", "Trade.", "贸易。"]
    corpus = ts.Corpus(texts, metadata={"of": ["a", "b", "a", "b"], "year": [1, 1, 2, 2]})
    with pytest.warns(ThemescoreWarning, match="of b is 100% Chinese words and a 0%"):
        found = ts.keyness(corpus, "of")
    assert len(found.warnings) == 1
    for view in (str(found), found._repr_html_(), found.display_table()._repr_html_()):
        assert "tell the languages apart" in " ".join(view.split())
    assert ts.keyness(corpus, "year").warnings == ()
    assert "!" not in str(ts.keyness(corpus, "year"))
