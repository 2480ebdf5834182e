"""What profiles and their moves show, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from themescore.profiling.chance import smallest_p
from themescore.profiling.similarity import alike_and_different, nearest_first
from themescore.showing.terminal import printable

if TYPE_CHECKING:
    import numpy.typing as npt

    from themescore.profiling.correspondence import Correspondence, Points
    from themescore.profiling.moves import Moves
    from themescore.profiling.profiles import Profiles

    Values = npt.NDArray[np.float64]

FEW_MENTIONS = 30  # docs/profiles.md says how far apart chance alone sets so few
MOST_PROFILES = 12  # beyond, a sentence for each is no help
_CARRIES = 0.1  # of the squared distance: a theme worth naming
_NAMED = 3


def profile_findings(profiles: Profiles) -> tuple[str, ...]:
    """Return which profiles are closest and furthest apart; and the nearest to each, if they are few.

    Those of few mentions are left out, unless that leaves fewer than two.
    """
    kind, distances = profiles._usual
    mentions = profiles._counts.sum(axis=1)
    known = np.flatnonzero(mentions >= FEW_MENTIONS)
    if len(known) < 2:
        known = np.flatnonzero(mentions > 0)
    if len(known) < 2:
        return ()
    rows, columns = (known[side] for side in np.triu_indices(len(known), 1))
    order = nearest_first(distances[rows, columns])
    sentences = []
    for word, at in (("closest", order[0]), ("furthest apart", order[-1])):
        if len(order) > 1 or word == "closest":
            pair = int(rows[at]), int(columns[at])
            word = word if len(order) > 1 else "compared"
            first, second = (_label(profiles, i) for i in pair)
            apart = _apart(profiles, *pair) if word != "closest" else ""
            sentences.append(f"{word}: {first} and {second} ({kind.name} {distances[pair]:.2f}{apart})")
    if len(known) > 2 and len(profiles) <= MOST_PROFILES:
        sentences += [_neighbours(profiles, int(i), known, distances[i]) for i in known]
    return tuple(sentences)


def _neighbours(profiles: Profiles, row: int, known: npt.NDArray[np.int64], distances: Values) -> str:
    own = np.full(len(distances), np.nan)
    own[known] = distances[known]
    own[row] = np.nan
    order = nearest_first(own)
    near, far = int(order[0]), int(order[-1])
    return (
        f"nearest to {_label(profiles, row)}: {_label(profiles, near)} ({own[near]:.2f}); furthest: "
        f"{_label(profiles, far)} ({own[far]:.2f}{_apart(profiles, row, far)})"
    )


def _apart(profiles: Profiles, first: int, second: int) -> str:
    """Return the theme that sets two profiles most apart, with its two shares."""
    kind, _ = profiles._usual
    prepared = kind.prepare(profiles._values[[first, second]])
    _, different = alike_and_different(kind, prepared[0], prepared[1])
    told = profiles._told(first, second, different, 1)
    return f", most of all in {printable(told)}" if told else ""


def _label(profiles: Profiles, row: int) -> str:
    return printable(profiles.labels[row])


def move_findings(moves: Moves) -> tuple[str, ...]:
    """Return a sentence for each move with a q below 1 - level, the largest first; or why there is none.

    Of one document in each period there is no q: its move is told if the interval is without 0.
    """
    told = [i for i in largest_first(moves) if not math.isnan(moves.rows[i].net)]
    sure = [i for i in told if moves.rows[i].q < 1 - moves.level]
    if sure:
        return tuple(
            _moved(moves, i, " moved most," if i == sure[0] and len(sure) > 1 else " moved") for i in sure
        )
    if not told:
        return ()
    first = told[0]
    row = moves.rows[first]
    documents = row.documents_before, row.documents_after
    if documents == (1, 1):
        why = "one document in each period, so whether another would say the same is not known"
    elif smallest_p(*documents) >= 1 - moves.level:
        why = f"with {documents[0]} and {documents[1]} documents no p can be below {1 - moves.level:.2g}"
    else:
        why = "chance explains it"
    if documents == (1, 1) and row.low > 0:
        return (f"{_moved(moves, first, ' moved most,' if len(told) > 1 else ' moved')}: {why}",)
    nothing = "No profile moved by more than chance explains."
    return (nothing, f"the largest move, {_moved(moves, first, '')}: {why}")


def largest_first(moves: Moves) -> list[int]:
    """Return the moves, the largest `net` first; those of few mentions come after all others."""

    def place(number: int) -> tuple[bool, bool, float, float]:
        row = moves.rows[number]
        if math.isnan(row.net):
            return True, True, 0.0, 0.0
        return False, min(row.mentions_before, row.mentions_after) < FEW_MENTIONS, -row.net, -row.distance

    return sorted(range(len(moves.rows)), key=place)


def _moved(moves: Moves, number: int, verb: str) -> str:
    row = moves.rows[number]
    group = printable(row.group) if moves.by is None else f"{printable(moves.by)} {printable(row.group)}"
    numbers = [f"distance {row.distance:.2f}"]
    if math.isnan(row.p):
        numbers.append(f"{100 * moves.level:g}% interval {row.low:.2f} to {row.high:.2f}")
    else:
        numbers = [f"{numbers[0]}, by chance {row.chance:.2f}", f"q {p_text(row.q)}"]
    what = _carried(moves, number) or "no theme more than another"
    when = f"from {printable(row.before)} to {printable(row.after)}"
    return f"{group}{verb} {when}: {what} ({'; '.join(numbers)})"


def _carried(moves: Moves, number: int) -> str:
    """Return the themes that carry a move: ``Party building from 12% to 21% of mentions``."""
    told = []
    for place, (theme, before, after) in enumerate(carried(moves, number)):
        of = " of mentions" if place == 0 else ""
        told.append(f"{printable(theme)} from {before} to {after}{of}")
    return ", ".join(told)


def carried(moves: Moves, number: int) -> list[tuple[str, str, str]]:
    """Return up to three themes that carry a move, the largest part first, and their shares as text."""
    sizes = np.abs(moves._parts[number])
    order = np.argsort(-np.round(sizes, 12), kind="stable").tolist()
    return [
        (moves.themes[i], *_share_texts(float(moves._before[number, i]), float(moves._after[number, i])))
        for i in order[:_NAMED]
        if sizes[i] >= _CARRIES
    ]


def _share_texts(before: float, after: float) -> tuple[str, str]:
    """Return two shares as per cent, with one decimal where they would look the same."""
    decimals = 1 if f"{before:.0%}" == f"{after:.0%}" else 0
    return f"{before:.{decimals}%}", f"{after:.{decimals}%}"


def p_text(p: float) -> str:
    """Return a p or q: never 0, two decimals where it is not small."""
    return "–" if math.isnan(p) else "<0.001" if p < 0.0005 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def axis_sentence(found: Correspondence, dimension: int) -> str:
    """Return what lies at the two ends of a dimension: what contributes more than the average."""
    ends = [
        " and ".join(
            part
            for part in (_end(found.themes, dimension, sign), _end(found.profiles, dimension, sign))
            if part
        )
        for sign in (1, -1)
    ]
    explained = f"{found.explained[dimension]:.0%} of the inertia"
    return f"dimension {dimension + 1}, {explained}: + {ends[0]}; - {ends[1]}"


def _end(points: Points, dimension: int, sign: int) -> str:
    """Return up to three points on one side that contribute more than the average; the first if none does."""
    own = points.contributions[:, dimension]
    order = np.argsort(-np.round(own, 12), kind="stable")
    side = [i for i in order.tolist() if sign * points.coordinates[i, dimension] > 0]
    told = [i for i in side if own[i] > 1 / len(own)] or side[:1]
    return ", ".join(printable(points.names[i]) for i in told[:_NAMED])
