"""The questions that a file leaves to a person, each with its safest choice taken; what the data settles is not asked.

Which choice is safest, and why: docs/decisions/030-questions-of-a-file.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kadash.intake.reading import Column, Question
from kadash.intake.recognise.account_question import account_question
from kadash.intake.recognise.choices import with_choice
from kadash.intake.recognise.discounts import proven_form
from kadash.intake.recognise.doubt_shown import (
    shown_dates,
    shown_decimals,
    shown_discounts,
    shown_refunds,
    shown_tax,
    shown_yen,
)
from kadash.intake.recognise.hints import Doubt
from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.refunds import (
    amount_named,
    is_of_orders,
    refund_form,
    refunded_here_and_there,
    seen_refunds,
)
from kadash.intake.recognise.returns import came_back, named_as_returns, sums, with_own_number
from kadash.intake.recognise.tax import mentions_tax, proven_tax, says_nothing_of_tax
from kadash.intake.recognise.words import compact
from kadash.intake.recognise.yen import currency_of_yen, yen_columns
from kadash.intake.text_table import TextTable
from kadash.vocabulary import Finding

_CODES, _FEW_CODES = 0.95, 0.1
_CURRENCIES = ("unstated", "CNY", "JPY")
_PRODUCT_WORDS = frozenset({
    "product", "item", "material", "article", "part", "sku", "goods", "产品", "商品", "物料", "存货", "货品", "货物",
    "品目",
})
"""Headers that say whose column it is, and not whether it holds the number or the name."""


@dataclass(frozen=True)
class Asked:
    """Columns as the data settles them and as the safest choices have them, and the questions that are left."""

    columns: tuple[Column, ...]
    questions: tuple[Question, ...] = ()
    told: tuple[Finding, ...] = ()
    """What the data settled and a person should know."""

    @property
    def notes(self) -> tuple[Finding, ...]:
        """An assumption for each question; that of the encoding was noted by whoever read the file."""
        assumed = tuple(Finding(f"assumed_{one.code}", facts=MappingProxyType({**one.facts, "chosen": one.chosen}))
                        for one in self.questions if one.code != "encoding")
        return (*assumed, *self.told)

    def settled(self, question: Question, choice: str) -> Asked:
        """With one more thing known, and nothing asked about it."""
        return replace(self, columns=with_choice(self.columns, question, choice))

    def with_question(self, question: Question) -> Asked:
        """With one more question, its safest choice taken."""
        columns = with_choice(self.columns, question, question.chosen)
        return replace(self, columns=columns, questions=(*self.questions, question))


@dataclass(frozen=True)
class Case:
    """A text table taken for a canonical table, its columns, what each leaves open, and the accounts of the batch."""

    table: TextTable
    profiles: Sequence[Profile]
    taken_for: str
    doubts: Mapping[int, Sequence[Doubt]]
    accounts: Callable[[], frozenset[str]] = frozenset
    """Gives the keys of the batch's lists of accounts; asked only where they settle something."""
    columns_are_chosen: bool = False
    """A person said which column is which field: that is not asked again."""


def asked(case: Case, columns: Sequence[Column]) -> Asked:
    """Everything that has to be asked about a reading with these columns."""
    found = Asked(tuple(columns))
    for ask in (
        _date_order, _decimal_sign, _discounts, _product_key, _returns, _refunds, _tax, _account, _yen, _encoding,
    ):
        found = ask(case, found)
    return found


def _date_order(case: Case, found: Asked) -> Asked:
    return _one_for_the_file(case, found, "date_order")


def _decimal_sign(case: Case, found: Asked) -> Asked:
    return _one_for_the_file(case, found, "decimal_sign")


def _one_for_the_file(case: Case, found: Asked, code: str) -> Asked:
    """One question for all columns in doubt: a program writes them all alike."""
    doubts = {column.index: doubt for column in found.columns for doubt in case.doubts.get(column.index, ())
              if doubt.code == code}
    if not doubts:
        return found
    first = next(iter(doubts.values()))
    values = [value for index in doubts for value in case.profiles[index].values]
    shown = shown_dates(values) if code == "date_order" else shown_decimals(values, first.choices)
    facts = {"column": ", ".join(case.table.header[index] for index in doubts), "example": first.example}
    return found.with_question(Question(
        first.code, first.choices, first.choices[0], tuple(doubts), MappingProxyType(facts | shown.facts),
        shown.previews))


def _discounts(case: Case, found: Asked) -> Asked:
    for column in found.columns:
        for doubt in case.doubts.get(column.index, ()):
            if doubt.code == "discount_form":
                shown = shown_discounts(case.table, found.columns, column, doubt.choices,
                                        case.profiles[column.index].values)
                facts = MappingProxyType({"column": column.header, "example": doubt.example} | shown.facts)
                question = Question(doubt.code, doubt.choices, doubt.choices[0], (column.index,), facts,
                                    shown.previews)
                proven = proven_form(case.table, found.columns, column, doubt.choices)
                found = found.settled(question, proven) if proven else found.with_question(question)
    return found


