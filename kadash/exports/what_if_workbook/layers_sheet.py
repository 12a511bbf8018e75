"""The layers: their own levers, what stands together with those for all, and their sums."""

from __future__ import annotations

from kadash.exports.what_if_workbook.book import OWN, SUMS, TOGETHER, Book, column_of
from kadash.exports.what_if_workbook.reckoned import summed
from kadash.scenarios import ACCOUNT_LEVERS, Move
from kadash.scenarios.engine import moves_by_segment


def layers(book: Book) -> None:
    """A row a layer: a change of its own levers moves it alone."""
    words, base, found, formats = book.words, book.answer.of.base, book.found, book.formats
    heads = ["#", words("what_if.table.layer"), words("what_if.table.accounts"),
             *(words("what_if.workbook.own", None, lever=words(f"lever.{lever}")) for lever in ACCOUNT_LEVERS),
             *(words("what_if.workbook.together", None, lever=words(f"lever.{lever}")) for lever in ACCOUNT_LEVERS),
             words("what_if.table.base_equity"), words("what_if.table.scenario_equity"), words("what_if.table.change"),
             words("what_if.profit_now"), words("what_if.workbook.profit_then")]
    sheet = book.sheet("layers", 5, 16, SUMS + 5, heads)
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
            sheet.write_number(row, OWN + number, getattr(own, lever), formats[f"input{look}"])
            sheet.write_formula(
                row, TOGETHER + number, f"={book.at(lever)}+{column_of(OWN + number)}{row + 1}",
                formats["share" if look else "number"], float(moves[lever][place]))
        figures = [sums[0][place], sums[1][place], sums[1][place] - sums[0][place], sums[2][place], sums[3][place]]
        a, b = column_of(SUMS), column_of(SUMS + 1)
        texts = [_sum_of(book, row, "equity"), _sum_of(book, row, "equity_then"), f"={b}{row + 1}-{a}{row + 1}",
                 _sum_of(book, row, "first_year"), _sum_of(book, row, "first_year_then")]
        for number, (text, figure) in enumerate(zip(texts, figures, strict=True)):
            sheet.write_formula(row, SUMS + number, text, formats["money"], figure)


def _sum_of(book: Book, row: int, name: str) -> str:
    return f"=SUMIF({book.over('segment')},A{row + 1},{book.over(name)})"
