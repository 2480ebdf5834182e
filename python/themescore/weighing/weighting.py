"""How terms are weighed: term frequency, document frequency and norm."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from themescore import _core
from themescore.errors import InputError, OptionError, check_option, listed, shown

__all__ = ["Weighting"]

_SMART_TF = {"n": "raw", "l": "log", "a": "augmented", "b": "binary", "L": "log_average"}
_SMART_IDF = {"n": "none", "t": "plain", "p": "probabilistic"}
_SMART_NORM = {"n": "none", "c": "l2", "u": "pivoted", "b": "char_length"}

_QUANTEDA_TF = {
    "count": "raw", "prop": "proportion", "propmax": "max_proportion", "logcount": "log",
    "boolean": "binary", "augmented": "augmented", "logave": "log_average", "logsmooth": "log_smooth",
}  # fmt: skip
_QUANTEDA_IDF = {"unary": "none", "inverse": "plain", "inversemax": "max", "inverseprob": "probabilistic"}

_BM25 = ("robertson", "lucene", "atire", "bm25+", "bm25l")
_DELTA = {"bm25+": 1.0, "bm25l": 0.5}


class _Range(NamedTuple):
    """What a number can be."""

    least: float = 0.0
    most: float = math.inf
    least_is_out: bool = False
    most_is_out: bool = False


_RANGES = {
    "base": _Range(1.0, least_is_out=True),
    "k": _Range(most=1.0),
    "smoothing": _Range(least_is_out=True),
    "ratio_plus": _Range(),
    "df_plus": _Range(),
    "idf_plus": _Range(),
    "slope": _Range(most=1.0),
    "alpha": _Range(most=1.0, most_is_out=True),
    "k1": _Range(),
    "b": _Range(most=1.0),
    "delta": _Range(),
    "pivot": _Range(least_is_out=True),
}


@dataclass(frozen=True, kw_only=True, repr=False)
class Weighting:
    """How terms are weighed: tf x idf, divided by the norm of the document. It does not change.

    With its defaults it is scikit-learn's ``TfidfTransformer`` with its own. The formulas of all schemes, and
    the names that quanteda, scikit-learn and SMART have for them, are in docs/weights.md.

    Parameters
    ----------
    tf : str
        Of how often the term occurs in the document, c: "raw" c; "binary" 1; "log" 1 + log c; "log_smooth"
        log(1 + c / smoothing); "log_average" (1 + log c) / (1 + log of the mean c of the document's terms);
        "augmented" k + (1 - k) c / max c; "proportion" c / n, with n the sum of the document's counts;
        "max_proportion" c / max c; "robertson", "lucene", "atire", "bm25+", "bm25l": see `bm25`.
    idf : str
        Of how many of the N documents have the term, df: "none" 1; "plain"
        log(ratio_plus + N / (df + df_plus)) + idf_plus; "smooth" log((1 + N) / (1 + df)) + 1; "max" as plain
        with the largest df for N; "probabilistic" log((N - df) / (df + df_plus)), at least 0; "robertson",
        "lucene", "atire", "bm25+", "bm25l": see `bm25`.
    norm : {"l2", "l1", "none", "pivoted", "char_length"}
        What a document's weights are divided by: their Euclidean length, their sum, 1,
        (1 - slope) pivot + slope times the number of its distinct terms (Singhal, Buckley and Mitra 1996), or
        the number of characters of its text to the power of alpha (the "byte size" of SMART).
    base : float
        Of all logarithms, above 1: e if not given.
    k, smoothing, ratio_plus, df_plus, idf_plus, slope, alpha, k1, b, delta : float
        Numbers in the formulas; each scheme looks at its own. `alpha` is from 0 and below 1.
    pivot : float, optional
        The mean number of distinct terms in a document if not given.

    Raises
    ------
    OptionError
        A scheme that there is not, or a number out of its range.

    Examples
    --------
    >>> import themescore as ts
    >>> ts.Weighting(tf="log", base=10, idf="plain", norm="none")
    Weighting(tf='log', idf='plain', norm='none', base=10.0)
    >>> matrix = ts.dtm(["Reform, reform!", "Trade and reform."], weighting=ts.Weighting())
    >>> matrix.terms
    ('and', 'reform', 'trade')
    >>> matrix.matrix.toarray().round(2)
    array([[0.  , 1.  , 0.  ],
           [0.63, 0.45, 0.63]])
    """

    tf: str = "raw"
    idf: str = "smooth"
    norm: str = "l2"
    base: float = math.e
    k: float = 0.5
    smoothing: float = 1.0
    ratio_plus: float = 0.0
    df_plus: float = 0.0
    idf_plus: float = 0.0
    slope: float = 0.2
    pivot: float | None = None
    alpha: float = 0.5
    k1: float = 1.5
    b: float = 0.75
    delta: float = 0.5

    def __post_init__(self) -> None:
        check_option("tf", self.tf, _core.TERM_FREQUENCIES)
        check_option("idf", self.idf, _core.DOCUMENT_FREQUENCIES)
        check_option("norm", self.norm, _core.NORMS)
        for name, allowed in _RANGES.items():
            value = getattr(self, name)
            if name == "pivot" and value is None:
                continue
            object.__setattr__(self, name, _number(name, value, allowed))

    @classmethod
    def smart(
        cls,
        code: str,
        *,
        base: float = 10.0,
        slope: float = 0.2,
        pivot: float | None = None,
        alpha: float = 0.5,
    ) -> Weighting:
        """Return the weighting of a SMART code, such as "ltc": a letter each for tf, idf and norm.

        Parameters
        ----------
        code : str
            First letter: ``n`` raw, ``l`` log, ``a`` augmented, ``b`` binary, ``L`` log_average. Second:
            ``n`` none, ``t`` plain, ``p`` probabilistic. Third: ``n`` none, ``c`` cosine (l2), ``u`` pivoted
            unique, ``b`` byte size (char_length). Manning, Raghavan and Schütze (2008), *Introduction to
            Information Retrieval*, figure 6.15.
        base : float
            Of the logarithms; 10 as in the book's examples.
        slope, pivot : float
            Of the norm ``u``.
        alpha : float
            Of the norm ``b``, CharLength^alpha: from 0 and below 1. The book names no value; this is the
            square root.

        Raises
        ------
        OptionError
            A code that there is not, or a number out of its range.

        Examples
        --------
        >>> from themescore import Weighting
        >>> Weighting.smart("ltc")
        Weighting(tf='log', idf='plain', norm='l2', base=10.0)
        """
        letters = tuple(code) if isinstance(code, str) else ()
        tables = (_SMART_TF, _SMART_IDF, _SMART_NORM)
        if len(letters) != len(tables) or any(
            letter not in table for letter, table in zip(letters, tables, strict=True)
        ):
            allowed = ", then ".join("one of " + " ".join(table) for table in tables)
            raise OptionError(f"code={shown(code)}: it is {allowed}", option="code", value=code)
        tf, idf, norm = (table[letter] for letter, table in zip(letters, tables, strict=True))
        return cls(tf=tf, idf=idf, norm=norm, base=base, slope=slope, pivot=pivot, alpha=alpha)

    @classmethod
    def bm25(
        cls, variant: str = "lucene", *, k1: float = 1.5, b: float = 0.75, delta: float | None = None
    ) -> Weighting:
        """Return BM25 as a weight of the terms of a document: what each would add to its score for a query.

        With L = 1 - b + b n / mean n:

        ========= ================================================ =============================
        variant   of c, the count of the term in the document      of df
        ========= ================================================ =============================
        robertson c / (c + k1 L)                                   ln((N - df + 0.5) / (df + 0.5)), at least 0
        lucene    c / (c + k1 L)                                   ln(1 + (N - df + 0.5) / (df + 0.5))
        atire     (k1 + 1) c / (c + k1 L)                          ln(N / df)
        bm25+     (k1 + 1) c / (c + k1 L) + delta                  ln((N + 1) / df)
        bm25l     (k1 + 1) (c / L + delta) / (k1 + c / L + delta)  ln((N + 1) / (df + 0.5))
        ========= ================================================ =============================

        A term that a document does not have weighs 0 in it.

        Parameters
        ----------
        variant : str
            As above: Kamphuis, de Vries, Boytsov and Lin (2020), "Which BM25 do you mean?".
        k1, b : float
            How soon more of a term counts no more, and how much the length of the document matters.
        delta : float, optional
            As Lv and Zhai (2011) advise if not given: 1 for "bm25+", 0.5 for "bm25l".

        Raises
        ------
        OptionError
            A variant that there is not, or a number out of its range.

        Examples
        --------
        >>> from themescore import Weighting
        >>> Weighting.bm25("bm25+", k1=1.2)
        Weighting(tf='bm25+', idf='bm25+', norm='none', k1=1.2, delta=1.0)
        """
        check_option("variant", variant, _BM25)
        delta = _DELTA.get(variant, cls.delta) if delta is None else delta
        return cls(tf=variant, idf=variant, norm="none", k1=k1, b=b, delta=delta)

    @classmethod
    def sklearn(
        cls,
        *,
        norm: str | None = "l2",
        use_idf: bool = True,
        smooth_idf: bool = True,
        sublinear_tf: bool = False,
    ) -> Weighting:
        """Return the weighting of scikit-learn's ``TfidfTransformer`` with these parameters.

        Raises
        ------
        OptionError
            Another norm than "l1", "l2" and None.

        Examples
        --------
        >>> from themescore import Weighting
        >>> Weighting.sklearn(sublinear_tf=True, smooth_idf=False)
        Weighting(tf='log', idf='plain', norm='l2', idf_plus=1.0)
        """
        if norm is not None:
            check_option("norm", norm, ("l1", "l2"))
        idf = "none" if not use_idf else "smooth" if smooth_idf else "plain"
        return cls(
            tf="log" if sublinear_tf else "raw",
            idf=idf,
            norm="none" if norm is None else norm,
            idf_plus=1.0 if idf == "plain" else 0.0,
        )

    @classmethod
    def quanteda(
        cls,
        scheme_tf: str = "count",
        scheme_df: str = "inverse",
        *,
        base: float = 10.0,
        k: float = 0.5,
        smoothing: float = 0.5,
        df_k: float = 0.0,
        df_smoothing: float = 0.0,
    ) -> Weighting:
        """Return the weighting of quanteda's ``dfm_tfidf``; of its ``dfm_weight`` with ``scheme_df="unary"``.

        Two differences, on purpose: quanteda 4.3.1 divides "augmented" and "propmax" by the largest count of
        another document where an earlier one is empty, and its "logsmooth" gives a term that does not occur
        log(smoothing): here it weighs 0, and every other log(smoothing) less than there, so that the matrix
        stays sparse.

        Parameters
        ----------
        scheme_tf : str
            "count", "prop", "propmax", "logcount", "boolean", "augmented", "logave", "logsmooth".
        scheme_df : str
            "inverse", "inversemax", "inverseprob", "unary".
        base : float
            Of the logarithms.
        k, smoothing : float
            As of ``dfm_weight``.
        df_k, df_smoothing : float
            ``k`` and ``smoothing`` of ``docfreq``, log(smoothing + N / (k + df)).

        Raises
        ------
        OptionError
            A scheme that there is not, or a number out of its range.

        Examples
        --------
        >>> from themescore import Weighting
        >>> Weighting.quanteda("prop", "inverse")
        Weighting(tf='proportion', idf='plain', norm='none', base=10.0)
        """
        check_option("scheme_tf", scheme_tf, _QUANTEDA_TF)
        check_option("scheme_df", scheme_df, _QUANTEDA_IDF)
        return cls(
            tf=_QUANTEDA_TF[scheme_tf],
            idf=_QUANTEDA_IDF[scheme_df],
            norm="none",
            base=base,
            k=k,
            smoothing=smoothing if scheme_tf == "logsmooth" else cls.smoothing,
            df_plus=df_k,
            ratio_plus=df_smoothing,
        )

    def __repr__(self) -> str:
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        differs = [
            f"{field.name}={named[field.name]!r}"
            for field in fields(self)
            if field.name in ("tf", "idf", "norm") or named[field.name] != field.default
        ]
        return f"Weighting({', '.join(differs)})"

    def _compiled(self) -> _core.Weighting:
        weighting = _core.Weighting()
        for field in fields(self):
            value = getattr(self, field.name)
            setattr(weighting, field.name, 0.0 if value is None else value)
        return weighting


def as_weighting(weighting: object) -> Weighting:
    """Return the weighting, the default one for None."""
    if weighting is None:
        return Weighting()
    if not isinstance(weighting, Weighting):
        raise OptionError(
            f"weighting={shown(weighting)}: give a themescore.Weighting, such as "
            'Weighting(tf="log") or Weighting.smart("ltc")',
            option="weighting",
            value=weighting,
        )
    return weighting


def check_unseen(weighting: Weighting, collection: _core.Collection, unseen: list[str], where: str) -> None:
    """Raise InputError if there are terms that no document has and that the weighting has no weight for."""
    if unseen and not _core.has_unseen(weighting._compiled(), collection):
        raise InputError(
            f"{where} has never seen {listed(unseen)}, and idf={weighting.idf!r} has no weight for that: "
            'choose one that is defined there, such as idf="smooth" or Weighting.bm25("lucene")'
            + (", or df_plus=1" if weighting.idf in ("plain", "max", "probabilistic") else "")
        )


def _number(name: str, value: Any, allowed: _Range) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if (
        not number
        or not math.isfinite(value)
        or not allowed.least <= value <= allowed.most
        or (allowed.least_is_out and value == allowed.least)
        or (allowed.most_is_out and value == allowed.most)
    ):
        low = f"above {allowed.least:g}" if allowed.least_is_out else f"from {allowed.least:g}"
        most = f" and below {allowed.most:g}" if allowed.most_is_out else f" to {allowed.most:g}"
        high = "" if math.isinf(allowed.most) else most
        raise OptionError(f"{name}={shown(value)}: it can be a number {low}{high}", option=name, value=value)
    return float(value)
