"""Themes: names, and the patterns that say which words speak of them."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from themescore.errors import ThemeFileError, ThemescoreWarning, check_flag, check_option, listed, shown
from themescore.files import why, write_file
from themescore.showing.view import counted, theme_table
from themescore.themefiles.formats import FORMATS, SAVED, read_source
from themescore.themefiles.source import Problem, ThemeFormat, ThemeSource
from themescore.theming.forms import RESERVED
from themescore.theming.last_compiled import LastCompiled
from themescore.theming.tree import SEPARATOR, Flat, Pattern, Theme

if TYPE_CHECKING:
    from themescore import _core
    from themescore.audit import Audit
    from themescore.coding import CodingSheet
    from themescore.corpora.corpus import Corpus
    from themescore.tokenizing.tokenizer import Tokenizer

__all__ = ["Themes"]


class Themes:
    """Themes with their patterns, in a fixed order; they do not change.

    Parameters
    ----------
    mapping : mapping of str
        Name to a pattern, a list of patterns, or a mapping of sub-themes; a list may hold mappings too, for a
        theme that has both. A name cannot contain ``" / "``, which joins the names of nested themes.

        In a list of patterns ``{"pattern": P, "weight": 2, "note": ...}`` is one with a weight, and
        ``{"not": P}`` and ``{"not inside": P}`` are exclusions. A mapping with the key ``patterns`` or
        ``themes`` is a theme written in full, which may have ``exclusive``, ``note`` and ``labels`` too.
    any_word : bool
        Whether a pattern may be ``*`` alone, which finds every word: seldom what is meant.

    Raises
    ------
    ThemeFileError
        No themes, no patterns, a name or pattern that is not a str, a pattern with a mistake in it, nesting
        of more than 50.

    Warns
    -----
    ThemescoreWarning
        A theme without patterns, which will be zero everywhere; a pattern that is twice in a theme, which is
        kept once.

    Examples
    --------
    >>> from themescore import Themes
    >>> themes = Themes({
    ...     "Reform": ["reform*", "改革"],
    ...     "Economy": {"Trade": ["export*", "import*"], "Money": "interest rate*"},
    ... })
    >>> themes
    Themes(4 themes, 5 patterns: Reform, Economy, Economy / Trade, Economy / Money)
    >>> themes.patterns["Economy / Trade"]
    ['export*', 'import*']
    """

    _themes: list[Theme]
    _patterns: list[Pattern]
    _exclusive: bool
    _problems: list[Problem]
    _any_word: bool

    def __init__(self, mapping: Mapping[str, Any], *, any_word: bool = False) -> None:
        given: Any = mapping
        if not isinstance(given, Mapping):
            hint = "For a file use Themes.load(path)." if isinstance(given, (str, os.PathLike)) else None
            kind = type(given).__name__
            raise ThemeFileError(f"themes are a dict of names and patterns, not {kind}", hint=hint)
        check_flag("any_word", any_word)
        self._fill(Flat(given, any_word=any_word), any_word)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        encoding: str | None = None,
        any_word: bool = False,
    ) -> Themes:
        r"""Load a theme file: YAML, JSON, a table, or a dictionary of another program; of at most 32 MB.

        In YAML every name and pattern is the text that is written there: ``NO``, ``007`` and ``2023-09-26``
        stay what they are. A theme without a value has no patterns. Quotes are needed round a pattern that
        begins with ``*`` or contains ``: ``.

        The words of another program's dictionary become patterns; characters that mean something in patterns
        of ours alone get a backslash. What is not understood is listed in `problems`.

        Parameters
        ----------
        path : str or path
            The file.
        format : str, optional
            ``"yaml"``, ``"json"``, ``"csv"``, ``"tsv"``, ``"xlsx"``, ``"liwc"``, ``"liwc22"`` (.dicx),
            ``"wordstat"``, ``"yoshikoder"`` (for Lexicoder 2 too) or ``"lexicoder"``. If not given, the
            content tells.
        encoding : str, optional
            What the file is written in, if it is not UTF-8 and has neither a byte-order mark nor an XML
            declaration that says so.
        any_word : bool
            Whether a pattern may be ``*`` alone, which finds every word: seldom what is meant.

        Raises
        ------
        ThemeFileError
            If it cannot be read, or there is a mistake in it: it shows the line, and what to write instead.

        Warns
        -----
        ThemescoreWarning
            What of the file is not in the themes as it is written there.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> from themescore import Themes
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "themes.dic")
        ...     _ = path.write_text("%\n1\tReform\n%\nreform*\t1\n改革\t1\n", encoding="utf-8")
        ...     Themes.load(path).patterns
        {'Reform': ['reform*', '改革']}
        """
        if format is not None:
            check_option("format", format, FORMATS)
        check_flag("any_word", any_word)
        source = ThemeSource.read(_path(path))
        file_format = read_source(source, format, encoding)
        themes = cls.__new__(cls)
        themes._fill(Flat(file_format.load(source), source, any_word=any_word), any_word)
        return themes

    def save(self, path: str | os.PathLike[str]) -> None:
        """Save the themes to a file that `load` reads as the same ones.

        Parameters
        ----------
        path : str or path
            A ``.yaml``, ``.yml`` or ``.json`` file; or a table, ``.csv`` or ``.tsv``, which can hold neither
            `exclusive`, nor notes and labels of themes. A cell that a spreadsheet would run as a formula gets
            an apostrophe before it, which `load` takes away.

        Raises
        ------
        ThemeFileError
            If it cannot be written, or the format cannot hold the themes; a file that was there is whole.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> from themescore import Themes
        >>> themes = Themes({"Reform": ["reform*", "改革"]})
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "themes.yaml")
        ...     themes.save(path)
        ...     print(path.read_text(encoding="utf-8"))
        ...     Themes.load(path) == themes
        Reform:
          - reform*
          - 改革
        <BLANKLINE>
        True
        """
        save = _saver(path)
        try:
            text = save(self.to_dict())
        except ThemeFileError as error:
            raise ThemeFileError(error.reason, path=path, hint=error.hint) from None
        try:
            write_file(Path(path), text.encode())
        except (OSError, ValueError) as error:
            raise ThemeFileError(f"cannot be written: {why(error)}", path=path) from None

    def _fill(self, flat: Flat, any_word: bool) -> None:
        self._themes, self._patterns, self._any_word = flat.themes, flat.patterns, any_word
        self._exclusive, self._problems = flat.exclusive, flat.problems
        for message in flat.warnings:
            warnings.warn(message, ThemescoreWarning, stacklevel=3)

    @property
    def names(self) -> list[str]:
        """All themes in order, each before those nested in it, whose names follow its own after ``" / "``."""
        return [theme.name for theme in self._themes]

    @property
    def patterns(self) -> dict[str, list[str]]:
        """Each theme's own patterns, without those of the themes nested in it."""
        return dict(zip(self.names, self._own(), strict=True))

    @property
    def notes(self) -> dict[str, str]:
        """What is written about themes: by the name of each that has a note.

        Examples
        --------
        >>> from themescore import Themes
        >>> Themes({"Trade": {"patterns": ["export*"], "note": "of goods"}}).notes
        {'Trade': 'of goods'}
        """
        return {theme.name: theme.note for theme in self._themes if theme.note is not None}

    @property
    def labels(self) -> dict[str, dict[str, str]]:
        """The names of themes in other languages, by language code: of each theme that has any.

        Examples
        --------
        >>> from themescore import Themes
        >>> Themes({"Trade": {"patterns": ["export*"], "labels": {"zh": "贸易"}}}).labels
        {'Trade': {'zh': '贸易'}}
        """
        return {theme.name: dict(theme.labels) for theme in self._themes if theme.labels}

    @property
    def pattern_notes(self) -> dict[str, dict[str, str]]:
        """What is written about patterns: by theme, and by pattern as it is written there.

        Examples
        --------
        >>> from themescore import Themes
        >>> Themes({"Prices": [{"pattern": "物价", "note": "consumer prices"}]}).pattern_notes
        {'Prices': {'物价': 'consumer prices'}}
        """
        notes: dict[str, dict[str, str]] = {}
        for pattern in self._patterns:
            if pattern.note is not None:
                notes.setdefault(self._themes[pattern.theme].name, {})[pattern.text] = pattern.note
        return notes

    @property
    def problems(self) -> list[Problem]:
        """What of the file is not in the themes as it is written there: each with its line and the reason.

        Examples
        --------
        >>> import warnings
        >>> from themescore import Themes
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     print(Themes({"Reform": ["reform*", "reform*"]}).problems[0])
        'reform*': there twice in theme 'Reform': kept once
        """
        return list(self._problems)

    def to_dict(self) -> dict[str, Any]:
        """Return the themes as nested dicts and lists, from which `Themes` makes the same ones.

        Examples
        --------
        >>> from themescore import Themes
        >>> Themes({"Economy": ["econom*", {"Trade": "export*"}]}).to_dict()
        {'Economy': ['econom*', {'Trade': ['export*']}]}
        """
        top: dict[str, Any] = {}
        children: list[dict[str, Any]] = [{} for _ in self._themes]
        items: list[list[Any]] = [[] for _ in self._themes]
        for pattern in self._patterns:
            items[pattern.theme].append(_item(pattern))
        # From the last to the first: a theme's children are complete when its turn comes.
        for index in range(len(self._themes) - 1, -1, -1):
            theme = self._themes[index]
            below = dict(reversed(children[index].items()))
            own_name = theme.name.rpartition(SEPARATOR)[2]
            (top if theme.parent < 0 else children[theme.parent])[own_name] = _value(
                theme, items[index], below
            )
        top = dict(reversed(top.items()))
        if self._exclusive:
            return {"exclusive": True, "themes": top}
        return {"themes": top} if RESERVED & top.keys() else top

    def audit(
        self,
        corpus: Corpus | Sequence[str],
        *,
        tokenizer: Tokenizer | None = None,
        boundary: str = "part",
        threads: int | None = None,
    ) -> Audit:
        """Look at the themes beside a corpus: what they find, what they all but find, do they hang together.

        Parameters
        ----------
        corpus : Corpus or list of str
            The documents.
        tokenizer, boundary, threads
            As in `score`.

        Returns
        -------
        Audit
            One page with warnings in plain words, and a frame for each of its tables; see docs/audit.md.

        Examples
        --------
        >>> from themescore import Themes
        >>> audit = Themes({"Trade": ["export", "tariff*"]}).audit(["Exports grew. An export. 出口。"])
        >>> audit.near_misses[["pattern", "found", "kind", "mentions"]]
          pattern    found       kind  mentions
        0  export  exports  same stem         1
        >>> audit.warnings
        ("1 pattern of 2 never match: 'tariff*'",)
        """
        from themescore.audit import audit

        return audit(self, corpus, tokenizer=tokenizer, boundary=boundary, threads=threads)

    def sample(
        self,
        corpus: Corpus | Sequence[str],
        n: int = 100,
        *,
        seed: int = 0,
        stratify: str | None = None,
        negatives: float = 0.25,
        context: int = 1,
        blind: bool = True,
        tokenizer: Tokenizer | None = None,
        boundary: str = "part",
        threads: int | None = None,
    ) -> CodingSheet:
        """Draw sentences for people to code: whether this sentence speaks of this theme.

        Parameters
        ----------
        corpus : Corpus or list of str
            The documents.
        n : int
            How many items, shared out evenly among the themes that have mentions.
        seed : int
            Where the random numbers begin, from 0: the same seed draws the same sentences.
        stratify : str, optional
            A metadata column; each of its groups gets items in proportion, and at least one a theme where
            there are enough.
        negatives : float
            Share of items without a mention of their theme, from 0 to 1; recall comes from these.
        context : int
            Sentences shown before and after, from 0 to 20.
        blind : bool
            Whether the sheet keeps from the coder what the program found; otherwise mentions stand in
            brackets, and a column ``found`` says yes or no.
        tokenizer, boundary, threads
            As in `score`.

        Returns
        -------
        CodingSheet
            To be saved, coded, and read again; see docs/audit.md.

        Examples
        --------
        >>> from themescore import Themes
        >>> texts = ["Exports grew. Prices fell.", "Trade fell. It rained."]
        >>> sheet = Themes({"Trade": ["export*", "trade"]}).sample(texts, 4, negatives=0.5, context=0)
        >>> sorted(sheet.to_frame()["sentence"])
        ['Exports grew.', 'It rained.', 'Prices fell.', 'Trade fell.']
        """
        from themescore.coding import sample

        return sample(
            self,
            corpus,
            n,
            seed=seed,
            stratify=stratify,
            negatives=negatives,
            context=context,
            blind=blind,
            tokenizer=tokenizer,
            boundary=boundary,
            threads=threads,
        )

    @cached_property
    def _json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @cached_property
    def _last_compiled(self) -> LastCompiled[_core.ThemeSet]:
        return LastCompiled()

    def _own(self) -> list[list[str]]:
        own: list[list[str]] = [[] for _ in self._themes]
        for pattern in self._patterns:
            own[pattern.theme].append(pattern.text)
        return own

    def _content(self) -> tuple[object, ...]:
        """Return all that makes these themes what they are, in a form that can be compared and hashed."""
        themes = tuple((*theme[:4], tuple(sorted(theme.labels.items()))) for theme in self._themes)
        patterns = tuple((one.theme, one.text, one.weight, one.note) for one in self._patterns)
        return self._exclusive, themes, patterns

    def __len__(self) -> int:
        return len(self._themes)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Themes):
            return NotImplemented
        return self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def _summary(self) -> str:
        return f"{counted(len(self._themes), 'theme')}, {counted(len(self._patterns), 'pattern')}"

    def __repr__(self) -> str:
        shorts = [name if name.isprintable() and len(name) < 40 else shown(name) for name in self.names[:8]]
        more = f", {len(self) - 8:,} more" if len(self) > 8 else ""
        return f"Themes({self._summary()}: {', '.join(shorts)}{more})"

    def _repr_html_(self) -> str:
        """Return the themes as a table for the notebook."""
        depth = [0] * len(self._themes)
        for index, theme in enumerate(self._themes):
            depth[index] = depth[theme.parent] + 1 if theme.parent >= 0 else 0
        shorts = [name.rpartition(SEPARATOR)[2] for name in self.names]
        return theme_table(self._summary(), zip(shorts, depth, self._own(), strict=True))


