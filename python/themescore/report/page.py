"""The page as a whole: the template with its parts, styles and script filled in."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from themescore.errors import listed, place
from themescore.report.appendix import pattern_table, sentence_list, settings
from themescore.report.groups import group_table, standing_out
from themescore.report.heat import heat_table
from themescore.report.markup import escaped, name
from themescore.view import counted

if TYPE_CHECKING:
    from themescore.report.content import Content

_MOST_FAILURES = 20
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_WORDS = {
    "jieba": "words are those that the program jieba finds",
    "bigram": "every two neighbouring characters count as a word",
}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def page(content: Content, title: str | None) -> str:
    """Return the page."""
    style, script = _resource("page.css"), _resource("page.js")
    comparison = content.comparison
    if title is None:
        title = f"What {counted(len(content.ids), 'document')} emphasise{'s' * (len(content.ids) == 1)}"
        title += "" if comparison is None else f", by {comparison.by}"
    parts = {
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        # No markup is possible there, so what sets a direction is left out.
        "title": escaped("".join(c for c in title if unicodedata.category(c) != "Cf")),
        "heading": name(title),
        "style": style,
        "script": script,
        "measured": _measured(content),
        "warnings": _warnings(content),
        "compared": "",
        "compared_link": "",
        "heat": heat_table(content),
        "sentences": sentence_list(content),
        "patterns": pattern_table(content),
        "settings": settings(content),
    }
    if comparison is not None:
        parts["compared_link"] = '<li><a href="#groups">Groups compared</a></li>'
        parts["compared"] = (
            f'<section id="groups"><h2>Groups compared, by {name(comparison.by)}</h2>'
            f"{standing_out(content, comparison)}{group_table(content, comparison)}</section>"
        )
    # In one pass: nothing that was put in is looked at again.
    return _PLACE.sub(lambda match: parts[match[1]], _resource("page.html"))


def _resource(file: str) -> str:
    return files("themescore.report").joinpath(file).read_text(encoding="utf-8")


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _measured(content: Content) -> str:
    """Return in plain words what was counted and how."""
    words = int(content.words.sum())
    # Those of a nested theme are among those of the theme that contains it.
    top = [theme for theme, parent in enumerate(content.parents) if parent < 0]
    mentions = int(content.counts[:, top].sum())
    nested = len(top) < len(content.themes)
    han = any(_HAN.search(term) for term in content.scores._counts.terms)
    sentences = [
        f"{counted(len(content.ids), 'document')} of together {counted(words, 'word')} "
        f"{'was' if len(content.ids) == 1 else 'were'} searched for "
        f'<a href="#patterns">the words and phrases</a> of {counted(len(content.themes), "theme")}, which '
        f"they mention {counted(mentions, 'time')}.",
        "The numbers are rates: mentions per 1,000 words, so that long and short documents can be compared.",
    ]
    if nested:
        sentences.append("A theme that contains others counts their mentions as its own.")
    if han:
        sentences.append(
            f"In Chinese, which is written without spaces, {_WORDS[content.scores.tokenizer.han]}."
        )
    if content.comparison is not None:
        sentences.append(
            f"The intervals ({100 * content.comparison.level:g}%) say how far a number could move if other "
            "documents of the same kind had been at hand."
        )
    if mentions:
        sentences.append("<strong>Choose any number to read the sentences that it was counted from.</strong>")
    return " ".join(sentences)


def _warnings(content: Content) -> str:
    notes = [] if content.comparison is None else [escaped(note) for note in content.comparison.warnings]
    empty = [content.ids[document] for document in np.flatnonzero(content.words == 0).tolist()]
    if empty:
        notes.append(f"No words at all in {counted(len(empty), 'document')}: {escaped(listed(empty))}")
    never = [content.themes[theme] for theme in np.flatnonzero(content.counts.sum(axis=0) == 0).tolist()]
    if never:
        notes.append(f"Mentioned nowhere: {escaped(listed(never))}")
    documents = content.scores._documents
    failures = [
        f"{place(failure.path, failure.line)}: {failure.reason}"
        for failure in documents.failures
        if failure.kind != "skipped"
    ]
    if failures:
        shown = "".join(f"<li>{name(failure, 500)}</li>" for failure in failures[:_MOST_FAILURES])
        more = len(failures) - _MOST_FAILURES
        shown += f"<li>and {more:,} more</li>" if more > 0 else ""
        notes.append(f"Not read, so not counted: {counted(len(failures), 'document')}<ul>{shown}</ul>")
    replaced = documents.replacements
    if replaced:
        notes.append(
            f"{counted(sum(replaced.values()), 'character')} that could not be read "
            f"in {counted(len(replaced), 'document')}: {escaped(listed(replaced))}"
        )
    items = "".join(f"<li><bdi>{note}</bdi></li>" for note in notes)
    return f'<aside class="warnings"><h2>To bear in mind</h2><ul>{items}</ul></aside>' if notes else ""
