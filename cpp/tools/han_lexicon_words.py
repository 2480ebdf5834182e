#!/usr/bin/env python3
"""Write what the Han lexicon is made of as text, from the files of an installed jieba.

    cpp/tools/han_lexicon_words.py OUTPUT

compile_han_lexicon reads it: a line `version`, a line `total`, then words and the tables of the hidden Markov
model. Doubles are in hexadecimal, so that they stay what they are to the last bit. jieba itself is not
imported.
"""

from __future__ import annotations

import importlib.util
import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

VERSION = "0.42.1"
STATES = "BEMS"


def find_jieba() -> Path:
    """Return the folder of jieba's files."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        sys.exit(f"jieba is missing: {sys.executable} -m pip install jieba=={VERSION}")
    folder = Path(spec.origin).parent
    found = re.search(r"__version__ = '([^']+)'", (folder / "__init__.py").read_text(encoding="utf-8"))
    if found is None or found[1] != VERSION:
        sys.exit(f"{folder} is jieba {found[1] if found else '?'}, not {VERSION}")
    return folder


def dictionary_lines(path: Path) -> Iterator[str]:
    """Yield the sum of all frequencies, then the words; of a word that is there twice the last one counts."""
    words: dict[str, str] = {}
    total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.strip().split(" ")
        total += int(frequency)
        words[word] = f"word {word} {int(frequency)} {tag}"
    yield f"total {total}"
    yield from words.values()


def model_lines(folder: Path) -> Iterator[str]:
    """Yield the log probabilities of the hidden Markov model."""
    start, transition, emission = (
        runpy.run_path(str(folder / f"prob_{name}.py"))["P"] for name in ("start", "trans", "emit")
    )
    for state in STATES:
        yield f"start {state} {float(start[state]).hex()}"
        for following, value in transition[state].items():
            yield f"transition {state}{following} {float(value).hex()}"
        for character, value in emission[state].items():
            yield f"emission {state} {character} {float(value).hex()}"


def main() -> None:
    """Write the file named on the command line."""
    folder = find_jieba()
    lines = [f"version {VERSION}", *dictionary_lines(folder / "dict.txt"), *model_lines(folder / "finalseg")]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
