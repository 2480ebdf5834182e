"""quanteda's answers, computed with quanteda 4.3.1 and quanteda.textstats 0.97.2 and kept in files."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import themescore as ts
from themescore import _core

# What the dictionaries of lookup.csv hold; `nested_scope = "key"` is how our themes behave.
DICTIONARIES = {
    "nested": {"paper": ["New York Times"], "city": ["New York"]},
    "chain": {"k1": ["a b"], "k2": ["b c"]},
    "soe": {"soe": ["state owned"], "reform": ["reform"]},
    "glob": {"star": ["reform*"], "q": ["reform?"], "both": ["*reform*", "reform*"]},
}
# Within a theme each word counts once here: four words of document d have "reform" in them and one is
# "reform-minded", of which quanteda's tokenizer makes one word and ours two.
DIFFERENT = {("glob", "d", "both"), ("soe", "d", "reform"), ("glob", "d", "star")}


# With `nested_scope = "dictionary"` quanteda drops a match that lies inside of a longer one of another key. Exclusive
# themes compete for every word, so where matches overlap without one being inside of the other (b c after a b), or
# are equally long (the keys of "glob", of which the first takes all), quanteda counts both.
COMPETING = {"nested": {}, "chain": {("b", "k2"): 0}}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_g2_is_quantedas_likelihood_ratio_of_every_feature(shared_data: Path) -> None:
    table = rows(shared_data / "reference" / "keyness.csv")
    assert len(table) == 400
    for row in table:
        a, b = float(row["a"]), float(row["b"])
        n1, n2 = float(row["target_total"]), float(row["reference_total"])
        ours = _core.statistic("g2", a, n1, b, n2)
        # quanteda gives the statistic the sign of the difference, and takes O ln(O / E + 1e-9), which adds
        # 1e-9 E to each cell: twice their sum is 2e-9 (n1 + n2) in all.
        assert ours + 2e-9 * (n1 + n2) == pytest.approx(abs(float(row["lr_none"])), rel=1e-9, abs=1e-9)


@pytest.fixture
def lookup_corpus(shared_data: Path) -> ts.Corpus:
    lines = (shared_data / "reference" / "lookup-texts.tsv").read_text(encoding="utf-8").splitlines()
    texts = dict(line.split("\t", 1) for line in lines)
    return ts.Corpus(list(texts.values()), ids=list(texts))


def test_exclusive_themes_count_what_nested_scope_counts(shared_data: Path, lookup_corpus: ts.Corpus) -> None:
    compared = 0
    for row in rows(shared_data / "reference" / "lookup.csv"):
        name, place = row["dictionary"], (row["document"], row["key"])
        if row["nested_scope"] != "dictionary" or name not in COMPETING:
            continue
        themes = {"exclusive": True, "themes": DICTIONARIES[name]}
        ours = ts.score(lookup_corpus, themes).table("count").loc[place]
        assert ours == COMPETING[name].get(place, int(row["count"])), row
        assert place not in COMPETING[name] or ours != int(row["count"])
        compared += 1
    assert compared == 16


def test_themes_count_what_tokens_lookup_counts(shared_data: Path, lookup_corpus: ts.Corpus) -> None:
    corpus = lookup_corpus
    compared = 0
    for row in rows(shared_data / "reference" / "lookup.csv"):
        name, document, key = row["dictionary"], row["document"], row["key"]
        if row["nested_scope"] != "key" or name not in DICTIONARIES or (name, document, key) in DIFFERENT:
            continue
        ours = ts.score(corpus, DICTIONARIES[name]).table("count").loc[document, key]
        assert ours == int(row["count"]), row
        compared += 1
    assert compared > 20
