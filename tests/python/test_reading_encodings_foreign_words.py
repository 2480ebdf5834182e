"""English and its neighbours with few characters beyond ASCII: the encoding is right or left open."""

from __future__ import annotations

from pathlib import Path

import pytest
import themescore as ts
from text_files import write
from themescore.errors import ThemescoreWarning
from themescore.reading.encodings import detect
from themescore.reading.foreign_words import is_sparse
from themescore.reading.word_scores import best_score_of, word_scores

pytestmark = pytest.mark.mostly_python

ENGLISH = (
    "The committee met in the afternoon and agreed on the text. It was said of {} that much had changed "
    "since the last meeting, and that the members would return to the question in the spring."
)


def with_names(*names: str) -> str:
    return "\n".join(ENGLISH.format(name) for name in names)


def vietnamese(text: str) -> bytes:
    """Return text as Windows-1258 has it, for a tone that is a character of its own."""
    return text.replace("ễ", "ê\u0303").replace("ệ", "ê\u0323").replace("ạ", "a\u0323").encode("cp1258")


@pytest.mark.parametrize(
    "sign",
    [
        "the Zürich office",
        "a cliché",
        "naïve views",
        "François",
        "São Paulo",
        "Göteborg",
        "the President’s",
        "we don’t",
        "a “new deal”",
        "the ‘yes’ camp",
        "1941–1945",
        "growth – if any –",
        "£2,000",
        "20 °C",
        "about 2½ percent",
    ],
)
def test_english_in_windows_1252_needs_no_more_than_one_accent_or_sign(sign: str, tmp_path: Path) -> None:
    text = ENGLISH.format(sign)
    path = write(tmp_path / "a.txt", text.encode("cp1252"))
    with pytest.warns(ThemescoreWarning, match="cp1252"):
        assert ts.read(path).texts == (text,)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Würde und Gleichheit vor dem Gesetz, ohne Ausnahme", "cp1252"),
        ("Persönlichkeit und Recht sind in der Welt geachtet", "cp1252"),
        ("Toute personne a droit à la sécurité et à la paix.", "cp1252"),
        ("każdy człowiek ma prawo do życia i bezpieczeństwa.", "cp1250"),
    ],
)
def test_fifty_bytes_can_be_enough(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert len(data) == 50
    found = detect(data)
    assert found is not None
    assert found.encoding is not None
    assert data.decode(found.encoding) == text


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        *(
            ("cp1250", (name,))
            for name in ["Wałęsa", "Łódź", "Plzeň", "Dvořák", "Győr", "Ceauşescu", "Tuđman"]
        ),
        *(("iso8859_2", (name,)) for name in ["Gdańsk", "Škoda", "Milošević"]),
        *(("cp1254", (name,)) for name in ["Erdoğan", "Kılıç", "Beşiktaş", "İstanbul"]),
        *(("cp1257", (name,)) for name in ["Rīga", "Bērziņš", "Nausėda", "Šiauliai"]),
        *(("mac_roman", (name,)) for name in ["García", "Muñoz", "León", "café", "Köln", "Strauß", "Älvsjö"]),
        *(("mac_roman", (name,)) for name in ["a “new deal”", "we don’t", "1941–1945", "20 °C", "Title § 4"]),
        *(("cp850", (name,)) for name in ["García", "Muñoz", "café", "Köln", "Strauß", "Tromsø", "20 °C"]),
        *(("cp437", (name,)) for name in ["£2,000", "résumé", "Zürich", "Università"]),
        # With accents that Windows-1252 has in the same place.
        ("cp1257", ("‘yes’", "Wałęsa", "don’t", "résumé")),
        ("cp1257", ("Košice", "don’t", "coöperation", "Bērziņš", "Córdoba")),
        ("cp1250", ("Václav", "José", "Szűcs", "Großglockner", "‘freedom’")),
        ("cp1250", ("Müller", "Reykjavík", "Łódź", "François", "and—so")),
        ("cp1254", ("José", "façade", "Köln", "Beşiktaş")),
    ],
)
def test_names_that_another_encoding_has_are_right_or_the_encoding_is_left_open(
    encoding: str, names: tuple[str, ...]
) -> None:
    text = with_names(*names)
    data = text.encode(encoding)
    found = detect(data)
    assert found is not None
    assert found.encoding is None or data.decode(found.encoding) == text


