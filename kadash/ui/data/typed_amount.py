"""An amount as people type it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_PLAIN = re.compile(r"(-?)(\d+(?:\.\d+)?)(万|亿)?元?")
_COMMA_AS_POINT = re.compile(r"-?\d{1,3}(?:\.\d{3})*,\d{1,2}")


def typed_amount(text: str) -> Decimal | None:
    """The amount, without thousands marks, blanks and currency signs; None where it is no number.

    >>> typed_amount("1,284,500.10"), typed_amount("1.284.500,10"), typed_amount("￥128.45万"), typed_amount("about 5")
    (Decimal('1284500.10'), Decimal('1284500.10'), Decimal('1284500.00'), None)
    """
    bare = re.sub(r"[\s'’_]|[A-Z]{3}|[¥$€£]", "", unicodedata.normalize("NFKC", text).replace("−", "-"))
    bare = bare.replace(".", "").replace(",", ".") if _COMMA_AS_POINT.fullmatch(bare) else bare.replace(",", "")
    found = _PLAIN.fullmatch(bare)
    if found is None:
        return None
    sign, digits, unit = found.groups()
    return Decimal(f"{sign}{digits}") * _UNITS[unit or ""]
