"""Whole jobs beside their peers, in one run: `make bench` prints the table and writes benchmarks/RESULTS.md.

Ours and the peer take turns, `--rounds` times after one round that does not count. A round is at least 0.2 s
of the peer with as much of ours before and behind it, and the ratio is that of the two in the same round.
MB are of UTF-8, 1,000,000 bytes; times are wall-clock. A peer that is not installed is named and left out.
With `--json FILE` the rounds are written for compare.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import altair as alt
import themescore as ts
from measure import Pairs, in_turn, peer, spread
from phrases import themes_of
from sklearn.feature_extraction.text import TfidfVectorizer
from texts import megabytes, state_of_the_union, work_reports

RESULTS = Path(__file__).with_name("RESULTS.md")
PICTURE = Path(__file__).with_name("results.svg")
PACKAGES = ("scikit-learn", "rjieba", "jieba", "ahocorasick_rs", "numpy", "scipy")


@dataclass(frozen=True)
class Row:
    """One job beside one peer."""

    job: str
    peer: str
    at_least: float | None
    """How many times as fast ours should be."""
    megabytes: float
    pairs: Pairs

    @property
    def ratio(self) -> float:
        """The median over the rounds."""
        return statistics.median(self.pairs.ratios)


Job = tuple[str, str, float | None, float, Callable[[], object], Callable[[], object]]


def theme_job(
    corpus: ts.Corpus, themes: ts.Themes, threads: int | None, *, cues: bool = True
) -> Callable[[], object]:
    """Return the whole job: mentions with offsets and sentences, and the table."""
    options = {} if cues else {"cues": False}

    def job() -> object:
        scores = ts.score(corpus, themes, threads=threads, **options)
        return scores.mentions, scores.table("tfidf")

    return job


def matrix_job(corpus: ts.Corpus, threads: int | None, **options: object) -> Callable[[], object]:
    """Return the job of a weighed matrix."""
    return lambda: ts.dtm(corpus, weighting=ts.Weighting(), threads=threads, **options)


def finding(automaton: Any, texts: list[str]) -> Callable[[], object]:
    """Return the job of an automaton that finds its phrases."""
    return lambda: [automaton.find_matches_as_indexes(text) for text in texts]


def english(threads: int | None) -> Iterator[Job]:
    """Jobs in English."""
    _, texts = state_of_the_union()
    size, corpus = megabytes(texts), ts.Corpus(texts)
    yield (
        "English, tf-idf of words", "TfidfVectorizer", 14, size,
        matrix_job(corpus, threads), lambda: TfidfVectorizer().fit_transform(texts),
    )  # fmt: skip
    yield (
        "English, tf-idf of words and bigrams", "TfidfVectorizer, same", 20, size,
        matrix_job(corpus, threads, ngrams=[1, 2], across_sentences=True),
        lambda: TfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts),
    )  # fmt: skip
    from themescore.sklearn import TermVectorizer

    yield (
        "English, its words: TermVectorizer", "TfidfVectorizer", None, size,
        lambda: TermVectorizer(token_pattern="sklearn", threads=threads).fit_transform(texts),
        lambda: TfidfVectorizer().fit_transform(texts),
    )  # fmt: skip
    themes = themes_of(texts)
    for cues in (True, False):
        label = f"English, 600 phrases in 20 themes{'' if cues else ', no cues'}"
        job = theme_job(corpus, themes, threads, cues=cues)
        yield label, "TfidfVectorizer", 10, size, job, lambda: TfidfVectorizer().fit_transform(texts)
        if automaton := peer("ahocorasick_rs"):
            found = automaton.AhoCorasick(
                [pattern for of in themes.patterns.values() for pattern in of],
                matchkind=automaton.MatchKind.LeftmostLongest,
            )
            lower = [text.lower() for text in texts]
            yield (
                label, "ahocorasick_rs, finding only", 1, size,
                job, finding(found, lower),
            )  # fmt: skip


def chinese(threads: int | None) -> Iterator[Job]:
    """Jobs in Chinese."""
    _, texts = work_reports()
    size, corpus = megabytes(texts), ts.Corpus(texts)
    themes = themes_of(texts)
    rjieba, jieba = peer("rjieba"), peer("jieba")
    for cues in (True, False):
        label = f"Chinese, 600 phrases in 20 themes{'' if cues else ', no cues'}"
        job = theme_job(corpus, themes, threads, cues=cues)
        if rjieba:
            yield label, "rjieba, cutting only", 2.5, size, job, lambda: [len(rjieba.cut(t)) for t in texts]
    if rjieba:
        yield (
            "Chinese, tf-idf of words", "rjieba, cutting only", None, size,
            matrix_job(corpus, threads), lambda: [len(rjieba.cut(text)) for text in texts],
        )  # fmt: skip
    if jieba:
        jieba.setLogLevel("ERROR")
        jieba.initialize()
        yield (
            "Chinese, 600 phrases in 20 themes", "TfidfVectorizer and jieba", 55, size,
            theme_job(corpus, themes, threads),
            lambda: TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit_transform(texts),
        )  # fmt: skip


def start(rounds: int) -> list[tuple[str, float, float]]:
    """Return what a fresh process waits for, its time and the most that it should be, in milliseconds."""
    script = (
        "import time; a = time.perf_counter(); import themescore; b = time.perf_counter(); "
        "themescore.Tokenizer().words('深化改革'); print(b - a, time.perf_counter() - b)"
    )
    # As users have it: the first run, which does not count, leaves the modules compiled for the others.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", script]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
        for _ in range(rounds + 1)
    ][1:]
    times = [[1000 * float(value) for value in run.split()] for run in runs]
    imported, first = (statistics.median(column) for column in zip(*times, strict=True))
    return [("import themescore", imported, 150), ("from there to the first Chinese word", first, 50)]


def measure(rounds: int, threads: int | None) -> list[Row]:
    """Run every job, and print its line."""
    rows = []
    for jobs in (english, chinese):
        for job, name, at_least, size, ours, theirs in jobs(threads):
            row = Row(job, name, at_least, size, in_turn(ours, theirs, rounds))
            rows.append(row)
            print(
                f"{row.job:44}{spread([size / s for s in row.pairs.ours]):>24}"
                f"{spread([size / s for s in row.pairs.theirs]):>22}   "
                f"{spread(row.pairs.ratios)} times {name}"
                + ("" if at_least is None else f", target {at_least:g}")
            )
    return rows


def machine() -> str:
    """Return what it ran on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if "model name" in line]
        model = names[0].split(":")[1].strip() if names else model
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES if _is_there(name))
    return (
        f"{model}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}; "
        f"themescore {version('themescore')}, {packages}"
    )


