"""In which fields two policies differ, and a change carried over to a third."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.policy.model import Policy


@dataclass(frozen=True)
class Change:
    """A field of the policy with its value before and after."""

    section: str
    field: str
    before: object
    after: object


def changes(before: Policy, after: Policy) -> list[Change]:
    """Every field that differs, in the order of the policy.

    >>> from kadash.policy import default_policy
    >>> shipped = default_policy()
    >>> other = with_values(shipped, {("value", "horizon_years"): 5})
    >>> [(one.section, one.field, one.before, one.after) for one in changes(shipped, other)]
    [('value', 'horizon_years', 10, 5)]
    """
    found = []
    for section in Policy.model_fields:
        one, other = getattr(before, section), getattr(after, section)
        for field in type(one).model_fields:
            values = getattr(one, field), getattr(other, field)
            if values[0] != values[1]:
                found.append(Change(section, field, *values))
    return found


def with_values(policy: Policy, values: dict[tuple[str, str], object]) -> Policy:
    """The policy with other values at (section, field); pydantic's ValidationError where one cannot be."""
    plain = policy.model_dump()
    for (section, field), value in values.items():
        plain[section][field] = value
    return Policy.model_validate(plain)


def carried_over(base: Policy, before: Policy, after: Policy) -> Policy:
    """`base` with what differs between `before` and `after`: nothing that others changed meanwhile is lost."""
    wanted = after.model_dump()
    return with_values(base, {(one.section, one.field): wanted[one.section][one.field]
                              for one in changes(before, after)})
