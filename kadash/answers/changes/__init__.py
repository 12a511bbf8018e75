"""What changed since the last load, since a month ago or since the viewer last looked, with the money at stake."""

from kadash.answers.changes.answer import DEFAULT_SCHEME, Changes, changes, compare_ahead, compared
from kadash.answers.changes.before import SINCES, Before, Nothing, Since, before_of, file_of
from kadash.answers.changes.change import AccountChanges, Change
from kadash.answers.changes.handled import Handled, handle, handled, take_back
from kadash.answers.changes.looked import look

__all__ = [
    "DEFAULT_SCHEME", "SINCES", "AccountChanges", "Before", "Change", "Changes", "Handled", "Nothing", "Since",
    "before_of", "changes", "compare_ahead", "compared", "file_of", "handle", "handled", "look", "take_back",
]
