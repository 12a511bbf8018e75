"""Real exports load as they are, and agree to the cent with figures computed elsewhere (facts.json)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kadash.loads import FileGiven, LoadReport, load
from kadash.policy import default_policy
from kadash.store import Home

pytestmark = [pytest.mark.real, pytest.mark.slow]
Folder = Callable[[str], Path]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def facts(real_data: Folder) -> Callable[[str], dict[str, Any]]:
    """Figures of a set that pandas and DuckDB agreed on."""
    known = json.loads((real_data("facts.json")).read_text("utf-8"))
    return lambda name: dict(known[name])


def loaded(home: Home, files: list[Path]) -> LoadReport:
    """Every file as it lies there."""
    given = [FileGiven(file, file.name) for file in sorted(files)]
    return load(home, given, today=date(2026, 10, 1), who="test", policy=default_policy())


def one(home: Home, sql: str) -> tuple[Any, ...]:
    generation = home.generation()
    found = generation.one(sql) if generation else None
    assert found is not None
    return found


def test_classicmodels_differs_by_its_cancelled_orders_alone(home: Home, real_data: Folder, facts: Any) -> None:
    known = facts("classicmodels")

    report = loaded(home, list(real_data("classicmodels").glob("*.csv")))

    aside = one(home, "select count(*), sum(amount) from meta.set_aside_row where code = 'cancelled'")
    assert report.tables["order_line"].as_dict() == {"read": 2996, "accepted": 2917, "rejected": 0, "set_aside": 79}
    assert report.revenue + aside[1] == Decimal(str(known["revenue"]))
    assert one(home, "select count(distinct order_id) from core.order_line") == (
        known["orders"] - known["order_status"]["Cancelled"],)
    assert one(home, "select count(*), round(sum(amount), 2)::double from core.payment") == (
        known["payments"], known["paid"])
    assert one(home, "select count(*), count(owner) from core.account") == (
        known["accounts_listed"], known["accounts_listed"] - known["accounts_without_rep"])
    assert report.as_of == date.fromisoformat(known["last_date"])


def test_classicmodels_cost_and_list_price_come_from_its_products(home: Home, real_data: Folder, facts: Any) -> None:
    known = facts("classicmodels")
    folder = real_data("classicmodels")
    orders = home.path.parent / "orders.csv"
    orders.write_text((folder / "orders.csv").read_text("utf-8").replace('"Cancelled"', '"Resolved"'), "utf-8")

    report = loaded(home, [folder / "orderdetails.csv", folder / "products.csv", folder / "customers.csv", orders])

    assert report.revenue == Decimal(str(known["revenue"]))
    assert one(home, "select round(sum(cost), 2)::double, round(sum(list_value), 2)::double from core.order_line") == (
        known["cost"], known["list_price_value"])


def test_northwind_takes_discounts_off_and_spreads_its_freight(home: Home, real_data: Folder, facts: Any) -> None:
    known = facts("northwind")

    report = loaded(home, list(real_data("northwind").glob("*.csv")))

    assert report.revenue == Decimal(str(known["revenue"]))
    assert one(home, "select count(*), count(distinct order_id), count(distinct account_id) from core.order_line") == (
        known["rows_used"], known["orders"], known["accounts"])
    assert one(home, "select round(sum(list_value - amount), 2)::double, round(sum(freight), 2)::double "
                     "from core.order_line") == (known["discount_given"], known["freight"])
    assert one(home, "select count(*), count(distinct owner) from core.account") == (
        known["accounts_listed"], known["owners"])


def test_adventureworks_loses_money_on_335_resellers(home: Home, real_data: Folder, facts: Any) -> None:
    known = facts("adventureworks_resellers")

    report = loaded(home, list(real_data("adventureworks_dw").glob("*.parquet")))

    assert report.revenue == Decimal(str(known["revenue"]))
    assert report.tables["order_line"].accepted == known["rows_used"]
    assert one(home, "select round(sum(cost), 2)::double, round(sum(list_value - amount), 2)::double "
                     "from core.order_line") == (known["cost"], known["discount_given"])
    assert one(home, "select count(*) from (select account_id from core.order_line group by account_id "
                     "having sum(amount - cost) < 0)") == (known["accounts_with_negative_margin"],)
    assert one(home, "select count(*) from core.account") == (known["accounts_listed"],)


def test_online_retail_agrees_net_of_its_returns(home: Home, real_data: Folder, facts: Any) -> None:
    known = facts("online_retail_net")

    report = loaded(home, [real_data("online_retail") / "online_retail_all_text.parquet"])

    assert report.revenue == Decimal(str(known["revenue"]))
    assert report.tables["order_line"].as_dict() == {
        "read": known["rows_raw"], "accepted": known["rows_used"], "rejected": known["rows_without_customer"],
        "set_aside": 0}
    assert one(home, "select count(*), sum(case when amount < 0 then 1 else 0 end) from core.order_line") == (
        known["rows_used"], known["negative_lines"])
    assert one(home, "select sum(orders), count(*) from mart.account where orders > 0") == (
        known["orders"], known["accounts"])
    assert one(home, "select min(account_id), max(account_id) from core.account") == ("12346", "18287")


def test_a_file_a_day_adds_up(home: Home, real_data: Folder) -> None:
    days = sorted((real_data("online_retail") / "daily_raw").glob("*.csv"))
    loaded(home, days[:2])

    report = loaded(home, days)

    rows = sum(len(day.read_text("utf-8").splitlines()) - 1 for day in days)
    assert [file.file for file in report.files] == [day.name for day in days[2:]]
    assert one(home, "select sum(read), sum(accepted + rejected + set_aside) from meta.source") == (rows, rows)
    assert one(home, "select count(*), round(sum(amount), 2)::double, max(order_date) from core.order_line") == (
        8477, 161365.96, date(2011, 12, 9))
