"""Throughput beside scikit-learn, in one run: what `make bench` prints.

Each job is run in turn with its peer, ours and theirs, `--rounds` times after one round that does not count;
the ratio is that of the two in the same round. MB are of UTF-8, 1,000,000 bytes. Times are wall-clock.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import themescore as ts
from sklearn.feature_extraction.text import TfidfVectorizer
from texts import megabytes, state_of_the_union

EXAMPLES = Path(ts.__file__).parent / "examples"


def seconds(job: Callable[[], object]) -> float:
    """Return how long the job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Run every job against its peer and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds

    name, texts = state_of_the_union()
    size = megabytes(texts)
    corpus = ts.Corpus(texts)
    themes = ts.Themes.load(EXAMPLES / "themes.yaml")
    peer = ("TfidfVectorizer()", lambda: TfidfVectorizer().fit_transform(texts))
    jobs: list[tuple[str, Callable[[], object]]] = [
        ("dtm, tf-idf, 1 thread", lambda: ts.dtm(corpus, weighting=ts.Weighting(), threads=1)),
        ("dtm, tf-idf, all threads", lambda: ts.dtm(corpus, weighting=ts.Weighting())),
        ("score().table('tfidf'), 1 thread", lambda: ts.score(corpus, themes, threads=1).table("tfidf")),
        ("score().mentions, 1 thread", lambda: ts.score(corpus, themes, threads=1).mentions),
    ]
    print(
        f"{name}: {len(texts):,} documents, {size:.1f} MB\n"
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, "
        f"themescore {version('themescore')}, scikit-learn {version('scikit-learn')}; "
        f"medians of {rounds} rounds (lowest to highest)\n"
    )
    print(f"{'job':36}{'MB/s':>22}{'peer, MB/s':>22}   times {peer[0]}")
    for label, job in jobs:
        ours, theirs = [], []
        for round_ in range(rounds + 1):
            pair = seconds(job), seconds(peer[1])
            if round_ > 0:
                ours.append(size / pair[0])
                theirs.append(size / pair[1])
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        print(f"{label:36}{_spread(ours):>22}{_spread(theirs):>22}   {_spread(ratios)}")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


if __name__ == "__main__":
    main()
