"""Everything with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

FOCUSABLE = "a[href], button, input, select, summary, [tabindex='0']"


def seen(page: Any) -> bool:
    """Whether what has the focus shows it: an outline, within the window."""
    return bool(
        page.focused(
            "{ const s = getComputedStyle(e), b = e.getBoundingClientRect();"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1"
            " && b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth; }"
        )
    )


@pytest.mark.parametrize("name", ["english", "without groups, chinese"])
def test_tab_alone_reaches_everything_and_shows_where_it_is(
    pages: dict[str, Path], opened: Any, name: str
) -> None:
    page = opened(pages[name])
    # What is there to be reached, by a number that the page does not use.
    expected = page.page.evaluate(
        f"""[...document.querySelectorAll("{FOCUSABLE}")].filter(e => e.checkVisibility())
            .map((e, i) => e.dataset.reached = String(i)).length"""
    )
    assert expected > 80
    reached, order = set(), []
    for _ in range(expected + 5):
        page.page.keyboard.press("Tab")
        number = page.focused("e.dataset.reached")
        if number is None or number in reached:
            continue
        assert seen(page), page.focused("e.outerHTML.slice(0, 200)")
        reached.add(number)
        order.append(int(number))
    assert len(reached) == expected
    assert order == sorted(order)  # as the page is read


@pytest.mark.parametrize("key", ["Enter", " "])
@pytest.mark.parametrize("place", [".heat tr[data-d] td a", ".groups a", ".findings a"])
def test_a_number_opens_with_enter_and_space_and_escape_gives_the_focus_back(
    pages: dict[str, Path], opened: Any, key: str, place: str
) -> None:
    page = opened(pages["english"])
    link = page.page.locator(place).nth(1)
    link.focus()
    scrolled = page.page.evaluate("scrollY")
    page.page.keyboard.press(key)
    panel = page.page.locator("#panel")
    panel.wait_for(state="visible")
    assert page.page.locator("#panel li").count() > 0
    assert page.focused("Boolean(e.closest('#panel'))")
    # The page behind cannot be reached meanwhile.
    for _ in range(12):
        page.page.keyboard.press("Tab")
        assert page.focused("e === document.body || Boolean(e.closest('#panel'))")
    page.page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert link.evaluate("e => e === document.activeElement")
    assert page.page.evaluate("scrollY") == scrolled


def test_the_panel_is_closed_by_its_button_and_scrolls_by_keys(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"])
    link = page.page.locator(".heat tr.sum td a").first
    link.focus()
    page.page.keyboard.press("Enter")
    page.page.locator("#panel").wait_for(state="visible")
    assert page.focused("e.id") == "panel-close"
    page.page.keyboard.press("PageDown")
    page.page.wait_for_timeout(400)
    assert page.page.locator("#panel").evaluate("e => e.scrollTop") > 100
    page.page.keyboard.press("Enter")
    assert not page.page.locator("#panel").is_visible()
    assert link.evaluate("e => e === document.activeElement")


def test_arrows_go_from_number_to_number_over_zeros(pages: dict[str, Path], opened: Any) -> None:
    page = opened(pages["english"])
    row = page.page.locator(".heat tr[data-d='0']")
    columns = row.locator("td").evaluate_all("cells => cells.map(c => Boolean(c.querySelector('a')))")
    there = [i + 1 for i, link in enumerate(columns) if link]  # the first cell is a th
    assert there != list(range(there[0], there[-1] + 1))  # there is a zero between
    row.locator("td a").first.focus()
    found = [page.focused("e.closest('td').cellIndex")]
    for _ in there[1:]:
        page.page.keyboard.press("ArrowRight")
        found.append(page.focused("e.closest('td').cellIndex"))
    assert found == there
    page.page.keyboard.press("ArrowRight")  # there is no further
    assert page.focused("e.closest('td').cellIndex") == there[-1]
    page.page.keyboard.press("ArrowUp")
    assert page.focused("e.closest('tr').className") == "sum"
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowLeft")
    assert page.focused("e.closest('td').cellIndex") == there[-2]
    assert page.page.locator(".keys").is_visible()


def test_the_first_tab_offers_the_numbers_and_another_the_way_past_the_table(
    pages: dict[str, Path], opened: Any
) -> None:
    page = opened(pages["english"])
    page.page.keyboard.press("Tab")
    assert page.focused("e.getAttribute('href')") == "#main"
    skip = page.page.locator('#documents a[href="#sentences"]')
    assert not 0 <= skip.bounding_box()["x"] < 1280
    skip.focus()
    assert 0 <= skip.bounding_box()["x"] < 1280
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.focused("e.id") == "search-text"
