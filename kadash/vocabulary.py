"""The nouns all rooms share: canonical tables and their fields, schemes and layers, flags, findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["text", "date", "money", "price", "quantity", "rate", "number", "days", "flag"]
"""What a field holds. money: DECIMAL(18,4) in the row's currency; price: DECIMAL(18,6) a unit; quantity: DECIMAL(18,4);
rate: a share, DOUBLE, 10 % is 0.1; number: DOUBLE; days: whole days, INTEGER; flag: BOOLEAN."""

SQL_TYPE = MappingProxyType({
    "text": "varchar", "date": "date", "money": "decimal(18,4)", "price": "decimal(18,6)",
    "quantity": "decimal(18,4)", "rate": "double", "number": "double", "days": "integer", "flag": "boolean",
})


def _fields(**kinds: Kind) -> MappingProxyType[str, Kind]:
    return MappingProxyType(kinds)


NO_CURRENCY = "XXX"
"""ISO code for "no currency": nobody chose one, and no file says which."""

TABLES: MappingProxyType[str, MappingProxyType[str, Kind]] = MappingProxyType({
    "account": _fields(
        account_id="text", account_name="text", parent_id="text", industry="text", region="text", owner="text",
        created_date="date", declared_class="text", annual_wallet="money", payment_terms_days="days",
        credit_limit="money", status="text", note="text",
    ),
    "order_line": _fields(
        account_id="text", account_name="text", order_date="date", amount="money", order_id="text", line_no="text",
        product_id="text", product_name="text", category="text", quantity="quantity", list_price="price",
        unit_price="price", discount_rate="rate", discount_amount="money", cost="money", unit_cost="price",
        margin="money", freight="money", commission="money", rebate="money", amount_with_tax="money", tax_rate="rate",
        currency="text", exchange_rate="number", status="text", promised_date="date", delivered_date="date",
        owner="text", custom="flag", refund="money",
    ),
    "receivable": _fields(
        account_id="text", account_name="text", invoice_id="text", order_id="text", invoice_date="date",
        due_date="date", amount="money", paid_date="date", paid_amount="money", currency="text",
    ),
    "payment": _fields(
        account_id="text", account_name="text", payment_date="date", amount="money", invoice_id="text",
        order_id="text", method="text", currency="text",
    ),
    "service_event": _fields(
        account_id="text", account_name="text", event_date="date", event_id="text", kind="text", severity="text",
        subject="text", closed_date="date", cost="money", hours="number", satisfaction="number",
    ),
    "quote": _fields(
        account_id="text", account_name="text", quote_date="date", quote_id="text", amount="money",
        list_amount="money", discount_rate="rate", outcome="text", competitor="text", category="text",
    ),
    "contract": _fields(
        account_id="text", account_name="text", start_date="date", contract_id="text", kind="text", end_date="date",
        value="money", penalty="money", auto_renew="flag",
    ),
    "survey_response": _fields(
        account_id="text", account_name="text", response_date="date", driver="text", score="number",
        expectation="number", importance="number", respondent="text", scale_max="number",
    ),
    "service_delivery": _fields(
        account_id="text", account_name="text", service_id="text", start_date="date", end_date="date", cost="money",
        hours="number", result="text",
    ),
    "order_header": _fields(
        order_id="text", account_id="text", account_name="text", order_date="date", status="text", owner="text",
        currency="text", promised_date="date", delivered_date="date", freight="money",
    ),
    "product": _fields(
        product_id="text", product_name="text", category="text", list_price="price", unit_cost="price",
    ),
    "exchange_rate": _fields(currency="text", date="date", rate="number"),
})
"""Canonical tables and what each field holds (docs: the data contract)."""

SURVEY_DRIVERS = (
    "tangibles", "reliability", "responsiveness", "assurance", "empathy", "quality", "value", "satisfaction",
)
RECOMMEND = "recommend"
"""Would they recommend us: asked in surveys beside the eight drivers, from 0 to 10 (net promoter score)."""

PROSPECT = "prospect"
SCHEMES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType({
    "value_tier": ("platinum", "gold", "iron", "lead", "one_off", PROSPECT),
    "five_level": ("a", "b", "c", "d", "e", PROSPECT),
    "customer_class": ("mvc", "mgc", "steady", "bz", PROSPECT),
    "lifecycle": ("long_term", "short_term", "first_time", "defected", PROSPECT),
    "loyalty_profit": ("true_friend", "butterfly", "barnacle", "stranger", PROSPECT),
    "account_kind": ("strategic", "important", "group", "economic", "ordinary", PROSPECT),
    "buyer_type": ("strategic", "consultative", "transactional", "unsure", PROSPECT),
    "key_account": ("key", "nursery", "watch", "ordinary", PROSPECT),
})
"""Scheme to its layers, top first. `layer_rank` is 1 for the first."""


class Severity(StrEnum):
    """How soon a flag wants a person: now, soon, or only to know."""

    ACT = "act"
    WATCH = "watch"
    INFO = "info"


FLAGS: MappingProxyType[str, Severity] = MappingProxyType({
    "below_zero": Severity.ACT,
    "margin_erosion": Severity.ACT,
    "defected": Severity.ACT,
    "over_credit_limit": Severity.ACT,
    "slipping": Severity.WATCH,
    "late_payer": Severity.WATCH,
    "service_burden": Severity.WATCH,
    "one_off_giant": Severity.WATCH,
    "lost_category": Severity.WATCH,
    "contract_ending": Severity.WATCH,
    "low_survey": Severity.WATCH,
    "nursery": Severity.INFO,
})
"""Flag to its severity, most urgent first."""


@dataclass(frozen=True)
class Finding:
    """Something in the user's data that they should know: a value, never an exception.

    `code` names the sentence (`finding.<code>` in the catalogues), `facts` fill it, `count` says how many rows.
    """

    code: str
    count: int = 1
    facts: MappingProxyType[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def as_dict(self) -> dict[str, object]:
        """The finding as the data contract writes notes: {"code": ..., "count": ..., facts}."""
        return {"code": self.code, "count": self.count, **self.facts}

    @classmethod
    def from_dict(cls, note: dict[str, Any]) -> Finding:
        """The finding that `as_dict` wrote."""
        facts = {key: value for key, value in note.items() if key not in ("code", "count")}
        return cls(str(note["code"]), int(note.get("count", 1)), MappingProxyType(facts))
