"""What only a real browser shows of tables: Streamlit's own export is gone, ours keeps formulas from spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bench import in_browser
from tests.answers.builders import Account, asked_of
from tests.conftest import ROOT
from tests.reviews.builders import a_trading_company, published

pytestmark = pytest.mark.browser

COMPANY = (
    Account("C1", name="=HYPERLINK(1)", tier="platinum", revenue=500, contribution=100),
    Account("C2", tier="lead", revenue=300, contribution=60),
)
LIMIT_MS = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app shows a trading company; nobody writes to it."""
    home = published(tmp_path_factory.mktemp("tables") / "home", **a_trading_company())
    with in_browser.Apps() as apps:
        yield apps.start(ROOT / "app.py", home.path, home.path.parent / "app.log")


@pytest.mark.parametrize(
    "place", ["accounts", "pyramid", "what-if?view=evidence", "review", "review?account=S&step=moved"])
def test_no_table_offers_an_export_that_lets_formulas_through(
        place: str, browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{address}/{place}{'&' if '?' in place else '?'}lang=en")

    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible(timeout=LIMIT_MS)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=LIMIT_MS)
    table.hover()

    expect(page.get_by_test_id("stElementToolbar").first.get_by_role("button").first).to_be_visible(timeout=LIMIT_MS)
    assert page.get_by_role("button", name="Download as CSV").count() == 0


def test_our_own_download_writes_a_name_that_looks_like_a_formula_as_text(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    asked_of(tmp_path / "home", COMPANY)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(f"{start_app(tmp_path / 'home')}/accounts?lang=en")

    with page.expect_download(timeout=LIMIT_MS) as taken:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click(timeout=LIMIT_MS)

    assert "'=HYPERLINK(1)" in Path(taken.value.path()).read_text("utf-8-sig")
