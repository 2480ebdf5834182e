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


def test_a_star_opens_its_side_of_a_chinese_pattern_where_words_bind() -> None:
    assert found("坚持改革开放", "改革*", boundary="word") == [("改革", "改革开放")]
    assert found("坚持改革开放", "*改革", boundary="word") == []
    assert found("坚持改革开放", "*开放", boundary="word") == [("开放", "改革开放")]


def test_a_possessive_and_a_per_cent_sign_are_left_over() -> None:
    assert found("China's reform and China’s trade", "china") == [("China", "china's"), ("China", "china's")]
    assert found("grew by 3.5％", "3.5") == [("3.5", "3.5%")]
    assert found("grew by 3.5%", "3.5%") == [("3.5%", None)]
    assert found("China's reform", "china", boundary="word") == []


def test_a_phrase_is_found_across_words_however_they_are_cut() -> None:
    assert found("深化国有企业改革", "国有企业改革") == [("国有企业改革", None)]
    assert found("深化国有企业改革", "国有 企业") == [("国有企业", None)]
    assert found("约翰·史密斯说", "约翰史密斯") == [("约翰·史密斯", None)]


def test_phrases_of_the_themes_are_taught_unless_known() -> None:
    scores = ts.score(["发展新质生产力"], {"theme": ["新质生产力", "发展", "reform", "力"]})
    assert [word.word for word in scores.tokenizer.taught] == ["新质生产力"]
    assert scores.mentions["form"].to_pylist() == ["发展", "新质生产力"]


def test_a_mention_has_the_form_of_its_part() -> None:
    mention = ts.score(["加強數據安全"], {"theme": ["安全"]}).mentions.to_pylist()[0]
    assert (mention["form"], mention["inside"]) == ("安全", "数据安全")
    assert (mention["start"], mention["end"]) == (4, 6)


def test_a_boundary_that_there_is_not_is_an_error() -> None:
    with pytest.raises(OptionError, match="boundary"):
        ts.score(["a"], {"theme": ["a"]}, boundary="parts")
    with pytest.raises(OptionError, match="bigram"):
        ts.score(["a"], {"theme": ["a"]}, boundary="word", tokenizer=ts.Tokenizer(han="bigram"))
