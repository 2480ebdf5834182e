"""How a score comes about: frequency, rarity, cues and place, form by form."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from themescore import _core
from themescore.evidence.evidence import EvidenceSentence, highlighted
from themescore.scoring.emphasis import EmphasisWeights, mention_factors
from themescore.showing.figures import factor_text
from themescore.showing.terminal import aligned, cut, printable, width
from themescore.showing.view import cell, counted
from themescore.weighing.weighting import Weighting

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.scoring.scores import Scores

__all__ = ["ExplainedForm", "ExplainedMention", "ScoreExplanation"]

_SHOWN = 20  # rows and mentions; more are counted
_WIDEST = 100  # columns of a mention in the terminal


class ExplainedForm(NamedTuple):
    """What a form adds to a score: the product of its factors, divided by the document's length.

    Parameters
    ----------
    form : str
        What was found, normalised.
    frequency : int
        How many mentions it has.
    tf : float
        What the weighting makes of that: tf(frequency), of the document too where the scheme looks at it; the
        frequency itself by default. Where a form has several rows, tf of all its mentions is shared out by
        their frequency.
    rarity : float
        Its inverse document frequency.
    weight : float
        That of the patterns that found it; a form that patterns of several weights found has several rows.
    cue : float
        The mean of its mentions' cue factors.
    place : float
        The mean of their place factors, each weighted by the cue factor, so that the product is exact.
    score : float
        tf x rarity x weight x cue x place / length.
    """

    form: str
    frequency: int
    tf: float
    rarity: float
    weight: float
    cue: float
    place: float
    score: float


class ExplainedMention(NamedTuple):
    """A mention and what it contributes to a score.

    Parameters
    ----------
    form : str
        What was found, normalised.
    start, end : int
        Code points of the document, half-open.
    cue : str or None
        The kind of the cue that governs it.
    cue_level : int
        The cue's level; 0 without one.
    place : str
        As in `Scores.mentions`.
    quoted : bool
        Whether it stands between quotation marks.
    score : float
        What it adds to the score.
    sentence : EvidenceSentence
        Its sentence, with this mention alone.
    """

    form: str
    start: int
    end: int
    cue: str | None
    cue_level: int
    place: str
    quoted: bool
    score: float
    sentence: EvidenceSentence


class ScoreExplanation:
    """How a theme's ``emphasis`` or ``tfidf`` in a document comes about; what `Scores.explain` returns.

    The rows' scores add up to the score, and so do those of the mentions.
    """

    def __init__(
        self,
        theme: str,
        document: str,
        measure: str,
        score: float,
        length: float,
        weights: EmphasisWeights,
        weighting: Weighting,
        rows: tuple[ExplainedForm, ...],
        mentions: tuple[ExplainedMention, ...],
    ) -> None:
        self.theme, self.document, self.measure = theme, document, measure
        self.score, self.length = score, length
        self.weights, self.weighting, self.rows, self.mentions = weights, weighting, rows, mentions

    def to_frame(self) -> Any:
        """Return a pandas frame with one row a form, the highest score first."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(ExplainedForm._fields))

    def _title(self) -> str:
        return f"{self.measure} {factor_text(self.score)} of {counted(len(self.mentions), 'mention')}"

    def _columns(self) -> list[str]:
        """Return the columns that are shown; tf is one where it is not the frequency itself."""
        return [name for name in ExplainedForm._fields[1:] if name != "tf" or self.weighting.tf != "raw"]

    def _cells(self, row: ExplainedForm) -> list[str]:
        values = row._asdict()
        return [
            f"{row.frequency:,}" if name == "frequency" else factor_text(values[name])
            for name in self._columns()
        ]

    def _notes(self) -> list[str]:
        """Return what the columns do not say."""
        raw = self.weighting.tf == "raw"
        product = "the product" if raw else "the product of tf and all after it,"
        notes = [f"score: {product} divided by the document's norm, {factor_text(self.length)}"]
        if not raw:
            notes.append(f"tf: what tf={self.weighting.tf!r} makes of the frequency")
        if self.weighting != Weighting():
            notes.append(f"weighted by {self.weighting!r}")
        return notes

    def __repr__(self) -> str:
        head = ["form", *self._columns()]
        table = [head, *([cut(printable(row.form), 40), *self._cells(row)] for row in self.rows[:_SHOWN])]
        lines = [f"{printable(self.theme)} in {printable(self.document)}: {self._title()}", *aligned(table)]
        if len(self.rows) > _SHOWN:
            lines.append(f"and {counted(len(self.rows) - _SHOWN, 'form')} more")
        if self.rows:
            lines += self._notes()
        marks = [_marks(mention) for mention in self.mentions[:_SHOWN]]
        room = max(map(width, marks), default=0)
        for mark, mention in zip(marks, self.mentions, strict=False):
            sentence = "".join(f"[{part}]" if found else part for part, found in mention.sentence.parts())
            line = mark + " " * (room - width(mark)) + "  " + _around(printable(sentence))
            lines.append(cut(line, _WIDEST))
        if len(self.mentions) > _SHOWN:
            lines.append(f"and {counted(len(self.mentions) - _SHOWN, 'mention')} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        left, right = "style='text-align: left'", "style='text-align: right'"
        head = f"<th {left}>form</th>" + "".join(f"<th {right}>{name}</th>" for name in self._columns())
        rows = "".join(
            f"<tr><th {left}>{cell(row.form)}</th>"
            + "".join(f"<td {right}>{value}</td>" for value in self._cells(row))
            + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        heads = "".join(f"<th {left}>{name}</th>" for name in ("score", "cue", "place", "sentence"))
        mentions = "".join(
            f"<tr><td {right}>{factor_text(mention.score)}</td><td {left}>{cell(_cue(mention))}</td>"
            f"<td {left}>{mention.place}{', quoted' * mention.quoted}</td>"
            f"<td style='text-align: left; white-space: normal'>{highlighted(mention.sentence)}</td></tr>"
            for mention in self.mentions[:_SHOWN]
        )
        more = max(len(self.rows), len(self.mentions)) > _SHOWN
        return (
            f"<p><b>{cell(self.theme)}</b> in {cell(self.document)}: {html.escape(self._title())}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>{html.escape('; '.join(self._notes()), quote=False)}</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{mentions}</tbody></table>"
            + ("<p>all of them in <code>.rows</code> and <code>.mentions</code></p>" if more else "")
        )


def _cue(mention: ExplainedMention) -> str:
    return f"{mention.cue} {mention.cue_level}" if mention.cue is not None else ""


def _marks(mention: ExplainedMention) -> str:
    marks = [factor_text(mention.score), _cue(mention), mention.place, "quoted" if mention.quoted else ""]
    return "  " + printable(", ".join(mark for mark in marks if mark))


def _around(sentence: str) -> str:
    """Return the sentence from a little before its mention, which may stand far into it."""
    at = sentence.find("[")
    return sentence if at < 40 else "…" + sentence[at - 30 :]


def explain(
    scores: Scores,
    theme: int,
    document: int,
    measure: str,
    weights: EmphasisWeights | None,
    weighting: Weighting,
) -> ScoreExplanation:
    """Explain the emphasis or tfidf of a theme in a document, both by their index."""
    # First, because it says whether the weighting has a weight for all that was found.
    score = float(scores._measured(measure, weights, weighting)[document, theme])
    tfidf = measure == "tfidf"
    weights = weights or (EmphasisWeights.equal() if tfidf else EmphasisWeights())
    counts, collection, compiled = scores._counts, scores._collection, weighting._compiled()
    all_mentions = counts.mentions
    its_own = (all_mentions["theme"] == theme) & (all_mentions["document"] == document)
    found = all_mentions[its_own]
    tf = counts.mention_tf(compiled, collection)[its_own]
    weight, cue, place = mention_factors(found, weights, scores.themes)
    weight = np.ones_like(weight) if tfidf else weight
    idf = _core.mention_idf(compiled, collection)[found["form"]]
    length = float(scores._lengths(weighting)[document])
    rows = []
    for form, own in sorted(set(zip(found["form"].tolist(), weight.tolist(), strict=True))):
        chosen = (found["form"] == form) & (weight == own)
        rarity = float(idf[chosen][0])
        factors = _means(cue[chosen], place[chosen])
        number = int(chosen.sum())
        weighed = number * float(tf[chosen][0])
        total = weighed * rarity * own * factors[0] * factors[1] / length
        rows.append(ExplainedForm(counts.forms[form], number, weighed, rarity, own, *factors, total))
    rows.sort(key=lambda row: -row.score)
    by_mention = tf * idf * weight * cue * place / length
    mentions = [
        _mention(scores, mention, float(share))
        for mention, share in sorted(
            zip(found, by_mention, strict=True), key=lambda pair: (-pair[1], int(pair[0]["start"]))
        )
    ]
    name, id_ = scores.themes.names[theme], scores.ids[document]
    return ScoreExplanation(
        name, id_, measure, score, length, weights, weighting, tuple(rows), tuple(mentions)
    )


def _means(cue: npt.NDArray[np.float64], place: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return the mean of the cues and that of the places, whose product is the mean of the products."""
    total = float(cue.sum())
    return float(cue.mean()), float((cue * place).sum() / total) if total else float(place.mean())


def _mention(scores: Scores, mention: Any, score: float) -> ExplainedMention:
    document, number = int(mention["document"]), int(mention["sentence"])
    span = int(mention["start"]), int(mention["end"])
    start, end, text = scores._mentioned_sentence(document, number)
    kind = int(mention["cue"])
    return ExplainedMention(
        scores._counts.forms[int(mention["form"])],
        *span,
        None if scores.cues is None or kind == _core.NO_CUE else scores.cues._kinds[kind].name,
        int(mention["cue_level"]),
        _core.PLACES[int(mention["place"])],
        bool(mention["quoted"]),
        score,
        EvidenceSentence(scores.ids[document], number, start, end, text, (span,)),
    )
