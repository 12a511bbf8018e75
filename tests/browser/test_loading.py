"""A load in a real browser: found again after a reload and in a second tab, named by its stage, and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kadash.loads import job_state, start_job
from kadash.loads.inbox import inbox
from kadash.loads.lock import one_load_at_a_time
from kadash.store import Home

LOOK_LIMIT_MS, LOAD_LIMIT_MS = 40_000, 240_000
ROWS = "Customer No.,Order No.,Order Date,Amount\nA1,O1,2026-01-05,100.10\nA2,O2,2026-02-07,50.05\n"

pytestmark = pytest.mark.browser


def test_a_waiting_load_is_found_after_a_reload_and_in_a_second_tab_and_can_be_cancelled(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    address = start_app(home.path)
    with one_load_at_a_time(home, "Ana"):
        job_id = start_job(home, "sample", {"today": "2026-10-01", "who": "Li", "dialect": "en"})
        first, second = browser.new_page(), browser.new_page()
        first.goto(f"{address}/data?lang=en")
        expect(first.get_by_text("The load of Ana, begun at")).to_be_visible(timeout=LOOK_LIMIT_MS)

        first.reload()
        second.goto(f"{address}/data?lang=zh")

        expect(first.get_by_text("Opening the sample company, started by Li")).to_be_visible(timeout=LOOK_LIMIT_MS)
        expect(second.get_by_text("Ana 于")).to_be_visible(timeout=LOOK_LIMIT_MS)
        second.get_by_role("button", name="取消").click()
        expect(second.get_by_text("已取消")).to_be_visible(timeout=LOOK_LIMIT_MS)
        expect(first.get_by_text("Cancelled. What was loaded before")).to_be_visible(timeout=LOOK_LIMIT_MS)
    state = job_state(home, job_id)
    assert state is not None and state.outcome == "cancelled"
    assert home.generation() is None


def test_a_check_survives_a_reload_and_the_files_of_the_inbox_are_loaded_from_it(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    (inbox(home) / "orders.csv").write_text(ROWS)
    page = browser.new_page()
    page.goto(f"{start_app(home.path)}/data?lang=en")

    page.get_by_role("button", name="Check it").click(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_role("button", name="Load", exact=True)).to_be_visible(timeout=LOAD_LIMIT_MS)
    page.reload()
    page.get_by_role("button", name="Load", exact=True).click(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_text("Loaded. Your accounts are ready.")).to_be_visible(timeout=LOAD_LIMIT_MS)

    generation = home.generation()
    assert generation is not None
    assert generation.one("select sum(amount)::double from core.order_line") == (150.15,)
    assert (inbox(home) / "loaded" / "orders.csv").is_file()