def _is_there(name: str) -> bool:
    try:
        version(name)
    except ImportError:
        return False
    return True


def report(rows: dict[str, list[Row]], waits: list[tuple[str, float, float]], rounds: int) -> str:
    """Return the results in Markdown."""
    lines = [
        "# What was measured",
        "",
        f"`make bench`, {rounds} rounds of each pair in turn. {machine()}.",
        "",
        "MB/s of UTF-8, medians (lowest to highest). The ratio is the median of those of the rounds; State",
        "of the Union (12.2 MB) and reports on the work of the government (3.3 MB). The theme job finds the",
        "mentions with offsets and sentences, and makes the table; the peers do less, as named.",
    ]
    for title, of in rows.items():
        lines += ["", f"## {title}", "", "| job | MB/s | peer | MB/s | times as fast | target |"]
        lines += ["|---|---|---|---|---|---|"]
        for row in of:
            ours, theirs = ([row.megabytes / s for s in side] for side in (row.pairs.ours, row.pairs.theirs))
            target = "" if row.at_least is None else f"{row.at_least:g}"
            missed = row.at_least is not None and row.ratio < row.at_least
            lines.append(
                f"| {row.job} | {spread(ours)} | {row.peer} | {spread(theirs)} | "
                f"{spread(row.pairs.ratios)} | {target}{' (missed)' if missed else ''} |"
            )
    lines += ["", "## Start", "", "| what | ms | at most |", "|---|---|---|"]
    lines += [f"| {what} | {taken:.0f} | {most:g} |" for what, taken, most in waits]
    lines += ["", f"![How many times as fast as each peer]({PICTURE.name})", ""]
    return "\n".join(lines)


def picture(rows: list[Row]) -> alt.LayerChart:
    """Return a chart of the ratios and the targets."""
    values = [
        {"job": f"{row.job}: {row.peer}", "times as fast": round(row.ratio, 1), "target": row.at_least}
        for row in rows
    ]
    bars = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("job:N", sort=None, title=None, axis=alt.Axis(labelLimit=480)),
        x=alt.X("times as fast:Q", title="times as fast as the peer, on one thread; red: the target"),
    )
    chart = (
        bars.mark_bar(color="#3b6ea5")
        + bars.mark_tick(color="#c0392b", thickness=2).encode(x="target:Q")
        + bars.mark_text(align="left", dx=6).encode(text="times as fast:Q")
    )
    # Fonts differ in width from machine to machine: room for the widest.
    return chart.properties(width=560, padding={"left": 80, "right": 40, "top": 10, "bottom": 10})


def main() -> None:
    """Measure on one thread and on all, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the rounds of one thread here, and nothing else")
    options = parser.parse_args()
    print(f"{machine()}; medians of {options.rounds} rounds (lowest to highest)\n\nOne thread")
    rows = {"One thread": measure(options.rounds, 1)}
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows["One thread"]]), encoding="utf-8")
        return
    print("\nAll processors")
    rows["All processors"] = measure(options.rounds, None)
    waits = start(options.rounds)
    print("\n" + "\n".join(f"{what}: {taken:.0f} ms, at most {most:g}" for what, taken, most in waits))
    RESULTS.write_text(report(rows, waits, options.rounds), encoding="utf-8")
    picture(rows["One thread"]).save(PICTURE)
    print(f"\nwritten: {RESULTS.name}, {PICTURE.name}")


if __name__ == "__main__":
    main()
