"""Ctrl-C stops a run that is inside of C++, and threads of Python may score at the same time."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import pytest
import themescore as ts

LONG_SCORE = """
import themescore as ts
corpus = ts.Corpus(["State-owned enterprise reform goes on. " * 2000] * 20_000)
print("started", flush=True)
ts.score(corpus, {"Reform": ["reform"]}, threads=2)
"""
# A million replicates of 2,000 documents, drawn again for each of two dozen blocks of rows.
LONG_COMPARISON = """
import themescore as ts
corpus = ts.Corpus(["Reform goes on."] * 2_000, metadata={"group": [i % 200 for i in range(2_000)]})
scores = ts.score(corpus, {"Reform": ["reform"]}, threads=2)
print("started", flush=True)
scores.compare("group", replicates=1_000_000, threads=2)
"""
# One document without a sentence's end, whose n-grams are hundreds of millions of words.
LONG_NGRAMS = """
import themescore as ts
print("started", flush=True)
ts.dtm(["a b c d e " * 1_000_000], ngrams=range(50, 101), threads=2)
"""


@pytest.mark.parametrize(
    "script", [LONG_SCORE, LONG_COMPARISON, LONG_NGRAMS], ids=["score", "compare", "ngrams"]
)
def test_ctrl_c_stops_a_long_run_within_seconds(script: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        time.sleep(0.5)  # long enough to be inside of the core, which has many seconds of work
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode != 0
    assert errors.rstrip().endswith("KeyboardInterrupt")


def test_several_python_threads_score_at_once_and_agree() -> None:
    corpus = ts.Corpus(["Reform goes on。深化改革。"] * 500)
    expected = ts.score(corpus, {"Reform": ["reform", "改革"]}).mentions
    results: list[object] = []
    threads = [
        threading.Thread(
            target=lambda: results.append(
                ts.score(corpus, {"Reform": ["reform", "改革"]}, threads=2).mentions
            )
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == expected for result in results)
