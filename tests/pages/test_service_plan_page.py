"""The service plan as a reader meets it: a plan, the catalogue, outcomes, and a company without costs."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from kadash.answers.keeper import Keeper
from kadash.answers.service_plan import catalogue as in_catalogue
from kadash.language import words_in
from kadash.store import Home
from kadash.ui.service_plan.who import room_for
from tests.pages.test_decide_pages import opened, texts
from tests.reviews.builders import a_trading_company, published

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_says_who_gets_what_and_is_saved_with_its_tasks(monkeypatch, company, lang):
    app = opened(monkeypatch, company.path, "services", lang, hold_out="false", budget="999999999")

    assert not app.exception
    assert [len(app.metric), len(app.select_slider) >= 2] == [4, True]
    before = len(company.journal().all("service_plan"))
    app.button(key="FormSubmitter:service_plan_save-" + {"zh": "保存方案", "en": "Save plan"}[lang]).click().run()
    assert len(company.journal().all("service_plan")) == before + 1  # also within a second of the last
    app = opened(monkeypatch, company.path, "services", lang, view="outcomes")
    assert not app.exception
    assert "902" in texts(app)


def test_a_plan_for_nobody_is_not_saved_and_says_so(monkeypatch, company):
    app = opened(monkeypatch, company.path, "services", "en", hold_out="false", budget="0")
    before = len(company.journal().all("service_plan"))

    app.button(key="FormSubmitter:service_plan_save-Save plan").click().run()

    assert len(company.journal().all("service_plan")) == before
    assert "With this budget and these hours nobody gets an offer." in [one.value for one in app.info]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_service_can_be_read_and_a_new_one_begun(monkeypatch, company, lang):
    for service in ("reprice", "inspection_and_spares", "new"):
        app: AppTest = opened(monkeypatch, company.path, "services", lang, view="catalogue", service=service)

        assert not app.exception
    assert app.text_input(key="id_new").value == ""


@pytest.mark.parametrize("service", ["start_up_package", "service_level_agreement", "serve_leaner"])
def test_the_editor_shows_a_service_as_it_is_so_that_nothing_is_there_to_save_and_nobody_is_judged_again(
        monkeypatch, company, service):
    monkeypatch.setattr(in_catalogue, "judged_accounts", None)
    monkeypatch.setattr(in_catalogue, "_reached", Keeper(1))

    app = opened(monkeypatch, company.path, "services", "en", view="catalogue", service=service)

    assert not app.exception
    assert app.button(key=f"save_{service}").disabled


def test_a_service_marked_as_ours_alone_is_saved_so(monkeypatch, company):
    app = opened(monkeypatch, company.path, "services", "en", view="catalogue", service="volume_bonus")

    app.checkbox(key="ours_alone_volume_bonus").check().run()
    app.button(key="save_volume_bonus").click().run()

    assert not app.exception
    assert company.journal().get("service", "volume_bonus").body["ours_alone"] is True
    company.journal().put("service", "volume_bonus", None, author="ann", at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC))


def test_a_service_is_retired_from_its_page(monkeypatch, company):
    app = opened(monkeypatch, company.path, "services", "en", view="catalogue", service="win_back")

    app.button(key="retire_win_back").click().run()

    assert company.journal().get("service", "win_back").body == {"retired": True}
    assert not app.exception
    assert "changed since accounts were last judged" in texts(app)


LONG = "Joint planning and saving projects, Data link for orders and stock"


@pytest.mark.parametrize(("lang", "services", "account", "room"), [
    ("en", "Reprice", "Nord", (300, 35)),
    ("en", LONG, "Nord", (300, 61)),
    ("en", LONG, "大连永兴", (421, 35)),
    ("en", f"{LONG}, Reprice", "大连永兴", (430, 35)),
    ("en", "Reprice", "大连永兴", (300, 35)),
    ("zh", "年度累计奖励（以服务兑现）、订单与库存数据直连、定制规格", "大连永兴", (300, 61)),
])
def test_services_that_do_not_fit_take_two_lines_or_one_as_long_as_they_are_beside_chinese(
        lang, services, account, room):
    assert room_for(words_in(lang), [services], [account]) == room
