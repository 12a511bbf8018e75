"""Where the margin went: quarter against quarter for every account, who melts, and who costs more than they bring."""

from kadash.answers.margin.melting import BelowZero, Melting, below_zero, melting
from kadash.answers.margin.quarters import AGAINST, Quarter, quarters
from kadash.answers.margin.went import MarginWent, margin_went

__all__ = [
    "AGAINST", "BelowZero", "MarginWent", "Melting", "Quarter", "below_zero", "margin_went", "melting", "quarters",
]
