"""The waist on real order lines: 400,000 of them, with 8,905 returns, against figures counted elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kadash.marts.runner import account_facts, build_waist
from kadash.policy import default_policy
from tests.marts.builders import a_company

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "online_retail" / "online_retail_all_text.parquet"
AS_OF = date(2011, 12, 9)

LINES = """
insert into core.order_line (account_id, order_id, order_date, product_id, quantity, amount)
select
    regexp_replace(CustomerID, '\\.0$', ''),
    InvoiceNo,
    cast(cast(InvoiceDate as timestamp) as date),
    StockCode,
    cast(Quantity as decimal(18, 4)),
    cast(cast(Quantity as decimal(18, 4)) * cast(UnitPrice as decimal(18, 4)) as decimal(18, 4))
from read_parquet('{file}')
where CustomerID <> ''
order by 1, 3, 2
"""


@pytest.mark.real
@pytest.mark.skipif(not FILE.exists(), reason="shared/data/online_retail is not beside the repository")
def test_orders_accounts_and_revenue_of_online_retail_agree_to_the_cent() -> None:
    with a_company() as build:
        build.run(LINES.format(file=FILE))
        build.run("insert into core.account (account_id) select distinct account_id from core.order_line")
        build_waist(build, AS_OF, default_policy())
        facts = account_facts(build, AS_OF, default_policy())
        by_year = build.rows("select year(month), sum(revenue) from mart.account_month group by 1 order by 1")
        days = build.one("select sum(orders), sum(revenue) from mart.account_day")
        products = build.one("select sum(revenue) from mart.account_product_month")

    assert by_year == [(2010, Decimal("554604.0200")), (2011, Decimal("7745461.7940"))]
    assert days == (22190, Decimal("8300065.8140"))
    assert products == (Decimal("8300065.8140"),)
    assert (len(facts), facts["orders"].sum(), round(facts["revenue"].sum(), 2)) == (4372, 22190, 8300065.81)
    top = facts.nlargest(2, "revenue")[["account_id", "revenue"]].round(2).to_records(index=False).tolist()
    assert top == [("14646", 279489.02), ("18102", 256438.49)]
