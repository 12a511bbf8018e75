"""Relations built part by part of all accounts: the same rows, in the same order, as built at once."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from kadash.marts import parts as cutting
from kadash.marts.parts import Part, parts
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from tests.loads.builders import a_line as a_written_line
from tests.loads.builders import lines_file, taken_in
from tests.marts.builders import Row, a_company, a_line
from tests.marts.test_history_without_hindsight import LAST, a_random_company


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "LINES_A_PART", 10)
    monkeypatch.setattr(cutting, "EVERY", 1)


def lines(*accounts: str) -> list[Row]:
    return [a_line(account_id=account, source_row=row) for row, account in enumerate(accounts, 2)]


@pytest.mark.usefixtures("small_parts")
def test_parts_follow_each_other_and_leave_no_account_out() -> None:
    with a_company(order_line=lines(*["A"] * 10, *["B"] * 3, *["C"] * 12)) as build:
        assert parts(build, "core.order_line") == [Part("", "A"), Part("A", "C"), Part("C", "\U0010ffff")]


@pytest.mark.usefixtures("small_parts")
def test_one_account_with_nearly_all_lines_is_not_cut() -> None:
    with a_company(order_line=lines(*["B"] * 40)) as build:
        assert parts(build, "core.order_line") == [Part("", "B"), Part("B", "\U0010ffff")]


@pytest.mark.usefixtures("small_parts")
def test_where_more_would_be_too_many_they_are_larger() -> None:
    with a_company(order_line=lines(*["A"] * 10, *["B"] * 10, *["C"] * 10, *["D"] * 10)) as build:
        assert len(parts(build, "core.order_line")) == 4
        assert parts(build, "core.order_line", most=2) == [Part("", "B"), Part("B", "\U0010ffff")]


def test_few_lines_are_one_part() -> None:
    with a_company(order_line=lines("A", "B")) as build:
        assert parts(build, "core.order_line") == [Part()]


@pytest.mark.parametrize("with_costs", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_months_in_parts_are_those_at_once(seed: int, with_costs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    company = a_random_company(random.Random(seed))
    numbered = [{**row, "source_row": number} for number, row in enumerate(company["order_line"], 2)]
    tables = {**company, "order_line": numbered} if with_costs else {"order_line": numbered}

    at_once = months(tables)
    monkeypatch.setattr(cutting, "LINES_A_PART", 10)
    monkeypatch.setattr(cutting, "EVERY", 1)
    in_parts = months(tables)

    assert len(at_once) > 20
    assert sorted(map(repr, at_once)) == sorted(map(repr, in_parts))
    assert [row[:1] for row in in_parts] == sorted(row[:1] for row in at_once)


def months(tables: dict[str, list[Row]]) -> list[tuple[object, ...]]:
    """The rows of mart.account_month as they lie in the file."""
    with a_company(**tables) as build:
        build_waist(build, LAST, default_policy())
        return build.rows("select * from mart.account_month order by rowid")


@pytest.mark.usefixtures("small_parts")
def test_order_lines_in_parts_are_all_there_in_their_order(tmp_path: Path) -> None:
    rows = [a_written_line(account=f"A{n % 7}", order=f"O{n:03}", day=f"2026-03-{1 + n % 28:02}", amount=str(100 + n))
            for n in range(60)]

    with taken_in(tmp_path, lines_file(tmp_path, *rows)) as (build, core):
        found = build.rows("select account_id, order_date, order_id, amount from core.order_line order by rowid")

    expected = sorted((f"A{n % 7}", date(2026, 3, 1 + n % 28), f"O{n:03}", 100 + n) for n in range(60))
    assert found == expected
    assert core.entries[0].counts.accepted == 60
