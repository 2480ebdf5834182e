"""Which terms are a group's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.comparing.chinese_share import language_gap
from themescore.comparing.grouping import By, groups_of, strata_of
from themescore.corpora.corpus import Corpus
from themescore.corpora.documents import Document
from themescore.corpora.frames import build
from themescore.errors import OptionError, check_option, check_whole_number, listed, shown, warn_of
from themescore.scoring.counting import as_corpus, as_tokenizer, compiled, count_documents, term_options
from themescore.showing.view import counted
from themescore.tokenizing.tokenizer import LONGEST_NGRAM, Tokenizer, whole_numbers
from themescore.weighing.matrix import document_limits

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.plots import KeynessPlots
    from themescore.tables import DisplayTable

__all__ = ["Keyness", "keyness"]

_SHOWN_TERMS = 10
_COLUMNS = 100


@dataclass(frozen=True, eq=False, repr=False)
class Keyness:
    """Every term in each group against all other groups; what `keyness` returns.

    Attributes
    ----------
    by : str
        The metadata column.
    measures : tuple of str
        What was measured; terms are in the order of the first.
    groups : tuple of str
        Their names, in order.
    terms : tuple of str
        Those that were compared, in the order of their code points.
    warnings : tuple of str
        What has to be known beside the numbers.
    """

    by: str
    measures: tuple[str, ...]
    groups: tuple[str, ...]
    terms: tuple[str, ...]
    _columns: dict[str, npt.NDArray[Any]] = field(repr=False)  # groups x terms
    _like: Any = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()

    def to_frame(self, top: int | None = None) -> Any:
        """Return a frame with one row a group and term, of a group the most its own first.

        Columns: group, term, count, rate (per 1,000 words), documents (of the group, that have it),
        dispersion (how unevenly the group's documents share it, DP: 0 to nearly 1; nan where it does not
        occur), other_count, other_rate, and one for each measure.

        Parameters
        ----------
        top : int, optional
            How many terms of each group; all if not given.

        Raises
        ------
        OptionError
            A number below 1.
        """
        if top is not None:
            top = check_whole_number("top", top, 1, 2**63 - 1)
        order = [self._order(group)[:top] for group in range(len(self.groups))]
        columns: dict[str, Any] = {
            "group": [name for name, rows in zip(self.groups, order, strict=True) for _ in rows],
            "term": [self.terms[i] for rows in order for i in rows],
        }
        for name, values in self._columns.items():
            columns[name] = np.concatenate([values[g][rows] for g, rows in enumerate(order)])
        return build(columns, like=self._like)

    def _order(self, group: int) -> npt.NDArray[np.int64]:
        """Return the terms' places, by the first measure from high to low; those without it come last."""
        values = self._columns[self.measures[0]][group]
        order: npt.NDArray[np.int64] = np.argsort(np.where(np.isnan(values), np.inf, -values), kind="stable")
        return order

    def _shown(self, top: int = _SHOWN_TERMS) -> Iterator[tuple[str, list[list[str]]]]:
        """Yield each group with its first terms as rows of text."""
        from themescore.showing.figures import decimals_for, measure_text, rate_text

        columns = self._columns
        for group, name in enumerate(self.groups):
            places = self._order(group)[:top]
            decimals = decimals_for([float(columns["rate"][group][i]) for i in places])
            yield (
                name,
                [
                    [
                        self.terms[i],
                        measure_text(float(columns[self.measures[0]][group][i])),
                        rate_text(float(columns["rate"][group][i]), decimals),
                        rate_text(float(columns["other_rate"][group][i]), decimals),
                        f"{columns['documents'][group][i]:,}",
                        measure_text(float(columns["dispersion"][group][i])),
                    ]
                    for i in places
                ],
            )

    def _rows(self, names: Sequence[str], top: int) -> Iterator[tuple[Any, ...]]:
        """Yield group, term and the values of some columns, in the order of `to_frame`."""
        for group, name in enumerate(self.groups):
            for i in self._order(group)[:top]:
                yield (name, self.terms[i], *(self._columns[column][group][i].item() for column in names))

    def display_table(self, top: int = _SHOWN_TERMS) -> DisplayTable:
        """Return a table of the first terms, to be shown, printed or sent.

        Parameters
        ----------
        top : int
            How many terms of each group, from 1.

        Raises
        ------
        OptionError
            A number below 1.

        Examples
        --------
        >>> import themescore as ts
        >>> texts, metadata = ["Reform and reform.", "Trade and peace."], {"year": [2023, 2024]}
        >>> ts.keyness(ts.Corpus(texts, metadata=metadata), by="year").display_table(top=1)
        DisplayTable('Key terms by year': 2 rows, 7 columns)
        """
        from themescore.tables.contents import of_keyness

        return of_keyness(self, check_whole_number("top", top, 1, 2**63 - 1))

    @property
    def _head(self) -> list[str]:
        return ["term", self.measures[0], "per 1,000 words", "of the others", "documents", "dispersion"]

    @property
    def plot(self) -> KeynessPlots:
        """Plots: ``effect``; see docs/plots.md.

        They need Altair: ``pip install "themescore[plot]"``.
        """
        from themescore.plots.registry import KeynessPlots

        return KeynessPlots(self)

    def __repr__(self) -> str:
        return f"Keyness(by {self.by!r}: {listed(self.groups)}; {counted(len(self.terms), 'term')})"

    def __str__(self) -> str:
        """Return the first terms of each group as a table for the terminal."""
        from themescore.showing.terminal import aligned, printable, wrapped

        lines = []
        for name, rows in self._shown():
            table = [self._head, *([printable(row[0]), *row[1:]] for row in rows)]
            lines += [f"{self.by} {printable(name)}", *(f"  {line}" for line in aligned(table)), ""]
        lines += [line for note in self.warnings for line in wrapped(f"! {printable(note)}", _COLUMNS, "  ")]
        return "\n".join(lines).rstrip()

    def _repr_html_(self) -> str:
        from themescore.showing.view import keyness_table

        return keyness_table(self.by, self._head, self._shown(), self.warnings)


