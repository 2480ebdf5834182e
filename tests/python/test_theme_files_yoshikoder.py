"""Yoshikoder's dictionaries, and what XML may do to a reader."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from theme_files import YKD, load, problems, refused

pytestmark = pytest.mark.mostly_python


def test_descriptions_become_notes(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        '<dictionary><cnode name="A" desc="about"><pnode name="x" desc="why"/></cnode>'
        '<cnode name="B" desc="B"><pnode name="y" desc=""/></cnode></dictionary>',
    )
    assert [theme.note for theme in themes._themes] == ["about", None]
    assert [pattern.note for pattern in themes._patterns] == ["why", None]


def test_what_is_odd_in_yoshikoder_is_listed(tmp_path: Path) -> None:
    themes = load(
        tmp_path,
        '<dictionary patternengine="regexp">\n<pnode name="w"/>\n<cnode name="A" colour="red">\n'
        '<pnode name="x"/>\nwords\n<pnode/>\n<znode name="z"><pnode name="v"/></znode>\n'
        "</cnode>\n</dictionary>",
    )
    assert themes.patterns == {"A": ["x"]}
    assert problems(themes) == [
        (1, "a pattern engine that is not known: patterns are read as words with *"),
        (2, "a word in no category: not read"),
        (3, "an attribute of <cnode> that is not known: not read"),
        (5, "text between the elements: not read"),
        (6, "a word without a name: not read"),
        (7, "an element that is not known: not read"),
        (7, "a word in no category: not read"),
    ]


SECRET = "file-that-must-not-be-read"
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prologue",
    [
        "<!DOCTYPE dictionary>",
        f'<!DOCTYPE d [<!ENTITY a0 "lol">{BOMB}]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///SECRET">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///SECRET"> %p;]>',
    ],
)
def test_xml_with_a_document_type_is_refused_before_anything_is_expanded(
    tmp_path: Path, prologue: str
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    text = f"<?xml version='1.0'?>\n{prologue.replace('/SECRET', str(tmp_path / 'secret'))}\n"
    started = time.process_time()
    error = refused(tmp_path, text + YKD.replace("x*", "&a;"))
    assert time.process_time() - started < 2
    assert (error.line, error.reason) == (2, "a document type (<!DOCTYPE>), which is not supported")
    assert SECRET not in str(error)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html><body/></html>", "XML of another kind: it begins with <html>"),
        (YKD.replace("</cnode></cnode>", "</cnode>"), "not well-formed XML: mismatched tag"),
        (YKD.replace("x*", "&x;"), "not well-formed XML: undefined entity"),
        (YKD[:-5], "not well-formed XML"),
        ("<dictionary/>", "no categories"),
        ("<dictionary>" + '<cnode name="a">' * 100_000, "nested more than 50 deep"),
    ],
)
def test_xml_that_cannot_be_read_says_why(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(tmp_path, text).reason


def test_one_very_long_attribute_is_read_in_time(tmp_path: Path) -> None:
    started = time.process_time()
    themes = load(tmp_path, YKD.replace('"A"', f'"A" desc="{"d" * 10_000_000}"'))
    assert len(themes._themes[0].note or "") == 10_000_000
    assert time.process_time() - started < 10
