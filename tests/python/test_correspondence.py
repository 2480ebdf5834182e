"""Correspondence analysis: published values, a second way, and what it does with tables that have gaps."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
import themescore as ts
from counted_texts import profiles_of, scores_of
from scipy.stats import chi2_contingency
from themescore.errors import InputError, OptionError, ThemescoreWarning
from themescore.profiling.correspondence import correspondence

pytestmark = pytest.mark.mostly_python

# Greenacre 1984, "Theory and Applications of Correspondence Analysis", table 3.1: who smokes in a firm.
STAFF = ("SM", "JM", "SE", "JE", "SC")
SMOKING = ("none", "light", "medium", "heavy")
SMOKERS = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


@pytest.fixture(scope="module")
def smokers() -> ts.Correspondence:
    return correspondence(SMOKERS, STAFF, SMOKING)


@pytest.fixture(scope="module")
def random() -> np.ndarray:
    return np.random.default_rng(7).poisson(5, (9, 6)) + np.eye(9, 6, dtype=int)


def test_the_smokers_are_those_of_the_package_ca(smokers: ts.Correspondence) -> None:
    """What print(ca(smoke)) says, R package ca 0.71 (Nenadić and Greenacre 2007): standard coordinates.

    A dimension may be turned round: the sign is the one of the theme with the largest contribution.
    """
    np.testing.assert_allclose(smokers.inertia, [0.074759, 0.010017, 0.000414], rtol=0, atol=5e-7)
    np.testing.assert_allclose(smokers.explained, [0.8776, 0.1176, 0.0049], rtol=0, atol=5e-5)
    published = {
        "profiles": (
            [0.056995, 0.093264, 0.264249, 0.455959, 0.129534],
            [0.002673, 0.011881, 0.038314, 0.026269, 0.006053],
            [[-0.240539, 0.947105, -1.391973, 0.851989, -0.735456],
             [-1.935708, -2.430958, -0.106508, 0.576944, 0.788435]],
        ),
        "themes": (
            [0.316062, 0.233161, 0.321244, 0.129534],
            [0.049186, 0.007059, 0.012610, 0.016335],
            [[-1.438471, 0.363746, 0.718017, 1.074445], [-0.304659, 1.409433, 0.073528, -1.975960]],
        ),
    }  # fmt: skip
    signs = [-1, -1]  # none, 65% of the first dimension, and heavy, 51% of the second, are to be positive
    for name, (mass, inertia, standard) in published.items():
        points = getattr(smokers, name)
        np.testing.assert_allclose(points.mass, mass, rtol=0, atol=5e-7)
        np.testing.assert_allclose(points.inertia, inertia, rtol=0, atol=5e-7)
        found = points.coordinates[:, :2] / np.sqrt(smokers.inertia[:2]) * signs
        np.testing.assert_allclose(found, np.array(standard).T, rtol=0, atol=2e-6)


def test_the_inertias_of_the_smokers_to_ten_digits(smokers: ts.Correspondence) -> None:
    """As the tests of the jamovi module vijPlots have them, computed by R; and chi² and its p there."""
    assert smokers.inertia[:2] == pytest.approx([0.07475910589, 0.01001718051], rel=1e-9)
    assert smokers.explained[:2] == pytest.approx([0.8775587314, 0.117586535], rel=1e-9)
    assert smokers.total_inertia * 193 == pytest.approx(16.44, abs=0.005)


def test_coordinates_are_those_of_an_eigenvalue_problem(random: np.ndarray) -> None:
    """The columns' standard coordinates are eigenvectors of the table's own double averaging."""
    found = correspondence(random, [*"abcdefghi"], [*"uvwxyz"])
    rows, columns = (random.sum(axis=axis, keepdims=True) for axis in (1, 0))
    values, vectors = np.linalg.eig((random / columns).T @ (random / rows))
    order = np.argsort(-values.real)[1:]  # the first is 1, for the average profile
    np.testing.assert_allclose(found.inertia, values.real[order], rtol=1e-10)
    mass = random.sum(axis=0) / random.sum()
    standard = vectors.real[:, order] / np.sqrt((mass[:, None] * vectors.real[:, order] ** 2).sum(axis=0))
    np.testing.assert_allclose(
        np.abs(found.themes.coordinates), np.abs(standard) * np.sqrt(values.real[order]), rtol=0, atol=1e-10
    )
    # A profile lies at the average of the themes' standard coordinates, weighted by its shares.
    averages = (random / rows) @ (found.themes.coordinates / np.sqrt(found.inertia))
    np.testing.assert_allclose(found.profiles.coordinates, averages, rtol=0, atol=1e-12)


def test_the_total_inertia_is_scipys_chi_square_over_n(random: np.ndarray) -> None:
    found = correspondence(random, [*"abcdefghi"], [*"uvwxyz"])
    expected = chi2_contingency(random, correction=False).statistic / random.sum()
    assert found.total_inertia == pytest.approx(expected, rel=1e-12)
    assert found.profiles.inertia.sum() == pytest.approx(expected, rel=1e-12)
    assert found.themes.inertia.sum() == pytest.approx(expected, rel=1e-12)


def test_distances_between_points_are_chi_square_distances(random: np.ndarray) -> None:
    found = correspondence(random, [*"abcdefghi"], [*"uvwxyz"])
    shares, mass = random / random.sum(axis=1, keepdims=True), random.sum(axis=0) / random.sum()
    for i, j in ((0, 1), (2, 8), (4, 5)):
        expected = math.sqrt(math.fsum((shares[i] - shares[j]) ** 2 / mass))
        between = np.linalg.norm(found.profiles.coordinates[i] - found.profiles.coordinates[j])
        assert between == pytest.approx(expected, rel=1e-12)


def test_contributions_and_cos2_add_up_to_1(random: np.ndarray) -> None:
    found = correspondence(random, [*"abcdefghi"], [*"uvwxyz"])
    for points in (found.profiles, found.themes):
        np.testing.assert_allclose(points.contributions.sum(axis=0), 1, rtol=1e-12)
        np.testing.assert_allclose(points.cos2.sum(axis=1), 1, rtol=1e-12)
        part = points.mass[:, None] * points.coordinates**2 / found.inertia
        np.testing.assert_allclose(points.contributions, part, rtol=1e-9, atol=1e-15)


def test_the_theme_that_contributes_most_is_on_the_positive_side_in_whatever_order(
    random: np.ndarray,
) -> None:
    names = np.array([*"abcdefghi"])
    found = correspondence(random, names.tolist(), [*"uvwxyz"])
    most = found.themes.contributions.argmax(axis=0)
    assert (found.themes.coordinates[most, range(len(most))] > 0).all()
    order = np.random.default_rng(1).permutation(9)
    other = correspondence(random[order], names[order].tolist(), [*"uvwxyz"])
    np.testing.assert_allclose(other.themes.coordinates, found.themes.coordinates, rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        other.profiles.coordinates, found.profiles.coordinates[order], rtol=0, atol=1e-12
    )


def test_of_two_themes_that_contribute_alike_the_first_is_positive() -> None:
    for table in ([[9, 3, 3], [3, 9, 3]], [[3, 9, 3], [9, 3, 3]]):
        found = correspondence(np.array(table), ["a", "b"], ["x", "y", "z"])
        assert found.themes.coordinates[0, 0] > 0
        assert len(found.inertia) == 1


def test_rows_and_columns_without_a_mention_are_left_out_and_named() -> None:
    profiles = profiles_of(scores_of([[9, 1, 0], [0, 0, 0], [2, 8, 0]], ids=["gansu", "empty", "henan"]))
    with pytest.warns(ThemescoreWarning) as said:
        found = profiles.correspondence()
    assert [str(warning.message) for warning in said] == [
        "\n- profiles 'empty': no mention, so left out\n- themes 'Reform': no mention, so left out"
    ]
    assert found.profiles.names == ("gansu", "henan")
    assert found.profiles.left_out == ("empty",)
    assert found.themes.left_out == ("Reform",)
    assert len(found.inertia) == 1


def test_profiles_that_are_all_the_same_have_no_dimension() -> None:
    profiles = profiles_of(scores_of([[2, 4, 1], [4, 8, 2], [6, 12, 3]]))
    with pytest.warns(ThemescoreWarning, match="all profiles are the same"):
        found = profiles.correspondence()
    assert found.inertia.shape == found.explained.shape == (0,)
    assert found.total_inertia == 0
    assert list(found.to_frame().columns) == ["kind", "name", "mass", "inertia", "quality"]
    assert "all profiles are the same" in str(found)
    assert "all profiles are the same" in found._repr_html_()


def test_dimensions_of_the_same_inertia_are_said_to_be_any() -> None:
    found = correspondence(np.eye(3, dtype=int) * 4, ["a", "b", "c"], ["x", "y", "z"])
    assert found.inertia == pytest.approx([1, 1])
    assert found.warnings == (
        "dimensions 1 and 2 have the same inertia, so that any two axes of their plane would do as well",
    )


@pytest.mark.parametrize("table", [[[3, 1], [0, 0]], [[3, 0], [4, 0]], [[0, 0], [0, 0]]])
def test_one_row_or_column_is_an_error(table: list[list[int]]) -> None:
    with pytest.raises(InputError, match="needs two profiles and two themes with mentions"):
        profiles_of(scores_of(table)).correspondence()


def test_the_frame_has_a_row_a_point_and_is_of_the_library_of_the_metadata(
    smokers: ts.Correspondence,
) -> None:
    frame = smokers.to_frame(dimensions=2)
    assert list(frame["name"]) == [*STAFF, *SMOKING]
    assert list(frame["kind"]) == ["profile"] * 5 + ["theme"] * 4
    np.testing.assert_allclose(frame["quality"], frame["cos2_1"] + frame["cos2_2"], rtol=1e-12)
    np.testing.assert_array_equal(frame["dimension_2"][:5], smokers.profiles.coordinates[:, 1])
    assert "dimension_3" in smokers.to_frame(dimensions=100).columns
    assert "dimension_4" not in smokers.to_frame(dimensions=100).columns
    with pytest.raises(OptionError, match="dimensions=0"):
        smokers.to_frame(dimensions=0)
    scores = scores_of([[9, 1], [2, 8]], frame=pl.DataFrame({"agency": ["a", "b"]}))
    assert isinstance(profiles_of(scores, "agency").correspondence().to_frame(), pl.DataFrame)


def test_groups_are_analysed_by_their_mentions_whatever_the_measure() -> None:
    scores = scores_of([[9, 1, 2], [2, 8, 1], [1, 1, 7], [2, 2, 2]], agency=["a", "b", "a", "b"])
    expected = correspondence(np.array([[10, 2, 9], [4, 10, 3]]), ["a", "b"], ["Trade", "Peace", "Reform"])
    for measure in ("share", "rate", "tfidf", "emphasis"):
        found = profiles_of(scores, "agency", measure=measure).correspondence()
        np.testing.assert_allclose(found.profiles.coordinates, expected.profiles.coordinates, rtol=1e-12)


def test_it_says_what_lies_at_the_two_ends(smokers: ts.Correspondence) -> None:
    text = str(smokers)
    assert "- dimension 1, 88% of the inertia: + none and SE; - medium and JE" in text
    assert repr(smokers) == "Correspondence(5 profiles x 4 themes; inertia 0.0852)"
    html = correspondence(SMOKERS, ["<b>SM\x1b", *STAFF[1:]], SMOKING)._repr_html_()
    assert "<b>SM" not in html
    assert "\x1b" not in str(correspondence(SMOKERS, ["<b>SM\x1b", *STAFF[1:]], SMOKING))
