"""What people entered in the made-up company: notes, plans, people, scenarios, views, a service plan of the manager."""

from __future__ import annotations

import datetime as dt

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.explore.link import to_link
from kadash.answers.explore.question import Axis, Measure, Question
from kadash.answers.explore.saved import save_view
from kadash.answers.service_plan import Asking, service_plan
from kadash.answers.service_plan.saved import PLAN, TASK, save_plan, saved_plans, subject
from kadash.reviews.people import PeopleMap, Person, people_to_body
from kadash.reviews.plan import Action, Plan, plan_to_body
from kadash.store import Home
from tests.sessions.attacks import attacks

AT = dt.datetime(2026, 9, 30, 12, 0, tzinfo=dt.UTC)


def enter_everything(home: Home, server: str = "http://127.0.0.1:9") -> str:
    """Put it all into the journal; gives the id of the manager's service plan."""
    for at, name in enumerate(attacks(server)):
        _about(home, f"ZQXJ-{at:02}", name)
    _about(home, "A-01", "said of A-01")
    question = Question("lines", (Axis("account_id"),), None, (Measure("revenue"),))
    save_view(home.journal(), Scope.everything().key, "Zqxj view <b>pwn34</b>", to_link(question), who="manager", at=AT)
    return _service_plan(home)


def _about(home: Home, account_id: str, said: str) -> None:
    """A plan, people, and what was heard of an account."""
    journal = home.journal()
    plan = Plan(goal=said, problem=said, need=said, aim=said, actions=(
        Action(30, said, said, dt.date(2026, 10, 10), said, shared=True), Action(60, said, said, dt.date(2026, 8, 1))))
    people = PeopleMap((Person("theirs", said, director=True, role="decides", stance="against"),
                        Person("ours", said, knows=said)))
    journal.put("plan", account_id, plan_to_body(plan), author="manager", at=AT)
    journal.put("people", account_id, people_to_body(people), author="manager", at=AT)
    journal.put("heard", account_id, {"told": {}, "notes": said}, author="manager", at=AT)


def _service_plan(home: Home) -> str:
    """The manager's plan for everybody, with a declined task of each account."""
    generation, journal = home.generation(), home.journal()
    assert generation is not None
    asked = Asked(generation, Scope.everything())
    plan_id = save_plan(journal, asked, service_plan(asked, Asking(hold_out=0.2)), "Autumn", who="manager", at=AT)
    for offer in saved_plans(journal)[0].offers:
        if offer.account_id.startswith("ZQXJ-0"):
            journal.put(TASK, subject(plan_id, offer.account_id, offer.service_id), {
                "owner": "Zqxj Boss", "due": "2026-10-05", "state": "snoozed", "until": "2026-10-30",
                "reason": "Zqxj reason <i>pwn36</i>"}, author="manager", at=AT)
    _plan_of_others(home, plan_id)
    return plan_id


def _plan_of_others(home: Home, plan_id: str) -> None:
    """The same plan once more without the rep's accounts: its name tells that it is of others alone."""
    entry = home.journal().get(PLAN, plan_id)
    body = dict(entry.body) if entry is not None and isinstance(entry.body, dict) else {}
    for part in ("offers", "held"):
        body[part] = [one for one in body[part] if not str(one["account_id"]).startswith("A-")]
    home.journal().put(PLAN, "others", {**body, "name": "Zqxj plan pwn35"}, author="manager", at=AT)
