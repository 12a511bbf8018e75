"""A what-if as a workbook that goes on reckoning: change a lever, the discount or the years, and the totals follow.

Sheets: the scenario (assumptions and totals), its layers with their own levers, its years, the cells that all is
summed over (an account a row where they are few, else accounts alike), measures of a programme, and scenarios compared.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from kadash.answers.what_if import ProgrammeAnswer, WhatIfAnswer
from kadash.exports.what_if_reckoned import Reckoned, reckoned, summed
from kadash.language import Words
from kadash.scenarios import ACCOUNT_LEVERS, Levers, Move, Totals
from kadash.scenarios.cells import Floats
from kadash.scenarios.engine import Terms, moves_by_segment

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT_IS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHARE_LEVERS = tuple(lever for lever in ACCOUNT_LEVERS if lever != "payment_days")
_COMPANY = ("new_accounts", "acquisition_cost", "new_account_value", "programme_cost", "programme_cost_once")
FIRST = 4
"""Rows above the first input: name, about, an empty one."""

_TERMS = ("discount", "years", "growth", "retention_cap", "retention_floor", "capital_rate")
INPUTS = (*_TERMS, *ACCOUNT_LEVERS, *_COMPANY)
"""The inputs of the first sheet, a row each from `FIRST` on, value in column B."""

MEASURED = ("segment", "retention", "retention_low", "retention_high", "revenue", "revenue_by_wallet", "earned",
            "earned_by_wallet", "service", "alive", "limit_earned", "limit_revenue")
RECKONED = ("lasts", "equity", "first_year", "middle", "low_then", "high_then", "retention_then", "profit_then",
            "lasts_then", "equity_then", "first_year_then")
COLUMN = {name: chr(ord("A") + place) for place, name in enumerate((*MEASURED, *RECKONED))}
_OWN, _TOGETHER, _SUMS = 3, 3 + len(ACCOUNT_LEVERS), 3 + 2 * len(ACCOUNT_LEVERS)
MOST_YEARS = 50


@dataclass(frozen=True)
class _Book:
    """What the sheets are made of."""

    book: Any
    words: Words
    answer: WhatIfAnswer | ProgrammeAnswer
    levers: Levers
    terms: Terms
    found: Reckoned
    taking_hold: Totals
    formats: dict[str, Any]

    @property
    def cells(self) -> int:
        """Rows of the sheet of cells."""
        return len(self.answer.of.base.bins)

    def sheet_name(self, name: str) -> str:
        """A sheet's name in the reader's language."""
        return self.words(f"what_if.workbook.sheet.{name}")

    def at(self, name: str) -> str:
        """An input of the first sheet."""
        return f"'{self.sheet_name('scenario')}'!$B${FIRST + 1 + INPUTS.index(name)}"

    def over(self, name: str) -> str:
        """A column of the sheet of cells."""
        return f"'{self.sheet_name('cells')}'!${COLUMN[name]}$2:${COLUMN[name]}${self.cells + 1}"


def what_if_workbook(
    words: Words, answer: WhatIfAnswer | ProgrammeAnswer, name: str, as_of: dt.date,
    compared: pd.DataFrame | None = None,
) -> bytes:
    """The file of a scenario; with `compared`, the rows of `compare` on a sheet of their own."""
    given, base = answer.outcome.assumptions, answer.of.base
    terms = Terms(given.discount_per_year, float(given.years), given.levers.growth)
    found = reckoned(base, given.levers, terms)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _TEXT_IS_TEXT) as file:
        file.set_properties({"title": name, "author": "", "created": dt.datetime(2000, 1, 1)})
        book = _Book(file, words, answer, given.levers, terms, found, _taking_hold(answer, found),
                     _formats(file))
        _scenario(book, name, as_of)
        _layers(book)
        _years(book)
        _cells(book)
        if isinstance(answer, ProgrammeAnswer):
            _measures(book, answer)
        if compared is not None:
            _compared(book, compared)
    return out.getvalue()


def _taking_hold(answer: WhatIfAnswer | ProgrammeAnswer, found: Reckoned) -> Totals:
    """What it takes that measures grow into place and are paid for each account: not in the sheet's formulas."""
    if not isinstance(answer, ProgrammeAnswer):
        return Totals(0.0, 0.0)
    levers, change = answer.outcome.assumptions.levers, answer.outcome.change
    equity = float((found.equity_then - found.equity).sum()) + found.winning_value - found.programme_value
    spent = levers.programme_cost + levers.programme_cost_once + levers.new_accounts * levers.acquisition_cost
    profit = float((found.first_year_then - found.first_year).sum()) - spent
    return Totals(change.customer_equity - equity, change.profit_12m - profit)


