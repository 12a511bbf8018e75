"""Changes of the policy as lines to read."""

from __future__ import annotations

from kadash.answers.policy_in_force import policy_line
from kadash.language import Words
from kadash.policy import Change
from kadash.ui.plain import plain


def changed_lines(words: Words, found: list[Change]) -> list[str]:
    """Each change as a line of Markdown: the rule, from what to what."""
    return [words("settings.change", None, rule=plain(policy_line(one.section, one.field, None).about(words)),
                  before=plain(policy_line(one.section, one.field, one.before).text(words)),
                  after=plain(policy_line(one.section, one.field, one.after).text(words))) for one in found]
