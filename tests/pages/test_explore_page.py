"""Explore through AppTest: a link is a view, a click is a question, views are kept, wrong links are kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.store import Home
from tests.loads.builders import LINES, a_line, lines_file, loaded
from tests.pages.test_every_page import opened


def held(app: AppTest, key: str) -> list[str]:
    """The values of a parameter of the address."""
    value = app.query_params[key]
    return [value] if isinstance(value, str) else list(value)


def test_a_first_visit_answers_a_question_and_a_click_asks_another(
        sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, sample_home.path, "explore", "en")
    assert any(one.value.startswith("**Revenue by region and year") for one in app.markdown)

    app.button(key="explore_first_margin_lost").click().run()

    assert not app.exception
    assert held(app, "from") == ["categories"] and held(app, "as") == ["bars"]
    assert app.selectbox(key="explore_from").value == "categories"
    assert any("Margin by category" in one.value and "fell most" in one.value for one in app.markdown)


@pytest.mark.parametrize(("language", "said"), [
    ("en", "These figures are not known for any row. Contribution and margin need a cost: load order lines with a cost "
           "column, or a price list with unit costs."),
    ("zh", "这些指标对所有记录都未知。贡献和毛利需要成本：请载入带成本列的订单明细，或带单位成本的价目表。")])
def test_without_costs_no_question_about_them_is_offered_and_a_link_to_one_says_what_is_missing(
        language: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")
    lines = lines_file(tmp_path, a_line(cost="").removesuffix(","), header=LINES.removesuffix(",Cost"))
    loaded(home, lines, currency="CNY")

    first = opened(monkeypatch, home.path, "explore", language)
    app = opened(monkeypatch, home.path, "explore", language, **{
        "from": "accounts", "rows": "account_id", "show": "contribution_12m"})

    assert not [one.key for one in first.button if one.key and one.key.endswith(("_margin_lost", "_top_accounts"))]
    assert [one.value for one in app.info] == [said]


def test_every_choice_stands_in_the_address(company: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, company.path, "explore", "zh")

    app.selectbox(key="explore_from").select("lines").run()
    app.multiselect(key="explore_rows").set_value(["account_id", "category"]).run()
    app.selectbox(key="explore_across").select("order_date.year").run()
    app.multiselect(key="explore_show").set_value(["revenue", "margin_rate", "quantity:sum"]).run()
    app.selectbox(key="explore_when").select("12m").run()
    app.selectbox(key="explore_top").select("5").run()
    app.selectbox(key="explore_by").select("1:least").run()

    assert not app.exception
    assert {key: held(app, key) for key in app.query_params if key != "lang"} == {
        "from": ["lines"], "rows": ["account_id", "category"], "across": ["order_date.year"],
        "show": ["revenue", "margin_rate", "quantity:sum"], "when": ["12m"], "top": ["5"], "by": ["1"], "least": ["1"]}


def test_a_filter_is_chosen_by_its_values_and_narrows_the_answer(
        company: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, company.path, "explore", "en", **{"from": "accounts", "rows": "account_id",
                                                                "show": "rows"})
    app.multiselect(key="explore_where").set_value(["account_id"]).run()
    first, = company.generation().one("select min(account_id) from mart.account")

    app.multiselect(key="explore_f_account_id").set_value([first]).run()

    assert not app.exception
    assert len(app.dataframe[0].value) == 1
    assert held(app, "where")[0].startswith("account_id:is:")


def test_the_rows_behind_lead_back_to_the_answer(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, sample_home.path, "explore", "en", **{
        "from": "lines", "rows": "order_date.year", "where": "order_date.year:is:2026-01-01", "behind": "1"})
    assert {"file", "row", "amount"} <= set(app.dataframe[0].value.columns)

    app.button(key="explore_back").click().run()

    assert not app.exception
    assert "where" not in app.query_params and "behind" not in app.query_params
    assert held(app, "rows") == ["order_date.year"]


def test_a_view_is_saved_under_a_name_opened_and_put_away(own_company: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(monkeypatch, own_company.path, "explore", "en", **{"from": "accounts", "rows": "owner", "as": "bars"})
    app.text_input(key="explore_name").input("Monday").run()
    app.button(key="explore_save").click().run()
    saved, = own_company.journal().all("view")

    app.button(key="explore_again_months").click().run()
    app.button(key=f"open_{saved.subject}").click().run()

    assert held(app, "from") == ["accounts"] and held(app, "as") == ["bars"]
    app.button(key=f"away_{saved.subject}").click().run()
    assert own_company.journal().all("view") == []
    app.button(key="explore_undo").click().run()
    assert not app.exception
    assert [entry.body["name"] for entry in own_company.journal().all("view")] == ["Monday"]


@pytest.mark.parametrize("link", [
    {"from": "nothing"}, {"from": "lines", "rows": "no.such", "where": "x"}, {"from": "lines", "when": "then..now"},
    {"from": "file"}, {"from": "flags", "show": "rows.change", "behind": "99"},
])
def test_a_wrong_link_has_a_kind_answer(
        company: Home, monkeypatch: pytest.MonkeyPatch, link: dict[str, str]) -> None:
    app = opened(monkeypatch, company.path, "explore", "en", **link)

    assert not app.exception
    assert len(app.markdown) + len(app.info) + len(app.warning) > 0
