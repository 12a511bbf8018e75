"""The workbook of a what-if, taken away by a click: what it adds up to is what the engine says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from kadash.answers.what_if import what_if
from kadash.scenarios import Levers
from tests.reviews.builders import a_trading_company, asked_of, published

pytestmark = pytest.mark.browser

LIMIT_MS = 30_000


def test_a_click_takes_the_workbook_of_the_scenario_in_the_address(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    told = what_if(asked_of(published(tmp_path / "home", **a_trading_company())), Levers(retention=0.05))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{start_app(tmp_path / 'home')}/what-if?lang=en&view=saved&levers=retention=5pt")

    with page.expect_download(timeout=LIMIT_MS) as taken:
        page.get_by_role("button", name="Workbook (XLSX)").click(timeout=LIMIT_MS)
    taken.value.save_as(tmp_path / "taken.xlsx")

    assert taken.value.suggested_filename == "what-if.xlsx"
    sheet = load_workbook(tmp_path / "taken.xlsx", data_only=True)["Scenario"]
    rows = {row[0].value: [cell.value for cell in row[1:3]] for row in sheet.iter_rows() if row[0].value}
    assert told is not None
    assert rows["Customer equity"] == pytest.approx(
        [told.outcome.base.customer_equity, told.outcome.scenario.customer_equity], abs=0.005)
