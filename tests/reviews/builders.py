"""A small company, published: core rows written by hand, marts and judgement as a load makes them."""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from kadash.access import Scope
from kadash.answers import Asked
from kadash.loads.marts import publish_marts
from kadash.marts.version import SETTING, relations_version
from kadash.policy import Policy, default_policy, kept_policy
from kadash.store import Home, open_build
from tests.made_once import made_once
from tests.marts.builders import Row, a_line, an_invoice, fill_core

AS_OF = dt.date(2026, 9, 30)
_FILE = "company.duckdb"


def published(folder: Path, cost_known: bool = True, as_of: dt.date = AS_OF, policy: Policy | None = None,
              **tables: Sequence[Row]) -> Home:
    """A data directory whose current generation holds these core rows, judged as of `as_of` by the policy (shipped).

    The same company is judged once a run of tests: later calls get a copy of the file.
    """
    home, by = Home(folder), (policy or default_policy()).model_dump_json()
    path = home.building_file()
    shutil.copyfile(_judged((cost_known, as_of, by, tables)), path)
    home.publish(path)
    return home


def _judged(company: tuple[bool, dt.date, str, Mapping[str, Sequence[Row]]]) -> Path:
    """The file of a company (cost_known, as_of, its policy as JSON, tables) after judging; nobody may write to it."""
    name = f"company-{hashlib.sha256(pickle.dumps(company)).hexdigest()}"
    return made_once(name, lambda folder: _judge(folder / _FILE, *company)) / _FILE


def _judge(path: Path, cost_known: bool, as_of: dt.date, by: str, tables: Mapping[str, Sequence[Row]]) -> None:
    policy = kept_policy(by)
    with open_build(path) as build:
        fill_core(build, tables)
        publish_marts(build, as_of, policy, "CNY")
        build.run("create schema meta")
        build.run("create table meta.setting (key varchar, value varchar)")
        settings = {"as_of": as_of.isoformat(), "currency": "CNY", "policy": policy.model_dump_json(),
                    "policy_fingerprint": policy.fingerprint, SETTING: relations_version(), "amounts_with_tax": "false",
                    "cost_known": "true" if cost_known else "false"}
        for key, value in settings.items():
            build.run("insert into meta.setting values ($key, $value)", key=key, value=value)


def asked_of(home: Home, scope: Scope | None = None) -> Asked:
    """The current generation, asked by a viewer who may see everything unless said."""
    generation = home.generation()
    assert generation is not None
    return Asked(generation, scope or Scope.everything())


def buying_monthly(account_id: str, amount: float, last_month: str = "2026-09", months: int = 30,
                   **fields: object) -> list[Row]:
    """An order a month up to `last_month`, on the 10th; price 10 and cost 6 a piece unless said."""
    year, month = (int(part) for part in last_month.split("-"))
    days = [dt.date(year + (month - 1 - back) // 12, (month - 1 - back) % 12 + 1, 10) for back in range(months)]
    given: Mapping[str, object] = {"product_id": "P1", "category": "Relays", "quantity": amount / 10, **fields}
    return [a_line(account_id, day.isoformat(), amount, **given) for day in days]


def a_trading_company() -> dict[str, list[Row]]:
    """Ten steady accounts of Li, one squeezer of Wang, one that left a year ago, one prospect.

    The squeezer S buys 100 pieces a month, in the year before at 10 and cost 6, in the last 12 months at 9.
    """
    lines: list[Row] = []
    for number in range(10):
        lines += buying_monthly(f"A{number}", 1000.0 + 100 * number)
    lines += buying_monthly("S", 900.0, months=12, quantity=100.0, cost=600.0, list_value=1000.0)
    lines += buying_monthly("S", 1000.0, "2025-09", 18, quantity=100.0, cost=600.0, list_value=1000.0)
    lines += buying_monthly("L", 800.0, "2025-08", 18)
    lines += [a_line("A9", "2026-09-20", 500.0, product_id="P2", category="Drives", quantity=5.0)]
    accounts: list[Row] = [
        {"account_id": f"A{number}", "account_name": f"Steady {number}", "owner": "Li", "industry": "Power"}
        for number in range(10)]
    accounts += [
        {"account_id": "S", "account_name": "![x](http://evil) *Squeezer*", "owner": "Wang", "industry": "Power"},
        {"account_id": "L", "account_name": "Left Ltd", "owner": "Wang", "industry": "Power"},
        {"account_id": "P", "account_name": "Prospect", "owner": "Li", "industry": "Power"}]
    invoices = [an_invoice("S", "2026-07-01", "2026-07-31", 900.0, "2026-08-20"),
                an_invoice("S", "2026-08-01", "2026-08-31", 900.0)]
    return {"account": accounts, "order_line": lines, "receivable": invoices}
