-- purpose: what accounts earn, what keeping them costs, and what they are worth, by lifecycle
-- one row is: a layer of the lifecycle; parameters: $owners, $regions, $industries, $groups (among.sql)
-- columns: layer, accounts, known (accounts whose contribution is known or that never bought), revenue (12 months, of the known),
--   earned (margin), kept (what serving them cost: freight, commission, rebate, service, financing), each over the known; and
--   historical_value, current_value, potential_value, lifetime_value (null where none is known)
select
    segment.layer,
    count(*) as accounts,
    count(*) filter (where account.contribution_12m is not null or account.first_order is null) as known,
    cast(coalesce(sum(account.revenue_12m) filter (where account.contribution_12m is not null), 0) as double) as revenue,
    cast(coalesce(sum(account.margin_12m) filter (where account.contribution_12m is not null), 0) as double) as earned,
    cast(coalesce(sum(
        case
            when account.contribution_12m is not null then account.margin_12m - account.contribution_12m
            when account.first_order is null then account.service_cost_12m
        end
    ), 0) as double) as kept,
    sum(value.historical_value) as historical_value,
    sum(value.current_value) as current_value,
    sum(value.potential_value) as potential_value,
    sum(value.lifetime_value) as lifetime_value
from mart.segment as segment
inner join mart.account as account using (account_id)
inner join mart.value as value using (account_id)
where
    segment.scheme = 'lifecycle'
    and among(account)
group by segment.layer
