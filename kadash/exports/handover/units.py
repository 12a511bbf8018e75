"""In which unit a chart writes its money: the one in which its largest value reads best."""

from __future__ import annotations

from collections.abc import Iterable

from kadash.exports.handover.content import Unit

_UNITS = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e9, "B"), (1e6, "M"), (1e3, "K"))}

DAYS = Unit(1.0, "", 0)
SHARE = Unit(0.01, "%", 0)
SHARE_FINE = Unit(0.01, "%", 1)


def money_unit(values: Iterable[float | None], language: str) -> Unit:
    """The unit of a chart of money.

    >>> money_unit([1_500_000.0, 20_000.0], "en"), money_unit([1_500_000.0], "zh")
    (Unit(divisor=1000000.0, suffix='M', digits=2), Unit(divisor=10000.0, suffix='万', digits=1))
    """
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    for size, suffix in _UNITS[language]:
        if largest >= size:
            return Unit(size, suffix, 0 if largest >= 100 * size else 1 if largest >= 10 * size or size == 1e4 else 2)
    return Unit()
