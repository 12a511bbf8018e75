"""Reasons and warnings of a proposal as sentences: which key of the catalogues, filled with figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import pandas as pd

from kadash.language import Words
from kadash.segments.comparison import Operator, compared
from kadash.services.catalogue import Service
from kadash.services.signals import OWN_SCHEME, signal
from kadash.vocabulary import SCHEMES

_OPERATORS = ("at_least", "at_most", "above", "below", "is", "one_of")


def reason_sentence(reason: Mapping[str, object], words: Words) -> str:
    """One entry of a proposal's `because`, as a sentence with what was measured and what is asked for."""
    return _sentence("reason", reason, words)


def warning_sentence(warning: Mapping[str, object], words: Words) -> str:
    """One entry of a proposal's `do_not`, as a sentence; the service it is about is the caller's to name."""
    return _sentence("do_not", warning, words)


def change_sentences(change: Mapping[str, object], words: Words, name: Callable[[str], str]) -> list[str]:
    """A proposal's `would_change` as sentences; `name` gives a service's name."""
    said = []
    for kind in ("removes", "adds"):
        entry = change.get(kind)
        if isinstance(entry, Mapping):
            gain = words.money(cast("float | None", entry.get("gain")))
            said.append(words(f"would_change.{kind}", None, service=name(str(entry["service"])), gain=gain,
                              turn=_turn(entry, words)))
    return said


def terms_sentences(service: Service, revenue_12m: float | None, words: Words) -> list[str]:
    """What a service binds the customer to, and its price against its parts, in the account's own money.

    revenue_12m: what the account bought in the last 12 months; unknown or none: shares of it are told instead.
    """
    bought = revenue_12m if revenue_12m is not None and revenue_12m > 0 else None

    def money(share: float) -> str:
        return words("proposal.share", share=words.percent(share)) if bought is None else words.money(share * bought)

    said = []
    months = service.minimum_term_months
    if months and service.exit_share:
        most = money(service.exit_share * months / 12.0)
        said.append(words("proposal.term", months, most=most, share=words.percent(service.exit_share)))
    elif months:
        said.append(words("proposal.term_free", months))
    if service.bundle is not None:
        said.append(words("proposal.bundle", price=money(service.bundle.price), apart=money(service.bundle.apart),
                          saving=words.percent(service.bundle.saving, 0)))
    return said


def condition_sentence(signal_id: str, operator: str, asked: object, words: Words) -> str:
    """A condition as people read it in a catalogue: Orders in 12 months at least 12."""
    return words(f"condition.{operator}", None, signal=signal_name(signal_id, words),
                 asked=signal_figure(signal_id, asked, words))


_OPPOSITE = {"at_least": "below", "at_most": "above", "above": "at_most", "below": "at_least"}


def _turn(entry: Mapping[str, object], words: Words) -> str:
    """What would have to happen to a condition: it fails where it holds, it holds where it fails.

    The sentence written for this signal, else the general one.
    """
    name, operator = str(entry["signal"]), next(one for one in _OPERATORS if one in entry)
    wanted, own = _wanted(operator, entry), f"turn.{name}"
    return words(f"{own}.{wanted}" if words.has(f"{own}.{wanted}") else f"turn.{wanted}",
                 _counted(name, entry[operator], words),
                 signal=signal_name(name, words), measured=signal_figure(name, entry["measured"], words),
                 asked=signal_figure(name, entry[operator], words))


def _wanted(operator: str, entry: Mapping[str, object]) -> str:
    """The turn that the measured value would have to take, as the sentences name it."""
    holds_now = _holds(operator, entry["measured"], entry[operator])
    if operator == "is":
        return "yes" if bool(entry["is"]) != holds_now else "no"
    return _OPPOSITE[operator] if holds_now and operator in _OPPOSITE else operator


def _holds(operator: str, measured: object, asked: object) -> bool:
    return bool(compared(pd.Series([measured]), cast(Operator, operator), asked).iloc[0])


def _sentence(room: str, entry: Mapping[str, object], words: Words) -> str:
    """The sentence written for this signal and operator, else the general one of the operator."""
    name, operator = str(entry["signal"]), next(one for one in _OPERATORS if one in entry)
    key = f"{room}.{entry['code']}"
    return words(
        key if words.has(key) else f"{room}.{operator}",
        _counted(name, entry["measured"], words),
        signal=signal_name(name, words),
        measured=signal_figure(name, entry["measured"], words),
        asked=signal_figure(name, entry[operator], words),
    )


def _counted(name: str, value: object, words: Words) -> int | None:
    """The form of the word behind a figure."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return words.form(value, 1 if signal(name).kind in ("ratio", "years") else 0)


def signal_name(name: str, words: Words) -> str:
    """What a signal is called."""
    if name.startswith(OWN_SCHEME):
        key = f"scheme.{name[len(OWN_SCHEME):]}"
        return words(key) if words.has(key) else name[len(OWN_SCHEME):]
    return words(f"signal.{name}")


def signal_figure(name: str, value: object, words: Words) -> str:
    """A value of a signal as people read it: 12 %, a layer's name, yes."""
    if isinstance(value, list | tuple):
        return words.listed([signal_figure(name, one, words) for one in value])
    if isinstance(value, str):
        key = f"layer.{name.removeprefix(OWN_SCHEME)}.{value}"
        return words(key) if (name in (*SCHEMES, "buyer_type") or name.startswith(OWN_SCHEME)) and words.has(
            key) else value
    if isinstance(value, bool):
        return words("signal.yes" if value else "signal.no")
    return _number(name, cast("float | None", value), words)


def _number(name: str, value: float | None, words: Words) -> str:
    match signal(name).kind:
        case "share":
            return words.percent(value)
        case "points":
            return words.points(value)
        case "ratio" | "years":
            return words.number(value, 1)
        case _:
            return words.number(value)