def _formats(file: Any) -> dict[str, Any]:
    return {
        "head": file.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "title": file.add_format({"bold": True, "font_size": 14}), "quiet": file.add_format({"font_color": "#5B6663"}),
        "money": file.add_format({"num_format": "#,##0.00"}), "number": file.add_format({"num_format": "General"}),
        "share": file.add_format({"num_format": "0.00%"}), "total": file.add_format(
            {"num_format": "#,##0.00", "bold": True, "top": 1}),
        "input": file.add_format({"bg_color": "#FFF7D6", "num_format": "General"}),
        "input_share": file.add_format({"bg_color": "#FFF7D6", "num_format": "0.00%"}),
    }


def _scenario(book: _Book, name: str, as_of: dt.date) -> None:
    words, found, formats = book.words, book.found, book.formats
    sheet = book.book.add_worksheet(book.sheet_name("scenario"))
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 3, 20)
    sheet.write_string(0, 0, name, formats["title"])
    sheet.write_string(1, 0, words("what_if.workbook.about", None, as_of=words.date(as_of),
                                   currency=book.answer.currency), formats["quiet"])
    sheet.write_string(2, 0, words("what_if.workbook.inputs"), formats["quiet"])
    for place, (key, figure) in enumerate(_inputs(book).items()):
        sheet.write_string(FIRST + place, 0, words(f"what_if.workbook.{key}" if key in _TERMS else f"lever.{key}"))
        look = formats["input_share" if key in (*_SHARE_LEVERS, *_TERMS) and key != "years" else "input"]
        if figure is None:
            sheet.write_blank(FIRST + place, 1, None, look)
        else:
            sheet.write_number(FIRST + place, 1, figure, look)
    row = FIRST + len(INPUTS) + 1
    for column, head in enumerate(("total", "now", "then", "change")):
        sheet.write_string(row, column, words(f"what_if.workbook.{head}"), formats["head"])
    d, years = book.at("discount"), book.at("years")
    n, cac, value = (book.at(key) for key in ("new_accounts", "acquisition_cost", "new_account_value"))
    cost, once = book.at("programme_cost"), book.at("programme_cost_once")
    alive, then = f"MAX(SUM({book.over('alive')}),1E-300)", f"SUM({book.over('equity_then')})"
    parts = [
        ("accounts", f"=SUM({book.over('equity')})", found.equity.sum(), f"={then}", found.equity_then.sum()),
        ("new_account_worth", None, 0.0, f'=IF({value}="",{then}/{alive},{value})', found.won.value),
        ("winning", None, 0.0, f"={n}*(C{row + 3}-{cac})*(1-(1+{d})^-{years})/{d}", found.winning_value),
        ("programme", None, 0.0, f"=-{cost}*{_lasts(f'(1/(1+{d}))', years)}-{once}", -found.programme_value),
        ("taking_hold", None, 0.0, None, book.taking_hold.customer_equity),
        ("taking_hold_profit", None, 0.0, None, book.taking_hold.profit_12m),
    ]
    for place, (key, now_formula, now, then_formula, later) in enumerate(parts, 1):
        sheet.write_string(row + place, 0, words(f"what_if.workbook.{key}"))
        _formula(sheet, row + place, 1, now_formula, now, formats["money"])
        _formula(sheet, row + place, 2, then_formula, later, formats["money"])
    end = row + len(parts) + 1
    equity = float(found.equity.sum())
    then_equity = float(found.equity_then.sum()) + found.winning_value - found.programme_value + (
        book.taking_hold.customer_equity)
    _total(book, sheet, end, "equity", (f"=B{row + 2}", equity),
           (f"=C{row + 2}+C{row + 4}+C{row + 5}+C{row + 6}", then_equity))
    levers, first = book.levers, float(found.first_year.sum())
    spent = levers.programme_cost + levers.programme_cost_once + levers.new_accounts * levers.acquisition_cost
    _total(book, sheet, end + 1, "profit", (f"=SUM({book.over('first_year')})", first),
           (f"=SUM({book.over('first_year_then')})-{cost}-{once}-{n}*{cac}+C{row + 7}",
            float(found.first_year_then.sum()) - spent + book.taking_hold.profit_12m))
    outcome = book.answer.outcome
    for place, (key, told) in enumerate((("equity", "customer_equity"), ("profit", "profit_12m")), end + 3):
        sheet.write_string(place, 0, words(f"what_if.workbook.page_{key}"), formats["quiet"])
        for column, part in enumerate((outcome.base, outcome.scenario, outcome.change), 1):
            sheet.write_number(place, column, getattr(part, told), formats["money"])
    sheet.write_string(end + 6, 0, words("what_if.assumptions"), formats["quiet"])


