-- purpose: what each account brought in the last 12 months, for the measured 80/20
-- one row is: an account with orders; columns: owner, contribution_12m (null where cost is unknown), revenue_12m
select
    owner,
    contribution_12m::double as contribution_12m,
    revenue_12m::double as revenue_12m
from mart.account
where first_order is not null
