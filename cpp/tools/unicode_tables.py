#!/usr/bin/env python3
"""Write the Unicode property table that the tokenizer reads (text/unicode_table.inc).

Reads the Unicode Character Database files that Debian's package `unicode-data` installs and writes one
class number for each code point, as a two-stage table, and what each class stands for.

    cpp/tools/unicode_tables.py [--ucd DIRECTORY] [--check]

With --check nothing is written; the exit status is 1 if the file in the tree is not what would be written.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import NamedTuple

VERSION = "15.0.0"
CODE_POINTS = 0x110000
OUTPUT = Path(__file__).resolve().parent.parent / "themescore" / "text" / "unicode_table.inc"

# Property values in the order of the enumerations of text/unicode.hpp.
WORD_BREAK = [
    "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Katakana", "Hebrew_Letter", "ALetter",
    "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum", "Numeric", "ExtendNumLet",
    "Regional_Indicator", "WSegSpace",
]  # fmt: skip
SENTENCE_BREAK = [
    "Other", "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper", "OLetter", "Numeric", "ATerm",
    "SContinue", "STerm", "Close",
]  # fmt: skip
CATEGORY = ["Letter", "Mark", "Number", "Punctuation", "Symbol", "Space", "Other"]


class Properties(NamedTuple):
    """What the tokenizer has to know of a code point; code points that agree in all of it share a class."""

    word: str = "Other"
    sentence: str = "Other"
    category: str = "Other"
    han: bool = False
    pictographic: bool = False
    opening: bool = False


def read_ranges(path: Path, wanted: str | None = None) -> dict[int, str]:
    """Return code point to property value, from a file of lines `XXXX..YYYY ; Value # comment`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    # emoji-data.txt counts versions without the last number.
    if not any(VERSION.removesuffix(".0") in line for line in lines[:8]):
        sys.exit(f"{path}: is not of version {VERSION}")
    values: dict[int, str] = {}
    pattern = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")
    for line in lines:
        match = pattern.match(line)
        if match and (wanted is None or match[3] == wanted):
            for code in range(int(match[1], 16), int(match[2] or match[1], 16) + 1):
                values[code] = match[3]
    return values


def read_general_categories(path: Path) -> dict[int, str]:
    """Return code point to General_Category, from UnicodeData.txt with its ranges of First and Last."""
    categories: dict[int, str] = {}
    start = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        code_text, name, category, *_ = line.split(";")
        code = int(code_text, 16)
        if name.endswith(", First>"):
            start = code
        elif name.endswith(", Last>"):
            categories.update(dict.fromkeys(range(start, code + 1), category))
        else:
            categories[code] = category
    return categories


def collect(ucd: Path) -> list[Properties]:
    """Return the properties of every code point."""
    word = read_ranges(ucd / "auxiliary" / "WordBreakProperty.txt")
    sentence = read_ranges(ucd / "auxiliary" / "SentenceBreakProperty.txt")
    script = read_ranges(ucd / "Scripts.txt", "Han")
    white_space = read_ranges(ucd / "PropList.txt", "White_Space")
    categories = read_general_categories(ucd / "UnicodeData.txt")
    pictographic = read_ranges(ucd / "emoji" / "emoji-data.txt", "Extended_Pictographic")
    groups = dict(zip("LMNPS", CATEGORY, strict=False))

    table = []
    for code in range(CODE_POINTS):
        general = categories.get(code, "Cn")
        # Radicals (So) count as Han: text taken out of PDF files often has them in place of the ideograph.
        # The script's few punctuation marks and combining marks do not.
        han = code in script and (general in ("Lo", "Lm", "Nl") or 0x2E80 <= code <= 0x2FD5)
        table.append(
            Properties(
                word=word.get(code, "Other"),
                sentence=sentence.get(code, "Other"),
                category="Space" if code in white_space else groups.get(general[0], "Other"),
                han=han,
                pictographic=code in pictographic,
                opening=general in ("Ps", "Pi"),
            )
        )
    return table


def two_stage(values: list[int]) -> tuple[int, list[int], list[int]]:
    """Return the block size that needs the fewest bytes, each run's block, and the blocks."""
    best: tuple[int, int, list[int], list[int]] | None = None
    for shift in range(4, 9):
        size = 1 << shift
        seen: dict[tuple[int, ...], int] = {}
        index = []
        for start in range(0, len(values), size):
            block = tuple(values[start : start + size])
            index.append(seen.setdefault(block, len(seen)))
        # Latin-1 reads the second stage directly, so its blocks have to be the first ones, in order.
        first = 256 // size
        if index[:first] != list(range(first)):
            continue
        flat = [value for block in seen for value in block]
        bytes_needed = len(index) * (1 if len(seen) <= 256 else 2) + len(flat)
        if best is None or bytes_needed < best[0]:
            best = (bytes_needed, shift, index, flat)
    assert best is not None
    return best[1:]


def lines_of(values: list[int], width: int = 116) -> str:
    """Return numbers and commas, in lines of at most `width`."""
    out, line = [], ""
    for value in values:
        piece = f"{value},"
        if len(line) + len(piece) > width:
            out.append(line)
            line = ""
        line += piece
    return "\n".join([*out, line])


def render(table: list[Properties]) -> str:
    """Return the text of the generated file."""
    classes: dict[Properties, int] = {}
    numbers = [classes.setdefault(properties, len(classes)) for properties in table]
    assert len(classes) <= 256, "a class has to fit a byte"
    shift, index, blocks = two_stage(numbers)
    width = "std::uint8_t" if max(index) < 256 else "std::uint16_t"

    rows = "\n".join(
        f"    {{WordBreak::{p.word}, SentenceBreak::{p.sentence}, Category::{p.category}, "
        f"{int(p.han)}, {int(p.pictographic)}, {int(p.opening)}}},"
        for p in classes
    )
    return f"""// Generated by cpp/tools/unicode_tables.py from the Unicode Character Database {VERSION}.
// Do not edit.
// Copyright 1991-2022 Unicode, Inc.; see NOTICE for the licence of the data.
// clang-format off

inline constexpr std::string_view kUnicodeVersion = "{VERSION}";
inline constexpr int kBlockShift = {shift};

inline constexpr std::array<Properties, {len(classes)}> kClasses = {{{{
{rows}
}}}};

inline constexpr std::array<{width}, {len(index)}> kBlockOf = {{
{lines_of(index)}
}};

inline constexpr std::array<std::uint8_t, {len(blocks)}> kBlocks = {{
{lines_of(blocks)}
}};
"""


def main() -> int:
    """Write the file, or compare it with what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--ucd", type=Path, default=Path("/usr/share/unicode"), help="folder of the UCD files"
    )
    parser.add_argument(
        "--check", action="store_true", help="compare with the file in the tree, write nothing"
    )
    arguments = parser.parse_args()

    text = render(collect(arguments.ucd))
    if arguments.check:
        if OUTPUT.read_text(encoding="utf-8") == text:
            return 0
        print(
            f"{OUTPUT} differs from what the Unicode files give; run this tool without --check",
            file=sys.stderr,
        )
        return 1
    OUTPUT.write_text(text, encoding="utf-8")
    print(f"{OUTPUT}: {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
