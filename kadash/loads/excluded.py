"""Accounts that a person took out of all figures: their rows are set aside, and nothing of them is left in core."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from kadash.intake.clean import Staged
from kadash.store import Build, Home, sql_text

EXCLUDED = 254
"""`fault` of a staged row whose account was taken out; no reason of a table has so high a number."""
KIND = "exclude_account"


def exclude_account(home: Home, account_id: str, *, who: str, at: datetime, expected: int | None = None,
                    excluded: bool = True) -> None:
    """Enter that an account is to be left out (or, `excluded` False, that it stays and is not proposed again).

    Holds from the next load or rebuild on. expected: the entry that the author saw, 0 for none.
    """
    home.journal().put(KIND, account_id, excluded, author=who, at=at, expected=expected)


def decided_accounts(home: Home) -> dict[str, bool]:
    """Account to whether a person took it out; accounts that nobody decided on are not in it."""
    return {entry.subject: bool(entry.body) for entry in home.journal().all(KIND)}


def set_aside_excluded(build: Build, staged: list[Staged], accounts: frozenset[str]) -> None:
    """Mark the accepted rows of these accounts in every stage table, by code or by name, lines also by their head."""
    if not accounts:
        return
    build.write("stage.excluded", pd.DataFrame({"account_id": sorted(accounts)}))
    build.run_script(sql_text("kadash.loads.sql", "excluded_names.sql"))
    for one in staged:
        if whose := _whose(one):
            build.run(f"update stage.{one.name} set fault = {EXCLUDED} where fault = 0 and ({whose})")
    _by_head(build, staged)


def _whose(one: Staged) -> str:
    """SQL that is true for rows of an excluded account; empty where the table names no accounts."""
    tests = []
    if "account_id" in one.fields:
        tests.append("account_id in (from stage.excluded)")
    if "account_name" in one.fields:
        by_name = "account_name in (from stage.excluded_name)"
        tests.append(f"account_id is null and {by_name}" if "account_id" in one.fields else by_name)
    return " or ".join(tests)


def _by_head(build: Build, staged: list[Staged]) -> None:
    """Lines that name no account go with the head of their order."""
    heads = [one.name for one in staged if one.table == "order_header"]
    orders = " union all ".join(f"select order_id, fault from stage.{name} where fault in (0, {EXCLUDED})"
                                for name in heads)
    for one in staged:
        if not heads or one.table != "order_line" or "order_id" not in one.fields:
            continue
        blank = " and ".join(f"{field} is null" for field in ("account_id", "account_name") if field in one.fields)
        build.run(f"update stage.{one.name} set fault = {EXCLUDED} where fault = 0 and {blank or 'true'} "
                  f"and order_id in (select order_id from ({orders}) group by order_id having min(fault) = {EXCLUDED})")
