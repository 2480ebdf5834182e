"""What each document or group emphasises, as shares of themes: who is like whom."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.comparing.grouping import Groups
from themescore.corpora.frames import build
from themescore.errors import InputError, check_whole_number, listed, shown, warn_of
from themescore.profiling.correspondence import Correspondence
from themescore.profiling.correspondence import correspondence as analysed
from themescore.profiling.leaf_order import best_order
from themescore.profiling.moves import Moves
from themescore.profiling.moves import moves as followed
from themescore.profiling.similarity import Distance, alike_and_different, distance, nearest_first, sums_by
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.plots import ProfilesPlots
    from themescore.scoring.scores import Scores

    Values = npt.NDArray[np.float64]

__all__ = ["Profiles"]

_TOLD = 3  # themes named beside a neighbour


class Profiles:
    """What each document or group emphasises; what `Scores.profiles` returns.

    It shows itself as a table of distances, those that are alike side by side, and as sentences. It does not
    change.
    """

    def __init__(
        self,
        scores: Scores,
        by: str | None,
        measure: str,
        kind: str,
        groups: Groups | None,
        values: Values,
        counts: npt.NDArray[np.int64],
        columns: list[int],
    ) -> None:
        self._scores, self._by, self._measure, self._groups = scores, by, measure, groups
        self._kind = kind
        self._values = values
        self._document_counts, self._columns = counts, columns

    @property
    def by(self) -> str | None:
        """The metadata column of the groups; None where each document has its own profile."""
        return self._by

    @property
    def measure(self) -> str:
        """What the profiles are made of: "share", "rate", "tfidf" or "emphasis"."""
        return self._measure

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups, or the documents' ids, in order."""
        return self._scores.ids if self._groups is None else tuple(self._groups.labels)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The themes that the profiles are made of, in order."""
        names = self._scores.themes.names
        return tuple(names[i] for i in self._columns)

    @cached_property
    def _counts(self) -> Values:
        """Mentions, profiles x themes."""
        if self._groups is None:
            return self._document_counts.astype(np.float64)
        return sums_by(np.array(self._groups.of), len(self._groups.labels), self._document_counts)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What has to be said beside the numbers."""
        from themescore.profiling.making import notes

        return notes(self)

    def to_frame(self) -> Any:
        """Return the profiles: one row a document or group, one column a theme.

        The index, or first column, is named ``id`` or by the metadata column.
        """
        columns = {name: self._values[:, i] for i, name in enumerate(self.themes)}
        return build(columns, like=self._like, index=(self._by or "id", self.labels))

    @property
    def _like(self) -> Any:
        return self._scores._documents._frame

    @cached_property
    def _usual(self) -> tuple[Distance, Values]:
        kind = distance(None, self._measure)
        return kind, kind.pairwise(self._values)

    def _measured(self, measure: str | None) -> tuple[Distance, Values]:
        kind = distance(measure, self._measure)
        return self._usual if kind is self._usual[0] else (kind, kind.pairwise(self._values))

    def similarity(self, measure: str | None = None) -> Any:
        """Return how alike the profiles are, each with each.

        Parameters
        ----------
        measure : {"jensen-shannon", "hellinger", "cosine"}, optional
            ``"jensen-shannon"`` for shares and rates if not given, ``"cosine"`` otherwise, which is all that
            there is for the other two. With p and q the shares of the themes:

            - ``jensen-shannon``: a distance, the root of the Jensen-Shannon divergence in bits,
              Σ (p log2(p/m) + q log2(q/m)) / 2 with m = (p + q) / 2 (Lin 1991; Endres and Schindelin 2003).
            - ``hellinger``: a distance, the root of Σ (√p - √q)² / 2.
            - ``cosine``: a similarity, Σ p q / √(Σ p² Σ q²): the largest themes decide.

            All are between 0 and 1: distances from 0 for the same profile to 1 for two without a theme in
            common, the similarity the other way round. Only weights below 0 (some of BM25's) can make a
            cosine negative.

        Returns
        -------
        frame
            Square, rows and columns in the order of `labels`. The index, or first column, is named by what
            the numbers are: "Jensen-Shannon distance", "Hellinger distance" or "cosine similarity". nan for a
            profile without a mention, to itself too.

        Raises
        ------
        OptionError
            No such measure, or one of shares for profiles of "tfidf" or "emphasis".

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Trade. Trade. Trade. Peace.", "Trade. Trade. Peace.", "Peace. Peace. Trade."]
        >>> scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"]), {"Trade": ["trade"], "Peace": ["peace"]})
        >>> scores.profiles().similarity()
                                    a     b     c
        Jensen-Shannon distance
        a                        0.00  0.08  0.36
        b                        0.08  0.00  0.29
        c                        0.36  0.29  0.00
        """
        kind, distances = self._measured(measure)
        numbers = 1 - distances if kind.title.endswith("similarity") else distances
        columns = {label: numbers[:, i] for i, label in enumerate(self.labels)}
        return build(columns, like=self._like, index=(kind.title, self.labels))

    def nearest(self, name: str | int, n: int = 5, *, measure: str | None = None) -> Any:
        """Return the profiles most like one, the nearest first.

        Parameters
        ----------
        name : str or int
            A group, as `labels` has it or as the metadata column does; or a document's id or position.
        n : int
            How many, from 1.
        measure : str, optional
            As in `similarity`; ``"cosine"`` as a distance, 1 minus the similarity.

        Returns
        -------
        frame
            Columns: profile, the distance under its own name ("Jensen-Shannon distance"), alike and
            different: up to three themes that the two have most in common, and that set them most apart, with
            the two shares, the own one first. Each theme is either: whichever it is the larger part of.
            Equally near profiles are in the order of `labels`.

        Raises
        ------
        InputError
            If there is no such group or document, or it has no mention.
        OptionError
            A number below 1; a measure as in `similarity`.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Trade. Trade. Trade. Peace.", "Trade. Trade. Peace.", "Peace. Peace. Trade."]
        >>> scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"]), {"Trade": ["trade"], "Peace": ["peace"]})
        >>> scores.profiles().nearest("a", n=1).to_dict("records")[0]["alike"]
        'Trade (75%, 67%)'
        """
        n = check_whole_number("n", n, 1, 2**63 - 1)
        row = self._row(name)
        kind = distance(measure, self._measure)
        prepared = kind.prepare(self._values)
        if np.isnan(prepared[row]).any():
            raise InputError(
                f"{shown(self.labels[row])} mentions none of the themes, so nothing is near to it"
            )
        distances = kind.between(prepared[row], prepared)
        distances[row] = np.nan
        found = nearest_first(distances)[:n].tolist()
        sides = [alike_and_different(kind, prepared[row], prepared[i]) for i in found]
        columns: dict[str, Any] = {
            "profile": [self.labels[i] for i in found],
            kind.name: distances[found],
            "alike": [self._told(row, i, side[0]) for i, side in zip(found, sides, strict=True)],
            "different": [self._told(row, i, side[1]) for i, side in zip(found, sides, strict=True)],
        }
        return build(columns, like=self._like)

    def _told(self, own: int, other: int, themes: list[int], most: int = _TOLD) -> str:
        """Return the first of the themes, with the share that each has in the two profiles."""
        names = [self.themes[i] for i in themes[:most]]
        if self._measure not in ("share", "rate"):
            return ", ".join(names)
        pairs = [(self._shares[own, i], self._shares[other, i]) for i in themes[:most]]
        return ", ".join(
            f"{name} ({first:.0%}, {second:.0%})" for name, (first, second) in zip(names, pairs, strict=True)
        )

    @cached_property
    def _shares(self) -> Values:
        return distance("jensen-shannon", "share").prepare(self._counts)

    def _row(self, name: str | int) -> int:
        if self._groups is None:
            return self._scores._document(name)
        labels, keys = self._groups.labels, self._groups.keys
        if isinstance(name, str) and name in labels:
            return labels.index(name)
        if name is not None and name in keys:
            return keys.index(name)
        raise InputError(f"no group {shown(name)} of {shown(self._by)}: there is {listed(labels)}")

    def order(self, measure: str | None = None) -> tuple[list[str], list[str]]:
        """Return labels and themes so that those that are alike stand side by side, for a heat map.

        Hierarchical clustering with average linkage, its leaves in the best order that the tree allows
        (Bar-Joseph, Gifford, Jaakkola 2001); beyond 2,000 in the tree's own order. Themes are alike where the
        same profiles have them. Distances that differ by rounding alone count as equal, and of the two ends
        the one that comes first in the table stands first, so that the order is always the same. Profiles and
        themes without a mention come last.

        Parameters
        ----------
        measure : str, optional
            As in `similarity`.

        Raises
        ------
        OptionError
            As in `similarity`.
        """
        kind, distances = self._measured(measure)
        rows = best_order(distances)
        columns = best_order(kind.pairwise(np.ascontiguousarray(self._values.T)))
        return [self.labels[i] for i in rows], [self.themes[i] for i in columns]

    def correspondence(self) -> Correspondence:
        """Put profiles and themes on common axes, by correspondence analysis of the table of mentions.

        It is always mentions that are analysed, whatever the profiles' `measure`.

        Returns
        -------
        Correspondence
            Coordinates, contributions and cos2 of profiles and themes, inertia of the dimensions.

        Raises
        ------
        InputError
            Fewer than two profiles or two themes with mentions.

        Warns
        -----
        ThemescoreWarning
            Profiles and themes without a mention, which are left out; profiles that are all the same;
            dimensions of the same inertia.

        Examples
        --------
        >>> import themescore as ts
        >>> texts = ["Trade. Trade. Trade. Peace.", "Trade. Trade. Peace.", "Peace. Peace. Trade."]
        >>> scores = ts.score(ts.Corpus(texts, ids=["a", "b", "c"]), {"Trade": ["trade"], "Peace": ["peace"]})
        >>> scores.profiles().correspondence().to_frame()[["kind", "name", "dimension_1"]]
              kind   name  dimension_1
        0  profile      a        -0.31
        1  profile      b        -0.14
        2  profile      c         0.54
        3    theme  Trade        -0.30
        4    theme  Peace         0.44
        """
        found = analysed(self._counts, self.labels, self.themes, self._like)
        warn_of(found.warnings, stacklevel=2)
        return found

    def moves(
        self,
        over: str,
        *,
        measure: str = "jensen-shannon",
        level: float = 0.95,
        replicates: int = 2000,
        seed: int = 0,
        threads: int | None = None,
    ) -> Moves:
        """Say how far each group's profile moved from one period to the next, and what carries the move.

        The shares are those of the groups' documents of each period together; periods are in the order of
        their values, and those that a group lacks are passed over. Where the profiles are of documents, all
        documents are one group. It is always shares of mentions that move, whatever the profiles' `measure`.

        Parameters
        ----------
        over : str
            The metadata column of periods, such as years. Documents without a value are left out.
        measure : {"jensen-shannon", "hellinger"}
            The distance, as in `similarity`.
        level : float
            Confidence level of the intervals, between 0 and 1; what is found has a q below 1 - `level`.
        replicates : int
            How many times the bootstrap draws, and documents are dealt out at most, from 100.
        seed : int
            Where random numbers begin, from 0; the same seed gives the same numbers for any number of
            threads, up to rounding of the C library's logarithm between machines.
        threads : int, optional
            As in `score`.

        Returns
        -------
        Moves
            One row a group and period but the first: the distance, what chance alone gives, what is left
            without it with its interval, p and q of a permutation test; and the themes that carry each move.

        Raises
        ------
        InputError
            If there is no such column, it has one value only, or no group has documents of two.
        OptionError
            An option that cannot be.

        Warns
        -----
        ThemescoreWarning
            Documents without a value, groups of one period, too few documents for a p.

        Examples
        --------
        >>> import themescore as ts
        >>> years = [2023] * 5 + [2024] * 5
        >>> texts = ["Trade. Trade. Peace."] * 5 + ["Trade. Peace. Peace."] * 5
        >>> scores = ts.score(
        ...     ts.Corpus(texts, metadata={"year": years}), {"Trade": ["trade"], "Peace": ["peace"]}
        ... )
        >>> print(scores.profiles().moves("year").findings[0])
        all documents moved from 2023 to 2024: Trade from 67% to 33% of mentions, Peace from 33% to 67%
        (distance 0.29, by chance 0.08; q 0.008)
        """
        found = followed(
            self, over, measure=measure, level=level, replicates=replicates, seed=seed, threads=threads
        )
        warn_of(found.warnings, stacklevel=2)
        return found

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """The two closest, the two furthest apart, and of up to 12 profiles the nearest to each."""
        from themescore.profiling.findings import profile_findings

        return profile_findings(self)

    @property
    def plot(self) -> ProfilesPlots:
        """Plots: ``correspondence``, a map; see docs/plots.md.

        They need Altair: ``pip install "themescore[plot]"``.
        """
        from themescore.plots.registry import ProfilesPlots

        return ProfilesPlots(self)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        what = "document" if self._by is None else "group"
        of = "" if self._by is None else f"by {self._by!r}: "
        size = f"{counted(len(self), what)}, {counted(len(self.themes), 'theme')}"
        return f"Profiles({of}{size}; {self._measure})"

    def __str__(self) -> str:
        """Return the distances as a table for the terminal, and what there is to say about them."""
        from themescore.profiling.tables import profiles_text

        return profiles_text(self)

    def _repr_html_(self) -> str:
        from themescore.profiling.tables import profiles_table

        return profiles_table(self)
