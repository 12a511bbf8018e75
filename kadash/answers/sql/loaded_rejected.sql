-- purpose: the rows that could not be used, in the order of their files
-- one row is: a rejected row; parameters: $most
select
    file,
    sheet,
    "row",
    "column",
    value,
    code
from meta.rejected_row
order by source_id, "row"
limit $most
