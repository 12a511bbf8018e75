"""What a row must have, table by table: the needed fields, the days of what has happened, what makes a row a row."""

from __future__ import annotations

from dataclasses import dataclass

ACCOUNT = ("account_id", "account_name")


@dataclass(frozen=True)
class Needs:
    """`alternatives`: of each group one field must be filled; every filled cell of a group must be readable.

    `happened`: days of what has happened, neither after the day of loading nor before 1970. `identity`: a row without
    all of these is no row of the table but a remark or a total, and is set aside (empty: there is no such rule).
    """

    alternatives: tuple[tuple[str, ...], ...]
    happened: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()


NEEDS: dict[str, Needs] = {
    "account": Needs((ACCOUNT,)),
    "order_line": Needs((ACCOUNT, ("order_date",), ("amount",)), ("order_date",),
                        (*ACCOUNT, "order_date", "product_id", "product_name")),
    "order_header": Needs((("order_id",), ACCOUNT, ("order_date",)), ("order_date",), (*ACCOUNT, "order_date")),
    "receivable": Needs((ACCOUNT, ("amount",), ("due_date", "invoice_date")), ("invoice_date", "paid_date"),
                        (*ACCOUNT, "due_date", "invoice_date")),
    "payment": Needs((ACCOUNT, ("payment_date",), ("amount",)), ("payment_date",), (*ACCOUNT, "payment_date")),
    "service_event": Needs((ACCOUNT, ("event_date",)), ("event_date",), (*ACCOUNT, "event_date")),
    "quote": Needs((ACCOUNT, ("quote_date",)), ("quote_date",), (*ACCOUNT, "quote_date")),
    "contract": Needs((ACCOUNT, ("start_date",)), (), (*ACCOUNT, "start_date")),
    "survey_response": Needs((ACCOUNT, ("response_date",), ("driver",), ("score",)), ("response_date",),
                             (*ACCOUNT, "response_date")),
    "service_delivery": Needs((ACCOUNT, ("service_id",), ("start_date",)), (), (*ACCOUNT, "start_date")),
    "product": Needs((("product_id",),)),
    "exchange_rate": Needs((("currency",), ("date",), ("rate",)), (), ("currency", "date")),
}
"""Canonical table to what its rows must have (docs: the data contract)."""
