"""Scores from the seed and small texts; what is expected is found by plain search or by hand."""

from __future__ import annotations

import copy
import hashlib
import itertools
import pickle
import re
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
import themescore as ts
from themescore.errors import InputError, OptionError, TextError

SEED_THEMES = {
    "Enterprise reform": ["state-owned enterprise*", "国有Enterprise reform", "enterprise reform"],
    "Party": ["party building", "party's leadership", "习近平"],
    "Reform": ["reform*", "深入贯彻"],
    "Speech": ["重要论述", "speech"],
}


def fingerprint(scores: ts.Scores) -> str:
    """A hash of every byte of the mentions and the scores."""
    digest = hashlib.sha256()
    for column in scores.mentions.combine_chunks().columns:
        digest.update(repr(column.to_pylist()).encode())
    for measure in ("count", "rate", "share", "tfidf"):
        digest.update(scores.table(measure).to_numpy().tobytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def seed(shared_data: Path) -> str:
    return (shared_data / "readout-seed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example_scores(examples: Path) -> ts.Scores:
    corpus = ts.read(examples / "reports", metadata=examples / "reports.csv")
    return ts.score(corpus, ts.Themes.load(examples / "themes.yaml"))


def test_the_seed_has_26_sentences_the_25_that_a_full_width_stop_ends_and_the_byline(seed: str) -> None:
    sentences = [seed[start:end] for start, end in ts.Tokenizer().sentences(seed)]
    assert seed.count("。") == 25
    assert len(sentences) == 26
    assert [s for s in sentences if not s.endswith("。")] == ["New Gansu Gansu Daily reporter Meng Jie"]
    assert "".join("".join(sentences).split()) == "".join(seed.split())


@pytest.mark.parametrize(
    ("pattern", "search"),
    [
        # \b and \w would take Chinese for letters of the same word: "Party building的" is in the seed.
        ("party building", r"(?i)(?<![A-Za-z])party building(?![A-Za-z])"),
        ("state-owned enterprise*", r"(?i)(?<![A-Za-z])state-owned enterprise[a-z]*"),
        ("reform*", r"(?i)(?<![A-Za-z])reform[a-z]*"),
        ("习近平", "习近平"),
        ("重要论述", "重要论述"),
        ("国有Enterprise reform", "国有Enterprise reform"),
        ("enterprise reform发展", "(?i)enterprise reform发展"),
        ("Standing Committee", "(?i)standing committee"),
        ("24-hour", "24-hour"),
    ],
)
def test_counts_in_the_seed_equal_a_plain_search(seed: str, pattern: str, search: str) -> None:
    found = [match.span() for match in re.finditer(search, seed)]
    assert found
    mentions = ts.score([seed], {"Theme": [pattern]}).mentions
    assert list(zip(mentions["start"].to_pylist(), mentions["end"].to_pylist(), strict=True)) == found


def test_every_mention_reads_back_from_the_original_as_a_form_of_its_pattern(seed: str) -> None:
    mentions = ts.score([seed], SEED_THEMES).mentions.to_pylist()
    sentences = ts.Tokenizer().sentences(seed)
    assert {mention["theme"] for mention in mentions} == set(SEED_THEMES)
    for mention in mentions:
        surface = seed[mention["start"] : mention["end"]].lower().replace("-", " ")
        pattern = mention["pattern"].lower().replace("-", " ")
        assert re.fullmatch(re.escape(pattern).replace(r"\*", r"\w*"), surface)
        start, end = sentences[mention["sentence"]]
        assert start <= mention["start"] < mention["end"] <= end


def test_position_is_the_number_of_words_before_the_mention(seed: str) -> None:
    scores = ts.score([seed], SEED_THEMES)
    tokens = [t for t in scores.tokenizer.tokens(seed) if t.kind in ("word", "number")]
    for mention in scores.mentions.to_pylist():
        assert sum(token.end <= mention["start"] for token in tokens) == mention["position"]


def test_the_longest_pattern_wins_within_a_theme_and_every_theme_counts_for_itself() -> None:
    themes = {"Long": ["enterprise", "state owned enterprise"], "Short": ["enterprise"]}
    table = ts.score(["State-owned enterprise, enterprise."], themes).table("count")
    assert table.loc["0"].to_dict() == {"Long": 2, "Short": 2}


def test_a_parents_mentions_are_its_own_and_its_childrens_each_word_once() -> None:
    themes = {"Economy": ["growth", {"Trade": ["trade", "trade growth"], "Industry": ["industr*"]}]}
    table = ts.score(["Trade growth, growth, industry."], themes).table("count")
    assert table.loc["0"].to_dict() == {"Economy": 3, "Economy / Trade": 1, "Economy / Industry": 1}
    share = ts.score(["Trade growth, growth, industry."], themes).table("share").loc["0"]
    assert share["Economy"] == 1
    assert share["Economy / Trade"] == pytest.approx(1 / 3)


def test_a_parent_takes_the_longest_match_of_all_its_patterns_and_may_have_less_than_its_children() -> None:
    themes = {"Economy": {"A": ["trade"], "B": ["growth"], "C": ["trade growth"]}, "Other": ["x"]}
    scores = ts.score(["Trade growth."], themes)
    counts = {"Economy": 1, "Economy / A": 1, "Economy / B": 1, "Economy / C": 1, "Other": 0}
    assert scores.table("count").loc["0"].to_dict() == counts
    assert scores.table("share").loc["0", ["Economy", "Other"]].sum() == 1


def test_a_phrase_is_not_found_across_a_sentence_or_a_comma_but_across_a_line_that_wraps() -> None:
    pattern = {"Theme": ["party building"]}
    count = lambda text: int(ts.score([text], pattern).table("count").iloc[0, 0])  # noqa: E731
    assert count("We thank the Party. Building goes on.") == 0
    assert count("the Party, building on it") == 0
    assert count("the party\n\nbuilding") == 0
    assert count("It is a matter of first rank to strengthen party\nbuilding in all of the province.") == 1
    assert count("“Party” building") == 0
    assert count("party-building, Party  building") == 2


def test_a_chinese_pattern_is_found_only_where_its_characters_follow_each_other() -> None:
    table = ts.score(["中国 国家", "中国家", "国有企业发展"], {"A": ["中国家"], "B": ["国有 * 企业"]}).table(
        "count"
    )
    assert table["A"].tolist() == [0, 1, 0]
    assert table["B"].tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("text", "patterns", "found"),
    [
        ("改革开放。", ["改革开放"], ["改革开放"]),
        ("改革、开放。", ["改革开放"], []),
        ("改革，改革‐开放。", ["改革开放"], ["改革‐开放"]),
        ("改革 open 开放。", ["改革 open", "开放"], ["改革 open", "开放"]),
        ("改革的开放，改革。", ["改革 ~1 开放", "改革 大"], ["改革的开放"]),
        ("改革，改革和发展。", ["改革", "改革和"], ["改革", "改革和"]),
    ],
)
def test_a_chinese_match_is_found_wherever_it_stands_among_the_words_looked_up_together(
    text: str, patterns: list[str], found: list[str]
) -> None:
    """Words are looked up some at a time: 32 of them."""
    texts = ["了，" * before + text for before in range(70)]
    surfaces: list[list[str]] = [[] for _ in texts]
    for mention in ts.score(texts, {"theme": patterns}, cues=False).mentions.to_pylist():
        document = int(mention["document"])
        surfaces[document].append(texts[document][mention["start"] : mention["end"]])
    assert surfaces == [found] * 70


def test_rates_are_per_1000_words_and_zero_without_words() -> None:
    scores = ts.score(["reform " * 2 + "word " * 6, "", " \n\t", "!?。", "🎉🎉"], {"Reform": ["reform"]})
    assert scores.table("rate")["Reform"].tolist() == [250, 0, 0, 0, 0]
    for measure in ("count", "rate", "share", "tfidf"):
        values = scores.table(measure).to_numpy()
        assert np.isfinite(values).all()
        assert (values[1:] == 0).all()
    assert scores.words.tolist() == [8, 0, 0, 0, 0]


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_mentions_and_scores_are_the_same_bytes_for_any_number_of_threads(
    example_scores: ts.Scores, threads: int
) -> None:
    again = ts.score(example_scores.corpus, example_scores.themes, threads=threads)
    assert fingerprint(again) == fingerprint(example_scores)


@pytest.mark.mostly_python
def test_state_of_the_union_is_the_same_bytes_for_1_2_and_8_threads(shared_data: Path) -> None:
    corpus = ts.read(shared_data / "sotu.jsonl")
    themes = {"War": ["war*", "armed force*"], "Money": ["bank*", "public debt"]}
    assert len({fingerprint(ts.score(corpus, themes, threads=n)) for n in (1, 2, 8)}) == 1


@pytest.mark.parametrize("threads", [0, -1, 10_000, 1.5, True, "2"])
def test_a_number_of_threads_that_cannot_be_had_is_named(threads: object) -> None:
    with pytest.raises(OptionError, match=r"threads=.*from 1 to 1,024"):
        ts.score(["a"], {"A": ["a"]}, threads=threads)  # type: ignore[arg-type]


def test_tables_come_in_the_library_of_the_metadata() -> None:
    themes = {"A": ["a"]}
    pandas = ts.Corpus(["a"], ids=["x"], metadata=pd.DataFrame({"g": [1]}))
    polars = ts.Corpus(["a"], ids=["x"], metadata=pl.DataFrame({"g": [1]}))
    assert ts.score(pandas, themes).table("count").index.tolist() == ["x"]
    table = ts.score(polars, themes).table("count")
    assert isinstance(table, pl.DataFrame)
    assert table.to_dict(as_series=False) == {"id": ["x"], "A": [1]}
    assert isinstance(ts.score(polars, themes).evidence("A").to_frame(), pl.DataFrame)


def test_evidence_shows_each_sentence_once_with_its_mentions_marked() -> None:
    text = "Headline\n\nReform, and more reform. Nothing here.\nReform。再改革。"
    evidence = ts.score([text], {"Reform": ["reform", "改革"]}, threads=1).evidence("Reform")
    assert [str(sentence) for sentence in evidence] == [
        "0, sentence 2: [Reform], and more [reform].",
        "0, sentence 4: [Reform]。",
        "0, sentence 5: 再[改革]。",
    ]
    frame = evidence.to_frame()
    assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()


def test_evidence_escapes_what_comes_from_outside() -> None:
    page = ts.score(["<script>alert(1)</script> reform"], {"R<b>": ["reform"]}).evidence("R<b>")._repr_html_()
    assert "<script>" not in page
    assert "<b>R&lt;b&gt;</b>" in page
    assert "<mark>reform</mark>" in page


def test_evidence_of_an_unknown_theme_or_document_names_what_there_is() -> None:
    scores = ts.score(["reform"], {"Reform": ["reform"]})
    with pytest.raises(InputError, match="no theme 'Refrom': did you mean 'Reform'"):
        scores.evidence("Refrom")
    with pytest.raises(InputError, match="no document"):
        scores.evidence("Reform", document="gansu")


@pytest.mark.parametrize("measure", ["tf-idf", "", None, 3])
def test_an_unknown_measure_is_named_with_those_that_there_are(measure: object) -> None:
    with pytest.raises(OptionError, match=r"measure=.*'count'.*'tfidf'"):
        ts.score(["a"], {"A": ["a"]}).table(measure)  # type: ignore[arg-type]


def test_nul_bytes_and_offsets_after_them_are_kept() -> None:
    text = "a\0b reform\0 reform"
    mentions = ts.score([text], {"R": ["reform"]}).mentions
    spans = zip(mentions["start"].to_pylist(), mentions["end"].to_pylist(), strict=True)
    assert [text[a:b] for a, b in spans] == ["reform", "reform"]


def test_a_surrogate_in_a_text_for_the_tokenizer_is_named_with_its_offset() -> None:
    with pytest.raises(TextError, match="surrogate") as caught:
        ts.Tokenizer().tokens("ab\ud800")
    assert caught.value.offset == 2
    with pytest.raises(InputError, match="a text is a str, not bytes"):
        ts.Tokenizer().words(b"ab")  # type: ignore[arg-type]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_every_kind_of_line_end_gives_the_same_sentences(end: str) -> None:
    lines = ["Heading", "", "First sentence. Second", "- an item", "深化改革。Reform goes on"]
    text = end.join(lines)
    found = [text[start:stop] for start, stop in ts.Tokenizer().sentences(text)]
    assert found == ["Heading", "First sentence.", "Second", "- an item", "深化改革。", "Reform goes on"]


@pytest.mark.parametrize("language", ["eng", "cmn_hans", "cmn_hant"])
def test_words_of_the_declaration_of_human_rights_are_those_of_uax_29_outside_of_han(
    shared_data: Path, language: str
) -> None:
    source = (shared_data / "udhr" / f"udhr_{language}.xml").read_text(encoding="utf-8")
    text = re.sub("<[^>]+>", " ", source)  # an address in a tag is one word here
    borders = ts._core.word_boundaries(text.replace(":", " "))  # a colon joins no letters here
    standard = {(a, b) for a, b in itertools.pairwise(borders) if text[a:b].strip(" \n\t:")}
    han = re.compile("[\u3400-\u9fff]")
    tokens = [(t.start, t.end) for t in ts.Tokenizer().tokens(text) if text[t.start] != ":"]
    assert {span for span in standard if not han.search(text[slice(*span)])} == {
        span for span in tokens if not han.search(text[slice(*span)])
    }


def test_scores_survive_pickle_and_copy(example_scores: ts.Scores) -> None:
    for again in (pickle.loads(pickle.dumps(example_scores)), copy.deepcopy(example_scores)):
        assert fingerprint(again) == fingerprint(example_scores)


def test_a_document_is_named_by_a_number_of_numpy_too() -> None:
    scores = ts.score(["reform", "no"], {"R": ["reform"]})
    assert len(scores.evidence("R", np.int64(0))) == 1  # type: ignore[arg-type]
    assert len(scores.evidence("R", -1)) == 0
