"""Assumptions to outcome: the retention what-if."""

from kadash.scenarios.backwards import wanted, wanted_by_segment
from kadash.scenarios.base import Base, base_arrays
from kadash.scenarios.keep_or_win import Keeping, KeepOrWin, Winning, keep_or_win, value_of_one
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, NO_CHANGE, Lever, Levers, Move
from kadash.scenarios.outcome import Outcome, Totals
from kadash.scenarios.parse import parse_levers
from kadash.scenarios.programme import Measure, Programme
from kadash.scenarios.run_programme import ProgrammeOutcome, run_programme
from kadash.scenarios.scenario import equity_change
from kadash.scenarios.scenario_json import (
    programme_from_json,
    programme_to_json,
    scenario_from_json,
    scenario_to_json,
)
from kadash.scenarios.sensitivity import SloganTest, lever_for, slogan, tornado
from kadash.scenarios.setup import Setup
from kadash.scenarios.text import levers_from_text, levers_to_text, scenario_from_address, scenario_to_address
from kadash.scenarios.what_if import what_if

__all__ = [
    "ACCOUNT_LEVERS", "LEVERS", "NO_CHANGE", "Base", "KeepOrWin", "Keeping", "Lever", "Levers", "Measure", "Move",
    "Outcome", "Programme", "ProgrammeOutcome", "Setup", "SloganTest", "Totals", "Winning", "base_arrays",
    "equity_change", "keep_or_win", "lever_for", "levers_from_text", "levers_to_text", "parse_levers",
    "programme_from_json", "programme_to_json", "run_programme",
    "scenario_from_address", "scenario_from_json", "scenario_to_address", "scenario_to_json", "slogan", "tornado",
    "value_of_one", "wanted", "wanted_by_segment", "what_if",
]
