-- purpose: what each account brought in the last 12 months, for the measured 80/20
-- one row is: an account with orders; parameters: $owners (null: everybody's)
-- columns: contribution_12m (null where cost is unknown), revenue_12m
select
    contribution_12m::double as contribution_12m,
    revenue_12m::double as revenue_12m
from mart.account
where first_order is not null
    and ($owners::varchar[] is null or list_contains($owners::varchar[], owner))
