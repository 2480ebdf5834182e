"""The page: what it says, what it must never do."""

from __future__ import annotations

import base64
import hashlib
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from report_pages import HOSTILE, Page, written
from themescore.errors import InputError, OptionError, ThemescoreWarning, WriteError
from themescore.report import write_report

pytestmark = pytest.mark.mostly_python


@pytest.fixture(scope="module")
def example_scores(examples: Path) -> ts.Scores:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    return ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))


@pytest.fixture(scope="module")
def example_page(example_scores: ts.Scores, tmp_path_factory: pytest.TempPathFactory) -> Page:
    return written(example_scores, tmp_path_factory.mktemp("page"), by="agency")


def test_every_number_of_the_heat_table_leads_to_all_the_sentences_that_a_plain_search_finds(
    tmp_path: Path,
) -> None:
    texts = ["Reform goes on. Trade grew. The reform of trade。改革开放。", "No word of it.", "Trade, trade!"]
    page = written(ts.score(texts, {"Reform": ["reform", "改革"], "Trade": ["trade"]}), tmp_path)
    found = page.items
    assert {key: value.get("0") for key, value in found.items() if "0" in value} == {
        "s0-0": "Reform",
        "s0-2": "reform",
        "s0-3": "改革",
    }
    assert [found["s0-1"]["1"], found["s0-2"]["1"], found["s2-0"]["1"]] == ["Trade", "trade", "Tradetrade"]
    assert found["s0-2"][""].strip() == "The reform of trade。"
    assert [link["href"] for link in page.links() if "data-t" not in link] == ["#s0-0", "#s0-1", "#s2-0"]
    sections = {values["id"]: values for tag, values in page.tags if tag == "section"}
    assert (sections["d2"]["data-n"], sections["d2"]["data-w"]) == ("0 2", "2")


def test_every_link_leads_to_a_place_that_is_there(example_page: Page) -> None:
    targets = [values["href"] for tag, values in example_page.tags if tag == "a"]
    assert len(targets) > 200
    assert all(target.startswith("#") and target[1:] in example_page.ids for target in targets)


def test_each_mention_of_the_examples_is_marked_in_its_sentence(
    example_scores: ts.Scores, example_page: Page
) -> None:
    themes = example_scores.themes.names
    corpus = example_scores.corpus
    for theme, name in enumerate(themes):
        for document, name_of_document in enumerate(corpus.ids):
            marked = "".join(
                item.get(str(theme), "")
                for key, item in example_page.items.items()
                if key.startswith(f"s{document}-")
            )
            spans = [
                (row["start"], row["end"])
                for row in example_scores.mentions.to_pylist()
                if row["theme"] == name and row["document"] == name_of_document
            ]
            assert marked == "".join(corpus.texts[document][start:end] for start, end in spans)


def test_a_sentence_is_there_once_however_many_themes_it_mentions(example_page: Page) -> None:
    texts = [item[""].strip() for item in example_page.items.values()]
    start = "Local financial risks，especially the debts"
    assert sum(text.startswith(start) for text in texts) == 1


