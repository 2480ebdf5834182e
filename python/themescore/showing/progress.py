"""The bar that shows how far a long run is."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from themescore.errors import in_notebook

if TYPE_CHECKING:
    from tqdm import tqdm

_DELAY = 1.5  # seconds before it is shown
_HIDDEN = ContextVar("_HIDDEN", default=False)


@contextlib.contextmanager
def no_progress() -> Iterator[None]:
    """Show no bar inside of a `with` but those that are asked for."""
    token = _HIDDEN.set(True)
    try:
        yield
    finally:
        _HIDDEN.reset(token)


def progress_bar(
    items: Iterable[Any] | None = None,
    *,
    what: str,
    unit: str,
    total: int | None = None,
    asked_for: bool = False,
) -> tqdm[Any]:
    """Return a bar that shows itself on stderr after a while, and nowhere but in a terminal or a notebook.

    Parameters
    ----------
    items : iterable, optional
        What the bar counts as it is taken.
    what, unit : str
        What is going on, and of what there are so many.
    total : int, optional
        How many there are, where `items` does not say.
    asked_for : bool
        Whether the user wants to see it: at once, and wherever stderr leads to.
    """
    with warnings.catch_warnings():
        # A notebook without ipywidgets gets the bar as text.
        warnings.filterwarnings("ignore", message="IProgress not found")
        from tqdm.auto import tqdm

    return tqdm(
        items,
        desc=what,
        unit=f" {unit}",
        total=total,
        delay=0.0 if asked_for else _DELAY,
        leave=False,
        # To tqdm, None is: unless it is a terminal.
        disable=False if asked_for else True if _HIDDEN.get() else False if in_notebook() else None,
    )
