"""The policy: every judgement the product makes, as a frozen, typed object with a fingerprint."""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kadash.errors import KadashError
from kadash.vocabulary import PROSPECT, SCHEMES

Share = Annotated[float, Field(ge=0, le=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Calendar(_Part):
    """Which months count as full, and how far back history goes."""

    full_month_slack_days: int = Field(
        ge=0, le=10, description="as-of at most so many days before a month's end: that month is full")
    history_months: int = Field(ge=24, le=60, description="past month-ends judged at every load")


class Money(_Part):
    """What money costs, and what stands in where an export has no figure."""

    cost_of_capital_per_year: Share = Field(description="price of open receivables, a year")
    event_minutes: dict[str, float] = Field(
        description="minutes a service event takes, by kind, where the export has no hours")
    service_rate_per_hour: float = Field(ge=0, description="cost of an hour of service, reporting currency")
    stand_in_margin_rate: float | None = Field(
        default=None, description="margin rate used where no cost is known; absent: contribution stays unknown")


class ScorePart(_Part):
    """A part of the key-account score: its weight and the straight lines from value to z."""

    weight: float = Field(ge=0, description="weight of the part; only proportions count")
    line: tuple[tuple[float, float], ...] = Field(
        min_length=2, description="(value, z) points, joined by straight lines, flat outside")


class Score(_Part):
    """The key-account score: parts and weights."""

    continuity: ScorePart
    payment: ScorePart
    growth: ScorePart
    contribution: ScorePart
    volume: ScorePart


class Vetoes(_Part):
    """What caps the score at 49 and bars an account from the most valuable."""

    cap: float = Field(description="highest score of a vetoed account")
    overdue_days: int = Field(description="over so many days overdue ...")
    overdue_share_of_revenue: Share = Field(
        description="... with more than this share of its revenue in the last 12 months")
    lateness: float = Field(description="silent for more than so many of its own order gaps")


class FlagRules(_Part):
    """Thresholds of the flags."""

    one_off_share: Share = Field(description="largest order at least this share of lifetime revenue")
    one_off_percentile: Share = Field(
        description="and at or above this percentile of all orders (the largest of each account and day)")
    one_off_max_purchases: int = Field(description="and at most so many purchases in the last 12 months")
    erosion_revenue_kept: Share = Field(description="revenue at least this share of the year before")
    erosion_points: Share = Field(
        description="while margin rate, or price against list, fell by this many points or more")
    erosion_basket_points: Share = Field(
        description="and, where products bought in both years make half the revenue, by this many points on them")
    erosion_basket_alone_points: Share = Field(
        description="or, whatever the margin rate did, by this many points on those products alone")
    defected_p_alive: Share = Field(description="P(alive) under this")
    defected_lateness: float = Field(description="and silent for more than so many own gaps")
    defected_lateness_alone: float = Field(
        description="or, whatever P(alive), silent for more than so many own gaps")
    defected_rhythm_purchases: int = Field(description="that are known from at least so many purchases")
    defected_silent_days: int = Field(description="with under 5 purchases: silent for over so many days")
    slipping_lateness: float = Field(description="silent for more than so many own gaps, not yet defected")
    late_days: float = Field(description="late payer: on average over so many days late")
    late_min_invoices: int = Field(description="over at least so many invoices")
    burden_points: Share = Field(description="service burden: service cost up by this many points of revenue or more")
    burden_confidence: Share = Field(
        description="and events above the Poisson limit that last year's rate an order stays under so often")
    lost_category_purchases: int = Field(ge=2, description="lost category: bought at least so often")
    lost_category_gaps: float = Field(
        gt=0, description="and silent for so many of its own gaps while the account bought on")
    contract_ending_days: int = Field(ge=0, description="contract ending: within so many days")
    min_purchases_for_lateness: int = Field(description="purchases needed before an own rhythm is believed")


class ValueTiers(_Part):
    """Shares of accounts, from the top, by contribution of the last 12 months."""

    platinum: Share
    gold: Share
    iron: Share
    one_off_apart: bool = Field(description="one-off giants are a layer of their own, beside the pyramid")


class CustomerClass(_Part):
    """Most valuable, most growable, steady, below zero."""

    contribution_share: Share = Field(
        description="accounts that make this share of positive contribution may be most valuable")
    continuity: Share = Field(description="with a purchase in at least this share of months")
    potential_over_current: float = Field(
        description="most growable: potential at least this much of current value")
    growth_percentile: Share = Field(description="or growth above 0 and above this percentile")


class Lifecycle(_Part):
    """Where in its life an account is."""

    long_term_months: int = Field(description="months since the first purchase from which a relation is long")


class FiveLevel(_Part):
    """Five levels: shares of accounts, from the top, by the measure of the value tiers; the rest is e."""

    a: Share
    b: Share
    c: Share
    d: Share


class LoyaltyProfit(_Part):
    """Loyalty against profitability: where each is cut into low and high."""

    loyalty_line: Share | None = Field(
        default=None, description="P(buys within 12 months) that counts as loyal; absent: the median account's")
    profit_line: float | None = Field(
        default=None, description="contribution rate that counts as profitable; absent: the median account's")


class AccountKind(_Part):
    """What kind of account: strategic, important, group, economic, ordinary."""

    strategic_classes: tuple[str, ...] = Field(description="declared classes that make an account strategic")
    strategic_percentile: Share = Field(
        description="or growth and potential both at or above this percentile, and above 0")
    important_classes: tuple[str, ...] = Field(description="declared classes that make an account important")
    important_industries: tuple[str, ...] = Field(
        description="or an industry whose name contains one of these words")
    economic_share: Share = Field(description="economic: revenue or orders among the top share of accounts")


class BuyerTypeRules(_Part):
    """When a signal of buyer type holds, how much a group of signals may say, and when the type is sure."""

    sure_from_probability: Share = Field(description="under this probability of the likeliest type: unsure")
    group_cap: float = Field(gt=0, description="signals of one group together say at most so much, in log-odds")
    heard_cap: float = Field(gt=0, description="and all statements heard from the customer at most so much")
    deep_discount_points: Share = Field(
        description="most of its purchases are discounted deeper than the median peer by more than so many points")
    quotes_per_order: float = Field(description="at least so many quotes an order")
    low_won_share: Share = Field(description="or less than this share of decided quotes won")
    few_categories: int = Field(description="so many categories or fewer")
    few_categories_share: Share = Field(description="make this share of revenue")
    many_categories: int = Field(description="so many categories or more")
    advice_per_order: float = Field(description="advice and training events an order, at least")
    service_categories: tuple[str, ...] = Field(description="categories that are services, by name")
    service_revenue_share: Share = Field(description="more than this share of revenue from them")
    long_contract_months: int = Field(description="a contract of so many months or more")
    high_wallet_share: Share = Field(description="more than this share of its wallet, and rising")
    steep_elasticity: float = Field(lt=0, description="price elasticity below this")
    unit_elasticity: float = Field(lt=0, description="and its interval wholly below this")
    functions_in_contact: int = Field(gt=0, description="so many functions of the customer in contact, or a director")
    review_after_months: int = Field(gt=0, description="a rep's call comes up for review after so many months")


class Evidence(_Part):
    """What a signal says for transactional, consultative, strategic, in log-odds, where it holds and where it does not.
    """

    yes: tuple[float, float, float] = Field(description="log-odds for the three types where the signal holds")
    no: tuple[float, float, float] = Field(
        default=(0.0, 0.0, 0.0), description="and where it is known not to hold")


class BuyerEvidence(_Part):
    """What each signal of buyer type says; starting values are judgement, to be learnt from what reps confirm."""

    deep_discount: Evidence
    many_quotes: Evidence
    price_elasticity: Evidence
    few_categories: Evidence
    many_categories: Evidence
    advice: Evidence
    service_lines: Evidence
    joint_project: Evidence
    long_contract: Evidence
    contacts: Evidence
    high_wallet: Evidence
    heard_send_the_quote: Evidence
    heard_good_enough: Evidence
    heard_show_how_to_use: Evidence
    heard_offices_as_one: Evidence
    heard_study_savings: Evidence
    heard_say_in_plans: Evidence


class KeyAccount(_Part):
    """Key, nursery, watch, ordinary."""

    contribution_share: Share = Field(
        description="accounts that together make this share of positive contribution may be key, or watched")
    key_score: float = Field(ge=0, le=100, description="key from this score on")
    nursery_growth_percentile: Share = Field(description="nursery: growth above 0 and above this percentile")
    nursery_growth_errors: float = Field(
        ge=0, description="nursery: and above the median account's growth by so many standard errors of its own")
    nursery_late_days: float = Field(description="nursery: at most so many days late")
    special_product_accounts: int = Field(
        ge=0, description="nursery: a product that at most so many accounts buy in the last 12 months is special")
    max_volume_weight: Share = Field(description="how far the slider of the weight of volume goes")


class Lists(_Part):
    """What the lists of accounts rest on."""

    win_back_chance: Share = Field(description="chance that an account we try to win back returns")


class OwnWords(_Part):
    """A name in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class OwnLayer(_Part):
    """A layer of a scheme of the user's own: its code, its name, and the condition; none for the last, the rest."""

    layer: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: OwnWords
    where: str | None = None


class OwnScheme(_Part):
    """A scheme of the user's own: layers top first, an account is in the first whose condition holds."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: OwnWords
    layers: tuple[OwnLayer, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [one.layer for one in self.layers]
        if self.name in SCHEMES:
            raise ValueError(f"{self.name!r} is the name of a scheme that is there already")
        if len(set(codes)) < len(codes) or PROSPECT in codes:
            raise ValueError(f"{self.name}: each layer once, and none is called {PROSPECT!r}")
        if self.layers[-1].where is not None or any(one.where is None for one in self.layers[:-1]):
            raise ValueError(f"{self.name}: every layer but the last has a condition `where`; the last is the rest")
        return self


class Own(_Part):
    """Schemes of the user's own."""

    schemes: tuple[OwnScheme, ...] = Field(
        default=(), description="schemes of your own: name, words, layers with conditions, top first")

    @model_validator(mode="after")
    def _each_name_once(self) -> Self:
        names = [one.name for one in self.schemes]
        if len(set(names)) < len(names):
            raise ValueError("each scheme once")
        return self


class Activity(_Part):
    """How P(alive) and P(buys) are found."""

    min_accounts: int = Field(description="fewer accounts with orders than this: a rule, not a model")
    min_median_orders: float = Field(
        description="median purchases under this, and fewer than min_accounts bought twice: a rule, not a model")
    max_active_share: Share = Field(description="more than this share active: mixed with the plain share")
    min_lost: int = Field(description="fewer lost than this: mixed with the plain share")
    rule_rate_weight: Share = Field(description="weight of the own rate in the rule, rest on the share")
    rule_p_alive_slipping: Share = Field(description="the rule's P(alive) from slipping to defected lateness")
    rule_p_alive_gone: Share = Field(description="the rule's P(alive) beyond")
    renewal_share: Share = Field(description="contracts expected to be renewed before the file's own are seen")
    renewal_weight_contracts: float = Field(gt=0, description="that expectation weighs as many of the file's contracts")
    horizon_days: int = Field(description="how far ahead P(buys) looks")


class ValueRules(_Part):
    """What lifetime value rests on."""

    ewma_half_life_days: float = Field(gt=0, description="half-life of the weight of past revenue")
    discount_rate_per_year: float = Field(gt=0, le=1)
    horizon_years: int = Field(ge=1, le=30)
    retention_floor: Share
    retention_cap: Share
    peer_minimum: int = Field(
        description="peers needed before whitespace is sized from them; fewer: the whole base")
    whitespace_adoption: Share = Field(description="chance that an account takes up a category its peers buy")
    total_error_log_sd: float = Field(description="spread of totals on past origins, used for ranges")


class WhatIfRules(_Part):
    """The limits of the retention what-if."""

    working_capital_rate_per_year: Share
    draws: int = Field(ge=50, le=5000, description="draws of the range, the same random numbers every time")
    exact_below_accounts: int = Field(description="fewer accounts than this: exact pass, no bins")
    retention_bins: int = Field(ge=8, le=4096, description="bins of retention in each segment from that many on")


class ServiceRules(_Part):
    """What proposals rest on."""

    proposals_per_account: int
    draws: int
    reprice_retention_cost: Share = Field(description="points of retention a price rise to zero may cost")
    minimum_order_retention_cost: Share = Field(description="points of retention a minimum order may cost")
    serve_leaner_retention_cost: Share = Field(description="points of retention a cut in service may cost")


class Policy(_Part):
    """Every threshold and weight in force. Frozen; two policies are alike when their fingerprints are.

    >>> default_policy().value.horizon_years
    10
    """

    calendar: Calendar
    money: Money
    score: Score
    vetoes: Vetoes
    flags: FlagRules
    value_tiers: ValueTiers
    customer_class: CustomerClass
    lifecycle: Lifecycle
    five_level: FiveLevel
    loyalty_profit: LoyaltyProfit
    account_kind: AccountKind
    buyer_type: BuyerTypeRules
    buyer_evidence: BuyerEvidence
    key_account: KeyAccount
    lists: Lists
    own: Own
    activity: Activity
    value: ValueRules
    what_if: WhatIfRules
    services: ServiceRules

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen characters that change with any value of the policy."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def default_policy() -> Policy:
    """The policy as shipped."""
    shipped = resources.files("kadash.policy").joinpath("default.toml").read_text("utf-8")
    return Policy.model_validate(tomllib.loads(shipped))


def kept_policy(text: str) -> Policy:
    """The policy a generation was judged by, from the JSON it keeps, whatever release wrote it.

    Values that this release no longer knows are left out, values that the older one did not have are as shipped.
    """
    return Policy.model_validate(_known(default_policy().model_dump(), json.loads(text)))


def read_policy(path: Path) -> Policy:
    """The shipped policy with the values of a user's TOML file in their place; unknown keys are refused by name."""
    try:
        own = tomllib.loads(path.read_text("utf-8"))
        return Policy.model_validate(_merged(default_policy().model_dump(), own))
    except tomllib.TOMLDecodeError as error:
        raise KadashError("policy_unreadable", file=path.name, detail=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KadashError("policy_refused", file=path.name, key=where, detail=first["msg"]) from error


def _known(base: dict[str, object], kept: dict[str, object]) -> dict[str, object]:
    return _merged(base, {
        key: _known(below, value) if isinstance(below := base[key], dict) and isinstance(value, dict) else value
        for key, value in kept.items() if key in base
    })


def _merged(base: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
