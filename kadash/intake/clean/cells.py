"""A cell as a typed value: the SQL for one column of a reading, cheapest attempt first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kadash.intake.clean.quoting import literal
from kadash.intake.clean.words import coded, currency_code
from kadash.intake.reading import Column
from kadash.vocabulary import SQL_TYPE, TABLES, Kind

_IDENTIFIERS = {"account_id", "parent_id", "order_id", "product_id", "invoice_id", "event_id", "quote_id",
                "contract_id", "line_no", "service_id"}
_STATUS = ("order_line", "status")
_REFUND = "refund"
"""Some programs write refunds as a minus, some do not: what went back is their size."""
_PARTED = ("money", "price", "quantity")
_SIGNS = "¥￥$€"
_UNITS = "万千亿kKM"


@dataclass(frozen=True)
class Steps:
    """SQL that reads a cell step by step; the last step gives the value, null where the cell cannot be read.

    `bare` is tried on the cell as it stands (`@raw`); None: nothing can be said so early. The steps of `then` have in
    `@cell` the cell's text (trimmed; null where blank, or where `bare` holds), in `@bare` the result of `bare` and in
    `@0`, `@1`, ... those of earlier steps. Each step is a projection of its own: nothing is computed twice.
    `quick` are fewer steps that read what the sample shows and give null for everything else (None: there are none).
    """

    then: tuple[str, ...]
    bare: str | None = None
    holds: str = "@bare is not null"
    """Whether `bare` read the cell."""
    quick: tuple[str, ...] | None = None


def steps(column: Column, sample: tuple[str, ...], parted: bool = False) -> Steps:
    """How to read the cells of a column; `sample`, some of them, shows which signs are worth taking off first.

    `parted`: commas part thousands in some column of the table, so they may in any, where large numbers are rare.
    """
    kind = kind_of(column)
    if kind == "text":
        return Steps((_text(column, "@cell"),))
    if kind == "date":
        return _date(column, sample)
    if kind == "rate":
        return _rate(column)
    if kind == "days":
        return Steps(("clean_days(@cell)",))
    if kind == "flag":
        return Steps(("clean_flag(@cell)",))
    found = _number(column, kind, sample, parted and kind in _PARTED)
    if column.field == _REFUND:
        return _sized(found, "abs")
    return _sized(found, "-abs") if column.hints.minus else found


def parts_thousands(column: Column, sample: tuple[str, ...]) -> bool:
    """Whether commas part thousands in the cells of a column."""
    return kind_of(column) in _PARTED and column.hints.decimal != "," and any("," in text for text in sample)


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


def _date(column: Column, sample: tuple[str, ...]) -> Steps:
    bare = "try_cast(@raw as date)"
    if any("年" in text for text in sample):
        han = "cast(try_strptime(@raw, '%Y年%m月%d日') as date)"
        bare = f"case when contains(@raw, '年') then {han} else try_cast(@raw as date) end"
    holds = "coalesce(@bare > date '1900-01-01', false)"  # 25-03-01 is no day of the year 25
    thorough = f"clean_odd_date(@last, {literal(column.hints.date_order)})"
    return _in_turn(bare, holds, (), "clean_half_width(@cell)", thorough)


def _rate(column: Column) -> Steps:
    hints = column.hints
    share = f"{_sql(hints.percent)}, {_sql(hints.zhe)})"
    odd = f"clean_odd_text(case when @0 = '' then @cell else left(@cell, -1) end, {_sql(hints.decimal == ',')})"
    then = (
        "replace(regexp_extract(@cell, '[%％折]$'), '％', '%')",
        "case when @0 in ('%', '折') then try_cast(left(@cell, -1) as double) else @bare end",
        f"case when @1 is null and @cell is not null then {odd} end",
        "case when @1 is null then cast(clean_grouped(@2) as double) else @1 end",
        f"case @0 when '%' then @3 / 100 when '折' then clean_share(@3, false, true) else clean_share(@3, {share} end",
    )
    return Steps(then, _finite("double"), quick=(f"clean_share(@bare, {share}",))


def _number(column: Column, kind: Kind, sample: tuple[str, ...], parted: bool) -> Steps:
    hints, sql_type = column.hints, SQL_TYPE[kind]
    multiplier = f"{hints.multiplier:.10g}" if kind in ("money", "price") and hints.multiplier != 1 else "1"
    comma = hints.decimal == ","
    odd = f"clean_odd_text(@cell, {_sql(comma)})"
    thorough = f"try_cast(clean_scaled(@last, {multiplier}) as {sql_type})"
    if comma:
        return Steps((odd, thorough.replace("@last", "@0")))
    cheap: tuple[str, ...] = ()
    if any(unit in text for text in sample for unit in _UNITS):
        cheap = (_signs_off("@cell", sample), f"try_cast(clean_scaled(@0, {multiplier}) as {sql_type})")
    bare = _bare_number(sql_type, multiplier, sample, parted)
    return _in_turn(bare, "@bare is not null", cheap, odd, thorough)


def _sized(found: Steps, sign: Literal["abs", "-abs"]) -> Steps:
    """The same steps, the last of them a size, or a minus, whatever sign the cell has."""
    quick = found.quick and (*found.quick[:-1], f"{sign}({found.quick[-1]})")
    return replace(found, then=(*found.then[:-1], f"{sign}({found.then[-1]})"), quick=quick)


def _in_turn(bare: str, holds: str, cheap: tuple[str, ...], odd: str, thorough: str) -> Steps:
    """The bare reading where it holds, else the last of the cheap steps, else the thorough reading of the odd text."""
    found = f"@{len(cheap) - 1}"
    last = thorough.replace("@last", f"@{len(cheap)}")
    if not cheap:
        known = "@bare" if holds == Steps.holds else f"case when {holds} then @bare end"
        return Steps((odd, f"case when {holds} then @bare else {last} end"), bare, holds, quick=(known,))
    quick = f"case when {holds} then @bare else {found} end"
    then = (f"case when {found} is null then {odd} end",
            f"case when {holds} then @bare when {found} is not null then {found} else {last} end")
    return Steps((*cheap, *then), bare, holds, (*cheap, quick))


def _bare_number(sql_type: str, multiplier: str, sample: tuple[str, ...], parted: bool) -> str:
    """A cast of the cell without the signs that the sample shows; null where commas do not part thousands.

    A cast that fails costs more than the test that spares it, so cells with a unit (1.2万) are left out by their end.
    """
    units = [f"suffix(@raw, '{unit}')" for unit in _UNITS if any(unit in text for text in sample)]
    branches = [f"when {' or '.join(units)} then null"] if units else []
    plain = _signs_off("@raw", sample)
    if parted or any("," in text for text in sample):
        grouped = "(@raw like '%,___.%' or @raw like '%,___') and @raw not like '%.%,%'"
        branches.append(f"when not contains(@raw, ',') then {_cast(plain, sql_type, multiplier)}")
        digits = f"replace({plain}, ',', '')"
        branches.append(f"when {grouped} then {_cast(digits, sql_type, multiplier)}")
        return f"case {' '.join(branches)} end"
    number = _cast(plain, sql_type, multiplier)
    return f"case {' '.join(branches)} else {number} end" if branches else number


def _cast(digits: str, sql_type: str, multiplier: str) -> str:
    cast = f"try_cast({digits} as {sql_type})" if multiplier == "1" \
        else f"try_cast(try_cast({digits} as decimal(28, 10)) * {multiplier} as {sql_type})"
    return f"case when isfinite({cast}) then {cast} end" if sql_type == "double" else cast


def _finite(sql_type: str) -> str:
    return f"case when isfinite(try_cast(@raw as {sql_type})) then try_cast(@raw as {sql_type}) end"


def _signs_off(text: str, sample: tuple[str, ...]) -> str:
    """The text without the signs of money that the sample shows; one that stands first is cut off, the cheapest way."""
    for sign in _SIGNS:
        written = [cell for cell in sample if sign in cell]
        if written and all(cell.startswith(sign) for cell in written):
            text = f"case when prefix({text}, {literal(sign)}) then substr({text}, 2) else {text} end"
        elif written:
            text = f"replace({text}, {literal(sign)}, '')"
    return text


def _sql(value: bool) -> str:
    return "true" if value else "false"
