-- purpose: why rows wait to be mended, the most frequent reasons first
-- one row is: a reason for a column of a file or sheet; example: one of the cells
select
    file,
    sheet,
    "column",
    code,
    count(*) as rows,
    min(value) as example
from meta.rejected_row
where waits
group by file, sheet, "column", code
order by rows desc, file, sheet, "column", code
limit 200
