"""Time of 10,000 resamples of 1,000 documents by 100 themes, beside numpy doing the same by matrix products.

Both draw documents within each of four groups and read off the intervals of rates and ratios, and deal out
the groups anew for p. `compare` gives differences, dispersion and all else as well.
"""

from __future__ import annotations

import argparse
import statistics
import time
import warnings

import numpy as np
import themescore as ts

GROUPS = 4


def make_scores(documents: int, themes: int) -> ts.Scores:
    """Return scores of documents that say nothing but the themes' words."""
    generator = np.random.default_rng(1)
    means = generator.uniform(0.2, 20, themes)
    texts = [
        " ".join(f"w{theme} " * count for theme, count in enumerate(generator.poisson(means)))
        for _ in range(documents)
    ]
    corpus = ts.Corpus(texts, metadata={"group": [i % GROUPS for i in range(documents)]})
    return ts.score(corpus, {f"T{i}": [f"w{i}"] for i in range(themes)})


def by_numpy(scores: ts.Scores, replicates: int) -> np.ndarray:
    """Return bounds of rates and ratios and p, themes by groups by five."""
    generator = np.random.default_rng(0)
    mentions = scores.table("count").to_numpy(float)
    words = scores.words.astype(float)
    group = np.arange(len(words)) % GROUPS
    drawn_mentions, drawn_words = [], []
    for g in range(GROUPS):
        own = group == g
        weights = generator.multinomial(own.sum(), np.full(own.sum(), 1 / own.sum()), size=replicates)
        drawn_mentions.append(weights @ mentions[own])
        drawn_words.append(weights @ words[own])
    a, n = np.stack(drawn_mentions, axis=1), np.stack(drawn_words, axis=1)[:, :, None]
    rates = 1000 * a / n
    ratios = (a / n) / ((a.sum(axis=1, keepdims=True) - a) / (n.sum(axis=1, keepdims=True) - n))
    bounds = [np.quantile(values, [0.025, 0.975], axis=0) for values in (rates, ratios)]

    def differences(labels: np.ndarray) -> np.ndarray:
        found = []
        for g in range(GROUPS):
            own = (labels == g).astype(float)
            a, n = own @ mentions, (own @ words)[:, None]
            found.append(np.abs(a / n - (mentions.sum(axis=0) - a) / (words.sum() - n)))
        return np.stack(found, axis=1)

    observed = differences(group[None, :])[0]
    dealt = generator.permuted(np.tile(group, (replicates, 1)), axis=1)
    p = (1 + (differences(dealt) >= observed * (1 - 1e-12)).sum(axis=0)) / (replicates + 1)
    return np.concatenate([*bounds, p[None]])


def main() -> None:
    """Print the median times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--replicates", type=int, default=10_000)
    options = parser.parse_args()
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    scores = make_scores(1000, 100)
    times: dict[str, list[float]] = {"numpy": [], "1 thread": [], "all threads": []}
    for _ in range(options.rounds):
        for name, run in (
            ("numpy", lambda: by_numpy(scores, options.replicates)),
            ("1 thread", lambda: scores.compare("group", replicates=options.replicates, threads=1)),
            ("all threads", lambda: scores.compare("group", replicates=options.replicates)),
        ):
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    for name, seconds in times.items():
        ratio = statistics.median(b / s for b, s in zip(times["numpy"], seconds, strict=True))
        print(f"{name:12} {1000 * statistics.median(seconds):7.0f} ms   numpy / this {ratio:.2f}")


if __name__ == "__main__":
    main()
