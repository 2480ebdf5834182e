"""Plots show the numbers of the frames, whatever the names are, and are saved without a network."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pytest
import themescore as ts
from charts import quiet
from themescore.errors import InputError, OptionError, WriteError
from themescore.plots import saving
from themescore.plots.labels import placed
from themescore.showing.terminal import width

pytestmark = pytest.mark.mostly_python

ODD = ["<script>alert(1)</script>", "a.b[c] 'q' \"z\" \\", "党的建设与全面从严治党", "plain: {x} $ % \n line"]
THEMES = {ODD[0]: ["reform"], ODD[1]: ["trade"], ODD[2]: ["改革"], ODD[3]: ["peace"]}


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    """Twelve documents with odd names, of three groups and twelve years."""
    texts = [
        "Reform. " * (1 + i % 5)
        + "Trade goes on here. " * (12 - i)
        + "深化改革。" * (i // 3)
        + "It is so. " * i
        for i in range(12)
    ]
    groups = [["</script>", "b.c[0]", "第三组"][i % 3] for i in range(12)]
    ids = [f"doc.{i} <b>" for i in range(12)]
    corpus = ts.Corpus(texts, ids=ids, metadata={"group.[by]": groups, "year": list(range(2010, 2022))})
    return ts.score(corpus, THEMES)


@pytest.fixture(scope="module")
def comparison(scores: ts.Scores) -> ts.Comparison:
    found: ts.Comparison = quiet(lambda: scores.compare("group.[by]", replicates=200))
    return found


@pytest.fixture(scope="module")
def trend(scores: ts.Scores) -> ts.Trend:
    found: ts.Trend = quiet(lambda: scores.compare("year", replicates=200).trend())
    return found


@pytest.fixture(scope="module")
def charts(scores: ts.Scores, comparison: ts.Comparison, trend: ts.Trend) -> dict[str, Any]:
    keyness = ts.keyness(scores.corpus, "group.[by]")
    return quiet(
        lambda: {
            "heatmap": scores.plot.heatmap(),
            "heatmap of groups": scores.plot.heatmap("group.[by]", measure="share"),
            "dispersion": scores.plot.dispersion(ODD[:3]),
            "side_by_side": scores.plot.side_by_side(0, 11),
            "intervals": comparison.plot.intervals(),
            "lines": trend.plot.lines(),
            "effect": keyness.plot.effect(),
            "correspondence": scores.profiles().plot.correspondence(),
        }
    )


NAMES = [
    "heatmap",
    "heatmap of groups",
    "dispersion",
    "side_by_side",
    "intervals",
    "lines",
    "effect",
    "correspondence",
]


def png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


@pytest.mark.parametrize("name", NAMES)
def test_every_plot_is_a_valid_specification_with_a_title_and_its_source(
    charts: dict[str, Any], name: str
) -> None:
    specification = charts[name].to_dict()  # which Altair validates
    assert specification["title"]["text"]
    assert any("Source: " in line for line in specification["title"]["subtitle"])
    assert "NaN" not in json.dumps(specification, allow_nan=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_plot_is_saved_as_a_picture_of_a_sane_size(
    charts: dict[str, Any], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "has_chinese_font", lambda: True)
    ts.plots.save(charts[name], tmp_path / "chart.png", scale=1)
    width, height = png_size((tmp_path / "chart.png").read_bytes())
    assert 300 < width < 1400
    assert 100 < height < 1400
    ts.plots.save(charts[name], tmp_path / "chart.svg")
    assert (tmp_path / "chart.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("name", NAMES)
def test_no_name_begins_a_tag_of_the_page(charts: dict[str, Any], name: str) -> None:
    assert "</" not in charts[name].to_json()
    assert "<script" not in charts[name].to_json()
    assert charts[name].to_html().count("alert(1)</") == 0


def test_a_page_needs_no_network_and_ends_no_script_early(charts: dict[str, Any], tmp_path: Path) -> None:
    chart = charts["side_by_side"].properties(title="</script><script>alert(1)</script>")
    ts.plots.save(chart, tmp_path / "chart.html")
    page = (tmp_path / "chart.html").read_text("utf-8")
    assert "alert(1)" in page
    assert "</script><script>alert(1)" not in page
    assert "src=" not in page.split("<body>")[1].replace("src=o", "")
    assert "cdn.jsdelivr.net/npm" not in page
    assert len(page) > 500_000


def test_a_heatmap_has_the_numbers_of_the_table(scores: ts.Scores) -> None:
    table = scores.table("rate")
    counts = scores.table("count")
    cells = scores.plot.heatmap(order="given").to_dict()
    ((_, values),) = cells["datasets"].items()
    found = np.array([cell["value"] for cell in values]).reshape(table.shape)
    assert found == pytest.approx(table.to_numpy(), rel=1e-12)
    assert [cell["mentions"] for cell in values] == counts.to_numpy().ravel().tolist()
    assert [cell["words"] for cell in values[:: table.shape[1]]] == scores.words.tolist()


def test_a_heatmap_of_groups_has_the_rates_of_the_comparison(
    scores: ts.Scores, comparison: ts.Comparison
) -> None:
    values = scores.plot.heatmap("group.[by]", order="given").data.values
    rates = {(row.group.replace("</", "‹/"), row.mentions, row.words): row.rate for row in comparison.rows}
    assert len(values) == len(comparison.rows)
    for cell in values:
        assert cell["value"] == pytest.approx(rates[cell["row"], cell["mentions"], cell["words"]], rel=1e-12)


def test_a_heatmap_is_in_the_order_of_the_clusters_or_of_time(scores: ts.Scores) -> None:
    rows, columns = scores.profiles(measure="rate").order()
    encoding = scores.plot.heatmap().to_dict()["layer"][0]["encoding"]
    drawn = {axis: encoding[axis]["scale"]["domain"] for axis in "xy"}
    assert [label.replace("‹b", "<b") for label in drawn["y"]] == rows
    assert [ODD.index(name) for name in columns] == [heads(name) for name in drawn["x"]]
    backwards = ts.Corpus(["Reform."] * 3, ids=["x", "y", "z"], metadata={"year": [2003, 2001, 2002]})
    chart = ts.score(backwards, {"Reform": ["reform"]}).plot.heatmap(order="date")
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["scale"]["domain"] == ["y", "z", "x"]


def heads(name: str) -> int:
    """Which of the odd names a column's head is."""
    return next(i for i, odd in enumerate(ODD) if name[1:5] == odd[1:5])


