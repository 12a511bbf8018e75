"""Who gets which service under a budget and people's hours: options, prices, plans live and exact."""

from kadash.services.plan.exact import exact_plan
from kadash.services.plan.frontier import Frontier, frontier
from kadash.services.plan.held_out import held_out
from kadash.services.plan.limits import Limits
from kadash.services.plan.live import live_plan
from kadash.services.plan.options import Options, options_in_numbers
from kadash.services.plan.solved import Solved, just_missed
from kadash.services.plan.steps import Steps, steps_of

__all__ = [
    "Frontier", "Limits", "Options", "Solved", "Steps", "exact_plan", "frontier", "held_out", "just_missed",
    "live_plan", "options_in_numbers", "steps_of",
]
