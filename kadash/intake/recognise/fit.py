"""How well the sampled cells of a column fit a field: 1 is what one expects, 0 rules the field out."""

from __future__ import annotations

import re

from kadash.intake.recognise.dates import short_form
from kadash.intake.recognise.profile import Profile
from kadash.vocabulary import TABLES

_IDS = frozenset({
    "account_id", "parent_id", "order_id", "product_id", "invoice_id", "event_id", "quote_id", "contract_id",
    "line_no", "service_id",
})
_NAMES = frozenset({"account_name", "product_name"})
_FEW_WORDS = frozenset({"status", "outcome", "severity", "kind", "method", "declared_class", "auto_renew", "custom"})
_YES_NO = frozenset({
    "yes", "no", "y", "n", "true", "false", "t", "f", "1", "0", "1.0", "0.0", "x", "√", "×", "✓", "是", "否",
    "有", "无", "特殊", "标准", "非标", "常规", "定制", "special", "standard", "custom", "normal",
})
_CURRENCY = re.compile(
    r"^(?:[A-Za-z]{3}|[¥$€£￥]|RMB|US\$|HK\$|NT\$|人民币|美元|美金|欧元|日元|日圆|港币|英镑|元|韩元|台币|新台币)$"
)
_POINTED_CODE = re.compile(r"^\d{1,2}\.\d{2}\.\d{2}$")
_SOME, _POINTED = 0.5, 0.6
"""2.01.07 is a day or a code of Kingdee, as its header says."""
_BLANK = 0.6


def fit(profile: Profile, table: str, field: str) -> float:
    """The fit of a column for a field; a blank column fits a little, since there is nothing against it."""
    if not profile.values:
        return _BLANK
    kind = TABLES[table][field]
    if kind == "date":
        return _date(profile)
    if kind in ("money", "price", "quantity", "number"):
        return _share(profile.numbers)
    if kind == "rate":
        return _share(profile.numbers) * (1.0 if profile.largest <= 100 else 0.0)
    if kind == "days":
        return _share(sum(any(char.isdigit() for char in value) for value in profile.values) / len(profile.values))
    if kind == "flag":
        return _share(sum(value.lower() in _YES_NO for value in profile.values) / len(profile.values))
    return _text(profile, field)


def _text(profile: Profile, field: str) -> float:
    if field == "currency":
        return _share(sum(bool(_CURRENCY.match(value)) for value in profile.values) / len(profile.values))
    if field in _IDS:
        return _identifier(profile, field)
    if field in _NAMES:
        return _name(profile)
    if field in _FEW_WORDS:
        return 0.2 if profile.count > 60 and profile.distinct > 0.9 else 1.0
    return 0.4 if profile.dates > _SOME else 1.0


def _identifier(profile: Profile, field: str) -> float:
    """Dates and fractions are no identifiers, running text hardly; a line number is a small whole number."""
    if profile.dates > _SOME and profile.words < _SOME and field != "line_no" and not _digits_only(profile):
        return _POINTED if all(_POINTED_CODE.match(value) for value in profile.values) else 0.0
    fractions = profile.numbers > _SOME and profile.whole < 0.9 * profile.numbers and not profile.point_zero
    if fractions and not _padded(profile):
        return 0.1
    if field == "line_no":
        return 1.0 if profile.numbers > _SOME and profile.largest < 100_000 else 0.2
    long_texts = sum(len(value) > 60 for value in profile.values) / len(profile.values)
    return 0.3 if long_texts > _SOME else 1.0


def _padded(profile: Profile) -> bool:
    """01.003 is a code: a figure does not begin with a nought before another digit."""
    return sum(value[:2].isdigit() and value[0] == "0" for value in profile.values) > _SOME * len(profile.values)


def _digits_only(profile: Profile) -> bool:
    return all(value.isdigit() for value in profile.values)


def _name(profile: Profile) -> float:
    """Words; numbers may be the names of accounts that have no other, yes and no never are."""
    if profile.count <= 2 and all(value.lower() in _YES_NO for value in profile.values):
        return 0.0
    if profile.dates > _SOME and not _digits_only(profile):
        return 0.0
    return 0.6 if profile.numbers > 0.8 else 1.0


def _date(profile: Profile) -> float:
    share = max(profile.dates, profile.serials, profile.dates + profile.serials)
    return _share(min(share, 1.0)) or float(short_form(profile.values) is not None)


def _share(share: float) -> float:
    """Most cells as expected is as good as all: files are dirty; fewer than a third rules out."""
    return 0.0 if share < 0.34 else min(1.0, share + 0.2)
