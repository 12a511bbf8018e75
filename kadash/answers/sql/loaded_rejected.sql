-- purpose: the rows that could not be used and were not mended since, in the order of their files
-- one row is: a rejected row; parameters: $most
select
    file,
    sheet,
    "row",
    "column",
    value,
    code
from meta.rejected_row
where waits
order by source_id, "row"
limit $most
