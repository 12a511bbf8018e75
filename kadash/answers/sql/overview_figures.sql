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
--   customer_equity, expected_contribution       sums of mart.value; null where unknown
with
seen as (
    select *
    from mart.account
    where cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner)
),

final as (
    select
        min(seen.first_order) as first_order,
        sum(seen.revenue_12m) as revenue,
        sum(seen.revenue_prev_12m) as revenue_before,
        sum(seen.contribution_12m) as contribution,
        sum(seen.contribution_prev_12m) as contribution_before,
        sum(seen.revenue_12m) filter (where seen.contribution_12m is not null) as known_revenue,
        sum(seen.revenue_prev_12m) filter (where seen.contribution_prev_12m is not null) as known_revenue_before,
        count(*) filter (where seen.purchases_12m > 0) as active,
        count(*) filter (where seen.purchases_prev_12m > 0) as active_before,
        count(*) filter (where seen.contribution_12m < 0 and seen.revenue_12m > 0) as below_zero,
        sum(seen.contribution_12m) filter (
            where seen.contribution_12m < 0 and seen.revenue_12m > 0
        ) as below_zero_contribution,
        count(*) filter (where seen.purchases_prev_12m > 0 and seen.purchases_12m = 0) as silent,
        sum(seen.revenue_prev_12m) filter (
            where seen.purchases_prev_12m > 0 and seen.purchases_12m = 0
        ) as silent_revenue,
        sum(value.current_value) as customer_equity,
        sum(value.expected_contribution_12m) as expected_contribution
    from seen
    left join mart.value as value on seen.account_id = value.account_id
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
    silent_revenue,
    customer_equity,
    expected_contribution
from final
