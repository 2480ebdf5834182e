"""The page as a whole: the template with its parts, styles and script filled in."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from themescore.report.appendix import pattern_table, settings
from themescore.report.groups import group_table, standing_out
from themescore.report.head import comparison_warnings, measured, page_title, warnings
from themescore.report.heat import heat_table
from themescore.report.markup import bare, shortened
from themescore.report.packing import LARGEST, Evidence, everything, strongest

if TYPE_CHECKING:
    from themescore.report.content import Content
    from themescore.report.wording import Wording

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_UPRIGHT = 8  # more themes than that are printed on paper laid across
_LONGEST_CHOICE = 80
# What the script says; the rest of the page's words are in the template, or come from the parts.
_SCRIPT_WORDS = (
    "mentions", "words", "sentences", "mentions_in_words", "panel_says", "panel_some", "show_more", "found",
    "all_of_them", "too_old", "panel_none",
)  # fmt: skip


def page(content: Content, title: str | None) -> str:
    """Return the page: with every sentence as it is, or with those that there is room for."""
    evidence = everything(content)
    if evidence is not None:
        whole = _page(content, title, evidence)
        if len(whole.encode("utf-8", "replace")) <= LARGEST:
            return whole
    content.complete = False
    rest = _page(content, title, Evidence("", "", 0))
    room = LARGEST - len(rest.encode("utf-8", "replace"))
    return _page(content, title, strongest(content, room))


def _page(content: Content, title: str | None, evidence: Evidence) -> str:
    say, comparison = content.say, content.comparison
    style, script = _resource("page.css"), _resource("page.js")
    title = page_title(content) if title is None else title
    parts = {
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        "lang": say.html,
        "title": bare(title),
        "heading": say.name(title),
        "style": style,
        "script": script,
        "wording": _wording(say),
        "measured": measured(content),
        "warnings": warnings(content),
        "compared": "",
        "compared_link": "",
        "wide": ' class="wide"' * (len(content.rows.themes) > _UPRIGHT),  # on paper
        "heat": heat_table(content),
        "sentences_head": say("sentences_all" if content.complete else "sentences_some"),
        "sentences_chosen": "" if content.complete else _chosen(content, evidence),
        "search": _search(content),
        "evidence": evidence.html,
        # Not a script: a type that nothing runs.
        "packed": f'<script type="text/plain" id="packed">{evidence.packed}</script>' * bool(evidence.packed),
        "patterns_table": pattern_table(content),
        "settings_list": settings(content),
    }
    if comparison is not None:
        parts["compared_link"] = f'<li><a href="#groups">{say("nav_groups")}</a></li>'
        parts["compared"] = (
            f'<section id="groups"><h2>{say("groups_by", by=say.name(comparison.by))}</h2>'
            f"{comparison_warnings(content, comparison)}"
            f"{standing_out(content, comparison)}{group_table(content, comparison)}</section>"
        )
    # In one pass: nothing that was put in is looked at again. What is no part is a word of the page.
    return _PLACE.sub(
        lambda match: parts[match[1]] if match[1] in parts else say(match[1]), _resource("page.html")
    )


def _resource(file: str) -> str:
    return files("themescore.report").joinpath(file).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _wording(say: Wording) -> str:
    """Return the words that the script needs, as data that no HTML parser can take for anything else."""
    text = json.dumps({key: say.template(key) for key in _SCRIPT_WORDS}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def _chosen(content: Content, evidence: Evidence) -> str:
    """Return what of all sentences the page holds."""
    say = content.say
    text = say(
        "sentences_chosen",
        shown=evidence.shown,
        sentences=say("sentences", n=len(content.mentioned.document)),
        code="<code>scores.evidence(theme, document)</code>",
    )
    packed = f"<noscript> {say('needs_script')}</noscript>" if evidence.packed else ""
    return f'<p class="aside">{text}{packed}</p>'


def _search(content: Content) -> str:
    """Return what the sentences are searched with; the script shows it, as it does the searching."""
    say = content.say
    fields = [
        _field("text", say("search_text"), '<input type="search" id="search-text" autocomplete="off">'),
        _field("theme", say("search_theme"), _choice(say, "theme", content.themes, say("any_theme"))),
    ]
    if content.groups:
        assert content.comparison is not None
        label = say.name(content.comparison.by)
        fields.append(_field("group", label, _choice(say, "group", content.groups, say("any_group"))))
    fields.append(
        _field(
            "document",
            say("search_document"),
            '<input type="search" id="search-document" autocomplete="off">',
        )
    )
    return (
        f'<div id="search" role="search" aria-label="{say("search")}" hidden>{"".join(fields)}'
        f'<button type="button" id="search-clear">{say("search_clear")}</button>'
        '<p id="search-says" class="aside" role="status"></p></div>'
    )


def _field(name: str, label: str, control: str) -> str:
    return f'<div><label for="search-{name}">{label}</label>{control}</div>'


def _choice(say: Wording, name: str, values: list[str], every: str) -> str:
    options = "".join(
        f'<option value="{number}"{say.lang(value)}>{bare(shortened(value, _LONGEST_CHOICE))}</option>'
        for number, value in enumerate(values)
    )
    return f'<select id="search-{name}"><option value="">{every}</option>{options}</select>'
