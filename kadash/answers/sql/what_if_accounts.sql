-- purpose: what the retention what-if starts from
-- one row is: an account; parameters: $scheme, whose accounts are seen (seen.sql)
-- columns: those of mart.value that the what-if reads, the account's layer in the scheme as `segment`, and for the retention that
--   was observed its layer a year ago (today's where there was none yet) and its purchases of the last 12 months and before;
--   first_order tells who was won lately. None is a name: of 200,000 accounts they take as long as all the rest
select
    segment.layer as segment,
    coalesce(segment.previous_layer, segment.layer) as segment_before,
    value.p_alive,
    value.revenue_year,
    value.before_service_rate,
    value.service_cost_year,
    value.retention_12m,
    value.wallet_share,
    account.first_order,
    account.purchases_12m,
    account.purchases_prev_12m
from mart.value as value
inner join mart.account as account on value.account_id = account.account_id
inner join mart.segment as segment
    on value.account_id = segment.account_id
    and segment.scheme = $scheme
where seen(account)
order by account.account_id