def test_a_heatmap_by_date_asks_for_the_column() -> None:
    scores = ts.score(["Reform.", "Trade."], {"Reform": ["reform"]})
    with pytest.raises(InputError, match="date="):
        scores.plot.heatmap(order="date")
    with pytest.raises(OptionError, match="order"):
        scores.plot.heatmap(order="size")


def test_strokes_are_where_the_mentions_table_has_them(scores: ts.Scores) -> None:
    chart = scores.plot.dispersion([ODD[0], ODD[2]])
    strokes = chart.layer[1].data.values
    table = scores.mentions.to_pandas()
    table = table[table.theme.isin([ODD[0], ODD[2]])]
    words = dict(zip(scores.ids, scores.words.tolist(), strict=True))
    expected = [100 * at / words[d] for at, d in zip(table.position, table.document, strict=True)]
    assert [stroke["place"] for stroke in strokes] == pytest.approx(expected, rel=1e-12)
    assert [stroke["form"] for stroke in strokes] == table.form.tolist()
    assert all("[" in stroke["sentence"] for stroke in strokes)


def test_many_mentions_on_one_pixel_are_one_stroke_and_none_is_lost() -> None:
    text = "Reform. " * 6000 + "Word. " * 10
    scores = ts.score([text], {"Reform": ["reform"]})
    strokes = scores.plot.dispersion("Reform").layer[1].data.values
    assert len(strokes) <= 621
    assert sum(stroke["mentions"] for stroke in strokes) == 6000


