"""Evidence and reasons as JSON texts: codes, measured values, thresholds; one text a row, built by columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kadash.segments.columns import Texts, same_text

_TEXT = pa.large_string()
_PLAIN = (1e-4, 1e10)
"""From here to there Arrow writes numbers as Python does; elsewhere one of the two turns to exponents."""


@dataclass(frozen=True)
class JsonColumn:
    """A column whose cells are JSON already."""

    texts: Sequence[str] | Texts


def json_texts(shape: object, rows: int) -> list[str]:
    """The texts of `json_column`, each by itself.

    >>> json_texts({"measured": {"orders": pd.Series([1.0, float("nan")])}, "period": "life"}, rows=2)
    ['{"measured": {"orders": 1.0}, "period": "life"}', '{"measured": {"orders": null}, "period": "life"}']
    """
    return [str(text) for text in json_column(shape, rows)]


def json_column(shape: object, rows: int) -> Texts:
    """One JSON text a row: `shape` with its columns (Series, arrays) replaced by the row's value, null where unknown.

    Everything that is not a column is the same in each row. Numbers keep all their digits. The texts lie behind each
    other in one piece of memory: as strings of their own a million of them would take twice as much.
    """
    if rows == 0:
        return same_text("", 0)
    pieces = _merged(_pieces(shape))
    if all(isinstance(piece, str) for piece in pieces):
        return same_text("".join(map(str, pieces)), rows)
    parts = [pa.scalar(piece, _TEXT) if isinstance(piece, str) else piece for piece in (*pieces, "")]
    return _as_column(pc.binary_join_element_wise(*parts))


def placed(pieces: Iterable[tuple[NDArray[np.intp], Texts]], rows: int, otherwise: str) -> Texts:
    """A column of texts from pieces of it, each with the rows it belongs to; the other rows have one text.

    >>> placed([(np.array([2]), same_text("a", 1))], rows=3, otherwise="b").tolist()
    ['b', 'b', 'a']
    """
    which, texts, count = np.zeros(rows, dtype=np.int64), [pa.array([otherwise], _TEXT)], 1
    for places, column in pieces:
        which[places] = np.arange(count, count + len(places))
        texts.append(pa.array(column, _TEXT))
        count += len(places)
    return _as_column(pa.chunked_array(texts, _TEXT).combine_chunks().take(pa.array(which)))


def _as_column(texts: pa.Array | pa.ChunkedArray) -> Texts:
    # pandas' own way in from Arrow, without a string a cell; its stubs leave it out
    column: Texts = pd.StringDtype(na_value=np.nan).__from_arrow__(texts)  # type: ignore[attr-defined]
    return column


def _pieces(node: object) -> Iterator[str | pa.Array]:
    """The text of a node from left to right, each column's cells in one piece."""
    if isinstance(node, Mapping):
        yield "{"
        for place, (key, value) in enumerate(node.items()):
            yield f"{', ' if place else ''}{_written(key)}: "
            yield from _pieces(value)
        yield "}"
    elif isinstance(node, list | tuple):
        yield "["
        for place, value in enumerate(node):
            yield ", " if place else ""
            yield from _pieces(value)
        yield "]"
    elif isinstance(node, JsonColumn):
        yield pa.array(node.texts, _TEXT)
    elif isinstance(node, pd.Series | np.ndarray):
        yield _cells(pd.Series(node)).cast(_TEXT)
    else:
        yield _written(node)


def _merged(pieces: Iterator[str | pa.Array]) -> list[str | pa.Array]:
    """The same with texts that follow each other in one."""
    found: list[str | pa.Array] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _written(scalar: object) -> str:
    return json.dumps(scalar, ensure_ascii=False)


def _cells(column: pd.Series) -> pa.Array:
    if pd.api.types.is_bool_dtype(column.dtype) and not column.hasnans:
        return pa.array(["false", "true"]).take(pa.array(column.to_numpy(dtype=np.int8)))
    if pd.api.types.is_integer_dtype(column.dtype) and not column.hasnans:
        return pc.cast(pa.array(column.to_numpy(dtype=np.int64)), pa.string())
    if pd.api.types.is_numeric_dtype(column.dtype):
        return _numbers(column.to_numpy(dtype="float64", na_value=float("nan")))
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%d")
    codes, distinct = pd.factorize(column)
    written = [*(json.dumps(str(value), ensure_ascii=False) for value in distinct), "null"]
    return pa.array(written).take(pa.array(np.where(codes < 0, len(written) - 1, codes)))


def _numbers(values: NDArray[np.float64]) -> pa.Array:
    """The shortest texts that read back as the same numbers, as `repr` writes them; null where unknown."""
    finite, size = np.isfinite(values), np.abs(values)
    texts = pc.cast(pa.array(np.where(finite, values, 0.0)), pa.string())
    whole = finite & (np.floor(np.where(finite, values, 0.5)) == values)
    texts = pc.if_else(pa.array(whole), pc.binary_join_element_wise(texts, ".0", ""), texts)
    odd = finite & (values != 0.0) & ((size < _PLAIN[0]) | (size >= _PLAIN[1]))
    if odd.any():
        texts = pc.replace_with_mask(texts, pa.array(odd), pa.array([repr(value) for value in values[odd].tolist()]))
    return texts if finite.all() else pc.if_else(pa.array(finite), texts, "null")
