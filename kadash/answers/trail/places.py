"""Places of entries in the journal and the words that their forms have for them: one row a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """A field of a form. In its keys `{0}` is what the first `#` or `*` of the place stands for.

    label: key of its words, several by `|`: the first that there is. value: how it is written (in_words._READ), or the
    key of the words of its codes. within: the heading of the grid whose line it stands in, or `service`. facts: of the
    label, as keys.
    """

    label: str
    value: str = ""
    within: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def _grid(heading: str, place: str, fields: Mapping[str, tuple[str, str]]) -> dict[str, Place]:
    return {f"{place}.#.{name}": Place(label, value, heading) for name, (label, value) in fields.items()}


_PLAN = {
    **{name: Place(f"review.plan.{name}") for name in ("aim", "goal", "problem", "need")},
    "services.#": Place("catalogue.column.service", "service"),
    **_grid("review.plan.actions", "actions", {
        "horizon_days": ("review.plan.horizon", "days"), "due": ("review.plan.due", "day"),
        "state": ("review.plan.state", "review.state.{1}"),
        **{name: (f"review.plan.{name}", "") for name in ("what", "owner", "measure", "shared")}}),
}
_SERVICE = {
    "id": Place("catalogue.field.id"), "retired": Place("catalogue.retire"),
    **{f"{part}.{language}": Place(f"catalogue.field.{part}.{language}")
       for part in ("name", "about") for language in ("zh", "en")},
    "core_idea": Place("catalogue.column.core_idea", "core_idea.{0}"),
    "means": Place("catalogue.column.means", "means.{0}"),
    "ours_alone": Place("catalogue.field.ours_alone"),
    **{f"{part}.#": Place(f"catalogue.{part}") for part in ("eligible", "do_not")},
    **_grid("catalogue.moves", "effects", {
        "lever": ("catalogue.lever", "service_lever.{1}"), "unit": ("catalogue.column.unit", "signal"),
        "at_most": ("catalogue.column.at_most", "number"), "source": ("catalogue.column.effect_source",
                                                                      "effect_source.{1}"),
        "learned_accounts": ("catalogue.column.accounts", "number")}),
    **{f"effects.#.{kind}.{at}": Place(f"catalogue.{part}_of", "number", "catalogue.moves",
                                       {"kind": f"layer.buyer_type.{kind}"})
       for kind in ("transactional", "consultative", "strategic") for at, part in enumerate(("mean", "sd"))},
    "hours.*": Place("catalogue.hours_a_year", "number", facts={"role": "role.{0}"}),
    "cost.driver": Place("catalogue.driver", "catalogue.driver.{0}"),
    **{f"cost.{part}": Place(f"catalogue.cost.{part}", "percent") for part in ("one_off", "yearly", "floor")},
    "minimum_term_months": Place("catalogue.minimum_term", "number"), "exit_share": Place("catalogue.exit", "percent"),
    "conflicts.#": Place("catalogue.field.conflicts", "service"), "pairs.#": Place("catalogue.field.pairs", "service"),
    "together.*": Place("catalogue.together.title", "percent", "service"),
    **_grid("catalogue.bundle.title", "bundle.parts", {
        "name.zh": ("catalogue.bundle.zh", ""), "name.en": ("catalogue.bundle.en", ""),
        "price": ("catalogue.bundle.price", "percent")}),
    "bundle.price": Place("catalogue.bundle.together", "percent"),
    "source": Place("catalogue.column.source", "effect_source.{0}"),
    "learned_accounts": Place("catalogue.column.accounts", "number"),
}
PLACES: Mapping[str, Mapping[str, Place]] = {
    "plan": _PLAN,
    "event": _grid("review.events.title", "events", {
        "day": ("review.events.day", "day"), "kind": ("review.events.kind", "review.event.{1}"),
        "what": ("review.events.what", "")}),
    "people": _grid("review.people.title", "people", {
        "last_contact": ("review.people.last_contact", "day"),
        **{name: (f"review.people.{name}", f"review.people.{name}.{{1}}")
           for name in ("side", "function", "role", "stance")},
        **{name: (f"review.people.{name}", "") for name in ("name", "director", "knows")}}),
    "heard": {"notes": Place("review.heard.notes"), "told.*": Place("heard.{0}|buyer_signal.{0}", "told")},
    "buyer_type": {"called": Place("review.call.type", "layer.buyer_type.{0}"), "reason": Place("review.call.reason")},
    "arithmetic": {
        "inputs.*": Place("review.ask.{0}", "number"), "fees.*": Place("review.ask.fee", "number", "service"),
        "one_offs.*": Place("review.ask.one_off", "number", "service"),
        "shares.*.*": Place("", "share_of_line", "service")},
    "review": {"closed_on": Place("review.close.title", "day"),
               **{f"plan.{name}": place for name, place in _PLAN.items()}},
    "service": _SERVICE,
    "company": {
        "fiscal_first_month": Place("settings.fiscal_year.first", "month"),
        "money_unit": Place("settings.money_unit", "settings.money_unit.{0}"),
        **{f"layer_names.*.*.{language}": Place("meanwhile.layer", "", facts={
            "layer": "layer.{0}.{1}", "language": f"settings.names.{language}"}) for language in ("zh", "en")}},
}
"""By kind of entry (of settings, by subject)."""
