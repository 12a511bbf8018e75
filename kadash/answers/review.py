"""One account's review, step by step: who it is, what moved, what explains it, what to offer, and who comes next."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.marts.calendar import Window, month_before, window
from kadash.reviews import story
from kadash.reviews.bridge import COSTS_TO_SERVE, Bridge, margin_bridge
from kadash.services import catalogue
from kadash.store import sql_text
from kadash.value import whitespace

HISTORY_MONTHS = 36
PAYMENT_MONTHS = 24
RHYTHM_DAYS = 730


@dataclass(frozen=True)
class ReviewHead:
    """Who the account is: its facts, its layer in every scheme, its flags, and its neighbours in the order of reviews.

    facts: the columns of `review_account.sql`. layers: one row a scheme (layer, previous_layer, reason). flags: one row
    a flag (severity, evidence), most urgent first. place counts from 1, the account that wants a review most.
    """

    account_id: str
    account_name: str
    facts: Mapping[str, object]
    layers: pd.DataFrame
    flags: pd.DataFrame
    previous_id: str | None
    next_id: str | None
    place: int
    of: int

    def figure(self, name: str) -> float | None:
        """A fact as a number; None where unknown."""
        value = self.facts.get(name)
        return float(value) if isinstance(value, int | float) and value == value else None

    def text(self, name: str) -> str:
        """A fact as text; empty where unknown."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> dt.date | None:
        """A fact as a day; None where unknown."""
        value = self.facts.get(name)
        return pd.Timestamp(str(value)).date() if value is not None and not pd.isna(str(value)) else None

    def layer(self, scheme: str) -> str:
        """The account's layer in a scheme; empty where the scheme has none."""
        found = self.layers.loc[self.layers["scheme"].eq(scheme), "layer"]
        return str(found.iloc[0]) if len(found) else ""

    def layer_before(self, scheme: str) -> str:
        """Its layer in a scheme a year ago; empty where it had none yet."""
        found = self.layers.loc[self.layers["scheme"].eq(scheme), "previous_layer"].dropna()
        return str(found.iloc[0]) if len(found) else ""

    def headline(self, words: Words) -> str:
        """How it stands, in one sentence."""
        return story.headline(self.figure, words)

    def rhythm_sentence(self, words: Words) -> str:
        """How often it buys, and whether it is silent for longer than that explains."""
        return story.rhythm_sentence(self.figure, words)


@dataclass(frozen=True)
class Moved:
    """What moved: months (month, orders, revenue, margin, contribution, price_to_list) and the bridge of two years.

    products: one row a product bought in either year, as the bridge reads it.
    """

    months: pd.DataFrame
    bridge: Bridge
    products: pd.DataFrame
    window: Window

    def sentence(self, words: Words) -> str:
        """What took most and what added most between the two years."""
        return story.bridge_sentence(self.bridge, words)

    def product_changes(self) -> pd.DataFrame:
        """One row a product whose money changed, largest change first.

        product (its name, else its number), quantity_change and price_change (shares; NaN unless bought in both years),
        change: of its margin, or of its revenue where the bridge is one of revenue.
        """
        rows = self.products
        price_before, price_now = (
            rows[f"revenue_{year}"] / rows[f"quantity_{year}"].where(rows[f"quantity_{year}"] > 0)
            for year in ("before", "now"))
        cost = rows["cost_now"].fillna(0.0) - rows["cost_before"].fillna(0.0)
        revenue = rows["revenue_now"] - rows["revenue_before"]
        changes = pd.DataFrame({
            "product": rows["product_name"].fillna(rows["product_id"]),
            "quantity_change": (rows["quantity_now"] / rows["quantity_before"].where(rows["quantity_before"] > 0) - 1)
            .where(rows["quantity_now"] > 0),
            "price_change": price_now / price_before.where(price_before > 0) - 1,
            "change": revenue - cost if self.bridge.measure == "contribution" else revenue,
        })
        moved_most = changes["change"].abs().sort_values(ascending=False).index
        return changes.loc[moved_most].loc[lambda table: table["change"].ne(0)].reset_index(drop=True)


