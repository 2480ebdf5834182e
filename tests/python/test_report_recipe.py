"""What the page says of how to get its numbers again gets them again."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from report_pages import written
from themescore.errors import InputError
from themescore.report.recipe import recipe

pytestmark = [
    pytest.mark.mostly_python,
    pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning"),
]


def blocks(page: str) -> list[str]:
    found = re.findall(r"<pre[^>]*><(bdi|code)>(.*?)</\1></pre>", page, re.DOTALL)
    return [html.unescape(text) for _, text in found]


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(examples / "reports", tmp_path / "reports")
    shutil.copy(examples / "reports.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("scoring", "comparing"),
    [
        ({}, None),
        ({}, {"by": "agency"}),
        (
            {"boundary": "any", "cues": False},
            {"by": "year", "measure": "sentences", "baseline": "all", "replicates": 150, "seed": 7},
        ),
        (
            {
                "tokenizer": ts.Tokenizer(
                    lexicon=["高质量发展", ("重要论述", 500, "nz")], without=["党组织"], hmm=False
                ),
                "cues": {"duty": {"level": 3, "patterns": ["must", "必须"]}},
            },
            {"by": "agency", "within": "year", "measure": "share", "interval": "percentile", "level": 0.9},
        ),
    ],
)
def test_the_code_and_the_files_in_a_page_make_the_same_page(
    folder: Path, examples: Path, scoring: dict[str, Any], comparing: dict[str, Any] | None
) -> None:
    corpus = ts.read("reports", metadata="reports.csv")
    scores = ts.score(corpus, ts.Themes.load(examples / "themes.yaml"), **scoring)
    comparison = None if comparing is None else scores.compare(**comparing)
    page = written(scores, folder, comparison=comparison).html
    themes, code, *more = blocks(page)
    (folder / "themes.yaml").write_text(themes, encoding="utf-8")
    names = [name for name in ("cues.yaml", "words.txt") if f"<small>{name}</small>" in page]
    for name, text in zip(names, more, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "report.html").unlink()
    exec(code, {})
    assert (folder / "report.html").read_text(encoding="utf-8") == page


def test_the_code_says_what_is_not_in_the_page() -> None:
    corpus = ts.Corpus(["Reform.", "Reform now.", "Trade."])
    scores = ts.score(corpus, {"R": ["reform"]})
    code = recipe(scores, scores.compare(lambda document: int(document.id) > 1))
    assert "# 'group': not in this page" in code


def test_other_documents_have_another_fingerprint(tmp_path: Path) -> None:
    pages = [
        written(ts.score(ts.Corpus([text], ids=[name]), {"R": ["reform"]}), tmp_path).html
        for text, name in [("Reform.", "a"), ("Reform.", "b"), ("Reform now.", "a"), ("Reform.", "a")]
    ]
    found = [re.findall("<code>([0-9a-f]{64})</code>", page)[0] for page in pages]
    assert found[0] == found[3]
    assert len(set(found)) == 3


def test_a_comparison_of_other_scores_is_an_error(tmp_path: Path) -> None:
    corpus = ts.Corpus(["Reform.", "Trade."], metadata={"who": ["a", "b"]})
    one, other = ts.score(corpus, {"R": ["reform"]}), ts.score(corpus, {"T": ["trade"]})
    with pytest.raises(InputError, match="of other scores"):
        one.report(tmp_path / "r.html", comparison=other.compare("who"))
    with pytest.raises(InputError, match="both given"):
        one.report(tmp_path / "r.html", by="who", comparison=one.compare("who"))
    with pytest.raises(InputError, match="type str"):
        one.report(tmp_path / "r.html", comparison="who")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("measure", "expected", "unit"),
    [
        # 3 of 5 sentences mention reform; of 5 mentions of any theme 4 are of it.
        ("sentences", "60.0", "per 100 sentences"),
        ("share", "80.0", "per 100 mentions"),
    ],
)
def test_other_measures_have_their_unit_and_their_rate_of_all(
    tmp_path: Path, measure: str, expected: str, unit: str
) -> None:
    texts = ["Reform, reform. Reform. Nothing here.", "Trade grew. Reform."]
    scores = ts.score(ts.Corpus(texts, metadata={"who": ["a", "b"]}), {"R": ["reform"], "T": ["trade"]})
    page = written(scores, tmp_path, comparison=scores.compare("who", measure=measure, baseline="b"))
    first = re.search(r'<tr class="theme">.*?</tr>', page.html)
    assert first is not None
    assert re.search(rf">{expected}</a>", first[0])
    assert unit in page.text()
    assert "times <bdi>b</bdi>" in page.html
