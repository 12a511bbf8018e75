-- purpose: how many rows of a file are no data or do not count, and why
-- one row is: a reason within a file
select
    file,
    sheet,
    code,
    count(*) as rows,
    sum(cast(amount as double)) as amount
from meta.set_aside_row
group by file, sheet, code
order by file, sheet, code
