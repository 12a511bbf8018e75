"""The catalogue goes out as TOML and comes back the same; a file that cannot be used has all its faults named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.loads.catalogue import (
    catalogue_change,
    catalogue_in_use,
    keep_catalogue,
    keep_service,
    last_import,
    seen_entries,
    take_back_import,
)
from kadash.services import Catalogue, catalogue
from kadash.services.in_force import in_force, service_body
from kadash.services.pairs import with_pairs_as_terms
from kadash.services.toml import catalogue_of_toml, catalogue_toml
from kadash.store import Home

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


def renamed(service_id: str, name: str) -> Catalogue:
    """The shipped catalogue with one service under another English name."""
    text = catalogue_toml(catalogue())
    before = catalogue().service(service_id).name.en
    found = catalogue_of_toml(text.replace(f'en = "{before}"', f'en = "{name}"', 1), "own.toml")
    assert isinstance(found, Catalogue)
    return found


def test_a_catalogue_comes_back_as_it_went_out() -> None:
    assert catalogue_of_toml(catalogue_toml(catalogue()), "own.toml") == catalogue()


def test_every_fault_is_named_by_its_service() -> None:
    text = """
[[service]]
id = "loan"
name = { en = "Loan" }
core_idea = "please"
minimum_term_months = -1
[[service]]
id = "Two Words"
"""

    found = catalogue_of_toml(text, "own.toml")

    assert not isinstance(found, Catalogue)
    assert {(one.where, one.code) for one in found} >= {
        ("service.loan.name.zh", "missing"), ("service.loan.core_idea", "choice"), ("service.loan.cost", "missing"),
        ("service.loan.minimum_term_months", "at_least"), ("service.Two Words.id", "pattern"),
        ("service.Two Words.hours", "missing")}


def test_a_catalogue_is_kept_service_by_service_and_back_again(tmp_path: Path) -> None:
    home, first = Home(tmp_path), catalogue().services[0].id
    wanted = renamed(first, "Another name")
    fewer = Catalogue(service=wanted.services[:-1])
    last = catalogue().services[-1].id

    kept = keep_catalogue(home, fewer, seen_entries(home), file="own.toml", who="li", at=AT)

    assert kept == 2
    assert catalogue_in_use(home).service(first).name.en == "Another name"
    assert last not in [one.id for one in catalogue_in_use(home).services]
    keep_catalogue(home, catalogue(), seen_entries(home), file="own.toml", who="li", at=AT)
    assert catalogue_in_use(home).services == catalogue().services


def test_an_import_is_taken_back_but_for_what_somebody_edited_since(tmp_path: Path) -> None:
    home, first, last = Home(tmp_path), catalogue().services[0].id, catalogue().services[-1].id
    fewer = Catalogue(service=renamed(first, "Another name").services[:-1])
    keep_catalogue(home, fewer, seen_entries(home), file="own.toml", who="li", at=AT)
    keep_service(home, renamed(first, "A third name").service(first), who="wang", at=AT)

    back = take_back_import(home, who="li", at=AT)

    assert back == 1
    assert catalogue_in_use(home).service(first).name.en == "A third name"
    assert last in [one.id for one in catalogue_in_use(home).services]
    assert last_import(home) is None


def test_nothing_is_kept_where_somebody_edited_one_of_the_services_meanwhile(tmp_path: Path) -> None:
    home, first = Home(tmp_path), catalogue().services[0].id
    seen, wanted = seen_entries(home), renamed(first, "Another name")
    keep_service(home, wanted.service(first), who="wang", at=AT)
    mine = renamed(first, "My name")

    with pytest.raises(KadashError) as refused:
        keep_catalogue(home, mine, seen, file="own.toml", who="li", at=AT)

    assert refused.value.facts["author"] == "wang"
    assert catalogue_in_use(home).service(first).name.en == "Another name"


def test_a_change_tells_what_is_added_changed_and_retired() -> None:
    wanted = renamed(catalogue().services[0].id, "Another name")
    fewer = Catalogue(service=wanted.services[:-1])

    found = catalogue_change(catalogue(), fewer)

    assert (found.added, found.changed, found.retired) == (
        (), (catalogue().services[0].id,), (catalogue().services[-1].id,))


def test_what_a_file_says_is_cheaper_together_holds_though_services_are_kept_one_by_one() -> None:
    first, second, *_ = catalogue().together
    lost = catalogue().together[-1].services
    other = first.model_copy(update={"cost_share": 0.5})
    found = catalogue_of_toml(catalogue_toml(Catalogue(
        service=catalogue().services, together=(other, *catalogue().together[1:-1]))), "own.toml")
    assert isinstance(found, Catalogue)

    kept = with_pairs_as_terms(found, catalogue())
    again = in_force({one.id: service_body(one) for one in kept.services if one != catalogue().service(one.id)})

    assert len(catalogue_change(catalogue(), kept).changed) == 2
    assert [again.cost_share(*pair) for pair in (first.services, second.services, lost)] == [
        0.5, second.cost_share, 1.0]
    assert with_pairs_as_terms(catalogue(), catalogue()) == catalogue()
