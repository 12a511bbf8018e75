"""Files to hand over as HTML, opened in a browser and on paper: nothing is cut at the edge."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kadash.answers import Asked
from kadash.answers.review import reviews_wanted
from kadash.exports.handover.order import Order, hand_over
from kadash.language import words_in
from kadash.store import Home

pytestmark = pytest.mark.browser

SCREEN_PX, PHONE_PX, PAPER_PX = 1366, 390, 688
"""Wide as a laptop, as a phone, and as what a sheet of A4 leaves between its margins."""

CUT = """() => [document.documentElement, ...document.querySelectorAll('.wide')]
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"""


@pytest.mark.parametrize(("width_px", "media"), [(SCREEN_PX, "screen"), (PHONE_PX, "screen"), (PAPER_PX, "print")])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reader", ["us", "customer"])
def test_nothing_of_a_review_is_cut_on_a_screen_or_on_paper(
        browser: Browser, asked: Asked, sample_home: Home, tmp_path: Path, reader: str, language: str, width_px: int,
        media: str) -> None:
    wanted = str(reviews_wanted(asked, 1).rows["account_id"].iloc[0])
    file = tmp_path / "review.html"
    file.write_bytes(hand_over(asked, sample_home, Order((wanted,), reader, "html"), words_in(language)).content)

    page = browser.new_context(viewport={"width": width_px, "height": 768}).new_page()
    page.emulate_media(media=media)
    page.goto(file.as_uri())

    assert page.locator("section.page").count() >= 3
    assert page.evaluate(CUT) == []
