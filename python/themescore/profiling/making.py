"""The numbers that profiles are made of, and what has to be said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.comparing.grouping import By, Groups, groups_of
from themescore.errors import check_option, listed
from themescore.profiling.findings import FEW_MENTIONS
from themescore.profiling.profiles import Profiles
from themescore.profiling.similarity import sums_by
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.emphasis import EmphasisWeights
    from themescore.scoring.scores import Scores
    from themescore.weighing.weighting import Weighting

    Values = npt.NDArray[np.float64]

MEASURES = ("share", "rate", "tfidf", "emphasis")
THEMES = ("top", "leaf")


def profiles(
    scores: Scores,
    by: By | None = None,
    *,
    measure: str = "share",
    themes: str = "top",
    weights: EmphasisWeights | None = None,
    weighting: Weighting | None = None,
) -> Profiles:
    """Make profiles of documents or groups; `Scores.profiles` has the documentation, and warns."""
    check_option("measure", measure, MEASURES)
    check_option("themes", themes, THEMES)
    groups = None if by is None else groups_of(scores._documents, by)
    columns = _columns(scores, themes)
    counts = scores._measured("count")[:, columns]
    if measure in ("share", "rate"):
        scores._measured(measure, weights, weighting)  # raises for weights that it has not
        values = _pooled(scores, groups, counts, measure)
    else:
        values = scores._measured(measure, weights, weighting)[:, columns]
        if groups is not None:
            sizes = np.bincount(groups.of, minlength=len(groups.labels))
            values = sums_by(np.array(groups.of), len(groups.labels), values) / sizes[:, None]
    return Profiles(
        scores, None if groups is None else groups.name, measure, themes, groups, values, counts, columns
    )


def _columns(scores: Scores, kind: str) -> list[int]:
    """Return the themes of the profiles: those at the top, or those that hold no others."""
    parents = [theme.parent for theme in scores.themes._themes]
    if kind == "top":
        return [i for i, parent in enumerate(parents) if parent < 0]
    return sorted(set(range(len(parents))) - set(parents))


def _pooled(scores: Scores, groups: Groups | None, counts: npt.NDArray[Any], measure: str) -> Values:
    """Return shares of mentions, or mentions per 1,000 words, of all words of a group together."""
    sizes = scores.words[:, None] if measure == "rate" else counts.sum(axis=1, keepdims=True)
    if groups is not None:
        of, number = np.array(groups.of), len(groups.labels)
        counts, sizes = sums_by(of, number, counts), sums_by(of, number, sizes)
    values: Values = np.zeros(counts.shape)
    np.divide((1000 if measure == "rate" else 1) * counts, sizes, out=values, where=sizes > 0)
    return values


def notes(profiles: Profiles) -> tuple[str, ...]:
    """Return what has to be said beside profiles."""
    said = []
    if profiles._groups is not None and profiles._groups.missing is not None:
        number = counted(profiles._groups.of.count(profiles._groups.missing), "document")
        label = profiles._groups.labels[profiles._groups.missing]
        said.append(f"{number} without a value in {profiles._by!r}: a profile of their own, {label!r}")
    mentions = profiles._counts.sum(axis=1)
    what = "documents" if profiles._by is None else profiles._by
    bare = [label for label, number in zip(profiles.labels, mentions, strict=True) if number == 0]
    few = [
        label for label, number in zip(profiles.labels, mentions, strict=True) if 0 < number < FEW_MENTIONS
    ]
    if bare:
        said.append(f"{what} {listed(bare)}: no mention, so no profile and no distance (nan)")
    if few:
        said.append(
            f"{what} {listed(few)}: fewer than {FEW_MENTIONS} mentions, so that chance alone sets them far "
            "from all others"
        )
    own = _outside(profiles)
    if own:
        said.append(f"themes {listed(own)}: their own patterns' mentions are in no theme of the profiles")
    return tuple(said)


def _outside(profiles: Profiles) -> list[str]:
    """Return the themes that hold others and have patterns of their own, where only leaves count."""
    if profiles._kind != "leaf":
        return []
    themes = profiles._scores.themes
    leaves = set(profiles._columns)
    own = sorted({pattern.theme for pattern in themes._patterns} - leaves)
    return [themes.names[i] for i in own]
