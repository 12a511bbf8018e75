-- mart.portfolio_year: the accounts together, over W and the 12 months before it, for pages that ask about everybody.
-- one row is: an owner, a region and an industry that occur together (null: not known)
-- reads: mart.account, mart.value, mart.flag
-- columns: sums over its accounts; money in the reporting currency
--   owner, region, industry
--   accounts, accounts_with_orders, flagged_accounts, act_accounts (of these, with a flag to act on)
--   first_order              day of the first order of all
--   revenue_12m, revenue_prev_12m              net revenue of W and of the 12 months before
--   contribution_12m, contribution_prev_12m    of the accounts where it is known; null where none is
--   known_revenue_12m, known_revenue_prev_12m  revenue of those accounts; null where none is
--   active_12m, active_prev_12m                accounts that bought in W, in the 12 months before
--   below_zero, below_zero_contribution        accounts with revenue and a contribution under zero in W
--   silent, silent_revenue   accounts that bought in the 12 months before and not in W, and what they bought then
--   customer_equity          current values; null where no cost is known
--   expected_contribution    of the next 12 months; null where no cost is known
create or replace table mart.portfolio_year as
with
flagged as (
    select
        account_id,
        bool_or(severity = 'act') as is_to_act
    from mart.flag
    group by account_id
),

accounts as (
    select
        account.*,
        value.current_value,
        value.expected_contribution_12m,
        flagged.account_id is not null as is_flagged,
        coalesce(flagged.is_to_act, false) as is_to_act,
        account.contribution_12m < 0 and account.revenue_12m > 0 as is_below_zero,
        account.purchases_prev_12m > 0 and account.purchases_12m = 0 as is_silent
    from mart.account as account
    left join mart.value as value on account.account_id = value.account_id
    left join flagged on account.account_id = flagged.account_id
),

final as (
    select
        owner,
        region,
        industry,
        count(*) as accounts,
        count(first_order) as accounts_with_orders,
        count(*) filter (where is_flagged) as flagged_accounts,
        count(*) filter (where is_to_act) as act_accounts,
        min(first_order) as first_order,
        sum(revenue_12m) as revenue_12m,
        sum(revenue_prev_12m) as revenue_prev_12m,
        sum(contribution_12m) as contribution_12m,
        sum(contribution_prev_12m) as contribution_prev_12m,
        sum(revenue_12m) filter (where contribution_12m is not null) as known_revenue_12m,
        sum(revenue_prev_12m) filter (where contribution_prev_12m is not null) as known_revenue_prev_12m,
        count(*) filter (where purchases_12m > 0) as active_12m,
        count(*) filter (where purchases_prev_12m > 0) as active_prev_12m,
        count(*) filter (where is_below_zero) as below_zero,
        sum(contribution_12m) filter (where is_below_zero) as below_zero_contribution,
        count(*) filter (where is_silent) as silent,
        sum(revenue_prev_12m) filter (where is_silent) as silent_revenue,
        sum(current_value) as customer_equity,
        sum(expected_contribution_12m) as expected_contribution
    from accounts
    group by owner, region, industry
)

select
    owner,
    region,
    industry,
    accounts,
    accounts_with_orders,
    flagged_accounts,
    act_accounts,
    first_order,
    cast(revenue_12m as decimal(38, 4)) as revenue_12m,
    cast(revenue_prev_12m as decimal(38, 4)) as revenue_prev_12m,
    cast(contribution_12m as decimal(38, 4)) as contribution_12m,
    cast(contribution_prev_12m as decimal(38, 4)) as contribution_prev_12m,
    cast(known_revenue_12m as decimal(38, 4)) as known_revenue_12m,
    cast(known_revenue_prev_12m as decimal(38, 4)) as known_revenue_prev_12m,
    active_12m,
    active_prev_12m,
    below_zero,
    cast(below_zero_contribution as decimal(38, 4)) as below_zero_contribution,
    silent,
    cast(silent_revenue as decimal(38, 4)) as silent_revenue,
    customer_equity,
    expected_contribution
from final
order by owner, region, industry;
