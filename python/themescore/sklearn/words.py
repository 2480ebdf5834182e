"""How a `TermVectorizer` finds the words of its texts: by a tokenizer, or as scikit-learn does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, strip_accents_ascii, strip_accents_unicode

from themescore.corpora.corpus import Corpus
from themescore.errors import InputError, OptionError, check_flag, check_option
from themescore.scoring.counting import as_corpus, as_tokenizer
from themescore.tokenizing.tokenizer import Tokenizer
from themescore.tokenizing.word_pattern import PATTERNS, PatternTokenizer

__all__ = ["Words"]

_STRIP = {"ascii": strip_accents_ascii, "unicode": strip_accents_unicode}


@dataclass(frozen=True)
class Words:
    """What finds the words, and what is done to a text before."""

    tokenizer: Tokenizer | PatternTokenizer
    prepare: Callable[[str], str] | None
    """None if texts are taken as they are."""
    stop_words: tuple[str, ...] = ()
    """Those that are not the tokenizer's."""

    @classmethod
    def of(
        cls,
        *,
        tokenizer: object,
        token_pattern: object,
        lowercase: object,
        strip_accents: object,
        stop_words: Any,
    ) -> Words:
        """Return what these parameters of a `TermVectorizer` ask for.

        Raises
        ------
        OptionError
            A value that there is not, or parameters that do not go together.
        InputError
            A tokenizer or stop words that are none.
        """
        check_flag("lowercase", lowercase)
        if strip_accents is not None:
            check_option("strip_accents", strip_accents, _STRIP)
        if token_pattern is None:
            return cls(_tokenizer(tokenizer, lowercase, strip_accents, stop_words), None)
        check_option("token_pattern", token_pattern, PATTERNS)
        if tokenizer is not None:
            raise OptionError(
                f"token_pattern={token_pattern!r} is in the place of a tokenizer: leave out one of the two",
                option="token_pattern",
                value=token_pattern,
            )
        left_out = tuple(_listed_words(stop_words))
        strip = None if strip_accents is None else _STRIP[str(strip_accents)]
        # The core lowers ASCII, once a distinct word. What strip makes of a letter is not lowered again, and
        # elsewhere what a letter becomes may depend on its neighbours, as that of a final sigma does.
        found = PatternTokenizer(
            PATTERNS[str(token_pattern)], lowercase=lowercase is True and strip is None, stop_words=left_out
        )

        def prepare(text: str) -> str:
            if text.isascii() and strip is None:
                return text
            lowered = text.lower() if lowercase else text
            return lowered if strip is None else str(strip(lowered))

        return cls(found, prepare, left_out)

    def corpus(self, documents: Corpus | Sequence[Any]) -> Corpus:
        """Return the texts with their words ready to be found."""
        if self.prepare is None:
            return as_corpus(documents)
        texts = documents.texts if isinstance(documents, Corpus) else documents
        prepared = [self.prepare(text) if isinstance(text, str) else text for text in texts]
        # A lone surrogate stands between words for scikit-learn, and so does what is put in its place.
        return Corpus(prepared, errors="replace")


def _tokenizer(given: object, lowercase: object, strip_accents: object, stop_words: Any) -> Tokenizer:
    for option, value, default in (("lowercase", lowercase, True), ("strip_accents", strip_accents, None)):
        if value is not default:
            raise OptionError(
                f'{option}={value!r} is for token_pattern="sklearn": a tokenizer has its own form of a word',
                option=option,
                value=value,
            )
    tokenizer = as_tokenizer(given)
    if stop_words is None:
        return tokenizer
    if tokenizer.settings["stop_words"]:
        raise OptionError(
            "the tokenizer has stop words already: leave out one of the two",
            option="stop_words",
            value=stop_words,
        )
    return tokenizer._leaving_out(stop_words)


def _listed_words(stop_words: Any) -> list[Any]:
    if stop_words is None:
        return []
    if isinstance(stop_words, str):
        check_option("stop_words", stop_words, ("english",))
        return sorted(ENGLISH_STOP_WORDS)
    if not isinstance(stop_words, Iterable):
        raise InputError('stop_words: give "english" or a list of words')
    return list(stop_words)
