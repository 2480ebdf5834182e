"""Strings that would run if anything took them for markup: nothing does, in the page and in a notebook."""

from __future__ import annotations

import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from report_pages import HOSTILE
from themescore.errors import ThemescoreError, ThemescoreWarning

pytestmark = pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")


def hostile_themes() -> dict[str, Any]:
    themes: dict[str, Any] = {
        name: {
            "note": name,
            "labels": {"zh": name},
            "patterns": [{"pattern": "reform", "note": name}, {"pattern": "trade"}, name],
        }
        for name in HOSTILE
    }
    while True:  # without the patterns that no theme can have
        try:
            ts.Themes(themes)
        except ThemescoreError:
            name = next(key for key in themes if _refused(key, themes[key]))
            del themes[name]["patterns"][-1]
        else:
            return themes


def _refused(name: str, theme: dict[str, Any]) -> bool:
    try:
        ts.Themes({name: theme})
    except ThemescoreError:
        return True
    return False


def hostile_corpus(folder: Path) -> ts.Corpus:
    """Return documents whose files, ids, texts, columns and values are all hostile; one cannot be read."""
    reports = folder / "reports"
    reports.mkdir()
    for number, string in enumerate(HOSTILE):
        name = string.replace("/", "\u2215")  # what looks like it: a name cannot have the other
        text = f"{string}\n\nWe must have reform of {string} and trade. Reform {string} goes on.\n{string}。"
        (reports / f"{number} {name}.txt").write_text(text, encoding="utf-8")
    (reports / "<img src=x onerror=alert(1)>.txt").write_bytes(b"\xff\xfe\xfa Reform.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.read(reports)
    assert len(corpus) == len(HOSTILE)
    assert len(corpus.failures) == 1
    metadata = dict.fromkeys(HOSTILE, HOSTILE) | {
        "group": [HOSTILE[i % 2] for i in range(len(HOSTILE))],
        "year": list(range(2000, 2000 + len(HOSTILE))),
    }
    return ts.Corpus(corpus.texts, ids=HOSTILE, metadata=metadata)


def hostile_scores(folder: Path) -> ts.Scores:
    cues = {HOSTILE[0]: {"level": 3, "patterns": ["must"]}}
    return ts.score(hostile_corpus(folder), hostile_themes(), cues=cues)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("by", [HOSTILE[0], "group", None])
def test_nothing_runs_in_a_report_of_hostile_strings(
    opened: Any, tmp_path: Path, language: str, by: str | None
) -> None:
    scores = hostile_scores(tmp_path)
    path = tmp_path / "<img src=x onerror=alert(1)>'\".html"
    scores.report(path, by=by, title="".join(HOSTILE), language=language)
    page = opened(path)
    numbers = page.page.locator("td a, .findings a")
    assert numbers.count() > 20
    for link in numbers.all()[::7]:
        link.click()
        assert page.page.locator("#panel li").count() > 0
        page.page.keyboard.press("Escape")
    page.page.locator("#search-text").fill("<script>")
    page.page.locator("#search-document").fill("<script>")
    page.page.wait_for_timeout(500)
    assert len(page.left()) > 0
    for choice in ("theme", "group"):
        if page.page.locator(f"#search-{choice}").count():
            page.page.locator(f"#search-{choice}").select_option(index=1)
    page.page.locator("#search-clear").click()
    for summary in page.page.locator("summary").all():
        summary.click()
    for link in page.page.locator("nav a, .heat th a").all()[:10]:
        link.click()
    page.page.emulate_media(media="print")
    page.assert_quiet()
    assert page.page.locator("script").count() == 2
    assert page.page.locator("img, iframe, object, embed, base, form, style ~ style").count() == 0


def test_hostile_strings_are_shown_as_they_are(opened: Any, tmp_path: Path) -> None:
    scores = hostile_scores(tmp_path)
    scores.report(tmp_path / "report.html", by="group")
    page = opened(tmp_path / "report.html")
    headings = page.page.locator("#all h3").all_text_contents()
    assert [" ".join(text.split()) for text in headings] == [" ".join(name.split()) for name in HOSTILE]


def test_nothing_runs_in_a_packed_report_of_hostile_strings(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not by its name, which is that of the function in it as well.
    monkeypatch.setattr(import_module("themescore.report.page"), "LARGEST", 90_000)
    monkeypatch.setattr("themescore.report.packing._LEAST", 20_000)
    scores = hostile_scores(tmp_path)
    scores.report(tmp_path / "report.html", by="group")
    page = opened(tmp_path / "report.html")
    page.page.locator("#packed").wait_for(state="detached")
    assert page.page.locator("#all li").count() > len(HOSTILE)
    page.page.locator(".heat tr[data-d] td a").first.click()
    assert page.page.locator("#panel li").count() > 0
    page.assert_quiet()


def test_nothing_runs_in_a_report_of_files_that_could_not_be_read(opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Reform.", encoding="utf-8")
    for name in ("<img src=x onerror=alert(1)>", "<script>alert(1)<", "\u202eevil", "javascript:alert(1)"):
        (folder / f"{name}.txt").write_bytes(b"Reform \xff\xfe\xfa.")
    scores = ts.score(ts.read(folder), {"R": ["reform"]})
    scores.report(tmp_path / "report.html")
    page = opened(tmp_path / "report.html")
    assert "onerror=alert(1)" in page.text(".warnings")
    page.assert_quiet()


def views(scores: ts.Scores, folder: Path) -> dict[str, Any]:
    """Return one of everything that shows itself in a notebook."""
    corpus, themes = scores.corpus, scores.themes
    first = themes.names[0]
    comparison = scores.compare("group")
    profiles = scores.profiles("year")
    return {
        "tokens": scores.tokenizer.tokens(corpus.texts[0]),
        "tokenizer": scores.tokenizer.explain(corpus.texts[0]),
        "corpus": corpus,
        "description": corpus.describe(),
        "pieces": corpus.split("sentences"),
        "themes": themes,
        "cues": scores.cues,
        "scores": scores,
        "explanation": scores.explain(first, 0),
        "evidence": scores.evidence(first, context=1),
        "strongest": scores.evidence(first, order="strongest"),
        "comparison": comparison,
        "sensitivity": comparison.sensitivity(),
        "trend": scores.compare("year").trend(),
        "keyness": ts.keyness(corpus, by="group"),
        "kwic": ts.kwic(corpus, "reform"),
        "kwic of several": ts.kwic(corpus, ["script", "alert", "reform"]),
        "audit": themes.audit(corpus),
        "sheet": themes.sample(corpus, 10),
        "coding": coded(themes, corpus, folder),
        "profiles": profiles,
        "moves": scores.profiles("group").moves("year"),
        "correspondence": profiles.correspondence(),
        "weights": ts.EmphasisWeights(),
        "table of scores": scores.display_table(),
        "table of a comparison": comparison.display_table(),
        "table of key terms": ts.keyness(corpus, by="group").display_table(),
        "table of a trend": scores.compare("year").trend().display_table(),
    }


def coded(themes: ts.Themes, corpus: ts.Corpus, folder: Path) -> Any:
    """Return what two coders with hostile names made of a sheet, the second of half of it."""
    sheet = themes.sample(corpus, 10)
    sheet.save(folder / "sheet.csv")
    frame = sheet.to_frame()
    frame.assign(code="yes", coder=HOSTILE[0]).to_csv(folder / "one.csv", index=False)
    frame.head(5).assign(code="no", coder=HOSTILE[1]).to_csv(folder / "two.csv", index=False)
    return ts.CodingSheet.read([folder / "one.csv", folder / "two.csv"])


def test_nothing_runs_in_the_views_of_the_notebook(opened: Any, tmp_path: Path) -> None:
    scores = hostile_scores(tmp_path)
    for name, shown in views(scores, tmp_path).items():
        if shown is None:
            continue
        view = shown._repr_html_()
        assert len(view) > 30, name
        path = tmp_path / f"{name}.html"
        # As a notebook has it: without a policy.
        head = f"<!DOCTYPE html><meta charset='utf-8'><title>{name}</title>"
        path.write_text(f"{head}<div>{view}</div>", encoding="utf-8")
        page = opened(path)
        page.page.mouse.move(200, 200)  # for what waits for the mouse
        for summary in page.page.locator("summary").all():
            summary.click()
        page.assert_quiet()
        assert page.page.locator("script, img, iframe, object, embed, svg").count() == 0, name
        attributes = page.page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"
        )
        assert not [attribute for attribute in attributes if attribute.startswith("on")], name
        page.context.close()


def test_what_would_run_is_seen(opened: Any, tmp_path: Path) -> None:
    for string, kind in (
        ("<script>alert(1)</script>", "dialog"),
        ("<img src=x onerror=alert(1)>", "request"),
        ("<svg onload=console.log(1)>", "console"),
        ("<script>document.title='x';open('about:blank')</script>", "window"),
    ):
        path = tmp_path / "bad.html"
        path.write_text(f"<meta charset=utf-8><title>t</title>{string}")
        page = opened(path)
        page.page.wait_for_timeout(300)
        assert any(done.startswith(kind) for done in page.done), (string, page.done)
        with pytest.raises(AssertionError):
            page.assert_quiet()
