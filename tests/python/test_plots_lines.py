"""Themes over time: what has a panel, and what of it can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from charts import quiet, saved_svg

pytestmark = pytest.mark.mostly_python


def subtitle(chart: Any) -> str:
    return " ".join(chart.to_dict()["title"]["subtitle"])


@pytest.fixture(scope="module")
def partly() -> ts.Trend:
    """A theme that rises, one that wavers and one that is never mentioned, over twelve years."""
    texts = [
        "Reform. " * (2 + i) + "Trade. " * (3, 9, 1)[i % 3] + "Word goes on. " * (40 - i) for i in range(12)
    ]
    corpus = ts.Corpus(texts, metadata={"year": list(range(2010, 2022))})
    themes = {"Reform": ["reform"], "Trade": ["trade"], "Absent": ["nowhere"]}
    found: ts.Trend = quiet(lambda: ts.score(corpus, themes).compare("year", replicates=200).trend())
    return found


def test_a_theme_that_is_never_mentioned_has_a_line_of_text_and_no_empty_panel(partly: ts.Trend) -> None:
    chart = partly.plot.lines()
    assert [panel.title["text"] for panel in chart.concat] == ["Reform", "Trade"]
    assert "Never mentioned: Absent." in subtitle(chart)
    (panel,) = partly.plot.lines(themes="Absent").concat
    spec = panel.to_dict()
    domains = [layer["encoding"]["y"]["scale"]["domain"] for layer in spec["layer"]]
    assert domains == [[0, 1]] * len(domains)


def test_the_slope_is_grey_where_chance_explains_it(partly: ts.Trend) -> None:
    rows = {row.theme: row for row in partly.rows}
    assert rows["Reform"].q < 0.05 < rows["Trade"].q
    for panel, colour in zip(partly.plot.lines().concat, ("#222222", "#8A8A8A"), strict=True):
        dashed = [layer for layer in panel.layer if "strokeDash" in layer.to_dict()["mark"]]
        assert dashed[-1].to_dict()["mark"]["color"] == colour


def test_wide_intervals_do_not_flatten_the_rates() -> None:
    # The one mention of a year stands in a short sentence: drawn again, its rate may be many times as high.
    texts = ["Reform. " + "Word goes on and on here. " * 20 for _ in range(6)]
    corpus = ts.Corpus(texts, metadata={"year": list(range(2010, 2016))})
    themes = {"Reform": ["reform"]}
    trend = quiet(lambda: ts.score(corpus, themes).compare("year", replicates=200).trend())
    chart = trend.plot.lines()
    series = max(chart.to_dict()["datasets"].values(), key=len)
    rate = 1000 / 121
    assert max(row["high"] for row in series) > 2.5 * rate
    top = chart.concat[0].layer[0].to_dict()["encoding"]["y"]["scale"]["domain"][1]
    assert top == pytest.approx(2.5 * rate)
    assert "Intervals that leave their panel reach further up." in subtitle(chart)


def test_titles_stand_alike_above_their_panels_whatever_the_numbers(tmp_path: Path) -> None:
    texts = [
        "A. " * (i + 1) + "B. " * 3 + "C. " * (40 + i) + "D. " * (i % 2) + "Word. " * 400 for i in range(8)
    ]
    corpus = ts.Corpus(texts, metadata={"year": list(range(2010, 2018))})
    scores = ts.score(corpus, {letter: [f"={letter}"] for letter in "ABCD"})
    chart = quiet(lambda: scores.compare("year", replicates=100).trend()).plot.lines()
    # Where a title begins, from the corner of its panel.
    titles = re.findall(
        r'role-title"><g transform="translate\(([-\d.]+),([-\d.]+)\)">.{0,900}>([ABCD])</text>',
        saved_svg(chart, tmp_path),
    )
    assert sorted(name for *_, name in titles) == list("ABCD")
    across, down = ([float(title[i]) for title in titles] for i in (0, 1))
    assert across == [0] * 4
    assert max(down) - min(down) <= 1  # the width of a line


def test_an_interval_between_times_without_a_mention_is_drawn_as_a_bar() -> None:
    texts, years = [], []
    for year in range(2010, 2022):
        for document in range(3):
            texts.append(
                "Reform goes on. " * (year not in (2011, 2013) and 1 + document) + "Trade grew. " * 20
            )
            years.append(year)
    scores = ts.score(ts.Corpus(texts, metadata={"year": years}), {"Reform": ["reform"]})
    chart = quiet(lambda: scores.compare("year", replicates=100).trend()).plot.lines()
    bars = [layer for layer in chart.concat[0].layer if layer.mark["type"] == "rule"]
    assert [row["time"] for layer in bars for row in layer.data.values] == [2010, 2012]
    assert "a time without a mention does not have" in " ".join(chart.title.subtitle)
