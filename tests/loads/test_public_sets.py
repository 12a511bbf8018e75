"""Public sets that hold no sales are refused as what they are; the Chinese ones agree with figures made elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kadash.errors import KadashError
from kadash.loads import FileGiven
from kadash.loads.intake import refuse_if_nothing_usable
from tests.loads.builders import taken_in

pytestmark = pytest.mark.real
RealData = Callable[[str], Path]


def given(folder: Path, pattern: str = "*") -> list[FileGiven]:
    return [FileGiven(file, file.name) for file in sorted(folder.glob(pattern)) if file.suffix in (".csv", ".xlsx")]


@pytest.mark.parametrize(("name", "found"), [
    ("ravenstack", {"ravenstack_accounts.csv": "account", "ravenstack_churn_events.csv": None,
                    "ravenstack_subscriptions.csv": "contract", "ravenstack_support_tickets.csv": "service_event"}),
    ("maven_crm", {"accounts.csv": "account", "products.csv": "product", "sales-pipeline.csv": "quote",
                   "sales-teams.csv": None}),
    ("ibm_telco", {"Telco-Customer-Churn.csv": "account"}),
])
def test_a_set_without_order_lines_is_refused_with_what_was_found(
        real_data: RealData, tmp_path: Path, name: str, found: dict[str, str | None]) -> None:
    with taken_in(tmp_path, *given(real_data(name))) as (build, core), pytest.raises(KadashError) as refused:
        refuse_if_nothing_usable(build, core)

    assert (refused.value.code, refused.value.facts["found"]) == ("no_order_lines", found)


@pytest.mark.parametrize(("name", "rejected"), [("cn_taobao", 141), ("cn_retail_tutorial", 0)])
def test_a_chinese_set_agrees_with_its_facts(
        real_data: RealData, tmp_path: Path, name: str, rejected: int) -> None:
    known = json.loads(real_data("facts.json").read_text("utf-8"))[name]

    with taken_in(tmp_path, *given(real_data(name))) as (build, core):
        lines = build.one("select count(*), count(distinct account_id), sum(amount)::double, "
                          "cast(min(order_date) as varchar), cast(max(order_date) as varchar) from core.order_line")

    assert lines == (known["rows_used"], known["accounts"], known["revenue"], known["first_date"], known["last_date"])
    assert sum(entry.counts.rejected for entry in core.entries) == rejected


def test_tickets_and_churn_events_of_a_set_are_all_there(real_data: RealData, tmp_path: Path) -> None:
    known = json.loads(real_data("facts.json").read_text("utf-8"))["ravenstack"]

    with taken_in(tmp_path, *given(real_data("ravenstack"))) as (build, _):
        tickets = build.one("select count(*), count(distinct account_id), count(*) filter (satisfaction is null), "
                            "round(avg(satisfaction), 4) from core.service_event")
        contracts = build.one("select count(*), count(*) filter (end_date is null) from core.contract")

    assert tickets == (known["tickets"], known["accounts_with_ticket"], known["satisfaction_missing"],
                       known["satisfaction_mean"])
    assert contracts == (known["subscriptions"], known["active_subscriptions"])
