"""The what-if from a terminal: every lever, any segment, an account, programmes, wanted sums, scenarios kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kadash.cli import main
from kadash.store import Home
from tests.reviews.builders import a_trading_company, published

EVERY_LEVER = ("retention=+2pt", "churn_cut=5%", "margin=+1pt", "price=+0.5pt", "frequency=+5%", "cost_to_serve=-10%",
               "wallet=+2pt", "payment_days=-5", "growth=1%", "new_accounts=2", "acquisition_cost=500",
               "new_account_value=900", "programme_cost=100", "programme_cost_once=50")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published(tmp_path_factory.mktemp("company"), **a_trading_company())


def asked(home: Home, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["what-if", "--data", str(home.path), *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(home: Home, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["what-if", "--data", str(home.path), "--lang", "en", *words]) == 2
    return capsys.readouterr().err


def test_every_lever_can_be_set_at_once(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(home, capsys, *[word for lever in EVERY_LEVER for word in ("--set", lever)])

    assert len(found["assumptions"]["levers"]) == len(EVERY_LEVER)
    assert {"base", "scenario", "change", "by_segment", "interval", "assumptions"} <= set(found)


def test_a_layer_is_named_by_option_or_in_front_of_the_lever(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    one = asked(home, capsys, "--set", "margin=+1pt", "--segment", "value_tier:iron")
    other = asked(home, capsys, "--set", "value_tier:iron.margin=+1pt")
    both = asked(home, capsys, "--set", "iron.margin=+1pt", "--set", "margin=+1pt")

    assert one["change"] == other["change"]
    assert both["assumptions"]["levers_by_segment"] == {"iron": {"margin": 0.01}}


def test_one_account_alone(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(home, capsys, "--set", "margin=+1pt", "--account", "A3")

    assert [row["segment"] for row in found["by_segment"]] == ["A3"]
    assert "nobody" in refused(home, capsys, "--set", "margin=+1pt", "--account", "nobody")


def test_what_would_bring_a_sum(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(home, capsys, "--wanted", "1000", "--of", "profit")

    margin, = [row for row in found["levers"] if row["lever"] == "margin"]
    again = asked(home, capsys, "--set", f"margin={margin['needed']:.12f}")
    assert again["change"]["profit_12m"] == pytest.approx(1000, rel=1e-4)
    assert found["by_segment"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_of_a_wanted_sum_can_be_read(home: Home, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["what-if", "--data", str(home.path), "--wanted", "1000000", "--lang", language]) == 0

    said = capsys.readouterr().out.splitlines()
    assert len(said) > 11 and all(line and "{" not in line for line in said)


def test_what_moves_most_and_any_number_of_points_put_to_the_slogan(
        home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    five, seven = asked(home, capsys, "--most"), asked(home, capsys, "--most", "7", "--years", "5")

    assert [len(five["levers"]), five["slogan"]["points"], seven["slogan"]["points"]] == [10, 0.05, 0.07]
    assert five["slogan"]["doubles"] is False


def test_the_same_money_on_keeping_a_layer_or_on_winning(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(home, capsys, "--keep-or-win", "1000", "--segment", "value_tier:iron", "--kept-points", "2",
                  "--cost-of-winning", "250", "--worth-of-new", "800", "--most-won", "3")

    kept = asked(home, capsys, "--set", "iron.retention=+2pt", "--set", "programme_cost=1000")
    assert found["keep"] == kept["change"]
    assert (found["won_per_year"], found["cost_per_won"]) == (3.0, pytest.approx(1000 / 3))
    assert "above zero" in refused(home, capsys, "--keep-or-win", "-1")


PROGRAMME = [{"name": "Visits", "whom": ["iron"], "move": {"retention": 0.01}, "spread": {"retention": 0.005},
              "ramp_up_months": 6, "cost_per_year": 100}, {"name": "Prices", "move": {"price": 0.005}}]


def test_a_programme_from_a_file(home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    file.write_text(json.dumps(PROGRAMME))

    found = asked(home, capsys, "--programme", str(file))

    assert [row["measure"] for row in found["by_measure"]] == ["Visits", "Prices"]
    assert sum(row["equity"] for row in found["by_measure"]) == pytest.approx(found["change"]["customer_equity"])


@pytest.mark.parametrize(("text", "said"), [
    ("no json", "is not JSON"), ('[{"name": "a", "luck": 1}]', "luck"), ('[{"name": "a", "whom": ["red"]}]', "red")])
def test_a_programme_that_cannot_be_read_is_refused_by_what_is_wrong(
        home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "programme.json"
    file.write_text(text)

    assert said in refused(home, capsys, "--programme", str(file))


def test_a_scenario_is_kept_and_opened_again(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    first = asked(home, capsys, "--set", "iron.retention=+2pt", "--years", "5", "--save", "Keep iron")

    again = asked(home, capsys, "--scenario", first["saved"])

    assert again["change"] == first["change"] and again["assumptions"]["years"] == 5
    assert "nothing-here" in refused(home, capsys, "--scenario", "nothing-here")


def test_where_nothing_is_asked_it_says_what_can_be(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--wanted" in refused(home, capsys)
