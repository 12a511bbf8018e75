"""The workbook of a what-if goes on reckoning, and agrees with the engine."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from kadash.answers import Asked
from kadash.answers.what_if import ProgrammeAnswer, WhatIfAnswer, WhatIfBase, what_if, what_if_programme
from kadash.exports.what_if_workbook import FIRST, INPUTS, what_if_workbook
from kadash.language import words_in
from kadash.scenarios import Levers, Measure, Move, Programme, SloganTest, base_arrays, run_programme
from kadash.scenarios import what_if as reckon
from tests.exports.spreadsheet import Spreadsheet
from tests.scenarios.builders import POLICY, a_portfolio, binned_from

EN = words_in("en")
AS_OF = dt.date(2026, 9, 30)
EVERY_LEVER = Levers(
    retention=0.03, churn_cut=0.05, margin=0.01, price=0.005, frequency=0.04, cost_to_serve=-0.1, wallet=0.2,
    payment_days=-5.0, growth=0.01, new_accounts=3.0, acquisition_cost=700.0, programme_cost=900.0,
    programme_cost_once=400.0, by_segment={"gold": Move(retention=0.05, wallet=-0.3, frequency=0.1)})
FEW = base_arrays(a_portfolio(60, seed=3), POLICY, "tier", order=("platinum", "gold", "iron", "lead"))
MANY = base_arrays(a_portfolio(3_000, seed=2), binned_from(1_000), "tier")


def answer(base: object, levers: Levers, discount: float | None = None, years: int | None = None) -> WhatIfAnswer:
    outcome = reckon(base, levers, discount, years)  # type: ignore[arg-type]
    of = WhatIfBase(base, pd.DataFrame(), None, "value_tier")  # type: ignore[arg-type]
    return WhatIfAnswer("value_tier", outcome, outcome.by_segment, SloganTest(None, None, False), "CNY", None, True, of)


def opened(base: object, levers: Levers, **terms: object) -> Spreadsheet:
    return Spreadsheet(what_if_workbook(EN, answer(base, levers, **terms), "=1+1", AS_OF))  # type: ignore[arg-type]


def totals(sheet: Spreadsheet) -> dict[str, tuple[float, float]]:
    """Equity and profit, now and then."""
    rows = {str(sheet.book["Scenario"].cell(row, 1).value): row for row in range(FIRST + len(INPUTS) + 2, 45)}
    return {name: tuple(sheet.value("Scenario", f"{column}{rows[label]}") for column in "BC")  # type: ignore[misc]
            for name, label in (("equity", "Customer equity"), ("profit", "Profit of the next 12 months"))}


def input_cell(name: str) -> str:
    return f"B{FIRST + 1 + INPUTS.index(name)}"


def test_of_few_accounts_it_is_the_engine_to_the_cent() -> None:
    found, told = totals(opened(FEW, EVERY_LEVER)), reckon(FEW, EVERY_LEVER)

    assert found["equity"] == pytest.approx((told.base.customer_equity, told.scenario.customer_equity), abs=0.005)
    assert found["profit"] == pytest.approx((told.base.profit_12m, told.scenario.profit_12m), abs=0.005)


def test_every_formula_is_worth_what_the_file_says_before_anything_is_recalculated() -> None:
    sheet = opened(FEW, EVERY_LEVER)

    formulas = sheet.formulas()
    assert len(formulas) > 700
    for where, cell in formulas:
        told = sheet.cached[where][cell].value
        assert sheet.value(where, cell) == pytest.approx(told, rel=1e-9, abs=1e-6), (where, cell)


@pytest.mark.parametrize("changed", [
    {"discount": 0.08}, {"years": 5}, {"retention": 0.0}, {"margin": 0.03, "payment_days": 20.0},
    {"cost_to_serve": 0.5, "growth": -0.02}, {"new_accounts": 10.0, "new_account_value": 5000.0},
    {"programme_cost": 0.0, "programme_cost_once": 9000.0}])
def test_a_changed_assumption_recalculates_the_totals_as_the_engine_would(changed: dict[str, float]) -> None:
    sheet = opened(FEW, EVERY_LEVER)
    for name, value in changed.items():
        sheet.put("Scenario", input_cell(name), value)

    levers = Levers(**{**vars(EVERY_LEVER), **{k: v for k, v in changed.items() if k not in ("discount", "years")}})
    told = reckon(FEW, levers, changed.get("discount"), int(changed["years"]) if "years" in changed else None)

    found = totals(sheet)
    assert found["equity"] == pytest.approx((told.base.customer_equity, told.scenario.customer_equity), rel=1e-9)
    assert found["profit"] == pytest.approx((told.base.profit_12m, told.scenario.profit_12m), rel=1e-9)


def test_a_layers_own_lift_changed_in_the_sheet_moves_that_layer_alone() -> None:
    sheet = opened(FEW, EVERY_LEVER)
    rows, gold = range(2, len(FEW.segments) + 2), FEW.segments.index("gold")
    before = [sheet.value("Layers", f"U{row}") for row in rows]

    sheet.put("Layers", f"D{gold + 2}", 0.10)  # its own lift of retention

    after = [sheet.value("Layers", f"U{row}") for row in rows]
    moves = {"gold": Move(retention=0.10, wallet=-0.3, frequency=0.1)}
    told = reckon(FEW, Levers(**{**vars(EVERY_LEVER), "by_segment": moves})).by_segment
    assert [place for place, _ in enumerate(rows) if after[place] != before[place]] == [gold]
    assert after == pytest.approx(told["scenario_equity"].tolist())


def test_the_years_are_those_of_the_page_and_end_with_the_horizon() -> None:
    sheet, told = opened(FEW, EVERY_LEVER, years=6), reckon(FEW, EVERY_LEVER, years=6).yearly

    for year in range(1, 7):
        row = told.iloc[year - 1]
        assert sheet.value("Years", f"B{year + 1}") == pytest.approx(row["base_profit"])
        assert sheet.value("Years", f"C{year + 1}") == pytest.approx(row["scenario_profit"])
    assert (sheet.value("Years", "B8"), sheet.value("Years", "C8")) == (0, 0)


def test_of_many_accounts_it_agrees_within_a_thousandth() -> None:
    found, told = totals(opened(MANY, EVERY_LEVER)), reckon(MANY, EVERY_LEVER)

    assert found["equity"] == pytest.approx((told.base.customer_equity, told.scenario.customer_equity), rel=1e-3)
    assert found["profit"] == pytest.approx((told.base.profit_12m, told.scenario.profit_12m), rel=1e-3)


@pytest.mark.slow
def test_libreoffice_reckons_it_to_the_totals_of_the_page(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    sheet, told = opened(FEW, EVERY_LEVER), reckon(FEW, EVERY_LEVER)
    sheet.book.save(tmp_path / "bare.xlsx")  # formulas without the values that they came to: they must be reckoned

    subprocess.run([office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "bare.xlsx")],
                   check=True, capture_output=True, timeout=120)

    reckoned = load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)["Scenario"]
    rows = {row[0].value: [cell.value for cell in row[1:3]] for row in reckoned.iter_rows() if row[0].value}
    assert rows["Customer equity"] == pytest.approx(
        [told.base.customer_equity, told.scenario.customer_equity], abs=0.005)
    assert rows["Profit of the next 12 months"] == pytest.approx(
        [told.base.profit_12m, told.scenario.profit_12m], abs=0.005)


def test_what_a_person_typed_is_text_and_no_formula() -> None:
    sheet = opened(FEW, Levers())

    title = sheet.book["Scenario"]["A1"]
    assert (title.value, title.data_type) == ("=1+1", "s")


def test_a_programme_has_its_measures_and_what_its_growing_takes() -> None:
    programme = Programme((Measure("@care", ("gold",), Move(retention=0.04), ramp_up_months=18, cost_per_year=100.0,
                                   cost_per_account_per_year=3.0),))
    outcome = run_programme(FEW, programme)
    of = WhatIfBase(FEW, pd.DataFrame(), None, "value_tier")

    sheet = Spreadsheet(what_if_workbook(EN, ProgrammeAnswer(outcome, "CNY", of), "Care", AS_OF))

    found = totals(sheet)
    assert found["equity"][1] == pytest.approx(outcome.scenario.customer_equity)
    assert found["profit"][1] == pytest.approx(outcome.scenario.profit_12m)
    assert sheet.book["Measures"]["A2"].value == "@care" and sheet.book["Measures"]["A2"].data_type == "s"


def test_scenarios_compared_stand_side_by_side_in_chinese_too() -> None:
    row = {name: 1.0 for name in (
        "base_equity", "equity", "equity_change", "equity_low", "equity_high", "base_profit", "profit",
        "profit_change", "payback_months", "then_equity_change", "then_profit_change")}
    compared = pd.DataFrame([
        {"name": "=A", "author": "Li", "at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC), "data_changed": True, **row},
        {"name": "B", "author": "Wang", "at": dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "data_changed": False,
         **row, "payback_months": float("nan")}])

    file = what_if_workbook(words_in("zh"), answer(FEW, Levers(margin=0.01)), "方案一", AS_OF, compared)

    sheet = Spreadsheet(file).book["对比"]
    assert [sheet["B1"].value, sheet["C1"].value] == ["=A", "B"] and sheet["B1"].data_type == "s"
    assert sheet["B4"].value == "保存后数据已变化" and sheet["B13"].value == 1.0 and sheet["C13"].value is None
    assert "推演" in [one.title for one in Spreadsheet(file).book]


def test_the_answers_of_a_company_can_be_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.reviews.builders import a_trading_company, asked_of, published

    asked: Asked = asked_of(published(tmp_path_factory.mktemp("company"), **a_trading_company()))
    levers, programme = what_if(asked, Levers(retention=0.02)), what_if_programme(asked, Programme((Measure("Idle"),)))

    for one in (levers, programme):
        assert one is not None
        found = totals(Spreadsheet(what_if_workbook(EN, one, "Now", AS_OF)))
        assert found["equity"][0] == pytest.approx(one.outcome.base.customer_equity, abs=0.005)
