"""How scores came about, as JSON that goes with them into files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from themescore import _core
from themescore.saved import tokenizer_data

if TYPE_CHECKING:
    from themescore.scoring.scores import Scores


def settings_of(scores: Scores) -> dict[str, Any]:
    """Return how scores came about, as JSON can hold it."""
    return {
        "themescore": _core.__version__,
        "themes": scores.themes.to_dict(),
        "any_word": scores.themes._any_word,
        "tokenizer": tokenizer_data(scores.tokenizer),
        "boundary": scores.boundary,
        "cues": None if scores.cues is None else scores.cues.to_dict(),
    }


def settings_text(scores: Scores) -> str:
    """Return the settings as JSON."""
    return json.dumps(settings_of(scores), ensure_ascii=False)
