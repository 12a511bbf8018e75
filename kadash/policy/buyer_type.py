"""Buyer type: when a signal holds, and what it says."""

from __future__ import annotations

from pydantic import Field

from kadash.policy.part import Part, Share


class BuyerTypeRules(Part):
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


class Evidence(Part):
    """What a signal says for transactional, consultative, strategic, in log-odds, where it holds and where it does not.
    """

    yes: tuple[float, float, float] = Field(description="log-odds for the three types where the signal holds")
    no: tuple[float, float, float] = Field(
        default=(0.0, 0.0, 0.0), description="and where it is known not to hold")


class BuyerEvidence(Part):
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
