"""What differs between two policies, and how a change is carried over to one that others changed meanwhile."""

from kadash.policy import carried_over, changes, default_policy, with_values


def test_a_change_names_its_field_and_both_values() -> None:
    shipped = default_policy()
    other = with_values(shipped, {("vetoes", "overdue_days"): 60, ("value_tiers", "gold"): 0.05})

    found = [(one.section, one.field, one.before, one.after) for one in changes(shipped, other)]

    assert found == [("vetoes", "overdue_days", 90, 60), ("value_tiers", "gold", 0.04, 0.05)]
    assert changes(shipped, default_policy()) == []


def test_what_others_changed_meanwhile_stays() -> None:
    shown = default_policy()
    mine = with_values(shown, {("vetoes", "overdue_days"): 60})
    theirs = with_values(shown, {("value", "horizon_years"): 5})

    both = carried_over(theirs, shown, mine)

    assert (both.vetoes.overdue_days, both.value.horizon_years) == (60, 5)
