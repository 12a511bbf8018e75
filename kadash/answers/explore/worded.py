"""Fields, figures and values of Explore in the reader's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
from babel.dates import get_month_names

from kadash.answers.explore.question import Axis, Filter, Measure, Question
from kadash.answers.explore.source import Field, Formula, Kind, Source
from kadash.answers.metrics import METRICS
from kadash.language import Words

_LOCALE = {"zh": "zh_Hans_CN", "en": "en_GB"}


def source_name(words: Words, source: Source) -> str:
    """What a source is called."""
    return words(f"explore.source.{source.name}")


def field_name(words: Words, found: Field) -> str:
    """What a field is called: as its file says, else by the canonical name, else as a figure."""
    if found.label is not None:
        return found.label
    if found.of == "layer":
        return words(f"scheme.{found.scheme}")
    named = [f"explore.field.{found.name}", f"field.{found.name}", f"metric.row_{found.name}"]
    known = [METRICS[found.name].name_key] if found.name in METRICS else []
    text = next((words(key, None, k="k") for key in [*named, *known] if words.has(key)), found.name)
    return text[:1].upper() + text[1:]


def axis_name(words: Words, source: Source, axis: Axis) -> str:
    """What rows or columns are: a field, or the year, quarter or month of a date."""
    found = source.field(axis.field)
    if not axis.grain:
        return field_name(words, found)
    if axis.field == source.day:
        return words(f"explore.grain.{axis.grain}")
    return words("explore.grain.of", None, grain=words(f"explore.grain.{axis.grain}"), field=field_name(words, found))


def formula_name(words: Words, formula: Formula) -> str:
    """What a figure is called: its own name, or how a field is put together."""
    if formula.how is not None and formula.field is not None:
        return words(f"explore.how.{formula.how}", None, field=field_name(words, formula.field))
    return words(formula.label, None, k="k")


def measure_name(words: Words, source: Source, measure: Measure) -> str:
    """What a column of figures is called."""
    name = formula_name(words, source.formula(measure))
    return name if measure.shown == "value" else words(f"explore.shown.{measure.shown}", None, figure=name)


def value_name(words: Words, source: Source, axis: Axis, value: Any, names: Mapping[str, str] | None = None) -> str:
    """A value of a field as people read it. names: what accounts and products are called, by number."""
    found = source.field(axis.field)
    if value is None or pd.isna(value):
        return words("explore.unknown")
    if axis.grain == "month_of_year":
        return str(get_month_names("wide", "stand-alone", _LOCALE[words.language])[int(value)])
    if found.kind == "date":
        return _day(words, axis, pd.Timestamp(value).date())
    if found.kind == "flag":
        return words("explore.yes" if value in (True, "true") else "explore.no")
    if found.is_numeric:
        return words.number(float(value), 2)
    if found.codes is not None and words.has(f"{found.codes}.{value}"):
        return words(f"{found.codes}.{value}", None, k="k")
    if found.codes == "service" and words.has(f"service.{value}.name"):
        return words(f"service.{value}.name")
    return (names or {}).get(str(value), str(value))


def figure_text(words: Words, formula: Formula, measure: Measure, value: Any) -> str:
    """A figure as people read it, in its unit."""
    if value is None or pd.isna(value):
        return words.number(None)
    if measure.shown in ("share", "growth"):
        return words.percent(value, sign=measure.shown == "growth")
    signed = measure.shown == "change"
    if formula.unit == "rate":
        return words("explore.points", None, points=words.points(value)) if signed else words.percent(value)
    if formula.unit == "money":
        return words.money(value, sign=signed)
    digits = {"price": 2, "days": 1, "score": 1, "number": 2, "quantity": 1}.get(formula.unit, 0)
    text = words.number(value, digits if abs(float(value)) < 1000 else 0)
    return f"+{text}" if signed and float(value) > 0 else text


def title(words: Words, source: Source, question: Question) -> str:
    """A question in a few words: Revenue by region and year."""
    names = [measure_name(words, source, one) if len(question.measures) == 1 else
             formula_name(words, source.formula(one)) for one in question.measures]
    measures = words.listed(list(dict.fromkeys(names)))
    axes = [*question.rows, *([question.column] if question.column is not None else [])]
    if not axes:
        return measures
    named = [in_sentence(words, axis_name(words, source, axis)) for axis in axes]
    by = named[0] if len(named) == 1 else words(
        "explore.and", None, first=words.listed(named[:-1]), last=named[-1])
    return words("explore.title", None, measures=measures, by=by)


def filter_text(words: Words, source: Source, wanted: Filter, names: Mapping[str, str] | None = None) -> str:
    """A filter in a few words: Region: East, West."""
    axis = wanted.axis
    values = [value_name(words, source, axis, value, names) if wanted.op != "holds" else str(value)
              for value in wanted.values[:3]]
    said = words.listed(values) + (f" +{len(wanted.values) - 3}" if len(wanted.values) > 3 else "")
    return words(f"explore.filter.{wanted.op}", None, field=axis_name(words, source, axis), values=said)


def when_text(words: Words, when: str) -> str:
    """A period in words."""
    if ".." not in when:
        return words(f"explore.when.{when or 'all'}")
    first, _, last = when.partition("..")
    return words("explore.when.span", None, first=words.date(dt.date.fromisoformat(first)),
                 last=words.date(dt.date.fromisoformat(last)))


def unit_of(formula: Formula, measure: Measure) -> Kind:
    """In what a column of figures is read: shares and growth are rates."""
    return "rate" if measure.shown in ("share", "growth") else formula.unit


def _day(words: Words, axis: Axis, day: dt.date) -> str:
    match axis.grain:
        case "year":
            return words.year(day)
        case "quarter":
            return words.quarter(day)
        case "month":
            return words.month(day)
        case _:
            return words.date(day)


def in_sentence(words: Words, name: str) -> str:
    """A name inside a sentence: in English without its capital, unless it is an abbreviation."""
    if words.language != "en" or name[:2].isupper():
        return name
    return name[:1].lower() + name[1:]
