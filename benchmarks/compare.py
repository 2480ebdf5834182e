"""Whether one state of the code is slower than another: compare.py BEFORE.json AFTER.json

The files are what `run.py --json` writes; scripts/bench_commits.sh makes them. What is compared are ratios
to the peers, which were measured in the same rounds, so that a machine that was busier during one of the two
does not look like a slower commit. A job has become slower if its median ratio fell by more than a tenth and
below every ratio of before. Exits with 1 if any has.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

MOST = 0.9


def ratios(path: Path) -> dict[str, list[float]]:
    """Return the ratios of each job to its peer, round by round."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {
        f"{row['job']}: {row['peer']}": [
            theirs / ours for ours, theirs in zip(row["pairs"]["ours"], row["pairs"]["theirs"], strict=True)
        ]
        for row in rows
    }


def is_slower(before: list[float], after: list[float]) -> bool:
    """Say whether a job has become slower."""
    median = statistics.median(after)
    return median < MOST * statistics.median(before) and median < min(before)


def main() -> int:
    """Print the jobs, the slower ones marked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    options = parser.parse_args()
    before, after = ratios(options.before), ratios(options.after)
    slower = 0
    for job, now in after.items():
        then = before.get(job)
        if then is None:
            print(f"{job}: new, {statistics.median(now):.1f}")
            continue
        fell = is_slower(then, now)
        slower += fell
        print(
            f"{job}: {statistics.median(then):.1f} before, {statistics.median(now):.1f} now"
            + (", SLOWER" if fell else "")
        )
    for job in before.keys() - after.keys():
        print(f"{job}: only before")
    return 1 if slower else 0


if __name__ == "__main__":
    raise SystemExit(main())
