"""The pattern language, held against a slow matcher that was written from docs/patterns.md alone."""

from __future__ import annotations

from random import Random

import pytest
from reference.compare import difference, found, wanted
from reference.patterns import Gap, Word
from reference.random_cases import Case, random_case
from reference.shorthand import case, either_of, expression, pattern

RANDOM_CASES = 900


def spans(case: Case, mentions: list) -> list[str]:
    """Return each mention as it is written, with its theme if there are several."""
    several = len(case.themes) > 1
    return [
        f"{m.theme} {case.text[m.start : m.end]}" if several else case.text[m.start : m.end] for m in mentions
    ]


def check(made: Case, *mentions: str) -> None:
    """Both matchers find what was worked out by hand."""
    assert spans(made, wanted(made)) == list(mentions)
    assert difference(made) is None


def forms(made: Case) -> list[str]:
    assert difference(made) is None
    return [m.form + (f" < {m.inside}" if m.inside is not None else "") for m in found(made)]


def test_a_gap_is_at_most_so_many_words_in_this_order() -> None:
    near = pattern("reform", 2, "enterprise*")
    check(case("reform enterprise", near), "reform enterprise")
    check(case("reform of the enterprises", near), "reform of the enterprises")
    check(case("reform of all the enterprises", near))
    check(case("enterprise reform", near))
    check(case("reform. Enterprise", near))
    check(case("reform, of (the) - enterprise", near), "reform, of (the) - enterprise")
    check(case("reform enterprise and enterprise", pattern("reform", 3, "enterprise*")),
          "reform enterprise and enterprise")  # fmt: skip


def test_a_gap_in_either_order() -> None:
    near = pattern("reform", Gap(1, either=True), "enterprise*")
    check(case("enterprise reform. Reform of enterprise", near), "enterprise reform", "Reform of enterprise")
    # One word stands between the first and the last: the second.
    check(case("enterprise reform reform", near), "enterprise reform reform")
    check(case("reform the old enterprise", near))


def test_gaps_are_taken_from_the_left() -> None:
    chain = pattern("a", Gap(5, either=True), "b", 0, "c")
    check(case("a b c", chain), "a b c")
    check(case("b a c", chain), "b a c")
    check(case("c a b", chain))
    check(case("a c b", chain))


def test_no_match_of_a_gap_overlaps_with_itself() -> None:
    check(case("a", pattern("a", 3, "a")))
    check(case("a b", pattern(either_of("a b", "b"), Gap(3, either=True), "b")))
    check(case("a a", pattern("a", 3, "a")), "a a")


def test_a_gap_in_chinese_is_counted_in_words() -> None:
    # 深化 | 国有企业 | 改革
    check(case("深化国有企业改革", pattern("深化", 1, "改革")), "深化国有企业改革")
    check(case("深化国有企业改革", pattern("深化", 0, "改革")))
    # In one word, at its inner border: 数据|安全.
    for words in (0, 1):
        check(case("数据安全", pattern("安全", words, "数据")))
        check(case("数据安全", pattern("数", words, "安全")))
        check(case("数据安全", pattern("数据", words, "安全"), boundary="word"))


def test_a_gap_over_pairs_of_characters() -> None:
    # 国有 ends in the pair 有企; 企业 and 业改 stand between it and 改革.
    check(case("国有企业改革", pattern("国有", 1, "改革"), han="bigram"))
    check(case("国有企业改革", pattern("国有", 2, "改革"), han="bigram"), "国有企业改革")
    check(case("国有企业", pattern("国有", 0, "企业"), han="bigram"), "国有企业")
    check(case("国有 企业", pattern("国有", 0, "企业"), han="bigram"), "国有 企业")


