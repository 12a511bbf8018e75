"""Accounts summed in long rows: the same figures as one account after another."""

from __future__ import annotations

import numpy as np

from kadash.services.plan.limits import Limits, bounds_of
from kadash.services.plan.mended import filled
from kadash.services.plan.options import NOBODY
from kadash.services.plan.ranks import ranks_of
from tests.services.plans import random_options

OF_ACCOUNT = np.array([2, 4, 4, 4, 7, 7])
VALUES = np.array([-5.0, 1.0, 3.0, 2.0, 10.0, 20.0])


def test_accounts_stand_by_their_number_of_options_and_each_has_its_highest_value_or_nought():
    ranks = ranks_of(OF_ACCOUNT)

    assert ranks.highest(VALUES[ranks.order]).tolist() == [3.0, 20.0, 0.0]


def test_sums_are_those_of_each_account_also_row_by_row():
    ranks = ranks_of(OF_ACCOUNT)
    values = VALUES[ranks.order]

    assert ranks.sums(values).tolist() == [6.0, 30.0, -5.0]
    assert ranks.sums(np.stack([values, -values])).tolist() == [[6.0, 30.0, -5.0], [-6.0, -30.0, 5.0]]


def test_no_options_are_no_accounts():
    ranks = ranks_of(np.zeros(0, dtype=np.int64))

    assert (ranks.accounts, ranks.order.tolist(), ranks.sums(np.zeros(0)).tolist()) == (0, [], [])


def test_what_is_left_goes_to_the_largest_gain_that_still_fits_one_after_another():
    options = random_options(900, 6, seed=5, eligible=1.0)
    bounds = bounds_of(options, Limits(options.cost.sum() * 0.08, {"engineer": options.hours[:, 1].sum() * 0.08}))
    nobody = np.full(900, NOBODY)

    found = filled(options, bounds, nobody)

    assert found.tolist() == one_after_another(options, bounds).tolist()
    assert np.count_nonzero(found != NOBODY) > 256  # more than are asked at once


def one_after_another(options, bounds):
    chosen, left = np.full(len(options.accounts), NOBODY), bounds.most.copy()
    for place in np.argsort(-options.gain, kind="stable"):
        if chosen[options.account[place]] == NOBODY and (bounds.use[place] <= left).all():
            chosen[options.account[place]] = place
            left = left - bounds.use[place]
    return chosen


def test_options_that_fit_are_kept_for_the_next_plan_and_all_of_them_are_the_options_themselves():
    options = random_options(30, 4, seed=1)
    cheap = options.cost < np.median(options.cost)

    assert options.within(cheap) is options.within(cheap.copy())
    assert options.within(cheap).cost.max() < np.median(options.cost)
    assert options.within(options.cost > 0.0) is options
