"""Plots of very much and of nothing, and Chinese without a font: what is drawn, and what is said instead."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import themescore as ts
from charts import quiet, saved_svg
from themescore.errors import InputError

pytestmark = pytest.mark.mostly_python


def test_many_strokes_are_one_text_in_which_none_is_lost_or_changed(tmp_path: Path) -> None:
    odd = 'a "b", c'
    texts = ["Reform goes on. " * (500 + i) for i in range(5)]
    scores = ts.score(ts.Corpus(texts, ids=[odd, "2009", "true", "d\ne", ""]), {odd: ["reform"]})
    chart = scores.plot.dispersion(odd)
    data = chart.layer[1].data
    strokes = list(csv.DictReader(io.StringIO(data["values"])))
    table = scores.mentions.to_pandas()
    words = dict(zip(scores.ids, scores.words.tolist(), strict=True))
    expected = [100 * at / words[d] for at, d in zip(table["position"], table["document"], strict=True)]
    assert [float(stroke["place"]) for stroke in strokes] == pytest.approx(expected, rel=1e-12)
    assert list(dict.fromkeys(stroke["document"] for stroke in strokes))[:3] == [odd, "2009", "true"]
    assert {stroke["theme"] for stroke in strokes} == {odd}
    parse = dict.fromkeys(("document", "theme", "form"), "string")
    parse |= dict.fromkeys(("place", "mentions"), "number")
    assert data["format"].to_dict()["parse"] == parse
    # The renderer reads it as it was written: a stroke in its place for each.
    strokes_drawn = re.findall(r'aria-roledescription="tick"', saved_svg(chart, tmp_path))
    assert len(strokes_drawn) == len(table) == 2510


def test_a_picture_of_two_hundred_long_documents_is_made_of_one_text(shared_data: Path) -> None:
    themes = {"Inflation": ["inflation*", "prices"], "Employment": ["employment", "unemployment"]}
    scores = ts.score(ts.read(shared_data / "fomc-minutes.jsonl"), themes)
    chart = scores.plot.dispersion(list(themes))
    strokes = list(csv.DictReader(io.StringIO(chart.layer[1].data["values"])))
    assert sum(int(stroke["mentions"]) for stroke in strokes) == scores.mentions.num_rows
    assert chart.height < 3000


def test_more_rows_than_a_picture_can_have_are_said(tmp_path: Path) -> None:
    corpus = ts.Corpus(["Reform."] * 1001, metadata={"g": [f"g{i % 2}" for i in range(1001)]})
    scores = ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"]})
    with pytest.raises(InputError, match=r"1,001 documents .* \(1,000 at most\): group them with by="):
        scores.plot.heatmap()
    with pytest.raises(InputError, match=r"1,001 documents .* name some in documents="):
        scores.plot.dispersion("Reform")
    quiet(lambda: scores.plot.heatmap("g")).to_dict()
    thousand = quiet(lambda: ts.score(corpus[:1000], {"Reform": ["reform"]}).plot.heatmap(order="given"))
    assert saved_svg(thousand, tmp_path).count('aria-roledescription="rect mark"') == 1000
    groups = ts.Corpus(["Reform."] * 1002, metadata={"g": [f"g{i // 2}" for i in range(1002)]})
    many = ts.score(groups, {f"T{i}": ["reform"] for i in range(2)})
    comparison = quiet(lambda: many.compare("g", replicates=100))
    with pytest.raises(InputError, match=r"1,002 themes in groups .* name some"):
        comparison.plot.intervals()


def test_the_axis_of_two_documents_without_a_mention_begins_at_nought() -> None:
    chart = ts.score(["Word.", "Word."], {"Reform": ["reform"]}).plot.side_by_side(0, 1)
    assert chart.layer[1].to_dict()["encoding"]["x"]["scale"] == {"domain": [0, 1]}


def test_a_folder_of_fonts_is_asked_whether_it_has_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = shutil.which("fc-list")
    if listed is None or shutil.which("fc-scan") is None:
        pytest.skip("needs fontconfig")
    command = [listed, "--format", "%{file}\t%{lang}\n"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    fonts = [line.split("\t") for line in lines if "\t" in line]
    han = next((Path(file) for file, langs in fonts if "zh-cn" in langs), None)
    latin = next(
        (Path(file) for file, langs in fonts if "zh" not in langs and "en" in langs.split("|")), None
    )
    if han is None or latin is None:
        pytest.skip("needs a font with Chinese and one without")
    monkeypatch.setattr("themescore.plots.saving.has_chinese_font", lambda: False)
    chart = ts.score(["改革。"], {"改革": ["改革"]}).plot.heatmap()
    for font, ending in ((latin, "latin"), (han, "han")):
        (tmp_path / ending).mkdir()
        (tmp_path / ending / font.name).symlink_to(font)
    with pytest.raises(InputError, match="no font for it was found, in font_directory="):
        ts.plots.save(chart, tmp_path / "a.png", font_directory=tmp_path / "latin")
    ts.plots.save(chart, tmp_path / "a.png", font_directory=tmp_path / "han")
    assert (tmp_path / "a.png").stat().st_size > 0
