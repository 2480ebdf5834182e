"""Evidence of a group, strongest first, drawn by chance, and with the sentences around it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import themescore as ts
from corpora import LIBRARIES, columns
from themescore.errors import InputError, OptionError

pytestmark = pytest.mark.mostly_python

TEXTS = [
    "Reform now\n\nReform goes on. It rained. The meeting stressed that reform must go on.",
    "Trade grew. Reform, reform and reform. It snowed.\n\nTrade fell.",
    "改革开放。会议强调，必须深化改革。",
    "Nothing here.",
    "Reform of prices.",
]
METADATA = {"agency": ["party", "bank", "party", "bank", None], "year": [2021, 2021, 2022, 2022, 2022]}
THEMES = {"Reform": ["reform", {"pattern": "改革", "weight": 3}], "Trade": ["trade"]}


@pytest.fixture
def scores() -> ts.Scores:
    return ts.score(ts.Corpus(TEXTS, ids=list("abcde"), metadata=METADATA), THEMES)


def places(evidence: ts.Evidence) -> list[tuple[str, int]]:
    return [(sentence.document, sentence.sentence) for sentence in evidence]


def weights_of(
    scores: ts.Scores, theme: str, weights: ts.EmphasisWeights
) -> dict[tuple[str, int], list[float]]:
    """The weights of the mentions of each sentence, from the table of mentions."""
    own = {pattern.text: pattern.weight for pattern in scores.themes._patterns}
    found: dict[tuple[str, int], list[float]] = {}
    for mention in scores.mentions.to_pylist():
        if mention["theme"] == theme:
            key = mention["document"], mention["sentence"]
            weight = own[mention["pattern"]] * weights.by_level[mention["cue_level"]]
            found.setdefault(key, []).append(weight * weights.by_place[mention["place"]])
    return found


@pytest.mark.parametrize(
    "weights", [None, ts.EmphasisWeights(headline=7, level_2=0.1), ts.EmphasisWeights.equal()]
)
def test_the_strongest_come_first_by_the_weights_of_their_mentions(
    scores: ts.Scores, weights: ts.EmphasisWeights | None
) -> None:
    found = scores.evidence("Reform", order="strongest", weights=weights)
    expected = weights_of(scores, "Reform", weights or ts.EmphasisWeights())
    assert {(s.document, s.sentence): s.weight for s in found} == {
        key: max(expected[key]) for key in expected
    }
    assert places(found) == sorted(expected, key=lambda key: (-max(expected[key]), -sum(expected[key]), *key))


def test_weights_of_sentences_are_what_the_measure_emphasis_adds_up() -> None:
    # Of one form they are the measure, but for rarity and length, which are the same with equal weights.
    scores = ts.score(
        [text.replace("Reform, reform and reform", "Reform") for text in TEXTS], {"Reform": ["reform"]}
    )
    emphasis = scores.table("emphasis")["Reform"]
    plain = scores.table("emphasis", weights=ts.EmphasisWeights.equal())["Reform"]
    for document in (0, 1, 4):
        found = scores.evidence("Reform", document)
        assert {len(sentence.mentions) for sentence in found} == {1}
        total = sum(sentence.weight for sentence in found)
        assert total / len(found) == pytest.approx(emphasis.iloc[document] / plain.iloc[document], rel=1e-12)


def test_each_sentence_says_why_it_counts(scores: ts.Scores) -> None:
    why = {(s.document, s.sentence): ", ".join(s.why) for s in scores.evidence("Reform")}
    assert why["a", 0] == "headline"
    assert why["a", 3] == "stress 2"
    assert "3 mentions" in why["b", 1]
    assert "pattern weight 3" in why["c", 0]
    line = str(scores.evidence("Reform", "a", order="strongest")).splitlines()[0]
    assert line == "a, sentence 1 (2: headline): [Reform] now"
    assert (
        "<td style='text-align: left; vertical-align: top'>1.5: stress 2</td>"
        in scores.evidence("Reform", "a", order="strongest")._repr_html_()
    )
    assert "stress 2" not in str(scores.evidence("Reform", "a"))


@pytest.mark.parametrize(
    ("by", "group", "documents"),
    [
        ("agency", "party", {"a", "c"}),
        ("agency", "bank", {"b"}),
        ("agency", "(missing)", {"e"}),
        ("year", 2022, {"c", "e"}),
        ("year", "2022", {"c", "e"}),
        (lambda document: len(document.text) < 20, True, {"c", "e"}),
    ],
)
def test_a_group_has_the_sentences_of_its_documents(
    scores: ts.Scores, by: Any, group: object, documents: set[str]
) -> None:
    whole = scores.evidence("Reform")
    found = scores.evidence("Reform", group=group, by=by)
    assert list(found) == [sentence for sentence in whole if sentence.document in documents]


def test_a_document_of_another_group_has_none(scores: ts.Scores) -> None:
    assert len(scores.evidence("Reform", "a", by="agency", group="bank")) == 0
    assert places(scores.evidence("Reform", "a", by="agency", group="party", limit=1)) == [("a", 0)]


def test_one_group_alone_is_a_group_too() -> None:
    corpus = ts.Corpus(["reform"], metadata={"by": ["x"]})
    assert len(ts.score(corpus, {"R": ["reform"]}).evidence("R", by="by", group="x")) == 1


def test_a_group_that_is_not_there_is_named_with_those_that_are(scores: ts.Scores) -> None:
    with pytest.raises(InputError, match="group='court' is no group of 'agency': there is 'bank', 'party'"):
        scores.evidence("Reform", by="agency", group="court")
    with pytest.raises(InputError, match="group=True is no group"):
        scores.evidence("Reform", by="year", group=True)
    with pytest.raises(InputError, match="no metadata column 'source'"):
        scores.evidence("Reform", by="source", group="court")
    with pytest.raises(OptionError, match="name that in by="):
        scores.evidence("Reform", group="party")
    with pytest.raises(OptionError, match="name one of them in group="):
        scores.evidence("Reform", by="agency")


def test_a_sample_is_the_same_for_a_seed_and_grows_with_the_limit() -> None:
    scores = ts.score([f"Reform {i}. It is so." for i in range(40)], {"R": ["reform"]})
    whole = scores.evidence("R")
    sample = scores.evidence("R", order="sample", seed=3)
    assert sorted(map(str, sample)) == sorted(map(str, whole))
    assert list(sample) != list(whole)
    assert list(scores.evidence("R", order="sample", seed=3, limit=7)) == list(sample[:7])
    assert list(scores.evidence("R", order="sample", seed=4, limit=7)) != list(sample[:7])


def test_each_sentence_is_as_likely_to_be_in_a_sample() -> None:
    scores = ts.score(["Reform. " * 6], {"R": ["reform"]})
    drawn = Counter(
        sentence.sentence
        for seed in range(600)
        for sentence in scores.evidence("R", order="sample", seed=seed, limit=2)
    )
    counts = np.array([drawn[i] for i in range(6)])
    assert counts.sum() == 1200
    assert (((counts - 200) ** 2) / 200).sum() < 20.5  # chi-square, 5 degrees of freedom, p = 0.001


@pytest.mark.parametrize("context", [1, 2, 20])
def test_sentences_around_are_those_of_the_tokenizer(scores: ts.Scores, context: int) -> None:
    found = scores.evidence("Reform", context=context)
    assert len(found) > 4
    for sentence in found:
        text = scores.corpus[sentence.document].text
        spans = scores.tokenizer.sentences(text)
        own = sentence.sentence
        before, after = spans[max(0, own - context) : own], spans[own + 1 : own + 1 + context]
        assert sentence.before == (text[before[0][0] : before[-1][1]] if before else "")
        assert sentence.after == (text[after[0][0] : after[-1][1]] if after else "")


def test_sentences_around_are_shown_and_escaped() -> None:
    scores = ts.score(["<b>It rained</b>. Reform.  It  snowed."], {"R": ["reform"]})
    found = scores.evidence("R", context=1)
    assert str(found).splitlines() == [
        "0, sentence 2:", "  <b>It rained</b>.", "  [Reform].", "  It snowed.",
    ]  # fmt: skip
    page = found._repr_html_()
    assert "&lt;b&gt;It rained&lt;/b&gt;" in page
    assert "<b>It" not in page


@pytest.mark.parametrize("order", ["text", "strongest", "sample"])
def test_a_stream_has_the_same_evidence_but_no_context(scores: ts.Scores, order: str) -> None:
    streamed = ts.score(iter(scores.corpus), THEMES)
    options: dict[str, Any] = {"by": "agency", "group": "party", "order": order, "limit": 3}
    assert list(streamed.evidence("Reform", **options)) == list(scores.evidence("Reform", **options))
    with pytest.raises(InputError, match=r"context=1: .* iterator"):
        streamed.evidence("Reform", context=1)
    with pytest.raises(InputError, match="let go"):
        streamed.evidence("Reform", by=lambda document: document.text, group="x")


@pytest.mark.parametrize(
    "options",
    [
        {"order": "best"}, {"order": None}, {"limit": 0}, {"limit": 1.5}, {"limit": True}, {"context": -1},
        {"context": 21}, {"context": None}, {"seed": -1}, {"weights": 2},
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_named(scores: ts.Scores, options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(OptionError) as caught:
        scores.evidence("Reform", **options)
    assert caught.value.option == name


def test_no_sentence_is_said(scores: ts.Scores) -> None:
    for order in ("text", "strongest", "sample"):
        none = scores.evidence("Reform", "d", order=order, context=2, limit=5)
        assert str(none) == "no sentence mentions Reform"
        assert len(none.to_frame()) == 0


@pytest.mark.parametrize("make", LIBRARIES)
def test_the_frame_has_weights_reasons_and_context(make: Any) -> None:
    corpus = ts.Corpus(["It rained. We stressed that reform goes on."], metadata=make({"year": [1]}))
    frame = columns(ts.score(corpus, {"R": ["reform"]}).evidence("R", context=1).to_frame())
    assert list(frame) == [
        "document", "sentence", "start", "end", "mentions", "text", "weight", "why", "before", "after",
    ]  # fmt: skip
    assert (frame["before"], frame["after"]) == (["It rained."], [""])
    assert frame["weight"][0] > 1
    assert frame["why"][0].startswith("stress")


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_a_row_of_a_comparison_opens_into_its_sentences(scores: ts.Scores) -> None:
    comparison = scores.compare("agency", replicates=100)
    for row in comparison.rows:
        found = comparison.evidence(row.theme, row.group)
        assert sum(len(sentence.mentions) for sentence in found) == row.mentions
        whole = scores.evidence(row.theme, by="agency", group=row.group, order="strongest")
        assert list(found) == list(whole)
    with pytest.raises(InputError, match="no group of 'agency'"):
        comparison.evidence("Reform", "court")
    with pytest.raises(InputError, match="no theme"):
        comparison.evidence("Refrom", "bank")
    by_text = scores.compare(lambda document: "It" in document.text, replicates=100)
    assert {s.document for s in by_text.evidence("Reform", True)} == {"a", "b"}


def test_the_strongest_sentences_of_real_texts_are_marked(shared_data: Path) -> None:
    with (shared_data / "work-reports-zh.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    scores = ts.score(texts, {"改革": ["改革"]})
    found = scores.evidence("改革", order="strongest", limit=200)
    expected = weights_of(scores, "改革", ts.EmphasisWeights())
    top = sorted(((max(each), sum(each)) for each in expected.values()), reverse=True)[:200]
    assert [sentence.weight for sentence in found] == [weight for weight, _ in top]
    assert [sum(expected[place]) for place in places(found)] == [total for _, total in top]
    assert all(sentence.why for sentence in found[:40])
