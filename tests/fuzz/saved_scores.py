"""Random damage to files of saved scores, with the right checksum: saved_scores.py [--seconds N] [--seed N].

What comes of it has to be scores that can be shown, or a ReadError, in two seconds of the processor. A
finding is written to build/fuzz-findings.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import hashlib
import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

import themescore as ts
from themescore.errors import InputError, ReadError

_SLOW = 2.0
_FOOTER = 3000  # bytes at the end that are damaged as often as all the others
_MARK = b"sha256:"
_CHECKSUM = len(_MARK) + 64

TEXTS = [
    "The meeting stressed that reform must go on. Trade reform!",
    "改革开放，贸易。",
    "",
    "Growth of indus-\ntry and trade reform.\n© 2024 The Office",
]
IDS = ["007", "12345678901234567890", "甘肃", "a\nb"]
METADATA = {"year": [2021, None, 2023, 2024], "name": ["a", "b", "", "=1+1"]}
THEMES = {"Reform": [{"pattern": "reform*", "weight": 2}, "改革"], "Economy": {"Trade": ["trade", "贸易"]}}


def damaged(data: bytes, draw: random.Random) -> bytes | None:
    """The file with some bytes changed and the checksum put right; None if that is gone."""
    changed = bytearray(data)
    for _ in range(draw.choice([1, 1, 1, 2, 4, 8])):
        first = 0 if draw.random() < 0.5 else max(0, len(changed) - _FOOTER)
        at = draw.randrange(first, len(changed))
        changed[at] = draw.choice([changed[at] ^ 1 << draw.randrange(8), draw.randrange(256), 0, 255, 127])
    at = changed.rfind(_MARK)
    if at < 0:
        return None
    changed[at : at + _CHECKSUM] = _MARK + b"0" * 64
    changed[at : at + _CHECKSUM] = _MARK + hashlib.sha256(changed).hexdigest().encode()
    return bytes(changed)


def outcome(path: Path) -> str:
    """What becomes of a file."""
    started = time.process_time()
    try:
        scores = ts.Scores.load(path)
        scores._repr_html_()
        for theme in scores.themes.names:
            str(scores.evidence(theme))
            scores.explain(theme, 0)
        repr(scores.mentions.num_rows)
        str(scores.profiles())
        with contextlib.suppress(InputError):  # another name, or another type
            scores.compare("name", replicates=100)
        found = "loaded"
    except ReadError:
        found = "refused"
    except Exception:
        return traceback.format_exc()
    took = time.process_time() - started
    return found if took < _SLOW else f"took {took:.1f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    findings = Path(__file__).parents[2] / "build" / "fuzz-findings"
    corpus = ts.Corpus(TEXTS, ids=IDS, metadata=METADATA)
    plain, cleaned = (
        ts.score(corpus, THEMES),
        ts.score(ts.clean(corpus, ["hyphenation", "web_boilerplate"]), THEMES),
    )
    variants = [(plain, True), (cleaned, True), (plain, False)]
    draw = random.Random(options.seed)
    counted: collections.Counter[str] = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "scores.parquet")
        for scores, texts in variants:
            scores.save(path, texts=texts)
            whole = path.read_bytes()
            end = time.process_time() + options.seconds / len(variants)
            while time.process_time() < end:
                data = damaged(whole, draw)
                if data is None:
                    continue
                path.write_bytes(data)
                found = outcome(path)
                if found in ("loaded", "refused"):
                    counted[found] += 1
                    continue
                counted["findings"] += 1
                findings.mkdir(parents=True, exist_ok=True)
                kept = findings / f"scores-{hashlib.sha256(data).hexdigest()[:12]}.parquet"
                kept.write_bytes(data)
                print(f"{kept}: {found}")
    print(", ".join(f"{number:,} {name}" for name, number in sorted(counted.items())))
    return 1 if counted["findings"] or not counted["loaded"] or not counted["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
