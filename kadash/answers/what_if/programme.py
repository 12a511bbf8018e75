"""A programme of measures on a viewer's accounts, for page and terminal."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from kadash.answers.asked import Asked
from kadash.answers.what_if.answer import WhatIfAnswer
from kadash.answers.what_if.ask import cut_of, what_if
from kadash.answers.what_if.base import SCHEME, WhatIfBase, what_if_base
from kadash.language import Words
from kadash.scenarios import (
    NO_CHANGE,
    Levers,
    Measure,
    Move,
    Programme,
    ProgrammeOutcome,
    Setup,
    programme_to_json,
    run_programme,
)
from kadash.scenarios.outcome import asdict_shallow, records
from kadash.scenarios.run_programme import programme_json


@dataclass(frozen=True)
class ProgrammeAnswer:
    """A programme beside the base it starts from; of: what it was asked of."""

    outcome: ProgrammeOutcome
    currency: str
    of: WhatIfBase

    @property
    def moves(self) -> bool:
        """Whether anything is done at all."""
        return bool(self.outcome.programme.measures or self.outcome.assumptions.levers.moved())

    def headline(self, words: Words) -> str:
        """What all bring together, and what adding them up would have said."""
        found, (low, high) = self.outcome, self.outcome.interval.change
        return words("what_if.programme.headline", len(found.programme.measures),
                     change=words.money(found.change.customer_equity, sign=True),
                     low=words.money(low.customer_equity, sign=True), high=words.money(high.customer_equity, sign=True),
                     alone=words.money(found.sum_of_alone.customer_equity, sign=True),
                     cost=words.money(found.costs.present_value))

    def payback_sentence(self, words: Words) -> str:
        """When what is spent has come back."""
        months = self.outcome.payback_months
        if months == 0:
            return words("what_if.programme.nothing_spent")
        return words("what_if.programme.never") if months is None else words("what_if.programme.pays_back", months)

    def measure_name(self, name: str | None, words: Words) -> str:
        """A row of `by_measure` as people call it."""
        return words("what_if.programme.levers") if not isinstance(name, str) else name

    def sentences(self, words: Words) -> list[str]:
        """For a terminal."""
        rows = self.outcome.by_measure.to_dict("records")
        return [self.headline(words), *(
            words("what_if.programme.line", None, measure=self.measure_name(row["measure"], words),
                  part=words.money(row["equity"], sign=True), alone=words.money(row["alone_equity"], sign=True),
                  left_out=words.money(row["left_out_equity"], sign=True))
            for row in rows), self.payback_sentence(words), words("what_if.assumptions")]

    def to_json(self) -> dict[str, object]:
        """As the data contract writes a what-if, with what is a programme's own."""
        found = self.outcome
        parts = ("customer_equity", "profit_12m")
        levers = asdict(found.assumptions)
        return {
            "base": asdict(found.base), "scenario": asdict(found.scenario), "change": asdict(found.change),
            "by_segment": records(found.by_segment), "yearly": records(found.yearly),
            "interval": {name: {part: [getattr(low, part), getattr(high, part)] for part in parts}
                         for name, (low, high) in asdict_shallow(found.interval).items()},
            "payback_months": found.payback_months, **programme_json(found),
            "assumptions": {name: value for name, value in levers.items() if name != "levers"}
            | {"programme": programme_to_json(found.programme)},
            "scheme": self.of.scheme, "account": self.of.account_id, "currency": self.currency,
            "assumed_margin": self.of.assumed_margin}


def what_if_programme(
    asked: Asked, programme: Programme, levers: Levers = NO_CHANGE, *, discount_per_year: float | None = None,
    years: int | None = None, scheme: str | None = None, assumed_margin: float | None = None,
    account_id: str | None = None,
) -> ProgrammeAnswer | None:
    """What a programme, with bare levers beside it, makes of the viewer's accounts; None where no cost is known.

    Segments may be named `layer` or `scheme:layer`, as in `what_if`.
    """
    cut_by = scheme or SCHEME
    if account_id is None:
        cut_by, programme, levers = _cut(asked, programme, levers, scheme)
    base = what_if_base(asked, cut_by, assumed_margin, account_id)
    if not base.knows_cost:
        return None
    return ProgrammeAnswer(
        run_programme(base.base, programme, levers, discount_per_year, years), asked.currency, base)


def ask_again(asked: Asked, setup: Setup) -> WhatIfAnswer | ProgrammeAnswer | None:
    """A scenario asked of the data that are there now; None where no cost is known and no margin assumed."""
    on = {"discount_per_year": setup.discount_per_year, "years": setup.years, "scheme": setup.scheme,
          "assumed_margin": setup.assumed_margin, "account_id": setup.account_id}
    if setup.programme.measures:
        return what_if_programme(asked, setup.programme, setup.levers, **on)  # type: ignore[arg-type]
    return what_if(asked, setup.levers, **on)  # type: ignore[arg-type]


def _cut(asked: Asked, programme: Programme, levers: Levers, scheme: str | None) -> tuple[str, Programme, Levers]:
    """The one scheme that levers and measures name, and both with the bare names of its layers."""
    named = {segment: Move() for measure in programme.measures for segment in measure.whom}
    cut_by, _ = cut_of(asked, replace(levers, by_segment={**named, **levers.by_segment}), scheme)
    return cut_by, Programme(tuple(_bare(measure) for measure in programme.measures)), cut_of(asked, levers, cut_by)[1]


def _bare(measure: Measure) -> Measure:
    return replace(measure, whom=tuple(name.partition(":")[2] or name for name in measure.whom))
