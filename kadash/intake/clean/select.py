"""The statement that types and judges every record of a text table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kadash.intake.clean import amounts
from kadash.intake.clean.currencies import hinted_currency, in_another_currency, nothing_of
from kadash.intake.clean.quoting import literal
from kadash.intake.clean.typed_record import ANSWER, TypedRecord, listed
from kadash.intake.clean.verdicts import UNSURE, Fault, Verdicts
from kadash.intake.clean.words import is_cancelled
from kadash.intake.reading import Reading
from kadash.intake.text_table import TextTable

__all__ = ["UNSURE", "Fault", "Selection", "records", "selection"]


@dataclass(frozen=True)
class Selection:
    """A select statement and what its columns are; `optional` names the columns behind the bits of `unread`."""

    sql: str
    fields: tuple[str, ...]
    side: tuple[str, ...]
    answers: tuple[str, ...]
    faults: tuple[Fault, ...]
    optional: tuple[str, ...]


def selection(table: TextTable, reading: Reading, source_id: int, *, today: date, heads: bool, quick: bool = False,
              unsure: str | None = None) -> Selection:
    """The statement for a text table: records, cells without blanks, typed values, verdict, one step each.

    `quick`: read cells in the ways that the sample shows and leave records with any others UNSURE, with their `cells`
    as they stand. `unsure`: the table that holds such records (source_row, cells), to be read instead of the file.
    """
    record = TypedRecord(table, reading, quick)
    verdicts = Verdicts(record, today, heads)
    outputs = _outputs(record)
    sql = f"""
with record as ({_unsure(table, unsure) if unsure else _all(record)}),
bare as (select *, {listed(record.bare())} from record),
text as (select *, {listed(record.texts())} from bare),
{record.steps()}
figured as (select *, {_figures(record)}, {record.first_cell()} as first_cell from {record.last_step()}),
judged as (select *, {verdicts.verdict()} as fault from figured)
select {listed(f"{sql} as {name}" for name, sql in outputs.items())},
  cast({source_id} as integer) as source_id, source_row, fault, {verdicts.fault_value()} as fault_value,
  {verdicts.unread()} as unread{f", {_kept(table)} as cells" if quick else ""}
from judged"""
    side = tuple(name for name in outputs if "__" in name and not name.startswith(ANSWER))
    answers = tuple(name for name in outputs if name.startswith(ANSWER))
    fields = tuple(name for name in outputs if "__" not in name)
    optional = tuple(column.header for column in verdicts.optional)
    return Selection(sql, fields, side, answers, verdicts.faults, optional)


def _all(record: TypedRecord) -> str:
    return f"select {record.row_number()} as source_row, {listed(record.raw())} from {records(record.table)}"


def _kept(table: TextTable) -> str:
    """The cells of a record that is left unsure."""
    return f"case when fault = {UNSURE} then [{', '.join(table.columns)}] end"


def _unsure(table: TextTable, kept: str) -> str:
    """Records from the table that holds their cells."""
    cells = [f"cells[{place}] as {name}" for place, name in enumerate(table.columns, 1)]
    return f"select source_row, {listed(cells)} from {kept}"


def records(table: TextTable) -> str:
    """The table function that reads a text table's records as text, a column `row` first where they are numbered."""
    path = literal(str(table.path))
    if table.form == "parquet":
        return f"read_parquet({path})"
    names = (["row"] if table.numbered else []) + list(table.columns)
    columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
    return (f"read_csv({path}, auto_detect = false, header = false, delim = {literal(table.delimiter)}, "
            f"quote = {literal(table.quote)}, escape = {literal(table.escape)}, skip = {table.skip_lines}, "
            f"columns = {{{columns}}}, strict_mode = true, null_padding = false, max_line_size = 16777216)")


def _figures(record: TypedRecord) -> str:
    """Values that rest on several columns: the net amount and the price before discount of an order line."""
    if record.reading.table != "order_line":
        return "1 as nothing"
    foreign = {column.field for column in in_another_currency(record.reading, record.table)}
    value = {field: f"v_{field}" for field in record.own if field != "refund" or field not in foreign}
    list_price = amounts.list_price(record.reading, record.table, value)
    parts = [f"{amounts.net_amount(record.reading, record.table, value)} as net_amount"]
    return listed([*parts, f"{list_price or 'cast(null as decimal(18, 6))'} as price_before_discount"])


def _outputs(record: TypedRecord) -> dict[str, str]:
    """Output column to the SQL that fills it."""
    found = {record.name(c).removeprefix("v_"): record.name(c) for c in record.columns}
    if record.reading.table == "order_line":
        found |= {"amount": "net_amount", "list_price": "price_before_discount"}
        if amounts.refund_taken_off(record.reading) is None:
            found.pop("refund", None)
    if record.reading.table == "order_header" and "status" in record.own:
        found["cancelled"] = is_cancelled(record.text(record.own["status"]))
    if hinted := hinted_currency(record):
        found["hinted_currency"] = hinted
    for column in in_another_currency(record.reading, record.table):
        found[column.field] = nothing_of(column)
    return found
