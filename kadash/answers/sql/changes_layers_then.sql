-- purpose: in which layer of a scheme each account stood at a past month-end
-- one row is: an account; accounts in order; parameters: $path (of the scheme in the JSON of layers), $layers (top first), $day
-- columns: account_id, layer (its place in $layers, 1 for the top)
select
    account_id,
    list_position(cast($layers as varchar[]), json_extract_string(layers, $path)) as layer
from mart.account_history
where month_end = cast($day as date)
order by account_id
