"""What the core is known to do otherwise than the slow matcher; a line less for each that is mended.

- With pairs of characters and a gap: a regular expression, `=` and `*` take a pair and end in it, where
  characters end in the last pair that holds them; what follows may begin with a character that they have.
- With pairs of characters, a gap and boundary="any": the last character of a run is not found behind the gap.
"""

from __future__ import annotations

from reference.patterns import written
from reference.random_cases import Case


def is_known(case: Case) -> bool:
    """Return whether the mentions may differ."""
    texts = [written(pattern, case.themes) for pattern in case.patterns]
    gaps = any("~" in text or "*" in text for text in texts)
    pairs = dict(case.tokenizer).get("han") == "bigram"
    words = any("/" in text or "=" in text or " * " in text for text in texts)
    return pairs and gaps and (words or case.boundary == "any")
