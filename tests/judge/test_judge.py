"""The judge as a whole: what it gives, that it is pure, and that its parts agree."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from kadash.judge import NO_ENTRIES, Entries, Facts, Judgement, Taken, judge, with_previous
from kadash.policy import default_policy
from kadash.segments.score import PARTS
from kadash.vocabulary import FLAGS, SCHEMES
from tests.segments.builders import AS_OF, ORDINARY, PROSPECT, accounts

POLICY = default_policy()
JUDGED = (
    "p_alive", "p_buys_12m", "current_value", "potential_value", "historical_value", "lifetime_value", "low", "high",
    "expected_contribution_12m", "model", "service_cost_year", "retention_12m", "wallet_share",
)


def categories(table: pd.DataFrame) -> pd.DataFrame:
    """Every account spends three quarters on relays, and two of three the rest on cables."""
    bought = [table.assign(category=category, revenue_12m=table["revenue_12m"].fillna(0.0) * share)
              for category, share in (("relays", 0.75), ("cables", 0.25))]
    lines = pd.concat([bought[0], bought[1].iloc[[place for place in range(len(table)) if place % 3]]])
    return pd.DataFrame({
        "account_id": lines["account_id"], "category": lines["category"], "revenue_12m": lines["revenue_12m"],
        "revenue_prev_12m": lines["revenue_12m"], "margin_12m": 0.3 * lines["revenue_12m"], "days": 20,
        "last_day": AS_OF,
    })


def facts(*changed: dict[str, object]) -> Facts:
    """Facts as the marts give them: without anything that the judge itself finds."""
    table = accounts(*changed).drop(columns=list(JUDGED))
    return Facts(AS_OF.date(), table, categories(table), "CNY")


def a_company(count: int = 60) -> list[dict[str, object]]:
    """Accounts of every kind, by number: the sixth costs more than it brings, the seventh pays late, and so on."""
    random = np.random.default_rng(7)
    rows: list[dict[str, object]] = []
    for _ in range(count):
        revenue = float(random.lognormal(12, 1))
        rows.append({
            "revenue_12m": revenue, "revenue_prev_12m": revenue, "contribution_12m": 0.2 * revenue,
            "revenue_year": revenue, "purchases": int(random.integers(2, 60)),
            "purchases_12m": int(random.integers(0, 20)),
        })
    rows[6] |= {"contribution_12m": -9000.0, "before_service_rate": 0.01}
    rows[7] |= {"mean_days_late": 44.0}
    rows[8] |= {"lateness": 2.0}
    rows[9] |= PROSPECT
    return rows


@pytest.fixture(scope="module")
def company() -> Judgement:
    return judge(facts(*a_company()), POLICY)


def test_every_account_is_in_each_scheme_once_and_in_the_values_once(company):
    assert len(company.accounts) == len(company.values) == 60
    assert company.segments.groupby("scheme").size().to_dict() == dict.fromkeys(SCHEMES, 60)
    assert company.accounts["account_id"].tolist() == company.values["account_id"].tolist()


def test_flags_and_layers_tell_one_story(company):
    layers = company.segments.pivot(index="account_id", columns="scheme", values="layer")
    flagged = company.flags.groupby("flag")["account_id"].apply(set).to_dict()

    assert layers.loc["A007", "customer_class"] == "bz" and "A007" in flagged["below_zero"]
    assert "A008" in flagged["late_payer"] and "A009" in flagged["slipping"] | flagged.get("defected", set())
    assert layers.loc["A010"].tolist() == ["prospect"] * len(SCHEMES)
    assert set(layers.index[layers["lifecycle"] == "defected"]) == flagged.get("defected", set())
    assert set(layers.index[layers["key_account"] == "nursery"]) == flagged.get("nursery", set())
    assert set(company.flags["flag"]) <= set(FLAGS)


def test_the_account_columns_carry_score_ledger_and_vetoes(company):
    ledger = company.accounts[[f"score_{part}" for part in PARTS]].sum(axis=1)
    known = company.accounts["key_score"].notna()

    assert (ledger + 50)[known].tolist() == pytest.approx(company.accounts["score_before_vetoes"][known].tolist())
    assert company.accounts.loc[~known, "account_id"].tolist() == ["A010"]
    assert {"p_alive", "p_buys_12m", "score_coverage", "veto_overdue", "veto_lateness", "veto_one_off_giant"} <= set(
        company.accounts
    )


def test_proposals_are_ranked_from_one_within_each_account(company):
    ranks = company.proposals.groupby("account_id")["rank"].apply(list)

    assert all(found == list(range(1, len(found) + 1)) for found in ranks)
    assert company.proposals["service_id"][company.proposals["account_id"] == "A007"].isin(["reprice"]).any()
    assert all(isinstance(json.loads(text), dict) for text in company.proposals["reasons"])


def test_the_same_facts_give_the_same_judgement_and_are_left_as_they_were():
    given = facts(*a_company())
    before = given.accounts.copy(deep=True)

    first, again = judge(given, POLICY), judge(given, POLICY)

    pd.testing.assert_frame_equal(given.accounts, before)
    for part in ("accounts", "values", "segments", "flags", "proposals"):
        pd.testing.assert_frame_equal(getattr(first, part), getattr(again, part))


def test_layers_flags_and_values_are_the_same_without_proposals_and_reasons(company):
    bare = judge(facts(*a_company()), POLICY, proposals=False, reasons=False)

    assert bare.proposals.empty
    pd.testing.assert_frame_equal(bare.values, company.values)
    pd.testing.assert_frame_equal(bare.segments.drop(columns="reason"), company.segments.drop(columns="reason"))
    pd.testing.assert_frame_equal(bare.flags.drop(columns="evidence"), company.flags.drop(columns="evidence"))


def test_the_buyer_type_a_rep_has_called_decides_the_effect():
    club = "key_account_club"
    rows = [{**row, "continuity": 0.9} for row in a_company()]
    called = Entries(buyer_types={f"A{number:03d}": "transactional" for number in range(1, 61)})

    assert (judge(facts(*rows), POLICY, NO_ENTRIES).proposals["service_id"] == club).any()
    assert not (judge(facts(*rows), POLICY, called).proposals["service_id"] == club).any()


def test_a_file_without_any_cost_is_judged_by_revenue_and_proposes_without_gains():
    of_cost = ("margin", "contribution", "before_service", "historical_c")
    unknown = {name: float("nan") for name in ORDINARY if name.startswith(of_cost)}

    found = judge(facts(*({**row, **unknown} for row in a_company())), POLICY)

    reasons = found.segments[found.segments["scheme"] == "value_tier"]["reason"].map(json.loads)
    assert {reason["ranked_by"] for reason in reasons} == {"revenue"}
    assert found.values["current_value"].isna().all()
    assert len(found.proposals) and found.proposals["expected_gain"].isna().all()


def test_one_account_alone_is_judged():
    found = judge(facts({}), POLICY)

    assert found.segments["layer"].tolist() == [
        "platinum", "a", "mvc", "long_term", "true_friend", "economic", "unsure", "key"
    ]


def test_no_account_at_all_is_judged():
    one = facts({})

    found = judge(Facts(one.as_of, one.accounts.iloc[:0], one.categories.iloc[:0], "CNY"), POLICY)

    assert found.accounts.empty and found.segments.empty and found.flags.empty and found.proposals.empty


def test_the_layer_a_year_ago_stands_beside_and_is_missing_for_who_is_new():
    now = pd.DataFrame({
        "account_id": ["A", "B"], "scheme": "lifecycle", "layer": ["long_term", "first_time"], "layer_rank": [1, 3],
        "reason": "{}",
    })
    before = pd.DataFrame({
        "account_id": ["A", "A"], "scheme": ["lifecycle", "value_tier"], "layer": ["short_term", "gold"],
    })

    found = with_previous(now, before)

    assert found["previous_layer"].fillna("missing").tolist() == ["short_term", "missing"]
    assert list(found) == ["account_id", "scheme", "layer", "layer_rank", "previous_layer", "reason"]


def test_rows_taken_as_they_are_made_are_those_that_are_returned_otherwise(monkeypatch):
    given, segments, proposals = facts(*a_company()), [], []
    monkeypatch.setattr("kadash.services.proposals._ACCOUNTS_AT_ONCE", 3)

    whole = judge(given, POLICY)
    left = judge(given, POLICY, taken=Taken(segments.append, proposals.append))

    pd.testing.assert_frame_equal(pd.concat(segments, ignore_index=True), whole.segments)
    pd.testing.assert_frame_equal(pd.concat(proposals, ignore_index=True), whole.proposals)
    assert len(segments) == 8 and len(proposals) > 1
    assert set(left.segments["reason"]) == {"{}"} and left.proposals.empty
    assert left.segments["layer"].tolist() == whole.segments["layer"].tolist()
    pd.testing.assert_frame_equal(left.flags, whole.flags)


def test_a_past_day_is_judged_as_any_other_and_its_layers_are_taken_scheme_by_scheme():
    given, segments = facts(*a_company()), []

    whole = judge(given, POLICY)
    past = judge(given, POLICY, proposals=False, reasons=False, taken=Taken(segments.append, None))

    columns = ["account_id", "scheme", "layer", "layer_rank"]
    pd.testing.assert_frame_equal(pd.concat(segments, ignore_index=True)[columns], whole.segments[columns])
    assert past.segments.empty and past.proposals.empty and set(past.flags["evidence"]) == {"{}"}
    pd.testing.assert_frame_equal(past.flags.drop(columns="evidence"), whole.flags.drop(columns="evidence"))
    pd.testing.assert_frame_equal(past.accounts, whole.accounts)
