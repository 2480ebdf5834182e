"""Zip archives: read as folders are, whatever is in them, without a file written or a limit passed."""

from __future__ import annotations

import io
import random
import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import themescore as ts
from documents import docx, odt, paragraph, pdf, xlsx, zipped, zipped_as
from text_files import failures
from themescore.errors import ReadError, ThemescoreWarning
from themescore.reading import archive as limits

pytestmark = pytest.mark.mostly_python


@pytest.fixture(autouse=True)
def nothing_else_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in a folder below one that is watched, as is that where programs put what is for a while."""
    inner = tmp_path / "outside" / "work"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "outside"))
    yield
    assert {path.name for path in (tmp_path / "outside").rglob("*")} <= {"work", "reports", *NAMES}


NAMES = ("reports.zip", "reports.dat", "reports.txt")


def read(data: bytes, name: str = "reports.zip", **options: Any) -> ts.Corpus:
    Path(name).write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ThemescoreWarning)
        corpus = ts.read(name, **options)
        assert [document.id for document in ts.stream(name, **options)] == list(corpus.ids)
    return corpus


def error_of(data: bytes, **options: Any) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, **options)
    return caught.value


def test_members_are_read_as_the_files_of_a_folder(tmp_path: Path) -> None:
    members = {
        "b.txt": "Reform.",
        "2024/a.docx": docx(paragraph("Trade.")),
        "2024/a.pdf": pdf([["Peace."]]),
        "2024/c.odt": odt("<text:p>Growth.</text:p>"),
        "2024/table.csv": "text\nx\n",
        "picture.png": b"",
        ".hidden.txt": "",
        "__MACOSX/._b.txt": "",
        "2024/~$a.docx": "",
    }
    folder = tmp_path / "folder"
    for name, content in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "__MACOSX" / "._b.txt").unlink()
    with pytest.warns(ThemescoreWarning, match=r"2 files of other kinds skipped \(.csv: 1, .png: 1\)"):
        unpacked = ts.read(folder)
    Path("reports.zip").write_bytes(zipped(members))
    with pytest.warns(
        ThemescoreWarning, match=r"^reports.zip: 2 files of other kinds skipped \(.*corpus.failures"
    ):
        corpus = ts.read("reports.zip")
    assert corpus.ids == unpacked.ids == ("2024/a.docx", "2024/a.pdf", "2024/c", "b")
    assert corpus.texts == unpacked.texts
    assert [failure.path for failure in corpus.failures] == [
        "reports.zip/2024/table.csv",
        "reports.zip/picture.png",
    ]
    assert [failure.kind for failure in corpus.failures] == [failure.kind for failure in unpacked.failures]


def test_an_archive_is_known_by_its_content() -> None:
    data = zipped({"a.txt": "Reform."})
    assert (
        read(data, "reports").ids == read(data, "reports.dat").ids == read(data, "reports.txt").ids == ("a",)
    )
    # A program may have put something before it, as self-extracting archives have.
    assert read(b"MZ" + bytes(100) + data).ids == ("a",)
    office = zipped({"a.txt": "x", "b.docx": docx(paragraph("Reform."))})
    assert read(office).ids == ("a", "b")


def test_what_is_no_archive_and_what_is_empty() -> None:
    assert error_of(b"Reform.").kind == "damaged"
    assert error_of(zipped({"a.txt": "x" * 1000})[:-30]).kind == "damaged"
    assert "an archive must hold .txt" in error_of(zipped({})).reason
    assert "(skipped: .png: 1)" in error_of(zipped({"a.png": ""})).reason


def test_a_name_leads_nowhere_else() -> None:
    corpus = read(
        zipped(
            {
                "../../up.txt": "a",
                "/etc/root.txt": "b",
                "C:\\drive\\x.txt": "c",
                "a/../../b/./y.txt": "d",
                "\\\\host\\share.txt": "e",
            }
        )
    )
    assert dict(zip(corpus.ids, corpus.texts, strict=True)) == {
        "a/b/y": "d",
        "drive/x": "c",
        "etc/root": "b",
        "host/share": "e",
        "up": "a",
    }


def test_a_name_that_is_there_twice_is_told() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile's own
        corpus = read(zipped({"a.txt": "first", "../a.txt": "second"}))
    assert corpus.texts == ("first",)
    assert failures(corpus) == [("a.txt", None, "id")]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["改革/甘肃.txt", "über.txt"]),
        ("gb18030", ["改革/甘肃省报告.txt", "一带一路.txt"]),
        ("cp437", ["Bericht_über.txt", "Größe.txt"]),
        ("ascii", ["a.txt"]),
    ],
)
def test_names_without_a_mark_of_their_encoding(encoding: str, names: list[str]) -> None:
    corpus = read(zipped_as({name.encode(encoding): name for name in names}))
    assert {f"{name}.txt" for name in corpus.ids} == set(names) == set(corpus.texts)


def test_the_encoding_of_names_can_be_named() -> None:
    name = "報告書.txt"
    assert read(zipped_as({name.encode("shift_jis"): b"a"}), encoding="shift_jis").ids == ("報告書",)
    assert read(zipped_as({name.encode("big5"): b"a"}), encoding="big5").ids == ("報告書",)


def test_a_name_in_unicode_beside_the_other_is_taken() -> None:
    old = "?.txt".encode("cp437")
    info = zipfile.ZipInfo("?.txt")
    body = b"\x01" + zlib.crc32(old).to_bytes(4, "little") + "改.txt".encode()
    info.extra = struct.pack("<HH", 0x7075, len(body)) + body
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, "Reform.")
    assert read(buffer.getvalue()).ids == ("改",)


def test_one_bad_member_is_one_failure_and_the_rest_goes_on() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "first " * 100)
        archive.writestr("bytes.txt", b"\xff\xfe\xff")
        archive.writestr("damaged.txt", "DAMAGED" * 10, zipfile.ZIP_STORED)
        archive.writestr("inner.zip", zipped({"x.txt": "x"}))
        archive.writestr("inner.txt", zipped({"x.txt": "x"}))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("method.txt", "x" * 1000, zipfile.ZIP_BZIP2)
        archive.writestr("secret.txt", "secret", zipfile.ZIP_STORED)
        archive.writestr("table.txt", xlsx(["text"], ["x"]))
        archive.writestr("z.txt", "last")
    data = buffer.getvalue().replace(b"DAMAGEDDAMAGED", b"DAMAGEDdamaged", 1)
    # The bit that says a member is encrypted, in both places.
    for mark, before in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.rindex(mark, 0, data.index(b"secret.txt") if before == 6 else data.rindex(b"secret.txt"))
        data = data[: place + before] + b"\x01" + data[place + before + 1 :]
    corpus = read(data)
    assert corpus.ids == ("a", "z")
    assert failures(corpus) == [
        ("inner.zip", None, "skipped"),
        ("bytes.txt", 1, "encoding"),
        ("damaged.txt", None, "damaged"),
        ("inner.txt", None, "skipped"),
        ("link.txt", None, "link"),
        ("method.txt", None, "format"),
        ("secret.txt", None, "encrypted"),
        ("table.txt", None, "skipped"),
    ]
    assert all("\n" not in failure.reason for failure in corpus.failures)
    with pytest.raises(ReadError, match=r"reports\.zip/bytes\.txt"):
        ts.read("reports.zip", on_error="raise")


# --- limits ---


def peak_of(data: bytes, **options: Any) -> tuple[ts.Corpus, int]:
    Path("reports.zip").write_bytes(data)
    tracemalloc.start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ThemescoreWarning)
            corpus = ts.read("reports.zip", **options)
        return corpus, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_member_of_ratio_1_to_1000_is_given_up_early() -> None:
    data = zipped({"a.txt": "Reform.", "bomb.txt": bytes(64 * 2**20), "small.txt": " " * 100_000})
    corpus, peak = peak_of(data)
    assert (corpus.ids, failures(corpus)) == (("a", "small"), [("bomb.txt", None, "size")])
    assert "200 times its size" in corpus.failures[0].reason
    assert peak < 40 * 2**20


def test_an_archive_that_lies_about_sizes_comes_no_further() -> None:
    data = zipped({"bomb.txt": bytes(64 * 2**20), "z.txt": "last"})
    for declared in (10, 2**31):
        # In the directory: what the member unpacks to.
        place = data.index(b"PK\x01\x02") + 24
        corpus, peak = peak_of(data[:place] + declared.to_bytes(4, "little") + data[place + 4 :])
        assert corpus.ids == ("z",)
        assert failures(corpus)[0][2] in ("damaged", "size")
        assert peak < 40 * 2**20


def test_members_that_lie_one_over_the_other_are_counted_together() -> None:
    """As in David Fifield's archives: each member quotes the header of the next, and its bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"".join(f"Reform {number} goes on.\n".encode() for number in range(100)) * 450
    stream = packer.compress(content) + packer.flush()
    assert 2**19 < len(content) < limits.MOST_RATIO * len(stream)
    entries = []
    for number in range(60):
        name = f"{number:04}.txt".encode()
        fields = struct.pack("<5H3L2H", 20, 0, 8, 0, 0, zlib.crc32(content), len(stream), len(content), 8, 0)
        header = b"PK\x03\x04" + fields + name
        entries.append((b"PK\x01\x02\x14\x00" + fields + bytes(10), len(header + stream), name))
        length = struct.pack("<H", len(header))
        quoted = (
            b"\x00" + length + bytes(byte ^ 0xFF for byte in length) + header
        )  # a block that is not packed
        stream, content = quoted + stream, header + content
    data = stream[5:]  # the last of the headers is quoted by none
    directory = b"".join(start + struct.pack("<L", len(data) - size) + name for start, size, name in entries)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60, 60, len(directory), len(data), 0)
    assert len(data + directory) < 60_000
    corpus, peak = peak_of(data + directory + end, errors="replace")
    assert 1 < len(corpus) < 30
    assert sum(len(text) for text in corpus.texts) < 17 * 2**20
    assert {kind for _, _, kind in failures(corpus)} <= {"damaged", "size"}
    assert peak < 150 * 2**20  # two bytes a character, and what decoding needs


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_IN_ALL", 2500)
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 333)))  # 999 bytes that do not pack well
    corpus = read(zipped({f"{number}.txt": text for number in range(4)}))
    assert corpus.ids == ("0", "1")
    assert [failure.kind for failure in corpus.failures] == ["size", "size"]


