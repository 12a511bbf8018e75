"""Whether the sums of what was read can be held: a barcode taken for money must be a sentence, not a failure."""

from __future__ import annotations

from kadash.errors import KadashError
from kadash.store import Build, sql_text

MOST = 9e13
"""Of money or pieces, in all lines together: sums are decimal(18, 4), which ends at 1e14."""
_TOO_LARGE = ("sum_of_amounts", "sum_of_list_values", "sum_of_costs", "sum_of_quantities")
"""The error of each sum, in the order of sums_held.sql."""


def refuse_what_no_sum_holds(build: Build) -> None:
    """KadashError where the order lines' amounts, list values, costs or quantities add up to more than is held."""
    found = build.one(sql_text("kadash.loads.sql", "sums_held.sql"))
    assert found is not None
    totals = [float(str(one or 0)) for one in found]
    for code, total, largest in zip(_TOO_LARGE, totals[:4], totals[4:], strict=True):
        if total >= MOST:
            raise KadashError(code, total=total, largest=largest)
