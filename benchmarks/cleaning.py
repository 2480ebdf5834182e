"""What cleaning gives back of texts set as PDF, what it removes from clean ones, and how fast it is.

    .venv/bin/python benchmarks/cleaning.py [--only pdf] [--pdf FOLDER]

needs the shared texts, soffice, chromium, pypdf and pyphen. LibreOffice and Chromium set real texts with a
header and page numbers; LibreOffice's English is hyphenated (by soft hyphens from pyphen, as it comes without
patterns). FOLDER keeps the PDFs. A sentence is given back if the cleaned text has the same one, but for
blanks.
"""

from __future__ import annotations

import argparse
import functools
import html
import json
import subprocess
import tempfile
import time
import unicodedata
import warnings
from collections import Counter
from pathlib import Path

import themescore as ts
from themescore.cleaning.registry import PRESETS, STEPS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
THEMES = {
    "Economy": ["econom*", "growth", "employment", "industr*", "经济", "增长", "就业"],
    "Government": ["government*", "congress*", "legislat*", "政府", "国务院", "改革"],
    "Security": ["security", "defen?e", "war", "安全", "国防"],
    "Header": ["collected texts", "文集"],
}
HEADERS = {"en": "Collected texts of the union", "zh": "政府工作文集"}
FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="11pt" style:font-name-asian="Noto Serif CJK
 SC"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>
<style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{header}</text:p></style:header>
<style:footer><text:p>{page}</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""
NUMBERS = {"en": "<text:page-number/>", "zh": "第 <text:page-number/> 页 共 <text:page-count/> 页"}


