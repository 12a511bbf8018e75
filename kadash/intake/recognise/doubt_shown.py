"""What a question shows of the cells it is about: how many were looked at, what they say, and some read each way.

Counts are of the sampled cells. A preview is, for each choice, up to three cells with what the choice makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kadash.intake.reading import Column, DateOrder
from kadash.intake.recognise.dates import days, parted_dates
from kadash.intake.recognise.discounts import rows_that_agree
from kadash.intake.recognise.evidence import figure
from kadash.intake.recognise.numbers import undecided_figures
from kadash.intake.recognise.refunds import Seen as SeenRefunds
from kadash.intake.recognise.tax import net_examples, tax_evidence
from kadash.intake.recognise.yen import yen_evidence
from kadash.intake.text_table import TextTable

_EXAMPLES = 3
_ORDERS: tuple[DateOrder, DateOrder] = ("dmy", "mdy")
"""As the choices of the question stand."""
Pairs = tuple[tuple[str, str], ...]
_READ_DISCOUNT: Mapping[str, Callable[[float], str]] = MappingProxyType({
    "share": lambda rate: f"-{rate * 100:g}%", "percent": lambda rate: f"-{rate:g}%",
    "zhe": lambda rate: f"-{round(100 - (rate * 10 if rate > 1 else rate * 100), 4):g}%",
    "amount": lambda rate: f"-{rate:g}",
})


class Shown(NamedTuple):
    """Facts for the wording `evidence.<code>`, and a preview for each choice."""

    facts: dict[str, object]
    previews: tuple[Pairs, ...] = ()


def shown_dates(values: Sequence[str]) -> Shown:
    """`of` dates of which `count` fit both orders, `same` are the same day in both, and none decides."""
    found = parted_dates(values)
    both = [cell for cell, first, second in found if first != second]
    facts: dict[str, object] = {"of": len(found), "count": len(both), "same": len(found) - len(both)}
    some = _some(both)
    previews = [tuple((cell, day.isoformat()) for cell, day in zip(some, days(some, order), strict=True) if day)
                for order in _ORDERS]
    return Shown(facts, tuple(previews))


def shown_decimals(values: Sequence[str], choices: Sequence[str]) -> Shown:
    """`of` figures of which `count` can be read either way, and none decides."""
    of, undecided = undecided_figures(values)
    some = _some([cell for cell, _ in undecided])
    figures = dict(undecided)
    previews = [tuple((cell, _with_decimal(figures[cell], sign)) for cell in some) for sign in choices]
    return Shown({"of": of, "count": len(undecided)}, tuple(previews))


def _with_decimal(text: str, sign: str) -> str:
    """The figure in plain digits, with a point for decimals."""
    kept = "".join("." if char == sign else char for char in text if char.isdecimal() or char in ("-", sign))
    return f"{float(kept):g}"


def shown_tax(table: TextTable, columns: Sequence[Column], amount: Column) -> Shown:
    """`of` rows could show it; `without` and `inside` of them agree with an amount without and with tax."""
    of, without, inside = tax_evidence(table, columns, amount)
    examples = net_examples(table, columns, amount)[:_EXAMPLES]
    previews = (tuple((cell, f"{money:g}") for cell, money, _ in examples),
                tuple((cell, f"{net:.2f}") for cell, _, net in examples)) if examples else ()
    return Shown({"of": of, "without": without, "inside": inside}, previews)


def shown_discounts(table: TextTable, columns: Sequence[Column], discount: Column, choices: Sequence[str],
                    values: Sequence[str]) -> Shown:
    """`of` rows could show it by their prices and amounts; `first` and `second` of them agree with each choice."""
    agree = [rows_that_agree(table, columns, discount, choice) for choice in choices]
    facts: dict[str, object] = {"of": agree[0][1], "first": agree[0][0], "second": agree[1][0]}
    rates = [(cell, rate) for cell in _some(values, 50) if (rate := figure(cell))][:_EXAMPLES]
    return Shown(facts, tuple(tuple((cell, _READ_DISCOUNT[choice](rate)) for cell, rate in rates)
                              for choice in choices))


def shown_refunds(seen: SeenRefunds, choices: Sequence[str]) -> Shown:
    """`count` of `of` rows hold a refund: as large as the amount in `full` of them, beside no amount in `nothing`."""
    facts: dict[str, object] = {"of": len(seen.lines), "count": len(seen.refunded), "full": seen.full,
                                "nothing": seen.nothing_left, "example": f"{seen.refunded[0].refund:g}"}
    some = [*dict.fromkeys((f"{line.amount:g}", f"{line.refund:g}", f"{line.amount - line.refund:.12g}")
                           for line in seen.refunded)][:_EXAMPLES]
    previews = tuple(tuple((money, money) if choice == "net" else (f"{money} - {refund}", rest)
                           for money, refund, rest in some) for choice in choices)
    return Shown(facts, () if choices[0] == "order" else previews)


def shown_yen(values: Sequence[str], choices: Sequence[str]) -> Shown:
    """`of` figures of which `count` carry the sign and `cents` have cents, which yen have not."""
    of, signed, cents = yen_evidence(values)
    some = _some(signed)
    bare = {cell: cell.strip("¥￥ ") for cell in some}
    previews = [tuple((cell, bare[cell] if choice == "unstated" else f"{bare[cell]} {choice}") for cell in some)
                for choice in choices]
    return Shown({"of": of, "count": len(signed), "cents": cents}, tuple(previews) if some else ())


def shown_cells(options: Sequence[Sequence[Column]]) -> tuple[Pairs, ...]:
    """For each option what stands in its last column, which is the name where there is one."""
    return tuple(tuple(("", cell) for cell in option[-1].samples if cell) for option in options)


def _some(cells: Sequence[str], most: int = _EXAMPLES) -> list[str]:
    """The first distinct cells."""
    return [*dict.fromkeys(cells)][:most]
