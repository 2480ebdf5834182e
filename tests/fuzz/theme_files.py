"""Random damage to small theme files of every format: theme_files.py [--seconds N] [--seed N] [FORMAT].

A finding is any exception that is none of ours, a call of more than two seconds of the processor, a word that
is neither in the themes nor among the problems, or themes that are not the same after they are saved and
loaded. It is written to build/fuzz-findings.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import random
import re
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import themescore as ts
from themescore.errors import ThemescoreError
from themescore.themefiles.formats import FORMATS, read_source
from themescore.themefiles.source import ThemeSource

_SLOW = 2.0
READ: list[str] = []  # the formats of the files that were read, so that it is seen whether any were

LIWC = """%
01\tA_CATEGORY
2\tB category
\t3  C (Long name)
heading
%
more\t01
lamb*  1  2
a lot\t2\t3
like\t(02 134)125/464\t(02 134)1\t3
kind\t<of>1/3
"""
LIWC22 = 'DicTerm,A,"B, more",C\nmore,X,,\nlamb*,X,x,0.5\n"a lot, too",,X,-2\n改革,,,X\n'
WORDSTAT = (
    "A\r\n\tB\r\n\t\tWORD* (1)\r\n\t\tWAR_IN_X (2.5)\r\n\tOTHER (1)\r\nC\r\n\tX?Y (1)\r\n\t@RULE [A] (1)\r\n"
)
YOSHIKODER = """<?xml version="1.0" encoding="UTF-8"?>
<dictionary style="050805" patternengine="substring">
<cnode name="A" desc="about it"><cnode name="B"><pnode name="more &amp; less"/></cnode>
<pnode name="lamb*" desc="x"/></cnode>
<cnode name="改革"><pnode name="国有"/></cnode>
</dictionary>
"""
LEXICODER = "+A CATEGORY\n more \n lamb*\n+B#ff0000\nhad\n a lie \n"
CSV = 'theme,pattern,weight,note\nA / B,x*,2,\nA > C,"y, z",,"a ""note"""\nD,改革,0.5,\nE,,,\n'
JSON = (
    '{"A": ["x*", {"pattern": "y", "weight": 2.5, "note": "n"}, {"not": "y z"}],\n "B": {"exclusive": true, '
    '"note": "\\u6539", "labels": {"zh": "贸易"}, "patterns": "q", "themes": {"C": ["国有"], "D": []}}}\n'
)
YAML = """exclusive: true
themes:
  A:
    - x*
    - not: [x y, z]
    - {pattern: 物价, weight: 2, note: prices}
    - Sub: ["a: b", 'c']
  B:
    note: |
      two
      lines
    labels: {zh: 贸易}
    patterns: q
    themes: {C: [国有]}
"""
SEEDS = {
    "liwc": LIWC,
    "liwc22": LIWC22,
    "wordstat": WORDSTAT,
    "yoshikoder": YOSHIKODER,
    "lexicoder": LEXICODER,
    "csv": CSV,
    "tsv": CSV.replace(",", "\t"),
    "json": JSON,
    "yaml": YAML,
}
# What the formats and the pattern language give a meaning to.
PIECES = [
    "(1)", "(1)\n", " (2", "01", "999", "(", ")", "<", ">", "&", "&amp;", "&x;", "<!--",
    "]]>", "<cnode ", "/>", "</cnode>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", '"', "'", "+", "++", "#ff0000", "@", "_", "*", "?", "**", "~3",
    "\\", "{", "}", "[", "]", ",", ";", ":", ": ", "-", "- ", "|", "=", "=1+1", "@SUM", "patterns",
    "themes", "exclusive", "weight", "note", "labels", "not: ", "not inside: ", "/", " / ", "null",
    "true", "1e999", "-0", "NaN", "\\u0041", "\\ud800", "é", "国", "ﷺ", "＊", "😀", "theme",
    "pattern", "DicTerm", ",X", "%", "%\n", "\t", "  ", "\n", "\r", "\r\n", "\n\n", "\0", "\x1a", "\x85",
    "\u2028", "\ufeff", "x" * 1001, "1 " * 300, " " * 300, "\t" * 60, "(" * 60,
]  # fmt: skip


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The file after one to six random changes."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        at = rng.randrange(len(out) + 1)
        end = min(len(out), at + rng.choice((1, 1, 2, 5, 20)))
        kind = rng.randrange(8)
        if kind == 0:
            del out[at:end]
        elif kind == 1:
            out[at:at] = out[rng.randrange(len(out) + 1) :][: rng.randint(1, 60)]
        elif kind == 2:
            out[at:end] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 3)))
        elif kind == 3:
            lines = out.split(b"\n")
            rng.shuffle(lines)
            out = bytearray(b"\n".join(lines))
        elif kind == 4 and out:
            out = out * rng.choice((2, 3, 30))
        else:
            out[at:at] = rng.choice(PIECES).encode()
    return bytes(out[:60_000])


