"""How far groups move: every number a second way, and what chance alone is taken for."""

from __future__ import annotations

import inspect
import itertools
import math
import warnings

import numpy as np
import pandas as pd
import polars as pl
import pytest
import themescore as ts
from counted_texts import moves_of, numbers, profiles_of, scores_of
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr
from scipy.stats import norm, permutation_test, t
from themescore import _core
from themescore.errors import InputError, OptionError, ThemescoreWarning
from themescore.profiling import chance
from themescore.profiling import moves as moves_module

pytestmark = pytest.mark.mostly_python

AVERAGE = np.array([0.4, 0.3, 0.2, 0.1])
OTHER = np.array([0.2, 0.3, 0.2, 0.3])


def drawn(*parts: tuple[int, np.ndarray], seed: int = 3) -> np.ndarray:
    """Documents of some 30 mentions; the shares of each are its own, around those given."""
    generator = np.random.default_rng(seed)
    rows = [
        generator.multinomial(generator.poisson(30), generator.dirichlet(40 * shares))
        for number, shares in parts
        for _ in range(number)
    ]
    return np.array(rows)


@pytest.fixture(scope="module")
def table() -> np.ndarray:
    return drawn((6, AVERAGE), (7, OTHER), (5, OTHER), (6, AVERAGE))


@pytest.fixture(scope="module")
def profiles(table: np.ndarray) -> ts.Profiles:
    years = [2023] * 6 + [2024] * 7 + [2025] * 5 + [2024] * 6
    return profiles_of(scores_of(table, year=years, agency=["a"] * 18 + ["b"] * 5 + ["a"]), "agency")


@pytest.fixture(scope="module")
def moves(profiles: ts.Profiles) -> ts.Moves:
    return moves_of(profiles, "year")


