-- purpose: every order line of a month that does not count, and the rejected ones without a readable day
-- one row is: a row of a file; parameters: $month (its first day)
with uncounted as (
    select
        source_id,
        "row",
        "column",
        value,
        code,
        day,
        amount
    from meta.rejected_row
    where waits
    union all
    select
        source_id,
        "row",
        null,
        null,
        code,
        day,
        amount
    from meta.set_aside_row
    where day is not null
)
select
    source.file,
    source.sheet,
    "row",
    "column",
    value,
    code,
    day,
    cast(amount as double) as amount
from uncounted
join meta.source source using (source_id)
where source.table_name = 'order_line'
    and (day is null or date_trunc('month', day) = cast($month as date))
order by source_id, "row"
