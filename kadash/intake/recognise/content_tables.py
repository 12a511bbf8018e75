"""Tables other than order lines found by content: keys shared with the batch, words of coded fields, pairs of dates.

Each finder gives fields to columns, or nothing where the cells leave a doubt: what is unread can be chosen by a person,
what is read wrongly is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kadash.intake.recognise.batch_keys import BatchKeys
from kadash.intake.recognise.columns import Columns, share
from kadash.intake.recognise.evidence import determines
from kadash.intake.recognise.value_words import holds_words_of
from kadash.intake.text_table import TextTable

_NEARLY_ALL = 0.95
_FEWEST_ROWS = 5
_TERMS_DAYS = frozenset({0, 7, 10, 14, 15, 20, 21, 28, 30, 31, 45, 60, 75, 90, 120, 180})
_USUAL_TERMS_DAYS = frozenset({14, 15, 30, 45, 60, 90})
_TOPMOST_MARK = 10
_SHORTEST_CONTRACT_DAYS, _USUAL_CONTRACT_DAYS = 27, 180
Found = Mapping[str, int]


@dataclass(frozen=True)
class Unknown:
    """A file whose headers say nothing, and what the rest of the batch knows."""

    table: TextTable
    columns: Columns
    keys: BatchKeys

    def without(self, taken: Sequence[int | None]) -> Unknown:
        """The same with fewer free columns."""
        return Unknown(self.table, self.columns.without({i for i in taken if i is not None}), self.keys)


def found_by_cells(unknown: Unknown) -> tuple[str, Found] | None:
    """The one table whose finder is satisfied, with its columns; None where none or several are."""
    if len(unknown.columns.rows) < _FEWEST_ROWS:
        return None
    for group in _FINDERS:
        found = [(table, uses) for table, finder in group.items() if (uses := finder(unknown))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _account_of(unknown: Unknown) -> dict[str, int]:
    """The columns whose values are accounts of the batch: the number, the name, or both."""
    number = unknown.keys.column(unknown.columns, "account_id")
    rest = unknown.without([number])
    name = rest.keys.column(rest.columns, "account_name")
    both = {"account_id": number, "account_name": name}
    return {field: index for field, index in both.items() if index is not None}


def receivable(unknown: Unknown) -> Found:
    """An account, a due date that is an invoice date plus usual terms, and one open amount."""
    who = _account_of(unknown)
    columns = unknown.columns.without({*who.values()})
    dated = _invoice_and_due(columns)
    amounts = _invoiced_and_paid(columns.without({*dated.values()}), dated)
    if not (who and dated and amounts):
        return {}
    rest = Unknown(unknown.table, columns, unknown.keys).without([*dated.values(), *amounts.values()])
    order = rest.keys.column(rest.columns, "order_id")
    numbers = [index for index in rest.columns.key_columns() if index != order]
    found = who | dated | amounts | ({"order_id": order} if order is not None else {})
    return found | ({"invoice_id": numbers[0]} if len(numbers) == 1 else {})


def _invoice_and_due(columns: Columns) -> dict[str, int]:
    """Two dates a usual payment term apart, and the day of payment: a date that is missing where nothing was paid."""
    full = columns.full_dates()
    pairs = [(one, two) for one in full for two in full if one != two and _are_terms(columns, one, two)]
    if len(pairs) != 1:
        return {}
    invoice, due = pairs[0]
    later = [index for index in columns.dates() if index not in (invoice, due) and _after(columns, invoice, index)]
    return {"invoice_date": invoice, "due_date": due} | ({"paid_date": later[0]} if len(later) == 1 else {})


def _are_terms(columns: Columns, one: int, two: int) -> bool:
    gaps = _gaps(columns, one, two)
    return share([gap in _TERMS_DAYS for gap in gaps]) > _NEARLY_ALL and share(
        [gap in _USUAL_TERMS_DAYS for gap in gaps]) > 0.3


def _gaps(columns: Columns, one: int, two: int) -> list[int]:
    pairs = zip(columns.days(one), columns.days(two), strict=True)
    return [(end - start).days for start, end in pairs if start and end]


def _after(columns: Columns, one: int, two: int) -> bool:
    return share([gap >= 0 for gap in _gaps(columns, one, two)]) > _NEARLY_ALL


def _invoiced_and_paid(columns: Columns, dated: Mapping[str, int]) -> dict[str, int]:
    """The amount that always stands there; what was paid of it stands beside the day of payment, and is not more."""
    money = columns.money()
    if len(money) == 1:
        return {"amount": money[0]} if columns.is_full(money[0]) else {}
    if len(money) != 2 or "paid_date" not in dated:
        return {}
    amount, paid = money if _is_part(columns, money[1], money[0]) else (money[1], money[0])
    days = columns.days(dated["paid_date"])
    beside = share([(sum_paid or 0) != 0 for sum_paid, day in zip(columns.figures(paid), days, strict=True) if day])
    distinct = not (_is_part(columns, amount, paid) and columns.figures(amount) != columns.figures(paid))
    sure = _is_part(columns, paid, amount) and beside > _NEARLY_ALL and distinct and columns.is_full(amount)
    return {"amount": amount, "paid_amount": paid} if sure else {}


def _is_part(columns: Columns, part: int, whole: int) -> bool:
    """Whether hardly any figure of one column is above that of the other."""
    pairs = zip(columns.figures(part), columns.figures(whole), strict=True)
    return share([p <= w for p, w in pairs if p is not None and w is not None]) > _NEARLY_ALL


def payment(unknown: Unknown) -> Found:
    """An account, one date, one sum, and the numbers of invoices that the batch has."""
    who = _account_of(unknown)
    rest = unknown.without([*who.values()])
    invoice = rest.keys.column(rest.columns, "invoice_id")
    dates, money = rest.columns.full_dates(), rest.columns.money()
    if not who or invoice is None or len(dates) != 1 or len(money) != 1 or len(rest.columns.dates()) != 1:
        return {}
    return who | {"payment_date": dates[0], "amount": money[0], "invoice_id": invoice}


def service_event(unknown: Unknown) -> Found:
    """An account, a day, and words of complaints, visits, training and support."""
    found = _worded(unknown, "service_event", "kind")
    if not found:
        return {}
    columns = unknown.columns.without({*found.values()})
    full = columns.full_dates()
    opened = [one for one in full if all(_after(columns, one, other) for other in columns.dates() if other != one)]
    if len(opened) != 1:
        return {}
    later = [index for index in columns.dates() if index != opened[0]]
    severe = [index for index in columns.labels()
              if holds_words_of(columns.profiles[index], "service_event", "severity")]
    optional = {"closed_date": later, "severity": severe, "event_id": columns.key_columns()}
    return found | {"event_date": opened[0]} | _single(optional)


def quote(unknown: Unknown) -> Found:
    """An account, one date, words of won and lost; of two sums the smaller was offered, the larger is by the list."""
    found = _worded(unknown, "quote", "outcome")
    columns = unknown.columns.without({*found.values()})
    dates, money = columns.dates(), columns.money()
    if not found or len(dates) != 1:
        return {}
    sums: dict[str, int] = {"amount": money[0]} if len(money) == 1 else {}
    if len(money) == 2 and _is_part(columns, money[0], money[1]) != _is_part(columns, money[1], money[0]):
        first_is_less = _is_part(columns, money[0], money[1])
        sums = {"amount": money[0 if first_is_less else 1], "list_amount": money[1 if first_is_less else 0]}
    rest = Unknown(unknown.table, columns, unknown.keys)
    category = rest.keys.column(columns, "category")
    known = {"category": category} if category is not None else {}
    return found | {"quote_date": dates[0]} | sums | known | _single({"quote_id": columns.key_columns()})


def contract(unknown: Unknown) -> Found:
    """An account, a start and an end months apart, and words of kinds of contracts."""
    found = _worded(unknown, "contract", "kind")
    columns = unknown.columns.without({*found.values()})
    dates = columns.dates()
    if not found or len(dates) != 2:
        return {}
    start, end = dates if _after(columns, dates[0], dates[1]) else (dates[1], dates[0])
    gaps = sorted(_gaps(columns, start, end))
    long_ones = share([gap >= _SHORTEST_CONTRACT_DAYS for gap in gaps])
    if not columns.is_full(start) or long_ones < _NEARLY_ALL or gaps[len(gaps) // 2] < _USUAL_CONTRACT_DAYS:
        return {}
    return found | {"start_date": start, "end_date": end} | _single({"contract_id": columns.key_columns()})


def survey_response(unknown: Unknown) -> Found:
    """An account, a day, words of drivers and a column of marks.

    Of two the one that is always filled is the score, which every answer has; what was expected is left blank by some.
    Where both are always filled, nobody can say which was the expectation.
    """
    found = _worded(unknown, "survey_response", "driver")
    columns = unknown.columns.without({*found.values()})
    dates = columns.dates()
    whole = [index for index in columns.numbers() if columns.profiles[index].whole > _NEARLY_ALL
             and 0 < columns.profiles[index].largest <= _TOPMOST_MARK]
    marks = [index for index in whole if columns.profiles[index].count > 2]
    if not found or len(dates) != 1 or not 0 < len(marks) < 3:
        return {}
    scores = marks if len(marks) == 1 else [index for index in marks if columns.is_full(index)]
    if len(scores) != 1:
        return {}
    expected = _single({"expectation": [index for index in marks if index != scores[0]]})
    top = max(columns.profiles[index].largest for index in marks)
    scales = [index for index in whole if _is_scale(columns, index, top)]
    return found | {"response_date": dates[0], "score": scores[0]} | expected | _single({"scale_max": scales})


def _is_scale(columns: Columns, index: int, top: float) -> bool:
    """Whether a column says the top of the scale: one figure, always there, that no mark lies above."""
    return columns.is_full(index) and columns.profiles[index].count == 1 and columns.profiles[index].largest >= top


def _worded(unknown: Unknown, table: str, field: str) -> dict[str, int]:
    """The account, and the one column that holds the words of a coded field."""
    who = _account_of(unknown)
    fitting = [index for index in unknown.columns.labels() if index not in who.values()
               and holds_words_of(unknown.columns.profiles[index], table, field)]
    return who | {field: fitting[0]} if who and len(fitting) == 1 else {}


def _single(fields: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Fields for which there is one column and no other."""
    return {field: listed[0] for field, listed in fields.items() if len(listed) == 1}


