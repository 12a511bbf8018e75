"""The best use of a file's columns for one canonical table: each field once, each column once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kadash.intake.recognise.fit import fit
from kadash.intake.recognise.meaning import meanings_of
from kadash.intake.recognise.patterns import values_stock
from kadash.intake.recognise.preference import preference
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.shapes import SHAPES, Shape
from kadash.intake.recognise.wide_survey import survey_questions
from kadash.intake.recognise.words import Meaning, compact, split_words

_LOWEST, _SURE = 0.25, 0.9
_BALANCE = 0.05
_PAID = (Meaning("receivable", "paid_date"), Meaning("receivable", "paid_amount"))
_DOCUMENT_NUMBERS = frozenset({
    "单据编号", "单据号", "单号", "编号", "documentnumber", "document", "number", "reference",
})
_ANY_PRICE = frozenset({"price", "unitprice", "单价", "价格"})
"""Words that beside the value of a stock mean at what it is valued, and not a list price."""
_OF_EACH_LINE = frozenset({"amount", "amount_with_tax", "quantity", "unit_price"})
_LESS_FILLED = 0.3
_SEVERAL = 3
_NEEDED = 0.5
"""What a table must have is not taken from a column that is blank or hardly fits."""


@dataclass(frozen=True)
class Use:
    """A column taken for a field, how surely, and how surely the field that came next."""

    index: int
    strength: float


@dataclass(frozen=True)
class Assignment:
    """A table's fields to the columns that hold them; `shape` is what of it was satisfied, `score` how well."""

    table: str
    uses: Mapping[str, Use]
    shape: Shape | None
    score: float

    @property
    def complete(self) -> bool:
        """Whether everything the table must have is there."""
        return self.shape is not None


Boosts = Mapping[tuple[int, str], float]
"""Column position and field to what other files of the batch add: a key with the same name and values elsewhere."""


def assign(table: str, header: Sequence[str], profiles: Sequence[Profile], boosts: Boosts) -> Assignment:
    """The assignment of the columns to the fields of `table` that explains most."""
    claims = sorted(_fullest(_claims(table, header, profiles, boosts), profiles), reverse=True)
    uses: dict[str, Use] = {}
    taken: set[int] = set()
    for strength, place, field in claims:
        index = -place
        if field not in uses and index not in taken:
            uses[field] = Use(index, strength)
            taken.add(index)
    if table == "product" and any(values_stock(name) for name in header) and (
            "list_price" in uses and compact(header[uses["list_price"].index]) in _ANY_PRICE):
        del uses["list_price"]
    if _one_number_for_many_names(uses, profiles):
        del uses["account_id"]
    if table == "survey_response" and (questions := survey_questions(header, profiles)) and "driver" not in uses:
        uses = {field: use for field, use in uses.items() if use.index not in questions}
        uses["score"] = Use(min(questions), 1.0)
    return _scored(table, uses, header)


def _one_number_for_many_names(uses: Mapping[str, Use], profiles: Sequence[Profile]) -> bool:
    """Whether what looks like the account's number tells hardly any names apart: the account of a general ledger."""
    number, name = uses.get("account_id"), uses.get("account_name")
    if number is None or name is None:
        return False
    names = profiles[name.index].count
    return names >= _SEVERAL and profiles[number.index].count * _SEVERAL <= names


def _fullest(claims: Sequence[tuple[float, int, str]], profiles: Sequence[Profile]) -> list[tuple[float, int, str]]:
    """Without the sums that stand once an order where others of the same kind stand in each of its lines."""
    most: dict[str, float] = {}
    for strength, place, field in claims:
        if field in _OF_EACH_LINE and strength > _NEEDED:
            most[field] = max(most.get(field, 0.0), profiles[-place].filled)
    return [(strength, place, field) for strength, place, field in claims
            if profiles[-place].filled >= most.get(field, 0.0) - _LESS_FILLED]


def _claims(
    table: str, header: Sequence[str], profiles: Sequence[Profile], boosts: Boosts
) -> list[tuple[float, int, str]]:
    """Every plausible (strength, minus position, field): sorted down, the earlier of equal columns comes first."""
    found = []
    settled = table == "receivable" and _says_what_was_paid(header)
    for index, name in enumerate(header):
        profile = profiles[index]
        for meaning, word in meanings_of(name).items():
            if meaning.table != table or _is_own_number(table, meaning.field, name):
                continue
            strength = word * fit(profile, table, meaning.field) * (0.8 + 0.2 * profile.filled)
            if strength < _LOWEST:
                continue
            strength += preference(table, meaning.field, split_words(name)) + boosts.get((index, meaning.field), 0.0)
            if (table, meaning.field) == ("receivable", "amount") and _is_balance(name):
                strength += -_BALANCE if settled else _BALANCE
            found.append((strength, -index, meaning.field))
    return found


def _is_own_number(table: str, field: str, name: str) -> bool:
    """A payment's own document number is not that of an order or an invoice."""
    return table == "payment" and field in ("order_id", "invoice_id") and compact(name) in _DOCUMENT_NUMBERS


def _is_balance(name: str) -> bool:
    """What is still open of an invoice; where payments stand beside it, the invoice's amount says more."""
    return any(word in split_words(name) for word in ("balance", "outstanding", "open amount", "余额", "未收", "欠款"))


def _says_what_was_paid(header: Sequence[str]) -> bool:
    return any(meanings_of(name).get(meaning, 0.0) > _SURE for name in header for meaning in _PAID)


def _scored(table: str, uses: Mapping[str, Use], header: Sequence[str]) -> Assignment:
    best = Assignment(table, uses, None, 0.0)
    for shape in SHAPES[table]:
        needed = _needed_strength(shape, uses)
        if needed is None:
            continue
        tells = sum(uses[field].strength for field in shape.tells if field in uses)
        others = len(uses) - len([field for field in shape.tells if field in uses])
        score = 2.0 * needed + 1.2 * tells + 0.3 * min(others, 6) - 0.5 * _unexplained(table, uses, header)
        if best.shape is None or score > best.score:
            best = Assignment(table, uses, shape, score)
    return best


def _needed_strength(shape: Shape, uses: Mapping[str, Use]) -> float | None:
    """Strengths of what the shape must have, added up; None where a group is missing."""
    total = 0.0
    for group in shape.needs:
        strengths = [
            min(uses[part].strength for part in alternative.split("+"))
            for alternative in group if all(part in uses for part in alternative.split("+"))
        ]
        strengths = [strength for strength in strengths if strength > _NEEDED]
        if not strengths:
            return None
        total += max(strengths)
    return total


def _unexplained(table: str, uses: Mapping[str, Use], header: Sequence[str]) -> float:
    """How many columns are well known words of other tables and mean nothing in this one."""
    used = {use.index for use in uses.values()}
    count = 0
    for index, name in enumerate(header):
        known = meanings_of(name)
        if index not in used and max(known.values(), default=0.0) > 0.9 and not _means_here(known, table):
            count += 1
    return float(min(count, 6))


def _means_here(known: Mapping[Meaning, float], table: str) -> bool:
    return any(meaning.table in (table, "account") for meaning in known)
