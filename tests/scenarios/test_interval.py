"""The range: smooth, the same at every call, and as wide as it says."""

import numpy as np
import pytest

from kadash.scenarios import Levers, base_arrays, what_if
from tests.scenarios.builders import POLICY, a_portfolio, an_account, base_of

BASE = base_arrays(a_portfolio(800, seed=4), POLICY, "tier")


def ends(points: float) -> tuple[float, float]:
    low, high = what_if(BASE, Levers(retention=points)).interval.change
    return low.customer_equity, high.customer_equity


def test_the_same_move_gives_the_same_range() -> None:
    again = base_arrays(a_portfolio(800, seed=4), POLICY, "tier")

    assert what_if(again, Levers(retention=0.05)).interval == what_if(BASE, Levers(retention=0.05)).interval


def test_it_moves_smoothly_with_the_slider() -> None:
    highs = np.array([ends(points)[1] for points in np.arange(0.0, 0.0501, 0.002)])

    steps = np.diff(highs)
    assert (steps > 0).all()
    assert np.abs(np.diff(steps)).max() < 0.1 * steps.mean()


def test_it_lies_around_the_answer() -> None:
    found = what_if(BASE, Levers(retention=0.05))

    for part, told in (("base", found.base), ("scenario", found.scenario), ("change", found.change)):
        low, high = getattr(found.interval, part)
        assert low.customer_equity < told.customer_equity < high.customer_equity
        assert low.profit_12m < told.profit_12m < high.profit_12m


def test_of_a_thousand_accounts_it_is_the_spread_of_levels_and_hardly_more() -> None:
    low, high = what_if(base_of(*[an_account()] * 1000), Levers()).interval.base

    # exp(-1.645 x .20) = .72 and exp(+1.645 x .20) = 1.39 of 285,578
    assert (low.customer_equity, high.customer_equity) == pytest.approx((205_500, 396_900), rel=0.02)


def test_of_four_accounts_it_is_wider_since_their_retention_is_hardly_known() -> None:
    few, many = (what_if(base_of(*[an_account()] * n), Levers()).interval.base for n in (4, 1000))

    assert few[1].customer_equity / few[0].customer_equity > 1.5 * many[1].customer_equity / many[0].customer_equity
