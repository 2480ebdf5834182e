"""Holds the core against the slow matcher in many random cases: `make fuzz-patterns FUZZ_CASES=100000`."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from functools import partial
from random import Random

from reference.compare import compared, difference, shrunk
from reference.random_cases import random_case

_CHUNK = 100


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="cases")
    parser.add_argument("--seed", type=int, default=1, help="a case is known by the seed and its number")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--failures", type=int, default=1, help="differences after which to stop")
    parser.add_argument("--old", action="store_true", help="without operators")
    options = parser.parse_args()
    chunks = range(options.first, options.first + options.count, _CHUNK)
    failed: list[int] = []
    seen: Counter[str] = Counter()
    began = time.monotonic()
    with multiprocessing.Pool(options.processes) as pool:
        for done, (bad, counts) in enumerate(
            pool.imap(partial(_compare, options.seed, options.old), chunks), start=1
        ):
            failed += bad
            seen += counts
            if sys.stderr.isatty() or done % 50 == 0:
                print(f"\r{done * _CHUNK:,} cases, {len(failed)} differ", end="", file=sys.stderr, flush=True)
            if len(failed) >= options.failures:
                pool.terminate()
                break
    print(f"\n{seen['cases']:,} cases in {time.monotonic() - began:.0f} s: {dict(seen)}")
    cases = [random_case(Random(f"{options.seed} {n}"), old=options.old) for n in failed]
    smallest = [shrunk(case) for case in cases]
    for number, case in sorted(zip(failed, smallest, strict=True), key=lambda pair: len(repr(pair[1]))):
        print(f"\ncase {number} of seed {options.seed}, made smaller")
        print(difference(case))
        print(repr(case))
    return 1 if failed else 0


def _compare(seed: int, old: bool, first: int) -> tuple[list[int], Counter[str]]:
    failed = []
    seen: Counter[str] = Counter()
    for number in range(first, first + _CHUNK):
        case = random_case(Random(f"{seed} {number}"), old=old)
        wrong, mentions = compared(case)
        if wrong is not None:
            failed.append(number)
            continue
        seen["cases"] += 1
        seen["mentions"] += len(mentions)
        seen["inside of words"] += sum(mention.inside is not None for mention in mentions)
        seen["of several words"] += sum(" " in mention.form for mention in mentions)
        seen["found in"] += bool(mentions)
    return failed, seen


if __name__ == "__main__":
    sys.exit(main())
