"""What differs between two bodies of the journal, in the words of the form in which people enter it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from kadash.answers.policy_in_force import policy_line
from kadash.answers.review import service_name
from kadash.answers.trail.differences import Difference, differences
from kadash.answers.trail.places import PLACES, Place
from kadash.language import Words
from kadash.policy import changes, default_policy, kept_policy
from kadash.reviews.arithmetic_lines import RULES
from kadash.reviews.fields import day_of
from kadash.services.edited import OPERATORS
from kadash.services.signals import is_signal
from kadash.services.wording import condition_sentence, signal_name

_SETTING = "setting"
_CONDITIONS = ("eligible", "do_not")


def differences_in_words(words: Words, kind: str, subject: str, before: object, after: object, *, whole: bool = False
                         ) -> list[Difference]:
    """The places that differ, named and valued as the form of this kind of entry says them.

    Places that no form shows are one line together; whole: each as the journal calls it.
    """
    if (kind, subject) == (_SETTING, "policy"):
        found = _of_policy(words, before, after)
        if found is not None:
            return found
    form = subject if kind == _SETTING else kind
    apart = differences(_readable(words, form, before), _readable(words, form, after))
    named = [one for each in apart if (one := _named(words, form, each)) is not None]
    others = [each for each in apart if _place(form, each.place) is None]
    if whole or not others:
        return [*named, *others]
    return [*named, Difference(words("meanwhile.others", len(others)), "…", "…")]


def _of_policy(words: Words, before: object, after: object) -> list[Difference] | None:
    """Rule by rule, as the page of rules writes them; None where one of the two cannot be read."""
    try:
        was, now = (default_policy() if body is None else kept_policy(str(body)) for body in (before, after))
    except ValueError:  # a version that knows other rules wrote it
        return None
    lines = [(policy_line(one.section, one.field, one.before), policy_line(one.section, one.field, one.after))
             for one in changes(was, now)]
    return [Difference(new.about(words), old.text(words), new.text(words)) for old, new in lines]


def _readable(words: Words, form: str, body: object) -> object:
    """A body in which what its form shows as one thing is one: shares by service and line, conditions as sentences."""
    if not isinstance(body, Mapping):
        return body
    if form == "arithmetic" and isinstance(body.get("shares"), list):
        shares: dict[str, dict[str, object]] = {}
        for one in body["shares"]:
            shares.setdefault(str(one["service"]), {})[str(one["line"])] = one["share"]
        return {**body, "shares": shares}
    if form == "service":
        return {**body, **{part: [_condition(words, one) for one in body[part]]
                           for part in _CONDITIONS if isinstance(body.get(part), list)}}
    return body


def _condition(words: Words, body: Mapping[str, object]) -> object:
    signal, asked = body.get("signal"), [one for one in OPERATORS if one in body]
    known = isinstance(signal, str) and is_signal(signal) and len(asked) == 1
    return condition_sentence(str(signal), asked[0], body[asked[0]], words) if known else body


def _named(words: Words, form: str, apart: Difference) -> Difference | None:
    found = _place(form, apart.place)
    if found is None:
        return None
    place, parts = found
    return Difference(_label(words, place, parts), _value(words, place, parts, apart.before),
                      _value(words, place, parts, apart.after))


def _place(form: str, name: str) -> tuple[Place, tuple[str, ...]] | None:
    """Which field of the form it is, and what stands for `#` (a line's number) and `*` (a name) in its place."""
    for pattern, place in _patterns(form):
        if (found := pattern.fullmatch(name)) is not None:
            return place, found.groups()
    return None


@cache
def _patterns(form: str) -> tuple[tuple[re.Pattern[str], Place], ...]:
    return tuple((re.compile(re.escape(name).replace(r"\#", r"(\d+)").replace(r"\*", r"([^.]+)")), place)
                 for name, place in PLACES.get(form, {}).items())


def _label(words: Words, place: Place, parts: tuple[str, ...]) -> str:
    if place.value == "share_of_line":
        key = "review.ask.less" if parts[1] in RULES and RULES[parts[1]].side == "sacrifice" else "review.ask.more"
        said = words(key, None, line=_word(words, f"review.line.{parts[1]}"))
    else:
        facts = {name: _word(words, key.format(*parts)) for name, key in place.facts.items()}
        keys = [key.format(*parts) for key in place.label.split("|")]
        said = next((words(key, None, **facts) for key in keys if words.has(key)), keys[0])
    if place.within == "service":
        return words("meanwhile.of", None, what=service_name(parts[0], words), field=said)
    if place.within:
        number = words.number(int(parts[0]) + 1)
        return words("meanwhile.line", None, what=words(place.within), number=number, field=said)
    return said


def _word(words: Words, key: str) -> str:
    return words(key) if words.has(key) else key.rpartition(".")[2]


def _value(words: Words, place: Place, parts: tuple[str, ...], said: str | None) -> str | None:
    """A value as the form shows it; as it is where it is none of those that the form knows."""
    if said is None:
        return None
    if said in ("true", "false"):
        return words("signal.yes" if said == "true" else "signal.no")
    if place.value in _READ:
        return _READ[place.value](words, said)
    key = place.value.format(*parts, said)
    return words(key) if words.has(key) else said


def _number(words: Words, said: str) -> str:
    try:
        return words.number(float(said), 6)
    except ValueError:
        return said


def _percent(words: Words, said: str) -> str:
    try:
        return words.percent(float(said), 2)
    except ValueError:
        return said


_READ: Mapping[str, Callable[[Words, str], str]] = {
    "number": _number, "percent": _percent, "share_of_line": _percent,
    "day": lambda words, said: words.date(day) if (day := day_of(said)) else said,
    "days": lambda words, said: words("review.plan.days", None, days=said),
    "month": lambda words, said: words.month_name(int(said)) if said.isdigit() and 0 < int(said) <= 12 else said,
    "service": lambda words, said: service_name(said, words),
    "signal": lambda words, said: signal_name(said, words) if words.has(f"signal.{said}") else said,
    "told": lambda words, said: words("signal.no" if said in ("0", "0.0") else "signal.yes"),
}
"""Kind of value to how it is written; any other kind is the key of a code's words."""
