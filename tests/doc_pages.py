"""The fenced blocks of the README and of the pages of documentation, and how they are run."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import themescore as ts
from themescore.cli import main

CHECKOUT = Path(__file__).resolve().parents[1]
README = CHECKOUT / "README.md"
DOCS = CHECKOUT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))

_FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
_HOW = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
# What a page shows of a shell beside our own command: it installs, or opens what is no part of the project.
_NOT_OURS = re.compile(r"(sudo apt-get|python3 -m venv|\.|pip|jupyter|mkdir|cd|make) ")
# What needs a shell: it gets a home of its own in the current folder.
_PIPE = re.compile(r" [|<>] ")


class Fence(NamedTuple):
    language: str
    title: str
    text: str
    line: int
    """Of the page, from 1, where the text begins."""
    follows: bool
    """Whether nothing stands between it and the fence before it."""


def fences(path: Path) -> Iterator[Fence]:
    page = path.read_text(encoding="utf-8")
    end = None
    for found in _FENCE.finditer(page):
        title = re.search(r'title="([^"]+)"', found[2])
        between = None if end is None else page[end : found.start()]
        line = page.count("\n", 0, found.start(3)) + 1
        follows = between is not None and not between.strip()
        yield Fence(found[1], title[1] if title else "", found[3], line, follows)
        end = found.end()


def blocks(path: Path, language: str) -> list[str]:
    return [fence.text for fence in fences(path) if fence.language == language]


def run_page(path: Path, names: dict[str, Any]) -> None:
    """Do in the current folder what a reader of the page would do, and see what the page says comes out."""
    output: str | None = None
    for fence in fences(path):
        where = f"{path.name}, line {fence.line}"
        if fence.language == "python":
            output = _run_python(fence, names, where)
        elif fence.language == "sh":
            output = _run_commands(fence, where)
        elif fence.language == "yaml":
            output = _write_yaml(fence)
        elif fence.language == "toml":
            output = None
            Path(fence.title).write_text(fence.text, encoding="utf-8")
        elif fence.language == "text":
            assert fence.follows, f"{where}: output of what?"
            assert output is not None, f"{where}: what stands above it has no output"
            same = doctest.OutputChecker().check_output(fence.text, output, _HOW)
            assert same, f"{where}: the page says\n{fence.text}\nand it is\n{output}"
        else:
            # A formula, which MkDocs reads; the grammar of patterns, which is no language.
            assert fence.language in {"math", ""}, f"{where}: nobody runs {fence.language}"


def _run_python(fence: Fence, names: dict[str, Any], where: str) -> str:
    """Run a block as a cell of a notebook, whose output is what it prints and the value of its last line."""
    # Blank lines, so that a traceback names the line of the page.
    tree = ast.parse("\n" * (fence.line - 1) + fence.text, where)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, where, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), where, "eval"), names)
            if value is not None:
                print(repr(value))
    return printed.getvalue()


def _run_commands(fence: Fence, where: str) -> str | None:
    """Run the lines that are ours; the rest has to be of the known kinds. None if none is ours."""
    printed = io.StringIO()
    ours = False
    for line in fence.text.splitlines():
        if _PIPE.search(line):
            ours = True
            printed.write(_in_a_shell(line, where))
            continue
        if not line.startswith("themescore "):
            assert _NOT_OURS.match(line), f"{where}: nobody runs {line!r}"
            continue
        ours = True
        with contextlib.redirect_stdout(printed):
            assert main(shlex.split(line, comments=True)[1:]) == 0, f"{where}: {line}"
    return printed.getvalue() if ours else None


def _in_a_shell(line: str, where: str) -> str:
    home = Path.cwd() / "home"
    for folder in (".local/share/bash-completion/completions", ".config/fish/completions", ".zfunc"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    ours = f'themescore() {{ {shlex.quote(sys.executable)} -m themescore "$@"; }}; '
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", ours + line],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"HOME": str(home)},
        check=False,
    )
    assert done.returncode == 0, f"{where}: {line}: {done.stderr}"
    return done.stdout


def _write_yaml(fence: Fence) -> None:
    """Load it as what it is; a file with a title is there for what comes after it on the page."""
    path = Path(fence.title or "untitled.yaml")
    path.write_text(fence.text, encoding="utf-8")
    if path.name == "cues.yaml":
        ts.Cues.load(path)
    else:
        ts.Themes.load(path)