@dataclass(frozen=True)
class Understood:
    """What explains the account.

    payments: one row a month in which invoices fell due (due, days_late, overdue). days: one row a purchase day
    (revenue, gap_days). categories: one row a category bought by it or by its peers (revenue_12m, revenue_prev_12m,
    share, last_day, peers_buying, peer_share; spend_per_year, gain_per_year where it is a gap). peers: how many it is
    compared with; peer_group: `industry_tier` or, where those are too few, `base`.
    """

    payments: pd.DataFrame
    open_amount: float
    overdue_amount: float
    overdue_invoices: int
    oldest_due: dt.date | None
    days: pd.DataFrame
    categories: pd.DataFrame
    peers: int
    peer_group: str

    def payment_sentence(self, head: ReviewHead, words: Words) -> str:
        """How it pays, and what is open."""
        return story.payment_sentence(story.Payment(
            int(head.figure("invoices") or 0), head.figure("mean_days_late"), head.figure("on_time_rate"),
            self.open_amount, self.overdue_amount, self.overdue_invoices, self.oldest_due), words)


@dataclass(frozen=True)
class Offer:
    """A service proposed for the account: what it earns and costs, and the codes of why. Money NaN where unknown."""

    service_id: str
    rank: int
    expected_gain: float
    low: float
    high: float
    cost: float
    hours: float
    reasons: Mapping[str, object]

    @property
    def gain_unknown(self) -> bool:
        """Whether what the account earns is unknown, and with it what the service would."""
        return self.expected_gain != self.expected_gain

    @property
    def probability_of_gain(self) -> float | None:
        """Chance that it earns more than it costs; None where unknown."""
        likely = self.reasons.get("probability_of_gain")
        return likely if isinstance(likely, float) else None

    def payback_text(self, words: Words) -> str:
        """When it has earned its cost back."""
        months = self.reasons.get("payback_months")
        return words("review.decided.payback", None, months=words.number(math.ceil(months))) if isinstance(
            months, int | float) else words("review.decided.payback_never")


def reviews_wanted(asked: Asked) -> pd.DataFrame:
    """One row an account in the order in which they want a review: what is flagged first, most money first."""
    return _order(asked)


def review_head(asked: Asked, account_id: str) -> ReviewHead | None:
    """Who an account is; None for one that is not there or not for this viewer's eyes."""
    order = _order(asked)
    places = order.index[order["account_id"].eq(account_id)]
    if not len(places):
        return None
    place = int(places[0])
    facts = _frame(asked, "review_account", account_id=account_id).astype(object).iloc[0].to_dict()
    ids = order["account_id"]
    return ReviewHead(
        account_id, str(facts["account_name"]), {str(name): value for name, value in facts.items()},
        _frame(asked, "review_layers", account_id=account_id), _frame(asked, "review_flags", account_id=account_id),
        str(ids.iloc[place - 1]) if place > 0 else None, str(ids.iloc[place + 1]) if place + 1 < len(ids) else None,
        place + 1, len(ids))


def moved(asked: Asked, account_id: str) -> Moved:
    """What moved at an account: three years by month, and its contribution from one year to the next."""
    within = window(asked.as_of, asked.policy)
    years = {"before_first": within.previous_first_day, "now_first": within.first_day, "now_last": within.last_day}
    months = _frame(asked, "review_months", account_id=account_id, last_month=within.last_day.replace(day=1),
                    first_month=month_before(within.last_day, HISTORY_MONTHS - 1))
    products = _frame(asked, "review_products", account_id=account_id, **years)
    costs = _frame(asked, "review_costs", account_id=account_id, **years).iloc[0]
    pairs = {name: (float(costs[f"{name}_before"]), float(costs[f"{name}_now"])) for name in COSTS_TO_SERVE}
    known = asked.cost_known and bool(products["cost_known"].all())
    return Moved(_since_first(months), margin_bridge(products, pairs, known), products, within)


def understood(asked: Asked, account_id: str) -> Understood:
    """What explains an account: how it pays, its rhythm, and what it buys against its peers."""
    as_of = asked.as_of
    payments = _frame(asked, "review_payments", account_id=account_id, as_of=as_of,
                      first_day=month_before(as_of, PAYMENT_MONTHS - 1))
    unpaid = _frame(asked, "review_open_invoices", account_id=account_id, as_of=as_of).iloc[0]
    days = _frame(asked, "review_days", account_id=account_id, first_day=as_of - dt.timedelta(days=RHYTHM_DAYS))
    categories, peers, group = _categories(asked, account_id)
    oldest = unpaid["oldest_due"]
    return Understood(
        payments, float(unpaid["open"]), float(unpaid["overdue"]), int(unpaid["overdue_invoices"]),
        None if pd.isna(oldest) else pd.Timestamp(oldest).date(), days, categories, peers, group)


