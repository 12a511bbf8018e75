"""The bridge between two years: each bar by hand, and their sum for any account."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kadash.reviews.bridge import Bridge, bridge_of, margin_bridge
from kadash.reviews.bridges import COSTS_TO_SERVE, margin_bridges

COLUMNS = ("quantity", "revenue", "list_value", "cost")


def a_product(before: tuple[float, ...] = (), now: tuple[float, ...] = (), category: str | None = "relays") -> dict:
    """A product; each year is (quantity, revenue, list value, cost) or nothing bought."""
    years = {"before": before or (0.0,) * 4, "now": now or (0.0,) * 4}
    return {"category": category} | {
        f"{name}_{year}": figures[i] for year, figures in years.items() for i, name in enumerate(COLUMNS)}


def bars(*products: dict, costs: dict | None = None, cost_known: bool = True) -> dict[str, float]:
    bridge = margin_bridge(pd.DataFrame(list(products)), costs or {}, cost_known)
    assert bridge.before + math.fsum(bar.amount for bar in bridge.bars) == pytest.approx(bridge.now, abs=1e-9)
    return {bar.code: pytest.approx(bar.amount, abs=1e-9) for bar in bridge.bars}


def test_price_cost_and_volume_of_one_product_by_hand() -> None:
    # 100 pieces at 10 with cost 6, then 120 at 9.50 with cost 6.30: mean quantity 110, mean margin a piece 3.60
    product = a_product((100, 1000, 0, 600), (120, 1140, 0, 756))

    assert bars(product) == {"price": -55.0, "cost": -33.0, "volume": 72.0}


def test_a_price_cut_under_an_unchanged_list_is_discount() -> None:
    product = a_product((100, 1000, 1000, 600), (100, 900, 1000, 600))

    assert bars(product) == {"discount": -100.0}


def test_a_raised_list_and_a_deeper_discount_add_up_to_the_price_effect() -> None:
    # list 10 -> 11, price to list 1 -> .9: mean k .95 x 1 x 100 = 95; mean list 10.5 x -.1 x 100 = -105
    product = a_product((100, 1000, 1000, 600), (100, 990, 1100, 600))

    assert bars(product) == {"list_price": 95.0, "discount": -105.0}


def test_mix_is_what_buying_other_pieces_changed_at_equal_number() -> None:
    # 10 pieces move from the product that earns 5 to the one that earns 1: as many pieces, 40 less margin
    dear = a_product((20, 200, 0, 100), (10, 100, 0, 50))
    plain = a_product((10, 50, 0, 40), (20, 100, 0, 80))

    # all pieces: 30 and 30, so volume is 0
    assert bars(dear, plain) == {"mix": -40.0}


def test_products_that_came_and_went_are_bars_of_their_own() -> None:
    came = a_product(now=(5, 500, 0, 300))
    went = a_product(before=(4, 100, 0, 90))

    assert bars(came, went) == {"new_products": 200.0, "dropped_products": -10.0}


def test_screws_and_switchboards_do_not_add_up_so_volume_is_taken_by_category() -> None:
    screws = a_product((1000, 1000, 0, 500), (2000, 2000, 0, 1000), "screws")
    boards = a_product((1, 1000, 0, 400), (1, 1000, 0, 400), "boards")

    # 1000 screws more at .50 each; as one sum of pieces the boards' margin would have been spread over screws
    assert bars(screws, boards) == {"volume": 500.0}


def test_where_not_even_a_category_adds_up_volume_and_mix_are_one_bar() -> None:
    screws = a_product((1000, 1000, 0, 500), (2000, 2000, 0, 1000), None)
    boards = a_product((1, 1000, 0, 400), (2, 2000, 0, 800), None)

    assert bars(screws, boards) == {"volume_and_mix": 1100.0}


def test_returns_have_no_price_and_are_a_bar_of_their_own() -> None:
    returned = a_product((10, 100, 0, 60), (-2, -20, 0, -12))

    assert bars(returned) == {"returns": -48.0}


def test_where_no_quantity_is_known_all_that_was_bought_is_one_bar_and_no_return() -> None:
    unmeasured = a_product((0, 100, 0, 60), (0, 150, 0, 80))

    assert bars(unmeasured) == {"without_quantity": 30.0}


def test_cost_to_serve_lowers_both_ends_and_its_rise_takes() -> None:
    product = a_product((10, 100, 0, 60), (10, 100, 0, 60))

    bridge = margin_bridge(pd.DataFrame([product]), {"service_cost": (5.0, 12.0), "freight": (3.0, 1.0)}, True)

    assert (bridge.before, bridge.now) == (32.0, 27.0)
    assert {bar.code: bar.amount for bar in bridge.bars} == {"freight": 2.0, "service_cost": -7.0}
    assert bridge.worst is not None and bridge.worst.code == "service_cost"


def test_without_any_cost_the_bridge_is_one_of_revenue() -> None:
    product = a_product((100, 1000, 0, math.nan), (120, 1140, 0, math.nan))

    bridge = margin_bridge(pd.DataFrame([product]), {"freight": (5.0, 9.0)}, cost_known=False)

    assert (bridge.measure, bridge.before, bridge.now) == ("revenue", 1000.0, 1140.0)
    assert {bar.code: bar.amount for bar in bridge.bars} == {"price": -55.0, "volume": 195.0}


def test_an_account_that_bought_nothing_in_either_year_has_an_empty_bridge() -> None:
    empty = pd.DataFrame(columns=["category", *(f"{n}_{y}" for y in ("before", "now") for n in COLUMNS)])

    assert margin_bridge(empty, {}, True) == Bridge("contribution", 0.0, 0.0, ())


money = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4))
year = st.one_of(st.just(()), st.tuples(st.integers(-50, 5000).map(float), money, money, money))
product = st.builds(a_product, year, year, st.sampled_from(["relays", "cables", None]))


@settings(max_examples=300, deadline=None)
@given(st.lists(product, min_size=1, max_size=12), st.tuples(money, money), st.booleans())
def test_the_bars_sum_to_the_change_for_any_account(
        products: list[dict], freight: tuple[float, float], cost_known: bool) -> None:
    bridge = margin_bridge(pd.DataFrame(products), {"freight": freight}, cost_known)

    largest = max([1.0, *(abs(bar.amount) for bar in bridge.bars), abs(bridge.before), abs(bridge.now)])
    assert math.fsum([bridge.before, *(bar.amount for bar in bridge.bars), -bridge.now]) == pytest.approx(
        0.0, abs=1e-9 * largest)


@settings(max_examples=100, deadline=None)
@given(st.lists(product, min_size=1, max_size=8))
def test_read_backwards_every_bar_changes_its_sign(products: list[dict]) -> None:
    frame = pd.DataFrame(products)
    swap = {f"{n}_{a}": f"{n}_{b}" for n in COLUMNS for a, b in (("before", "now"), ("now", "before"))}

    there = margin_bridge(frame, {}, True)
    back = margin_bridge(frame.rename(columns=swap), {}, True)

    names = {"new_products": "dropped_products", "dropped_products": "new_products"}
    largest = max([1.0, *(abs(bar.amount) for bar in there.bars)])
    for bar in there.bars:
        assert back.amount(names.get(bar.code, bar.code)) == pytest.approx(-bar.amount, abs=1e-9 * largest)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), product), min_size=1, max_size=12), st.booleans())
def test_many_accounts_at_once_are_each_the_bridge_of_one(
        rows: list[tuple[str, dict]], cost_known: bool) -> None:
    frame = pd.DataFrame([{"account_id": account, **bought} for account, bought in rows])
    spent = {f"{name}_{period}": [1.0, 2.0, 3.0] for name in COSTS_TO_SERVE for period in ("before", "now")}
    costs = pd.DataFrame({"account_id": ["A", "B", "C"], **spent | {"freight_now": [9.0, 2.0, 0.0]}})

    together = margin_bridges(frame, costs, cost_known).set_index("account_id")

    for place, account in enumerate("ABC"):
        own = costs.set_index("account_id").loc[account]
        own_costs = {name: (own[f"{name}_before"], own[f"{name}_now"]) for name in COSTS_TO_SERVE}
        alone = margin_bridge(frame[frame["account_id"] == account], own_costs, cost_known)
        assert bridge_of(together.loc[account], cost_known).change == pytest.approx(alone.change, abs=1e-6), place
        for bar in alone.bars:
            assert together.loc[account, bar.code] == pytest.approx(bar.amount, rel=1e-9, abs=1e-6)
