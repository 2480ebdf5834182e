"""Whether every explanation adds up to its score: all documents of all texts at hand, by all themes.

For each document and theme the rows of `Scores.explain`, and its mentions, are summed and held against
`Scores.table`: "emphasis", and with all weights 1 "tfidf". The command fails if a sum is off by more than
1e-12, as a part of the score or, for scores below 1, as a number.

With `--weightings` that is done by other weightings too, some of them with a reference made of half
of the texts.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import themescore as ts
from texts import DATA

TOLERANCE = 1e-12


class Off(NamedTuple):
    """The largest differences in a corpus."""

    cells: int
    filled: int  # with a score above 0
    mentions: int
    relative: float
    absolute: float


def corpora(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each corpus by its name; the examples alone where the shared texts are not at hand."""
    yield "examples", list(ts.read(Path(ts.__file__).parent / "examples" / "reports").texts)
    for path in sorted(data.glob("*.txt")):
        yield path.name, [path.read_text(encoding="utf-8")]
    for path in sorted(data.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield path.name, [json.loads(line)["text"] for line in lines]
    if pages := sorted(data.glob("udhr/*.xml")):
        yield "udhr", [path.read_text(encoding="utf-8") for path in pages]
    for path in sorted(data.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in ("中文", "英文"):
            yield f"{path.name} {column}", [row[column] for row in rows]


def theme_files(data: Path) -> Iterator[Path]:
    """Yield the theme files that are tried."""
    yield Path(ts.__file__).parent / "examples" / "themes.yaml"
    yield from sorted(data.glob("dictionaries/laver-garry.cat"))


WEIGHTINGS = {
    **{variant: ts.Weighting.bm25(variant) for variant in ("robertson", "lucene", "atire", "bm25+", "bm25l")},
    **{code: ts.Weighting.smart(code) for code in ("ltc", "lnn", "apc", "bnb", "Ltu", "ltb")},
    "augmented": ts.Weighting(tf="augmented", k=0.3),
    "log_average": ts.Weighting(tf="log_average", norm="l1"),
    "pivoted": ts.Weighting(tf="log", norm="pivoted"),
}
WITH_REFERENCE = {
    "lucene": ts.Weighting.bm25("lucene"),
    "bm25l": ts.Weighting.bm25("bm25l"),
    "Lsb": ts.Weighting(tf="log_average", idf="smooth", norm="char_length"),
}


def largest_difference(
    scores: ts.Scores, weights: ts.EmphasisWeights, weighting: ts.Weighting | None = None, every: int = 1
) -> Off:
    """Return by how much explanations of every document, or every Nth, are off their scores."""
    table = scores.table("emphasis", weights=weights, weighting=weighting).to_numpy()
    cells = filled = mentions = 0
    relative = absolute = 0.0
    for document in range(0, len(scores.corpus), every):
        for index, theme in enumerate(scores.themes.names):
            explained = scores.explain(theme, document, weights=weights, weighting=weighting)
            score = float(table[document, index])
            cells += 1
            filled += score != 0
            mentions += len(explained.mentions)
            for parts in (explained.rows, explained.mentions):
                off = abs(math.fsum(part.score for part in parts) - score)
                absolute = max(absolute, off)
                relative = max(relative, off / abs(score) if score else off)
    return Off(cells, filled, mentions, relative, absolute)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=DATA, help="where the shared texts are")
    parser.add_argument("--weightings", action="store_true", help="by other weightings than the default too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth document alone")
    options = parser.parse_args()
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    head = f"{'texts':38} {'themes':16} {'weights':12} {'cells':>8} {'filled':>8} {'mentions':>9}"
    print(f"{head} relative absolute")
    total, began = Off(0, 0, 0, 0.0, 0.0), time.perf_counter()
    for name, texts in corpora(options.data):
        for path in theme_files(options.data):
            scores = ts.score(texts, ts.Themes.load(path))
            equal = scores.table("emphasis", weights=ts.EmphasisWeights.equal()).to_numpy()
            for which, weights in (("default", ts.EmphasisWeights()), ("all 1", ts.EmphasisWeights.equal())):
                off = largest_difference(scores, weights, every=options.every)
                total = _together(total, off)
                print(f"{name:38} {path.name:16} {which:12} {_figures(off)}", flush=True)
            if (scores.table("tfidf").to_numpy() != equal).any():
                print(f"{name}: with all weights 1 emphasis is not tfidf")
                return 1
            for which, those, weighting in weighed(scores, texts) if options.weightings else ():
                off = largest_difference(those, ts.EmphasisWeights(), weighting, options.every)
                total = _together(total, off)
                print(f"{name:38} {path.name:16} {which:12} {_figures(off)}", flush=True)
    print(f"{'all of them':68} {_figures(total)}, {time.perf_counter() - began:.0f} s")
    return int(max(total.relative, total.absolute) > TOLERANCE)


def weighed(scores: ts.Scores, texts: list[str]) -> Iterator[tuple[str, ts.Scores, ts.Weighting]]:
    """Yield other weightings with what they weigh, those with a reference last."""
    yield from ((name, scores, weighting) for name, weighting in WEIGHTINGS.items())
    reference = ts.Reference.fit(texts[::2], scores.themes)
    referred = ts.score(texts, scores.themes, reference=reference)
    yield from ((f"{name} ref", referred, weighting) for name, weighting in WITH_REFERENCE.items())


def _together(total: Off, off: Off) -> Off:
    return Off(*map(sum, zip(total[:3], off[:3], strict=True)), *map(max, total[3:], off[3:]))


def _figures(off: Off) -> str:
    return f"{off.cells:>8,} {off.filled:>8,} {off.mentions:>9,} {off.relative:.2e} {off.absolute:.2e}"


if __name__ == "__main__":
    sys.exit(main())
