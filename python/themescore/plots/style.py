"""What all plots have in common: colours, fonts, names, titles and the note on where numbers come from."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from themescore.errors import InputError, check_whole_number, listed, shown
from themescore.showing.terminal import cut, cut_start, printable, width, wrapped
from themescore.showing.view import counted

if TYPE_CHECKING:
    from themescore.comparing.comparison import Comparison
    from themescore.scoring.scores import Scores

# Okabe and Ito (2008): told apart by the colour-blind.
BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
BLACK, GREY, PALE = "#222222", "#8A8A8A", "#E3E3E3"
CATEGORIES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
FONT = (
    "Arial, Helvetica, Liberation Sans, DejaVu Sans, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, "
    "Source Han Sans SC, WenQuanYi Micro Hei, SimHei, sans-serif"
)
LONGEST_LABEL = 260  # pixels
TALL = 40  # rows, from which on an axis stands at both ends
MOST_ROWS = 1000  # of a picture; more cannot be read, and the renderer gives up at some thousands

_MOST_OBJECTS = 2000  # rows of data that are written as objects

_CHARACTER = 6.2  # pixels of a column of a subtitle
_LONGEST_SENTENCE = 110
_TAG = re.compile("<(?=[a-zA-Z/!?])")


def name(text: str) -> str:
    """Return a name as a chart shows it: on one line, and with what begins a tag of HTML written as ‹.

    Altair writes text into pages as it is, where </script> would end the script.
    """
    return _TAG.sub("‹", printable(text))


def names(texts: Iterable[str]) -> list[str]:
    """Return names as a chart shows them, each there once."""
    taken: dict[str, int] = {}
    shown_names = []
    for text in texts:
        base = candidate = name(text) or "(empty)"
        while candidate in taken:
            taken[base] += 1
            candidate = f"{base} ({taken[base]})"
        taken[candidate] = 1
        shown_names.append(candidate)
    return shown_names


def number(value: float) -> float | None:
    """Return a number that JSON has, None for nan and infinity."""
    return float(value) if math.isfinite(value) else None


class _Rows(alt.InlineData):  # type: ignore[misc]
    """Data that copies of a chart share: Altair copies a chart whenever it is combined or configured."""

    def __deepcopy__(self, memo: Any = None) -> _Rows:
        return self


def rows_of(rows: Sequence[dict[str, Any]]) -> Any:
    """Return rows as data of a chart; Altair's limit of 5,000 does not hold for them.

    More than 2,000 are written as CSV, one string: Altair checks and copies each value of each row several
    times over, which for the 20,000 mentions of 200 documents takes some seconds.
    """
    if len(rows) <= _MOST_OBJECTS:
        return _Rows(values=list(rows))
    columns = {column: _parsed_as(rows, column) for column in rows[0]}
    there = {column: kind for column, kind in columns.items() if kind is not None}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(there)
    writer.writerows([_field(row[column]) for column in there] for row in rows)
    return _Rows(values=text.getvalue(), format=alt.CsvDataFormat(type="csv", parse=there))


def _parsed_as(rows: Sequence[dict[str, Any]], column: str) -> str | None:
    """Return what Vega-Lite is to read a column as; None if it is empty."""
    value = next((row[column] for row in rows if row[column] not in (None, "")), None)
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, (int, float)) else "string"


def _field(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def check_rows(number: int, what: str, instead: str) -> None:
    """Raise InputError if there are more rows than a picture shows."""
    if number > MOST_ROWS:
        raise InputError(
            f"{number:,} {what} are more rows than can be read in a picture ({MOST_ROWS:,} at most): "
            f"{instead}"
        )


def chosen(given: str | Iterable[str] | None, there: Sequence[str], what: str) -> list[str]:
    """Return the names that were asked for, all for None; raise InputError for one that there is not."""
    if given is None:
        return list(there)
    wanted = [given] if isinstance(given, str) else list(given)
    for one in wanted:
        if one not in there:
            raise InputError(f"no {what} {shown(one)}: there is {listed(there)}")
    if not wanted:
        raise InputError(f"{what}s: name at least one of {listed(there)}")
    return list(dict.fromkeys(wanted))


def at_most(option: str, value: object) -> int:
    """Return how many are asked for, from 1."""
    return check_whole_number(option, value, 1, 10_000)


def step(rows: int) -> int:
    """Return how many pixels high a row is: the more there are the lower."""
    return 24 if rows <= 12 else 18 if rows <= 40 else 14 if rows <= 100 else 11


def label_size(rows: int) -> int:
    """Return the size of the letters beside so many rows."""
    return 12 if rows <= 40 else 11 if rows <= 100 else 9


def axis_above(chart: Any, x: Any) -> Any:
    """Return a layer that shows nothing but the axis of a tall picture once more, above it."""
    axis = x["axis"].copy()
    axis["orient"], axis["grid"] = "top", False
    channel = x.copy()
    channel["axis"] = axis
    return chart.mark_point(opacity=0).encode(x=channel)


def resolved(chart: Any, rows: int) -> Any:
    """Return a layered chart in which, if it is tall, each layer has the axis of x that it brings."""
    return chart.resolve_axis(x="independent") if rows > TALL else chart


def label_width(texts: Iterable[str], size: int = 11) -> float:
    """Return about how many pixels the longest label takes."""
    return min(max((width(text) for text in texts), default=0) * size * 0.56, LONGEST_LABEL)


def finished(chart: Any, title: str, lines: Iterable[str], pixels: float) -> Any:
    """Return a chart with its title, and below it what has to be known to read it, wrapped to its width."""
    room = max(int(pixels / _CHARACTER), 60)
    subtitle = [part for line in lines if line for part in wrapped(line, room)]
    text = wrapped(name(title), max(int(pixels / 9), 40))
    heading = alt.TitleParams(
        text=text,
        subtitle=subtitle,
        anchor="start",
        frame="bounds",
        fontSize=15,
        subtitleFontSize=11,
        subtitleColor="#555555",
        subtitleLineHeight=15,
        subtitlePadding=5,
        offset=14,
    )
    return (
        chart.properties(title=heading, padding=12, background="white")
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            titleColor="#444444",
            gridColor="#ECECEC",
        )
        .configure_axisX(labelFlush=False)  # a number beside its tick is that of another place
        .configure_legend(
            labelFontSize=11, titleFontSize=11, titleFontWeight="normal", labelLimit=LONGEST_LABEL
        )
    )


def source(scores: Scores) -> str:
    """Return what the numbers rest on."""
    words = int(scores._counts.words.sum())
    return f"Source: {counted(len(scores.ids), 'document')}, {counted(words, 'word')}."


def interval_source(comparison: Comparison) -> str:
    """Return what the numbers and intervals of a comparison rest on."""
    first = comparison.groups[0], comparison.rows[0].theme
    rows = [row for row in comparison.rows if row.theme == first[1]]
    size = f"{counted(sum(row.documents for row in rows), 'document')}, "
    size += counted(sum(row.words for row in rows), "word")
    return (
        f"Source: {size}; {100 * comparison.level:g}% intervals ({comparison.interval}) of a bootstrap over "
        f"documents, {comparison.replicates:,} replicates, seed {comparison.seed}."
    )


def excerpt(scores: Scores, mention: Any) -> str:
    """Return a mention in its sentence, cut short around it, the mention in brackets."""
    start, _, text = scores._mentioned_sentence(int(mention["document"]), int(mention["sentence"]))
    begin, end = int(mention["start"]) - start, int(mention["end"]) - start
    before, own, after = text[:begin], text[begin:end], text[end:]
    room = max(_LONGEST_SENTENCE - width(own), 20)
    tail = cut(after, room * 2 // 3)
    head = cut(before[::-1], room - min(width(tail), room * 2 // 3))[::-1]
    return name(f"{head}[{own}]{tail}")


def short_labels(
    texts: Iterable[str], size: float, *, pixels: float = LONGEST_LABEL, label: str = "datum.label"
) -> dict[str, Any]:
    """Return the options of an axis whose labels are no longer than so many pixels.

    Labels that would then be alike keep their ends as well. Vega's own limit measures every label many times
    over: for 200 long Chinese names that takes a minute.

    Parameters
    ----------
    texts : iterable of str
        The labels.
    size : float
        Of their letters.
    pixels : float
        How long they may be.
    label : str
        The expression that yields one of the texts.
    """
    texts = list(dict.fromkeys(texts))
    shortest = Counter(cut_to(text, pixels, size) for text in texts)
    cuts = {
        text: cut if shortest[cut] == 1 else _cut_within(text, pixels, size)
        for text in texts
        if (cut := cut_to(text, pixels, size)) != text
    }
    if not cuts:
        own = {} if label == "datum.label" else {"labelExpr": label}
        return {"labelLimit": 0, "labelFontSize": size} | own
    long, short = (json.dumps(list(some), ensure_ascii=False) for some in (cuts, cuts.values()))
    place = f"indexof({long}, {label})"
    return {
        "labelLimit": 0,
        "labelFontSize": size,
        "labelExpr": f"{place} < 0 ? {label} : {short}[{place}]",
    }


def legend_columns(texts: Sequence[str], pixels: float) -> int:
    """Return how many entries of a legend stand side by side above a picture of so many pixels."""
    return min(len(texts), max(int(pixels / (label_width(texts) + 30)), 1))


def cut_to(text: str, pixels: float, size: float) -> str:
    """Return a text that fits into so many pixels, with an ellipsis if something is lost."""
    return cut(text, _columns(text, pixels, size))


def _cut_within(text: str, pixels: float, size: float) -> str:
    """Return the start and the end of a text."""
    room = _columns(text, pixels, size)
    return cut(text, room - room // 2 + 1)[:-1] + cut_start(text, room // 2)


def _columns(text: str, pixels: float, size: float) -> int:
    """Return how many columns of a text fit: a Chinese character takes two, of less room than two letters."""
    columns = width(text)
    wide = max(columns - len(text), 0)
    return max(int(pixels * columns / max(size * (0.56 * (columns - 2 * wide) + wide), 1)), 8)
