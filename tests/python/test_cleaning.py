"""Each step removes what it says it removes, and leaves alone what only looks like it."""

from __future__ import annotations

import json
import pickle
import re
import textwrap
import warnings
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import themescore as ts
from hypothesis import given, settings
from hypothesis import strategies as st
from themescore.cleaning import (
    HardWraps,
    Hyphenation,
    PageHeaders,
    PageNumbers,
    RepeatedHeadline,
    SharedLines,
    WebBoilerplate,
)
from themescore.cleaning.registry import PRESETS, STEPS
from themescore.errors import DocumentLookupError, InputError, OptionError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

PARAGRAPHS = [
    "The committee met in the capital on Tuesday and heard how reform of state-owned firms goes on.",
    "It decided to lower the rate of interest by a quarter of one per cent, and to give its reasons within "
    "three weeks, as it has done since the year before last. Members agreed that growth had slowed somewhat, "
    "that prices were stable, and that employment in most industries had hardly changed over the summer.",
    "They also stressed that exports should be watched. A report is to be laid before the council in spring.",
]


def cleaned(text: str | Sequence[str], *steps: object) -> str:
    texts = [text] if isinstance(text, str) else list(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        return ts.clean(ts.Corpus(texts), steps).texts[0]


def paged(lines: Sequence[str], header: str, footer: str, size: int = 8) -> str:
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    return "\f".join(
        "\n".join([header.format(number), *page, footer.format(number)]).strip("\n")
        for number, page in enumerate(pages, start=1)
    )


def lines_of(count: int) -> list[str]:
    return [
        f"Line {chr(97 + i % 26)}{chr(97 + i // 26)} is about something of its own." for i in range(count)
    ]


# --- pages


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("Annual report", "{}"),
        ("Annual report 2023 | {}", "Ministry of Finance"),
        ("年度报告", "第 {} 页 共 5 页"),
        ("Annual report", "Page {} of 5"),
        ("{}", "11/26/26, 2:37 PM Annual report"),
        ("Annual report\n\n\nof the bank", "- {} -"),
    ],
)
def test_headers_footers_and_numbers_of_pages_go(header: str, footer: str) -> None:
    lines = lines_of(40)
    text = cleaned(paged(lines, header, footer), "page_headers", "page_numbers")
    assert text == "\f".join("\n".join(lines[at : at + 8]) for at in range(0, 40, 8))


def test_headers_of_left_and_right_pages_and_of_chapters_are_found() -> None:
    lines = lines_of(40)
    pages = [lines[at : at + 4] for at in range(0, 40, 4)]
    heads = ["The bank", "Chapter one", *["The bank", "Growth"] * 2, *["The bank", "Prices"] * 2]
    heads[1] = "Growth"
    text = "\f".join("\n".join([head, *page]) for head, page in zip(heads, pages, strict=True))
    # "Prices" stands on two pages only.
    wanted = [
        "\n".join(([head] if head == "Prices" else []) + page)
        for head, page in zip(heads, pages, strict=True)
    ]
    assert cleaned(text, "page_headers") == "\f".join(wanted)
    assert cleaned(text, PageHeaders(pages=2)) == "\f".join("\n".join(page) for page in pages)


@pytest.mark.parametrize(
    "tops",
    [
        [
            "Growth was 3 per cent.",
            "Growth was 1 per cent.",
            "Growth was 2 per cent.",
        ],  # figures, not numbers
        ["12 14 16", "13 15 17", "14 16 18"],  # rows of a table
        ["Yes.", "Yes.", "No."],  # on two pages
        ["2021", "2019", "2020"],
    ],
)
def test_lines_at_the_tops_of_pages_that_are_text_stay(tops: list[str]) -> None:
    lines = lines_of(12)
    text = "\f".join("\n".join([top, *lines[4 * i : 4 * i + 4]]) for i, top in enumerate(tops))
    assert cleaned(text, "page_headers", "page_numbers") == text


