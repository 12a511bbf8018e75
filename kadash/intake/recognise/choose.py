"""Which canonical table a file is: the one whose needs are met and that explains most, or none and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kadash.intake.recognise.assign import Assignment, Boosts, assign
from kadash.intake.recognise.patterns import is_ledger, names_a_customer, names_a_supplier, names_another_entity
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES
from kadash.intake.recognise.staff import is_staff
from kadash.intake.recognise.words import split_words
from kadash.intake.text_table import TextTable
from kadash.vocabulary import TABLES

_KEY_DISTINCT = 0.9
_NO_KEY, _NO_LIST, _LEAST = 4.0, 8.0, 1.5
_LABEL = 1.0
_FULL_MARKS = 8.0
_CLOSE, _MOST_ASKED = 1.0, 3
_SURE_ENOUGH, _SURE = 0.5, 0.9
_UNKNOWN = "unused_unknown"
_ESSENTIAL = frozenset({"account", "date", "amount"})
_FEWEST_SUMS = 2
_AGE = re.compile(r"\d+ ?[-–~至] ?\d+|(?:>|over|more than|超过|大于) ?\d+|\d+ ?(?:\+|天以上)", re.I)
_EVENT_EACH = 2.5
_DESCRIPTIVE = ("industry", "region", "declared_class", "credit_limit", "payment_terms_days", "annual_wallet")
_EVENTS = ("service_event", "payment", "quote")


@dataclass(frozen=True)
class Choice:
    """The assignment chosen (None: the file is not used, `why` says why), those close to it, and how sure that is."""

    best: Assignment | None
    rivals: tuple[Assignment, ...]
    confidence: float
    why: str | None = None


def choose(table: TextTable, profiles: Sequence[Profile], boosts: Boosts, without: frozenset[str]) -> Choice:
    """The best canonical table for a file; `without` names tables that other files of the batch rule out."""
    tried = {name: assign(name, table.header, profiles, boosts) for name in SHAPES if name not in without}
    sales = tried.get("order_line")
    scores = {name: _score(each, table, profiles, sales) for name, each in tried.items() if each.complete}
    if "account" in scores and _describes_accounts(tried["account"], profiles):
        scores |= {name: scores[name] - _EVENT_EACH for name in _EVENTS if name in scores}
    ranked = sorted((name for name in scores if scores[name] > _LEAST), key=lambda name: -scores[name])
    if ranked[:1] == ["account"] and _is_sums_by_age(tried["account"], table):
        return Choice(None, (), 0.5, _why(tried, ()))
    if "account" in ranked[:1] and _is_about_somebody_else(tried["account"], table, profiles):
        return Choice(None, (), 0.9, "unused_reference")
    if not ranked:
        return Choice(None, (), 0.5, _why(tried, profiles))
    best = ranked[0]
    if is_ledger(table.header):
        return Choice(None, (), 0.9, "unused_ledger")
    if best not in ("account", "product") and _is_bought(table, profiles):
        return Choice(None, (), 0.9, "unused_purchases")
    second = ranked[1] if len(ranked) > 1 else None
    ahead = scores[best] - (scores[second] if second else 0.0)
    confidence = (0.5 + 0.5 * min(1.0, scores[best] / _FULL_MARKS)) * (0.6 + 0.4 * min(ahead / 3.0, 1.0))
    rivals = tuple(tried[name] for name in ranked[1:_MOST_ASKED]
                   if scores[best] - scores[name] < _CLOSE and _explains_as_much(tried[name], tried[best]))
    return Choice(tried[best], rivals, round(max(confidence, 0.05), 2))


def _explains_as_much(rival: Assignment, best: Assignment) -> bool:
    """Whether every column that is sure to be a field of the best table is a field of the other, too."""
    sure = {use.index for use in best.uses.values() if use.strength > _SURE}
    return sure <= {use.index for use in rival.uses.values()}


def _score(found: Assignment, table: TextTable, profiles: Sequence[Profile], sales: Assignment | None) -> float:
    shape = found.shape
    if shape is None:
        return 0.0
    score = found.score
    keys = [profiles[found.uses[field].index] for field in shape.key if field in found.uses]
    if keys and max(key.distinct for key in keys) < _KEY_DISTINCT and found.table in ("account", "product"):
        score -= _NO_KEY
    score -= _NO_LIST * _looks_like_sales(found, sales)
    label = f"{table.file} {table.sheet or ''}".lower()
    return score + (_LABEL if any(word in label for word in shape.label) else 0.0)


def _looks_like_sales(found: Assignment, sales: Assignment | None) -> bool:
    """A date of sale or a quantity beside an amount or price: rows are events, not a list of accounts or products."""
    if sales is None or found.table not in ("account", "product"):
        return False
    sure = {field for field, use in sales.uses.items() if use.strength > 0.9}
    return "order_date" in sure and bool(sure & {"quantity", "amount", "amount_with_tax", "unit_price"})


def _describes_accounts(found: Assignment, profiles: Sequence[Profile]) -> bool:
    """Whether every row has its own account number, and says what the account is: a list, not what happened to them."""
    number = found.uses.get("account_id")
    said = [field for field in _DESCRIPTIVE if field in found.uses and found.uses[field].strength > 0.9]
    return number is not None and profiles[number.index].distinct == 1 and len(said) > 1


def _is_sums_by_age(found: Assignment, table: TextTable) -> bool:
    """Whether nothing of an account is there but its name, beside sums by age: 1-30 days, over 90, 31~60天."""
    ages = [name for name in table.header if _AGE.search(name)]
    return found.uses.keys() <= {*ACCOUNT} and len(ages) >= _FEWEST_SUMS


def _is_about_somebody_else(found: Assignment, table: TextTable, profiles: Sequence[Profile]) -> bool:
    """A list of suppliers, shippers or our own people: names, but the number in every row is somebody else's."""
    if "account_id" in found.uses:
        return False
    if is_staff(table, profiles):
        return True
    return any(
        names_another_entity(split_words(name)) and profiles[index].distinct >= _KEY_DISTINCT
        for index, name in enumerate(table.header)
    )


def _is_bought(table: TextTable, profiles: Sequence[Profile]) -> bool:
    """Whether rows tell what we bought: from whom they say, to whom they do not."""
    suppliers = [index for index, name in enumerate(table.header) if names_a_supplier(name)]
    told_apart = any(profiles[index].count > 1 for index in suppliers)
    return told_apart and not any(names_a_customer(name) for name in table.header)


def _why(tried: Mapping[str, Assignment], profiles: Sequence[Profile]) -> str:
    """What a file that has two of account, date and money lacks; otherwise that nothing in it is known.

    Beside an amount, days are seen by their cells, too: a header that nobody listed hides no day.
    """
    days = frozenset({"date"} if any(profile.dates > _SURE and profile.filled > _SURE for profile in profiles) else ())
    had = [_has(found) for found in tried.values()]
    best = max((known | days if "amount" in known else known for known in had), key=len, default=frozenset())
    lacking = _ESSENTIAL - best
    return f"unused_no_{next(iter(lacking))}" if len(lacking) == 1 else _UNKNOWN


def _has(found: Assignment) -> frozenset[str]:
    """Which of account, date and amount the columns of a table are sure to give."""
    sure = {field for field, use in found.uses.items() if use.strength > _SURE_ENOUGH}
    kinds = {TABLES[found.table][field] for field in sure}
    known = {"account": bool(sure & {*ACCOUNT}), "date": "date" in kinds, "amount": bool(kinds & {"money", "price"})}
    return frozenset(name for name, is_there in known.items() if is_there)
