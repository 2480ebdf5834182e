"""How often a comparison finds something where there is nothing: groups dealt out by chance, many times.

Real documents, real themes, and a group for each document that says nothing about it. Beside the q of
`compare` stands what is usual: G² of words taken for independent draws, its p from the chi-square
distribution with one degree of freedom, corrected in the same way.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import numpy as np
import themescore as ts
from scipy.stats import chi2, false_discovery_control
from texts import real_texts

LEVEL = 0.05
THEMES = Path(ts.__file__).parent / "examples" / "themes.yaml"


def main() -> None:
    """Print a line for each set of texts and number of groups."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deals", type=int, default=1000)
    deals = parser.parse_args().deals
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    print(f"{deals} deals; share of them with any q below {LEVEL} (95% interval: ± {interval(deals):.3f})")
    print(f"{'texts':24}{'documents':>10}{'groups':>8}{'compare':>10}{'G² of words':>14}")
    for file, texts in real_texts():
        for groups in (2, 5):
            ours, naive = shares(texts, groups, deals)
            print(f"{file:24}{len(texts):>10}{groups:>8}{ours:>10.3f}{naive:>14.3f}")


def interval(deals: int) -> float:
    """Return 1.96 standard deviations of a share of 5% of so many."""
    return 1.96 * float(np.sqrt(LEVEL * (1 - LEVEL) / deals))


def shares(texts: list[str], groups: int, deals: int) -> tuple[float, float]:
    """Return how many of the deals found something, by q and by G²."""
    generator = np.random.default_rng(1)
    columns = {
        f"deal {number}": generator.permutation(np.arange(len(texts)) % groups) for number in range(deals)
    }
    scores = ts.score(ts.Corpus(texts, metadata=columns), ts.Themes.load(THEMES))
    found = np.zeros(2)
    for number, name in enumerate(columns):
        frame = scores.compare(name, replicates=1000, seed=number).to_frame()
        frame = frame[frame.p.notna()]
        found += [frame.q.min() < LEVEL, false_discovery_control(chi2.sf(frame.g2, 1)).min() < LEVEL]
    return tuple(found / deals)


if __name__ == "__main__":
    main()
