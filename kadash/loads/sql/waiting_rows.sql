-- purpose: the rejected rows of a table that wait to be mended
-- one row is: a rejected row; parameters: $source_id, $most, $after (how many of them were had before)
select
    "row" as source_row,
    "column" as fault_column,
    value,
    code
from meta.rejected_row
where waits and source_id = $source_id
order by "row", value
limit $most
offset $after
