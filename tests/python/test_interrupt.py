"""Ctrl-C stops a run that is inside of C++, and threads of Python may score at the same time."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import themescore as ts

LONG_RUN = """
import themescore as ts
corpus = ts.Corpus(["State-owned enterprise reform goes on. " * 2000] * 20_000)
print("started", flush=True)
ts.score(corpus, {"Reform": ["reform"]}, threads=2)
"""


def test_ctrl_c_stops_a_long_run_within_seconds() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LONG_RUN], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    time.sleep(0.5)  # long enough to be inside of the core, which has half a minute of work
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
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