def split(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first move's documents: of agency a in 2023 and 2024."""
    return table[:6], np.concatenate([table[6:13], table[23:]])


def far(before: np.ndarray, after: np.ndarray) -> float:
    return float(jensenshannon(before.sum(axis=0), after.sum(axis=0), base=2))


def test_distances_are_those_of_the_documents_of_two_periods_together(
    moves: ts.Moves, profiles: ts.Profiles, table: np.ndarray
) -> None:
    before, after = split(table)
    assert [(row.group, row.before, row.after) for row in moves.rows] == [
        ("a", "2023", "2024"),
        ("a", "2024", "2025"),
    ]
    row = moves.rows[0]
    assert (row.documents_before, row.documents_after) == (6, 8)
    assert (row.mentions_before, row.mentions_after) == (before.sum(), after.sum())
    assert row.distance == pytest.approx(far(before, after), abs=1e-12)
    hellinger = moves_of(profiles, "year", measure="hellinger").rows[0]
    p, q = (part.sum(axis=0) / part.sum() for part in (before, after))
    assert hellinger.distance == pytest.approx(
        np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / math.sqrt(2), abs=1e-12
    )


def test_p_of_all_deals_is_scipys(moves: ts.Moves, profiles: ts.Profiles, table: np.ndarray) -> None:
    """Of 14 documents there are 3,003 ways to choose 6: all are tried if the bootstrap draws as many."""
    before, after = split(table)
    documents = np.concatenate([before, after])

    def statistic(first: np.ndarray, second: np.ndarray) -> float:
        # What differs by rounding alone is the same.
        return round(far(documents[first.astype(int)], documents[second.astype(int)]), 10)

    exact = permutation_test(
        (np.arange(6), np.arange(6, 14)), statistic, n_resamples=np.inf, alternative="greater"
    )
    row = moves_of(profiles, "year", replicates=3003).rows[0]
    assert row.p == pytest.approx(exact.pvalue, abs=1e-12)
    assert row.chance == pytest.approx(exact.null_distribution.mean(), abs=1e-9)
    assert row.p < 0.05
    drawn_row = moves.rows[0]  # 2,000 of them
    assert drawn_row.p == pytest.approx(exact.pvalue, abs=4 * math.sqrt(exact.pvalue / 2000) + 1 / 2001)
    assert drawn_row.chance == pytest.approx(row.chance, rel=0.03)
    assert drawn_row.p != row.p


def test_p_where_chance_is_all_there_is_is_as_large_as_scipys() -> None:
    table = drawn((4, AVERAGE), (5, AVERAGE), seed=8)
    row = moves_of(profiles_of(scores_of(table, year=[1] * 4 + [2] * 5)), "year").rows[0]

    def statistic(first: np.ndarray, second: np.ndarray) -> float:
        return round(far(table[first.astype(int)], table[second.astype(int)]), 10)

    exact = permutation_test(
        (np.arange(4), np.arange(4, 9)), statistic, n_resamples=np.inf, alternative="greater"
    )
    assert 0.05 < exact.pvalue < 1
    assert row.p == pytest.approx(exact.pvalue, abs=1e-12)


def test_q_is_benjamini_and_hochbergs_over_the_moves(moves: ts.Moves) -> None:
    first, second = sorted(row.p for row in moves.rows)
    assert sorted(row.q for row in moves.rows) == pytest.approx(sorted([min(2 * first, second), second]))


def test_net_and_its_interval_are_read_off_the_replicates(
    moves: ts.Moves, profiles: ts.Profiles, table: np.ndarray
) -> None:
    """What the class says, written again: percentiles of squared distances, less twice their bias."""
    cells = [0] * 6 + [1] * 7 + [2] * 5 + [3] * 5 + [1]
    seed = int(np.random.SeedSequence(0, spawn_key=(0, 0)).generate_state(1, np.uint64)[0])
    counts = profiles._scores._counts
    _, mentions = _core.group_replicates(counts, cells, 4, replicates=2000, seed=seed, threads=1)
    squares = np.array([jensenshannon(replicate[0], replicate[1], base=2) ** 2 for replicate in mentions])
    row = moves.rows[0]
    bias = squares.mean() - row.distance**2
    assert bias > 0
    tail = norm.cdf(-math.sqrt(6 / 5) * t.ppf(0.975, 5))
    bounds = np.quantile(squares, [tail, 1 - tail]) - 2 * bias
    assert row.net == pytest.approx(math.sqrt(row.distance**2 - bias), rel=1e-10)
    assert (row.low, row.high) == pytest.approx(np.sqrt(np.maximum(bounds, 0)), rel=1e-10)
    assert row.low < row.net < row.distance


def test_net_is_that_of_a_bootstrap_written_in_numpy(moves: ts.Moves, table: np.ndarray) -> None:
    """The replicates differ, so it agrees within their own Monte Carlo error."""
    before, after = split(table)
    generator = np.random.default_rng(1)
    squares = []
    for _ in range(4000):
        own = (part[generator.integers(0, len(part), len(part))] for part in (before, after))
        squares.append(far(*own) ** 2)
    row = moves.rows[0]
    assert row.net == pytest.approx(math.sqrt(2 * row.distance**2 - np.mean(squares)), rel=0.02)


def test_what_carries_a_move_is_each_themes_part_of_the_divergence(
    moves: ts.Moves, table: np.ndarray
) -> None:
    frame = moves.contributions()
    own = frame[(frame.group == "a") & (frame.before == "2023")]
    p, q = (part.sum(axis=0) / part.sum() for part in split(table))
    parts = (rel_entr(p, (p + q) / 2) + rel_entr(q, (p + q) / 2)) / 2
    np.testing.assert_allclose(own["share_before"], p, rtol=1e-12)
    np.testing.assert_allclose(own["share_after"], q, rtol=1e-12)
    np.testing.assert_allclose(own["contribution"], np.sign(q - p) * parts / parts.sum(), rtol=1e-9)
    assert np.abs(own["contribution"]).sum() == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_numbers_are_the_same_for_any_number_of_threads(
    moves: ts.Moves, profiles: ts.Profiles, threads: int
) -> None:
    found = moves_of(profiles, "year", threads=threads).to_frame()
    pd.testing.assert_frame_equal(found, moves.to_frame(), check_exact=True)


def test_another_seed_moves_what_is_drawn_and_nothing_else(moves: ts.Moves, profiles: ts.Profiles) -> None:
    other = moves_of(profiles, "year", seed=1).to_frame()
    assert (other["distance"] == moves.to_frame()["distance"]).all()
    assert (other["net"] != moves.to_frame()["net"]).all()
    assert other["chance"][0] != moves.to_frame()["chance"][0]


def test_deals_do_not_depend_on_how_many_are_held_at_once(
    moves: ts.Moves, profiles: ts.Profiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chance, "_BLOCK", 1000)
    few = moves_of(profiles, "year").to_frame()
    for name in ("p", "q", "distance"):
        assert (few[name] == moves.to_frame()[name]).all()
    np.testing.assert_allclose(few["chance"], moves.to_frame()["chance"], rtol=1e-12)
    # The bootstrap draws other blocks, so within its Monte Carlo error alone.
    np.testing.assert_allclose(few["net"], moves.to_frame()["net"], rtol=0.05)


def test_of_pairs_that_did_not_move_five_in_a_hundred_have_a_p_below_005() -> None:
    """400 groups of 5 and 6 documents from one source; no more than 3 standard errors above 5%, nor a q."""
    table = drawn((400 * 11, AVERAGE), seed=11)
    groups = np.repeat(np.arange(400), 11)
    years = np.tile([2023] * 5 + [2024] * 6, 400)
    found = moves_of(
        profiles_of(scores_of(table, agency=groups, year=years), "agency"), "year", replicates=500
    ).to_frame()
    assert (found.p < 0.05).mean() < 0.05 + 3 * math.sqrt(0.05 * 0.95 / 400)
    assert (found.p < 0.5).mean() == pytest.approx(0.5, abs=4 * math.sqrt(0.25 / 400))
    assert found.q.min() > 0.05
    assert found.distance.min() > 0  # which is what makes the rest necessary
    assert found.low.median() == 0


def test_a_move_that_was_made_is_found_and_said_in_plain_words() -> None:
    table = drawn((8, AVERAGE), (8, OTHER), (8, AVERAGE), (8, AVERAGE), seed=5)
    scores = scores_of(table, agency=["Gansu"] * 16 + ["Henan"] * 16, year=([2023] * 8 + [2024] * 8) * 2)
    found = moves_of(profiles_of(scores, "agency"), "year")
    gansu, henan = found.rows
    assert gansu.q < 0.01 < 0.05 < henan.q
    (finding,) = found.findings
    p, q = (part.sum(axis=0) / part.sum() for part in (table[:8], table[8:16]))
    numbers_said = f"distance {gansu.distance:.2f}, by chance {gansu.chance:.2f}; q {gansu.q:.3f}"
    assert finding == (
        f"agency Gansu moved from 2023 to 2024: Trade from {p[0]:.0%} to {q[0]:.0%} of mentions, "
        f"Prices from {p[3]:.0%} to {q[3]:.0%} ({numbers_said})"
    )
    assert f"- {finding}" in " ".join(str(found).split())
    assert finding in found._repr_html_()


def test_where_nothing_moved_it_says_so() -> None:
    table = drawn((6, AVERAGE), (6, AVERAGE), seed=2)
    found = moves_of(profiles_of(scores_of(table, year=[1] * 6 + [2] * 6)), "year")
    assert found.rows[0].group == "all documents"
    assert found.findings[0] == "No profile moved by more than chance explains."
    assert found.findings[1].endswith(": chance explains it")
    assert "No profile moved by more than chance explains." in str(found)


def test_one_document_in_each_period_has_no_p_and_the_warning_says_why() -> None:
    profiles = profiles_of(scores_of([[60, 5], [8, 70]], agency=["a", "a"], year=[2023, 2024]), None)
    with pytest.warns(ThemescoreWarning, match="1 move of one document to one: no p"):
        found = profiles.moves("year")
    row = found.rows[0]
    assert math.isnan(row.p)
    assert math.isnan(row.q)
    assert math.isnan(row.chance)
    assert 0 < row.low < row.net < row.high
    (finding,) = found.findings
    assert "one document in each period, so whether another would say the same is not known" in finding
    assert "–" in str(found)


def test_too_few_documents_for_a_small_p_are_said_to_be() -> None:
    """Three and three can be dealt out in 20 ways, each twice the same: no p below 0.1."""
    table = drawn((3, AVERAGE), (3, OTHER), seed=4)
    profiles = profiles_of(scores_of(10 * table, year=[1] * 3 + [2] * 3))
    with pytest.warns(ThemescoreWarning, match=r"1 move with too few documents for p to be below 0\.05"):
        found = profiles.moves("year")
    assert found.rows[0].p == pytest.approx(0.1)
    assert "with 3 and 3 documents no p can be below 0.05" in found.findings[1]
    assert chance.smallest_p(3, 3) == 0.1
    for before, after in itertools.product((1, 2, 3), (2, 3, 4)):
        ways = list(itertools.combinations(range(before + after), before))
        twins = 2 if before == after else 1
        assert chance.smallest_p(before, after) == twins / len(ways)


def test_documents_without_a_value_are_left_out_and_counted() -> None:
    table = drawn((6, AVERAGE), (6, OTHER), seed=6)
    years: list[object] = [1] * 6 + [2] * 6
    whole = moves_of(profiles_of(scores_of(table, year=years, agency=["a"] * 12)), "year")
    more = np.concatenate([table, [[99, 0, 0, 0], [0, 0, 99, 0]]])
    profiles = profiles_of(scores_of(more, year=[*years, None, 2], agency=["a"] * 13 + [None]), None)
    with pytest.warns(ThemescoreWarning, match="1 document without a value in 'year': left out"):
        assert len(profiles.moves("year").rows) == 1
    by = profiles_of(scores_of(more, year=[*years, None, 2], agency=["a"] * 12 + ["b", None]), "agency")
    with pytest.warns(ThemescoreWarning) as said:
        found = by.moves("year")
    (message,) = (str(warning.message) for warning in said)
    messages = message.removeprefix("\n- ").split("\n- ")
    assert "1 document without a value in 'agency': left out" in messages
    assert "1 document without a value in 'year': left out" in messages
    assert any(message.startswith("agency 'b': documents of one year only") for message in messages)
    assert found.rows[0].distance == whole.rows[0].distance
    assert found.rows[0].p == whole.rows[0].p


def test_a_period_without_a_mention_has_no_distance() -> None:
    table = np.concatenate([drawn((5, AVERAGE)), np.zeros((5, 4), int), drawn((5, OTHER))])
    profiles = profiles_of(scores_of(table, year=[1] * 5 + [2] * 5 + [3] * 5))
    with pytest.warns(
        ThemescoreWarning, match="all documents, 1 to 2', 'all documents, 2 to 3': no mention on one"
    ):
        found = profiles.moves("year")
    frame = found.to_frame()
    assert np.isnan(numbers(frame, ["distance", "chance", "net", "low", "high", "p", "q"])).all()
    assert np.isnan(found.contributions()["contribution"]).all()
    assert found.findings == ()
    assert "–" in str(found)


def test_periods_are_in_the_order_of_their_values_and_those_that_a_group_lacks_are_passed_over() -> None:
    scores = scores_of(drawn((4, AVERAGE)), agency=["a"] * 4, issue=[10, 2, 9, 10])
    rows = moves_of(profiles_of(scores), "issue").rows
    assert [(row.before, row.after) for row in rows] == [("2", "9"), ("9", "10")]


def test_the_same_profile_twice_has_not_moved() -> None:
    rows = [[4, 2, 2, 1]] * 12
    found = moves_of(profiles_of(scores_of(rows, year=[1] * 6 + [2] * 6)), "year").rows[0]
    assert (found.distance, found.net, found.low, found.high, found.chance) == pytest.approx(
        [0] * 5, abs=1e-7
    )
    assert found.p == 1


def test_columns_that_cannot_be_periods_are_errors() -> None:
    scores = scores_of(drawn((4, AVERAGE)), agency=["a", "a", "b", "b"], year=[1, 1, 2, 2], one=[1] * 4)
    profiles = profiles_of(scores, "agency")
    with pytest.raises(
        InputError, match=r"no group has documents of two values of 'year'.*another than 'agency'"
    ):
        profiles.moves("year")
    with pytest.raises(InputError, match="no group has documents of two values of 'agency'"):
        profiles.moves("agency")
    with pytest.raises(InputError, match="no metadata column 'yaer'"):
        profiles.moves("yaer")
    with pytest.raises(InputError, match="all 4 documents into one group"):
        profiles.moves("one")


def test_what_is_not_said_is_what_the_method_says() -> None:
    said = inspect.signature(ts.Profiles.moves).parameters
    internal = inspect.signature(moves_module.moves).parameters
    for name in ("measure", "level", "replicates", "seed", "threads"):
        assert said[name].default == internal[name].default


@pytest.mark.parametrize(
    ("option", "value"),
    [("measure", "cosine"), ("level", 95), ("replicates", 10), ("seed", -1), ("threads", 0)],
)
def test_an_option_out_of_range_is_named(profiles: ts.Profiles, option: str, value: object) -> None:
    with pytest.raises(OptionError, match=f"{option}="):
        profiles.moves("year", **{option: value})  # type: ignore[arg-type]


def test_frames_are_of_the_library_of_the_metadata() -> None:
    frame = pl.DataFrame({"year": [1] * 5 + [2] * 5})
    found = moves_of(profiles_of(scores_of(drawn((10, AVERAGE)), frame=frame)), "year")
    assert isinstance(found.to_frame(), pl.DataFrame)
    assert found.to_frame().columns[:4] == ["group", "before", "after", "documents_before"]
    assert isinstance(found.contributions(), pl.DataFrame)
    assert found.contributions().shape == (4, 7)


def test_names_are_escaped() -> None:
    scores = scores_of(
        drawn((6, AVERAGE), (6, OTHER)),
        names=["<i>", "\x1b[2J", "Reform", "Prices"],
        agency=["<b>\x1b"] * 12,
        year=["<u>"] * 6 + ["<v>"] * 6,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        found = moves_of(profiles_of(scores), "year")
    for tag in ("<i>", "<b>", "<u>", "<v>"):
        assert tag not in found._repr_html_()
    assert "\x1b" not in str(found)
