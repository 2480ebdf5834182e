"""What the documentation shows is what happens, and everything public is in it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import doc_pages
import pytest
import themescore as ts
import yaml
from doc_pages import CHECKOUT, DOCS, PAGES, README
from themescore import _core, cleaning, tables
from themescore.cli.registry import themescore
from themescore.profiling.similarity import DISTANCES

pytestmark = pytest.mark.mostly_python

REFERENCE = sorted((DOCS / "reference").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
# What names in the text of the pages are of.
OBJECTS = {
    "ts": ts,
    "comparison": ts.Comparison,
    "corpus": ts.Corpus,
    "matrix": ts.DocumentTermMatrix,
    "profiles": ts.Profiles,
    "result": ts.CodingResult,
    "scores": ts.Scores,
    "themes": ts.Themes,
    "trend": ts.Trend,
}
CODE = re.compile(r"^```.*?^```$|^    .*?$|`[^`\n]+`", flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def beginning(examples: Path) -> dict[str, Any]:
    """What docs/index.md says that every page begins with."""
    (block,) = doc_pages.blocks(DOCS / "index.md", "python")
    names: dict[str, Any] = {}
    exec(compile(block, "index.md", "exec"), names)
    assert isinstance(names["scores"], ts.Scores)
    return names


def files_for(page: str, names: dict[str, Any]) -> None:
    """What a reader has, and the package does not."""
    if page == "audit.md":
        # Two coders who find what themescore finds, but that the second leaves every fifth item out.
        sheet = names["themes"].sample(names["corpus"], 200, negatives=0.5, stratify="agency", seed=1)
        sheet.save("sheet.csv")
        found = {item: "yes" if drawn["found"] else "no" for item, drawn in sheet.key["items"].items()}
        frame = sheet.to_frame()
        coded = frame.assign(code=[found[item] for item in frame["item"]])
        coded.assign(coder="anna").to_csv("anna.csv", index=False)
        coded.assign(coder="ben").drop(index=coded.index[::5]).to_excel("ben.xlsx", index=False)
    if page == "theme-files.md":
        Path("policy.cat").write_text("TRADE\n\tEXPORT* (1)\n\tIMPORT* (1)\n", encoding="utf-8")
    if page == "large-collections.md":
        with sqlite3.connect("articles.sqlite") as database:
            database.execute("create table articles (id, body, source, year)")
            database.executemany(
                "insert into articles values (?, ?, ?, ?)",
                [
                    (f"a{i}", "Reform goes on. Schools and hospitals.", "xyz"[i % 3], 2020 + i)
                    for i in range(6)
                ],
            )
        database.close()


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_what_a_page_shows_is_what_happens(
    page: Path,
    beginning: dict[str, Any],
    examples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest's own; a pipe has no width
    names: dict[str, Any] = {}
    if page.name != "start.md":  # whose reader has nothing yet
        names.update(beginning)
        shutil.copytree(examples, tmp_path, dirs_exist_ok=True)
    files_for(page.name, names)
    doc_pages.run_page(page, names)


def test_links_lead_to_pages_and_headings() -> None:
    dead = []
    for page in [*PAGES, README]:
        for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            path, _, heading = link.partition("#")
            if ":" in path:
                continue
            target = page if not path else (page.parent / path).resolve()
            if not target.exists() or (heading and heading not in headings(target)):
                dead.append(f"{page.name}: {link}")
    assert not dead


def headings(page: Path) -> set[str]:
    """The anchors that MkDocs and GitHub both give to the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles}


