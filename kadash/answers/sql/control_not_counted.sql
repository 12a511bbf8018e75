-- purpose: order lines of a month that do not count, by file and reason
-- one row is: a reason within a file or sheet; parameters: $month (its first day)
-- amounts are in the currency of the row; null where no row of the reason has a readable one
with uncounted as (
    select
        source_id,
        'rejected' as kind,
        code,
        day,
        amount
    from meta.rejected_row
    where waits
    union all
    select
        source_id,
        'set_aside',
        code,
        day,
        amount
    from meta.set_aside_row
)
select
    kind,
    source.file,
    source.sheet,
    code,
    count(*) as rows,
    sum(amount) as amount
from uncounted
join meta.source source using (source_id)
where source.table_name = 'order_line'
    and date_trunc('month', day) = cast($month as date)
group by all
order by rows desc, kind, source.file, source.sheet, code