def test_what_repeats_within_a_page_stays() -> None:
    lines = [line for line in lines_of(12) for line in (line, "The same again.", "And its answer.")]
    text = paged(lines, "Annual report", "{}", size=9)
    assert cleaned(text, "page_headers", "page_numbers").count("The same again.") == 12


def test_roman_numbers_and_those_that_start_elsewhere_go() -> None:
    lines = lines_of(32)
    numbers = ["i", "ii", "iii", "iv", "17", "18", "19", "20"]
    pages = [[*lines[4 * i : 4 * i + 4], number] for i, number in enumerate(numbers)]
    text = "\f".join("\n".join(page) for page in pages)
    assert cleaned(text, "page_numbers") == "\f".join("\n".join(page[:-1]) for page in pages)


def test_without_form_feeds_only_numbers_that_say_so_and_count_up_go() -> None:
    text = "One.\n- 1 -\nTwo.\n- 2 -\nThree.\n- 3 -\nFour.\n7\n8\n9\nPage 3\nPage 5\nPage 6\nEnd."
    wanted = "One.\nTwo.\nThree.\nFour.\n7\n8\n9\nPage 3\nPage 5\nPage 6\nEnd."
    assert cleaned(text, "page_numbers") == wanted


# --- lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the indus-\ntry, and", "the industry,\nand"),
        ("the indus‐\r\n  try and", "the industry\r\nand"),
        ("of pages, indus-\ftry goes", "of pages, industry\fgoes"),
        ("a sof\xadt hy\xad\nphen here", "a soft hyphen\nhere"),
        ("state-\nowned firms. Elsewhere state-owned.", "state-owned\nfirms. Elsewhere state-owned."),
        ("the Anglo-\nAmerican Anglo-American", "the Anglo-American\nAnglo-American"),
        ("a self-\nmade man, made", "a self-made\nman, made"),
        ("short-\nand long-term", "short-\nand long-term"),
        ("the Asia-\nPacific", "the Asia-\nPacific"),
        ("2019-\n20 was", "2019-\n20 was"),
        ("it was -\nas said", "it was -\nas said"),
        ("改革-\n开放", "改革-\n开放"),
        ("indus-\n\ntry", "indus-\n\ntry"),
    ],
)
def test_words_parted_at_the_ends_of_lines_come_together(text: str, wanted: str) -> None:
    assert cleaned(text, Hyphenation()) == wanted


def test_other_documents_say_how_a_word_is_written() -> None:
    assert cleaned(["the high-\nlight of", "a highlight"], "hyphenation") == "the highlight\nof"
    assert cleaned(["the high-\nlight of", "a high-light"], "hyphenation") == "the high-light\nof"


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n"])
def test_wrapped_paragraphs_are_whole_again(width: int, end: str) -> None:
    wrapped = (end + end).join(end.join(textwrap.wrap(p, width, break_on_hyphens=False)) for p in PARAGRAPHS)
    assert cleaned(wrapped, HardWraps()).split(end + end) == PARAGRAPHS


def test_chinese_lines_are_joined_without_a_blank() -> None:
    text = (
        "会议强调要深入贯彻落实党中央关于国有企业改革发展和党的建设的重要论述，全面落实部署精神，推动经济高质量发展和社会大局稳定。"
        * 3
    )
    lines = [text[at : at + 30] for at in range(0, len(text), 30)]
    assert cleaned("\n".join(lines), "hard_wraps") == text
    lines = [
        "会议强调要深入贯彻落实党中央关于国有企业改革发展",
        "Enterprise reform 和党的建设的重要论述，全面",
        "落实部署。",
    ]
    mixed = "\n".join(lines)
    assert cleaned(mixed, "hard_wraps") == mixed.replace("\n", "")


