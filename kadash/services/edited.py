"""A service as rows that a person edits in a grid, and back: conditions, effects, hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kadash.services.catalogue import BUYER_TYPES, Bundle, Condition, Effect, Lever, Service
from kadash.services.effects import LEVERS

OPERATORS = ("at_least", "at_most", "above", "below", "is", "one_of")
YES = ("yes", "true", "1", "是")
NO = ("no", "false", "0", "否")


def condition_rows(conditions: Iterable[Condition]) -> list[dict[str, object]]:
    """signal, operator, value as text: 0.5, yes, layers with a comma between them."""
    return [{"signal": one.signal, "operator": one.operator, "value": _text(one.threshold)} for one in conditions]


def condition_bodies(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The same rows as a service writes them down; rows without a signal are none. What cannot be read stays text, so
    that the service is refused by name.
    """
    return [{"signal": row["signal"], str(row["operator"]): _value(str(row["operator"]), row.get("value"))}
            for row in rows if _filled(row.get("signal")) and _filled(row.get("operator"))]


def effect_rows(effects: Iterable[Effect]) -> list[dict[str, object]]:
    """One row a lever: its mean and sd for each buyer type, its unit and the most of it, where it comes from."""
    return [{"lever": one.lever, **{f"{kind}_{part}": getattr(one, kind)[place] for kind in BUYER_TYPES
                                    for place, part in enumerate(("mean", "sd"))},
             "unit": one.unit, "at_most": one.at_most, "source": one.source,
             "learned_accounts": one.learned_accounts} for one in effects]


def effect_bodies(rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """The same rows as a service writes them down; a missing mean or sd is 0."""
    found = []
    for row in rows:
        if row.get("lever") in LEVERS:
            body: dict[str, object] = {"lever": row["lever"]}
            body |= {kind: [_number(row.get(f"{kind}_mean")), _number(row.get(f"{kind}_sd"))] for kind in BUYER_TYPES}
            body |= {name: row[name] for name in ("unit", "at_most", "source") if _filled(row.get(name))}
            if row.get("source") == "learned" and _filled(row.get("learned_accounts")):
                body["learned_accounts"] = int(_number(row["learned_accounts"]))
            found.append(body)
    return found


def bundle_rows(bundle: Bundle | None) -> list[dict[str, object]]:
    """One row a part of a bundle: its name in both languages and its price in per cent of the customer's revenue."""
    return [{"zh": one.name.zh, "en": one.name.en, "price": one.price * 100} for one in bundle.parts] if bundle else []


def bundle_body(rows: Iterable[Mapping[str, object]], price_percent: float) -> dict[str, object]:
    """The same rows as a service writes a bundle down; rows without any name are none, a name in one language does for
    both.
    """
    parts = []
    for row in rows:
        names = {language: str(row.get(language) or "").strip() for language in ("zh", "en")}
        if any(names.values()):
            parts.append({"name": {"zh": names["zh"] or names["en"], "en": names["en"] or names["zh"]},
                          "price": round(_number(row.get("price")) / 100, 6)})
    return {"parts": parts, "price": round(price_percent / 100, 6)}


def together_body(rows: Iterable[Mapping[str, object]]) -> dict[str, float]:
    """Service to the share of both costs that the two cost together, from rows of service and per cent saved."""
    return {str(row["service"]): round(1.0 - _number(row.get("saved")) / 100, 6) for row in rows
            if _filled(row.get("service"))}


def hours_body(rows: Iterable[Mapping[str, object]]) -> dict[str, float]:
    """Role to hours, without those of none."""
    return {str(row["role"]): _number(row.get("hours")) for row in rows if _number(row.get("hours")) > 0}


def with_learned(service: Service, lever: Lever, learned: Mapping[str, tuple[float, float]], accounts: int) -> Service:
    """The service with its effect on a lever as learnt: buyer type to mean and sd."""
    effects = tuple(one.model_copy(update={
        **{kind: learned[kind] for kind in BUYER_TYPES if kind in learned}, "source": "learned",
        "learned_accounts": accounts}) if one.lever == lever and one.unit is None else one for one in service.effects)
    return service.model_copy(update={"effects": effects})


def _text(threshold: object) -> str:
    if isinstance(threshold, bool):
        return "yes" if threshold else "no"
    if isinstance(threshold, tuple):
        return ", ".join(threshold)
    return f"{threshold:g}" if isinstance(threshold, int | float) else str(threshold)


def _value(operator: str, value: object) -> object:
    text = "" if value is None else str(value).strip()
    if operator == "one_of":
        return [one.strip() for one in text.replace("，", ",").replace("、", ",").split(",") if one.strip()]
    if operator == "is":
        return True if text.lower() in YES else False if text.lower() in NO else text
    try:
        return float(text.rstrip("%")) / (100.0 if text.endswith("%") else 1.0)
    except ValueError:
        return text


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and value == value else 0.0


def _filled(value: object) -> bool:
    return value is not None and value == value and value != ""
