"""A what-if as a workbook that goes on reckoning: change a lever, the discount or the years, and the totals follow.

Sheets: the scenario (assumptions and totals), its layers with their own levers, its years, the cells that all is
summed over (an account a row where they are few, else accounts alike), measures of a programme, and scenarios compared.
"""

from kadash.exports.what_if_workbook.book import FIRST, INPUTS
from kadash.exports.what_if_workbook.workbook import MIME, what_if_workbook

__all__ = ["FIRST", "INPUTS", "MIME", "what_if_workbook"]
