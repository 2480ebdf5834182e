"""Pictures of many rows, many points and long names: what can still be read of them."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from charts import quiet, saved_svg
from themescore.errors import InputError
from themescore.plots import saving
from themescore.plots.labels import placed
from themescore.plots.style import short_labels

pytestmark = pytest.mark.mostly_python


def texts_of(svg: str) -> list[str]:
    """What is written in a picture, a line each."""
    return re.findall(r"<text [^>]*>([^<]+)</text>", svg)


def documents(number: int) -> ts.Scores:
    texts = [f"Reform. {'Trade. ' * (i % 4)}{'Word goes on. ' * 5}" for i in range(number)]
    corpus = ts.Corpus(texts, metadata={"group": [f"group {i // 2}" for i in range(number)]})
    return ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"]})


@pytest.mark.parametrize(("rows", "times"), [(12, 1), (60, 2)])
def test_a_tall_picture_has_its_columns_and_its_axis_at_both_ends(
    rows: int, times: int, tmp_path: Path
) -> None:
    scores = documents(rows)
    written = texts_of(saved_svg(quiet(scores.plot.heatmap), tmp_path))
    assert written.count("Reform") == written.count("Trade") == times
    written = texts_of(saved_svg(scores.plot.dispersion("Trade"), tmp_path))
    assert written.count("percent of the document's words") == times
    comparison = quiet(lambda: scores.compare("group", replicates=100))
    for value, title in (("rate", "mentions per 1,000 words"), ("ratio", "times as often as the others")):
        chart = comparison.plot.intervals(value=value, themes="Trade")
        written = texts_of(saved_svg(chart, tmp_path))
        # A row for each two documents, so that only the heat map is tall.
        assert sum(text.startswith(title) for text in written) == 1
    written = texts_of(saved_svg(comparison.plot.intervals(value="difference"), tmp_path))
    assert written.count("mentions per 1,000 words, more than the others") == times


def test_labels_are_cut_by_us_and_still_told_apart(tmp_path: Path) -> None:
    alike = "The report of the commission on everything that was done for the people of the province in "
    ids = [f"{alike}{year}" for year in (2021, 2022)]
    ids += ["constructor", "关于进一步加强和改进新形势下各项工作的若干重大问题的决定和说明", 'it\'s "so" \\']
    scores = ts.score(ts.Corpus(["Reform."] * 5, ids=ids), {"Reform": ["reform"]})
    for chart in (quiet(scores.plot.heatmap), scores.plot.dispersion("Reform")):
        written = texts_of(saved_svg(chart, tmp_path))
        assert [text for text in written if text.endswith(" 2021") and "…" in text]
        assert [text for text in written if text.endswith(" 2022") and "…" in text]
        assert [text for text in written if text.startswith("关于进一步加强") and text.endswith("…")]
        assert {"constructor", 'it\'s "so" \\'} <= {text.replace("&quot;", '"') for text in written}
        assert not set(ids[:2]) & set(written)
    fitting = "国" * 23 + "a"  # 23 ems and a half, of 11 pixels: within 260
    assert short_labels(["short", fitting], 11) == {"labelLimit": 0, "labelFontSize": 11}
    assert "…" in short_labels(["国" * 25], 11)["labelExpr"]


def test_a_legend_of_long_names_does_not_widen_the_picture(tmp_path: Path) -> None:
    themes = {
        f"{letter}: the comprehensive deepening of reform in all fields": ["reform"] for letter in "ABCDEFG"
    }
    chart = ts.score(["Reform goes on."], themes).plot.dispersion(list(themes))
    (width,) = re.findall(r'<svg [^>]*width="([\d.]+)"', saved_svg(chart, tmp_path))
    assert float(width) < 900


def test_points_beyond_the_edge_say_so() -> None:
    texts = ["Word. " * 60 + "Pandemic. " * 40 * (i < 6) + "Trade. " for i in range(12)]
    corpus = ts.Corpus(texts, metadata={"era": ["now"] * 6 + ["then"] * 6})
    scores = ts.score(corpus, {"Pandemic": ["pandemic"], "Trade": ["trade"]})
    chart = quiet(lambda: scores.compare("era", replicates=100)).plot.intervals()
    beyond = {(row["theme"], row["group"]): row["beyond"] for row in chart.data.values}
    assert beyond == {
        ("Pandemic", "now"): "right",
        ("Pandemic", "then"): "left",
        ("Trade", "now"): "no",
        ("Trade", "then"): "no",
    }
    scale = chart.layer[-1].to_dict()["encoding"]["shape"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True))["left"] == "triangle-left"


def test_a_comparison_without_a_mention_says_that_there_is_none() -> None:
    corpus = ts.Corpus(["Word goes on."] * 8, metadata={"g": ["a", "b"] * 4})
    comparison = quiet(lambda: ts.score(corpus, {"Reform": ["reform"]}).compare("g", replicates=100))
    with pytest.raises(InputError, match="no group mentions any of the themes"):
        comparison.plot.intervals()


def test_names_keep_clear_of_large_points_and_of_lines() -> None:
    (label,) = placed([(100.0, 100.0)], ["name"], [0], (300, 200), radii=[9])
    assert label.x - 100 >= 9 + 4
    points = [(100.0, 100.0), (112.0, 100.0), (88.0, 100.0), (100.0, 112.0), (100.0, 88.0), (150.0, 100.0)]
    labels = placed(points, ["inner", *["outer"] * 5], range(6), (300, 200), always=range(6))
    assert len(labels) == 6
    boxes = [_box(label) for label in labels]
    for one, label in enumerate(labels):
        if label.apart:
            (x, y), (to_x, to_y) = points[label.point], label.near
            for other, (left, top, right, bottom) in enumerate(boxes):
                for share in np.linspace(0, 1, 50) if other != one else ():
                    at_x, at_y = x + (to_x - x) * share, y + (to_y - y) * share
                    assert not (left < at_x < right and top < at_y < bottom)
    assert any(label.apart for label in labels)


def _box(label: Any) -> tuple[float, float, float, float]:
    wide = len(label.text) * 11 * 0.5
    left = label.x - {"left": 0, "center": wide / 2, "right": wide}[label.align]
    return left, label.y - 6, left + wide, label.y + 6


def test_every_group_of_a_map_has_its_name() -> None:
    rng = np.random.default_rng(2)
    words = ["reform", "trade", "peace", "tax", "water"]
    texts = [" ".join(rng.choice(words, size=60)) for _ in range(40)]
    corpus = ts.Corpus(texts, metadata={"g": [f"group {i % 8}" for i in range(40)]})
    scores = ts.score(corpus, {word: [word] for word in words})
    for by in ("g", None):
        chart = quiet(lambda by=by: scores.profiles(by).plot.correspondence())
        layers = [layer for layer in chart.layer if layer.to_dict()["mark"]["type"] == "text"]
        named = {row["text"] for row in layers[0].data.values}
        assert {*words} <= named
        assert ({f"group {i}" for i in range(8)} <= named) == (by == "g")
    # Many themes leave their names to the groups.
    themes = {f"{word} {i}": [word] for word in words for i in range(20)}
    chart = quiet(lambda: ts.score(corpus, themes).profiles("g").plot.correspondence())
    layers = [layer for layer in chart.layer if layer.to_dict()["mark"]["type"] == "text"]
    assert {f"group {i}" for i in range(8)} <= {row["text"] for row in layers[0].data.values}


def test_long_titles_are_cut_on_a_map_of_many_points_and_stay_distinct() -> None:
    texts = [f"{'Reform. ' * (1 + i)}{'Trade. ' * (40 - i)}{'Peace. ' * (i % 3)}" for i in range(40)]
    ids = [f"{1980 + i}年中华人民共和国国务院政府工作报告" for i in range(40)]
    scores = ts.score(
        ts.Corpus(texts, ids=ids),
        {"Reform": ["reform"], "Trade": ["trade"], "全面从严治党与党的建设": ["peace"]},
    )
    chart = quiet(lambda: scores.profiles().plot.correspondence())
    named = [row["text"] for layer in chart.layer[3:4] for row in layer.data.values]
    documents = [text for text in named if text[:2] in ("19", "20")]
    assert documents
    assert all(text.endswith("…") and len(text) < 14 for text in documents)
    assert len(set(documents)) == len(documents)
    assert "全面从严治党与党的建设" in named  # themes as they are


def test_a_chart_whose_tooltips_alone_have_chinese_needs_no_font_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "has_chinese_font", lambda: False)
    scores = ts.score(["深化改革 and reform."] * 3, {"Reform": ["改革", "reform"]})
    chart = quiet(scores.plot.heatmap)
    assert "深化" in chart.to_json(ensure_ascii=False)
    ts.plots.save(chart, tmp_path / "a.png")
    many = ts.score(["深化改革。Reform. " * 1200], {"Reform": ["改革", "reform"]}).plot.dispersion("Reform")
    assert isinstance(many.layer[1].data["values"], str)
    ts.plots.save(many, tmp_path / "b.svg")
    assert len(re.findall('aria-roledescription="tick"', (tmp_path / "b.svg").read_text("utf-8"))) == 2400
    named = ts.score(ts.Corpus(["Reform."], ids=["报告"]), {"Reform": ["reform"]}).plot.heatmap()
    with pytest.raises(InputError, match="font"):
        ts.plots.save(named, tmp_path / "c.png")


def test_a_long_series_has_wide_panels_and_says_what_its_numbers_are() -> None:
    years = range(1900, 2000)
    rng = np.random.default_rng(4)
    texts = [
        "Reform. " * (1 if year < 1950 else 9) + "Word goes on. " * int(rng.integers(60, 80))
        for year in years
    ]
    corpus = ts.Corpus(texts, metadata={"year": list(years)})
    scores = ts.score(corpus, {f"Reform {i}": ["reform"] for i in range(5)})
    chart = quiet(lambda: scores.compare("year", replicates=100).trend()).plot.lines()
    assert chart.columns == 2
    assert {panel.width for panel in chart.concat} == {430}
    told = chart.concat[0].to_dict()["title"]["subtitle"]
    assert re.fullmatch(r"break: 1950 \(\d+%\)", told[1])
    assert "in brackets, in how many of the replicates" in " ".join(chart.to_dict()["title"]["subtitle"])


def test_charts_share_their_data_when_they_are_combined() -> None:
    chart = ts.score(["Reform."] * 3, {"Reform": ["reform"]}).plot.dispersion("Reform")
    assert chart.properties(title="x").layer[1].data is chart.layer[1].data
    assert math.isclose(chart.layer[1].data.values[0]["place"], 0)
