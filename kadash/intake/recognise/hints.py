"""The hints for one column taken as one field, and what had to be assumed for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from kadash.intake.reading import ColumnHints, DateOrder
from kadash.intake.recognise.dates import DateForm, date_form
from kadash.intake.recognise.numbers import (
    contains_tax,
    currency_in,
    decimal_sign,
    is_percent,
    is_zhe,
    multiplier,
    sure_decimal_sign,
)
from kadash.intake.recognise.profile import Profile
from kadash.vocabulary import TABLES, Finding

_IDS = ("_id", "line_no")
_PLAIN_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_PLAIN_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$")


@dataclass(frozen=True)
class FileCustom:
    """What columns that leave no doubt show of the whole file: a column in doubt follows them."""

    latest: date
    date_order: DateOrder | None = None
    decimal: Literal[".", ","] | None = None


def file_custom(columns: Sequence[tuple[str, str, Profile]], latest: date) -> FileCustom:
    """The custom of a file, from its (table, field, profile)s; None where its columns disagree or say nothing."""
    orders: set[DateOrder] = set()
    signs: set[Literal[".", ","]] = set()
    for table, field, seen in columns:
        kind = TABLES[table][field]
        if kind == "date" and not (form := date_form(seen.values, latest)).assumed and form.order != "ymd":
            orders.add(form.order)
        if kind in ("money", "price", "quantity", "number", "rate") and (sign := sure_decimal_sign(seen.values)):
            signs.add(sign)
    return FileCustom(latest, orders.pop() if len(orders) == 1 else None, signs.pop() if len(signs) == 1 else None)


def hints_for(
    header: str, table: str, field: str, profile: Profile, titles: Sequence[str], custom: FileCustom
) -> tuple[ColumnHints, tuple[Finding, ...]]:
    """How to read the column, and findings for every choice that nobody confirmed."""
    kind = TABLES[table][field]
    if kind == "date":
        return _date_hints(header, profile, custom)
    if kind == "rate":
        return _rate_hints(header, field, profile)
    if kind in ("money", "price", "quantity", "number"):
        return _number_hints(header, kind, profile, titles, custom)
    plain = kind == "text"
    return ColumnHints(plain=plain, point_zero=_is_id(field) and profile.point_zero > 0.9), ()


def _is_id(field: str) -> bool:
    return field.endswith(_IDS)


def _date_hints(header: str, profile: Profile, custom: FileCustom) -> tuple[ColumnHints, tuple[Finding, ...]]:
    form = date_form(profile.values, custom.latest)
    if form.assumed and custom.date_order:
        form = DateForm(custom.date_order, form.serials)
    plain = bool(profile.values) and all(_PLAIN_DATE.match(value) for value in profile.values)
    hints = ColumnHints(date_order=form.order, serial_dates=form.serials, plain=plain)
    example = next(iter(profile.values), "")
    notes = (_note("assumed_date_order", header, example=example, order=form.order),) if form.assumed else ()
    return hints, notes


def _rate_hints(header: str, field: str, profile: Profile) -> tuple[ColumnHints, tuple[Finding, ...]]:
    sign, _ = decimal_sign(profile.values)
    zhe = field == "discount_rate" and is_zhe(header, profile)
    percent = not zhe and is_percent(profile)
    plain = not percent and not zhe and all(_PLAIN_NUMBER.match(value) for value in profile.values)
    hints = ColumnHints(decimal=sign, percent=percent, zhe=zhe, plain=plain)
    signed = any(value.endswith(("%", "折")) for value in profile.values)
    if zhe and not signed:
        return hints, (_note("assumed_zhe", header, example=next(iter(profile.values), "")),)
    if "%" in header and not percent and not signed and profile.largest > 0:
        return hints, (_note("assumed_share", header, example=next(iter(profile.values), "")),)
    return hints, ()


def _number_hints(
    header: str, kind: str, profile: Profile, titles: Sequence[str], custom: FileCustom
) -> tuple[ColumnHints, tuple[Finding, ...]]:
    sign, assumed = decimal_sign(profile.values)
    if custom.decimal and sure_decimal_sign(profile.values) is None:
        sign, assumed = custom.decimal, False
    money = kind in ("money", "price")
    worth, by_title = multiplier(header, titles if kind == "money" else ()) if money else (1.0, False)
    hints = ColumnHints(
        decimal=sign, multiplier=worth, with_tax=money and contains_tax(header),
        plain=sign == "." and worth == 1 and all(_PLAIN_NUMBER.match(value) for value in profile.values),
        currency=currency_in(header, titles, profile) if money else None,
    )
    notes = []
    if assumed:
        example = next((value for value in profile.values if "," in value), "")
        notes.append(_note("assumed_thousands_comma", header, example=example))
    if by_title:
        notes.append(_note("assumed_unit_of_title", header, multiplier=f"{worth:g}"))
    return hints, tuple(notes)


def _note(code: str, header: str, **facts: object) -> Finding:
    return Finding(code, facts=MappingProxyType({"column": header, **facts}))
