"""The reference as entries to look up: every figure, flag, scheme, lever and model, by the page where it is met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kadash.answers.metrics.listed import FORECAST_METRICS, GROUPS, LEVER_METRICS, METRICS, MODEL_METRICS
from kadash.answers.metrics.metric import Metric
from kadash.answers.metrics.thresholds import thresholds
from kadash.answers.metrics.worded import metric_about, metric_name
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments import layers_of
from kadash.segments.rules_in_words import layer_rules
from kadash.vocabulary import FLAGS

ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "overview": (
        "changes", "flags", "revenue_12m", "revenue_prev_12m", "contribution_12m", "contribution_prev_12m",
        "contribution_rate_12m", "customer_equity", "expected_contribution_12m"),
    "pyramid": (
        "schemes", "score", "special_revenue_12m", "basket_margin_lost", "price_rise", "minimum_order", "service_cut",
        "worth_if_back", "gain_if_back", "most_to_spend", "revenue_12m", "contribution_12m", "current_value",
        "lifetime_value"),
    "accounts": (
        "account", "flags", "revenue_12m", "contribution_12m", "contribution_rate_12m", "current_value", "key_score",
        "days_since_order", "mean_days_late"),
    "what-if": ("what_if", "retention_12m", "current_value", "revenue_year", "expected_contribution_12m"),
    "services": ("retention_12m", "service_cost_year", "before_service_rate_used", "wallet_share"),
    "review": ("revenue", "rhythm", "payment", "growth", "ties", "value", "score", "schemes", "flags", "account"),
    "explore": ("rows", "revenue"),
    "voice": (
        "voice", "survey_score_12m", "survey_low_score_12m", "survey_low_driver", "survey_answers_12m",
        "flag.low_survey"),
    "models": ("forecasts", "model", "p_alive", "p_buys_12m", "retention_12m"),
}
"""Page to what is met there: groups, kinds of code, and single figures. The first page of a figure is its home."""

EVERYTHING = "review"
"""The page that shows all there is of an account: the home of what no other page is named for."""

RULES = {
    "changes": "changes", "voice": "voice", "flags": "flags", "score": "score", "value": "value", "what_if": "what_if",
    "scheme.value_tier": "value_tiers",
    "scheme.five_level": "five_level", "scheme.customer_class": "customer_class", "scheme.lifecycle": "lifecycle",
    "scheme.loyalty_profit": "loyalty_profit", "scheme.account_kind": "account_kind", "scheme.buyer_type": "buyer_type",
    "scheme.key_account": "key_account", "veto_overdue": "vetoes", "veto_lateness": "vetoes", "p_alive": "activity",
    "p_buys_12m": "activity", "model": "activity", "service_cost_12m": "money", "financing_12m": "money",
    "special_revenue_12m": "key_account", "giant_order": "flags", "lateness": "flags", "overdue_veto_amount": "vetoes",
}
"""Figure, kind of code or group to the section of the policy whose thresholds it quotes."""


@dataclass(frozen=True)
class HelpEntry:
    """What one figure means: its name, its definition with the thresholds in force, and where it stands.

    rules: name and rule of each layer, for schemes. section: of the policy, where it quotes a threshold of one.
    """

    key: str
    group: str
    name: str
    about: str
    unit: str
    columns: tuple[str, ...]
    pages: tuple[str, ...]
    section: str | None
    rules: tuple[tuple[str, str], ...] = ()

    def holds(self, wanted: Sequence[str]) -> bool:
        """Whether every word that is looked for stands somewhere in it."""
        text = " ".join((self.name, self.about, self.unit, self.key, *self.columns,
                         *(part for rule in self.rules for part in rule))).casefold()
        return all(word in text for word in wanted)


def help_entries(words: Words, policy: Policy) -> list[HelpEntry]:
    """Every entry, the groups in the order in which a manager reads them."""
    found: dict[str, list[HelpEntry]] = {group: [] for group in GROUPS}
    known = thresholds(words, policy)
    for metrics in (METRICS, MODEL_METRICS, FORECAST_METRICS, LEVER_METRICS):
        for one in metrics.values():
            found[one.group].append(_figure(one, words, policy, known))
    found["flags"] = [_coded(f"flag.{flag}", "flags", words, policy, words(f"severity.{severity}"))
                      for flag, severity in FLAGS.items()]
    found["schemes"] = [_coded(f"scheme.{scheme}", "schemes", words, policy, "",
                               tuple(layer_rules(scheme, policy, words))) for scheme in layers_of(policy)]
    return [entry for group in GROUPS for entry in found[group]]


def looked_up(entries: Iterable[HelpEntry], text: str, page: str | None) -> list[HelpEntry]:
    """The entries that hold every word of a text, those first whose name does; of one page where one is given."""
    wanted = text.casefold().split()
    found = [one for one in entries if (page is None or page in one.pages) and one.holds(wanted)]
    return sorted(found, key=lambda one: not all(word in one.name.casefold() for word in wanted)) if wanted else found


def by_page(entries: Iterable[HelpEntry]) -> dict[str, list[HelpEntry]]:
    """The entries under the page that is their home, in the order of the pages."""
    found: dict[str, list[HelpEntry]] = {page: [] for page in ON_PAGE}
    for one in entries:
        found[one.pages[0]].append(one)
    return {page: of for page, of in found.items() if of}


def _figure(one: Metric, words: Words, policy: Policy, known: Mapping[str, str]) -> HelpEntry:
    return HelpEntry(one.key, one.group, metric_name(one.key, words), metric_about(one.key, words, policy, known),
                     words(f"metric.unit.{one.unit}"), one.columns, _pages(one.key, one.group),
                     _section(one.key, one.group))


def _coded(key: str, group: str, words: Words, policy: Policy, unit: str,
           rules: tuple[tuple[str, str], ...] = ()) -> HelpEntry:
    return HelpEntry(key, group, metric_name(key, words), metric_about(key, words, policy), unit, (),
                     _pages(key, group), _section(key, group), rules)


def _pages(key: str, group: str) -> tuple[str, ...]:
    kinds = {key, group, key.partition(".")[0]}
    return tuple(page for page, met in ON_PAGE.items() if kinds & set(met)) or (EVERYTHING,)


def _section(key: str, group: str) -> str | None:
    if key.startswith("scheme.") and key not in RULES:
        return "own"
    return next((RULES[one] for one in (key, key.partition(".")[0], group) if one in RULES), None)
