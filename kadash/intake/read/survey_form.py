"""A filled questionnaire (one form a sheet) as the table of its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from kadash.intake.read.records import Record
from kadash.voice.questionnaire import (
    DRIVER_OF_CODE,
    FIELDS,
    IMPORTANT,
    MARK,
    RECOMMEND_CODE,
    RECOMMEND_MAX,
    SCALE_MAX,
)

HEADER = ("Account Number", "Account Name", "Respondent", "Response date", "Driver", "Score", "Expected", "Importance",
          "Scale")
"""Names that recognition knows, whatever the form's language."""

_FIELD_ORDER = ("account_id", "account_name", "respondent", "response_date")
_MOST_ROWS = 200
"""A form is read to here; people write below it what they like."""


def answers_of_form(records: Iterator[Record]) -> Iterator[Record]:
    """The records as they are; of the shipped questionnaire a header, and a record for each row with a mark.

    Codes in the first column say what a row is; what stands beside them is never read. A record keeps the row of its
    answer, so that what is rejected can be found in the form.
    """
    first = list(islice(records, 1))
    if not first or _cell(first[0].cells, 0) != MARK:
        return chain(first, records)
    return iter(_answers(list(islice(records, _MOST_ROWS))))


def _answers(rows: Sequence[Record]) -> list[Record]:
    by_code = {_cell(row.cells, 0).upper(): row for row in rows if _cell(row.cells, 0)}
    fields = {field: _cell(by_code[code].cells, 2) for code, field in FIELDS.items() if code in by_code}
    matters = {driver: _cell(by_code[code].cells, 3) for code, driver in IMPORTANT.items() if code in by_code}
    found = [Record(1, list(HEADER))]
    for code, driver in DRIVER_OF_CODE.items():
        row = by_code.get(code)
        expected, received = (_cell(row.cells, column) if row else "" for column in (2, 3))
        if row is None or not (expected or received):
            continue
        scale = RECOMMEND_MAX if code == RECOMMEND_CODE else SCALE_MAX
        found.append(Record(row.row, [*(fields.get(field, "") for field in _FIELD_ORDER), driver, received, expected,
                                      matters.get(driver, ""), str(scale)]))
    return found


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""
