"""Types of the C++ core. Not for users: the package's own modules are."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

__version__: str

UNICODE_VERSION: str
TOKEN_KINDS: tuple[str, ...]
TOKEN_ORIGINS: tuple[str, ...]
HAN_SEGMENTERS: tuple[str, ...]
STEM_LANGUAGES: tuple[str, ...]
STOP_WORD_LANGUAGES: tuple[str, ...]
LONGEST_TAUGHT_WORD: int
BOUNDARIES: tuple[str, ...]
WHOLE_WORDS: int
ENOUGH_DOCUMENTS: int
MEASURES: tuple[str, ...]
TERM_FREQUENCIES: tuple[str, ...]
DOCUMENT_FREQUENCIES: tuple[str, ...]
KEYNESS_MEASURES: tuple[str, ...]
NORMS: tuple[str, ...]
STATISTICS: tuple[str, ...]

class InputError(ValueError):
    message: str
    document: int
    offset: int

class PatternError(ValueError):
    message: str
    column: int
    index: int

class OptionError(ValueError):
    message: str

class LimitError(ValueError):
    message: str

def find_surrogate(text: str, /) -> int: ...
def form_of(surface: str, /) -> str: ...
def word_boundaries(text: str, /) -> list[int]: ...
def check_themes(
    themes: Sequence[tuple[int, str, bool]],
    patterns: Sequence[tuple[int, str]],
    *,
    exclusive: bool = False,
    any_word: bool = False,
) -> None: ...
def check_pattern(pattern: str, /, *, any_word: bool = False) -> None: ...

class LexiconError(ValueError):
    message: str

class TaughtWordError(ValueError):
    message: str
    number: int

def is_han(word: str, /) -> bool: ...
def parse_user_dictionary(bytes: bytes, /) -> list[tuple[int, str, int | None, str]]: ...
def stop_words(language: str, /) -> tuple[str, ...]: ...

class HanLexicon:
    def __init__(self, path: str, /) -> None: ...
    @property
    def source_version(self) -> str: ...

class WordPattern:
    def __init__(self, characters: Sequence[tuple[int, int]], *, shortest: int, lower: bool) -> None: ...

class WordStrings:
    def __init__(self) -> None: ...

class Tokenizer:
    def __init__(
        self,
        *,
        han: str = "bigram",
        hmm: bool = True,
        simplify: bool = True,
        stem: str | None = None,
        stop_words: Sequence[str] = ...,
        lexicon: HanLexicon | None = None,
        taught: Sequence[tuple[str, int | None, str]] = ...,
        standard: bool = False,
        word_pattern: WordPattern | None = None,
    ) -> None: ...
    @property
    def taught(self) -> list[tuple[str, int, str]]: ...
    def term_of(self, form: str, /) -> str: ...
    def has_word(self, word: str, /) -> bool: ...
    def han_cuts(self, form: str, /) -> tuple[list[int], list[int]]: ...
    def tokens(
        self, text: str, /
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.uint8], list[str]]: ...
    def words(self, text: str, strings: WordStrings, /) -> list[str]: ...
    def sentences(self, text: str, /) -> list[tuple[int, int]]: ...
    def paragraphs(self, text: str, /) -> list[int]: ...
    def clauses(self, text: str, /) -> list[tuple[int, int]]: ...
    def explain(self, text: str, /) -> list[tuple[int, int, str, int, int, list[str]]]: ...
    def ngrams(
        self,
        text: str,
        /,
        *,
        sizes: Sequence[int],
        skips: Sequence[int],
        across_sentences: bool,
        separator: str,
    ) -> list[str]: ...

class ThemeSet:
    def __init__(
        self,
        themes: Sequence[tuple[int, str, bool]],
        patterns: Sequence[tuple[int, str]],
        tokenizer: Tokenizer,
        *,
        exclusive: bool = False,
        any_word: bool = False,
    ) -> None: ...
    @property
    def han_runs(self) -> list[str]: ...

CUE_SCOPES: tuple[str, ...]
PLACES: tuple[str, ...]
NO_CUE: int
HIGHEST_CUE_LEVEL: int

class CueLexicon:
    def __init__(self, kinds: ThemeSet, rules: Sequence[tuple[int, str]], negation: int | None) -> None: ...

def find_cues(
    text: str, cues: CueLexicon, tokenizer: Tokenizer
) -> list[tuple[int, int, int, int, str, int, int]]: ...

class EmphasisWeights:
    pattern: list[float]
    cue_level: list[float]
    place: list[float]
    def __init__(self) -> None: ...

class Weighting:
    tf: str
    idf: str
    norm: str
    base: float
    k: float
    smoothing: float
    ratio_plus: float
    df_plus: float
    idf_plus: float
    slope: float
    pivot: float
    alpha: float
    k1: float
    b: float
    delta: float
    def __init__(self) -> None: ...

class Collection:
    documents: int
    mean_words: float
    mean_types: float
    largest_frequency: int
    term_frequencies: list[int]
    form_frequencies: list[int]
    def __init__(self) -> None: ...

def has_unseen(weighting: Weighting, collection: Collection) -> bool: ...
def norm_needs_characters(norm: str) -> bool: ...
def mention_idf(weighting: Weighting, collection: Collection) -> npt.NDArray[np.float64]: ...
def collection_of(
    starts: npt.NDArray[Any], columns: npt.NDArray[Any], counts: npt.NDArray[Any], terms: int
) -> Collection: ...
def weigh(
    starts: npt.NDArray[Any],
    columns: npt.NDArray[Any],
    counts: npt.NDArray[Any],
    weighting: Weighting,
    collection: Collection,
    characters: npt.NDArray[Any] | None = None,
) -> npt.NDArray[np.float64]: ...

class TermStrings:
    def __len__(self) -> int: ...
    def tolist(self) -> list[str]: ...
    def take(self, columns: Sequence[int]) -> list[str]: ...

class Counts:
    def __init__(
        self,
        themes: ThemeSet,
        *,
        mentions: npt.NDArray[Any],
        mentioned_sentences: npt.NDArray[Any],
        forms: Sequence[str],
        terms: Sequence[str],
        words: npt.NDArray[np.int64],
        characters: npt.NDArray[np.int64],
        sentences: npt.NDArray[np.int64],
        words_of_sentence: npt.NDArray[np.int64],
    ) -> None: ...
    @property
    def mentions(self) -> npt.NDArray[Any]: ...
    @property
    def mentioned_sentences(self) -> npt.NDArray[Any]: ...
    @property
    def forms(self) -> list[str]: ...
    @property
    def terms(self) -> list[str]: ...
    @property
    def term_strings(self) -> TermStrings: ...
    @property
    def words(self) -> npt.NDArray[np.int64]: ...
    @property
    def characters(self) -> npt.NDArray[np.int64]: ...
    @property
    def sentences(self) -> npt.NDArray[np.int64]: ...
    @property
    def words_of_sentence(self) -> npt.NDArray[np.uint32]: ...
    def term_counts(
        self,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]: ...
    def choose_terms(self, min_documents: int, max_documents: int, top: int) -> npt.NDArray[np.int64]: ...
    def take_terms(
        self, columns: Sequence[int]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]: ...
    def collection(self) -> Collection: ...
    def term_collection(self, columns: Sequence[int]) -> Collection: ...
    def measure(
        self, name: str, weights: EmphasisWeights, weighting: Weighting, collection: Collection
    ) -> npt.NDArray[np.float64]: ...
    def lengths(self, weighting: Weighting, collection: Collection) -> npt.NDArray[np.float64]: ...
    def mention_tf(self, weighting: Weighting, collection: Collection) -> npt.NDArray[np.float64]: ...

class CorpusCounter:
    def __init__(
        self,
        themes: ThemeSet,
        tokenizer: Tokenizer,
        *,
        boundary: str,
        cues: CueLexicon | None = None,
        ngrams: Sequence[int] | None = None,
        across_sentences: bool = False,
        sentences: bool = True,
        terms: bool = True,
        threads: int,
    ) -> None: ...
    def add(self, texts: list[str], on_progress: Callable[[int], object] | None = None) -> None: ...
    def mentioned_sentences(self) -> npt.NDArray[Any]: ...
    def finish(self) -> Counts: ...

def count(
    texts: list[str],
    themes: ThemeSet,
    tokenizer: Tokenizer,
    *,
    boundary: str,
    cues: CueLexicon | None = None,
    threads: int,
) -> Counts: ...
def word_contexts(
    texts: list[str],
    tokenizer: Tokenizer,
    matches: npt.NDArray[Any],
    *,
    window: int | None,
    threads: int,
) -> npt.NDArray[Any]: ...
def order_by_context(
    texts: list[str],
    tokenizer: Tokenizer,
    matches: npt.NDArray[Any],
    *,
    window: int | None,
    left: bool,
    threads: int,
) -> npt.NDArray[np.uint64]: ...
def statistic(
    name: str, mentions: float, words: float, other_mentions: float, other_words: float
) -> float: ...

class KeynessSettings:
    zero_count: float
    prior: float
    per_million_plus: float
    def __init__(self) -> None: ...

def keyness_measure(
    name: str,
    count: float,
    words: float,
    other_count: float,
    other_words: float,
    settings: KeynessSettings,
) -> float: ...
def keyness(
    counts: Counts,
    group_of: Sequence[int],
    groups: int,
    measures: Sequence[str],
    settings: KeynessSettings,
) -> dict[str, npt.NDArray[Any]]: ...

class Exposure(Enum):
    words = 0
    sentences = 1
    mentions = 2

class BaselineKind(Enum):
    rest = 0
    all = 1
    group = 2

class DrawnFrom(Enum):
    group = 0
    cell = 1

class Baseline:
    def __init__(self, kind: BaselineKind, group: int = 0) -> None: ...

class ComparisonOptions:
    exposure: Exposure
    per: float
    baseline: Baseline
    drawn_from: DrawnFrom
    bca: bool
    replicates: int
    seed: int
    threads: int

def resampling_units(
    counts: Counts,
    group_of: Sequence[int],
    groups: int,
    stratum_of: Sequence[int],
    strata: int,
    drawn_from: DrawnFrom,
) -> list[int]: ...
def without_document(counts: Counts, document: int) -> Counts: ...
def without_pattern(counts: Counts, pattern: int) -> Counts: ...
def han_words(counts: Counts) -> npt.NDArray[np.int64]: ...
def group_replicates(
    counts: Counts,
    group_of: Sequence[int],
    groups: int,
    exposure: Exposure = ...,
    *,
    replicates: int,
    seed: int,
    threads: int,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]: ...
def compare(
    counts: Counts,
    group_of: Sequence[int],
    groups: int,
    stratum_of: Sequence[int],
    strata: int,
    tails: Sequence[float],
    options: ComparisonOptions,
) -> dict[str, npt.NDArray[Any]]: ...
def best_partitions(
    counts: npt.NDArray[np.float64],
    words: npt.NDArray[np.float64],
    prices: npt.NDArray[np.float64],
    *,
    min_size: int,
    threads: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]: ...
def best_splits(
    counts: npt.NDArray[np.float64], words: npt.NDArray[np.float64], *, min_size: int, threads: int
) -> npt.NDArray[np.int64]: ...
def median_slopes(
    times: npt.NDArray[np.float64], values: npt.NDArray[np.float64], *, threads: int
) -> npt.NDArray[np.float64]: ...
