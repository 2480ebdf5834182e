"""What tables show: scores, comparisons, key terms and trends, with the numbers as people read them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from themescore.showing import figures
from themescore.showing.view import counted
from themescore.tables.display import Column, DisplayTable

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison, ComparisonRow
    from themescore.comparing.key_terms import Keyness
    from themescore.scoring.scores import Scores
    from themescore.trends.trend import Trend, TrendRow

_TITLES = {
    "count": ("Mentions of each theme", "mentions"),
    "rate": ("How often each theme is mentioned", "mentions per 1,000 words"),
    "share": ("What share of the mentions each theme has", "share of the mentions of top-level themes"),
    "tfidf": ("How much of each text its themes make up", "tf-idf of the words that mention them"),
    "emphasis": ("What each text emphasises", "tf-idf, weighted by cue and place"),
}
_DIGITS = "0.000"


def of_scores(scores: Scores, measure: str) -> DisplayTable:
    """Return a row for each document, a column for each theme."""
    values = scores._measured(measure)
    title, unit = _TITLES[measure]
    whole = measure == "count"
    decimals = figures.decimals_for([float(values.max(initial=0))])
    columns = [Column("document", "", text=True)]
    for name in scores.themes.names:
        columns.append(Column(name, name, number_format="0" if whole else _DIGITS))
    words = int(scores.words.sum())
    return DisplayTable(
        title=title,
        subtitle=f"{unit}; {counted(len(scores.ids), 'document')}, {counted(words, 'word')}",
        columns=tuple(columns),
        rows=tuple((name, *row) for name, row in zip(scores.ids, values.tolist(), strict=True)),
        texts=tuple(
            (name, *(f"{x:,}" if whole else figures.rate_text(x, decimals) for x in row))
            for name, row in zip(scores.ids, values.tolist(), strict=True)
        ),
    )


def of_comparison(comparison: Comparison) -> DisplayTable:
    """Return a row for each theme and group, theme by theme, the group with the highest rate first."""
    level, unit, others = f"{100 * comparison.level:g}% interval", comparison.measure.short, comparison.others
    ratio = f"times {others}"
    columns = (
        Column("theme", "theme", text=True),
        Column("group", comparison.by, text=True),
        Column("documents", "documents", number_format="0"),
        Column("mentions", "mentions", number_format="0"),
        Column("rate", unit, number_format=_DIGITS),
        Column("low", "from", level, number_format=_DIGITS),
        Column("high", "to", level, number_format=_DIGITS),
        Column("ratio", ratio, number_format="0.00"),
        Column("ratio_low", "from", f"{level} ", number_format="0.00"),
        Column("ratio_high", "to", f"{level} ", number_format="0.00"),
        Column("q", "q", number_format=_DIGITS),
        Column("dispersion", "DP", number_format="0.00"),
    )
    usual = figures.decimals_for(row.rate for row in comparison.rows)
    rows: list[tuple[Any, ...]] = []
    texts: list[tuple[str, ...]] = []
    for theme, of_theme in figures.strongest_first(comparison.rows).items():
        decimals = figures.theme_decimals((row.rate for row in of_theme), usual)
        for row in of_theme:
            values = {name: getattr(row, name) for name in _COMPARED}
            if row.mentions == 0 or row.other_rate == 0:
                values["ratio"] = math.nan  # it is half a mention that makes one of it
            rows.append((theme, row.group, *values.values()))
            texts.append((theme, row.group, *_comparison_texts(row, decimals)))
    within = f", within {comparison.within}" if comparison.within else ""
    notes = (
        f"Intervals: bootstrap over documents, {comparison.replicates:,} replicates, seed {comparison.seed}"
        f"{within}. q: share of false findings among rows with a q no larger. "
        "DP: how unevenly documents share the mentions, 0 to 1.",
        *comparison.findings,
        *(f"Mind: {warning}" for warning in comparison.warnings),
    )
    return DisplayTable(
        title=f"Themes by {comparison.by}",
        subtitle=f"{comparison.measure.unit}; each compared with {others}",
        columns=columns,
        rows=tuple(rows),
        texts=tuple(texts),
        notes=notes,
        grouped=True,
    )


_COMPARED = (
    "documents",
    "mentions",
    "rate",
    "low",
    "high",
    "ratio",
    "ratio_low",
    "ratio_high",
    "q",
    "dispersion",
)


def _comparison_texts(row: ComparisonRow, decimals: int) -> tuple[str, ...]:
    return (
        f"{row.documents:,}",
        f"{row.mentions:,}",
        *(figures.rate_text(rate, decimals) for rate in (row.rate, row.low, row.high)),
        figures.ratio_text(row),
        figures.ratio_number(row.ratio_low),
        figures.ratio_number(row.ratio_high),
        figures.probability_text(row.q),
        figures.measure_text(row.dispersion),
    )


def of_keyness(keyness: Keyness, top: int) -> DisplayTable:
    """Return the first terms of each group."""
    texts = tuple((group, *row) for group, rows in keyness._shown(top) for row in rows)
    columns = (
        Column("group", keyness.by, text=True),
        Column("term", "term", text=True),
        Column(keyness.measures[0], keyness.measures[0], number_format="0.00"),
        Column("rate", "here", "per 1,000 words", number_format=_DIGITS),
        Column("other_rate", "elsewhere", "per 1,000 words", number_format=_DIGITS),
        Column("documents", "documents", number_format="0"),
        Column("dispersion", "DP", number_format="0.00"),
    )
    terms = counted(len(keyness.terms), "term")
    return DisplayTable(
        title=f"Key terms by {keyness.by}",
        subtitle=f"the first {top:,} of each group by {keyness.measures[0]}, of {terms}",
        columns=columns,
        rows=tuple(keyness._rows([column.name for column in columns[2:]], top)),
        texts=texts,
        notes=(
            "Documents: of the group, that have the term. DP: how unevenly they share it, 0 to 1. Terms are "
            "ranked, not tested: their measures take words for independent draws.",
            *keyness.warnings,
        ),
        grouped=True,
    )


def of_trend(trend: Trend) -> DisplayTable:
    """Return a row for each theme."""
    first, last, level = trend.times[0], trend.times[-1], f"{100 * trend.level:g}% interval"
    change = "change a year" if trend.years else f"change for 1 of {trend.by}"
    columns = (
        Column("theme", "theme", text=True),
        Column("mentions", "mentions", number_format="0"),
        Column("rate_first", first, "rate", number_format=_DIGITS),
        Column("rate_last", last, "rate", number_format=_DIGITS),
        Column("slope", change, number_format=_DIGITS),
        Column("slope_low", "from", level, number_format=_DIGITS),
        Column("slope_high", "to", level, number_format=_DIGITS),
        Column("tau", "tau", number_format="0.00"),
        Column("q", "q", number_format=_DIGITS),
        Column("breaks", "breaks", number_format="0"),
    )
    names = [column.name for column in columns]
    notes = (
        "Change: Sen's slope. tau: Kendall's, from -1 to 1. q: share of false findings among rows with a q "
        "no larger (Mann-Kendall).",
        *trend.findings,
        *(f"Mind: {warning}" for warning in trend.warnings),
    )
    return DisplayTable(
        title=f"Themes over time, by {trend.by}",
        subtitle=f"mentions per 1,000 words; {counted(len(trend.times), 'time')}, {first} to {last}",
        columns=columns,
        rows=tuple(tuple(getattr(row, name) for name in names) for row in trend.rows),
        texts=tuple(_trend_texts(row) for row in trend.rows),
        notes=notes,
    )


def _trend_texts(row: TrendRow) -> tuple[str, ...]:
    rates = row.rate_first, row.rate_last
    decimals = figures.theme_decimals(rates, figures.decimals_for(rates))
    changes: Sequence[float] = row.slope, row.slope_low, row.slope_high
    digits = figures.change_decimals(*changes)
    return (
        row.theme,
        f"{row.mentions:,}",
        *(figures.rate_text(rate, decimals) for rate in rates),
        *(figures.change_text(value, digits) for value in changes),
        figures.measure_text(row.tau),
        figures.probability_text(row.q),
        f"{row.breaks:,}" if row.breaks else "",
    )
