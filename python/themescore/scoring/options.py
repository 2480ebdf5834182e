"""The options of measures, checked in one place."""

from __future__ import annotations

from themescore import _core
from themescore.errors import OptionError, check_option
from themescore.scoring.emphasis import EmphasisWeights
from themescore.weighing.weighting import as_weighting


def check_measure(measure: object, weights: object, weighting: object) -> None:
    """Raise OptionError unless there is such a measure, and it has the weights and the weighting."""
    check_option("measure", measure, _core.MEASURES)
    if weights is not None and measure != "emphasis":
        reason = f"weights are for measure='emphasis', not for {measure!r}: leave out one of the two"
        raise OptionError(reason, option="weights", value=weights)
    if weighting is not None and measure not in ("tfidf", "emphasis"):
        reason = f"a weighting is for 'tfidf' and 'emphasis', not for {measure!r}: leave out one of the two"
        raise OptionError(reason, option="weighting", value=weighting)
    as_weights(weights)
    as_weighting(weighting)


def as_weights(weights: object) -> EmphasisWeights:
    """Return the weights, the default ones for None."""
    if weights is None:
        return EmphasisWeights()
    if not isinstance(weights, EmphasisWeights):
        reason = f"weights are of type {type(weights).__name__}: give themescore.EmphasisWeights"
        raise OptionError(reason, option="weights", value=weights)
    return weights
