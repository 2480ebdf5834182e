"""Unicode's own test files, whole, through the module that users get; the rules for reports are off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from themescore import Tokenizer, _core

UCD = Path("/usr/share/unicode")
CHECKOUT = Path(__file__).resolve().parents[2]


def cases(name: str) -> list[tuple[str, str, list[int]]]:
    """Line, text and borders of each case of a file of lines such as `÷ 0041 × 0308 ÷`."""
    path = UCD / "auxiliary" / name
    if not path.exists():
        pytest.skip(f"needs {path}, of Debian's package unicode-data")
    text = path.read_text(encoding="utf-8")
    if "15.0.0" not in text.splitlines()[0]:
        pytest.skip(f"{path} is of another version than 15.0.0")
    found = []
    for line in text.splitlines():
        marks = line.partition("#")[0].split()
        if marks:
            string = "".join(chr(int(code, 16)) for code in marks[1::2])
            found.append((line, string, [i for i, mark in enumerate(marks[::2]) if mark == "÷"]))
    return found


def test_every_line_of_word_break_test_passes() -> None:
    lines = cases("WordBreakTest.txt")
    failed = [line for line, text, borders in lines if _core.word_boundaries(text) != borders]
    print(f"WordBreakTest.txt: {len(lines) - len(failed)} of {len(lines)} lines")
    assert len(lines) > 1800
    assert not failed


def test_every_line_of_sentence_break_test_passes() -> None:
    splitter = _core.Tokenizer(standard=True)
    lines = cases("SentenceBreakTest.txt")
    failed = [
        line for line, text, borders in lines if [0, *(end for _, end in splitter.sentences(text))] != borders
    ]
    print(f"SentenceBreakTest.txt: {len(lines) - len(failed)} of {len(lines)} lines")
    assert len(lines) > 500
    assert not failed


def test_the_property_table_is_what_the_unicode_files_give() -> None:
    if not UCD.exists():
        pytest.skip(f"needs {UCD}, of Debian's package unicode-data")
    tool = CHECKOUT / "cpp" / "tools" / "unicode_tables.py"
    done = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert _core.UNICODE_VERSION == "15.0.0"


def test_every_radical_is_the_ideograph_that_unicode_says_is_equivalent() -> None:
    """Text taken out of PDF files has radicals in the place of ideographs."""
    path = UCD / "EquivalentUnifiedIdeograph.txt"
    if not path.exists():
        pytest.skip(f"needs {path}, of Debian's package unicode-data")

    def form(text: str) -> list[str]:
        return [token.form for token in tokenizer.tokens(text)]

    tokenizer = Tokenizer()
    checked = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        codes, _, unified = line.partition("#")[0].partition(";")
        first, _, last = codes.strip().partition("..")
        # Some strokes are of another block (U+31C0 to U+31E3), and no text has them for an ideograph.
        for code in range(int(first, 16), int(last or first, 16) + 1) if unified else ():
            if code < 0x2FD6:
                assert form(chr(code)) == form(chr(int(unified, 16))), line
                checked += 1
    assert checked > 300
