"""A whole review as one frozen answer: what pages show, files are made of, and closing freezes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from kadash.answers.asked import Asked
from kadash.answers.review.buyer import BuyerView, buyer_view
from kadash.answers.review.customer import CustomerSum, customer_sum
from kadash.answers.review.entered import Entered
from kadash.answers.review.for_customer import CustomerDossier, customer_dossier
from kadash.answers.review.head import FIGURES_SEEN, ReviewHead, review_head
from kadash.answers.review.lanes import time_line
from kadash.answers.review.last import LastReview, last_review
from kadash.answers.review.moved import Moved, moved
from kadash.answers.review.offers import Offer
from kadash.answers.review.reproposed import offers_for_type
from kadash.answers.review.score import Ledger, ledger
from kadash.answers.review.standing import Standing, standing
from kadash.answers.review.understood import Understood, understood
from kadash.reviews.closed import ClosedReview, Decided
from kadash.reviews.draft import Known
from kadash.reviews.happenings import Happening
from kadash.reviews.lanes import TimeLine
from kadash.reviews.steps import Figure, FourSteps, Given, four_steps

FORECAST = ("p_buys_12m", "revenue_year", "expected_contribution_12m")


@dataclass(frozen=True)
class ReviewDossier:
    """Everything about one account on one day, for us; `for_customer` is what may leave the house."""

    as_of: dt.date
    currency: str
    head: ReviewHead
    last: LastReview | None
    moved: Moved
    understood: Understood
    standing: Standing
    line: TimeLine
    buyer: BuyerView | None
    offers: tuple[Offer, ...]
    customer: CustomerSum
    steps: FourSteps
    entered: Entered
    score: Ledger | None

    @property
    def happened(self) -> tuple[Happening, ...]:
        """What happened, event by event, newest first."""
        return self.line.points

    @property
    def decided(self) -> tuple[Offer, ...]:
        """The proposals that were taken into the plan, in the order of the plan."""
        by_id = {offer.service_id: offer for offer in self.offers}
        return tuple(by_id[service] for service in self.entered.plan.services if service in by_id)

    def for_customer(self) -> CustomerDossier:
        """The same for the customer: without our margin, score, rank, flags, notes, or any other account."""
        return customer_dossier(self.as_of, self.currency, self.head, self.moved, self.standing, self.customer,
                                self.entered.plan)

    def closing(self, on: dt.date) -> ClosedReview:
        """What closing the review today freezes."""
        figures = {name: value for name in FIGURES_SEEN if (value := self.head.figure(name)) is not None}
        forecast = {name: value for name in FORECAST if (value := self.head.figure(name)) is not None}
        return ClosedReview(
            self.as_of, on, figures, forecast, tuple(str(flag) for flag in self.head.flags["flag"]),
            {str(row["scheme"]): str(row["layer"]) for row in self.head.layers.to_dict("records")},
            tuple(step.name for step in self.steps.steps if step.stands),
            tuple(Decided(one.service_id, one.expected_gain, one.low, one.high, one.cost) for one in self.decided),
            self.customer.done.together.worth, self.entered.plan)

    def known(self, services: tuple[str, ...]) -> Known:
        """What a first draft of the plan is made from; `services`: names of those decided, in the reader's language."""
        lost = self.head.flags.loc[self.head.flags["flag"].eq("lost_category"), "evidence"]
        return Known(
            self.head.figure, frozenset(str(flag) for flag in self.head.flags["flag"]), self.moved.bridge,
            self.buyer.type if self.buyer else "unsure", self.steps, self.entered.people, services,
            self.customer.done.is_done, len(self.standing.open_quotes), self.standing.open_amount,
            _category(str(lost.iloc[0])) if len(lost) else "", self.customer.delivered_on_time,
            self.moved.price_lately)


def review_dossier(asked: Asked, account_id: str, entered: Entered) -> ReviewDossier | None:
    """A whole review; None for an account that is not there or not for this viewer's eyes."""
    head = review_head(asked, account_id)
    if head is None:
        return None
    buyer = buyer_view(asked, head, entered)
    offers = offers_of(asked, head, buyer)
    stands = standing(asked, account_id)
    customer = customer_sum(asked, account_id, entered, offers, stands.loaded)
    return ReviewDossier(
        asked.as_of, asked.currency, head, last_review(asked, head, entered.closed), moved(asked, account_id),
        understood(asked, account_id), stands, time_line(asked, head, entered, "3"), buyer, tuple(offers),
        customer, steps_of(head, entered, customer), entered, ledger(asked, account_id))


def offers_of(asked: Asked, head: ReviewHead, buyer: BuyerView | None) -> list[Offer]:
    """The proposals for the type of buyer that counts now."""
    published = head.layer("buyer_type")
    return offers_for_type(asked, head.account_id, buyer.type if buyer else published, published)


def steps_of(head: ReviewHead, entered: Entered, customer: CustomerSum) -> FourSteps:
    """The four steps with the evidence that facts, people, plan and arithmetic give."""
    return four_steps(_figure_of(head), entered.people,
                      Given(customer.delivered_on_time, len(entered.plan.services), customer.done.is_done))


def _figure_of(head: ReviewHead) -> Figure:
    """Facts as numbers, yes-or-no ones as 1 and 0."""
    def figure(name: str) -> float | None:
        value = head.facts.get(name)
        return float(value) if isinstance(value, bool) else head.figure(name)

    return figure


def _category(evidence: str) -> str:
    return str(json.loads(evidence)["measured"].get("category") or "")
