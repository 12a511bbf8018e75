"""Forecasts of a load: graded on its past, the winner used, alarms replayed, each kept and later marked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from kadash.loads import FileGiven, load
from kadash.loads.forecasts import keep_forecasts
from kadash.loads.forecasts.origins import origins, possible_from
from kadash.loads.forecasts.past import came
from kadash.loads.forecasts.publish import choose, publish_alarms
from kadash.marts.runner import build_waist
from kadash.policy import default_policy
from kadash.store import Build, Generation, Home
from tests.loads.builders import a_line, lines_file
from tests.marts.builders import a_company
from tests.marts.builders import a_line as a_core_line

POLICY = default_policy()


def test_origins_lie_half_a_year_apart_and_the_last_has_its_half_year_behind_it() -> None:
    assert origins(date(2023, 10, 2), date(2026, 9, 30), POLICY) == [
        date(2025, 3, 31), date(2025, 9, 30), date(2026, 3, 31)]


def test_an_origin_needs_twelve_calendar_months_before_it() -> None:
    assert origins(date(1997, 1, 31), date(1998, 6, 30), POLICY) == [date(1997, 12, 31)]
    assert origins(date(1997, 2, 1), date(1998, 6, 30), POLICY) == []


def test_the_first_day_that_can_be_graded_is_the_one_that_is_told() -> None:
    first = possible_from(date(2026, 3, 10), POLICY)

    assert origins(date(2026, 3, 10), first, POLICY) == [date(2027, 2, 28)]
    assert origins(date(2026, 3, 10), first - timedelta(days=1), POLICY) == []


class TestChosen:
    @staticmethod
    def graded(**rows: tuple[float, float]) -> pd.DataFrame:
        return pd.DataFrame([
            {"forecaster": name, "origin": origin, "error": error, "brier": brier}
            for name, (error, brier) in rows.items() for origin in (1, 2)])

    def test_the_naive_forecast_is_used_where_it_wins(self) -> None:
        found = choose(self.graded(last_six_months=(0.4, float("nan")), p_buys_x_ewma=(0.5, 0.1)))

        assert (found.name, found.decided_by, found.chances_of) == ("last_six_months", "race", "p_buys_x_ewma")

    def test_chances_are_the_plain_share_where_that_comes_true_better(self) -> None:
        found = choose(self.graded(population_mean=(0.9, 0.2), p_buys_x_ewma=(0.5, 0.3)))

        assert (found.name, found.chances_of) == ("p_buys_x_ewma", "population_mean")

    def test_without_any_past_the_default_is_used_and_said_to_be_ungraded(self) -> None:
        found = choose(pd.DataFrame(columns=["forecaster", "error", "brier"]))

        assert (found.name, found.decided_by) == ("p_buys_x_ewma", "too_short")


def a_waist(build: Build) -> None:
    """The sums that the questions read, of core rows up to September 2026."""
    build_waist(build, date(2026, 9, 30), POLICY)


def test_what_came_counts_the_days_after_the_origin_up_to_the_last_only() -> None:
    lines = [a_core_line("A", "2026-03-31", 1000), a_core_line("A", "2026-04-01", 100),
             a_core_line("A", "2026-05-15", 50), a_core_line("A", "2026-05-16", 7), a_core_line("B", "2026-03-01", 9)]
    with a_company(order_line=lines) as build:
        a_waist(build)
        found = came(build, date(2026, 3, 31), date(2026, 5, 15), date(2026, 9, 30),
                     pd.DataFrame({"account_id": ["A", "B"]}))

    # cost is 60 %; B brought nothing, which is known to be 0
    assert found.to_dict("list") == {
        "account_id": ["A", "B"], "purchases": [2.0, 0.0], "revenue": [150.0, 0.0], "contribution": [60.0, 0.0]}


def test_costs_of_a_month_that_lies_half_inside_count_by_its_days() -> None:
    lines = [a_core_line("A", "2026-04-10", 100, freight=30), a_core_line("A", "2026-03-01", 1)]
    with a_company(order_line=lines) as build:
        a_waist(build)
        told = pd.DataFrame({"account_id": ["A"]})
        found = came(build, date(2026, 3, 31), date(2026, 4, 15), date(2026, 9, 30), told)

    assert found["contribution"].tolist() == pytest.approx([40 - 30 * 15 / 30])


class TestAlarms:
    """Account-months by hand: an alarm is right by what came in the six months after."""

    ENDS = [pd.Timestamp(2025, 1, 31) + pd.offsets.MonthEnd(n) for n in range(12)]

    def replayed(self, rows: pd.DataFrame) -> pd.DataFrame:
        with a_company(order_line=[a_core_line()]) as build:
            a_waist(build)
            build.write("mart.account_history", rows)
            publish_alarms(build, late_days=15.0, burden_points=0.02)
            return build.frame("from mart.forecast_alarm").set_index("flag")

    def account(self, name: str, flagged: dict[int, str], **columns: list[float]) -> pd.DataFrame:
        """Twelve month-ends of an account; `flagged`: place to flag; columns a list of twelve."""
        still = [1.0] * 12
        known = {"purchases": still, "lateness": still, "invoices": still, "mean_days_late": [0.0] * 12,
                 "revenue": still, "revenue_12m": still, "revenue_prev_12m": still, "margin_rate_12m": [0.3] * 12,
                 "margin_rate_prev_12m": [0.3] * 12, "contribution_12m": still, "historical_margin": still,
                 "historical_contribution": still, **columns}
        flags = [f'["{flagged[place]}"]' if place in flagged else "[]" for place in range(12)]
        return pd.DataFrame({"account_id": name, "month_end": self.ENDS, "flags": flags, **known})

    def test_an_episode_counts_once_and_is_right_where_nothing_was_bought_in_the_six_months_after(self) -> None:
        silent = self.account("silent", dict.fromkeys([2, 3, 4], "slipping") | {5: "defected", 6: "defected"})
        back = self.account("back", {2: "slipping"}, purchases=[5.0] * 8 + [6.0] * 4)

        found = self.replayed(pd.concat([silent, back]))

        assert found.loc["slipping", ["raised", "came_true", "lead_accounts"]].tolist() == [2, 1, 1]
        assert found.loc["slipping", "lead_days"] == (self.ENDS[5] - self.ENDS[2]).days
        assert found.loc["defected", ["raised", "came_true"]].tolist() == [1, 1]

    def test_who_is_flagged_at_the_first_month_end_or_has_no_six_months_after_counts_as_neither(self) -> None:
        before, late = self.account("before", {0: "slipping"}), self.account("late", {6: "slipping"})

        found = self.replayed(pd.concat([before, late]))

        assert found.loc["slipping", "raised"] == 0
        assert found.loc["slipping", "quiet"] == 11  # six month-ends of each, less the flagged one

    @pytest.mark.parametrize(("margin", "right"), [(28.9, 1), (29.1, 0)])
    def test_a_margin_alarm_is_right_unless_the_rate_came_back_within_a_point(self, margin: float, right: int) -> None:
        # revenue of 100 in the six months after the alarm at place 2, against 30 % in the year before
        rows = self.account("A", {2: "margin_erosion"}, revenue=[0.0] * 8 + [100.0] * 4,
                            historical_margin=[0.0] * 8 + [margin] * 4)

        assert self.replayed(rows).loc["margin_erosion", ["raised", "came_true"]].tolist() == [1, right]

    def test_a_margin_alarm_that_no_cost_can_judge_is_not_counted(self) -> None:
        unknown = [float("nan")] * 12
        rows = self.account("A", {2: "margin_erosion"}, margin_rate_12m=unknown, margin_rate_prev_12m=unknown,
                            historical_margin=unknown)

        assert self.replayed(rows).loc["margin_erosion", "raised"] == 0

    def test_the_base_rate_counts_the_same_end_without_an_alarm(self) -> None:
        loses = self.account("loses", {}, historical_contribution=[-float(n) for n in range(12)])
        earns = self.account("earns", {}, historical_contribution=[float(n) for n in range(12)])

        found = self.replayed(pd.concat([loses, earns]))

        assert found.loc["below_zero", ["quiet", "quiet_came_true"]].tolist() == [12, 6]

    @pytest.mark.parametrize(("days", "right"), [(15.0, 0), (15.1, 1)])
    def test_a_late_payer_is_one_half_a_year_later_if_over_the_days_still(self, days: float, right: int) -> None:
        rows = self.account("A", {2: "late_payer"}, mean_days_late=[20.0] * 8 + [days] * 4)

        assert self.replayed(rows).loc["late_payer", ["raised", "came_true"]].tolist() == [1, right]


def shop(folder: Path, months: int, name: str = "lines.csv", least: int = 0) -> FileGiven:
    """Fifty accounts that buy for 100 on the 15th of each month from January 2024 on."""
    days = [date(2024 + month // 12, month % 12 + 1, 15) for month in range(least, months)]
    rows = [a_line(account=f"A{n:02}", order=f"O{n}-{day}", day=day.isoformat()) for day in days for n in range(50)]
    return lines_file(folder, *rows, name=name)


def loaded(home: Home, *files: FileGiven) -> Generation:
    load(home, list(files), today=date(2027, 12, 31), who="test", policy=POLICY, currency="CNY")
    generation = home.generation()
    assert generation is not None
    return generation


@pytest.fixture(scope="module")
def two_loads(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[tuple[str, ...]]]:
    """Two years, loaded twice; then seven months more. With the journal's history of the first forecast."""
    folder = tmp_path_factory.mktemp("kept")
    home = Home(folder / "home")
    first = shop(folder, 24)
    loaded(home, first)
    loaded(home, first)
    keep_forecasts(home, who="again")
    before = [("forecast", entry.subject) for entry in home.journal().all("forecast")]
    loaded(home, shop(folder, 31, "more.csv", least=24))
    return home, before


