"""Customer voice in a real browser: what to mend first; a layer's gap is one click, an account's review another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.marts.builders import Row
from tests.reviews.builders import a_trading_company, published

pytestmark = pytest.mark.browser
LIMIT_MS = 60_000


def an_answer(account: str, driver: str, score: int, expected: int, important: int) -> Row:
    """Marks from 1 to 5."""
    marks = {"score": score, "expectation": expected, "importance": important}
    return {"account_id": account, "response_date": "2026-09-01", "driver": driver, "scale_min": 1.0, "scale_max": 5.0,
            "scale_stated": True, "source_id": 1, **{name: float(mark) for name, mark in marks.items()},
            **{f"{name}_share": (mark - 1) / 4 for name, mark in marks.items()}}


def until_opened(page: Page, click: Callable[[], None], address: str) -> None:
    """Click until the address says so: a table that is drawn anew loses a click."""
    for _ in range(20):
        try:
            click()
            page.wait_for_url(address, timeout=5_000)
        except TimeoutError:
            continue
        return
    page.wait_for_url(address, timeout=LIMIT_MS)


def test_what_to_mend_first_by_driver_layer_and_account(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    home = published(tmp_path / "home", **a_trading_company(), survey_response=[
        *(an_answer(account, "reliability", 2, 5, 5) for account in ("A7", "A8", "S")),
        *(an_answer(account, "empathy", 4, 4, 2) for account in ("A7", "A8", "S")),
        *(an_answer(account, "value", 3, 4, 3) for account in ("A7", "A8", "S"))])
    with duckdb.connect(str(next((home.path / "generations").glob("*.duckdb")))) as file:
        file.execute("create table meta.source as select 1 as source_id, 'survey.csv' as file, null::varchar as sheet")
    page = browser.new_page(viewport={"width": 1366, "height": 1600})
    page.goto(f"{start_app(tmp_path / 'home')}/voice?lang=en")

    said = "customers say it matters more than most, and score it 25 of 100 where they expect 100."
    expect(page.get_by_text(said).first).to_be_visible(timeout=LIMIT_MS)
    expect(page.locator(".js-plotly-plot").first).to_contain_text("reliability", ignore_case=True, timeout=LIMIT_MS)

    page.locator(".st-key-measure").get_by_text("Gap", exact=True).click(timeout=LIMIT_MS)
    page.wait_for_url("**/voice?*measure=gap*", timeout=LIMIT_MS)
    expect(page.locator(".st-key-voice_layers_value_tier_gap")).to_contain_text("75", timeout=LIMIT_MS)
    expect(page.get_by_text("3 accounts that answered")).to_be_visible(timeout=LIMIT_MS)

    table = page.locator(".st-key-voice_accounts_value_tier canvas").first
    until_opened(page, lambda: table.click(position={"x": 40, "y": 55}, force=True, timeout=5_000),
                 "**/review?*account=*")
    expect(page.get_by_role("heading", name="Account review")).to_be_visible(timeout=LIMIT_MS)
