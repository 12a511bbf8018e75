"""What a load cannot do without, in bare DuckDB: `python -m bench.floor LINES.en.csv NEW.duckdb`.

A typed read, the lines written in order of account, day and order, and days and months of accounts grouped and written,
with plain sums only: no cell is judged, no row accounted for, and the file has to be clean. CPU seconds of each step.
"""

from __future__ import annotations

import sys
import time

import duckdb

_KEYS = '"Account Number" as account, "Order Date" as day, "Order Number" as number'
_STEPS = {
    "read": """create temp table given as
        select *, row_number() over () + 1 as source_row from read_csv('{file}')""",
    "lines, in order": """create table line as
        select *, Quantity * "List Price" as list_value
        from given
        order by "Account Number", "Order Date", "Order Number" """,
    "days": f"""create table day as
        select account, day, count(*) as lines, sum(value) as revenue, sum(cost) as cost
        from (select {_KEYS}, "Net Value" as value, "Cost" as cost from line)
        group by account, day
        order by account, day""",
    "months": f"""create table month as
        select
            account, date_trunc('month', day) as month, count(*) as lines, sum(quantity) as quantity,
            sum(value) as revenue, sum(list_value) as list_value, sum(cost) as cost, sum(freight) as freight
        from (select {_KEYS}, Quantity as quantity, "Net Value" as value, list_value, "Cost" as cost,
                     "Freight" as freight from line)
        group by account, month
        order by account, month""",
}


def main() -> None:
    """Print the seconds of each step and of all."""
    connection = duckdb.connect(sys.argv[2], config={"threads": 2, "memory_limit": "2500MB"})
    connection.execute("set enable_progress_bar = false").fetchall()
    spent = {}
    for step, sql in _STEPS.items():
        start = time.process_time()
        connection.execute(f"set preserve_insertion_order = {step == 'read'}").fetchall()
        connection.execute(sql.format(file=sys.argv[1].replace("'", "''"))).fetchall()
        spent[step] = time.process_time() - start
    connection.close()
    print(", ".join(f"{step} {seconds:.1f}" for step, seconds in spent.items()), f"all {sum(spent.values()):.1f}")


if __name__ == "__main__":
    main()
