"""What stands around texts, and what only looks like it."""

from __future__ import annotations

import pytest
import themescore as ts
from cleaned import cleaned, lines_of
from themescore.cleaning import RepeatedHeadline, SharedLines, WebBoilerplate

pytestmark = pytest.mark.mostly_python

CLEAR = """
© 2024 The Office
Copyright 2021 by the Bank
All rights reserved.
版权所有：人民网
京ICP备05083640号-1
京公网安备 11000002000001号
未经书面授权不得转载或复制
Share this article on Facebook
Share on Twitter
Print this page
Follow us on WeChat
分享到：
扫一扫在手机打开当前页
【字体：大 中 小】
打印本页 关闭窗口
Skip to main content
Back to top
You are here: Home / News
Home > News > Speeches
当前位置：首页 > 新闻
首页 > 政务公开
返回顶部
上一篇：无
Next article: On reform
Toggle navigation
This site uses cookies to improve it.
Accept all cookies
""".strip().splitlines()
TEXT_ALL_THE_SAME = """
Copyright reform was agreed.
Share this burden fairly.
Home ownership rose.
Print media lost readers.
Home
News
首页改版工作完成。
The next page of history is ours.
Follow us on this road, and reform will succeed.
Back to work
打印机出口增长。
Principal components
返回家乡的农民工增加。
""".strip().splitlines()


@pytest.mark.parametrize("line", CLEAR)
def test_lines_that_say_that_they_are_of_a_web_page_go(line: str) -> None:
    assert (
        cleaned(f"Reform goes on.\n{line}\nTrade grew.", WebBoilerplate()) == "Reform goes on.\nTrade grew."
    )
    assert cleaned(f"Reform goes on.\n{line}", WebBoilerplate()) == "Reform goes on."


@pytest.mark.parametrize("line", TEXT_ALL_THE_SAME)
def test_lines_that_only_look_like_it_stay(line: str) -> None:
    text = f"Reform goes on.\n{line}\nTrade grew."
    assert cleaned(text, "web_boilerplate") == text


def test_words_of_navigation_go_where_several_stand_together() -> None:
    text = "Home | News\n\nAbout us\n• Contact\nReform goes on.\nNews\nPrint\nTrade grew."
    assert cleaned(text, "web_boilerplate") == "\nReform goes on.\nNews\nPrint\nTrade grew."


FOOTER = "本作品属于\n公有领域\n。\n\n\nPublic domain\nfalse"


def test_lines_that_many_documents_end_with_go() -> None:
    texts = [f"{'Text of its own. ' * 9}Number {i}.\n\n\n{FOOTER}\n" for i in range(6)] + [
        "Another.\nfalse"
    ] * 2
    corpus = ts.clean(ts.Corpus(texts), ["shared_lines"])
    texts = [f"{'Text of its own. ' * 9}Number {i}." for i in range(6)]
    assert corpus.texts == (*texts, "Another.\nfalse", "Another.\nfalse")
    reasons = set(corpus.cleaning.to_frame()["reason"])
    assert reasons == {"6 documents have it at their end", "8 documents have it at their end"}


def test_copies_of_a_document_are_no_shared_ending() -> None:
    one = "\n".join(lines_of(9))
    other = "\n".join(["Foreword.", *lines_of(9)])
    for texts in ([one] * 6, [one, other] * 4, [f"{'long ' * 900}\n{one}"] * 5):
        assert cleaned(texts, "shared_lines") == texts[0]
    # Of two copies each, the footer goes.
    texts = [f"{'Text of its own. ' * 9}Number {i // 2}.\n{FOOTER}" for i in range(12)]
    assert "Public" not in cleaned(texts, "shared_lines")


def test_shared_beginnings_go_only_if_asked_for() -> None:
    texts = [f"News\nOffice of trade\nAll speeches\n\nText {i}.\n" for i in range(5)]
    assert cleaned(texts, SharedLines()) == texts[0]
    for at in ("start", "both"):
        assert cleaned(texts, SharedLines(at=at)) == "Text 0.\n"


def test_a_closing_phrase_that_speeches_share_stays() -> None:
    texts = [f"Speech {i}.\nThank you.\nGod bless you." for i in range(9)]
    assert cleaned(texts, "shared_lines") == texts[0]
    assert cleaned(texts, SharedLines(lines=2)) == "Speech 0."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Reform goes on\n\nReform goes on\nIt rained.", "Reform goes on\n\nIt rained."),
        ("REFORM GOES ON\nBy Li Wei\n Reform  goes on.\nIt rained.", "REFORM GOES ON\nBy Li Wei\nIt rained."),
        ("改革开放\n改革开放", "改革开放"),
        (
            "The firms are to be reformed\nThe firms are to be reformed — Beijing, May 3. It rained.",
            "The firms are to be reformed\nBeijing, May 3. It rained.",
        ),
        ("Growth slows\nGrowth slows in the north as exports fall.", None),
        ("Growth slows\nGrowth slows. That is new.", None),  # too short to be sure
        ("Yes.\nNo.\nPerhaps.\nNever.\nWell.\nAgain.\nYes.", None),
    ],
)
def test_a_headline_that_stands_there_again_goes(text: str, wanted: str | None) -> None:
    assert cleaned(text, RepeatedHeadline()) == (text if wanted is None else wanted)
