"""What the trail tells an administrator: whether it is whole, who did what, and what changed from what to what."""

from kadash.answers.trail.differences import Difference, differences
from kadash.answers.trail.in_words import differences_in_words
from kadash.answers.trail.seen import Act, TrailSeen, action_word, change_of, trail_seen

__all__ = ["Act", "Difference", "TrailSeen", "action_word", "change_of", "differences", "differences_in_words",
           "trail_seen"]
