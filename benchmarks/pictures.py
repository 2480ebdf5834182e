"""Every plot on small, large and awkward corpora, as .png, for people who look at them.

Writes a folder for each corpus, one picture a plot, and a page, index.html, that shows them all. Prints the
seconds that a picture took to draw and to save, its size, and what was said instead where there is none. The
shared texts are used where they are at hand. Chinese needs a font of the system, or --fonts FOLDER.
"""

from __future__ import annotations

import argparse
import html
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import themescore as ts
from texts import DATA, ROOT
from themescore.errors import ThemescoreError

EXAMPLES = Path(ts.__file__).parent / "examples"
# Themes, and what made-up documents speak of.
WORDS = (
    "reform", "trade", "people", "party", "security", "water", "energy", "market",
    "health", "school", "tax", "river", "bank", "law", "work",
)  # fmt: skip
ENGLISH = {
    "War and peace": ["war*", "peace", "army", "navy", "military"],
    "Economy": {
        "Trade": ["trade", "commerce", "tariff*", "export*"],
        "Money and prices": ["currency", "gold", "silver", "inflation", "price*", "bank*"],
        "Work": ["jobs", "workers", "labor", "employment", "wage*"],
    },
    "Taxes and debt": ["tax*", "debt", "deficit*", "surplus"],
    "Health and schools": ["health", "hospital*", "medic*", "school*", "education"],
    "Land and farms": ["farm*", "agricultur*", "land", "lands", "settler*"],
    "Law and courts": ["court*", "judge*", "crime*", "constitution*"],
    "Foreign powers": ["treat*", "britain", "spain", "mexico", "soviet", "china", "foreign"],
    "Energy and climate": ["oil", "energy", "climate", "pollution"],
}
CHINESE = {
    "改革与开放": ["改革", "开放", "外资"],
    "经济发展": {
        "农业": ["农业", "粮食", "农村"],
        "工业": ["工业", "制造业", "企业"],
        "科技创新": ["科技", "创新"],
    },
    "人民生活": ["民生", "就业", "收入", "住房", "医疗", "教育"],
    "党的建设与全面从严治党": ["党的建设", "党的领导", "从严治党", "反腐败"],
    "国防和安全": ["国防", "安全", "军队"],
    "生态环境保护": ["环境", "生态", "污染", "绿色"],
    "外交与国际合作": ["外交", "和平", "合作"],
}
BANK = {
    "Inflation": ["inflation*", "price*"],
    "Employment": ["employment", "unemployment", "labor market*", "payroll*"],
    "Financial stability": ["financial stability", "financial conditions", "credit", "leverage"],
    "Housing": ["housing", "mortgage*", "residential"],
    "Energy": ["oil", "energy", "gasoline"],
    "Foreign economies": ["foreign", "abroad", "dollar", "exports"],
    "Balance sheet": ["asset purchase*", "balance sheet", "reinvest*"],
    "Pandemic": ["pandemic", "covid*", "virus"],
}


class Case(NamedTuple):
    """A corpus, its themes, and the metadata columns of its groups and times."""

    corpus: ts.Corpus
    themes: Any
    by: str | None = None
    time: str | None = None


def examples() -> Case:
    """Return the shipped reports."""
    reports = ts.read(EXAMPLES / "reports", metadata=EXAMPLES / "reports.csv")
    return Case(reports, ts.Themes.load(EXAMPLES / "themes.yaml"), "agency", "year")


def river() -> Case:
    """Return the shipped reports of sixteen years."""
    themes = {
        "Floods": ["flood*", "levee*", "storm surge*"],
        "Shipping": ["barge*", "cargo", "freight", "dredg*", "lock*"],
        "Clean power": ["electric", "solar", "emissions"],
        "Wildlife": ["fish", "salmon", "otter*", "heron*", "tern*"],
    }
    return Case(ts.read(EXAMPLES / "river" / "reports.jsonl"), themes, "office", "year")


