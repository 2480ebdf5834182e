"""`workers=`: the documents are those of one process, and no process is left behind."""

from __future__ import annotations

import io
import os
import re
import sys
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import themescore as ts
import untidy_files
from documents import docx, odt, paragraph, pdf
from text_files import write
from themescore.errors import OptionError, ReadError, ThemescoreWarning
from themescore.reading import ahead, crew, process
from workers import asking, children, install

pytestmark = pytest.mark.mostly_python


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the pretended library."""
    return install(tmp_path / "library", monkeypatch)


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


def everything(path: Any, **options: Any) -> tuple[Any, ...]:
    """Return all that comes of `read` and of `stream`: documents, failures and warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        corpus = ts.read(path, **options)
        stream = ts.stream(path, **options)
        documents = list(stream)
    metadata = corpus.metadata
    return (
        corpus.ids,
        corpus.texts,
        [] if metadata is None else [(name, repr(metadata[name].to_list())) for name in metadata.columns],
        [] if metadata is None else list(metadata.dtypes),
        corpus.failures,
        corpus.replacements,
        [(one.id, one.text, repr(one.metadata)) for one in documents],
        stream.failures,
        stream.replacements,
        [(one.category, str(one.message)) for one in caught],
    )


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A small folder of `make untidy`, with its broken files, properties and names that are no text."""
    folder = tmp_path_factory.mktemp("untidy") / "untidy"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(untidy_files, "FILES", 130)
        patch.setattr(untidy_files, "by_libreoffice", lambda _: [])
        made = untidy_files.make(folder, seed=1)
        untidy_files.make_broken(folder / "broken")
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>改革</dc:title><dcterms:created>2023-09-26T08:00:00Z</dcterms:created></cp:coreProperties>"
    )
    more = folder / "more"
    write(more / "properties.docx", docx(paragraph("Reform."), **{"docProps/core.xml": core}))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([["Reform goes on."]])))
    writer.add_metadata({"/Title": "Reform", "/CreationDate": "D:20230926080000+08'00'"})
    writer.write(more / "properties.pdf")
    writer.add_metadata({"/CreationDate": "in autumn"})
    writer.write(more / "odd.pdf")
    write(more / "twice.html", "<html><p>" + "RÃ©forme de l’Ã©tÃ©. " * 20 + "</html>")
    write(more / "bad.html", b'<html><meta charset="utf-8"><p>Reform \xff goes on.</html>')
    write(more / "no.docx", "<html><p>A page by its content.</html>")
    write(more / "really.docx", pdf([["A PDF by its content."]]))
    write(more / "table.docx", untidy_files.WRITERS["xlsx"](["x"], "", "one"))
    write(Path(os.fsdecode(os.fsencode(more) + b"/n\xe9.odt")), odt("<text:p>Reform</text:p>"))
    (more / "secret.pdf").symlink_to("/proc/1/mem")
    return [folder, *(table for tables in made.tables.values() for table in tables), more / "table.docx"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"properties": True, "double_encoded": "mend", "errors": "replace"},
        {
            "file_names": "{place}/{part:d}/{number:d}",
            "double_encoded": "keep",
            "encoding": {"*.html": "cp1252"},
        },
    ],
    ids=["plain", "properties", "names"],
)
def test_an_untidy_folder_is_the_same_for_any_number_of_workers(
    options: dict[str, Any], untidy: list[Path]
) -> None:
    path: Any = untidy[0] if "file_names" in options else untidy
    expected = everything(path, workers=1, **options)
    assert len(expected[0]) > 70
    assert len(expected[4]) > 10
    assert everything(path, workers=3 if "properties" in options else 2, **options) == expected


def test_files_are_read_by_as_many_processes_in_their_order(pretended: Path, tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path / "reports" / f"{number:02}.docx", asking("sleep0.5" if number < 2 else f"{number}"))
        write(tmp_path / "reports" / f"{number:02}.txt", f"{number} is text")
    corpus = ts.read(tmp_path / "reports", workers=2)
    assert corpus.texts[4:8] == ("2, read", "2 is text", "3, read", "3 is text")
    assert len(corpus) == 24
    log = [line.split() for line in (pretended / "log").read_text().splitlines()]
    assert len({one for one, _ in log}) == 2
    assert str(os.getpid()) not in {one for one, _ in log}


def test_no_more_is_read_ahead_than_a_window(pretended: Path, tmp_path: Path) -> None:
    for number in range(60):
        write(tmp_path / "reports" / f"{number:02}.docx", asking(f"{number}"))
    stream = ts.stream(tmp_path / "reports", workers=2)
    assert next(stream).text == "0, read"
    time.sleep(1)
    read = (pretended / "log").read_text().splitlines()
    assert 4 <= len(read) <= 1 + 2 * crew._AHEAD
    assert len(list(stream)) == 59


def test_large_answers_wait_one_by_one(
    pretended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_MOST_WAITING", 1)
    for number in range(20):
        write(tmp_path / "reports" / f"{number:02}.docx", asking(f"{number}"))
    stream = ts.stream(tmp_path / "reports", workers=2)
    assert next(stream).text == "0, read"
    time.sleep(0.5)
    assert len((pretended / "log").read_text().splitlines()) <= 4
    assert [document.text for document in stream] == [f"{number}, read" for number in range(1, 20)]


@pytest.mark.parametrize(("what", "how"), [("die", "SIGKILL"), ("leave", "exit code 3")])
def test_a_worker_that_dies_is_a_failure_of_its_file_and_the_rest_goes_on(
    what: str, how: str, pretended: Path, tmp_path: Path
) -> None:
    for number in range(9):
        write(tmp_path / "reports" / f"{number}.docx", asking(what if number in (1, 2, 6) else "well"))
    with pytest.warns(ThemescoreWarning, match=r"3 documents could not be read \(1.docx, 2.docx, 6.docx\)"):
        corpus = ts.read(tmp_path / "reports", workers=2)
    assert corpus.ids == ("0", "3", "4", "5", "7", "8")
    assert set(corpus.texts) == {"well, read"}
    assert [(Path(one.path).name, one.kind) for one in corpus.failures] == [
        ("1.docx", "killed"),
        ("2.docx", "killed"),
        ("6.docx", "killed"),
    ]
    assert how in corpus.failures[0].reason
    assert "workers=1" in corpus.failures[0].reason
    if what == "die":
        with pytest.raises(ReadError, match=r"1\.docx: the process that read it was ended"):
            ts.read(tmp_path / "reports", workers=2, on_error="raise")


def test_what_a_library_raises_or_warns_of_comes_out_here(pretended: Path, tmp_path: Path) -> None:
    for number, what in enumerate(["warn", "print", "well", "warn"]):
        write(tmp_path / "reports" / f"{number}.docx", asking(what))
    with pytest.warns(UserWarning, match="a page is odd") as caught:
        corpus = ts.read(tmp_path / "reports", workers=2)
    assert len(caught) == 2
    assert corpus.texts == tuple(f"{what}, read" for what in ("warn", "print", "well", "warn"))
    for number, what in enumerate(["well", "stop"]):
        write(tmp_path / "more" / f"{number}.docx", asking(what))
    with pytest.raises(SystemExit, match="stop"):
        ts.read(tmp_path / "more", workers=2)


def test_no_worker_is_left_of_a_read_that_stops_or_of_a_stream(pretended: Path, tmp_path: Path) -> None:
    before = children()
    for number in range(30):
        write(tmp_path / "reports" / f"{number:02}.docx", asking("well" if number < 3 else "sleep30"))
    write(tmp_path / "reports" / "01.docx", b"PK\x03\x04 cut")
    with pytest.raises(ReadError, match=r"01\.docx") as raised:
        ts.read(tmp_path / "reports", workers=2, on_error="raise")
    assert children() <= before
    assert raised.tb  # which holds all frames of the read
    stream = ts.stream(tmp_path / "reports", workers=2)
    assert children() <= before
    assert next(stream).id == "00"
    assert len(children() - before) == 2
    stream.close()
    assert children() <= before
    assert list(stream) == []


@pytest.mark.parametrize(
    "why", ["none", "another program", "frozen", "does not start", "no such file", "talks"]
)
def test_where_no_worker_can_be_had_all_is_read_here(
    why: str, pretended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        write(tmp_path / "reports" / f"{number:02}.docx", asking(f"{number}"))
    broken = write(tmp_path / "python3", "#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    if why == "talks":
        write(tmp_path / "site" / "sitecustomize.py", "print('Welcome! ' * 100, flush=True)")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    elif why == "frozen":
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    else:
        program = {"none": None, "another program": "/bin/cat", "does not start": str(broken)}
        monkeypatch.setattr(sys, "executable", program.get(why, str(tmp_path / "gone" / "python3")))
    corpus = ts.read(tmp_path / "reports", workers=2)
    assert corpus.texts == tuple(f"{number}, read" for number in range(12))
    assert {line.split()[0] for line in (pretended / "log").read_text().splitlines()} == {str(os.getpid())}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("python", True), ("python3.11", True), ("python3.13t", True), ("python.exe", True),
        ("pythonw.exe", True), ("pypy3", True), ("blender", False), ("uwsgi", False), ("python-app", False),
        ("", False),
    ],
)  # fmt: skip
def test_only_a_python_is_started(name: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", f"/usr/bin/{name}" if name else "")
    assert process.can_start() == expected


def readers(pretended: Path) -> list[str]:
    """Return which processes have read a Word document each, by their order; the log is empty then."""
    log = pretended / "log"
    read = [line.split()[0] for line in log.read_text().splitlines()]
    log.unlink()
    return read


def test_workers_are_started_where_the_first_files_show_that_it_pays(
    pretended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    here = str(os.getpid())
    for number in range(30):
        write(tmp_path / "reports" / f"{number:03}.docx", asking(f"{number}"))
        write(tmp_path / "reports" / f"{number:03}.txt", "Text is fast.")
    fast = ts.read(tmp_path / "reports")
    assert readers(pretended) == [here] * 30
    monkeypatch.setattr(ahead, "_PAYS", 0.001)
    assert ts.read(tmp_path / "reports").texts == fast.texts
    read = readers(pretended)
    assert read[: ahead._FIRST] == [here] * ahead._FIRST
    assert len(set(read)) == 3
    assert here not in read[ahead._FIRST :]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    ts.read(tmp_path / "reports")
    assert readers(pretended) == [here] * 30


def test_members_of_an_archive_are_read_here(pretended: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.docx", asking("well"))
    ts.read(tmp_path / "reports.zip", workers=2)
    assert readers(pretended) == [str(os.getpid())] * 4


@pytest.mark.parametrize("workers", [0, -1, 65, 1.5, True, "two"])
def test_so_many_workers_there_cannot_be(workers: Any, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Reform.")
    for read in (ts.read, ts.stream):
        with pytest.raises(OptionError, match="workers=") as error:
            read(tmp_path, workers=workers)
        assert error.value.option == "workers"


def test_the_bar_counts_files_that_workers_read(
    pretended: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        write(tmp_path / "reports" / f"{number}.docx", asking(f"{number}"))
    ts.read(tmp_path / "reports", workers=2, progress=True)
    assert re.search(r"reading: .* [1-6]/6 ", capsys.readouterr().err)
