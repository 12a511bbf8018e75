"""Which of several customers of a row is the account: asked, unless their values or the list of accounts settle it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kadash.intake.reading import Column, ColumnHints, Question
from kadash.intake.recognise.doubt_shown import shown_cells
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.roles import Role, customers_by_role, says_the_same
from kadash.intake.text_table import TextTable

_USUAL: tuple[Role, ...] = ("ordered", "customer", "billed", "pays", "receives", "uses")
"""Who is taken where nobody says: whoever ordered. In all tables of a company the account must be the same one."""
_LISTED, _NOT_LISTED = 0.9, 0.5
_FIELDS = ("account_id", "account_name")
Option = tuple[Column, ...]


def account_question(
    table: TextTable, profiles: Sequence[Profile], taken_for: str, columns: Sequence[Column],
    accounts: Callable[[], frozenset[str]],
) -> tuple[Question | None, bool]:
    """The question, and whether the data has settled it for `chosen`; None where there is only one customer."""
    has_account = any(column.table == taken_for and column.field in _FIELDS for column in columns)
    roles = _distinct(table, customers_by_role(table)) if has_account and taken_for != "account" else {}
    if len(roles) < 2:
        return None, False
    options = [_option(table, profiles, taken_for, roles[role], columns) for role in roles]
    return _question(profiles, options, accounts())


def _distinct(table: TextTable, found: Mapping[Role, Mapping[str, int]]) -> dict[Role, Mapping[str, int]]:
    """Roles, first the one to take, without those that hold the values of an earlier one in nearly every row."""
    kept: dict[Role, Mapping[str, int]] = {}
    for role in _USUAL:
        if role in found and not any(_alike(table, found[role], other) for other in kept.values()):
            kept[role] = found[role]
    return _one_party(kept)


def _one_party(roles: dict[Role, Mapping[str, int]]) -> dict[Role, Mapping[str, int]]:
    """Who ordered and the customer are one where one has only a number and the other only a name."""
    first, second = roles.get("ordered"), roles.get("customer")
    if first is None or second is None or first.keys() & second.keys():
        return roles
    merged: dict[Role, Mapping[str, int]] = {"ordered": {**first, **second}}
    return merged | {role: each for role, each in roles.items() if role not in ("ordered", "customer")}


def _alike(table: TextTable, one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    both = [field for field in _FIELDS if field in one and field in other]
    return any(says_the_same(table, one[field], other[field]) for field in both)


def _question(
    profiles: Sequence[Profile], options: Sequence[Option], accounts: frozenset[str]
) -> tuple[Question, bool]:
    choices = tuple(option[0].header for option in options)
    listed = [_share_listed(profiles, option, accounts) for option in options]
    known = [choice for choice, part in zip(choices, listed, strict=True) if part >= _LISTED]
    is_settled = len(known) == 1 and sum(part > _NOT_LISTED for part in listed) == 1
    chosen = known[0] if is_settled else choices[0]
    facts = MappingProxyType({"column": chosen, "others": ", ".join(c for c in choices if c != chosen)})
    indexes = tuple(column.index for column in options[choices.index(chosen)])
    previews = shown_cells(options)
    return Question("account_role", choices, chosen, indexes[:1], facts, previews, tuple(options)), is_settled


def _option(
    table: TextTable, profiles: Sequence[Profile], taken_for: str, role: Mapping[str, int], now: Sequence[Column]
) -> Option:
    """The columns of a role: as they are read now, if they are, else as they would be."""
    current = {column.field: column for column in now if column.index in role.values() and column.field in _FIELDS}
    found = [*current.values()]
    for field, index in role.items():
        if field in current:
            continue
        hints = ColumnHints(plain=True, point_zero=field == "account_id" and profiles[index].point_zero > 0.9)
        samples = [*dict.fromkeys(profiles[index].values)][:3] + ["", "", ""]
        three = (samples[0], samples[1], samples[2])
        found.append(Column(index, table.header[index], taken_for, field, hints, 0.9, three))
    return tuple(sorted(found, key=lambda column: column.index))


def _share_listed(profiles: Sequence[Profile], option: Option, accounts: frozenset[str]) -> float:
    """The largest share of the values of one of the option's columns that the list of accounts has."""
    shares = [0.0]
    for column in option:
        values = set(profiles[column.index].values)
        shares.append(sum(value in accounts for value in values) / len(values) if values else 0.0)
    return max(shares)
