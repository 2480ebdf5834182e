"""Tokenizers: their options, what they are taught, what they say of their words."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from themescore.errors import InputError, LexiconError, OptionError, TextError, ThemescoreWarning

PHRASE = "新质生产力"


def words(text: str, **options: Any) -> list[str]:
    return ts.Tokenizer(**options).words(text)


def test_chinese_is_cut_into_words_and_always_parted_from_other_scripts() -> None:
    assert words("关于国有Enterprise reform发展") == ["关于", "国有", "Enterprise", "reform", "发展"]
    assert words("国有企业", han="bigram") == ["国有", "有企", "企业"]


def test_the_unknown_word_model_can_be_left_out() -> None:
    # What jieba's README gives for a word that its lexicon lacks: 杭研 is put together by the model.
    text = "他来到了网易杭研大厦"
    assert words(text) == ["他", "来到", "了", "网易", "杭研", "大厦"]
    assert words(text, hmm=False) == ["他", "来到", "了", "网易", "杭", "研", "大厦"]


def test_characters_beyond_jiebas_range_are_words_of_their_own_unless_taught() -> None:
    assert words("二〇二三年") == ["二", "〇", "二三年"]
    assert words("二〇二三年", lexicon=["二〇二三年"]) == ["二〇二三年"]
    assert words("𠮷野家") == ["𠮷", "野家"]
    assert words("在𠮷野家吃饭", lexicon=["𠮷野家"]) == ["在", "𠮷野家", "吃饭"]


@pytest.mark.parametrize(
    "lexicon",
    [[PHRASE], [(PHRASE, 100)], [(PHRASE, None, "n")], {PHRASE: 100}, ((PHRASE,),), (w for w in [PHRASE])],
)
def test_words_are_taught_in_any_of_the_ways_that_one_would_give_them(lexicon: Any) -> None:
    assert words("发展新质生产力", lexicon=lexicon) == ["发展", PHRASE]


def test_a_word_can_be_removed() -> None:
    assert words("人民生活") == ["人民", "生活"]
    assert words("数据安全") == ["数据安全"]
    assert words("数据安全", without=["数据安全"]) == ["数据", "安全"]


def test_what_was_taught_is_shown_and_the_first_tokenizer_stays_as_it_was() -> None:
    first = ts.Tokenizer()
    second = first.teach([(PHRASE, 7, "n")])
    assert first.taught == ()
    assert second.taught == (ts.TaughtWord(PHRASE, 7, "n"),)
    assert second.teach([]) is second
    assert first.words(PHRASE) != second.words(PHRASE) == [PHRASE]


def test_a_word_taught_in_traditional_characters_is_known_in_both() -> None:
    tokenizer = ts.Tokenizer(lexicon=["新質生產力"])
    assert tokenizer.words(PHRASE) == [PHRASE]
    assert tokenizer.words("新質生產力") == ["新質生產力"]


def test_words_that_are_not_chinese_are_not_used_and_named() -> None:
    with pytest.warns(ThemescoreWarning, match="'A股', 'reform'"):
        tokenizer = ts.Tokenizer(lexicon=[PHRASE, "A股", "reform"])
    assert [word.word for word in tokenizer.taught] == [PHRASE]


@pytest.mark.parametrize(
    "lexicon",
    [
        3,
        [3],
        [("a", "b", "c", "d")],
        [("", 3)],
        [(PHRASE, -1)],
        [(PHRASE, 1.5)],
        [(PHRASE, True)],
        [(PHRASE, 1, 2)],
    ],
)
def test_a_lexicon_that_cannot_be_understood_is_an_error(lexicon: Any) -> None:
    with pytest.raises((InputError, OptionError), match="lexicon"):
        ts.Tokenizer(lexicon=lexicon)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"\xe6\x96\xb0\xe8\xb4\xa8 3 n\n\xff\xfe\n", 2),
        ("新质 3\n\n新质 99999999999999999999999\n".encode(), 3),
        ("新质 3\r云计算 -5\r".encode(), 2),
        ("云计算,5\n".encode(), 1),
        ("新质 3\n云计算 5 n extra\n".encode(), 2),
        ("云计算 5\n".encode("utf-16"), 1),
    ],
)
def test_a_broken_line_of_a_lexicon_file_is_named(tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(data)
    with pytest.raises(LexiconError) as caught:
        ts.Tokenizer(lexicon=path)
    assert caught.value.line == line
    assert str(path) in str(caught.value)


def test_a_lexicon_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(LexiconError):
            ts.Tokenizer(lexicon=path)


def test_unknown_options_are_errors() -> None:
    with pytest.raises(OptionError, match="'jieba' or 'bigram'"):
        ts.Tokenizer(han="words")
    with pytest.raises(OptionError, match="stem"):
        ts.Tokenizer(stem="klingon")
    with pytest.raises(OptionError, match="stop_words"):
        ts.Tokenizer(stop_words="klingon")
    with pytest.raises(InputError, match="stop_words"):
        ts.Tokenizer(stop_words=[3])  # type: ignore[list-item]


def test_tokenizers_with_the_same_settings_are_equal_and_survive_pickle_and_copy() -> None:
    options: list[dict[str, Any]] = [
        {},
        {"han": "bigram"},
        {"hmm": False},
        {"simplify": False},
        {"lexicon": [PHRASE]},
        {"without": ["数据安全"]},
        {"stop_words": "english"},
    ]
    tokenizers = [ts.Tokenizer(**given) for given in options]
    assert len(set(tokenizers)) == len(options)
    for given, tokenizer in zip(options, tokenizers, strict=True):
        assert tokenizer == ts.Tokenizer(**given)
        for again in (pickle.loads(pickle.dumps(tokenizer)), copy.deepcopy(tokenizer)):
            assert again == tokenizer
            assert hash(again) == hash(tokenizer)
            text = "发展新质生产力和數據安全，the reform"
            assert again.words(text) == tokenizer.words(text)
            assert repr(again) == repr(tokenizer)


def test_traditional_and_simplified_are_one_form() -> None:
    forms = [t.form for t in ts.Tokenizer().tokens("國有企業改革發展；乾隆；餅乾")]
    assert forms == ["国有企业", "改革", "发展", ";", "乾隆", ";", "饼干"]
    kept = [t.form for t in ts.Tokenizer(simplify=False).tokens("國有企業")]
    assert "".join(kept) == "國有企業"


def test_full_width_compatibility_and_circled_characters_have_the_plain_form() -> None:
    forms = [t.form for t in ts.Tokenizer().tokens("ＧＤＰ ３．５％ ① ㎏ \uf9dc")]  # U+F9DC is 隆
    assert forms == ["gdp", "3.5%", "1", "kg", "隆"]


def test_stems_merge_forms_and_patterns_meet_them() -> None:
    if not ts.Tokenizer.stem_languages:
        pytest.skip("built without libstemmer")
    tokenizer = ts.Tokenizer(stem="english")
    assert [t.form for t in tokenizer.tokens("Reforms reformed; reforming 改革")] == [
        "reform", "reform", ";", "reform", "改革",
    ]  # fmt: skip
    scores = ts.score(["Reforms reformed China's firms"], {"R": ["reforming"]}, tokenizer=tokenizer)
    assert scores.table("count")["R"].tolist() == [2]
    assert tokenizer.merged(["Reforms reformed", "a reform, 改革"]) == {
        "reform": ["reform", "reformed", "reforms"]
    }


def test_stop_words_are_no_terms_but_words_of_the_text() -> None:
    tokenizer = ts.Tokenizer(stop_words="english")
    text = "the rule of law and the law"
    assert ts.dtm([text], tokenizer=tokenizer).terms == ("law", "rule")
    scores = ts.score([text], {"L": ["rule of law"]}, tokenizer=tokenizer)
    assert scores.table("count")["L"].tolist() == [1]
    assert scores.words.tolist() == [7]
    assert ts.dtm([text], tokenizer=ts.Tokenizer(stop_words=["LAW"])).terms == ("and", "of", "rule", "the")


def test_n_grams_stay_within_a_sentence_unless_told_otherwise() -> None:
    tokenizer = ts.Tokenizer()
    text = "insurgents killed in ongoing fighting"  # the example of quanteda's tokens_ngrams
    assert tokenizer.ngrams(text, 2, skips=[0, 1])[:4] == [
        "insurgents_killed", "insurgents_in", "killed_in", "killed_ongoing",
    ]  # fmt: skip
    assert tokenizer.ngrams("Growth rose. Trade fell.", 2) == ["growth_rose", "trade_fell"]
    assert tokenizer.ngrams("Growth rose. Trade fell.", 2, across_sentences=True) == [
        "growth_rose", "rose_trade", "trade_fell",
    ]  # fmt: skip
    assert tokenizer.ngrams("深化国有企业改革", [1, 2], separator=" ") == [
        "深化", "国有企业", "改革", "深化 国有企业", "国有企业 改革",
    ]  # fmt: skip
    for options in ({"sizes": 0}, {"sizes": 101}, {"skips": -1}, {"sizes": True}):
        with pytest.raises(OptionError):
            tokenizer.ngrams(text, **options)  # type: ignore[arg-type]


def test_clauses_cover_the_sentences() -> None:
    text = "会议强调，要深化改革；要扩大开放。Growth was 50,000, which helped; trade rose."
    tokenizer = ts.Tokenizer()
    clauses = [text[start:end] for start, end in tokenizer.clauses(text)]
    assert clauses[:3] == ["会议强调，", "要深化改革；", "要扩大开放。"]
    assert clauses[3] == "Growth was 50,000,"
    assert "".join(clauses).replace(" ", "") == text.replace(" ", "")


def test_an_explanation_says_why() -> None:
    tokenizer = ts.Tokenizer(lexicon=[PHRASE])
    text = f"{PHRASE}，數據安全，杭研㎏ China's"
    explained = tokenizer.explain(text)
    assert [(token.token, token.found_by) for token in explained if token.kind == "word"] == [
        (PHRASE, "taught"),
        ("數據安全", "lexicon"),
        ("杭研", "unknown-word model"),
        ("China's", "UAX #29"),
    ]
    parts = {token.form: token.parts for token in explained}
    assert parts["数据安全"] == ("数据", "安全")
    assert parts["china's"] == ("china", "'s")
    assert explained.to_frame().columns.tolist() == list(ts.ExplainedToken._fields)
    assert "<table" in explained._repr_html_()
    assert "taught" in repr(explained)
    assert [tuple(token[:2]) for token in explained] == [
        (token.start, token.end) for token in tokenizer.tokens(text)
    ]


@pytest.mark.parametrize("method", ["tokens", "words", "sentences", "clauses", "explain", "ngrams"])
def test_what_is_no_text_is_an_error(method: str) -> None:
    function = getattr(ts.Tokenizer(), method)
    for given in (None, b"text", 3, float("nan")):
        with pytest.raises(InputError):
            function(given)
    with pytest.raises(TextError) as caught:
        function("国\ud800")
    assert caught.value.offset == 1
    assert len(function("")) == 0
    assert len(function(" \n\u3000")) == 0
