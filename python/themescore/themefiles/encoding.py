"""From the bytes of a theme file to its text: by no guess, but with suggestions where it cannot be told."""

from __future__ import annotations

import re
import unicodedata

from themescore.errors import OptionError, ReadError, ThemeFileError, shown
from themescore.files import check_encoding, codec, decode
from themescore.themefiles.source import ThemeSource

# Those that dictionaries are kept in, the likeliest first.
_CANDIDATES = (
    "cp1252", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso8859-2", "cp1250", "cp1251", "koi8-r",
    "iso8859-15", "iso8859-14", "cp1253", "cp1254",
)  # fmt: skip
_SUGGESTED = 4
_SAMPLE = 50_000  # bytes that are tried
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")


def text_of(source: ThemeSource, encoding: str | None) -> str:
    """Return the text of a theme file.

    A byte-order mark says what it is in; then `encoding`; then an XML declaration; and otherwise UTF-8.

    Raises
    ------
    ThemeFileError
        If it is not text in that encoding, with those that would fit.
    OptionError
        For the name of an encoding that Python does not have.
    """
    encoding = check_encoding(encoding) or _declared(source)
    try:
        return decode(source.data, source.path, encoding, replace=False)[0]
    except ReadError as error:
        reason, _, advice = error.reason.partition(": give encoding=")
        name = codec(source.data[:4], encoding)[0]
        if source.data.startswith(b"%PDF"):
            reason = f"it is no text: {reason}"
            hint = "Themes are in a text file (.yaml, .csv ...) or an .xlsx, not in a PDF."
        elif advice.startswith('"utf-16'):
            hint = f"Give encoding={advice.split(',')[0]}."
        else:
            fitting = _fitting(source.data, name)
            hint = "Save it as UTF-8" + (f", or give encoding=, for instance {fitting}." if fitting else ".")
        raise ThemeFileError(reason, path=source.path, line=error.line, hint=hint) from None


def _declared(source: ThemeSource) -> str | None:
    """Return the encoding that an XML declaration names, None if there is none."""
    match = _DECLARATION.match(source.data[:500])
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        return check_encoding(name)
    except OptionError:
        reason = f"its XML declaration names the encoding {shown(name)}, which is not known"
        raise ThemeFileError(reason, path=source.path, line=1, hint="Give encoding=.") from None


def _fitting(data: bytes, tried: str) -> str:
    """Return the names of encodings in which the bytes are text, those with most letters first."""
    # Up to a line end, so that no character is cut in two.
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1] or data[:_SAMPLE]
    found = []
    for order, name in enumerate(_CANDIDATES):
        if name == tried:
            continue
        try:
            text = sample.decode(name)
        except UnicodeError:
            continue
        others = [char for char in text if ord(char) > 0x7F]
        categories = [unicodedata.category(char) for char in others]
        if any(category in ("Cc", "Co", "Cn") for category in categories):
            continue
        letters = sum(category[0] == "L" for category in categories)
        found.append((-letters / max(1, len(others)), order, name))
    # What has many fewer letters than the best is no text.
    best = [name for share, _, name in sorted(found) if share <= sorted(found)[0][0] / 2]
    names = [f'"{name}"' for name in best[:_SUGGESTED]]
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else "".join(names)
