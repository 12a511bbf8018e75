"""What a layer's reason tells of the whole company, taken out for a viewer who may not know it."""

from __future__ import annotations

import json

_OF_THE_WHOLE = {"measured": ("place", "of"), "threshold": ("last_place", "revenue_12m", "mean_days_late")}
"""How many accounts there are, an account's place among them, and figures that are some other account's."""
_BY_MEDIAN_REVENUE = ("true_friend", "butterfly", "barnacle", "stranger")
_UNSAID = "_unsaid"


def without_the_whole(reason: str) -> str:
    """A reason (JSON of mart.segment) without places, counts and others' figures.

    Where the sentence of its rule would need them, the rule ends in `_unsaid`, which has a sentence of its own. Rates
    and percentiles of the company stay: they are what its policy comes to, and nobody's figure.

    >>> without_the_whole('{"rule": "place", "measured": {"value_12m": 5.0, "place": 3, "of": 900}}')
    '{"rule": "place_unsaid", "measured": {"value_12m": 5.0}}'
    """
    told = json.loads(reason)
    for part, names in _OF_THE_WHOLE.items():
        if isinstance(told.get(part), dict):
            told[part] = {name: value for name, value in told[part].items() if name not in names}
    if _needs_the_whole(str(told.get("rule")), told.get("ranked_by")):
        told["rule"] = f"{told['rule']}{_UNSAID}"
    return json.dumps(told)


def _needs_the_whole(rule: str, ranked_by: object) -> bool:
    return rule in ("place", "nursery") or (rule in _BY_MEDIAN_REVENUE and ranked_by == "revenue")
