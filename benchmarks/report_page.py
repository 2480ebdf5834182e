"""How long a report page takes to write, how large it is, how long it takes to open and to search.

    .venv/bin/python benchmarks/report_page.py

Documents of 40 sentences of random words, which pack badly, each with one of the themes. Opening is measured
where the dependency group `browser` and Chromium are there: first paint, then all sentences unpacked, then a
search.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import themescore as ts
from themescore.errors import ThemescoreWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ((100, 10), (1000, 30), (10_000, 30), (300, 200))
OPENED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  while (document.getElementById("packed")) await frame();
  await frame();
  const ready = performance.now();
  const [field, says] = ["search-text", "search-says"].map((id) => document.getElementById(id));
  field.value = "word1";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  while (!says.textContent) await new Promise((done) => setTimeout(done, 5));
  await frame();
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
  return [paint, ready, performance.now() - ready].map((ms) => ms / 1000);
}"""


def scores_of(documents: int, themes: int) -> ts.Scores:
    chance = random.Random(1)
    words = [f"word{i}" for i in range(3000)]
    texts = [
        " ".join(
            f"We {'must' if i % 5 == 0 else 'may'} {' '.join(chance.choices(words, k=12))} "
            f"theme{chance.randrange(themes)}x."
            for i in range(40)
        )
        for _ in range(documents)
    ]
    corpus = ts.Corpus(texts, metadata={"part": [f"part {i % 4}" for i in range(documents)]})
    return ts.score(corpus, {f"Theme {i}": [f"theme{i}x"] for i in range(themes)})


@contextmanager
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        yield None
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def main() -> None:
    print("documents themes   write s    MB   paint s  ready s  search s")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for documents, themes in SIZES:
            scores = scores_of(documents, themes)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ThemescoreWarning)
                comparison = scores.compare("part", replicates=100)
            path = Path(folder) / "report.html"
            start = time.perf_counter()
            scores.report(path, comparison=comparison)
            written = time.perf_counter() - start
            line = f"{documents:9,} {themes:6} {written:9.1f} {path.stat().st_size / 1e6:5.2f}"
            if browser is not None:
                page = browser.new_page()
                page.goto(path.as_uri())
                paint, ready, search = page.evaluate(OPENED)
                page.close()
                line += f" {paint:9.2f} {ready:8.2f} {search:9.2f}"
            print(line)


if __name__ == "__main__":
    main()
