"""What a sceptic asks for: the patterns, how often each was found, the settings, how to run it again."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

from themescore import _core
from themescore.report.groups import others, percent
from themescore.report.markup import escaped
from themescore.report.recipe import cue_file, recipe, taught_file
from themescore.themefiles.yaml_writer import save_yaml

if TYPE_CHECKING:
    from themescore.report.content import Content
    from themescore.theming.tree import Theme

_LONGEST_NOTE = 2000  # it is whole in the theme file below
_MOST_PATTERNS = 3000
_MOST_OF_A_THEME = 200


def pattern_table(content: Content) -> str:
    """Return the themes with their own patterns, and how often each was found."""
    say, themes = content.say, content.scores.themes
    mentions = content.scores._counts.mentions
    # A mention is there again for each theme that contains its own.
    owner = np.array([pattern.theme for pattern in themes._patterns])
    own = mentions[owner[mentions["pattern"]] == mentions["theme"]]
    found = np.bincount(own["pattern"], minlength=len(owner))
    most = len(owner) if len(owner) <= _MOST_PATTERNS else _MOST_OF_A_THEME
    cells: list[list[str]] = [[] for _ in content.themes]
    left = [0] * len(content.themes)
    for pattern, number in zip(themes._patterns, found.tolist(), strict=True):
        if len(cells[pattern.theme]) == most:
            left[pattern.theme] += 1
            continue
        style = "" if number else ' class="never"'
        said = (
            ""
            if pattern.note is None
            else f' <span class="note">{say.name(pattern.note, _LONGEST_NOTE)}</span>'
        )
        cells[pattern.theme].append(
            f"<li{style}>{say.name(pattern.text)} <small>{number:,}</small>{said}</li>"
        )
    for theme, number in enumerate(left):
        if number:
            cells[theme].append(f'<li class="none">{say("more_patterns", n=number)}</li>')
    none = f'<li class="none">{say("no_own")}</li>'
    lines = "".join(
        f'<tr><th scope="row" class="in{min(content.depth[theme], 4)}">{say.name(content.short(theme))}'
        f"{_labels(content, themes._themes[theme])}</th>"
        f"<td>{_note(content, themes._themes[theme])}<ul>{''.join(cells[theme]) or none}</ul></td></tr>"
        for theme in range(len(content.themes))
    )
    file = _file(content, "theme_file", "themes.yaml", save_yaml(themes.to_dict()))
    return (
        f'<table class="patterns"><caption>{say("patterns_caption")}</caption><thead><tr>'
        f'<th scope="col">{say("theme_head")}</th><th scope="col">{say("patterns_head")}</th></tr></thead>'
        f"<tbody>{lines}</tbody></table>{file}"
    )


def _labels(content: Content, theme: Theme) -> str:
    """Return the theme's names in other languages, each marked as what it is in."""
    return "".join(
        f'<small class="label"><bdi lang="{escaped(code)}">{escaped(label)}</bdi> '
        f"({content.say.name(code)})</small>"
        for code, label in theme.labels.items()
    )


def _note(content: Content, theme: Theme) -> str:
    return "" if theme.note is None else f'<p class="note">{content.say.name(theme.note, _LONGEST_NOTE)}</p>'


def _file(content: Content, key: str, file: str, text: str | None) -> str:
    if text is None:
        return ""
    return (
        f"<details><summary>{content.say(key)} <small>{file}</small></summary>"
        f'<pre tabindex="0"><bdi>{escaped(text)}</bdi></pre></details>'
    )


def settings(content: Content) -> str:
    """Return what is needed to get the same numbers again."""
    import themescore

    say, scores, comparison = content.say, content.scores, content.comparison
    tokenizer = scores.tokenizer
    versions = f"themescore {themescore.__version__}, numpy {np.__version__}"
    corpus = say(
        "corpus_is",
        documents=say("documents", n=len(content.ids)),
        words=say("words", n=int(content.words.sum())),
        hash=f"<code>{fingerprint(content)}</code>",
    )
    words = say(f"words_by_{tokenizer.han}", version=_core.UNICODE_VERSION)
    boundary = f"{say(f'boundary_{scores.boundary}')} <code>boundary={scores.boundary!r}</code>"
    pairs = [
        ("version", versions),
        ("corpus", corpus),
        ("words_by", f"{words} <code>{escaped(repr(tokenizer)[:400])}</code>"),
        ("boundary", boundary),
        ("measure", say("measure_is")),
    ]
    if comparison is not None:
        kind = {"by": say.name(comparison.by), "others": others(content, comparison)}
        within = "" if comparison.within is None else " " + say("within", within=say.name(comparison.within))
        intervals = say(
            "intervals_are",
            percent=percent(comparison),
            few=_core.ENOUGH_DOCUMENTS,
            kind=say(f"kind_{comparison.interval}"),
            replicates=comparison.replicates,
            seed=str(comparison.seed),
        )
        unit = say(f"unit_{comparison.measure.name}")
        pairs += [
            ("groups", f"{say('groups_are', **kind)}{say('then')}{unit}{within}"),
            ("intervals", intervals),
        ]
    lines = "".join(f"<dt>{say(key)}</dt><dd>{value}</dd>" for key, value in pairs)
    return (
        f"<dl>{lines}</dl><h3>{say('recipe')}</h3><p>{say('recipe_how')}</p>"
        f'<pre tabindex="0"><code>{escaped(recipe(scores, comparison))}</code></pre>'
        f"{_file(content, 'cue_file', 'cues.yaml', cue_file(scores))}"
        f"{_file(content, 'taught_file', 'words.txt', taught_file(scores))}"
    )


def fingerprint(content: Content) -> str:
    """Return what tells whether documents are the same: their ids and how many words each has."""
    listed = json.dumps([list(content.ids), content.words.tolist()], separators=(",", ":"))
    return hashlib.sha256(listed.encode()).hexdigest()