def offers(asked: Asked, account_id: str) -> list[Offer]:
    """The services proposed for an account, best first; at most as many as the policy proposes."""
    found = asked.generation.frame(sql_text("kadash.answers.sql", "services_of.sql"), account_id=account_id)
    rows = found.head(asked.policy.services.proposals_per_account).to_dict("records")
    return [
        Offer(str(row["service_id"]), int(row["rank"]), float(row["expected_gain"]), float(row["low"]),
              float(row["high"]), float(row["cost"]), float(row["hours"]), json.loads(row["reasons"]))
        for row in rows
    ]


def service_name(service_id: str, words: Words) -> str:
    """What a service is called in the reader's language; its id where it is no longer in the catalogue."""
    named = {service.id: service.name for service in catalogue().services}
    return named[service_id].in_language(words.language) if service_id in named else service_id


def service_about(service_id: str, words: Words) -> str:
    """What a service is, in one sentence; empty where it is no longer in the catalogue."""
    about = {service.id: service.about for service in catalogue().services}
    return about[service_id].in_language(words.language) if service_id in about else ""


def figures_seen(head: ReviewHead, asked: Asked) -> dict[str, str | float | None]:
    """The figures of today that a plan keeps, so that the next review sets them against its own."""
    return {"as_of": asked.as_of.isoformat(), **{name: head.figure(name) for name in FIGURES_SEEN}}


FIGURES_SEEN = ("revenue_12m", "contribution_12m", "margin_rate_12m", "discount_rate_12m", "mean_days_late",
                "p_alive", "current_value", "key_score")


def _categories(asked: Asked, account_id: str) -> tuple[pd.DataFrame, int, str]:
    within = window(asked.as_of, asked.policy)
    own = _frame(asked, "review_categories", account_id=account_id, before_first=within.previous_first_day,
                 now_first=within.first_day, now_last=within.last_day)
    bought = _frame(asked, "review_peers", account_id=account_id, peer_minimum=asked.policy.value.peer_minimum,
                    now_first=within.first_day, now_last=within.last_day)
    members = bought.drop_duplicates("account_id")[["account_id", "industry", "peer_tier"]].reset_index(drop=True)
    gaps = whitespace(members, bought[["account_id", "category", "revenue_12m", "margin_12m"]], asked.policy)
    gaps = gaps.loc[gaps["account_id"].eq(account_id), ["category", "spend_per_year", "gain_per_year"]]
    joined = own.merge(_peers_by_category(bought, account_id), on="category", how="outer").merge(
        gaps, on="category", how="left").dropna(subset="category")
    joined[["revenue_12m", "revenue_prev_12m"]] = joined[["revenue_12m", "revenue_prev_12m"]].fillna(0.0)
    joined["share"] = shares_of(joined["revenue_12m"])
    close_by = members[["industry", "peer_tier"]].drop_duplicates().shape[0] == 1
    ordered = joined.sort_values(["revenue_12m", "gain_per_year", "peers_buying"], ascending=False, ignore_index=True)
    return ordered, max(0, members["account_id"].ne(account_id).sum()), "industry_tier" if close_by else "base"


def _peers_by_category(bought: pd.DataFrame, account_id: str) -> pd.DataFrame:
    """One row a category: share of the peers that buy it, and its share in all that they spend."""
    peers = bought[bought["account_id"].ne(account_id)]
    buying = peers[peers["revenue_12m"].gt(0)]
    by_category = buying.groupby("category")
    return pd.DataFrame({
        "peers_buying": by_category["account_id"].nunique() / max(1, peers["account_id"].nunique()),
        "peer_share": by_category["revenue_12m"].sum() / buying["revenue_12m"].sum(),
    }).reset_index()


def shares_of(amounts: pd.Series[float]) -> pd.Series[float]:
    """Each amount's share in the sum of those above zero; NaN where there is none."""
    positive = amounts.clip(lower=0.0)
    return positive / positive.sum() if positive.sum() > 0 else positive * float("nan")


def _since_first(months: pd.DataFrame) -> pd.DataFrame:
    """The months from the first with anything in it."""
    some = months["revenue"].ne(0) | months["orders"].gt(0)
    return months[some.cummax()].reset_index(drop=True)


@lru_cache(maxsize=4)
def _order(asked: Asked) -> pd.DataFrame:
    order = asked.generation.frame(sql_text("kadash.answers.sql", "review_order.sql"))
    return order[asked.scope.allows(order)].reset_index(drop=True)


def _frame(asked: Asked, name: str, **params: object) -> pd.DataFrame:
    return asked.generation.frame(sql_text("kadash.answers.sql", f"{name}.sql"), **params)
