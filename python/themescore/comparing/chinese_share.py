"""Whether groups that are compared are written in different languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.grouping import Groups

_OTHER_LANGUAGE = 0.2  # groups whose share of Chinese words differs by more are not measured alike


class LanguageGap(NamedTuple):
    """Two groups whose shares of Chinese words differ.

    Parameters
    ----------
    text : str
        Which they are, and their shares.
    stratum : int
        Where they differ most.
    """

    text: str
    stratum: int


def language_gap(
    words_of: npt.NDArray[np.int64], han_words_of: npt.NDArray[np.int64], groups: Groups, strata: Groups
) -> LanguageGap | None:
    """Return the two groups of a stratum that differ most; None if no two differ by more than a fifth.

    `words_of` are the words of each document, `han_words_of` those of them that begin with a Han character.
    """
    shape = len(groups.labels), len(strata.labels)
    cells = np.array(groups.of) * shape[1] + np.array(strata.of)
    words, chinese = (
        np.bincount(cells, sizes, minlength=shape[0] * shape[1]).reshape(shape)
        for sizes in (words_of, han_words_of)
    )
    shares = np.divide(chinese, words, out=np.full(shape, np.nan), where=words > 0)
    compared = np.flatnonzero((words > 0).sum(axis=0) > 1)
    if not len(compared):
        return None
    spread = np.nanmax(shares[:, compared], axis=0) - np.nanmin(shares[:, compared], axis=0)
    if spread.max() <= _OTHER_LANGUAGE:
        return None
    stratum = int(compared[spread.argmax()])
    own = shares[:, stratum]
    most, least = int(np.nanargmax(own)), int(np.nanargmin(own))
    text = (
        f"{groups.name} {groups.labels[most]} is {own[most]:.0%} Chinese words and "
        f"{groups.labels[least]} {own[least]:.0%}"
    )
    return LanguageGap(text, stratum)
