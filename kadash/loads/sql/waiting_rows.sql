-- purpose: the rejected rows of a table that wait to be mended
-- one row is: a rejected row; parameters: $source_id, $most
select
    "row",
    "column",
    value,
    code
from meta.rejected_row
where waits and source_id = $source_id
order by "row"
limit $most
