"""`read` without `encoding=`: what is found out, what is refused, and that nothing is wrong in silence."""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import pytest
import themescore as ts
from text_files import failures, write, write_csv, write_jsonl
from themescore.errors import OptionError, ReadError, ThemescoreWarning

pytestmark = pytest.mark.mostly_python

CHINESE = "会议强调，要深化国有企业改革，加强党的建设，推动高质量发展，保障和改善民生。"
TRADITIONAL = "會議強調，要深化國有企業改革，加強建設，推動高質量發展，保障和改善民生。"
TEXTS = {
    "gb18030": CHINESE,
    "big5": TRADITIONAL,
    "shift_jis": "会議では、改革を進め、国民の生活を守ることが大切であると述べられた。",
    "euc_jp": "会議では、改革を進め、国民の生活を守ることが大切であると述べられた。",
    "euc_kr": "회의에서는 개혁을 계속하고 국민의 생활을 지키는 것이 중요하다고 말했다.",
    "cp1251": "На совещании подчеркнули, что нужно продолжать реформы и заботиться о людях.",
    "koi8-r": "На совещании подчеркнули, что нужно продолжать реформы и заботиться о людях.",
    "cp1252": "Le comité a déclaré que la réforme était nécessaire à la croissance, et qu’elle continuerait.",
    "cp1250": "Na schůzi bylo zdůrazněno, že je třeba pokračovat v reformách a chránit životní úroveň lidí.",
    "cp1253": "Στη συνεδρίαση τονίστηκε ότι πρέπει να συνεχιστούν οι μεταρρυθμίσεις.",
    "cp1254": "Toplantıda reformların sürdürülmesi ve halkın yaşamının iyileştirilmesi gerektiği vurgulandı.",
    "cp1255": "בישיבה הודגש כי יש להמשיך ברפורמות ולשפר את חיי האזרחים.",
    "cp1256": "أكد الاجتماع على ضرورة مواصلة الإصلاح وتحسين حياة الناس.",
    "utf-16-le": CHINESE,
    "utf-16-be": "На совещании подчеркнули, что нужно продолжать реформы.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_an_encoding_is_found_out_and_said(encoding: str, tmp_path: Path) -> None:
    write(tmp_path / "plain.txt", "改革")
    write(tmp_path / "other.txt", TEXTS[encoding].encode(encoding))
    with pytest.warns(ThemescoreWarning, match=f"1 file is not UTF-8: {encoding} 1, found out .*'other.txt'"):
        corpus = ts.read(tmp_path)
    assert corpus["other"].text == TEXTS[encoding]
    assert corpus["plain"].metadata["encoding"] == "utf-8"
    assert corpus["other"].metadata["encoding"] == encoding
    assert corpus["other"].metadata["encoding_confidence"] >= 0.99
    assert corpus.metadata["encoding_confidence"].isna().tolist() == [False, True]


def test_in_a_notebook_the_warning_is_whole_for_it_stands_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ipykernel.zmqshell", sys)
    path = write(tmp_path / "a.txt", "深化改革，扩大开放，加强党的建设。".encode("gb18030"))
    with pytest.warns(ThemescoreWarning, match="1 file is not UTF-8: gb18030 1"):
        ts.read(path)


def test_iso_2022_jp_is_not_read_as_the_ascii_that_it_is_made_of(tmp_path: Path) -> None:
    with pytest.warns(ThemescoreWarning, match="iso2022_jp 1"):
        assert ts.read(write(tmp_path / "a.txt", "改革は続く。".encode("iso2022_jp"))).texts == (
            "改革は続く。",
        )


@pytest.mark.parametrize(
    "data",
    [
        b"Reform \xff goes on",
        b"caf\xe9",
        "Dvořák".encode("cp1250"),
        bytes(range(128, 256)),
        random.Random(1).randbytes(2000),
        "深化".encode("gb18030") + "深化改革".encode() * 3,
        "សេរីភាព".encode("utf-16-be")[1:] + b"\xff",
    ],
)
def test_what_is_not_certain_is_refused_and_says_to_give_encoding(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"give encoding=") as caught:
        ts.read(write(tmp_path / "a.txt", data))
    assert caught.value.kind == "encoding"


def test_the_likeliest_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r'told for sure: give encoding=, perhaps .*"cp1252"'):
        ts.read(write(tmp_path / "a.txt", "the naïve view".encode("cp1252")))


