"""What matching Chinese by the parts of words finds: the tables of docs/word-parts.md, recomputed.

Texts: the Government Work Reports. First, single patterns in the reports of 2005 to 2025, found as a
substring, as whole words, and by parts. Then the country names of newsmap's Chinese dictionary in all
reports: what parts find beyond whole words, held against judgements made by hand
(benchmarks/word_parts_judged.tsv).
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import themescore as ts
import yaml
from texts import DATA

JUDGED = Path(__file__).with_name("word_parts_judged.tsv")
PATTERNS = ["安全", "市场", "环境", "改革", "民生", "中国", "法"]


def reports(first: int, last: int) -> list[str]:
    """Return the work reports of these years; the resolutions on them are none."""
    lines = (DATA / "work-reports-zh.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [r["text"] for r in found if r["kind"] == "report" and first <= (r["year"] or 0) <= last]


def country_names() -> list[str]:
    """Return the patterns of newsmap's dictionary, without the stars at their ends."""
    path = DATA / "dictionaries" / "newsmap" / "chinese_simplified.yml"
    names: list[str] = []

    def collect(node: object) -> None:
        if isinstance(node, dict):
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            names.extend(str(item).strip("*") for item in node)

    collect(yaml.safe_load(path.read_text(encoding="utf-8")))
    return sorted({name for name in names if len(name) > 1})


def mentions(texts: list[str], patterns: list[str], boundary: str) -> set[tuple[str, int, int, int, str]]:
    """Return (pattern, text, start, end, longer word) of every mention; each pattern on its own."""
    scores = ts.score(texts, {name: [name] for name in patterns}, boundary=boundary)
    table = scores.mentions.to_pydict()
    return {
        (pattern, int(document), start, end, inside or "")
        for pattern, document, start, end, inside in zip(
            table["pattern"], table["document"], table["start"], table["end"], table["inside"], strict=True
        )
    }


def print_patterns() -> None:
    """Print the table of DESIGN's single patterns."""
    texts = reports(2005, 2025)
    print(f"{len(texts)} reports, 2005 to 2025\n\npattern  substring  whole words  word parts")
    for pattern in PATTERNS:
        substring = sum(text.count(pattern) for text in texts)
        word, part = (len(mentions(texts, [pattern], boundary)) for boundary in ("word", "part"))
        print(f"{pattern:<6}{substring:>10,}{word:>13,}{part:>12,}")


def print_names() -> None:
    """Print what parts find of the country names beyond whole words, and what they leave."""
    texts = reports(1954, 2025)
    names = country_names()
    found = {boundary: mentions(texts, names, boundary) for boundary in ("any", "word", "part")}
    spans = {boundary: {m[:4] for m in given} for boundary, given in found.items()}
    words = {m[:4]: m[4] for m in found["any"] | found["part"]}
    gained, left = spans["part"] - spans["word"], spans["any"] - spans["part"]
    print(
        f"\n{len(texts)} reports, {len(names)} names: {len(spans['any']):,} as substrings, "
        f"{len(spans['word']):,} as whole words, {len(spans['part']):,} by parts"
    )
    judged = {(row["name"], row["inside"]): row["right"] for row in _judged()}
    pairs = {
        which: Counter((m[0], words[m]) for m in given)
        for which, given in (("gained", gained), ("left", left))
    }
    unknown = [pair for given in pairs.values() for pair in given if pair not in judged]
    wrong = {pair: n for pair, n in pairs["gained"].items() if judged.get(pair) == "no"}
    lost = {pair: n for pair, n in pairs["left"].items() if judged.get(pair) == "yes"}
    gained_number, wrong_number, lost_number = len(gained), sum(wrong.values()), sum(lost.values())
    print(
        f"gained by parts: {gained_number:,}, of which wrong {wrong_number:,} "
        f"({100 * wrong_number / max(1, gained_number):.2f}%), and right ones not found {lost_number:,} "
        f"({100 * lost_number / max(1, gained_number):.2f}% of the gained)"
    )
    for title, given in (("wrong", wrong), ("not found", lost)):
        print(
            f"{title}: " + (", ".join(f"{a} in {b} ({n})" for (a, b), n in sorted(given.items())) or "none")
        )
    if unknown:
        print(f"not judged yet, {len(unknown)}; add them to {JUDGED.name}:")
        for name, inside in sorted(unknown):
            which = "gained" if (name, inside) in pairs["gained"] else "left"
            print(f"{name}\t{inside}\t?\t{which} {pairs[which][name, inside]}")


def print_teaching() -> None:
    """Print what teaching the themes' phrases to the tokenizer first adds and takes away."""
    texts = reports(1954, 2025)
    sets = {
        "the example themes": ts.Themes.load(Path(ts.__file__).parent / "examples" / "themes.yaml"),
        "newsmap's names, a theme each": ts.Themes({name: [name] for name in country_names()}),
        "one theme in the way of another": ts.Themes(
            {"a": ["甘南", "澳门", "党"], "b": ["藏族自治州", "特别行政区", "我们党"]}
        ),
    }
    print("\nteaching        mentions without    with  lost  gained   words")
    for title, themes in sets.items():
        found, words = [], []
        for teach in (False, True):
            scores = ts.score(texts, themes, teach=teach)
            table = scores.mentions.to_pydict()
            columns = (table[name] for name in ("document", "theme", "start", "end"))
            found.append(set(zip(*columns, strict=True)))
            words.append(int(scores.words.sum()))
        without, with_ = found
        print(
            f"{title:32}{len(without):>8,}{len(with_):>8,}"
            f"{len(without - with_):>6,}{len(with_ - without):>8,}"
            f"{100 * (words[1] / words[0] - 1):>+8.2f}%"
        )


def _judged() -> list[dict[str, str]]:
    if not JUDGED.exists():
        return []
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


if __name__ == "__main__":
    if not (DATA / "work-reports-zh.jsonl").exists():
        sys.exit(f"needs the work reports, which are not at {DATA}")
    print_patterns()
    print_names()
    print_teaching()