def test_the_navigation_lists_every_page_once() -> None:
    # Tags that name Python objects mean nothing here.
    loader = type("Loader", (yaml.SafeLoader,), {})
    settings = yaml.load((CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8"), loader)
    listed = sorted(leaves(settings["nav"]))
    assert listed == sorted(page.relative_to(DOCS).as_posix() for page in PAGES)


def leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for value in nav.values() if isinstance(nav, dict) else nav:
            yield from leaves(value)


def test_every_public_name_is_on_a_reference_page() -> None:
    shown = [
        name for page in REFERENCE for name in re.findall(r"^::: (\S+)$", page.read_text(), re.MULTILINE)
    ]
    assert len(shown) == len(set(shown))
    # A module's page has a line for each of its names; that of these two lists them by itself.
    modules = {"themescore.errors", "themescore.agreement"}
    public = {f"themescore.{name}" for name in ts.__all__} - {"themescore.__version__", "themescore.plots"}
    public |= {f"themescore.plots.{name}" for name in ts.plots.__all__ if not name.endswith("Plots")}
    public |= {f"themescore.sklearn.{name}" for name in ("TermVectorizer", "ThemeVectorizer")}
    public |= {f"themescore.tables.{name}" for name in tables.__all__}
    public |= {f"themescore.cleaning.{name}" for name in cleaning.__all__ if name not in ts.__all__}
    for name in ts.plots.__all__:
        if name.endswith("Plots"):
            members = [member for member in vars(getattr(ts.plots, name)) if not member.startswith("_")]
            assert members
            public |= {f"themescore.plots.{member}.{member}" for member in members}
    assert modules <= public
    assert set(shown) == public


def test_what_the_text_names_is_there() -> None:
    found = 0
    missing = []
    for page in PAGES:
        for code in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")):
            for owner, name in re.findall(rf"\b({'|'.join(OBJECTS)})\.([A-Za-z_]+)", code):
                found += 1
                is_a_file = name in {"csv", "json", "jsonl", "py", "xlsx", "yaml"}
                is_a_field = name in getattr(OBJECTS[owner], "__dataclass_fields__", ())
                if not (is_a_file or is_a_field or hasattr(OBJECTS[owner], name)):
                    missing.append(f"{page.name}: {owner}.{name}")
    assert found > 100
    assert not missing


def test_every_measure_has_its_formula() -> None:
    measures = (DOCS / "measures.md").read_text(encoding="utf-8")
    weights = (DOCS / "weights.md").read_text(encoding="utf-8")
    named = {*_core.MEASURES, *_core.STATISTICS, *_core.KEYNESS_MEASURES, *DISTANCES}
    assert {"rate", "log_odds", "chi2_yates", "hellinger"} <= named
    assert [name for name in named if f"`{name}`" not in measures] == []
    schemes = {*_core.TERM_FREQUENCIES, *_core.DOCUMENT_FREQUENCIES, *_core.NORMS}
    assert {"raw", "smooth", "pivoted"} <= schemes
    assert [name for name in schemes if f"`{name}`" not in weights] == []


def test_every_command_and_option_is_on_its_reference_page() -> None:
    text = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    words = list(command_words(themescore(), click.Context(themescore())))
    assert {"score", "--themes", "convert", "--any-word"} <= set(words)
    named = {word for code in re.findall(r"`([^`\n]+)`", text) for word in code.split()}
    assert set(words) - named == set()


def command_words(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (option for param in command.params for option in param.opts if option.startswith("--"))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield name
            yield from command_words(below, context)


def test_speeds_are_those_of_the_benchmarks() -> None:
    page = (DOCS / "other-tools.md").read_text(encoding="utf-8")
    results = (CHECKOUT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    # The first part, of one thread: MB/s here and there, and how many times as fast.
    measured = re.findall(
        r"^\| [^|]+\| ([\d.]+) \([^|]+\| [^|]+\| ([\d.]+) \([^|]+\| ([^|]+) \|", results, flags=re.MULTILINE
    )
    table = page.partition("## Speed")[2].partition("## Sources")[0]
    shown = re.findall(r"\| ([\d.]+) \| [^|]+ \| ([\d.]+) \| ([^|]+) \|$", table, flags=re.MULTILINE)
    assert len(shown) == 8
    assert set(shown) <= set(measured), (
        "benchmarks/RESULTS.md has other numbers: put them into docs/other-tools.md"
    )
