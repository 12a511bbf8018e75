-- purpose: how many accounts stand in each layer of a scheme and what they bring; where they stood a year ago
-- one row is: a layer now and a layer a year ago (null: not known then); parameters: $scheme, $owners (null: everybody's)
-- columns: layer, previous_layer, accounts, then sums over them: revenue_12m, contribution_12m, largest_order (null where
--   none is known)
select
    layer,
    previous_layer,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(revenue_12m) as double) as revenue_12m,
    cast(sum(contribution_12m) as double) as contribution_12m,
    cast(sum(largest_order) as double) as largest_order
from mart.layer_year
where
    scheme = $scheme
    and (cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner))
group by layer, previous_layer
