-- purpose: rejected order lines of which nobody can say what month they belong to
-- one row is: a reason within a file or sheet
select
    'undated' as kind,
    source.file,
    source.sheet,
    code,
    count(*) as rows,
    sum(amount) as amount
from meta.rejected_row
join meta.source source using (source_id)
where source.table_name = 'order_line'
    and day is null
    and waits
group by all
order by rows desc, source.file, source.sheet, code