def keyness(
    corpus: Corpus | Sequence[str] | Iterator[str | Document],
    by: By,
    *,
    measure: str | Iterable[str] = "g2",
    ngrams: int | Iterable[int] = 1,
    across_sentences: bool = False,
    min_df: float = 1,
    zero_count: float = 0.5,
    prior: float = 1000,
    per_million_plus: float = 100,
    tokenizer: Tokenizer | None = None,
    threads: int | None = None,
) -> Keyness:
    """Find the terms that a group of documents uses more than all others do.

    Parameters
    ----------
    corpus : Corpus, list of str, or iterator of str or Document
        The documents, with metadata.
    by : str or callable
        The metadata column that says which group a document is in, or a function that says it of a
        `Document`. Documents without a value are a group of their own, named ``(missing)``.
    measure : str or list of str
        One or several of those in Notes; terms are in the order of the first.
    ngrams, across_sentences, tokenizer, threads
        As in `dtm`.
    min_df : int or float
        Terms that fewer documents have are left out, as in `dtm`. They still count as words.
    zero_count : float
        Added to both counts before ratios, where one of them is 0; above 0.
    prior : float
        For ``log_odds``: how many words of the corpus as a whole are thought to have been read before, on
        each side; above 0.
    per_million_plus : float
        For ``simple_maths``: added to both frequencies per million words; above 0.

    Returns
    -------
    Keyness
        One row a group and term.

    Notes
    -----
    With a of N1 words in the group, b of N2 in all others, c = N1 - a, d = N2 - b, N = N1 + N2, and E what is
    expected in each of the four cells:

    - ``g2``: 2 Σ O ln(O/E) over the four cells (Dunning 1993); ``g2_two_cell`` over a and b alone (Rayson and
      Garside 2000); ``chi2``: N(ad-bc)²/((a+b)(c+d)(a+c)(b+d)). Negative where a is less than expected. With
      ``_yates`` they are corrected by quanteda's rule, with ``_williams`` divided by q.
    - ``bic``: G² - ln N; ``ell``: G²/(N ln min E); ``pmi``: ln(a/E).
    - ``log_ratio``: log2 of ``relative_risk``, (a/N1)/(b/N2); ``percent_diff``; ``odds_ratio``;
      ``difference``: (a/N1 - b/N2)/(a/N1 + b/N2); ``simple_maths`` (Kilgarriff).
    - ``log_odds``, ``log_odds_z``: with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008).

    A test's statistic orders terms well, but there is no p: words are not drawn one by one, and one document
    that repeats itself looks like a habit. See ``documents`` and ``dispersion``, and docs/keyness.md.

    Raises
    ------
    InputError
        A corpus or tokenizer that cannot be used; no such column, or all documents in one group.
    OptionError
        A measure that there is not; numbers that cannot be.

    Examples
    --------
    >>> import themescore as ts
    >>> corpus = ts.Corpus(
    ...     ["Prices rose. Prices fell.", "Prices rose.", "Trade fell.", "Trade and reform."],
    ...     metadata={"source": ["bank", "bank", "party", "party"]},
    ... )
    >>> frame = ts.keyness(corpus, "source", measure=["g2", "log_ratio"]).to_frame(top=1)
    >>> frame[["group", "term", "count", "other_count", "documents", "g2"]].round(2)
       group    term  count  other_count  documents    g2
    0   bank  prices      3            0          2  4.57
    1  party   trade      2            0          2  3.70
    """
    names = _measures(measure)
    settings = _core.KeynessSettings()
    settings.zero_count = _above_zero("zero_count", zero_count)
    settings.prior = _above_zero("prior", prior)
    settings.per_million_plus = _above_zero("per_million_plus", per_million_plus)
    if not isinstance(corpus, Iterator):
        corpus = as_corpus(corpus)
        document_limits(min_df, 1.0, len(corpus))  # what cannot be is said before the work
        groups_of(corpus, by)
    tokenizer = as_tokenizer(tokenizer)
    sizes = whole_numbers("ngrams", ngrams, 1, LONGEST_NGRAM)
    options = term_options(sizes, bool(across_sentences))
    themes = compiled(None, tokenizer)
    counts, documents = count_documents(corpus, themes, tokenizer, threads, keep=True, **options)
    groups = groups_of(documents, by)
    found = _core.keyness(counts, groups.of, len(groups.labels), names, settings)
    terms = _compared(groups.name, names, groups.labels, counts, found, min_df, documents._frame)
    gap = language_gap(counts.words, _core.han_words(counts), groups, strata_of(documents, None))
    if gap is None:
        return terms
    note = f"{gap.text}: the key terms tell the languages apart; compare within one, as by corpus.filter(...)"
    warn_of((note,), stacklevel=2)
    return replace(terms, warnings=(note,))


