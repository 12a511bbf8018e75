"""A rep's review of the hardest account in a real browser: decide, draft, edit in the grid, close, hand over a file."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from bench import in_browser
from kadash.store import Home
from tests.conftest import ROOT

LIMIT_MS = 60_000
SQUEEZER = "012555"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample company in a folder of its own: the walk writes into its journal."""
    return Home(shutil.copytree(sample_home.path, tmp_path_factory.mktemp("walk") / "data"))


@pytest.fixture(scope="module")
def address(home: Home) -> Iterator[str]:
    """Where the app shows that company."""
    with in_browser.Apps() as apps:
        yield apps.start(ROOT / "app.py", home.path, home.path.parent / "app.log")


def settled(page: Page) -> None:
    """Waits until the page is drawn: a click before would be on what is about to go."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT_MS)


def click(page: Page, name: str) -> None:
    """Press a button or choose an option once the page is drawn."""
    settled(page)
    page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("radio", name=name)).first.click()


def type_into_grid(page: Page, row: int, column: int, text: str) -> None:
    """Write into a cell of the first grid, drawn on a canvas, and wait until it stands there."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    cell, spot = grid.get_by_test_id(f"glide-cell-{column}-{row}"), grid.bounding_box()
    assert spot is not None
    page.mouse.click(spot["x"] + 0.3 * spot["width"], spot["y"] + 35 * (row + 1.5))
    expect(cell).to_have_attribute("aria-selected", "true", timeout=LIMIT_MS)
    page.keyboard.press("Enter")
    page.locator("#portal textarea").fill(text)
    page.keyboard.press("Enter")
    expect(cell).to_contain_text(text, timeout=LIMIT_MS)


def test_next_and_previous_account_are_a_key_away_at_the_step_that_is_open(
        browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(LIMIT_MS)
    page.goto(f"{address}/review?account={SQUEEZER}&lang=en&step=understood&about=buying")
    name = page.locator(".account_name")
    expect(name).to_be_visible(timeout=LIMIT_MS)
    seen = [name.inner_text()]
    for key, button in (("n", "Next"), ("n", "Next"), ("p", "Previous"), ("p", "Previous")):
        settled(page)
        expect(page.locator('[data-testid="stButton"] button', has_text=button)).to_be_enabled(timeout=LIMIT_MS)
        page.keyboard.press(key)
        expect(name).not_to_have_text(seen[-1], timeout=LIMIT_MS)
        seen.append(name.inner_text())

    squeezer, second, third = seen[:3]
    assert seen == [squeezer, second, third, second, squeezer] and len({squeezer, second, third}) == 3
    settled(page)
    assert f"account={SQUEEZER}" in page.url and "step=understood" in page.url


def test_a_rep_decides_plans_closes_and_hands_over(
        browser: Browser, address: str, home: Home) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(LIMIT_MS)
    page.goto(f"{address}/review?account={SQUEEZER}&lang=en&step=decided")

    click(page, "Take into the plan")
    expect(page.get_by_role("button", name="In the plan", exact=False)).to_have_count(1, timeout=LIMIT_MS)
    click(page, "Planned")
    click(page, "Draft it from the figures")
    expect(page.get_by_test_id("stDataFrame").first).to_contain_text("Price floor", timeout=LIMIT_MS)
    type_into_grid(page, 0, 2, "No discount without a signature")
    click(page, "Save the plan")
    expect(page.get_by_text("ready to be signed")).to_be_visible(timeout=LIMIT_MS)
    click(page, "Close and freeze")
    expect(page.get_by_text("Closed.").first).to_be_visible(timeout=LIMIT_MS)

    settled(page)
    page.get_by_role("button", name="Hand over").click()
    click(page, "For the customer")
    expect(page.get_by_text("Only the customer's own purchases")).to_be_visible(timeout=LIMIT_MS)
    with page.expect_download(timeout=LIMIT_MS) as download:
        click(page, "Make the file")
    deck = Presentation(io.BytesIO(download.value.path().read_bytes()))

    plan, closed = (home.journal().get(kind, SQUEEZER) for kind in ("plan", "review"))
    assert plan is not None and closed is not None
    assert plan.body["actions"][0]["what"] == "No discount without a signature"
    assert closed.body["plan"]["services"] == plan.body["services"] and len(plan.body["services"]) == 1
    said = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "No discount" not in said and "margin" not in said.casefold() and len(deck.slides) >= 4
