"""The customer's arithmetic: what they gain and give up with us in a year, line by line, and what each service changes.

Every line is the account's own figure times what the customer said; what nobody said is asked, never assumed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kadash.reviews.arithmetic_lines import PAID_TO_US, RULES, Kind, Side
from kadash.reviews.arithmetic_said import Said


@dataclass(frozen=True)
class Line:
    """A benefit or sacrifice of the customer in a year, in money; None while something is not known.

    measured: the account's own figures in it. asked: what the customer was not asked yet. missing: figures that no
    loaded table has. An answer of nought is an answer: it makes the line nought, and nothing more is asked for it.
    """

    code: str
    side: Side
    kind: Kind
    amount: float | None
    measured: Mapping[str, float]
    asked: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What a service does to a line: a sacrifice less, or a benefit more, by `share`; None while not agreed."""

    line: str
    share: float | None
    gain: float | None


@dataclass(frozen=True)
class ServiceSum:
    """What services change for the customer: gain a year less the yearly fee, and what they pay once.

    service_id is empty for all services together. Money None while not known; `worth` today over the years looked at.
    """

    service_id: str
    changes: tuple[Change, ...]
    fee: float | None
    one_off: float | None
    worth_of_a_yearly_unit: float

    @property
    def gain(self) -> float | None:
        """Gain a year of the changes that are known; None where none is."""
        known = [change.gain for change in self.changes if change.gain is not None]
        return math.fsum(known) if known else None

    @property
    def net_a_year(self) -> float | None:
        """Gain less fee, a year."""
        return None if self.gain is None or self.fee is None else self.gain - self.fee

    @property
    def worth(self) -> float | None:
        """What the customer has of it today: net a year over the years looked at, discounted, less what it costs."""
        if self.net_a_year is None or self.one_off is None:
            return None
        return self.net_a_year * self.worth_of_a_yearly_unit - self.one_off

    @property
    def payback_months(self) -> float | None:
        """Months until what they pay once has come back; None for never, or while not known."""
        if self.net_a_year is None or self.one_off is None or self.net_a_year <= 0:
            return None
        return 12.0 * self.one_off / self.net_a_year


@dataclass(frozen=True)
class Arithmetic:
    """The lines of a year, each service, and all of them together."""

    lines: tuple[Line, ...]
    services: tuple[ServiceSum, ...]
    together: ServiceSum
    years: int

    @property
    def overlaps(self) -> bool:
        """Whether services known in full act on the same line, so that together they gain less than one by one."""
        apart = math.fsum(one.gain or 0.0 for one in self.services if one.worth is not None)
        return apart - (self.together.gain or 0.0) > 1e-9 * max(apart, 1.0)

    def total(self, side: Side) -> float:
        """Sum of the known lines of a side, a year."""
        return math.fsum(line.amount or 0.0 for line in self.lines if line.side == side)

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything still to be asked, each once."""
        return tuple(dict.fromkeys(name for line in self.lines for name in line.asked))

    @property
    def is_done(self) -> bool:
        """Whether it comes to a sum that can be shown: at least one service with gain, fee and price known."""
        return any(service.worth is not None for service in self.services)


@dataclass(frozen=True)
class Shared:
    """How the gain is shared: what each side has of the services today.

    conceded: what of theirs is only less paid to us for goods, taken off our side: it was not in what we expected.
    """

    theirs: float
    ours: float
    conceded: float = 0.0

    @property
    def our_share(self) -> float | None:
        """Our part; None unless both sides gain."""
        return self.ours / (self.ours + self.theirs) if self.ours > 0 and self.theirs > 0 else None


def arithmetic(figures: Mapping[str, float | None], said: Said, services: Mapping[str, Sequence[str]], discount: float,
               years: int) -> Arithmetic:
    """The customer's arithmetic.

    figures: the account's own, by name (arithmetic_lines.FIGURES), None where the table is missing. services: service
    to the lines it may change. discount a year and years: what their money later is worth today.
    """
    lines = tuple(_line(code, figures, said) for code in RULES)
    amounts = {line.code: line.amount for line in lines}
    unit = math.fsum((1.0 + discount) ** -(year + 0.5) for year in range(years))
    sums = tuple(_service(service, codes, amounts, said, unit) for service, codes in services.items())
    return Arithmetic(lines, sums, _together(sums, amounts, unit), years)


def shared_gain(done: Arithmetic, our_gains: Sequence[float]) -> Shared | None:
    """What both sides have of the services together; None while either is not known."""
    worth = done.together.worth
    if worth is None or not our_gains or any(gain != gain for gain in our_gains):
        return None
    together = done.together
    conceded = together.worth_of_a_yearly_unit * math.fsum(
        change.gain or 0.0 for change in together.changes if change.line == PAID_TO_US)
    return Shared(worth, math.fsum(our_gains) - conceded, conceded)


def _line(code: str, figures: Mapping[str, float | None], said: Said) -> Line:
    rule = RULES[code]
    measured = {name: value for name in rule.figures if (value := figures.get(name)) is not None}
    missing = tuple(name for name in rule.figures if name not in measured)
    if not missing and rule.figures and all(value == 0 for value in measured.values()):
        return Line(code, rule.side, rule.kind, 0.0, measured, (), ())
    asked = tuple(name for name in rule.asks if said.inputs.get(name) is None)
    if not missing and any(said.inputs.get(name) == 0 for name in rule.asks):
        return Line(code, rule.side, rule.kind, 0.0, measured, (), ())  # whatever the other answers are
    amount = None
    if not missing and not asked:
        amount = math.prod([*measured.values(), *(said.inputs[name] for name in rule.asks)]) / rule.per
    return Line(code, rule.side, rule.kind, amount, measured, asked, missing)


def _service(service: str, codes: Sequence[str], amounts: Mapping[str, float | None], said: Said,
             unit: float) -> ServiceSum:
    changes = tuple(_change(code, said.shares.get((service, code)), amounts[code]) for code in codes)
    return ServiceSum(service, changes, said.fees.get(service), said.one_offs.get(service), unit)


def _change(line: str, share: float | None, amount: float | None) -> Change:
    return Change(line, share, None if share is None or amount is None else share * amount)


def _together(sums: Sequence[ServiceSum], amounts: Mapping[str, float | None], unit: float) -> ServiceSum:
    """All services that are known in full: what two of them take off one line is never more than the line."""
    full = [one for one in sums if one.worth is not None]
    left: dict[str, float] = {}
    for change in (change for one in full for change in one.changes if change.share is not None):
        left[change.line] = left.get(change.line, 1.0) * (1.0 - float(change.share or 0.0))
    changes = tuple(_change(code, 1.0 - rest, amounts[code]) for code, rest in left.items())
    fee = math.fsum(one.fee or 0.0 for one in full) if full else None
    return ServiceSum("", changes, fee, math.fsum(one.one_off or 0.0 for one in full) if full else None, unit)
