"""The list of sentences: all of them, or as many as a page that can be sent has room for.

What has no room as it is goes in compressed, in the order of what the numbers would miss most, and the script
puts it in the place of the few that stand there for those who run no script.
"""

from __future__ import annotations

import base64
import gzip
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from themescore.report.sentences import Sentences, documents_of, text_bytes

if TYPE_CHECKING:
    from themescore.report.content import Content

# A page of a thousand documents can still go by mail.
LARGEST = 2_950_000
_LEAST = 300_000  # for the sentences, whatever else the page holds
_PLAIN = 0.25  # of the room, for those that need no script
_GUESS = 0.3  # what packing leaves of them


class Evidence(NamedTuple):
    """The sentences of the page.

    Parameters
    ----------
    html : str
        Those that stand in the page as they are.
    packed : str
        Those that the script puts in their place, with gzip and base64; nothing if all are there.
    shown : int
        How many there are of both.
    """

    html: str
    packed: str
    shown: int


def everything(content: Content) -> Evidence | None:
    """Return all sentences as they are; None if they are certainly too many."""
    sentences = Sentences(content)
    if sentences.size() > 2 * LARGEST:
        return None
    items = {number: sentences.item(number) for number in range(len(content.mentioned.document))}
    return Evidence(sentences.sections(items, range(len(content.ids))), "", len(items))


def strongest(content: Content, room: int) -> Evidence:
    """Return as many sentences as so many bytes hold."""
    room = max(room, _LEAST)
    sentences = Sentences(content)
    order = content.mentioned.by_strength(
        content.group_of, len(content.groups), content.rows.documents
    ).tolist()
    items: list[str] = []
    sizes: list[int] = []

    def first(number_of_bytes: float) -> int:
        """Return how many of the strongest take so many bytes; at least one."""
        taken = 0
        for count, number in enumerate(order):
            if count == len(items):
                items.append(sentences.item(number))
                sizes.append(text_bytes(items[-1]))
            taken += sizes[count]
            if taken > number_of_bytes:
                return max(1, count)
        return len(order)

    def sections(count: int, rows: bool) -> str:
        chosen = dict(zip(order[:count], items, strict=False))
        there = documents_of(content, np.array(order[:count], np.int64))
        if rows:  # the script needs what their numbers are made of
            there = sorted({*there, *content.rows.documents.tolist()})
        return sentences.sections(chosen, there)

    plain = sections(first(room * _PLAIN), False)
    left = room - text_bytes(plain)
    count, ratio = 0, _GUESS
    for _ in range(8):
        count = first(left / ratio)
        packed = _packed(sections(count, True))
        if len(packed) <= left and (count == len(order) or len(packed) > 0.95 * left):
            break
        ratio *= len(packed) / left * 1.01
    return Evidence(plain, packed, count)


def _packed(html: str) -> str:
    return base64.b64encode(gzip.compress(html.encode("utf-8", "replace"), 9, mtime=0)).decode()
