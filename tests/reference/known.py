"""What the core is known to do otherwise than the slow matcher; a line less for each that is mended.

- With pairs of characters and a gap: a regular expression, `=` and `*` take a pair and end in it, where
  characters end in the last pair that holds them; what follows may begin with a character that they have.
- With pairs of characters, a gap and boundary="any": the last character of a run is not found behind the gap.
- With a gap: of several ways from one place to another the form is that of any; a word with two pieces of it
  in the match is twice in `inside`.
"""

from __future__ import annotations

from reference.mentions import Mention
from reference.patterns import written
from reference.random_cases import Case


def is_known(case: Case) -> bool:
    """Return whether the mentions may differ."""
    texts = [written(pattern, case.themes) for pattern in case.patterns]
    gaps = any("~" in text or "*" in text for text in texts)
    pairs = dict(case.tokenizer).get("han") == "bigram"
    words = any("/" in text or "=" in text or " * " in text for text in texts)
    return pairs and gaps and (words or case.boundary == "any")


def without_known(case: Case, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without the forms that may differ."""
    texts = [written(pattern, case.themes) for pattern in case.patterns]
    unsure = any("~" in text or "*" in text for text in texts)
    return [m._replace(form="", inside=None) for m in mentions] if unsure else mentions
