"""Every story of the product is in the sample, seen by simple measures, and so are the decoys beside it."""

from __future__ import annotations

import pandas as pd

from kadash.sample import SampleCompany
from tests.sample.measures import (
    LAST_DAY,
    accounts_of,
    contribution_last_year,
    counted,
    days_late,
    last_year,
    lateness,
    margin_rate,
    purchase_days,
    revenue,
)


def test_steady_key_accounts_buy_every_month_pay_in_time_and_are_large(truth: SampleCompany) -> None:
    keys = accounts_of(truth, "key_steady")
    lines = last_year(counted(truth))

    months = lines.groupby("account_id")["order_date"].apply(lambda dates: dates.dt.to_period("M").nunique())

    assert len(keys) == 14
    assert (months.loc[keys] == 12).all()
    assert (days_late(truth).loc[keys] < 3).all()
    assert (revenue(truth).rank(pct=True).loc[keys] > 0.93).all()


def test_squeezers_grow_while_margin_melts_and_service_creeps_up(truth: SampleCompany) -> None:
    squeezers = accounts_of(truth, "squeezer")
    events = truth.service_events

    melted = (margin_rate(truth, 0) - margin_rate(truth, 1)).loc[squeezers]
    served = [last_year(events, ago, "event_date")["account_id"].value_counts().loc[squeezers] for ago in (1, 0)]

    assert (melted < -0.02).all()
    assert (revenue(truth, 0).loc[squeezers] >= 0.9 * revenue(truth, 1).loc[squeezers]).all()
    assert (revenue(truth, 0).loc[squeezers] > 4e6).all()
    assert revenue(truth).idxmax() in squeezers, "the largest account is the hardest"
    assert (served[1] > served[0] * 1.2).all()


def test_one_off_giants_are_the_largest_orders_alone_and_paid_late(truth: SampleCompany) -> None:
    giants = accounts_of(truth, "one_off_giant")
    orders = counted(truth).groupby(["account_id", "order_id"])["amount_cents"].sum()
    largest = orders.groupby("account_id").max()

    assert set(largest.nlargest(4).index) == set(giants)
    assert (largest.loc[giants] >= largest.quantile(0.99)).all()
    assert (days_late(truth).loc[giants] > 25).all()
    assert (purchase_days(truth).loc[giants].map(len) == 1).all()


def test_small_risers_grow_fast_pay_in_time_and_order_to_measure(truth: SampleCompany) -> None:
    risers = accounts_of(truth, "riser")
    custom = counted(truth).assign(made=lambda lines: lines["custom"].eq("Yes")).groupby("account_id")["made"].mean()
    now = revenue(truth)

    growth = (now.loc[risers].sum() / revenue(truth, 1).loc[risers].sum()) - 1

    assert len(risers) == 16
    assert growth > 0.4
    assert (now.loc[risers] < now[now > 0].median()).mean() > 0.9
    assert (days_late(truth).loc[risers] < 3).all()
    assert (custom.loc[risers] > 0.15).all()


def test_accounts_below_zero_are_eaten_by_freight_and_service_and_decoys_are_not(truth: SampleCompany) -> None:
    contribution = contribution_last_year(truth)
    lost = contribution[contribution < 0]

    below = accounts_of(truth, "below_zero")

    assert (contribution.loc[below] < 0).mean() > 0.7
    assert margin_rate(truth, 0).loc[below].min() > 0, "before freight and service they look profitable"
    assert set(lost.nsmallest(8).index) <= set(below)
    assert (contribution.loc[accounts_of(truth, "decoy_below_zero")] > 0).all()


def test_defected_accounts_are_silent_for_long_and_slipping_ones_for_twice_their_rhythm(truth: SampleCompany) -> None:
    silent = purchase_days(truth).map(lambda days: (LAST_DAY - days[-1]).days)
    late = lateness(truth)

    assert (silent.loc[accounts_of(truth, "defected")] > 250).all()
    assert late.loc[accounts_of(truth, "slipping")].between(1.5, 3.2).all()
    assert late.loc[accounts_of(truth, "decoy_slipping")].between(0.8, 1.5).all()
    assert late.loc[accounts_of(truth, "key_steady")].median() < 1


def test_first_time_accounts_have_one_purchase_and_prospects_none(truth: SampleCompany) -> None:
    buying = purchase_days(truth)
    prospects = accounts_of(truth, "prospect")

    assert (buying.loc[accounts_of(truth, "first_time")].map(len) == 1).all()
    assert len(prospects) == 24 and not set(prospects) & set(truth.order_lines["account_id"])
    assert set(prospects) & set(truth.quotes["account_id"]), "some prospects have asked for a price"


def test_late_payers_pay_over_two_weeks_late_and_decoys_stay_near_the_line(truth: SampleCompany) -> None:
    late = days_late(truth)

    assert (late.loc[accounts_of(truth, "late_payer")] > 15).all()
    assert late.loc[accounts_of(truth, "decoy_late")].median() < 15
    assert late.loc[accounts_of(truth, "decoy_riser")].median() > 5, "fast risers that pay late are no nursery"


