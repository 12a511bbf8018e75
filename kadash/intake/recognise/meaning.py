"""What a header may stand for, each with a strength from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from kadash.intake.recognise.patterns import field_by_parts, names_no_sale, without_noise
from kadash.intake.recognise.slips import without_slip
from kadash.intake.recognise.words import Meaning, compact, meanings, split_words, without_units, words_without_units
from kadash.vocabulary import TABLES

_SHARED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "account_id": ("account",), "account_name": ("account",), "owner": ("account", "order_line"),
    "product_id": ("order_line", "product"), "product_name": ("order_line", "product"),
    "category": ("order_line", "product"), "order_id": ("order_line", "order_header"),
    "invoice_id": ("receivable",), "currency": ("order_line",), "order_date": ("order_line", "order_header"),
    "promised_date": ("order_line", "order_header"), "delivered_date": ("order_line", "order_header"),
    "freight": ("order_line",), "list_price": ("order_line",), "unit_cost": ("order_line",),
})
"""Fields whose words mean the same in every table that has them, and the tables under which these words are listed."""
_LISTED, _WITHOUT_UNITS, _BY_PARTS, _WITH_A_SLIP, _ENDING = 1.0, 0.97, 0.85, 0.8, 0.75
_WEAK, _NEARLY_NOTHING = 0.6, 0.4
_SAYS_LITTLE = frozenset({"name", "名称", "编码", "类型", "type", "category", "partner", "rating", "description"})
_OWN_NUMBER = frozenset({"recordid"})
"""The number of whatever the file lists: of the account only in a list of accounts."""
_GENERAL = (
    (frozenset({"date", "日期", "时间", "datetime", "day"}), (
        Meaning("payment", "payment_date"), Meaning("service_event", "event_date"), Meaning("quote", "quote_date"),
        Meaning("receivable", "invoice_date"), Meaning("survey_response", "response_date"),
        Meaning("order_line", "order_date"), Meaning("order_header", "order_date"),
    )),
    (frozenset({"amount", "金额", "value", "total", "合计"}), (
        Meaning("payment", "amount"), Meaning("receivable", "amount"), Meaning("quote", "amount"),
        Meaning("contract", "value"), Meaning("order_line", "amount"),
    )),
)
"""Words that mean the date or the amount of whatever the file is about."""
_GENERAL_WORDS = """
    number name type date status code id value group rate item line reference total class state start end area plan
    order list units kind title row note notes rep sum net price product account company customer amount city country
    category region cost owner quantity score revenue sales volume count discount margin opened closed created result
    answer 名称 编码 类型 状态 日期 备注 单号 数量 等级 级别 产品 客户 公司 时间 说明 项目 类别 省 市 行 销售 服务
    问题 内容 结果
"""
_SUMS_OF_SALES = frozenset({"amount", "amount_with_tax"})
_TOO_GENERAL = frozenset(_GENERAL_WORDS.split())
"""Words that say nothing at the end of a longer header."""


def meanings_of(header: str) -> Mapping[Meaning, float]:
    """Fields the header may stand for; empty where nothing is known about it."""
    return _meanings(header)


def is_common_word_for(header: str, table: str, field: str) -> bool:
    """Whether the header is the plain word for the date or the amount of whatever the file is about.

    >>> is_common_word_for("Amount", "receivable", "amount"), is_common_word_for("Sum", "receivable", "amount")
    (True, False)
    """
    return any(without_units(header) in words and Meaning(table, field) in meant for words, meant in _GENERAL)


def _weakened(found: dict[Meaning, float]) -> None:
    """A general word says little about a list of accounts, and `name` nothing about whose events these are."""
    for meaning in found:
        if meaning.table == "account":
            found[meaning] = min(found[meaning], _WEAK)
        elif meaning.field == "account_name":
            found[meaning] = min(found[meaning], _NEARLY_NOTHING)


@lru_cache(maxsize=4096)
def _meanings(header: str) -> Mapping[Meaning, float]:
    found = _listed(header)
    if parts := field_by_parts(split_words(header)) or field_by_parts(words_without_units(header)):
        for table, fields in TABLES.items():
            if parts in fields:
                found[Meaning(table, parts)] = max(found.get(Meaning(table, parts), 0.0), _BY_PARTS)
    if compact(header) in _SAYS_LITTLE:
        _weakened(found)
    for field_words, meaning_fields in _GENERAL:
        if without_units(header) in field_words:
            for meaning in meaning_fields:
                found.setdefault(meaning, _WEAK)
    if not found:
        _by_slip(found, header)
    if not found:
        _by_ending(found, header)
    return MappingProxyType(found)


def _listed(header: str) -> dict[Meaning, float]:
    """What the list says of the header as it stands, without its units, without what data warehouses put before it."""
    found: dict[Meaning, float] = {}
    for word, strength in ((compact(header), _LISTED), (without_units(header), _WITHOUT_UNITS),
                           (without_noise(split_words(header)).replace(" ", ""), _WITHOUT_UNITS)):
        for meaning in meanings().get(word, ()):
            if word in _OWN_NUMBER:
                found[meaning] = max(found.get(meaning, 0.0), strength)
            else:
                _spread(found, meaning, strength)
    return found


def _by_slip(found: dict[Meaning, float], header: str) -> None:
    if meant := without_slip(without_units(header)):
        for meaning in meanings()[meant]:
            _spread(found, meaning, _WITH_A_SLIP)


def _spread(found: dict[Meaning, float], meaning: Meaning, strength: float) -> None:
    """Notes the meaning, and the same field of other tables where the word cannot mean anything else there."""
    found[meaning] = max(found.get(meaning, 0.0), strength)
    if meaning.table not in _SHARED.get(meaning.field, ()):
        return
    for table, fields in TABLES.items():
        key = Meaning(table, meaning.field)
        if meaning.field in fields and table != meaning.table:
            weaker = strength if meaning.table == "account" else strength * 0.95
            found[key] = max(found.get(key, 0.0), weaker)


def _by_ending(found: dict[Meaning, float], header: str) -> None:
    """A longer header that ends, or in English begins, with a listed word: 买家实际支付金额, Net amount in EUR."""
    word = without_units(header)
    han = bool(re.search(r"[\u4e00-\u9fff]", word))
    shortest = 2 if han else 6
    for length in range(len(word) - 1, shortest - 1, -1):
        part = word[-length:]
        listed = meanings().get(part, ())
        if listed and (part not in _TOO_GENERAL):
            for meaning in (one for one in listed if not (one.field in _SUMS_OF_SALES and names_no_sale(header))):
                _spread(found, meaning, _ENDING * (0.6 + 0.4 * length / len(word)))
            return
