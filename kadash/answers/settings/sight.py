"""What a grant would open, before it is given: how many accounts, of how many."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.access import Right, Viewer
from kadash.answers.asked import Asked
from kadash.language import Words


@dataclass(frozen=True)
class Sight:
    """accounts: in scope; flagged: of them, with a flag; of: of how many."""

    accounts: int
    flagged: int
    of: int

    def sentence(self, viewer: Viewer, words: Words) -> str:
        """What somebody would see, in a sentence."""
        if not viewer.may(Right.SEE):
            return words("roles.try.nothing")
        key = "masked" if viewer.names_masked else "everything" if viewer.scope.is_everything else "some"
        return words(f"roles.try.{key}", self.accounts, of=words.number(self.of), flagged=words.number(self.flagged))


def sight(asked: Asked, viewer: Viewer) -> Sight:
    """What a viewer sees of a generation; asked by who sees all of it."""
    found = Asked(asked.generation, viewer.scope).records("in_sight_count")[0]
    return Sight(found["accounts"], found["flagged"], found["all_accounts"])
