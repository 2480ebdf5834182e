"""Peak memory of scoring the State of the Union messages ten times over, 122 MB of text.

Prints the process's highest resident size before scoring (texts, Python, libraries), after it, and the
difference.
"""

from __future__ import annotations

import resource
from pathlib import Path

import themescore as ts
from texts import megabytes, state_of_the_union


def peak() -> float:
    """Return the highest resident size so far, in MB of 1,000,000 bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main() -> None:
    """Score, and print what it took."""
    name, once = state_of_the_union()
    # Strings of their own: ten references to one text would take the memory of one.
    texts = [f"{text} " for _ in range(10) for text in once]
    corpus = ts.Corpus(texts)
    themes = ts.Themes.load(Path(ts.__file__).parent / "examples" / "themes.yaml")
    before = peak()
    scores = ts.score(corpus, themes)
    after = peak()
    print(f"{name}, ten times: {len(corpus):,} documents, {megabytes(texts):.0f} MB of UTF-8")
    print(f"{scores}")
    print(f"before {before:.0f} MB, peak {after:.0f} MB: {after - before:.0f} MB for scoring")


if __name__ == "__main__":
    main()
