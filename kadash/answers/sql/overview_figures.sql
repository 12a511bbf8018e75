-- purpose: the key figures of the accounts a viewer sees
-- one row is: all of them together
-- parameters: $owners (the viewer's owners; null: everything)
-- columns:
--   first_order              day of the first order of all
--   revenue, revenue_before  net revenue of W and of the 12 months before
--   contribution, contribution_before            of the accounts where it is known; null where none is
--   known_revenue, known_revenue_before          revenue of those accounts
--   active, active_before    accounts that bought in W, in the 12 months before
--   below_zero, below_zero_contribution          accounts with revenue and a contribution under zero in W
--   silent, silent_revenue   accounts that bought in the 12 months before and not in W, and what they bought then
with
seen as (
    select *
    from mart.account
    where cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner)
),

final as (
    select
        min(first_order) as first_order,
        sum(revenue_12m) as revenue,
        sum(revenue_prev_12m) as revenue_before,
        sum(contribution_12m) as contribution,
        sum(contribution_prev_12m) as contribution_before,
        sum(revenue_12m) filter (where contribution_12m is not null) as known_revenue,
        sum(revenue_prev_12m) filter (where contribution_prev_12m is not null) as known_revenue_before,
        count(*) filter (where purchases_12m > 0) as active,
        count(*) filter (where purchases_prev_12m > 0) as active_before,
        count(*) filter (where contribution_12m < 0 and revenue_12m > 0) as below_zero,
        sum(contribution_12m) filter (
            where contribution_12m < 0 and revenue_12m > 0
        ) as below_zero_contribution,
        count(*) filter (where purchases_prev_12m > 0 and purchases_12m = 0) as silent,
        sum(revenue_prev_12m) filter (
            where purchases_prev_12m > 0 and purchases_12m = 0
        ) as silent_revenue
    from seen
)

select
    first_order,
    revenue,
    revenue_before,
    contribution,
    contribution_before,
    known_revenue,
    known_revenue_before,
    active,
    active_before,
    below_zero,
    below_zero_contribution,
    silent,
    silent_revenue
from final
