"""Price elasticity from an account's own prices and quantities, and the discount that most of its purchases get."""

from __future__ import annotations

from math import isnan

import numpy as np
import pandas as pd
import pytest

from tests.marts.builders import Row, a_line
from tests.marts.facts import facts

MONTHS = [f"{2024 + (4 + m) // 12}-{(4 + m) % 12 + 1:02d}-10" for m in range(24)]
"""From 2024-05 to 2026-04: W and the year before, as of 2026-04-30."""


def fact_of(found: pd.DataFrame, name: str) -> float:
    return float(found.loc["A", name])


def bought(elasticity: float, growth_per_month: float = 0.0, noise: float = 0.02, product: str = "P1") -> list[Row]:
    """24 months of a product whose price moves up and down by a tenth, and whose quantity answers."""
    draw = np.random.default_rng(3)
    rows: list[Row] = []
    for month, day in enumerate(MONTHS):
        price = 10.0 * float(np.exp(draw.uniform(-0.1, 0.1)))
        grown = float(np.exp(growth_per_month * month + draw.normal(0, noise)))
        quantity = 1000.0 * (price / 10.0) ** elasticity * grown
        rows.append(a_line("A", day, round(price * quantity, 2), product_id=product, quantity=round(quantity, 4)))
    return rows


@pytest.mark.parametrize("elasticity", [-2.5, -1.0, 0.0])
def test_the_elasticity_that_was_put_in_is_found_within_its_interval(elasticity: float) -> None:
    found = facts(order_line=bought(elasticity))

    assert fact_of(found, "price_elasticity") == pytest.approx(elasticity, abs=0.25)
    assert fact_of(found, "price_elasticity_low") < elasticity < fact_of(found, "price_elasticity_high")


def test_growth_while_the_price_falls_is_not_taken_for_an_answer_to_the_price() -> None:
    falling = [{**row, "amount": round(float(str(row["quantity"])) * 10.0 * 0.995 ** month, 2)}
               for month, row in enumerate(bought(0.0, growth_per_month=0.02))]

    found = facts(order_line=falling)

    assert isnan(fact_of(found, "price_elasticity")) or fact_of(found, "price_elasticity_high") > -1.0


def test_a_price_that_never_moved_tells_nothing() -> None:
    steady = [a_line("A", day, 1000.0, product_id="P1", quantity=100) for day in MONTHS]

    assert isnan(fact_of(facts(order_line=steady), "price_elasticity"))


def test_products_do_not_lend_each_other_their_price_level() -> None:
    dear = [{**row, "amount": float(str(row["amount"])) * 50} for row in bought(-2.0, product="P2")]

    found = facts(order_line=[*bought(-2.0), *dear])

    assert fact_of(found, "price_elasticity") == pytest.approx(-2.0, abs=0.2)


def test_the_discount_of_most_is_what_sixty_per_cent_of_purchases_get_at_least() -> None:
    lines = [a_line("A", day, amount, product_id=product, quantity=10, list_value=100.0)
             for day in ("2026-02-10", "2026-03-10")
             for product, amount in (("P1", 95.0), ("P2", 90.0), ("P3", 80.0), ("P4", 75.0), ("P5", 70.0))]

    assert fact_of(facts(order_line=lines), "discount_of_most_12m") == pytest.approx(0.20)