def test_damaged_utf8_is_damaged_and_in_no_other_encoding(tmp_path: Path) -> None:
    data = CHINESE.encode() + b"\xe6\x94 " + CHINESE.encode()
    path = write(tmp_path / "a.txt", data)
    with pytest.raises(ReadError, match=f"not UTF-8 at byte {len(CHINESE.encode())} "):
        ts.read(path)
    assert ts.read(path, errors="replace").replacements == {"a": 1}


def test_bytes_that_do_not_fit_late_in_a_file_are_found(tmp_path: Path) -> None:
    data = CHINESE.encode("gb18030") * 3000
    path = write(tmp_path / "a.txt", data + b"\xff\xff")
    with pytest.raises(ReadError, match=f"not GB18030 at byte {len(data)} "):
        ts.read(path)


@pytest.mark.filterwarnings("error")
def test_plain_folders_and_encodings_that_are_named_get_no_columns(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "改革")
    assert list(ts.read(tmp_path).metadata.columns) == []
    write(tmp_path / "a.txt", "改革".encode("gb18030"))
    assert list(ts.read(tmp_path, encoding="gb18030").metadata.columns) == []


@pytest.mark.filterwarnings("error")
def test_a_mark_is_no_guess_and_has_no_confidence(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "改革".encode("utf-16"))
    (row,) = ts.read(tmp_path).metadata.to_dict("records")
    assert (row["encoding"], row["encoding_confidence"]) == ("utf-16-le", None)


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
def test_columns_of_the_users_own_keep_their_names(tmp_path: Path) -> None:
    write(tmp_path / "r" / "a.txt", CHINESE.encode("gb18030"))
    table = write_csv(tmp_path / "m.csv", ["id", "encoding"], ["a", "mine"])
    metadata = ts.read(tmp_path / "r", metadata=table)["a"].metadata
    assert metadata["encoding"] == "mine"
    assert metadata["encoding_"] == "gb18030"
    rows = write_csv(tmp_path / "r.csv", ["id", "text", "encoding_confidence"], ["a", CHINESE, "high"])
    rows.write_bytes(rows.read_text("utf-8").encode("gb18030"))
    metadata = ts.read(rows)["a"].metadata
    assert metadata["encoding_confidence"] == "high"
    assert metadata["encoding_confidence_"] > 0.99


