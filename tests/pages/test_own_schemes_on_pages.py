"""A scheme of the user's own is on the pages beside those that are shipped, under the names that the policy gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kadash.answers.what_if import what_if
from kadash.errors import KadashError
from kadash.loads import FileGiven, load
from kadash.loads.policy import keep_policy
from kadash.policy import Policy, read_policy
from kadash.scenarios import parse_levers
from kadash.store import Home
from tests.reviews.builders import asked_of, buying_monthly, published

OWN = """
[[own.schemes]]
name = "partners"
words = { en = "Partners", zh = "伙伴" }
layers = [
    { layer = "inner", words = { en = "Inner {circle}", zh = "核心" }, where = "%s" },
    { layer = "outer", words = { en = "Outer circle", zh = "外围" } },
]
"""
NAMES = {"en": ("Partners", "Inner {circle}", "Outer circle"), "zh": ("伙伴", "核心", "外围")}


def a_policy(folder: Path, where: str = "revenue_12m >= 100000") -> Policy:
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(OWN % where, "utf-8")
    return read_policy(folder / "own.toml")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """L is an account of the inner circle, S of the outer."""
    folder = tmp_path_factory.mktemp("own")
    lines = [*buying_monthly("L", 20_000), *buying_monthly("S", 1_000)]
    return published(folder / "home", policy=a_policy(folder / "policy"), order_line=lines)


def page(monkeypatch: pytest.MonkeyPatch, home: Home, name: str, language: str, **address: str) -> AppTest:
    monkeypatch.setenv("KADASH_DATA", str(home.path))
    app = AppTest.from_string(f"from pages import {name}\n{name}.render()", default_timeout=60)
    for key, value in {"lang": language, **address}.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize("language", list(NAMES))
def test_the_pyramid_of_an_own_scheme_names_its_layers(home: Home, monkeypatch: pytest.MonkeyPatch, language: str):
    app = page(monkeypatch, home, "pyramid", language, scheme="partners", layer="inner")

    assert not app.exception
    assert NAMES[language][0] in [option for one in app.button_group for option in one.options]
    assert app.dataframe[0].value["account"].tolist() == ["L"]


@pytest.mark.parametrize("language", list(NAMES))
def test_the_account_list_is_narrowed_to_a_layer_of_an_own_scheme(
    home: Home, monkeypatch: pytest.MonkeyPatch, language: str,
):
    app = page(monkeypatch, home, "accounts", language, scheme="partners", layer="outer")

    assert not app.exception
    boxes = {box.key: box for box in app.selectbox}
    assert NAMES[language][0] in boxes["scheme"].options
    assert set(NAMES[language][1:]) <= set(boxes["layer"].options)
    assert app.dataframe[0].value["account"].tolist() == ["S"]
    assert app.dataframe[0].value["layer"].tolist() == [NAMES[language][2]]


@pytest.mark.parametrize("language", list(NAMES))
def test_a_review_says_the_layer_in_an_own_scheme_and_why(home: Home, monkeypatch: pytest.MonkeyPatch, language: str):
    app = page(monkeypatch, home, "review", language, account="L")

    assert not app.exception
    said = "\n".join(text.value for text in app.markdown)
    assert NAMES[language][0] in said
    assert "revenue_12m >= 100000" in said.replace("\\", "")


def test_a_what_if_is_cut_by_an_own_scheme(home: Home):
    answer = what_if(asked_of(home), parse_levers(["retention=+5pt"], "partners:inner"))

    assert answer is not None
    assert answer.layers["segment"].tolist() == ["inner", "outer"]
    assert answer.layers["change"].tolist()[1] == 0.0 < answer.layers["change"].tolist()[0]


def test_a_condition_that_cannot_be_read_is_refused_when_the_policy_is_saved(tmp_path: Path):
    wrong = a_policy(tmp_path, "revenue_12m >=")

    with pytest.raises(KadashError) as refused:
        keep_policy(Home(tmp_path / "home"), wrong, who="Li", at=datetime(2026, 9, 30, tzinfo=UTC))

    assert refused.value.code == "own_condition_unreadable"


def test_a_load_refuses_such_a_policy_before_it_reads_files(tmp_path: Path):
    file, wrong = FileGiven(tmp_path / "orders.csv", "orders.csv"), a_policy(tmp_path, "nobody_knows > 1")
    file.path.write_text("nothing that could be read", "utf-8")

    with pytest.raises(KadashError) as refused:
        load(Home(tmp_path / "home"), [file], today=date(2026, 9, 30), who="Li", policy=wrong)

    assert refused.value.code == "own_condition_column"
