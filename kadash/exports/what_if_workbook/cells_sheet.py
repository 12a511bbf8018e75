"""The cells that all is summed over: an account a row where they are few, else accounts alike."""

from __future__ import annotations

import numpy as np

from kadash.exports.what_if_workbook.book import COLUMN, MEASURED, TOGETHER, Book, column_of, lasts_of
from kadash.scenarios import ACCOUNT_LEVERS
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import moves_by_segment


def cells(book: Book) -> None:
    """A row a cell: what was measured, and what the formulas make of it."""
    base, found = book.answer.of.base.bins, book.found
    heads = [book.words(f"what_if.workbook.column.{name}") for name in COLUMN]
    sheet = book.sheet("cells", 14, 14, len(COLUMN), heads)
    moves = moves_by_segment(book.answer.of.base, book.levers)
    points, cut = moves["retention"][base.segment], moves["churn_cut"][base.segment]
    measured = [base.segment + 1.0, base.retention, base.retention_low, base.retention_high, base.revenue,
                base.revenue_by_wallet, base.earned, base.earned_by_wallet, base.service, base.alive,
                found.limits.earned, found.limits.revenue]
    after = [1.0 - (1.0 - kept) * (1.0 - cut) + points
             for kept in (base.retention, base.retention_low, base.retention_high)]
    values: list[Floats] = [found.lasts, found.equity, found.first_year, *after, found.retention, found.profit,
                            found.lasts_then, found.equity_then, found.first_year_then]
    formulas = _cell_formulas(book)
    for place in range(len(base)):
        row = place + 1
        for column, numbers in enumerate(measured):
            sheet.write_number(row, column, float(numbers[place]))
        for number, (text, found_values) in enumerate(zip(formulas, values, strict=True)):
            sheet.write_formula(row, len(MEASURED) + number, text.replace("#", str(row + 1)), None,
                                float(np.asarray(found_values)[place]))


def _cell_formulas(book: Book) -> list[str]:
    """The formulas of a row of cells in the order of `RECKONED`; # stands for its row."""
    c = {name: f"{letter}#" for name, letter in COLUMN.items()}
    lever = {name: f"INDEX('{book.sheet_name('layers')}'!${column_of(TOGETHER + number)}$2:"
                   f"${column_of(TOGETHER + number)}${len(book.answer.of.base.segments) + 1},{c['segment']})"
             for number, name in enumerate(ACCOUNT_LEVERS)}
    d, years, growth, cap = book.at("discount"), book.at("years"), f"(1+{book.at('growth')})", book.at("retention_cap")
    q, q_then = f"({c['retention']}/(1+{d}))", f"({c['retention_then']}*{growth}/(1+{d}))"
    width = f"MAX({c['high_then']}-{c['low_then']},1E-12)"
    over = f"MIN(MAX({c['high_then']}-{cap},0),{width})"
    rate = f"({lever['margin']}+{lever['price']}-{lever['payment_days']}/365*{book.at('capital_rate')})"
    middle = f"IF({c['low_then']}<{cap},{c['middle']}-{over}^2/(2*{width}),{c['middle']})"
    unmoved = f"AND({lever['retention']}=0,{lever['churn_cut']}=0)"

    def after(name: str) -> str:
        return f"=1-(1-{c[name]})*(1-{lever['churn_cut']})+{lever['retention']}"

    return [
        f"={lasts_of(q, years)}",
        f"=({c['earned']}-{c['service']})*{c['lasts']}",
        f"=({c['earned']}-{c['service']})*SQRT({c['retention']})",
        after("retention"), after("retention_low"), after("retention_high"),
        f"=IF({unmoved},{c['retention']},MAX({book.at('retention_floor')},MIN({cap},{middle})))",
        f"=(1+{lever['frequency']})*({c['earned']}+{c['limit_earned']}+{lever['wallet']}*{c['earned_by_wallet']}"
        f"+({c['revenue']}+{c['limit_revenue']}+{lever['wallet']}*{c['revenue_by_wallet']})*{rate})"
        f"-{c['service']}*(1+{lever['cost_to_serve']})",
        f"={lasts_of(q_then, years)}",
        f"={c['profit_then']}*{c['lasts_then']}",
        f"={c['profit_then']}*SQRT({c['retention_then']}*{growth})",
    ]