def test_a_jsonl_and_a_side_table_are_found_out_too(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", {"id": "x", "text": CHINESE}, {"id": "y", "text": "改革"})
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    table = write_csv(tmp_path / "m.csv", ["id", "题目"], ["x", CHINESE], ["y", ""])
    table.write_bytes(table.read_text("utf-8").encode("gb18030"))
    with pytest.warns(ThemescoreWarning) as caught:
        corpus = ts.read(path, metadata=table)
    assert [(warning.filename, "gb18030" in str(warning.message)) for warning in caught] == [
        (__file__, True),
        (__file__, True),
    ]
    assert "m.csv is not UTF-8: gb18030, found out" in str(caught[0].message)
    assert corpus["x"].text == corpus["x"].metadata["题目"] == CHINESE
    with pytest.warns(ThemescoreWarning, match="gb18030 1"):
        streamed = list(ts.stream(path))
    assert [document.text for document in streamed] == [CHINESE, "改革"]
    assert streamed[0].metadata["encoding"] == "gb18030"


def test_one_bad_line_of_a_jsonl_is_one_failure_still(tmp_path: Path) -> None:
    rows = b"".join(f'{{"text": "{CHINESE}{i}"}}\n'.encode() for i in range(5))
    path = write(tmp_path / "a.jsonl", rows + b'{"text": "\xc9\xee"}\n')
    with pytest.warns(ThemescoreWarning, match="1 document could not be read"):
        corpus = ts.read(path)
    assert failures(corpus) == [("a.jsonl", 6, "encoding")]


def test_encodings_are_named_by_patterns_of_paths(tmp_path: Path) -> None:
    write(tmp_path / "old" / "a.txt", "改革".encode("gb18030"))
    write(tmp_path / "hk" / "b.txt", "改革".encode("big5"))
    write(tmp_path / "c.txt", "改革")
    corpus = ts.read(tmp_path, encoding={"old/*": "gb18030", "b.txt": "big5"})
    assert corpus.texts == ("改革",) * 3
    with pytest.raises(OptionError, match=r"no file fits 'new/\*'"):
        ts.read(tmp_path, encoding={"new/*": "gb18030"})
    with pytest.raises(OptionError, match="is not known"):
        ts.read(tmp_path, encoding={"old/*": "utf-9"})


# What a program makes that takes UTF-8 for another encoding, and saves it as UTF-8.
TWICE = [
    (text, "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()))
    for text in ["Café – “reform” naïve", "the people’s 5 € note", "Zürich: größer", "ZWAŻYWSZY"]
] + [("国有企业改革", "国有企业改革".encode().decode("gb18030"))]


@pytest.mark.parametrize(("meant", "twice"), TWICE)
def test_text_that_was_encoded_twice_is_said_and_mended_on_request(
    meant: str, twice: str, tmp_path: Path
) -> None:
    write(tmp_path / "b.txt", "Plain – “text”")
    path = write(tmp_path / "a.txt", twice)
    with pytest.warns(ThemescoreWarning, match=r"1 document \('a'\) holds text that was encoded twice"):
        assert ts.read(tmp_path).texts == (twice, "Plain – “text”")
    corpus = ts.read(tmp_path, double_encoded="mend")
    assert corpus.texts == (meant, "Plain – “text”")
    assert corpus["a"].metadata["double_encoded"] > 0
    assert corpus["b"].metadata["double_encoded"] == 0
    assert [document.text for document in ts.stream(path, double_encoded="mend")] == [meant]


@pytest.mark.parametrize(
    "lost", ["深化锟斤拷锟斤拷改革", "about 3ï¿½ percent", "深化改革。".encode().decode("gbk", "ignore")]
)
def test_what_was_lost_is_said_and_left_as_it_is(lost: str, tmp_path: Path) -> None:
    for how in ["warn", "mend"]:
        with pytest.warns(ThemescoreWarning, match=r"1 document \('a'\) holds what is left of characters"):
            assert ts.read(write(tmp_path / "a.txt", lost), double_encoded=how).texts == (lost,)


@pytest.mark.parametrize(
    "sentence", ["Рост во втором квартале был устойчивым.", "Торговля выше прошлогодней."]
)
def test_a_word_after_an_escape_is_a_word(sentence: str, tmp_path: Path) -> None:
    # A capital that in another encoding is a dash or a quotation mark.
    line = json.dumps({"id": "a", "text": "\n".join([sentence] * 20)}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(line.encode("cp1251"))
    with pytest.warns(ThemescoreWarning, match="cp1251"):
        assert ts.read(tmp_path / "a.jsonl").texts == ("\n".join([sentence] * 20),)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "text",
    [
        "«CAFÉ»",
        "café–’",
        "He said ‘cliché’”.",
        "SÃO PAULO",
        "«CHÂ»",
        CHINESE,
        TRADITIONAL,
        "Ã",
        "â",
        "鐨水",
        *TEXTS.values(),
    ],
)
def test_text_that_is_meant_is_not_taken_for_text_encoded_twice(text: str, tmp_path: Path) -> None:
    assert ts.read(write(tmp_path / "a.txt", text)).texts == (text,)


@pytest.mark.filterwarnings("error")
def test_encoded_twice_can_be_meant(tmp_path: Path) -> None:
    assert (
        ts.read(write(tmp_path / "a.txt", "UTF-8 Ã© in Latin-1"), double_encoded="keep").texts[0][6:8] == "Ã©"
    )
    with pytest.raises(OptionError, match="double_encoded='no': it can be"):
        ts.read(tmp_path, double_encoded="no")


@pytest.mark.filterwarnings("ignore::themescore.errors.ThemescoreWarning")
@pytest.mark.parametrize(
    ("name", "encodings"),
    [("cmn_hans", ("gb18030", "utf-16-le")), ("cmn_hant", ("big5", "gb18030")), ("eng", ("utf-16-be",))],
)
def test_pieces_of_the_declaration_are_found_out(
    shared_data: Path, tmp_path: Path, name: str, encodings: tuple[str, ...]
) -> None:
    """A small part of benchmarks/file_encodings.py, which `make encodings` runs whole."""
    page = (shared_data / "udhr" / f"udhr_{name}.xml").read_text("utf-8")
    whole = "\n".join(re.findall("<para>([^<]+)<", page))
    draw = random.Random(7)
    for encoding in encodings:
        text = whole.encode(encoding, "ignore").decode(encoding)
        pieces = {}
        for number in range(10):
            start = draw.randrange(len(text) - 100)
            pieces[str(number)] = text[start : start + 100]
            write(tmp_path / encoding / f"{number}.txt", pieces[str(number)].encode(encoding))
        corpus = ts.read(tmp_path / encoding)
        assert dict(zip(corpus.ids, corpus.texts, strict=True)) == pieces