def messages(since: int = 0, most: int = 1000) -> Case:
    """Return State of the Union messages, spread over the years from `since` on."""
    corpus = ts.read(DATA / "sotu.jsonl")
    found = [i for i, document in enumerate(corpus) if year_of(document) >= since]
    take = found if len(found) <= most else [found[i * len(found) // most] for i in range(most)]
    return _dated(corpus, take, ENGLISH, "party")


def minutes() -> Case:
    """Return the minutes of the Federal Open Market Committee."""
    corpus = ts.read(DATA / "fomc-minutes.jsonl")
    return _dated(corpus, range(len(corpus)), BANK, "era")


def work_reports() -> Case:
    """Return the Chinese work reports, under their titles."""
    corpus = ts.read(DATA / "work-reports-zh.jsonl").filter(kind="report")
    return _dated(corpus, range(len(corpus)), CHINESE, "年代", "title")


def year_of(document: Any) -> int:
    """Return the year of a document that has a date or a year."""
    return int(str(document.metadata.get("date") or document.metadata["year"])[:4])


def _dated(corpus: ts.Corpus, take: Any, themes: Any, by: str, names: str | None = None) -> Case:
    documents = [corpus[i] for i in take]
    years = [year_of(document) for document in documents]
    metadata: dict[str, Any] = {"year": years}
    if by == "party":
        metadata[by] = [document.metadata["party"] for document in documents]
    elif by == "era":
        metadata[by] = [f"{year - year % 4} to {year - year % 4 + 3}" for year in years]
    else:
        metadata[by] = [f"{year - year % 10}年代" for year in years]
    ids = [str(document.metadata[names]) if names else document.id for document in documents]
    once = [
        f"{name} ({year})" if ids.count(name) > 1 else name for name, year in zip(ids, years, strict=True)
    ]
    return Case(
        ts.Corpus([document.text for document in documents], ids=once, metadata=metadata), themes, by, "year"
    )


def long_names() -> Case:
    """Return 200 themes with long names in both languages, in the shipped reports under long names."""
    themes = {}
    for i in range(200):
        word = WORDS[i % len(WORDS)]
        name = (
            f"No. {i:03}: the comprehensive deepening of {word} and all that goes with it in every province"
            if i % 2
            else f"第{i:03}项：关于全面深化改革和推进治理体系与治理能力现代化的若干重大问题（{word}）"
        )
        themes[name] = [word, f"{word}s", "改革"][: 1 + i % 3]
    reports = ts.read(EXAMPLES / "reports", metadata=EXAMPLES / "reports.csv")
    ids = [
        f"{document.id} 关于进一步加强和改进新形势下各项工作的报告 and what the meeting said of it at length"
        for document in reports
    ]
    columns = ("agency", "year")
    metadata = {name: [document.metadata[name] for document in reports] for name in columns}
    return Case(ts.Corpus(list(reports.texts), ids=ids, metadata=metadata), themes, *columns)


def one_document() -> Case:
    """Return a corpus of one."""
    return Case(
        examples().corpus.filter(lambda document: document.id == "beiling-2021"), examples().themes, "agency"
    )


def no_mentions() -> Case:
    """Return themes that nobody mentions."""
    return examples()._replace(themes={"Astronomy": ["telescope*"], "Music": ["violin*"]})


def tiny_documents() -> Case:
    """Return 10,000 documents of a sentence, by 40 authors over 25 years."""
    words = WORDS[:11]
    texts = [
        f"The {words[i * i % 11]} and the {words[i * 7 % 11]} were {'spoken of' if i % 3 else 'put off'}."
        for i in range(10_000)
    ]
    metadata = {
        "author": [f"author {i * i % 41:02}" for i in range(10_000)],
        "year": [1999 + i % 25 for i in range(10_000)],
    }
    return Case(
        ts.Corpus(texts, metadata=metadata),
        {word.capitalize(): [word] for word in words[:8]},
        "author",
        "year",
    )


SHIPPED: dict[str, Callable[[], Case]] = {
    "examples": examples,
    "river": river,
    "long-names": long_names,
    "one-document": one_document,
    "no-mentions": no_mentions,
    "tiny-documents": tiny_documents,
}
SHARED: dict[str, Callable[[], Case]] = {
    "messages-50": lambda: messages(since=1954, most=50),
    "messages": messages,
    "work-reports": work_reports,
    "minutes": minutes,
}


def plots(case: Case) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the name of each plot, and what draws it."""
    scores = ts.score(case.corpus, case.themes)
    tops = list(dict.fromkeys(name.split(" / ")[0] for name in scores.themes.names))
    plot, by, when = scores.plot, case.by, case.time
    yield "heatmap", plot.heatmap
    if when:
        yield "heatmap-date", lambda: plot.heatmap(order="date", themes="leaf", measure="tfidf")
        yield "heatmap-time", lambda: plot.heatmap(when, order="date", measure="share")
    yield "dispersion", lambda: plot.dispersion(tops[0])
    yield "dispersion-words", lambda: plot.dispersion(tops[:7], along="words")
    last = len(scores.ids) - 1
    yield "side-by-side", lambda: plot.side_by_side(0, last)
    yield "side-by-side-leaf", lambda: plot.side_by_side(0, last, themes="leaf", measure="share")
    yield "map", lambda: scores.profiles().plot.correspondence()
    if by:
        yield "heatmap-groups", lambda: plot.heatmap(by)
        for value in ("ratio", "rate", "difference"):
            yield (
                f"intervals-{value}",
                lambda value=value: scores.compare(by).plot.intervals(value=value),
            )
        yield "terms", lambda: ts.keyness(case.corpus, by).plot.effect()
        yield "map-groups", lambda: scores.profiles(by).plot.correspondence()
    if when:
        yield "trend", lambda: scores.compare(when).trend().plot.lines()
        yield "trend-one", lambda: scores.compare(when).trend().plot.lines(themes=tops[0])
        yield "trend-same-scale", lambda: scores.compare(when).trend().plot.lines(same_scale=True)


def draw(name: str, case: Case, folder: Path, only: str, fonts: str | None) -> list[str]:
    """Draw all plots of a corpus; return what the page shows of them."""
    shown = [f"<h2>{html.escape(name)}</h2>"]
    (folder / name).mkdir(parents=True, exist_ok=True)
    for plot, make in plots(case):
        if only not in plot:
            continue
        path, started = folder / name / f"{plot}.png", time.perf_counter()
        try:
            chart = make()
            drawn = time.perf_counter()
            ts.plots.save(chart, path, font_directory=fonts)
        except ThemescoreError as error:
            print(f"{name:16}{plot:20}not drawn: {error}", flush=True)
            shown.append(f"<h3>{plot}</h3><p>{html.escape(str(error))}</p>")
            continue
        saved, head = time.perf_counter(), path.read_bytes()[16:24]
        size = f"{int.from_bytes(head[:4])} x {int.from_bytes(head[4:])}"
        print(f"{name:16}{plot:20}{drawn - started:6.1f} s {saved - drawn:6.1f} s   {size}", flush=True)
        shown.append(f'<h3>{plot}</h3><img src="{name}/{plot}.png" style="max-width: 100%">')
    return shown


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "pictures")
    parser.add_argument(
        "--corpus", action="append", help=f"of {', '.join([*SHIPPED, *SHARED])}; all if not given"
    )
    parser.add_argument("--plot", default="", help="only plots with this in their name")
    parser.add_argument("--fonts", help="a folder with a font that has Chinese")
    asked = parser.parse_args()
    warnings.simplefilter("ignore", ts.errors.ThemescoreWarning)
    cases = SHIPPED | (SHARED if DATA.exists() else {})
    if not DATA.exists():
        print(f"{DATA} is not there: without the shared corpora")
    print(f"{'corpus':16}{'plot':20}{'drawn':>8} {'saved':>8}   pixels")
    page = ['<!DOCTYPE html><meta charset="utf-8"><title>Pictures</title>']
    for name in asked.corpus or cases:
        page += draw(name, cases[name](), asked.folder, asked.plot, asked.fonts)
    (asked.folder / "index.html").write_text("\n".join(page), encoding="utf-8")
    print(asked.folder / "index.html")


if __name__ == "__main__":
    main()
