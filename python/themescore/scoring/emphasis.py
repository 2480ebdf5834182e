"""What a mention counts in the measure emphasis."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore import _core
from themescore.errors import OptionError, shown

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.theming.themes import Themes

__all__ = ["EmphasisWeights"]


@dataclass(frozen=True)
class EmphasisWeights:
    """What a mention counts in the measure ``emphasis``: the factor of its cue times the factor of its place.

    With all of them 1, ``emphasis`` is ``tfidf``.

    Parameters
    ----------
    no_cue, level_1, level_2, level_3 : float
        By the level of the cue that governs the mention.
    headline, repeated_headline, lead, body, closing : float
        By the place of its sentence.

    Raises
    ------
    OptionError
        A weight that is not a finite number from 0.

    Examples
    --------
    >>> from themescore import EmphasisWeights
    >>> EmphasisWeights(headline=3)
    EmphasisWeights(no_cue=1.0, level_1=1.25, level_2=1.5, level_3=2.0,
                    headline=3.0, repeated_headline=0.0, lead=1.5, body=1.0, closing=1.0)
    """

    no_cue: float = 1.0
    level_1: float = 1.25
    level_2: float = 1.5
    level_3: float = 2.0
    headline: float = 2.0
    repeated_headline: float = 0.0
    lead: float = 1.5
    body: float = 1.0
    closing: float = 1.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not number or not math.isfinite(value) or value < 0:
                raise OptionError(
                    f"{field.name}={shown(value)}: a weight is a finite number from 0",
                    option=field.name,
                    value=value,
                )
            object.__setattr__(self, field.name, float(value))

    @classmethod
    def equal(cls) -> EmphasisWeights:
        """Return weights that are all 1, by which ``emphasis`` is ``tfidf``.

        Examples
        --------
        >>> from themescore import EmphasisWeights
        >>> EmphasisWeights.equal().headline
        1.0
        """
        return cls(**{field.name: 1.0 for field in fields(cls)})

    @property
    def by_level(self) -> tuple[float, ...]:
        """The factors of the cues by their level; the first is that of none."""
        return self.no_cue, self.level_1, self.level_2, self.level_3

    @property
    def by_place(self) -> dict[str, float]:
        """The factors of the places by their name in `Scores.mentions`."""
        return {place: getattr(self, place.replace(" ", "_")) for place in _core.PLACES}

    def __repr__(self) -> str:
        names = [field.name for field in fields(self)]
        pairs = [f"{name}={value}" for name, value in zip(names, astuple(self), strict=True)]
        return f"EmphasisWeights({', '.join(pairs[:4])},\n                {', '.join(pairs[4:])})"

    def _repr_html_(self) -> str:
        """Return the weights as a table for the notebook."""
        from themescore.showing.view import weight_table

        return weight_table(
            {field.name.replace("_", " "): getattr(self, field.name) for field in fields(self)}
        )

    def _compiled(self, themes: Themes) -> _core.EmphasisWeights:
        weights = _core.EmphasisWeights()
        weights.pattern = pattern_weights(themes)
        weights.cue_level = list(self.by_level)
        weights.place = list(self.by_place.values())
        return weights


class MentionFactors(NamedTuple):
    """What mentions count in the measure ``emphasis``, by what makes it; each of shape (mentions,)."""

    pattern: npt.NDArray[np.float64]
    cue: npt.NDArray[np.float64]
    place: npt.NDArray[np.float64]

    @property
    def product(self) -> npt.NDArray[np.float64]:
        """What each mention counts."""
        product: npt.NDArray[np.float64] = self.pattern * self.cue * self.place
        return product


def mention_factors(mentions: npt.NDArray[Any], weights: EmphasisWeights, themes: Themes) -> MentionFactors:
    """Return the factors of mentions as the core has them."""
    return MentionFactors(
        np.asarray(pattern_weights(themes), float)[mentions["pattern"]],
        np.asarray(weights.by_level)[mentions["cue_level"]],
        np.asarray(list(weights.by_place.values()))[mentions["place"]],
    )


def pattern_weights(themes: Themes) -> list[float]:
    """Return the weight of each pattern; 1 for those that have none."""
    return [pattern.weight for pattern in themes._patterns]
