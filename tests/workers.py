"""What tests of workers need: a library that does what it is told to, and a look at processes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from documents import docx, paragraph

# In the place of the library that reads Word documents: what it does stands in the document.
PRETENDED = """
import os, pathlib, signal, sys, time, warnings
def convert_to_html(file, **_):
    import zipfile
    asked = zipfile.ZipFile(file).read("word/document.xml").decode().split("|")[1]
    folder = pathlib.Path(__file__).parent
    with (folder / "log").open("a") as log:
        log.write(f"{os.getpid()} {asked}\\n")
    if asked == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if asked == "leave":
        os._exit(3)
    if asked.startswith("sleep"):
        time.sleep(float(asked.removeprefix("sleep")))
    if asked == "warn":
        warnings.warn("a page is odd", stacklevel=1)
    if asked == "print":
        print("printed", flush=True)
    if asked == "stop":
        raise SystemExit("stop")
    return type("Page", (), {"value": f"<html><p>{asked}, read</p></html>"})
class images:
    img_element = staticmethod(lambda _: None)
"""


def asking(what: str) -> bytes:
    """Return a Word document that says what the pretended library is to do with it."""
    return docx(paragraph(f"|{what}|"))


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the pretended library where workers find it as this process does; return where it is."""
    folder.mkdir()
    (folder / "mammoth.py").write_text(PRETENDED, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "mammoth", raising=False)
    return folder


def children(of: int | None = None) -> set[int]:
    """Return the processes that this one, or another, has started and not yet seen end."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            if parent == (of or os.getpid()):
                found.add(int(folder.name))
    return found


def gone(ids: set[int], seconds: float = 10) -> bool:
    """Wait until processes have ended; say whether they have."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(_runs(one) for one in ids):
            return True
        time.sleep(0.05)
    return False


def _runs(one: int) -> bool:
    try:  # one that has ended and was not asked for yet is a zombie
        return Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