def test_over_limit_accounts_owe_more_than_their_limit(truth: SampleCompany) -> None:
    bills = truth.receivables
    owed = (bills["amount_cents"] - bills["paid_cents"]).groupby(bills["account_id"]).sum() / 100
    limit = truth.accounts.set_index("account_id")["credit_limit"].astype(float)

    over, near = accounts_of(truth, "over_limit"), accounts_of(truth, "decoy_late")

    assert (owed.loc[over] > limit.loc[over]).all()
    assert (owed.reindex(near).fillna(0) <= limit.loc[near]).all()


def test_contracts_end_soon_for_some_just_later_for_others_and_ended_for_those_who_left(truth: SampleCompany) -> None:
    contracts = truth.contracts.set_index("account_id")
    left = (contracts["end_date"] - LAST_DAY).dt.days
    silent_since = purchase_days(truth).map(lambda days: days[-1])

    gone = accounts_of(truth, "contract_ended")

    assert left.loc[accounts_of(truth, "contract_ending")].between(1, 90).all()
    assert left.between(91, 130).any()
    assert (contracts.loc[gone, "end_date"] > silent_since.loc[gone]).all() and (left.loc[gone] < 0).all()
    assert ((left < 0) & ~left.index.isin(gone)).any(), "contracts that ran out while buying went on"


def test_lost_categories_fall_silent_while_others_go_on(truth: SampleCompany) -> None:
    lines = counted(truth)
    last = lines.groupby(["account_id", "category"])["order_date"].agg(["max", "count"])

    for account in accounts_of(truth, "lost_category"):
        silent = last.loc[account].query("count >= 3")["max"].map(lambda day: (LAST_DAY - day).days)
        assert silent.max() > 180 and silent.min() < 45, account


def test_transactional_buyers_ask_for_many_quotes_win_few_and_buy_few_categories(truth: SampleCompany) -> None:
    buyers = truth.accounts.set_index("account_id")["buyer_type"]
    orders = counted(truth).groupby("account_id")["order_id"].nunique()
    regular = buyers.index[buyers.eq("transactional") & (orders.reindex(buyers.index).fillna(0) > 4)]
    quotes = truth.quotes.groupby("account_id").size()
    won = truth.quotes["outcome"].eq("Won").groupby(truth.quotes["account_id"]).mean()
    categories = counted(truth).groupby("account_id")["category"].nunique()

    assert len(regular) >= 25
    assert (quotes.reindex(regular).fillna(0) / orders.loc[regular]).median() > 2.5
    assert won.loc[regular].median() < 0.3
    assert categories.loc[regular].median() <= 2
    assert _discount(truth).loc[regular].median() > _discount(truth).median() + 0.04


def test_consultative_buyers_take_advice_and_pay_for_services(truth: SampleCompany) -> None:
    buyers = truth.accounts.set_index("account_id")["buyer_type"]
    orders = counted(truth).groupby("account_id")["order_id"].nunique()
    regular = buyers.index[buyers.eq("consultative") & (orders.reindex(buyers.index).fillna(0) > 20)]
    events = truth.service_events
    advice = events[events["kind"].isin(["Advice", "Training"])].groupby("account_id").size()
    lines = counted(truth)
    services = lines[lines["category"].eq("Engineering services")].groupby("account_id")["amount_cents"].sum()

    assert len(regular) >= 12
    assert (advice.loc[regular] / orders.loc[regular] > 0.1).mean() > 0.9
    assert (services.loc[regular] / lines.groupby("account_id")["amount_cents"].sum().loc[regular]).median() > 0.05


def test_strategic_buyers_have_joint_projects_and_frame_contracts_or_data_links(truth: SampleCompany) -> None:
    strategic = set(truth.accounts.loc[truth.accounts["buyer_type"].eq("strategic"), "account_id"])
    joint = set(truth.service_events.loc[truth.service_events["kind"].eq("Joint project"), "account_id"])
    bound = set(truth.contracts.loc[truth.contracts["kind"].isin(["Frame", "Data link"]), "account_id"])

    assert len(strategic) >= 7
    assert len(strategic & joint) >= 6 and len(strategic & bound) >= 6
    assert joint <= strategic


def test_the_survey_asks_eight_drivers_and_squeezers_rate_the_price_low(truth: SampleCompany) -> None:
    survey = truth.survey
    price = survey[survey["driver"].eq("Value")].groupby("account_id")["score"].mean()
    low = price.reindex(accounts_of(truth, "squeezer")).dropna()

    assert survey["driver"].nunique() == 8
    assert survey["score"].between(1, 5).all()
    assert 0.05 < survey["expectation"].isna().mean() < 0.2
    assert low.empty or low.mean() < price.mean()


def test_erosion_decoys_lose_margin_but_most_not_two_points(truth: SampleCompany) -> None:
    melted = (margin_rate(truth, 0) - margin_rate(truth, 1)).loc[accounts_of(truth, "decoy_erosion")]

    assert melted.between(-0.02, 0.0).mean() >= 0.6
    assert melted.median() < -0.005


def _discount(truth: SampleCompany) -> pd.Series:
    """By account: share off the list over lines that have a list price."""
    lines = counted(truth)
    priced = lines[lines["list_price_cents"].notna()]
    of_list = (priced["list_price_cents"].astype(float) * priced["quantity"]).groupby(priced["account_id"]).sum()
    return 1 - priced.groupby("account_id")["amount_cents"].sum() / of_list
