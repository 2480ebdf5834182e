"""Yoshikoder's .ykd and Lexicoder 2's .lcd: one XML format, with categories (cnode) and patterns (pnode)."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from themescore.errors import ThemeFileError
from themescore.themefiles.categories import Category, category, nothing, pattern_of
from themescore.themefiles.source import Scalar, ThemeSource

_ATTRIBUTES = {
    "dictionary": {"style", "patternengine"},
    "cnode": {"name", "desc"},
    "pnode": {"name", "desc"},
}


def is_xml(head: str) -> bool:
    """Whether it begins with a tag, as no other format does."""
    return re.match(r"\s*<[?!a-zA-Z]", head) is not None


def load_yoshikoder(source: ThemeSource) -> dict[str, Any]:
    """Return the categories of a Yoshikoder or Lexicoder 2 dictionary."""
    return _Reader(source).read()


class _Reader:
    # Of the standard parser, and not of a library for safe XML: those hand out no lines. A document type is
    # refused as soon as it begins, so there are no entities to expand and nothing to fetch.
    def __init__(self, source: ThemeSource) -> None:
        self.source = source
        self.root = Category()
        self.open: list[Category | None] = []  # None for an element that is no category
        self.parser = expat.ParserCreate(encoding="utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype

    def read(self) -> dict[str, Any]:
        try:
            self.parser.Parse(self.source.text.encode(), True)
        except expat.ExpatError as error:
            reason = f"not well-formed XML: {expat.ErrorString(error.code)}"
            raise self.source.error(reason, error.lineno, error.offset + 1) from None
        if not self.root.below:
            raise nothing(self.source, "a Yoshikoder dictionary has them in <cnode name='...'>")
        return self.root.tree()

    def doctype(self, *_: object) -> None:
        raise self.error("a document type (<!DOCTYPE>), which is not supported", "Remove it.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self.above()
        if not self.open and tag != "dictionary":
            raise self.error(
                f"XML of another kind: it begins with <{tag[:60]}>",
                "A Yoshikoder or Lexicoder dictionary begins with <dictionary>.",
            )
        unknown = sorted(set(attributes) - _ATTRIBUTES.get(tag, set())) if tag in _ATTRIBUTES else []
        for key in unknown:
            self.problem(f"{key}={attributes[key]}", f"an attribute of <{tag}> that is not known: not read")
        inside: Category | None = None
        if tag == "dictionary" and not self.open:
            inside = self.root
            engine = attributes.get("patternengine", "substring")
            if engine != "substring":
                self.problem(engine, "a pattern engine that is not known: patterns are read as words with *")
        elif tag == "cnode" and above is not None:
            inside = category(above, self.scalar(attributes.get("name", "")), self.source)
            description = attributes.get("desc", "").strip()
            if description and description != inside.name:
                inside.note = inside.note or description
        elif tag == "pnode" and above is not None and above is not self.root:
            self.pattern(above, attributes)
        else:
            reason = "a word in no category" if tag == "pnode" else "an element that is not known"
            self.problem(f"<{tag} name={attributes.get('name')!r}>", f"{reason}: not read")
        self.open.append(inside)

    def pattern(self, above: Category, attributes: dict[str, str]) -> None:
        name = self.scalar(attributes.get("name", ""))
        if not name.strip():
            self.problem("<pnode>", "a word without a name: not read")
            return
        pattern = pattern_of(name.strip(), name.line, name.column)
        pattern.exact = False
        description = attributes.get("desc", "").strip()
        above.patterns.append({"pattern": pattern, "note": description} if description else pattern)

    def end(self, _: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if text.strip():
            self.problem(text.strip(), "text between the elements: not read")

    def above(self) -> Category | None:
        return self.open[-1] if self.open else None

    def scalar(self, text: str) -> Scalar:
        return Scalar(
            text, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, exact=False, plain=False
        )

    def problem(self, text: str, reason: str) -> None:
        self.source.problem(self.parser.CurrentLineNumber, text, reason)

    def error(self, reason: str, hint: str) -> ThemeFileError:
        return self.source.error(
            reason, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, hint
        )
