"""Reasons and warnings of a proposal as sentences: which key of the catalogues, filled with figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kadash.language import Words
from kadash.services.signals import SIGNALS
from kadash.vocabulary import SCHEMES

_OPERATORS = ("at_least", "at_most", "above", "below", "is", "one_of")


def reason_sentence(reason: Mapping[str, object], words: Words) -> str:
    """One entry of a proposal's `because`, as a sentence with what was measured and what is asked for."""
    return _sentence("reason", reason, words)


def warning_sentence(warning: Mapping[str, object], words: Words) -> str:
    """One entry of a proposal's `do_not`, as a sentence; the service it is about is the caller's to name."""
    return _sentence("do_not", warning, words)


def _sentence(room: str, entry: Mapping[str, object], words: Words) -> str:
    """The sentence written for this signal and operator, else the general one of the operator."""
    signal, operator = str(entry["signal"]), next(name for name in _OPERATORS if name in entry)
    key = f"{room}.{entry['code']}"
    return words(
        key if words.has(key) else f"{room}.{operator}",
        None,
        signal=words(f"signal.{signal}"),
        measured=_figure(signal, entry["measured"], words),
        asked=_figure(signal, entry[operator], words),
    )


def _figure(signal: str, value: object, words: Words) -> str:
    if isinstance(value, list | tuple):
        return words.listed([_figure(signal, one, words) for one in value])
    if isinstance(value, str):
        return words(f"layer.{signal}.{value}") if signal in (*SCHEMES, "buyer_type") else value
    if isinstance(value, bool):
        return words("signal.yes" if value else "signal.no")
    return _number(signal, cast("float | None", value), words)


def _number(signal: str, value: float | None, words: Words) -> str:
    match SIGNALS[signal].kind:
        case "share":
            return words.percent(value)
        case "points":
            return words.points(value)
        case "ratio" | "years":
            return words.number(value, 1)
        case _:
            return words.number(value)
