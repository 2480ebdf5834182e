"""What several commands show, hand on or write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from themescore.cli.writing import Table

if TYPE_CHECKING:
    from themescore.cli.command import Options
    from themescore.cli.output import Output
    from themescore.comparing.comparison import Comparison
    from themescore.scoring.scores import Scores


def one_or_several(names: Sequence[str]) -> str | list[str] | None:
    """Return what an option that may be given more than once says: None, one name, or a list."""
    if not names:
        return None
    return names[0] if len(names) == 1 else list(names)


def comparison_part(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison for ``--json``: the columns of `Comparison.to_frame` in each of its rows."""
    return {
        "by": comparison.by,
        "within": comparison.within,
        "baseline": comparison.baseline,
        "measure": comparison.measure.name,
        "unit": comparison.measure.unit,
        "level": comparison.level,
        "interval": comparison.interval,
        "replicates": comparison.replicates,
        "seed": comparison.seed,
        "findings": list(comparison.findings),
        "notes": list(comparison.warnings),
        "rows": comparison_rows(comparison),
    }


def comparison_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the rows of a comparison, each as a dict."""
    return frame_rows(comparison.to_frame())


def frame_columns(frame: Any) -> list[tuple[str, list[Any]]]:
    """Return the names and values of a frame's columns."""
    import narwhals as nw

    table = nw.from_native(frame, eager_only=True)
    return [(name, table[name].to_list()) for name in table.columns]


def frame_rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame, each as a dict."""
    columns = frame_columns(frame)
    names = [name for name, _ in columns]
    return [
        dict(zip(names, row, strict=True)) for row in zip(*(values for _, values in columns), strict=True)
    ]


def frame_table(frame: Any) -> Table:
    """Return a frame as a table to write."""
    return Table(frame_columns(frame))


def write_page(scores: Scores, comparison: Comparison | None, options: Options, out: Output) -> None:
    """Write the page of ``--html``, and say so."""
    from themescore.report import write_report

    write_report(scores, options.html, title=options.title, comparison=comparison, language=options.language)
    out.wrote("page", options.html)
