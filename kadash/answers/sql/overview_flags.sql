-- purpose: what is flagged, how much money is at stake, and what is new
-- one row is: a flag that an account has
-- parameters: $owners (null: everything), $month_start (first day of the as-of date's month)
-- columns:
--   flag, accounts, flagged_accounts (accounts with any flag; the same in every row)
--   new_accounts   of them, not flagged so at the last month-end before $month_start; null where no such month-end is kept
--   revenue        revenue of W
--   loss           contribution of W, below zero
--   yearly         revenue a year while they bought
--   open_money     open invoices
--   largest_orders the largest order of each
with
month_before as (
    select max(month_end) as month_end
    from mart.account_history
    where month_end < $month_start
),

before as (
    select
        history.account_id,
        history.flags
    from mart.account_history as history
    inner join month_before on history.month_end = month_before.month_end
    where history.flags <> '[]'
),

flagged as (
    select
        flag.flag,
        flag.account_id,
        (select month_end from month_before) as month_end,
        not coalesce(contains(before.flags, '"' || flag.flag || '"'), false) as is_new,
        account.revenue_12m,
        account.contribution_12m,
        account.revenue_year,
        account.open_receivable,
        account.largest_order
    from mart.flag as flag
    inner join mart.account as account on flag.account_id = account.account_id
    left join before on flag.account_id = before.account_id
    where cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), account.owner)
)

select
    flag,
    count(*) as accounts,
    (select count(distinct account_id) from flagged) as flagged_accounts,
    case when any_value(month_end) is not null then count(*) filter (where is_new) end as new_accounts,
    cast(sum(revenue_12m) as double) as revenue,
    cast(sum(contribution_12m) as double) as loss,
    sum(revenue_year) as yearly,
    cast(sum(open_receivable) as double) as open_money,
    cast(sum(largest_order) as double) as largest_orders
from flagged
group by flag
