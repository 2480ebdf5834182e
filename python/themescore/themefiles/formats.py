"""The formats of theme files. To add one: a file like `lexicoder.py` beside this one, and a line here."""

from __future__ import annotations

from pathlib import Path

from themescore.errors import ThemeFileError
from themescore.themefiles.encoding import text_of
from themescore.themefiles.json import is_json, load_json, save_json
from themescore.themefiles.lexicoder import is_lexicoder, load_lexicoder
from themescore.themefiles.liwc import is_liwc, load_liwc
from themescore.themefiles.liwc22 import is_liwc22, load_liwc22
from themescore.themefiles.source import ThemeFormat, ThemeSource
from themescore.themefiles.tables import is_csv, load_csv, save_csv, save_tsv
from themescore.themefiles.wordstat import is_wordstat, load_wordstat
from themescore.themefiles.xlsx import ZIP_MARK, load_xlsx
from themescore.themefiles.yaml import is_yaml, load_yaml
from themescore.themefiles.yaml_writer import save_yaml
from themescore.themefiles.yoshikoder import is_xml, load_yoshikoder

# In the order in which they are asked whether a file is theirs.
_ALL = (
    ThemeFormat("xlsx", (".xlsx",), lambda _: False, load_xlsx, text=False),
    ThemeFormat("yoshikoder", (".ykd", ".lcd"), is_xml, load_yoshikoder, foreign=True),
    ThemeFormat("liwc", (".dic",), is_liwc, load_liwc, foreign=True),
    ThemeFormat("liwc22", (".dicx",), is_liwc22, load_liwc22, foreign=True),
    ThemeFormat("wordstat", (".cat",), is_wordstat, load_wordstat, foreign=True),
    ThemeFormat("lexicoder", (".lc3",), is_lexicoder, load_lexicoder, foreign=True),
    ThemeFormat("csv", (".csv",), is_csv, load_csv, save_csv),
    ThemeFormat("tsv", (".tsv",), lambda _: False, load_csv, save_tsv),
    ThemeFormat("json", (".json",), is_json, load_json, save_json),
    ThemeFormat("yaml", (".yaml", ".yml"), is_yaml, load_yaml, save_yaml),
)
FORMATS = {one.name: one for one in _ALL}
BY_SUFFIX = {suffix: one for one in _ALL for suffix in one.suffixes}
SAVED = {suffix: one for suffix, one in BY_SUFFIX.items() if one.save is not None}

_OLE_MARK = b"\xd0\xcf\x11\xe0"
_HEAD = 100_000  # characters that are looked at


def read_source(source: ThemeSource, name: str | None, encoding: str | None) -> ThemeFormat:
    """Make text of a theme file's bytes, and return its format.

    Parameters
    ----------
    source : ThemeSource
        The file.
    name : str or None
        The format, if the caller names it.
    encoding : str or None
        The encoding, if the caller names it.
    """
    chosen = FORMATS[name] if name is not None else None
    if chosen is None and source.data.startswith(ZIP_MARK):
        chosen = FORMATS["xlsx"]
    if chosen is None and source.data.startswith(_OLE_MARK):
        reason = "an old Excel workbook (.xls), or one with a password"
        raise ThemeFileError(
            reason, path=source.path, hint="Save it as .xlsx without a password, or as .csv."
        )
    if chosen is None or chosen.text:
        source.text = text_of(source, encoding)
        source.data = b""
    found = chosen or _recognised(source)
    source.foreign, source.yaml = found.foreign, found.name == "yaml"
    return found


def _recognised(source: ThemeSource) -> ThemeFormat:
    """Return the format by what is in the file; by its suffix where that says nothing, or JSON or YAML."""
    suffix = Path(source.path).suffix.lower()
    head = source.text[:_HEAD].replace("\r\n", "\n").replace("\r", "\n")
    found = next((one for one in _ALL if one.text and one.recognises(head)), None)
    if found is None or (found.name == "json" and suffix in FORMATS["yaml"].suffixes):
        found = BY_SUFFIX.get(suffix, FORMATS["yaml"])  # what is JSON is YAML too
    if not found.text:
        raise ThemeFileError("not an Excel workbook, though it is named so", path=source.path)
    return found
