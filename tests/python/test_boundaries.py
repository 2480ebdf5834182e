"""Where a mention may begin and end, and what the analyst sees of it."""

from __future__ import annotations

import pytest
import themescore as ts
from themescore.errors import OptionError


def found(text: str, *patterns: str, boundary: str = "part") -> list[tuple[str, str | None]]:
    """Return what was found of a theme of these patterns, as written, and what it is inside of."""
    scores = ts.score([text], {"theme": list(patterns)}, boundary=boundary)
    return [(text[m["start"] : m["end"]], m["inside"]) for m in scores.mentions.to_pylist()]


# The examples of the rule for parts of words.
@pytest.mark.parametrize(
    ("text", "pattern", "inside"),
    [
        ("加强数据安全工作", "安全", "数据安全"),
        ("坚持改革开放", "改革", "改革开放"),
        ("北京市的发展", "北京", "北京市"),
        ("位于纽约州", "纽约", "纽约州"),
    ],
)
def test_a_part_of_two_characters_or_more_is_found_and_the_longer_word_named(
    text: str, pattern: str, inside: str
) -> None:
    assert found(text, pattern) == [(pattern, inside)]
    assert found(text, pattern, boundary="word") == []
    assert found(text, pattern, boundary="any") == [(pattern, inside)]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("改善人民生活", "民生"),
        ("支持发展中国家", "中国"),
        ("依法治国", "法"),
        ("内蒙古的发展", "蒙古"),
        ("访问印度尼西亚", "印度"),
        ("访问印度尼西亚", "西亚"),
        ("白俄罗斯和大马士革", "俄罗斯"),
    ],
)
def test_what_crosses_a_border_or_is_a_piece_of_a_name_is_not_found(text: str, pattern: str) -> None:
    assert found(text, pattern) == []
    assert [surface for surface, _ in found(text, pattern, boundary="any")] == [pattern]


def test_a_whole_word_is_inside_of_nothing() -> None:
    assert found("我们要改革", "改革") == [("改革", None)]
    assert found("The reform", "reform") == [("reform", None)]


def test_a_star_opens_its_side_of_a_chinese_pattern() -> None:
    assert found("坚持改革开放", "改革*", boundary="word") == [("改革", "改革开放")]
    assert found("坚持改革开放", "*改革", boundary="word") == []
    assert found("坚持改革开放", "*开放", boundary="word") == [("开放", "改革开放")]
    assert found("访问印度尼西亚", "印度*", boundary="word") == []


@pytest.mark.parametrize("boundary", ["word", "part", "any"])
def test_a_single_character_with_a_star_is_found_at_its_end_of_words(boundary: str) -> None:
    text = "改革，现代化，化学"
    assert [surface for surface, _ in found(text, "*化", boundary=boundary)][:2] == ["化"] * (
        2 if boundary == "any" else 1
    )
    assert found(text, "改*", boundary=boundary) == [("改", "改革")]
    assert found(text, "化", boundary="part") == []


@pytest.mark.parametrize("pattern", ["改革*", "*化", "印度*", "*安全*", "中国"])
def test_what_words_bound_parts_bound_and_what_parts_bound_is_a_substring(pattern: str) -> None:
    text = "改革开放，现代化，印度尼西亚，印度人，粮食安全感，发展中国家，中国式现代化"
    spans = [
        {(m["start"], m["end"]) for m in ts.score([text], {"t": [pattern]}, boundary=b).mentions.to_pylist()}
        for b in ("word", "part", "any")
    ]
    assert spans[0] <= spans[1] <= spans[2]


def test_a_possessive_and_a_per_cent_sign_are_left_over() -> None:
    assert found("China's reform and China’s trade", "china") == [("China", "china's"), ("China", "china's")]
    assert found("grew by 3.5％", "3.5") == [("3.5", "3.5%")]
    assert found("grew by 3.5%", "3.5%") == [("3.5%", None)]
    assert found("China's reform", "china", boundary="word") == []


def test_a_phrase_is_found_across_words_however_they_are_cut() -> None:
    assert found("深化国有企业改革", "国有企业改革") == [("国有企业改革", None)]
    assert found("深化国有企业改革", "国有 企业") == [("国有企业", None)]
    assert found("约翰·史密斯说", "约翰史密斯") == [("约翰·史密斯", None)]


def test_what_a_theme_finds_does_not_depend_on_the_other_themes() -> None:
    text = ["甘南藏族自治州，澳门特别行政区，我们党的历史"]
    themes = {"a": ["甘南", "澳门", "党"], "b": ["藏族自治州", "特别行政区", "我们党"]}
    alone = [ts.score(text, {name: themes[name]}).table("count")[name].tolist() for name in themes]
    table = ts.score(text, themes).table("count")
    assert [table[name].tolist() for name in themes] == alone == [[3], [3]]


def test_phrases_of_the_themes_are_taught_if_asked_for_unless_known_or_removed() -> None:
    themes = {"theme": ["新质生产力", "发展", "reform", "力", "数据安全"]}
    assert ts.score(["发展新质生产力"], themes).tokenizer.taught == ()
    tokenizer = ts.Tokenizer(without=["数据安全"])
    scores = ts.score(["发展新质生产力"], themes, tokenizer=tokenizer, teach=True)
    assert [word.word for word in scores.tokenizer.taught] == ["数据安全", "新质生产力"]
    assert scores.mentions["form"].to_pylist() == ["发展", "新质生产力"]


def test_a_word_of_the_lexicon_is_no_shred_of_a_name() -> None:
    tokenizer = ts.Tokenizer(lexicon=["特别行政区"])
    scores = ts.score(["澳门特别行政区"], {"theme": ["澳门"]}, tokenizer=tokenizer)
    assert scores.table("count")["theme"].tolist() == [1]


def test_a_mention_has_the_form_of_its_part() -> None:
    mention = ts.score(["加強數據安全"], {"theme": ["安全"]}).mentions.to_pylist()[0]
    assert (mention["form"], mention["inside"]) == ("安全", "数据安全")
    assert (mention["start"], mention["end"]) == (4, 6)


def test_a_boundary_that_there_is_not_is_an_error() -> None:
    with pytest.raises(OptionError, match="boundary"):
        ts.score(["a"], {"theme": ["a"]}, boundary="parts")
    with pytest.raises(OptionError, match="bigram"):
        ts.score(["a"], {"theme": ["a"]}, boundary="word", tokenizer=ts.Tokenizer(han="bigram"))


def test_a_word_that_a_referred_mention_and_what_follows_it_take_together_is_no_word_around_them() -> None:
    text, tokenizer = "市安全國有企業市", ts.Tokenizer(simplify=False)
    assert tokenizer.words(text) == ["市", "安全", "國有", "企業市"]
    themes = ts.Themes({"Firms": ["安全 <~1> 市 ~0 國有企業"], "Towns": ["{Firms} 市"]})
    mentions = ts.score([text], themes, tokenizer=tokenizer, boundary="any").mentions.to_pylist()
    assert [(m["theme"], m["inside"]) for m in mentions] == [("Firms", "市 安全 國有企業市"), ("Towns", None)]


def test_a_referred_mention_of_pairs_names_the_pairs_that_it_touches() -> None:
    themes = ts.Themes({"Capital": ["北京"], "All": ["{Capital} ~1 ab"]})
    mentions = ts.score(["北京新ab's"], themes, tokenizer=ts.Tokenizer(han="bigram")).mentions.to_pydict()
    inside = dict(zip(mentions["theme"], mentions["inside"], strict=True))
    assert inside == {"Capital": None, "All": "北京新 ab's"}
