-- purpose: how many accounts stand in each layer of a scheme and what they bring; where they stood a year ago
-- one row is: a layer now and a layer a year ago (null: not known then); parameters: $scheme, $owners (null: everybody's)
-- columns: layer, previous_layer, accounts, then sums over them: revenue_12m, contribution_12m, largest_order (null where
--   none is known)
select
    segment.layer,
    segment.previous_layer,
    count(*) as accounts,
    sum(account.revenue_12m)::double as revenue_12m,
    sum(account.contribution_12m)::double as contribution_12m,
    sum(account.largest_order)::double as largest_order
from mart.segment as segment
inner join mart.account as account on segment.account_id = account.account_id
where segment.scheme = $scheme
    and ($owners::varchar[] is null or list_contains($owners::varchar[], account.owner))
group by segment.layer, segment.previous_layer
