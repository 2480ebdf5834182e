"""The page in its languages: no word is missing, none is left over, and the numbers are the same."""

from __future__ import annotations

import html
import re
import string
from importlib.resources import files
from pathlib import Path

import pytest
import themescore as ts
from report_pages import Page, written
from themescore.errors import OptionError
from themescore.report.markup import script_language
from themescore.report.wording import LANGUAGES, WORDS, Wording

pytestmark = pytest.mark.mostly_python


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def example_scores(examples: Path) -> ts.Scores:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    return ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))


@pytest.mark.parametrize("key", WORDS)
def test_each_text_is_there_in_every_language_with_the_same_places(key: str) -> None:
    texts = WORDS[key]
    assert len(texts) == len(LANGUAGES) == 2
    english, chinese = texts
    assert all(texts)
    assert placeholders(english) == placeholders(chinese)
    for form in english.split("|"):
        assert placeholders(form) == placeholders(english)
    # The same tags, in the same order, so that no page is ill-formed in one language only.
    assert re.findall("<[^>]+>", english.split("|")[0]) == re.findall("<[^>]+>", chinese)
    # Chinese has no plural, and no punctuation of English between its characters.
    assert "|" not in chinese
    assert not re.search(r"[\u4e00-\u9fff][,;:?!.]|[\u4e00-\u9fff] [\u4e00-\u9fff]", chinese)
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", english)


def test_each_text_is_used_and_each_that_is_used_is_there() -> None:
    sources = [
        file.read_text(encoding="utf-8")
        for file in files("themescore.report").iterdir()
        if file.name.endswith((".py", ".html", ".js"))
    ]
    # Of the table itself only what reads it.
    everything = "\n".join(text[max(text.find("class Wording"), 0) :] for text in sources)
    families = [*re.findall(r"say\(f[\"'](\w+_)\{", everything), "unit_", "short_"]
    for key in WORDS:
        named = re.search(rf"[\"'{{]{key}[\"'}}]", everything)
        assert named or key.startswith(tuple(families)), f"{key} is nowhere used"
    used = re.findall(r"\bsay\(\s*[\"'](\w+)[\"']", everything)
    assert len(used) > 60
    assert set(used) <= set(WORDS)


@pytest.mark.parametrize("language", ["de", "EN", "", None, 3])
def test_another_language_is_an_error_that_names_those_there_are(
    example_scores: ts.Scores, tmp_path: Path, language: object
) -> None:
    with pytest.raises(OptionError, match="it can be 'en' or 'zh'"):
        example_scores.report(tmp_path / "r.html", language=language)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def shown(page: Page) -> str:
    """Return what stands in the page to be read, without names and texts from outside."""
    body = re.sub(r"<(style|script|title|code|pre|bdi|svg)\b.*?</\1>", " ", page.html, flags=re.DOTALL)
    body = re.sub(r'<li lang="en">.*?</li>|<option value="\d.*?</option>', " ", body)
    return html.unescape(re.sub("<[^>]+>", " ", body))


@pytest.mark.parametrize("by", [None, "agency"])
def test_the_chinese_page_has_no_english_of_its_own(
    example_scores: ts.Scores, tmp_path: Path, by: str | None
) -> None:
    page = written(example_scores, tmp_path, by=by, language="zh")
    terms = {"themescore", "numpy", "jieba", "Unicode", "UAX", "SHA", "bootstrap", "t", "yaml", "q", "themes"}
    assert set(re.findall("[A-Za-z]+", shown(page))) <= terms
    assert ("html", {"lang": "zh-Hans"}) in page.tags
    words = [values[key] for _, values in page.tags for key in ("aria-label", "title") if key in values]
    assert words
    assert not any(re.search("[A-Za-z]", value) for value in words)


def test_the_english_page_has_no_chinese_of_its_own(example_scores: ts.Scores, tmp_path: Path) -> None:
    page = written(example_scores, tmp_path, by="agency")
    assert not re.search("[\u4e00-\u9fff]", shown(page))


def test_the_numbers_are_the_same_in_both_languages(example_scores: ts.Scores, tmp_path: Path) -> None:
    def numbers(language: str) -> list[str]:
        page = written(example_scores, tmp_path, by="agency", language=language)
        cells = re.findall("<td[^>]*>(.*?)</td>", page.html)
        return re.findall(r"[\d,.]+", re.sub("<[^>]+>", " ", " ".join(cells)))

    english, chinese = numbers("en"), numbers("zh")
    assert len(english) > 500
    assert english == chinese


def test_what_is_in_another_language_than_the_page_says_so(tmp_path: Path) -> None:
    corpus = ts.Corpus(["Reform goes on.", "深化改革。"], ids=["report", "报告"])
    scores = ts.score(corpus, {"Reform": ["reform", "改革"]})
    english, chinese = (written(scores, tmp_path, language=language).html for language in LANGUAGES)
    assert "<bdi>report</bdi>" in english
    assert '<bdi lang="zh">报告</bdi>' in english
    assert '<bdi lang="en">report</bdi>' in chinese
    assert "<bdi>报告</bdi>" in chinese
    assert re.search('<bdi lang="zh">深化<mark', english)
    assert re.search('<bdi lang="en"><mark data-t="0">Reform', chinese)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("改革", "zh"),
        ("改革 reform", "en"),  # two characters weigh as much as one word
        ("Reform", "en"),
        ("2024", ""),
        ("改革のため", "ja"),
        ("개혁", "ko"),
        ("Reform of 国有 enterprises", "en"),
        ("", ""),
        ("реформа", ""),
    ],
)
def test_the_language_of_a_text_is_guessed_from_its_script(text: str, code: str) -> None:
    assert script_language(text) == code


def test_numbers_choose_the_form_and_get_their_commas() -> None:
    say = Wording("en")
    assert [say("documents", n=n) for n in (0, 1, 1204)] == ["0 documents", "1 document", "1,204 documents"]
    assert Wording("zh")("documents", n=1204) == "1,204 份文档"
