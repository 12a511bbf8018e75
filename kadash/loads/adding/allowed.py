"""Whether new files only add lines to what is there, so that a load may carry the current file on.

Everything here is a reason to make the whole file anew; none is a fault of the user's, who never sees it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kadash.intake.clean import Staged
from kadash.intake.reading import Reading, reading_from_json, reading_to_json
from kadash.intake.recognise.marks import USED_BY_OTHERS
from kadash.loads.currency import names_other_currencies
from kadash.loads.gather import mapped
from kadash.loads.options import Options
from kadash.loads.personal import without_samples
from kadash.loads.settings import DECIDED, READINGS, RULES, RUNS, rests_on, settled_readings
from kadash.loads.tables import Tables
from kadash.marts.extended import NotExtendable
from kadash.marts.version import rules_version
from kadash.store import Build, Generation, Home

FROM_LINES = 500_000
"""Lines from which adding pays: a smaller file is made anew within seconds, by the one way that needs no conditions."""
MOST_RUNS = 12.0
"""So often lines of a row group or more may stand behind the others; then all are sorted again, by a whole load."""
MOST_DAYS_BACK = 92
"""How far before the as-of date new lines may begin: everything from there on is made anew."""


def base_for(home: Home, options: Options) -> Generation:
    """The current generation, where it was made by the rules, policy and decisions that hold now."""
    found = home.generation()
    if found is None or found.path.name != next(one.name for one in home.generations() if one.current).split("/")[-1]:
        raise NotExtendable("there is nothing to add to")
    now, settings = rests_on(home, options), found.settings
    _hold({
        "few lines": _lines(found) >= FROM_LINES,
        "rules changed": settings.get(RULES) == rules_version(),
        "policy changed": settings.get("policy") == options.policy.model_dump_json(),
        "decisions on accounts or files changed": settings.get(DECIDED) == now[DECIDED],
        "readings changed": settings.get(READINGS) == now[READINGS],
        "another currency": options.currency in (None, settings["currency"]),
        "another as-of date": options.as_of is None,
        "lines after the as-of date": found.one("select 1 from core.order_line where order_date > $as_of limit 1",
                                                as_of=settings["as_of"]) is None,
        "added to often": float(settings.get(RUNS, "0")) < MOST_RUNS,
        "order heads": found.one("select 1 from core.order_header limit 1") is None,
        "orders taken as invoices": found.one("select 1 from core.receivable where made_from_orders limit 1") is None,
        "payments without invoices": found.one("select 1 from core.payment limit 1") is None
        or found.one("select 1 from core.receivable limit 1") is not None,
        "sheets that say something of lines": not any(one.why in USED_BY_OTHERS for one in _readings(found)),
        "lines without an order number": found.one("select 1 from core.order_line where order_id is null limit 1")
        is None,
    })
    return found


def refuse_unlike_tables(base: Generation, tables: Tables) -> None:
    """Only order lines, read as the lines that are there are, and none that were rejected before and mended."""
    known = {_bare(reading) for reading in _readings(base)}
    _hold({
        "a file cannot be read": not tables.refused,
        "not only order lines": all(one.reading.table == "order_line" for one in tables.read),
        "mended rows": all(one.mending is None for one in tables.read),
        "read in another way than before": all(_bare(one.reading) in known for one in tables.read),
        "no column for account or order": all(
            one.reading.column("account_id") and one.reading.column("order_id") for one in tables.read),
        "a price list among the lines": not any(
            column.table == "product" for one in tables.read for column in one.reading.columns),
    })


def refuse_unlike_lines(build: Build, staged: Sequence[Staged], currency: str) -> None:
    """Every line names its account and order by number, the order is new, and money is in the reporting currency."""
    lines = list(staged)
    _hold({
        "currencies": not mapped(lines, "order_line", "currency", "exchange_rate")
        and not names_other_currencies(build, lines, currency),
        "lines without account or order": not any(build.one(
            f"select 1 from stage.{one.name} where fault = 0 and (account_id is null or order_id is null) limit 1")
            for one in lines),
    })
    numbers = " union all ".join(f"select order_id from stage.{one.name} where order_id is not null" for one in lines)
    build.run(f"create or replace table stage.new_order as select distinct order_id from ({numbers})")
    _hold({"orders that are there already": build.one(
        "select 1 from core.order_line semi join stage.new_order using (order_id) limit 1") is None})


def refuse_far_lines(first_day: date, base_as_of: date) -> None:
    """New lines do not begin long before what is there ends."""
    _hold({"lines of long ago": first_day >= base_as_of - timedelta(days=MOST_DAYS_BACK)})


def settles_only_what_is_settled(base: Generation, options: Options) -> bool:
    """Whether the readings that a person chose for these files hold already."""
    kept: dict[str, str] = json.loads(base.settings.get(READINGS, "{}"))
    return all(kept.get(key) == value for key, value in settled_readings(options.readings).items())


def _hold(conditions: dict[str, bool]) -> None:
    """NotExtendable with the first reason whose condition does not hold."""
    for reason, holds in conditions.items():
        if not holds:
            raise NotExtendable(reason)


def _lines(base: Generation) -> int:
    found = base.one("select count(*) from core.order_line")
    return int(str(found[0])) if found else 0


def _readings(base: Generation) -> list[Reading]:
    return [reading_from_json(str(text)) for (text,) in base.rows("select reading from meta.source")]


def _bare(reading: Reading) -> str:
    """A reading without what differs from file to file: examples, notes, how sure it is, and which of the ways to write
    the same value the sample shows."""
    columns = tuple(replace(column, samples=("", "", ""), confidence=1.0, rival=None, hints=replace(
        column.hints, plain=False, serial_dates=False, point_zero=False)) for column in reading.columns)
    return reading_to_json(without_samples(replace(reading, columns=columns, notes=(), known=False, confidence=1.0,
                                                   rival=None, questions=())))
