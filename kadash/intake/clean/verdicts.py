"""The verdict on every record: accepted, rejected or set aside, by the first reason that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kadash.intake.clean import amounts
from kadash.intake.clean.cells import can_be_unreadable, kind_of
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.typed_record import TypedRecord
from kadash.intake.clean.words import is_cancelled
from kadash.intake.reading import Column

TOTAL_WORDS = (
    "合计", "小计", "总计", "总合计", "共计", "累计", "本页合计", "本页小计", "本月合计", "本年累计",
    "total", "totals", "grandtotal", "subtotal", "sub-total", "sumtotal",
)
UNSURE = 255
"""Fault of a record that the quick statement could not read; the thorough one will say what it is."""
_NO_DAY = "1970-01-01"
"""Day 0 of many programs, which write it for "no date"; no export of orders reaches back so far."""
_NOT_READABLE = {"date": "not_a_date", "text": "not_a_known_word", "flag": "not_yes_or_no"}


@dataclass(frozen=True)
class Fault:
    """Why a row is not accepted: its verdict, the code of the reason, the column (as the file names it) it lies in."""

    verdict: Literal["rejected", "set_aside"]
    code: str
    column: str | None = None
    value: str | None = None
    """SQL for the offending cell."""
    when: str = "false"
    """SQL that is true for rows with this fault."""


class Verdicts:
    """Every reason for which a record is not accepted, in the order in which they count.

    `heads`: the load has order heads, so lines without account or date may still get them from there.
    """

    def __init__(self, record: TypedRecord, today: date, heads: bool) -> None:
        self.record, self.today = record, today
        self.reading, self.table, self.needs, self.own = record.reading, record.table, record.needs, record.own
        self.waits_for_head = heads and record.reading.table == "order_line" and "order_id" in record.own
        self.faults = (*self._set_aside(), *self._unreadable_needed(), *self._missing(), *self._beyond())
        self.optional = self._optional()

    def verdict(self) -> str:
        """The number of the first reason that holds (from 1 on), 0 where none does."""
        unsure = [self.record.unreadable(c) for c in self.record.columns if self.record.leaves_unsure(c)]
        branches = [f"\n  when {fault.when} then {number}" for number, fault in enumerate(self.faults, 1)
                    if fault.when not in unsure]
        if unsure:
            branches.insert(0, f"\n  when {' or '.join(unsure)} then {UNSURE}")
        return f"cast(case {' '.join(branches)} else 0 end as utinyint)"

    def fault_value(self) -> str:
        """The cell that the verdict is about."""
        branches = " ".join(f"when {n} then {f.value}" for n, f in enumerate(self.faults, 1) if f.value)
        return f"case fault when 0 then null {branches} end" if branches else "cast(null as varchar)"

    def _optional(self) -> tuple[Column, ...]:
        """Columns whose unreadable cells become null, without a verdict on the row (the first 60, a bit each)."""
        needed = set(self._needed_fields())
        free = [c for c in self.record.columns
                if c.hints.driver or c.table != self.reading.table or c.field not in needed]
        return tuple(c for c in free if can_be_unreadable(c))[:60]

    def unread(self) -> str:
        """A bit for each optional column whose filled cell has no value."""
        judged = {bit: c for bit, c in enumerate(self.optional) if not self.record.leaves_unsure(c)}
        if not judged:
            return "cast(0 as ubigint)"
        bits = [f"case when {self.record.unreadable(c)} then {1 << bit} else 0 end" for bit, c in judged.items()]
        any_text = " or ".join(self.record.unreadable(c) for c in judged.values())
        return f"cast(case when {any_text} then {' + '.join(bits)} else 0 end as ubigint)"

    def _set_aside(self) -> list[Fault]:
        found = [Fault("set_aside", "total_row", value="first_cell", when=_is_total("first_cell"))]
        if not self.table.numbered:
            found.insert(0, Fault("set_aside", "blank_row", when="first_cell is null"))
        if headers := [c for c in self.record.columns if c.header]:
            same = " and ".join(f"{self.record.cell(c)} = {literal(c.header)}" for c in headers[:3])
            found.append(Fault("set_aside", "repeated_header", when=same))
        if lacking := self._lacking():
            found.append(Fault("set_aside", "no_account_date_product", when=lacking))
        status = self.own.get("status")
        if status is not None and self.reading.table == "order_line":
            cancelled = is_cancelled(self.record.text(status))
            found.append(Fault("set_aside", "cancelled", status.header, self.record.cell(status), cancelled))
        return found

    def _lacking(self) -> str | None:
        """True where all that would make it a row is blank; lines that rest on heads are rows by their order number."""
        identity = [field for field in self.needs.identity if field in self.own]
        rests_on_heads = not any(field in self.own for field in ("account_id", "account_name", "order_date"))
        if self.reading.table == "order_line" and rests_on_heads and "order_id" in self.own:
            identity.append("order_id")
        blank = [f"v_{field} is null and {self.record.text(self.own[field])} is null" for field in identity]
        return " and ".join(blank) or None

    def _unreadable_needed(self) -> list[Fault]:
        needed = set(self._needed_fields())
        columns = [c for c in self.record.columns if c.table == self.reading.table and c.field in needed
                   and can_be_unreadable(c)]
        return [Fault("rejected", _NOT_READABLE.get(kind_of(c), "not_a_number"), c.header, self.record.cell(c),
                      self.record.unreadable(c))
                for c in sorted(columns, key=lambda c: c.index) if c.hints.driver is None]

    def _missing(self) -> list[Fault]:
        return [Fault("rejected", "missing", self._column_named(group), None, blank)
                for group in self.needs.alternatives if (blank := self._blank(group)) is not None]

    def _blank(self, group: tuple[str, ...]) -> str | None:
        if group == ("amount",) and self.reading.table == "order_line":
            return "net_amount is null"
        if group in (("driver",), ("score",)) and self.record.is_wide():
            scores = [self.record.name(c) for c in self.record.columns
                      if c.hints.driver and c.field == "score"]
            return f"coalesce({', '.join(scores)}) is null" if group == ("score",) else None
        blank = " and ".join(f"v_{field} is null" for field in group if field in self.own) or "true"
        if self.waits_for_head and group != ("amount",):
            return f"({blank} and v_order_id is null)"
        return blank

    def _column_named(self, group: tuple[str, ...]) -> str:
        """How the file calls the column that should have been filled; the field's name where it has none."""
        columns = amounts.amount_columns(self.reading) if group == ("amount",) else group
        mapped = [self.own[field].header for field in columns if field in self.own]
        return mapped[0] if mapped else group[0]

    def _beyond(self) -> list[Fault]:
        """Days on which nothing can have happened: after the day of loading, or before the age of such programs."""
        dates = [(self.own[field], f"v_{field}") for field in self.needs.happened if field in self.own]
        ahead = [self._day_fault("in_the_future", c, f"{v} > date '{self.today.isoformat()}'") for c, v in dates]
        return ahead + [self._day_fault("too_long_ago", c, f"{v} <= date '{_NO_DAY}'") for c, v in dates]

    def _day_fault(self, code: str, column: Column, when: str) -> Fault:
        return Fault("rejected", code, column.header, self.record.cell(column), when)

    def _needed_fields(self) -> tuple[str, ...]:
        named = [field for group in self.needs.alternatives for field in group]
        if self.reading.table == "order_line":
            named += list(amounts.amount_columns(self.reading))
        return (*named, *self.needs.happened)


def _is_total(first: str) -> str:
    """True where the first filled cell is a total word, with or without a colon; or an account's 小计 / 合计."""
    words = ", ".join(literal(word) for word in TOTAL_WORDS)
    plain = f"list_position([{words}], rtrim(replace(lower({first}), ' ', ''), ':：')) > 0"
    han = f"regexp_matches({first}, '^(合计|小计|总计)|(合计|小计|总计)[：:]?$')"
    worth_a_look = f"contains({first}, '计') or contains({first}, 'otal') or contains({first}, 'OTAL')"
    starred = f"{first} = '*' or {first} = '**'"  # SAP marks its totals so
    return f"(case when {worth_a_look} then {plain} or {han} else coalesce({starred}, false) end)"
