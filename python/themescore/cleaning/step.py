"""What every step of cleaning is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

from themescore.cleaning.edits import Edits


class Step(ABC):
    """One way in which texts are cleaned.

    A step looks at all texts first, as some have to know what many of them share, and then at each.
    """

    name: ClassVar[str]

    @abstractmethod
    def prepare(self, texts: Sequence[str]) -> Callable[[str], Edits]:
        """Return what finds the edits of one of these texts."""


class PlainStep(Step):
    """A step that need not look at the other texts."""

    def prepare(self, texts: Sequence[str]) -> Callable[[str], Edits]:  # noqa: ARG002
        """Return what finds the edits of a text."""
        return self.edits

    @abstractmethod
    def edits(self, text: str) -> Edits:
        """Return what is to be done in a text."""
