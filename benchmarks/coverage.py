"""How often the 95% intervals of `compare` hold the true rate, by number of documents.

Documents of 25 sentences are made by chance: their mentions are Poisson around a mean of their own, which
varies between documents with the coefficient of variation `cv` (0: words are independent draws). The true
rate is known. Beside `compare` stands the plain bootstrap over documents with the same percentiles.
"""

from __future__ import annotations

import argparse
import warnings

import numpy as np
import themescore as ts
from scipy.stats import norm, t

SENTENCES = 25
FILLER = "all other words here stand for what a report says besides it."
WORDS_OF_FILLER = 12


def make_document(mentions: np.ndarray) -> str:
    """Return a text with so many mentions in each sentence; the number of words is that of the filler."""
    return " ".join("Reform " * number + FILLER.capitalize() for number in mentions)


def plain_interval(rates: np.ndarray, generator: np.random.Generator) -> tuple[float, float]:
    """Return the expanded percentile interval of the bootstrap over documents alone."""
    n = len(rates)
    tail = norm.cdf(-np.sqrt(n / (n - 1)) * t.ppf(0.975, n - 1))
    means = rates[generator.integers(0, n, (1000, n))].mean(axis=1)
    return tuple(np.quantile(means, [tail, 1 - tail]))


def main() -> None:
    """Print one line for each number of documents, mean and variation."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=400)
    trials = parser.parse_args().trials
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    generator = np.random.default_rng(1)
    print(f"{trials} trials; share of 95% intervals that hold the true rate, and their median width")
    print("documents  mentions  cv    compare           documents only")
    for documents in (2, 3, 5, 10, 20, 50):
        for mean in (2, 8):
            for cv in (0, 0.5):
                ours, plain = [], []
                for trial in range(trials):
                    shape = np.inf if cv == 0 else 1 / cv**2
                    own = generator.gamma(shape, mean / shape, documents) if cv else np.full(documents, mean)
                    counts = generator.poisson(np.repeat(own[:, None] / SENTENCES, SENTENCES, axis=1))
                    corpus = ts.Corpus(
                        [*map(make_document, counts), *[make_document(np.ones(SENTENCES, int))] * 30],
                        metadata={"group": ["a"] * documents + ["b"] * 30},
                    )
                    scores = ts.score(corpus, {"Reform": ["reform"]}, threads=1)
                    comparison = scores.compare("group", replicates=1000, seed=trial, threads=1)
                    row = comparison.rows[0]
                    # By document, not by word: a mention is a word itself, so the rate is that of the totals.
                    true = 1000 * mean / (mean + SENTENCES * WORDS_OF_FILLER)
                    ours.append((row.low, row.high, row.low <= true <= row.high))
                    rates = 1000 * counts.sum(1) / (counts.sum(1) + SENTENCES * WORDS_OF_FILLER)
                    low, high = plain_interval(rates, generator)
                    plain.append((low, high, low <= true <= high))
                cells = []
                for results in (ours, plain):
                    table = np.array(results)
                    cells.append(f"{table[:, 2].mean():.3f} ({np.nanmedian(table[:, 1] - table[:, 0]):5.2f})")
                print(f"{documents:9}  {mean:8}  {cv:3}    {cells[0]:16}  {cells[1]}")


if __name__ == "__main__":
    main()
