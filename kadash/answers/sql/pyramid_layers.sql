-- purpose: how many accounts stand in each layer of a scheme and what they bring; where they stood a year ago
-- one row is: a layer now and a layer a year ago (null: not known then)
-- parameters: $scheme, $owners, $regions, $industries, $groups (empty: any)
-- columns: layer, previous_layer, accounts, then sums over them: revenue_12m, contribution_12m, largest_order, lifetime_value,
--   current_value (null where none is known); below_zero (accounts), below_zero_contribution (0 without)
select
    layer,
    previous_layer,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(revenue_12m) as double) as revenue_12m,
    cast(sum(contribution_12m) as double) as contribution_12m,
    cast(sum(largest_order) as double) as largest_order,
    cast(sum(lifetime_value) as double) as lifetime_value,
    cast(sum(current_value) as double) as current_value,
    cast(sum(below_zero) as bigint) as below_zero,
    cast(coalesce(sum(below_zero_contribution), 0) as double) as below_zero_contribution
from mart.layer_year
where
    scheme = $scheme
    and among_by_group(layer_year)
group by layer, previous_layer
order by layer, previous_layer
