"""What a published file says of itself: the settings it was built with, and the loads that led to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from kadash.intake.reading import Reading, reading_to_json
from kadash.judge import Entries
from kadash.loads.excluded import decided_accounts
from kadash.loads.options import Options
from kadash.loads.overlap import chosen_overlaps
from kadash.loads.personal import erased_accounts, erased_files, without_samples
from kadash.loads.remembered import remembered_readings
from kadash.loads.report import LoadReport, notes_as_dicts
from kadash.marts.calendar import window
from kadash.marts.version import SETTING, relations_version, rules_version
from kadash.store import Build, Home, sql_text

RULES, DECIDED, READINGS, JUDGED_WITH, RUNS = "rules", "decided", "readings", "judged_with", "runs"
"""Keys of meta.setting: what a later load compares to see whether it may add to this file (docs/decisions/251)."""


def write_settings(build: Build, options: Options, report: LoadReport, *, with_tax: bool,
                   further: Mapping[str, str]) -> None:
    """Fill meta.setting, but for what is known only later."""
    w = window(report.as_of, options.policy)
    settings = {
        **further,
        "as_of": report.as_of.isoformat(), "currency": report.currency, "policy": options.policy.model_dump_json(),
        "policy_fingerprint": options.policy.fingerprint, "amounts_with_tax": _yes(with_tax),
        "cost_known": _yes(cost_is_known(build)), SETTING: relations_version(), RULES: rules_version(),
        "window_start": w.first_day.isoformat(), "window_end": w.last_day.isoformat(),
    }
    for key, value in settings.items():
        build.run("insert into meta.setting values ($key, $value)", key=key, value=value)


def cost_is_known(build: Build) -> bool:
    """Whether any cost was loaded: without it contribution is unknown, not zero."""
    return build.one("select 1 from core.order_line where cost is not null limit 1") is not None


def judged_with(entries: Entries) -> str:
    """A fingerprint of what people entered that accounts are judged by."""
    return _hash(entries)


def rests_on(home: Home, options: Options) -> dict[str, str]:
    """What the core of a load rests on beside files and policy, as settings: fingerprints, no values."""
    return {
        DECIDED: _hash(sorted(decided_accounts(home).items()), sorted(chosen_overlaps(home).items()),
                       sorted(erased_accounts(home)), erased_files(home)),
        READINGS: json.dumps(settled_readings(remembered_readings(home) | options.readings)),
    }


def settled_readings(readings: Mapping[str, Reading]) -> dict[str, str]:
    """Fingerprint of headers to a fingerprint of how they are read."""
    return {key: _hash(reading_to_json(without_samples(replace(reading, known=False))))
            for key, reading in sorted(readings.items())}


def write_this_load(build: Build, options: Options, report: LoadReport) -> None:
    """Add a load to those that led here."""
    notes = json.dumps(notes_as_dicts(report.notes), ensure_ascii=False, default=str)
    (earlier,), = build.rows("select count(*) from meta.load")
    build.run(sql_text("kadash.loads.sql", "write_load.sql"), load_id=int(str(earlier)) + 1,
              loaded_at=datetime.now(UTC).replace(tzinfo=None), loaded_by=options.who, as_of=report.as_of,
              currency=report.currency, seconds=report.seconds, notes=notes)


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _yes(value: bool) -> str:
    return "true" if value else "false"
