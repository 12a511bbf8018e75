"""Review and settings as a reader meets them: on no data, on a small company, in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from kadash.store import Home
from tests.marts.builders import a_line
from tests.reviews.builders import a_trading_company, published

ROOT = Path(__file__).parents[2]
PAGES = ("review", "settings")
OPENING_S = 60.0


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


def opened(monkeypatch: pytest.MonkeyPatch, home: Path, page: str, lang: str = "en", **params: str) -> AppTest:
    """The app, opened at a page by its address."""
    monkeypatch.setenv("KADASH_DATA", str(home))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=OPENING_S)
    app.query_params.update({"lang": lang, **params})
    app._page_hash = calc_hash(page)  # pages are functions, and switch_page() knows files only
    return app.run()


def texts(app: AppTest) -> str:
    return "\n".join(str(element.value) for kind in (app.markdown, app.caption, app.info, app.warning, app.subheader)
                     for element in kind)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_data(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str, lang: str) -> None:
    app = opened(monkeypatch, tmp_path / "empty", page, lang)

    assert not app.exception
    assert len(texts(app)) > 30


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page, params", [
    ("settings", {}), ("review", {}),
    *(("review", {"account": "S", "step": step})
      for step in ("promised", "moved", "understood", "decided", "planned")),
    ("review", {"account": "P", "step": "moved"}), ("review", {"account": "L", "step": "understood"})])
def test_every_page_opens_on_data(
        monkeypatch: pytest.MonkeyPatch, company: Home, page: str, params: dict[str, str], lang: str) -> None:
    app = opened(monkeypatch, company.path, page, lang, **params)

    assert not app.exception


@pytest.mark.parametrize("account", ["NOPE", "", "' or 1=1"])
def test_without_an_account_that_may_be_seen_the_review_offers_the_most_urgent(
        monkeypatch: pytest.MonkeyPatch, company: Home, account: str) -> None:
    app = opened(monkeypatch, company.path, "review", account=account)

    assert not app.exception
    assert app.markdown[0].value.startswith("**Whose review is it?")
    assert "Left Ltd" in list(app.dataframe[0].value.iloc[:, 0])


def test_a_link_to_an_account_that_is_not_there_says_so_and_a_visit_without_one_does_not(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    lost = opened(monkeypatch, company.path, "review", account="**NOPE**")
    none = opened(monkeypatch, company.path, "review")

    assert lost.info[0].value.startswith("No account has the number \\*\\*NOPE\\*\\*.")
    assert len(none.info) == 0


def test_a_name_from_the_data_is_text(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, "review", account="S", step="decided")

    assert "![x]" not in texts(app)
    assert any("![x]" in html.proto.body and 'role="heading"' in html.proto.body for html in app.get("html"))


def test_a_name_that_is_html_is_shown_letter_by_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = [{"account_id": "H", "account_name": "<b onclick=x>Bold & Co</b>"}]
    home = published(tmp_path, account=names, order_line=[a_line("H", "2026-05-05", 100.0)])

    app = opened(monkeypatch, home.path, "review", account="H")

    shown = next(html.proto.body for html in app.get("html") if "heading" in html.proto.body)
    assert shown == ('<div class="account_name" role="heading" aria-level="2">'
                     "&lt;b onclick=x&gt;Bold &amp; Co&lt;/b&gt;</div>")


def test_what_was_planned_opens_the_next_review_and_can_be_undone(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, "review", account="S", step="planned")

    next(area for area in app.text_area if area.label == "Goal").set_value("Twice the share in two years")
    app.button[_submit(app)].click().run()
    assert not app.exception
    entry = home.journal().get("plan", "S")
    assert entry is not None and isinstance(entry.body, dict)
    assert entry.body["goal"] == "Twice the share in two years"
    assert entry.body["seen"]["revenue_12m"] == 10800.0

    again = opened(monkeypatch, home.path, "review", account="S")
    assert "Twice the share in two years" in [text.value for text in again.text]

    plan = opened(monkeypatch, home.path, "review", account="S", step="planned")
    next(button for button in plan.button if button.label == "Undo the last entry").click().run()
    assert not plan.exception
    assert home.journal().get("plan", "S") is None


def test_two_people_are_told_of_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, "review", account="S", step="planned")
    home.journal().put("plan", "S", {"goal": "theirs"}, author="Wang", at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))

    app.text_area[0].set_value("mine")
    app.button[_submit(app)].click().run()

    assert not app.exception
    assert any("Wang" in error.value for error in app.error)
    entry = home.journal().get("plan", "S")
    assert entry is not None and entry.body == {"goal": "theirs"}


def test_a_service_is_taken_into_the_plan_and_out_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = published(tmp_path, **a_trading_company())
    app = opened(monkeypatch, home.path, "review", account="S", step="decided")
    first = next(button for button in app.button if str(button.key).startswith("take_"))

    first.click().run()
    taken = home.journal().get("plan", "S")
    app.button(key=str(first.key).replace("take_", "drop_")).click().run()
    left = home.journal().get("plan", "S")

    assert taken is not None and isinstance(taken.body, dict)
    assert taken.body["services"] == [str(first.key).removeprefix("take_")]
    assert left is not None and isinstance(left.body, dict) and left.body["services"] == []


def test_the_language_chosen_in_settings_is_the_language_of_the_page(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = opened(monkeypatch, company.path, "settings", lang="en")

    app.button_group(key="settings_language").set_value("zh").run()

    assert app.title[0].value == "设置"


def _submit(app: AppTest) -> int:
    return next(place for place, button in enumerate(app.button) if button.label == "Save the plan")