def _inputs(book: _Book) -> dict[str, float | None]:
    policy = book.answer.of.base.policy
    terms = dict(zip(_TERMS, (*book.terms, policy.value.retention_cap, policy.value.retention_floor,
                              policy.what_if.working_capital_rate_per_year), strict=True))
    return {**terms, **{key: getattr(book.levers, key) for key in (*ACCOUNT_LEVERS, *_COMPANY)}}


def _total(book: _Book, sheet: Any, row: int, key: str, now: tuple[str, float], then: tuple[str, float]) -> None:
    look = book.formats["total"]
    sheet.write_string(row, 0, book.words(f"what_if.workbook.{key}"), book.formats["head"])
    sheet.write_formula(row, 1, now[0], look, now[1])
    sheet.write_formula(row, 2, then[0], look, then[1])
    sheet.write_formula(row, 3, f"=C{row + 1}-B{row + 1}", look, then[1] - now[1])


def _formula(sheet: Any, row: int, column: int, formula: str | None, value: float, look: Any) -> None:
    if formula is None:
        sheet.write_number(row, column, float(value), look)
    else:
        sheet.write_formula(row, column, formula, look, float(value))


def _lasts(q: str, years: str) -> str:
    """A(r) of a rate that a cell or an expression holds."""
    return f"SQRT({q})*IF(ABS(1-{q})<1E-9,{years},(1-{q}^{years})/(1-{q}))"


