"""Which sentences are the evidence of a theme, in which order, and why."""

from __future__ import annotations

from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Any

import numpy as np

from themescore import _core
from themescore.comparing.grouping import any_groups_of, documents_of
from themescore.corpora.corpus import Corpus
from themescore.errors import InputError, OptionError, check_option, check_whole_number
from themescore.evidence.evidence import STRONGEST, Evidence, EvidenceSentence
from themescore.scoring.emphasis import EmphasisWeights, mention_factors
from themescore.showing.view import counted

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.comparing.comparison import Comparison
    from themescore.comparing.grouping import By
    from themescore.scoring.scores import Scores

_ORDERS = ("text", STRONGEST, "sample")
_MOST_CONTEXT = 20


def evidence(
    scores: Scores,
    theme: int,
    document: int | None = None,
    *,
    group: object = None,
    by: By | None = None,
    order: str = "text",
    limit: int | None = None,
    context: int = 0,
    seed: int = 0,
    weights: EmphasisWeights,
) -> Evidence:
    """Gather the sentences that mention a theme, by its index; `Scores.evidence` has the documentation."""
    chosen = np.ones(len(scores.ids), bool) if document is None else np.arange(len(scores.ids)) == document
    if by is not None or group is not None:
        chosen &= _in_group(scores, group, by)
    return of_documents(
        scores, theme, chosen, order=order, limit=limit, context=context, seed=seed, weights=weights
    )


def of_comparison(
    comparison: Comparison,
    theme: str,
    group: object,
    *,
    order: str,
    limit: int | None,
    context: int,
    seed: int,
) -> Evidence:
    """Gather the sentences of a comparison's row; `Comparison.evidence` has the documentation."""
    scores, groups = comparison._scores, comparison._groups
    if scores is None or groups is None:
        raise InputError("this comparison has no documents behind it: take it from Scores.compare")
    number, chosen = scores._theme(theme), documents_of(groups, group)
    options: dict[str, Any] = {"order": order, "limit": limit, "context": context, "seed": seed}
    return of_documents(scores, number, chosen, weights=EmphasisWeights(), **options)


def of_documents(
    scores: Scores,
    theme: int,
    chosen: npt.NDArray[np.bool_],
    *,
    order: str,
    limit: int | None,
    context: int,
    seed: int,
    weights: EmphasisWeights,
) -> Evidence:
    """Gather the sentences that mention a theme in the documents that were chosen."""
    check_option("order", order, _ORDERS)
    check_whole_number("context", context, 0, _MOST_CONTEXT)
    check_whole_number("seed", seed, 0, 2**64 - 1)
    if limit is not None:
        limit = check_whole_number("limit", limit, 1, 2**63 - 1, ", or None for all")
    if context and not isinstance(scores._documents, Corpus):
        raise InputError(
            f"context={context}: the sentences around are in the texts, which "
            f"{scores._documents._where_texts_went}: leave it out, or score a Corpus of them"
        )
    mentions = scores._counts.mentions
    found = mentions[(mentions["theme"] == theme) & chosen[mentions["document"]]]
    factors = mention_factors(found, weights, scores.themes)
    own, by_mention = factors.pattern, factors.product
    # Mentions come in order, so a sentence begins wherever document or sentence changes.
    changed = (np.diff(found["document"]) != 0) | (np.diff(found["sentence"]) != 0)
    firsts = np.flatnonzero(np.concatenate([[len(found) > 0], changed]))
    spans = list(starmap(slice, pairwise([*firsts.tolist(), len(found)])))
    chosen_spans = [spans[i] for i in _ordered(by_mention, firsts, order, seed)[:limit].tolist()]
    sentences = [_sentence(scores, found[at], own[at], by_mention[at], context) for at in chosen_spans]
    return Evidence(scores.themes.names[theme], sentences, scores._documents._frame, order)


def _in_group(scores: Scores, group: object, by: By | None) -> npt.NDArray[np.bool_]:
    if by is None:
        reason = "a group is one of a metadata column or a function: name that in by="
        raise OptionError(reason, option="group", value=group)
    if group is None:
        reason = "by= says what groups there are: name one of them in group="
        raise OptionError(reason, option="by", value=by)
    return documents_of(any_groups_of(scores._documents, by), group)


def _ordered(
    weights: npt.NDArray[np.float64], firsts: npt.NDArray[np.int64], order: str, seed: int
) -> npt.NDArray[np.int64]:
    """Return the order of the sentences, whose first mentions are at `firsts`, by the mentions' weights."""
    if order == "text" or not len(firsts):
        return np.arange(len(firsts))
    if order == STRONGEST:
        return np.lexsort((-np.add.reduceat(weights, firsts), -np.maximum.reduceat(weights, firsts)))
    # Sorted by random numbers, as plain as it can be: the same with every version of numpy.
    random = np.random.Generator(np.random.PCG64(seed))
    return np.argsort(random.random(len(firsts)), kind="stable")


def _sentence(
    scores: Scores,
    mentions: npt.NDArray[Any],
    own: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    context: int,
) -> EvidenceSentence:
    document, number = int(mentions["document"][0]), int(mentions["sentence"][0])
    start, end, text = scores._mentioned_sentence(document, number)
    spans = tuple(zip(mentions["start"].tolist(), mentions["end"].tolist(), strict=True))
    around = _around(scores, document, number, context) if context else ("", "")
    top = int(weights.argmax())
    why = _why(scores, mentions[top], float(own[top]))
    if len(mentions) > 1:
        why = (*why, counted(len(mentions), "mention"))
    cleaned = scores._documents._cleaning if isinstance(scores._documents, Corpus) else None
    original = None if cleaned is None else cleaned.maps[document].to_original(start, end)
    return EvidenceSentence(
        scores.ids[document], number, start, end, text, spans, float(weights[top]), why, *around, original
    )


def _around(scores: Scores, document: int, number: int, context: int) -> tuple[str, str]:
    """Return the sentences before and after, as they were written."""
    text, sentences = scores.corpus.texts[document], scores._sentences(document)
    before = sentences[max(0, number - context) : number]
    after = sentences[number + 1 : number + 1 + context]
    first, last = (text[part[0][0] : part[-1][1]] if part else "" for part in (before, after))
    return first, last


def _why(scores: Scores, mention: Any, own: float) -> tuple[str, ...]:
    """Return what makes a mention of a pattern of this weight count more or less than one."""
    reasons = []
    kind, place = int(mention["cue"]), _core.PLACES[int(mention["place"])]
    if scores.cues is not None and kind != _core.NO_CUE:
        reasons.append(f"{scores.cues._kinds[kind].name} {int(mention['cue_level'])}")
    reasons += [place] * (place != "body") + [f"pattern weight {own:g}"] * (own != 1)
    return tuple(reasons)
