-- purpose: how many accounts stand in each layer of a scheme and what they bring; where they stood a year ago
-- one row is: a layer now, a layer a year ago (null: not known then) and an owner; parameters: $scheme
-- columns: layer, layer_rank, previous_layer, owner, accounts, then sums over them: revenue_12m, contribution_12m,
--   current_value, largest_order (null where none is known)
select
    segment.layer,
    segment.layer_rank,
    segment.previous_layer,
    account.owner,
    count(*) as accounts,
    sum(account.revenue_12m)::double as revenue_12m,
    sum(account.contribution_12m)::double as contribution_12m,
    sum(value.current_value) as current_value,
    sum(account.largest_order)::double as largest_order
from mart.segment as segment
inner join mart.account as account on segment.account_id = account.account_id
left join mart.value as value on segment.account_id = value.account_id
where segment.scheme = $scheme
group by segment.layer, segment.layer_rank, segment.previous_layer, account.owner
