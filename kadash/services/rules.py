"""Rules: which account may be offered which service, which is barred, and the measured reason for either."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pandas as pd

from kadash.segments.columns import Texts
from kadash.segments.comparison import compared
from kadash.segments.evidence import json_column, json_texts
from kadash.services.catalogue import Catalogue, Condition, Service


def met(condition: Condition, signals: pd.DataFrame) -> pd.Series[bool]:
    """True for the accounts that meet a condition; an unknown signal never does."""
    return compared(signals[condition.signal], condition.operator, condition.threshold)


def fits(service: Service, signals: pd.DataFrame) -> pd.Series[bool]:
    """True where every condition of eligibility is met, whatever may bar it."""
    return reduce(pd.Series.__and__, [met(condition, signals) for condition in service.eligible])


def barred(service: Service, signals: pd.DataFrame) -> pd.Series[bool]:
    """True where any 'do not use when' holds."""
    nobody = pd.Series(False, index=signals.index)
    return reduce(pd.Series.__or__, [met(condition, signals) for condition in service.do_not], nobody)


def names_of_signals(catalogue: Catalogue) -> set[str]:
    """Every signal that a catalogue asks for, in conditions and units."""
    conditions = [one for service in catalogue.services for one in (*service.eligible, *service.do_not)]
    units = [effect.unit for service in catalogue.services for effect in service.effects if effect.unit]
    return {condition.signal for condition in conditions} | set(units)


def reason_texts(conditions: Sequence[Condition], signals: pd.DataFrame) -> Texts:
    """One JSON list a row: each condition's code, signal, measured value and threshold."""
    return json_column([reason_shape(condition, signals) for condition in conditions], len(signals))


def warning_texts(service: Service, signals: pd.DataFrame) -> pd.DataFrame:
    """One row a reason not to offer a service that would fit: index of the account, text (JSON)."""
    fitting = signals[fits(service, signals)]
    found = [pd.DataFrame({"text": pd.Series(dtype="object")})]
    for condition in service.do_not if len(fitting) else ():
        held = fitting[met(condition, fitting)]
        shape = {"service": service.id, **reason_shape(condition, held)}
        found.append(pd.DataFrame({"text": json_texts(shape, len(held))}, index=held.index, dtype="object"))
    return pd.concat(found)


def reason_shape(condition: Condition, signals: pd.DataFrame) -> dict[str, object]:
    """A condition with what was measured, one row an account, as reasons keep it."""
    return {
        "code": condition.code,
        "signal": condition.signal,
        "measured": signals[condition.signal],
        condition.operator: condition.threshold,
    }
