"""What a browser lays out: on paper nothing to press and no empty space, on small screens nothing cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bench import in_browser
from kadash.store import Home
from tests.conftest import ROOT

LIMIT_MS = 60_000
SQUEEZER = "012555"
A4_ACROSS_PX = (297 - 2 * 8) / 25.4 * 96
"""What is left between the margins."""

_SEEN = "e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0 }"
_EMPTY_BELOW = """frame => frame.getBoundingClientRect().bottom
    - frame.querySelector('canvas.data-grid-canvas, canvas').getBoundingClientRect().bottom"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(sample_home: Home) -> Iterator[str]:
    """Where the app shows the sample company; nobody writes to it."""
    with in_browser.Apps() as apps:
        yield apps.start(ROOT / "app.py", sample_home.path, sample_home.path.parent / "print.log")


def opened(browser: Browser, url: str, shows: str) -> Page:
    """A page of a laptop, drawn and then laid out for paper."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(url)
    expect(page.get_by_test_id(shows).first).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT_MS)
    page.emulate_media(media="print")
    page.wait_for_timeout(500)
    return page


def seen(page: Page, selector: str) -> list[str]:
    """The texts of what takes room on paper."""
    return [str(one.inner_text()) for one in page.locator(selector).all() if one.evaluate(_SEEN)]


def test_a_printed_review_has_nothing_to_press_but_says_where_it_stands(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/review?account={SQUEEZER}&lang=en&step=moved", "stDataFrame")

    assert seen(page, '[data-testid="stMain"] [data-testid="stButton"]') == []
    assert seen(page, '[data-testid="stDownloadButton"]') == []
    assert seen(page, '[data-testid="stCheckbox"]') == []
    assert seen(page, '[data-testid="stButtonGroup"] button') == ["Moved"]
    assert seen(page, '[data-testid="stPopover"] button p') == ["Margin erosion: why?", "Lost category: why?"]
    assert page.get_by_text("The rows behind these figures").is_hidden()


def test_printed_tables_have_no_empty_space_below_and_charts_end_on_the_page(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/review?account={SQUEEZER}&lang=en&step=moved", "stDataFrame")

    tables = [one.evaluate(_EMPTY_BELOW) for one in page.get_by_test_id("stDataFrame").all()]
    ends = page.locator(".main-svg").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")

    assert len(tables) == 2 and max(tables) <= 4
    assert len(ends) >= 2 and max(ends) <= A4_ACROSS_PX


def test_a_printed_overview_names_each_flag_above_its_money(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/overview?lang=en", "stPageLink")

    assert seen(page, '[data-testid="stPageLink"]')[:2] == ["19 accounts below zero ›", "7 with margin erosion ›"]


def test_a_printed_service_plan_shows_what_its_sliders_stand_at(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/services?lang=en", "stSlider")

    assert seen(page, '[data-testid="stSlider"] [data-testid="stSliderThumbValue"]') == [
        "800K", "no limit", "no limit", "no limit", "no limit", "no limit"]
    assert seen(page, '[data-testid="stSlider"] [data-testid="stSliderTickBar"]') == []
    assert seen(page, '[data-testid="stSlider"] input') == []
    assert seen(page, '[data-testid="stMain"] [data-testid="stButton"], [data-testid="stFormSubmitButton"]') == []


def test_the_grid_of_a_plan_fits_on_a_laptop(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/review?account={SQUEEZER}&lang=en&step=planned")
    grid = page.locator('[data-testid="stDataFrame"] .dvn-scroller')
    expect(grid).to_be_visible(timeout=LIMIT_MS)

    assert grid.evaluate("e => e.scrollWidth - e.clientWidth") <= 1


def test_what_the_time_line_says_is_not_cut_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/review?account={SQUEEZER}&lang=en&step=understood&about=timeline")
    chart = page.get_by_test_id("stPlotlyChart")
    expect(chart).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT_MS)
    chart.scroll_into_view_if_needed()

    boxes = [box for one in page.locator('[data-testid="stPlotlyChart"] .barlayer .point path').all()
             if (box := one.bounding_box()) is not None and box["height"] > 6][::12]
    told = page.locator(".hoverlayer .hovertext")
    ends: list[tuple[float, float]] = []
    for box in boxes:
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=2)
        page.wait_for_timeout(200)
        ends += told.evaluate_all("all => all.map(e => e.getBoundingClientRect()).map(box => [box.left, box.right])")
    assert len(ends) > 10 and min(left for left, _ in ends) >= 0 and max(right for _, right in ends) <= 390
