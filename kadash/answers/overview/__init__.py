"""Where the profit comes from: key figures against last year, months, the whale curve, and what is flagged."""

from kadash.answers.overview.answer import OverviewAnswer, overview
from kadash.answers.overview.figures import Figures
from kadash.answers.overview.flagged import FlagLine

__all__ = ["Figures", "FlagLine", "OverviewAnswer", "overview"]
