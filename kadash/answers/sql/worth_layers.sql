-- purpose: what accounts earn, what keeping them costs, and what they are worth, by lifecycle
-- one row is: a layer of the lifecycle; parameters: $owners, $regions, $industries, $groups (empty: any)
-- columns: layer, accounts, known (accounts whose contribution is known or that never bought), revenue (12 months, of the known),
--   earned (margin), kept (what serving them cost: freight, commission, rebate, service, financing), each over the known; and
--   historical_value, current_value, potential_value, lifetime_value (null where none is known)
select
    layer,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(known) as bigint) as known,
    cast(sum(known_revenue_12m) as double) as revenue,
    cast(sum(known_margin_12m) as double) as earned,
    cast(sum(keeping_12m) as double) as kept,
    cast(sum(historical_value) as double) as historical_value,
    cast(sum(current_value) as double) as current_value,
    cast(sum(potential_value) as double) as potential_value,
    cast(sum(lifetime_value) as double) as lifetime_value
from mart.layer_year
where
    scheme = 'lifecycle'
    and among_by_group(layer_year)
group by layer
order by layer
