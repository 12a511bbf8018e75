"""The main job from a terminal: sample, load, status, what-if, services."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from kadash.cli import main
from kadash.store import Home

ROOT = Path(__file__).parents[2]


def kadash(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kadash", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


ORDERS = """Account Number,Order Date,Order Number,Net Value
A1,2026-01-05,1,100.10
A2,2026-02-07,2,50.05
Total,,,150.15
"""


def test_a_file_of_orders_becomes_a_generation_with_every_row_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)

    done = kadash("load", str(tmp_path / "orders.csv"), "--data", str(tmp_path / "home"), "--json")

    report = json.loads(done.stdout)
    assert (done.returncode, report["generation"], report["as_of"], report["revenue"]) == (
        0, "generations/g000001.duckdb", "2026-02-07", "150.15")
    assert report["tables"]["order_line"] == {"read": 3, "accepted": 2, "rejected": 0, "set_aside": 1}
    assert report["files"][0]["encoding"] == "utf-8" and report["files"][0]["header_row"] == 1


def test_when_nothing_can_be_used_it_ends_with_two_says_why_and_keeps_the_old_state(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)
    (tmp_path / "empty.csv").write_text("")
    data = str(tmp_path / "home")
    main(["load", str(tmp_path / "orders.csv"), "--data", data])
    capsys.readouterr()

    code = main(["load", str(tmp_path / "empty.csv"), "--data", data, "--lang", "zh"])

    said = capsys.readouterr()
    assert code == 2 and "empty.csv" in said.err and "Traceback" not in said.err
    assert Home(tmp_path / "home").generation().name == "g000001"


def test_before_the_first_load_status_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--data", str(tmp_path / "none"), "--lang", "en"]) == 2
    assert "python -m kadash load PATH" in capsys.readouterr().err


def test_status_agrees_with_what_was_loaded(sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "status", "--data", str(sample_home.path))

    assert found["as_of"] == "2026-09-30"
    assert found["tables"]["order_line"]["read"] == sum(
        found["tables"]["order_line"][part] for part in ("accepted", "rejected", "set_aside"))
    assert Decimal(found["revenue"]) > 500_000_000


def test_a_what_if_without_change_is_the_customer_equity_of_every_other_page(
        sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "what-if", "--data", str(sample_home.path), "--set", "retention=+0pt")

    equity, = sample_home.generation().one("select sum(current_value) from mart.value")
    assert found["base"]["customer_equity"] == pytest.approx(equity, abs=0.01)
    assert found["scenario"] == found["base"]


def test_a_lever_on_one_layer_moves_that_layer_alone(
        sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "what-if", "--data", str(sample_home.path), "--set", "margin=+1pt", "--segment",
                    "value_tier:gold")

    moved = {row["segment"]: row["change"] for row in found["by_segment"]}
    assert moved.pop("gold") > 0
    assert set(moved.values()) == {0}


def test_a_lever_that_does_not_exist_is_named(sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["what-if", "--data", str(sample_home.path), "--set", "luck=+5pt", "--lang", "en"]) == 2
    assert "luck" in capsys.readouterr().err


def test_services_are_those_of_the_mart_with_their_reasons(
        sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    account, = sample_home.generation().one(
        "select account_id from mart.proposal group by account_id having count(*) > 2 order by account_id limit 1")

    found = as_json(capsys, "services", "--data", str(sample_home.path), "--account", str(account))

    in_mart = sample_home.generation().rows(
        "select service_id from mart.proposal where account_id = $account order by rank", account=account)
    assert [(p["service_id"],) for p in found["proposals"]] == in_mart
    assert all(p["reasons"]["because"] for p in found["proposals"])


def test_an_unknown_account_gets_a_sentence_in_the_readers_language(
        sample_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "--data", str(sample_home.path), "--account", "no-such", "--lang", "zh"]) == 2
    assert "没有客户 no-such" in capsys.readouterr().err