def test_a_pair_of_characters_that_is_taken_as_a_word_may_share_one_with_what_follows_a_gap() -> None:
    check(case("国有企业", pattern("=国有", 0, "有企"), han="bigram"), "国有企")
    check(case("国有企业", pattern("=国有", 0, "企业"), han="bigram"))
    check(case("国有企业", pattern("=国有", 1, "企业"), han="bigram"), "国有企业")
    # Two pairs after 国有, one after 有企.
    check(case("国有企业a", pattern("/../", 1, "a"), han="bigram"), "有企业a")
    check(case("reform现安全", pattern("reform * *安全"), han="bigram"), "reform现安全")
    # Side by side with it nothing stands that shares a character.
    themes = {"parents": (-1, -1), "han": "bigram"}
    for other in ("有企", "企业"):
        check(case("国有企业", pattern("=国有", other), han="bigram"))
        check(case("国有企业", "=国有", pattern("{0}", other, theme=1), **themes), "0 国有")
        check(case("国有企业", other, pattern("=国有 {0}", theme=1), **themes), f"0 {other}")
    check(case("国有 企业", pattern("=国有", "企业"), han="bigram"), "国有 企业")


def test_with_pairs_and_any_boundary_the_last_character_of_a_run_is_found_behind_a_gap() -> None:
    any_pair = {"boundary": "any", "han": "bigram"}
    check(case("ab中国", pattern("ab", 1, "国"), **any_pair), "ab中国")
    check(case("ab中国", pattern("ab", 0, "国"), **any_pair), "ab中国")
    check(case("ab中国人", pattern("ab", 0, "人"), **any_pair))
    check(case("ab中国人", pattern("ab", 1, "人"), **any_pair), "ab中国人")
    check(case("中国人", pattern("中", 0, "人"), **any_pair), "中国人")
    check(case("中国", pattern("中", 1, "国"), **any_pair))
    check(case("ab中国", pattern("ab", 1, "国"), han="bigram"))


def test_a_star_alone_is_every_word() -> None:
    check(case("Reform 国有企业, 7%!", "*"), "Reform", "国有企业", "7%")
    check(case("国有企业", "*", han="bigram"), "国有", "企业")
    check(case("a b. C", pattern("a"), pattern("*", theme=1), parents=(-1, -1)), "0 a", "1 a", "1 b", "1 C")
    check(case("a b", pattern("a"), pattern("*", kind="not")))


def test_the_form_of_a_gap_is_what_was_matched() -> None:
    assert forms(case("reform of the enterprises", pattern("reform", 3, "enterprise*"))) == [
        "reform enterprises"
    ]
    assert forms(case("深化国有企业改革", pattern("深化", 1, "改革"))) == ["深化 改革"]
    assert forms(case("China's big reform", pattern("china", 3, "reform"))) == [
        "china reform < china's reform"
    ]


def test_endings_may_be_left_over_before_a_gap_but_not_inside_of_a_phrase() -> None:
    check(case("China's reform", pattern("china", 0, "reform")), "China's reform")
    check(case("China's reform", pattern("china reform")))
    check(case("China's reform", pattern(either_of("china", "japan"), "reform")))
    check(case("China's reform", pattern("china", 0, "reform"), boundary="word"))
    themes = {"parents": (-1, -1)}
    check(case("China's reform", "reform", pattern("china {0}", theme=1), **themes), "0 reform")
    check(case("China's reform", "china", pattern("{0} reform", theme=1), **themes), "0 China")
    check(case("China's reform", "china", pattern("{0}", 0, "reform", theme=1), **themes), "0 China",
          "1 China's reform")  # fmt: skip


def test_alternatives() -> None:
    both = pattern(either_of("state owned", "国有"), either_of("firm*", "企业"))
    check(case("state-owned firms, 国有企业, state owned 企业, 国有 firm", both),
          "state-owned firms", "国有企业", "state owned 企业", "国有 firm")  # fmt: skip
    nested = pattern("a", either_of("b", expression(either_of("c", "d"), 1, "e")))
    check(case("a b, a d x e, a e", nested), "a b", "a d x e")
    check(case("国有企业 国有公司", pattern("国有", either_of("企业", "公司"))), "国有企业", "国有公司")


def test_a_regular_expression_is_held_against_the_whole_form_of_one_word() -> None:
    whole = pattern("/reform(s|ed)?/")
    check(case("Reform reforms reformed reforming unreformed", whole), "Reform", "reforms", "reformed")
    check(case("Reform's", whole), "Reform")
    check(case("reform of", pattern("/.*/ of")), "reform of")


