"""How the cells of one column taken as one field are written, and what of it the column alone leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from kadash.intake.reading import ColumnHints, DateOrder, QuestionCode
from kadash.intake.recognise.dates import DateForm, date_form
from kadash.intake.recognise.numbers import (
    contains_tax,
    currency_in,
    decimal_sign,
    is_percent,
    is_zhe,
    multiplier,
    sure_decimal_sign,
    undecided_example,
)
from kadash.intake.recognise.profile import Profile
from kadash.vocabulary import TABLES, Finding

_IDS = ("_id", "line_no")
_NUMBERS = ("money", "price", "quantity", "number", "rate")
_PLAIN_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")
_PLAIN_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$")
_POINTED_DATE = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{2,4}\b")
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Doubt(NamedTuple):
    """What the cells leave open: the question, its choices with the safest first, a cell that shows it."""

    code: QuestionCode
    choices: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class ColumnForm:
    """The hints for a column, findings for what a title was believed, doubts that only a person can settle."""

    hints: ColumnHints
    notes: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class FileCustom:
    """What columns that leave no doubt show of the whole file: a column in doubt follows them."""

    latest: date
    date_order: DateOrder | None = None
    decimal: Literal[".", ","] | None = None


def file_custom(
    columns: Sequence[tuple[str, str, Profile]], latest: date, header: Sequence[str] = ()
) -> FileCustom:
    """The custom of a file, from its (table, field, profile)s; None where its columns disagree or say nothing.

    Who writes days as 28.01.2025 writes decimal commas, Chinese headers stand over decimal points.
    """
    orders: set[DateOrder] = set()
    signs: set[Literal[".", ","]] = set()
    pointed = False
    for table, field, seen in columns:
        kind = TABLES[table][field]
        if kind == "date" and not (form := date_form(seen.values, latest)).assumed and form.order != "ymd":
            orders.add(form.order)
        if kind == "date" and sum(bool(_POINTED_DATE.match(value)) for value in seen.values) > len(seen.values) / 2:
            pointed = True
        if kind in _NUMBERS and (sign := sure_decimal_sign(seen.values)):
            signs.add(sign)
    if not signs and (pointed or any(_HAN.search(name) for name in header)):
        signs.add("," if pointed else ".")
    return FileCustom(latest, orders.pop() if len(orders) == 1 else None, signs.pop() if len(signs) == 1 else None)


def hints_for(
    header: str, table: str, field: str, profile: Profile, titles: Sequence[str], custom: FileCustom
) -> ColumnForm:
    """How to read the column, as far as its cells and the custom of its file say."""
    kind = TABLES[table][field]
    if kind == "date":
        return _date_form(profile, custom)
    if kind == "rate":
        return _rate_form(header, field, profile, custom)
    if kind in _NUMBERS:
        return _number_form(header, kind, profile, titles, custom)
    point_zero = field.endswith(_IDS) and profile.point_zero > 0.9
    return ColumnForm(ColumnHints(plain=kind == "text", point_zero=point_zero))


def _date_form(profile: Profile, custom: FileCustom) -> ColumnForm:
    form = date_form(profile.values, custom.latest)
    if form.assumed and custom.date_order:
        form = DateForm(custom.date_order, form.serials)
    plain = bool(profile.values) and all(_PLAIN_DATE.match(value) for value in profile.values)
    hints = ColumnHints(date_order=form.order, serial_dates=form.serials, plain=plain)
    if not form.assumed:
        return ColumnForm(hints)
    return ColumnForm(hints, doubts=(Doubt("date_order", ("dmy", "mdy"), _first(profile)),))


def _rate_form(header: str, field: str, profile: Profile, custom: FileCustom) -> ColumnForm:
    sign = sure_decimal_sign(profile.values) or custom.decimal or "."
    zhe = field == "discount_rate" and is_zhe(header, profile)
    percent = not zhe and is_percent(profile)
    plain = sign == "." and not percent and not zhe and all(_PLAIN_NUMBER.match(value) for value in profile.values)
    hints = ColumnHints(decimal=sign, percent=percent, zhe=zhe, plain=plain)
    if any(value.endswith(("%", "％", "折")) for value in profile.values) or profile.largest == 0:
        return ColumnForm(hints)
    other: str | None = None
    if zhe:
        other = "percent" if profile.largest > 1 else "share"
    elif "%" in header and not percent:
        other = "percent"
    elif field == "discount_rate" and percent and "%" not in header:
        other = "amount"
    now = "zhe" if zhe else "percent" if percent else "share"
    doubts = (Doubt("discount_form", (now, other), _first(profile)),) if other and field == "discount_rate" else ()
    return ColumnForm(hints, doubts=doubts)


def _number_form(
    header: str, kind: str, profile: Profile, titles: Sequence[str], custom: FileCustom
) -> ColumnForm:
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
    example = undecided_example(profile.values) if assumed else None
    doubts = (Doubt("decimal_sign", (".", ","), example),) if example else ()
    unit = MappingProxyType({"column": header, "multiplier": f"{worth:g}"})
    return ColumnForm(hints, (Finding("assumed_unit_of_title", facts=unit),) if by_title else (), doubts)


def _first(profile: Profile) -> str:
    """A cell to show: the first that is not zero."""
    return next((value for value in profile.values if value.strip("0.") != ""), "")