def words_of(name: str, source: ThemeSource) -> Iterator[int]:
    """The lines on which there is a word, or should be one, as far as that can be told without the reader."""
    body = 0
    for number, line in enumerate(source.lines, start=1):
        text = line.strip("\x1a").strip()
        if not text:
            continue
        if name == "liwc":
            if body >= 2:
                yield number
            body += text == "%"
        elif name == "lexicoder" and not text.startswith("+"):
            yield number
        if name == "wordstat" and text.endswith("(1)") and text[:-3].strip():
            yield number


def pattern_rows(text: str) -> int:
    """How many rows of a table have a pattern, by Python's own reader."""
    for delimiter in ",\t;":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        head = next((row for row in rows if any(cell.strip() for cell in row)), [])
        names = [cell.strip().casefold() for cell in head]
        if {"theme", "pattern"} <= set(names):
            at = names.index("pattern")
            return sum(len(row) > at and row[at].strip() not in ("", "'") for row in rows)
    return 0


def workbook_rows(data: bytes) -> Iterator[int]:
    """The rows of its first sheet with a pattern in column B, by another reader; none if it is damaged."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, zlib.error, ET.ParseError):
        return
    for row in root.iter(f"{space}row"):
        for cell in row.iter(f"{space}c"):
            if re.fullmatch(r"B\d+", cell.get("r", "")) and (cell.findtext(f"{space}v") or "").strip():
                yield int(row.get("r", "0"))


def try_one(name: str, data: bytes, folder: Path) -> str | None:
    """What is wrong with how a file is read; None if nothing is."""
    path = folder / f"file.{name}"
    path.write_bytes(data)
    started = time.process_time()
    try:
        with contextlib.suppress(ThemescoreError):
            ts.Themes.load(path)  # whatever it looks like
        started = time.process_time()
        themes = ts.Themes.load(path, format=name)
    except ThemescoreError as error:
        took = time.process_time() - started
        return f"took {took:.1f} s: {error}" if took > _SLOW else None
    except Exception:
        return traceback.format_exc()
    took = time.process_time() - started
    if took > _SLOW:
        return f"took {took:.1f} s"
    READ.append(name)
    if name in ("liwc", "wordstat", "lexicoder"):
        source = ThemeSource.read(path)
        read_source(source, name, None)
        seen = {pattern.line for pattern in themes._patterns} | {problem.line for problem in themes.problems}
        lost = [number for number in words_of(name, source) if number not in seen]
        if lost:
            return f"lines that are neither read nor listed: {lost[:5]}: {source.lines[lost[0] - 1]!r}"
    if name in ("csv", "tsv"):
        source = ThemeSource.read(path)
        read_source(source, name, None)
        if pattern_rows(source.text) > len(themes._patterns) + len(themes.problems):
            return "a row that is neither read nor listed"
    if name == "liwc22":
        source = ThemeSource.read(path)
        read_source(source, name, None)
        rows = [row for row in csv.reader(io.StringIO(source.text, newline="")) if any(map(str.strip, row))]
        marked = sum(row[1:].count("X") for row in rows[1:] if row[0].strip())
        if rows[0][0].strip().casefold() == "dicterm" and marked > len(themes._patterns) + len(
            themes.problems
        ):
            return "an X that is neither read nor listed"
    if name == "xlsx":
        seen = {pattern.line for pattern in themes._patterns} | {problem.line for problem in themes.problems}
        lost = [row for row in workbook_rows(data) if row > 1 and row not in seen]
        if lost:
            return f"rows that are neither read nor listed: {lost[:5]}"
    if name == "yoshikoder":
        seen_words = len(themes._patterns) + len(themes.problems)
        after = data.rpartition(b"?>")[2]  # what stands in a declaration is no element
        hidden = b"<!--" in data or b"CDATA" in data
        if not hidden and after.count(b"<pnode") > seen_words:
            return "a pnode that is neither read nor listed"
    return survives(themes, folder)


def survives(themes: ts.Themes, folder: Path) -> str | None:
    """What is wrong with how themes are saved and loaded again; None if nothing is."""
    for suffix in (".yaml", ".json", ".csv", ".tsv"):
        path = folder / f"saved{suffix}"
        try:
            themes.save(path)
        except ThemescoreError as error:
            if suffix in (".yaml", ".json"):
                return f"cannot be saved as {suffix}: {error}"
            continue
        except Exception:
            return traceback.format_exc()
        try:
            again = ts.Themes.load(path)
        except Exception:
            return f"saved as {suffix}, not loaded again:\n{traceback.format_exc()}"
        if again != themes:
            return f"not the same after {suffix}"
    return None


def workbook() -> bytes:
    """A small workbook with two sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["theme", "pattern", "weight", "note"], ["A / B", "x*", 2, "n"], ["C", "改革"], ["C", 2023]):
        sheet.append(row)
    book.create_sheet("Other").append(["nothing"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def damaged_workbook(data: bytes, rng: random.Random) -> bytes:
    """A workbook with damage in one of its parts, or in the archive itself."""
    if rng.random() < 0.3:
        return damaged(data, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [part for part in old.namelist() if rng.random() > 0.03]
        hit = rng.choice(parts)
        for part in parts:
            content = old.read(part)
            new.writestr(part, damaged(content, rng) if part == hit else content)
    return out.getvalue()


def fuzz(name: str, seconds: float, seed: int, findings: Path) -> int:
    """Try files of one format for some seconds of the processor; return how many findings there were."""
    rng = random.Random(f"{name} {seed}")
    change: Callable[[bytes, random.Random], bytes] = damaged_workbook if name == "xlsx" else damaged
    start = workbook() if name == "xlsx" else SEEDS[name].encode()
    until, tried, kinds = time.process_time() + seconds, 0, set[str]()
    with tempfile.TemporaryDirectory() as temporary:
        while time.process_time() < until:
            data = change(start, rng)
            wrong = try_one(name, data, Path(temporary))
            tried += 1
            kind = "" if wrong is None else wrong.strip().rpartition("\n")[2][:60]
            if wrong is not None and kind not in kinds:
                kinds.add(kind)
                findings.mkdir(parents=True, exist_ok=True)
                path = findings / f"theme_files-{name}-{seed}-{tried}"
                path.write_bytes(data)
                print(f"{name}: {path}\n{wrong}", file=sys.stderr)
    print(f"{name}: {tried:,} files, {READ.count(name):,} of them read, {len(kinds)} findings")
    return len(kinds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="all if not given")
    parser.add_argument("--seconds", type=float, default=30, help="of the processor, for each format (30)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    findings = Path(__file__).resolve().parents[2] / "build" / "fuzz-findings"
    names = options.formats or list(FORMATS)
    return min(1, sum(fuzz(name, options.seconds, options.seed, findings) for name in names))


if __name__ == "__main__":
    sys.exit(main())
