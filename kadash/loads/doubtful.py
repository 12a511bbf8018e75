"""What looks doubtful in the finished core and is left as it is: a person should look at it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType

from kadash.store import Build
from kadash.vocabulary import Finding

_SHOWN = 20
"""Accounts proposed for exclusion and products that are named, the largest first."""
_EXAMPLES = 5
"""Names and order numbers that one finding gives as examples."""
_MOST_LINES = 1_000_000
"""Order numbers are compared across accounts up to so many lines: it needs every line at once."""
_ROUND_A_WORD = r"[\s\d\pP\pS]*"
_KIND_OF_ACCOUNT = r"(?:customers?|accounts?|clients?|sales?|客户|账户|用户|部门?)?"


def doubtful(build: Build, decided: frozenset[str]) -> list[Finding]:
    """Findings on accounts that are none, fees among products, names of several codes, orders of several accounts.

    `decided`: accounts that a person has already kept or taken out.
    """
    return [*_pseudo_accounts(build, decided), *_fees(build), *_names(build), *_orders(build)]


def _pseudo_accounts(build: Build, decided: frozenset[str]) -> list[Finding]:
    """One finding an account whose name says that it is no customer; `amount` is its revenue so far."""
    found = build.rows(
        "select account_id, account_name, count(line.account_id), coalesce(sum(line.amount), 0) from core.account "
        "left join core.order_line line using (account_id) "
        "where regexp_matches(lower(account_name), $pattern) or regexp_matches(lower(account_id), $pattern) "
        "group by all order by 3 desc, 1", pattern=_pattern("account"))
    return [Finding("pseudo_account_proposed", int(str(rows)),
                    MappingProxyType({"account_id": account, "name": name, "amount": amount}))
            for account, name, rows, amount in found if account not in decided][:_SHOWN]


def _fees(build: Build) -> list[Finding]:
    """One finding for all products that are fees or discounts; their lines count like any other."""
    found = build.rows(
        "select coalesce(product_id, product_name), any_value(product_name), count(*), sum(amount) "
        "from (select product_id, product_name, amount from core.order_line "
        "where product_id is not null or product_name is not null) "
        "group by coalesce(product_id, product_name) "
        "having regexp_matches(lower(coalesce(any_value(product_name), '')), $pattern) "
        "or regexp_matches(lower(coalesce(product_id, product_name)), $pattern) "
        "or (any_value(product_name) is null and coalesce(product_id, product_name) in ('D', 'M')) "
        "order by 3 desc, 1", pattern=_pattern("product"))
    if not found:
        return []
    amounts = [Decimal(str(amount)) for _, _, _, amount in found]
    return [Finding("fees_among_products", sum(int(str(rows)) for _, _, rows, _ in found), MappingProxyType({
        "products": _listed((product for product, _, _, _ in found), _SHOWN), "amount": sum(amounts),
    }))]


def _names(build: Build) -> list[Finding]:
    """One finding for all names that several codes share; rows with a code keep it, rows without are an account."""
    found = build.rows(
        "select min(pair.account_name), string_agg(distinct pair.account_id, ', ' order by pair.account_id) "
        "from stage.account_pair pair join stage.account_of_name name using (account_name) "
        "where name.codes > 1 and pair.account_id is not null group by name.account_id order by 1")
    shown = _listed(f"{name} ({ids})" for name, ids in found)
    return [Finding("name_with_several_ids", len(found), MappingProxyType({"names": shown}))] if found else []


def _orders(build: Build) -> list[Finding]:
    """One finding for all order numbers under several accounts; each is an order of each account."""
    lines = build.one("select count(*) from core.order_line")
    if lines is None or int(str(lines[0])) > _MOST_LINES:
        return []
    found = build.rows(
        "select order_id, string_agg(distinct account_id, ', ' order by account_id) from core.order_line semi join "
        "(select order_id from core.order_line where order_id is not null group by order_id "
        "having min(account_id) < max(account_id)) shared using (order_id) group by order_id order by order_id")
    shown = _listed(f"{order} ({accounts})" for order, accounts in found)
    return [Finding("order_under_several_accounts", len(found), MappingProxyType({"orders": shown}))] if found else []


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
