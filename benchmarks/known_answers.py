"""Ten comparisons whose answers are known from history, stated first and then run on real texts.

An answer is right if the ratio lies on the side that is stated, its 95% interval does not hold 1, and q is
below 0.05.
"""

from __future__ import annotations

import json
import warnings
from typing import NamedTuple

import themescore as ts
from texts import DATA


class Question(NamedTuple):
    """More of a theme in some years than in others."""

    theme: str
    patterns: list[str]
    texts: str
    more: range
    less: range


def years(first: int, last: int) -> range:
    """Return years, both ends included."""
    return range(first, last + 1)


SOTU, MINUTES, REPORTS = "sotu.jsonl", "fomc-minutes.jsonl", "work-reports-zh.jsonl"
QUESTIONS = [
    Question("Inflation", ["inflation*"], MINUTES, years(2021, 2023), years(2012, 2015)),
    Question(
        "Pandemic", ["pandemic", "COVID*", "coronavirus"], MINUTES, years(2020, 2021), years(2015, 2019)
    ),
    Question("War", ["war", "rebellion"], SOTU, years(1862, 1865), years(1880, 1889)),
    Question("Slavery", ["slave*", "slavery"], SOTU, years(1850, 1865), years(1880, 1900)),
    Question("Communism", ["communis*", "soviet*"], SOTU, years(1947, 1985), years(1995, 2015)),
    Question("Terror", ["terror*"], SOTU, years(2002, 2008), years(1980, 2000)),
    Question("Reform and opening", ["改革开放"], REPORTS, years(1979, 2025), years(1954, 1978)),
    Question("Class struggle", ["阶级斗争"], REPORTS, years(1954, 1978), years(1979, 2025)),
    Question("Innovation", ["创新"], REPORTS, years(2013, 2025), years(1979, 1992)),
    Question("Epidemic", ["疫情"], REPORTS, years(2020, 2023), years(2010, 2019)),
]


def documents_of(file: str) -> list[tuple[int, str]]:
    """Return the years and the texts; what has no year is left out."""
    records = map(json.loads, (DATA / file).read_text(encoding="utf-8").splitlines())
    dated = [(record.get("date") or record.get("year"), record["text"]) for record in records]
    return [(int(str(date)[:4]), text) for date, text in dated if date is not None]


def main() -> None:
    """Print a line for each question."""
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    right = asked = 0
    print(f"{'more of':20}{'in':>11}{'than in':>11}   {'ratio (95% interval)':22}{'q':>8}   documents")
    for question in QUESTIONS:
        if not (DATA / question.texts).exists():
            print(f"{question.theme:20} {question.texts} is not at hand, so it is left out")
            continue
        chosen = [
            (text, "more" if year in question.more else "less")
            for year, text in documents_of(question.texts)
            if year in question.more or year in question.less
        ]
        corpus = ts.Corpus([text for text, _ in chosen], metadata={"when": [group for _, group in chosen]})
        comparison = ts.score(corpus, {question.theme: question.patterns}).compare("when", replicates=10_000)
        row = next(row for row in comparison.rows if row.group == "more")
        # No interval where the others have no mention at all: then the ratio is as high as it can be.
        never = sum(other.mentions for other in comparison.rows if other.group == "less") == 0
        is_right = row.ratio > 1 and row.q < 0.05 and (never or row.ratio_low > 1)
        asked += 1
        right += is_right
        interval = "never there" if never else f"{row.ratio_low:.1f} to {row.ratio_high:.1f}"
        ratio = f"{row.ratio:.1f} ({interval})"
        verdict = "right" if is_right else "WRONG"
        print(
            f"{question.theme:20}{_span(question.more):>11}{_span(question.less):>11}   {ratio:22}"
            f"{row.q:>8.4f}   {row.documents} of {len(chosen)}   {verdict}"
        )
    print(f"{right} of {asked} right")


def _span(of: range) -> str:
    return f"{of.start}-{of.stop - 1}"


if __name__ == "__main__":
    main()
