"""Metadata as a frame of whichever library it came in with, through narwhals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any

from themescore import _core
from themescore.corpora.documents import check_ids, missing, names_missing
from themescore.errors import InputError, listed, shown
from themescore.exchange.tables import known_frame

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

# narwhals and pandas are imported where they are used: a corpus without metadata needs neither.


def as_frame(data: object, what: str = "metadata") -> nw.DataFrame[Any]:
    """Return a frame, a dict of columns or a list of dicts as a narwhals frame of its own.

    The frame is a copy: what its owner does to the original afterwards does not reach the corpus. A pandas
    index named ``id`` becomes a column.

    Raises
    ------
    InputError
        If `data` is none of these, or its column names are not text or not unique.
    """
    import narwhals as nw

    native: Any = known_frame(data, what)
    if isinstance(native, (Mapping, list, tuple)):
        native = _pandas_from_python(native, what)
    try:
        frame: nw.DataFrame[Any] = nw.from_native(native, eager_only=True)
        names = frame.columns
    except TypeError:
        raise InputError(
            f"{what} is a {type(data).__name__}: give a pandas or polars frame, a pyarrow table, a dict "
            "of columns or a list of dicts (a lazy frame after its .collect())"
        ) from None
    except nw.exceptions.NarwhalsError as error:
        raise InputError(f"{what}: {' '.join(str(error).split())}; rename or drop one of them") from None
    for name in names:
        if not isinstance(name, str):
            raise InputError(
                f"{what} has a column named {shown(name)}, of type {type(name).__name__}: make it text"
            )
    if frame.implementation.is_pandas_like():
        pandas = frame.to_native()
        pandas = pandas.reset_index() if pandas.index.name == "id" and "id" not in names else pandas.copy()
        for name, kind in pandas.dtypes.items():
            if str(kind) == "object":  # every other one holds text that is encoded already
                _check_cells(pandas[name], f"{what} column {shown(name)}")
        frame = nw.from_native(pandas, eager_only=True)
    return frame


def align(data: object, ids: Sequence[str], *, given: bool) -> nw.DataFrame[Any]:
    """Return metadata with one row a document, in the order of the documents.

    Joined by value on a column ``id``, or on a pandas index whose labels are the ids; by position otherwise.

    Parameters
    ----------
    data : frame, dict of columns or list of dicts
        The metadata.
    ids : sequence of str
        The documents' ids.
    given : bool
        Whether the ids were chosen by the user, and are not just positions.
    """
    frame = as_frame(data)
    if "id" in frame.columns:
        if not given:
            raise InputError(
                "the metadata has a column 'id', but the texts came without ids, so that rows cannot "
                "be joined to them: give ids= as well, or use Corpus.from_frame(frame, text=...)"
            )
        keys = check_ids(frame["id"].to_list(), "metadata id")
        _check_same(keys, ids)
        return take(frame.drop("id"), _order(keys, ids))
    if frame.columns and len(frame) != len(ids):
        raise InputError(
            f"metadata has {len(frame):,} rows for {len(ids):,} texts: give one row for each text, or a "
            "column 'id' to join them by"
        )
    if given and frame.implementation.is_pandas_like():
        labels = _labels(frame.to_native().index)
        known = set(ids)
        if len(labels) == len(ids) and set(labels) == known:
            return take(frame, _order(labels, ids))
        if not known.isdisjoint(labels):
            raise InputError(
                "some labels of the metadata's index are ids and some are not: "
                f"ids without a row: {names_missing(ids, labels)}; rows without a text: "
                f"{names_missing(labels, ids)}. Mend them, or say .reset_index(drop=True) to join by position"
            )
    return take(frame, range(len(ids)))


def _labels(index: Any) -> list[str]:
    """Return the labels of a pandas index that say something: none of one that only counts from 0."""
    values = list(index)
    if values == list(range(len(values))):
        return []
    return [str(value) for value in values if isinstance(value, (str, Integral))]


def left_join(
    frame: nw.DataFrame[Any], key: str, ids: Sequence[str], what: str
) -> tuple[nw.DataFrame[Any], list[str]]:
    """Return the rows of the documents in their order, without the key, and the keys that no document has.

    Raises
    ------
    InputError
        If documents have no row; they are named.
    """
    keys = check_ids(frame[key].to_list(), f"{key} of {what}")
    unknown = names_missing(ids, keys)
    if unknown:
        spare = names_missing(keys, ids)
        raise InputError(
            f"documents without a row in {what}: {unknown}"
            + (f"; rows without a document: {spare}" if spare else "")
            + f". Column {key!r} must hold the ids exactly, and a file's id is its path in the folder "
            "without the suffix. Mend the ids, or add a row for each document (its other cells may be empty)"
        )
    known = set(ids)
    return take(frame.drop(key), _order(keys, ids)), [name for name in keys if name not in known]


def take(frame: nw.DataFrame[Any], positions: Sequence[int]) -> nw.DataFrame[Any]:
    """Return the rows at these positions; a pandas index counts from 0 again."""
    import narwhals as nw

    if frame.columns:
        taken = frame[list(positions)]
    else:  # a frame without columns has no rows to take, except in pandas
        taken = frame[[]] if not frame.implementation.is_pandas_like() else frame[list(positions)]
    if taken.implementation.is_pandas_like():
        return nw.from_native(taken.to_native().reset_index(drop=True), eager_only=True)
    return taken


def rows(frame: nw.DataFrame[Any] | None, count: int) -> Iterator[dict[str, Any]]:
    """Yield each row as a dict of Python values: empty dicts if there are no columns."""
    if frame is None or not frame.columns:
        return ({} for _ in range(count))
    return iter(frame.iter_rows(named=True))


def to_native(frame: nw.DataFrame[Any] | None, count: int) -> Any:
    """Return a frame for the user, who may write into it: pandas with no columns where there was none."""
    if frame is None:
        import pandas as pd

        return pd.DataFrame(index=pd.RangeIndex(count))
    native = frame.to_native()
    if frame.implementation.is_pandas_like():
        return native.copy()
    return native.clone() if frame.implementation.is_polars() else native


def side_by_side(left: nw.DataFrame[Any], right: nw.DataFrame[Any]) -> nw.DataFrame[Any]:
    """Return the columns of two frames with the same rows as one frame of the library of the right one.

    Raises
    ------
    InputError
        If both have a column of one name, or the library cannot hold a column.
    """
    import narwhals as nw

    both = [name for name in left.columns if name in right.columns]
    if both:
        raise InputError(
            f"columns that the documents and the metadata both have: {listed(both)}; rename or drop one"
        )
    columns = []
    for name in left.columns:
        values = [None if missing(value) else value for value in left[name].to_list()]
        try:
            columns.append(nw.new_series(name, values, backend=right.implementation))
        except Exception as error:  # each library has exceptions of its own
            library = right.implementation.value
            raise InputError(
                f"column {shown(name)} of the documents does not fit into a {library} frame ({error}): "
                "give the metadata as pandas"
            ) from None
    if not columns or not right.columns:
        return right if not columns else left
    return right.with_columns(*columns).select(*left.columns, *right.columns)


def _pandas_from_python(data: Mapping[Any, Any] | Sequence[Any], what: str) -> pd.DataFrame:
    import pandas as pd

    if not isinstance(data, Mapping):
        for position, row in enumerate(data):
            if not isinstance(row, Mapping):
                raise InputError(
                    f"{what} row {position} is of type {type(row).__name__}: each row must be a dict"
                )
        names = dict.fromkeys(name for row in data for name in row)
        data = {name: [row.get(name) for row in data] for name in names} or {"": [None] * len(data)}
    columns: dict[Any, Any] = {}
    for name, column in data.items():
        if isinstance(column, (str, bytes, Mapping, set, frozenset)) or not hasattr(column, "__len__"):
            raise InputError(
                f"{what} column {shown(name)} is one {type(column).__name__}: give a list of values"
            )
        if isinstance(column, (list, tuple)):
            _check_cells(column, f"{what} column {shown(name)}")
        if isinstance(column, (list, tuple)) and _whole_with_gaps(column):
            column = pd.array(column, dtype="Int64")  # pandas would make 2023.0 of a year
        elif isinstance(column, pd.Series):
            column = column.reset_index(drop=True)  # pandas would align it by its index, in silence
        columns[name] = column
    if len({len(column) for column in columns.values()}) > 1:
        counts = ", ".join(f"{shown(name)}: {len(column):,}" for name, column in list(columns.items())[:10])
        raise InputError(
            f"{what} columns have different lengths ({counts}): give one value for each document"
        )
    try:
        frame = pd.DataFrame(columns)
    except (TypeError, ValueError) as error:  # an object that is no column
        raise InputError(f"{what} cannot be made a table: {error}") from None
    return frame.drop(columns="") if list(columns) == [""] else frame


def _check_cells(values: Iterable[object], where: str) -> None:
    """Raise InputError for a lone surrogate, which no file and no Arrow table can hold."""
    for position, value in enumerate(values):
        if isinstance(value, str) and _core.find_surrogate(value) >= 0:
            raise InputError(f"{where}, row {position}: {shown(value)} holds a lone surrogate; replace it")


def _whole_with_gaps(column: Sequence[object]) -> bool:
    filled = [value for value in column if value is not None]
    return 0 < len(filled) < len(column) and all(
        not isinstance(value, bool) and isinstance(value, Integral) and -(2**63) <= int(value) < 2**63
        for value in filled
    )


def _check_same(keys: Sequence[str], ids: Sequence[str]) -> None:
    without_row, without_text = names_missing(ids, keys), names_missing(keys, ids)
    if without_row or without_text:
        parts = [f"texts without a row: {without_row}"] if without_row else []
        parts += [f"rows without a text: {without_text}"] if without_text else []
        raise InputError(f"column 'id' of the metadata does not agree with ids: {'; '.join(parts)}")


def _order(keys: Sequence[str], ids: Sequence[str]) -> list[int]:
    position = {key: index for index, key in enumerate(keys)}
    return [position[name] for name in ids]


def column_names(frame: nw.DataFrame[Any]) -> str:
    """Return a frame's column names as a message lists them."""
    return listed(frame.columns) or "none"


