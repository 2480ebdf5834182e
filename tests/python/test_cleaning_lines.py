"""Pages and lines: each step removes what it says it removes, and leaves alone what only looks like it."""

from __future__ import annotations

import textwrap

import pytest
from cleaned import cleaned, lines_of, paged
from themescore.cleaning import HardWraps, Hyphenation, PageHeaders
from themescore.cleaning.registry import PRESETS

pytestmark = pytest.mark.mostly_python

PARAGRAPHS = [
    "The committee met in the capital on Tuesday and heard how reform of state-owned firms goes on.",
    "It decided to lower the rate of interest by a quarter of one per cent, and to give its reasons within "
    "three weeks, as it has done since the year before last. Members agreed that growth had slowed somewhat, "
    "that prices were stable, and that employment in most industries had hardly changed over the summer.",
    "They also stressed that exports should be watched. A report is to be laid before the council in spring.",
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
