-- purpose: why accounts stand in their layer of a scheme now
-- one row is: one of $account_ids; parameters: $scheme, $account_ids; columns: account_id, layer, reason (JSON of mart.segment)
select
    account_id,
    layer,
    reason
from mart.segment
where
    scheme = $scheme
    and account_id in (select unnest(cast($account_ids as varchar[])))