def test_the_same_data_again_keep_no_second_forecast(two_loads: tuple[Home, list[tuple[str, ...]]]) -> None:
    assert two_loads[1] == [("forecast", "2025-12-15")]


def test_a_kept_forecast_is_marked_once_the_data_reach_its_end(two_loads: tuple[Home, list[tuple[str, ...]]]) -> None:
    home, _ = two_loads

    history = home.journal().history("forecast", "2025-12-15")

    told, marked = history[0].body, history[-1].body
    assert len(history) == 2
    assert isinstance(told, dict)
    assert isinstance(marked, dict)
    assert (told["horizon_end"], "came" in told) == ("2026-06-15", False)
    # six purchases of 100, 40 of it contribution, by each of fifty
    assert (marked["came"], marked["held"]) == (12_000.0, True)
    assert {name: marked[name] for name in told} == told


def test_each_account_of_a_kept_forecast_lies_in_a_small_file_with_what_came_once_it_is_over(
        two_loads: tuple[Home, list[tuple[str, ...]]]) -> None:
    home, _ = two_loads

    kept = pd.read_parquet(home.path / "forecasts" / "2025-12-15.parquet")

    assert kept.columns.tolist() == ["account_id", "p_buys", "forecast", "low", "high", "came"]
    assert (len(kept), set(kept["came"])) == (50, {240.0})
    assert sorted(path.name for path in (home.path / "forecasts").iterdir()) == [
        "2025-12-15.parquet", "2026-07-15.parquet"]


def test_the_forecast_of_all_is_the_sum_of_accounts_and_the_winner_is_named(
        two_loads: tuple[Home, list[tuple[str, ...]]]) -> None:
    generation = two_loads[0].generation()
    assert generation is not None

    total, = generation.records("from mart.forecast_total")
    summed = generation.one("select sum(forecast), count(*) from mart.forecast_account")

    assert summed is not None
    assert (total["total"], total["accounts"]) == (pytest.approx(summed[0]), summed[1])
    assert total["decided_by"] == "race"
    assert generation.settings["forecaster"] == total["forecaster"]


def test_too_short_a_history_grades_nothing_and_says_from_when(tmp_path: Path) -> None:
    generation = loaded(Home(tmp_path / "home"), shop(tmp_path, 10))

    total, = generation.records("from mart.forecast_total")
    assert (total["decided_by"], total["forecaster"]) == ("too_short", "p_buys_x_ewma")
    assert total["possible_from"] == date(2025, 6, 28)
    assert generation.one("select count(*) from mart.forecast_grade") == (0,)
