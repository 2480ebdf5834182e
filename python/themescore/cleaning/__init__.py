"""Cleaning texts on request: steps, and the way back to the originals."""

from themescore.cleaning.hard_wraps import HardWraps
from themescore.cleaning.hyphenation import Hyphenation
from themescore.cleaning.making import clean
from themescore.cleaning.page_headers import PageHeaders
from themescore.cleaning.page_numbers import PageNumbers
from themescore.cleaning.repeated_headline import RepeatedHeadline
from themescore.cleaning.result import Cleaning
from themescore.cleaning.shared_lines import SharedLines
from themescore.cleaning.span_map import SpanMap
from themescore.cleaning.web_boilerplate import WebBoilerplate

__all__ = [
    "Cleaning",
    "HardWraps",
    "Hyphenation",
    "PageHeaders",
    "PageNumbers",
    "RepeatedHeadline",
    "SharedLines",
    "SpanMap",
    "WebBoilerplate",
    "clean",
]
