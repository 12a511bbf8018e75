"""What only a real browser shows: a click on a bar opens its layer, one in a row opens the review, and back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.answers.builders import Account, asked_of

pytestmark = pytest.mark.browser

COMPANY = (
    Account("C1", tier="gold", revenue=500, contribution=100, flags=(("late_payer", "watch"),)),
    Account("C2", tier="lead", revenue=300, contribution=60),
)
GOLD, LAYERS = 1, 4
LIMIT_MS = 30_000


def test_a_click_on_a_bar_opens_its_layer(browser: Browser, start_app: Callable[[Path], str], tmp_path: Path):
    asked_of(tmp_path / "home", COMPANY)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{start_app(tmp_path / 'home')}/pyramid?lang=en")

    bar = page.locator(".js-plotly-plot").first.locator("g.point path").nth(LAYERS + GOLD)
    expect(bar).to_be_visible(timeout=LIMIT_MS)
    box = bar.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.wait_for_timeout(500)
    page.mouse.click(*middle)

    page.wait_for_url("**/pyramid?*layer=gold*", timeout=LIMIT_MS)


def test_a_row_opens_the_review_and_the_way_back_keeps_the_filter(
    browser: Browser, start_app: Callable[[Path], str], tmp_path: Path,
):
    asked_of(tmp_path / "home", COMPANY)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{start_app(tmp_path / 'home')}/accounts?lang=zh&flag=late_payer")

    table = page.locator("[data-testid=stDataFrame] canvas").first
    expect(table).to_be_visible(timeout=LIMIT_MS)
    page.wait_for_timeout(1500)
    table.click(position={"x": 40, "y": 55}, force=True)
    page.wait_for_url("**/review?*account=C1*", timeout=LIMIT_MS)
    page.go_back()

    page.wait_for_url("**/accounts?*flag=late_payer*", timeout=LIMIT_MS)