def test_dispersion_says_what_cannot_be(scores: ts.Scores) -> None:
    with pytest.raises(InputError, match="no theme 'Nothing'"):
        scores.plot.dispersion("Nothing")
    many = ts.score(["a"], {f"t{i}": [f"w{i}"] for i in range(8)})
    with pytest.raises(OptionError, match="8 themes"):
        many.plot.dispersion(many.themes.names)
    with pytest.raises(InputError, match="none of the documents has words"):
        ts.score([""], {"Reform": ["reform"]}).plot.dispersion("Reform")


def test_two_documents_have_the_rates_of_the_table(scores: ts.Scores) -> None:
    table = scores.table("rate").iloc[[3, 7]]
    rows = scores.plot.side_by_side(3, 7).data.values
    found = {(row["theme"], row["document"]): row["value"] for row in rows}
    assert len(found) == table.size
    assert sorted(found.values()) == pytest.approx(sorted(table.to_numpy().ravel()), rel=1e-12)
    differences = [a["value"] - b["value"] for a, b in zip(rows[::2], rows[1::2], strict=True)]
    assert differences == sorted(differences, reverse=True)
    with pytest.raises(InputError, match="name two"):
        scores.plot.side_by_side(3, "doc.3 <b>")


@pytest.mark.parametrize("value", ["ratio", "rate", "difference"])
def test_intervals_are_those_of_the_frame_and_findings_those_of_the_sentences(value: str) -> None:
    texts = ["Reform. " * (3 + i % 2) + "Trade. " + "Word. " * 20 for i in range(6)]
    texts += ["Reform. " + "Trade. " * (1 + i % 2) + "Word. " * 20 for i in range(6)]
    corpus = ts.Corpus(texts, metadata={"source": ["party"] * 6 + ["bank"] * 6})
    comparison = ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"], "Peace": ["peace"]})
    found = quiet(lambda: comparison.compare("source", replicates=500))
    low, high = ("low", "high") if value == "rate" else (f"{value}_low", f"{value}_high")
    frame = found.to_frame()
    own = {(row.theme, row.group): row for row in frame.itertuples() if math.isfinite(getattr(row, value))}
    rows = found.plot.intervals(value=value, order="given").data.values
    assert [(row["theme"], row["group"]) for row in rows] == list(own)
    for row in rows:
        of = own[row["theme"], row["group"]]
        for name, column in (("value", value), ("low", low), ("high", high), ("q", "q")):
            number = getattr(of, column)
            assert row[name] == (pytest.approx(number, rel=1e-12) if math.isfinite(number) else None)
    more, less = (sum(row["finding"] == f"{way}: a finding" for row in rows) for way in ("more", "less"))
    assert more == less == len(found.findings) > 0  # of two groups one of them has the sentence


def test_ratios_far_out_stand_at_the_edge() -> None:
    texts = ["Reform. " * 80 + "Word. " * 20] * 6 + ["Reform. " + "Word. " * 400] * 6
    corpus = ts.Corpus(texts, metadata={"source": ["party"] * 6 + ["bank"] * 6})
    comparison = quiet(lambda: ts.score(corpus, {"Reform": ["reform"]}).compare("source", replicates=100))
    rows = comparison.plot.intervals().data.values
    assert [row["at"] for row in rows] == [64, 1 / 64]
    assert [row["value"] for row in rows] == pytest.approx([320.8, 1 / 320.8], rel=1e-3)
    assert [(row["out_left"], row["out_right"]) for row in rows] == [(True, True)] * 2


def test_lines_have_the_rates_and_the_slope_of_the_trend(scores: ts.Scores, trend: ts.Trend) -> None:
    table = scores.table("rate")
    chart = trend.plot.lines(themes=[ODD[0], ODD[1]])
    for theme, panel in zip(ODD[:2], chart.concat, strict=True):
        rows = panel.data.values
        assert [row["rate"] for row in rows] == pytest.approx(table[theme].to_numpy(), rel=1e-12)
        slope = next(row.slope for row in trend.rows if row.theme == theme)
        drawn = [row["slope"] for row in rows if row["slope"] > 0]
        assert np.diff(drawn) == pytest.approx([slope] * (len(drawn) - 1), rel=1e-9)


