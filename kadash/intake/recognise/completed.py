"""A table whose headers are known but for one column it must have: the one that is left is looked for by its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kadash.intake.recognise.assign import Assignment, Use, assign
from kadash.intake.recognise.batch_keys import BatchKeys
from kadash.intake.recognise.choose import Choice
from kadash.intake.recognise.columns import Columns
from kadash.intake.recognise.content import KNOWN, STRENGTH
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.patterns import names_a_measure, names_another_entity
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES, Shape
from kadash.intake.recognise.words import split_words
from kadash.intake.text_table import TextTable
from kadash.vocabulary import TABLES

_SURE = 0.9
_FEWEST_TELLS = 2
_CONFIDENCE = 0.5
_ALONE = frozenset({"order_line", "account", "product", "exchange_rate", "service_delivery"})
"""Order lines are completed by themselves; the others have nothing but their key."""


def completed(table: TextTable, profiles: Sequence[Profile], keys: BatchKeys, latest: date) -> Choice | None:
    """The one table of which all but one thing is known by name, with the column that is left for it; else None."""
    found = []
    for name in SHAPES:
        if name not in _ALONE and (each := _completed(name, table, profiles, keys, latest)):
            found.append(each)
    return Choice(found[0], (), _CONFIDENCE) if len(found) == 1 else None


def _completed(
    name: str, table: TextTable, profiles: Sequence[Profile], keys: BatchKeys, latest: date
) -> Assignment | None:
    uses = {field: use for field, use in assign(name, table.header, profiles, {}).uses.items() if use.strength > KNOWN}
    shape = SHAPES[name][0]
    missing = [group for group in shape.needs if not any(field in uses for field in group)]
    if len(missing) != 1 or _tells(shape, uses) < _FEWEST_TELLS:
        return None
    used = {use.index for use in uses.values()}
    free = frozenset(index for index, header in enumerate(table.header) if index not in used and _is_free(header))
    found = _left_for(missing[0], name, Columns.of(table, profiles, latest, free), keys)
    return Assignment(name, uses | found, shape, 0.0) if found else None


def _tells(shape: Shape, uses: Mapping[str, Use]) -> int:
    return sum(field in uses and uses[field].strength > _SURE for field in shape.tells)


def _is_free(header: str) -> bool:
    """Whether nothing is known of the header: a known one means what it says."""
    return not (meanings_of(header) or names_another_entity(split_words(header)) or names_a_measure(header))


def _left_for(group: Sequence[str], name: str, columns: Columns, keys: BatchKeys) -> dict[str, Use]:
    """The only free column that can be what is missing: a shared key for the account, a date, a sum."""
    if group == ACCOUNT:
        shared = [(field, keys.column(columns, field)) for field in ACCOUNT]
        return {field: Use(index, STRENGTH) for field, index in shared if index is not None}
    if len(group) != 1:
        return {}
    kind = TABLES[name][group[0]]
    fitting = columns.full_dates() if kind == "date" else columns.money() if kind == "money" else []
    return {group[0]: Use(fitting[0], STRENGTH)} if len(fitting) == 1 else {}
