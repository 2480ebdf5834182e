"""Words and sentences of a text, as the scores see them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from themescore import _core
from themescore.errors import (
    InputError,
    LexiconError,
    OptionError,
    TextError,
    check_flag,
    check_option,
    check_text,
    check_whole_number,
    shown,
)
from themescore.tokenizing.explanation import Explanation
from themescore.tokenizing.lexicon import Entry, TaughtWord, base_lexicon, entries_of
from themescore.tokenizing.tokens import Tokens

if TYPE_CHECKING:
    from themescore.corpora.corpus import Corpus

__all__ = ["Tokenizer"]

_Result = TypeVar("_Result")
LONGEST_NGRAM = 100


class Tokenizer:
    """Finds the words and sentences of a text in English, Chinese and both at once.

    Words are those of Unicode's UAX #29, version 15.0, with rules for real reports: an address of the web or
    of e-mail is one word, a per cent sign belongs to its number. Between Chinese and any other script there
    is always a border. Chinese is cut into words exactly as jieba 0.42.1 does. Sentences are those of UAX
    #29, again with rules for real reports: a full-width stop needs no space after it, abbreviations and
    initials do not end a sentence, nor does a line break that only wraps a line.

    A tokenizer does not change; two with the same settings are equal.

    Parameters
    ----------
    han : {"jieba", "bigram"}
        How a run of Chinese characters is cut. "jieba": into words. "bigram": every two neighbouring
        characters are a word, so that a pattern of two or more characters is found wherever it stands; a
        character on its own is a word.
    hmm : bool
        Whether jieba's model of unknown words (a hidden Markov model) puts words together that its lexicon
        does not have.
    lexicon : list, dict or path, optional
        Chinese words to teach: a list of words, of (word, frequency) or (word, frequency, tag), a dict of
        frequencies, or the path of a file in the format of jieba's user dictionaries (UTF-8, one word a line
        with an optional frequency and tag). Without a frequency one is worked out with which the word is
        found.
    without : list of str, optional
        Chinese words that the lexicon shall not have.
    simplify : bool
        Whether traditional Chinese has the form of simplified, so that one pattern finds both.
    stem : str, optional
        A language of `Tokenizer.stem_languages`: words count, and are found, as their stems.
    stop_words : str or list of str, optional
        Words that document-term matrices and n-grams leave out: a language of
        `Tokenizer.stop_word_languages`, or a list of words, each in the form that stands in the text,
        whatever its stem. They stay in phrases, and in the number of words that a rate divides by.

    Raises
    ------
    OptionError
        Another value of `han`, or a language that there is not.
    InputError
        A lexicon or stop words that are no list of words.
    LexiconError
        A file with a mistake in it: it shows the line.

    Warns
    -----
    ThemescoreWarning
        Words of the lexicon that are not all Chinese characters: they cannot be used.

    Examples
    --------
    >>> from themescore import Tokenizer
    >>> tokenizer = Tokenizer()
    >>> tokenizer.words("关于国有Enterprise reform的重要论述")
    ['关于', '国有', 'Enterprise', 'reform', '的', '重要', '论述']
    >>> Tokenizer(lexicon=["重要论述"]).words("关于改革的重要论述")
    ['关于', '改革', '的', '重要论述']
    >>> text = "He spoke。New Gansu reported it."
    >>> [text[start:end] for start, end in tokenizer.sentences(text)]
    ['He spoke。', 'New Gansu reported it.']
    """

    stem_languages: tuple[str, ...] = _core.STEM_LANGUAGES
    """Languages that `stem` can be; none in a build without libstemmer."""

    stop_word_languages: tuple[str, ...] = _core.STOP_WORD_LANGUAGES
    """Languages that `stop_words` can be."""

    def __init__(
        self,
        *,
        han: str = "jieba",
        hmm: bool = True,
        lexicon: Iterable[Any] | Mapping[str, int] | str | os.PathLike[str] | None = None,
        without: Iterable[str] | None = None,
        simplify: bool = True,
        stem: str | None = None,
        stop_words: str | Iterable[str] | None = None,
    ) -> None:
        check_option("han", han, _core.HAN_SEGMENTERS)
        for option, value in (("hmm", hmm), ("simplify", simplify)):
            check_flag(option, value)
        if stem is not None:
            check_option("stem", stem, self.stem_languages)
        self._settings: dict[str, Any] = {
            "han": han,
            "hmm": hmm,
            "simplify": simplify,
            "stem": stem,
            "stop_words": _stop_words(stop_words),
        }
        self._make(entries_of(lexicon) + entries_of(without, remove=True))

    def _make(self, entries: tuple[Entry, ...]) -> None:
        if entries and self.han != "jieba":
            raise OptionError(
                f"han={self.han!r} makes no use of a lexicon: leave out one of the two",
                option="han",
                value=self.han,
            )
        self._entries = entries
        self._strings = _core.WordStrings()
        lexicon = base_lexicon() if self.han == "jieba" else None
        try:
            self._core = _core.Tokenizer(lexicon=lexicon, taught=entries, **self._settings)
        except _core.TaughtWordError as error:
            word = entries[error.number - 1].word
            raise LexiconError(f"the word {shown(word)} cannot be taught: {error.message}") from None

    @property
    def han(self) -> str:
        """How a run of Chinese characters is cut."""
        return str(self._settings["han"])

    @property
    def settings(self) -> dict[str, Any]:
        """The options that it was made with, the lexicon aside, which `taught` shows."""
        return dict(self._settings)

    @property
    def taught(self) -> tuple[TaughtWord, ...]:
        """The words that it was taught, in order, with their frequencies; 0 for one that was removed.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer(lexicon=[("新质生产力", 20)], without=["生产力"]).taught
        (TaughtWord(word='新质生产力', frequency=20, tag=''), TaughtWord(word='生产力', frequency=0, tag=''))
        """
        return tuple(TaughtWord(*word) for word in self._core.taught)

    def teach(self, words: Iterable[Any] | Mapping[str, int] | str | os.PathLike[str]) -> Tokenizer:
        """Return a tokenizer that knows more words; this one stays as it is.

        Parameters
        ----------
        words : list, dict or path
            As `lexicon`.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().teach(["双碳目标"]).words("实现双碳目标")
        ['实现', '双碳目标']
        """
        entries = entries_of(words)
        if not entries:
            return self
        return self._changed({}, self._entries + entries)

    def _changed(self, settings: dict[str, Any], entries: tuple[Entry, ...]) -> Tokenizer:
        """Return a tokenizer with other settings, which have been checked, and entries."""
        tokenizer = Tokenizer.__new__(Tokenizer)
        tokenizer._settings = self._settings | settings
        tokenizer._make(entries)
        return tokenizer

    def _leaving_out(self, stop_words: str | Iterable[str]) -> Tokenizer:
        """Return a tokenizer with these stop words."""
        return self._changed({"stop_words": _stop_words(stop_words)}, self._entries)

    def _is_unknown(self, word: str) -> bool:
        """Whether teaching the word can make a difference, and nobody has said that it is none."""
        return (
            self.han == "jieba"
            and 1 < len(word) <= _core.LONGEST_TAUGHT_WORD
            and _core.is_han(word)
            and not self._core.has_word(word)
            and word not in self._removed
        )

    @cached_property
    def _removed(self) -> frozenset[str]:
        return frozenset(word for word, frequency, _ in self._core.taught if frequency == 0)

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text; white space is none.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().tokens("State-owned!")[2]
        Token(start=6, end=11, form='owned', kind='word')
        """
        return Tokens(*_of_text(self._core.tokens, text))

    def words(self, text: str) -> list[str]:
        """Return the words of a text as they are written, in order; numbers are words, punctuation is not.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().words("Growth of 3.5 percent, the Province's best.")
        ['Growth', 'of', '3.5', 'percent', 'the', "Province's", 'best']
        """
        return _of_text(lambda given: self._core.words(given, self._strings), text)

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of each sentence, without the white space around it.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.
        """
        return _of_text(self._core.sentences, text)

    def clauses(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of each clause of each sentence, without the white space around it.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> text = "会议强调，要深化改革；要扩大开放。"
        >>> [text[start:end] for start, end in Tokenizer().clauses(text)]
        ['会议强调，', '要深化改革；', '要扩大开放。']
        """
        return _of_text(self._core.clauses, text)

    def ngrams(
        self,
        text: str,
        sizes: int | Iterable[int] = 2,
        *,
        skips: int | Iterable[int] = 0,
        across_sentences: bool = False,
        separator: str = "_",
    ) -> list[str]:
        """Return the n-grams of a text: the forms of neighbouring words, joined.

        Stop words, punctuation and what stands between sentences are no part of them; what is left out
        does not keep its neighbours apart.

        Parameters
        ----------
        text : str
            The text.
        sizes : int or list of int
            Words in an n-gram, from 1 to 100.
        skips : int or list of int
            Words that may be left out between each two neighbours: 0 for plain n-grams, ``[0, 1]`` for those
            and skip-grams of one word left out, as quanteda's ``tokens_ngrams(skip = 0:1)``.
        across_sentences : bool
            Whether an n-gram may run from one sentence into the next.
        separator : str
            What joins the words; ``_`` as in quanteda. A word that holds it is not changed.

        Raises
        ------
        OptionError
            A size or skip out of range.
        InputError, TextError
            As `tokens`.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer().ngrams("Deepen reform. 深化国有Enterprise改革", 2)
        ['deepen_reform', '深化_国有', '国有_enterprise', 'enterprise_改革']
        """
        check_text("separator", separator)
        return _of_text(
            lambda given: self._core.ngrams(
                given,
                sizes=whole_numbers("sizes", sizes, 1, LONGEST_NGRAM),
                skips=whole_numbers("skips", skips, 0, 1_000_000),
                across_sentences=bool(across_sentences),
                separator=separator,
            ),
            text,
        )

    def explain(self, text: str) -> Explanation:
        """Return each token of a text with its form, its parts, and why it is a token.

        Raises
        ------
        InputError
            If `text` is not a str.
        TextError
            If it holds a lone surrogate.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> print(Tokenizer().explain("數據安全reform"))
        start  end  token     form      kind  found by  parts
            0    4  數據安全  数据安全  word  lexicon   数据|安全
            4   10  reform    reform    word  UAX #29
        """
        return Explanation(text, _of_text(self._core.explain, text))

    def merged(self, texts: Corpus | Sequence[str]) -> dict[str, list[str]]:
        """Return the forms that the stemmer makes one: each stem with its forms, where there are several.

        Parameters
        ----------
        texts : Corpus or list of str
            Where the forms are from.

        Raises
        ------
        InputError, TextError
            As `tokens`.

        Examples
        --------
        >>> from themescore import Tokenizer
        >>> Tokenizer(stem="english").merged(["Reforms reformed.", "A reform."])
        {'reform': ['reform', 'reformed', 'reforms']}
        """
        from themescore.weighing.matrix import dtm

        plain = self._changed({"stem": None}, self._entries)
        forms: dict[str, list[str]] = {}
        for form in dtm(texts, tokenizer=plain).terms:
            forms.setdefault(self._core.term_of(form), []).append(form)
        return {stem: several for stem, several in forms.items() if len(several) > 1}

    def _key(self) -> tuple[Any, ...]:
        return (Tokenizer, tuple(self._settings.items()), self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tokenizer) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __getstate__(self) -> dict[str, Any]:
        return {"settings": self._settings, "entries": [tuple(entry) for entry in self._entries]}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._settings = state["settings"]
        self._make(tuple(Entry(*entry) for entry in state["entries"]))

    def __repr__(self) -> str:
        default = {"han": "jieba", "hmm": True, "simplify": True, "stem": None, "stop_words": ()}
        given = [f"{name}={value!r}" for name, value in self._settings.items() if value != default[name]]
        if self._entries:
            given.append(f"lexicon=[{len(self._entries):,} word{'s' if len(self._entries) > 1 else ''}]")
        return f"Tokenizer({', '.join(given)})"


def _stop_words(given: str | Iterable[str] | None) -> tuple[str, ...]:
    if given is None:
        return ()
    if isinstance(given, str):
        check_option("stop_words", given, Tokenizer.stop_word_languages)
        return tuple(_core.stop_words(given))
    words = tuple(given) if isinstance(given, Iterable) else None
    if words is None or not all(isinstance(word, str) for word in words):
        raise InputError("stop_words: give a language or a list of words")
    for word in words:
        check_text("stop_words", word)
    return tuple(sorted(set(words)))


def whole_numbers(option: str, given: int | Iterable[int], low: int, high: int) -> list[int]:
    """Return whole numbers in order, each once, or raise OptionError."""
    values = list(given) if isinstance(given, Iterable) else [given]
    if not values:
        raise OptionError(f"{option}: give at least one number", option=option, value=given)
    return sorted({check_whole_number(option, value, low, high) for value in values})


def _of_text(function: Callable[[str], _Result], text: object) -> _Result:
    """Call the core with a text; its errors become ours."""
    if not isinstance(text, str):
        raise InputError(f"a text is a str, not {type(text).__name__}")
    try:
        return function(text)
    except _core.InputError as error:
        raise TextError(error.message, offset=error.offset) from None
