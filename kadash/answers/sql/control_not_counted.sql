-- purpose: order lines of a month that do not count, and rejected ones of which nobody can say what month they belong to,
--   by file and reason
-- one row is: a reason within a file or sheet; parameters: $month (its first day)
-- kind: rejected, set_aside, undated (those, last); amounts are in the currency of the row, null where none can be read
with of_month as (
    select
        case when day is null then 'undated' else kind end as kind,
        source_id,
        code,
        amount
    from meta.uncounted_row
    where date_trunc('month', day) = cast($month as date) or (day is null and kind = 'rejected')
),
summed as (
    select
        kind,
        source.file,
        source.sheet,
        code,
        count(*) as rows,
        sum(amount) as amount
    from of_month
    join meta.source source using (source_id)
    where source.table_name = 'order_line'
    group by all
)
select *
from summed
order by kind = 'undated', rows desc, kind, file, sheet, code
