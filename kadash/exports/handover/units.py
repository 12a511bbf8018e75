"""In which unit a chart writes its money: the company's, else the one in which its largest value reads best."""

from __future__ import annotations

from collections.abc import Iterable

from kadash.exports.handover.content import Unit
from kadash.language import Words
from kadash.language.money import UNITS

DAYS = Unit(1.0, "", 0)
SHARE = Unit(0.01, "%", 0)
SHARE_FINE = Unit(0.01, "%", 1)


def money_unit(values: Iterable[float | None], words: Words) -> Unit:
    """The unit of a chart of money.

    >>> from kadash.language import words_in
    >>> money_unit([1_500_000.0, 20_000.0], words_in("en")), money_unit([1_500_000.0], words_in("zh"))
    (Unit(divisor=1000000.0, suffix='M', digits=2), Unit(divisor=10000.0, suffix='万', digits=0))
    """
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    if (fixed := words.money_unit()) is not None:
        return Unit(*fixed, 0 if fixed[0] == 1.0 else 2)
    for size, suffix in UNITS[words.language]:
        if largest >= size:
            return Unit(size, suffix, 0 if largest >= 100 * size else 1 if largest >= 10 * size or size == 1e4 else 2)
    return Unit()
