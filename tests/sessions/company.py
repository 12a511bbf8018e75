"""A made-up company with planted canaries: what a rep's browser must never receive is unmistakable in it.

A rep's 16 accounts stand beside 32 canaries of other owners with the same stories (growing, losing money, silent, late,
complaining ...), whose every text is an attack with a mark of its own, and beside a crowd of 1,301 small accounts, so
that a count of the whole cannot be the rep's. Whatever is of others holds `zqxj` or `pwn`; every amount of theirs is a
hundred thousand times the rep's, so that a sum with any of it is far above all that the rep's accounts ever come to.
"""

from __future__ import annotations

from pathlib import Path

from kadash.loads import FileGiven, load
from kadash.policy import default_policy
from kadash.store import Home
from tests.sessions.attacks import attacks
from tests.sessions.exports import AS_OF, GOODS, STORIES, Made, write_exports

REP, BOSS = "Rita Rep", "Zqxj Boss"
MARKS = ("zqxj", "pwn")
FACTOR = 100_000
CROWD = 1301
OWN = 16
LEAST_FOREIGN = 1_500_000.0
"""All of the rep's accounts together stay below this, whatever is summed; a foreign amount alone is above it."""

_GOODS = tuple((f"ZQXJ-{number}", f"Zqxj {name}", category) for number, name, category in GOODS)
"""What others buy: products of their own, in categories that the whole company knows."""


def canary_home(folder: Path, server: str = "http://127.0.0.1:9") -> Home:
    """The company, loaded; the names of the files with the others' rows hold the mark too. server: in the attacks."""
    home = Home(folder / "home")
    files = [FileGiven(file, file.name) for file in write_company(folder / "exports", server)]
    load(home, files, currency="CNY", as_of=AS_OF, today=AS_OF, who="Loader", policy=default_policy())
    return home


def write_company(folder: Path, server: str) -> list[Path]:
    """The exports: of every table one file with the rep's rows and one with the others'."""
    folder.mkdir(parents=True)
    return [*write_exports(folder, "rita", own()), *write_exports(folder, "zqxj", foreign(server))]


def own() -> list[Made]:
    """The rep's accounts, a story each."""
    return [Made(f"A-{i:02}", f"Own account {i:02}", REP, "North", story, said=f"said of A-{i:02}")
            for i, story in enumerate(STORIES, 1)]


def foreign(server: str) -> list[Made]:
    """Everybody else's: the canaries, each attack in turn in every place, and the crowd."""
    names = attacks(server)

    def turned(at: int, by: int) -> str:
        return names[(at + by) % len(names)]

    canaries = [Made(f"ZQXJ-{at:02}", name, turned(at, 5), turned(at, 9), STORIES[at % len(STORIES)], 2 * FACTOR,
                     turned(at, 13) if at % 2 else "Steel", turned(at, 17),
                     tuple((f"ZQXJ-P{at}-{one}", turned(at, 19 + one), turned(at, 23 + one)) for one in range(3)))
                for at, name in enumerate(names)]
    crowd = [Made(f"ZQXJ-C{i:04}", f"Zqxj Crowd {i:04}", BOSS, "Zqxj Land", "crowd", FACTOR, industry="Zqxj Trade",
                  said="Zqxj said", goods=_GOODS) for i in range(CROWD)]
    return [*canaries, *crowd]
