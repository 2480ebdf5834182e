"""Documents of real producers against the texts that they were made of: what is lost, what is added.

LibreOffice and Chromium set real texts in two fonts and save them as .docx, .odt, .rtf, .pdf; they are read
again. For each file: how many sentences are the original's, but for white space and characters that are one
to a theme; the words that are missing and those that are too many; the mentions of a few themes; the seconds
that reading took. Needs LibreOffice (`soffice`) or Chromium, and the shared texts; says so and stops without.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import themescore as ts
from texts import DATA, real_texts

FONTS = (("Liberation Serif", 12), ("DejaVu Sans", 10))
THEMES = ts.Themes(
    {
        "Prices": ["inflation", "price*", "价格", "物价"],
        "Labour": ["employ*", "labor market", "labour market", "就业"],
        "Reform": ["reform*", "改革", "深化改革"],
        "State firms": ["state-owned enterprise*", "国有企业"],
        "People": ["people", "人民"],
    }
)
TOKENIZER = ts.Tokenizer()


def originals() -> dict[str, str]:
    """Return a few real texts: the longest, the shortest, one in between, and the seed."""
    found = {}
    for file, texts in real_texts():
        ordered = sorted((text for text in texts if len(text) > 1000), key=len)
        chosen = {"short": ordered[0], "middle": ordered[len(ordered) // 2], "long": ordered[-1]}
        for name, text in chosen.items():
            found[f"{file.partition('.')[0]} {name}"] = text
    seed = DATA / "readout-seed.txt"
    if seed.exists():
        found["readout"] = seed.read_text(encoding="utf-8")
    return found


def page(text: str, font: str, size: int) -> str:
    """Return a text as a web page, a paragraph a line."""
    style = f"font-family: '{font}', 'Noto Serif CJK SC'; font-size: {size}pt"
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<!DOCTYPE html><meta charset='utf-8'><body style=\"{style}\">{lines}"


def document(text: str, font: str, size: int) -> str:
    """Return a text as an OpenDocument in one file, a paragraph a line; the margins are LibreOffice's."""
    names = ("office", "text", "style", "fo")
    spaces = {
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name if name != 'fo' else 'xsl-fo-compatible'}:1.0"
        for name in names
    }
    declared = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    lines = "".join(
        f'<text:p text:style-name="P">{html.escape(line)}</text:p>'
        for line in text.split("\n")
        if line.strip()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {declared} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties '
        'fo:margin-bottom="0.3cm"/><style:text-properties '
        f'fo:font-family="{font}" fo:font-size="{size}pt" style:font-size-asian="{size}pt" '
        'style:font-family-asian="Noto Serif CJK SC"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{lines}</office:text></office:body></office:document>"
    )


def made(folder: Path, name: str, text: str) -> Iterator[tuple[str, Path]]:
    """Yield who made what of a text."""
    for font, size in FONTS:
        stem = f"{name}-{font}".replace(" ", "-")
        if shutil.which("soffice"):
            source = folder / f"{stem}.fodt"
            source.write_text(document(text, font, size), encoding="utf-8")
            for suffix in ("pdf", "docx", "odt", "rtf") if font == FONTS[0][0] else ("pdf",):
                _run("soffice", "--headless", "--convert-to", suffix, "--outdir", str(folder), str(source))
                yield f"LibreOffice, {font}", source.with_suffix(f".{suffix}")
        if shutil.which("chromium"):
            source, pdf = folder / f"{stem}.html", folder / f"{stem}-chromium.pdf"
            source.write_text(page(text, font, size), encoding="utf-8")
            command = ("chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer")
            _run(*command, f"--print-to-pdf={pdf}", str(source))
            yield f"Chromium, {font}", pdf
            if font == FONTS[0][0]:
                yield "a page of ours", source


def _run(*command: str) -> None:
    subprocess.run(command, capture_output=True, timeout=300, check=False)


def sentences(text: str) -> Counter[str]:
    """Return the sentences without white space, in the forms that patterns are compared in."""
    spans = TOKENIZER.sentences(text)
    return Counter("".join(_form(text[start:end]).split()) for start, end in spans)


def _form(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(SAME)


# Soft hyphens and the like, which forms leave out, and radicals that stand for characters.
SAME = {
    0xAD: None,
    0x200B: None,
    0x2EA0: "民",
    0x2ED3: "长",
    0x2EC4: "西",
    0x2E9F: "母",
    0x2010: "-",
    0x2E3A: "——",
}


def words(text: str) -> Counter[str]:
    """Return the words, by their forms."""
    return Counter(token.form for token in TOKENIZER.tokens(text) if token.kind != "punctuation")


def kinds(lost: Counter[str], added: Counter[str]) -> str:
    """Say what the words are that differ."""
    both = {"lost": lost, "added": added}
    parts = []
    for what, counter in both.items():
        if counter:
            first = ", ".join(word for word, _ in counter.most_common(4))
            parts.append(f"{what} {counter.total():,} ({first})")
    return "; ".join(parts) or "the same words"


def main() -> None:
    """Make, read and compare."""
    texts = originals()
    if not texts or not (shutil.which("soffice") or shutil.which("chromium")):
        sys.exit("needs the shared texts, and LibreOffice (soffice) or Chromium to make documents of them")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
        for name, written in texts.items():
            # As its paragraphs, each by itself: that is what the producers are given.
            text = "\n\n".join(line for line in written.split("\n") if line.strip())
            own_sentences, own_words = sentences(text), words(text)
            own = len(ts.score(ts.Corpus([text]), THEMES).mentions)
            print(f"\n{name}: {len(text):,} characters, {own_sentences.total():,} sentences, {own} mentions")
            for maker, file in made(Path(folder), name, text):
                begun = time.perf_counter()
                try:
                    corpus = ts.read(file)
                except ts.errors.ReadError as error:
                    print(f"  {file.suffix:6}{maker:30} {error.reason}")
                    continue
                took = time.perf_counter() - begun
                found, there = sentences(corpus.texts[0]), words(corpus.texts[0])
                mentions = len(ts.score(corpus, THEMES).mentions)
                same = (own_sentences & found).total()
                print(
                    f"  {file.suffix:6}{maker:30}{same / own_sentences.total():7.1%} of sentences, of "
                    f"{found.total():,}; {mentions} mentions; {kinds(own_words - there, there - own_words)}; "
                    f"{took:.1f} s"
                )


if __name__ == "__main__":
    main()
