"""What MkDocs is told in Python: formulas become MathML, which browsers show without a script.

A fence ``math`` holds LaTeX, as GitHub takes it.
"""

from __future__ import annotations

import logging
from typing import Any

import jieba
from latex2mathml.converter import convert

# It cuts Chinese for the search, and would say so in every build.
jieba.setLogLevel(logging.WARNING)


def on_config(config: Any) -> Any:
    """Add the fence to those that MkDocs knows."""
    fences = config["mdx_configs"].setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "math", "class": "math", "format": _formula})
    return config


def _formula(source: str, *_: Any, **__: Any) -> str:
    return f'<div class="formula">{convert(source.strip(), display="block")}</div>'
