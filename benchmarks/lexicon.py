"""What the Chinese lexicon costs: time to the first word, memory, and 100,000 taught words.

Each case runs in a process of its own, `--rounds` times after one that does not count. Times are wall-clock,
medians (lowest to highest); memory is that of the last round, from /proc/self/smaps. The lexicon's file is
mapped, so its pages are those of the page cache, the same for all processes: "file" is how much of it is
resident, "shared" how much of that and of libraries other processes have mapped at the moment, "private" what
this process alone has written. MB are 1,000,000 bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

LEXICON = "han_lexicon.bin"
TAUGHT = 100_000

# Seconds of each step; MB after each step.
Result = tuple[dict[str, float], dict[str, dict[str, float]]]


def memory() -> dict[str, float]:
    """Return MB that are resident, written by this process alone, shared, and of the lexicon's file."""
    fields = {"Rss": "resident", "Private_Dirty": "private", "Shared_Clean": "shared"}
    found = {"resident": 0.0, "private": 0.0, "shared": 0.0, "file": 0.0}
    is_lexicon = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        name, *values = line.split()
        if not name.endswith(":"):  # the first line of a mapping: its addresses and its file
            is_lexicon = line.endswith(LEXICON)
        elif name[:-1] in fields:
            size = int(values[0]) * 1024 / 1e6
            found[fields[name[:-1]]] += size
            found["file"] += size if is_lexicon and name == "Rss:" else 0
    return found


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that the function takes, and what it returns."""
    start = time.perf_counter()
    result = function()
    return time.perf_counter() - start, result


def first_word() -> Result:
    """Import, make a tokenizer, cut a first text."""
    times = {}
    times["import themescore"], ts = timed(lambda: import_module("themescore"))
    times["from there to the first word"], words = timed(lambda: ts.Tokenizer().words("深化国有企业改革"))
    if words[0] != "深化":
        raise ValueError(words)
    return times, {}


def opening() -> Result:
    """Open the lexicon, make a tokenizer, cut all reports, make more tokenizers."""
    import themescore as ts
    from texts import megabytes, work_reports
    from themescore.tokenizing.lexicon import base_lexicon

    _, texts = work_reports()
    size = f"{megabytes(texts):.1f} MB"
    times, steps = {}, {"before": memory()}
    times["HanLexicon(path)"], _ = timed(base_lexicon)
    steps["lexicon opened"] = memory()
    times["the first Tokenizer() of it"], first = timed(ts.Tokenizer)
    steps["a tokenizer made"] = memory()
    times[f"{size} cut"], _ = timed(lambda: [len(first.words(text)) for text in texts])
    steps[f"{size} cut"] = memory()
    times["100 more tokenizers"], more = timed(lambda: [ts.Tokenizer() for _ in range(100)])
    steps["100 more tokenizers"] = memory()
    times["the same file again"], again = timed(open_again)
    steps["the same file again"] = memory()
    del more, again
    return times, steps


def taught_words() -> Result:
    """Teach 100,000 words of 2 to 5 characters, without frequencies and with them."""
    import themescore as ts
    from texts import megabytes, work_reports

    _, texts = work_reports()
    size = f"{megabytes(texts):.1f} MB"
    characters = sorted({c for text in texts for c in text if "\u4e00" <= c <= "\u9fff"})
    draw = random.Random(1)
    distinct = {"".join(draw.choices(characters, k=draw.randint(2, 5))): 5 for _ in range(TAUGHT * 11 // 10)}
    frequencies = dict(list(distinct.items())[:TAUGHT])
    words = list(frequencies)

    def cut(tokenizer: Any) -> int:
        return sum(len(tokenizer.words(text)) for text in texts)

    plain = ts.Tokenizer()
    cut(plain)
    times, steps = {}, {"before": memory()}
    times[f"{TAUGHT:,} words taught"], tokenizer = timed(lambda: ts.Tokenizer(lexicon=words))
    steps["words taught"] = memory()
    times[f"{size} cut, none taught"], _ = timed(lambda: cut(plain))
    times[f"{size} cut, {TAUGHT:,} words taught"], _ = timed(lambda: cut(tokenizer))
    times["one word more"], more = timed(lambda: tokenizer.teach(["重要论述"]))
    steps["one word more, both kept"] = memory()
    times[f"{TAUGHT:,} words taught, with frequencies"], other = timed(
        lambda: ts.Tokenizer(lexicon=frequencies)
    )
    steps["with frequencies, all three kept"] = memory()
    del more, other
    return times, steps


def open_again() -> Any:
    """Map the file as another process would."""
    from themescore import _core

    return _core.HanLexicon(str(Path(_core.__file__).with_name(LEXICON)))


CASES = {"first word": first_word, "lexicon": opening, "taught words": taught_words}


def fresh(case: str) -> Result:
    """Run the case in a process of its own; the time of all of it too."""
    call = [sys.executable, __file__, "--case", case]
    taken, done = timed(lambda: subprocess.run(call, stdout=subprocess.PIPE, text=True, check=True))
    times, steps = json.loads(done.stdout)
    return {**times, "the whole process, Python's start included": taken}, steps


def show(case: str, rounds: int) -> None:
    """Print the times and the memory of a case."""
    results = [fresh(case) for _ in range(rounds + 1)][1:]
    print(f"\n{case}")
    for name in results[0][0]:
        values = [1000 * times[name] for times, _ in results]
        spread = f"({min(values):.2f} to {max(values):.2f})"
        print(f"  {name:42}{statistics.median(values):10.2f} ms {spread}")
    steps = results[-1][1]
    for number, (name, step) in enumerate(steps.items()):
        if number == 0:
            print(f"  {'':42}" + "".join(f"{column + ', MB':>14}" for column in step))
        print(f"  {name:42}" + "".join(f"{value:14.1f}" for value in step.values()))


def main() -> None:
    """Print every case, or run one and print it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        print(json.dumps(CASES[arguments.case]()))
        return
    from themescore import _core

    size = Path(_core.__file__).with_name(LEXICON).stat().st_size
    print(f"{LEXICON}: {size / 1e6:.2f} MB; medians of {arguments.rounds} rounds")
    for case in CASES:
        show(case, arguments.rounds)


if __name__ == "__main__":
    main()
