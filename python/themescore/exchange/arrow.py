"""Tables of other libraries, by Arrow's protocol for handing them over: DuckDB's relations, a `Corpus`."""

from __future__ import annotations

from typing import Any


def has_stream(data: Any) -> bool:
    """Whether this is a table of a library that narwhals knows no whole frames of.

    pandas, polars and pyarrow have the protocol too, but keep their frames.
    """
    library = type(data).__module__.partition(".")[0]
    return hasattr(data, "__arrow_c_stream__") and library not in ("pandas", "polars", "pyarrow")


def from_stream(data: Any) -> Any:
    """Return it as an Arrow table."""
    import pyarrow as pa

    return pa.table(data)
