-- purpose: where an account stands in every scheme, now and a year ago
-- one row is: a scheme; parameters: $account_id
select
    scheme,
    layer,
    layer_rank,
    previous_layer,
    reason
from mart.segment
where account_id = $account_id
