"""What only a browser shows of the what-if: a move neither scrolls nor blanks the page, and is in the address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from bench import in_browser
from tests.conftest import ROOT
from tests.reviews.builders import a_trading_company, published

pytestmark = pytest.mark.browser

LIMIT_MS = 60_000
SCROLLED_PX = 140
CHART = ".st-key-what_if_result .stHtml"

WATCH = f"""() => {{
  window.gone = 0;
  const look = () => {{
    const chart = document.querySelector('{CHART} .kd');
    if (!chart || !chart.getBoundingClientRect().height) window.gone += 1;
  }};
  new MutationObserver(look).observe(document.querySelector('[data-testid=stMain]'),
                                     {{subtree: true, childList: true}});
  const every = () => {{ look(); requestAnimationFrame(every); }};
  every();
}}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app shows a small company; nobody writes to it."""
    home = published(tmp_path_factory.mktemp("moved") / "home", **a_trading_company())
    with in_browser.Apps() as apps:
        yield apps.start(ROOT / "app.py", home.path, home.path.parent / "app.log")


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    """The what-if of it, on a laptop."""
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    opened.goto(f"{address}/what-if?lang=en")
    expect(opened.locator(f"{CHART} .kd").first).to_be_visible(timeout=LIMIT_MS)
    opened.wait_for_timeout(1000)
    return opened


def test_a_move_changes_the_answer_and_neither_scrolls_nor_blanks_the_page(page: Page):
    page.get_by_test_id("stMain").evaluate(f"main => main.scrollTo(0, {SCROLLED_PX})")
    page.wait_for_timeout(300)
    before = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    page.evaluate(WATCH)

    _move(page, 60)
    expect(page.locator(CHART).first).to_contain_text("Scenario", timeout=LIMIT_MS)
    page.wait_for_timeout(1000)

    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == before > 0
    assert page.evaluate("window.gone") == 0


def test_a_move_stands_in_the_address_and_a_reload_shows_it_again(page: Page):
    _move(page, 60)
    page.wait_for_url("**levers=retention**", timeout=LIMIT_MS)
    expect(page.locator(".kdf")).not_to_contain_text("no change", timeout=LIMIT_MS)  # the address is there first
    address, shown = unquote(page.url), page.locator(".kdf").inner_text()

    page.goto(page.url)
    expect(page.locator(".kdf")).to_be_visible(timeout=LIMIT_MS)

    assert "levers=retention=" in address
    assert page.locator(".kdf").inner_text() == shown


def test_slider_and_answer_are_on_one_screen_of_a_laptop(page: Page):
    slider, answer = page.get_by_test_id("stSlider").first.bounding_box(), page.locator(".kdf").bounding_box()
    chart = page.locator(f"{CHART} .kd").first.bounding_box()
    assert slider is not None and answer is not None and chart is not None

    assert answer["y"] > 0
    assert max(box["y"] + box["height"] for box in (slider, answer, chart)) < 768


def test_on_a_phone_the_answer_stays_in_sight_of_the_sliders(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(800)
    page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, 600)")
    page.wait_for_timeout(400)

    answer = page.locator(".kdf").bounding_box()
    assert answer is not None
    assert 0 <= answer["y"] < 120
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") <= 4


def _move(page: Page, by_px: int) -> None:
    """Drag the first slider and let go."""
    thumb = page.get_by_test_id("stSlider").first.get_by_role("slider").bounding_box()
    assert thumb is not None
    y = thumb["y"] + thumb["height"] / 2
    page.mouse.move(thumb["x"] + 1, y)
    page.mouse.down()
    page.mouse.move(thumb["x"] + 1 + by_px, y, steps=5)
    page.mouse.up()
