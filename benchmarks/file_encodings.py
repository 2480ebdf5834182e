"""Is the encoding of a file found out? Language x encoding x length: the share right, refused and wrong.

Right is the text itself, whatever the encoding is called; wrong is any other text, taken without a question.
The texts are the Universal Declaration of Human Rights: English and both Chinese writings in ../shared/data,
beside the checkout, and the Government Work Reports; for other languages name a folder with files such as
`udhr_fra.xml` (`data/udhr` of https://github.com/eric-muller/udhr, the project UDHR in Unicode) or `fra.txt`.
`--peer` runs charset-normalizer on the same pieces.

    .venv/bin/python benchmarks/file_encodings.py --texts FOLDER --peer
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from foreign_names import Piece
from foreign_names import pieces as english_with_names
from themescore.reading.encodings import detect

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LENGTHS = (50, 200, 1_000, 5_000, 50_000)
# By language: the names of its files, and the encodings that texts in it are found in.
LANGUAGES = {
    "zh-hans": (("cmn_hans",), ("gb18030", "utf_16_le", "utf_16_be")),
    "zh-hant": (("cmn_hant",), ("big5", "gb18030", "utf_16_le")),
    "ja": (("jpn",), ("shift_jis", "euc_jp", "utf_16_le")),
    "ko": (("kor",), ("euc_kr", "utf_16_le")),
    "ru": (("rus",), ("cp1251", "koi8_r", "iso8859_5", "utf_16_le")),
    "fr": (("fra",), ("cp1252", "utf_16_le")),
    "de": (("deu_1996", "deu"), ("cp1252", "utf_16_le")),
    "en": (("eng",), ("cp1252", "utf_16_le")),
    "el": (("ell_monotonic", "ell"), ("cp1253", "iso8859_7", "utf_16_le")),
    "tr": (("tur",), ("cp1254", "utf_16_le")),
    "ar": (("arb",), ("cp1256", "utf_16_le")),
    "he": (("heb",), ("cp1255", "utf_16_le")),
    "pl": (("pol",), ("cp1250", "iso8859_2")),
    "cs": (("ces",), ("cp1250", "iso8859_2")),
    "lv": (("lav",), ("cp1257",)),
}
# An English text with a few accents, as English texts have them: no declaration holds any.
ACCENTS = (
    "naïve", "café", "résumé", "Zürich", "São Paulo", "don’t", "the “Chair”", "1994–1996", "the people’s",
)  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="a folder of declarations, .xml or .txt")
    parser.add_argument("--samples", type=int, default=20, help="pieces a cell")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peer", action="store_true", help="charset-normalizer too")
    parser.add_argument("--wrong", action="store_true", help="show what was taken for what")
    options = parser.parse_args()
    found = dict(texts(options.texts))
    missing = [language for language in LANGUAGES if language not in found]
    print(f"{len(found)} languages; without text: {', '.join(missing) or 'none'}")
    pieces = list(grid(found, options.samples, options.seed))
    named = list(english_with_names(SHARED, LENGTHS, options.samples, options.seed))
    for title, some in (("", pieces), (", English with foreign names", named)):
        if not some:
            continue
        show("ours" + title, some, ours, options.wrong)
        if options.peer:
            show("charset-normalizer" + title, some, peer(), options.wrong)


def texts(folder: Path | None) -> Iterator[tuple[str, str]]:
    """Yield each language with a text."""
    folders = [SHARED / "udhr", *([folder] if folder is not None else [])]
    for language, (names, _) in LANGUAGES.items():
        paths = [
            path / name for path in folders for stem in names for name in (f"udhr_{stem}.xml", f"{stem}.txt")
        ]
        path = next(filter(Path.exists, paths), None)
        if path is None:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".xml":
            text = "\n".join(map(html.unescape, re.findall(r"<(?:para|title)>([^<]+)<", text)))
        yield language, text
    reports = SHARED / "work-reports-zh.jsonl"
    if reports.exists():
        rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines()]
        yield "zh-reports", "\n".join(row["text"] for row in rows[-8:])


def grid(found: dict[str, str], samples: int, seed: int) -> Iterator[Piece]:
    """Yield pieces of each text, in each encoding, of each length; none that is plain ASCII."""
    random_ = random.Random(seed)
    for language, text in found.items():
        encodings = LANGUAGES.get(language, ((), ("gb18030", "utf_16_le")))[1]
        for encoding in encodings:
            # A character that the encoding has not (a dash in a Declaration) is left out of the text.
            whole = text.encode(encoding, "ignore").decode(encoding)
            for length in LENGTHS:
                for _ in range(samples if length < LENGTHS[-1] else max(1, samples // 10)):
                    piece = _piece(random_, whole, encoding, length, accents=language == "en")
                    if piece is not None:
                        yield Piece(language, encoding, length, *piece)


def _piece(
    random_: random.Random, whole: str, encoding: str, length: int, *, accents: bool
) -> tuple[str, bytes] | None:
    for _ in range(100):
        start = random_.randrange(len(whole))
        text = whole[start:] + whole * (length // len(whole) + 1)
        if accents:  # one in 200 characters, at least one
            for _ in range(max(1, length // 200)):
                at = text.find(" ", random_.randrange(max(1, min(length, len(text)) - 20)))
                text = f"{text[:at]} {random_.choice(ACCENTS)}{text[at:]}"
        text = text[:length]
        while len(text.encode(encoding)) > length:
            text = text[: -max(1, (len(text.encode(encoding)) - length) // 4)]
        if not text.isascii() or encoding.startswith("utf"):
            return text, text.encode(encoding)
    return None


def ours(data: bytes) -> tuple[str | None, float]:
    """Return the encoding that `read` would use, None if it refuses."""
    found = detect(data)
    if found is not None:
        return found.encoding, found.confidence
    try:
        data.decode()
    except UnicodeDecodeError:  # damaged UTF-8, says the detector
        return None, 0.0
    return "utf-8", 1.0


def peer() -> Callable[[bytes], tuple[str | None, float]]:
    """Return the same of charset-normalizer."""
    from charset_normalizer import from_bytes

    def best(data: bytes) -> tuple[str | None, float]:
        match = from_bytes(data).best()
        return (None, 0.0) if match is None else (match.encoding, 1 - match.chaos)

    return best


def show(
    name: str, pieces: list[Piece], detector: Callable[[bytes], tuple[str | None, float]], wrong: bool
) -> None:
    """Print how a detector does: by language and encoding, a column for each length."""
    cells: dict[tuple[str, str], dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    total: dict[int, Counter[str]] = defaultdict(Counter)
    mistakes: list[str] = []
    began = time.perf_counter()
    for piece in pieces:
        encoding, confidence = detector(piece.data)
        outcome = "refused"
        if encoding is not None:
            text = piece.data.decode(encoding, "replace")
            outcome = "right" if text == piece.text else "wrong"
        cells[piece.language, piece.encoding][piece.length][outcome] += 1
        total[piece.length][outcome] += 1
        if outcome == "wrong" or (outcome == "refused" and piece.length >= 200):
            mistakes.append(
                f"  {outcome}: {piece.language} {piece.encoding} {piece.length} as {encoding} "
                f"({confidence:.4f}): {piece.text[:30]!r}"
            )
    took = time.perf_counter() - began
    print(f"\n{name}: {len(pieces):,} pieces, {1000 * took / len(pieces):.1f} ms each")
    print(f"{'right / refused / wrong, in %':32}" + "".join(f"{length:>15,} B" for length in LENGTHS))
    for (language, encoding), row in cells.items():
        print(f"{language:12}{encoding:20}" + "".join(_shares(row[length]) for length in LENGTHS))
    print(f"{'all':32}" + "".join(_shares(total[length]) for length in LENGTHS))
    if wrong:
        print("\n".join(mistakes))


def _shares(counts: Counter[str]) -> str:
    if not counts:
        return f"{'-':>17}"
    shares = (100 * counts[outcome] / counts.total() for outcome in ("right", "refused", "wrong"))
    return f"{' / '.join(f'{share:.0f}' for share in shares):>17}"


if __name__ == "__main__":
    main()
