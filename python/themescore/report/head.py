"""The head of the page: what was measured, in words, and what has to be borne in mind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from themescore.errors import place
from themescore.report.groups import percent
from themescore.report.markup import escaped

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.report.content import Content

_MOST_FAILURES = 20
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
# The page says it of all themes, in words of its own.
_SAID_ABOVE = "no document mentions "


def page_title(content: Content) -> str:
    """Return the heading where none is given."""
    say, number = content.say, len(content.ids)
    title = say("title_one" if number == 1 else "title", documents=say("documents", n=number))
    return title if content.comparison is None else say("title_by", title=title, by=content.comparison.by)


def measured(content: Content) -> str:
    """Return in plain words what was counted and how."""
    say, number = content.say, len(content.ids)
    mentions = int(content.counts[:, content.top].sum())
    sentences = [
        say(
            "searched_one" if number == 1 else "searched",
            documents=say("documents", n=number),
            words=say("words", n=int(content.words.sum())),
            themes=say("themes", n=len(content.themes)),
            times=say("times", n=mentions),
        ),
        say("rates"),
    ]
    if len(content.top) < len(content.themes):
        sentences.append(say("nested"))
    if any(_HAN.search(term) for term in content.scores._counts.terms):
        sentences.append(say(f"han_{content.scores.tokenizer.han}"))
    if content.comparison is not None:
        measure = content.comparison.measure.name
        if measure != "rate":
            sentences.append(say("rates_else", unit=say(f"unit_{measure}")))
        sentences.append(say("intervals_say", percent=percent(content.comparison)))
    if mentions:
        sentences.append(say("choose"))
    return ("" if say.code == "zh" else " ").join(sentences)


def warnings(content: Content) -> str:
    """Return what is to be borne in mind of the whole."""
    say, notes = content.say, []
    empty = [content.ids[document] for document in np.flatnonzero(content.words == 0).tolist()]
    if empty:
        notes.append(say("no_words", documents=say("documents", n=len(empty)), list=say.listed(empty)))
    never = [content.themes[theme] for theme in np.flatnonzero(content.counts.sum(axis=0) == 0).tolist()]
    if never:
        notes.append(say("never", list=say.listed(never)))
    documents = content.scores._documents
    failures = [
        f"{place(failure.path, failure.line)}: {failure.reason}"
        for failure in documents.failures
        if failure.kind != "skipped"
    ]
    if failures:
        shown = "".join(f"<li>{say.name(failure, 500)}</li>" for failure in failures[:_MOST_FAILURES])
        more = len(failures) - _MOST_FAILURES
        shown += f"<li>{say('more_items', n=more)}</li>" if more > 0 else ""
        notes.append(f"{say('not_read', documents=say('documents', n=len(failures)))}<ul>{shown}</ul>")
    replaced = documents.replacements
    if replaced:
        characters = say("characters", n=sum(replaced.values()))
        number = say("documents", n=len(replaced))
        notes.append(say("replaced", characters=characters, documents=number, list=say.listed(replaced)))
    return _box(content, notes, "h2", "")


def comparison_warnings(content: Content, comparison: Comparison) -> str:
    """Return what is to be borne in mind of the groups; it comes from the comparison, in English."""
    notes = [
        f"<bdi>{escaped(note)}</bdi>" for note in comparison.warnings if not note.startswith(_SAID_ABOVE)
    ]
    return _box(content, notes, "h3", "" if content.say.code == "en" else ' lang="en"')


def _box(content: Content, notes: list[str], heading: str, lang: str) -> str:
    if not notes:
        return ""
    items = "".join(f"<li{lang}>{note}</li>" for note in notes)
    return f'<div class="warnings"><{heading}>{content.say("warnings")}</{heading}><ul>{items}</ul></div>'