def _compared(
    by: str,
    names: list[str],
    labels: list[str],
    counts: _core.Counts,
    found: dict[str, npt.NDArray[Any]],
    min_df: float,
    like: Any,
) -> Keyness:
    words = found.pop("words").astype(float)
    tables = {name: values.reshape(len(labels), -1) for name, values in found.items()}
    least, _ = document_limits(min_df, 1.0, len(counts.words))
    kept = np.flatnonzero(tables["documents"].sum(axis=0) >= least)
    tables = {name: values[:, kept] for name, values in tables.items()}
    count = tables["count"]
    other_count = count.sum(axis=0) - count
    columns: dict[str, npt.NDArray[Any]] = {
        "count": count,
        "rate": _rate(count, words),
        "documents": tables["documents"],
        "dispersion": tables["dispersion"],
        "other_count": other_count,
        "other_rate": _rate(other_count, words.sum() - words),
        **{name: tables[name] for name in names},
    }
    terms = counts.term_strings.take(kept.tolist())
    return Keyness(by, tuple(names), tuple(labels), tuple(terms), columns, like)


def _rate(count: npt.NDArray[Any], words: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return occurrences per 1,000 words; 0 without words."""
    rates: npt.NDArray[np.float64] = 1000 * count / np.where(words > 0, words, 1)[:, None]
    return rates


def _measures(measure: object) -> list[str]:
    names: list[Any]
    names = list(measure) if isinstance(measure, Iterable) and not isinstance(measure, str) else [measure]
    if not names:
        raise OptionError("measure: give at least one", option="measure", value=measure)
    for name in names:
        check_option("measure", name, _core.KEYNESS_MEASURES)
    return list(dict.fromkeys(names))


def _above_zero(option: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
        raise OptionError(f"{option}={shown(value)}: give a number above 0", option=option, value=value)
    return float(value)
