"""Words a second beside jieba, rjieba and ICU, in one run: `make bench` prints it after run.py.

Ours and the peer take turns, `--rounds` times after one round that does not count; a round is at least 0.1 s
of each, and the ratio is that of the two in the same round. One thread; MB are of UTF-8, 1,000,000 bytes;
times are wall-clock. A peer that is not installed is named and left out.

In Python, a str goes in and a list of str comes out of `words()`, of jieba and of rjieba; ours leaves out
punctuation, theirs does not. `tokens()` returns arrays of offsets and a list of forms, so it does more. jieba
is slow: it, and ours beside it, cut a part of the texts.

In C++, `words_in_cpp.cpp` is compiled here if there are g++, ICU's headers (libicu-dev) and the core that
`make develop` built. It compares with ICU fairly: before the clock starts each text is converted to what the
library reads, and both loops go over all words and their offsets.
  tokens         all that Tokenizer.tokens does: rules for reports, wrapped lines, a list of tokens
  scan           does not look for wrapped lines and keeps nothing, as ICU's loop keeps nothing
  scan-standard  UAX #29 and nothing else: the rules that ICU has too
Where the examples stand in for missing texts, ICU meets Chinese, which it looks up: no ratios to go by.
In Python, beside PyICU, ours still has more to do: PyICU's list has the boundaries alone, no kinds, no forms.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import themescore as ts
from measure import in_turn, peer, seconds, spread
from texts import ROOT, megabytes, state_of_the_union, work_reports
from themescore import _core

LEXICON = Path(_core.__file__).with_name("han_lexicon.bin")
TARGETS = {"rjieba": 4, "jieba": 90, "ICU": 4}


def compare(
    label: str, size: float, ours: Callable[[], object], theirs: Callable[[], object], name: str, rounds: int
) -> None:
    """Run both in turn and print their line."""
    pairs = in_turn(ours, theirs, rounds)
    show(label, [size / a for a in pairs.ours], [size / b for b in pairs.theirs], name)


def show(label: str, ours: list[float], theirs: list[float] | None = None, name: str = "") -> None:
    """Print a line of the table."""
    line = f"{label:42}{spread(ours):>24}"
    if theirs:
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        line += f"{spread(theirs):>22}   {spread(ratios)} times {name}"
    print(line)


def a_part(texts: list[str], of: float) -> list[str]:
    """Return texts from all over the list, together of about `of` MB."""
    return texts[:: max(1, round(megabytes(texts) / of))]


def chinese_in_python(texts: list[str], rounds: int) -> None:
    """Ours beside rjieba and jieba, with and without the model of unknown words."""
    rjieba, jieba = peer("rjieba"), peer("jieba")
    few = a_part(texts, 0.3)
    if jieba:
        jieba.setLogLevel("ERROR")
        jieba.initialize()
    for hmm in (True, False):
        label = f"words(), {'HMM' if hmm else 'no HMM'}"
        tokenizer = ts.Tokenizer(hmm=hmm)

        def each(cut: Callable[..., object], of: list[str], *options: bool) -> Callable[[], object]:
            # A list that is kept takes fresh memory for each word, which costs as much as finding it.
            return lambda: [len(cut(text, *options)) for text in of]

        if rjieba:
            ours, theirs = each(tokenizer.words, texts), each(rjieba.cut, texts, hmm)
            compare(label, megabytes(texts), ours, theirs, "rjieba", rounds)
        if jieba:
            # jieba.lcut(text, cut_all, HMM)
            ours, theirs = each(tokenizer.words, few), each(jieba.lcut, few, False, hmm)
            compare(f"{label}, {megabytes(few):.2f} MB", megabytes(few), ours, theirs, "jieba", rounds)
        tokens = each(tokenizer.tokens, texts)
        taken = [seconds(tokens) for _ in range(rounds + 1)][1:]
        show(label.replace("words", "tokens"), [megabytes(texts) / one for one in taken])


def english_in_python(texts: list[str], rounds: int) -> None:
    """Offsets and forms of ours beside PyICU's boundaries."""
    icu = peer("icu")
    if not icu:
        return
    tokenizer = _core.Tokenizer()
    iterator = icu.BreakIterator.createWordInstance(icu.Locale("en"))

    def boundaries() -> None:
        for text in texts:
            iterator.setText(text)
            list(iterator)

    compare(
        "tokens(), in Python",
        megabytes(texts),
        lambda: [len(tokenizer.tokens(text)) for text in texts],
        boundaries,
        "PyICU",
        rounds,
    )


def compiled(folder: Path) -> Path | None:
    """Return the program of words_in_cpp.cpp, or None after saying what is missing."""
    core = ROOT / "build" / f"python-{sys.implementation.cache_tag}" / "cpp" / "libthemescore_core.a"
    program = folder / "words_in_cpp"
    if not shutil.which("g++") or not core.exists():
        print(f"left out what is in C++: needs g++ and {core.relative_to(ROOT)} (make develop)")
        return None
    source = ROOT / "benchmarks" / "words_in_cpp.cpp"
    call = [
        "g++",
        "-std=c++20",
        "-O3",
        "-DNDEBUG",
        "-ffp-contract=off",
        f"-I{ROOT / 'cpp'}",
        str(source),
        str(core),
    ]
    call += ["-lutf8proc", *(["-lstemmer"] if _core.STEM_LANGUAGES else []), "-licuuc", "-o", str(program)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        first = next((line for line in done.stderr.splitlines() if "error" in line), done.stderr)
        print(f"left out what is in C++: {first} (apt-get install libicu-dev)")
        return None
    return program


def in_cpp(program: Path, texts: list[str], rounds: int, *lexicon: Path) -> dict[str, list[float]]:
    """Return MB/s of each round of each job of the program."""
    file = program.with_name("texts")
    file.write_bytes(b"".join(text.encode() + b"\0" for text in texts))
    call = [str(program), str(rounds), str(file), *map(str, lexicon)]
    lines = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    size = megabytes(texts)
    return {name: [size / float(one) for one in taken] for name, _, *taken in map(str.split, lines)}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds

    print(
        f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, "
        f"themescore {version('themescore')}; MB/s, medians of {rounds} rounds (lowest to highest)\n"
        f"targets, for the medians of the ratios: words() with HMM {TARGETS['rjieba']} times rjieba and "
        f"{TARGETS['jieba']} times jieba, scan in C++ {TARGETS['ICU']} times ICU"
    )
    with tempfile.TemporaryDirectory() as folder:
        program = compiled(Path(folder))
        for (name, texts), in_python, lexicon in (
            (work_reports(), chinese_in_python, [LEXICON]),
            (state_of_the_union(), english_in_python, []),
        ):
            print(f"\n{name}: {len(texts):,} documents, {megabytes(texts):.1f} MB")
            print(f"{'job':42}{'ours':>24}{'peer':>22}   ratio")
            in_python(texts, rounds)
            if program:
                # These rounds are short, so there are more of them.
                speeds = in_cpp(program, texts, 4 * rounds, *lexicon)
                theirs = speeds.pop("icu", None)
                for job, ours in speeds.items():
                    show(f"{job}, in C++", ours, theirs, "ICU")


if __name__ == "__main__":
    main()
