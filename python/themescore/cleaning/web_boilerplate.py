"""What stands around the text of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from themescore.cleaning.edits import Edit, Edits
from themescore.cleaning.lines import Lines, one_line
from themescore.cleaning.step import PlainStep

_LONGEST = 160
_RUN = 3
_BLANK = r"[\s\u3000]*"
_NETWORK = "facebook|twitter|x|linkedin|weibo|wechat|whatsapp|e-?mail"
# Lines that say by themselves what they are; each has to match from its first to its last character.
_CLEAR = {
    "copyright": rf"""
        (?:copyright\s*(?:©|\(c\)|\d{{4}}|by\b)|©|\(c\)\s*(?:copyright|\d{{4}})).{{0,120}}
        | .{{0,80}}\ball\ rights\ reserved\.?.{{0,40}}
        | .{{0,60}}(?:版权所有|著作权所有|版權所有).{{0,80}}
        | .{{0,20}}未经.{{0,12}}(?:许可|授权|书面同意).{{0,20}}(?:转载|复制).{{0,40}}
        | .{{0,40}}ICP{_BLANK}(?:备|证|備|證)(?:案)?(?:号)?[:：]?{_BLANK}[\d-]+号?.{{0,60}}
        | .{{0,40}}公网安备.{{0,60}}
        """,
    "share": rf"""
        share\ this(?:\ (?:article|page|post|story|release))?(?:\ (?:on|via)\ .{{0,40}})?
        | (?:share|tweet|post)\ (?:on|via|to)\ (?:{_NETWORK}).{{0,30}}
        | (?:e-?mail|print|bookmark)\ this(?:\ (?:article|page|post|story|release))?
        | follow\ us(?:\ on\ .{{0,40}})? | (?:like|find|join)\ us\ on\ .{{0,40}}
        | 分享(?:到|至|按钮|文章)[:：]?.{{0,30}} | 扫一扫.{{0,30}} | 扫描?二维码.{{0,30}}
        | [【\[]?{_BLANK}(?:字体|字号|字體)[:：]?{_BLANK}[大中小\s\[\]【】+\-A]*[】\]]?
        | [【\[]?{_BLANK}(?:打印|列印)(?:本页|本頁|本文|此页){_BLANK}[】\]]?
            (?:{_BLANK}[|｜【\[]?{_BLANK}(?:关闭|關閉)(?:窗口|本页)?{_BLANK}[】\]]?)?
        """,
    "navigation": rf"""
        (?:skip|jump)\ to\ (?:the\ )?(?:main\ )?(?:content|navigation|search).{{0,20}}
        | (?:back|return)\ to\ (?:the\ )?top\.?
        | you\ are\ here[:：].{{0,140}}
        | home\ ?[>»›|].{{1,140}}
        | (?:当前|您的|你的|所在|您现在的|您当前的|您所在的)位置[:：].{{1,100}}
        | 首页{_BLANK}[>＞»›/|｜].{{1,140}}
        | (?:返回|回到)(?:页面|網頁|网页)?(?:顶部|頂部|首页|首頁|上一页|列表)
        | (?:上一篇|下一篇|上一页|下一页)(?:[:：].{{0,80}})?
        | (?:previous|next)\ (?:article|page|post|story)(?:[:：].{{0,100}})?
        | (?:toggle|open|close)\ (?:navigation|menu|search).{{0,20}}
        """,
    "cookies": r"""
        (?:this|our)\ (?:web)?site\ uses\ cookies\b.{0,120} | we\ use\ cookies\b.{0,140}
        | (?:accept|reject|allow|manage)\ (?:all\ )?cookies?.{0,20}
        """,
}
# Each of them has one of these, which are found faster, in small letters.
_TRIGGERS = (
    "copyright", "©", "(c)", "all rights reserved", "icp",
    "版权所有", "著作权所有", "版權所有", "未经", "公网安备",
    "share this", "share on", "share via", "share to", "tweet on", "tweet via", "tweet to", "post on",
    "post via", "post to", "mail this", "print this", "bookmark this", "follow us", "us on",
    "分享", "扫一扫", "二维码", "字体", "字号", "字體", "打印", "列印",
    "skip to", "jump to", "to top", "to the top", "you are here", "位置",
    *(f"home{blank}{mark}" for blank in ("", " ") for mark in ">»›|"),
    "首页", "返回", "回到", "上一篇", "下一篇", "上一页", "下一页",
    *(f"{which} {what}" for which in ("previous", "next") for what in ("article", "page", "post", "story")),
    *(f"{do} {what}" for do in ("toggle", "open", "close") for what in ("navigation", "menu", "search")),
    "cookie",
)  # fmt: skip
# Lines that are something else as often: removed only where several of them follow each other.
_UNCLEAR_WORDS = """
    home | news | about | about us | contact | contact us | search | menu | login | log in | sign in
    | sign up | sign out | register | subscribe | newsletter | newsletters | rss | sitemap | site map | help
    | faq | faqs | careers | jobs | privacy | privacy policy | privacy notice | terms | terms of use
    | terms of service | terms and conditions | accessibility | cookie policy | cookie settings | disclaimer
    | legal | legal notice | imprint | feedback | language | languages | english | share | print | email
    | e-mail | tweet | facebook | twitter | x | linkedin | weibo | wechat | whatsapp | youtube | instagram
    | telegram | pinterest | reddit | download | more | read more | related | related articles
    | related posts | related links | previous | next | back | top | close | press | media | events
    | publications | resources
    | 首页 | 网站首页 | 新闻 | 新闻中心 | 关于我们 | 联系我们 | 网站地图 | 登录 | 注册 | 搜索
    | 收藏 | 打印 | 关闭 | 分享 | 微信 | 微博 | 返回 | 更多 | 下载 | 帮助 | 隐私政策 | 隐私声明
    | 免责声明 | 法律声明 | 友情链接 | 无障碍 | 简体 | 简体中文 | 繁体 | 繁体中文 | 繁體 | 繁體中文
    | 政务公开 | 机构设置 | 设为首页 | 加入收藏
    """
_UNCLEAR = frozenset(" ".join(word.split()) for word in _UNCLEAR_WORDS.split("|"))
_LONGEST_UNCLEAR = 24
_CLEAR_KINDS = {kind: re.compile(rf"(?:{pattern})", re.VERBOSE | re.I) for kind, pattern in _CLEAR.items()}
_BARS = re.compile("[|｜·•]")
_MARKS = " \t|｜·•*-–[]【】>»›<«‹+"
# A line that ends as a sentence does is text, whatever it begins with, unless it is about rights or cookies.
_SENTENCE = re.compile(r".*[a-z\u4e00-\u9fff][.!?。！？]")


@dataclass(frozen=True)
class WebBoilerplate(PlainStep):
    """Remove lines that are of a web page and not of its text.

    Whole lines of up to 160 characters, in English and Chinese, that say by themselves what they are: notices
    of copyright and registration (© 2024 ..., 版权所有, ICP备...号), buttons to share or print
    (Share on ..., 分享到), navigation (Skip to content, Home > News > ..., 当前位置：首页), notices of
    cookies. Words such as Home, Print or 首页 only where three such lines or more follow each other. What
    repeats over documents is found by `SharedLines`.
    """

    name: ClassVar[str] = "web_boilerplate"

    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
        if len(text) > _LONGEST and one_line(text):
            return Edits.of([])
        lines = Lines(text)
        found = [
            _whole_line(lines, line, kind)
            for line in _with_a_trigger(lines)
            if (kind := _kind(lines.content(line).strip(_MARKS))) is not None
        ]
        return Edits.of(found + _runs(lines))


def _with_a_trigger(lines: Lines) -> list[int]:
    """Return the lines, none of them long, that may say by themselves what they are."""
    short = lines.filled[(lines.last - lines.first)[lines.filled] <= _LONGEST]
    contents = [lines.content(line) for line in short.tolist()]
    joined = "\n".join(contents)
    if len(joined.lower()) != len(joined):  # İ becomes two characters
        joined = joined.replace("İ", "I")
    joined = joined.lower()
    starts = np.cumsum([0, *(len(content) + 1 for content in contents)])
    at = np.array([match for trigger in _TRIGGERS for match in _all(joined, trigger)], np.int64)
    return [int(short[place]) for place in np.unique(np.searchsorted(starts, at, "right") - 1).tolist()]


def _all(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _kind(content: str) -> str | None:
    kinds = (kind for kind, pattern in _CLEAR_KINDS.items() if pattern.fullmatch(content))
    kind = next(kinds, None)
    return None if kind in ("share", "navigation") and _SENTENCE.fullmatch(content) else kind


def _runs(lines: Lines) -> list[Edit]:
    """Return the edits of lines that are of a page only together."""
    found: list[Edit] = []
    run: list[int] = []
    previous = -1
    lengths = (lines.last - lines.first)[lines.filled]
    bars = np.array([at for bar in "|｜·•" for at in _all(lines.text, bar)], np.int64)
    barred = np.isin(lines.filled, np.searchsorted(lines.starts, bars, "right") - 1)
    for place in np.flatnonzero((lengths <= _LONGEST_UNCLEAR) | barred).tolist():
        line = int(lines.filled[place])
        content = lines.content(line).strip(_MARKS).casefold() if lengths[place] <= _LONGEST else ""
        if not all(" ".join(part.split()) in _UNCLEAR for part in _BARS.split(content)):
            continue
        if place != previous + 1:
            found += _of_run(lines, run)
            run = []
        run.append(line)
        previous = place
    return found + _of_run(lines, run)


def _of_run(lines: Lines, run: list[int]) -> list[Edit]:
    if len(run) < _RUN:
        return []
    return [_whole_line(lines, line, f"one of {len(run):,} short lines of navigation") for line in run]


def _whole_line(lines: Lines, line: int, reason: str) -> Edit:
    if lines.nexts[line] > lines.ends[line]:
        return Edit(int(lines.starts[line]), int(lines.nexts[line]), reason)
    # The last line goes with the end of the one before.
    before = int(lines.ends[line - 1]) if line else 0
    return Edit(before, int(lines.ends[line]), reason)
