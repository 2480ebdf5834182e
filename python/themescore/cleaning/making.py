"""`clean`: one step after the other, each with its place in the map and its rows in the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from themescore.cleaning.edits import Edits
from themescore.cleaning.registry import as_steps
from themescore.cleaning.result import Cleaning, Removals
from themescore.cleaning.span_map import SpanMap
from themescore.cleaning.step import Step
from themescore.corpora.corpus import Corpus
from themescore.errors import InputError, shown, warn_of

_TOO_MUCH = 1 / 3
_NAMED = 3


def clean(corpus: Corpus, steps: str | Step | Iterable[str | Step] = ()) -> Corpus:
    r"""Return the documents without what is not of their texts, as far as the steps that are named find it.

    Nothing is done that is not named. Each step works on what the one before left. The originals are kept:
    `Corpus.to_original` leads from a span of a text to where it stood, `Scores.mentions` and evidence have
    the places in the original beside those in the text, and `Corpus.cleaning` shows all that was removed. A
    corpus that was cleaned can be cleaned again.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    steps : list of str or step
        Names, or objects of `themescore.cleaning` with options, in the order in which they are to be done:

        - ``page_headers``: headers and footers that repeat over the pages (`cleaning.PageHeaders`)
        - ``page_numbers``: numbers of pages on lines of their own (`cleaning.PageNumbers`)
        - ``hyphenation``: words that were parted at the ends of lines, soft hyphens (`cleaning.Hyphenation`)
        - ``hard_wraps``: lines of a paragraph become one (`cleaning.HardWraps`)
        - ``web_boilerplate``: copyright, buttons, navigation (`cleaning.WebBoilerplate`)
        - ``shared_lines``: lines that many documents end with (`cleaning.SharedLines`)
        - ``repeated_headline``: the first line again as the start of the text (`cleaning.RepeatedHeadline`)
        - ``pdf`` stands for the first four, ``web`` for the last three.

    Raises
    ------
    InputError
        If it is no corpus, or the steps are no list.
    OptionError
        For a name that is no step.

    Warns
    -----
    ThemescoreWarning
        Where a step removes more than a third of a document.

    Examples
    --------
    >>> import themescore as ts
    >>> lines = ["Trade grew, as did wages,", "by four per cent in the year.", "Jobs were not lost."]
    >>> text = "\f".join(f"Report\n{line}\n{i}" for i, line in enumerate(lines, start=1))
    >>> corpus = ts.clean(ts.Corpus([text], ids=["a"]), ["page_headers", "page_numbers"])
    >>> corpus.texts[0]
    'Trade grew, as did wages,\x0cby four per cent in the year.\x0cJobs were not lost.'
    >>> print(corpus.cleaning)
    6 places in 1 of 1 document, 27 of 102 characters
    step          documents  places  removed  put in   most
    page_headers          1       3       21       0  20.6%
    page_numbers          1       3        6       0   5.9%
      page_headers, 3 times: Report
      page_numbers, once: 1
      page_numbers, once: 2
      page_numbers, once: 3
    """
    if not isinstance(corpus, Corpus):
        raise InputError(f"what is cleaned is of type {type(corpus).__name__}: give a Corpus")
    chosen = as_steps(steps)
    earlier = corpus.cleaning
    texts = list(corpus.texts)
    done: tuple[Step, ...] = ()
    originals = corpus.texts
    if earlier is None:
        maps = [SpanMap.identity(len(text)) for text in texts]
        removals: list[tuple[Removals, ...]] = [()] * len(texts)
    else:
        done, originals = earlier.steps, earlier._originals
        maps, removals = list(earlier.maps), list(earlier._removals)
    notes = []
    for number, step in enumerate(chosen, start=len(done)):
        edits_of = step.prepare(texts)
        too_much = []
        for position, text in enumerate(texts):
            edits = edits_of(text)
            if not len(edits):
                continue
            share = _share_removed(text, edits)
            if share > _TOO_MUCH:
                too_much.append((corpus.ids[position], share))
            texts[position], by_step = edits.apply(text)
            removals[position] += (Removals.of(number, edits, maps[position]),)
            maps[position] = maps[position].then(by_step)
        if too_much:
            notes.append(_note(step, too_much))
    cleaned = Corpus._of(corpus.ids, tuple(texts), corpus._frame, tuple(corpus.failures), corpus.replacements)
    cleaned._cleaning = Cleaning((*done, *chosen), corpus.ids, originals, maps, removals, corpus._frame)
    warn_of(notes, stacklevel=2, below=False)
    return cleaned


def _share_removed(text: str, edits: Edits) -> float:
    """Return the share of a text's characters, without its blanks, that a step removes; 0 if it is small."""
    # A look at most blanks says of most texts that it cannot be much.
    blanks = sum(text.count(blank) for blank in " \n\t\u3000")
    if int((edits.ends - edits.starts).sum()) <= _TOO_MUCH * (len(text) - blanks):
        return 0.0
    spans = zip(edits.starts.tolist(), edits.ends.tolist(), strict=True)
    removed = sum(_filled(text[start:end]) for start, end in spans)
    return removed / _filled(text) if removed else 0.0


def _filled(text: str) -> int:
    return sum(map(len, text.split()))


def _note(step: Step, too_much: Sequence[tuple[str, float]]) -> str:
    named = ", ".join(f"{shown(name)} {100 * share:.0f}%" for name, share in too_much[:_NAMED])
    more = f" and {len(too_much) - _NAMED:,} more" if len(too_much) > _NAMED else ""
    return (
        f"{step.name} removed more than a third of {named}{more}: look at corpus.cleaning.to_frame() "
        "before you rely on it"
    )
