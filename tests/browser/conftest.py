"""Chromium, and pages opened in it that say what they did that a page must not do."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from themescore.errors import ThemescoreWarning

playwright = pytest.importorskip("playwright.sync_api", reason="needs the dependency group 'browser'")

WIDE = {"width": 1280, "height": 900}


class Opened:
    """A page in the browser, and everything that it did beyond being read."""

    def __init__(self, browser: Any, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**({"viewport": WIDE} | options))
        self.page = self.context.new_page()
        self.done: list[str] = []
        self._address = path.absolute().as_uri()
        page = self.page
        page.on("console", lambda message: self.done.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.done.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.done.append(f"window: {popup.url}"))
        page.on("request", self._request)
        page.on("worker", lambda worker: self.done.append(f"worker: {worker.url}"))
        page.goto(self._address)
        self.title = page.title()

    def _dialog(self, dialog: Any) -> None:
        self.done.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if request.url.partition("#")[0] != self._address:
            self.done.append(f"request: {request.url}")

    def assert_quiet(self) -> None:
        """Fail if the page loaded, said or ran anything, or is no longer the page that it was."""
        self.page.wait_for_timeout(100)
        assert self.done == []
        assert self.page.url.partition("#")[0] == self._address
        assert self.page.title() == self.title

    def text(self, selector: str) -> str:
        """Return what is to be read there, on one line."""
        return " ".join(self.page.locator(selector).inner_text().split())

    def left(self) -> list[str]:
        """Return the sentences of the list that are to be seen."""
        found: list[str] = self.page.locator("#all li").evaluate_all(
            "items => items.filter(e => e.checkVisibility()).map(e => e.textContent)"
        )
        return found

    def focused(self, what: str) -> Any:
        """Return what JavaScript says of the element `e` that has the focus."""
        return self.page.evaluate(f"(e => {what})(document.activeElement)")


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Debian's package chromium: `make browser` installs it")
    with playwright.sync_playwright() as driver:
        # In a container there is nothing that its sandbox could be made of; what is opened here is ours.
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Opener]:
    """Return what opens a file; its keywords are those of Playwright's new_context."""
    all_of_them: list[Opened] = []

    def opener(path: Path, **options: Any) -> Opened:
        all_of_them.append(Opened(browser, path, **options))
        return all_of_them[-1]

    yield opener
    for page in all_of_them:
        page.context.close()


@pytest.fixture(scope="session")
def example_scores(examples: Path) -> ts.Scores:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    return ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))


@pytest.fixture(scope="session")
def pages(example_scores: ts.Scores, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of each kind, by what is special about them."""
    folder = tmp_path_factory.mktemp("pages")
    found: dict[str, Path] = {}

    def write(name: str, scores: ts.Scores, **options: Any) -> None:
        found[name] = folder / f"{name}.html"
        scores.report(found[name], **options)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        write("english", example_scores, by="agency")
        write("chinese", example_scores, by="agency", language="zh")
        write("without groups", example_scores)
        write("without groups, chinese", example_scores, language="zh")
        write("of two documents", ts.score(["Nothing here.", "Nor here."], {"Reform": ["reform"]}))
        write("of one document", ts.score(["Reform goes on. 改革在继续。"], {"Reform": ["reform", "改革"]}))
        write("large", large_scores(), by="part")
        write("of many themes", scores_of_many_themes(), by="part", language="zh")
        write("of ten thousand documents", scores_of_many_documents(), by="part")
    return found


def large_scores() -> ts.Scores:
    """Return scores with more sentences than a page has room for."""
    # Words in a long period, which do not pack well.
    words = [f"{i * 7919 % 100003:x}" for i in range(100_003)]
    texts = []
    for document in range(1000):
        at = (document * 97) % 99_000
        sentences = [
            f"We {'must' if number == 3 else 'may'} {' '.join(words[begin : begin + 14])} "
            f"theme{(document + number) % 20}x."
            for number, begin in enumerate(range(at, at + 40 * 14, 14))
        ]
        texts.append(" ".join(sentences))
    corpus = ts.Corpus(texts, metadata={"part": [f"part {i % 4}" for i in range(1000)]})
    return ts.score(corpus, {f"Theme {i}": [f"theme{i}x"] for i in range(20)})


def scores_of_many_themes() -> ts.Scores:
    long = "关于进一步深化改革、扩大开放的若干重大问题 A theme with a rather long name, number"
    texts = [" ".join(f"Word{(i * 7 + j) % 200}x is here." for j in range(30)) for i in range(60)]
    corpus = ts.Corpus(texts, metadata={"part": [f"部分 {i % 3}" for i in range(60)]})
    return ts.score(corpus, {f"{long} {i}": [f"word{i}x"] for i in range(200)})


def scores_of_many_documents() -> ts.Scores:
    texts = [f"{'Reform goes on. ' * (i % 5)}Trade grew." for i in range(10_000)]
    corpus = ts.Corpus(texts, metadata={"part": [f"part {i % 3}" for i in range(10_000)]})
    return ts.score(corpus, {"Reform": ["reform"], "Trade": ["trade"]})
