"""Hand-coding: sheets of sentences for people to judge, and what their judgements say about themes."""

from themescore.coding.result import CodingResult
from themescore.coding.sheet import CodingSheet, sample

__all__ = ["CodingResult", "CodingSheet", "sample"]
