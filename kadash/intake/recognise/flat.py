"""Attributes of the account that stand in every order line of a flat file."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.recognise.assign import Use
from kadash.intake.recognise.fit import fit
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.preference import preference
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.words import split_words

_ALWAYS = frozenset({"industry", "region", "credit_limit", "payment_terms_days"})
_WHERE_NAMED = frozenset({"declared_class", "created_date", "parent_id"})
_OF_AN_ACCOUNT = ("customer", "client", "account", "parent", "客户", "顾客", "会员", "集团", "上级")
_LOWEST = 0.7


def account_attributes(header: Sequence[str], profiles: Sequence[Profile], used: set[int]) -> dict[str, Use]:
    """Fields of `account` to the unused columns that hold them; a number is nobody's region."""
    claims = []
    for index, name in enumerate(header):
        if index in used or not profiles[index].values:
            continue
        words = split_words(name)
        for meaning, strength in meanings_of(name).items():
            if meaning.table == "account" and _allowed(meaning.field, words, profiles[index]):
                fitting = strength * fit(profiles[index], "account", meaning.field)
                claims.append((fitting + preference("account", meaning.field, words), -index, meaning.field))
    found: dict[str, Use] = {}
    for strength, place, field in sorted(claims, reverse=True):
        if strength >= _LOWEST and field not in found and -place not in {use.index for use in found.values()}:
            found[field] = Use(-place, strength)
    return found


def _allowed(field: str, words: str, profile: Profile) -> bool:
    if field in ("region", "industry") and profile.numbers > 0.5:
        return False
    return field in _ALWAYS or (field in _WHERE_NAMED and any(word in words for word in _OF_AN_ACCOUNT))
