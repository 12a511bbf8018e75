-- purpose: in which layer of a scheme each account stands in a file
-- one row is: an account; accounts in order; parameters: $scheme, $layers (top first)
-- columns: account_id, layer (its place in $layers, 1 for the top)
select
    account_id,
    list_position(cast($layers as varchar[]), layer) as layer
from mart.segment
where scheme = $scheme
order by account_id
