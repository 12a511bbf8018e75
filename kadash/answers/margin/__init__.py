"""Where the margin went: quarter against quarter for every account, who melts, and who costs more than they bring."""

from kadash.answers.margin.melting import BelowZero, Melting, below_zero, melting
from kadash.answers.margin.quarters import quarters
from kadash.answers.margin.went import MarginWent, margin_went
from kadash.marts.quarters import Quarter

__all__ = [
    "BelowZero", "MarginWent", "Melting", "Quarter", "below_zero", "margin_went", "melting", "quarters",
]
