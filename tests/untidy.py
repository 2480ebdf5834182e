"""A folder of 1,000 files as analysts have it: made, read, scored, and held against what was put in.

Seventeen formats, eight encodings, and 13 files that are broken, each in its own way: the 987 others have to
come out with the text and the mentions that they were made with, and each of the 13 with the kind and reason
that are right for it. `make untidy` runs it; it exits with 1 and says what was wrong. Where LibreOffice and
the shared texts are, some documents are LibreOffice's, and are held against the texts that they are made of.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import themescore as ts
from themescore.errors import ThemescoreWarning
from untidy_files import BROKEN, FILES, LANGUAGES, Made, make, make_broken

THEMES = {
    "Reform": ["reform*", "改革", "реформ*", "réforme*"],
    "Growth": ["growth", "增长", "增長", "成長", "рост*"],
}


def read(made: Made) -> ts.Corpus:
    """Read all of it at once: no encoding is named."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.read([made.folder, *(table for tables in made.tables.values() for table in tables)])


def wrong_texts(corpus: ts.Corpus, made: Made) -> list[str]:
    """Say which documents are not what was put in."""
    wrong = [f"{name} is missing" for name in sorted(set(made.texts) - set(corpus.ids))]
    wrong += [f"{name} was not made" for name in sorted(set(corpus.ids) - set(made.texts))]
    for document in corpus:
        put_in = "".join(made.texts.get(document.id, "").split())
        came_out = "".join(document.text.split())
        if document.id.endswith("-pdf"):  # by LibreOffice: pages have their own order of some lines
            missing = Counter(put_in) - Counter(came_out)
            if sum(missing.values()) > len(put_in) / 100:
                wrong.append(
                    f"{document.id}: {sum(missing.values())} of {len(put_in)} characters are missing"
                )
        elif put_in != came_out:
            wrong.append(f"{document.id} is {came_out[:60]!r}, not {put_in[:60]!r}")
    return wrong


def wrong_scores(scores: ts.Scores, made: Made) -> list[str]:
    """Say which counts are not those of the texts that were put in, and of a search in them."""
    counts = scores.table("count")
    names = [name for name in counts.index if not name.endswith("-pdf")]
    of_files = counts.loc[names]
    of_texts = ts.score(ts.Corpus([made.texts[name] for name in names], ids=names), THEMES).table("count")
    wrong = [
        f"{name}: scored otherwise than its text" for name in names if (of_files != of_texts).loc[name].any()
    ]
    for name in names:
        if "/office/" not in name:
            found = {
                theme: sum(made.texts[name].lower().count(word.strip("*")) for word in words)
                for theme, words in THEMES.items()
            }
            if found != of_files.loc[name].to_dict():
                wrong.append(f"{name}: {of_files.loc[name].to_dict()}, but a search finds {found}")
    return wrong


def wrong_failures(corpus: ts.Corpus, expected: dict[str, tuple[str, str]]) -> list[str]:
    """Say which failures are not those that were made."""
    listed = {Path(failure.path).name: failure for failure in corpus.failures}
    wrong = [f"{name} is not listed" for name in expected.keys() - listed.keys()]
    wrong += [f"{name} is listed: {listed[name].reason}" for name in listed.keys() - expected.keys()]
    for name in expected.keys() & listed.keys():
        kind, reason = expected[name]
        if listed[name].kind != kind or reason not in listed[name].reason or "\n" in listed[name].reason:
            wrong.append(f"{name}: {listed[name].kind}, {listed[name].reason!r}, not {kind}, {reason!r}")
    return wrong


def as_archive(made: Made) -> list[str]:
    """Say what is different where one of the folders is read from an archive."""
    folder = made.folder / "utf-8"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder))
    target = made.folder.parent / "utf-8.zip"
    target.write_bytes(data.getvalue())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        unpacked, packed = ts.read(folder), ts.read(target)
    same = (packed.ids, packed.texts) == (unpacked.ids, unpacked.texts)
    return [] if same else ["an archive of the folder utf-8 gives other documents than the folder"]


def main() -> int:
    """Do it all; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder that is not there yet, to look at the files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = options.keep or Path(work, "untidy")
        folder.mkdir()
        # In a process of its own, so that the peak of this one is that of reading and scoring.
        with ProcessPoolExecutor(1) as pool:
            made = pool.submit(make, folder, options.seed).result()
            expected = pool.submit(make_broken, folder / "broken").result()
        suffixes = Counter(path.suffix for path in folder.rglob("*") if not path.is_dir())
        print(
            f"{suffixes.total():,} files in {len(suffixes)} formats and {len(LANGUAGES)} encodings, "
            f"{len(expected)} of them broken, made in {made.seconds:.1f} s: "
            + ", ".join(f"{suffix} {count}" for suffix, count in sorted(suffixes.items()))
        )
        before = _peak()
        began = time.perf_counter()
        corpus = read(made)
        between = time.perf_counter()
        scores = ts.score(corpus, THEMES)
        scored = len(scores.table("count"))
        print(
            f"{scored:,} scored, {len(corpus.failures)} listed; read in {between - began:.1f} s, "
            f"scored in {time.perf_counter() - between:.1f} s, peak memory {_peak():,} MB ({before:,} before)"
        )
        for failure in corpus.failures:
            print(f"  {Path(failure.path).name}: {failure.kind}: {failure.reason}")
        wrong = wrong_texts(corpus, made) + wrong_scores(scores, made) + wrong_failures(corpus, expected)
        wrong += as_archive(made)
        if suffixes.total() != FILES or scored != FILES - BROKEN:
            wrong.append(f"{suffixes.total()} files, of which {scored} scored")
    for line in wrong[:20]:
        print(f"WRONG: {line}", file=sys.stderr)
    print("all as it should be" if not wrong else f"{len(wrong)} things are wrong")
    return 1 if wrong else 0


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
