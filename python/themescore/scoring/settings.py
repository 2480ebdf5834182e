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
    settings: dict[str, Any] = json.loads(settings_text(scores))
    return settings


def settings_text(scores: Scores) -> str:
    """Return the settings as JSON; themes and cues, which most of it is, are written once."""

    def as_json(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    parts = {
        "themescore": as_json(_core.__version__),
        "themes": scores.themes._json,
        "any_word": as_json(scores.themes._any_word),
        "tokenizer": as_json(tokenizer_data(scores.tokenizer)),
        "boundary": as_json(scores.boundary),
        "cues": as_json(None) if scores.cues is None else scores.cues._json,
    }
    return f"{{{', '.join(f'{as_json(name)}: {part}' for name, part in parts.items())}}}"