def _product_key(case: Case, found: Asked) -> Asked:
    """A column called only product: numbers, names, or, where it looks like both, a question."""
    products = [column for column in found.columns if column.field in ("product_id", "product_name")]
    if case.columns_are_chosen or len(products) != 1:
        return found
    column = products[0]
    if column.table == "product" or compact(column.header) not in _PRODUCT_WORDS:
        return found
    profile = case.profiles[column.index]
    codes, of = profile.codes, len(profile.values)
    facts = MappingProxyType({"column": column.header, "example": column.samples[0], "of": of,
                              "count": round(codes * of)})
    question = Question("product_key", ("product_name", "product_id"), "product_name", (column.index,), facts)
    if codes >= _CODES or codes <= _FEW_CODES:
        return found.settled(question, "product_id" if codes >= _CODES else "product_name")
    return found.with_question(question)


def _returns(case: Case, found: Asked) -> Asked:
    """Sums of a sheet of returns: taken off where a header says so; where only the sheet's name does, asked."""
    said = came_back(found.columns, case.profiles)
    named = named_as_returns(case.table) and not refunded_here_and_there(found.columns, case.profiles)
    if case.taken_for != "order_line" or not (said or named):
        return found
    columns = sums(found.columns, case.profiles)
    if not columns:
        return found
    kept = found if case.columns_are_chosen else replace(
        found, columns=with_own_number(found.columns, case.table, case.profiles))
    amount = next((column for column in columns if column.field == "amount"), columns[0])
    facts = MappingProxyType({"column": amount.header, "example": amount.samples[0]})
    question = Question("returns", ("minus", "plus"), "minus", tuple(c.index for c in columns), facts)
    return kept.settled(question, "minus") if said else kept.with_question(question)


def _refunds(case: Case, found: Asked) -> Asked:
    """Of refunds beside sales: whether the amount is before or after them; where no row shows one, before."""
    refund = next((c for c in found.columns if (c.table, c.field) == ("order_line", "refund")), None)
    if refund is None or case.taken_for != "order_line":
        return found
    seen = seen_refunds(case.table, case.profiles, found.columns, refund)
    choices = ("order", "before", "net") if is_of_orders(seen) else ("before", "net")
    question = Question("refunds", choices, choices[0], (refund.index,))
    named = {"column": refund.header, "amount": amount_named(found.columns)}
    if (proven := refund_form(seen, found.columns)) or not seen.refunded:
        told = (Finding("refunds_in_amount", facts=MappingProxyType(named)),) if proven == "net" else ()
        return replace(found.settled(question, proven or "before"), told=(*found.told, *told))
    shown = shown_refunds(seen, choices)
    facts = MappingProxyType(named | shown.facts)
    return found.with_question(replace(question, facts=facts, previews=shown.previews))


def _tax(case: Case, found: Asked) -> Asked:
    """Only of an amount whose header leaves it open, beside something that speaks of tax."""
    amount = next((c for c in found.columns if (c.table, c.field) == ("order_line", "amount")), None)
    has_both = any(column.field == "amount_with_tax" for column in found.columns)
    if amount is None or has_both or not says_nothing_of_tax(amount) or not mentions_tax(case.table, found.columns):
        return found
    question = Question("tax", ("without_tax", "with_tax"), "without_tax", (amount.index,))
    if proven := proven_tax(case.table, found.columns, amount):
        return found.settled(question, proven)
    shown = shown_tax(case.table, found.columns, amount)
    facts = MappingProxyType({"column": amount.header, "example": amount.samples[0]} | shown.facts)
    return found.with_question(replace(question, facts=facts, previews=shown.previews))


def _account(case: Case, found: Asked) -> Asked:
    if case.columns_are_chosen:
        return found
    question, is_settled = account_question(case.table, case.profiles, case.taken_for, found.columns, case.accounts)
    if question is None:
        return found
    return found.settled(question, question.chosen) if is_settled else found.with_question(question)


def _yen(case: Case, found: Asked) -> Asked:
    """¥ is the sign of the yuan and of the yen; whoever cannot be asked gets the reporting currency."""
    columns = yen_columns(case.table, case.profiles, found.columns)
    if not columns:
        return found
    names = ", ".join(column.header for column in columns)
    question = Question("yen", _CURRENCIES, _CURRENCIES[0], tuple(c.index for c in columns))
    if settled := currency_of_yen(case.table, case.profiles, columns):
        return found.settled(question, settled)
    shown = shown_yen([value for c in columns for value in case.profiles[c.index].values], _CURRENCIES)
    facts = MappingProxyType({"column": names, "example": columns[0].samples[0]} | shown.facts)
    return found.with_question(replace(question, facts=facts, previews=shown.previews))


def _encoding(case: Case, found: Asked) -> Asked:
    for question in encoding_questions(case.table):
        found = found.with_question(question)
    return found


def encoding_questions(table: TextTable) -> tuple[Question, ...]:
    """The question that a doubt about the encoding leaves, none without one: a wrong one may hide what a file is."""
    doubts = [seen.facts for seen in table.findings if seen.code == "assumed_encoding"]
    return tuple(Question("encoding", (str(facts["encoding"]), str(facts["rival"])), str(facts["encoding"]), (), facts,
                          ((("", str(facts["preview"])),), (("", str(facts["rival_preview"])),))) for facts in doubts)