LEFT_ALONE = {
    "list": "Members asked for these things, all of them of some weight to the council:\n"
    "- more reports on the state of the enterprises that are owned by the state\n"
    "- fewer meetings in the capital, as these cost more than they are worth\n"
    "1. a plan for the reform of the tax on the income of the enterprises, soon\n"
    "(a) by region, by industry and by size, as far as the figures are known\n"
    "（一）深化国有企业改革，推动经济高质量发展，保持社会大局稳定，增进民生福祉\n",
    "table": "Region          2021    2022    2023    average of the years\n"
    "North           12.1    13.4    15.0    13.5 per cent, estimated\n"
    "South and west   9.9    10.2    11.7    10.6 per cent, estimated\n"
    "East             8.0     8.5     9.1     8.5 per cent, estimated\n",
    "headings": "THE STATE OF THE ECONOMY IN THE YEAR AND THE PLANS FOR THE NEXT ONE\n"
    "The committee met in the capital on Tuesday and heard how reform goes on.\n"
    "THE STATE OF THE MARKETS IN THE YEAR AND THE PLANS FOR THE NEXT ONE\n"
    "It decided to lower the rate of interest by a quarter of one per cent.\n",
    "titles": "Introduction to the reform of the state-owned enterprises of the north\n"
    "A short history of the tax on the income of enterprises in the province\n"
    "Exports and imports of the coastal regions before and after the crisis\n"
    "The committee and its members in the years of the second five-year plan\n",
    "index": "output_of_industry_by_region_and_year\noutput_of_services_by_region_and_year\n"
    "prices_of_consumer_goods_by_region\nprices_of_industrial_goods_by_region\n",
    "numbers": "331254  the reform of the tax on the income of state-owned enterprises\n"
    "331255  the supervision of banks that are owned by the state or a province\n"
    "331301  the prices of goods that are sold by more than one enterprise only\n",
    "short lines": "Members present\nMr. Smith\nMs. Jones\nMr. Brown\nMs. Miller\n",
    "verse": "They know that victory for us means victory for freedom.\nThey know that it means peace.\n",
    "one line a paragraph": "\n".join(p * 3 for p in PARAGRAPHS)
    + "\nMr. Smith, who was there\nMs. Jones, too\n",
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_lists_tables_headings_and_unwrapped_text_are_left_alone(text: str) -> None:
    assert cleaned(text, "hard_wraps") == text


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    lines = textwrap.wrap(PARAGRAPHS[1] * 4, 60)
    text = paged(lines, "Annual report", "{}", size=5)
    assert cleaned(text, *PRESETS["pdf"]) == " ".join(lines)


# --- pages of the web

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


# --- the whole

PIECES = st.sampled_from(
    [
        *("Annual report", "5", "Page 5", "- 6 -", "indus-", "try goes on", "soft\xadhyphen", "Home", "News"),
        *(
            "Print",
            "© 2024 X",
            "国有企业改革发展和党的建设的重要论述，全面落实部署精神",
            "\ufeff",
            "a",
            "İstanbul",
        ),
        *("| a | b |", "  - item", "\U0001f600", "-", ""),
        "The committee met in the capital on Tuesday and heard how reform goes on",
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\f", "\n\f", "\n\n", "\r", "\u2028", "\x85", " "])
DOCUMENTS = st.lists(st.tuples(PIECES, LINE_ENDS), max_size=25).map(
    lambda parts: "".join(map("".join, parts))
)


@settings(max_examples=25)
@given(
    st.lists(DOCUMENTS, min_size=1, max_size=3),
    st.lists(st.sampled_from([*STEPS]), max_size=5),
    st.lists(st.sampled_from([*STEPS]), max_size=2),
)
def test_rows_and_text_together_are_the_original(texts: list[str], steps: list[str], more: list[str]) -> None:
    texts *= 3  # so that they share lines
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.clean(ts.clean(ts.Corpus(texts), steps), more)
    table = corpus.cleaning.to_frame()
    for name, text, original in zip(corpus.ids, corpus.texts, texts, strict=True):
        assert corpus.original(name) == original
        rows = table[table["document"] == name]
        covered = [False] * len(original)
        for start, end, removed in zip(rows["start"], rows["end"], rows["text"], strict=True):
            assert original[start:end] == removed
            assert removed
            assert not any(covered[start:end])
            covered[start:end] = [True] * (end - start)
        kept = []
        for at in range(len(text)):
            low, high = corpus.to_original(name, at, at + 1)
            if not covered[low]:
                assert original[low:high] == text[at]
                kept.append(low)
            else:
                assert all(covered[low:high])
        assert kept == [at for at, gone in enumerate(covered) if not gone]


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_the_footers_of_the_work_reports_go_and_nothing_of_their_text(shared_data: Path) -> None:
    with (shared_data / "work-reports-zh.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    corpus = ts.Corpus([row["text"] for row in rows], ids=[row["id"] for row in rows])
    # The notice of the wiki begins so, in every report that has one.
    begins = [
        re.search(r"\s*本作品(?:是中华人民共和国的|来自中华人民共和国全国人民代表大会)", text)
        for text in corpus.texts
    ]
    kept = ts.clean(corpus, list(STEPS))
    for text, original, match in zip(kept.texts, corpus.texts, begins, strict=True):
        assert text == (original if match is None else original[: match.start()])
    assert sum(match is not None for match in begins) == 64
    # That of one is worded in another way than all others, and stays.
    assert [name for name, text in zip(kept.ids, kept.texts, strict=True) if "公有领域" in text] == [
        "resolution-16"
    ]


def test_nothing_is_done_that_is_not_named() -> None:
    corpus = ts.Corpus(["Home\nNews\nPrint\nindus-\ntry"])
    assert corpus.cleaning is None
    for same in (ts.clean(corpus), ts.clean(corpus, [])):
        assert same.texts == corpus.texts
        assert len(same.cleaning.to_frame()) == 0
        assert same.to_original(0, 2, 9) == (2, 9)
    assert corpus.to_original(0, 2, 9) == corpus.from_original(0, 2, 9) == (2, 9)
    assert (corpus.original(0), corpus.original_pieces(0, 2, 9)) == (corpus.texts[0], [(2, 9)])


def test_filters_and_slices_keep_the_way_back() -> None:
    texts = [f"{'The ' * i}indus-\ntry" for i in range(4)]
    corpus = ts.clean(ts.Corpus(texts, ids=list("abcd"), metadata={"year": [1, 2, 1, 2]}), ["hyphenation"])
    for part in (corpus[1:], corpus.filter(year=2), corpus[::-1], corpus.filter(year=2)[1:]):
        copy = pickle.loads(pickle.dumps(part))
        for name in part.ids:
            start = part[name].text.index("industry")
            for each in (part, copy):
                assert each.to_original(name, start, start + 8) == corpus.to_original(name, start, start + 8)
                assert each.original(name) == corpus.original(name) == texts["abcd".index(name)]
        assert set(part.cleaning.to_frame()["document"]) == set(part.ids)


def test_mentions_and_evidence_say_where_they_stand_in_the_original() -> None:
    text = "Growth of indus-\ntry.\nTrade grew. Reform of the state-\nowned.\nA state-owned bank."
    corpus = ts.clean(ts.Corpus(["No theme.", text], ids=["a", "b"]), ["hyphenation"])
    themes = {"Industry": ["industry", "reform"], "Firms": ["state owned"]}
    scores = ts.score(corpus, themes)
    found = scores.mentions.to_pylist()
    assert [text[row["original_start"] : row["original_end"]] for row in found] == [
        "indus-\ntry",
        "Reform",
        "state-\nowned",
        "state-owned",
    ]
    words = [corpus.texts[1][row["start"] : row["end"]] for row in found]
    assert words == ["industry", "Reform", "state-owned", "state-owned"]
    evidence = scores.evidence("Industry")
    assert [text[slice(*sentence.original)] for sentence in evidence] == [
        "Growth of indus-\ntry.",
        "Reform of the state-\nowned.",
    ]
    frame = evidence.to_frame()
    assert list(zip(frame["original_start"], frame["original_end"], strict=True)) == [
        s.original for s in evidence
    ]
    lines = ts.kwic(corpus, ["industry", "reform"], sort="match").sorted("right").to_frame()
    assert [text[a:b] for a, b in zip(lines["original_start"], lines["original_end"], strict=True)] == [
        {"industry": "indus-\ntry"}.get(word, word) for word in lines["keyword"]
    ]
    plain = ts.score([text], themes)
    assert "original_start" not in plain.mentions.column_names
    assert "original_start" not in plain.evidence("Industry").to_frame().columns


def test_a_step_that_removes_more_than_a_third_is_warned_of() -> None:
    with pytest.warns(ThemescoreWarning, match=r"web_boilerplate removed more than a third of 'b' 61%"):
        ts.clean(ts.Corpus(["Long text " * 9, "Reform.\n© 2024 Office"], ids=["a", "b"]), ["web_boilerplate"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ts.clean(ts.Corpus(["x" * 60 + "\n© 2024 Office"]), ["web_boilerplate"])


def test_what_was_removed_is_shown_and_escaped() -> None:
    corpus = ts.clean(
        ts.Corpus(["Reform goes on. " * 9 + "\n© <script>alert(1)</script>\x1b[2J"]), ["web_boilerplate"]
    )
    page = corpus.cleaning._repr_html_()
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "\x1b" not in str(corpus.cleaning)
    assert "cleaned: web_boilerplate" in repr(corpus)
    row = corpus.cleaning.summary().iloc[0]
    assert (row["documents"], row["places"]) == (1, 1)
    assert row["removed"] == len(corpus.original(0)) - len(corpus.texts[0])


def test_frames_are_of_the_library_of_the_metadata() -> None:
    corpus = ts.Corpus(["indus-\ntry"], metadata=pl.DataFrame({"year": [2020]}))
    cleaning = ts.clean(corpus, ["hyphenation"]).cleaning
    assert isinstance(cleaning.to_frame(), pl.DataFrame)
    assert isinstance(cleaning.summary(), pl.DataFrame)


@pytest.mark.parametrize("steps", [["pfd"], "header", [3], [None], ["pdf", "wbe"]])
def test_a_name_that_is_no_step_is_an_error_that_lists_them(steps: object) -> None:
    with pytest.raises(OptionError, match=r"'page_headers'.*'web'"):
        ts.clean(ts.Corpus(["a"]), steps)


def test_other_mistakes_are_errors() -> None:
    corpus = ts.clean(ts.Corpus(["abc"]), ["pdf"])
    with pytest.raises(InputError, match="give a Corpus"):
        ts.clean(["abc"], ["pdf"])
    with pytest.raises(InputError, match="list of names"):
        ts.clean(corpus, 3)
    for make in (
        lambda: PageHeaders(depth=0),
        lambda: PageHeaders(pages=1),
        lambda: SharedLines(at="top"),
        lambda: SharedLines(share=2),
        lambda: SharedLines(lines=0),
        lambda: corpus.to_original(0, 2, 1),
        lambda: corpus.to_original(0, 0, 4),
        lambda: corpus.from_original(0, -1, 2),
    ):
        with pytest.raises(OptionError):
            make()
    with pytest.raises(DocumentLookupError):
        corpus.to_original("z", 0, 1)
    with pytest.raises(DocumentLookupError, match="no document 'z'"):
        corpus.cleaning.to_frame("z")


def test_steps_are_told_apart_by_their_options() -> None:
    corpus = ts.clean(ts.Corpus(["abc"]), ["pdf", PageNumbers(), SharedLines(at="both")])
    assert [step.name for step in corpus.cleaning.steps] == [*PRESETS["pdf"], "page_numbers", "shared_lines"]
    assert corpus.cleaning.steps[-1] == SharedLines(at="both") != SharedLines()
