"""A planted effect is found by lot and warned of without; how many accounts it takes; what is believed afterwards."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from kadash.services.catalogue import Effect
from kadash.services.compared import compared
from kadash.services.learning import accounts_per_arm, learned

TRUE_EFFECT = 0.04
ASSUMED = Effect(lever="retention", transactional=(0.0, 0.05), consultative=(0.0, 0.05), strategic=(0.0, 0.05))


def a_company(accounts: int, seed: int, *, by_lot: bool) -> pd.DataFrame:
    """Healthy accounts stay more often; by lot a fifth is held out, else people choose the healthy ones."""
    random = np.random.default_rng(seed)
    health = random.beta(5, 2, accounts)
    given = random.random(accounts) >= 0.2 if by_lot else random.random(accounts) < health**3
    kept = random.random(accounts) < np.clip(0.45 + 0.45 * health + TRUE_EFFECT * given, 0, 1)
    return pd.DataFrame({"outcome": kept.astype(float), "given": given, "random": by_lot, "health": health,
                         "buyer_type": random.choice(["transactional", "consultative", "strategic"], accounts)})


def test_a_planted_effect_is_learnt_with_its_sign_and_within_its_interval_where_chance_decided():
    companies = [a_company(6_000, seed, by_lot=True) for seed in range(40)]

    found = [compared(company) for company in companies]
    believed = [learned(company, ASSUMED) for company in companies]

    assert all(one.by_lot and "not_random" not in one.warnings for one in found)
    assert sum(one.adjusted.low < TRUE_EFFECT < one.adjusted.high for one in found) >= 36
    assert sum(one.adjusted.mean > 0 for one in found) >= 39
    within = [(rows["low"].lt(TRUE_EFFECT) & rows["high"].gt(TRUE_EFFECT)).mean() for rows in believed]
    assert np.mean(within) > 0.85
    assert np.mean([rows["mean"].gt(0).mean() for rows in believed]) > 0.95


@pytest.mark.parametrize("seed", range(4))
def test_where_people_chose_the_naive_difference_is_far_too_high_and_it_is_warned_of(seed):
    found = compared(a_company(12_000, seed, by_lot=False))

    assert found.naive.low > 1.5 * TRUE_EFFECT
    assert {"not_random", "healthier"} <= set(found.warnings)
    assert abs(found.adjusted.mean - TRUE_EFFECT) < abs(found.naive.mean - TRUE_EFFECT)


def test_proving_eighty_to_eighty_five_per_cent_takes_902_accounts_an_arm():
    assert accounts_per_arm(0.80, 0.85) == 902
    assert accounts_per_arm(0.80, 0.82) > 5_000
    with pytest.raises(ValueError, match="no difference"):
        accounts_per_arm(0.8, 0.8)


def some(given_kept: int, given: int, held_kept: int, held: int, *, random: bool = True,
         kind: str = "consultative") -> pd.DataFrame:
    rows = [(1.0 if one < given_kept else 0.0, True) for one in range(given)]
    rows += [(1.0 if one < held_kept else 0.0, False) for one in range(held)]
    return pd.DataFrame(rows, columns=["outcome", "given"]).assign(random=random, health=0.5, buyer_type=kind)


def test_beta_counts_give_the_difference_of_two_arms():
    found = compared(some(80, 98, 70, 98)).adjusted

    # (80 + 1) / (98 + 2) - (70 + 1) / (98 + 2)
    assert found.mean == pytest.approx(0.10)
    assert found.sd == pytest.approx(np.sqrt((0.81 * 0.19 + 0.71 * 0.29) / 101))
    assert (found.given, found.others) == (98, 98)


def test_what_people_chose_counts_a_quarter_of_what_chance_decided():
    lot = learned(some(80, 98, 70, 98), ASSUMED).set_index("buyer_type").loc["consultative"]
    chosen = learned(some(80, 98, 70, 98, random=False), ASSUMED).set_index("buyer_type").loc["consultative"]

    assert chosen["seen_sd"] / lot["seen_sd"] == pytest.approx(2.0)
    assert ASSUMED.consultative[0] < chosen["mean"] < lot["mean"]


def test_without_outcomes_what_was_assumed_is_believed():
    assumed = Effect(lever="retention", transactional=(0.0, 0.01), consultative=(0.03, 0.02), strategic=(0.02, 0.01))

    found = learned(some(0, 0, 0, 0), assumed)

    assert found["mean"].tolist() == pytest.approx([0.0, 0.03, 0.02])
    assert found["sd"].tolist() == pytest.approx([0.01, 0.02, 0.01])
    assert found["seen"].isna().all() and found["given"].tolist() == [0, 0, 0]


def test_a_type_without_outcomes_of_its_own_learns_a_little_from_the_others():
    found = learned(some(95, 98, 60, 98), ASSUMED).set_index("buyer_type")

    assert 0 < found.loc["strategic", "mean"] <= found.loc["consultative", "mean"]
    assert found.loc["strategic", "sd"] >= found.loc["consultative", "sd"]
    assert found.loc["strategic", "given"] == 0


def test_an_outcome_in_numbers_is_compared_by_its_spread():
    rows = pd.DataFrame({"outcome": [0.2, 0.4, 0.6, -0.1, 0.1], "given": [True] * 3 + [False] * 2, "random": True,
                         "health": 0.5, "buyer_type": "strategic"})

    found = compared(rows).adjusted

    assert found.mean == pytest.approx(0.4)
    assert found.sd == pytest.approx(np.sqrt(0.04 / 3 + 0.02 / 2))


def test_one_side_alone_teaches_nothing():
    found = compared(some(10, 12, 0, 0))

    assert (found.naive, found.adjusted) == (None, None)
    assert found.warnings == ("not_random", "few")


def half_followed(accounts: int, seed: int) -> pd.DataFrame:
    """By lot, but only the healthy half of those given got the service, and a tenth of the held-out did."""
    rows = a_company(accounts, seed, by_lot=True)
    random = np.random.default_rng(seed)
    eager = rows["health"] > rows["health"].median()
    treated = np.where(rows["given"], eager, random.random(accounts) < 0.1)
    kept = random.random(accounts) < np.clip(0.45 + 0.45 * rows["health"] + TRUE_EFFECT * treated, 0, 1)
    return rows.assign(treated=treated, outcome=kept.astype(float))


def test_where_a_plan_was_half_followed_both_comparisons_stand_side_by_side_and_the_lot_still_finds_the_effect():
    companies = [half_followed(20_000, seed) for seed in range(12)]

    found = [compared(company) for company in companies]
    believed = np.array([learned(company, ASSUMED)["mean"].mean() for company in companies])

    assert all("not_followed" in one.warnings for one in found)
    assert {round(one.uptake.share, 1) for one in found} == {0.4}
    assert np.mean([one.naive.mean for one in found]) > 2.5 * TRUE_EFFECT
    assert np.mean([one.adjusted.mean for one in found]) == pytest.approx(0.4 * TRUE_EFFECT, abs=0.006)
    assert np.mean(believed) == pytest.approx(TRUE_EFFECT, abs=0.012)


def test_uptake_counts_who_got_what_was_given_and_who_got_it_all_the_same():
    rows = some(80, 98, 70, 98).assign(treated=[True] * 49 + [False] * 49 + [True] * 2 + [False] * 96)

    found = compared(rows)

    assert (found.uptake.given_got, found.uptake.given, found.uptake.others_got, found.uptake.others) == (
        49, 98, 2, 98)
    assert (found.naive.given, found.adjusted.given) == (51, 98)


def test_a_plan_that_was_hardly_followed_teaches_nothing():
    rows = some(80, 98, 70, 98).assign(treated=[True] * 10 + [False] * 186)

    found = learned(rows, ASSUMED)

    assert found["seen"].isna().all() and found["given"].tolist() == [0, 0, 0]


def test_where_nobody_says_what_was_done_the_plan_counts_as_followed():
    rows = some(80, 98, 70, 98)

    assert compared(rows.assign(treated=None)) == compared(rows)
    assert "not_followed" not in compared(rows).warnings


def test_groups_of_one_account_borrow_the_spread_of_the_others():
    rows = pd.DataFrame({
        "outcome": [0.2, 0.4, 0.9, -0.1, 0.1, 0.3], "given": [True, True, True, False, False, False], "random": False,
        "health": 0.5, "buyer_type": ["strategic", "strategic", "consultative"] * 2})

    found = compared(rows).adjusted

    # strategic .3 - 0, two of three; consultative .9 - .3; each arm's variance .02 from its one degree of freedom
    assert found.mean == pytest.approx((2 * 0.3 + 0.6) / 3)
    assert found.sd == pytest.approx(np.sqrt((2 / 3) ** 2 * (0.02 / 2 + 0.02 / 2) + (1 / 3) ** 2 * (0.02 + 0.02)))
