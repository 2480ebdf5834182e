"""What coders' judgements say about themes."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore.agreement import check_level
from themescore.coding.coders import ALL, agreement_rows
from themescore.coding.estimates import Interval, columns_of
from themescore.coding.quality import Quality, quality_rows
from themescore.corpora.frames import build
from themescore.errors import InputError, ThemescoreWarning, listed, shown
from themescore.showing.view import _table, cell, counted

if TYPE_CHECKING:
    from themescore.scoring.scores import Scores

__all__ = ["CodingResult"]

_FEW = 20  # codes, below which an interval is too wide to say much


class CodingResult:
    """Precision, recall and agreement, from sheets that were coded; what `CodingSheet.read` returns.

    The unit is the sentence. Where coders disagree, an item counts as the mean of their codes. The measures
    are described in docs/audit.md, and `CodingSheet` has an example.
    """

    def __init__(
        self,
        key: Mapping[str, Any],
        codes: Mapping[str, Mapping[str, int]],
        notes: Sequence[str] = (),
        level: float = 0.95,
    ) -> None:
        self._key, self._codes, self._notes = key, codes, tuple(notes)
        self._level = check_level(level)

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded, in the order of the sheets."""
        return tuple(self._codes)

    @cached_property
    def _quality(self) -> list[Quality]:
        return quality_rows(self._key, self._codes, self._level)

    def to_frame(self) -> Any:
        """Return one row a theme, as a pandas frame.

        Columns: theme, found and others (sentences of the corpus with a mention and without), found_coded and
        others_coded, precision, recall and factor (precision / recall), each with _low and _high.
        """
        columns: dict[str, list[Any]] = {
            name: [getattr(row, name) for row in self._quality]
            for name in ("theme", "found", "others", "found_coded", "others_coded")
        }
        for name in ("precision", "recall", "factor"):
            columns |= columns_of(name, [getattr(row, name) for row in self._quality])
        return build(columns, like=None)

    @cached_property
    def _agreement(self) -> list[dict[str, Any]]:
        return agreement_rows(self._key, self._codes, self._level)

    @property
    def agreement(self) -> Any:
        """How far coders agree: each two of them and, if there are more, all; over all themes and by theme.

        Columns: theme, coders, items (that both coded), agreed (share of items), kappa (Cohen's; of two
        coders) and alpha (Krippendorff's, nominal), each with _low and _high: percentiles of 2,000
        bootstrap draws of items.
        """
        names = [
            "theme", "coders", "items", "agreed", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low",
            "alpha_high",
        ]  # fmt: skip
        return build({name: [row[name] for row in self._agreement] for name in names}, like=None)

    @property
    def disagreements(self) -> Any:
        """The items with different codes: item, theme, document, sentence, and a column for each coder."""
        items = [
            item
            for item in self._key["items"]
            if len({marks[item] for marks in self._codes.values() if item in marks}) > 1
        ]
        known = [self._key["items"][item] for item in items]
        columns: dict[str, list[Any]] = {"item": items}
        for name, field in (("theme", "theme"), ("document", "document"), ("sentence", "text")):
            columns[name] = [item.get(field) for item in known]
        words = {1: "yes", 0: "no"}
        for coder, marks in self._codes.items():
            columns[coder if coder not in columns else f"{coder} (coder)"] = [
                words.get(marks.get(item, -1), "") for item in items
            ]
        return build(columns, like=None)

    def corrected(self, scores: Scores, *, documents: bool = False) -> Any:
        r"""Return rates corrected for what the themes find wrongly and miss.

        .. math:: r^* = r \frac{\text{precision}}{\text{recall}} = r \left(p + q \frac{N_0}{N_1}\right)

        with the rate r (mentions per 1,000 words), the share p of the :math:`N_1` sentences found that are
        right, and the share q of the :math:`N_0` others that should have been found. This is the estimator
        of Rogan and Gladen (1978) with the sensitivity and specificity of the sample itself, which are
        known here from both sides because found and other sentences were drawn apart (Tenenbein 1970:
        double sampling). It takes for granted that a sentence missed holds as many mentions as one found,
        and, for single documents, that the errors are the same in all of them.

        Parameters
        ----------
        scores : Scores
            Of the same themes; the documents may be others of the same kind.
        documents : bool
            Whether each document gets a row, instead of all together.

        Returns
        -------
        frame
            (document,) theme, rate, corrected, low, high. The interval is that of the coding alone; nan where
            there are no codes.

        Raises
        ------
        InputError
            If the scores lack a theme that was coded.

        References ---------- Rogan, W. J., Gladen, B. (1978). Estimating prevalence from the results of a
        screening test. American Journal of Epidemiology 107, 71-76. Tenenbein, A. (1970). A double sampling
        scheme for estimating from binomial data with misclassifications. JASA 65, 1350-1361.
        """
        absent = [row.theme for row in self._quality if row.theme not in scores.themes]
        if absent:
            raise InputError(f"themes that were coded but not scored: {listed(absent)}")
        for row in self._quality:
            if math.isnan(row.factor.value):
                warnings.warn(_why_not(row), ThemescoreWarning, stacklevel=2)
        number = scores._measured("count")
        words = scores.words
        columns: dict[str, list[Any]] = {
            name: [] for name in ("document", "theme", "rate", "corrected", "low", "high")
        }
        for row in self._quality:
            mentions = number[:, scores.themes.names.index(row.theme)]
            if documents:
                rates = np.divide(1000 * mentions, words, out=np.zeros(len(words)), where=words > 0)
                columns["document"] += scores.corpus.ids
            else:
                rates = np.array([1000 * mentions.sum() / max(1, words.sum())])
            columns["theme"] += [row.theme] * len(rates)
            columns["rate"] += rates.tolist()
            for name, end in zip(("corrected", "low", "high"), row.factor, strict=True):
                columns[name] += (rates * end).tolist()
        if not documents:
            del columns["document"]
        return build(columns, like=scores.corpus._frame)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be said beside the numbers, in plain words."""
        notes = list(self._notes)
        items = len(self._key["items"])
        coded = len({item for marks in self._codes.values() for item in marks})
        if coded < items:
            how = "" if coded else ": yes or no belongs in the column code"
            notes.append(f"{items - coded:,} of {items:,} items are not coded{how}")
        few = []
        for row in self._quality:
            if math.isnan(row.factor.value):
                notes.append(_why_not(row))
            elif row.others_coded < _FEW and row.others:
                few.append(row)
        if few:
            least, most = min(row.others_coded for row in few), max(row.others_coded for row in few)
            number = f"{least}" if least == most else f"{least} to {most}"
            notes.append(
                f"recall rests on only {number} coded sentences without a mention in "
                f"{listed(row.theme for row in few)}: draw more, or with negatives=0.5"
            )
        return tuple(notes)

    def __str__(self) -> str:
        from themescore.showing.terminal import aligned, printable

        percent = f"{100 * self._level:g}%"
        head = ["theme", "coded", "precision", percent, "recall", percent, "rate times", percent]
        table = [head, *([printable(value) for value in row] for row in self._cells())]
        lines = [repr(self), "", *aligned(table)]
        for row in self._agreement:
            if row["theme"] == ALL:
                kappa = "" if math.isnan(row["kappa"]) else f"kappa {_text(row, 'kappa')}, "
                who, number = printable(row["coders"]), counted(row["items"], "item")
                lines += [
                    "",
                    f"{who}: {number}, {row['agreed']:.0%} agreed, {kappa}alpha {_text(row, 'alpha')}",
                ]
        return "\n".join(
            [*lines, *([""] if self.warnings else []), *(f"! {printable(n)}" for n in self.warnings)]
        )

    def _cells(self) -> list[list[str]]:
        rows = []
        for row in self._quality:
            cells = [row.theme, f"{row.found_coded} + {row.others_coded}"]
            for name, is_share in (("precision", True), ("recall", True), ("factor", False)):
                interval: Interval = getattr(row, name)
                cells += [_number(interval.value, is_share), _ends(interval, is_share)]
            rows.append(cells)
        return rows

    def __repr__(self) -> str:
        coded = len({item for marks in self._codes.values() for item in marks})
        return f"CodingResult({counted(coded, 'item')} coded by {listed(self.coders) or 'nobody'})"

    def _repr_html_(self) -> str:
        percent = f"{100 * self._level:g}%"
        head = ["theme", "coded", "precision", percent, "recall", percent, "rate times", percent]
        body = ([cell(value) for value in row] for row in self._cells())
        notes = "".join(f"<p>! {cell(note, 1000)}</p>" for note in self.warnings)
        return _table("Coding", repr(self), head, body, 0) + notes


def _why_not(row: Quality) -> str:
    if not row.found_coded:
        return f"{shown(row.theme)}: no sentence that was found is coded, so there is no precision"
    return (
        f"{shown(row.theme)}: no sentence without a mention is coded, so there is no recall and no correction"
    )


def _number(value: float, is_share: bool) -> str:
    return "–" if math.isnan(value) else f"{value:.0%}" if is_share else f"{value:.2f}"


def _ends(interval: Interval, is_share: bool) -> str:
    if math.isnan(interval.value):
        return ""
    return f"{_number(interval.low, is_share)} to {_number(interval.high, is_share)}"


def _text(row: Mapping[str, Any], name: str) -> str:
    if math.isnan(row[name]):
        return "undefined (one code only)"
    return f"{row[name]:.2f} ({row[f'{name}_low']:.2f} to {row[f'{name}_high']:.2f})"
