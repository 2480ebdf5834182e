"""How often a profile is said to have moved where it has not, and how often the interval holds the true move.

First real documents, dealt out by chance to groups and two periods, so that there is nothing to find. Beside
the p of `Profiles.moves` stands what is usual: the chi-square test of the table of mentions, which takes them
for independent draws. Then documents made by chance, each with shares of its own around those of its period
(Dirichlet, `spread` its precision; none: they are all the same), so that the true distance is known. Beside
the interval of `net` stands the plain percentile interval of the bootstrap's distances.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import numpy as np
import themescore as ts
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2_contingency
from texts import real_texts

LEVEL = 0.05
THEMES = Path(ts.__file__).parent / "examples" / "themes.yaml"
WORDS = ["alpha", "bravo", "delta", "gamma", "kappa", "lambda", "omega", "sigma"]
SHARES = np.array([0.30, 0.20, 0.15, 0.10, 0.10, 0.07, 0.05, 0.03])
SENTENCES = 25


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deals", type=int, default=100)
    parser.add_argument("--groups", type=int, default=200)
    options = parser.parse_args()
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    print(f"share of pairs that did not move with a p below {LEVEL}, and of deals with any q below it")
    print(f"{'texts':24}{'documents':>10}{'pairs':>7}{'p':>8}{'chi²':>8}{'any q':>8}")
    for file, texts in real_texts():
        for size in (4, 8):
            pairs, ours, usual, any_q = dealt(texts, size, options.deals)
            print(f"{file:24}{size:>10}{pairs:>7}{ours:>8.3f}{usual:>8.3f}{any_q:>8.3f}", flush=True)
    print(f"\nshare of 95% intervals of {options.groups} moves that hold the true distance")
    print("documents  mentions  spread   true   distance    net   interval   plain   p below 0.05")
    for documents in (1, 2, 3, 5, 10, 20):
        for mentions, spread in ((30, None), (150, 20)):
            for moved in (0.0, 0.05, 0.2):
                print(line(documents, mentions, spread, moved, options.groups), flush=True)


def dealt(texts: list[str], size: int, deals: int) -> tuple[int, float, float, float]:
    """Return how many pairs there were, and the shares of those with a small p, by ours and by chi²."""
    generator = np.random.default_rng(1)
    groups = len(texts) // (2 * size)
    columns: dict[str, list[int | None]] = {}
    for number in range(deals):
        order = generator.permutation(len(texts))
        group: list[int | None] = [None] * len(texts)
        period: list[int | None] = [None] * len(texts)
        for place, document in enumerate(order[: groups * 2 * size].tolist()):
            group[document], period[document] = place // (2 * size), place // size % 2
        columns[f"group {number}"], columns[f"period {number}"] = group, period
    scores = ts.score(ts.Corpus(texts, metadata=columns), ts.Themes.load(THEMES))
    small, usual, any_q = [], [], []
    for number in range(deals):
        profiles = scores.profiles(f"group {number}")
        moves = profiles.moves(f"period {number}", replicates=1000, seed=number)
        frame = moves.to_frame()
        small += (frame.p < LEVEL).tolist()
        any_q.append(frame.q.min() < LEVEL)
        shares = moves.contributions().pivot(index="group", columns="theme")
        for row in moves.rows:
            before = shares.loc[row.group, "share_before"].to_numpy() * row.mentions_before
            after = shares.loc[row.group, "share_after"].to_numpy() * row.mentions_after
            table = np.array([before, after])
            usual.append(chi2_contingency(table[:, table.sum(axis=0) > 0]).pvalue < LEVEL)
    return len(small), float(np.mean(small)), float(np.mean(usual)), float(np.mean(any_q))


def line(documents: int, mentions: int, spread: float | None, moved: float, groups: int) -> str:
    """Return the results for so many documents in each period."""
    generator = np.random.default_rng(5)
    other = SHARES + moved * np.array([-1, 0, 0, 0, 0, 1, 0, 0])
    texts, columns = [], {"group": [], "period": []}
    for group in range(groups):
        for period, shares in enumerate((SHARES, other)):
            for _ in range(documents):
                texts.append(document(generator, shares, mentions, spread))
                columns["group"].append(f"{group:03}")
                columns["period"].append(period)
    themes = {word.title(): [word] for word in WORDS}
    profiles = ts.score(ts.Corpus(texts, metadata=columns), themes).profiles("group")
    frame = profiles.moves("period", replicates=1000).to_frame()
    true = float(jensenshannon(SHARES, other, base=2))
    ours = ((frame.low <= true + 1e-9) & (true <= frame.high)).mean()
    plain = plain_intervals(profiles, true)
    return (
        f"{documents:9}{mentions:10}{spread or 'none':>8}{true:7.3f}{frame.distance.mean():11.3f}"
        f"{np.sqrt((frame.net**2).mean()):7.3f}{ours:11.3f}{plain:8.3f}{(frame.p < LEVEL).mean():15.3f}"
    )


def document(generator: np.random.Generator, shares: np.ndarray, mentions: int, spread: float | None) -> str:
    """Return a text of some so many mentions, each theme's in any of its sentences."""
    own = shares if spread is None else generator.dirichlet(shares * spread)
    themes = generator.choice(len(WORDS), size=generator.poisson(mentions), p=own)
    places = generator.integers(0, SENTENCES, size=len(themes))
    return " ".join(
        " ".join([*(WORDS[i] for i in themes[places == place]), "other words stand here."]).capitalize()
        for place in range(SENTENCES)
    )


def plain_intervals(profiles: ts.Profiles, true: float) -> float:
    """Return the share of percentile intervals of a bootstrap over documents alone that hold `true`."""
    generator = np.random.default_rng(2)
    table = profiles._document_counts
    metadata = profiles._scores.metadata
    held = []
    for _, rows in metadata.groupby("group").indices.items():
        period = metadata["period"].to_numpy()[rows]
        sides = []
        for value in (0, 1):
            own = table[rows[period == value]]
            sides.append(own[generator.integers(0, len(own), (1000, len(own)))].sum(axis=1))
        low, high = np.nanquantile(jensenshannon(*sides, base=2, axis=1), [0.025, 0.975])
        held.append(low <= true <= high)
    return float(np.mean(held))


if __name__ == "__main__":
    main()
