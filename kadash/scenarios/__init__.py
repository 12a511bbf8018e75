"""Assumptions to outcome: the retention what-if."""

from kadash.scenarios.base import Base, base_arrays
from kadash.scenarios.levers import ACCOUNT_LEVERS, LEVERS, NO_CHANGE, Lever, Levers, Move
from kadash.scenarios.outcome import Outcome, Totals
from kadash.scenarios.parse import parse_levers
from kadash.scenarios.programme import Measure, Programme
from kadash.scenarios.run_programme import ProgrammeOutcome, run_programme
from kadash.scenarios.scenario import equity_change
from kadash.scenarios.sensitivity import SloganTest, lever_for, slogan, tornado
from kadash.scenarios.what_if import what_if

__all__ = [
    "ACCOUNT_LEVERS", "LEVERS", "NO_CHANGE", "Base", "Lever", "Levers", "Measure", "Move", "Outcome", "Programme",
    "ProgrammeOutcome", "SloganTest", "Totals", "base_arrays", "equity_change", "lever_for", "parse_levers",
    "run_programme", "slogan", "tornado", "what_if",
]
