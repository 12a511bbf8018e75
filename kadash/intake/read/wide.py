"""Months or weeks as columns, offered as rows: one record for each filled cell, or group of cells, of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kadash.intake.read.cell_shape import shape
from kadash.intake.read.period_dates import PeriodDates, period_dates
from kadash.intake.read.period_name import PeriodKind, PeriodName, period_name
from kadash.intake.recognise.words import compact, is_header_word
from kadash.intake.text_table import COLUMN_STEP
from kadash.vocabulary import Finding

FEWEST_PERIODS = 3
MOST_COLUMNS = 4000
"""A table of more columns is refused."""
_FIGURES_SHARE = 0.9
_TOTALS = ("合计", "小计", "总计", "总额", "累计", "平均", "total", "sum", "ytd", "average", "mean", "上半年", "下半年")
_QUANTITY = ("数量", "销量", "件数", "台数", "quantity", "qty", "units", "pieces", "volume")
_PLAN = ("预算", "计划", "目标", "预测", "budget", "plan", "target", "forecast", "quota")


@dataclass(frozen=True)
class Place:
    """Where a table stands: what may say more about it than its own cells, and the day of loading if it is known."""

    label: str = ""
    sheet: str | None = None
    today: date | None = None


@dataclass(frozen=True)
class Wide:
    """Columns kept as they are (`ids`), and for each period its day and its column (or none) for each measure."""

    ids: tuple[int, ...]
    days: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    names: tuple[str, ...]
    """Header of the table as rows: those of `ids`, the date, the measures."""
    left: tuple[str, ...]
    """Columns of totals, left out so that nothing counts twice."""
    kind: PeriodKind
    assumed_year: int | None = None

    def rows(self, row: int, cells: Sequence[str], count: WideCount) -> Iterator[list[str | int]]:
        """The records of one row of the sheet, number first; cells without anything in them give none."""
        kept = [cells[index] for index in self.ids]
        empty = 0
        for day, columns in zip(self.days, self.cells, strict=True):
            values = [cells[column] if column is not None else "" for column in columns]
            if not any(values):
                empty += 1
                continue
            place = next(column for column in columns if column is not None)
            yield [COLUMN_STEP * (place + 1) + row, *kept, day, *values]
        count.empty += empty
        count.without_any += empty == len(self.days)

    def findings(self, count: WideCount) -> tuple[Finding, ...]:
        """What the user should know of it."""
        facts = {"columns": len(self.days), "first": self.days[0], "last": self.days[-1], "empty": count.empty,
                 "left": ", ".join(self.left) or "–"}
        found = [Finding("wide_periods", len(self.days), MappingProxyType(facts))]
        if count.without_any:
            found.append(Finding("wide_rows_without_cells", count.without_any))
        if self.assumed_year is not None:
            found.append(Finding("assumed_period_year", 1, MappingProxyType({
                "year": str(self.assumed_year), "first": self.days[0], "last": self.days[-1]})))
        return tuple(found)


@dataclass
class WideCount:
    """Period cells with nothing in them, and rows that have no other."""

    empty: int = 0
    without_any: int = 0


@dataclass
class _Found:
    columns: list[int] = field(default_factory=list)
    names: list[PeriodName] = field(default_factory=list)


def wide_layout(header: Sequence[str], sample: Sequence[Sequence[str]], titles: Sequence[str], place: Place,
                names: Sequence[str]) -> Wide | None:
    """How a table holds periods as columns; None where it does not. `header` as written, `names` made unique."""
    found = _of_commonest_kind(header)
    if len(found.columns) < FEWEST_PERIODS or not _hold_figures(sample, found.columns):
        return None
    measures = list(dict.fromkeys(compact(name.measure) for name in found.names))
    by_measure = [[index for index, name in enumerate(found.names) if compact(name.measure) == measure]
                  for measure in measures]
    firsts = [found.names[index] for index in by_measure[0]]
    dates = period_dates(firsts, (*titles, place.sheet or "", place.label)) if len(firsts) >= FEWEST_PERIODS else None
    if dates is None:
        return None
    cells = _cells(found, by_measure)
    left = tuple(index for index in range(found.columns[0], len(names))
                 if index not in found.columns and _is_total(header[index] if index < len(header) else ""))
    ids = tuple(index for index in range(len(names)) if index not in (*found.columns, *left))
    if cells is None or not ids:
        return None
    id_names = [names[index] for index in ids]
    words = _Words(id_names, " ".join((*titles, place.sheet or "", place.label)))
    new = [words.date, *(words.measure(found.names[group[0]].measure) for group in by_measure)]
    return Wide(ids, _texts(dates, place.today), cells, (*id_names, *_apart(new, id_names)),
                tuple(names[index] for index in left), found.names[0].kind, dates.assumed_year)


def cells_of_periods(cells: Sequence[str]) -> frozenset[int]:
    """Positions of the cells that name periods, where a row has so many of them that it heads a wide sheet."""
    found = _of_commonest_kind(cells) if len(cells) <= MOST_COLUMNS else _Found()
    if len(found.columns) < FEWEST_PERIODS:
        return frozenset()
    filled = sum(bool(cell.strip()) for cell in cells)
    is_dates = found.names[0].kind == "day"  # records hold dates, too: only many, evenly apart, are names of columns
    if is_dates and (len(found.columns) < max(4, 0.6 * filled) or period_dates(found.names, ()) is None):
        return frozenset()
    return frozenset(found.columns)


def _of_commonest_kind(header: Sequence[str]) -> _Found:
    named = [(index, name) for index, cell in enumerate(header) if (name := period_name(cell)) is not None
             and not _is_total(name.measure)]
    kinds = Counter(name.kind for _, name in named)
    if not kinds:
        return _Found()
    kind = kinds.most_common(1)[0][0]
    kept = [(index, name) for index, name in named if name.kind == kind]
    return _Found([index for index, _ in kept], [name for _, name in kept])


def _cells(found: _Found, by_measure: list[list[int]]) -> tuple[tuple[int | None, ...], ...] | None:
    """For each period the column of each measure; None where measures do not come period by period."""
    keys = [_key(found.names[index]) for index in by_measure[0]]
    if any([_key(found.names[index]) for index in group] != keys for group in by_measure[1:]):
        return None
    return tuple(tuple(found.columns[group[place]] for group in by_measure) for place in range(len(keys)))


def _key(name: PeriodName) -> tuple[object, ...]:
    return name.year, name.number, name.text


def _hold_figures(sample: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    shapes = Counter(shape(row[column]) for row in sample for column in columns if column < len(row))
    filled = sum(shapes.values()) - shapes["blank"]
    return filled > 0 and shapes["number"] >= _FIGURES_SHARE * filled


def _is_total(header: str) -> bool:
    text = compact(header)
    if any(text.startswith(word) or text.endswith(word) for word in _TOTALS):
        return True
    name = period_name(header)
    return (text.isdigit() and len(text) == 4) or text.rstrip("年").isdigit() or (
        name is not None and name.kind == "quarter") or text in ("q1", "q2", "q3", "q4", "h1", "h2")


def _texts(dates: PeriodDates, today: date | None) -> tuple[str, ...]:
    return tuple(dates.stands_for(index, today).isoformat() for index in range(len(dates.first)))


def _apart(new: Sequence[str], taken: Sequence[str]) -> list[str]:
    """New names that none of the others has."""
    found: list[str] = []
    for name in new:
        copy, base = 2, name
        while name in taken or name in found:
            name, copy = f"{base} ({copy})", copy + 1
        found.append(name)
    return found


@dataclass(frozen=True)
class _Words:
    """Names of new columns in the language of the sheet; what is measured may be said above it."""

    ids: Sequence[str]
    said: str

    @property
    def _chinese(self) -> bool:
        return any("\u4e00" <= char <= "\u9fff" for name in self.ids for char in name)

    @property
    def date(self) -> str:
        return "订单日期" if self._chinese else "Order date"

    def measure(self, written: str) -> str:
        """What the header itself says, else plan or quantity where the title says so, else the amount."""
        if written and (is_header_word(written) or not written.isdigit()):
            return written
        said = self.said.lower()
        if any(word in said for word in _PLAN):
            return "计划金额" if self._chinese else "Planned amount"
        if any(word in said for word in _QUANTITY):
            return "数量" if self._chinese else "Quantity"
        return "金额" if self._chinese else "Amount"