def test_levels_and_breaks_are_those_of_the_trend() -> None:
    texts = ["Reform. " * (2 if year < 8 else 12) + "Word. " * (100 + year % 3) for year in range(16)]
    corpus = ts.Corpus(texts, metadata={"year": list(range(2000, 2016))})
    trend = quiet(lambda: ts.score(corpus, {"Reform": ["reform"]}).compare("year", replicates=200).trend())
    (one,) = trend.breaks
    panel = trend.plot.lines().concat[0]
    data = trend.plot.lines().to_dict()["datasets"].values()
    levels = [row["level"] for row in max(data, key=len)]
    assert levels == pytest.approx([one.before] * 8 + [one.after] * 8, rel=1e-12)
    (mark,) = panel.layer[0].data.values
    assert (mark["label"], mark["time"]) == (one.at, one.time) == ("2008", 2008)


def test_the_ratio_of_a_term_is_two_to_the_log_ratio(scores: ts.Scores) -> None:
    keyness = ts.keyness(scores.corpus, "group.[by]", measure=["g2", "log_ratio"])
    frame = keyness.to_frame().set_index(["group", "term"])
    for group, panel in zip(keyness.groups, keyness.plot.effect(keyness.groups).concat, strict=True):
        rows = panel.layer[-1].data.values
        assert len(rows) == (frame.loc[group]["log_ratio"] > 1e-12).sum()
        for row in rows:
            own = frame.loc[(group, row["term"])]
            assert math.log2(row["ratio"]) == pytest.approx(own["log_ratio"], rel=1e-10)
            assert (row["rate"], row["count"]) == (own["rate"], own["count"])


def test_the_map_has_the_coordinates_of_the_analysis(scores: ts.Scores) -> None:
    profiles = scores.profiles()
    chart = quiet(profiles.plot.correspondence)
    frame = quiet(profiles.correspondence).to_frame()
    points = chart.layer[-1].data.values
    for name in ("dimension_1", "dimension_2", "mass", "quality"):
        assert [point[name] for point in points] == pytest.approx(frame[name].to_numpy(), rel=1e-12)
    encoding = chart.to_dict()["layer"][-1]["encoding"]
    x, y = (encoding[axis]["scale"]["domain"] for axis in ("x", "y"))
    assert (x[1] - x[0]) / chart.width == pytest.approx((y[1] - y[0]) / chart.height)


def test_labels_do_not_lie_on_each_other() -> None:
    rng = np.random.default_rng(5)
    points = [tuple(pair) for pair in (rng.random((200, 2)) * [600, 400]).tolist()]
    texts = [f"名字 {i}" if i % 2 else f"name {i}" for i in range(200)]
    labels = placed(points, texts, range(200), (600, 400), most=200)
    assert len(labels) > 20
    boxes = []
    for label in labels:
        wide = width(label.text) * 11 * 0.53
        left = label.x - {"left": 0, "center": wide / 2, "right": wide}[label.align]
        boxes.append((left, label.y, left + wide))
    for i, (left, y, right) in enumerate(boxes):
        assert left >= 0
        assert right <= 600
        for other_left, other_y, other_right in boxes[:i]:
            beside = left >= other_right - 1e-9 or right <= other_left + 1e-9
            assert beside or abs(y - other_y) >= 11 * 1.25 - 1e-9


@pytest.mark.parametrize(
    "texts", [["Reform goes on."], ["Nothing here."], ["Nothing here.", "Nor here.", ""]]
)
def test_one_document_one_theme_or_no_mention_is_drawn(texts: list[str]) -> None:
    scores = ts.score(texts, {"Reform": ["reform"]})
    quiet(scores.plot.heatmap).to_dict()
    scores.plot.dispersion("Reform").to_dict()
    if len(texts) > 1:
        scores.plot.side_by_side(0, 1).to_dict()


