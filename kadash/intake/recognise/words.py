"""Header words of exports, normalised: what `headers.csv` lists, by the field it stands for."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from kadash.intake.recognise.traditional import simplified


class Meaning(NamedTuple):
    """What a header may stand for: a field of a canonical table."""

    table: str
    field: str


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[(\[【{<《].*?[)\]】}>》]")
_FIGURES_FOR_WORDS = MappingProxyType({
    "no": "number", "nr": "number", "num": "number", "#": "number", "amt": "amount", "qty": "quantity",
    "pct": "percent", "desc": "description", "cust": "customer", "acct": "account", "prod": "product", "inv": "invoice",
    "curr": "currency", "disc": "discount", "dt": "date",
})


def split_words(header: str) -> str:
    """The header in lower case with single blanks between its words: width, case, `*`, underscores and CamelCase gone.

    >>> [split_words(name) for name in ("customerNumber", "*Sold-to party", "客户编码＊", "UNIT_PRICE", "InvoiceNo")]
    ['customer number', 'sold to party', '客户编码', 'unit price', 'invoice number']
    """
    text = unicodedata.normalize("NFKC", header).strip().strip("*'\"`:：")
    text = _CAMEL.sub(" ", text)
    text = simplified(re.sub(r"[\s_\-./\\*:'\"，,;]+", " ", text)).lower().strip()
    text = re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", text)
    return " ".join(_FIGURES_FOR_WORDS.get(word, word) for word in text.split())


def compact(header: str) -> str:
    """The normalised header without blanks, so that PRODUCTID, ProductID and Product ID are one word."""
    return split_words(header).replace(" ", "")


def without_units(header: str) -> str:
    """The compact header without what stands in brackets: 金额(元), 单价（含税）, Amount [EUR]."""
    return compact(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", header)))


def words_without_units(header: str) -> str:
    """The words of the header without what stands in brackets.

    >>> words_without_units("Return amount (EUR)")
    'return amount'
    """
    return split_words(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", header)))


@cache
def meanings() -> MappingProxyType[str, tuple[Meaning, ...]]:
    """Every listed header word, compact, with the fields it may stand for."""
    found: dict[str, list[Meaning]] = {}
    text = files("kadash.intake").joinpath("headers.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        meaning = Meaning(row["table"], row["field"])
        for word in {compact(row["header"]), without_units(row["header"])} - {""}:
            if meaning not in found.setdefault(word, []):
                found[word].append(meaning)
    return MappingProxyType({word: tuple(listed) for word, listed in found.items()})


def is_header_word(cell: str) -> bool:
    """Whether exports are known to use this as the name of a column."""
    return compact(cell) in meanings() or without_units(cell) in meanings()
