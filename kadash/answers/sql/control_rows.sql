-- purpose: every order line of a month that does not count, and the rejected ones without a readable day
-- one row is: a row of a file; parameters: $month (its first day)
select
    source.file,
    source.sheet,
    "row",
    "column",
    value,
    code,
    day,
    cast(amount as double) as amount
from meta.uncounted_row
join meta.source source using (source_id)
where source.table_name = 'order_line'
    and (date_trunc('month', day) = cast($month as date) or (day is null and kind = 'rejected'))
order by source_id, "row"