def order_header(unknown: Unknown) -> Found:
    """Order numbers of the lines, each once, with an account and a date: orders kept apart from their lines."""
    number = unknown.keys.covering(unknown.columns, unknown.table, "order_id")
    rest = unknown.without([number])
    who, dates = _account_of(rest), rest.columns.full_dates()
    if number is None or not who or not dates:
        return {}
    first = [one for one in dates if all(_after(rest.columns, one, other) for other in rest.columns.dates())]
    return {"order_id": number, "order_date": first[0]} | who if len(first) == 1 else {}


def account(unknown: Unknown) -> Found:
    """A key that holds nearly all accounts that have orders: the list of accounts."""
    number = unknown.keys.covering(unknown.columns, unknown.table, "account_id")
    if number is None:
        return {}
    rest = unknown.without([number])
    name = rest.keys.column(rest.columns, "account_name")
    group = [index for index in rest.columns.labels() if index != name and _is_parent(unknown, index, number)]
    found = {"account_id": number} | ({"account_name": name} if name is not None else {})
    return found | _single({"parent_id": group})


def _is_parent(unknown: Unknown, index: int, number: int) -> bool:
    listed = set(unknown.columns.cells(number))
    values = [cell for cell in unknown.columns.cells(index) if cell]
    return len(set(values)) > 1 and share([value in listed for value in values]) > _NEARLY_ALL


def product(unknown: Unknown) -> Found:
    """A key that holds nearly all products that were sold: the price list, without its prices."""
    number = unknown.keys.covering(unknown.columns, unknown.table, "product_id")
    if number is None:
        return {}
    rest = unknown.without([number])
    name = rest.keys.column(rest.columns, "product_name")
    kinds = [index for index in rest.columns.labels() if index != name and rest.columns.profiles[index].words > 0.9
             and 2 < rest.columns.count(index) <= len(rest.columns.rows) / 2
             and (name is None or determines(rest.columns.rows, name, index))]
    known = {"product_name": name} if name is not None else {}
    return {"product_id": number} | known | _single({"category": kinds}) if known or len(kinds) == 1 else {}


Finder = Callable[[Unknown], Found]
_FINDERS: tuple[Mapping[str, Finder], ...] = (
    MappingProxyType({"receivable": receivable, "service_event": service_event, "quote": quote, "contract": contract,
                      "survey_response": survey_response}),
    MappingProxyType({"payment": payment, "order_header": order_header}),
    MappingProxyType({"account": account, "product": product}),
)
"""Finders in groups: a later group is asked where the earlier found nothing; two of one group are a doubt."""
