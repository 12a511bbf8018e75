"""Values that the files of a batch are already known to hold: an unknown column with the same values is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kadash.intake.recognise.assign import Assignment
from kadash.intake.recognise.columns import Columns, share
from kadash.intake.recognise.evidence import column_values
from kadash.intake.text_table import TextTable

_FIELDS = ("account_id", "account_name", "product_id", "product_name", "category", "order_id", "invoice_id")
_SHARED = 0.8
_FEWEST = 3


@dataclass(frozen=True)
class BatchKeys:
    """Field to the distinct values that tables already recognised have for it."""

    values: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, recognised: Iterable[tuple[TextTable, Assignment]]) -> BatchKeys:
        """The keys of everything recognised so far; each file is read once."""
        found: dict[str, set[str]] = {field: set() for field in _FIELDS}
        for table, best in recognised:
            there = [field for field in _FIELDS if field in best.uses]
            for field, values in zip(there, column_values(table, [best.uses[f].index for f in there]), strict=True):
                found[field] |= values
        return cls(MappingProxyType({field: frozenset(values) for field, values in found.items()}))

    def column(self, columns: Columns, field: str) -> int | None:
        """The one free column whose cells are nearly all values of the field; None where none or several are."""
        known = self.values[field]
        if len(known) < _FEWEST:
            return None
        fitting = [index for index in columns.labels() if self._holds(columns, index, known)]
        return fitting[0] if len(fitting) == 1 else None

    def covering(self, columns: Columns, table: TextTable, field: str) -> int | None:
        """The free key column that holds nearly all known values of the field: a list of them."""
        known = self.values[field]
        if len(known) < _FEWEST:
            return None
        indexes = list(columns.key_columns())
        every = zip(indexes, column_values(table, indexes), strict=True)
        return next((index for index, values in every if len(known & values) >= _SHARED * len(known)), None)

    @staticmethod
    def _holds(columns: Columns, index: int, known: frozenset[str]) -> bool:
        seen = set(columns.profiles[index].values)
        return len(seen) >= _FEWEST and share([value in known for value in seen]) >= _SHARED
