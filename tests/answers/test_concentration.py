"""How few accounts make the money."""

from __future__ import annotations

import numpy as np

from kadash.answers.concentration import concentration

UNKNOWN = float("nan")


def test_eighty_per_cent_counts_the_accounts_from_the_best_down():
    found = concentration(np.array([5.0, 40.0, 5.0, 10.0, 40.0]))

    assert (found.half_accounts, found.eighty_accounts, found.eighty_share) == (2, 2, 0.4)


def test_a_share_reached_to_the_cent_needs_no_further_account():
    found = concentration(np.array([0.1] * 10))

    assert (found.half_accounts, found.eighty_accounts) == (5, 8)


def test_losing_accounts_lift_the_peak_above_the_total():
    found = concentration(np.array([60.0, 60.0, 0.0, -20.0]))

    assert (found.earners, found.losers, found.loss, found.peak_share) == (2, 1, 20.0, 1.2)


def test_accounts_whose_contribution_is_unknown_are_left_out():
    found = concentration(np.array([10.0, UNKNOWN, 10.0]))

    assert (found.accounts, found.total) == (2, 20.0)


def test_where_nothing_is_earned_no_share_is_said():
    found = concentration(np.array([10.0, -30.0]))

    assert (found.half_accounts, found.eighty_accounts, found.eighty_share) == (None, None, None)


def test_no_accounts_at_all_are_no_error():
    found = concentration(np.array([]))

    assert (found.accounts, found.losers, found.eighty_share) == (0, 0, None)
