"""An encoding in doubt is asked with what the names would be; the other answer changes them, and so they are loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kadash.store import Home

LOOK_LIMIT_MS, LOAD_LIMIT_MS = 40_000, 240_000
ROWS = ["Customer,Order No.,Order Date,Product,Quantity,Amount", "台灣積體,O1,2026-01-05,Valve,1,100.10",
        "Acme Ltd,O2,2026-02-07,Valve,2,50.05", "台灣積體,O3,2026-02-08,Pipe,3,30.00"]
AS_LATIN = "台灣積體".encode("big5").decode("cp1252")

pytestmark = pytest.mark.browser


def test_the_other_encoding_is_chosen_by_its_preview_and_the_names_are_loaded_in_it(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_bytes("\n".join(ROWS).encode("big5"))
    page = browser.new_page()
    page.goto(f"{start_app(tmp_path / 'data')}/data?lang=en")
    page.locator("input[type=file]").set_input_files(orders)
    page.get_by_role("button", name="Check", exact=False).first.click(timeout=LOOK_LIMIT_MS)

    asked = page.get_by_role("radiogroup")
    expect(page.get_by_text("1 question only you can answer")).to_be_visible(timeout=LOAD_LIMIT_MS)
    expect(asked.get_by_text(AS_LATIN[:4], exact=False)).to_be_visible(timeout=LOOK_LIMIT_MS)
    expect(asked.get_by_text("台灣積體", exact=False)).to_be_visible()
    expect(page.get_by_text("of the letters beyond the plain alphabet make sense as cp1252")).to_be_visible()
    asked.get_by_text("big5", exact=True).click()
    page.get_by_role("button", name="Use these answers").click()

    expect(page.get_by_text("1 question only you can answer")).to_be_hidden(timeout=LOAD_LIMIT_MS)
    page.get_by_role("button", name="Load", exact=True).click(timeout=LOAD_LIMIT_MS)
    expect(page.get_by_text("Loaded. Your accounts are ready.")).to_be_visible(timeout=LOAD_LIMIT_MS)

    generation = Home(tmp_path / "data").generation()
    assert generation is not None
    assert generation.rows("select account_name, sum(amount)::double from core.order_line "
                           "join core.account using (account_id) group by all order by all") == [
        ("Acme Ltd", 50.05), ("台灣積體", 130.1)]
    assert generation.rows("select encoding, accepted from meta.source") == [("big5", 3)]
