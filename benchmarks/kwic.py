"""How long `ts.kwic` takes, on the shared texts and on 100 MB of them, beside a walk over tokens in Python.

Times are those of the processors, so that what else they do makes no difference: of finding, which runs on
all of them, the wall clock shows that divided by their number. The peer has its tokens ready, as quanteda and
NLTK have, and looks at each: words equal to the pattern, with the five before and after. How long its tokens
take stands beside.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import themescore as ts
from texts import megabytes, state_of_the_union, work_reports

LARGE = 100  # MB
PATTERNS = ["inflation", "reform*", "改革"]


def milliseconds(job: Callable[[], object], rounds: int) -> float:
    """Return the processors' time, the shortest of so many runs."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        taken.append(1000 * (time.process_time() - start))
    return min(taken)


def walk(tokens: list[list[str]], word: str, window: int = 5) -> list[tuple[int, str, str, str]]:
    """Return document, words before, word and words after, as plain Python finds them."""
    return [
        (number, " ".join(words[max(0, i - window) : i]), words[i], " ".join(words[i + 1 : i + 1 + window]))
        for number, words in enumerate(tokens)
        for i, one in enumerate(words)
        if one == word
    ]


def measure(texts: list[str], rounds: int) -> None:
    """Print how long it takes to find, show, put in order and make a frame."""
    print(f"{len(texts):,} documents, {megabytes(texts):.0f} MB; milliseconds of the processors")
    print(f"{'pattern':<12}{'matches':>9}{'find':>8}{'show':>8}{'left':>8}{'frame':>8}")
    for pattern in PATTERNS:
        kwic = ts.kwic(texts, pattern)
        find = milliseconds(lambda: ts.kwic(texts, pattern), rounds)  # noqa: B023
        rest = [
            milliseconds(job, rounds)
            for job in (kwic.__str__, lambda: kwic.sorted("left"), kwic.to_frame)  # noqa: B023
        ]
        print(f"{pattern:<12}{len(kwic):>9,}{find:>8.0f}" + "".join(f"{value:>8.0f}" for value in rest))


def against_walk(texts: list[str], rounds: int) -> None:
    """Print the same of Python that walks over tokens."""
    tokenizer = ts.Tokenizer()
    start = time.process_time()
    tokens = [[word.casefold() for word in tokenizer.words(text)] for text in texts]
    made = 1000 * (time.process_time() - start)
    for word in ("inflation", "改革"):
        ours = ts.kwic(texts, word, boundary="word")
        theirs = walk(tokens, word)
        found = milliseconds(lambda: walk(tokens, word), rounds)  # noqa: B023
        print(f"Python, {word}: {len(theirs):,} matches (ours {len(ours):,}), {found:.0f}; tokens {made:.0f}")


def main() -> None:
    """Measure the shared texts, then 100 MB of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    texts = [*state_of_the_union()[1], *work_reports()[1]]
    measure(texts, rounds)
    against_walk(texts, rounds)
    print()
    measure(texts * round(LARGE / megabytes(texts)), rounds)


if __name__ == "__main__":
    main()
