"""What profiles are made of, and how they show themselves."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import themescore as ts
from corpora import LIBRARIES, columns
from counted_texts import WORDS, numbers, profiles_of, scores_of
from scipy.spatial.distance import jensenshannon
from themescore.errors import InputError, OptionError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

TABLE = [[40, 10, 0], [10, 30, 20], [5, 5, 60], [20, 20, 20]]
AGENCIES = ["a", "b", "b", "a"]


def test_profiles_of_documents_are_the_table_of_shares_or_rates() -> None:
    scores = scores_of(TABLE, ids=["w", "x", "y", "z"])
    for measure in ("share", "rate", "tfidf", "emphasis"):
        profiles = profiles_of(scores, measure=measure)
        pd.testing.assert_frame_equal(profiles.to_frame(), scores.table(measure), check_exact=True)
        assert profiles.labels == ("w", "x", "y", "z")
        assert profiles.measure == measure


def test_profiles_of_groups_are_those_of_their_documents_together() -> None:
    scores = scores_of(TABLE, agency=AGENCIES)
    table, words = np.array(TABLE), scores.words
    sums = np.array([table[[0, 3]].sum(axis=0), table[[1, 2]].sum(axis=0)])
    found = profiles_of(scores, "agency")
    assert found.by == "agency"
    assert found.to_frame().index.name == "agency"
    np.testing.assert_allclose(found.to_frame(), sums / sums.sum(axis=1, keepdims=True), rtol=1e-15)
    rates = profiles_of(scores, "agency", measure="rate").to_frame()
    sizes = [words[[0, 3]].sum(), words[[1, 2]].sum()]
    np.testing.assert_allclose(rates, 1000 * sums / np.array(sizes)[:, None], rtol=1e-15)
    rates_distance = profiles_of(scores, "agency", measure="rate").similarity()
    np.testing.assert_allclose(rates_distance, found.similarity(), rtol=0, atol=1e-12)
    means = profiles_of(scores, "agency", measure="tfidf").to_frame()
    tfidf = scores.table("tfidf").to_numpy()
    np.testing.assert_allclose(means, [tfidf[[0, 3]].mean(axis=0), tfidf[[1, 2]].mean(axis=0)], rtol=1e-14)


def test_weights_and_weightings_are_those_of_the_table() -> None:
    scores = scores_of(TABLE)
    weights, weighting = ts.EmphasisWeights.equal(), ts.Weighting.quanteda()
    found = profiles_of(scores, measure="emphasis", weights=weights, weighting=weighting).to_frame()
    pd.testing.assert_frame_equal(found, scores.table("emphasis", weights=weights, weighting=weighting))
    for options in ({"weights": weights}, {"weighting": weighting}):
        with pytest.raises(OptionError, match="leave out one of the two"):
            scores.profiles(**options)


def test_a_mention_counts_once_at_the_top_or_in_the_leaves() -> None:
    themes = {"Economy": {"Trade": ["trade"], "Prices": ["prices"]}, "Peace": ["peace"]}
    scores = ts.score(["Trade. Trade. Prices. Peace. " * 20, "Trade. Peace. " * 20], themes)
    top = scores.profiles()
    assert top.themes == ("Economy", "Peace")
    np.testing.assert_allclose(top.to_frame(), [[0.75, 0.25], [0.5, 0.5]], rtol=1e-15)
    leaves = scores.profiles(themes="leaf")
    assert leaves.themes == ("Economy / Trade", "Economy / Prices", "Peace")
    np.testing.assert_allclose(leaves.to_frame(), [[0.5, 0.25, 0.25], [0.5, 0, 0.5]], rtol=1e-15)
    assert not leaves.warnings
    with pytest.raises(OptionError, match="themes='all': it can be 'top' or 'leaf'"):
        scores.profiles(themes="all")


def test_patterns_of_a_theme_that_holds_others_are_in_no_leaf_and_that_is_said() -> None:
    themes = {"Economy": ["growth", {"Trade": ["trade"]}], "Peace": ["peace"]}
    scores = ts.score(["Trade. Growth. Peace. " * 20, "Trade. Peace. " * 20], themes)
    assert not scores.profiles().warnings
    with pytest.warns(ThemescoreWarning, match="themes 'Economy': their own patterns' mentions are in no"):
        leaves = scores.profiles(themes="leaf")
    np.testing.assert_allclose(leaves.to_frame(), [[0.5, 0.5], [0.5, 0.5]], rtol=1e-15)


def test_few_mentions_no_mention_and_no_group_are_said() -> None:
    scores = scores_of([[40, 10], [1, 2], [0, 0], [30, 30]], agency=["a", "b", "c", None])
    with pytest.warns(ThemescoreWarning) as said:
        profiles = scores.profiles("agency")
    assert [str(warning.message) for warning in said] == [
        "".join(f"\n- {note}" for note in profiles.warnings)
    ]
    assert profiles.warnings == (
        "1 document without a value in 'agency': a profile of their own, '(missing)'",
        "agency 'c': no mention, so no profile and no distance (nan)",
        "agency 'b': fewer than 30 mentions, so that chance alone sets them far from all others",
    )
    for note in profiles.warnings:
        assert f"! {note}" in " ".join(str(profiles).split())
    # What rests on few mentions is in no sentence.
    far = jensenshannon([0.8, 0.2], [0.5, 0.5], base=2)
    assert profiles.findings == (
        f"compared: a and (missing) (Jensen-Shannon distance {far:.2f}, most of all in Peace (20%, 50%))",
    )


def test_thirty_mentions_of_one_source_lie_as_far_apart_as_the_page_says() -> None:
    """docs/profiles.md: with eight themes of equal share some 0.28, with 300 mentions 0.09."""
    generator = np.random.default_rng(1)
    for mentions, expected in ((30, 0.28), (300, 0.09)):
        table = generator.multinomial(mentions, [1 / 6] * 6, size=200)
        found = numbers((p := profiles_of(scores_of(table))).similarity(), p.labels)
        # Of eight themes: one more degree of freedom each, of which the square is the sum.
        assert found[np.triu_indices(200, 1)].mean() * np.sqrt(7 / 5) == pytest.approx(expected, abs=0.01)


def test_it_says_who_is_nearest_and_furthest_in_plain_words() -> None:
    scores = scores_of([[60, 20, 20], [50, 30, 20], [0, 20, 80]], agency=["Gansu", "Shaanxi", "Merrin"])
    profiles = profiles_of(scores, "agency")
    far = profiles.similarity().loc["Gansu", "Merrin"]
    near = profiles.similarity().loc["Gansu", "Shaanxi"]
    trade = "most of all in Trade (60%, 0%)"
    assert profiles.findings[0] == f"closest: Gansu and Shaanxi (Jensen-Shannon distance {near:.2f})"
    assert profiles.findings[1] == (
        f"furthest apart: Gansu and Merrin (Jensen-Shannon distance {far:.2f}, {trade})"
    )
    assert profiles.findings[2] == (
        f"nearest to Gansu: Shaanxi ({near:.2f}); furthest: Merrin ({far:.2f}, {trade})"
    )
    text = " ".join(str(profiles).split())
    html = profiles._repr_html_()
    for finding in profiles.findings:
        assert f"- {finding}" in text
    assert html.count("<li>") == len(profiles.findings) == 5
    assert repr(profiles) == "Profiles(by 'agency': 3 groups, 3 themes; share)"
    assert len(profiles) == 3


def test_the_table_is_darker_where_two_are_more_alike() -> None:
    profiles = profiles_of(scores_of([[60, 20, 20], [50, 30, 20], [0, 20, 80]]))
    shades = [float(v) for v in re.findall(r"200, ([\d.]+)\)'>", profiles._repr_html_())]
    cells = [float(v) for v in re.findall(r"\)'>([\d.]+)</td>", profiles._repr_html_())]
    assert len(shades) == len(cells) == 9
    order = np.argsort(cells)
    assert (np.diff(np.array(shades)[order]) <= 0).all()
    assert max(shades) > min(shades) == 0


def test_many_profiles_are_cut_and_say_so() -> None:
    table = np.random.default_rng(3).poisson(9, (40, 4)) + 1
    profiles = profiles_of(scores_of(table))
    assert "28 more; all of them in .similarity()" in str(profiles)
    assert "28 more; all of them in .similarity()" in profiles._repr_html_()
    assert len(profiles.findings) == 2


def test_names_are_escaped() -> None:
    scores = scores_of(TABLE, names=["<i>", "\x1b[2J", "Reform"], agency=["<u>\x1b", "b", "b", "<u>\x1b"])
    profiles = profiles_of(scores, "agency")
    for tag in ("<i>", "<u>"):
        assert tag not in profiles._repr_html_()
    assert "\x1b" not in str(profiles)


@pytest.mark.parametrize("library", LIBRARIES)
def test_frames_are_of_the_library_of_the_metadata(library: Any) -> None:
    frame = library({"agency": ["Gansu", "Henan", "Gansu", "Henan"]})
    profiles = profiles_of(scores_of(TABLE, frame=frame), "agency")
    for found in (profiles.to_frame(), profiles.similarity(), profiles.nearest("Gansu")):
        assert type(found).__module__.split(".")[0] == type(frame).__module__.split(".")[0]
    assert list(columns(profiles.similarity()))[-2:] == ["Gansu", "Henan"]
    assert columns(profiles.nearest("Gansu"))["profile"] == ["Henan"]
    if library is not pd.DataFrame:
        assert next(iter(columns(profiles.similarity()))) == "Jensen-Shannon distance"
        assert next(iter(columns(profiles.to_frame()))) == "agency"


def test_one_group_and_unknown_columns_are_errors() -> None:
    scores = scores_of(TABLE, agency=["a"] * 4)
    with pytest.raises(InputError, match="all 4 documents into one group"):
        scores.profiles("agency")
    with pytest.raises(InputError, match="no metadata column 'agnecy'"):
        scores.profiles("agnecy")
    with pytest.raises(OptionError, match="measure='count': it can be 'share' or"):
        scores.profiles(measure="count")


def test_one_document_and_no_words_are_shown_too() -> None:
    for texts in (["Trade."], ["", ""], ["Trade.", ""]):
        profiles = profiles_of(ts.score(texts, {"Trade": ["trade"], "Peace": ["peace"]}))
        assert profiles.findings == ()
        assert str(profiles)
        assert profiles._repr_html_()
        assert profiles.order()[0] == list(profiles.labels)


def test_profiles_of_a_stream_are_those_of_the_corpus() -> None:
    texts = ["Trade. Peace. " * 20, "Peace. Reform. " * 20]
    themes = {word.capitalize(): [word] for word in WORDS}
    streamed = profiles_of(ts.score(iter(texts), themes)).similarity()
    pd.testing.assert_frame_equal(streamed, profiles_of(ts.score(texts, themes)).similarity())


def test_the_examples_lie_as_they_were_written_to(examples: Path) -> None:
    """examples/README.md: the company is as green as Qinglu, and nobody is like the bank."""
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    scores = ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        profiles = scores.profiles("agency")
    assert profiles.nearest("Tideway Power").iloc[0]["profile"].startswith("Qinglu")
    for name in profiles.labels:
        if not name.startswith("Reserve"):
            assert profiles.nearest(name).iloc[-1]["profile"] == "Reserve Authority of Merrin"
    found = profiles.correspondence()
    at = found.themes.names.index("Prices and money")
    assert found.themes.contributions[at, 0] > 0.5
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        moves = profiles.moves("year")
    parts = moves.contributions()
    opening = parts[(parts.theme == "Opening up") & (parts.before == "2023")]
    haiyuan = opening[opening.group.str.startswith("Haiyuan")].iloc[0]
    rise = opening["share_after"] - opening["share_before"]
    assert haiyuan["share_after"] - haiyuan["share_before"] == rise.max()
    own = parts[(parts.group == haiyuan["group"]) & (parts.before == "2023")]
    assert haiyuan["contribution"] == own["contribution"].max()


def test_a_known_move_is_carried_by_what_it_is_known_for(shared_data: Path) -> None:
    """Cleveland gave his whole message of 1887 to the tariff, and neither that before nor that after."""
    frame = pd.read_json(shared_data / "sotu.jsonl", lines=True)
    year = frame["date"].astype(str).str[:4].astype(int)
    metadata = pd.DataFrame({"president": frame["president"], "year": year})
    corpus = ts.Corpus(frame["text"].tolist(), metadata=metadata)
    themes = {
        "Trade": ["tariff*", "customs", "import*", "export*", "duty", "duties"],
        "War": ["war", "army", "navy", "military"],
        "Foreign": ["treaty", "treaties", "foreign"],
        "Money": ["currency", "silver", "gold", "treasury", "bonds"],
        "Law": ["law*", "court*", "justice"],
    }
    scores = ts.score(corpus, themes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        moves = scores.profiles("president").moves("year", replicates=500)
    rows = {(row.before, row.after): i for i, row in enumerate(moves.rows) if row.group == "Grover Cleveland"}
    parts = moves.contributions()
    for years, direction in ((("1886", "1887"), 1), (("1887", "1888"), -1)):
        row = moves.rows[rows[years]]
        own = parts.iloc[rows[years] * len(themes) :][: len(themes)].set_index("theme")
        assert (own["contribution"] * direction).idxmax() == "Trade"
        assert own.loc["Trade", "share_after" if direction > 0 else "share_before"] > 0.5
        assert row.low > 0.3