def test_a_word_exactly_as_it_is_written() -> None:
    check(case("IT it It ＩＴ IT's", "=IT"), "IT", "IT")
    check(case("US USA us Usa", "=US*"), "US", "USA")
    check(case("國有 国有", "=國有"), "國有")
    check(case("國有 国有", "=国有"), "国有")
    check(case("the IT firm, the it firm", pattern("=IT firm")), "IT firm")


def test_a_reference_is_a_mention_of_another_theme() -> None:
    themes = {"parents": (-1, -1)}
    patterns = ["firm*", "企业", pattern("{0}", 5, "reform*", theme=1)]
    check(case("firms need reform, 企业改革 and reform", *patterns, **themes),
          "0 firms", "1 firms need reform, 企业改革 and reform", "0 企业")  # fmt: skip
    side = [pattern("a b"), pattern("a"), pattern("{0} c", theme=1)]
    check(case("a b c, a c", *side, **themes), "0 a b", "1 a b c", "0 a", "1 a c")
    # Only `a b` is a mention, so `b` alone is none.
    check(
        case("a b c", pattern("a b"), pattern("b"), pattern("{0} c", theme=1), **themes), "0 a b", "1 a b c"
    )
    check(case("a b c", pattern("a b"), pattern("b"), pattern("x {0}", theme=1), **themes), "0 a b")


def test_a_scope_looks_at_the_sentence_paragraph_or_document() -> None:
    text = "A bank. Money is short.\n\nA bank."
    check(case(text, pattern("bank", sentence="money")))
    check(case(text, pattern("bank", paragraph="money")), "bank")
    check(case(text, pattern("bank", document="money")), "bank", "bank")
    check(case("a b c", pattern("a", sentence="b", document="c")), "a")
    check(case("a b c", pattern("a", sentence="b", document="d")))
    check(case("a b", pattern("a b", sentence="b")), "a b")
    # What starts there decides, wherever it ends.
    check(case("The 国有企业改革 go", pattern("改革", sentence=expression("国有", 1, "改革"))), "改革")


def test_what_not_takes_is_not_counted() -> None:
    market = [pattern("market*"), pattern("market garden*", kind="not")]
    check(case("market gardens and markets", *market), "markets")
    check(case("free market garden", *market, pattern("free market")), "free market")
    check(case("market garden", pattern("market garden"), pattern("market garden*", kind="not")))
    check(case("market garden", pattern("market"), pattern("garden"), pattern("market garden", kind="not")))


def test_an_exclusion_holds_for_the_themes_below_and_not_above() -> None:
    nested = {"parents": (-1, 0)}
    check(case("a b", pattern("a", theme=1), pattern("a b", kind="not"), **nested))
    check(case("a b", pattern("a"), pattern("a b", theme=1, kind="not"), **nested), "0 a")
    check(case("a b", pattern("a b c", theme=1), pattern("a", theme=1, kind="not"), pattern("b"), **nested),
          "0 b")  # fmt: skip


def test_what_lies_in_a_place_of_not_inside_is_no_mention() -> None:
    place = pattern("opposition to reform*", kind="not inside")
    check(case("opposition to reform, reform", pattern("reform"), place), "reform")
    check(case("opposition to reform bills", pattern("reform bills"), place), "reform bills")
    check(case("a b c", pattern("b"), pattern("a b c", kind="not inside"), pattern("a")))
    check(case("a b c", pattern("c"), pattern("a b", kind="not inside"), pattern("b c")), "b c")
    # It takes no words, and any match counts, not the longest alone.
    check(case("a b c d", pattern("b"), pattern("b c d"), pattern("a", 1, "c", kind="not inside")), "b c d")


def test_a_parent_is_the_union_of_its_children() -> None:
    tree = {"parents": (-1, 0, 0)}
    check(case("a b c", pattern("a b", theme=1), pattern("b c", theme=2), **tree), "0 a b", "1 a b", "2 b c")
    # 1 takes `a b c`, so `b` is no mention of 1; and none of 0, which has `a b c`.
    check(case("a b c", pattern("a b c", theme=1), pattern("b", theme=1), **tree), "0 a b c", "1 a b c")
    check(case("x b c", pattern("c", theme=1), pattern("x b"), pattern("b c", theme=2), **tree),
          "0 x b", "2 b c", "0 c", "1 c")  # fmt: skip


