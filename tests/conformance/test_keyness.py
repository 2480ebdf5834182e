"""Keyness is that of quanteda, whose values were recorded, but where quanteda is known to be wrong."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts

TOLERANCE = 1e-10
EPSILON = 1e-9  # quanteda adds it to O/E inside the logarithm
MEASURES = ["chi2", "chi2_yates", "chi2_williams", "g2", "g2_yates", "g2_williams", "pmi"]
FILLER = "filler"


@pytest.fixture(scope="module")
def recorded(shared_data: Path) -> dict[str, dict[str, float]]:
    """The values of quanteda.textstats 0.97.2, by term."""
    with (shared_data / "reference" / "keyness.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["feature"]: {k: float(v) for k, v in row.items() if k != "feature"} for row in rows}


@pytest.fixture(scope="module")
def ours(recorded: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The same terms as often, in two texts as long."""
    texts = []
    for column, total in (("a", "target_total"), ("b", "reference_total")):
        words = [term for term, row in recorded.items() for _ in range(int(row[column]))]
        length = int(next(iter(recorded.values()))[total])
        texts.append(" ".join(words + [FILLER] * (length - len(words))))
    corpus = ts.Corpus(texts, metadata={"side": ["target", "reference"]})
    frame = ts.keyness(corpus, "side", measure=MEASURES).to_frame()
    target = frame[frame.group == "target"].set_index("term").drop(columns="group")
    return {str(term): row for term, row in target.to_dict("index").items()}


def cells(row: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """Observed and expected numbers, 2 x 2."""
    a, b = row["a"], row["b"]
    observed = np.array([[a, b], [row["target_total"] - a, row["reference_total"] - b]])
    expected = observed.sum(1, keepdims=True) * observed.sum(0, keepdims=True) / observed.sum()
    return observed, expected


def on_one_side(row: dict[str, float]) -> bool:
    """Whether the target or the reference has none: quanteda leaves Williams' correction out then."""
    return min(row["a"], row["b"]) == 0


def q_of_williams(observed: np.ndarray) -> float:
    total = observed.sum()
    rows, columns = total / observed.sum(1), total / observed.sum(0)
    return 1 + float((rows.sum() - 1) * (columns.sum() - 1) / (6 * total))


def test_the_terms_are_found_as_often(
    ours: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]
) -> None:
    assert set(ours) == {*recorded, FILLER}
    assert all(
        (ours[term]["count"], ours[term]["other_count"]) == (row["a"], row["b"])
        for term, row in recorded.items()
    )


@pytest.mark.parametrize("correction", ["", "_yates"])
def test_chi2_is_quantedas(
    correction: str, ours: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]
) -> None:
    theirs = [row[f"chi2{correction or '_none'}"] for row in recorded.values()]
    assert [ours[term][f"chi2{correction}"] for term in recorded] == pytest.approx(theirs, rel=TOLERANCE)


def test_quanteda_multiplies_chi2_by_q_where_williams_divides_and_neither_where_a_side_has_none(
    ours: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]
) -> None:
    for term, row in recorded.items():
        q = q_of_williams(cells(row)[0])
        theirs = row["chi2_none"] * (1 if on_one_side(row) else q)
        assert row["chi2_williams"] == pytest.approx(theirs, rel=TOLERANCE)
        assert ours[term]["chi2_williams"] == pytest.approx(row["chi2_none"] / q, rel=TOLERANCE)


def g2_of_quanteda(row: dict[str, float], correction: str) -> float:
    observed, expected = cells(row)
    determinant = observed[0, 0] * observed[1, 1] - observed[0, 1] * observed[1, 0]
    sign = 1 if observed[0, 0] > expected[0, 0] else -1
    divides = correction == "_williams" and not on_one_side(row)
    divisor = q_of_williams(observed) if divides else 1.0
    if correction == "_yates" and abs(determinant) >= observed.sum() / 2 and expected.min() < 5:
        half = math.copysign(0.5, determinant)
        observed = observed + np.array([[-half, half], [half, -half]])
    return sign * 2 * float((observed * np.log(observed / expected + EPSILON)).sum()) / divisor


@pytest.mark.parametrize("correction", ["", "_yates", "_williams"])
def test_g2_is_quantedas_without_what_it_adds_to_the_logarithms(
    correction: str, ours: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]
) -> None:
    for term, row in recorded.items():
        theirs = row[f"lr{correction or '_none'}"]
        assert theirs == pytest.approx(g2_of_quanteda(row, correction), rel=1e-9, abs=1e-9)
        added: Any = 2 * EPSILON * (row["target_total"] + row["reference_total"])
        divides = correction == "_williams" and on_one_side(row)
        left_out = q_of_williams(cells(row)[0]) if divides else 1
        assert ours[term][f"g2{correction}"] == pytest.approx(theirs / left_out, rel=0, abs=1.01 * added)


def test_pmi_is_quantedas_and_where_there_is_nothing_minus_infinity(
    ours: dict[str, dict[str, float]], recorded: dict[str, dict[str, float]]
) -> None:
    for term, row in recorded.items():
        if row["a"] > 0:
            added = EPSILON / math.exp(row["pmi_none"])
            assert ours[term]["pmi"] == pytest.approx(row["pmi_none"], rel=TOLERANCE, abs=1.01 * added)
        else:
            assert ours[term]["pmi"] == -math.inf
            assert row["pmi_none"] == pytest.approx(math.log(EPSILON), rel=TOLERANCE)
