"""Evidence of a flag and reason of a layer as a sentence: which key of the catalogues, filled with figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kadash.language import Words
from kadash.vocabulary import SCHEMES

_MONEY = ("contribution_12m", "revenue_12m", "revenue_prev_12m", "value_12m", "largest_order", "open_receivable",
          "credit_limit", "potential_value", "special_revenue_12m")
_SHARES = (
    "largest_order_share", "revenue_kept", "margin_rate_12m", "p_alive", "continuity", "potential_over_current",
    "growth_per_year", "contribution_share", "percentile", "p_buys_12m", "contribution_rate_12m", "service_cost_share",
    "share", "confidence", "sure_from_probability",
)
_POINTS = ("margin_rate_lost", "basket_margin_lost", "basket_margin_lost_alone", "price_to_list_lost",
           "service_cost_points")
_MULTIPLES = ("lateness", "lateness_alone", "key_score", "events_expected")
_OF_100 = ("survey_score", "driver_score")
_DATES = ("first_purchase", "contract_end")


def flag_why(flag: str, evidence: Mapping[str, object], words: Words) -> str:
    """Why an account carries a flag, with what was measured; `evidence` is the parsed column of `mart.flag`."""
    return words(f"flag.{flag}.{_way(flag, evidence)}", None, **_figures(evidence, words))


def layer_why(scheme: str, layer: str, reason: Mapping[str, object], words: Words) -> str:
    """Why an account stands in a layer; `reason` is the parsed column of `mart.segment`."""
    rule = str(reason.get("rule", layer))
    if scheme not in SCHEMES and rule != "prospect":
        return _own_why(scheme, layer, reason, words)
    key = "why.prospect" if rule == "prospect" else f"why.{scheme}.{rule}"
    ranked = f"{key}.{reason.get('ranked_by')}"
    figures = {**_figures(reason, words), **_more(scheme, reason, words)}
    sentence = words(ranked if words.has(ranked) else key, None, layer=words(f"layer.{scheme}.{layer}"), **figures)
    return f"{sentence} {words('why.stand_in')}" if reason.get("stand_in") else sentence


def _own_why(scheme: str, layer: str, reason: Mapping[str, object], words: Words) -> str:
    """The condition of a layer of the user's own, with what was measured."""
    name = words(f"layer.{scheme}.{layer}")
    if reason.get("rule") == "rest":
        return words("why.own.rest", None, layer=name)
    measured = [words("own.value", None, column=column, value=words("own.unknown") if value is None else value)
                for column, value in _part(reason, "measured").items()]
    return words("why.own", None, layer=name, where=reason.get("where"), measured_values=words.listed(measured))


def _more(scheme: str, reason: Mapping[str, object], words: Words) -> dict[str, str]:
    """What the sentence of a scheme needs beside figures: grounds of a kind, types and questions of a buyer."""
    if scheme == "account_kind":
        held = [ground for ground, holds in _part(reason, "holds").items() if holds]
        figures = _figures(reason, words)
        return {"grounds": words.listed([words(f"kind.{ground}", None, **figures) for ground in held])}
    return _buyer(reason, words) if scheme == "buyer_type" else {}


def _buyer(reason: Mapping[str, object], words: Words) -> dict[str, str]:
    chances = {name.removeprefix("p_"): value for name, value in _part(reason, "measured").items()
               if isinstance(value, float)}
    likeliest = max(chances, key=chances.__getitem__)
    asked = reason.get("questions")
    questions = [words(f"buyer_signal.{one}") for one in asked] if isinstance(asked, list) else []
    return {
        "likeliest": words(f"layer.buyer_type.{likeliest}"),
        "chance": words.percent(chances[likeliest]),
        "questions": words.listed(questions) or words("buyer_type.no_question"),
        **{opinion: words(f"layer.buyer_type.{reason.get(opinion) or 'unsure'}") for opinion in ("called", "computed")},
    }


def _way(flag: str, evidence: Mapping[str, object]) -> str:
    """Which of a flag's sentences fits what was measured: most flags have one way to hold."""
    measured, threshold = _part(evidence, "measured"), _part(evidence, "threshold")
    if flag == "margin_erosion":
        basket = [] if measured.get("basket_margin_lost") is None else ["basket_margin_lost"]
        if _reached(measured, threshold, "margin_rate_lost", "revenue_kept", *basket):
            return "why"
        return "why_price" if _reached(measured, threshold, "price_to_list_lost") else "why_basket"
    if flag == "defected" and measured.get("contract_ended"):
        return "why_contract"
    if flag == "defected" and measured.get("lateness") is None:
        return "why_days"
    if flag == "defected" and not _under(measured, threshold, "p_alive"):
        return "why_silence"
    if flag == "low_survey" and not _under(measured, threshold, "survey_score"):
        return "why_driver"
    return "why"


def _reached(measured: Mapping[str, object], threshold: Mapping[str, object], *names: str) -> bool:
    pairs = [(measured.get(name), threshold.get(name)) for name in names]
    return all(
        isinstance(seen, int | float) and isinstance(asked, int | float) and seen >= asked - 1e-9
        for seen, asked in pairs
    )


def _under(measured: Mapping[str, object], threshold: Mapping[str, object], name: str) -> bool:
    seen, asked = measured.get(name), threshold.get(name)
    return isinstance(seen, int | float) and isinstance(asked, int | float) and seen < asked


def _part(evidence: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = evidence.get(name)
    return part if isinstance(part, Mapping) else {}


def _figures(evidence: Mapping[str, object], words: Words) -> dict[str, str]:
    """Every measured value by its name, every threshold as `<name>_asked`, as the language writes them."""
    measured = {name: _figure(name, value, words) for name, value in _part(evidence, "measured").items()}
    asked = {f"{name}_asked": _figure(name, value, words) for name, value in _part(evidence, "threshold").items()}
    return measured | asked


def _figure(name: str, value: object, words: Words) -> str:
    if name == "driver":
        return words(f"voice.driver.{value}")
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return words.date(dt.date.fromisoformat(str(value))) if name in _DATES else str(value)
    if name in _MONEY:
        return words.money(value)
    if name in _SHARES:
        return words.percent(value)
    if name in _OF_100:
        return words.number(None if value is None else 100.0 * value, 0)
    if name in _POINTS:
        return words.number(None if value is None else 100.0 * value, 1)
    return words.number(value, 1 if name in _MULTIPLES else 0)
