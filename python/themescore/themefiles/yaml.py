"""Themes in YAML: names and lists of patterns, where every scalar is the text that is written there.

The parser's events are used, and not its values: nothing is turned into a number, a date or an object, every
name and pattern keeps its place, and nesting costs no recursion. What YAML adds for programs (anchors,
aliases, tags, merge keys) is refused as soon as it is met.
"""

from __future__ import annotations

import re
from typing import Any

from themescore.errors import ThemeFileError, shown
from themescore.themefiles.source import Scalar, ThemeSource
from themescore.themefiles.yaml_mistakes import explain

# What YAML allows in a file; everything else has to be an escape in double quotes.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A theme in full is two mappings, and each may be in a list. How deep themes may go is not told here.
_MAX_CONTAINERS = 210


def is_yaml(head: str) -> bool:
    """Whether the first line that says something begins a mapping."""
    for line in head.split("\n"):
        text = line.strip()
        if text and not text.startswith(("#", "---", "%YAML")):
            return re.search(r":(\s|$)", text) is not None or text.startswith(("{", "?"))
    return False


def load_yaml(source: ThemeSource) -> dict[str, Any]:
    """Return what is in a YAML file as nested dicts and lists of `Scalar`."""
    import yaml

    control = _CONTROL.search(source.text)
    if control is not None:
        where = ThemeSource(source.path, text=source.text[: control.start()], yaml=True).lines
        raise source.error(
            f"the character U+{ord(control[0]):04X}, which cannot stand in a YAML file",
            len(where),
            len(where[-1]) + 1,
            f'Remove it, or write "\\x{ord(control[0]):02x}" in double quotes.',
        )
    builder = _Builder(source)
    try:
        # libyaml where it is there: it is ten times as fast, and gives the same events.
        for event in yaml.parse(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.add(event)
    except yaml.YAMLError as error:
        raise explain(error, source) from None
    if builder.root is None:
        raise ThemeFileError("no themes: the file is empty", path=source.path, hint=_example())
    return builder.root


class _Builder:
    """Builds dicts and lists of the parser's events."""

    def __init__(self, source: ThemeSource) -> None:
        self.source = source
        self.root: dict[str, Any] | None = None
        # The containers that are open, each mapping with the name that waits for its value, and whether it is
        # in {}.
        self.open: list[tuple[dict[str, Any] | list[Any], list[Scalar], bool]] = []
        self.documents = 0

    def add(self, event: Any) -> None:
        """Take the next event."""
        import yaml

        if isinstance(event, yaml.ScalarEvent):
            self._refuse(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._refuse(event)
            self._start(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._refuse(event)
            self._start(event, [])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.open.pop()
        elif isinstance(event, yaml.AliasEvent):
            written = self._written(event)
            raise self._error(
                "a pattern that begins with * and has no quotes round it is an alias in YAML, which is "
                "not supported",
                event,
                f'Write "{written}".',
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._error(
                    "a second document: a theme file is one", event, "Remove the line with ---."
                )

    def _start(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        if not self.open and not isinstance(container, dict):
            raise self._no_mapping(event)
        if len(self.open) >= _MAX_CONTAINERS:
            raise self._error("themes nested more than 50 deep", event, "Make the file flatter.")
        if self.open and isinstance(self.open[-1][0], list) and isinstance(container, list):
            raise self._error("a list inside a list", event, "Write the patterns of a theme as one list.")
        if self.open:
            self._put(container, event)
        elif isinstance(container, dict):
            self.root = container
        self.open.append((container, [], bool(event.flow_style)))

    def _scalar(self, event: Any) -> None:
        if not self.open:
            if not event.value and not event.style:
                return  # a file of comments
            raise self._no_mapping(event)
        note = bool(self.open[-1][1]) and self.open[-1][1][-1] == "note"
        if not note and (event.start_mark.line != event.end_mark.line or event.style in ("|", ">")):
            hint = "Write each pattern on a line of its own, after a dash; put quotes round punctuation."
            if self.open[-1][2]:
                hint = "Close the bracket after the last pattern, on the line where it is."
            raise self._error("a name or pattern that goes on over more than one line", event, hint)
        self._put(self._marked(event), event)

    def _put(self, value: Any, event: Any) -> None:
        """Put a value where it belongs: into the list, under the waiting name, or as the next name."""
        container, waiting, flow = self.open[-1]
        empty = isinstance(value, Scalar) and value.plain and not value
        if isinstance(container, list):
            if empty:
                raise self._error("an empty item", event, "Remove the dash or the comma, or write a pattern.")
            container.append(value)
        elif waiting:
            name = waiting.pop()
            if empty and flow:
                hint = "Write a list of patterns in square brackets: [one, two]."
                raise self.source.error(
                    f"{shown(str(name))} in braces has no patterns", name.line, name.column, hint
                )
            container[name] = [] if empty else value
        else:
            self._check_name(value, container, event)
            waiting.append(value)

    def _check_name(self, name: Any, container: dict[str, Any], event: Any) -> None:
        if not isinstance(name, Scalar):
            raise self._error(
                "a theme's name must be text, not a list", event, "Write it as Name: [pattern, ...]."
            )
        if name.plain and not name:
            raise self._error(
                "a colon or question mark without a theme's name", event, "Write a name, or use quotes."
            )
        if name.plain and name == "<<":
            raise self._error("a merge key, which is not supported", event, "Write the patterns out.")
        first = next((other for other in container if other == name), None) if name in container else None
        if isinstance(first, Scalar):
            raise self._error(
                f"theme {shown(str(name))} is there twice, first in line {first.line}",
                event,
                "Put the patterns together under one name, or rename one.",
            )

    def _marked(self, event: Any) -> Scalar:
        """Return a scalar with the place of its first character, found in the line itself if it is quoted."""
        written, value = self._written(event), event.value
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        plain = not event.style
        quoted = not plain and written[1:-1] == value
        return Scalar(value, line, column + quoted, exact=plain or quoted, plain=plain)

    def _written(self, event: Any) -> str:
        line = (
            self.source.lines[event.start_mark.line] if event.start_mark.line < len(self.source.lines) else ""
        )
        return line[event.start_mark.column : event.end_mark.column]

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._error(
                "an anchor (&), which is not supported", event, "Put quotes round text that begins with &."
            )
        if event.tag is not None:
            raise self._error(
                "a tag (!), which is not supported", event, "Put quotes round text that begins with !."
            )

    def _no_mapping(self, event: Any) -> ThemeFileError:
        reason = "the file must begin with the name of a theme and a colon"
        if "：" in self._written(event):
            reason += ", an ASCII one and not the full-width ："
        elif re.search(r"\w:\w", self._written(event)):
            reason += ", with a blank after it"
        return self._error(reason, event, _example())

    def _error(self, reason: str, event: Any, hint: str) -> ThemeFileError:
        return self.source.error(reason, event.start_mark.line + 1, event.start_mark.column + 1, hint)


def _example() -> str:
    return "Write for instance: Reform: [reform*, state-owned enterprise*, 改革]"
