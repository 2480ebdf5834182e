"""A corpus as a table: texts and metadata together, and what each document is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from themescore.corpora.frames import build
from themescore.corpora.scripts import by_size, language_of, main_script, scripts_of, shares, together
from themescore.errors import InputError, listed, shown

if TYPE_CHECKING:
    import pyarrow as pa

    from themescore.corpora.corpus import Corpus


def languages(corpus: Corpus) -> Any:
    """Return the frame of `Corpus.languages`."""
    letters = [scripts_of(text) for text in corpus.texts]
    columns: dict[str, list[Any]] = {
        "letters": [each.total() for each in letters],
        "script": [main_script(each) or None for each in letters],
        "language": [language_of(each) or None for each in letters],
    }
    parts = [shares(each) for each in letters]
    for script in by_size(together(letters)):
        columns[script] = [part.get(script, 0.0) for part in parts]
    return build(columns, like=corpus._frame, index=("id", corpus.ids))


def to_frame(corpus: Corpus, text: str, id: str) -> Any:
    """Return the frame of `Corpus.to_frame`."""
    import narwhals as nw

    _check_names(corpus, text, id)
    columns: dict[str, list[Any]] = {id: list(corpus.ids), text: list(corpus.texts)}
    frame = corpus._frame
    if frame is None or not frame.columns:
        import pandas as pd

        return pd.DataFrame(columns)
    made = [nw.new_series(name, values, backend=frame.implementation) for name, values in columns.items()]
    return frame.with_columns(*made).select(id, text, *frame.columns).to_native()


def to_arrow(corpus: Corpus, text: str, id: str) -> pa.Table:
    """Return the table of `Corpus.to_arrow`."""
    import pyarrow as pa

    _check_names(corpus, text, id)
    table = metadata_table(corpus)
    return pa.table(
        {
            id: pa.array(corpus.ids, pa.string()),
            text: pa.array(corpus.texts, pa.large_string()),
            **dict(zip(table.column_names, table.columns, strict=True)),
        }
    )


def metadata_table(corpus: Any) -> pa.Table:
    """Return the metadata as an Arrow table, without columns where there are none.

    Raises
    ------
    InputError
        If Arrow cannot hold a column: one of numbers and text, for instance.
    """
    import pyarrow as pa

    frame = corpus._frame
    if frame is None or not frame.columns:
        return pa.table({})
    try:
        return frame.to_arrow()
    except (pa.ArrowException, TypeError, ValueError) as error:
        bad = next((name for name in frame.columns if not _fits(frame[name])), "")
        raise InputError(
            f"metadata column {shown(bad)} fits into no Arrow table ({' '.join(str(error).split())[:200]}): "
            "make its values of one type, such as text"
        ) from None


def _fits(column: Any) -> bool:
    try:
        column.to_arrow()
    except Exception:  # whatever it is, this is the column
        return False
    return True


def _check_names(corpus: Corpus, text: str, id: str) -> None:
    names = [id, text, *(() if corpus._frame is None else corpus._frame.columns)]
    twice = [name for at, name in enumerate(names) if name in names[:at]]
    if twice:
        raise InputError(
            f"two columns would be named {listed(twice)}: choose other names for the texts and ids in text= "
            "and id="
        )
