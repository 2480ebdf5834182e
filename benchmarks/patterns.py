"""Time per MB and to load as the number of patterns grows, beside `ahocorasick_rs` with the same phrases.

The phrases are drawn from the texts themselves: words, pairs and triples, each once. So more of them find
more, and each mention costs. In a second table 100 phrases stay the same and the others stand in no text:
what a word of text costs as patterns are added. themescore finds words and sentences, matches by the word
in any case, keeps the whole words' offsets and counts every word; the automaton finds strings in a text
that was lower-cased before, anywhere, also inside of words. So the two do not find the same: the comparison
is of what a number of patterns costs. One thread; the lowest of `--rounds`.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import time
from collections.abc import Callable
from importlib.metadata import version

import ahocorasick_rs
import themescore as ts
from texts import megabytes, state_of_the_union
from themescore import _core
from themescore.scoring.counting import compiled

NUMBERS = (10, 100, 1_000, 10_000, 100_000)
THEMES = 20


def lowest(rounds: int, job: Callable[[], object]) -> float:
    """Return the least time that the job takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times)


def phrases(texts: list[str], most: int) -> list[str]:
    """Return different phrases of one to three words that stand in the texts, in random order."""
    draw = random.Random(6)
    words = [re.findall(r"[a-z]+", text.lower()) for text in texts]
    found: dict[str, None] = {}
    while len(found) < most:
        text = draw.choice(words)
        length = draw.choice((1, 2, 2, 3, 3, 3))
        start = draw.randrange(max(len(text) - length, 1))
        found[" ".join(text[start : start + length])] = None
    return list(found)


def absent(texts: list[str], number: int) -> list[str]:
    """Return different phrases of two and three words of the texts that stand in none of them."""
    draw = random.Random(7)
    words = sorted({word for text in texts for word in re.findall(r"[a-z]+", text.lower())})
    pairs = set()
    for text in texts:
        found = re.findall(r"[a-z]+", text.lower())
        pairs.update(itertools.pairwise(found))
    made: dict[str, None] = {}
    while len(made) < number:
        phrase = draw.choices(words, k=draw.choice((2, 3)))
        if (phrase[0], phrase[1]) not in pairs:
            made[" ".join(phrase)] = None
    return list(made)


class Curve:
    """Measures one number of patterns after another.

    Parameters
    ----------
    texts : list of str
        The texts.
    rounds : int
        How often each is run.
    """

    def __init__(self, texts: list[str], rounds: int) -> None:
        self.texts, self.rounds, self.size = texts, rounds, megabytes(texts)
        self.lowered = [text.lower() for text in texts]
        self.tokenizer = ts.Tokenizer()
        empty = _core.ThemeSet([], [], self.tokenizer._core)
        self.alone = lowest(rounds, lambda: self.run(empty)) / self.size * 1000

    def run(self, themes: _core.ThemeSet) -> _core.Counts:
        """Find and count the mentions."""
        return _core.count(self.texts, themes, self.tokenizer._core, boundary="part", cues=None, threads=1)

    def automaton(self, patterns: list[str]) -> ahocorasick_rs.AhoCorasick:
        """Make the peer's automaton."""
        return ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def head(self) -> None:
        """Print what the columns are."""
        print(
            f"{'patterns':>9} | {'ours: load, s':>13} {'ms/MB':>7} {'of it matching':>15} {'mentions':>10} "
            f"| {'automaton: load, s':>18} {'ms/MB':>7} {'matches':>10}"
        )

    def line(self, patterns: list[str]) -> None:
        """Measure and print one line."""
        mapping = {f"theme {i}": patterns[i::THEMES] for i in range(min(THEMES, len(patterns)))}
        load = lowest(1, lambda: compiled(ts.Themes(mapping), self.tokenizer))
        themes = compiled(ts.Themes(mapping), self.tokenizer)
        ours = lowest(self.rounds, lambda: self.run(themes)) / self.size * 1000
        mentions = len(self.run(themes).mentions)
        their_load = lowest(1, lambda: self.automaton(patterns))
        automaton = self.automaton(patterns)
        find = automaton.find_matches_as_indexes
        theirs = lowest(self.rounds, lambda: [find(t) for t in self.lowered]) / self.size * 1000
        matches = sum(len(find(t)) for t in self.lowered)
        print(
            f"{len(patterns):>9,} | {load:>13.2f} {ours:>7.1f} {ours - self.alone:>15.1f} {mentions:>10,} "
            f"| {their_load:>18.2f} {theirs:>7.1f} {matches:>10,}",
            flush=True,
        )


def main() -> None:
    """Print the curves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    name, texts = state_of_the_union()
    every = phrases(texts, NUMBERS[-1])
    curve = Curve(texts, rounds)
    print(
        f"{name}: {curve.size:.1f} MB; themescore {version('themescore')}, ahocorasick_rs "
        f"{version('ahocorasick_rs')}; one thread, lowest of {rounds}"
    )
    print(f"words, sentences and counts without themes: {curve.alone:.1f} ms/MB\n")
    curve.head()
    for number in NUMBERS:
        curve.line(every[:number])
    print("\n100 phrases that are found, and others of the same words that are not:")
    others = absent(texts, NUMBERS[-1] - 100)
    for number in NUMBERS[1:]:
        curve.line(every[:100] + others[: number - 100])


if __name__ == "__main__":
    main()
