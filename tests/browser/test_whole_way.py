"""The whole way of a new user in a real browser: start, sample company, pyramid, a lever, one account, a deep link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from kadash.store import Home

LOAD_LIMIT_MS = 180_000
LOOK_LIMIT_MS = 30_000
ALL_LIMIT_MS = 120_000

pytestmark = pytest.mark.browser


def open_page(browser: Browser, address: str, wait_until: Literal["commit", "load"] = "load"
              ) -> tuple[Page, list[str]]:
    """A page and the list that gathers what goes wrong on it: console errors and requests to other hosts."""
    page, wrong = browser.new_page(viewport={"width": 1366, "height": 768}), []
    host = "/".join(address.split("/")[:3])
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    own = (host, host.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(own) else wrong.append(f"asked {sent.url}"))
    page.goto(address, wait_until=wait_until)
    return page, wrong


def test_from_an_empty_folder_to_one_accounts_services(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    page, wrong = open_page(browser, f"{start_app(tmp_path / 'data')}/?lang=en")

    page.get_by_role("button", name="Open the sample company").click(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_text("earn half of the contribution")).to_be_visible(timeout=LOAD_LIMIT_MS)

    page.get_by_test_id("stSidebarNavLink").filter(has_text="Customer pyramid").click()
    expect(page.get_by_role("heading", name="Customer pyramid")).to_be_visible(timeout=LOOK_LIMIT_MS)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=LOOK_LIMIT_MS)

    page.get_by_test_id("stSidebarNavLink").filter(has_text="Retention what-if").click()
    slider = page.get_by_role("slider").first
    expect(slider).to_be_visible(timeout=LOOK_LIMIT_MS)
    expect(page.locator(".kdf")).to_contain_text("no change", timeout=LOOK_LIMIT_MS)
    slider.focus()
    slider.press("ArrowRight")
    expect(page.locator(".kdf")).not_to_contain_text("no change", timeout=LOOK_LIMIT_MS)

    page.get_by_placeholder("Name or number").fill("Harbourstone")
    page.get_by_test_id("stSidebar").get_by_text("Harbourstone Power Ltd").first.click(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_role("heading", name="Account review")).to_be_visible(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_text("Harbourstone Power Ltd").first).to_be_visible(timeout=LOOK_LIMIT_MS)
    assert "account=010056" in page.url
    assert wrong == []


PAGES = {"overview": "总览", "pyramid": "客户金字塔", "accounts": "客户清单", "what-if": "留存推演",
         "review?account=010056": "客户评审", "data": "数据", "settings": "设置"}


def test_deep_links_right_after_start_open_their_pages_in_the_frame(
        browser: Browser, start_app: Callable[[Path], str], sample_home: Home) -> None:
    address = start_app(sample_home.path)

    opened = {title: open_page(browser, f"{address}/{path}{'&' if '?' in path else '?'}lang=zh", wait_until="commit")
              for path, title in PAGES.items()}  # all of them before the server has shown any page to anybody

    for title, (page, wrong) in opened.items():
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=ALL_LIMIT_MS)
        expect(page.get_by_test_id("stSidebarNavLink").filter(has_text="客户金字塔")).to_be_visible(timeout=LOOK_LIMIT_MS)
        assert page.get_by_test_id("stException").count() == 0
        assert wrong == []


def test_dropped_files_are_summed_up_before_they_are_loaded(
        browser: Browser, start_app: Callable[[Path], str], tmp_path: Path) -> None:
    orders = tmp_path / "订单.csv"
    rows = ["客户编码,订单日期,订单号,金额", "A1,2026-01-05,1,100.10", "A2,2026-02-07,2,50.05", "A2,2026/13/45,3,9.00",
            "合计,,,159.15"]
    orders.write_bytes("\n".join(rows).encode("gb18030"))
    page, wrong = open_page(browser, f"{start_app(tmp_path / 'data')}/data?lang=zh")

    page.locator("input[type=file]").set_input_files(orders)
    page.get_by_role("button", name="检查文件").click(timeout=LOOK_LIMIT_MS)
    expect(page.get_by_role("heading", name="1 个文件、全部识别、1 行存疑")).to_be_visible(timeout=LOAD_LIMIT_MS)
    page.get_by_role("button", name="载入", exact=True).click()
    expect(page.get_by_text("载入完成")).to_be_visible(timeout=LOAD_LIMIT_MS)

    generation = Home(tmp_path / "data").generation()
    assert generation.one("select sum(amount)::double from core.order_line") == (150.15,)
    assert generation.rows('select file, "row", "column", value from meta.rejected_row') == [
        ("订单.csv", 4, "订单日期", "2026/13/45")]
    assert generation.settings["currency"] == "CNY"
    assert wrong == []
