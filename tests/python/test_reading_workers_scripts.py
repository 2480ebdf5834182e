"""Scripts whose reading is done by workers, and what becomes of these where the script is stopped."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from text_files import write
from workers import asking, children, gone, install

pytestmark = pytest.mark.mostly_python


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the pretended library."""
    return install(tmp_path / "library", monkeypatch)


SCRIPT = """
import sys
import themescore as ts
print("begun", flush=True)
corpus = ts.read(sys.argv[1], workers=2)
print(len(corpus), corpus.texts[-1], flush=True)
"""


def run(
    script: str, pretended: Path, folder: Path, *options: str, cwd: Path | None = None
) -> subprocess.Popen[str]:
    """Start a script that has no guard against being run twice, with the pretended library beside it."""
    path = pretended / "script.py"
    path.write_text(textwrap.dedent(script), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, *options, str(path), str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd,
    )  # fmt: skip


def test_a_script_without_a_guard_is_run_once(pretended: Path, tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path / "reports" / f"{number}.docx", asking(f"{number}"))
    # Not from the working folder, which may be full of strangers' files.
    write(tmp_path / "reports" / "queue.py", "raise SystemExit('of the working folder')")
    with run(SCRIPT, pretended, tmp_path / "reports", cwd=tmp_path / "reports") as started:
        out, errors = started.communicate(timeout=60)
    assert (out, started.returncode) == ("begun\n5 4, read\n", 0), errors
    assert len({line.split()[0] for line in (pretended / "log").read_text().splitlines()}) == 2


@pytest.mark.parametrize("options", [("-I",), ("-S",), ("-O", "-B", "-X", "utf8=0")], ids=" ".join)
def test_a_python_with_options_reads_the_same(
    options: tuple[str, ...], pretended: Path, tmp_path: Path
) -> None:
    for number in range(4):
        write(tmp_path / "reports" / f"{number}.docx", asking(f"{number}"))
    # With -S nothing leads to the package until the script does: the workers may not find it.
    found = "import site, sys\nsite.main()\nsys.path.insert(0, sys.path[0])\n"
    library = f"import sys\nsys.path.insert(0, {str(pretended)!r})\n"
    script = found * ("-S" in options) + library + SCRIPT
    with run(script, pretended, tmp_path / "reports", *options) as started:
        out, errors = started.communicate(timeout=60)
    assert (out, started.returncode) == ("begun\n4 3, read\n", 0), errors


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(
    sent: signal.Signals, pretended: Path, tmp_path: Path
) -> None:
    for number in range(20):
        write(tmp_path / "reports" / f"{number:02}.docx", asking("sleep60"))
    with run(SCRIPT, pretended, tmp_path / "reports") as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline() == "begun\n"
            until = time.monotonic() + 30
            while not (pretended / "log").exists() or len((pretended / "log").read_text().splitlines()) < 2:
                assert time.monotonic() < until
                time.sleep(0.05)
            workers = children(started.pid)
            assert len(workers) == 2
            began = time.monotonic()
            started.send_signal(sent)
            _, errors = started.communicate(timeout=10)
        finally:
            started.kill()
    assert time.monotonic() - began < 5
    assert started.returncode != 0
    if sent == signal.SIGINT:
        assert errors.rstrip().endswith("KeyboardInterrupt")
        assert "Process" not in errors
    assert gone(workers)


def test_a_stream_that_is_left_lets_python_end(pretended: Path, tmp_path: Path) -> None:
    for number in range(20):
        write(tmp_path / "reports" / f"{number:02}.docx", asking("well" if number < 2 else "sleep60"))
    script = """
    import sys, threading
    import themescore as ts
    stream = ts.stream(sys.argv[1], workers=2)
    print(next(stream).id, flush=True)
    """
    with run(script, pretended, tmp_path / "reports") as started:
        out, errors = started.communicate(timeout=30)
    assert (out, errors, started.returncode) == ("00\n", "", 0)
    # One of them may not have come to its first file by then.
    workers = {int(line.split()[0]) for line in (pretended / "log").read_text().splitlines()}
    assert 1 <= len(workers) <= 2
    assert gone(workers)
