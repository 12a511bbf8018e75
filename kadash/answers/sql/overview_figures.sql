-- purpose: the key figures of the accounts a viewer sees
-- one row is: all of them together
-- parameters: whose accounts are seen (seen.sql)
-- columns: sums of the columns of mart.portfolio_year, `_before` those of the 12 months before W; money null where unknown
select
    min(first_order) as first_order,
    cast(sum(revenue_12m) as double) as revenue,
    cast(sum(revenue_prev_12m) as double) as revenue_before,
    cast(sum(contribution_12m) as double) as contribution,
    cast(sum(contribution_prev_12m) as double) as contribution_before,
    cast(sum(known_revenue_12m) as double) as known_revenue,
    cast(sum(known_revenue_prev_12m) as double) as known_revenue_before,
    cast(coalesce(sum(active_12m), 0) as bigint) as active,
    cast(coalesce(sum(active_prev_12m), 0) as bigint) as active_before,
    cast(coalesce(sum(below_zero), 0) as bigint) as below_zero,
    cast(sum(below_zero_contribution) as double) as below_zero_contribution,
    cast(coalesce(sum(silent), 0) as bigint) as silent,
    cast(sum(silent_revenue) as double) as silent_revenue,
    sum(customer_equity) as customer_equity,
    sum(expected_contribution) as expected_contribution,
    cast(coalesce(sum(flagged_accounts), 0) as bigint) as flagged,
    cast(coalesce(sum(act_accounts), 0) as bigint) as to_act
from mart.portfolio_year
where seen(portfolio_year)