@pytest.mark.parametrize("by", [None, "agency", "year"])
def test_the_page_loads_nothing_and_runs_nothing_but_its_own_script(
    example_scores: ts.Scores, tmp_path: Path, by: str | None
) -> None:
    page = written(example_scores, tmp_path, **({"by": by} if by else {}))
    policy = next(v["content"] for _, v in page.tags if v.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        (source,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert not re.search(r"(https?:)?//[a-z]|url\(|@import", page.html.replace("// ", ""), re.IGNORECASE)
    for _tag, values in page.tags:
        assert not {"src", "style", "srcset", "action", "data", "formaction"} & set(values)
        assert not any(key.startswith("on") for key in values)


def test_hostile_strings_in_every_place_come_out_as_text(tmp_path: Path) -> None:
    texts = [f"The reform of {string} goes on." for string in HOSTILE]
    corpus = ts.Corpus(
        texts, ids=HOSTILE, metadata={HOSTILE[0]: [HOSTILE[i % 3] for i in range(len(HOSTILE))], "k": HOSTILE}
    )
    themes = {string: ["reform"] for string in HOSTILE}
    scores = ts.score(corpus, themes)
    page = written(scores, tmp_path, by=HOSTILE[0], title=HOSTILE[1])
    names = [tag for tag, _ in page.tags]
    assert names.count("style") == 1
    assert [values.get("type") for tag, values in page.tags if tag == "script"] == ["application/json", None]
    assert not {"img", "b", "iframe", "object", "embed", "link", "base", "form"} & set(names)
    assert names.count("svg") == page.html.count("<svg viewBox=")
    for _tag, values in page.tags:
        assert not any(key.startswith("on") for key in values)
        assert not values.get("href", "#").startswith("javascript")
    for document, text in enumerate(texts):
        assert page.items[f"s{document}-0"][""].strip().split() == text.split()
    # What turns the direction of text round stays inside its own element.
    for match in re.finditer("\u202e", page.html):
        before = page.html[: match.start()]
        inside = before.rfind("<bdi") > before.rfind("</bdi>")
        assert inside, page.html[match.start() - 80 : match.start() + 20]


def test_characters_that_html_forbids_are_replaced(tmp_path: Path) -> None:
    page = written(ts.score(["reform \x00\x01\x1b[31m \ufffe\r\nreform"], {"R": ["reform"]}), tmp_path)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe]", page.html)
    assert "\ufffd\ufffd\ufffd[31m" in page.html


def test_overlapping_mentions_of_two_themes_are_both_whole(tmp_path: Path) -> None:
    scores = ts.score(
        ["We want party building reform now."], {"A": ["party building"], "B": ["building reform"]}
    )
    item = written(scores, tmp_path).items["s0-0"]
    assert (item["0"], item["1"]) == ("party building", "building reform")
    assert item[""].strip() == "We want party building reform now."


def test_two_runs_write_the_same_bytes(example_scores: ts.Scores, examples: Path, tmp_path: Path) -> None:
    example_scores.report(tmp_path / "one.html", by="agency")
    again = ts.score(example_scores.corpus, ts.Themes.load(examples / "themes.yaml"), threads=1)
    again.report(tmp_path / "two.html", by="agency")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_page_of_the_examples_is_small(example_page: Page) -> None:
    assert len(example_page.html.encode()) < 400_000


def test_the_groups_stand_with_rates_intervals_and_counts(
    example_page: Page, example_scores: ts.Scores
) -> None:
    merrin = np.array([name.startswith("merrin") for name in example_scores.corpus.ids])
    prices = example_scores.table("count")["Prices and money"].to_numpy()
    others = 1000 * prices[~merrin].sum() / example_scores.words[~merrin].sum()
    text = re.sub(r"<[^>]+>", " ", example_page.html)
    # Merrin's three statements: 1,580 words, 45 mentions of prices and money; 1000 * 45 / 1580 = 28.5.
    assert "45 mentions in 1,580 words" in example_page.html
    assert re.search(
        rf"Reserve Authority of Merrin\s+28\.5\s+[\d.]+ to [\d.]+\s+▲\s+{28.48 / others:.0f}\s", text
    )
    assert "fewer than 5 documents" in text


def test_what_stands_out_is_what_the_comparison_found(example_page: Page, example_scores: ts.Scores) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        comparison = example_scores.compare("agency")
    found = [row for row in comparison.rows if row.q < 0.05 and (row.ratio_low > 1 or row.other_rate == 0)]
    (block,) = re.findall(r'<ul class="findings">(.*?)</ul>', example_page.html)
    listed = re.findall(r"<li><strong>(.*?)</strong> mentions <strong>(.*?)</strong>", block)
    plain = [tuple(re.sub(r"<[^>]+>", "", part) for part in pair) for pair in listed]
    assert sorted(plain) == sorted((row.group, row.theme) for row in found)
    assert len(found) == 6


def test_a_small_group_is_warned_of_in_the_page_and_not_in_the_shell(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    corpus = ts.Corpus(["Reform. Reform.", "Reform now."], metadata={"who": ["a", "b"]})
    page = written(ts.score(corpus, {"R": ["reform"]}), tmp_path, by="who")
    assert "one document only" in page.text()
    assert not recwarn.list


def test_a_report_without_any_mention_says_so(tmp_path: Path) -> None:
    corpus = ts.Corpus(["Nothing here.", "Nor here."], metadata={"who": ["a", "b"]})
    page = written(ts.score(corpus, {"R": ["reform"]}), tmp_path, by="who")
    assert page.items == {}
    assert page.links() == []
    assert "Mentioned nowhere: <bdi>R</bdi>" in page.html


def test_one_document_without_words_makes_a_page(tmp_path: Path) -> None:
    page = written(ts.score(["... !"], {"R": ["reform"]}), tmp_path)
    assert "No words at all in 1 document" in page.text()
    assert "nan" not in page.text().lower().replace("finance", "")


def test_documents_that_could_not_be_read_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Reform.", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"Reform \xff\xfe\xfa.")
    with pytest.warns(ts.errors.ThemescoreWarning):
        corpus = ts.read(folder)
    page = written(ts.score(corpus, {"R": ["reform"]}), tmp_path)
    assert "Not read, so not counted: 1 document" in page.text()
    assert "bad.txt" in page.text()


def test_the_patterns_stand_with_how_often_each_was_found(tmp_path: Path) -> None:
    text = "Reform. Reforms. The reform of trade."
    page = written(ts.score([text], {"Top": {"Reform": ["reform", "reforms", "never"]}}), tmp_path)
    plain = re.sub(r"<[^>]+>", " ", page.html)
    for pattern, number in (("reform", 2), ("reforms", 1), ("never", 0)):
        assert re.search(rf"\s{pattern}\s+{number}\s", plain)


def test_notes_and_labels_of_themes_and_notes_of_patterns_stand_in_the_page(tmp_path: Path) -> None:
    themes = {
        "Trade": {
            "note": "Goods & services since <2012>",
            "labels": {"zh": "贸易", 'x"y': "<b>Handel</b>"},
            "patterns": [{"pattern": "export*", "note": "of goods"}, "import*"],
        }
    }
    path = tmp_path / "report.html"
    ts.score(["Exports grew."], themes).report(path)
    page = path.read_text(encoding="utf-8")
    assert '<p class="note"><bdi>Goods &amp; services since &lt;2012&gt;</bdi></p>' in page
    assert '<small class="label"><bdi lang="zh">贸易</bdi> (<bdi>zh</bdi>)</small>' in page
    assert '<bdi lang="x&quot;y">&lt;b&gt;Handel&lt;/b&gt;</bdi>' in page
    assert page.count('<span class="note"><bdi>of goods</bdi></span>') == 1


def test_the_page_says_what_a_chinese_word_is(tmp_path: Path) -> None:
    for han, words in (("jieba", "those that the program jieba finds"), ("bigram", "two neighbouring")):
        page = written(ts.score(["深化改革"], {"R": ["改革"]}, tokenizer=ts.Tokenizer(han=han)), tmp_path)
        assert words in page.html


def test_the_settings_say_how_to_get_the_numbers_again(example_page: Page) -> None:
    text = example_page.text()
    for part in (
        ts.__version__,
        "jieba 0.42.1",
        "boundary='part'",
        "95%",
        "2,000 replicates",
        "seed 0",
        "by agency",
    ):
        assert part in text


def test_chinese_is_marked_as_such_and_has_a_font(example_page: Page) -> None:
    assert any(tag == "bdi" and values.get("lang") == "zh" for tag, values in example_page.tags)
    assert "Noto Sans CJK SC" in example_page.content["style"]


def test_tables_have_captions_and_their_headers_scopes(example_page: Page) -> None:
    tags = [tag for tag, _ in example_page.tags]
    assert tags.count("table") == tags.count("caption") == 3
    assert all("scope" in values for tag, values in example_page.tags if tag == "th")


def test_numbers_can_be_read_on_every_shade(example_page: Page) -> None:
    def luminance(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    css = example_page.content["style"]
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    assert len(blocks) == 2
    for block in blocks:  # light, dark
        colors = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
        pairs = [
            (colors[f"h{shade}"], colors["t0" if shade == 0 else "t1" if shade < 6 else "t6"])
            for shade in range(9)
        ]
        pairs += [(colors["page"], colors[name]) for name in ("ink", "soft", "link", "up", "down")]
        for pair in pairs:
            low, high = sorted(map(luminance, pair))
            assert (high + 0.05) / (low + 0.05) >= 4.5, pair


def test_a_stretch_without_end_or_mention_is_cut_and_says_by_how_much(tmp_path: Path) -> None:
    scores = ts.score(["reform " + "word " * 10_000 + "reform"], {"R": ["reform"]})
    page = written(scores, tmp_path)
    assert len(page.html) < 60_000
    assert "49,002 characters left out" in page.html or "49,001 characters left out" in page.html


def test_a_folder_in_the_place_of_the_page_is_an_error(example_scores: ts.Scores, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="is a folder") as error:
        example_scores.report(tmp_path)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("name", ["boss.pdf", "boss.DOCX", "boss.xlsx"])
def test_a_page_is_not_written_under_the_name_of_another_format(
    example_scores: ts.Scores, tmp_path: Path, name: str
) -> None:
    with pytest.raises(OptionError, match=r"web page: let its name end in \.html"):
        example_scores.report(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_page_that_cannot_be_written_leaves_the_old_one_whole(
    example_scores: ts.Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WriteError, match=r"report\.html: .*no space left"):
        example_scores.report(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_an_error(example_scores: ts.Scores, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such file"):
        example_scores.report(tmp_path / "not" / "there.html")


@pytest.mark.parametrize("path", [3, b"report.html", None])
def test_a_path_that_is_none_is_an_error(example_scores: ts.Scores, path: object) -> None:
    with pytest.raises(InputError, match="path"):
        example_scores.report(path)  # type: ignore[arg-type]


def test_groups_that_look_alike_open_their_own_sentences(tmp_path: Path) -> None:
    corpus = ts.Corpus(["Reform.", "Trade.", "Reform."], metadata={"group": ["(missing)", None, "b"]})
    page = written(ts.score(corpus, {"R": ["reform"], "T": ["trade"]}), tmp_path, by="group")
    labels = re.findall(r'<span id="group(\d)"><bdi>(.*?)</bdi>', page.html)
    assert labels == [("0", "&#x27;(missing)&#x27;"), ("1", "b"), ("2", "(missing)")]
    assert re.findall(r'<section id="d\d" data-g="(\d)"', page.html) == ["0", "2", "1"]


def test_a_comparison_that_is_there_is_shown_and_none_is_computed(
    example_scores: ts.Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.warns(ThemescoreWarning):
        comparison = example_scores.compare("agency", replicates=150, seed=7)
    monkeypatch.setattr("themescore.report.compare", None)
    write_report(example_scores, tmp_path / "r.html", comparison=comparison)
    assert "150 replicates, seed 7" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_comparing_by_a_column_that_is_not_there_writes_nothing(
    example_scores: ts.Scores, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="no metadata column 'party'"):
        example_scores.report(tmp_path / "r.html", by="party")
    assert not list(tmp_path.iterdir())


def test_a_page_that_is_there_is_replaced_and_a_device_is_not(
    example_scores: ts.Scores, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    example_scores.report(path)
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(WriteError, match="device"):
        example_scores.report("/dev/full")
