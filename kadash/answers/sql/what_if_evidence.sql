-- purpose: whose buying again the observed retention of a what-if counts
-- one row is: an account that bought in the year before the last 12 months; parameters: $scheme, $layer (null: all), $account_id (null:
--   all), whose accounts are seen (seen.sql)
-- columns: account_id, account_name, owner, layer (a year ago, today's where there was none yet), revenue_prev_12m, purchases_prev_12m,
--   purchases_12m, bought_again, last_purchase, p_alive and retention_12m (the model's, today)
select
    account.account_id,
    account.account_name,
    account.owner,
    coalesce(segment.previous_layer, segment.layer) as layer,
    cast(account.revenue_prev_12m as double) as revenue_prev_12m,
    account.purchases_prev_12m,
    coalesce(account.purchases_12m, 0) as purchases_12m,
    coalesce(account.purchases_12m, 0) > 0 as bought_again,
    account.last_purchase,
    value.p_alive,
    value.retention_12m
from mart.account as account
inner join mart.value as value on account.account_id = value.account_id
inner join mart.segment as segment
    on account.account_id = segment.account_id
    and segment.scheme = $scheme
where
    account.purchases_prev_12m > 0
    and (cast($layer as varchar) is null or coalesce(segment.previous_layer, segment.layer) = $layer)
    and (cast($account_id as varchar) is null or account.account_id = $account_id)
    and seen(account)
order by bought_again, account.revenue_prev_12m desc, account.account_id
