"""All text tables of a batch to their readings, together: what one file is helps to tell what the others are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from kadash.intake.reading import Reading, fingerprint
from kadash.intake.recognise.assign import Assignment, Boosts
from kadash.intake.recognise.choose import Choice, choose
from kadash.intake.recognise.evidence import column_values
from kadash.intake.recognise.marks import mark_reading
from kadash.intake.recognise.profile import profiles
from kadash.intake.recognise.shapes import ACCOUNT, SHAPES
from kadash.intake.recognise.staff import staff_reading
from kadash.intake.recognise.unnamed import File, explained
from kadash.intake.recognise.words import compact
from kadash.intake.recognise.write_reading import reading_of
from kadash.intake.text_table import TextTable

_KEYS = ("account_id", "product_id", "order_id")
_SAME_NAME = 0.3
_LINES = SHAPES["order_line"][1]


def recognise(tables: Sequence[TextTable], as_of_load: date) -> list[Reading]:
    """A reading for each table, in their order; one that cannot be used has no table and says why."""
    alone = [_alone(table) for table in tables]
    names = _key_names(alone)
    lines_apart = any(_is_lines_only(file) for file in alone)
    together = [replace(file, choice=_chosen(file, names, lines_apart)) for file in alone]
    known = explained(together, as_of_load)
    accounts = cache(lambda: _listed_accounts(known))
    sure = {fingerprint(file.table): file.choice.best for file in known if file.choice.best and not file.choice.rivals}
    settled = [_like_its_twin(file, sure) for file in known]
    lines = any(best.table == "order_line" for best in sure.values())
    return [_marks(file) or reading_of(file.table, file.profiles, file.choice, as_of_load, accounts,
                                       lines_elsewhere=lines) for file in settled]


def _marks(file: File) -> Reading | None:
    reading = mark_reading(file.table, file.profiles) if file.is_open else None
    return reading or (staff_reading(file.table, file.profiles) if file.choice.best is None else None)


def _like_its_twin(file: File, sure: Mapping[str, Assignment]) -> File:
    """A file in doubt is what another one with the same headers is sure to be (its name says it, for instance)."""
    twin = sure.get(fingerprint(file.table)) if file.choice.rivals else None
    same = next((one for one in _candidates(file.choice) if twin is not None and one.table == twin.table), None)
    return replace(file, choice=replace(file.choice, best=same, rivals=())) if same is not None else file


def _candidates(choice: Choice) -> tuple[Assignment, ...]:
    return (*((choice.best,) if choice.best else ()), *choice.rivals)


def _listed_accounts(batch: Sequence[File]) -> frozenset[str]:
    """Numbers and names of the accounts that the batch's lists of accounts have."""
    found: set[str] = set()
    for file in batch:
        best = file.choice.best
        if best is not None and best.table == "account":
            found = found.union(*column_values(
                file.table, [best.uses[field].index for field in ACCOUNT if field in best.uses]))
    return frozenset(found)


def _alone(table: TextTable) -> File:
    seen = profiles(table)
    return File(table, seen, choose(table, seen, {}, frozenset()))


def _chosen(file: File, names: Mapping[str, set[str]], lines_apart: bool) -> Choice:
    """What the file is by its headers, in the light of those of the others."""
    heads = lines_apart and _is_heads_only(file)
    ruled_out = frozenset({"order_line"}) if heads else frozenset()
    return choose(file.table, file.profiles, _boosts(file, names), ruled_out)


def _key_names(batch: Sequence[File]) -> dict[str, set[str]]:
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


def _boosts(file: File, names: Mapping[str, set[str]]) -> Boosts:
    return {
        (index, field): _SAME_NAME
        for index, name in enumerate(file.table.header) for field in _KEYS if compact(name) in names[field]
    }


def _is_lines_only(file: File) -> bool:
    """Lines that rest on heads: no account and no date of their own."""
    best = file.choice.best
    if best is None or best.table != "order_line":
        return False
    return best.shape is _LINES and not {"account_id", "account_name", "order_date"} <= best.uses.keys()


def _is_heads_only(file: File) -> bool:
    """Orders with a total but without products: beside lines kept apart, the total would count twice."""
    best = file.choice.best
    return best is not None and best.table == "order_line" and "order_id" in best.uses and not (
        {"product_id", "product_name", "quantity", "line_no"} & best.uses.keys())
