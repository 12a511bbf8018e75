"""Many people at once before one server: reps write plans and look around, managers look, some load; what was wrong."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kadash.access import Grant, Role, Viewer
from kadash.loads import job_state, load, start_job
from kadash.loads.given import FileGiven
from kadash.loads.grants import keep_grant
from kadash.policy import default_policy
from kadash.store import Home, Journal
from tests.sessions.client import Tab
from tests.sessions.company import MARKS, REP, foreign, own
from tests.sessions.entered import AT
from tests.sessions.exports import AS_OF, write_exports
from tests.sessions.leaks import leaks
from tests.sessions.people import tab_of

ROOT_USER = "root@firm.example"
PATIENCE_S = 300.0
_PAGES = ("overview", "pyramid", "accounts", "what-if", "services", "explore", "voice", "models", "help", "review")


@dataclass(frozen=True)
class People:
    """Who is there: reps each with an account of their own (16 at most), managers who see all, and who load."""

    reps: int
    managers: int
    loading: int

    @property
    def count(self) -> int:
        return self.reps + self.managers + self.loading


@dataclass
class Told:
    """What came of it. confirmed: account to the goals whose saving was seen on screen; wrong: in words."""

    looks: int = 0
    loads: int = 0
    confirmed: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def looked(self, who: str, tab: Tab, *, foreign_is_wrong: bool) -> None:
        """One look at a page: no error on it, and for a rep nothing of others."""
        wrong = [f"{who} on {tab.page}?{tab.query}: {error}" for error in tab.screen.errors]
        if foreign_is_wrong:
            wrong += [f"{who} on {tab.page}: received {one}" for one in leaks(tab.heard, (REP,))]
        tab.heard.forget()
        with self._lock:
            self.looks += 1
            self.wrong += wrong

    def say(self, what: str) -> None:
        with self._lock:
            self.wrong.append(what)


def a_company(folder: Path) -> Home:
    """The canary company without its crowd, loaded; everybody granted what they are."""
    home = Home(folder / "home")
    (folder / "exports").mkdir(parents=True)
    files = [*write_exports(folder / "exports", "rita", own()),
             *write_exports(folder / "exports", "zqxj", foreign("http://127.0.0.1:9")[:16])]
    load(home, [FileGiven(file, file.name) for file in files], currency="CNY", as_of=AS_OF, today=AS_OF, who="Loader",
         policy=default_policy())
    root = Viewer.alone(ROOT_USER)
    keep_grant(home, ROOT_USER, Grant(Role.ADMINISTRATOR), who=root, at=AT)
    for number in range(16):
        keep_grant(home, f"rep{number:02}@firm.example", Grant(Role.REP, owners=(REP,)), who=root, at=AT)
        keep_grant(home, f"manager{number:02}@firm.example", Grant(Role.MANAGER), who=root, at=AT)
    return home


def at_once(home: Home, address: str, folder: Path, people: People, goes_on: Callable[[int], bool], seed: int) -> Told:
    """All of them until `goes_on` (rounds done so far) says no; then what was wrong, also with what is left."""
    told = Told()
    acts = [*(partial(_rep, told, address, one, goes_on, random.Random(seed + one)) for one in range(people.reps)),
            *(partial(_manager, told, address, one, goes_on, random.Random(seed - one))
              for one in range(people.managers)),
            *(partial(_loader, told, home, folder, one, goes_on) for one in range(people.loading))]
    with ThreadPoolExecutor(people.count) as crowd:
        for done in [crowd.submit(act) for act in acts]:
            failure = done.exception()
            if failure is not None:
                told.say(f"somebody was thrown out: {type(failure).__name__} {failure}")
    told.wrong += left_wrong(home, folder, told)
    return told


def _rep(told: Told, address: str, number: int, goes_on: Callable[[int], bool], dice: random.Random) -> None:
    """Writes the plan of an account of their own, looks at other pages in between."""
    who, account, rounds = f"rep{number:02}@firm.example", f"A-{number + 1:02}", 0
    with tab_of(address, who) as tab:
        tab.patience_s = PATIENCE_S
        tab.open("overview")
        told.looked(who, tab, foreign_is_wrong=True)
        while goes_on(rounds):
            goal = f"goal {rounds} of {who}"
            tab.go("review", account=account, step="planned")
            field_before = _goal_field(tab, account)
            tab.set(field_before, goal)
            tab.click("Save the plan")
            if _goal_field(tab, account) != field_before and goal in tab.screen.text:  # named after the entry it shows
                told.confirmed.setdefault(account, []).append(goal)
            else:
                told.say(f"{who}: the plan that was saved is not on the page")
            told.looked(who, tab, foreign_is_wrong=True)
            page = dice.choice([one for one in _PAGES if one in tab.pages])
            tab.go(page)
            told.looked(who, tab, foreign_is_wrong=True)
            rounds += 1


def _goal_field(tab: Tab, account: str) -> str:
    return next((one.key for one in tab.screen.widgets if one.key.startswith(f"goal_{account}")), "")


def _manager(told: Told, address: str, number: int, goes_on: Callable[[int], bool], dice: random.Random) -> None:
    who, rounds = f"manager{number:02}@firm.example", 0
    with tab_of(address, who) as tab:
        tab.patience_s = PATIENCE_S
        tab.open("overview")
        while goes_on(rounds):
            tab.go(dice.choice([one for one in (*_PAGES, "data") if one in tab.pages]))
            told.looked(who, tab, foreign_is_wrong=False)
            rounds += 1


def _loader(told: Told, home: Home, folder: Path, number: int, goes_on: Callable[[int], bool]) -> None:
    """Loads one more file of order lines after the other, as the Data page does."""
    rounds = 0
    while goes_on(2 * rounds):
        file = folder / f"more-{number}-{rounds}.csv"
        lines = [f"{account},M{number}-{rounds}-{account},1,2026-09-{1 + rounds % 29:02},P1,Valve,Valves,1,10,10,6"
                 for account in ("A-01", "ZQXJ-01")]
        file.write_text("account_id,order_id,line_no,order_date,product_id,product_name,category,quantity,unit_price,"
                        "amount,cost\n" + "\n".join(lines) + "\n", "utf-8")
        job = start_job(home, "load", {"today": AS_OF.isoformat(), "who": f"loader{number}",
                                       "files": [[str(file), file.name]], "currency": None})
        until = time.monotonic() + 3 * PATIENCE_S
        while (state := job_state(home, job)) is not None and state.outcome == "running" and time.monotonic() < until:
            time.sleep(0.3)
        if state is None or state.outcome != "done":
            told.say(f"loader{number}: {state and (state.outcome, state.error and state.error.code)}")
            return
        told.loads += 1
        rounds += 1


def left_wrong(home: Home, folder: Path, told: Told) -> list[str]:
    """Confirmed entries that are not there, a chain that broke, a replay that ends elsewhere, names in logs."""
    journal, wrong = home.journal(), []
    for account, goals in told.confirmed.items():
        kept = [entry.body["goal"] for entry in journal.history("plan", account)]
        wrong += [f"{account}: {goal} was confirmed and is lost" for goal in goals if goal not in kept]
    wrong += [f"trail: {fault.code} {fault.number}" for fault in journal.check_trail().faults]
    fresh = Journal(folder / "replayed.sqlite")
    fresh.add(journal.lines())
    if fresh.newest() != journal.newest():
        wrong.append("the journal replays to another state")
    generation = home.generation()
    assert generation is not None
    more = generation.one("select count(*) from core.order_line where starts_with(order_id, 'M')")
    if more != (2 * told.loads,):
        wrong.append(f"{more} lines of {told.loads} loads")
    logs = [folder / "app.log", *(home.path / "jobs").glob("*/log.txt")]
    return wrong + [f"{log.name} names a customer" for log in logs if _names(log, (*MARKS, "own account"))]


def _names(log: Path, marks: Sequence[str]) -> bool:
    text = log.read_text("utf-8", "replace").lower()
    return any(mark in text for mark in marks)
