"""What the reference pages make of the sources beyond what Griffe does by itself."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import griffe
from latex2mathml.converter import convert

_PARAMETERS = re.compile(r"^Parameters\n-+$", flags=re.MULTILINE)
_SHARED = re.compile(r"^(\w+(?:, \w+)+)\n((?: {4}.*(?:\n|$))+)", flags=re.MULTILINE)
_MATH_BLOCK = re.compile(r"^\.\. math:: (.+(?:\n +.+)*)", flags=re.MULTILINE)
_TABLE = re.compile(r"^(=+(?: +=+)+)\n.*\n\1\n(?:.*\n)+?\1$", flags=re.MULTILINE)
_MATH = re.compile(r":math:`([^`]+)`")
_PAGE = re.compile(r"docs/([a-z-]+)\.md")
_NAME = re.compile(r"(?<![`\[])`((\w+)(?:\.\w+)?)`(?!`)")


class Docstrings(griffe.Extension):
    """Makes of docstrings what a page can link and show, and gives NamedTuples their constructor."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Go through everything once it is there."""
        public = {str(name).strip("'\"") for name in pkg.exports or ()}
        for found in _objects(pkg):
            if found.docstring is not None:
                found.docstring.value = _rewritten(found.docstring.value, public, pkg)
            if isinstance(found, griffe.Class):
                if _is_named_tuple(found):
                    found.set_member("__init__", _constructor(found))
                if found.docstring is None or not _PARAMETERS.search(found.docstring.value):
                    found.labels.add("returned")  # nobody calls its constructor: see site.css


def _objects(of: griffe.Module | griffe.Class) -> Iterator[griffe.Object]:
    yield of
    for member in list(of.members.values()):
        if isinstance(member, (griffe.Module, griffe.Class)):
            yield from _objects(member)
        elif isinstance(member, griffe.Object):
            yield member


def _rewritten(text: str, public: set[str], pkg: griffe.Module) -> str:
    """Return a docstring with its formulas as MathML, and links where it names pages and public objects."""

    def linked(found: re.Match[str]) -> str:
        name, first = found[1], found[2]
        if first not in public or first in {"errors", "plots", "__version__"}:
            return found[0]
        try:
            target = pkg[name]
        except KeyError:
            return found[0]
        # What has no text of its own, as the fields of a NamedTuple, is described with its class.
        path = name if target.has_docstring else first
        return f"[`{name}`][themescore.{path}]"

    # Griffe takes the type of the first for that of all.
    text = _SHARED.sub(lambda found: "".join(f"{name}\n{found[2]}" for name in found[1].split(", ")), text)
    text = _MATH_BLOCK.sub(lambda found: f"```math\n{textwrap.dedent(found[1])}\n```", text)
    text = _TABLE.sub(lambda found: f"```text\n{found[0]}\n```", text)
    text = _MATH.sub(lambda found: convert(found[1]), text)
    text = _PAGE.sub(lambda found: f"[{found[1].replace('-', ' ')}](../{found[1]}.md)", text)
    return _NAME.sub(linked, text)


def _is_named_tuple(found: griffe.Class) -> bool:
    return any(str(base).rpartition(".")[2] == "NamedTuple" for base in found.bases)


def _constructor(found: griffe.Class) -> griffe.Function:
    """Return the constructor that Python gives a NamedTuple, of which Griffe knows for dataclasses only."""
    parameters = griffe.Parameters(griffe.Parameter("self"))
    for field in found.attributes.values():
        if field.annotation is not None:
            parameters.add(
                griffe.Parameter(
                    field.name,
                    annotation=field.annotation,
                    kind=griffe.ParameterKind.positional_or_keyword,
                    default=field.value,
                )
            )
    return griffe.Function("__init__", parameters=parameters)
