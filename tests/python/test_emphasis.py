"""Cues, places and the measure emphasis, worked out again from the table of mentions."""

from __future__ import annotations

import json
import math
import pickle
from pathlib import Path

import numpy as np
import pytest
import themescore as ts
from themescore import EmphasisWeights
from themescore.errors import InputError, OptionError, TextError, ThemeFileError

THEMES = {"Reform": ["reform*", "改革"], "Trade": {"Exports": ["export*", "出口"]}, "Law": ["law", "法治"]}
REPORT = """Reform goes on
Reform goes on

The meeting was held on Monday. It heard of "reform" and exports.

The meeting stressed that reform must go on. Exports grew. 要坚持改革，扩大出口。

It did not stress the law. Laws are made; reform is important.

The meeting ended. Exports were praised, it stressed.
"""


@pytest.fixture(scope="module")
def scores() -> ts.Scores:
    return ts.score([REPORT, "Trade in exports must grow. 必须改革。", "Nothing of it.", ""], THEMES)


def corpora(folder: Path) -> list[list[str]]:
    """All texts that are at hand, cut short where there are many."""
    found = [[(folder / "readout-seed.txt").read_text(encoding="utf-8"), "reform"]]
    for name, step in (
        ("work-reports-zh", 3),
        ("sotu", 12),
        ("fomc-statements", 6),
        ("fomc-minutes", 25),
    ):
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found.append([json.loads(line)["text"] for line in lines[::step]])
    return found


def emphasis_again(scores: ts.Scores, weights: EmphasisWeights) -> np.ndarray:
    """Work out the measure from the columns of the mentions and from tfidf, in plain Python."""
    mentions = scores.mentions.to_pylist()
    documents = len(scores.corpus)
    in_documents: dict[str, set[str]] = {}
    for mention in mentions:
        in_documents.setdefault(mention["form"], set()).add(mention["document"])
    idf = {form: math.log((1 + documents) / (1 + len(where))) + 1 for form, where in in_documents.items()}
    level = [weights.no_cue, weights.level_1, weights.level_2, weights.level_3]
    plain = np.zeros((documents, len(scores.themes)))
    weighed = np.zeros_like(plain)
    for mention in mentions:
        at = scores.corpus.ids.index(mention["document"]), scores.themes.names.index(mention["theme"])
        plain[at] += idf[mention["form"]]
        place = getattr(weights, mention["place"].replace(" ", "_"))
        weighed[at] += idf[mention["form"]] * level[mention["cue_level"]] * place
    tfidf = scores.table("tfidf").to_numpy()
    # tfidf divides each row by a length, which is that of emphasis too.
    with np.errstate(invalid="ignore"):
        length = np.nanmax(plain / tfidf, axis=1, keepdims=True, initial=0)
    return np.divide(weighed, length, out=np.zeros_like(plain), where=length > 0)


def test_each_mention_has_its_cue_place_and_quotation(scores: ts.Scores) -> None:
    columns = ["form", "cue", "cue_level", "place", "quoted"]
    top_level = [m for m in scores.mentions.to_pylist() if m["document"] == "0" and m["theme"] != "Trade"]
    assert [tuple(m[c] for c in columns) for m in top_level] == [
        ("reform", None, 0, "headline", False),
        ("reform", None, 0, "repeated headline", False),
        ("reform", None, 0, "lead", True),
        ("exports", None, 0, "lead", False),
        ("reform", "stress", 2, "body", False),
        ("exports", "stress", 2, "body", False),  # the scope of a meeting's stress is the paragraph
        ("改革", "obligation", 2, "body", False),
        ("出口", "obligation", 2, "body", False),
        ("law", None, 0, "body", False),  # not stressed
        ("reform", "evaluation", 1, "body", False),
        ("exports", "stress", 2, "closing", False),  # the cue is the last of its sentence
    ]


def test_emphasis_is_the_sum_over_the_mentions(scores: ts.Scores) -> None:
    for weights in (EmphasisWeights(), EmphasisWeights(level_2=7, headline=0.5, closing=0)):
        found = scores.table("emphasis", weights=weights).to_numpy()
        np.testing.assert_allclose(found, emphasis_again(scores, weights), rtol=1e-12)


def test_with_all_weights_1_emphasis_is_tfidf_to_the_last_bit(scores: ts.Scores) -> None:
    equal = scores.table("emphasis", weights=EmphasisWeights.equal())
    assert (equal.to_numpy() == scores.table("tfidf").to_numpy()).all()
    assert (scores.table("emphasis").to_numpy() != scores.table("tfidf").to_numpy()).any()


def test_an_explanation_adds_up_by_form_and_by_mention(scores: ts.Scores) -> None:
    for theme in scores.themes.names:
        for document in range(len(scores.corpus)):
            explained = scores.explain(theme, document)
            table = scores.table("emphasis")
            assert explained.score == table[theme].iloc[document]
            assert math.fsum(row.score for row in explained.rows) == pytest.approx(explained.score, abs=1e-12)
            shares = [mention.score for mention in explained.mentions]
            assert math.fsum(shares) == pytest.approx(explained.score, abs=1e-12)
            assert shares == sorted(shares, reverse=True)


