"""What a company sets for all its readers is kept, can be refused, and never hides a page."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.language import Company, FiscalYear, words_in
from kadash.loads.company import checked_names, company_in_use, company_of, keep_company, words_for
from kadash.store import Home

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
SHIPPED = {language: words_in(language) for language in ("en", "zh")}


def names(**wanted: str) -> dict[str, dict[str, str]]:
    return {f"value_tier.{layer}": {"en": name} for layer, name in wanted.items()}


def test_what_was_set_is_what_every_reader_gets(tmp_path: Path) -> None:
    company = Company(FiscalYear(4), "thousands", names(platinum="Crown"))

    keep_company(Home(tmp_path), company, who="li", at=AT)

    assert company_in_use(Home(tmp_path)) == company
    assert words_for(Home(tmp_path), "en")("layer.value_tier.platinum") == "Crown"


def test_two_people_who_set_at_once_are_told_of_each_other(tmp_path: Path) -> None:
    home = Home(tmp_path)
    first = keep_company(home, Company(FiscalYear(4)), who="li", at=AT, expected=0)
    keep_company(home, Company(FiscalYear(7)), who="wang", at=AT, expected=first.entry_id)

    with pytest.raises(KadashError) as refused:
        keep_company(home, Company(FiscalYear(10)), who="li", at=AT, expected=first.entry_id)

    assert (refused.value.code, refused.value.facts["author"]) == ("entry_changed", "wang")
    assert company_in_use(home).fiscal_year == FiscalYear(7)


@pytest.mark.parametrize("body", [None, "x", {"fiscal_first_month": 13, "money_unit": "dozens", "layer_names": 3}])
def test_an_entry_that_cannot_be_read_is_as_shipped(body: object) -> None:
    assert company_of(body) == Company()


def test_an_entry_that_a_disk_spoilt_leaves_everything_as_shipped_and_says_which_it_is(tmp_path: Path) -> None:
    home = Home(tmp_path)
    entry = keep_company(home, Company(FiscalYear(4)), who="li", at=AT)
    with sqlite3.connect(home.journal().path) as journal:
        journal.execute("update entry set body = '{\"fiscal_first' where entry_id = ?", (entry.entry_id,))

    assert company_in_use(home) == Company(spoilt_entry=entry.entry_id)

    keep_company(home, Company(FiscalYear(7)), who="li", at=AT)
    assert company_in_use(home) == Company(FiscalYear(7))


def test_only_names_that_say_something_new_are_kept() -> None:
    wanted = names(platinum="  Crown   accounts ", gold="Gold", iron="")

    assert checked_names(wanted, SHIPPED) == {"value_tier.platinum": {"en": "Crown accounts"}}


@pytest.mark.parametrize(("wanted", "code"), [
    (names(platinum="gold"), "layer_name_twice"),
    (names(platinum="One", gold="one"), "layer_name_twice"),
    (names(platinum="x" * 25), "layer_name_long"),
    (names(platinum="<b>Crown</b>"), "layer_name_signs"),
])
def test_a_name_that_cannot_be_used_is_refused(wanted: dict[str, dict[str, str]], code: str) -> None:
    with pytest.raises(KadashError) as refused:
        checked_names(wanted, SHIPPED)

    assert refused.value.code == code
