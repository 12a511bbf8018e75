-- mart.flag_year: how many accounts a flag is on, how much money is at stake, and how many are new this month.
-- one row is: a flag, an owner, a region and an industry (null: not known) that occur together
-- reads: mart.flag, mart.account, mart.account_history
-- parameters: as_of
-- columns: sums over its accounts; money in the reporting currency
--   flag, owner, region, industry
--   accounts
--   new_accounts     of them, not flagged so at the last month-end before the as-of date's month; null where none was judged
--   revenue_12m, contribution_12m    of W
--   revenue_year     revenue a year while they bought
--   open_receivable  open invoices
--   largest_order    the largest order of each
create or replace table mart.flag_year as
with
month_before as (
    select max(month_end) as month_end
    from mart.account_history
    where month_end < date_trunc('month', cast($as_of as date))
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
        account.*,
        month_before.month_end is not null as is_month_known,
        not coalesce(contains(before.flags, '"' || flag.flag || '"'), false) as is_new
    from mart.flag as flag
    inner join mart.account as account on flag.account_id = account.account_id
    cross join month_before
    left join before on flag.account_id = before.account_id
),

final as (
    select
        flag,
        owner,
        region,
        industry,
        count(*) as accounts,
        case when bool_and(is_month_known) then count(*) filter (where is_new) end as new_accounts,
        sum(revenue_12m) as revenue_12m,
        sum(contribution_12m) as contribution_12m,
        sum(revenue_year) as revenue_year,
        sum(open_receivable) as open_receivable,
        sum(largest_order) as largest_order
    from flagged
    group by flag, owner, region, industry
)

select
    flag,
    owner,
    region,
    industry,
    accounts,
    new_accounts,
    cast(revenue_12m as decimal(38, 4)) as revenue_12m,
    cast(contribution_12m as decimal(38, 4)) as contribution_12m,
    revenue_year,
    cast(open_receivable as decimal(38, 4)) as open_receivable,
    cast(largest_order as decimal(38, 4)) as largest_order
from final
order by flag, owner, region, industry;
