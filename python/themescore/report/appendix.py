"""What a sceptic asks for: all sentences, the patterns and how often each was found, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from themescore import _core
from themescore.documents import missing
from themescore.frames import rows
from themescore.report.markup import escaped, name
from themescore.themefiles.yaml_writer import save_yaml
from themescore.view import counted

if TYPE_CHECKING:
    from themescore.report.content import Content
    from themescore.theme_tree import Theme

_LONGEST_NOTE = 2000  # it is whole in the theme file below


def sentence_list(content: Content) -> str:
    """Return the sentences of each document, each once; the numbers of the tables lead here."""
    labels: dict[tuple[int, ...], str] = {}
    metadata = rows(content.scores._documents._frame, len(content.ids))
    parts = []
    for document, (sentences, known) in enumerate(zip(content.sentences, metadata, strict=True)):
        items = []
        for sentence in sentences:
            if sentence.themes not in labels:
                labels[sentence.themes] = _label(content, sentence.themes)
            items.append(
                f'<li id="s{document}-{sentence.number}" value="{sentence.number + 1}" '
                f'data-t="{" ".join(map(str, sentence.themes))}"><bdi{sentence.lang}>{sentence.html}</bdi> '
                f"<small>{labels[sentence.themes]}</small></li>"
            )
        values = "; ".join(
            f"{name(column)}: {name(value)}" for column, value in known.items() if not missing(value)
        )
        inside = f"<ol>{chr(10).join(items)}</ol>" if items else "<p>No theme is mentioned.</p>"
        total = int(content.scores._counts.sentences[document])
        of = f"{len(sentences):,} of {counted(total, 'sentence')}, " if sentences else ""
        group = f' data-g="{int(content.group_of[document])}"' if content.groups else ""
        parts.append(
            f'<section id="d{document}"{group}><h3>{name(content.ids[document])}</h3>'
            f'<p class="aside">{of}{counted(int(content.words[document]), "word")}'
            f"{'. ' if values else ''}{values}</p>{inside}</section>"
        )
    return "\n".join(parts)


def _label(content: Content, themes: tuple[int, ...]) -> str:
    """Return the themes' names without those that contain another of them."""
    containing = set()
    for theme in themes:
        parent = content.parents[theme]
        while parent >= 0:
            containing.add(parent)
            parent = content.parents[parent]
    return ", ".join(name(content.themes[theme]) for theme in themes if theme not in containing)


def pattern_table(content: Content) -> str:
    """Return the themes with their own patterns, and how often each was found."""
    themes = content.scores.themes
    mentions = content.scores._counts.mentions
    # A mention is there again for each theme that contains its own.
    owner = np.array([pattern.theme for pattern in themes._patterns])
    own = mentions[owner[mentions["pattern"]] == mentions["theme"]]
    found = np.bincount(own["pattern"], minlength=len(owner))
    cells: list[list[str]] = [[] for _ in content.themes]
    for pattern, number in zip(themes._patterns, found.tolist(), strict=True):
        style = "" if number else ' class="never"'
        said = (
            "" if pattern.note is None else f' <span class="note">{name(pattern.note, _LONGEST_NOTE)}</span>'
        )
        cells[pattern.theme].append(f"<li{style}>{name(pattern.text)} <small>{number:,}</small>{said}</li>")
    none = '<li class="none">none of its own</li>'
    lines = "".join(
        f'<tr><th scope="row" class="in{min(content.depth[theme], 4)}">{name(content.short(theme))}'
        f"{_labels(themes._themes[theme])}</th>"
        f"<td>{_note(themes._themes[theme])}<ul>{''.join(cells[theme]) or none}</ul></td></tr>"
        for theme in range(len(content.themes))
    )
    yaml = save_yaml(themes.to_dict())
    return (
        '<table class="patterns"><caption>Patterns, and how often each was found. '
        "* stands for any letters within a word, ? for one</caption><thead><tr>"
        '<th scope="col">theme</th><th scope="col">patterns</th></tr></thead>'
        f"<tbody>{lines}</tbody></table>"
        f"<details><summary>The same as a theme file</summary><pre><bdi>{escaped(yaml)}</bdi></pre></details>"
    )


def _labels(theme: Theme) -> str:
    """Return the theme's names in other languages, each marked as what it is in."""
    return "".join(
        f'<small class="label"><bdi lang="{escaped(code)}">{escaped(label)}</bdi> ({name(code)})</small>'
        for code, label in theme.labels.items()
    )


def _note(theme: Theme) -> str:
    return "" if theme.note is None else f'<p class="note">{name(theme.note, _LONGEST_NOTE)}</p>'


_HAN = {"jieba": "jieba 0.42.1", "bigram": "pairs of characters"}
_BOUNDARIES = {
    "part": "at the border of a word, or of a part of two characters or more of a Chinese word "
    "(boundary='part')",
    "word": "at the border of a word (boundary='word')",
    "any": "anywhere in Chinese, at the border of a word elsewhere (boundary='any')",
}


def settings(content: Content) -> str:
    """Return what is needed to get the same numbers again."""
    import themescore

    comparison = content.comparison
    tokenizer = content.scores._tokenizer
    pairs = [
        ("themescore", themescore.__version__),
        (
            "words and sentences",
            f"Unicode {_core.UNICODE_VERSION}, UAX #29; Chinese by {_HAN[tokenizer.han]}; {tokenizer!r}",
        ),
        ("a mention begins and ends", _BOUNDARIES[content.scores.boundary]),
        ("measure", "rate: 1,000 × mentions / words; the words and phrases of a theme never overlap"),
    ]
    if comparison is not None:
        pairs += [
            ("groups", f"by {comparison.by}, each against all others"),
            (
                "intervals",
                f"{100 * comparison.level:g}%, bootstrap of documents (in groups of fewer than "
                f"{_core.ENOUGH_DOCUMENTS} of their sentences too), {comparison.replicates:,} replicates, "
                f"seed {comparison.seed}",
            ),
        ]
    lines = "".join(f"<dt>{key}</dt><dd>{name(value, 400)}</dd>" for key, value in pairs)
    return f"<dl>{lines}</dl>"
