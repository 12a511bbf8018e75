"""Evidence and reasons as JSON texts: codes, measured values, thresholds; one text a row, built by columns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class JsonColumn:
    """A column whose cells are JSON already."""

    texts: Sequence[str]


def json_texts(shape: Mapping[str, object], rows: int) -> list[str]:
    """One JSON object a row: `shape` with its columns (Series, arrays) replaced by the row's value, null where unknown.

    Everything that is not a column is the same in each row. Numbers keep all their digits.

    >>> json_texts({"measured": {"orders": pd.Series([1.0, float("nan")])}, "period": "life"}, rows=2)
    ['{"measured": {"orders": 1.0}, "period": "life"}', '{"measured": {"orders": null}, "period": "life"}']
    """
    columns: list[list[str]] = []
    template = _template(shape, columns)
    if not columns:
        return [template % ()] * rows
    return [template % cells for cells in zip(*columns, strict=True)]


def _template(node: object, columns: list[list[str]]) -> str:
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{_escaped(key)}: {_template(value, columns)}" for key, value in node.items()) + "}"
    if isinstance(node, list | tuple):
        return "[" + ", ".join(_template(value, columns) for value in node) + "]"
    if isinstance(node, JsonColumn):
        columns.append(list(node.texts))
        return "%s"
    if isinstance(node, pd.Series | np.ndarray):
        columns.append(_cells(pd.Series(node)))
        return "%s"
    return _escaped(node)


def _escaped(scalar: object) -> str:
    return json.dumps(scalar, ensure_ascii=False).replace("%", "%%")


def _cells(column: pd.Series) -> list[str]:
    if pd.api.types.is_bool_dtype(column.dtype) and not column.hasnans:
        return ["true" if value else "false" for value in column.tolist()]
    if pd.api.types.is_integer_dtype(column.dtype) and not column.hasnans:
        return [str(value) for value in column.tolist()]
    if pd.api.types.is_numeric_dtype(column.dtype):
        values = column.to_numpy(dtype="float64", na_value=float("nan"))
        return [repr(value) if abs(value) < float("inf") else "null" for value in values.tolist()]
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = column.dt.strftime("%Y-%m-%d")
    codes, distinct = pd.factorize(column)
    written = [*(json.dumps(str(value), ensure_ascii=False) for value in distinct), "null"]
    return [written[code] for code in codes.tolist()]
