"""Changes in words: the headline, with what is compared, one sentence a change, and why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kadash.answers.asked import Asked
from kadash.answers.changes.answer import Changes
from kadash.answers.changes.before import Nothing
from kadash.answers.changes.change import Change
from kadash.answers.review import service_name
from kadash.language import Words
from kadash.segments.wording import flag_why, layer_why

Evidence = Mapping[tuple[str, str], Mapping[str, Any]]
"""(account, flag, or `layer`) to the parsed evidence of mart.flag, or layer and reason of mart.segment."""


def headline(found: Changes, words: Words) -> str:
    """How many accounts want a decision, how much money is at stake, and how many are better."""
    better = len(found.accounts) - found.wants
    facts = {"money": words.money(found.at_stake), "better": words.number(better)}
    if found.wants:
        return words("changes.headline.both" if better else "changes.headline.worse", found.wants, **facts)
    return words("changes.headline.better", better) if better else words("changes.headline.none")


def compared_with(found: Changes, words: Words) -> str:
    """What the present is compared with; or why there is nothing to compare with, and what will stand here."""
    before = found.before
    if isinstance(before, Nothing):
        return words(f"changes.nothing.{before.code}", None, date=words.date(before.day))
    since = "date" if isinstance(found.since, dt.date) else found.since
    parts = [words(f"changes.with.{'date' if before.stands_in else since}", None, date=words.date(before.as_of))]
    if before.stands_in:
        parts.append(words(f"changes.stands_in.{before.stands_in}"))
    if found.beside:
        parts.append(words("changes.beside.rules" if found.rules_changed else "changes.beside.others", found.beside))
    elif found.rules_changed:
        parts.append(words("changes.rules_changed"))
    return " ".join(parts) if words.language == "en" else "".join(parts)


def kind_name(change: Change, words: Words) -> str:
    """What kind of change it is, in a word."""
    return words(f"changes.kind.{change.kind}")


def account_name(change: Change, words: Words) -> str:
    """Whose change it is."""
    return change.account_name or words("changes.all_accounts")


def sentence(change: Change, words: Words) -> str:
    """What happened, with its figures; plain text, names of the data in it as they are."""
    return words(f"changes.{change.kind}.{_case(change)}", None, **_FIGURES[change.kind](change.evidence, words))


def _case(change: Change) -> str:
    """Which of its kind's sentences a change is told by."""
    match change.kind:
        case "layer" | "flag":
            return change.detail.split()[1]
        case "promise":
            return "service" if change.evidence["service"] else "action"
        case "forecast":
            return "less" if change.way == "worse" else "more"
    return change.detail


def why(change: Change, evidence: Evidence, words: Words) -> list[str]:
    """What was measured at the account, as the judge wrote it; empty where the sentence says all."""
    found = evidence.get((change.account_id or "", _asked_for(change)))
    if found is None:
        return []
    if change.kind == "layer":
        return [layer_why(str(change.evidence["scheme"]), str(found["layer"]), found["reason"], words)]
    return [f"{flag_why(_asked_for(change), found, words)} ({words('period.' + str(found['period']))})"]


def evidence_of(asked: Asked, changes: Sequence[Change], scheme: str) -> Evidence:
    """What the judge measured for these changes, for the flags and layers that hold now."""
    ids = sorted({change.account_id for change in changes if change.account_id})
    if not ids:
        return MappingProxyType({})
    flags = asked.records("changes_evidence", account_ids=ids)
    layers = asked.records("pyramid_reasons", scheme=scheme, account_ids=ids)
    return {
        **{(row["account_id"], row["flag"]): json.loads(row["evidence"]) for row in flags},
        **{(row["account_id"], "layer"): {"layer": row["layer"], "reason": json.loads(row["reason"])}
           for row in layers}}


def _asked_for(change: Change) -> str:
    """The flag that a change is about; `layer` for a layer; empty where no flag stands behind it."""
    match change.kind, change.detail:
        case "layer", _:
            return "layer"
        case "flag", detail if detail.endswith(" raised"):
            return detail.split()[0]
        case "margin", "raised":
            return "margin_erosion"
        case "contract", "ending":
            return "contract_ending"
    return ""


Facts = Mapping[str, Any]


def _amounts(facts: Facts, words: Words) -> dict[str, str]:
    """Contribution of both days, or revenue where it is unknown on either."""
    known = facts["contribution_now"] is not None and facts["contribution_then"] is not None
    name = "contribution" if known or facts["revenue_now"] is None else "revenue"
    then, now = facts[f"{name}_then"] or 0.0, facts[f"{name}_now"] or 0.0
    return {"measure": words(f"changes.measure.{name}"), "then": words.money(then), "now": words.money(now),
            "change": words.money(abs(now - then))}


def _layer(facts: Facts, words: Words) -> dict[str, str]:
    scheme = facts["scheme"]
    return {"scheme": words(f"scheme.{scheme}"), **_amounts(facts, words),
            **{name: words(f"layer.{scheme}.{facts[name]}") for name in ("from", "to")}}


def _margin(facts: Facts, words: Words) -> dict[str, str]:
    return {"then": words.percent(facts["margin_rate_then"]), "now": words.percent(facts["margin_rate_now"])}


def _promise(facts: Facts, words: Words) -> dict[str, str]:
    service = service_name(str(facts["service"]), words) if facts["service"] else ""
    return {"what": str(facts["what"]), "service": service, "day": _day(facts, words)}


def _forecast(facts: Facts, words: Words) -> dict[str, str]:
    money = {name: words.money(facts[name]) for name in ("forecast", "low", "high", "came")}
    return {**money, "measure": words(f"changes.measure.{facts['measure']}"), "day": _day(facts, words),
            "made": words.date(dt.date.fromisoformat(str(facts["made"])))}


def _day(facts: Facts, words: Words) -> str:
    return words.date(dt.date.fromisoformat(str(facts["day"])) if facts.get("day") else None)


_FIGURES: Mapping[str, Callable[[Facts, Words], dict[str, str]]] = MappingProxyType({
    "layer": _layer,
    "flag": lambda facts, words: {"flag": words(f"flag.{facts['flag']}")},
    "mover": _amounts,
    "margin": _margin,
    "overdue": lambda facts, words: {"then": words.money(facts["overdue_then"]), "day": _day(facts, words),
                                     "now": words.money(facts["overdue_now"])},
    "contract": lambda facts, words: {"day": _day(facts, words)},
    "complaint": lambda facts, words: {"then": words.number(facts["severe_then"]),
                                       "now": words.number(facts["severe_now"])},
    "promise": _promise,
    "forecast": _forecast,
})
"""Kind to the figures of its sentence."""
