"""Is a folder of slow files read faster by several processes, and from how many files on?

Documents of each slow format, of the State of the Union messages, are read by one process, by two, and as by
default, in turn, each time in a Python of its own; medians. `--fewest` looks for the number of files from
which two are faster.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from documents import docx, odt, paragraph, pdf

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
READ = """
import sys, time, warnings
import themescore as ts
warnings.simplefilter("ignore")
began = time.perf_counter()
corpus = ts.read(sys.argv[1], workers=int(sys.argv[2]) or None)
print(time.perf_counter() - began, len(corpus))
"""
CHARACTERS = 100_000  # of a document; most of the messages are shorter


def texts(count: int) -> list[list[str]]:
    """Return the lines of so many documents."""
    with (SHARED / "sotu.jsonl").open(encoding="utf-8") as file:
        found = [str(json.loads(line)["text"])[:CHARACTERS] for line in file]
    chosen = [found[number % len(found)] for number in range(count)]
    return [[line for line in text.splitlines() if line.strip()] for text in chosen]


def escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def page(lines: list[str]) -> bytes:
    body = "".join(f"<p>{escaped(line)}</p>" for line in lines)
    return f'<!DOCTYPE html><html><meta charset="utf-8"><body>{body}</body></html>'.encode()


def rich(lines: list[str]) -> bytes:
    body = "\\par ".join(line.encode("ascii", "replace").decode().replace("\\", "") for line in lines)
    return f"{{\\rtf1\\ansi {body}\\par}}".replace("{{", "{").encode()


def printed(lines: list[str]) -> bytes:
    wrapped = [
        part.encode("ascii", "replace").decode().replace("(", "").replace(")", "").replace("\\", "")
        for line in lines
        for part in (line[at : at + 90] for at in range(0, len(line), 90))
    ]
    return pdf([wrapped[at : at + 45] for at in range(0, len(wrapped), 45)])


WRITERS = {
    "docx": lambda lines: docx("".join(paragraph(escaped(line)) for line in lines)),
    "odt": lambda lines: odt("".join(f"<text:p>{escaped(line)}</text:p>" for line in lines)),
    "rtf": rich,
    "pdf": printed,
    "html": page,
}


def seconds(folder: Path, workers: int) -> float:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), str(workers)], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[0])


def medians(folder: Path, rounds: int) -> tuple[float, ...]:
    """Return the medians of one process, of two and of what is chosen by default, which take turns."""
    taken: dict[int, list[float]] = {1: [], 2: [], 0: []}
    for number in range(rounds):
        for workers in taken if number % 2 else reversed(taken):
            taken[workers].append(seconds(folder, workers))
    return tuple(statistics.median(times) for times in taken.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", nargs="*", choices=[*WRITERS, "mixed"])
    parser.add_argument("--fewest", action="store_true", help="look for the smallest number that pays")
    options = parser.parse_args()
    print(f"{'':6} {'files':>6} {'one':>8} {'two':>8} {'default':>8} {'gain':>6}")
    for kind in options.kinds or [*WRITERS, "mixed"]:
        counts = (16, 32, 64, 128) if options.fewest else (options.files,)
        for count in counts:
            with tempfile.TemporaryDirectory() as work:
                for number, lines in enumerate(texts(count)):
                    suffix = list(WRITERS)[number % 4] if kind == "mixed" else kind
                    Path(work, f"{number:03}.{suffix}").write_bytes(WRITERS[suffix](lines))
                one, two, default = medians(Path(work), options.rounds)
            print(f"{kind:6} {count:6} {one:7.2f}s {two:7.2f}s {default:7.2f}s {one / two:5.2f}x", flush=True)


if __name__ == "__main__":
    main()
