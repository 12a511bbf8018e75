"""The four steps that a relationship climbs, technical, service, value, relationship: the evidence for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from kadash.reviews.people import PeopleMap

Figure = Callable[[str], float | None]
"""An account's fact by name; None where unknown."""

StepName = Literal["technical", "service", "value", "relationship"]
STEPS: tuple[StepName, ...] = get_args(StepName)

QUICK_DAYS, ON_TIME = 14.0, 0.9
"""Complaints closed in so many days on average, deliveries on time for this share: the service step holds."""


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for a step (or, `against`, says that it does not hold yet), with its measured value."""

    code: str
    value: float | None
    against: bool = False


@dataclass(frozen=True)
class Step:
    """A step with its evidence; it stands where something speaks for it and nothing against it."""

    name: StepName
    evidence: tuple[Evidence, ...]

    @property
    def stands(self) -> bool:
        """Whether the step is taken."""
        return any(not one.against for one in self.evidence) and not any(one.against for one in self.evidence)


@dataclass(frozen=True)
class FourSteps:
    """The steps in their order."""

    steps: tuple[Step, ...]

    @property
    def next_step(self) -> StepName | None:
        """The first that does not stand: what to work on, whatever stands above it; None where all do."""
        return next((step.name for step in self.steps if not step.stands), None)

    @property
    def skipped(self) -> tuple[StepName, ...]:
        """Steps that do not stand although a later one does."""
        standing = [place for place, step in enumerate(self.steps) if step.stands]
        last = standing[-1] if standing else 0
        return tuple(step.name for step in self.steps[:last] if not step.stands)


@dataclass(frozen=True)
class Given:
    """What else speaks for a step: share of deliveries in time, services decided, whether the arithmetic was done."""

    delivered_on_time: float | None = None
    services_decided: int = 0
    arithmetic_done: bool = False


def four_steps(figure: Figure, people: PeopleMap, given: Given) -> FourSteps:
    """The evidence that facts, people and plan give for each step."""
    return FourSteps((
        Step("technical", _held(
            ("advice", figure("advice_events_12m")), ("special", figure("special_revenue_12m")),
            ("technical_contact", float(_in_contact(people, "technical"))))),
        Step("service", _served(figure, given)),
        Step("value", _held(("services", float(given.services_decided)), ("arithmetic", float(given.arithmetic_done)))),
        Step("relationship", _held(
            ("functions", float(people.functions_in_contact) if people.functions_in_contact >= 3 else 0.0),
            ("director", float(people.director_in_contact)), ("contract", figure("contract_in_force")),
            ("data_link", figure("data_link")), ("joint", figure("joint_projects")))),
    ))


def _held(*measured: tuple[str, float | None]) -> tuple[Evidence, ...]:
    return tuple(Evidence(code, value) for code, value in measured if value is not None and value > 0)


def _served(figure: Figure, given: Given) -> tuple[Evidence, ...]:
    """Complaints answered quickly and goods in time speak for it; what is open or slow speaks against it."""
    found: list[Evidence] = []
    response, complaints = figure("response_days_12m"), figure("complaints_12m")
    if response is not None:
        found.append(Evidence("response", response, against=response > QUICK_DAYS))
    elif complaints == 0 and (figure("events_12m") or 0) > 0:
        found.append(Evidence("no_complaints", 0.0))
    if given.delivered_on_time is not None:
        found.append(Evidence("on_time", given.delivered_on_time, against=given.delivered_on_time < ON_TIME))
    severe = figure("severe_open")
    if severe:
        found.append(Evidence("severe_open", severe, against=True))
    return tuple(found)


def _in_contact(people: PeopleMap, function: str) -> bool:
    return any(one.function == function and one.is_in_contact for one in people.theirs)