def records(name: str) -> list[dict]:
    with (DATA / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def corpus_of(name: str) -> ts.Corpus:
    rows = records(name)
    return ts.Corpus([row["text"] for row in rows], ids=[row["id"] for row in rows])


def sources() -> dict[str, tuple[str, list[str]]]:
    """Language and paragraphs by name."""
    sotu = {row["id"]: row["text"] for row in records("sotu.jsonl")}
    reports = {row["id"]: row["text"] for row in records("work-reports-zh.jsonl")}
    texts = {
        "sotu-1850": ("en", next(text for name, text in sotu.items() if name.endswith("1850"))),
        "sotu-1965": ("en", next(text for name, text in sotu.items() if name.endswith("1965"))),
        "sotu-2013": ("en", next(text for name, text in sotu.items() if name.endswith("2013"))),
        "gwr-2024": ("zh", reports["gwr-2024"]),
        "gwr-2005": ("zh", reports["gwr-2005"]),
    }
    return {
        # In the Chinese texts links stand on lines of their own, in the middle of sentences.
        name: (
            language,
            [line.strip() for line in text.split("\n") if len(line.strip()) > 15 * (language == "zh")],
        )
        for name, (language, text) in texts.items()
    }


def hyphenated(paragraph: str) -> str:
    import pyphen

    words = pyphen.Pyphen(lang="en_US")
    return " ".join(words.inserted(word, "\xad") if word.isalpha() else word for word in paragraph.split(" "))


def make_pdfs(folder: Path) -> None:
    for name, (language, paragraphs) in sources().items():
        shown = [hyphenated(p) for p in paragraphs] if language == "en" else paragraphs
        body = "".join(f'<text:p text:style-name="P">{html.escape(p)}</text:p>' for p in shown)
        (folder / f"{name}-writer.fodt").write_text(
            FODT.format(header=HEADERS[language], page=NUMBERS[language], body=body), encoding="utf-8"
        )
        # pypdf puts a blank for each soft hyphen of Chromium's.
        page = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
        (folder / f"{name}-chromium.html").write_text(
            f"<!doctype html><html lang={language}><meta charset=utf-8><title>{HEADERS[language]}</title>"
            f"<body style='font: 11pt serif; text-align: justify; hyphens: manual'>{page}",
            encoding="utf-8",
        )
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             f"--print-to-pdf={folder / f'{name}-chromium.pdf'}",
             (folder / f"{name}-chromium.html").as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*-writer.fodt"))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


def sentences(text: str, language: str) -> Counter[str]:
    tokenizer = ts.Tokenizer()
    joint = "" if language == "zh" else " "
    # Chromium's PDF has ligatures and radicals in the place of letters and characters.
    text = unicodedata.normalize("NFKC", text.translate(radicals()))
    return Counter(joint.join(text[start:end].split()) for start, end in tokenizer.sentences(text))


@functools.cache
def radicals() -> dict[int, int]:
    """Radicals, and the characters that look the same: unicode-data of Debian has them."""
    table = {}
    for line in Path("/usr/share/unicode/EquivalentUnifiedIdeograph.txt").read_text().splitlines():
        codes, _, character = line.partition("#")[0].partition(";")
        if character:
            first, _, last = codes.strip().partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                table[code] = int(character, 16)
    return table


def mentions(texts: list[str]) -> dict[str, int]:
    return ts.score(texts, THEMES).table("count").sum().to_dict()


def given_back(folder: Path) -> None:
    print("sentences of the original that are there, and mentions by theme\n")
    print("| document | sentences | as read | " + " | ".join(f"+ {step}" for step in PRESETS["pdf"]) + " |")
    print("|---|---|---|" + "---|" * len(PRESETS["pdf"]))
    found: dict[str, list[str]] = {"original": [], "as read": [], "cleaned": []}
    for name, (language, paragraphs) in sources().items():
        original = "\n\n".join(paragraphs)
        wanted = sentences(original, language)
        for program in ("writer", "chromium"):
            corpus = ts.read(folder / f"{name}-{program}.pdf")
            shares = []
            for number in range(len(PRESETS["pdf"]) + 1):
                cleaned = ts.clean(corpus, PRESETS["pdf"][:number])
                there = sum((wanted & sentences(cleaned.texts[0], language)).values())
                shares.append(f"{100 * there / wanted.total():.1f}%")
            print(f"| {name}-{program} | {wanted.total():,} | {' | '.join(shares)} |")
            for key, text in (
                ("original", original),
                ("as read", corpus.texts[0]),
                ("cleaned", cleaned.texts[0]),
            ):
                found[key].append(text)
            (folder / f"{name}-{program}.txt").write_text(cleaned.texts[0], encoding="utf-8")
            cleaned.cleaning.to_frame().to_csv(folder / f"{name}-{program}.csv")
    print()
    for key, texts in found.items():
        print(f"{key}: {mentions(texts)}")


def false_removals() -> None:
    print("\nwhat the steps remove from texts that are clean (places, documents, characters)\n")
    for name in ("sotu.jsonl", "fomc-statements.jsonl", "fomc-minutes.jsonl", "work-reports-zh.jsonl"):
        corpus = corpus_of(name)
        for step in STEPS:
            row = ts.clean(corpus, [step]).cleaning._sums()[0]
            if row.places:
                print(
                    f"{name} {step}: {row.places:,} places, {row.documents} of {len(corpus)} documents, "
                    f"{row.removed:,}"
                )


def speed() -> None:
    rows = [
        row["text"]
        for name in ("sotu.jsonl", "fomc-minutes.jsonl", "work-reports-zh.jsonl")
        for row in records(name)
    ]
    corpora = {"one line a paragraph": rows, "wrapped": [wrapped(text) for text in rows[:245]] * 2}
    print("\nMB/s (of UTF-8, by the time of the processor)\n")
    for name, texts in corpora.items():
        corpus = ts.Corpus(texts)
        size = sum(len(text.encode()) for text in texts) / 1e6
        taken = {}
        for step in STEPS:
            start = time.process_time()
            ts.clean(corpus, [step])
            taken[step] = size / (time.process_time() - start)
        print(f"{name}, {size:.1f} MB:", ", ".join(f"{step} {value:.0f}" for step, value in taken.items()))
        for preset, steps in PRESETS.items():
            start = time.process_time()
            cleaned = ts.clean(corpus, steps)
            taken_whole = time.process_time() - start
            maps = sum(spans.nbytes for spans in cleaned.cleaning.maps) / 1e6
            print(f"  {preset}: {size / taken_whole:.0f} MB/s; maps {maps:.1f} MB")


def wrapped(text: str) -> str:
    """The text in lines of 72 columns, in pages of 50 lines with a header and a number."""
    import textwrap

    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += [*textwrap.wrap(paragraph, 72), ""]
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return "\f".join(
        "\n".join(["Collected texts", "", *page, "", str(number)])
        for number, page in enumerate(pages, start=1)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdf", type=Path)
    parser.add_argument("--only", choices=["pdf", "false", "speed"])
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    if options.only in (None, "pdf"):
        with tempfile.TemporaryDirectory() as temporary:
            folder = options.pdf or Path(temporary)
            folder.mkdir(exist_ok=True)
            if not list(folder.glob("*-writer.pdf")):
                make_pdfs(folder)
            given_back(folder)
    if options.only in (None, "false"):
        false_removals()
    if options.only in (None, "speed"):
        speed()


if __name__ == "__main__":
    main()