def build(
    columns: Mapping[str, Any],
    *,
    like: nw.DataFrame[Any] | None,
    index: tuple[str, Sequence[str]] | None = None,
) -> Any:
    """Return columns as a frame of the library of `like`, pandas if that is None.

    `index` is a name and its values: the index of a pandas frame, the first column of any other. A column
    whose name is that of the index keeps it.
    """
    if like is None or like.implementation.is_pandas_like():
        import pandas as pd

        labels = None if index is None else pd.Index(list(index[1]), name=index[0], dtype=object)
        return pd.DataFrame(dict(columns), index=labels)
    import narwhals as nw

    whole = dict(columns)
    if index is not None:
        name = index[0]
        while name in whole:
            name += "_"
        whole = {name: list(index[1]), **whole}
    return nw.from_dict(whole, backend=like.implementation).to_native()


def with_columns(frame: nw.DataFrame[Any] | None, columns: Mapping[str, Sequence[Any]]) -> nw.DataFrame[Any]:
    """Return a frame with columns more, of the same library: pandas if there was none."""
    if frame is None or not frame.columns:
        return as_frame(dict(columns))
    import narwhals as nw

    backend = frame.implementation
    return frame.with_columns(
        *(nw.new_series(name, list(values), backend=backend) for name, values in columns.items())
    )