def _layers(book: _Book) -> None:
    words, base, found, formats = book.words, book.answer.of.base, book.found, book.formats
    sheet = book.book.add_worksheet(book.sheet_name("layers"))
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, _SUMS + 4, 16)
    heads = ["#", words("what_if.table.layer"), words("what_if.table.accounts"),
             *(words("what_if.workbook.own", None, lever=words(f"lever.{lever}")) for lever in ACCOUNT_LEVERS),
             *(words("what_if.workbook.together", None, lever=words(f"lever.{lever}")) for lever in ACCOUNT_LEVERS),
             words("what_if.table.base_equity"), words("what_if.table.scenario_equity"), words("what_if.table.change"),
             words("what_if.profit_now"), words("what_if.workbook.profit_then")]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, formats["head"])
    moves = moves_by_segment(base, book.levers)
    sums = [summed(base, values) for values in
            (found.equity, found.equity_then, found.first_year, found.first_year_then)]
    for place, segment in enumerate(base.segments):
        row, own = place + 1, book.levers.by_segment.get(segment, Move())
        sheet.write_number(row, 0, place + 1)
        sheet.write_string(row, 1, book.answer.of.name(segment, words))
        sheet.write_number(row, 2, int(base.accounts_by_segment[place]))
        for number, lever in enumerate(ACCOUNT_LEVERS):
            look = "" if lever == "payment_days" else "_share"
            sheet.write_number(row, _OWN + number, getattr(own, lever), formats[f"input{look}"])
            sheet.write_formula(
                row, _TOGETHER + number, f"={book.at(lever)}+{_column(_OWN + number)}{row + 1}",
                formats["share" if look else "number"], float(moves[lever][place]))
        figures = [sums[0][place], sums[1][place], sums[1][place] - sums[0][place], sums[2][place], sums[3][place]]
        a, b = _column(_SUMS), _column(_SUMS + 1)
        texts = [_sum_of(book, row, "equity"), _sum_of(book, row, "equity_then"), f"={b}{row + 1}-{a}{row + 1}",
                 _sum_of(book, row, "first_year"), _sum_of(book, row, "first_year_then")]
        for number, (text, figure) in enumerate(zip(texts, figures, strict=True)):
            sheet.write_formula(row, _SUMS + number, text, formats["money"], figure)


def _sum_of(book: _Book, row: int, name: str) -> str:
    return f"=SUMIF({book.over('segment')},A{row + 1},{book.over(name)})"


def _column(place: int) -> str:
    return chr(ord("A") + place)


def _years(book: _Book) -> None:
    words, found, levers, formats = book.words, book.found, book.levers, book.formats
    sheet = book.book.add_worksheet(book.sheet_name("years"))
    sheet.set_column(0, 3, 20)
    for column, key in enumerate(("year", "base", "scenario")):
        sheet.write_string(0, column, words(f"what_if.yearly.{key}"), formats["head"])
    sheet.write_string(0, 3, words("what_if.workbook.won_by_then"), formats["head"])
    alive = f"MAX(SUM({book.over('alive')}),1E-300)"
    stays = f"(SUMPRODUCT({book.over('alive')},{book.over('retention_then')})/{alive})"
    value, growth, d = book.at("new_account_value"), f"(1+{book.at('growth')})", book.at("discount")
    lasts = _lasts(f"({stays}*{growth}/(1+{d}))", book.at("years"))
    each = f'IF({value}="",SUM({book.over("profit_then")})/{alive},{value}/({lasts}))'
    base, kept = book.answer.of.base.bins, found.retention * (1.0 + book.terms.growth)
    horizon, won_so_far = int(book.terms.years), 0.0
    for year in range(1, MOST_YEARS + 1):
        row, there = year + 1, year <= horizon
        sheet.write_number(year, 0, year)
        middle, within = f"(A{row}-0.5)", f"A{row}<={book.at('years')}"
        now = float((base.profit * base.retention ** (year - 0.5)).sum())
        then = float((found.profit * kept ** (year - 0.5)).sum())
        won_so_far += found.won.profit * (found.won.retention * (1.0 + book.terms.growth)) ** (year - 1.5) if (
            year > 1) else 0.0
        text = "=0" if year == 1 else f"=D{row - 1}+{each}*({stays}*{growth})^(A{row}-1.5)"
        sheet.write_formula(year, 3, text, formats["money"], won_so_far)
        profit = then - levers.programme_cost + levers.new_accounts * (won_so_far - levers.acquisition_cost) - (
            levers.programme_cost_once if year == 1 else 0.0)
        _formula(sheet, year, 1, f"=IF({within},SUMPRODUCT({_profit(book)},{book.over('retention')}^{middle}),0)",
                 now if there else 0.0, formats["money"])
        once = f"-{book.at('programme_cost_once')}" if year == 1 else ""
        _formula(sheet, year, 2,
                 f"=IF({within},SUMPRODUCT({book.over('profit_then')},({book.over('retention_then')}*{growth})^{middle})"
                 f"-{book.at('programme_cost')}+{book.at('new_accounts')}*(D{row}-{book.at('acquisition_cost')}){once},0)",
                 profit if there else 0.0, formats["money"])


