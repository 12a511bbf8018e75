"""Groups as one account each: the current generation once more, with every account under the top of its parents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kadash.errors import KadashError
from kadash.judge import Entries
from kadash.language import FiscalYear
from kadash.loads.company import company_in_use
from kadash.loads.entries import entries_in_use
from kadash.loads.load import building
from kadash.loads.lock import one_load_at_a_time
from kadash.loads.marts import publish_marts
from kadash.loads.progress import Progress, begin, silent
from kadash.policy import kept_policy
from kadash.services.in_force import kept_catalogue
from kadash.store import Build, Generation, Home, open_build, sql_text

_WHOLE = ("account", "order_line")
"""Tables of core that are made anew; the others are taken with the account's name replaced."""


def roll_up(home: Home, *, who: str, progress: Progress = silent) -> str:
    """Build and publish the groups' file of the current generation; gives its name relative to the data directory.

    Every figure in it is of groups, made by the same rules as those of accounts; what was loaded and what did not
    count (schema meta) is that of the generation. KadashError `nothing_loaded` before the first load.
    """
    with one_load_at_a_time(home, who):
        generation = home.generation()
        if generation is None:
            raise KadashError("nothing_loaded", folder=home.path.name)
        with building(home) as (path, _):
            _build(path, generation, entries_in_use(home), company_in_use(home).fiscal_year, progress)
            begin(progress, "publishing")
            name = home.publish_groups(path, generation)
    begin(progress, "done")
    return name


def _build(path: Path, generation: Generation, entries: Entries, year: FiscalYear, progress: Progress) -> None:
    settings = generation.settings
    begin(progress, "core")
    with open_build(path) as build:
        with build.attached(generation.path, "whole"):
            _core(build)
            _meta(build)
        publish_marts(build, date.fromisoformat(settings["as_of"]), kept_policy(settings["policy"]),
                      settings["currency"], entries, progress=progress,
                      catalogue=kept_catalogue(settings.get("catalogue")), year=year)


def _core(build: Build) -> None:
    build.run("create schema core")
    build.run_script(sql_text("kadash.loads.sql", "roll_up_groups.sql"))
    for table, has_account in build.rows(sql_text("kadash.loads.sql", "core_tables.sql")):
        if table not in _WHOLE and has_account:
            build.run(f"create table core.{table} as select one.* replace (group_of.group_id as account_id) "
                      f"from whole.core.{table} as one inner join group_of on group_of.account_id = one.account_id")
        elif table not in _WHOLE:
            build.run(f"create table core.{table} as from whole.core.{table}")


def _meta(build: Build) -> None:
    """What was loaded is the same; only that this file is of groups is said anew."""
    build.run_script(sql_text("kadash.loads", "meta.sql"))
    for (table,) in build.rows(sql_text("kadash.loads.sql", "meta_tables.sql")):
        build.run(f"insert into meta.{table} by name from whole.meta.{table}")
    build.run("insert into meta.setting values ('rolled_up', 'true')")
