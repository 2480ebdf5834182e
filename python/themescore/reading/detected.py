"""What is found out of a file's encoding."""

from __future__ import annotations

from typing import NamedTuple


class Detected(NamedTuple):
    """What a file's bytes say of its encoding.

    Parameters
    ----------
    encoding : str or None
        The encoding; None where it is not certain enough.
    confidence : float
        The share of certainty that the likeliest has.
    candidates : tuple of str
        The encodings in which it would be text, the likeliest first.
    """

    encoding: str | None
    confidence: float
    candidates: tuple[str, ...]
