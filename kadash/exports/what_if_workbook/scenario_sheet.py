"""The first sheet: every assumption as an input, the totals now and then, and what the page showed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kadash.exports.what_if_workbook.book import (
    COMPANY,
    FIRST,
    INPUTS,
    SHARE_LEVERS,
    TERMS,
    Book,
    lasts_of,
    put_formula,
)
from kadash.scenarios import ACCOUNT_LEVERS


def scenario(book: Book, name: str, as_of: dt.date) -> None:
    """Assumptions, the parts of customer equity and profit, both in sum, and what the page said beside."""
    words, formats = book.words, book.formats
    sheet = book.sheet("scenario", 46, 20, 4)
    sheet.write_string(0, 0, name, formats["title"])
    sheet.write_string(1, 0, words("what_if.workbook.about", None, as_of=words.date(as_of),
                                   currency=book.answer.currency), formats["quiet"])
    sheet.write_string(2, 0, words("what_if.workbook.inputs"), formats["quiet"])
    _assumptions(book, sheet)
    row = FIRST + len(INPUTS) + 1
    for column, head in enumerate(("total", "now", "then", "change")):
        sheet.write_string(row, column, words(f"what_if.workbook.{head}"), formats["head_right" if column else "head"])
    end = row + _parts(book, sheet, row) + 1
    _totals(book, sheet, row, end)
    _as_the_page(book, sheet, end + 3)
    sheet.write_string(end + 6, 0, words("what_if.assumptions"), formats["quiet"])


def _assumptions(book: Book, sheet: Any) -> None:
    for row, (key, figure) in enumerate(_inputs(book).items(), FIRST):
        sheet.write_string(row, 0, book.words(f"what_if.workbook.{key}" if key in TERMS else f"lever.{key}"))
        look = book.formats["input_share" if key in (*SHARE_LEVERS, *TERMS) and key != "years" else "input"]
        if figure is None:
            sheet.write_blank(row, 1, None, look)
        else:
            sheet.write_number(row, 1, figure, look)


def _parts(book: Book, sheet: Any, row: int) -> int:
    """What the sums are made of, below a row: from where they are in how many rows."""
    found, d, years = book.found, book.at("discount"), book.at("years")
    n, cac, value = (book.at(key) for key in ("new_accounts", "acquisition_cost", "new_account_value"))
    cost, once = book.at("programme_cost"), book.at("programme_cost_once")
    alive, then = f"MAX(SUM({book.over('alive')}),1E-300)", f"SUM({book.over('equity_then')})"
    parts = [
        ("accounts", f"=SUM({book.over('equity')})", found.equity.sum(), f"={then}", found.equity_then.sum()),
        ("new_account_worth", None, 0.0, f'=IF({value}="",{then}/{alive},{value})', found.won.value),
        ("winning", None, 0.0, f"={n}*(C{row + 3}-{cac})*(1-(1+{d})^-{years})/{d}", found.winning_value),
        ("programme", None, 0.0, f"=-{cost}*{lasts_of(f'(1/(1+{d}))', years)}-{once}", -found.programme_value),
        ("taking_hold", None, 0.0, None, book.taking_hold.customer_equity),
        ("taking_hold_profit", None, 0.0, None, book.taking_hold.profit_12m),
    ]
    for place, (key, now_formula, now, then_formula, later) in enumerate(parts, row + 1):
        sheet.write_string(place, 0, book.words(f"what_if.workbook.{key}"))
        put_formula(sheet, place, 1, now_formula, now, book.formats["money"])
        put_formula(sheet, place, 2, then_formula, later, book.formats["money"])
    return len(parts)


def _totals(book: Book, sheet: Any, row: int, end: int) -> None:
    """Customer equity and profit, now and then; the parts stand below `row`."""
    found, levers, more = book.found, book.levers, book.taking_hold
    equity, equity_then = float(found.equity.sum()), float(found.equity_then.sum())
    _total(book, sheet, end, "equity", (f"=B{row + 2}", equity), (
        f"=C{row + 2}+C{row + 4}+C{row + 5}+C{row + 6}",
        equity_then + found.winning_value - found.programme_value + more.customer_equity))
    spent = levers.programme_cost + levers.programme_cost_once + levers.new_accounts * levers.acquisition_cost
    paid = "-".join(book.at(key) for key in ("programme_cost", "programme_cost_once"))
    won = f"{book.at('new_accounts')}*{book.at('acquisition_cost')}"
    _total(book, sheet, end + 1, "profit",
           (f"=SUM({book.over('first_year')})", float(found.first_year.sum())),
           (f"=SUM({book.over('first_year_then')})-{paid}-{won}+C{row + 7}",
            float(found.first_year_then.sum()) - spent + more.profit_12m))


def _as_the_page(book: Book, sheet: Any, row: int) -> None:
    """What the page showed when the file was written, as figures."""
    outcome = book.answer.outcome
    for place, (key, told) in enumerate((("equity", "customer_equity"), ("profit", "profit_12m")), row):
        sheet.write_string(place, 0, book.words(f"what_if.workbook.page_{key}"), book.formats["quiet"])
        for column, part in enumerate((outcome.base, outcome.scenario, outcome.change), 1):
            sheet.write_number(place, column, getattr(part, told), book.formats["money"])


def _inputs(book: Book) -> dict[str, float | None]:
    policy = book.answer.of.base.policy
    terms = dict(zip(TERMS, (*book.terms, policy.value.retention_cap, policy.value.retention_floor,
                              policy.what_if.working_capital_rate_per_year), strict=True))
    return {**terms, **{key: getattr(book.levers, key) for key in (*ACCOUNT_LEVERS, *COMPANY)}}


def _total(book: Book, sheet: Any, row: int, key: str, now: tuple[str, float], then: tuple[str, float]) -> None:
    look = book.formats["total"]
    sheet.write_string(row, 0, book.words(f"what_if.workbook.{key}"), book.formats["head"])
    sheet.write_formula(row, 1, now[0], look, now[1])
    sheet.write_formula(row, 2, then[0], look, then[1])
    sheet.write_formula(row, 3, f"=C{row + 1}-B{row + 1}", look, then[1] - now[1])
