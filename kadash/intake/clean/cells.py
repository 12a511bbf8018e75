"""A cell as a typed value: the SQL for one column of a reading, cheapest attempt first."""

from __future__ import annotations

from kadash.intake.clean.quoting import literal
from kadash.intake.clean.words import coded, currency_code
from kadash.intake.reading import Column
from kadash.vocabulary import SQL_TYPE, TABLES, Kind

_IDENTIFIERS = {"account_id", "parent_id", "order_id", "product_id", "invoice_id", "event_id", "quote_id",
                "contract_id", "line_no", "service_id"}
_STATUS = ("order_line", "status")
_SIGNS = "¥￥$€"
_UNITS = "万千亿kKM"


def steps(column: Column, sample: tuple[str, ...]) -> tuple[str, ...]:
    """SQL that reads a cell step by step; the last step gives the value, null where the cell cannot be read.

    `@cell` stands for the cell (trimmed text, null where blank), `@0`, `@1`, ... for the results of earlier steps. Each
    step is a projection of its own, so nothing is computed twice, and costly steps only where cheap ones gave null.
    `sample` are cells of the column as the file has them: they show which signs are worth taking off first.
    """
    kind = kind_of(column)
    if kind == "text":
        return (_text(column, "@cell"),)
    if kind == "date":
        return _date(column, sample)
    if kind == "rate":
        return _rate(column)
    if kind == "days":
        return ("clean_days(@cell)",)
    if kind == "flag":
        return ("clean_flag(@cell)",)
    return _number(column, kind, "".join(sample))


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


def _date(column: Column, sample: tuple[str, ...]) -> tuple[str, ...]:
    thorough = f"clean_odd_date(@last, {literal(column.hints.date_order)})"
    bare = "clean_sane(try_cast(@cell as date))"
    if not any("年" in text for text in sample):
        return _tried([bare], ["@0"], "clean_half_width(@cell)", thorough)
    dashed = "case when @0 is null then replace(replace(replace(@cell, '年', '-'), '月', '-'), '日', '') end"
    return _tried([bare, dashed, "clean_sane(try_cast(@1 as date))"], ["@0", "@2"], "clean_half_width(@cell)", thorough)


def _rate(column: Column) -> tuple[str, ...]:
    hints = column.hints
    odd = f"clean_odd_text(case when @1 = '' then @cell else left(@cell, -1) end, {_sql(hints.decimal == ',')})"
    bare = "case when isfinite(try_cast(@cell as double)) then try_cast(@cell as double) end"
    return (
        bare,
        "case when @0 is null then replace(regexp_extract(@cell, '[%％折]$'), '％', '%') end",
        "case when @1 in ('%', '折') then try_cast(left(@cell, -1) as double) else @0 end",
        f"case when @2 is null and @cell is not null then {odd} end",
        "case when @2 is null then cast(clean_grouped(@3) as double) else @2 end",
        f"case @1 when '%' then @4 / 100 when '折' then clean_share(@4, false, true) "
        f"else clean_share(@4, {_sql(hints.percent)}, {_sql(hints.zhe)}) end",
    )


def _number(column: Column, kind: Kind, seen: str) -> tuple[str, ...]:
    hints, sql_type = column.hints, SQL_TYPE[kind]
    multiplier = f"{hints.multiplier:.10g}" if kind in ("money", "price") and hints.multiplier != 1 else "1"
    comma = hints.decimal == ","
    odd = f"clean_odd_text(@cell, {_sql(comma)})"
    thorough = f"try_cast(clean_scaled(@last, {multiplier}) as {sql_type})"
    if comma:
        return _tried([], [], odd, thorough)
    bare = _bare_number(sql_type, multiplier)
    if not any(sign in seen for sign in f",{_SIGNS}{_UNITS}"):
        return _tried([bare], ["@0"], odd, thorough)
    scaled = f"clean_scaled(@1, {multiplier})" if any(unit in seen for unit in _UNITS) \
        else f"clean_grouped(@1) * {multiplier}"
    stripped = f"case when @0 is null then {_without_signs(seen)} end"
    return _tried([bare, stripped, f"try_cast({scaled} as {sql_type})"], ["@0", "@2"], odd, thorough)


def _tried(first: list[str], values: list[str], odd: str, thorough: str) -> tuple[str, ...]:
    """Steps that end with the first of `values` that is not null, else the thorough reading of the odd text."""
    none_yet = " and ".join([*(f"{value} is null" for value in values), "@cell is not null"])
    found = " ".join(f"when {value} is not null then {value}" for value in values)
    last = thorough.replace("@last", f"@{len(first)}")
    return (*first, f"case when {none_yet} then {odd} end", f"case {found} else {last} end" if found else last)


def _bare_number(sql_type: str, multiplier: str) -> str:
    if multiplier != "1":
        return f"try_cast(try_cast(@cell as decimal(28, 10)) * {multiplier} as {sql_type})"
    bare = f"try_cast(@cell as {sql_type})"
    return f"case when isfinite({bare}) then {bare} end" if sql_type == "double" else bare


def _without_signs(seen: str) -> str:
    text = "@cell"
    for sign in _SIGNS:
        if sign in seen:
            text = f"replace({text}, {literal(sign)}, '')"
    return text


def _sql(value: bool) -> str:
    return "true" if value else "false"
