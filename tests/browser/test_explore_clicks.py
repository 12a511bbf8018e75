"""What only a real browser shows: a dropped file is explored alone, and a click on a cell opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
LIMIT_MS = 60_000


def test_a_dropped_file_is_asked_without_being_loaded(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    file = tmp_path / "towns.csv"
    file.write_text("Town,Sum\nJena,10\nGera,20\nJena,5\n", "utf-8")
    (tmp_path / "home").mkdir()
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{start_app(tmp_path / 'home')}/explore?lang=en")

    page.get_by_text("Explore a file alone").first.click(timeout=LIMIT_MS)
    page.locator("input[type=file]").last.set_input_files(str(file))
    page.wait_for_url("**/explore?*from=file*", timeout=LIMIT_MS)
    expect(page.get_by_text("towns.csv: 3 rows, not loaded")).to_be_visible(timeout=LIMIT_MS)
    rows = page.locator(".st-key-explore_rows input")
    rows.click()
    rows.fill("Town")
    rows.press("Enter")
    page.wait_for_url("**/explore?*rows=c0*", timeout=LIMIT_MS)
    expect(page.get_by_text("Rows by town: Jena brings 67% (2)")).to_be_visible(timeout=LIMIT_MS)

    table = page.locator("[data-testid=stDataFrame] canvas").first
    expect(table).to_be_visible(timeout=LIMIT_MS)
    page.wait_for_timeout(1500)
    table.click(position={"x": 30, "y": 55}, force=True)
    page.wait_for_url("**/explore?*behind=1*", timeout=LIMIT_MS)

    expect(page.get_by_text("2 rows of Dropped file · Town: Jena")).to_be_visible(timeout=LIMIT_MS)
    assert not list((tmp_path / "home").glob("generations/*"))
