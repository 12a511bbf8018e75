"""Service events: complaints, support, advice, trainings, joint projects and visits, following the orders."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kadash.sample.days import DAYS, Floats, dates, to_working_day, years_before_end
from kadash.sample.words import EVENT_KINDS

KINDS = tuple(EVENT_KINDS)
USUAL_MIX = np.array([0.16, 0.42, 0.05, 0.01, 0.0, 0.26, 0.10])
"""Share of each kind among the events of a plain buyer."""
BURDEN_MIX = np.array([0.30, 0.26, 0.08, 0.08, 0.0, 0.23, 0.05])
EXTRA_AN_ORDER = {"consultative": {"Advice": 0.17, "Training": 0.06}, "transactional": {}, "strategic": {}, "plain": {}}
JOINT_PROJECTS_PER_YEAR = 1.6
COST_YUAN = np.array([880.0, 240.0, 600.0, 2400.0, 9000.0, 760.0, 150.0])
HOURS = np.array([2.2, 0.8, 2.0, 7.0, 30.0, 2.6, 0.6])
DAYS_OPEN = np.array([9.0, 2.0, 4.0, 1.0, 60.0, 0.5, 3.0])
SUBJECTS_OF = (
    ("Damaged on arrival", "Wrong item delivered", "Late delivery", "Wrong invoice"),
    ("Question on wiring", "Replacement part", "Setting of drive parameters"),
    ("Choice of breaker", "Energy saving study", "Panel layout review"),
    ("Training of fitters", "Safety training"),
    ("Joint development", "Stock planning together"),
    ("Visit by sales", "Yearly review"),
    ("Other request",),
)
PROSPECT_TOUCHES = 2.5


def service_events(rng: np.random.Generator, people: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """One row an event, by day, with its account (row of `people`).

    Columns: account, day, kind, severity, subject, event_date, closed_date, cost_cents, hours, satisfaction.
    Cost is known for about two thirds, hours for most of the others; closed_date is missing while open.
    """
    touches = pd.concat([_after_orders(rng, people, heads), _with_prospects(rng, people)], ignore_index=True)
    touches = touches[touches["day"] < DAYS].sort_values(["day", "account", "kind"], ignore_index=True)
    return _described(rng, people, touches)


def _after_orders(rng: np.random.Generator, people: pd.DataFrame, heads: pd.DataFrame) -> pd.DataFrame:
    """Account, day and kind (index): a Poisson number of each kind after each order."""
    account = heads["account"].to_numpy()
    creep = np.exp(-people["event_growth_per_year"].to_numpy()[account] * years_before_end(heads["day"].to_numpy()))
    expected = _expected_an_order(people)[account] * creep[:, None]
    count = rng.poisson(expected)
    order, kind = np.nonzero(count)
    again = count[order, kind]
    order, kind = np.repeat(order, again), np.repeat(kind, again)
    day = heads["day"].to_numpy()[order] + np.round(rng.exponential(11, len(order))).astype(np.int64)
    stop = np.minimum(people["stop"].to_numpy()[account[order]] + 30, DAYS)
    kept = day <= stop
    return pd.DataFrame({
        "account": account[order][kept], "day": to_working_day(np.minimum(day, DAYS + 6))[kept], "kind": kind[kept],
    })


def _expected_an_order(people: pd.DataFrame) -> Floats:
    """Expected events an order, a row an account, a column a kind."""
    burden = people["story"].isin(["squeezer", "below_zero", "decoy_below_zero"]).to_numpy()
    expected: Floats = np.where(burden[:, None], BURDEN_MIX, USUAL_MIX) * people["events_per_order"].to_numpy()[:, None]
    for buyer, extra in EXTRA_AN_ORDER.items():
        mask = people["buyer_type"].eq(buyer).to_numpy()
        for kind, rate in extra.items():
            expected[mask, KINDS.index(kind)] += rate
    transactional = people["buyer_type"].eq("transactional").to_numpy()
    for kind in ("Visit", "Advice"):
        expected[transactional & ~burden, KINDS.index(kind)] *= 0.1
    strategic = people["buyer_type"].eq("strategic").to_numpy()
    joint = JOINT_PROJECTS_PER_YEAR / np.maximum(1, people["orders_per_year"].to_numpy())
    expected[strategic, KINDS.index("Joint project")] = joint[strategic]
    return expected


def _with_prospects(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Visits and questions of accounts that have not ordered yet."""
    prospects = np.flatnonzero(people["story"].eq("prospect"))
    account = np.repeat(prospects, rng.poisson(PROSPECT_TOUCHES, len(prospects)))
    kind = rng.choice([KINDS.index("Visit"), KINDS.index("Advice")], len(account), p=[0.8, 0.2])
    day = to_working_day(rng.integers(500, DAYS, len(account)))
    return pd.DataFrame({"account": account, "day": day, "kind": kind})


def _described(rng: np.random.Generator, people: pd.DataFrame, touches: pd.DataFrame) -> pd.DataFrame:
    count, kind = len(touches), touches["kind"].to_numpy()
    size = people["revenue_per_year"].to_numpy() / np.maximum(1, people["orders_per_year"].to_numpy())
    scale = np.clip((size / 8000) ** 0.25, 0.6, 2.0)[touches["account"]]
    cost = COST_YUAN[kind] * scale * np.exp(rng.normal(-0.08, 0.4, count))
    hours = np.round(HOURS[kind] * np.exp(rng.normal(0, 0.3, count)) * 4) / 4
    costed = rng.uniform(size=count) < 0.66
    closed = touches["day"] + np.ceil(rng.exponential(DAYS_OPEN[kind])).astype(np.int64)
    complaint = kind == KINDS.index("Complaint")
    happy = np.clip(np.round(rng.normal(np.where(complaint, 2.9, 4.2), 0.8)), 1, 5).astype(np.int64)
    luck = rng.uniform(size=count)
    subjects = [SUBJECTS_OF[k][int(u * len(SUBJECTS_OF[k]))] for k, u in zip(kind, luck, strict=True)]
    return touches.assign(
        kind=np.array(KINDS)[kind], subject=subjects, event_date=dates(touches["day"]),
        severity=np.where(complaint & (rng.uniform(size=count) < 0.14), "Severe", "Normal"),
        closed_date=dates(closed).mask(closed >= DAYS),
        cost_cents=pd.Series(np.round(cost * 100).astype(np.int64), dtype="Int64").where(costed),
        hours=pd.Series(np.maximum(0.25, hours)).where(~costed | (rng.uniform(size=count) < 0.4)),
        satisfaction=pd.Series(happy, dtype="Int64").where(rng.uniform(size=count) < 0.35),
    )
