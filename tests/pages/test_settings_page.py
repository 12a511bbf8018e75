"""Settings as people meet it: saved, told of each other, tried, taken back, read from files, seen on other pages."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, TextArea

from kadash.language import Company, FiscalYear
from kadash.loads import catalogue_in_use
from kadash.loads.company import company_in_use, keep_company
from kadash.loads.policy import keep_policy, policy_history, policy_in_use
from kadash.policy import default_policy, policy_toml, with_values
from kadash.services import catalogue
from kadash.services.toml import catalogue_toml
from kadash.store import Home
from tests.pages.test_decide_pages import opened, texts

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
STRICTER = with_values(default_policy(), {("vetoes", "overdue_days"): 60})


@pytest.fixture(scope="module")
def company(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample company, with a journal to write in."""
    return Home(Path(shutil.copytree(sample_home.path, tmp_path_factory.mktemp("company") / "home")))


def settings(monkeypatch: pytest.MonkeyPatch, home: Path, part: str, lang: str = "en", **params: str) -> AppTest:
    return opened(monkeypatch, home, "settings", lang, part=part, **params)


def rule(app: AppTest, start: str) -> object:
    return next(box for box in app.number_input if box.label.startswith(start))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("part", ["general", "policy", "names", "files"])
def test_every_part_opens_without_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, part: str, lang: str) -> None:
    app = settings(monkeypatch, tmp_path / "empty", part, lang)

    assert not app.exception
    assert len(texts(app)) > 30


