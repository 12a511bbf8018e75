"""The policy in force, line by line: every judgement with its value and unit, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kadash.language import Words
from kadash.policy import Policy, default_policy
from kadash.policy.buyer_type import Evidence
from kadash.policy.own import OwnScheme
from kadash.policy.score import ScorePart
from kadash.vocabulary import SCHEMES

UNITS = (
    ("min_purchases_for_lateness", "purchases"),
    ("_per_hour", "money_per_hour"),
    ("_retention_cost", "points"),
    ("_points", "points"),
    ("_per_year", "percent_per_year"),
    ("half_life_days", "days"),
    ("_days", "days"),
    ("_months", "months"),
    ("_years", "years"),
    ("lateness", "gaps"),
    ("min_accounts", "accounts"),
    ("below_accounts", "accounts"),
    ("peer_minimum", "accounts"),
    ("_accounts", "accounts"),
    ("_purchases", "purchases"),
    ("_invoices", "invoices"),
    ("_share", "percent"),
    ("_rate", "percent"),
    ("_percentile", "percentile"),
)
"""End of a field's name to the unit its value is shown with; a share (0 to 1) without any of them is per cent."""

LAYERED = ("value_tier", "customer_class")
"""Schemes whose layers are named where their fields are explained."""

LINE_UNITS = {"continuity": "percent", "payment": "days_late", "growth": "percent_per_year",
              "contribution": "points", "volume": "percentile"}
"""What the straight line of a part of the score starts from."""


@dataclass(frozen=True)
class PolicyLine:
    """One field of the policy: where it stands, its value and the unit of it.

    The explanation is the catalogues' `policy.<section>.<field>`.
    """

    section: str
    field: str
    value: object
    unit: str

    @property
    def key(self) -> str:
        """The key of its explanation."""
        return f"policy.{self.section}.{self.field}"

    def about(self, words: Words) -> str:
        """What it decides, with the company's own names of the layers that it cuts."""
        return words(self.key, None, **_layers(words))

    def text(self, words: Words) -> str:
        """The value with its unit, as the reader's language writes it."""
        if isinstance(self.value, ScorePart):
            return _score_part(self.field, self.value, words)
        if isinstance(self.value, Evidence):
            return words("policy.evidence", yes=_log_odds(self.value.yes, words), no=_log_odds(self.value.no, words))
        if isinstance(self.value, tuple):
            return words.listed([_named(one, words) for one in self.value]) or words("policy.unit.none")
        if isinstance(self.value, Mapping):
            return words.listed([
                words("policy.unit.minutes_of", what=words(f"policy.minutes.{kind}"), value=words.number(minutes))
                for kind, minutes in self.value.items()])
        return _text(self.value, self.unit, words)


def policy_in_force(policy: Policy) -> dict[str, list[PolicyLine]]:
    """Section to its lines, in the order of the policy."""
    return {section: list(_lines(section, getattr(policy, section))) for section in type(policy).model_fields}


def section_about(section: str, words: Words) -> str:
    """What the rules of a section decide together."""
    return words(f"policy.{section}.about", None, **_layers(words))


def policy_line(section: str, field: str, value: object) -> PolicyLine:
    """The line of a field with any value, such as one that somebody wants."""
    info = type(getattr(default_policy(), section)).model_fields[field]
    return PolicyLine(section, field, value, _unit(field, info))


def _lines(section: str, part: BaseModel) -> Iterator[PolicyLine]:
    for name, info in type(part).model_fields.items():
        yield PolicyLine(section, name, getattr(part, name), _unit(name, info))


def _layers(words: Words) -> dict[str, str]:
    return {layer: words(f"layer.{scheme}.{layer}") for scheme in LAYERED for layer in SCHEMES[scheme]}


def _unit(name: str, info: FieldInfo) -> str:
    bounded = any(getattr(rule, "le", None) == 1 for rule in info.metadata)
    return next((unit for end, unit in UNITS if name.endswith(end)), "percent" if bounded else "number")


def _score_part(part: str, value: ScorePart, words: Words) -> str:
    unit = LINE_UNITS[part]
    points = [words("policy.line_point", value=_text(x, unit, words), z=words.number(z, 2)) for x, z in value.line]
    return words("policy.score_part", weight=words.number(value.weight), line=words.listed(points))


def _log_odds(weights: tuple[float, float, float], words: Words) -> str:
    return words.listed([words.number(weight, 2) for weight in weights])


def _named(one: object, words: Words) -> str:
    """An entry of a list: the name of a scheme of the user's own in the reader's language, else its text."""
    if isinstance(one, OwnScheme):
        return one.words.zh if words.language == "zh" else one.words.en
    return str(one)


def _text(value: object, unit: str, words: Words) -> str:
    if value is None:
        return words("policy.unit.none")
    if isinstance(value, bool):
        return words("policy.unit.yes" if value else "policy.unit.no")
    if not isinstance(value, int | float):
        return str(value)
    if unit in ("percent", "percent_per_year", "percentile"):
        return words(f"policy.unit.{unit}", value=words.percent(value))
    if unit == "points":
        return words("policy.unit.points", value=words.number(value * 100, 1))
    return words(f"policy.unit.{unit}", value=words.number(value, 2))
