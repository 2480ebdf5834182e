from __future__ import annotations

import pickle
import sys

import pytest
from themescore import errors
from themescore.errors import (
    DocumentLookupError,
    InputError,
    OptionError,
    ReadError,
    TextError,
    ThemeFileError,
    ThemescoreError,
    ThemescoreWarning,
    WriteError,
)

pytestmark = pytest.mark.mostly_python

ONE_OF_EACH = [
    ThemescoreError("no documents"),
    InputError("2 ids for 3 texts"),
    TextError("a lone surrogate", document="gansu", offset=7),
    DocumentLookupError("no document 'x'"),
    ReadError("not UTF-8 at byte 3", path="a/b.txt", line=2, kind="encoding"),
    ThemeFileError("a tab", path="themes.yaml", line=3, column=2, source="\t- x", hint="Indent with spaces."),
    OptionError("errors='x'", option="errors", value="x", allowed=("strict", "replace")),
    WriteError("no space left on device", path="out/report.html"),
]


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickling_with_its_message_and_attributes(error: ThemescoreError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=lambda error: type(error).__name__)
def test_every_error_is_caught_as_a_themescore_error(error: ThemescoreError) -> None:
    with pytest.raises(ThemescoreError):
        raise error


@pytest.mark.parametrize("kind", [InputError, TextError, ThemeFileError, OptionError])
def test_wrong_values_are_value_errors_too(kind: type[ThemescoreError]) -> None:
    assert issubclass(kind, ValueError)


def test_a_failed_look_up_is_a_key_error_and_an_index_error_with_an_unquoted_message() -> None:
    assert issubclass(DocumentLookupError, KeyError)
    assert issubclass(DocumentLookupError, IndexError)
    assert str(DocumentLookupError("no document 'x'")) == "no document 'x'"


def test_a_text_error_names_the_document_and_the_offset() -> None:
    assert str(ONE_OF_EACH[2]) == "document 'gansu', offset 7: a lone surrogate"


def test_a_read_error_names_the_file_and_the_line() -> None:
    assert str(ONE_OF_EACH[4]) == "a/b.txt, line 2: not UTF-8 at byte 3"
    assert str(ReadError("permission denied", path="a.txt")) == "a.txt: permission denied"


def test_a_write_error_names_the_file_and_is_no_read_error() -> None:
    assert str(ONE_OF_EACH[7]) == "out/report.html: no space left on device"
    assert not isinstance(ONE_OF_EACH[7], ReadError)


def test_a_theme_file_error_shows_the_line_with_a_caret_and_what_to_write() -> None:
    assert str(ONE_OF_EACH[5]) == (
        "themes.yaml, line 3, column 2: a tab\n     - x\n     ^\n  Indent with spaces."
    )


def test_the_caret_stands_under_its_character_after_wide_and_combining_ones() -> None:
    error = ThemeFileError("wrong", path="t", line=1, column=5, source="国e\u0301x*")
    shown, caret = str(error).split("\n")[1:]
    # 国 takes two columns of a terminal, e and its accent one, x one.
    assert shown == "    国e\u0301x*"
    assert caret == "    " + " " * 4 + "^"


def test_of_a_long_line_the_part_with_the_caret_is_shown() -> None:
    error = ThemeFileError("wrong", path="t", line=1, column=5001, source="a" * 5000 + "*" + "b" * 5000)
    shown, caret = str(error).split("\n")[1:]
    assert len(shown) < 150
    assert shown[caret.index("^")] == "*"


def test_a_value_of_a_megabyte_is_cut_in_a_message() -> None:
    assert len(str(TextError("wrong", document="x" * 1_000_000, offset=0))) < 150
    assert len(errors.shown(["x" * 1_000_000])) < 100


def test_marks_of_direction_and_control_characters_are_shown_as_escapes() -> None:
    assert errors.shown("a\u202eb\x1b") == r"'a\u202eb\x1b'"


def test_a_list_in_a_message_says_how_many_more_there_are() -> None:
    assert errors.listed(range(12)) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more"


def test_an_unknown_word_for_an_option_names_the_words_that_there_are() -> None:
    with pytest.raises(OptionError, match=r"errors='ignore': it can be 'strict' or 'replace'") as caught:
        errors.check_option("errors", "ignore", ("strict", "replace"))
    assert caught.value.option == "errors"
    assert caught.value.value == "ignore"
    assert caught.value.allowed == ("strict", "replace")


@pytest.mark.parametrize("value", [None, 3, ["strict"]])
def test_an_option_that_is_not_even_a_word_is_an_option_error(value: object) -> None:
    with pytest.raises(OptionError):
        errors.check_option("errors", value, ("strict", "replace"))


def test_a_path_that_is_not_utf8_can_be_printed() -> None:
    assert errors.shown_path(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == r"caf\xe9.txt"


def test_the_warning_can_be_filtered_as_a_user_warning() -> None:
    assert issubclass(ThemescoreWarning, UserWarning)


def test_a_name_that_is_nearly_there_is_offered() -> None:
    assert errors.did_you_mean("PROVINC", ["year", "province"]) == "did you mean 'province'?"
    assert errors.did_you_mean("agency", ["year", "province"]) == ""
    assert errors.did_you_mean("x" * 10**6, ["x" * 10**6, "y"]) == ""


def test_in_a_notebook_a_warning_says_how_many_notes_there_are_and_not_all_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = ["one document only", "languages differ"]
    with pytest.warns(errors.ThemescoreWarning, match=r"(?s)- one document only\n- languages differ"):
        errors.warn_of(notes, stacklevel=1)
    monkeypatch.setitem(sys.modules, "ipykernel.zmqshell", sys)
    with pytest.warns(errors.ThemescoreWarning, match=r"^2 things have to be known .* \.warnings$"):
        errors.warn_of(notes, stacklevel=1)
    with pytest.warns(errors.ThemescoreWarning, match="^one thing has"):
        errors.warn_of(notes[:1], stacklevel=1)
    with pytest.warns(errors.ThemescoreWarning, match="^one document only$"):
        errors.warn_of(notes[:1], stacklevel=1, below=False)
