"""How often `Comparison.trend` finds what is not there, and how often its intervals hold what is.

Rates by year are made by chance: each document has a rate of its own around that of its year, and years vary
around the level with a memory r (correlation of neighbours). Words per year differ. For p and breaks the
series go straight into the functions behind `trend`; for the intervals of slopes texts are written and
scored.
"""

from __future__ import annotations

import argparse
import warnings

import numpy as np
import themescore as ts
from themescore.trends.mann_kendall import hamed_rao, mann_kendall, pair_slopes, sen_interval
from themescore.trends.rows import _rule

WORDS, RATE = 2000, 5.0
VARIATION_OF_DOCUMENTS, VARIATION_OF_YEARS = 0.5, 0.3
TRUE_SLOPE = 0.8  # mentions per 1,000 words a year, from 33 on
SENTENCE = "All other words here stand for what a report says besides it."  # 12 words


def years(
    generator: np.random.Generator, trials: int, times: int, memory: float, documents: int, level: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return mentions and words, (trials, times); `level` is what the rate is multiplied by."""
    shocks = generator.normal(size=(trials, times))
    for t in range(1, times):
        shocks[:, t] = memory * shocks[:, t - 1] + np.sqrt(1 - memory**2) * shocks[:, t]
    of_year = level * np.exp(VARIATION_OF_YEARS * shocks - VARIATION_OF_YEARS**2 / 2)
    shape = 1 / VARIATION_OF_DOCUMENTS**2
    words = generator.lognormal(np.log(WORDS), 0.5, (trials, times, documents)).round()
    rates = RATE * of_year[:, :, None] * generator.gamma(shape, 1 / shape, words.shape)
    return generator.poisson(words * rates / 1000).sum(2).astype(float), words.sum(2)


def shares_by_chance(trials: int) -> None:
    """Print how often p is below 0.05, and the interval of the slope without 0, where nothing changes."""
    generator = np.random.default_rng(1)
    print("share of p below 0.05, and of slopes' 95% intervals that hold 0, without a trend")
    print("(published: Hamed and Rao's correction where it narrows the variance too)")
    print(
        f"{'years':>6}{'memory':>8}{'None':>10}{'hamed-rao':>11}{'published':>11}{'None':>10}{'hamed-rao':>11}"
    )
    for times in (8, 16, 24, 50, 120):
        for memory in (0.0, 0.3, 0.6):
            mentions, words = years(generator, trials, times, memory, 4, np.ones(times))
            place = np.arange(times, dtype=float)
            found, held = np.zeros(3), np.zeros(2)
            for rates in 1000 * mentions / words:
                slopes = pair_slopes(place, rates)
                slope = float(np.median(slopes))
                for i in range(2):
                    test = mann_kendall(place, rates, slope, autocorrelation=bool(i))
                    low, high = sen_interval(slopes, test.variance, 0.95)
                    found[i] += test.p < 0.05
                    held[i] += not (low > 0 or high < 0)
                published = test.variance / test.correction * max(hamed_rao(place, rates, slope), 0)
                found[2] += abs(test.s) - 1 > 1.96 * np.sqrt(published)
            cells = "".join(
                f"{share:{width}.3f}"
                for share, width in zip(
                    [*(found / trials), *(held / trials)], (10, 11, 11, 10, 11), strict=True
                )
            )
            print(f"{times:6}{memory:8}{cells}")


def breaks_by_chance(trials: int) -> None:
    """Print how often a series has a break: where there is none, and where there is one."""
    generator = np.random.default_rng(2)
    print("\nshare of series with a break (4 documents a year; the last two columns have one)")
    head = ("no memory", "r 0.3", "r 0.6", "1 document", "grows x2", "grows x4", "step x2", "step x3")
    print(f"{'years':>6}{'':>12}" + "".join(f"{name:>12}" for name in head))
    for times in (12, 16, 24, 50, 120):
        flat, place = np.ones(times), np.arange(times) / (times - 1)
        stepped = np.where(np.arange(times) >= times * 3 // 4, 1.0, 0.0)
        cases = [
            (0.0, 4, flat),
            (0.3, 4, flat),
            (0.6, 4, flat),
            (0.0, 1, flat),
            (0.0, 4, 2**place),
            (0.0, 4, 4**place),
            (0.0, 4, 1 + stepped),
            (0.0, 4, 1 + 2 * stepped),
        ]
        made = [years(generator, trials, times, *case) for case in cases]
        for corrected in (True, False):
            rule = _rule(0.95, times, None, 2, corrected)
            shares = [
                np.mean([len(breaks) > 0 for breaks in rule.breaks(mentions, words)])
                for mentions, words in made
            ]
            name = "hamed-rao" if corrected else "None"
            print(f"{times:6}{name:>12}" + "".join(f"{share:12.3f}" for share in shares))


def intervals(trials: int) -> None:
    """Print how often the two intervals of the slope hold the true one, by documents of a year."""
    generator = np.random.default_rng(3)
    print("\nshare of 95% intervals that hold the true slope (24 years, no memory), and median width")
    print(f"{'documents':>10}{'years vary':>12}{'slope_low to high':>22}{'documents_low to high':>25}")
    for documents in (1, 2, 5, 10):
        for variation in (0.0, VARIATION_OF_YEARS):
            results = np.array([_intervals(generator, documents, variation) for _ in range(trials)])
            low, high = results[:, 0::2], results[:, 1::2]
            held = ((low <= TRUE_SLOPE) & (high >= TRUE_SLOPE)).mean(axis=0)
            wide = np.median(high - low, axis=0)
            cells = [f"{share:.3f} ({width:.3f})" for share, width in zip(held, wide, strict=True)]
            print(f"{documents:10}{variation:12}{cells[0]:>22}{cells[1]:>25}")


def _intervals(generator: np.random.Generator, documents: int, variation: float) -> list[float]:
    """Return both intervals for texts of 15 to 40 sentences, whose mentions per sentence rise by a line."""
    texts, of = [], []
    for year in range(24):
        shock = np.exp(variation * generator.normal() - variation**2 / 2)
        level = (0.4 + year * TRUE_SLOPE * 12 / 1000) * shock
        for _ in range(documents):
            own = level * generator.gamma(4, 1 / 4)
            numbers = generator.poisson(own, generator.integers(15, 41))
            # The mention takes the place of a word, so that words are 12 a sentence whatever is mentioned.
            texts.append(" ".join(_sentence(number) for number in numbers))
            of.append(2000 + year)
    corpus = ts.Corpus(texts, metadata={"year": of})
    comparison = ts.score(corpus, {"Reform": ["reform"]}, threads=1).compare(
        "year", replicates=500, seed=int(generator.integers(2**31)), threads=1
    )
    row = comparison.trend(threads=1).rows[0]
    return [row.slope_low, row.slope_high, row.documents_low, row.documents_high]


def _sentence(mentions: int) -> str:
    words = SENTENCE.rstrip(".").split()
    return " ".join(["Reform"] * mentions + words[mentions:]) + "."


def main() -> None:
    """Print three tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, default=500)
    trials = parser.parse_args().trials
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    shares_by_chance(trials)
    breaks_by_chance(trials)
    intervals(max(1, trials // 4))


if __name__ == "__main__":
    main()
