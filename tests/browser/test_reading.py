"""The page as it is read: opened from a file, its numbers opened, its sentences searched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import themescore as ts

EVERY = [
    "english",
    "chinese",
    "without groups",
    "without groups, chinese",
    "of two documents",
    "of one document",
    "large",
    "of many themes",
    "of ten thousand documents",
]


@pytest.mark.parametrize("name", EVERY)
def test_a_page_opens_from_a_file_and_loads_and_says_nothing(
    pages: dict[str, Path], opened: Any, name: str
) -> None:
    page = opened(pages[name])
    assert page.page.locator("h1").is_visible()
    # The script ran; it offers a search where there is something to be found.
    assert page.page.locator("#search").is_visible() == (name != "of two documents")
    page.assert_quiet()


@pytest.mark.parametrize("name", ["english", "chinese", "without groups"])
def test_each_number_of_a_document_opens_its_sentences(
    pages: dict[str, Path], opened: Any, example_scores: ts.Scores, name: str
) -> None:
    page = opened(pages[name])
    themes = example_scores.themes.names
    for row in page.page.locator(".heat tr[data-d]").all()[::4]:
        document = int(row.get_attribute("data-d"))
        for theme in range(0, len(themes), 3):
            link = row.locator("td").nth(theme + 1).locator("a")
            evidence = example_scores.evidence(themes[theme], document)
            assert link.count() == bool(evidence)
            if not evidence:
                continue
            link.click()
            items = page.page.locator("#panel[open] li")
            assert [" ".join(text.split()) for text in items.all_inner_texts()] == [
                " ".join(sentence.text.split()) for sentence in evidence
            ]
            marked = page.page.locator("#panel mark").all_inner_texts()
            assert "".join(marked) == "".join(
                part for sentence in evidence for part, mention in sentence.parts() if mention
            )
            assert page.text("#panel-title").endswith(themes[theme].rpartition(" / ")[2])
            assert example_scores.ids[document] in page.text("#panel-says")
            page.page.keyboard.press("Escape")
    page.assert_quiet()


def test_each_number_of_a_group_opens_the_sentences_of_its_documents(
    pages: dict[str, Path], opened: Any, example_scores: ts.Scores
) -> None:
    page = opened(pages["english"])
    number = example_scores.themes.names.index("Party building")
    for place in (".groups", ".heat", ".findings"):
        link = page.page.locator(f'{place} a[data-t="{number}"][data-g]').first
        agency = "Beiling Provincial Party Committee"
        link.click()
        evidence = example_scores.evidence("Party building", by="agency", group=agency)
        assert page.page.locator("#panel li").count() == len(evidence) > 10
        says = page.text("#panel-says")
        assert says.startswith(f"{agency}: ")
        assert says.endswith(f"{len(evidence)} sentences")
        page.page.locator("#panel-close").click()
        assert not page.page.locator("#panel").is_visible()
    of_all = page.page.locator(f'.heat a[data-t="{number}"]:not([data-g])')
    of_all.click()
    assert page.page.locator("#panel li").count() == len(example_scores.evidence("Party building"))


def test_a_click_beside_the_panel_closes_it(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"])
    page.page.locator(".heat td a").first.click()
    assert page.page.locator("#panel").is_visible()
    page.page.mouse.click(20, 450)
    assert not page.page.locator("#panel").is_visible()


def searched(page: Any, name: str, value: str) -> list[str]:
    """Fill a field and return the sentences that are left."""
    field = page.page.locator(f"#search-{name}")
    if name in ("theme", "group"):
        field.select_option(label=value)
    else:
        field.fill(value)
    page.page.wait_for_timeout(500)
    left: list[str] = page.left()
    return left


def test_the_search_leaves_the_sentences_that_have_all_the_words(
    pages: dict[str, Path], opened: Any, example_scores: ts.Scores
) -> None:
    page = opened(pages["english"])
    every = {
        (sentence.document, sentence.sentence): sentence.text
        for theme in example_scores.themes.names
        for sentence in example_scores.evidence(theme)
    }
    for words in ("RISK", "the enterprise", "改革", "ｒｉｓｋ", "no such words"):
        wanted = words.casefold().replace("ｒｉｓｋ", "risk").split()
        expected = [text for text in every.values() if all(word in text.casefold() for word in wanted)]
        assert len(searched(page, "text", words)) == len(expected)
        assert page.text("#search-says") == f"{len(expected)} of {len(every)} sentences"
    assert page.page.locator("#all section").locator("visible=true").count() == 0
    page.page.locator("#search-clear").click()
    assert len(searched(page, "text", "")) == len(every)
    assert page.focused("e.id") == "search-text"
    page.assert_quiet()


def test_the_search_filters_by_theme_group_and_document(
    pages: dict[str, Path], opened: Any, example_scores: ts.Scores
) -> None:
    page = opened(pages["english"])
    agency = "Beiling Provincial Party Committee"
    theme = "Economy / Enterprise reform"
    assert len(searched(page, "theme", theme)) == len(example_scores.evidence(theme))
    of_group = example_scores.evidence(theme, by="agency", group=agency)
    assert len(searched(page, "group", agency)) == len(of_group)
    of_document = [sentence for sentence in of_group if sentence.document == "beiling-2023"]
    assert len(searched(page, "document", "ing-2023")) == len(of_document) > 0


def test_a_link_to_a_document_that_the_search_hides_shows_it_again(
    pages: dict[str, Path], opened: Any
) -> None:
    page = opened(pages["english"])
    assert searched(page, "text", "no such words") == []
    page.page.locator('.heat tr[data-d="3"] th a').click()
    page.page.wait_for_timeout(500)
    assert page.page.locator("#d3").is_visible()
    assert page.page.locator("#search-text").input_value() == ""
    top = page.page.locator("#d3").bounding_box()["y"]
    assert -5 < top < 200


def test_the_sentences_of_a_large_page_are_unpacked(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["large"])
    page.page.locator(".heat tr[data-d='599'] td a").last.click()
    panel = page.page.locator("#panel")
    panel.wait_for(state="visible")
    assert page.page.locator("#packed").count() == 0
    assert page.page.locator("#panel li").count() >= 1
    says = page.text("#panel-says")
    assert says.startswith("599: 2 mentions in ")
    page.page.keyboard.press("Escape")
    link = page.page.locator(".groups a[data-g]").first
    total = int(link.get_attribute("data-s"))
    link.click()
    panel.wait_for(state="visible")
    assert f" of {total} sentences" in page.text("#panel-says")
    assert page.page.locator("#panel li").count() == 200
    page.page.locator("#panel-more").click()
    assert page.page.locator("#panel li").count() > 200
    page.assert_quiet()


def test_without_script_a_number_leads_to_its_first_sentence(
    pages: dict[str, Path], opened: Any, example_scores: ts.Scores
) -> None:
    page = opened(pages["english"], java_script_enabled=False)
    assert not page.page.locator("#search").is_visible()
    link = page.page.locator(".heat tr[data-d='2'] td a").first
    link.click()
    target = page.page.locator(f'[id="{link.get_attribute("href")[1:]}"]')
    assert 0 <= target.bounding_box()["y"] < 900
    assert target.locator("mark").count() >= 1