def test_the_factors_of_an_explanation_are_those_of_the_weights(scores: ts.Scores) -> None:
    [english, chinese] = sorted(scores.explain("Reform", 0).rows, key=lambda row: row.form)
    # headline, repeated headline, quoted in the lead, stressed, important
    assert (english.form, english.frequency) == ("reform", 5)
    assert english.rarity == pytest.approx(math.log(5 / 2) + 1)
    assert english.cue == pytest.approx((1 + 1 + 1 + 1.5 + 1.25) / 5)
    assert english.place == pytest.approx((2 + 0 + 1.5 + 1.5 * 1 + 1.25 * 1) / (1 + 1 + 1 + 1.5 + 1.25))
    assert (chinese.form, chinese.frequency, chinese.cue, chinese.place) == ("改革", 1, 1.5, 1.0)
    assert [mention.place for mention in scores.explain("Reform", 0).mentions][-1] == "repeated headline"


def test_a_theme_without_mentions_is_explained_too(scores: ts.Scores) -> None:
    explained = scores.explain("Reform", 3)
    assert (explained.score, explained.rows, explained.mentions) == (0, (), ())
    assert "of 0 mentions" in repr(explained)
    assert len(explained.to_frame()) == 0


def test_weights_of_0_make_a_score_of_0(scores: ts.Scores) -> None:
    nothing = EmphasisWeights(no_cue=0, level_1=0, level_2=0, level_3=0)
    explained = scores.explain("Reform", 0, weights=nothing)
    assert explained.score == 0
    assert all(row.score == 0 and math.isfinite(row.place) for row in explained.rows)


def test_an_explanation_shows_itself_without_letting_markup_through() -> None:
    hostile = "<b>reform</b> \x1b[31m must reform."
    explained = ts.score(ts.Corpus([hostile], ids=["<i>"]), {"<u>": ["reform"]}).explain("<u>", "<i>")
    assert "\x1b" not in repr(explained)
    page = explained._repr_html_()
    assert "<i>" not in page
    assert "<u>" not in page
    assert page.count("<b>") == page.count("</b>") == 1  # the title


@pytest.mark.mostly_python
def test_emphasis_and_explanations_hold_on_real_texts(shared_data: Path, examples: Path) -> None:
    themes = ts.Themes.load(examples / "themes.yaml")
    for texts in corpora(shared_data):
        scores = ts.score(texts, themes)
        found = scores.table("emphasis").to_numpy()
        np.testing.assert_allclose(found, emphasis_again(scores, EmphasisWeights()), rtol=1e-11, atol=1e-14)
        equal = scores.table("emphasis", weights=EmphasisWeights.equal()).to_numpy()
        assert (equal == scores.table("tfidf").to_numpy()).all()
        for document in range(0, len(texts), 3):
            for i, theme in enumerate(themes.names):
                explained = scores.explain(theme, document)
                total = math.fsum(row.score for row in explained.rows)
                assert total == pytest.approx(found[document, i], abs=1e-12, rel=0)


def test_marks_are_the_same_for_any_number_of_threads(shared_data: Path, examples: Path) -> None:
    themes = ts.Themes.load(examples / "themes.yaml")
    texts = corpora(shared_data)[1]
    one, *others = (ts.score(texts, themes, threads=threads) for threads in (1, 2, 8))
    for other in others:
        assert other._counts.mentions.tobytes() == one._counts.mentions.tobytes()
        assert other.table("emphasis").to_numpy().tobytes() == one.table("emphasis").to_numpy().tobytes()


def test_without_cues_no_mention_has_one_but_each_its_place() -> None:
    scores = ts.score([REPORT], THEMES, cues=False)
    mentions = scores.mentions
    assert scores.cues is None
    assert mentions["cue"].null_count == len(mentions)
    assert set(mentions["cue_level"].to_pylist()) == {0}
    assert mentions["place"].to_pylist()[0] == "headline"


def test_own_cues_take_the_place_of_the_default_ones() -> None:
    scores = ts.score(
        ["Reform grew. Behold reform."], THEMES, cues={"awe": {"level": 3, "patterns": "behold"}}
    )
    assert scores.mentions["cue"].to_pylist() == [None, "awe"]


def test_scores_keep_their_cues_when_they_are_pickled(scores: ts.Scores) -> None:
    for again in (scores, ts.score([REPORT], THEMES, cues=False)):
        copy = pickle.loads(pickle.dumps(again))
        assert copy.cues == again.cues
        assert copy.mentions.equals(again.mentions)


@pytest.mark.parametrize("value", [-1, math.inf, math.nan, "2", None, True])
def test_a_weight_is_a_finite_number_from_0(value: object) -> None:
    with pytest.raises(OptionError, match="lead"):
        EmphasisWeights(lead=value)  # type: ignore[arg-type]


def test_weights_are_for_emphasis_alone(scores: ts.Scores) -> None:
    with pytest.raises(OptionError, match="emphasis"):
        scores.table("tfidf", weights=EmphasisWeights())
    with pytest.raises(OptionError, match="EmphasisWeights"):
        scores.table("emphasis", weights={"lead": 2})  # type: ignore[arg-type]


def test_cues_that_are_none_are_refused() -> None:
    with pytest.raises(InputError, match="cues"):
        ts.score(["a"], THEMES, cues="must")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="cues"):
        ts.score(["a"], THEMES, cues=True)  # type: ignore[arg-type]
    with pytest.raises(ThemeFileError):
        ts.score(["a"], THEMES, cues={})


def test_a_text_with_a_lone_surrogate_has_no_cues() -> None:
    with pytest.raises(TextError, match="surrogate"):
        ts.Cues.default().find("must \ud800")
