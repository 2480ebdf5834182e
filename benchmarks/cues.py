"""Cues found in real texts, sentence by sentence, for reading; a seeded draw of them, for judging.

`--read` prints the sentences with their cues in brackets, `--draw` cues to be judged. Without either,
`cues_judged.tsv` beside this file, the draw as it was judged by hand, is summed up: the share of right ones
with its Wilson interval, by kind. It holds no text: the document, and where in it the cue begins.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import themescore as ts
from texts import DATA

JUDGED = Path(__file__).parent / "cues_judged.tsv"
# None of the reports that the lexicon was made with. After the first draw it was changed.
REPORTS = {"1": ("gwr-2014", "gwr-2022"), "2": ("gwr-2009", "gwr-2024")}
LATEST = "2"
SIZE = 100


class FoundCue(NamedTuple):
    """A cue and the sentence that it stands in, on one line."""

    document: str
    start: int
    kind: str
    level: int
    cue: str
    sentence: str


def texts() -> dict[str, str]:
    """Return the readout and two reports on the work of the government."""
    found = {"readout": (DATA / "readout-seed.txt").read_text(encoding="utf-8")}
    for line in (DATA / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] in REPORTS[LATEST]:
            found[record["id"]] = record["text"].split("本作品")[0]  # the licence
    return found


def sentences(text: str) -> Iterator[tuple[int, int, list[ts.Cue]]]:
    """Yield the sentences that have cues."""
    cues = ts.Cues.default().find(text)
    for start, end in ts.Tokenizer().sentences(text):
        if own := [cue for cue in cues if start <= cue.start < end]:
            yield start, end, own


def found_cues() -> Iterator[FoundCue]:
    """Yield all cues of the texts."""
    for name, text in texts().items():
        for start, end, own in sentences(text):
            for cue in own:
                before, after = text[start : cue.start], text[cue.end : end]
                sentence = " ".join(f"{before}[{cue.text}]{after}".split())
                yield FoundCue(name, cue.start, cue.kind, cue.level, cue.text, sentence)


def read() -> None:
    """Print the sentences that have cues, these in brackets with their kind and level."""
    for name, text in texts().items():
        for start, end, own in sentences(text):
            line, at = "", start
            for cue in own:
                if cue.start >= at:
                    line += f"{text[at : cue.start]}[{cue.text}|{cue.kind} {cue.level}]"
                    at = cue.end
            print(f"{name}: {' '.join((line + text[at:end]).split())}")


def draw() -> None:
    """Print a seeded draw of the cues, each with its sentence."""
    everything = list(found_cues())
    print(f"{SIZE} of {len(everything)} cues")
    for i in sorted(random.Random(int(LATEST)).sample(range(len(everything)), SIZE)):
        print(*everything[i], sep="\t")


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson 1927)."""
    z = 1.959964
    share, extra = right / total, z * z / total
    middle = (share + extra / 2) / (1 + extra)
    half = z * math.sqrt(share * (1 - share) / total + extra / total / 4) / (1 + extra)
    return middle - half, middle + half


def sum_up() -> None:
    """Print the share of right cues, in all and by kind, for each draw."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for draw, reports in REPORTS.items():
        print(f"draw {draw}: the readout, {', '.join(reports)}")
        drawn = [row for row in rows if row["draw"] == draw]
        for kind in ("", *dict.fromkeys(row["kind"] for row in drawn)):
            own = [row["judgement"] == "right" for row in drawn if kind in ("", row["kind"])]
            low, high = wilson(sum(own), len(own))
            print(f"  {kind or 'all':12}{sum(own):4} of {len(own):3} right, {low:.0%} to {high:.0%}")


def main() -> None:
    """Do what the options say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--read", action="store_true", help="print the sentences with their cues")
    parser.add_argument("--draw", action="store_true", help="print a draw of cues, to be judged")
    options = parser.parse_args()
    if options.read:
        read()
    elif options.draw:
        draw()
    else:
        sum_up()


if __name__ == "__main__":
    main()
