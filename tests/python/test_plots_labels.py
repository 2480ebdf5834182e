"""What is named in a picture: what stands out, and nothing on anything else."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from charts import quiet
from themescore.plots.labels import placed

pytestmark = pytest.mark.mostly_python


def named(chart: Any, panel: int | None = None) -> list[str]:
    """The texts that a chart writes beside its points."""
    layers = chart.layer if panel is None else chart.concat[panel].layer
    texts = next(layer.data.values for layer in layers if layer.to_dict()["mark"]["type"] == "text")
    return [row["text"] for row in texts]


def test_terms_are_named_by_effect_and_measure_together() -> None:
    rng = np.random.default_rng(3)
    words = [f"word{i}" for i in range(300)]
    own, other = (
        " ".join(rng.choice(words, 4000)) + " the" * the + " solar" * solar
        for the, solar in ((9000, 60), (7000, 1))
    )
    corpus = ts.Corpus([own, other], metadata={"party": ["a", "b"]})
    keyness = ts.keyness(corpus, "party", measure=["g2", "log_ratio"])
    frame = keyness.to_frame()
    frame = frame[(frame["group"] == "a") & (frame["log_ratio"] > 0)].set_index("term")
    assert frame["g2"]["the"] > frame["g2"]["solar"]  # so by g2 alone the article would come first
    together = (frame["g2"] * frame["log_ratio"]).sort_values(ascending=False)
    labels = [text.split(" +")[0] for text in named(keyness.plot.effect("a", labels=8), 0)]
    assert together.index[0] == "solar"
    assert "solar" in labels
    assert {*labels} <= {*together.index[: 2 * 8]}


def test_articles_are_not_what_a_party_is_known_by(shared_data: Path) -> None:
    corpus = ts.read(shared_data / "sotu.jsonl")
    chart = ts.keyness(corpus, "party", min_df=5).plot.effect("Republican")
    assert chart.to_dict()["title"]["text"] == ["Terms that Republican uses more than the others"]
    labels = named(chart, 0)
    assert not {"the", "of", "to", "and", "in", "for", "is"} & {*labels}
    assert "interstate" in labels


def test_terms_on_one_spot_have_one_name_and_a_number() -> None:
    texts = ["Alpha beta gamma. " + "Word goes on. " * 20, "Delta. " + "Word goes on. " * 20]
    keyness = ts.keyness(ts.Corpus(texts, metadata={"g": ["a", "b"]}), "g")
    labels = named(keyness.plot.effect("a"), 0)
    assert sum(label.endswith(" +2") for label in labels) == 1
    assert sum(word in label for word in ("alpha", "beta", "gamma") for label in labels) == 1


def test_labels_that_cannot_be_left_out_stand_aside_with_a_line() -> None:
    grid = [(20.0 + 9 * i, 20.0 + 9 * j) for i, j in itertools.product(range(40), range(30))]
    texts = ["theme"] * len(grid)
    middle = grid.index((20.0 + 9 * 20, 20.0 + 9 * 15))
    assert placed(grid, texts, [middle], (420, 320)) == []
    (label,) = placed(grid, texts, [middle], (420, 320), always={middle})
    assert (label.point, label.apart) == (middle, False)  # on other points, as there is no room anywhere
    ring = [point for point in grid if 8 < math.dist(point, grid[middle]) < 25]
    (label,) = placed([grid[middle], *ring], ["theme"] * (1 + len(ring)), [0], (420, 320), always={0})
    assert label.apart
    assert math.dist((label.x, label.y), grid[middle]) > 20


def test_every_theme_of_a_map_is_named() -> None:
    rng = np.random.default_rng(1)
    words = ["reform", "trade", "peace", *["word"] * 6]
    texts = [" ".join(rng.choice(words, size=40)) for _ in range(1500)]
    scores = ts.score(texts, {"Reform": ["reform"], "Trade": ["trade"], "Peace": ["peace"]})
    chart = quiet(lambda: scores.profiles().plot.correspondence())
    assert {"Reform", "Trade", "Peace"} <= {*named(chart)}
