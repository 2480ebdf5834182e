"""Every word of the page's own, in each language that it can be written in: one table, and who reads it."""

from __future__ import annotations

from collections.abc import Iterable

from themescore.report.markup import escaped, script_language, shortened

# The first is what `language=` is, the second what HTML calls it.
LANGUAGES = {"en": "en", "zh": "zh-Hans"}
_NAMED = 10

# English, Chinese. "one|several" are chosen between by {n}. What stands in braces is HTML already.
WORDS: dict[str, tuple[str, str]] = {
    # What is counted.
    "documents": ("{n} document|{n} documents", "{n} 份文档"),
    "themes": ("{n} theme|{n} themes", "{n} 个主题"),
    "words": ("{n} word|{n} words", "{n} 词"),
    "mentions": ("{n} mention|{n} mentions", "提及 {n} 次"),
    "times": ("{n} time|{n} times", "{n} 次"),
    "sentences": ("{n} sentence|{n} sentences", "{n} 个句子"),
    "characters": ("{n} character|{n} characters", "{n} 个字符"),
    "mentions_in_words": ("{mentions} in {words}", "{words}中{mentions}"),
    "comma": (", ", "、"),
    "then": (", ", "，"),
    "and_more": ("{list} and {n} more", "{list}等（另有 {n} 项）"),
    "range": ("{low} to {high}", "{low} 至 {high}"),
    # The head of the page.
    "title": ("What {documents} emphasise", "{documents}的主题侧重"),
    "title_one": ("What {documents} emphasises", "{documents}的主题侧重"),
    "title_by": ("{title}, by {by}", "{title}（按“{by}”分组）"),
    "skip": ("Skip to the numbers", "跳到正文"),
    "on_this_page": ("On this page", "本页内容"),
    "nav_groups": ("Groups compared", "分组比较"),
    "nav_documents": ("Each document", "各文档"),
    "nav_sentences": ("Sentences", "原文句子"),
    "nav_patterns": ("Patterns", "检索词"),
    "nav_settings": ("Settings", "设置"),
    "footer": (
        "Made with themescore. This page is complete in itself: it loads nothing and sends nothing.",
        "由 themescore 生成。本页自成一体，不从网络加载任何内容，也不向外发送任何数据。",
    ),
    # What was measured.
    "searched_one": (
        "{documents} of {words} was searched for "
        '<a href="#patterns">the words and phrases</a> of {themes}, which it mentions {times}.',
        '本页在 {documents}（共 {words}）中检索 {themes}的<a href="#patterns">词语</a>，合计提及 {times}。',
    ),
    "searched": (
        "{documents}, {words} in all, were searched for "
        '<a href="#patterns">the words and phrases</a> of {themes}, which they mention {times}.',
        '本页在 {documents}（合计 {words}）中检索 {themes}的<a href="#patterns">词语</a>，合计提及 {times}。',
    ),
    "rates": (
        "The numbers are rates: mentions per 1,000 words, so that long and short documents can be compared.",
        "表中数字是频率，即每千词的提及次数，因此篇幅不同的文档可以相互比较。",
    ),
    "rates_else": ("The groups are compared by {unit}.", "各组按“{unit}”比较。"),
    "nested": (
        "A theme that contains others counts their mentions as its own.",
        "上级主题的次数包含其下级主题的提及。",
    ),
    "han_jieba": (
        "In Chinese, which is written without spaces, words are those that the program jieba finds.",
        "中文词以分词程序 jieba 的切分为准。",
    ),
    "han_bigram": (
        "In Chinese, which is written without spaces, every two neighbouring characters count as a word.",
        "中文以相邻两字为一词（二元切分）。",
    ),
    "intervals_say": (
        "The intervals ({percent}) say how far a number could move if other documents of the same kind had "
        "been at hand.",
        "置信区间（{percent}）表示：若换一批同类文档，数字可能变动的范围。",
    ),
    "choose": (
        "<strong>Choose any number to read the sentences that it was counted from.</strong>",
        "<strong>点击任一数字，即可阅读其所依据的原文句子。</strong>",
    ),
    # Warnings.
    "warnings": ("To bear in mind", "注意事项"),
    "no_words": ("No words at all in {documents}: {list}", "有 {documents}不含任何词：{list}"),
    "never": ("Mentioned nowhere: {list}", "从未提及的主题：{list}"),
    "not_read": ("Not read, so not counted: {documents}", "未能读取、因而未计入：{documents}"),
    "replaced": (
        "{characters} that could not be read in {documents}: {list}",
        "有 {documents}共含 {characters}无法识别：{list}",
    ),
    "more_items": ("and {n} more", "另有 {n} 项"),
    # Groups.
    "groups_by": ("Groups compared, by {by}", "分组比较：按“{by}”"),
    "none_stands_out": (
        "No group mentions a theme more often than {others} by more than chance explains.",
        "没有哪个组对某一主题的提及明显多于{others}，差异均可能出于偶然。",
    ),
    "stands_out": (
        "<strong>{group}</strong> mentions <strong>{theme}</strong> {link}",
        "<strong>{group}</strong>提及<strong>{theme}</strong>的频率{link}",
    ),
    "and_nobody": ("and {others} never", "大于零，而{others}从未提及"),
    "times_the": ("{ratio} times as often as {others}", "是{others}的 {ratio} 倍"),
    "interval_in": (" ({percent} interval {interval}).", "（{percent} 置信区间 {interval}）。"),
    "full_stop": (".", "。"),
    "how_listed": (
        "Listed is what chance hardly explains, the surest first{more}: the interval of the ratio lies above "
        "1, and if groups are dealt out anew among the documents a difference as large is rare (q below "
        "{alpha}, corrected for {contrasts} contrasts).",
        "此处列出难以用偶然解释的差异，最可靠的在前{more}：比值的置信区间在 1 以上，且将文档随机重新分组时"
        "（置换检验）很少出现同样大的差异（q 值小于 {alpha}，已对 {contrasts} 项比较作多重检验校正）。",
    ),
    "some_of": (", {shown} of {n}", "（共 {n} 项，列出 {shown} 项）"),
    "within": (
        "Ratios are within {within}, combined as Mantel and Haenszel do.",
        "比值在“{within}”相同的文档之间计算，再按 Mantel–Haenszel 法合并。",
    ),
    "rest": ("the others", "其他各组"),
    "all_of_them": ("all documents", "全部文档"),
    "groups_caption": ("By {by}: {unit}", "按“{by}”分组：{unit}"),
    "key": (
        "{dot} rate, {bar} {percent} interval, {all} all documents; each theme has a scale of its own. "
        "▲ ▼ the interval of the ratio lies above or below 1.",
        "{dot} 频率，{bar} {percent} 置信区间，{all} 全部文档；各主题刻度不同。▲ ▼ 表示比值的置信区间在 1 "
        "以上或以下。",
    ),
    "key_few": (
        "* fewer than {n} documents: the interval is wide and rough.",
        "* 文档少于 {n} 份：置信区间宽而粗略。",
    ),
    "unit_rate": ("mentions per 1,000 words", "每千词提及次数"),
    "unit_sentences": (
        "sentences that mention it per 100 sentences",
        "每百句中提及该主题的句数",
    ),
    "unit_share": ("mentions per 100 mentions of any theme", "占全部主题提及次数的百分比"),
    "short_rate": ("per 1,000 words", "每千词"),
    "short_sentences": ("per 100 sentences", "每百句"),
    "short_share": ("per 100 mentions", "每百次提及"),
    "rate": ("rate", "频率"),
    "interval": ("{percent} interval", "{percent} 置信区间"),
    "times_head": ("times {others}", "与{others}之比"),
    "mentions_head": ("mentions", "提及次数"),
    "documents_head": ("documents", "文档数"),
    "above": ("the interval lies above 1", "置信区间在 1 以上"),
    "below": ("the interval lies below 1", "置信区间在 1 以下"),
    "ratio_only": ("only here", "仅此组提及"),
    "more_groups": (
        "and {n} more group, with lower rates|and {n} more groups, with lower rates",
        "另有 {n} 组，频率较低",
    ),
    # Documents.
    "heat_caption": (
        "Mentions per 1,000 words, documents by themes",
        "文档与主题：每千词提及次数",
    ),
    "heat_some": (
        "Shown are {shown} of {documents}, those with the most mentions; the rest are counted in the sums. "
        "All of them: {code}",
        "表中列出 {documents}中提及次数最多的 {shown} 份；合计仍包括全部文档。全部数据：{code}",
    ),
    "heat_some_groups": (
        "Shown are {shown} of {n} groups, those with the most mentions.",
        "表中列出 {n} 个组中提及次数最多的 {shown} 个。",
    ),
    "heat_some_themes": (
        "Shown are {shown} of {themes}, those with the most mentions.",
        "表中列出 {themes}中提及次数最多的 {shown} 个。",
    ),
    "heat_keys": (
        "Arrow keys move from number to number, Enter opens the sentences.",
        "方向键在数字间移动，回车键打开句子。",
    ),
    "skip_table": ("Skip the table", "跳过表格"),
    "document": ("document", "文档"),
    "words_head": ("words", "词数"),
    "all_n": ("all {n}", "合计 {n} 份"),
    "legend": (
        "Shade: mentions per 1,000 words, the same for all themes; the steps grow with the rate",
        "颜色深浅：每千词提及次数，各主题标准相同，级差随频率增大",
    ),
    "to": ("to {high}", "至 {high}"),
    "over": ("over {low}", "{low} 以上"),
    # Sentences.
    "sentences_all": ("All sentences with a mention", "全部有提及的句子"),
    "sentences_some": ("Sentences with a mention", "有提及的句子"),
    "sentences_how": (
        "In the order of each text, with their number in it. Mentions are marked; the themes that they count "
        "for stand behind.",
        "按原文顺序排列，编号为句子在文中的序号。提及之处已标出，所属主题列于句后。",
    ),
    "sentences_chosen": (
        "This page holds {shown} of {sentences}. Of each number the strongest are kept: those that a word "
        "such as “must” stresses, or that stand in a headline or a lead. All of them: {code}",
        "本页收录 {sentences}中的 {shown} 个。每个数字优先保留强调程度最高的句子，"
        "即含“必须”等强调语，或位于标题、导语中的句子。全部句子：{code}",
    ),
    "needs_script": (
        "Most of them are packed, and need JavaScript to be shown.",
        "其中大部分经过压缩，需启用 JavaScript 才能显示。",
    ),
    "too_old": (
        "This browser cannot unpack the rest of the sentences; a newer one can.",
        "此浏览器无法解压其余句子，请改用较新的浏览器。",
    ),
    "of_document": ("{shown} of {sentences}", "{sentences}中的 {shown} 个"),
    "no_theme": ("No theme is mentioned.", "未提及任何主题。"),
    "left_out": ("{n} characters left out", "略去 {n} 个字符"),
    "search": ("Search the sentences", "检索句子"),
    "search_text": ("Words in the sentence", "句中词语"),
    "search_theme": ("Theme", "主题"),
    "search_document": ("Document", "文档"),
    "any_theme": ("any theme", "任意主题"),
    "any_group": ("any group", "任意组"),
    "search_clear": ("Clear", "清除"),
    "found": ("{n} of {all} sentences", "共 {all} 个句子，符合条件的 {n} 个"),
    # The panel.
    "close": ("Close", "关闭"),
    "show_more": ("Show more ({n} left)", "显示更多（还有 {n} 个）"),
    "panel_says": ("{where}: {mentions}, {sentences}", "{where}：{mentions}，{sentences}"),
    "panel_some": (
        "{shown} of {sentences}",
        "{sentences}中的 {shown} 个",
    ),
    "panel_none": (
        "There was no room for them in this page. In Python: scores.evidence(theme, document)",
        "篇幅所限，这些句子未收入本页。可在 Python 中用 scores.evidence(theme, document) 查看。",
    ),
    # Patterns.
    "patterns": ("Patterns", "检索词"),
    "patterns_caption": (
        "Patterns, and how often each was found. * stands for any letters within a word, ? for one",
        "检索词及各自的命中次数。* 代表词内任意个字母，? 代表一个",
    ),
    "theme_head": ("theme", "主题"),
    "patterns_head": ("patterns", "检索词"),
    "no_own": ("none of its own", "自身无检索词"),
    "more_patterns": ("and {n} more in the theme file below", "另有 {n} 个，见下面的主题文件"),
    "theme_file": ("The themes as a theme file", "主题文件"),
    "cue_file": ("The cues as a file", "强调语文件"),
    "taught_file": ("Words taught to the tokenizer", "分词器增补的词"),
    # Settings.
    "settings": ("Settings", "设置"),
    "version": ("versions", "版本"),
    "corpus": ("documents", "文档"),
    "corpus_is": (
        "{documents}, {words}; SHA-256 of ids and word counts {hash}",
        "{documents}，{words}；文档名与词数的 SHA-256：{hash}",
    ),
    "words_by": ("words and sentences", "词与句"),
    "words_by_jieba": (
        "Unicode {version}, UAX #29; Chinese by jieba 0.42.1",
        "Unicode {version} 的 UAX #29；中文用 jieba 0.42.1 分词",
    ),
    "words_by_bigram": (
        "Unicode {version}, UAX #29; Chinese by pairs of characters",
        "Unicode {version} 的 UAX #29；中文按相邻两字切分",
    ),
    "boundary": ("a mention begins and ends", "提及的边界"),
    "boundary_part": (
        "at the border of a word, or of a part of two characters or more of a Chinese word",
        "词的边界，或中文词内两字及以上成分的边界",
    ),
    "boundary_word": ("at the border of a word", "词的边界"),
    "boundary_any": (
        "anywhere in Chinese, at the border of a word elsewhere",
        "中文中任意位置，其他文字为词的边界",
    ),
    "measure": ("measure", "度量"),
    "measure_is": (
        "rate: 1,000 × mentions / words; the words and phrases of a theme never overlap",
        "频率 = 1,000 × 提及次数 ÷ 词数；同一主题的提及互不重叠",
    ),
    "groups": ("groups", "分组"),
    "groups_are": ("by {by}, each against {others}", "按“{by}”，各组与{others}比较"),
    "intervals": ("intervals", "置信区间"),
    "intervals_are": (
        "{percent}, bootstrap of documents (in groups of fewer than {few} of their sentences too), "
        "{kind}, {replicates} replicates, seed {seed}",
        "{percent}，对文档作自助法（bootstrap）重抽样（文档少于 {few} 份的组也对句子重抽样），"
        "{kind}，重抽样 {replicates} 次，随机种子 {seed}",
    ),
    "kind_expanded": ("percentiles widened by Student’s t", "百分位区间按 t 分布加宽"),
    "kind_percentile": ("percentiles", "百分位区间"),
    "kind_bca": ("BCa", "BCa 区间"),
    "recipe": ("How to get the same numbers again", "如何复现"),
    "recipe_how": (
        "With the same documents, and the theme file above saved as themes.yaml:",
        "使用相同的文档，并将上面的主题文件另存为 themes.yaml：",
    ),
}