def test_one_member_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1000)
    corpus = read(zipped({"a.txt": "x" * 1000, "b.txt": "x" * 1001}))
    assert (corpus.ids, failures(corpus)) == (("a",), [("b.txt", None, "size")])


def test_there_is_a_limit_to_how_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    assert read(zipped(dict.fromkeys(["a.txt", "b.txt", "c.txt"], "x"))).ids == ("a", "b", "c")
    error = error_of(zipped(dict.fromkeys(["a.txt", "b.txt", "c.txt", "d.txt"], "x")))
    assert (error.kind, error.reason[:13]) == ("size", "holds 4 files")


def test_a_directory_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_LISTED", 1000)
    names = [f"{number:050}.txt" for number in range(20)]
    assert "directory is longer" in error_of(zipped(dict.fromkeys(names, "x"))).reason


def test_one_member_is_held_at_a_time() -> None:
    generator = random.Random(1)
    with zipfile.ZipFile("reports.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", generator.randbytes(2**18).hex())
    tracemalloc.start()
    try:
        total = sum(len(document.text) for document in ts.stream("reports.zip"))
        assert (total, tracemalloc.get_traced_memory()[1] < 4 * 2**20) == (20 * 2**19, True)
    finally:
        tracemalloc.stop()


def test_damage_of_any_kind_is_text_or_a_failure() -> None:
    good = zipped({f"{number}.txt": f"Reform {number} goes on. 改革。" * 5 for number in range(5)})
    generator = random.Random(1)
    documents = 0
    for _ in range(200):
        data = bytearray(good)
        for _ in range(generator.choice([1, 2, 20])):
            data[generator.randrange(len(data))] = generator.randrange(256)
        try:
            corpus = read(bytes(data))
        except ReadError:
            continue
        documents += len(corpus)
        assert all(text in good_texts() for text in corpus.texts)  # the sum over a member holds
    assert 0 < documents < 1000


def good_texts() -> set[str]:
    return {f"Reform {number} goes on. 改革。" * 5 for number in range(5)}
