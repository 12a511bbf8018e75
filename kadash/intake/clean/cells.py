"""A cell as a typed value: the SQL for one column of a reading, cheapest attempt first."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.intake.clean.quoting import literal
from kadash.intake.clean.words import coded, currency_code
from kadash.intake.reading import Column
from kadash.vocabulary import SQL_TYPE, TABLES, Kind

_IDENTIFIERS = {"account_id", "parent_id", "order_id", "product_id", "invoice_id", "event_id", "quote_id",
                "contract_id", "line_no", "service_id"}
_STATUS = ("order_line", "status")
_SIGNS = "¥￥$€"
_UNITS = "万千亿kKM"


@dataclass(frozen=True)
class Attempts:
    """SQL for the value of a cell in steps, each over the result of the one before; a step that is None is left out.

    `bare` is a plain cast. `stripped` takes off the signs that the sample shows, `cheap` casts what is left. `thorough`
    reads everything a person may have written, or gives null. A step is computed only where those before it gave null.
    """

    thorough: str
    bare: str | None = None
    stripped: str | None = None
    cheap: str | None = None


def attempts(column: Column, cell: str, sample: tuple[str, ...]) -> Attempts:
    """How to read `cell` (trimmed text, null where blank); `sample` are cells of the column as the file has them.

    Inside `cheap`, `{stripped}` stands for the result of the step before.
    """
    kind = kind_of(column)
    if kind == "text":
        return Attempts(_text(column, cell))
    if kind == "date":
        return _date(column, cell, sample)
    if kind == "rate":
        hints = column.hints
        return Attempts(f"clean_rate({cell}, {_sql(hints.percent)}, {_sql(hints.zhe)}, {_sql(hints.decimal == ',')})")
    if kind == "days":
        return Attempts(f"clean_days({cell})")
    if kind == "flag":
        return Attempts(f"clean_flag({cell})")
    return _number(column, kind, cell, "".join(sample))


def kind_of(column: Column) -> Kind:
    """What the column's field holds."""
    return TABLES[column.table][column.field]


def can_be_unreadable(column: Column) -> bool:
    """Whether a filled cell may have no value: numbers, dates, flags, codes; other text is always itself."""
    if kind_of(column) != "text":
        return True
    return column.field == "currency" or ((column.table, column.field) != _STATUS
                                          and coded(column.table, column.field, "x") is not None)


def _text(column: Column, cell: str) -> str:
    if column.field == "currency":
        return currency_code(cell)
    codes = None if (column.table, column.field) == _STATUS else coded(column.table, column.field, cell)
    if codes is not None:
        return codes
    if column.field in _IDENTIFIERS and column.hints.point_zero:
        return f"clean_id({cell}, true)"
    return cell


def _date(column: Column, cell: str, sample: tuple[str, ...]) -> Attempts:
    thorough = f"clean_date({cell}, {literal(column.hints.date_order)})"
    bare = f"clean_sane(try_cast({cell} as date))"
    if not any("年" in text for text in sample):
        return Attempts(thorough, bare)
    dashed = f"replace(replace(replace({cell}, '年', '-'), '月', '-'), '日', '')"
    return Attempts(thorough, bare, dashed, "clean_sane(try_cast({stripped} as date))")


def _number(column: Column, kind: Kind, cell: str, seen: str) -> Attempts:
    hints, sql_type = column.hints, SQL_TYPE[kind]
    multiplier = f"{hints.multiplier:.10g}" if kind in ("money", "price") and hints.multiplier != 1 else "1"
    comma = hints.decimal == ","
    thorough = f"try_cast(clean_decimal({cell}, {multiplier}, {_sql(comma)}) as {sql_type})"
    bare = None if comma else _bare_number(cell, sql_type, multiplier)
    if comma or not any(sign in seen for sign in f",{_SIGNS}{_UNITS}"):
        return Attempts(thorough, bare)
    scaled = "clean_scaled({stripped}, " + multiplier + ")" if any(unit in seen for unit in _UNITS) \
        else "clean_grouped({stripped}) * " + multiplier
    return Attempts(thorough, bare, _without_signs(cell, seen), f"try_cast({scaled} as {sql_type})")


def _bare_number(cell: str, sql_type: str, multiplier: str) -> str:
    if multiplier != "1":
        return f"try_cast(try_cast({cell} as decimal(28, 10)) * {multiplier} as {sql_type})"
    bare = f"try_cast({cell} as {sql_type})"
    return f"case when isfinite({bare}) then {bare} end" if sql_type == "double" else bare


def _without_signs(cell: str, seen: str) -> str:
    for sign in _SIGNS:
        if sign in seen:
            cell = f"replace({cell}, {literal(sign)}, '')"
    return cell


def _sql(value: bool) -> str:
    return "true" if value else "false"
