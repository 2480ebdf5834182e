"""What a corpus says of itself: scripts, languages, and what to know before the work begins."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import themescore as ts
from corpora import LIBRARIES, columns
from themescore.corpora.marks import mojibake
from themescore.corpora.scripts import language_of, script_of, scripts_of

pytestmark = pytest.mark.mostly_python

UNICODE = Path("/usr/share/unicode/Scripts.txt")


# Scripts and languages


def test_letters_have_the_scripts_that_unicode_gives_them() -> None:
    wrong: dict[str, list[str]] = {}
    for first, last, script in unicode_scripts():
        for char in map(chr, range(first, min(last, first + 200) + 1)):
            # Mathematical letters are Common in the file, and Latin for us.
            if unicodedata.category(char).startswith("L") and script not in ("Common", "Inherited"):
                # New_Tai_Lue is New Tai here.
                found = script_of(char).replace(" ", "_").replace("-", "_")
                if not found or not script.startswith(found):
                    wrong.setdefault(script, []).append(char)
    # Python knows no names of Tangut; five marks that repeat what stands before them have odd ones.
    assert set(wrong) <= {"Tangut", "Han", "Latin", "Arabic", "Greek"}
    assert sum(map(len, (wrong.get(script, []) for script in ("Han", "Latin", "Arabic", "Greek")))) < 30


def unicode_scripts() -> list[tuple[int, int, str]]:
    """The ranges of Unicode's own file."""
    if not UNICODE.is_file():
        pytest.skip("needs Debian's unicode-data")
    found = []
    for line in UNICODE.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; (\w+)", line)
        if match:
            first = int(match[1], 16)
            found.append((first, int(match[2] or match[1], 16), match[3]))
    return found


def test_letters_alone_are_counted_each_by_its_script() -> None:
    text = "Ab é Ａ 𝐀 ª 12 ,。 国〇々 ーカﾊ ひ Я한 e\u0301 😀"
    assert scripts_of(text) == {
        "Latin": 7, "Han": 2, "Katakana": 3, "Hiragana": 1, "Cyrillic": 1, "Hangul": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("深化改革", "Chinese"),
        ("深化改革 and reform of everything else", ""),
        ("これは日本語の文章です", "Japanese"),
        ("カタカナ", "Japanese"),
        ("开放改革的重要论述以及各项工作的部署和安排落实 の", "Chinese"),
        ("한국어", "Korean"),
        ("Ελληνικά", "Greek"),
        ("Русский", ""),
        ("العربية", ""),
        ("English", ""),
        ("123 。", ""),
        ("", ""),
    ],
)
def test_a_language_is_named_only_where_the_script_says_it(text: str, language: str) -> None:
    assert language_of(scripts_of(text)) == language


@pytest.mark.parametrize(
    ("name", "language"), [("cmn_hans", "Chinese"), ("cmn_hant", "Chinese"), ("eng", "")]
)
def test_declarations_are_in_the_language_that_their_script_says(
    shared_data: Path, name: str, language: str
) -> None:
    page = (shared_data / "udhr" / f"udhr_{name}.xml").read_text(encoding="utf-8")
    text = re.sub(r"<[^>]*>", " ", page)
    assert len(text) > 1000
    assert language_of(scripts_of(text)) == language


@pytest.mark.parametrize("make", LIBRARIES)
def test_languages_are_a_frame_of_the_metadatas_library(make: Any) -> None:
    corpus = ts.Corpus(["国有reform", "1"], ids=["a", "b"], metadata=make({"year": [1, 2]}))
    found = corpus.languages()
    assert type(found) is type(make({"year": [1]}))
    cells = columns(found)
    assert cells["letters"] == [8, 0]
    assert cells["Latin"] == [0.75, 0.0]
    assert cells["Han"] == [0.25, 0.0]
    assert cells["script"][0] == "Latin"


# The description


TEXTS = {
    "a": "Footer of it\nReform goes on. It does.",
    "b": "  Footer of it \n深化改革。",
    "c": "Prices rose.\r\nFooter of it",
    "d": "",
    "e": "Prices rose.\r\nFooter of it",
    "f": "caf\ufffd \ufffd",
    "g": "Itâ€™s so",
    "h": " - 7 - \n - 7 -",
}


def described() -> ts.CorpusDescription:
    metadata = {"year": [2021, None, 2021, 2022, None, 2021, 2021, 2021], "kind": ["x"] * 8}
    return ts.Corpus(list(TEXTS.values()), ids=list(TEXTS), metadata=metadata).describe()


