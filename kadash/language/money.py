"""The units that money is written in, by language."""

from __future__ import annotations

from kadash.language.company import MoneyUnit

UNITS = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e9, "B"), (1e6, "M"), (1e3, "K"))}
"""Language to its units, the largest first."""
FIXED: dict[str, dict[MoneyUnit, tuple[float, str]]] = {
    "zh": {"thousands": (1e4, "万"), "millions": (1e8, "亿"), "full": (1.0, "")},
    "en": {"thousands": (1e3, "K"), "millions": (1e6, "M"), "full": (1.0, "")},
}
"""The one unit that a company reads all money in, by language; `short` has none."""
_MOST_DIGITS = 6


def digits_of(scaled: float, unit: str) -> int:
    """How many decimals a sum of money has in a unit that suits it.

    >>> digits_of(1_284.5, "万"), digits_of(2.89, "万"), digits_of(12.3, "亿")
    (1, 2, 2)
    """
    return 2 if unit == "亿" or scaled < 10 else 1


def digits_of_fixed(scaled: float, unit: str) -> int:
    """How many it has in a unit that a company fixed: a small sum shows its first figure, not only noughts.

    >>> digits_of_fixed(12_845_000.0, ""), digits_of_fixed(12.845, "M"), digits_of_fixed(0.00032, "M")
    (0, 1, 5)
    >>> digits_of_fixed(12_146.1, "K"), digits_of_fixed(5_060.5, "万")
    (0, 1)
    """
    if unit == "K" and scaled >= 100:
        return 0
    if not unit:
        return 0 if scaled >= 100 else 2
    digits = digits_of(scaled, unit)
    while scaled > 0 and scaled * 10**digits < 10 and digits < _MOST_DIGITS:
        digits += 1
    return digits
