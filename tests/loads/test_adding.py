"""A load that only adds a month gives what a whole load gives, row for row; anything else is loaded as a whole."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from kadash.loads import FileGiven
from kadash.loads.adding import allowed
from kadash.loads.settings import RUNS
from kadash.store import Home
from tests.loads.builders import a_file, current, loaded
from tests.loads.same_rows import differences

HEADER = "Customer No.,Order No.,Line No.,Order Date,Product No.,Category,Quantity,List Price,Unit Price,Amount,Cost"
SOME_LINES = 260


def a_month(folder: Path, name: str, first: date, days: int, seed: int, orders_from: int,
            accounts: int = 30) -> FileGiven:
    """Lines of some days; few accounts buy in every one, others now and then; a return now and then."""
    rng = random.Random(seed)
    rows, order = [], orders_from
    while len(rows) < SOME_LINES * days // 400 + 25:
        order += 1
        account, day = f"A{rng.randrange(accounts):03d}", first + timedelta(days=rng.randrange(days))
        for line in range(rng.randint(1, 3)):
            product, quantity = rng.randrange(8), rng.randint(1, 9) * (-1 if rng.random() < .05 else 1)
            price = 10 + 3 * product
            rows.append(f"{account},O{order:06d},{line + 1},{day},P{product},C{product % 3},{quantity},{price + 2},"
                        f"{price},{price * quantity},{price * quantity * .6:.2f}")
    return a_file(folder, name, "\n".join([HEADER, *rows]) + "\n")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("base")
    home = Home(folder / "home")
    accounts = a_file(folder, "accounts.csv", "Customer No.,Customer Name,Industry,Region,Payment Terms (days)\n" + "".join(
        f"A{number:03d},Firm {number},{'Steel' if number % 2 else 'Food'},North,30\n" for number in range(28)))
    invoices = a_file(folder, "invoices.csv", "Customer No.,Invoice No.,Invoice Date,Due Date,Amount,Paid Date\n" + "".join(
        f"A{number:03d},I{number},2026-0{1 + number % 3}-1{number % 9},2026-04-1{number % 9},{100 + number},"
        f"{'2026-04-20' if number % 3 else ''}\n" for number in range(20)))
    loaded(home, a_month(folder, "till_march.csv", date(2025, 1, 3), 450, 1, 0), accounts, invoices, currency="CNY")
    return home


@pytest.fixture
def home(base: Home, tmp_path: Path) -> Home:
    shutil.copytree(base.path, tmp_path / "home")
    return Home(tmp_path / "home")


def both_ways(home: Home, monkeypatch: pytest.MonkeyPatch, *files: FileGiven) -> tuple[list[bool], dict[str, object]]:
    """The files loaded one after another onto the same state by adding and as a whole: what was added, what differs."""
    other, added = Home(home.path.with_name("as_a_whole")), []
    shutil.copytree(home.path, other.path)
    monkeypatch.setattr(allowed, "FROM_LINES", 0)
    for file in files:
        loaded(home, file)
        added.append(RUNS in current(home).settings)
    monkeypatch.setattr(allowed, "FROM_LINES", 10**9)
    for file in files:
        loaded(other, file)
    return added, dict(differences(current(home).path, current(other).path))


def test_months_added_one_after_another_give_the_rows_of_whole_loads(
        home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [a_month(tmp_path, "april.csv", date(2026, 4, 1), 30, 2, 500_000, accounts=34),
             a_month(tmp_path, "may.csv", date(2026, 5, 1), 31, 3, 600_000, accounts=34)]

    added, differ = both_ways(home, monkeypatch, *files)

    assert added == [True, True]
    assert differ == {}
