"""An answer as a table to read: a line a row, a column a figure (and a column of the question), totals below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from kadash.answers.explore.answer import Explored
from kadash.answers.explore.worded import axis_name, measure_name, value_name
from kadash.language import Words

RowKind = Literal["row", "others", "total"]


@dataclass(frozen=True)
class Line:
    """A line of the table: its keys (empty for others and total) and what they are called."""

    kind: RowKind
    keys: tuple[Any, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """A column of figures: the measure at `place` under a column of the question, under its total or its others."""

    name: str
    place: int
    label: str
    column: Any = None
    is_total: bool = False
    is_others: bool = False


@dataclass(frozen=True)
class Wide:
    """`table` has a row a line: h0.. (names), v0.. (figures, in the order of `heads`). axes: what h0.. are."""

    axes: tuple[str, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    table: pd.DataFrame

    def labelled(self) -> pd.DataFrame:
        """The table with heads in words, for a file; two of one name are told apart by a number."""
        names = _told_apart([*self.axes, *(head.label for head in self.heads)])
        return self.table.set_axis(names, axis="columns")


def wide(explored: Explored, names: Mapping[str, str], words: Words) -> Wide:
    """The answer of a question as a table."""
    question, cells = explored.question, explored.cells
    lines = _lines(explored, names, words)
    heads = _heads(explored, names, words)
    place = {(bool(row["is_row_total"]), _int(row["row_place"]), bool(row["is_column_total"]),
              _int(row["column_place"])): row for row in cells.to_dict("records")}
    columns: dict[str, list[Any]] = {
        f"h{at}": [line.names[at] for line, _ in lines] for at in range(max(len(question.rows), 1))}
    for number, (head, column) in enumerate(heads):
        columns[f"v{number}"] = [place.get((*row, *column), {}).get(f"m{head.place}") for _, row in lines]
    table = pd.DataFrame(columns)
    table = table.astype({f"v{number}": "float64" for number in range(len(heads))})
    axes = tuple(axis_name(words, explored.source, axis) for axis in question.rows) or ("",)
    return Wide(axes, tuple(line for line, _ in lines), tuple(head for head, _ in heads), table)


def _lines(explored: Explored, names: Mapping[str, str], words: Words) -> list[tuple[Line, tuple[bool, int]]]:
    """Every line with where its cells are: whether it is the total, and its place."""
    question = explored.question
    if not question.rows:
        return [(Line("total", (), (words("explore.all"),)), (False, 1))]
    found = []
    for row in explored.by_row.drop_duplicates("row_place").to_dict("records"):
        place = (False, _int(row["row_place"]))
        if row["is_row_others"]:
            others = words("explore.others", explored.rows_found - question.most_rows)
            found.append((Line("others", (), _first(others, question.rows)), place))
            continue
        keys = tuple(None if pd.isna(row[key]) else row[key] for key in explored.row_keys)
        said = tuple(value_name(words, explored.source, axis, value, names)
                     for axis, value in zip(question.rows, keys, strict=True))
        found.append((Line("row", keys, said), place))
    total = Line("total", (), _first(words("explore.total"), question.rows))
    return [*found, (total, (True, 0))] if len(found) > 1 else found


def _heads(explored: Explored, names: Mapping[str, str], words: Words) -> list[tuple[Head, tuple[bool, int]]]:
    """Every column of figures with where its cells are."""
    question = explored.question
    labels = [measure_name(words, explored.source, one) for one in question.measures]
    if question.column is None:
        return [(Head(f"v{place}", place, label), (False, 1)) for place, label in enumerate(labels)]
    found: list[tuple[Head, tuple[bool, int]]] = []
    across = explored.cells[~explored.cells["is_column_total"]].drop_duplicates("column_place")
    order = explored.source.field(question.column.field).order
    if order:
        across = across.assign(column_order=across["c0"].map({code: at for at, code in enumerate(order)}))
    by = "c0" if _along_time(explored) else "column_order" if order else "column_place"
    ordered = across.sort_values(["is_column_others", by], na_position="last")
    for row in ordered.to_dict("records"):
        others = bool(row["is_column_others"])
        key = None if others or pd.isna(row["c0"]) else row["c0"]
        name = words("explore.others", explored.columns_found - len(across) + 1) if others else value_name(
            words, explored.source, question.column, key, names)
        found += [(Head("", place, _under(name, label, labels), key, False, others), (False, _int(row["column_place"])))
                  for place, label in enumerate(labels)]
    total = words("explore.total")
    return found + [(Head("", place, _under(total, label, labels), None, True), (True, 0))
                    for place, label in enumerate(labels)]


def _along_time(explored: Explored) -> bool:
    column = explored.question.column
    return column is not None and explored.source.field(column.field).kind == "date"


def _under(column: str, label: str, labels: list[str]) -> str:
    return column if len(labels) == 1 else f"{column} · {label}"


def _first(name: str, axes: tuple[Any, ...]) -> tuple[str, ...]:
    return (name, *[""] * (len(axes) - 1))


def _int(value: Any) -> int:
    return 0 if value is None or pd.isna(value) else int(value)


def _told_apart(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
