"""What a rep heard a customer say: statements ticked, questions answered, and the notes they came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kadash.segments.buyer_signals import ASKABLE

_NOTHING: Mapping[str, float] = MappingProxyType({})

PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "heard_send_the_quote": (
        "send (me |us )?(the|your|a) (quote|price)", "just the price", "no (visit|need to come)", "don't come",
        "best price", "发报价", "报个价", "报价就行", "人不用来", "不用跑", "不用过来", "谁便宜", "比价"),
    "heard_good_enough": (
        "good enough", "all the same", "any brand", "plenty of (other )?(sellers|suppliers)",
        "够用", "能用就行", "都一样",
        "差不多就行", "供应商多"),
    "heard_show_how_to_use": (
        "show us how", "how to (choose|use|select)", "which (type|model)", "train", "怎么选", "怎么用", "选型", "培训",
        "教我们", "指导"),
    "heard_offices_as_one": (
        "(offices|sites|plants|branches).{0,30}(as one|together|own way|differently)", "work as one",
        "各个(分支|厂|分公司)",
        "各干各的", "统一(采购|标准)", "协同"),
    "heard_study_savings": (
        "study with us", "how (to|we can) save", r"\blease\b", "come into our (office|plant)", "cost down",
        "一起研究", "怎么节省", "降本", "租赁", "早点开工"),
    "heard_say_in_plans": (
        "say in", "each other's plan", "joint plan", "your planning", "share (targets|plans)",
        "互相参与", "共同规划", "联合计划", "你们的规划", "一起规划"),
})
"""Statement to what notes may say of it, in either language: only a proposal to tick it."""


@dataclass(frozen=True)
class Heard:
    """told: signal of buyer type to 1 (ticked, or answered yes) or 0 (answered no); notes: the rep's own words."""

    told: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    notes: str = ""


def proposed(notes: str) -> tuple[str, ...]:
    """The statements that notes may hold, for a rep to tick: never evidence by themselves.

    >>> proposed("He said: just send the quote. 另外想一起研究降本。")
    ('heard_send_the_quote', 'heard_study_savings')
    """
    said = notes.lower()
    return tuple(name for name, phrases in PHRASES.items() if any(re.search(phrase, said) for phrase in phrases))


def heard_to_body(heard: Heard) -> dict[str, object]:
    """As the journal keeps it."""
    return {"told": dict(heard.told), "notes": heard.notes}


def heard_from_body(body: object) -> Heard:
    """What the journal kept; signals that are no longer asked are left out."""
    kept = body if isinstance(body, Mapping) else {}
    told = kept.get("told")
    answers = told if isinstance(told, Mapping) else {}
    return Heard({name: float(answers[name]) for name in ASKABLE if answers.get(name) in (0, 1)},
                 str(kept.get("notes") or ""))