def test_groups_without_a_mention_are_drawn() -> None:
    corpus = ts.Corpus(["Word goes on."] * 8, metadata={"g": ["a", "b"] * 4, "year": [1, 2, 3, 4] * 2})
    scores = ts.score(corpus, {"Reform": ["reform"], "Peace": ["peace"]})
    quiet(lambda: scores.compare("g", replicates=100)).plot.intervals(value="rate").to_dict()
    quiet(lambda: scores.compare("year", replicates=100).trend()).plot.lines().to_dict()
    quiet(lambda: ts.keyness(corpus, "g")).plot.effect().to_dict()
    with pytest.raises(InputError):
        scores.profiles("g").plot.correspondence()


def test_two_profiles_have_a_map_of_one_dimension() -> None:
    scores = ts.score(["Trade. Trade. Peace.", "Peace. Trade."], {"Trade": ["trade"], "Peace": ["peace"]})
    chart = quiet(lambda: scores.profiles().plot.correspondence())
    assert {point["dimension_2"] for point in chart.layer[-1].data.values} == {0.0}
    chart.to_dict()


def test_two_hundred_rows_fit_on_a_picture(tmp_path: Path) -> None:
    names = [
        f"Report number {i} of the provincial committee on the work of the whole of the year"
        for i in range(200)
    ]
    corpus = ts.Corpus([f"Reform. {'Trade. ' * (i % 7)}" for i in range(200)], ids=names)
    scores = ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"]})
    ts.plots.save(scores.plot.heatmap(), tmp_path / "h.png", scale=1)
    width, height = png_size((tmp_path / "h.png").read_bytes())
    assert width < 700
    assert 1000 < height < 2700


def test_a_chart_can_be_changed(charts: dict[str, Any]) -> None:
    chart = charts["heatmap"].properties(title="Mine")
    assert chart.to_dict()["title"] == "Mine"
    assert isinstance(chart, alt.TopLevelMixin)


def test_without_altair_one_line_says_what_to_install(
    scores: ts.Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(
        ImportError, match=r'^plots need Altair and vl-convert: pip install "themescore\[plot\]"$'
    ):
        scores.plot.heatmap()


def test_altair_is_imported_when_a_plot_is_asked_for() -> None:
    code = (
        "import sys, themescore as ts; s = ts.score(['Reform.'], {'R': ['reform']}); repr(s.plot);"
        "assert 'altair' not in sys.modules; s.plot.heatmap(); assert 'altair' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_chinese_without_a_font_is_said_and_not_drawn_as_boxes(
    charts: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "has_chinese_font", lambda: False)
    with pytest.raises(InputError, match="font_directory="):
        ts.plots.save(charts["heatmap"], tmp_path / "a.png")
    ts.plots.save(charts["heatmap"], tmp_path / "a.html")
    with pytest.raises(InputError, match="neither"):
        ts.plots.save(charts["heatmap"], tmp_path / "a.png", font_directory=tmp_path)
    assert not (tmp_path / "a.png").exists()
    plain = ts.score(["Reform."], {"Reform": ["reform"]}).plot.heatmap()
    ts.plots.save(plain, tmp_path / "b.png")


def test_what_cannot_be_saved_is_said(charts: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"\.png, \.svg, \.html, \.json"):
        ts.plots.save(charts["effect"], tmp_path / "a.pdf")
    with pytest.raises(OptionError, match="scale"):
        ts.plots.save(charts["effect"], tmp_path / "a.png", scale=0)
    with pytest.raises(WriteError):
        ts.plots.save(charts["effect"], tmp_path / "none" / "a.html")
    with pytest.raises(InputError, match="no folder"):
        ts.plots.save(charts["effect"], tmp_path / "a.png", font_directory=tmp_path / "none")


def test_accessors_name_their_plots(scores: ts.Scores) -> None:
    assert repr(scores.plot) == "ScoresPlots(heatmap, dispersion, side_by_side)"
    assert "bar code" not in (scores.plot.heatmap.__doc__ or "")
    assert "by : str or callable" in scores.plot.heatmap.__doc__