def test_what_is_described_is_what_is_there() -> None:
    found = described()
    tokenizer = ts.Tokenizer()
    sizes = {name: len(tokenizer.words(text)) for name, text in TEXTS.items()}
    assert found.documents == 8
    assert found.words == sum(sizes.values())
    assert found.characters == sum(map(len, TEXTS.values()))
    assert found.sentences == sum(len(tokenizer.sentences(text)) for text in TEXTS.values())
    assert found.largest == ("a", sizes["a"])
    assert sizes["a"] == max(sizes.values())
    assert found.smallest == ("d", 0)
    assert found.empty == ("d",)
    assert found.duplicates == (("e", "c"),)
    assert found.replacement_marks == {"f": 2}
    assert list(found.mojibake) == ["g"]
    assert found.repeated_lines == (("Footer of it", 4),)
    assert found.missing == {"year": 2}
    assert found.documents_by_script == {"Latin": 6}  # b has ten letters of Latin before its four of Han
    assert found.failures == 0


def test_it_is_a_table_in_the_terminal_and_as_a_frame() -> None:
    found = described()
    frame = found.to_frame()
    assert list(frame.columns) == ["subject", "value", "detail"]
    lines = str(found).splitlines()
    assert repr(found) == str(found)
    assert max(map(len, lines)) <= 100
    for subject, value in zip(frame["subject"], frame["value"], strict=True):
        assert any(re.match(rf"{re.escape(subject)}\s+{value:,}(\s|$)", line) for line in lines), subject
    assert "“Footer of it” in 4" in str(found)
    assert "year (2 missing)" in str(found)
    polars = ts.Corpus(["a"], metadata=pl.DataFrame({"n": [1]})).describe().to_frame()
    assert isinstance(polars, pl.DataFrame)


def test_hostile_names_and_lines_are_text_in_the_notebook_and_move_nothing_in_the_terminal() -> None:
    line = "<script>alert(1)</script> \u202e\x1b[2J x"
    texts = [f"{line}\n{i}" for i in range(4)]
    found = ts.Corpus(
        texts, ids=[f"<b>{i}\x1b" for i in range(4)], metadata={"<i>": [1, 2, 3, None]}
    ).describe()
    page = found._repr_html_()
    assert not re.search("<script|<b>0|<i>", page)
    assert "&lt;script&gt;" in page
    assert not re.search("[\x1b\u202e]", str(found))


def test_long_lists_say_how_many_more_there_are() -> None:
    found = ts.Corpus(["", *map(str, range(9)), *[" "] * 30]).describe()
    assert "'" not in str(found)
    assert re.search(r"empty documents\s+31\s+0, 10, 11 and 28 more", str(found))


def test_a_corpus_of_nothing_but_white_space_is_described_too() -> None:
    found = ts.Corpus([" "]).describe()
    assert (found.words, found.scripts, found.median_words) == (0, {}, 0)


# Marks of wrong encodings


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text",
    [
        "It’s “so” – really",
        "Überraschung für Müller",
        "Année économique à l’école",
        "深化国有企业改革",
        "Реформа идёт",
        "改革が続く",
    ],
)
def test_utf8_read_as_something_else_is_noticed(text: str, wrong: str) -> None:
    assert mojibake(text) is None
    read = text.encode().decode("latin-1")
    if wrong == "cp1252":
        # As browsers do, which take the five bytes that it has not got for control characters.
        read = "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c for c in read)
    assert mojibake(read) is not None


def test_utf8_read_as_gbk_with_gaps_is_noticed() -> None:
    assert mojibake("国有\ufffd\ufffd改革".encode().decode("gbk", "replace")) is not None


def test_windows_1252_read_as_latin_1_is_noticed() -> None:
    assert mojibake("It’s so".encode("cp1252").decode("latin-1")) is not None


def test_no_real_text_looks_misread(shared_data: Path) -> None:
    files = [
        file
        for file in shared_data.iterdir()
        if file.suffix in (".jsonl", ".txt", ".csv") or file.name == "udhr"
        for file in (file.iterdir() if file.is_dir() else [file])
    ]
    assert len(files) > 5
    wrong = {file.name: mojibake(file.read_text(encoding="utf-8")) for file in files}
    # The minutes do have quotation marks of Windows-1252 as control characters: "the Committee\x92s".
    assert [name for name, place in wrong.items() if place is not None] == ["fomc-minutes.jsonl"]


def test_one_writes_so_and_it_is_no_mistake() -> None:
    for text in ("SÃO PAULO", "« Âge »", "l’Âme", "ÂÃ", "à «l’été»", "Ângela — não", "naïve…", "30 °C", "ß»"):
        assert mojibake(text) is None, text
