"""The rows behind an account's figures: they sum to the figure, and say the file and row they came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.review import KINDS, rows_behind
from kadash.answers.review.rows import EVERY
from kadash.store import Home
from tests.loads.builders import a_line, current, lines_file, loaded


def test_a_row_says_the_file_and_the_row_as_a_spreadsheet_counts_it(tmp_path: Path):
    home = Home(tmp_path / "home")
    loaded(home, lines_file(
        tmp_path, a_line("A1", amount="100"), a_line("B", order="O2"), a_line("A1", order="O3", amount="7")))

    found = rows_behind(Asked(current(home), Scope.everything()), "A1", "order_line")

    assert found.rows[["number", "amount", "file", "row"]].values.tolist() == [
        ["O1", 100.0, "lines.csv", 2], ["O3", 7.0, "lines.csv", 4]]
    assert found.found == 2


def test_the_lines_of_the_last_twelve_months_sum_to_the_revenue_shown(asked: Asked):
    for account, revenue in asked.generation.rows(
            "select account_id, revenue_12m from mart.account where revenue_12m > 0 order by account_id limit 20"):
        found = rows_behind(asked, str(account), "order_line", EVERY)
        assert found.amount == pytest.approx(float(str(revenue)), abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_rows_newest_first_with_file_and_row(asked: Asked, kind: str):
    account = asked.generation.one(f"select account_id from core.{kind} group by 1 order by count(*) desc, 1 limit 1")
    if account is None:
        pytest.skip(f"the sample company exports no {kind}")

    found = rows_behind(asked, str(account[0]), kind, 50)

    assert 0 < len(found.rows) <= 50
    assert found.rows["day"].is_monotonic_decreasing
    assert found.rows["file"].notna().all() and found.rows["row"].ge(2).all()
