"""The years ahead: profit now and in the scenario, and what accounts won by then bring."""

from __future__ import annotations

from kadash.exports.what_if_workbook.book import MOST_YEARS, Book, lasts_of, put_formula


def years(book: Book) -> None:
    """A row a year; years beyond the horizon are nought, and count once it is typed longer."""
    words, found, levers, formats = book.words, book.found, book.levers, book.formats
    heads = [*(words(f"what_if.yearly.{key}") for key in ("year", "base", "scenario")),
             words("what_if.workbook.won_by_then")]
    sheet = book.sheet("years", 20, 20, 4, heads)
    alive = f"MAX(SUM({book.over('alive')}),1E-300)"
    stays = f"(SUMPRODUCT({book.over('alive')},{book.over('retention_then')})/{alive})"
    value, growth, d = book.at("new_account_value"), f"(1+{book.at('growth')})", book.at("discount")
    lasts = lasts_of(f"({stays}*{growth}/(1+{d}))", book.at("years"))
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
        put_formula(sheet, year, 1, f"=IF({within},SUMPRODUCT({_profit(book)},{book.over('retention')}^{middle}),0)",
                 now if there else 0.0, formats["money"])
        once = f"-{book.at('programme_cost_once')}" if year == 1 else ""
        put_formula(sheet, year, 2,
                 f"=IF({within},SUMPRODUCT({book.over('profit_then')},({book.over('retention_then')}*{growth})^{middle})"
                 f"-{book.at('programme_cost')}+{book.at('new_accounts')}*(D{row}-{book.at('acquisition_cost')}){once},0)",
                 profit if there else 0.0, formats["money"])


def _profit(book: Book) -> str:
    return f"{book.over('earned')}-{book.over('service')}"
