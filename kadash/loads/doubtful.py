"""What looks doubtful in the finished core and is left as it is: a person should look at it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType

from kadash.loads.core import order_runs
from kadash.store import Build, sql_text
from kadash.vocabulary import Finding

_SHOWN = 20
"""Accounts proposed for exclusion and products that are named, the largest first."""
_EXAMPLES = 5
"""Names and order numbers that one finding gives as examples."""
_ROUND_A_WORD = r"[\s\d\pP\pS]*"
_KIND_OF_ACCOUNT = r"(?:customers?|accounts?|clients?|sales?|客户|账户|用户|部门?)?"


def doubtful(build: Build, decided: frozenset[str]) -> list[Finding]:
    """Findings on accounts that are none, fees among products, names of several codes, orders of several accounts.

    `decided`: accounts that a person has already kept or taken out.
    """
    return [*_pseudo_accounts(build, decided), *_fees(build), *_names(build), *_orders(build)]


def _pseudo_accounts(build: Build, decided: frozenset[str]) -> list[Finding]:
    """One finding an account whose name says that it is no customer; `amount` is its revenue so far."""
    found = build.rows(sql_text("kadash.loads.sql", "pseudo_accounts.sql"), pattern=_pattern("account"))
    return [Finding("pseudo_account_proposed", int(str(rows)),
                    MappingProxyType({"account_id": account, "name": name, "amount": amount}))
            for account, name, rows, amount in found if account not in decided][:_SHOWN]


def _fees(build: Build) -> list[Finding]:
    """One finding for all products that are fees or discounts; their lines count like any other."""
    found = build.rows(sql_text("kadash.loads.sql", "fees_among_products.sql"), pattern=_pattern("product"))
    if not found:
        return []
    amounts = [Decimal(str(amount)) for _, _, amount in found]
    return [Finding("fees_among_products", sum(int(str(rows)) for _, rows, _ in found), MappingProxyType({
        "products": _listed((product for product, _, _ in found), _SHOWN), "amount": sum(amounts),
    }))]


def _names(build: Build) -> list[Finding]:
    """One finding for all names that several codes share; rows with a code keep it, rows without are an account."""
    found = build.rows(sql_text("kadash.loads.sql", "names_of_several_codes.sql"))
    shown = _listed(f"{name} ({ids})" for name, ids in found)
    return [Finding("name_with_several_ids", len(found), MappingProxyType({"names": shown}))] if found else []


def _orders(build: Build) -> list[Finding]:
    """One finding for all order numbers under several accounts; each is an order of each account."""
    if order_runs(build, "together", "not shared"):
        return []
    found = build.rows(sql_text("kadash.loads.sql", "orders_of_several_accounts.sql"), most=_EXAMPLES)
    if not found:
        return []
    numbers = int(str(found[0][2]))
    shown = "; ".join(f"{order} ({accounts})" for order, accounts, _ in found)
    return [Finding("order_under_several_accounts", numbers, MappingProxyType({
        "orders": shown + ("; …" if numbers > len(found) else ""),
    }))]


def _listed(texts: Iterable[object], most: int = _EXAMPLES) -> str:
    """The first texts, and an ellipsis where there are more."""
    every = [str(text) for text in texts]
    return "; ".join(every[:most]) + ("; …" if len(every) > most else "")


@cache
def _pattern(what: str) -> str:
    """A regular expression (RE2) for names in lower case that contain or are one of the listed words."""
    words: dict[str, list[str]] = {"whole": [], "inside": [], "end": []}
    text = resources.files("kadash.loads").joinpath("doubtful_words.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["what"] == what:
            words[row["how"]].append(re.escape(row["word"]))
    whole = f"^{_ROUND_A_WORD}(?:{'|'.join(words['whole'])}){_ROUND_A_WORD}{_KIND_OF_ACCOUNT}{_ROUND_A_WORD}$"
    end = rf"(?:^|[\s\pP\p{{Han}}])(?:{'|'.join(words['end'])})[\s\pP]*$" if words["end"] else ""
    return "|".join(part for part in (whole, *words["inside"], end) if part)
