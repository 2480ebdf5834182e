"""Values of frames and arrays as those that JSON, CSV and workbooks have in common."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from themescore.corpora.documents import missing


def plain(value: Any) -> Any:
    """Return a value made of str, int, float, bool, None, lists and dicts; None for what is no number.

    Dates are as ISO 8601 writes them. What is none of these is its str.
    """
    if isinstance(value, (str, bool)) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):  # numpy, its scalars too
        value = value.tolist()
        if isinstance(value, list):
            return plain(value)
    if missing(value):
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)
