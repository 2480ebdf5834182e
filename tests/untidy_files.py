"""The files of `untidy.py`: reports in many formats and encodings, and some that are broken."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
from documents import docx, odt, paragraph, pdf, xlsx, zipped

FILES, BROKEN = 1000, 13
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

# Invented sentences; each encoding gets those that it can write.
ENGLISH = (
    "The province reports that reform of its enterprises goes on.",
    "Growth was steady in the second quarter, and prices did not rise.",
    "Trade with the neighbouring regions is above that of last year.",
    "A meeting of the council dealt with schools, roads and hospitals.",
)
SIMPLIFIED = (
    "全省继续深化国有企业改革。",
    "第二季度经济增长平稳，物价没有上涨。",
    "会议研究了教育、道路和医院的问题。",
    "各部门要认真贯彻落实有关精神，切实抓好今年的各项工作。",
)
TRADITIONAL = (
    "全省繼續推動國營企業改革。",
    "第二季經濟增長平穩，物價沒有上漲。",
    "會議研究了教育、道路與醫院的問題。",
    "各部門應認真辦理今年的各項工作，並向議會報告。",
)
JAPANESE = (
    "県は国有企業の改革を続けている。",
    "第二四半期の成長は安定しており、物価は上がらなかった。",
    "会議では学校と道路と病院について話し合われた。",
    "隣の地域との取引は昨年を上回っている。",
)
FRENCH = (
    "La province poursuit la réforme de ses entreprises – c’est l’année décisive.",
    "Les prix n’ont pas augmenté ; le chômage a baissé grâce à l’été.",
    "Le conseil a débattu des écoles, des routes et des hôpitaux.",
    "Le commerce avec les régions voisines a coûté 5 € de plus.",
)
RUSSIAN = (
    "Область продолжает реформу своих предприятий.",
    "Рост во втором квартале был устойчивым, цены не повысились.",
    "Совет обсудил школы, дороги и больницы.",
    "Торговля с соседними районами выше прошлогодней.",
)
LANGUAGES: dict[str, Sequence[str]] = {
    "utf-8": ENGLISH + SIMPLIFIED,
    "utf-8-sig": RUSSIAN + ENGLISH,
    "utf-16": SIMPLIFIED + FRENCH,
    "gb18030": SIMPLIFIED,
    "big5": TRADITIONAL,
    "shift_jis": JAPANESE,
    "windows-1252": FRENCH,
    "windows-1251": RUSSIAN,
}


@dataclass
class Made:
    """What was made: ids with their texts, as they should come out, and the tables, to be named when read."""

    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[Path]] = field(default_factory=dict)
    seconds: float = 0


def make(folder: Path, seed: int) -> Made:
    """Write the files that are whole: their formats and encodings in turn."""
    made = Made(folder)
    generator = random.Random(seed)
    began = time.perf_counter()
    for name, text in by_libreoffice(folder / "utf-8" / "office"):
        made.texts[f"utf-8/office/{name}"] = text
    (folder / "broken").mkdir()
    (folder / "broken" / "whole.txt").write_text("Reform goes on.", encoding="utf-8")
    made.texts["broken/whole"] = "Reform goes on."
    position = 0
    while len(made.texts) < FILES - BROKEN:
        suffix = list(WRITERS)[position % len(WRITERS)]
        # Not in step with the formats, so that every format comes in every encoding.
        encoding = list(LANGUAGES)[(position // len(WRITERS)) % len(LANGUAGES)]
        sentences = ENGLISH if suffix == "pdf" else LANGUAGES[encoding]
        lines = [generator.choice(sentences) for _ in range(generator.randrange(15, 40))]
        path = folder / encoding / f"{position % 7}" / f"{position:03}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        name = f"{encoding}/{position % 7}/{position:03}"
        path.write_bytes(WRITERS[suffix](lines, encoding, name))
        made.texts[name] = "\n".join(lines)
        if suffix in TABLES:
            made.tables.setdefault(encoding, []).append(path)
        position += 1
    made.seconds = time.perf_counter() - began
    return made


# --- a document in each format ---


def _table(lines: Sequence[str], encoding: str, name: str, delimiter: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(
        [["id", "text", "year"], [name, "\n".join(lines), "2023"]]
    )
    return buffer.getvalue().encode(encoding)


def _json(lines: Sequence[str], encoding: str, name: str) -> bytes:
    return json.dumps({name: "\n".join(lines)}, ensure_ascii=False).encode(encoding)


def _jsonl(lines: Sequence[str], encoding: str, name: str) -> bytes:
    row = {"id": name, "text": "\n".join(lines), "year": 2023}
    return (json.dumps(row, ensure_ascii=False) + "\n").encode(encoding)


def _captions(lines: Sequence[str], encoding: str, vtt: bool) -> bytes:
    blocks = ["WEBVTT\n\n"] if vtt else []
    for second, line in enumerate(lines):
        times = (f"00:{at // 60:02}:{at % 60:02}{'.' if vtt else ','}000" for at in (second, second + 1))
        blocks.append(f"{second + 1}\n{' --> '.join(times)}\n{line}\n\n")
    return "".join(blocks).encode(encoding)


def _html(lines: Sequence[str], encoding: str, _: str) -> bytes:
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    name = encoding.removesuffix("-sig")
    return f'<!DOCTYPE html><html><head><meta charset="{name}"></head><body>{body}</body></html>'.encode(
        encoding
    )


def _rtf(lines: Sequence[str], encoding: str, _: str) -> bytes:
    pages = {"gb18030": 936, "big5": 950, "shift_jis": 932, "windows-1251": 1251}
    page = pages.get(encoding, 1252)
    if encoding in pages or encoding == "windows-1252":
        body = "\\par ".join("".join(_rtf_byte(byte) for byte in line.encode(encoding)) for line in lines)
    else:
        body = "\\par ".join("".join(_rtf_unit(character) for character in line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {body}\\par}}".encode(
        "ascii"
    )


def _rtf_byte(byte: int) -> str:
    return chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in "\\{}" else f"\\'{byte:02x}"


def _rtf_unit(character: str) -> str:
    return character if character.isascii() else f"\\u{ord(character) - 0x10000 * (ord(character) > 0x7FFF)}?"


def _parquet(lines: Sequence[str], _: str, name: str) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"id": [name], "text": ["\n".join(lines)], "year": [2023]}), buffer)
    return buffer.getvalue()


WRITERS: dict[str, Callable[[Sequence[str], str, str], bytes]] = {
    "txt": lambda lines, encoding, _: "\n".join(lines).encode(encoding),
    "md": lambda lines, encoding, _: "\n".join(lines).encode(encoding),
    "markdown": lambda lines, encoding, _: "\r\n".join(lines).encode(encoding),
    "html": _html,
    "htm": _html,
    "srt": lambda lines, encoding, _: _captions(lines, encoding, vtt=False),
    "vtt": lambda lines, encoding, _: _captions(lines, encoding, vtt=True),
    "docx": lambda lines, *_: docx("".join(map(paragraph, lines))),
    "odt": lambda lines, *_: odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
    "rtf": _rtf,
    "pdf": lambda lines, *_: pdf([lines[:20], lines[20:]]),
    "csv": lambda lines, encoding, name: _table(lines, encoding, name, ";"),
    "tsv": lambda lines, encoding, name: _table(lines, encoding, name, "\t"),
    "json": _json,
    "jsonl": _jsonl,
    "xlsx": lambda lines, _, name: xlsx(["id", "text", "year"], [name, "\n".join(lines), 2023]),
    "parquet": _parquet,
}
TABLES = ("csv", "tsv", "json", "jsonl", "xlsx", "parquet")


def by_libreoffice(folder: Path) -> list[tuple[str, str]]:
    """Make documents of real texts, if LibreOffice and the texts are there; return their names and texts."""
    if shutil.which("soffice") is None or not SHARED.is_dir():
        return []
    folder.mkdir(parents=True)
    texts: dict[str, str] = {}
    for name in ("sotu", "work-reports-zh", "fomc-minutes"):
        with (SHARED / f"{name}.jsonl").open(encoding="utf-8") as file:
            for number, line in zip(range(5), file, strict=False):
                texts[f"{name}-{number}"] = str(json.loads(line)["text"])[:8000]
    made = []
    with tempfile.TemporaryDirectory() as work:
        for name, text in texts.items():
            Path(work, f"{name}.txt").write_text(text, encoding="utf-8")
        for kind in ("docx", "odt", "rtf", "pdf"):
            options = [f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", kind]
            command = ["soffice", *options, "--infilter=Text (encoded):UTF8", "--outdir", work]
            files = [str(Path(work, f"{name}.txt")) for name in texts]
            subprocess.run([*command, *files], check=True, capture_output=True)
            for name, text in texts.items():
                Path(work, f"{name}.{kind}").rename(folder / f"{name}-{kind}.{kind}")
                made.append((f"{name}-{kind}", text))
    return made


# --- what is broken ---


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Reform."]])))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_broken(folder: Path) -> dict[str, tuple[str, str]]:
    """Write the files that cannot be read; return the kind and a part of the reason for each."""
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    contents: dict[str, tuple[bytes, str, str]] = {
        "cut.docx": (docx(paragraph("Reform."))[:-50], "damaged", "is damaged, or no .docx"),
        "before-2007.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "format", "save it as .docx"),
        "encrypted.pdf": (encrypted_pdf(), "encrypted", "save it without a password"),
        "pictures.pdf": (pdf([[], []]), "empty", "OCR"),
        "cut.pdf": (pdf([["Reform."]])[:60], "damaged", "is damaged, or no PDF"),
        "encrypted.odt": (odt("<text:p>x</text:p>", **manifest), "encrypted", "without a password"),
        "bomb.odt": (odt(f"<text:p>{'x' * (32 * 2**20)}</text:p>"), "size", "200 times its size"),
        "cut.rtf": (rb"{\rtf1 Reform goes", "damaged", "ends in the middle"),
        "script.html": (b"<html><body><script>write()</script></body></html>", "empty", "made by a script"),
        # Half a pair: there is no encoding in which this is text.
        "half.txt": (
            b"\xff\xfe" + "Reform.".encode("utf-16-le") + b"\x00\xd8a\x00",
            "encoding",
            "give encoding=",
        ),
        "archive.txt": (zipped({"a.txt": "x"}), "skipped", "read it by itself"),
    }
    for name, (data, _, _) in contents.items():
        (folder / name).write_bytes(data)
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    expected = {name: (kind, reason) for name, (_, kind, reason) in contents.items()}
    expected |= {"gone.txt": ("link", "leads nowhere"), "pipe.txt": ("special", "is a pipe")}
    assert len(expected) == BROKEN
    return expected
