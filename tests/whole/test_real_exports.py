"""Real exports load as they are, and agree to the cent with figures computed elsewhere (facts.json)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kadash.loads import FileGiven, LoadReport, load
from kadash.policy import default_policy
from kadash.store import Home
from tests.loads.builders import taken_in

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


def given(files: Iterable[Path]) -> list[FileGiven]:
    """Every file as it lies there."""
    return [FileGiven(file, file.name) for file in sorted(files)]


def loaded(home: Home, files: list[Path]) -> LoadReport:
    """All of a load, with marts and judging."""
    return load(home, given(files), today=date(2026, 10, 1), who="test", policy=default_policy())


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


def test_classicmodels_cost_and_list_price_come_from_its_products(
        tmp_path: Path, real_data: Folder, facts: Any) -> None:
    known, folder = facts("classicmodels"), real_data("classicmodels")
    orders = tmp_path / "orders.csv"
    orders.write_text((folder / "orders.csv").read_text("utf-8").replace('"Cancelled"', '"Resolved"'), "utf-8")
    files = [*(folder / name for name in ("orderdetails.csv", "products.csv", "customers.csv")), orders]

    with taken_in(tmp_path, *given(files)) as (build, _):
        sums = build.one("select round(sum(amount), 2)::double, round(sum(cost), 2)::double, "
                         "round(sum(list_value), 2)::double from core.order_line")

    assert sums == (known["revenue"], known["cost"], known["list_price_value"])


def test_northwind_takes_discounts_off_and_spreads_its_freight(tmp_path: Path, real_data: Folder, facts: Any) -> None:
    known = facts("northwind")

    with taken_in(tmp_path, *given(real_data("northwind").glob("*.csv"))) as (build, _):
        counts = build.one("select count(*), count(distinct order_id), count(distinct account_id) from core.order_line")
        sums = build.one("select round(sum(amount), 2)::double, round(sum(list_value - amount), 2)::double, "
                         "round(sum(freight), 2)::double from core.order_line")
        accounts = build.one("select count(*), count(distinct owner) from core.account")

    assert counts == (known["rows_used"], known["orders"], known["accounts"])
    assert sums == (known["revenue"], known["discount_given"], known["freight"])
    assert accounts == (known["accounts_listed"], known["owners"])


def test_adventureworks_loses_money_on_335_resellers(tmp_path: Path, real_data: Folder, facts: Any) -> None:
    known = facts("adventureworks_resellers")

    with taken_in(tmp_path, *given(real_data("adventureworks_dw").glob("*.parquet"))) as (build, _):
        sums = build.one("select count(*), round(sum(amount), 2)::double, round(sum(cost), 2)::double, "
                         "round(sum(list_value - amount), 2)::double from core.order_line")
        losing = build.one("select count(*) from (select account_id from core.order_line group by account_id "
                           "having sum(amount - cost) < 0)")
        accounts = build.one("select count(*) from core.account")

    assert sums == (known["rows_used"], known["revenue"], known["cost"], known["discount_given"])
    assert losing == (known["accounts_with_negative_margin"],)
    assert accounts == (known["accounts_listed"],)


@pytest.fixture(scope="module")
def retail(tmp_path_factory: pytest.TempPathFactory, real_data: Folder) -> tuple[Home, LoadReport]:
    """The gift wholesaler of a year, loaded whole."""
    home = Home(tmp_path_factory.mktemp("retail") / "home")
    return home, loaded(home, [real_data("online_retail") / "online_retail_all_text.parquet"])


def test_online_retail_agrees_net_of_its_returns(retail: tuple[Home, LoadReport], facts: Any) -> None:
    known = facts("online_retail_net")

    home, report = retail

    assert report.revenue == Decimal(str(known["revenue"]))
    assert report.tables["order_line"].as_dict() == {
        "read": known["rows_raw"], "accepted": known["rows_used"], "rejected": known["rows_without_customer"],
        "set_aside": 0}
    assert one(home, "select count(*), sum(case when amount < 0 then 1 else 0 end) from core.order_line") == (
        known["rows_used"], known["negative_lines"])
    assert one(home, "select sum(orders), count(*) from mart.account where orders > 0") == (
        known["orders"], known["accounts"])
    assert one(home, "select min(account_id), max(account_id) from core.account") == ("12346", "18287")


def test_gross_of_returns_it_is_the_lines_above_nought(retail: tuple[Home, LoadReport], facts: Any) -> None:
    known = facts("online_retail_gross")

    assert one(retail[0], "select count(*), round(sum(amount), 2)::double from core.order_line where amount > 0") == (
        known["rows_used"], known["revenue"])


def test_a_last_month_of_nine_days_is_no_month_of_the_year(retail: tuple[Home, LoadReport]) -> None:
    home, report = retail
    settings = home.generation().settings

    assert report.as_of == date(2011, 12, 9)
    assert (settings["window_start"], settings["window_end"]) == ("2010-12-01", "2011-11-30")
    assert one(home, "select round(sum(revenue_12m), 2)::double from mart.account") == one(
        home, "select round(sum(amount), 2)::double from core.order_line where order_date < '2011-12-01'")
    assert one(home, "select max(month_end) from mart.account_history") == (date(2011, 11, 30),)


def test_a_file_a_day_adds_up(home: Home, real_data: Folder) -> None:
    days = sorted((real_data("online_retail") / "daily_raw").glob("*.csv"))
    loaded(home, days[:2])

    report = loaded(home, days)

    rows = sum(len(day.read_text("utf-8").splitlines()) - 1 for day in days)
    assert [file.file for file in report.files] == [day.name for day in days[2:]]
    assert one(home, "select sum(read), sum(accepted + rejected + set_aside) from meta.source") == (rows, rows)
    assert one(home, "select count(*), round(sum(amount), 2)::double, max(order_date) from core.order_line") == (
        8477, 161365.96, date(2011, 12, 9))
