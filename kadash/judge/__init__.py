"""The one pure function that gives segments, flags, values and proposals, with reasons."""

from kadash.judge.entries import NO_ENTRIES, Contacts, Entries
from kadash.judge.facts import Facts
from kadash.judge.judge import judge
from kadash.judge.judgement import Judgement, Lookup, Taken, with_previous

__all__ = ["NO_ENTRIES", "Contacts", "Entries", "Facts", "Judgement", "Lookup", "Taken", "judge", "with_previous"]
