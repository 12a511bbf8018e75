"""All text tables of a batch to their readings, together: what one file is helps to tell what the others are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kadash.intake.reading import Reading
from kadash.intake.recognise.assign import Boosts
from kadash.intake.recognise.choose import Choice, choose
from kadash.intake.recognise.content import by_content
from kadash.intake.recognise.profile import Profile, profiles
from kadash.intake.recognise.shapes import SHAPES
from kadash.intake.recognise.words import compact
from kadash.intake.recognise.write_reading import reading_of
from kadash.intake.text_table import TextTable

_KEYS = ("account_id", "product_id", "order_id")
_SAME_NAME = 0.3
_LINES = SHAPES["order_line"][1]


@dataclass(frozen=True)
class _File:
    """A text table, what its columns look like, and what it was taken for when looked at alone."""

    table: TextTable
    profiles: tuple[Profile, ...]
    choice: Choice


def recognise(tables: Sequence[TextTable], as_of_load: date) -> list[Reading]:
    """A reading for each table, in their order; one that cannot be used has no table and says why."""
    alone = [_alone(table) for table in tables]
    names = _key_names(alone)
    lines_apart = any(_is_lines_only(file) for file in alone)
    return [_reading(file, alone, names, lines_apart, as_of_load) for file in alone]


def _alone(table: TextTable) -> _File:
    seen = profiles(table)
    return _File(table, seen, choose(table, seen, {}, frozenset()))


def _reading(
    file: _File, batch: Sequence[_File], names: Mapping[str, set[str]], lines_apart: bool, latest: date
) -> Reading:
    boosts = _boosts(file, names)
    heads = lines_apart and _is_heads_only(file)
    choice = choose(file.table, file.profiles, boosts, frozenset({"order_line"}) if heads else frozenset())
    if choice.best is None and (found := by_content(file.table, file.profiles, choice, _tables_of(batch, file))):
        choice = found
    return reading_of(file.table, file.profiles, choice, latest)


def _tables_of(batch: Sequence[_File], file: _File) -> list[tuple[TextTable, Choice]]:
    return [(other.table, other.choice) for other in batch if other is not file]


def _key_names(batch: Sequence[_File]) -> dict[str, set[str]]:
    """Names under which files with events or lines hold each key: a list of accounts with the same name is theirs."""
    found: dict[str, set[str]] = {field: set() for field in _KEYS}
    for file in batch:
        best = file.choice.best
        if best is None or best.table in ("account", "product"):
            continue
        for field in _KEYS:
            if field in best.uses:
                found[field].add(compact(file.table.header[best.uses[field].index]))
    return found


def _boosts(file: _File, names: Mapping[str, set[str]]) -> Boosts:
    return {
        (index, field): _SAME_NAME
        for index, name in enumerate(file.table.header) for field in _KEYS if compact(name) in names[field]
    }


def _is_lines_only(file: _File) -> bool:
    """Lines that rest on heads: no account and no date of their own."""
    best = file.choice.best
    if best is None or best.table != "order_line":
        return False
    return best.shape is _LINES and not {"account_id", "account_name", "order_date"} <= best.uses.keys()


def _is_heads_only(file: _File) -> bool:
    """Orders with a total but without products: beside lines kept apart, the total would count twice."""
    best = file.choice.best
    return best is not None and best.table == "order_line" and "order_id" in best.uses and not (
        {"product_id", "product_name", "quantity", "line_no"} & best.uses.keys())
