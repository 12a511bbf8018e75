"""What is loaded: generation, as-of date, sources, counts, revenue."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from kadash.answers.asked import Asked
from kadash.language import Words


@dataclass(frozen=True)
class Status:
    """The loaded state.

    sources: one row is a file's table (file, sheet, table_name, read, accepted, rejected, set_aside, loaded_at,
    loaded_by). revenue: all accepted order lines to the as-of date, to the cent.
    """

    generation: str
    as_of: str
    currency: str
    revenue: Decimal
    sources: pd.DataFrame

    def tables(self) -> dict[str, dict[str, int]]:
        """Rows read, accepted, rejected and set aside, by canonical table."""
        counted = self.sources.dropna(subset=["table_name"]).groupby("table_name")[list(_COUNTS)].sum()
        return {str(table): {count: int(row[count]) for count in _COUNTS} for table, row in counted.iterrows()}

    def to_json(self) -> dict[str, object]:
        """As the data contract writes it."""
        return {"generation": self.generation, "as_of": self.as_of, "revenue": str(self.revenue),
                "currency": self.currency, "sources": _records(self.sources), "tables": self.tables()}

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        files = self.sources["file"].nunique()
        said = [words("status.loaded", files, generation=self.generation, as_of=self.as_of,
                      revenue=words.money_exact(self.revenue), currency=words.currency(self.currency))]
        return said + [
            words("status.table", None, table=words(f"table.{table}"), **{k: words.number(v) for k, v in rows.items()})
            for table, rows in self.tables().items()
        ]


_COUNTS = ("read", "accepted", "rejected", "set_aside")


def status(asked: Asked) -> Status:
    """What the current generation was made of."""
    sources = asked.frame("status_sources")
    revenue = Decimal(str(asked.records("status_revenue")[0]["revenue"]))
    return Status(f"generations/{asked.generation.path.name}", asked.as_of.isoformat(), asked.currency,
                  revenue.quantize(Decimal("0.01")), sources)


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    known = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in row.items()} for row in known.to_dict("records")]
