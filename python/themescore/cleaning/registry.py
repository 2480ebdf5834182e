"""The steps by name. To add one: a file like `repeated_headline.py` beside this one, and a line here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from themescore.cleaning.hard_wraps import HardWraps
from themescore.cleaning.hyphenation import Hyphenation
from themescore.cleaning.page_headers import PageHeaders
from themescore.cleaning.page_numbers import PageNumbers
from themescore.cleaning.repeated_headline import RepeatedHeadline
from themescore.cleaning.shared_lines import SharedLines
from themescore.cleaning.step import Step
from themescore.cleaning.web_boilerplate import WebBoilerplate
from themescore.errors import InputError, OptionError, listed, shown

STEPS: dict[str, type[Step]] = {
    step.name: step
    for step in (
        PageHeaders,
        PageNumbers,
        Hyphenation,
        HardWraps,
        WebBoilerplate,
        SharedLines,
        RepeatedHeadline,
    )
}
# Names that stand for several steps.
PRESETS = {
    "pdf": ("page_headers", "page_numbers", "hyphenation", "hard_wraps"),
    "web": ("web_boilerplate", "shared_lines", "repeated_headline"),
}


def as_steps(steps: object) -> tuple[Step, ...]:
    """Return the steps that names and objects stand for, in their order.

    Raises
    ------
    InputError
        If they are no list.
    OptionError
        For one that is neither the name of a step nor a step.
    """
    given: Iterable[Any]
    if isinstance(steps, (str, Step)):
        given = [steps]
    elif isinstance(steps, Iterable):
        given = steps
    else:
        raise InputError(f"steps are of type {type(steps).__name__}: give a list of names or steps")
    out: list[Step] = []
    for step in given:
        if isinstance(step, Step):
            out.append(step)
        elif isinstance(step, type) and issubclass(step, Step):
            out.append(step())
        elif isinstance(step, str) and step in PRESETS:
            out += [STEPS[name]() for name in PRESETS[step]]
        elif isinstance(step, str) and step in STEPS:
            out.append(STEPS[step]())
        else:
            raise OptionError(
                f"steps: {shown(step)} is no step: there are {listed(STEPS)}, and for several of them "
                f"{listed(PRESETS)}",
                option="steps",
                value=step,
                allowed=(*STEPS, *PRESETS),
            )
    return tuple(out)
