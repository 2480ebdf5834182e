"""The findings that nobody should miss, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from themescore.audit.patterns import ENOUGH, FOREIGN, MOST, NEVER, is_chinese
from themescore.errors import listed, shown
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.audit.audit import Findings
    from themescore.audit.near import NearMissRow
    from themescore.audit.overlaps import OverlapRow
    from themescore.audit.patterns import PatternRow

_SHARED = 0.1  # of a theme's mentions
_INSIDE = 0.25
_NAMED = 3
_SEVERAL = 5  # near misses


def warnings_of(found: Findings) -> tuple[str, ...]:
    """Return the warnings, the gravest first."""
    notes = [*_unmatched(found.patterns), *_dominant(found), *_overlaps(found.overlaps), *_near(found)]
    for inside in found.inside:
        if inside.share >= _INSIDE and inside.mentions >= ENOUGH:
            notes.append(
                f"{shown(inside.theme)}: {inside.share:.0%} of its {counted(inside.mentions, 'mention')} are "
                f"parts of longer words, such as {inside.words.split(' ')[0]}"
            )
    if found.two_scripts:
        notes.append(
            "some documents speak of the themes in Chinese and others do not: alpha and KR-20 say which "
            "language a document is in before anything else; audit the languages apart"
        )
    for row in found.consistency if not found.two_scripts else ():
        enough = row.documents >= ENOUGH and found.mentions[row.theme] >= ENOUGH
        if enough and row.kr20 < 0 and row.alpha < 0:
            notes.append(
                f"{shown(row.theme)}: its patterns take each other's place (alpha {row.alpha:.2f}): "
                "documents that have one have fewer of the others, so the theme may be two"
            )
    return tuple(notes)


def _unmatched(rows: Sequence[PatternRow]) -> list[str]:
    notes = []
    foreign = [row for row in rows if row.note == FOREIGN]
    if foreign:
        which = "in" if is_chinese(foreign[0].pattern) else "not in"
        notes.append(
            f"none of the {len(foreign):,} patterns {which} Chinese matches: the texts are in another "
            "language, it seems, and what follows is about the other patterns"
        )
    loud = {row.theme for row in rows if row.mentions}
    silent = dict.fromkeys(row.theme for row in rows if row.theme not in loud)
    if silent:
        notes.append(f"no pattern matches in {listed(silent)}")
    never = [row for row in rows if row.note == NEVER and row.theme not in silent]
    if never:
        notes.append(f"{counted(len(never), 'pattern')} of {len(rows) - len(foreign):,} never match: "
                     f"{listed(row.pattern for row in never)}")  # fmt: skip
    hidden = [row for row in rows if not row.mentions and row.note not in (NEVER, FOREIGN)]
    if hidden:
        notes.append(
            f"{counted(len(hidden), 'pattern')} matched only within matches of others, so they change "
            f"nothing: {listed(row.pattern for row in hidden)}"
        )
    return notes


def _dominant(found: Findings) -> list[str]:
    return [
        f"{shown(row.theme)}: {row.share:.0%} of its {found.mentions[row.theme]:,} mentions come from one "
        f"pattern, {shown(row.pattern)}"
        for row in sorted(found.patterns, key=lambda row: -row.share if row.mentions else 0)
        if row.share > MOST and row.note
    ]


def _overlaps(rows: Sequence[OverlapRow]) -> list[str]:
    pairs: dict[tuple[str, str], list[OverlapRow]] = {}
    for row in rows:
        pairs.setdefault((row.theme, row.other_theme), []).append(row)
    notes = []
    for (theme, other), shared in pairs.items():
        share = sum(row.share for row in shared)
        other_share = sum(row.other_share for row in shared)
        if max(share, other_share) >= _SHARED:
            number = sum(row.mentions for row in shared)
            notes.append(
                f"{shown(theme)} and {shown(other)} share {counted(number, 'mention')} ({share:.0%} and "
                f"{other_share:.0%} of theirs), most often {shared[0].forms.split(', ')[0]}"
            )
    return notes


def _near(found: Findings) -> list[str]:
    rows: dict[str, list[NearMissRow]] = {}
    for row in found.near_misses:
        if row.likely:
            rows.setdefault(row.theme, []).append(row)
    notes = []
    for theme, near in rows.items():
        number = sum(row.mentions for row in near)
        if number >= _SEVERAL and number >= _SHARED * found.mentions[theme]:
            notes.append(
                f"{shown(theme)}: {number:,} near misses beside its {found.mentions[theme]:,} mentions, "
                "such as " + ", ".join(f"{row.found} ({row.mentions:,})" for row in near[:_NAMED])
            )
    return notes