def _profit(book: _Book) -> str:
    return f"{book.over('earned')}-{book.over('service')}"


def _cells(book: _Book) -> None:
    base, found = book.answer.of.base.bins, book.found
    sheet = book.book.add_worksheet(book.sheet_name("cells"))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(COLUMN), 14)
    for column, name in enumerate(COLUMN):
        sheet.write_string(0, column, book.words(f"what_if.workbook.column.{name}"), book.formats["head"])
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


def _cell_formulas(book: _Book) -> list[str]:
    """The formulas of a row of cells in the order of `RECKONED`; # stands for its row."""
    c = {name: f"{letter}#" for name, letter in COLUMN.items()}
    lever = {name: f"INDEX('{book.sheet_name('layers')}'!${_column(_TOGETHER + number)}$2:"
                   f"${_column(_TOGETHER + number)}${len(book.answer.of.base.segments) + 1},{c['segment']})"
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
        f"={_lasts(q, years)}",
        f"=({c['earned']}-{c['service']})*{c['lasts']}",
        f"=({c['earned']}-{c['service']})*SQRT({c['retention']})",
        after("retention"), after("retention_low"), after("retention_high"),
        f"=IF({unmoved},{c['retention']},MAX({book.at('retention_floor')},MIN({cap},{middle})))",
        f"=(1+{lever['frequency']})*({c['earned']}+{c['limit_earned']}+{lever['wallet']}*{c['earned_by_wallet']}"
        f"+({c['revenue']}+{c['limit_revenue']}+{lever['wallet']}*{c['revenue_by_wallet']})*{rate})"
        f"-{c['service']}*(1+{lever['cost_to_serve']})",
        f"={_lasts(q_then, years)}",
        f"={c['profit_then']}*{c['lasts_then']}",
        f"={c['profit_then']}*SQRT({c['retention_then']}*{growth})",
    ]


def _measures(book: _Book, answer: ProgrammeAnswer) -> None:
    sheet, words = book.book.add_worksheet(book.sheet_name("measures")), book.words
    names = ("measure", "equity", "profit", "alone_equity", "left_out_equity")
    sheet.set_column(0, len(names), 22)
    for column, name in enumerate(names):
        sheet.write_string(0, column, words(f"what_if.workbook.measures.{name}"), book.formats["head"])
    for row, values in enumerate(answer.outcome.by_measure.to_dict("records"), 1):
        sheet.write_string(row, 0, answer.measure_name(values["measure"], words))
        for column, name in enumerate(names[1:], 1):
            sheet.write_number(row, column, float(values[name]), book.formats["money"])


def _compared(book: _Book, compared: pd.DataFrame) -> None:
    sheet, words = book.book.add_worksheet(book.sheet_name("compared")), book.words
    names = ("base_equity", "equity", "equity_change", "equity_low", "equity_high", "base_profit", "profit",
             "profit_change", "payback_months", "then_equity_change", "then_profit_change")
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(compared), 22)
    for column, row in enumerate(compared.to_dict("records"), 1):
        sheet.write_string(0, column, str(row["name"]), book.formats["head"])
        said = (str(row["author"]), words.moment(row["at"]),
                words("what_if.workbook.data_changed" if row["data_changed"] else "what_if.workbook.data_same"))
        for place, text in enumerate(said, 1):
            sheet.write_string(place, column, text)
        for place, name in enumerate(names, 4):
            value = float(row[name])
            if np.isfinite(value):
                sheet.write_number(place, column, value, book.formats["number" if "month" in name else "money"])
    heads = ("name", "author", "at", "data", *names)
    for place, name in enumerate(heads):
        sheet.write_string(place, 0, words(f"what_if.workbook.compared.{name}"), book.formats["head"])