def test_every_section_of_the_rules_opens_and_nothing_is_wanted_yet(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = settings(monkeypatch, tmp_path, "policy", "zh", section="calendar")

    for section in type(default_policy()).model_fields:
        app.selectbox(key="section").set_value(section).run()
        assert not app.exception, section
        assert "save_policy" not in [button.key for button in app.button], section


def test_a_fiscal_year_is_saved_with_who_and_taken_back(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    app = settings(monkeypatch, company.path, "general")
    app.selectbox(key="fiscal_first_month_0").set_value(4).run()

    assert company_in_use(company) == Company(FiscalYear(4))
    assert "30 Sept 2026 is in FY2026/27, which runs from 1 Apr 2026 to 31 Mar 2027" in texts(app)

    next(button for button in app.button if (button.key or "").startswith("undo_setting_company")).click().run()
    assert company_in_use(company) == Company()


def test_a_spoilt_entry_of_the_company_is_said_on_every_page_and_what_is_set_anew_takes_its_place(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = Home(tmp_path)
    entry = keep_company(home, Company(FiscalYear(7)), who="wang", at=AT)
    with sqlite3.connect(home.journal().path) as journal:
        journal.execute("update entry set body = '{' where entry_id = ?", (entry.entry_id,))

    explore, app = opened(monkeypatch, tmp_path, "explore", "en"), settings(monkeypatch, tmp_path, "general")
    assert not explore.exception and not app.exception
    assert explore.warning[0].value == app.warning[0].value == (
        f"What the company set (fiscal year, unit of money, names of layers) cannot be read: entry {entry.entry_id} of "
        "the journal is spoilt. Everything stands as shipped. Set it again under Settings.")

    app.selectbox(key=f"fiscal_first_month_{entry.entry_id}").set_value(4).run()
    assert company_in_use(home) == Company(FiscalYear(4))
    assert not app.warning


def test_two_people_who_set_at_once_are_told_of_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = settings(monkeypatch, tmp_path, "general")
    keep_company(home, Company(FiscalYear(7)), who="wang", at=AT)

    app.selectbox(key="fiscal_first_month_0").set_value(4).run()

    assert "wang" in app.error[0].value
    assert company_in_use(home).fiscal_year == FiscalYear(7)


def test_a_name_of_a_layer_stands_on_the_pyramid_and_in_the_rules(
        monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    names = {"value_tier.platinum": {"en": "Crown accounts", "zh": "皇冠客户"}}
    entry = keep_company(company, Company(layer_names=names), who="li", at=AT)

    pyramid = opened(monkeypatch, company.path, "pyramid", "zh", scheme="value_tier")
    rules = settings(monkeypatch, company.path, "policy", "en", section="value_tiers")

    choices = [option for group in pyramid.button_group for option in group.options]
    assert "皇冠客户" in choices
    assert "铂金" not in choices
    assert rule(rules, "Crown accounts: the top share of accounts.")
    keep_company(company, Company(), who="li", at=AT, expected=entry.entry_id)


def test_a_rule_is_wanted_then_saved_then_gone_back_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = settings(monkeypatch, tmp_path, "policy", section="vetoes")

    rule(app, "An invoice counts for the veto").set_value(60).run()  # type: ignore[attr-defined]
    assert "**90 days → 60 days**" in texts(app)
    assert policy_history(home) == []

    app.button(key="save_policy").click().run()
    assert policy_in_use(home) == STRICTER
    assert "1 of them is other than shipped" in texts(app)

    app.button(key="policy_back_shipped").click().run()
    assert policy_in_use(home) == default_policy()
    assert [len(one.changes) for one in policy_history(home)] == [1, 1]


def test_a_rule_that_cannot_be_is_named_and_not_saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = settings(monkeypatch, tmp_path, "policy", section="value")

    rule(app, "How many years ahead").set_value(0).run()  # type: ignore[attr-defined]

    assert "too small" in app.error[0].value
    assert "save_policy" not in [button.key for button in app.button]


def test_a_policy_saved_meanwhile_is_not_overwritten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = Home(tmp_path)
    app = settings(monkeypatch, tmp_path, "policy", section="vetoes")
    keep_policy(home, with_values(default_policy(), {("value", "horizon_years"): 5}), who="wang", at=AT)

    rule(app, "An invoice counts for the veto").set_value(60).run()  # type: ignore[attr-defined]
    app.button(key="save_policy").click().run()

    assert any("wang" in error.value for error in app.error)
    assert policy_in_use(home).vetoes.overdue_days == 90


def test_rules_that_are_saved_and_not_in_force_are_said(monkeypatch: pytest.MonkeyPatch, company: Home) -> None:
    keep_policy(company, STRICTER, who="li", at=AT)

    app = settings(monkeypatch, company.path, "policy", section="vetoes")
    keep_policy(company, default_policy(), who="li", at=AT)

    assert "1 saved rule is not in force yet" in texts(app)
    assert "judge_anew" in [button.key for button in app.button]


def test_a_policy_file_with_faults_is_refused_with_all_of_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = settings(monkeypatch, tmp_path, "files")

    text = "[value]\nhorizon_year = 5\ndiscount_rate_per_year = 1.5\n"
    app.file_uploader(key="policy_import").upload("own.toml", text.encode(), "text/plain").run()

    assert "2 things in it cannot be used" in app.error[0].value
    said = texts(app).replace("\\", "")
    assert "value.horizon_year is not known. Nearest: horizon_years." in said
    assert "value.discount_rate_per_year: 1.5 is too large; at most 1." in said
    assert policy_in_use(Home(tmp_path)) == default_policy()


def test_a_policy_of_a_file_is_looked_at_before_it_is_saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = settings(monkeypatch, tmp_path, "files")

    app.file_uploader(key="policy_import").upload("own.toml", policy_toml(STRICTER).encode(), "text/plain").run()
    app.button(key="policy_take_over").click().run()

    assert "**90 days → 60 days**" in texts(app)
    assert policy_in_use(Home(tmp_path)) == default_policy()
    app.button(key="save_policy").click().run()
    assert policy_in_use(Home(tmp_path)) == STRICTER


def test_services_of_a_file_are_kept_and_taken_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home, first = Home(tmp_path), catalogue().services[0]
    text = catalogue_toml(catalogue()).replace(f'en = "{first.name.en}"', 'en = "Another name"', 1)
    app = settings(monkeypatch, tmp_path, "files")

    app.file_uploader(key="catalogue_import").upload("services.toml", text.encode(), "text/plain").run()
    assert "The file changes 1 service" in texts(app)
    app.button(key="catalogue_take_over").click().run()
    assert catalogue_in_use(home).service(first.id).name.en == "Another name"

    app.button(key="catalogue_back").click().run()
    assert catalogue_in_use(home).service(first.id) == first


def own_layers(app: AppTest) -> list[tuple[str, str | None]]:
    """Layers of the only own scheme that is wanted, with their conditions."""
    (scheme,) = app.session_state["policy_draft"]["own", "schemes"]
    return [(one["layer"], one.get("where")) for one in scheme["layers"]]


def test_a_scheme_of_ones_own_is_made_and_cut_without_writing_a_rule(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = settings(monkeypatch, tmp_path, "policy", section="own")

    button(app, "Add a scheme").click().run()
    assert own_layers(app) == [("large", "revenue_12m >= 1000000"), ("middle", "revenue_12m >= 100000"),
                               ("small", None)]

    next(box for box in app.selectbox if box.label == "Layers by").set_value("margin_rate_12m").run()
    app.button(key="save_policy").click().run()

    assert not app.exception
    kept, = policy_in_use(Home(tmp_path)).own.schemes
    assert (kept.name, kept.words.zh) == ("size", "规模")
    assert kept.layers[0].where == "margin_rate_12m >= 1000000%"  # amounts stay as they were typed

    button(app, "Remove this scheme").click().run()
    app.button(key="save_policy").click().run()
    assert policy_in_use(Home(tmp_path)).own.schemes == ()


def test_numbers_of_any_condition_of_an_own_scheme_are_fields(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    layers = [{"layer": "inner", "words": {"en": "Inner", "zh": "核心"},
               "where": 'revenue_12m >= 100_000 and (continuity > 25% or region = "North")'},
              {"layer": "outer", "words": {"en": "Outer", "zh": "外围"}}]
    own = [{"name": "partners", "words": {"en": "Partners", "zh": "伙伴"}, "layers": layers}]
    keep_policy(Home(tmp_path), with_values(default_policy(), {("own", "schemes"): own}), who="li", at=AT)
    app = settings(monkeypatch, tmp_path, "policy", section="own")

    revenue, months = app.number_input
    assert (revenue.value, months.value, months.label) == (100_000, 25, "Continuity > (%)")
    months.set_value(50).run()

    assert not app.exception
    assert own_layers(app)[0][1] == 'revenue_12m >= 100_000 and (continuity > 50% or region = "North")'


@pytest.mark.parametrize(("typed", "said"), [
    ('[[schemes]]\nname = "x"\n', "own.schemes.1.words is missing."),
    ('[[schemes]]\nname = 2026-01-01\n', "is no list."),
])
def test_a_scheme_typed_in_part_stays_as_typed_and_is_refused_in_words(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, said: str) -> None:
    app = settings(monkeypatch, tmp_path, "policy", section="own")

    text_of_schemes(app).input(typed).run()

    assert not app.exception
    assert said in " ".join(error.value.replace("\\", "") for error in app.error)
    assert text_of_schemes(app).value.strip() == typed.strip()


def text_of_schemes(app: AppTest) -> TextArea:
    return next(one for one in app.text_area if "_text_" in one.key)


def button(app: AppTest, label: str) -> Button:
    return next(one for one in app.button if one.label == label)
