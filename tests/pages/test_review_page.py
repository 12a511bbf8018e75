"""The review in the hands of a rep: what is entered is kept with who and when, undone, and shown as text."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.language import words_in
from kadash.reviews.plan import Action, Plan, plan_to_body
from kadash.store import Home
from tests.loads.builders import LINES, a_line, lines_file, loaded
from tests.pages.test_decide_pages import opened, texts
from tests.reviews.builders import a_trading_company, published

AT = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)
TOPICS = ("worth", "buying", "talks", "timeline", "buyer", "people")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The company published once; every test writes into its own copy."""
    return published(tmp_path_factory.mktemp("company"), **a_trading_company()).path


@pytest.fixture
def home(company: Path, tmp_path: Path) -> Home:
    return Home(shutil.copytree(company, tmp_path / "company"))


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


@pytest.mark.parametrize(("account", "lang"), [("S", "en"), ("S", "zh"), ("P", "zh"), ("L", "en")])
def test_every_topic_and_part_opens(monkeypatch, home, account, lang):
    pages = [{"step": "understood", "about": topic} for topic in TOPICS]
    pages += [{"step": "decided", "decide": part} for part in ("services", "arithmetic")]

    assert [params for params in pages
            if opened(monkeypatch, home.path, "review", lang, account=account, **params).exception] == []


def test_a_missing_table_is_named_where_it_would_show(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="understood", about="talks")

    assert texts(app).count("Not loaded. An export with") == 2


def test_a_statement_that_is_ticked_is_kept_and_can_be_undone(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="understood", about="buyer")
    next(one for one in app.checkbox if "Good enough" in one.label).check()
    app = button(app, "Save what was heard")

    assert not app.exception
    assert home.journal().get("heard", "S").body["told"] == {"heard_good_enough": 1.0}
    app = button(app, "Undo the last entry")
    assert home.journal().get("heard", "S") is None
    assert [entry.body is None for entry in home.journal().history("heard", "S")] == [False, True]


def test_notes_only_propose(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="understood", about="buyer")
    app = app.text_area[0].set_value("just send the quote").run()

    assert [one.label for one in app.checkbox if "your notes may say so" in one.label] == [
        "“Send the quote, not your people.” :orange[your notes may say so]"]
    app = button(app, "Save what was heard")
    assert home.journal().get("heard", "S").body == {"told": {}, "notes": "just send the quote"}


def test_what_somebody_else_entered_meanwhile_is_not_overwritten(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="understood", about="buyer")
    home.journal().put("heard", "S", {"told": {"heard_say_in_plans": 1}, "notes": ""}, author="Wang", at=AT)

    app = button(app, "Save what was heard")

    assert app.error
    assert home.journal().get("heard", "S").author == "Wang"


def test_a_call_without_a_reason_is_not_kept(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="understood", about="buyer")
    app = button(app, "Call it")

    assert [one.value for one in app.warning] == ["Choose a type and give a reason."]
    assert home.journal().get("buyer_type", "S") is None


def test_a_call_stands_beside_the_computed_type_and_is_due_after_its_day(monkeypatch, home):
    home.journal().put("buyer_type", "S", {
        "called": "strategic", "reason": "**[x](http://evil)**", "called_on": "2024-01-01", "review_on": "2025-01-01",
        "computed": "unsure"}, author="Li", at=AT)

    found = texts(opened(monkeypatch, home.path, "review", account="S", step="understood", about="buyer"))

    assert "Strategic buyer, as called by the rep on 1 Jan 2024" in found
    assert "to be looked at again on 1 Jan 2025" in found
    assert "](http" not in found


def test_offers_say_what_would_change_them_and_what_retention_they_may_cost(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="decided", decide="services")

    said = texts(app).replace("\\", "")
    assert "Agreement on prompt payment would no longer fit if: a severe complaint were open" in said
    assert "It may cost 0.1 points of retention; the gain counts that in." in said


def test_the_arithmetic_keeps_only_what_was_answered(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="decided", decide="arithmetic")
    next(one for one in app.number_input if one.label == "Hours an order").set_value(1.5)
    next(one for one in app.number_input if one.label == "Cost of an hour of theirs").set_value(0.0)
    app = button(app, "Save the answers")

    assert not app.exception
    assert home.journal().get("arithmetic", "S").body["inputs"] == {"hours_an_order": 1.5, "hour_cost": 0.0}


def test_a_drafted_plan_is_kept_only_when_saved_and_closing_freezes_it(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="planned")
    app = button(app, "Draft it from the figures")
    assert home.journal().get("plan", "S") is None
    assert "The draft is not saved yet" in texts(app)
    assert next(one for one in app.button if one.label == "Close and freeze").disabled

    app = button(app, "Save the plan")
    plan = home.journal().get("plan", "S").body
    assert plan["aim"] and len(plan["actions"]) >= 3 and all(row["measure"] for row in plan["actions"])

    app = button(app, "Close and freeze")
    assert not app.exception
    assert home.journal().get("review", "S").body["plan"]["aim"] == plan["aim"]
    again = opened(monkeypatch, home.path, "review", account="S")
    assert "The last review was closed on" in texts(again)


def test_what_the_draft_supposes_is_named_until_the_customer_confirmed_it(monkeypatch, home):
    words = words_in("en")
    plan = Plan(words("review.draft.goal.strategic"), "", "a spare at hand", ("data_link",), (Action(30, "call"),))
    home.journal().put("plan", "S", plan_to_body(plan), author="Li", at=AT)

    app = opened(monkeypatch, home.path, "review", account="S", step="planned")

    assert "Still as drafted, to be confirmed by the customer: the customer's goal." in texts(app)


def test_what_the_draft_only_asks_is_still_missing_for_a_signature(monkeypatch, home):
    app = opened(monkeypatch, home.path, "review", account="S", step="planned")
    app = button(app, "Draft it from the figures")
    app = button(app, "Save the plan")

    assert "Before a sales director would sign: the customer's goal, their need, a service decided" in texts(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names_of_people_and_events_are_text(monkeypatch, home, lang):
    evil = "![x](http://evil) <b>*Wu*</b>"
    home.journal().put("people", "S", {"people": [
        {"side": "theirs", "name": evil, "role": "decides", "stance": "against"}]}, author=evil, at=AT)
    home.journal().put("event", "S", {"events": [{"day": "2026-08-01", "kind": "rival", "what": evil}]},
                       author=evil, at=AT)

    for topic in ("people", "timeline"):
        app = opened(monkeypatch, home.path, "review", lang, account="S", step="understood", about=topic)
        assert not app.exception
        assert "](http" not in texts(app)


@pytest.mark.parametrize(("lang", "title"), [("en", "**Revenue by month; contribution is not known**"),
                                             ("zh", "**各月收入（贡献未知）**")])
def test_months_without_costs_are_not_called_those_of_contribution(monkeypatch, tmp_path, lang, title):
    home = Home(tmp_path / "home")
    lines = lines_file(tmp_path, a_line(cost="").removesuffix(","), header=LINES.removesuffix(",Cost"))
    loaded(home, lines, currency="CNY")

    app = opened(monkeypatch, home.path, "review", lang, account="A1", step="moved")

    assert title in [one.value for one in app.markdown]
