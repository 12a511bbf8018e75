"""Where an axis of money names its height: round sums, nought always among them."""

from __future__ import annotations

import math

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_ticks(low: float, high: float, parts: int = 4) -> list[float]:
    """Round sums from `low` (not above 0) to `high` (not below 0), about so many steps; only those inside.

    >>> round_ticks(0.0, 47.8e6), round_ticks(-3480.0, 33_000.0)
    ([0.0, 20000000.0, 40000000.0], [0.0, 10000.0, 20000.0, 30000.0])
    >>> round_ticks(0.0, 0.0)
    [0.0]
    """
    reach = high - low
    if not reach > 0:
        return [0.0]
    size = 10.0 ** math.floor(math.log10(reach / parts))
    step = next(size * one for one in _STEPS if size * one * parts >= reach * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [place * step for place in range(first, last + 1)]
