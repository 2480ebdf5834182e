"""The page on a telephone, on paper, in the dark, and as those hear it who do not see it."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

NARROW = {"width": 360, "height": 740}
EVERY = ["english", "chinese", "without groups", "without groups, chinese", "of two documents", "large"]


@pytest.fixture(scope="session")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="needs the dependency group 'browser'")
    return files(package).joinpath("axe.min.js").read_text(encoding="utf-8")


def complaints(page: Any, axe: str) -> list[str]:
    """Return what axe finds that is serious or critical."""
    # What is not laid out yet lies on top of each other for axe, which then compares colours with those of
    # what is elsewhere.
    page.page.evaluate(
        "document.querySelectorAll('#all section').forEach(s => s.style.contentVisibility = 'visible')"
    )
    page.page.evaluate(axe)
    found = page.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 20  # it looked
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["english", "chinese", "without groups", "without groups, chinese", "of two documents"]
)
def test_axe_finds_nothing_serious(
    pages: dict[str, Path], opened: Any, axe: str, name: str, scheme: str
) -> None:
    page = opened(pages[name], color_scheme=scheme)
    assert complaints(page, axe) == []
    number = page.page.locator(".heat td a")
    if number.count():
        number.first.click()
        assert complaints(page, axe) == []


def test_axe_finds_nothing_serious_on_a_narrow_screen(pages: dict[str, Path], opened: Any, axe: str) -> None:
    page = opened(pages["english"], viewport=NARROW)
    assert complaints(page, axe) == []


def test_axe_is_heard_when_there_is_something(opened: Any, axe: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<title>Bad</title><p style='color:#ccc'>pale</p><img src='data:,'><input>" * 1)
    page = opened(path)
    page.page.evaluate(axe)
    found = page.page.evaluate("axe.run(document)")
    assert {"image-alt", "label", "html-has-lang"} <= {violation["id"] for violation in found["violations"]}


@pytest.mark.parametrize("name", [*EVERY, "of many themes", "of ten thousand documents", "of one document"])
def test_a_narrow_screen_is_not_scrolled_sideways(pages: dict[str, Path], opened: Any, name: str) -> None:
    page = opened(pages[name], viewport=NARROW)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    number = page.page.locator(".heat td a")
    if number.count():
        number.first.evaluate("e => e.click()")
        panel = page.page.locator("#panel")
        panel.wait_for(state="visible")
        box = panel.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert panel.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert page.page.locator("#panel-close").is_visible()
    for caption in page.page.locator("caption").all():
        box = caption.bounding_box()
        assert box["x"] + box["width"] <= 360


def test_paper_has_the_evidence_and_no_controls(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"], color_scheme="dark")
    page.page.emulate_media(media="print")
    for hidden in ("nav", "#search", ".skip", ".keys", "#panel", "button"):
        for element in page.page.locator(hidden).all():
            assert not element.is_visible(), hidden
    assert page.page.locator("#all li").count() > 200
    assert all(item.is_visible() for item in page.page.locator("#all li").all()[::20])
    # Nothing is cut off by what scrolls on the screen.
    for scroll in page.page.locator(".scroll").all():
        assert scroll.evaluate("e => getComputedStyle(e).overflow") == "visible"
    # On white, whatever the screen was.
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    # The theme file is folded on the screen; on paper it is there.
    assert page.page.locator("details pre").first.evaluate("e => e.getBoundingClientRect().height") > 100


def test_a_printed_search_has_what_was_found_alone(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"])
    page.page.locator("#search-text").fill("risk")
    page.page.wait_for_timeout(500)
    page.page.emulate_media(media="print")
    left = page.left()
    assert 0 < len(left) < 60
    assert all("risk" in text.casefold() for text in left)


def test_the_dark_has_light_letters(pages: dict[str, Path], opened: Any) -> None:
    def brightness(scheme: str) -> tuple[int, int]:
        page = opened(pages["english"], color_scheme=scheme)
        colors = page.page.evaluate(
            "(s => [s.color, s.backgroundColor].map(c => c.match(/\\d+/g).slice(0, 3).map(Number)))"
            "(getComputedStyle(document.body))"
        )
        return sum(colors[0]), sum(colors[1])

    ink, paper = brightness("light")
    assert ink < paper
    ink, paper = brightness("dark")
    assert ink > paper


def test_nothing_moves(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"], reduced_motion="reduce")
    page.page.locator(".heat td a").first.click()
    assert page.page.evaluate("document.getAnimations().length") == 0
    moving = page.page.evaluate(
        """[...document.querySelectorAll("*")].filter(e => {
            const s = getComputedStyle(e);
            return s.animationName !== "none" || s.transitionDuration !== "0s"
                || s.scrollBehavior === "smooth";
        }).length"""
    )
    assert moving == 0


def test_the_outline_of_headings_has_no_gap(pages: dict[str, Path], opened: Any) -> None:
    for name in EVERY:
        page = opened(pages[name])
        levels = page.page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => !h.closest('dialog'))"
            ".map(h => Number(h.tagName[1]))"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for landmark in ("header", "nav", "main", "footer"):
            assert page.page.locator(landmark).count() == 1