class Wording:
    """The words of the page in one of its languages; and strings from outside, marked by their language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.code = language
        self.html = LANGUAGES[language]
        self._at = list(LANGUAGES).index(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return a piece of text; numbers get their commas."""
        text = WORDS[key][self._at]
        one, _, several = text.partition("|")
        if several and values.get("n") != 1:
            one = several
        return one.format_map({k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()})

    def template(self, key: str) -> list[str]:
        """Return a text for the script to fill in: that for one, and that for several."""
        one, _, several = WORDS[key][self._at].partition("|")
        return [one, several or one]

    def lang(self, text: str) -> str:
        """Return the attribute ``lang`` for text whose script says that it is in another language."""
        code = script_language(text)
        return f' lang="{code}"' if code and code != self.code else ""

    def name(self, value: object, longest: int = 200) -> str:
        """Return an id, a theme, a value: on one line, escaped, cut if it is very long."""
        shown = shortened(str(value), longest)
        return f"<bdi{self.lang(shown)}>{escaped(shown)}</bdi>"

    def listed(self, values: Iterable[object]) -> str:
        """Return the first of some names, and how many more there are."""
        values = list(values)
        text = self("comma").join(self.name(value) for value in values[:_NAMED])
        more = len(values) - _NAMED
        return self("and_more", list=text, n=more) if more > 0 else text
