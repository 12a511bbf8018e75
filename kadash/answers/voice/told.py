"""What the answers say, in sentences."""

from __future__ import annotations

import pandas as pd

from kadash.answers.voice.answer import Voice
from kadash.language import Words
from kadash.voice.importance import Importance


def of_100(share: float, words: Words) -> str:
    """A share of the scale as points of 100."""
    return words.number(100.0 * share)


def driver_name(driver: str, words: Words) -> str:
    """What a driver is called."""
    return words(f"voice.driver.{driver}")


def headline(found: Voice, words: Words) -> str:
    """What to mend first and why; where no important driver is weak, what is strongest."""
    if found.drivers.empty:
        return words("voice.headline.only_recommend", found.accounts)
    first = found.mend_first
    if first is None:
        key = "voice.headline.keep" if found.importance_from else "voice.headline.lowest"
        row = _extreme(found.drivers, best=bool(found.importance_from))
        return words(key, None, driver=driver_name(row["driver"], words), score=of_100(row["performance"], words))
    row = found.driver(first)
    facts = {"driver": driver_name(first, words), "score": of_100(row["performance"], words)}
    seems = found.importance_from == "derived" and not row["shows"]
    key = "voice.headline.hint" if seems else f"voice.headline.{found.importance_from}"
    if pd.isna(row["expectation"]):
        return words(f"{key}.alone", None, **facts)
    return words(key, None, **facts, expected=of_100(row["expectation"], words))


def what_matters(found: Voice, words: Words, days: int) -> str:
    """What derived importance rests on, or why there is none; and what the map shows in its place."""
    return _what_matters(found, words, days) + _of_layer(found, words)


def _of_layer(found: Voice, words: Words) -> str:
    """Whether the layer that is looked at tells for itself."""
    layer = found.layer
    if layer is None or found.importance.too_few:
        return ""
    name = words(f"layer.{found.scheme}.{layer}")
    if found.importance_of == layer:
        return words("voice.matters.layer", None, layer=name)
    own = found.matters[layer].answers if layer in found.matters else 0
    return words("voice.matters.layer_few", own, layer=name, needed=words.number(found.importance.needed))


def layer_matters(found: Importance, words: Words) -> str:
    """What matters to a layer: the drivers clearly above chance with what ten points go with; or why there is none."""
    if found.too_few:
        return words("voice.matters.by_layer.too_few", found.answers, needed=words.number(found.needed))
    clear = found.weights[found.weights["shows"]].sort_values("weight", ascending=False)
    if clear.empty:
        return words("voice.matters.by_layer.none")
    return words.listed([
        words("voice.matters.by_layer.one", None, driver=driver_name(row["driver"], words),
              **{name: per_ten(row[name], words) for name in ("weight", "low", "high")})
        for row in clear.to_dict("records")])


def per_ten(weight: float, words: Words) -> str:
    """What ten points of 100 more go with."""
    return words.percent(weight / 10, 1, sign=True)


def _what_matters(found: Voice, words: Words, days: int) -> str:
    seen = found.importance
    if seen.too_few:
        said = words("voice.matters.too_few", seen.answers, needed=words.number(seen.needed), days=words.number(days))
    elif not seen.tells:
        said = words("voice.matters.by_chance", seen.answers)
    else:
        clear = seen.weights[seen.weights["shows"]].sort_values("weight", ascending=False)["driver"]
        said = words("voice.matters.derived", seen.answers,
                     drivers=words.listed([driver_name(one, words) for one in clear]))
        if found.mend_first and found.mend_first not in set(clear):
            said += words("voice.matters.hint", None, driver=driver_name(found.mend_first, words))
        return said
    return said + words(f"voice.matters.instead.{found.importance_from or 'nothing'}")


def period_said(found: Voice, words: Words) -> str:
    """Which year of answers is looked at, and how many."""
    if found.period is None:
        return ""
    key = "voice.period.old" if found.is_old else "voice.period"
    return words(key, found.accounts, answers=words.number(found.answers), first=words.date(found.period.first),
                 last=words.date(found.period.last))


def scales_said(found: Voice, words: Words) -> list[str]:
    """A sentence a file and scale: which it is, who says so, and answers beyond it."""
    said = []
    for row in found.scales.to_dict("records"):
        key = "voice.scale.stated" if row["stated"] else "voice.scale.taken"
        line = words(key, int(row["answers"]), file=row["file"], low=words.number(row["scale_min"]),
                     high=words.number(row["scale_max"]))
        beyond = words("voice.scale.beyond", int(row["beyond"])) if row["beyond"] else ""
        said.append(line + beyond)
    return said


def _extreme(drivers: pd.DataFrame, *, best: bool) -> pd.Series:
    return drivers.sort_values("performance", ascending=not best, kind="stable").iloc[0]