def _item(pattern: Pattern) -> str | dict[str, Any]:
    if pattern.weight == 1 and pattern.note is None:
        return pattern.text
    item: dict[str, Any] = {"pattern": pattern.text}
    if pattern.weight != 1:
        whole = pattern.weight.is_integer() and abs(pattern.weight) < 2**53
        item["weight"] = int(pattern.weight) if whole else pattern.weight
    if pattern.note is not None:
        item["note"] = pattern.note
    return item


def _value(theme: Theme, items: list[Any], below: dict[str, Any]) -> Any:
    """Return what is written for a theme, in full only if need be."""
    if not (theme.exclusive or theme.note is not None or theme.labels or RESERVED & below.keys()):
        return [*items, below] if items and below else below or items
    full: dict[str, Any] = {"exclusive": True} if theme.exclusive else {}
    if theme.note is not None:
        full["note"] = theme.note
    if theme.labels:
        full["labels"] = dict(theme.labels)
    if items or not below:
        full["patterns"] = items
    if below:
        full["themes"] = below
    return full


def _path(path: Any) -> Path:
    if not isinstance(path, (str, os.PathLike)) or not isinstance(os.fspath(path), str):
        raise ThemeFileError(f"a theme file is named by its path, not by {type(path).__name__}")
    return Path(path)


def _saver(path: Any) -> Callable[[Mapping[str, Any]], str]:
    suffix = _path(path).suffix.lower()
    file_format: ThemeFormat | None = SAVED.get(suffix)
    if file_format is None or file_format.save is None:
        raise ThemeFileError(f"theme files are saved as {listed(SAVED)}, not {shown(suffix)}", path=path)
    return file_format.save
