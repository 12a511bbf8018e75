"""Among whose accounts a question is asked: owners, regions, industries and groups, several of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kadash.answers.asked import Asked
from kadash.answers.seen import owners_seen


@dataclass(frozen=True)
class Among:
    """What narrows a question; what is empty asks for nothing. groups: numbers of parents, each in its own group."""

    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """All that is asked for."""
        return (*self.owners, *self.regions, *self.industries, *self.groups)

    def params(self, asked: Asked) -> dict[str, list[str] | None]:
        """The parameters of a question that can be narrowed, within what the viewer may see."""
        return {"owners_seen": owners_seen(asked), "owners": list(self.owners), "regions": list(self.regions),
                "industries": list(self.industries), "groups": list(self.groups)}


EVERYBODY = Among()


class Group(NamedTuple):
    """A parent and its accounts: the parent's number, its name, how many they are."""

    group_id: str
    name: str
    accounts: int


def groups(asked: Asked) -> tuple[Group, ...]:
    """The groups with accounts in sight, by name."""
    found = asked.records("pyramid_groups", owners_seen=owners_seen(asked))
    return tuple(Group(row["group_id"], row["group_name"], row["accounts"]) for row in found)
