"""How often the 95% intervals of `compare` hold the true rate, by number of documents.

Documents of 25 sentences are made by chance: their mentions are Poisson around a mean of their own, which
varies between documents with the coefficient of variation `cv` (0: words are independent draws). The true
rate is known. In groups of fewer than five documents sentences are drawn again too.
"""

from __future__ import annotations

import argparse
import warnings

import numpy as np
import themescore as ts

INTERVALS = ("expanded", "percentile", "bca")
SENTENCES = 25
FILLER = "all other words here stand for what a report says besides it."
WORDS_OF_FILLER = 12


def make_document(mentions: np.ndarray) -> str:
    """Return a text with so many mentions in each sentence; the number of words is that of the filler."""
    return " ".join("Reform " * number + FILLER.capitalize() for number in mentions)


def make_scores(documents: int, mean: float, cv: float, generator: np.random.Generator) -> ts.Scores:
    """Return a group of so many documents made by chance, and another of thirty that are alike."""
    own = generator.gamma(1 / cv**2, mean * cv**2, documents) if cv else np.full(documents, mean)
    counts = generator.poisson(np.repeat(own[:, None] / SENTENCES, SENTENCES, axis=1))
    corpus = ts.Corpus(
        [*map(make_document, counts), *[make_document(np.ones(SENTENCES, int))] * 30],
        metadata={"group": ["a"] * documents + ["b"] * 30},
    )
    return ts.score(corpus, {"Reform": ["reform"]}, threads=1)


def rates(trials: int, generator: np.random.Generator) -> None:
    """Print one line for each number of documents, mean and variation."""
    print(f"{trials} trials; share of 95% intervals that hold the true rate, and their median width")
    print("documents  mentions  cv   " + "".join(f"  {interval:16}" for interval in INTERVALS))
    for documents in (2, 3, 5, 10, 20, 50):
        for mean in (2, 8):
            for cv in (0, 0.5):
                found = [[] for _ in INTERVALS]
                # By document, not by word: a mention is a word itself, so the rate is that of the totals.
                true = 1000 * mean / (mean + SENTENCES * WORDS_OF_FILLER)
                for trial in range(trials):
                    scores = make_scores(documents, mean, cv, generator)
                    for interval, held in zip(INTERVALS, found, strict=True):
                        row = scores.compare(
                            "group", interval=interval, replicates=1000, seed=trial, threads=1
                        ).rows[0]
                        held.append((row.high - row.low, row.low <= true <= row.high))
                cells = []
                for held in found:
                    widths, hits = np.array(held).T
                    cells.append(f"{hits.mean():.3f} ({np.nanmedian(widths):5.2f})")
                print(
                    f"{documents:9}  {mean:8}  {cv:3}  " + "".join(f"  {cell:16}" for cell in cells),
                    flush=True,
                )


def within(trials: int, generator: np.random.Generator) -> None:
    """Print how often the interval of a ratio within strata holds the true one, which is 1.5."""
    print("\nratio within strata, documents of each group in each stratum; cv 0.5")
    print("documents  strata  held   intervals")
    for documents in (1, 2, 5):
        for strata in (5, 10, 20):
            hits = []
            for trial in range(trials):
                means = np.repeat(generator.gamma(4, 1, strata), 2 * documents)
                group = np.tile(np.repeat([0, 1], documents), strata)
                own = means * np.where(group == 0, 1.5, 1) * generator.gamma(4, 0.25, len(means))
                counts = generator.poisson(np.repeat(own[:, None] / SENTENCES, SENTENCES, axis=1))
                metadata = {
                    "group": group.tolist(),
                    "year": np.repeat(np.arange(strata), 2 * documents).tolist(),
                }
                corpus = ts.Corpus([*map(make_document, counts)], metadata=metadata)
                scores = ts.score(corpus, {"Reform": ["reform"]}, threads=1)
                row = scores.compare("group", within="year", replicates=1000, seed=trial, threads=1).rows[0]
                # Mentions are words too, so the ratio of rates is a little below that of means.
                true = 1.5 * np.average(1 / (1 + 1.5 * means / 300)) / np.average(1 / (1 + means / 300))
                if not np.isnan(row.ratio_low):
                    hits.append(row.ratio_low <= true <= row.ratio_high)
            print(f"{documents:9}  {strata:6}  {np.mean(hits):.3f}  {len(hits) / trials:9.3f}", flush=True)


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=400)
    parser.add_argument("--only", choices=("rates", "within"))
    options = parser.parse_args()
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    generator = np.random.default_rng(1)
    if options.only != "within":
        rates(options.trials, generator)
    if options.only != "rates":
        within(options.trials, generator)


if __name__ == "__main__":
    main()