@pytest.mark.parametrize("name", ["Nguyễn", "Việt", "Phạm", "Đà", "Sơn"])
def test_vietnamese_names_are_right_or_the_encoding_is_left_open(name: str) -> None:
    data = vietnamese(with_names(name, "François"))
    found = detect(data)
    assert found is not None
    assert found.encoding in (None, "cp1258")


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1250", ("Wałęsa", "Łódź", "Dvořák", "Ceauşescu", "Žižek", "Plzeň")),
        ("cp1254", ("Erdoğan", "Beşiktaş", "Kılıçdaroğlu", "Şahin", "Iğdır")),
        ("cp1257", ("Bērziņš", "Kļaviņš", "Jūrmala", "Ķegums", "Šķēde")),
        ("mac_roman", ("García", "François", "Zürich", "a “new deal”", "the people’s", "café", "Göteborg")),
    ],
)
def test_several_names_make_an_encoding_certain(encoding: str, names: tuple[str, ...]) -> None:
    found = detect(with_names(*names).encode(encoding))
    assert found is not None
    assert found.encoding == encoding


def test_a_name_late_in_a_text_counts_as_much_as_an_early_one() -> None:
    text = with_names(*["François", "José"] * 30, "Wałęsa", "Łódź", "Gdańsk", "Dvořák")
    found = detect(text.encode("cp1250"))
    assert found is not None
    assert found.encoding in (None, "cp1250")


@pytest.mark.parametrize("sign", ["non‐self‐governing", "a → b", "☺", "改革"])
@pytest.mark.parametrize("encoding", ["utf_16_le", "utf_16_be"])
def test_english_in_utf_16_is_known_whatever_else_it_holds(sign: str, encoding: str) -> None:
    found = detect(ENGLISH.format(sign).encode(encoding))
    assert found is not None
    assert found.encoding == encoding


def test_kana_in_utf_16_are_no_english_although_most_of_their_bytes_are_letters() -> None:
    text = "ひとはみなおなじであるとのことをのべていくつかのことをきめた"
    assert not is_sparse(text.encode("utf_16_le"))
    found = detect(text.encode("utf_16_le"))
    assert found is not None
    assert found.encoding == "utf_16_le"


def test_lines_of_json_are_words_too() -> None:
    data = (
        b'{"id": 1, "text": "One.\\n\xc9cole normale.\\nThe caf\xe9 on the corner, they said, was closed."}'
    )
    found = detect(data)
    assert found is not None
    assert found.encoding == "cp1252"


@pytest.mark.parametrize(
    "data", [b"The caf\xe9", b"we\x92re so", ENGLISH.format("Fran\xe7ois\1\2\3").encode("latin-1")]
)
def test_what_is_very_short_or_holds_control_characters_is_left_open(data: bytes) -> None:
    found = detect(data)
    assert found is not None
    assert found.encoding is None


def test_a_word_without_end_is_cut() -> None:
    found = detect(b"The members agreed on the caf\xe9. " + b"caf\xe9x" * 10_000)
    assert found is not None
    assert "cp1252" in found.candidates


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("people’s", "peopleís"),  # Windows-1252, Macintosh
        ("Mart’nez", "Martínez"),
        ("Se–or", "Señor"),
        ("“Chair”", "ìChairî"),
        ("£300", "ú300"),  # Windows-1252, DOS
        ("Dvořák", "Dvoøák"),  # Windows-1250, Windows-1252
        ("Erdoğan", "Erdoðan"),
        ("naïve", "naļve"),
        ("20°C", "20øC"),
        ("Zürich", "Z³rich"),
        ("café", "cafй"),
    ],
)
def test_what_somebody_writes_is_likelier(likelier: str, other: str) -> None:
    if likelier in ("Mart’nez", "Se–or"):
        likelier, other = other, likelier
    assert best_score_of(likelier, vietnamese=False) > best_score_of(other, vietnamese=False)


def test_an_english_word_is_english_with_its_accents() -> None:
    assert max(word_scores("cliché"), key=word_scores("cliché").__getitem__) == "en"
    assert max(word_scores("Clichés"), key=word_scores("Clichés").__getitem__) == "en"
    assert max(word_scores("größer"), key=word_scores("größer").__getitem__) == "de"
