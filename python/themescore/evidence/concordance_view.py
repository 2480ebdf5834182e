"""Key words in context for the terminal and the notebook."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.showing.terminal import cut, cut_start, isolated, printable, width
from themescore.showing.view import cell

if TYPE_CHECKING:
    from themescore.evidence.concordance import Kwic, KwicLine

_COLUMNS = 100
_LONGEST_NAME = 20
_LONGEST_KEYWORD = 30
_SHOWN_LINES = 40
_SHOWN_CHARACTERS = 400  # of what stands on either side, in a notebook
_GAP = "  "


def kwic_text(kwic: Kwic, summary: str) -> str:
    """Return the summary and the first lines, the matches below each other."""
    summary = printable(summary)
    lines = list(kwic[:_SHOWN_LINES])
    if not lines:
        return summary
    more = len(kwic) - len(lines)
    tail = ["", f"{more:,} more; all of them in .to_frame()"] if more > 0 else []
    return "\n".join([summary, "", *aligned_lines(lines, _COLUMNS), *tail])


def aligned_lines(lines: Sequence[KwicLine], columns: int | None) -> list[str]:
    """Return the matches below each other, in lines of at most so many columns, any number for None."""
    names = [printable(line.document) for line in lines]
    words = [printable(line.keyword) for line in lines]
    before = [printable(line.pre) for line in lines]
    after = [printable(line.post) for line in lines]
    if columns is not None:
        names = [cut(name, min(_LONGEST_NAME, columns // 4)) for name in names]
        words = [cut(word, min(_LONGEST_KEYWORD, columns // 3)) for word in words]
    name_room, word_room = max(map(width, names)), max(map(width, words))
    if columns is not None:
        room = max((columns - name_room - word_room - 3 * len(_GAP)) // 2, 1)
        before = [cut_start(text, room) for text in before]
        after = [cut(text, room) for text in after]
    before_room = max(map(width, before))
    return [
        _GAP.join(
            [
                isolated(name) + " " * (name_room - width(name)),
                " " * (before_room - width(pre)) + isolated(pre),
                isolated(word) + " " * (word_room - width(word)),
                isolated(post),
            ]
        ).rstrip()
        for name, pre, word, post in zip(names, before, words, after, strict=True)
    ]


def kwic_html(kwic: Kwic, summary: str) -> str:
    """Return the first lines as HTML, escaped, with the matches in <mark>."""
    lines = list(kwic[:_SHOWN_LINES])
    title = f"<p><b>Key word in context</b>: <bdi>{html.escape(summary)}</bdi></p>"
    if not lines:
        return title
    more = len(kwic) - len(lines)
    tail = f"<p>{more:,} more; all of them in <code>.to_frame()</code></p>" if more > 0 else ""
    body = "".join(map(_html_row, lines))
    heads = (("", "left"), ("before", "right"), ("match", "center"), ("after", "left"))
    head = "".join(f"<th style='text-align: {side}'>{name}</th>" for name, side in heads)
    return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{tail}"


def _html_row(line: KwicLine) -> str:
    start = line.pre[-_SHOWN_CHARACTERS:]
    pre = html.escape(start if start == line.pre else f"…{start}")
    side = "white-space: normal; vertical-align: top"
    return (
        f"<tr><th style='text-align: left; vertical-align: top'>{cell(line.document)}</th>"
        f"<td style='text-align: right; {side}'><bdi>{pre}</bdi></td>"
        f"<td style='text-align: center; {side}'><mark>{cell(line.keyword)}</mark></td>"
        f"<td style='text-align: left; {side}'>{cell(line.post, _SHOWN_CHARACTERS)}</td></tr>"
    )