def test_exclusive_themes_compete_for_the_words() -> None:
    tree = {"parents": (-1, 0, 0), "exclusive": (0,)}
    check(case("a b c", pattern("a b", theme=1), pattern("b c", theme=2), **tree), "0 a b", "1 a b")
    check(case("a b", pattern("a", theme=1), pattern("a b", theme=2), **tree), "0 a b", "2 a b")
    check(case("a", pattern("a", theme=1), pattern("a", theme=2), **tree), "0 a", "1 a")
    # Its own patterns are no side of it.
    check(case("a b c", pattern("a b"), pattern("b c", theme=2), **tree), "0 a b", "2 b c")
    # Themes of one branch do not compete.
    check(case("a b", pattern("a", theme=1), pattern("a b", theme=2), parents=(-1, 0, 1), exclusive=(0,)),
          "0 a b", "1 a b", "2 a b")  # fmt: skip


def test_a_star_inside_of_a_phrase_is_a_gap_of_no_words() -> None:
    check(case("国有企业 改革", pattern("国有* 改革"), boundary="word"), "国有企业 改革")
    check(case("国有企业，改革", pattern("国有* 改革")), "国有企业，改革")
    check(case("国有企业的改革", pattern("国有* 改革")))
    check(case("新现代化", pattern("新 *化")), "新现代化")
    check(case("新现代化", pattern("新 化")))


def test_exactly_is_for_whole_words() -> None:
    check(case("國有企業", pattern("=國有企業")), "國有企業")
    check(case("國有企業", pattern("=國有")))
    check(case("國有企業", pattern("=國有*")), "國有企業")


# Cases that random ones found, and that were wrong.
MENDED = {
    "the second document has no mention behind a reference and a gap": case(
        "数据安全 a b", "安全", pattern("数据 {0} a", 1, "b", theme=1), parents=(-1, -1)
    ),
    "a word that is taken twice is there twice in `inside`": case("数据安全", pattern("数据", 0, "安全")),
    "the form is that of what other patterns make come first": case(
        "a|b", pattern(either_of(expression("/[ab]b?/", 1, "b"), expression(Word("a|b"))))
    ),
    "the form is that of the shorter piece": case("a b x c", pattern(either_of("a b", "a"), 2, "c")),
    "a mention of a mention of two pieces is of two pieces": case(
        "c企业",
        pattern("业", Gap(1, either=True), "c"),
        pattern("{0}", theme=1),
        pattern("{1}", theme=2),
        parents=(-1, -1, -1),
        boundary="any",
    ),
    "a word that two pieces take is there once, though the second goes on": case(
        "市市Ab's", pattern("市 Ab", Gap(0, either=True), "市"), boundary="any"
    ),
    "and so if the second is a mention": case(
        "市市Ab's", pattern("市 Ab"), pattern("市", 0, "{0}", theme=1), parents=(-1, -1), boundary="any"
    ),
    # With pairs of characters.
    "a gap begins with a character that the match has": case(
        "reform现安全", pattern("reform * *安全"), han="bigram"
    ),
    "a pair ends before the last pair that holds its last character": case(
        "国有企业a", pattern("/../", 1, "a"), han="bigram"
    ),
    "a pair that is taken as a word is whole": case("企業新7%", pattern("=企業", 1, "7"), han="bigram"),
    "the last character is not found after a gap": case(
        "ab中国", pattern("ab", 1, "国"), boundary="any", han="bigram"
    ),
}


@pytest.mark.parametrize("made", [pytest.param(made, id=why) for why, made in MENDED.items()])
def test_what_was_found_by_random_cases(made: Case) -> None:
    assert (difference(made) or "") == ""


@pytest.mark.parametrize("seed", range(3))
def test_random_themes_find_in_random_texts_what_the_slow_matcher_finds(seed: int) -> None:
    mentions = 0
    for number in range(RANDOM_CASES // 3):
        made = random_case(Random(f"test {seed} {number}"))
        assert (difference(made) or "") == ""
        mentions += len(found(made))
    assert mentions > RANDOM_CASES // 3
