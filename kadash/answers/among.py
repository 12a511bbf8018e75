"""Among whose accounts a question is asked: owners, regions, industries and groups, several of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kadash.answers.asked import Asked


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

    @property
    def params(self) -> dict[str, list[str]]:
        """The parameters of a question that says `among(alias)`."""
        return {"owners": list(self.owners), "regions": list(self.regions), "industries": list(self.industries),
                "groups": list(self.groups)}


EVERYBODY = Among()


class Group(NamedTuple):
    """A parent and its accounts: the parent's number, its name, how many they are."""

    group_id: str
    name: str
    accounts: int


def groups(asked: Asked) -> tuple[Group, ...]:
    """The groups with accounts in sight, by name."""
    found = asked.records("pyramid_groups")
    return tuple(Group(row["group_id"], row["group_name"], row["accounts"]) for row in found)
