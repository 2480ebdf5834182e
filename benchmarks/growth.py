"""Time and peak memory of scores and matrices of streamed texts, from 1 MB to 2 GB.

Documents are as long as the State of the Union messages and made of their paragraphs, drawn by a seeded
generator, each with a number of its own, so that the vocabulary grows. Each size is measured in a process of
its own: time is that of counting and weighing, without that of making the texts; memory is the highest
resident size of the process, and what of it was not there before (Python, libraries, the paragraphs). With
`--stream 5000` 5 GB are scored, and the exit status is 1 if that takes more than 1,500 MB.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SIZES = (1, 10, 100, 1000, 2000)
MOST = 1500  # MB for --stream
DOCUMENT = 50_000  # characters


class Texts:
    """Documents made of drawn paragraphs, as many as make some megabytes.

    Parameters
    ----------
    size : float
        Megabytes of UTF-8.
    """

    def __init__(self, size: float) -> None:
        from texts import state_of_the_union

        _, texts = state_of_the_union()
        self._paragraphs = [line for text in texts for line in text.splitlines() if line]
        self._left = size * 1e6
        self.seconds = 0.0  # that it took to make them

    def __iter__(self) -> Iterator[str]:
        draw = random.Random(1)
        while self._left > 0:
            start = time.perf_counter()
            pieces: list[str] = [f"Message {draw.randrange(10**9)}"]
            length = 0
            while length < min(DOCUMENT, self._left):
                pieces.append(draw.choice(self._paragraphs))
                length += len(pieces[-1])
            text = "\n\n".join(pieces)
            self._left -= len(text.encode())
            self.seconds += time.perf_counter() - start
            yield text


def score(texts: Iterator[str], threads: int | None) -> str:
    """Score the texts, weigh them, and look at evidence."""
    import themescore as ts

    themes = ts.Themes.load(Path(ts.__file__).parent / "examples" / "themes.yaml")
    scores = ts.score(texts, themes, threads=threads)
    scores.table()
    scores.evidence(themes.names[0], document=0)
    return f"{len(scores._counts.mentions):,} mentions"


def dtm(texts: Iterator[str], threads: int | None) -> str:
    """Count the words of the texts."""
    import themescore as ts

    return f"{ts.dtm(texts, threads=threads).matrix.nnz:,} cells"


def bigrams(texts: Iterator[str], threads: int | None) -> str:
    """Count the words and bigrams of the texts."""
    import themescore as ts

    return f"{ts.dtm(texts, ngrams=[1, 2], threads=threads).matrix.nnz:,} cells"


JOBS: dict[str, Callable[[Iterator[str], int | None], str]] = {"score": score, "dtm": dtm, "bigrams": bigrams}


def peak() -> float:
    """Return the highest resident size so far, in MB of 1,000,000 bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there can be that of the process which started this one
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(job: str, size: float, threads: int | None) -> dict[str, object]:
    """Run a job in this process and return what it took."""
    import themescore  # noqa: F401  what is imported is there before

    texts = Texts(size)
    before = peak()
    start = time.perf_counter()
    found = JOBS[job](iter(texts), threads)
    seconds = time.perf_counter() - start - texts.seconds
    return {"seconds": seconds, "peak": peak(), "before": before, "found": found}


def row(job: str, size: float, threads: int | None) -> float:
    """Measure in a fresh process, print a line, and return its peak."""
    command = [sys.executable, __file__, "--one", job, "--sizes", str(size)]
    command += [] if threads is None else ["--threads", str(threads)]
    result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    seconds, most, before = result["seconds"], result["peak"], result["before"]
    print(
        f"| {job} | {size:,.0f} | {seconds:.2f} | {size / seconds:.0f} | {most:,.0f} | {most - before:,.0f} "
        f"| {result['found']} |",
        flush=True,
    )
    return float(most)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES, help="megabytes")
    parser.add_argument("--jobs", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--stream", type=float, help="megabytes to score, within 1,500 MB of memory")
    parser.add_argument("--threads", type=int, help="as many as there are processors if not given")
    parser.add_argument("--one", choices=JOBS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.sizes[0], options.threads)))
        return 0
    print("| job | MB | s | MB/s | peak MB | of them for the job | found |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    if options.stream:
        return int(row("score", options.stream, options.threads) > MOST)
    for job in options.jobs:
        for size in options.sizes:
            row(job, size, options.threads)
    return 0


if __name__ == "__main__":
    sys.exit(main())
