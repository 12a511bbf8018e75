"""A company whose order lines lack costs, list values, quantities, categories, products and order numbers."""

from __future__ import annotations

import datetime as dt
import random

from tests.marts.builders import Row, a_line


def odd_accounts() -> list[Row]:
    """Eighty accounts of which many have no owner, region or industry."""
    dice = random.Random(5)
    return [{"account_id": f"K{number}", "account_name": f"K{number}", "owner": dice.choice(["Li", "Wu", None]),
             "region": dice.choice(["East", "West", None]), "industry": dice.choice(["Rail", None])}
            for number in range(80)]


def odd_lines(*, of_several_days: bool) -> list[Row]:
    """Lines of 900 orders. of_several_days: an order may go on on another day, of another month."""
    dice, rows = random.Random(6), []
    for number in range(900):
        day = dt.date(2024, 2, 1) + dt.timedelta(days=dice.randint(0, 970))
        account, order = f"K{dice.randint(0, 79)}", dice.choice([f"S{number:04}", f"S{number:04}", None])
        for _ in range(dice.randint(1, 3)):
            amount = dice.choice([0.0, -120.5, *[dice.randint(1, 90_000) / 100] * 9])
            rows.append(a_line(
                account, day.isoformat(), amount, order_id=order, category=dice.choice(["Relays", "Cables", None]),
                product_id=dice.choice(["P1", "P2", "P3", None]), product_name=dice.choice(["One", None]),
                quantity=dice.choice([None, 1, 2.5]), list_value=dice.choice([None, 0, abs(amount) * 1.2 + 1]),
                cost=dice.choice([None, amount * 0.6]), freight=dice.choice([None, 3.25]),
                custom=dice.choice([True, False])))
            if of_several_days and order is not None:
                day += dt.timedelta(days=dice.choice([0, 0, 1, 30]))
    return rows
